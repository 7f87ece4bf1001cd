package check

import (
	"fmt"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var insufficientPlan = &Rule{
	Name: rule.InsufficientPlan, Severity: diagnostic.Warning, Step: "5.1", Judged: true,
	Title: words("対応計画の不足", "Insufficient plan"),
	Why: words("計画をすべて終えても受容できないリスクが残るなら、計画は足りていません。",
		"Where a risk stays unacceptable even after every plan is complete, the plans are not enough."),
	Mend: words("計画を強めるか、別の計画を加えてください。", "Strengthen the plan, or add another."),
	Says: []Saying{
		{rule.Plain, words("{id} は、実行中の計画（{plans}）を終えても対応が必要なまま残ります（{reasons}）", "{id} will still need treatment when {plans} is complete: {reasons}"), words("計画に対策を加えて [[target]] を見直してください。{or}", "add measures and reconsider the [[target]]; {or}")},
		{rule.CaseJudged, words("{id} の実行中の計画（{plans}）は、足りないと判断されています（{reasons}）", "{plans} was judged not to be enough for {id}: {reasons}"), words("計画に対策を加え、足りると判断できたら verdict = \"accept\" の判断を記録してください", "add measures; once the plan is judged enough, record a judgement with verdict = \"accept\"")},
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
			variant, reasons := rule.Plain, k.ProjectedReasons
			if !c.Assessment.Register.Criteria.Given {
				variant, reasons = rule.CaseJudged, k.Reasons
			}
			or := words("受容の意思決定を加えても結論は変わりません", "an acceptance would change nothing")
			switch {
			case assess.Approvable(c.Assessment, k):
				or = words("現在の評価を at に書いた期限付きの受容の意思決定を記録することもできます", "an acceptance with a last day, its at being the present rating, will do as well")
			case assess.ApprovableThen(c.Assessment, k):
				at := acceptedThen(k)
				or = words("計画の完了後に残るものを、"+at.Ja+"を at に書いた期限付きの受容の意思決定で受け入れることもできます", "an acceptance of what is left, with a last day and its at being "+at.En+", will do as well")
			}
			c.ReportCase(variant, k.Record, nil, diagnostic.Args{"plans": listed(plans), "reasons": because(reasons), "or": or}, places...)
		}
	},
}

// acceptedThen is what an acceptance has to hold for that is to lift what the live plans leave. One that knows no place in the matrix is held against today's.
func acceptedThen(k *assess.Risk) term.Words {
	if k.Projected.Likelihood == nil || k.Projected.Impact == nil {
		return words("現在の評価", "the present rating")
	}
	return words(fmt.Sprintf("見込みの起こりやすさ %d と影響 %d ", *k.Projected.Likelihood, *k.Projected.Impact), fmt.Sprintf("likelihood %d and impact %d, as projected", *k.Projected.Likelihood, *k.Projected.Impact))
}

// livePlans gives the ids of the live plans of a risk, and where they are written.
func (c *Case) livePlans(k *assess.Risk) (ids []string, places []diagnostic.Related) {
	for _, t := range k.Plans {
		ids = append(ids, t.ID)
		places = append(places, related(t, nil, c.titleOf(t)))
	}
	return ids, places
}
