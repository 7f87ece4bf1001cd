package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/rule"
)

const exampleIndicator = `-- content/indicators/I-01.md --
+++
title = { ja = "境界で遮断した通信", en = "Blocked connections" }
risks = ["R-001"]
warn = 100
limit = 200
every_months = 1
[[reading]]
on = 2026-10-31
value = 80
+++
`

var indicatorUnread = &Rule{
	Name: rule.IndicatorUnread, Severity: diagnostic.Warning, Step: "6.1",
	Title: words("測られていない指標", "Unread indicator"),
	Why: words("測られていない指標は、何も起きていないのか、誰も見ていないのかを区別できません。",
		"Of an indicator that nobody reads, one cannot tell whether nothing happens or nobody looks."),
	Mend: words("指標を測って測定値を加えるか、測る間隔 every_months を実際に合わせてください。", "Read the indicator and add the reading, or set every_months to how often it is really read."),
	Says: []Saying{
		{rule.Plain, words("{months} か月ごとに測るはずの指標 {id} が、{on} から測られていません", "{id} is read every {months} months and has no reading since {on}"), words("[[reading]] に on と value を加えてください（readings のファイルがあれば、その末尾に行を加えてください）", "add a [[reading]] with on and value, or a line to the file named in readings")},
		{rule.CaseNever, words("{months} か月ごとに測るはずの指標 {id} に、測定値が一つもありません", "{id} is read every {months} months and has no reading at all"), words("[[reading]] に on と value を加えてください", "add a [[reading]] with on and value")},
	},
	Failing: `content/indicators/I-01.md:1:1
` + exampleContext + exampleLowRisk + strings.Replace(exampleIndicator, "2026-10-31", "2026-08-31", 1),
	Passing: exampleContext + exampleLowRisk + exampleIndicator,
	Find: func(c *Case) {
		for _, i := range c.Assessment.Indicators {
			if !i.Overdue {
				continue
			}
			args := diagnostic.Args{"months": i.Record.EveryMonths}
			if i.State == indicator.Unread {
				c.ReportCase(rule.CaseNever, i.Record, nil, args)
				continue
			}
			args["on"] = i.Newest.On
			c.Report(i.Record, nil, args)
		}
	},
}
