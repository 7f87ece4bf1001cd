package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var incompleteRecord = &Rule{
	Name: rule.IncompleteRecord, Severity: diagnostic.Info,
	Title: words("未完成の記録", "Incomplete record"),
	Why: words("取り込んだばかりの記録には、担当や日付が分からないものがあります。印を付けておけば、欠けている項目を忘れずに埋められます。",
		"What was taken over from elsewhere often lacks owners or dates. The mark lets it be used at once, and keeps in sight what is still to be filled in."),
	Mend: words("欠けている項目を埋めてから、incomplete を削除してください。", "Fill in what is missing, then remove incomplete."),
	Says: []Saying{
		{rule.Plain, words("{id} は未完成です（欠けている項目: {missing}）", "{id} is incomplete; it lacks {missing}"), words("欠けている項目を埋め、incomplete = true を削除してください", "fill in what is missing and remove incomplete = true")},
		{rule.CaseComplete, words("{id} には未完成の印がありますが、欠けている項目はありません", "{id} is marked as incomplete, but lacks nothing"), words("incomplete = true を削除してください", "remove incomplete = true")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + strings.NewReplacer("owner = \"plant\"\n", "incomplete = true\n", "identified = 2026-05-01\n", "").Replace(exampleLowRisk),
	Passing: exampleContext + exampleLowRisk,
	Find: func(c *Case) {
		for _, e := range c.Assessment.Register.All() {
			switch base := e.Of(); {
			case !base.Incomplete:
			case len(base.Missing) == 0:
				c.ReportCase(rule.CaseComplete, e, key("incomplete"), nil)
			default:
				c.Report(e, nil, diagnostic.Args{"missing": listed(base.Missing)})
			}
		}
	},
}
