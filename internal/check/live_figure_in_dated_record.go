package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/rule"
)

var liveFigureInDatedRecord = &Rule{
	Name: rule.LiveFigureInDatedRecord, Severity: diagnostic.Error,
	Title: words("日付のある記録の生きた数値", "Live figure in a dated record"),
	Why: words("意思決定、レビュー、インシデント、課題と、分析や選択の根拠（rationale）は、書いた日のことを伝える文章です。登録簿に追随する数値を置くと、後から書き換わり、その日に何が分かっていたかが失われます。",
		"Decisions, reviews, incidents, findings and rationales tell of the day on which they were written. A figure that follows the register would rewrite them afterwards, and what was known on that day would be lost."),
	Mend: words("その日の値を普通の文字で書いてください（例：「高」）。", "Write the value of that day in plain words, such as High."),
	Says: []Saying{
		{rule.Plain, words("日付のある記録 {id} の文章に、登録簿に追随する数値 [[{mark}]] があります", "{id} tells of its day, and quotes [[{mark}]], which follows the register"), words("その日の値を普通の文字で書いてください（現在の値: {want}）", "write the value of that day in plain words (now it is: {want})")},
		{rule.CaseRationale, words("{id} の根拠（rationale）に、登録簿に追随する数値 [[{mark}]] があります", "the rationale of {id} quotes [[{mark}]], which follows the register"), words("その日の値を普通の文字で書いてください（現在の値: {want}）", "write the value of that day in plain words (now it is: {want})")},
	},
	Failing: `content/decisions/D-001.md:13:28
` + exampleContext + exampleMediumRisk + exampleAcceptance + `
監視で補えるため、[[R-001|配水停止リスク]]（[[R-001:level]]）を受容する。
`,
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance + `
監視で補えるため、[[R-001|配水停止リスク]]（中）を受容する。
`,
	Find: func(c *Case) {
		for _, b := range c.Bodies {
			entry := c.Assessment.Register.Find(b.Record)
			if entry == nil {
				continue
			}
			kind := live.Dated(entry.Of().Kind.Folder)
			for _, q := range b.Live {
				if !kind && !q.Dated {
					continue
				}
				variant := rule.Plain
				if !kind {
					variant = rule.CaseRationale
				}
				c.add(b.Record, c.rule.Step, variant, q.Place, diagnostic.Args{"id": b.Record, "mark": q.Mark, "want": q.Want}, nil)
			}
		}
	},
}
