package check

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// entry is an entry of a baseline.
func entry(rule, about, until string) string {
	return "[[known]]\nrule = \"" + rule + "\"\n" + about + "\nuntil = " + until + "\nreason = { ja = \"導入時\", en = \"from before\" }\n"
}

func TestBaselineLetsBeWhatItKnows(t *testing.T) {
	needs := exampleContext + exampleRisk + "-- content/baseline.toml --\n"
	for _, c := range []struct {
		name, baseline string
		known          string // of needs-treatment
		notes          string // on it
		unmatched      int
	}{
		{"nothing is known", "", "", "", 0},
		{"by record", entry("needs-treatment", `record = "R-001"`, "2027-03-31"), "2027-03-31", "known until 2027-03-31: from before", 0},
		{"by file", entry("needs-treatment", `file = "content/risks/R-001.md"`, "2027-03-31"), "2027-03-31", "known until 2027-03-31: from before", 0},
		{"on its last day", entry("needs-treatment", `record = "R-001"`, "2026-11-23"), "2026-11-23", "known until 2026-11-23", 0},
		{"the day after", entry("needs-treatment", `record = "R-001"`, "2026-11-22"), "", "known until 2026-11-22, which has passed", 0},
		{"the longest counts", entry("needs-treatment", `record = "R-001"`, "2026-11-01") + entry("needs-treatment", `record = "R-001"`, "2026-12-01") + entry("needs-treatment", `record = "R-001"`, "2026-10-01"), "2026-12-01", "known until 2026-12-01", 0},
		{"as many as there are", entry("needs-treatment", "record = \"R-001\"\ncount = 1", "2027-03-31"), "2027-03-31", "known until 2027-03-31", 0},
		{"fewer than there were", entry("needs-treatment", "record = \"R-001\"\ncount = 2", "2027-03-31"), "2027-03-31", "known until 2027-03-31", 1},
		{"on the last day that it may last", entry("needs-treatment", "record = \"R-001\"\nwritten = 2026-05-23", "2030-03-31"), "2026-11-23", "known until 2026-11-23", 0},
		{"longer than it may last", entry("needs-treatment", "record = \"R-001\"\nwritten = 2026-05-22", "2030-03-31"), "", "known for 6 months from when it was written, until 2026-11-22, which has passed", 0},
		{"another record", entry("needs-treatment", `record = "R-002"`, "2027-03-31"), "", "", 1},
		{"another rule", entry("plan-overdue", `record = "R-001"`, "2027-03-31"), "", "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := checked(t, needs+c.baseline)
			unmatched, seen := 0, false
			for _, d := range result.Diagnostics {
				switch d.Rule {
				case "baseline-unmatched":
					unmatched++
				case "needs-treatment":
					seen = true
					known, notes := "", ""
					if d.Known != nil {
						known = d.Known.Until
					}
					for _, r := range d.Related {
						if r.Place.File == "content/baseline.toml" {
							notes = r.Message.En
						}
					}
					if known != c.known || !strings.HasPrefix(notes, c.notes) || c.notes == "" && notes != "" || d.Record != "R-001" {
						t.Errorf("known %q, notes %q, record %q", known, notes, d.Record)
					}
					if want := map[bool]diagnostic.Severity{true: diagnostic.Info, false: diagnostic.Warning}[c.known != ""]; d.Severity != want {
						t.Errorf("severity %v", d.Severity)
					}
				}
			}
			if !seen || unmatched != c.unmatched {
				t.Errorf("seen %v, unmatched %d, want %d", seen, unmatched, c.unmatched)
			}
			counts := diagnostic.Count(result.Diagnostics)
			all := 0
			for _, d := range result.Diagnostics {
				if d.Known == nil {
					all++
				}
			}
			if counts.Error+counts.Warning+counts.Info != all {
				t.Errorf("%+v count what is known", counts)
			}
		})
	}
}

// An error stays an error whatever a baseline says, and a baseline that says so is wrong itself.
func TestBaselineNeverHidesErrors(t *testing.T) {
	text := "-- content/assets/A-01.md --\n+++\ntitel = \"x\"\n+++\n-- content/baseline.toml --\n" +
		entry("unknown-key", `record = "A-01"`, "2027-03-31") + entry("needs-treatmnt", `record = "A-01"`, "2027-03-31") + "[[known]]\nrule = \"cycle\"\nuntil = 2027-01-01\nreason = \"x\"\n" +
		entry("baseline-unmatched", `file = "content/baseline.toml"`, "2027-03-31")
	var told []string
	for _, d := range checked(t, text).Diagnostics {
		if d.Known != nil {
			t.Errorf("%s is let be", d.Rule)
		}
		if d.Severity == diagnostic.Error && (d.Place.File == "content/baseline.toml" || d.Rule == "unknown-key") {
			told = append(told, string(d.Rule)+": "+d.Message.En)
		}
	}
	want := []string{
		"unknown-key: there is no key titel", "unknown-value: what unknown-key finds is an error, which cannot be let be",
		"unknown-value: known.rule knows no value needs-treatmnt", "missing-key: an entry of the baseline does not say what it is about",
		"unknown-value: what cycle finds is an error, which cannot be let be",
		"unknown-value: what baseline-unmatched finds cannot be let be",
	}
	for i := range max(len(told), len(want)) {
		if i >= len(told) || i >= len(want) || told[i] != want[i] {
			t.Fatalf("%q, want %q", told, want)
		}
	}
}

