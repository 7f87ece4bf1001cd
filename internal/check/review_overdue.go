package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var reviewOverdue = &Rule{
	Name: rule.ReviewOverdue, Severity: diagnostic.Warning, Step: "6.1", Dated: true,
	Title: words("見直し時期を過ぎたリスク", "Overdue review"),
	Why: words("リスクは変わります。定めた時期に見直さなければ、古い評価で判断し続けることになります。",
		"Risks change. One that is not looked at in time goes on being decided upon by an old analysis."),
	Mend: words("リスクを分析し直し、reviewed と next_review を更新してください。", "Analyse the risk again and update reviewed and next_review."),
	Says: []Saying{
		{rule.Plain, words("{id} の見直し予定日 {next} が過ぎています（{days}日超過）", "{id} was to be reviewed by {next}, {days} days ago"), words("分析し直して reviewed に実施日を、next_review に次の予定日を書いてください", "analyse it again, then give the day in reviewed and the next one in next_review")},
		{rule.CaseInterval, words("{id} は前回の分析から {months} か月を過ぎても見直されていません（期限 {next}）", "{id} was last analysed more than {months} months ago; its review was due on {next}"), words("分析し直して reviewed に実施日を書いてください（間隔は riskbook.toml の review.every_months です）", "analyse it again and give the day in reviewed; the interval is review.every_months in riskbook.toml")},
	},
	Failing: `content/risks/R-001.md:6:15
` + exampleContext + strings.Replace(exampleLowRisk, "[current]", "next_review = 2026-11-01\n[current]", 1),
	Passing: exampleContext + strings.Replace(exampleLowRisk, "[current]", "next_review = 2027-05-01\n[current]", 1),
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome == assess.Closed || k.Next.IsZero() || !k.Next.Before(c.Assessment.AsOf) {
				continue
			}
			args := diagnostic.Args{"next": k.Next, "days": k.Next.DaysUntil(c.Assessment.AsOf), "months": c.Assessment.Register.Config.Review.EveryMonths}
			if k.Record.NextReview.IsZero() && !c.Adopts(c.rule.Step) {
				continue
			}
			if k.Record.NextReview.IsZero() {
				c.ReportCase(rule.CaseInterval, k.Record, evaluatedPath(k.Record), args)
			} else {
				c.Report(k.Record, key("next_review"), args)
			}
		}
	},
}

// evaluatedPath is where the date of a risk's last analysis is written.
func evaluatedPath(r *register.Risk) []any {
	if r.Reviewed.IsZero() {
		return key("identified")
	}
	return key("reviewed")
}
