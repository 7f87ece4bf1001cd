package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var extremeWithoutContinuity = &Rule{
	Name: rule.ExtremeWithoutContinuity, Severity: diagnostic.Warning, Step: "5.1", Judged: true,
	Title: words("事業継続の措置のない極端なリスク", "Extreme risk without continuity"),
	Why: words("影響が最大で起こりやすさが最小のリスクは、費用対効果だけでは測れません。起きたときに事業を続ける備えが要ります。",
		"A risk with the greatest impact and the lowest likelihood cannot be settled by cost and benefit: one has to be ready to carry on when it happens."),
	Mend: words("計画の continuity に、計画がないか受容したリスクでは [treatment] の continuity に、起きた場合の事業継続の措置を書いてください。", "Describe how the service goes on if it happens: in the plan's continuity, or under [treatment] of a risk that has no plan or is accepted."),
	Says: []Saying{
		{rule.Plain, words("計画 {id} に事業継続の措置（continuity）がありません（影響が最大で起こりやすさが最小のリスク: {risks}）", "{id} has no continuity measure for {risks}, of greatest impact and lowest likelihood"), words("continuity に、起きた場合にサービスを続ける手段を書いてください", "say in continuity how the service goes on if it happens")},
		{rule.CaseRisk, words("影響が最大で起こりやすさが最小の {id} に、事業継続の措置がありません", "{id}, of greatest impact and lowest likelihood, has no continuity measure"), words("リスクの [treatment] の continuity に、起きた場合にサービスを続ける手段を書いてください", "say in continuity under [treatment] of the risk how the service goes on if it happens")},
	},
	Failing: `content/treatments/T-001.md:1:1
` + exampleContext + strings.Replace(exampleRisk, "likelihood = 3", "likelihood = 1", 1) + examplePlan,
	Passing: exampleContext + strings.Replace(exampleRisk, "likelihood = 3", "likelihood = 1", 1) + strings.Replace(examplePlan, "[[target]]", `continuity = "応急給水と手動運転で3日間をつなぐ"
[[target]]`, 1),
	Find: func(c *Case) {
		lacking := map[string][]string{} // by plan
		for _, k := range c.Assessment.Risks {
			wanted := k.Outcome == assess.Accepted || k.Outcome.ToTreat() && len(k.Plans) == 0
			if choice := k.Record.Treatment; k.Extreme && wanted && (choice == nil || blank(choice.Continuity)) {
				c.ReportCase(rule.CaseRisk, k.Record, nil, nil)
			}
			if !k.Extreme || k.Outcome == assess.Closed || slices.ContainsFunc(k.Plans, func(t *register.Treatment) bool { return !blank(t.Continuity) }) {
				continue
			}
			for _, t := range k.Plans {
				lacking[t.ID] = append(lacking[t.ID], k.Record.ID)
			}
		}
		for _, p := range c.Assessment.Plans {
			if risks := lacking[p.Record.ID]; len(risks) > 0 {
				c.Report(p.Record, nil, diagnostic.Args{"risks": listed(risks)})
			}
		}
	},
}
