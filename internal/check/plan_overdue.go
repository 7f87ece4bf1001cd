package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var planOverdue = &Rule{
	Name: rule.PlanOverdue, Severity: diagnostic.Warning, Step: "6.1", Dated: true,
	Title: words("期限を過ぎた計画", "Overdue plan"),
	Why: words("計画が遅れている間、リスクは対応前のレベルのまま残ります。",
		"While a plan is late, its risks stay at the level they had before."),
	Mend: words("計画を終えて status を done にするか、期限を見直して承認を受け直してください。", "Finish the plan and set its status to done, or set a new date and have it approved again."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} が期限 {due} を過ぎています（{days}日超過）", "{id} was due on {due}, {days} days ago"), words("終わっていれば status を done にして finished を書き、遅れていれば期限を見直してください", "if it is finished, set status to done and give the day in finished; else set a new date")},
	},
	Failing: `content/treatments/T-001.md:9:7
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "2027-03-31", "2026-10-31", 1),
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		for _, p := range c.Assessment.Plans {
			if p.Overdue {
				c.Report(p.Record, key("due"), diagnostic.Args{"due": p.Record.Due, "days": p.Record.Due.DaysUntil(c.Assessment.AsOf)})
			}
		}
	},
}
