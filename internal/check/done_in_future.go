package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var doneInFuture = &Rule{
	Name: rule.DoneInFuture, Severity: diagnostic.Warning,
	Title: words("先の日付の完了", "Done in the future"),
	Why: words("まだ来ていない日に終わった作業はありません。年の書き間違いか、予定を実績の欄に書いたものです。",
		"Nothing has been done on a day that has not come. The year is a slip, or a plan was written where the facts belong."),
	Mend: words("実際に終えた日に直すか、まだであれば削除して予定の欄（due）に書いてください。", "Write the day on which it was done; where it is still to be done, remove the date and let due say when."),
	Says: []Saying{
		{rule.CaseAction, words("計画 {id} の作業「{title}」の完了日 {found} は、基準日 {asOf} より後です", "the action “{title}” of {id} was done on {found}, after the as-of date {asOf}"), words("実際に終えた日に直すか、まだ終えていなければ done を削除してください", "give the day on which it was done, or remove done while it is open")},
		{rule.CaseReport, words("インシデント {id} を{party}に報告した日 {found} は、基準日 {asOf} より後です", "the incident {id} was reported to {party} on {found}, after the as-of date {asOf}"), words("実際に報告した日に直すか、まだ報告していなければ on を削除してください", "give the day on which it was reported, or remove on until it is")},
		{rule.CasePlan, words("計画 {id} の完了日 {found} は、基準日 {asOf} より後です", "{id} was finished on {found}, after the as-of date {asOf}"), words("実際に完了した日に直すか、まだ完了していなければ finished を削除してください", "give the day on which it was finished, or remove finished until it is")},
	},
	Failing: `content/treatments/T-001.md:16:8
` + exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + `[[action]]
title = "機器の設置"
done = 2027-06-01
+++
`,
	Passing: exampleContext + exampleRisk + strings.TrimSuffix(examplePlan, "+++\n") + `[[action]]
title = "機器の設置"
done = 2026-06-01
+++
`,
	Find: func(c *Case) {
		args := func(day date.Date, title term.Words) diagnostic.Args {
			return diagnostic.Args{"found": day, "asOf": c.Assessment.AsOf, "title": title}
		}
		for _, n := range c.Assessment.Register.Incidents {
			for i := range n.Reports {
				if r := &n.Reports[i]; r.On.After(c.Assessment.AsOf) {
					a := args(r.On, term.Words{})
					a["party"] = c.partyOf(r.To)
					c.ReportCase(rule.CaseReport, n, key("report", i, "on"), a)
				}
			}
		}
		for _, t := range c.Assessment.Register.Treatments {
			if t.Finished.After(c.Assessment.AsOf) {
				c.ReportCase(rule.CasePlan, t, key("finished"), args(t.Finished, c.wordsOf(t.Title)))
			}
			for i := range t.Actions {
				if done := t.Actions[i].Done; done.After(c.Assessment.AsOf) {
					c.ReportCase(rule.CaseAction, t, key("action", i, "done"), args(done, c.wordsOf(t.Actions[i].Title)))
				}
			}
		}
	},
}
