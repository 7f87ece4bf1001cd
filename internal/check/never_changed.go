package check

import (
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var neverChanged = &Rule{
	Name: rule.NeverChanged, Severity: diagnostic.Info, Step: "6.1", Credibility: true,
	Title: words("変わらないままの記録", "Never changed"),
	Why: words("見直しの間隔の2倍のあいだ、どの項目も変わっていない分析や実行中の計画は、見直されていないか、見直しが記録されていません。",
		"An analysis or a live plan of which no fact has changed for twice the review period is either not looked at, or its reviews are not recorded."),
	Mend: words("見直した上で、reviewed や作業の done など、分かったことを記録してください。", "Look at it again, and record what came of it: reviewed, the done of an action, another rating."),
	Says: []Saying{
		{rule.Plain, words("{id} の項目は {since} から一つも変わっていません", "no fact of {id} has changed since {since}"), words("見直した上で、結果を記録してください（分析の日は reviewed）", "look at it again and record the result; the day of an analysis goes under reviewed")},
		{rule.CasePlan, words("実行中の計画 {id} の項目は {since} から一つも変わっていません", "no fact of the live plan {id} has changed since {since}"), words("作業の進み具合（done）と期限を記録してください", "record how its actions stand (done), and when it is due")},
	},
	Failing: "content/risks/R-001.md:1:1\n" + exampleContext + exampleLowRisk + "-- git log --\n2024-05-01 R-001\n",
	Passing: exampleContext + exampleLowRisk + "-- git log --\n2026-05-01 R-001\n",
	Find: func(c *Case) {
		for _, u := range assurance.NeverChanged(c.Assessment) {
			variant := rule.Plain
			if _, plan := u.Entry.(*register.Treatment); plan {
				variant = rule.CasePlan
			}
			c.ReportCase(variant, u.Entry, nil, diagnostic.Args{"since": u.Since.String()})
		}
	},
}
