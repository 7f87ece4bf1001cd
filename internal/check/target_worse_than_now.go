package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var targetWorseThanNow = &Rule{
	Name: rule.TargetWorseThanNow, Severity: diagnostic.Warning, Step: "5.1", Judged: true, Rests: levelParts,
	Title: words("現在より悪い目標", "Target worse than now"),
	Why: words("計画が終わった後の見込みが今より悪いのは、分析を見直した後に目標を直していないか、書き間違いです。予測では現在の値が使われます。",
		"A plan that leaves its risk worse than it is was not brought up to date after an analysis, or is a slip. The projection goes by the present value."),
	Mend: words("目標を、計画が終わった後に見込む値に直してください。", "Set the target to what is expected once the plan is complete."),
	Says: []Saying{
		{rule.CaseLikelihood, words("{id} が見込む {risk} の起こりやすさ {found} は、現在の {now} より高い値です", "{id} expects the likelihood {found} for {risk}, above the present {now}"), words("{now} 以下の、計画の完了後に見込む値に直してください。計画が {risk} を悪化させるのであれば [[worsens]] に書きます", "give what is expected once the plan is complete, at most {now}; where the plan makes {risk} worse, say so in [[worsens]]")},
		{rule.CaseImpact, words("{id} が見込む {risk} の影響 {found} は、現在の {now} より大きい値です", "{id} expects the impact {found} for {risk}, above the present {now}"), words("{now} 以下の、計画の完了後に見込む値に直してください。計画が {risk} を悪化させるのであれば [[worsens]] に書きます", "give what is expected once the plan is complete, at most {now}; where the plan makes {risk} worse, say so in [[worsens]]")},
		{rule.CaseLevel, words("{id} が見込む {risk} のレベル（{found}）は、現在（{now}）より高いレベルです", "{id} expects the level {found} for {risk}, above the present {now}"), words("計画の完了後に見込むレベルに直してください。計画が {risk} を悪化させるのであれば [[worsens]] に書きます", "give the level that is expected once the plan is complete; where the plan makes {risk} worse, say so in [[worsens]]")},
	},
	Other: words("現在の評価はここです", "the present rating is here"),
	Failing: `content/treatments/T-001.md:12:14
` + exampleContext + exampleMediumRisk + strings.Replace(examplePlan, "likelihood = 1", "likelihood = 3", 1),
	Passing: exampleContext + exampleMediumRisk + examplePlan,
	Find: func(c *Case) {
		liveTargets(c, func(t *register.Treatment, i int, k *assess.Risk) {
			target := &t.Targets[i]
			report := func(kase rule.Case, path []any, found, now any) {
				c.ReportCase(kase, t, path, diagnostic.Args{"risk": target.Risk, "found": found, "now": now}, related(k.Record, key("current"), term.Words{}))
			}
			level := c.Assessment.Register.Criteria.LevelIndex(target.Level)
			switch likelihood, impact := c.Assessment.Register.Criteria.Likelihood(&target.Rating), target.HighestImpact(); {
			case likelihood != nil && k.Now.Likelihood != nil && *likelihood > *k.Now.Likelihood:
				report(rule.CaseLikelihood, likelihoodPath(&target.Rating, "target", i), *likelihood, *k.Now.Likelihood)
			case impact != nil && k.Now.Impact != nil && *impact > *k.Now.Impact:
				report(rule.CaseImpact, highestImpactPath(&target.Rating, "target", i), *impact, *k.Now.Impact)
			case likelihood == nil && impact == nil && k.Now.Level >= 0 && level > k.Now.Level:
				report(rule.CaseLevel, key("target", i, "level"), c.levelOf(level), c.levelOf(k.Now.Level))
			}
		})
	},
}

// liveTargets calls f for each target of a live plan for an open risk.
func liveTargets(c *Case, f func(t *register.Treatment, i int, k *assess.Risk)) {
	for _, t := range c.Assessment.Register.Treatments {
		if !c.Assessment.Live(t) {
			continue
		}
		for i := range t.Targets {
			if k := c.Assessment.Risk(t.Targets[i].Risk); k != nil && k.Outcome != assess.Closed && k.Outcome != assess.Uncounted {
				f(t, i, k)
			}
		}
	}
}
