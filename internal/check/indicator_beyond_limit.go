package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var indicatorBeyondLimit = &Rule{
	Name: rule.IndicatorBeyondLimit, Severity: diagnostic.Warning, Step: "6.1",
	Title: words("限度を超えた指標", "Indicator beyond its limit"),
	Why: words("指標は、リスクが評価から外れ始める予兆を捉えるために見ています。限度を超えれば見直しの合図です。",
		"An indicator is watched for the first sign that a risk departs from its rating. Beyond its limit it calls for a review."),
	Mend: words("対象のリスクを分析し直し、必要なら管理策や計画を強めてください。", "Analyse the risks that it watches again, and strengthen controls or plans where needed."),
	Says: []Saying{
		{rule.Plain, words("指標 {id} の {on} の値 {value}が限度 {limit} を超えています（対象: {risks}）", "{id} read {value} on {on}, beyond its limit of {limit} ({risks})"), words("{risks} を分析し直して対応し、限度内に戻った値を記録してください。限度が実情に合わなければ limit を改めます", "analyse {risks} again, act, and record the reading that is within the limit; where the limit no longer fits, correct limit")},
		{rule.CaseLower, words("指標 {id} の {on} の値 {value}が限度 {limit} を下回っています（対象: {risks}）", "{id} read {value} on {on}, below its limit of {limit} ({risks})"), words("{risks} を分析し直して対応し、限度内に戻った値を記録してください。限度が実情に合わなければ limit を改めます", "analyse {risks} again, act, and record the reading that is within the limit; where the limit no longer fits, correct limit")},
	},
	Failing: `content/indicators/I-01.md:12:9
` + exampleContext + exampleLowRisk + `-- content/indicators/I-01.md --
+++
title = "境界で遮断した通信"
risks = ["R-001"]
unit = "件/月"
warn = 100
limit = 200
[[reading]]
on = 2026-09-30
value = 80
[[reading]]
on = 2026-10-31
value = 260
+++
`,
	Passing: exampleContext + exampleLowRisk + `-- content/indicators/I-01.md --
+++
title = "境界で遮断した通信"
risks = ["R-001"]
unit = "件/月"
warn = 100
limit = 200
[[reading]]
on = 2026-09-30
value = 80
[[reading]]
on = 2026-10-31
value = 90
+++
`,
	Find: func(c *Case) {
		for _, i := range c.Assessment.Indicators {
			if i.State != indicator.Beyond {
				continue
			}
			var open []string
			for _, id := range i.Record.Risks {
				if k := c.Assessment.Risk(id); k != nil && k.Outcome != assess.Closed {
					open = append(open, id)
				}
			}
			if len(open) == 0 {
				continue
			}
			kase := rule.Plain
			if i.Record.Worse == "lower" {
				kase = rule.CaseLower
			}
			c.ReportCase(kase, i.Record, readingPath(i), diagnostic.Args{
				"on": i.Newest.On, "value": measured(*i.Newest.Value, c.wordsOf(i.Record.Unit)), "limit": number(*i.Record.Limit), "risks": listed(open),
			})
		}
	},
}

// measured writes a reading with its unit, where it has one.
func measured(value float64, unit term.Words) term.Words {
	return words(strings.TrimSpace(number(value)+" "+unit.Ja)+" ", strings.TrimSpace(number(value)+" "+unit.En))
}

// readingPath is where the newest reading of an indicator is written: its value, or the name of the file that holds it.
func readingPath(i *indicator.Judged) []any {
	if list := i.Record.Source.Table.At("reading"); list != nil {
		for k := len(list.Items) - 1; k >= 0; k-- {
			if on := list.Items[k].At("on"); on != nil && on.Date == i.Newest.On {
				return key("reading", k, "value")
			}
		}
	}
	return key("readings")
}
