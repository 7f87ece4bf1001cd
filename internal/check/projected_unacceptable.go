package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var projectedUnacceptable = &Rule{
	Name: rule.ProjectedUnacceptable, Severity: diagnostic.Warning, Step: "5.1", Judged: true,
	Title: words("受容できない見込み", "Projected unacceptable"),
	Why: words("計画の評価では、完了後の残留リスクが判定基準を満たすことを確かめます。満たさなければステップ5.1に戻ります。",
		"A plan is evaluated by what it leaves: unless the residual risk is within the criteria, it goes back to step 5.1."),
	Mend: words("計画の対策と目標を見直してください。", "Reconsider the measures and the targets of the plan."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} の完了後も {risk} が判定基準を満たしません（見込みのレベルは{level}。{reasons}）", "{id} does not bring {risk} within the criteria (level {level}): {reasons}"), words("達成できる対策を加えて {risk} の目標を下げるか、別の計画と組み合わせてください", "add measures that lower the target of {risk}, or combine it with another plan")},
	},
	Failing: `content/treatments/T-001.md:10:1
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "likelihood = 1\nimpact = 1", "likelihood = 2\nimpact = 3", 1),
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		if !c.Assessment.Register.Criteria.Given {
			return // a judgement says whether a plan is enough: insufficient-plan tells
		}
		for _, p := range c.Assessment.Plans {
			for _, id := range p.Insufficient {
				k := c.Assessment.Risk(id)
				at := slices.IndexFunc(p.Record.Targets, func(t register.Target) bool { return t.Risk == id })
				c.Report(p.Record, key("target", at), diagnostic.Args{
					"risk": id, "level": c.levelOf(k.Projected.Level), "reasons": because(k.ProjectedReasons),
				}, related(k.Record, nil, c.titleOf(k.Record)))
			}
		}
	},
}

// elementOf gives the path of an id within a list of ids.
func elementOf(list string, ids []string, id string) []any {
	for i := range ids {
		if ids[i] == id {
			return key(list, i)
		}
	}
	return nil
}
