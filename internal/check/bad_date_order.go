package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var badDateOrder = &Rule{
	Name: rule.BadDateOrder, Severity: diagnostic.Error,
	Title: words("日付の前後の矛盾", "Dates out of order"),
	Why: words("始まる前に終わる計画や、受け取る前に期限が来る課題は、入力の誤りです。そのままでは期限も鮮度も判断できません。",
		"A plan that ends before it begins is a slip of the pen, and makes nonsense of what is overdue and what is stale."),
	Mend: words("二つの日付のうち誤っている方を直してください。", "Correct whichever of the two dates is wrong."),
	Says: []Saying{
		{rule.Plain, words("{key} の {found} が {first} の {date} より前です", "{key} {found} is before {first} {date}"), words("{key} か {first} のどちらかを直してください（{first} は {key} 以前の日付です）", "correct {key} or {first}: {first} comes first, or falls on the same day")},
	},
	Other: words("先に来るはずの日付はここです", "the date that should come first is here"),
	Failing: `content/treatments/T-001.md:9:7
` + exampleContext + exampleRisk + `-- content/treatments/T-001.md --
+++
title = "制御系の分離"
owner = "plant"
risks = ["R-001"]
option = "modify"
aim = "prevention"
status = "approved"
start = 2026-06-01
due = 2026-03-31
+++
`,
	Passing: exampleContext + exampleRisk + examplePlan,
	Find: func(c *Case) {
		for _, r := range c.Assessment.Register.Risks {
			inOrder(c, r, key("identified"), r.Identified, key("reviewed"), r.Reviewed)
			inOrder(c, r, key("identified"), r.Identified, key("closed_on"), r.ClosedOn)
			inOrder(c, r, key("reviewed"), r.Reviewed, key("next_review"), r.NextReview)
		}
		for _, f := range c.Assessment.Register.Findings {
			inOrder(c, f, key("received"), f.Received, key("due"), f.Due)
			inOrder(c, f, key("received"), f.Received, key("closed_on"), f.ClosedOn)
		}
		for _, n := range c.Assessment.Register.Incidents {
			inOrder(c, n, key("on"), n.On, key("closed_on"), n.ClosedOn)
			for i := range n.Reports {
				inOrder(c, n, key("on"), n.On, key("report", i, "due"), n.Reports[i].Due)
				inOrder(c, n, key("on"), n.On, key("report", i, "on"), n.Reports[i].On)
			}
		}
		for _, d := range c.Assessment.Register.Decisions {
			inOrder(c, d, key("on"), d.On, key("until"), d.Until)
		}
		for _, v := range c.Assessment.Register.Reviews {
			inOrder(c, v, key("on"), v.On, key("next"), v.Next)
		}
		for _, t := range c.Assessment.Register.Treatments {
			inOrder(c, t, key("start"), t.Start, key("due"), t.Due)
			inOrder(c, t, key("start"), t.Start, key("finished"), t.Finished)
			for i := range t.Actions {
				inOrder(c, t, key("start"), t.Start, []any{"action", i, "due"}, t.Actions[i].Due)
				inOrder(c, t, key("start"), t.Start, []any{"action", i, "done"}, t.Actions[i].Done)
			}
			if t.Effectiveness != nil {
				inOrder(c, t, key("finished"), t.Finished, key("effectiveness", "reviewed"), t.Effectiveness.Reviewed)
			}
		}
		if doc := c.Assessment.Register.Tree.Criteria; doc != nil {
			k := &c.Assessment.Register.Criteria
			if outOfOrder(k.ApprovedOn, k.ReviewBy) {
				c.ReportAt(doc.Place("review_by"), rule.Plain, orderArgs("approved_on", k.ApprovedOn, "review_by", k.ReviewBy), diagnostic.Related{Place: doc.Place("approved_on")})
			}
			for i, row := range k.Authorities {
				if outOfOrder(row.From, row.Until) {
					c.ReportAt(doc.Place("authority", i, "until"), rule.Plain, orderArgs("from", row.From, "until", row.Until), diagnostic.Related{Place: doc.Place("authority", i, "from")})
				}
			}
		}
	},
}

func key(path ...any) []any { return path }

func outOfOrder(first, then date.Date) bool {
	return !first.IsZero() && !then.IsZero() && then.Before(first)
}

func orderArgs(firstKey string, first date.Date, thenKey string, then date.Date) diagnostic.Args {
	return diagnostic.Args{"key": thenKey, "found": then, "first": firstKey, "date": first}
}

// inOrder reports the second date of a record where it lies before the first.
func inOrder(c *Case, entry register.Entry, firstPath []any, first date.Date, thenPath []any, then date.Date) {
	if outOfOrder(first, then) {
		c.Report(entry, thenPath, orderArgs(dotted(firstPath), first, dotted(thenPath), then), related(entry, firstPath, term.Words{}))
	}
}

// dotted writes a path of keys with dots, without the indexes.
func dotted(path []any) string {
	var keys []string
	for _, step := range path {
		if k, ok := step.(string); ok {
			keys = append(keys, k)
		}
	}
	return strings.Join(keys, ".")
}
