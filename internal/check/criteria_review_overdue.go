package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

var criteriaReviewOverdue = &Rule{
	Name: rule.CriteriaReviewOverdue, Severity: diagnostic.Warning, Step: "1.2", Dated: true, Judged: true, Rests: []string{"review_by"},
	Title: words("見直し時期を過ぎた判定基準", "Criteria overdue for review"),
	Why: words("判定基準はすべての判断の物差しです。見直されない基準は、組織や環境の変化から離れていきます。",
		"The criteria are the yardstick of every decision. Unreviewed, they drift away from the organization and its surroundings."),
	Mend: words("判定基準を見直し、変更の有無にかかわらず承認と次の期限を記録してください。", "Review the criteria and record the approval and the next date, whether or not anything changes."),
	Says: []Saying{
		{rule.Plain, words("判定基準の見直し期限 {due} が過ぎています（{days}日超過）", "the criteria were to be reviewed by {due}, {days} days ago"), words("見直しを行い、approved_on と review_by を更新してください", "review them, then update approved_on and review_by")},
	},
	Failing: `content/criteria.toml:3:13
` + strings.Replace(exampleCriteria, "2027-03-31", "2026-09-30", 1),
	Passing: exampleCriteria,
	Find: func(c *Case) {
		due, doc := c.Assessment.Register.Criteria.ReviewBy, c.Assessment.Register.Tree.Criteria
		if doc != nil && !due.IsZero() && due.Before(c.Assessment.AsOf) {
			c.ReportAt(doc.Place("review_by"), rule.Plain, diagnostic.Args{"due": due, "days": due.DaysUntil(c.Assessment.AsOf)})
		}
	},
}
