package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var badPlanDates = &Rule{
	Name: rule.BadPlanDates, Severity: diagnostic.Warning, Step: "5.1", Dated: true,
	Title: words("計画の日付の矛盾", "Dates of a plan that contradict each other"),
	Why: words("計画より後に終わる作業や、前提となる計画より先に終わる計画は、その日付どおりには進みません。遅れの有無も判断できません。",
		"An action due after its plan, or a plan due before one that it builds on, cannot go by its dates; what is late cannot be told either."),
	Mend: words("示された日付か、それと矛盾する日付や状態を直してください。", "Correct the date shown, or the date or status that it contradicts."),
	Says: []Saying{
		{rule.CaseAction, words("計画 {id} の作業「{title}」の期限 {found} が、計画の期限 {due} より後です", "the action “{title}” is due on {found}, after its plan {id}, which is due on {due}"), words("作業の due を計画の期限までにするか、計画の due を延ばしてください", "let the action be due by {due}, or the plan later")},
		{rule.CaseDependency, words("計画 {id} の期限 {due} が、前提とする {other} の期限 {found} より前です", "{id} is due on {due}, before {other}, on which it depends and which is due on {found}"), words("{id} の due を {found} 以降にするか、{other} の期限か depends_on を見直してください", "let {id} be due on {found} or later, or look at the due day of {other} and at depends_on")},
		{rule.CaseStart, words("計画 {id} は実施中とされていますが、開始日 {found} が基準日 {asOf} より後です", "{id} is in progress, but starts on {found}, after the as-of date {asOf}"), words("始めているなら start を実際の開始日に直し、まだであれば status を approved に戻してください", "set start to the day on which it began; if it has not, set status back to approved")},
		{rule.CaseFinished, words("計画 {id} は完了とされていますが、完了日（finished）が書かれていません", "{id} is done, but finished does not say since when"), words("finished に完了した日を加えてください。完了していなければ status を改めます", "add finished with the day on which it was done, or correct the status")},
	},
	Other: words("矛盾する日付はここです", "the date that it contradicts is here"),
	Failing: `content/treatments/T-001.md:16:7
` + exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + `[[action]]
title = "機器の設置"
due = 2027-06-30
+++
`,
	Passing: exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + `[[action]]
title = "機器の設置"
due = 2027-03-31
+++
`,
	Find: func(c *Case) {
		for _, t := range c.Assessment.Register.Treatments {
			switch t.Status {
			case "cancelled":
				continue
			case "done":
				if t.Finished.IsZero() {
					c.ReportCase(rule.CaseFinished, t, key("status"), nil)
				}
				continue
			case "in-progress":
				if t.Start.After(c.Assessment.AsOf) {
					c.ReportCase(rule.CaseStart, t, key("start"), diagnostic.Args{"found": t.Start, "asOf": c.Assessment.AsOf})
				}
			}
			if t.Due.IsZero() {
				continue
			}
			for i := range t.Actions {
				if a := &t.Actions[i]; a.Due.After(t.Due) {
					c.ReportCase(rule.CaseAction, t, key("action", i, "due"), diagnostic.Args{"title": c.wordsOf(a.Title), "found": a.Due, "due": t.Due}, related(t, key("due"), term.Words{}))
				}
			}
			for _, id := range t.DependsOn {
				other := c.Assessment.Register.Treatment(id)
				if other != nil && other.Status != "done" && other.Status != "cancelled" && t.Due.Before(other.Due) {
					c.ReportCase(rule.CaseDependency, t, key("due"), diagnostic.Args{"due": t.Due, "other": id, "found": other.Due}, related(other, key("due"), term.Words{}))
				}
			}
		}
	},
}
