package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// farReviews is how many review periods ahead a next review may lie, longestUntil how many months a decision may hold where no authority says so.
const (
	farReviews   = 3
	usualReview  = 12 // months, where the register sets no period
	longestUntil = 60
)

var farDate = &Rule{
	Name: rule.FarDate, Severity: diagnostic.Warning,
	Title: words("遠すぎる期日", "Date too far away"),
	Why: words("何年も先の見直しや期限は、年の書き間違いか、見直さないと決めたのと同じです。期限が来るまで誰も知らせを受けません。",
		"A review or a last day many years away is a slip of the pen, or as good as none: until it comes nobody is told of anything."),
	Mend: words("日付を確かめ、次に見直す日として実際に守れるものにしてください。", "Look at the year, and give a day on which it will really be looked at again."),
	Says: []Saying{
		{rule.CaseReview, words("{id} の次の見直し {found} が、見直しの周期（{months}か月）三回分より先です", "the next review of {id}, on {found}, is more than three review periods of {months} months away"), words("{latest} までの日にするか、要らなければ next_review を削除してください（riskbook.toml の review.every_months から決まります）", "set next_review to {latest} at the latest, or remove it and let review.every_months of riskbook.toml say when")},
		{rule.CaseUntil, words("{id} の期限 {found} が、決定の日 {on} から5年を超えています", "{id} holds until {found}, more than five years from {on}"), words("{latest} までの日にするか、それより長く認める者がいるなら content/criteria.toml の [[authority]] に months を定めてください", "set until to {latest} at the latest; where somebody may decide for longer, say so in months of an [[authority]] in content/criteria.toml")},
	},
	Other: words("決定の日はここです", "it was decided here"),
	Failing: `content/risks/R-001.md:6:15
` + exampleContext + strings.Replace(exampleRisk, "[current]", "next_review = 2036-05-01\n[current]", 1),
	Passing: exampleContext + strings.Replace(exampleRisk, "[current]", "next_review = 2027-05-01\n[current]", 1),
	Find: func(c *Case) {
		months := c.Assessment.Register.Config.Review.EveryMonths
		if months == 0 {
			months = usualReview
		}
		latest := c.Assessment.AsOf.AddMonths(farReviews * months)
		for _, k := range c.open() {
			if k.Record.NextReview.After(latest) {
				c.ReportCase(rule.CaseReview, k.Record, key("next_review"), diagnostic.Args{"found": k.Record.NextReview, "months": months, "latest": latest})
			}
		}
		for _, d := range c.Assessment.Register.Decisions {
			latest := d.On.AddMonths(longestUntil)
			if !d.On.IsZero() && d.Until.After(latest) && !c.authorised(d) {
				c.ReportCase(rule.CaseUntil, d, key("until"), diagnostic.Args{"found": d.Until, "on": d.On, "latest": latest}, related(d, key("on"), term.Words{}))
			}
		}
	},
}

// authorised reports whether an authority says for how long the level of a decision may be accepted.
func (c *Case) authorised(d *register.Decision) bool {
	criteria := &c.Assessment.Register.Criteria
	level := -1
	if likelihood, impact := criteria.Likelihood(d.At), d.At.HighestImpact(); likelihood != nil && impact != nil {
		level = criteria.Cell(*likelihood, *impact)
	}
	return level >= 0 && slices.ContainsFunc(criteria.Authorities, func(a register.Authority) bool {
		return a.Months > 0 && criteria.LevelIndex(a.Level) >= level && !d.On.Before(a.From) && (a.Until.IsZero() || !d.On.After(a.Until))
	})
}
