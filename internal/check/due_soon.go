package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// soonDue is the number of days before a due date from which it is announced.
const soonDue = 30

var dueSoon = &Rule{
	Name: rule.DueSoon, Severity: diagnostic.Info,
	Title: words("期限の近い計画・作業・課題・意思決定・報告", "Due soon"),
	Why: words("期限が切れてからでなく、間に合ううちに手を打てるように知らせます。",
		"It tells of a date while there is still time to meet it."),
	Mend: words("期限までに終える見込みを確かめ、難しければ早めに調整してください。", "See whether it will be done in time, and speak up early if not."),
	Says: []Saying{
		{rule.CasePlan, words("計画 {id} の期限 {due} {left}", "{id} is due on {due}, {left}"), words("残る作業と完了の見込みを確かめてください", "look at what is left to do")},
		{rule.CaseAction, words("計画 {id} の作業「{title}」の期限 {due} {left}", "the action “{title}” of {id} is due on {due}, {left}"), words("担当に進み具合を確かめてください", "ask its owner how it is going")},
		{rule.CaseFinding, words("課題 {id} の期限 {due} {left}", "the finding {id} is due on {due}, {left}"), words("処置の見込みを確かめてください", "see whether it will be dealt with in time")},
		{rule.CaseReport, words("インシデント {id} の{party}への報告の期限 {due} {left}", "the incident {id} is to be reported to {party} by {due}, {left}"), words("報告の準備を確かめてください", "see that the report is on its way")},
		{rule.CaseDecision, words("{party}に求めた決定 {id} の期限 {due} {left}", "the decision {id}, asked of {party}, is wanted by {due}, {left}"), words("審議の予定を確かめてください", "see when it is to be taken")},
	},
	Failing: `content/treatments/T-001.md:9:7
` + exampleContext + exampleRisk + strings.Replace(examplePlan, "2027-03-31", "2026-12-15", 1),
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		last := c.Assessment.AsOf.AddDays(soonDue)
		soon := func(due date.Date) bool { return !due.IsZero() && !due.Before(c.Assessment.AsOf) && !due.After(last) }
		args := func(due date.Date) diagnostic.Args {
			return diagnostic.Args{"due": due, "left": daysLeft(c.Assessment.AsOf.DaysUntil(due))}
		}
		for _, f := range c.Assessment.Register.Findings {
			if f.Status == "open" && soon(f.Due) {
				c.ReportCase(rule.CaseFinding, f, key("due"), args(f.Due))
			}
		}
		for _, n := range c.Assessment.Register.Incidents {
			for i := range n.Reports {
				if r := &n.Reports[i]; assess.Unreported(c.Assessment, r) && soon(r.Due) && !n.On.After(c.Assessment.AsOf) {
					a := args(r.Due)
					a["party"] = c.partyOf(r.To)
					c.ReportCase(rule.CaseReport, n, key("report", i, "due"), a)
				}
			}
		}
		for _, d := range c.Assessment.Asked() {
			if soon(d.DecideBy) {
				a := args(d.DecideBy)
				a["party"] = c.partyOf(d.Body)
				c.ReportCase(rule.CaseDecision, d, key("decide_by"), a)
			}
		}
		for _, t := range c.Assessment.Register.Treatments {
			if t.Status == "done" || t.Status == "cancelled" {
				continue
			}
			if soon(t.Due) {
				c.ReportCase(rule.CasePlan, t, key("due"), args(t.Due))
			}
			for i := range t.Actions {
				open := t.Actions[i].Done.IsZero() || t.Actions[i].Done.After(c.Assessment.AsOf)
				if open && soon(t.Actions[i].Due) && t.Actions[i].Due != t.Due {
					a := args(t.Actions[i].Due)
					a["title"] = c.wordsOf(t.Actions[i].Title)
					c.ReportCase(rule.CaseAction, t, key("action", i, "due"), a)
				}
			}
		}
	},
}
