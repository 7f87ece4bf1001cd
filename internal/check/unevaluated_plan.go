package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var unevaluatedPlan = &Rule{
	Name: rule.UnevaluatedPlan, Severity: diagnostic.Warning, Step: "5.1", Judged: true,
	Title: words("効果が未評価の計画", "Unevaluated plan"),
	Why: words("完了後に何が見込めるかが示されていない計画からは、足りるかどうかを判断できません。",
		"Of a plan that does not say what it brings, nobody can tell whether it is enough."),
	Mend: words("計画の [[target]] に完了後の見込みを書いてください。判定基準がない登録簿では、計画についての判断を記録してください。",
		"Give under [[target]] what the plan is expected to bring; in a register without criteria, record a judgement of the plan."),
	Says: []Saying{
		{rule.Plain, words("{id} の計画 {plans} には目標がなく、完了後にどうなるかが分かりません（{reasons}）", "{plans} does not say what it brings for {id}: {reasons}"), words("{plan} に [[target]] を加え、risk = \"{id}\" と、完了後に見込む likelihood と impact を書いてください", "add [[target]] to {plan}, with risk = \"{id}\" and the likelihood and impact expected once it is complete")},
		{rule.CaseJudge, words("{id} の計画 {plans} が足りるかどうかが判断されていません（{reasons}）", "nobody has judged whether {plans} is enough for {id}: {reasons}"), words("content/decisions に kind = \"judgement\" の意思決定を加え、treatments に {plan} を挙げて、足りるなら verdict = \"accept\"、足りなければ verdict = \"treat\" としてください", "add a decision of kind = \"judgement\" to content/decisions that names {plan} in treatments, with verdict = \"accept\" where it is enough and \"treat\" where it is not")},
	},
	Other: words("計画はここです", "the plan is here"),
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + exampleRisk + strings.Replace(examplePlan, `[[target]]
risk = "R-001"
likelihood = 1
impact = 1
`, "", 1),
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome != assess.UnevaluatedPlan {
				continue
			}
			plans, places := c.livePlans(k)
			variant := rule.Plain
			if !c.Assessment.Register.Criteria.Given {
				variant = rule.CaseJudge
			}
			c.ReportCase(variant, k.Record, nil, diagnostic.Args{"plans": listed(plans), "plan": plans[0], "reasons": because(k.Reasons)}, places...)
		}
	},
}
