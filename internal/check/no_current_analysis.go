package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var noCurrentAnalysis = &Rule{
	Name: rule.NoCurrentAnalysis, Severity: diagnostic.Warning, Step: "3.1",
	Title: words("現在のリスク分析の欠落", "No current analysis"),
	Why: words("管理策を踏まえた現在の起こりやすさと影響がなければ、対応の要否は管理策のない場合の値で判断されます。",
		"Without a likelihood and an impact that take the controls into account, need is judged as if there were none."),
	Mend: words("[current] に、今ある管理策を踏まえた起こりやすさと影響を根拠とともに書いてください。", "Give the likelihood and the impact with the present controls under [current], with their grounds."),
	Says: []Saying{
		{rule.Plain, words("{id} に現在の分析（{missing}）がなく、管理策のない場合の値で判断しています", "{id} has no current analysis ({missing}); its inherent values stand in"), words("[current] に likelihood と impact（又は impacts）を書いてください", "give likelihood and impact (or impacts) under [current]")},
		{rule.CaseNone, words("{id} は起こりやすさと影響がそろわず、分析されていません（不足: {missing}）", "{id} is unanalysed: it lacks {missing}"), words("[current] に likelihood と impact（又は impacts）を書いてください", "give likelihood and impact (or impacts) under [current]")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + `-- content/risks/R-001.md --
+++
title = "配水の停止"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[inherent]
likelihood = 3
impact = 3
+++
`,
	Passing: exampleContext + exampleRisk,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome == assess.Closed {
				continue
			}
			var missing []string
			current := k.Record.Current
			if current == nil || c.Assessment.Register.Criteria.Likelihood(&current.Rating) == nil {
				missing = append(missing, "current.likelihood")
			}
			if current == nil || current.HighestImpact() == nil {
				missing = append(missing, "current.impact")
			}
			if len(missing) == 0 {
				continue
			}
			kase := rule.Plain
			if !k.Analysed() {
				kase = rule.CaseNone
			}
			c.ReportCase(kase, k.Record, nil, diagnostic.Args{"missing": listed(missing)})
		}
	},
}