func TestRecordsOfAFileOfSeveralAreToldApart(t *testing.T) {
	text := exampleContext + `-- content/risks/bulk.toml --
[R-001]
title = "a"
owner = "o"
identified = 2026-05-01
[R-002]
title = "b"
owner = "o"
identified = 2026-05-01
[R-002.current]
likelihood = 9
`
	for _, d := range checked(t, text).Diagnostics {
		if d.Rule == "not-on-scale" && d.Record != "R-002" || d.Place.File == "content/criteria.toml" && d.Record != "" {
			t.Errorf("%s at %v is about %q", d.Rule, d.Place, d.Record)
		}
	}
}

// Of entries about one thing the one that lasts longest stands; of two that end on one day the one that lets more be, and no count lets all be.
func TestBaselineWithTwoEntriesOfOneThing(t *testing.T) {
	const overdue = "[[action]]\ntitle = \"一\"\ndue = 2026-10-01\n"
	text := exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + overdue + overdue + "+++\n-- content/baseline.toml --\n"
	known := func(count, until string) string { return entry("action-overdue", "record = \"T-001\"\n"+count, until) }
	for _, c := range []struct {
		name, baseline string
		line           int // of the entry that stands
		known          bool
	}{
		{"more, then fewer", known("count = 2", "2027-03-31") + known("count = 1", "2027-03-31"), 1, true},
		{"fewer, then more", known("count = 1", "2027-03-31") + known("count = 2", "2027-03-31"), 7, true},
		{"all, then some", known("", "2027-03-31") + known("count = 1", "2027-03-31"), 1, true},
		{"some, then all", known("count = 1", "2027-03-31") + known("", "2027-03-31"), 7, true},
		{"all, then more than there are", known("", "2027-03-31") + known("count = 9", "2027-03-31"), 1, true},
		{"as many: the first", known("count = 2", "2027-03-31") + known("count = 2", "2027-03-31"), 1, true},
		{"all, twice: the first", known("", "2027-03-31") + known("", "2027-03-31"), 1, true},
		{"longer, though fewer", known("count = 2", "2026-12-31") + known("count = 1", "2027-03-31"), 7, false},
		{"longer, though first and fewer", known("count = 1", "2027-03-31") + known("count = 2", "2026-12-31"), 1, false},
	} {
		told := 0
		for _, d := range checked(t, text+c.baseline).Diagnostics {
			switch d.Rule {
			case "baseline-unmatched":
				t.Errorf("%s: %s", c.name, d.Message.En)
			case "action-overdue":
				told++
				if at := d.Related[len(d.Related)-1].Place; at.File != "content/baseline.toml" || at.Line != c.line || (d.Known != nil) != c.known {
					t.Errorf("%s: known %v by the entry at line %d, want line %d", c.name, d.Known, at.Line, c.line)
				}
			}
		}
		if told != 2 {
			t.Errorf("%s: %d actions are overdue", c.name, told)
		}
	}
}

// An entry that matches nothing may still be needed: rules are silent about what they cannot see.
func TestBaselineIsNotHeldAgainstWhatCannotBeRead(t *testing.T) {
	baseline := "-- content/baseline.toml --\n" + entry("plan-overdue", `record = "T-001"`, "2027-03-31")
	for _, c := range []struct {
		name, register string
		want           int
	}{
		{"all can be read", exampleContext + exampleLowRisk + examplePlan, 1},
		{"a record cannot be read", exampleContext + exampleLowRisk + replace(examplePlan, "[[target]]", "[[target"), 0},
		{"the criteria cannot be read", replace(exampleContext, "[matrix]", "[matrix") + exampleLowRisk + examplePlan, 0},
		{"the criteria have a fault", replace(exampleContext, `  ["low", "low", "medium"],`+"\n", "") + exampleLowRisk + examplePlan, 0},
		{"the matrix names no level", replace(exampleContext, `"high", "high"]`, `"high", "extreme"]`) + exampleLowRisk + examplePlan, 0},
	} {
		if got := len(places(checked(t, c.register+baseline), "baseline-unmatched")); got != c.want {
			t.Errorf("%s: %d entries are said to match nothing, want %d", c.name, got, c.want)
		}
	}
}

// One more than is known of a record is news, and nobody can say which of them it is.
func TestBaselineCounts(t *testing.T) {
	text := func(actions int) string {
		return exampleContext + exampleRisk + "-- content/treatments/T-1.md --\n+++\ntitle = \"計画\"\nrisks = [\"R-001\"]\noption = \"modify\"\naim = \"both\"\nowner = \"director\"\nstatus = \"approved\"\ndue = 2027-06-30\n" +
			strings.Repeat("[[action]]\ntitle = \"一\"\ndue = 2026-10-01\n", actions) + "+++\n-- content/baseline.toml --\n" + entry("action-overdue", "record = \"T-1\"\ncount = 2", "2027-03-31")
	}
	for actions, want := range map[int]string{2: "known known", 3: "known: 2, but there are 3 known: 2, but there are 3 known: 2, but there are 3"} {
		var told []string
		for _, d := range checked(t, text(actions)).Diagnostics {
			switch {
			case d.Rule == "baseline-unmatched":
				t.Errorf("%s", d.Message.En)
			case d.Rule == "action-overdue" && d.Known != nil:
				told = append(told, "known")
			case d.Rule == "action-overdue":
				told = append(told, d.Related[len(d.Related)-1].Message.En)
			}
		}
		if got := strings.Join(told, " "); got != want {
			t.Errorf("of %d: %s, want %s", actions, got, want)
		}
	}
}
