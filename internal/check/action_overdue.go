package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var actionOverdue = &Rule{
	Name: rule.ActionOverdue, Severity: diagnostic.Warning, Step: "6.1", Dated: true,
	Title: words("期限を過ぎた作業", "Overdue action"),
	Why: words("作業の遅れは計画とのかい離の最初の兆しです。早く気付けば、計画全体の遅れを防げます。",
		"A late action is the first sign that a plan departs from its course."),
	Mend: words("作業を終えて done に日付を書くか、遅れの理由を記録して期限を決め直してください。", "Finish it and give the day in done, or record why it is late and set a new date."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} の作業「{title}」が期限 {due} を過ぎています（{days}日超過）", "the action “{title}” of {id} was due on {due}, {days} days ago"), words("終わっていれば done = に完了日を書き、遅れていれば期限を見直してください", "give the day in done if it is finished; else set a new date")},
	},
	Failing: `content/treatments/T-001.md:16:7
` + exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + `[[action]]
title = "境界の通信の棚卸し"
due = 2026-09-30
+++
`,
	Passing: exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + `[[action]]
title = "境界の通信の棚卸し"
due = 2026-09-30
done = 2026-10-09
+++
`,
	Find: func(c *Case) {
		for _, p := range c.Assessment.Plans {
			if p.Record.Status == "done" {
				continue
			}
			for _, i := range p.OverdueOpen {
				action := &p.Record.Actions[i]
				c.Report(p.Record, key("action", i, "due"), diagnostic.Args{
					"title": c.wordsOf(action.Title), "due": action.Due, "days": action.Due.DaysUntil(c.Assessment.AsOf),
				})
			}
		}
	},
}
