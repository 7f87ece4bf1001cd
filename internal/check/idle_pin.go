package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var idlePin = &Rule{
	Name: rule.IdlePin, Severity: diagnostic.Warning, Step: "4.1",
	Title: words("順位の付かないリスクの固定", "Pin without a rank"),
	Why: words("順位は対応を要するリスクだけに付きます。それ以外のリスクに残る固定は働かず、再び対応を要するようになったときに古い判断を持ち込みます。",
		"Only risks that are to be treated are ranked. A pin on any other does nothing, and brings an old decision back once the risk is ranked again."),
	Mend: words("順位を固定する理由がなくなっているので、[priority] を削除してください。", "Nothing is left to pin: remove [priority]."),
	Says: []Saying{
		{rule.Plain, words("{id} は対応を要するリスクではないため、順位 {rank} への固定は働きません", "{id} is not to be treated, so that pinning it to rank {rank} does nothing"), words("[priority] を rank と reason とともに削除してください", "remove [priority] with its rank and its reason")},
		{rule.CaseClosed, words("{id} は終結しているため、順位 {rank} への固定は働きません", "{id} is closed, so that pinning it to rank {rank} does nothing"), words("[priority] を rank と reason とともに削除してください", "remove [priority] with its rank and its reason")},
		{rule.CaseOpen, words("{id} はまだ評価されていないため、順位 {rank} への固定は働きません", "{id} has not been evaluated, so that pinning it to rank {rank} does nothing"), words("[current] に likelihood と impact を書いて分析するか、判断を記録してください。評価するまでは [priority] を削除してください", "analyse it in [current] with likelihood and impact, or record a judgement; until then remove [priority]")},
	},
	Failing: `content/risks/R-001.md:10:8
` + exampleContext + pinned(exampleLowRisk, "1"),
	Passing: exampleContext + pinned(exampleRisk, "1"),
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Record.Priority == nil || k.Rank > 0 || k.Outcome == assess.Uncounted {
				continue
			}
			kase := rule.Plain
			switch k.Outcome {
			case assess.Closed:
				kase = rule.CaseClosed
			case assess.Unanalysed, assess.NeedsJudgement:
				kase = rule.CaseOpen
			}
			c.ReportCase(kase, k.Record, key("priority", "rank"), diagnostic.Args{"rank": k.Record.Priority.Rank})
		}
	},
}
