package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var needsJudgement = &Rule{
	Name: rule.NeedsJudgement, Severity: diagnostic.Warning, Step: "4.1", Judged: true,
	Title: words("判断待ちのリスク", "Needs judgement"),
	Why: words("リスク判定基準がない登録簿では、対応の要否を経営層や有識者の判断で決めます。",
		"Without risk criteria, management or experts decide by judgement whether a risk needs treatment."),
	Mend: words("判断の意思決定を記録するか、content/criteria.toml に判定基準を定めてください。", "Record a judgement, or set criteria in content/criteria.toml."),
	Says: []Saying{
		{rule.Plain, words("{id} には判定基準も判断もなく、対応の要否が決まっていません", "{id} has neither criteria nor a judgement to decide whether it needs treatment"), words("content/decisions に kind = \"judgement\" の意思決定を加え、risks に {id} を、verdict に treat（対応する）か accept（受容する）を書いてください", "add a decision of kind = \"judgement\" to content/decisions that names {id} in risks, with its verdict: treat or accept")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleAsset + exampleEvent + exampleRisk,
	Passing: exampleAsset + exampleEvent + exampleRisk + `-- content/decisions/D-001.md --
+++
title = "配水停止リスクの判断"
kind = "judgement"
on = 2026-06-10
by = "director"
basis = "市民生活への影響が大きい"
risks = ["R-001"]
verdict = "treat"
+++
`,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome == assess.NeedsJudgement {
				c.Report(k.Record, nil, nil)
			}
		}
	},
}
