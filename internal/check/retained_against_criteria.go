package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
)

var retainedAgainstCriteria = &Rule{
	Name: "retained-against-criteria", Severity: diagnostic.Error, Step: "5.1", Judged: true,
	Title: words("基準に反する保有", "Retained against the criteria"),
	Why: words("対応が必要と判定されたリスクを保有すると、組織が定めた受容基準を黙って破ることになります。",
		"To retain a risk that the criteria want treated is to break, without a word, what the organization decided to accept."),
	Mend: words("別の選択肢を選ぶか、受容できるレベルであれば受容の意思決定を記録してください。", "Choose another option or, where the level allows it, record an acceptance."),
	Says: []Saying{
		{"", words("{id} は対応が必要ですが、保有（retain）を選んでいます（{reasons}）", "{id} is retained although it needs treatment: {reasons}"), words("修正（modify）、回避（avoid）、共有（share）から選んでください。受容を認める場合は、期限を定めた受容の意思決定を記録します", "choose modify, avoid or share; where approval may lift the need, record an acceptance with its last day")},
	},
	Failing: `content/risks/R-001.md:11:10
` + exampleContext + strings.TrimSuffix(exampleRisk, "+++\n") + `[treatment]
option = "retain"
rationale = "費用に見合わない"
+++
`,
	Passing: exampleContext + strings.TrimSuffix(exampleRisk, "+++\n") + `[treatment]
option = "modify"
+++
`,
	Find: func(c *Case) {
		for _, k := range c.Risks {
			if k.Outcome != assess.Closed && k.Option == "retain" && len(k.Reasons) > 0 {
				c.Report(k.Record, key("treatment", "option"), diagnostic.Args{"reasons": because(k.Reasons)})
			}
		}
	},
}
