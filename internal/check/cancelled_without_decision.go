package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var cancelledWithoutDecision = &Rule{
	Name: rule.CancelledWithoutDecision, Severity: diagnostic.Info, Absence: true, Elsewhere: []string{"decisions"},
	Title: words("意思決定のない計画の中止", "Cancelled without a decision"),
	Why: words("中止した計画が下げるはずだったリスクは、そのまま残ります。誰がいつ中止を決めたかが残っていれば、それを承知の上だったと分かります。",
		"The risks that a cancelled plan was to lower stay as they are. A decision says who took that upon themselves, when and on which basis."),
	Mend: words("中止を決めた意思決定（kind = \"cancellation\"）を記録してください。", "Record the decision to cancel it, with kind = \"cancellation\"."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} は中止されていますが、中止を決めた意思決定の記録がありません", "{id} is cancelled, and no decision says who cancelled it"), words("riskbook new decision kind=cancellation treatments={id} で記録を作り、title、on、by、basis を書いてください", "riskbook new decision kind=cancellation treatments={id} makes the record: fill in its title, on, by and basis")},
	},
	Failing: `content/treatments/T-001.md:1:1
` + exampleContext + exampleRisk + cancelledExample,
	Passing: exampleContext + exampleRisk + cancelledExample + `-- content/decisions/D-001.md --
+++
title = "制御系の分離の中止"
kind = "cancellation"
on = 2026-10-01
by = "director"
basis = "設備を更新することにした"
treatments = ["T-001"]
+++
`,
	Find: func(c *Case) {
		if !c.Adopts("5.1") {
			return
		}
		decided := map[string]bool{}
		for _, d := range c.Assessment.Register.Decisions {
			if d.Form == "cancellation" && c.Assessment.DecisionStanding(d) == assess.DecisionMade {
				for _, id := range d.Treatments {
					decided[id] = true
				}
			}
		}
		for _, t := range c.Assessment.Register.Treatments {
			if t.Status == "cancelled" && !t.Provisional && !decided[t.ID] {
				c.Report(t, nil, nil)
			}
		}
	},
}

var cancelledExample = strings.Replace(examplePlan, `"in-progress"`, `"cancelled"`, 1)
