package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var pushedOver = &Rule{
	Name: rule.PushedOver, Severity: diagnostic.Warning, Step: "5.1", Judged: true,
	Title: words("計画の副作用で基準を超えるリスク", "Pushed over by a plan"),
	Why: words("あるリスクへの対策が、今は受容できる別のリスクを受容できないレベルへ押し上げることがあります。",
		"What lowers one risk may push another, acceptable today, beyond what is accepted."),
	Mend: words("副作用を抑える手立てを計画に加え、[[worsens]] を残る大きさに改めてください。ほかの計画の目標では、副作用の値より下がりません。", "Add to the plan what curbs its side effect, and let [[worsens]] say what is left of it. No target of another plan goes below what a side effect gives."),
	Says: []Saying{
		{rule.Plain, words("{id} は今は受容できますが、計画（{plans}）が進むと対応が必要になります（{reasons}）", "{id} is acceptable today, but {plans} will push it over: {reasons}"), words("副作用を抑える手立てを計画（{plans}）に加え、[[worsens]] を残る大きさに改めてください。ほかの計画の目標は、副作用の値を下回りません", "add what curbs the side effect to {plans}, and let its [[worsens]] say what is left of it; no target of another plan goes below that")},
		{rule.CaseDone, words("{id} は、計画（{plans}）の完了による副作用を踏まえて分析し直されておらず、対応が必要になっているおそれがあります（{reasons}）", "{plans} is done and its side effects may have pushed {id} over, which was not analysed since: {reasons}"), words("{id} を分析し直し、[current] と reviewed を更新してください", "analyse {id} again, and update [current] and reviewed")},
		{rule.CaseTarget, words("{id} は今は受容できますが、計画（{plans}）が目標に達すると、判定基準の上では対応が必要なレベルになります（{reasons}）", "{id} is acceptable today, but by the criteria it will not be once {plans} reaches its target: {reasons}"), words("下げた値でレベルが上がらないように、content/criteria.toml のマトリクスを見直してください", "look at the matrix in content/criteria.toml: a lower value must not give a higher level")},
	},
	Other: words("これによるものです", "by this"),
	Failing: `content/risks/R-002.md:1:1
` + exampleContext + exampleRisk + `-- content/risks/R-002.md --
+++
title = "手動運転の誤り"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 1
impact = 2
+++
` + strings.TrimSuffix(examplePlan, "+++\n") + `[[worsens]]
risk = "R-002"
likelihood = 3
+++
`,
	Passing: exampleContext + exampleRisk + `-- content/risks/R-002.md --
+++
title = "手動運転の誤り"
owner = "plant"
events = ["E-01"]
identified = 2026-05-01
[current]
likelihood = 1
impact = 2
+++
` + examplePlan,
	Find: func(c *Case) {
		effects := map[string][]diagnostic.Related{}
		plans := map[string][]string{}
		live := map[string]bool{}
		for _, p := range c.Assessment.Plans {
			for _, id := range p.PushedOver {
				plans[id] = append(plans[id], p.Record.ID)
				live[id] = live[id] || p.Live
				for i := range p.Record.Worsens {
					if p.Record.Worsens[i].Risk == id {
						effects[id] = append(effects[id], related(p.Record, key("worsens", i), term.Words{}))
					}
				}
			}
		}
		for _, k := range c.Assessment.Risks {
			if k.PushedOver {
				id := k.Record.ID
				variant := rule.Plain
				switch {
				case len(plans[id]) == 0: // a step down may raise the level where the matrix is not monotone
					variant = rule.CaseTarget
					plans[id], effects[id] = aimedAt(c, id)
				case !live[id]:
					variant = rule.CaseDone
				}
				c.ReportCase(variant, k.Record, nil, diagnostic.Args{"plans": listed(plans[id]), "reasons": because(k.ProjectedReasons)}, effects[id]...)
			}
		}
	},
}

// aimedAt gives the live plans with a target for a risk, and the places of these targets.
func aimedAt(c *Case, risk string) (plans []string, targets []diagnostic.Related) {
	liveTargets(c, func(t *register.Treatment, i int, k *assess.Risk) {
		if k.Record.ID == risk {
			plans = append(plans, t.ID)
			targets = append(targets, related(t, key("target", i), term.Words{}))
		}
	})
	return slices.Compact(plans), targets
}
