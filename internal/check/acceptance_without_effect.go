package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var acceptanceWithoutEffect = &Rule{
	Name: rule.AcceptanceWithoutEffect, Severity: diagnostic.Warning, Step: "4.1", Judged: true,
	Title: words("効果のない受容", "Acceptance without effect"),
	Why: words("受容で受け入れられるのは、承認により受容できるレベルだけです。対応を要するレベルや、影響だけ、起こりやすさだけ、損失の累積で対応を要するリスクは、受容しても対応が必要なままです。",
		"An acceptance lifts a level that may be approved, and nothing else: a risk whose level must be treated, or that is to be treated for its impact, its likelihood or its accumulated loss alone, stays so."),
	Mend: words("受容からそのリスクを外し、対応計画を立ててください。レベルが受容できるところまで下がってから、残りを受容します。", "Take the risk out of the acceptance and plan treatment; accept what remains once its level may be accepted."),
	Says: []Saying{
		{rule.Plain, words("受容 {id} は有効ですが、{risk} には効果がありません（{reasons}）", "{id} is in force and has no effect on {risk}: {reasons}"), words("risks から {risk} を外してください（結論は変わりません）。{risk} に必要なのは受容ではなく、content/treatments の計画による対応です", "take {risk} out of risks, which changes no verdict; what {risk} needs is no acceptance but a plan in content/treatments")},
		{rule.CaseLater, words("受容 {id} は有効ですが、{risk} の現在の評価には効果がありません（{reasons}）", "{id} is in force and has no effect on {risk} as it is now: {reasons}"), words("計画（{plans}）の完了後に残るレベルには効果があります。それだけを受け入れるなら、{at}を at に書いた受容を改めて記録してください", "it will lift what {plans} leaves; to accept no more than that, decide anew, its at being {at}")},
		{rule.CaseJudge, words("受容 {id} は有効ですが、判定基準がないため {risk} には効果がありません（{reasons}）", "{id} is in force and, without criteria, has no effect on {risk}: {reasons}"), words("{risk} を受け入れるなら、kind = \"judgement\"、verdict = \"accept\" の意思決定を記録してください", "to accept {risk}, record a decision of kind = \"judgement\" with verdict = \"accept\"")},
	},
	Other: words("リスクの評価はここです", "the risk is rated here"),
	Failing: `content/decisions/D-001.md:7:10
` + exampleContext + exampleRisk + strings.Replace(exampleAcceptance, "likelihood = 2, impact = 2", "likelihood = 3, impact = 3", 1),
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
	Find: func(c *Case) {
		c.acceptances(func(k *assess.Risk) bool { return k.Acceptance.WithoutEffect() }, func(d *register.Decision, risks []string) {
			for i, id := range d.Risks {
				if !slices.Contains(risks, id) || slices.Index(d.Risks, id) != i {
					continue
				}
				k := c.Assessment.Risk(id)
				variant := rule.Plain
				switch {
				case !c.Assessment.Register.Criteria.Given:
					variant = rule.CaseJudge
				case assess.LiftsThen(c.Assessment, k):
					variant = rule.CaseLater
				}
				plans, _ := c.livePlans(k)
				c.ReportCase(variant, d, key("risks", i), diagnostic.Args{"risk": id, "reasons": because(k.Reasons), "plans": listed(plans), "at": acceptedThen(k)}, related(k.Record, ratingPath(k.Record), c.titleOf(k.Record)))
			}
		})
	},
}
