package check

import (
	"strings"
	"testing"
)

const simpleProfile = "-- content/riskbook.toml --\ntitle = \"t\"\n[process]\nprofile = \"simple\"\n"

// renewedOnce is an acceptance whose day is put off in the same record.
const renewedOnce = exampleContext + exampleMediumRisk + exampleAcceptance

// credibilityCases are registers that nobody seems to keep.
var credibilityCases = []held{
	{"four risks of one day", "all-same-date", exampleContext + strings.Replace(sameDays("2026-05-01", "2026-05-01"), "R-005", "R-005x", 1) + "-- content/riskbook.toml --\ntitle = \"t\"\n", []string{"content/risks/R-001.md:1:1 all 5 open risks"}},
	{"one of another day", "all-same-date", exampleContext + sameDays("2026-05-01", "2026-05-02"), nil},
	{"one day, in the simple profile", "all-same-date", simpleProfile + exampleContext + sameDays("2026-05-01", "2026-05-01"), nil},
	{"one day, asked for in the simple profile", "all-same-date", simpleProfile + "[check.severity]\nall-same-date = \"info\"\n" + exampleContext + sameDays("2026-05-01", "2026-05-01"), []string{"content/risks/R-001.md:1:1 2026-05-01"}},
	{"nothing known of the past", "never-changed", exampleContext + exampleLowRisk, nil},
	{"a fact that changed since", "never-changed", exampleContext + exampleLowRisk + "-- git log --\n2024-05-01 R-001\n2025-05-01 R-001 owner\n", nil},
	{"a fact that changed long ago", "never-changed", exampleContext + exampleLowRisk + "-- git log --\n2023-05-01 R-001\n2024-05-01 R-001 owner\n", []string{"content/risks/R-001.md:1:1 since 2024-05-01"}},
	{"a shorter period", "never-changed", "-- content/riskbook.toml --\ntitle = \"t\"\n[review]\nevery_months = 3\n" + exampleContext + exampleLowRisk + "-- git log --\n2026-05-22 R-001\n", []string{"content/risks/R-001.md:1:1 since 2026-05-22"}},
	{"the day on which the period ends", "never-changed", "-- content/riskbook.toml --\ntitle = \"t\"\n[review]\nevery_months = 3\n" + exampleContext + exampleLowRisk + "-- git log --\n2026-05-23 R-001\n", nil},
	{"a plan", "never-changed", exampleContext + exampleRisk + examplePlan + "-- git log --\n2024-05-01 T-001\n2026-05-01 R-001\n", []string{"content/treatments/T-001.md:1:1 live plan T-001"}},
	{"a plan that is done", "never-changed", exampleContext + exampleRisk + replace(examplePlan, `"in-progress"`, "\"done\"\nfinished = 2026-10-30") + "-- git log --\n2024-05-01 T-001\n2026-05-01 R-001\n", nil},
	{"two renewals", "renewed-unchanged", exampleContext + exampleMediumRisk + strings.Replace(renewals(), "D-001.md", "../x", 1), nil},
	{"another condition", "renewed-unchanged", exampleContext + exampleMediumRisk + strings.Replace(renewals(), "until = 2026-09-10", "conditions = \"c\"\nuntil = 2026-09-10", 1), nil},
	{"a fact of the risk changed meanwhile", "renewed-unchanged", exampleContext + exampleMediumRisk + renewals() + "-- git log --\n2024-05-01 R-001\n2026-08-20 R-001 controls\n", nil},
	{"put off in the same record", "renewed-unchanged", renewedOnce + "-- git log --\n2024-05-01 R-001\n2025-01-01 D-001 until\n2025-06-01 D-001 until on\n2026-01-01 D-001 until\n", []string{"content/decisions/D-001.md:8:9 renewed 3 times since 2025-01-01"}},
	{"put off, and thought over", "renewed-unchanged", renewedOnce + "-- git log --\n2024-05-01 R-001\n2025-01-01 D-001 until\n2025-06-01 D-001 until conditions\n2026-01-01 D-001 until\n", nil},
	{"evidence elsewhere", "dead-evidence", exampleContext + exampleMediumRisk + evidenced("https://example.org/x.pdf"), nil},
	{"a heading that is there", "dead-evidence", exampleContext + exampleMediumRisk + "# 測定\n" + evidenced("../risks/R-001.md#測定"), nil},
	{"a heading that is gone", "dead-evidence", exampleContext + exampleMediumRisk + "# 測定\n" + evidenced("../risks/R-001.md#別"), []string{"content/decisions/D-001.md:10:34 heading"}},
	{"evidence in the simple profile", "dead-evidence", simpleProfile + exampleContext + exampleMediumRisk + evidenced("../findings/F-09.md"), nil},
}

func TestEvidencePath(t *testing.T) {
	for _, c := range []struct{ address, name, anchor string }{
		{"../findings/F-09.md#a", "content/findings/F-09.md", "a"},
		{"x%20y.pdf", "content/decisions/x y.pdf", ""},
		{"/evidence/x.pdf?download=1", "evidence/x.pdf", ""},
		{"../../../x", "", ""},
		{"mailto:a@b.example", "", ""},
		{"//host/x", "", ""},
		{"#a", "", ""},
	} {
		name, anchor, ok := EvidencePath("content/decisions/D-001.md", c.address)
		if ok != (c.name != "") || ok && (name != c.name || anchor != c.anchor) {
			t.Errorf("%s: %q %q %v, want %q %q", c.address, name, anchor, ok, c.name, c.anchor)
		}
	}
}
