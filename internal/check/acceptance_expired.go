package check

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var acceptanceExpired = &Rule{
	Name: rule.AcceptanceExpired, Severity: diagnostic.Warning, Step: "4.1", Dated: true, Judged: true,
	Title: words("期限の切れた受容", "Expired acceptance"),
	Why: words("受容は期限までの約束です。期限を過ぎたリスクは、誰も認めないまま抱えていることになります。",
		"An acceptance holds until its last day. After that the risk is carried without anybody's consent."),
	Mend: words("リスクを見直し、改めて受容するか対応を決めてください。", "Look at the risk again, then accept it anew or treat it."),
	Says: []Saying{
		{rule.Plain, words("受容の期限 {until} が過ぎています（対象: {risks}）", "this acceptance ended on {until} ({risks})"), words("{risks} を見直し、現在の評価を at に書いた新しい受容の意思決定を記録するか、{risks} を受容基準に収める計画を進めてください", "look at {risks} again; record a new acceptance, its at being the present rating, or bring {risks} within the criteria by a plan that is approved")},
		{rule.CasePlan, words("受容の期限 {until} が過ぎています（対象: {risks}）", "this acceptance ended on {until} ({risks})"), words("{plan} は、改めて受容しても対応を要するままです。{plan} を受容基準に収める計画を作り、承認を受けてください", "accepting {plan} anew would lift nothing: make a plan that brings {plan} within the criteria, and have it approved")},
	},
	Failing: `content/decisions/D-001.md:8:9
` + exampleContext + exampleMediumRisk + `-- content/decisions/D-001.md --
+++
title = "配水停止リスクの受容"
kind = "acceptance"
on = 2025-06-10
by = "director"
basis = "次年度の更新まで監視で補う"
risks = ["R-001"]
until = 2026-06-30
at = { likelihood = 2, impact = 2 }
criteria = "2026.1"
+++
`,
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
	Find: func(c *Case) {
		expired := func(k *assess.Risk) bool {
			return k.Acceptance.State == assess.Expired && k.Outcome != assess.InTreatment && !k.Acceptance.Decision.Until.IsZero() // else missing-key says so
		}
		c.acceptances(expired, func(d *register.Decision, risks []string) {
			var plan []string // of these an acceptance would lift nothing
			for _, id := range risks {
				if !liftable(c, c.Assessment.Risk(id)) {
					plan = append(plan, id)
				}
			}
			kase := rule.Plain
			if len(plan) > 0 {
				kase = rule.CasePlan
			}
			c.ReportCase(kase, d, key("until"), diagnostic.Args{"until": d.Until, "risks": listed(risks), "plan": listed(plan)})
		})
	},
}

// liftable reports whether another acceptance would lift something: what stands against a risk now, or what its live plans leave.
func liftable(c *Case, k *assess.Risk) bool {
	return assess.Approvable(c.Assessment, k) || len(k.Plans) > 0 && assess.ApprovableThen(c.Assessment, k)
}

// acceptances goes through the acceptances that count for a risk which still rests on one (open, and not acceptable as it is), with those
// of these risks that fit.
func (c *Case) acceptances(fits func(*assess.Risk) bool, report func(*register.Decision, []string)) {
	acceptancesOfOpen(c, func(k *assess.Risk) bool { return k.Outcome != assess.Acceptable && fits(k) }, report)
}

// acceptancesOfOpen goes through the acceptances that count for an open risk, whether it rests on one or not.
func acceptancesOfOpen(c *Case, fits func(*assess.Risk) bool, report func(*register.Decision, []string)) {
	risks := map[*register.Decision][]string{}
	for _, k := range c.Assessment.Risks {
		if k.Acceptance != nil && k.Outcome != assess.Closed && fits(k) {
			risks[k.Acceptance.Decision] = append(risks[k.Acceptance.Decision], k.Record.ID)
		}
	}
	for _, d := range c.Assessment.Register.Decisions {
		if ids := risks[d]; len(ids) > 0 {
			report(d, ids)
		}
	}
}
