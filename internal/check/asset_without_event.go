package check

import (
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var assetWithoutEvent = &Rule{
	Name: rule.AssetWithoutEvent, Severity: diagnostic.Warning, Demands: true, Absence: true, Elsewhere: []string{"events"}, Step: "2.1",
	Title: words("事象のない資産", "Asset without event"),
	Why: words("守るべき資産に何が起こり得るかを考えなければ、その資産のリスクは見つかりません。",
		"As long as nobody asks what may happen to an asset, its risks stay unknown."),
	Mend: words("その資産に起こり得る事象を、原因と結果の両面から特定してください。", "Look for what may happen to it, both from causes and from results."),
	Says: []Saying{
		{rule.Plain, words("資産 {id} に起こり得る事象が一つも登録されていません", "no event concerns the asset {id}"), words("content/events に事象を加え、assets に {id} を挙げてください", "add an event that names {id} in assets to content/events")},
	},
	Failing: `content/assets/A-01.md:1:1
` + exampleAsset,
	Passing: exampleAsset + exampleEvent,
	Find: func(c *Case) {
		for _, v := range c.Assessment.Coverage {
			if len(v.Cause) == 0 && len(v.Result) == 0 {
				c.Report(v.Asset, nil, nil)
			}
		}
	},
}
