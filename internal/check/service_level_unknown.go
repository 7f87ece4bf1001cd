package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var serviceLevelUnknown = &Rule{
	Name: rule.ServiceLevelUnknown, Severity: diagnostic.Warning, Step: "1.1", Absence: true,
	Title: words("サービス維持レベルの分からない資産", "Service level unknown"),
	Why: words("サービスを維持する観点から防護する資産なのに、どこまで維持するのかが決まっていません。止まったときの影響の大きさを決められません。",
		"The asset is protected so that a service goes on, but nothing says at which level; how grave a stop would be cannot be told."),
	Mend: words("sector と service で重要インフラサービスを選ぶか、service_level に維持するレベルを書いてください。", "Choose the service in sector and service, or write the level to be held in service_level."),
	Says: []Saying{
		{rule.Plain, words("{id} はサービス維持の観点（service-level）で防護しますが、サービスも維持レベルも書かれていません", "{id} is protected for its service level, but neither a service nor a level is given"), words("図6のサービスのキーを選ぶか（例: sector = \"water\"、service = \"water-supply\"）、service_level に自社のレベルを書いてください。この観点でなければ viewpoints から service-level を削除します", "choose a service of figure 6, such as sector = \"water\" with service = \"water-supply\", or write your own level in service_level; take service-level out of viewpoints where that is not why it is protected")},
	},
	Failing: `content/assets/A-01.md:1:1
` + strings.Replace(exampleAsset, exampleServiceLevel, "", 1),
	Passing: exampleAsset,
	Find: func(c *Case) {
		for _, a := range c.Assessment.Register.Assets {
			if slices.Contains(a.Viewpoints, "service-level") && a.Service == "" && blank(a.ServiceLevel) {
				c.Report(a, nil, nil)
			}
		}
	},
}
