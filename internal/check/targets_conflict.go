package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var targetsConflict = &Rule{
	Name: rule.TargetsConflict, Severity: diagnostic.Info, Judged: true, Rests: ratingParts,
	Title: words("両立しない目標", "Targets that do not fit together"),
	Why: words("一方は起こりやすさを、他方は影響をより低く見込んでいます。予測では両方の低い値を組み合わせるため、どの計画も見込んでいない値になります。",
		"One plan expects the lower likelihood, the other the lower impact. The projection takes the lowest of both, which neither of the plans promises by itself."),
	Mend: words("二つの計画がともに終わった後に見込む値を、どちらかの目標に書いてください。", "Write into one of the targets what is expected once both plans are complete."),
	Says: []Saying{
		{rule.Plain, words("{id} の {risk} の目標（起こりやすさ {likelihood}、影響 {impact}）は、{other} の目標（{otherLikelihood}、{otherImpact}）と比べて一方は低く他方は高い値です", "the target of {id} for {risk} (likelihood {likelihood}, impact {impact}) is lower on one axis and higher on the other than that of {other} ({otherLikelihood}, {otherImpact})"), words("二つの計画がともに終わった後に見込む起こりやすさと影響を、後に終わる計画の目標に書いてください", "let the target of the plan that ends later say what is expected of both together")},
	},
	Other: words("もう一方の目標はここです", "the other target is here"),
	Failing: `content/treatments/T-002.md:10:1
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "impact = 1", "impact = 3", 1) + otherPlan("likelihood = 3\nimpact = 1"),
	Passing: exampleContext + exampleRisk + strings.Replace(examplePlan, "impact = 1", "impact = 3", 1) + otherPlan("likelihood = 1\nimpact = 1"),
	Find: func(c *Case) {
		if !c.Adopts("5.1") {
			return
		}
		type aim struct {
			plan *register.Treatment
			at   int
			l, i int
		}
		aims := map[string][]aim{}
		liveTargets(c, func(t *register.Treatment, i int, k *assess.Risk) {
			target := &t.Targets[i]
			likelihood, impact := c.Assessment.Register.Criteria.Likelihood(&target.Rating), target.HighestImpact()
			if target.Removed || likelihood == nil && impact == nil || k.Now.Likelihood == nil || k.Now.Impact == nil {
				return
			}
			a := aim{t, i, *k.Now.Likelihood, *k.Now.Impact}
			if likelihood != nil {
				a.l = *likelihood
			}
			if impact != nil {
				a.i = *impact
			}
			for _, b := range aims[target.Risk] {
				if a.l < b.l && a.i > b.i || a.l > b.l && a.i < b.i {
					c.Report(t, key("target", i), diagnostic.Args{"risk": target.Risk, "likelihood": a.l, "impact": a.i, "other": b.plan.ID, "otherLikelihood": b.l, "otherImpact": b.i},
						related(b.plan, key("target", b.at), words("もう一方の目標はここです", "the other target is here")))
					break
				}
			}
			aims[target.Risk] = append(aims[target.Risk], a)
		})
	},
}

// otherPlan is a second plan for the risk, with a target.
func otherPlan(target string) string {
	return strings.NewReplacer("T-001", "T-002", "制御系の分離", "応急給水の準備", "Separate the control network", "Prepare emergency supply", "likelihood = 1\nimpact = 1", target).Replace(examplePlan)
}
