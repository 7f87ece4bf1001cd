package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var provisionalRecord = &Rule{
	Name: rule.ProvisionalRecord, Severity: diagnostic.Info,
	Title: words("未確認の記録", "Provisional record"),
	Why: words("誰もまだ確かめていない記録は、数にも判断にも入りません。確かめられるまで、リスクがあっても対応されません。",
		"A record that nobody has confirmed counts nowhere and decides nothing. Until somebody does, a risk in it is not treated."),
	Mend: words("内容を確かめ、正しければ provisional を削除してください。", "Read the record, and remove provisional where it is right."),
	Says: []Saying{
		{rule.Plain, words("{kind} {id} はまだ誰も確かめておらず、集計や判断に入りません", "nobody has confirmed the {kind} {id} yet: it counts nowhere"), words("内容を確かめて provisional = true を削除するか、不要なら記録を削除してください", "read it and remove provisional = true, or remove the record where it is not wanted")},
	},
	Failing: `content/risks/R-001.md:2:15
` + exampleContext + strings.Replace(exampleLowRisk, "title", "provisional = true\ntitle", 1),
	Passing: exampleContext + exampleLowRisk,
	Find: func(c *Case) {
		for _, e := range c.Assessment.Register.Provisional() {
			c.Report(e, key("provisional"), diagnostic.Args{"kind": e.Of().Kind.One})
		}
	},
}
