package compare

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/date"
)

// A finding is mended only where the records mended it. Each other cause is told.
func TestWhyAFindingIsNoLongerReported(t *testing.T) {
	const (
		high = "+++\ntitle = \"浸水\"\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = 3\nimpact = 2\ncriteria = \"1\"\ndamage = \"x\"\n+++\n"
		soon = "+++\ntitle = \"受容\"\nkind = \"acceptance\"\non = 2026-02-01\nby = \"b\"\nbasis = \"根拠\"\nrisks = [\"R-1\"]\nuntil = 2026-12-01\nat = { likelihood = 2, impact = 2 }\ncriteria = \"1\"\n+++\n"
	)
	lowered := strings.Replace(high, "likelihood = 3", "likelihood = 1", 1)
	files := map[string]string{"criteria.toml": three, "risks/R-2.md": high, "risks/R-1.md": pump, "decisions/D-1.md": soon}
	for _, c := range []struct {
		name    string
		rule    string // the findings that are looked at
		before  map[string]string
		after   map[string]string
		asOf    date.Date
		mended  []string
		silent  []string
		failing []string
	}{
		{name: "nothing", rule: "needs-treatment"},
		{name: "the records mended it", rule: "needs-treatment", after: map[string]string{"risks/R-2.md": lowered},
			mended: []string{"needs-treatment R-2 [records]"}},
		{name: "the rule was switched off", rule: "needs-treatment", after: map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n"},
			silent: []string{"needs-treatment R-2 [rule]"}},
		{name: "the rule was lowered", rule: "needs-treatment", after: map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"info\"\n"},
			silent: []string{"needs-treatment R-2 [rule] now info"}},
		{name: "the rule was raised", rule: "needs-treatment", after: map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"error\"\n"}},
		{name: "the rule was switched on", rule: "needs-treatment", before: map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n"}, after: map[string]string{"riskbook.toml": "\n"},
			failing: []string{"needs-treatment R-2 [rule]"}},
		{name: "the step is no longer adopted", rule: "risk-without-event", after: map[string]string{"riskbook.toml": "[process]\nprofile = \"custom\"\nsteps = [\"3.1\"]\n"},
			silent: []string{"risk-without-event R-1 [profile]", "risk-without-event R-2 [profile]"}},
		{name: "a baseline lets it be", rule: "needs-treatment", after: map[string]string{"baseline.toml": "[[known]]\nrule = \"needs-treatment\"\nrecord = \"R-2\"\nuntil = 2027-03-31\nreason = \"x\"\n"},
			silent: []string{"needs-treatment R-2 [baseline]"}},
		{name: "a baseline lets it be no longer", rule: "needs-treatment", before: map[string]string{"baseline.toml": "[[known]]\nrule = \"needs-treatment\"\nrecord = \"R-2\"\nuntil = 2027-03-31\nreason = \"x\"\n"},
			failing: []string{"needs-treatment R-2 [baseline]"}},
		{name: "a day passed", rule: "expires-soon", asOf: date.Of(2026, 12, 2),
			silent: []string{"expires-soon D-1 [date]"}},
		{name: "other criteria", rule: "needs-treatment", after: map[string]string{"criteria.toml": strings.Replace(three, `["middle","high"]`, `["middle","low"]`, 1)},
			silent: []string{"needs-treatment R-2 [criteria]"}},
		{name: "another language is asked for no longer", rule: "untranslated", before: map[string]string{"riskbook.toml": "languages = [\"ja\", \"en\"]\n"}, after: map[string]string{"riskbook.toml": "languages = [\"ja\"]\n"},
			silent: []string{"untranslated  [settings]", "untranslated D-1 [settings]", "untranslated R-1 [settings]", "untranslated R-2 [settings]"}},
		{name: "mended, and the rule switched off", rule: "needs-treatment", after: map[string]string{"risks/R-2.md": lowered, "riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n"},
			mended: []string{"needs-treatment R-2 [records]"}},
		{name: "another record was edited, and the rule switched off", rule: "needs-treatment", after: map[string]string{"risks/R-1.md": strings.Replace(pump, `"o"`, `"p"`, 1), "riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n"},
			silent: []string{"needs-treatment R-2 [rule]"}},
		{name: "off and let be", rule: "needs-treatment", after: map[string]string{"riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n", "baseline.toml": "[[known]]\nrule = \"needs-treatment\"\nrecord = \"R-2\"\nuntil = 2027-03-31\nreason = \"x\"\n"},
			silent: []string{"needs-treatment R-2 [rule baseline]"}},
		// Rated 2 it lies at middle, which asks for treatment under the old criteria; rated 3 it lies at high under both.
		{name: "neither rating nor criteria alone", rule: "needs-treatment", after: map[string]string{"risks/R-2.md": strings.Replace(high, "likelihood = 3", "likelihood = 2", 1), "criteria.toml": strings.Replace(three, `["low","middle"]`, `["low","low"]`, 1)},
			silent: []string{"needs-treatment R-2 [records criteria]"}},
		// The words name both reasons: the rating alone gives the one, and the criteria alone, on the impact of before, none.
		{name: "rating and criteria, in the words of both", rule: "needs-treatment", before: map[string]string{"risks/R-2.md": strings.Replace(lowered, "impact = 2", "impact = 1", 1)}, after: map[string]string{"risks/R-2.md": high, "criteria.toml": three + "[acceptance]\nimpact_alone = 2\n"},
			failing: []string{"needs-treatment R-1 [criteria]", "needs-treatment R-2 [records criteria]"}},
		{name: "the record has another name, and the rule is off", rule: "needs-treatment", after: map[string]string{"risks/R-2.md": "", "risks/R-20.md": high, "riskbook.toml": "[check.severity]\nneeds-treatment = \"off\"\n"},
			silent: []string{"needs-treatment R-2 [rule]"}},
		{name: "a record edited, and the step no longer adopted", rule: "risk-without-event", after: map[string]string{"risks/R-1.md": strings.Replace(pump, `"o"`, `"p"`, 1), "riskbook.toml": "[process]\nprofile = \"custom\"\nsteps = [\"3.1\"]\n"},
			silent: []string{"risk-without-event R-1 [profile]", "risk-without-event R-2 [profile]"}},
		{name: "a record edited, and another language asked for no longer", rule: "untranslated", before: map[string]string{"riskbook.toml": "languages = [\"ja\", \"en\"]\n"}, after: map[string]string{"risks/R-1.md": strings.Replace(pump, `"o"`, `"p"`, 1), "riskbook.toml": "languages = [\"ja\"]\n"},
			silent: []string{"untranslated  [settings]", "untranslated D-1 [settings]", "untranslated R-1 [settings]", "untranslated R-2 [settings]"}},
		{name: "a record and the criteria mended, each for itself", rule: "syntax", before: map[string]string{"risks/R-3.md": "+++\ntitle = x\n+++\n", "criteria.toml": three + "x = y\n"}, after: map[string]string{"risks/R-3.md": strings.Replace(pump, "ポンプ", "弁", 1)},
			mended: []string{"syntax  [records]"}, silent: []string{"syntax  [criteria]"}},
		{name: "a record and the criteria broken, each for itself", rule: "syntax", after: map[string]string{"risks/R-1.md": "+++\ntitle = x\n+++\n", "criteria.toml": three + "x = y\n"},
			failing: []string{"syntax  [criteria]", "syntax  [records]"}},
		{name: "the record is gone", rule: "needs-treatment", after: map[string]string{"risks/R-2.md": ""},
			mended: []string{"needs-treatment R-2 [records]"}},
	} {
		files := with(files, map[string]string{"riskbook.toml": "\n"})
		before, after := judged(t, with(files, c.before)), judged(t, with(files, c.after))
		if c.asOf != (date.Date{}) {
			after = judgedOn(t, with(files, c.after), c.asOf)
		}
		got := Compare(before, after)
		lines := func(list []Fault) []string {
			var lines []string
			for _, f := range list {
				if string(f.Diagnostic.Rule) == c.rule {
					line := fmt.Sprintf("%s %s %v", f.Diagnostic.Rule, f.Record, f.Because)
					if f.Now > 0 {
						line += " now " + f.Now.String()
					}
					lines = append(lines, line)
				}
			}
			return lines
		}
		for what, lists := range map[string][2][]string{"mended": {c.mended, lines(got.Mended)}, "silenced": {c.silent, lines(got.Silenced)}, "failing": {c.failing, lines(got.Failing)}} {
			if diff := cmp.Diff(lists[0], lists[1]); diff != "" {
				t.Errorf("%s: %s (- wanted, + found):\n%s", c.name, what, diff)
			}
		}
	}
}
