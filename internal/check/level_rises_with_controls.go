package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var levelRisesWithControls = &Rule{
	Name: rule.LevelRisesWithControls, Severity: diagnostic.Warning, Step: "3.1", Judged: true, Rests: levelParts,
	Title: words("管理策で上がるリスクレベル", "Level rises with controls"),
	Why: words("管理策を踏まえたレベルが、管理策のない場合より高くなるのは、どちらかの評価の誤りです。",
		"A risk cannot be higher with its controls than without them: one of the two ratings is wrong."),
	Mend: words("[inherent] と [current] を見比べ、誤っている方を直してください。", "Compare [inherent] and [current] and correct the one that is wrong."),
	Says: []Saying{
		{rule.Plain, words("{id} の現在のレベル（{current}）が、管理策のない場合（{inherent}）より高くなっています", "{id} is at {current} with its controls, above {inherent} without them"), words("[inherent] には管理策がない場合の値、[current] には今の管理策を踏まえた値を書いてください", "give the rating without any controls in [inherent], the one with the present controls in [current]")},
	},
	Other: words("管理策のない場合の評価はここです", "the rating without controls is here"),
	Failing: `content/risks/R-001.md:10:14
` + exampleContext + `-- content/risks/R-001.md --
+++
title = "配水の停止"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[inherent]
likelihood = 1
impact = 3
[current]
likelihood = 3
impact = 3
+++
`,
	Passing: exampleContext + `-- content/risks/R-001.md --
+++
title = "配水の停止"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[inherent]
likelihood = 3
impact = 3
[current]
likelihood = 1
impact = 2
+++
`,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome == assess.Closed || k.Inherent.Level < 0 || k.Now.Level <= k.Inherent.Level {
				continue
			}
			path := key("current", "likelihood")
			if *k.Now.Likelihood <= *k.Inherent.Likelihood {
				path = impactPath(k.Record.Current)
			}
			c.Report(k.Record, path, diagnostic.Args{"current": c.levelOf(k.Now.Level), "inherent": c.levelOf(k.Inherent.Level)},
				related(k.Record, key("inherent"), term.Words{}))
		}
	},
}

// impactPath is where the impact of the current analysis is written: of several, the largest.
func impactPath(a *register.Analysis) []any {
	if a == nil {
		return key("current", "impact")
	}
	return highestImpactPath(&a.Rating, "current")
}
