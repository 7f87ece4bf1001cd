package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var introducedUnevaluated = &Rule{
	Name: rule.IntroducedUnevaluated, Severity: diagnostic.Warning, Step: "5.1", Judged: true, Rests: levelParts,
	Title: words("評価されていない新たなリスク", "Introduced risk not evaluated"),
	Why: words("対策が新たなリスクを持ち込むことがあります。それを評価しないまま進めると、全体が良くなるのか分かりません。",
		"A measure may bring in a new risk. Until that is analysed nobody can say whether things get better on the whole."),
	Mend: words("新たなリスクの起こりやすさと影響を分析してください。", "Analyse the likelihood and the impact of the new risk."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} が持ち込むリスク {risk} が分析されていません", "{id} introduces {risk}, which is unanalysed"), words("{risk} の [current] に likelihood と impact を書いてください", "give {risk} a likelihood and an impact under [current]")},
	},
	Failing: `content/treatments/T-001.md:10:15
` + exampleContext + exampleRisk + `-- content/risks/R-002.md --
+++
title = "手動切替の誤り"
owner = "plant"
events = ["E-01"]
identified = 2026-06-01
+++
` + strings.Replace(examplePlan, "[[target]]", `introduces = ["R-002"]
[[target]]`, 1),
	Passing: exampleContext + exampleRisk + `-- content/risks/R-002.md --
+++
title = "手動切替の誤り"
owner = "plant"
events = ["E-01"]
identified = 2026-06-01
[current]
likelihood = 1
impact = 2
+++
` + strings.Replace(examplePlan, "[[target]]", `introduces = ["R-002"]
[[target]]`, 1),
	Find: func(c *Case) {
		for _, p := range c.Assessment.Plans {
			for _, id := range p.Unevaluated {
				c.Report(p.Record, elementOf("introduces", p.Record.Introduces, id), diagnostic.Args{"risk": id},
					related(c.Assessment.Risk(id).Record, nil, c.titleOf(c.Assessment.Risk(id).Record)))
			}
		}
	},
}
