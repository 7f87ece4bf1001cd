package diagnostic

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// Report is what the reports for forges need beside the diagnostics: they name files from the root of the repository, and SARIF tells of the rules.
type Report struct {
	Language string // of messages: "ja" or "en"
	Folder   string // the register's folder within its repository, with slashes: "" or "risk/register"
	Version  string // of the program
	Rules    []RuleWords
}

// RuleWords is what a report tells of a rule.
type RuleWords struct {
	Name             string
	Severity         Severity // by default
	Title, Why, Mend term.Words
}

// path is the name of a file from the root of the repository.
func (r *Report) path(file string) string {
	if r.Folder == "" {
		return file
	}
	return r.Folder + "/" + file
}

// fingerprints give each diagnostic a name that stays while lines move, others are mended and messages count on: its rule, its file and record, what it found
// under which key, and which of several alike it is.
func (r *Report) fingerprints(list []Diagnostic) []string {
	seen := map[string]int{}
	prints := make([]string, len(list))
	for i, d := range list {
		alike := string(d.Rule) + "\x00" + r.path(d.Place.File) + "\x00" + d.Record
		for _, name := range []string{"key", "found"} {
			if value, ok := d.Args[name]; ok {
				alike += fmt.Sprintf("\x00%v", value)
			}
		}
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", alike, seen[alike]))
		prints[i] = hex.EncodeToString(sum[:16])
		seen[alike]++
	}
	return prints
}

// WriteGitHub writes diagnostics as workflow commands of GitHub Actions, which become annotations of the changed files. What a baseline knows is left
// out. Control characters reach neither log nor page.
func WriteGitHub(w io.Writer, list []Diagnostic, r *Report) error {
	for _, d := range list {
		if d.Known != nil {
			continue
		}
		command := [...]string{Off: "notice", Info: "notice", Warning: "warning", Error: "error"}[d.Severity]
		p := placeInJSON(d.Place)
		end := ""
		if p.EndLine > p.Line {
			end = fmt.Sprintf(",endLine=%d", p.EndLine)
		} else {
			end = fmt.Sprintf(",endLine=%d,endColumn=%d", p.Line, max(p.EndColumn-1, p.Column)) // the last column, not the one after it
		}
		message := visible(d.Message.In(r.Language))
		if help := strings.TrimSpace(d.Help.In(r.Language)); help != "" {
			for line := range strings.SplitSeq(help, "\n") {
				message += "\n" + visible(line)
			}
		}
		if _, err := fmt.Fprintf(w, "::%s file=%s,line=%d,col=%d%s,title=%s::%s\n", command, property(visible(r.path(d.Place.File))), p.Line, p.Column, end, property(string(d.Rule)), data(message)); err != nil {
			return err
		}
	}
	return nil
}

var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// data and property escape what a workflow command would take for its own syntax.
func data(text string) string     { return commandData.Replace(text) }
func property(text string) string { return commandProperty.Replace(text) }

// gitLabIssue is an entry of GitLab's Code Quality report.
type gitLabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"`
	Location    gitLabLocation `json:"location"`
}

type gitLabLocation struct {
	Path  string      `json:"path"`
	Lines gitLabLines `json:"lines"`
}

type gitLabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// WriteGitLab writes diagnostics as a Code Quality report of GitLab. What a baseline knows is left out.
func WriteGitLab(w io.Writer, list []Diagnostic, r *Report) error {
	issues := []gitLabIssue{}
	prints := r.fingerprints(list)
	for i, d := range list {
		if d.Known != nil {
			continue
		}
		description := visible(d.Message.In(r.Language))
		if help := strings.TrimSpace(d.Help.In(r.Language)); help != "" {
			description += sentenceEnd(r.Language) + visible(help)
		}
		p := placeInJSON(d.Place)
		issues = append(issues, gitLabIssue{
			Description: description, CheckName: string(d.Rule), Fingerprint: prints[i],
			Severity: [...]string{Off: "info", Info: "info", Warning: "minor", Error: "major"}[d.Severity],
			Location: gitLabLocation{r.path(d.Place.File), gitLabLines{p.Line, p.EndLine}},
		})
	}
	return EncodeJSON(w, "", issues)
}

// sentenceEnd parts a message from its help.
func sentenceEnd(language string) string { return term.Words{Ja: "。", En: ". "}.In(language) }

// address is a path as an address.
func address(path string) string { return (&url.URL{Path: path}).EscapedPath() }
