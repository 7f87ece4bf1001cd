package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var needsTreatment = &Rule{
	Name: rule.NeedsTreatment, Severity: diagnostic.Warning, Absence: true, Elsewhere: []string{"decisions", "treatments"}, Step: "4.1", Judged: true,
	Title: words("計画のない要対応リスク", "Needs treatment"),
	Why: words("対応が必要と判定されながら実行中の計画がないリスクは、誰も手を打っていないリスクです。",
		"A risk that needs treatment and has no live plan is one that nobody is working on."),
	Mend: words("リスク対応計画を作り、承認を受けてください。承認により受容できるレベルであれば、期限を定めた受容も選べます。", "Make a treatment plan and have it approved; where the level may be accepted with approval and nothing else asks for treatment, an acceptance with a last day will do as well."),
	Says: []Saying{
		{rule.Plain, words("{id} は対応が必要ですが、承認済み又は実施中の計画がありません（{reasons}）", "{id} needs treatment and has no live plan: {reasons}"), words("content/treatments に {id} を挙げた計画を作り、承認後に status を approved に{or}してください", "add a plan that names {id} to content/treatments, with status approved once it is{or}")},
		{rule.CaseDraft, words("{id} は対応が必要ですが、計画 {plans} はまだ案です（{reasons}）", "{id} needs treatment, and {plans} is only a draft: {reasons}"), words("計画の承認を受け、status を approved にしてください", "have the plan approved and set its status to approved")},
	},
	Other: words("計画の案はここです", "the draft is here"),
	Failing: `content/risks/R-001.md:1:1
` + exampleContext + exampleRisk,
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		drafts := map[string][]*register.Treatment{}
		for _, t := range c.Assessment.Register.Treatments {
			if t.Status == "draft" {
				for _, id := range t.Risks {
					drafts[id] = append(drafts[id], t)
				}
			}
		}
		for _, k := range c.Assessment.Risks {
			if k.Outcome != assess.NeedsTreatment {
				continue
			}
			args := diagnostic.Args{"reasons": because(k.Reasons)}
			kase := rule.Plain
			args["or"] = term.Words{}
			if assess.Approvable(c.Assessment, k) { // else an acceptance would change nothing
				args["or"] = words("するか、現在の評価を at に書いた期限付きの受容の意思決定を記録", ", or record an acceptance with a last day, its at being the present rating")
			}
			var plans []string
			var places []diagnostic.Related
			for _, t := range drafts[k.Record.ID] {
				plans = append(plans, t.ID)
				places = append(places, related(t, key("status"), term.Words{}))
			}
			if len(plans) > 0 {
				kase, args["plans"] = rule.CaseDraft, listed(plans)
			}
			c.ReportCase(kase, k.Record, nil, args, places...)
		}
	},
}
