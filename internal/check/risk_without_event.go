package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var riskWithoutEvent = &Rule{
	Name: rule.RiskWithoutEvent, Severity: diagnostic.Warning, Demands: true, Absence: true, Step: "2.2",
	Title: words("事象のないリスク", "Risk without event"),
	Why: words("どの事象から生じるのかが分からないリスクは、起こりやすさの根拠を持てず、対策の狙いも定まりません。",
		"A risk of which nobody says what has to happen first has no ground for its likelihood, and no aim for its treatment."),
	Mend: words("リスクのもとになる事象を events に挙げてください。", "Name the events from which the risk arises."),
	Says: []Saying{
		{rule.Plain, words("{id} がどの事象から生じるのか示されていません", "{id} names no event from which it arises"), words("events に事象のIDを書いてください。該当する事象がなければ content/events に加えます", "give ids in events; where there is none yet, add it to content/events")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + strings.Replace(exampleLowRisk, "events = [\"E-01\"]\n", "", 1),
	Passing: exampleContext + exampleLowRisk,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome != assess.Closed && !k.Record.Says("events") {
				c.Report(k.Record, nil, nil)
			}
		}
	},
}
