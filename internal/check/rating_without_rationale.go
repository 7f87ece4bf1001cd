package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var ratingWithoutRationale = &Rule{
	Name: rule.RatingWithoutRationale, Severity: diagnostic.Info, Absence: true,
	Title: words("根拠のない評価", "Rating without rationale"),
	Why: words("どのデータに基づいて評価したかが分からなければ、次に見直すときに変わったかどうかを比べられません。",
		"Without the data on which a rating rests, nobody can tell at the next review whether anything has changed."),
	Mend: words("[current] の rationale に、評価の根拠としたデータを書いてください。", "Say in rationale under [current] on what data the rating rests."),
	Says: []Saying{
		{rule.Plain, words("{id} の現在の評価に根拠（rationale）が書かれていません", "{id} is rated without saying on what data"), words("[current] に rationale = \"…\" を加え、実績、点検の結果、専門家の意見など、評価のもとにしたものを書いてください", "add rationale = \"…\" under [current]: the records, tests or opinions on which the rating rests")},
	},
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + exampleLowRisk,
	Passing: exampleContext + strings.Replace(exampleLowRisk, "impact = 1", "impact = 1\nrationale = \"過去10年に発生がなく、予備系もある\"", 1),
	Find: func(c *Case) {
		if !c.Adopts("3.1") {
			return
		}
		for _, k := range c.open() {
			a := k.Record.Current
			if a != nil && blank(a.Rationale) && (a.Likelihood != nil || len(a.Factors) > 0 || a.HighestImpact() != nil) {
				c.Report(k.Record, nil, nil)
			}
		}
	},
}
