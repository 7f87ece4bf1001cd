package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var acceptanceUnderOlderCriteria = &Rule{
	Name: rule.AcceptanceUnderOlderCriteria, Severity: diagnostic.Warning, Step: "1.2", Judged: true, Rests: append([]string{"revision"}, outcomeParts...),
	Title: words("旧基準による受容", "Acceptance under older criteria"),
	Why: words("受容は、当時の判定基準で示されたレベルに対するものです。基準が変われば、認められた内容が同じとは限りません。",
		"An acceptance is bound to the criteria under which it was given. When they change, it may no longer mean the same."),
	Mend: words("現在の判定基準で確かめ、改めて受容の意思決定を行ってください。", "Look at it under the present criteria and decide anew."),
	Says: []Saying{
		{rule.Plain, words("この受容は判定基準 {found} によるもので、現在の版 {revision} で確かめられていません（対象: {risks}）", "this acceptance was given under the criteria {found}, not the present {revision} ({risks})"), words("現在の基準で {risks} を確かめ、新しい受容の意思決定を記録してください", "look at {risks} under the present criteria and record a new acceptance")},
	},
	Failing: `content/decisions/D-001.md:10:12
` + exampleContext + exampleMediumRisk + strings.Replace(exampleAcceptance, "2026.1", "2025.1", 1),
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
	Find: func(c *Case) {
		criteria := &c.Assessment.Register.Criteria
		if criteria.Revision == "" {
			return // without criteria.toml, acceptances are bound to none
		}
		older := func(k *assess.Risk) bool {
			d := k.Acceptance.Decision
			return k.Acceptance.State != assess.Expired && d.Criteria != "" && d.Criteria != criteria.Revision
		}
		c.acceptances(older, func(d *register.Decision, risks []string) {
			c.Report(d, key("criteria"), diagnostic.Args{"found": d.Criteria, "revision": criteria.Revision, "risks": listed(risks)})
		})
	},
}
