package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var findingOverdue = &Rule{
	Name: rule.FindingOverdue, Severity: diagnostic.Warning, Step: "1.3", Dated: true,
	Title: words("期限を過ぎた課題", "Overdue finding"),
	Why: words("監査や演習で見つかった課題は、期限までに手を打たなければ弱点のまま残ります。",
		"What an audit or an exercise has found remains a weak spot until somebody acts on it."),
	Mend: words("課題を処置して終えるか、理由を記録して期限を見直してください。", "Deal with the finding and close it, or record why it waits and set a new date."),
	Says: []Saying{
		{rule.Plain, words("課題 {id} が期限 {due} を過ぎても処置されていません（{days}日超過）", "{id} is open, and was due on {due}, {days} days ago"), words("処置を終えたら status を closed にして closed_on を書き、まだなら期限を見直してください", "once dealt with, set status to closed and give closed_on; else set a new date")},
	},
	Failing: `content/findings/F-01.md:7:7
` + exampleAsset + `-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
received = 2026-06-12
assets = ["A-01"]
status = "open"
due = 2026-09-30
+++
`,
	Passing: exampleAsset + `-- content/findings/F-01.md --
+++
title = "保守端末の点検結果"
channel = "audit"
received = 2026-06-12
assets = ["A-01"]
status = "closed"
due = 2026-09-30
closed_on = 2026-09-18
+++
`,
	Find: func(c *Case) {
		for _, f := range c.Assessment.Register.Findings {
			if f.Status == "open" && !f.Due.IsZero() && f.Due.Before(c.Assessment.AsOf) {
				c.Report(f, key("due"), diagnostic.Args{"due": f.Due, "days": f.Due.DaysUntil(c.Assessment.AsOf)})
			}
		}
	},
}
