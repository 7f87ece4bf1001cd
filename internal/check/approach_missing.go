package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var approachMissing = &Rule{
	Name: rule.ApproachMissing, Severity: diagnostic.Warning, Demands: true, Absence: true, Elsewhere: []string{"events"}, Step: "2.1",
	Title: words("片側からしか見ていない重要な資産", "Approach missing"),
	Why: words("原因からたどる方法と、起きては困る結果から考える方法では、見つかる事象が違います。重要な資産は両方から見ます。",
		"Working forward from causes and backward from results finds different events. Important assets are looked at from both sides."),
	Mend: words("もう一方のアプローチでも事象を特定してください。", "Look for events by the other approach too."),
	Says: []Saying{
		{rule.CaseCause, words("重要な資産 {id} に、原因からの事象（approach = \"cause\"）がありません", "the important asset {id} has no event found from a cause"), words("リスク源から何が起こり得るかを考え、approach = \"cause\" の事象を加えてください", "ask what the risk sources may lead to, and add an event with approach = \"cause\"")},
		{rule.CaseResult, words("重要な資産 {id} に、結果からの事象（approach = \"result\"）がありません", "the important asset {id} has no event found from a result"), words("起きては困る結果から考え、approach = \"result\" の事象を加えてください", "ask what must not happen to it, and add an event with approach = \"result\"")},
	},
	Failing: `content/assets/A-01.md:1:1
` + strings.Replace(exampleAsset, "owner", "importance = { availability = 3 }\nowner", 1) + exampleEvent,
	Passing: strings.Replace(exampleAsset, "owner", "importance = { availability = 3 }\nowner", 1) + exampleSource + exampleEvent + `-- content/events/E-02.md --
+++
title = "攻撃による停止"
approach = "cause"
cause = "窃取された認証情報"
result = "遠方監視ができない"
sources = ["S-01"]
assets = ["A-01"]
+++
`,
	Find: func(c *Case) {
		for _, v := range c.Assessment.Coverage {
			switch {
			case !v.Important || (len(v.Cause) == 0) == (len(v.Result) == 0):
			case len(v.Cause) == 0:
				c.ReportCase(rule.CaseCause, v.Asset, nil, nil)
			default:
				c.ReportCase(rule.CaseResult, v.Asset, nil, nil)
			}
		}
	},
}
