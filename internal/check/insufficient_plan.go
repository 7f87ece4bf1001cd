package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
)

var insufficientPlan = &Rule{
	Name: "insufficient-plan", Severity: diagnostic.Warning, Step: "5.1", Judged: true,
	Title: words("対応計画の不足", "Insufficient plan"),
	Why: words("計画をすべて終えても受容できないリスクが残るなら、計画は足りていません。",
		"Where a risk stays unacceptable even after every plan is complete, the plans are not enough."),
	Mend: words("計画を強めるか、別の計画を加えてください。", "Strengthen the plan, or add another."),
	Says: []Saying{
		{"", words("{id} は、進行中の計画（{plans}）を終えても対応が必要なまま残ります（{reasons}）", "{id} will still need treatment when {plans} is complete: {reasons}"), words("計画に対策を加えて [[target]] を見直すか、残留リスクの受容を検討してください", "add measures and reconsider the [[target]], or consider accepting what remains")},
	},
	Other: words("計画はここです", "the plan is here"),
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "likelihood = 1\nimpact = 1", "likelihood = 2\nimpact = 3", 1),
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		for _, k := range c.Risks {
			if k.Outcome != assess.InsufficientPlan {
				continue
			}
			var plans []string
			var places []diagnostic.Related
			for _, t := range k.Plans {
				plans = append(plans, t.ID)
				places = append(places, related(t, nil, c.titleOf(t)))
			}
			c.Report(k.Record, nil, diagnostic.Args{"plans": listed(plans), "reasons": because(k.ProjectedReasons)}, places...)
		}
	},
}
