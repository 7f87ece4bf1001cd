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
		{"", words("{id} は、実行中の計画（{plans}）を終えても対応が必要なまま残ります（{reasons}）", "{id} will still need treatment when {plans} is complete: {reasons}"), words("計画に対策を加えて [[target]] を見直してください。{or}", "add measures and reconsider the [[target]]; {or}")},
		{"judged", words("{id} の実行中の計画（{plans}）は、足りないと判断されています（{reasons}）", "{plans} was judged not to be enough for {id}: {reasons}"), words("計画に対策を加え、足りると判断できたら verdict = \"accept\" の判断を記録してください", "add measures; once the plan is judged enough, record a judgement with verdict = \"accept\"")},
	},
	Other: words("計画はここです", "the plan is here"),
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "likelihood = 1\nimpact = 1", "likelihood = 2\nimpact = 3", 1),
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if k.Outcome != assess.InsufficientPlan {
				continue
			}
			plans, places := c.livePlans(k)
			variant, reasons := "", k.ProjectedReasons
			if !c.Assessment.Register.Criteria.Given {
				variant, reasons = "judged", k.Reasons
			}
			or := words("受容の意思決定を加えても結論は変わりません", "an acceptance would change nothing")
			if c.Assessment.Approvable(k) {
				or = words("現在の評価を at に書いた期限付きの受容の意思決定を記録することもできます", "an acceptance with a last day, its at being the present rating, will do as well")
			}
			c.ReportCase(variant, k.Record, nil, diagnostic.Args{"plans": listed(plans), "reasons": because(reasons), "or": or}, places...)
		}
	},
}

// livePlans gives the ids of the live plans of a risk, and where they are written.
func (c *Case) livePlans(k *assess.Risk) (ids []string, places []diagnostic.Related) {
	for _, t := range k.Plans {
		ids = append(ids, t.ID)
		places = append(places, related(t, nil, c.titleOf(t)))
	}
	return ids, places
}
