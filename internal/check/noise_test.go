package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// said gives how often each rule speaks with a severity.
func said(result Result, severity diagnostic.Severity) map[string]int {
	counts := map[string]int{}
	for _, d := range result.Diagnostics {
		if d.Severity == severity {
			counts[string(d.Rule)]++
		}
	}
	return counts
}

// imported makes a register of risks that give a title and a rating each, as a table without owners and dates does.
func imported(n int, config, criteria string) string {
	var b strings.Builder
	b.WriteString(config + criteria + "-- content/risks/imported.toml --\n")
	for i := range n {
		fmt.Fprintf(&b, "[R-%03d]\ntitle = \"リスク%d\"\nincomplete = true\ncurrent = { likelihood = %d, impact = %d }\n", i+1, i+1, i%3+1, i/3%3+1)
	}
	return b.String()
}

// A table that was taken over claims nothing of steps that nobody has taken: at most one warning in five rows.
func TestAnImportedTableIsNotDrownedInWarnings(t *testing.T) {
	const rows = 300
	for name, config := range map[string]string{"full": "", "simple": "-- content/riskbook.toml --\ntitle = \"t\"\nprocess = { profile = \"simple\" }\nreview = { every_months = 12 }\n"} {
		for _, criteria := range []string{exampleCriteria, ""} {
			result := checked(t, imported(rows, config, criteria))
			counts, warnings := said(result, diagnostic.Warning), 0
			for _, n := range counts {
				warnings += n
			}
			if warnings > rows/5 {
				t.Errorf("%s: %d warnings: %v", name, warnings, counts)
			}
			if errors := said(result, diagnostic.Error); len(errors) > 0 {
				t.Errorf("%s: errors %v", name, errors)
			}
			if n := said(result, diagnostic.Info)["incomplete-record"]; n != rows {
				t.Errorf("%s: %d incomplete records are told of, want %d", name, n, rows)
			}
		}
	}
}

// What asks for a step that nobody has begun is information; from the step's first evidence on it is a warning; and who sets a severity gets that one.
func TestDemandsWaitForTheFirstEvidence(t *testing.T) {
	risk := replace(exampleRisk, "events = [\"E-01\"]\n", "")
	for _, c := range []struct {
		name, rule, register string
		want                 diagnostic.Severity
	}{
		{"assets before any event", "asset-without-event", exampleAsset, diagnostic.Info},
		{"assets once there are events", "asset-without-event", exampleAsset + strings.Replace(exampleAsset, "A-01", "A-02", 1) + exampleEvent, diagnostic.Warning},
		{"one approach, before the second", "approach-missing", replace(exampleAsset, "owner", "importance = { availability = 3 }\nowner") + exampleEvent, diagnostic.Warning},
		{"events before any risk names one", "event-without-risk", exampleAsset + exampleEvent + risk, diagnostic.Info},
		{"events once a risk names one", "event-without-risk", exampleAsset + exampleEvent + exampleLowRisk + strings.Replace(exampleEvent, "E-01", "E-02", 1), diagnostic.Warning},
		{"risks before any of them names an event", "risk-without-event", risk, diagnostic.Info},
		{"risks once one names an event", "risk-without-event", exampleAsset + exampleEvent + exampleLowRisk + replace(risk, "R-001", "R-002"), diagnostic.Warning},
		{"a channel before its first finding", "channel-silent", exampleAsset + otherChannels, diagnostic.Info},
		{"a channel that fell silent", "channel-silent", channelSilent.Failing[strings.Index(channelSilent.Failing, "--"):], diagnostic.Warning},
		{"a step without evidence", "step-without-evidence", onlySteps("6.1") + exampleContext + exampleLowRisk, diagnostic.Info},
		{"damage before any is described", "step-without-evidence", onlySteps("3.2") + exampleContext + replace(exampleRisk, "damage", "# damage"), diagnostic.Info},
		{"damage once one is described", "step-without-evidence", onlySteps("3.2") + exampleContext + replace(exampleRisk, "damage", "# damage") + strings.Replace(exampleRisk, "R-001", "R-002", 1), diagnostic.Warning},
		{"a severity that the register sets", "risk-without-event", "-- content/riskbook.toml --\ntitle = \"t\"\n[check.severity]\nrisk-without-event = \"error\"\n" + risk, diagnostic.Error},
		{"a risk to be treated that is incomplete", "needs-treatment", imported(9, "", exampleCriteria), diagnostic.Info},
		{"a risk to be treated that is marked and lacks nothing", "needs-treatment", exampleContext + replace(exampleRisk, "owner", "incomplete = true\nowner"), diagnostic.Warning},
		{"a warning that the register sets", "risk-without-event", "-- content/riskbook.toml --\ntitle = \"t\"\n[check.severity]\nrisk-without-event = \"warning\"\n" + risk, diagnostic.Warning},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := checked(t, c.register)
			found := false
			for _, d := range result.Diagnostics {
				if string(d.Rule) == c.rule {
					found = true
					if d.Severity != c.want {
						t.Errorf("%s: severity %s, want %s", d.Message.En, d.Severity, c.want)
					}
				}
			}
			if !found {
				t.Errorf("%s does not speak:\n%s", c.rule, report(result.Diagnostics))
			}
		})
	}
}

// Whatever steps are adopted, a day that somebody wrote is told of when it has passed; what is a gap of a step is one of adopted steps only.
func TestDatesAreToldOfInEveryProfile(t *testing.T) {
	none := onlySteps("2.1")
	overdue := plan("[[action]]\ntitle = \"a\"\ndue = 2026-11-01\n", "2027-03-31", "2026-11-22")
	soon := plan("[[action]]\ntitle = \"a\"\ndue = 2026-12-01\n", "2027-03-31", "2026-12-02")
	finding := "-- content/findings/F-01.md --\n+++\ntitle = \"f\"\nchannel = \"audit\"\nreceived = 2026-06-12\ndue = 2026-11-22\nstatus = \"open\"\n+++\n"
	for name, register := range map[string]string{
		"acceptance-expired":      none + exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2026-11-22"),
		"action-overdue":          none + exampleContext + exampleRisk + overdue,
		"bad-plan-dates":          none + exampleContext + exampleRisk + plan("", "2026-06-01", "2026-12-01"),
		"criteria-review-overdue": none + replace(exampleContext, "2027-03-31", "2026-11-22"),
		"due-soon":                none + exampleContext + exampleRisk + soon + replace(finding, "2026-11-22", "2026-12-01"),
		"expires-soon":            none + exampleContext + exampleMediumRisk + replace(exampleAcceptance, "2027-03-31", "2026-12-01"),
		"finding-overdue":         none + finding,
		"plan-overdue":            none + exampleContext + exampleRisk + overdue,
		"review-overdue":          none + exampleContext + replace(exampleLowRisk, "[current]", "next_review = 2026-11-22\n[current]"),
	} {
		result := checked(t, register)
		if len(places(result, name)) == 0 {
			t.Errorf("%s is silent:\n%s", name, report(result.Diagnostics))
		}
		if list := result.Gaps[Lookup(rule.Name(name)).Step]; len(list) > 0 {
			t.Errorf("%s: gaps %v of a step that is not adopted", name, list)
		}
	}
	interval := "-- content/riskbook.toml --\ntitle = \"t\"\nreview = { every_months = 1 }\n[process]\nprofile = \"simple\"\n" + exampleContext + exampleLowRisk
	if at := places(checked(t, interval), "review-overdue"); len(at) > 0 {
		t.Errorf("nobody wrote the day of a review that %v reports", at)
	}
}
