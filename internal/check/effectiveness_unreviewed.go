package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var effectivenessUnreviewed = &Rule{
	Name: rule.EffectivenessUnreviewed, Severity: diagnostic.Warning, Step: "6.1",
	Title: words("有効性の確認されていない計画", "Effectiveness not reviewed"),
	Why: words("完了した計画が狙いどおりに効いたかどうかは、次の計画を選ぶ根拠になります。",
		"Whether a finished plan did what it was meant to do is what the next one is chosen by."),
	Mend: words("計画の有効性を確かめ、[effectiveness] に結果を書いてください。", "Review what the plan achieved and record it under [effectiveness]."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} は完了していますが、有効性が確認されていません", "{id} is done, but nobody has reviewed its effectiveness"), words("[effectiveness] に reviewed（確認した日）と result（effective、partly、not）を書いてください", "give reviewed (the day) and result (effective, partly or not) under [effectiveness]")},
	},
	Failing: `content/treatments/T-001.md:1:1
` + exampleContext + exampleLowRisk + strings.Replace(strings.Replace(examplePlan, "in-progress", "done", 1), "[[target]]", `finished = 2026-10-30
[[target]]`, 1),
	Passing: exampleContext + exampleLowRisk + strings.Replace(strings.Replace(examplePlan, "in-progress", "done", 1), "[[target]]", `finished = 2026-10-30
[effectiveness]
reviewed = 2026-11-20
result = "effective"
[[target]]`, 1),
	Find: func(c *Case) {
		for _, p := range c.Assessment.Plans {
			if p.EffectivenessUnreviewed {
				c.Report(p.Record, nil, nil)
			}
		}
	},
}
