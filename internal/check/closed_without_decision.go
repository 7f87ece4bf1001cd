package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var closedWithoutDecision = &Rule{
	Name: rule.ClosedWithoutDecision, Severity: diagnostic.Info, Absence: true, Elsewhere: []string{"decisions"},
	Title: words("意思決定のない終結", "Closed without a decision"),
	Why: words("終結したリスクは誰も見なくなります。誰がいつ終結を決めたかが残っていれば、後から理由をたどれます。",
		"Nobody looks at a closed risk any more. A decision says who closed it, when and on which basis."),
	Mend: words("終結を決めた意思決定（kind = \"closing\"）を記録してください。", "Record the decision to close it, with kind = \"closing\"."),
	Says: []Saying{
		{rule.Plain, words("{id} は終結していますが、終結を決めた意思決定の記録がありません", "{id} is closed, and no decision says who closed it"), words("riskbook new decision kind=closing risks={id} で記録を作り、title、on、by、basis を書いてください", "riskbook new decision kind=closing risks={id} makes the record: fill in its title, on, by and basis")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + closedExample,
	Passing: exampleContext + closedExample + `-- content/decisions/D-001.md --
+++
title = "配水停止リスクの終結"
kind = "closing"
on = 2026-10-01
by = "director"
basis = "設備を廃止した"
risks = ["R-001"]
+++
`,
	Find: func(c *Case) {
		if !c.Adopts("4.1") {
			return
		}
		decided := map[string]bool{}
		for _, d := range c.Assessment.Register.Decisions {
			if d.Form == "closing" && c.Assessment.DecisionStanding(d) == assess.DecisionMade {
				for _, id := range d.Risks {
					decided[id] = true
				}
			}
		}
		for _, k := range c.Assessment.Risks {
			if k.Outcome == assess.Closed && !decided[k.Record.ID] {
				c.Report(k.Record, nil, nil)
			}
		}
	},
}

var closedExample = strings.Replace(exampleLowRisk, "[current]", "status = \"closed\"\nclosed_on = 2026-10-01\nclosed_because = \"設備を廃止した\"\n[current]", 1)
