package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var baselineTooLong = &Rule{
	Name: rule.BaselineTooLong, Severity: diagnostic.Warning,
	Title: words("長すぎる既知の期限", "Baseline entry that lasts too long"),
	Why: words("既知の項目は、導入のときに残った指摘を直すまでの猶予です。期限が遠ければ、直さないと決めたのと同じになります。",
		"A baseline gives time to mend what was there at the start. Where its day is far away, nothing is ever mended."),
	Mend: words("until を、書かれた日から check.baseline_months か月（省略時は6か月）までにしてください。", "Let until be at most check.baseline_months (6 where that is not given) after the entry was written."),
	Says: []Saying{
		{rule.Plain, words("既知の期限 {found} が、書かれた日 {written} から{months}か月を超えています。{latest} までで終わります", "this entry is to last until {found}, more than {months} months from {written}, when it was written; it ends on {latest}"), words("until を {latest} までの日にしてください。期間は riskbook.toml の check.baseline_months で変えられます", "set until to {latest} at the latest; check.baseline_months of riskbook.toml sets how long an entry may last")},
		{rule.CaseUnwritten, words("既知の期限 {found} が、今日から{months}か月を超えています。いつ書かれたかも分かりません", "this entry is to last until {found}, more than {months} months from now, and does not say when it was written"), words("until を {latest} までの日にし、written に書いた日を加えてください。期間は riskbook.toml の check.baseline_months で変えられます", "set until to {latest} at the latest and add written with the day on which it was entered; check.baseline_months of riskbook.toml sets how long an entry may last")},
	},
	Other: words("書かれた日はここです", "it was written here"),
	Failing: `content/baseline.toml:5:9
` + exampleContext + exampleRisk + strings.Replace(exampleBaseline, "2027-03-31", "2029-03-31", 1),
	Passing: exampleContext + exampleRisk + exampleBaseline,
	Find: func(c *Case) {
		months := c.Assessment.Register.Config.Check.BaselineMonths
		doc := c.Assessment.Register.Tree.Baseline
		for i := range c.Assessment.Register.Baseline.Known {
			known := &c.Assessment.Register.Baseline.Known[i]
			latest := known.Latest(c.Assessment.AsOf, months)
			if !known.Until.After(latest) {
				continue
			}
			args := diagnostic.Args{"found": known.Until, "written": known.Written, "months": months, "latest": latest}
			if known.Written.IsZero() {
				c.ReportAt(doc.Place("known", i, "until"), rule.CaseUnwritten, args)
				continue
			}
			c.ReportAt(doc.Place("known", i, "until"), rule.Plain, args, diagnostic.Related{Place: doc.Place("known", i, "written")})
		}
	},
}

// exampleBaseline lets be that the risk needs treatment.
const exampleBaseline = `-- content/baseline.toml --
[[known]]
rule = "needs-treatment"
record = "R-001"
written = 2026-10-01
until = 2027-03-31
reason = "導入時から残る指摘"
`
