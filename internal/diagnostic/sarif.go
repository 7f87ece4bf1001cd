package diagnostic

import (
	"io"
	"strings"
)

// The part of SARIF 2.1.0 (OASIS) that a report of riskbook uses.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		Language   string        `json:"language"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string             `json:"id"`
		Short   sarifText          `json:"shortDescription"`
		Full    sarifText          `json:"fullDescription"`
		Help    sarifText          `json:"help"`
		Default sarifConfiguration `json:"defaultConfiguration"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID       string             `json:"ruleId"`
		RuleIndex    int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations"`
		Related      []sarifLocation    `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification"`
	}
)

var sarifLevels = [...]string{Off: "none", Info: "note", Warning: "warning", Error: "error"}

// WriteSARIF writes diagnostics in the format SARIF 2.1.0. What a baseline knows is in it, as suppressed.
func WriteSARIF(w io.Writer, list []Diagnostic, r *Report) error {
	index := map[string]int{}
	driver := sarifDriver{Name: "riskbook", Version: r.Version, Rules: []sarifRule{}}
	for i, rule := range r.Rules {
		index[rule.Name] = i
		driver.Rules = append(driver.Rules, sarifRule{
			ID: rule.Name, Short: sarifText{rule.Title.In(r.Language)}, Full: sarifText{rule.Why.In(r.Language)}, Help: sarifText{rule.Mend.In(r.Language)},
			Default: sarifConfiguration{sarifLevels[rule.Severity]},
		})
	}
	results := []sarifResult{}
	prints := r.fingerprints(list)
	for i, d := range list {
		at, known := index[string(d.Rule)]
		if !known {
			at = -1 // SARIF's own word for none
		}
		results = append(results, r.sarifResult(&d, at, prints[i]))
	}
	return EncodeJSON(w, "", sarifLog{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0",
		Runs: []sarifRun{{Tool: sarifTool{driver}, Language: r.Language, ColumnKind: "unicodeCodePoints", Results: results}},
	})
}

func (r *Report) sarifResult(d *Diagnostic, rule int, fingerprint string) sarifResult {
	text := d.Message.In(r.Language)
	if help := strings.TrimSpace(d.Help.In(r.Language)); help != "" {
		text += sentenceEnd(r.Language) + help
	}
	result := sarifResult{
		RuleID: string(d.Rule), RuleIndex: rule, Level: sarifLevels[d.Severity], Message: sarifText{text},
		Locations:    []sarifLocation{{Physical: r.sarifPlace(d.Place)}},
		Fingerprints: map[string]string{"riskbook/v1": fingerprint},
	}
	for i, related := range d.Related {
		location := sarifLocation{ID: &i, Physical: r.sarifPlace(related.Place)}
		if words := related.Message.In(r.Language); words != "" {
			location.Message = &sarifText{words}
		}
		result.Related = append(result.Related, location)
	}
	if d.Known != nil {
		result.Suppressions = []sarifSuppression{{Kind: "external", Status: "accepted", Justification: d.Known.Until + ": " + d.Known.Reason.In(r.Language)}}
	}
	return result
}

func (r *Report) sarifPlace(p Place) sarifPhysical {
	j := placeInJSON(p)
	return sarifPhysical{sarifArtifact{address(r.path(p.File))}, sarifRegion{j.Line, j.Column, j.EndLine, j.EndColumn}}
}
