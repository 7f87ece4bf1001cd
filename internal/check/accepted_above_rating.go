package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var acceptedAboveRating = &Rule{
	Name: rule.AcceptedAboveRating, Severity: diagnostic.Warning, Step: "4.1", Judged: true,
	Title: words("評価より高い値での受容", "Accepted above its rating"),
	Why: words("評価より高い値で受容すると、リスクが高まっても受容が有効なままになり、誰も気付きません。",
		"An acceptance at more than the rating stays in force while the risk rises, and nobody is told."),
	Mend: words("at を、決定した日の評価に合わせてください。", "Set at to the rating of the day on which it was decided."),
	Says: []Saying{
		{rule.Plain, words("{risk} の評価（起こりやすさ {likelihood}、影響 {impact}）より高い値（起こりやすさ {atLikelihood}、影響 {atImpact}）で受容しています", "{risk} is accepted at likelihood {atLikelihood} and impact {atImpact}, above its rating of {likelihood} and {impact}"), words("at を、決定した日の評価（その後の分析がなければ今の評価）に合わせて改めて決定してください", "decide anew at the rating of the day; where the risk was not analysed since, that is the present one")},
	},
	Other: words("現在の評価はここです", "the present rating is here"),
	Failing: `content/decisions/D-001.md:9:6
` + exampleContext + exampleMediumRisk + strings.Replace(exampleAcceptance, "likelihood = 2", "likelihood = 3", 1),
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
	Find: func(c *Case) {
		acceptancesOfOpen(c, func(k *assess.Risk) bool { return assess.AcceptedAboveRating(c.Assessment, k) }, reportRatings(c, func(*assess.Risk) rule.Case { return rule.Plain }))
	},
}
