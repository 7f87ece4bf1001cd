package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var retainedAgainstCriteria = &Rule{
	Name: rule.RetainedAgainstCriteria, Severity: diagnostic.Error, Step: "5.1", Judged: true,
	Title: words("基準に反する保有", "Retained against the criteria"),
	Why: words("対応が必要と判定されたリスクを保有すると、組織が定めた受容基準を黙って破ることになります。",
		"To retain a risk that the criteria want treated is to break, without a word, what the organization decided to accept."),
	Mend: words("別の選択肢を選ぶか、受容又は判断によって認められる場合は、その意思決定を記録してください。", "Choose another option or, where an acceptance or a judgement may let the risk be, record it."),
	Says: []Saying{
		{rule.Plain, words("{id} は対応が必要ですが、保有（retain）を選んでいます（{reasons}）", "{id} is retained although it needs treatment: {reasons}"), words("修正（modify）、回避（avoid）、共有（share）から選んでください。この理由は、受容の意思決定では解消しません", "choose modify, avoid or share; no acceptance lifts these reasons")},
		{rule.CaseAcceptance, words("{id} は対応が必要ですが、保有（retain）を選んでいます（{reasons}）", "{id} is retained although it needs treatment: {reasons}"), words("修正（modify）、回避（avoid）、共有（share）から選ぶか、受容の意思決定（kind = \"acceptance\"）を、期限 until と受容したレベル at とともに記録してください", "choose modify, avoid or share; or record an acceptance (kind = \"acceptance\") with its last day in until and the level in at")},
		{rule.CaseJudgement, words("{id} は対応すると判断されていますが、保有（retain）を選んでいます", "{id} is retained although a judgement decided to treat it"), words("修正（modify）、回避（avoid）、共有（share）から選ぶか、受容するという新しい判断（kind = \"judgement\"、verdict = \"accept\"）を記録してください", "choose modify, avoid or share; or record a new judgement to accept it (kind = \"judgement\", verdict = \"accept\")")},
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
		c.eachBreach(func(b *assess.Breach) {
			kase := map[string]rule.Case{"acceptance": rule.CaseAcceptance, "judgement": rule.CaseJudgement}[b.Lifts]
			c.ReportCase(kase, b.Record, b.Path, diagnostic.Args{"reasons": because(b.Reasons)})
		})
	},
}
