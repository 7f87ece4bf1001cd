package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// soonExpiring is the number of days before its end from which an acceptance is announced.
const soonExpiring = 60

var expiresSoon = &Rule{
	Name: rule.ExpiresSoon, Severity: diagnostic.Info, Judged: true,
	Title: words("期限の近い受容", "Acceptance about to expire"),
	Why: words("受容の期限が切れる前に、見直しと決定の時間を取れるように知らせます。",
		"It leaves time to look at the risk again and to decide before the acceptance ends."),
	Mend: words("期限までにリスクを見直し、改めて受容するか対応を決めてください。", "Look at the risk again before then, and accept it anew or treat it."),
	Says: []Saying{
		{rule.Plain, words("受容の期限 {until} {left}（対象: {risks}）", "this acceptance ends on {until}, {left} ({risks})"), words("期限までに {risks} を見直し、次の意思決定を準備してください", "look at {risks} before then and prepare the next decision")},
		{rule.CaseWithoutEffect, words("受容の期限 {until} {left}（対象: {risks}、効果なし）", "this acceptance ends on {until}, {left}; it has no effect on {risks}"), words("この受容は {risks} に効果がなく、更新しても結論は変わりません。対応計画で基準を満たすようにしてください", "renewing it would change nothing for {risks}: bring it within the criteria by a plan")},
	},
	Failing: `content/decisions/D-001.md:8:9
` + exampleContext + exampleMediumRisk + strings.Replace(exampleAcceptance, "2027-03-31", "2026-12-31", 1),
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
	Find: func(c *Case) {
		last := c.Assessment.AsOf.AddDays(soonExpiring)
		tell := func(variant rule.Case, effect bool) {
			soon := func(k *assess.Risk) bool {
				until := k.Acceptance.Decision.Until
				return k.Acceptance.State == assess.InForce && (k.Acceptance.Effect || assess.LiftsThen(c.Assessment, k)) == effect && !until.IsZero() && !until.After(last)
			}
			c.acceptances(soon, func(d *register.Decision, risks []string) {
				c.ReportCase(variant, d, key("until"), diagnostic.Args{"until": d.Until, "left": daysLeft(c.Assessment.AsOf.DaysUntil(d.Until)), "risks": listed(risks)})
			})
		}
		tell(rule.Plain, true)
		tell(rule.CaseWithoutEffect, false)
	},
}
