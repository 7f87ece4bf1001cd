package check

import (
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var planWithoutApproval = &Rule{
	Name: rule.PlanWithoutApproval, Severity: diagnostic.Warning, Step: "5.1", Absence: true, Elsewhere: []string{"decisions"},
	Title: words("承認の記録のない計画", "Plan without approval"),
	Why: words("計画の承認は経営の意思決定です。誰がいつ何を根拠に認めたかの記録がなければ、進めてよい計画かどうかを示せません。",
		"Approving a plan is a decision of the management. Without a record of who approved it, when and on which basis, nobody can show that it was to be carried out."),
	Mend: words("計画を挙げた kind = \"plan-approval\" の意思決定を記録してください。", "Record a decision with kind = \"plan-approval\" that names the plan."),
	Says: []Saying{
		{rule.Plain, words("{id} は承認済み・実施中とされていますが、承認した意思決定の記録がありません", "{id} is carried out as approved, but no decision says who approved it"), words("riskbook new decision kind=plan-approval treatments={id} で記録を作り、title、on、by、basis を書いてください。まだ承認されていなければ status を draft に改めます", "riskbook new decision kind=plan-approval treatments={id} makes the record: fill in its title, on, by and basis; while it is not approved, let status be draft")},
		{rule.CaseLater, words("{id} を承認した意思決定 {decision} は、基準日より後の {on} の日付です", "{id} is approved by {decision} only on {on}, after the as-of date"), words("承認された日を確かめてください。まだ承認されていなければ status を draft に改めます", "look at the day of the approval; until then let status be draft")},
		{rule.CaseProvisional, words("{id} を承認した意思決定 {decision} は、まだ確かめられていません（provisional）", "{decision}, which approves {id}, is provisional"), words("{decision} を確かめたうえで provisional を削除してください", "confirm {decision} and remove provisional from it")},
	},
	Other: words("承認はここに書かれています", "the approval is here"),
	Failing: `content/treatments/T-001.md:7:10
` + exampleContext + exampleRisk + examplePlan,
	Passing: exampleContext + exampleRisk + examplePlan + exampleApproval,
	Find: func(c *Case) {
		if c.Assessment.Register.Config.Process.Profile != "full" {
			return
		}
		later, unconfirmed := map[string]*register.Decision{}, map[string]*register.Decision{}
		approved := map[string]bool{}
		for _, entry := range c.Assessment.Register.List(register.KindOf("decisions")) {
			d := entry.(*register.Decision)
			if d.Form != "plan-approval" || d.On.IsZero() {
				continue
			}
			for _, id := range d.Treatments {
				switch {
				case d.Provisional:
					unconfirmed[id] = d
				case d.On.After(c.Assessment.AsOf):
					later[id] = d
				default:
					approved[id] = true
				}
			}
		}
		for _, t := range c.Assessment.Register.Treatments {
			if !slices.Contains([]string{"approved", "in-progress"}, t.Status) || approved[t.ID] {
				continue
			}
			switch d, u := later[t.ID], unconfirmed[t.ID]; {
			case d != nil:
				c.ReportCase(rule.CaseLater, t, key("status"), diagnostic.Args{"decision": d.ID, "on": d.On}, related(d, key("on"), words("承認の日付はここです", "dated here")))
			case u != nil:
				c.ReportCase(rule.CaseProvisional, t, key("status"), diagnostic.Args{"decision": u.ID}, related(u, key("provisional"), words("ここに書かれています", "said here")))
			default:
				c.Report(t, key("status"), nil)
			}
		}
	},
}

// exampleApproval approves the plan.
const exampleApproval = `-- content/decisions/D-002.md --
+++
title = { ja = "制御系分離計画の承認", en = "Approval of the separation" }
kind = "plan-approval"
on = 2026-05-25
by = "director"
basis = { ja = "費用は予算内で、断水を防ぐ効果が大きい", en = "Within the budget, and it keeps the city supplied" }
treatments = ["T-001"]
+++
`
