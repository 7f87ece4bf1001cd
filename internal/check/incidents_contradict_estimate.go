package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

const exampleEstimate = `[quantitative]
frequency = 0.05
loss = { low = 500_000, high = 1_000_000 }
`

const exampleIncident = `-- content/incidents/N-01.md --
+++
title = { ja = "遠方監視の停止", en = "Sites could not be watched" }
on = 2026-02-10
kind = "incident"
events = ["E-01"]
status = "closed"
closed_on = 2026-02-12
+++
`

var incidentsContradictEstimate = &Rule{
	Name: rule.IncidentsContradictEstimate, Severity: diagnostic.Info, Step: "3.1",
	Title: words("見積りと合わないインシデントの件数", "Incidents contradict the estimate"),
	Why: words("見積もった頻度では起こりにくい（確率5％未満の）件数のインシデントが記録されています。見積りか記録のどちらかが、現実を表していません。",
		"As many incidents as are recorded, or as few, would come about with a chance of less than 5% if the estimated frequency were right. Either the estimate or the record does not show how things are."),
	Mend: words("記録の漏れがないかを確かめ、なければ実績を踏まえて頻度を見積もり直してください。", "See whether incidents are missing from the register; if none are, estimate the frequency again in the light of them."),
	Says: []Saying{
		{rule.Plain, words("{id} のインシデントは {from} 以降の{years}年間に{count}件で、見積もった頻度から見込まれる{expected}件と合いません（偶然にこうなる確率は{chance}％）", "since {from}, over {years} years, {id} has {count} incidents on record, where the estimated frequency expects {expected} (the chance of that is {chance}%)"), words("インシデントの記録に漏れがないかを確かめ、frequency を見積もり直してください", "see whether incidents are missing, then estimate the frequency again")},
	},
	Failing: `content/risks/R-001.md:10:13
` + exampleContext + strings.NewReplacer("2026-05-01", "2024-05-01").Replace(strings.TrimSuffix(exampleLowRisk, "+++\n")) + exampleEstimate + `+++
` + exampleIncident + strings.NewReplacer("N-01", "N-02", "2026-02-1", "2025-08-1").Replace(exampleIncident),
	Passing: exampleContext + strings.NewReplacer("2026-05-01", "2024-05-01").Replace(strings.TrimSuffix(exampleLowRisk, "+++\n")) + strings.Replace(exampleEstimate, "0.05", "0.8", 1) + `+++
` + exampleIncident + strings.NewReplacer("N-01", "N-02", "2026-02-1", "2025-08-1").Replace(exampleIncident),
	Find: func(c *Case) {
		for _, k := range c.open() {
			o := k.Occurred
			if o == nil || !o.Disagrees {
				continue
			}
			c.Report(k.Record, key("quantitative", "frequency"), diagnostic.Args{
				"from": o.From, "years": number(rounded(o.Years)), "count": o.Count, "expected": number(rounded(*o.Expected)), "chance": number(rounded(100 * o.Chance)),
			})
		}
	},
}
