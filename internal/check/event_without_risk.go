package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var eventWithoutRisk = &Rule{
	Name: rule.EventWithoutRisk, Severity: diagnostic.Warning, Demands: true, Absence: true, Elsewhere: []string{"risks"}, Step: "2.2",
	Title: words("リスクにつながらない事象", "Event without risk"),
	Why: words("特定した事象がどのリスクにもつながらなければ、起きた場合の損害が評価されないまま残ります。",
		"An event that leads to no risk leaves the loss that it may cause unexamined."),
	Mend: words("事象が招くリスクを登録してください。損害がないと判断した場合は、理由を付けて終結したリスクとして残します。",
		"Record the risk that it leads to. Where no loss is expected, record a closed risk that says why."),
	Says: []Saying{
		{rule.Plain, words("事象 {id} がどのリスクにも挙げられていません", "no risk names the event {id}"), words("招くリスクの events に {id} を加えてください。損害がないと判断したなら、status = \"closed\"、closed_on、closed_because のあるリスクに挙げます", "add {id} to events of the risk that it leads to; if it leads to none, name it in a risk with status = \"closed\", closed_on, and the reason in closed_because")},
	},
	Failing: `content/events/E-01.md:1:1
` + exampleAsset + exampleEvent,
	Passing: exampleContext + exampleLowRisk,
	Find: func(c *Case) {
		named := map[string]bool{}
		for _, r := range c.Assessment.Register.Risks {
			for _, id := range r.Events {
				named[id] = true
			}
		}
		for _, e := range c.Assessment.Register.Events {
			if !named[e.ID] {
				c.Report(e, nil, nil)
			}
		}
	},
}
