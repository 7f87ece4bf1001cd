package check

import (
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var acceptanceOutgrown = &Rule{
	Name: rule.AcceptanceOutgrown, Severity: diagnostic.Warning, Step: "4.1", Judged: true,
	Title: words("受容した範囲を超えたリスク", "Outgrown acceptance"),
	Why: words("受容は、その時点の起こりやすさと影響に対するものです。どちらかが上がれば、認められた範囲を超えています。",
		"What was accepted was a likelihood and an impact. When one of them rises, nobody has accepted the difference."),
	Mend: words("高くなったレベルで改めて受容するか、対応を決めてください。", "Accept the risk anew as it is now, or treat it."),
	Says: []Saying{
		{rule.Plain, words("{risk} が受容した範囲を超えています（受容時: 起こりやすさ {atLikelihood}、影響 {atImpact}。現在: 起こりやすさ {likelihood}、影響 {impact}）", "{risk} has outgrown this acceptance: accepted at likelihood {atLikelihood} and impact {atImpact}, now at {likelihood} and {impact}"), words("現在の値を at に書いた新しい受容の意思決定を記録するか、{risk} を受容基準に収める計画を進めてください", "record a new acceptance, its at being the present values, or bring {risk} within the criteria by a plan that is approved")},
		{rule.CaseThen, words("{risk} が受容した範囲を超えています（受容時: 起こりやすさ {atLikelihood}、影響 {atImpact}。現在: 起こりやすさ {likelihood}、影響 {impact}）", "{risk} has outgrown this acceptance: accepted at likelihood {atLikelihood} and impact {atImpact}, now at {likelihood} and {impact}"), words("計画の完了後に残るものを、{then}を at に書いた新しい受容の意思決定で受け入れるか、{risk} を受容基準に収める対策を計画に加えてください", "record a new acceptance of what the plan leaves, its at being {then}, or add measures to the plan that bring {risk} within the criteria")},
		{rule.CasePlan, words("{risk} が受容した範囲を超えています（受容時: 起こりやすさ {atLikelihood}、影響 {atImpact}。現在: 起こりやすさ {likelihood}、影響 {impact}）", "{risk} has outgrown this acceptance: accepted at likelihood {atLikelihood} and impact {atImpact}, now at {likelihood} and {impact}"), words("{risk} は、改めて受容しても対応を要するままです。受容基準に収める計画を作り、承認を受けてください", "accepting {risk} anew would lift nothing: make a plan that brings it within the criteria, and have it approved")},
	},
	Other: words("現在の評価はここです", "the present rating is here"),
	Failing: `content/decisions/D-001.md:9:6
` + exampleContext + exampleMediumRisk + strings.Replace(exampleAcceptance, "likelihood = 2", "likelihood = 1", 1),
	Passing: exampleContext + exampleMediumRisk + exampleAcceptance,
	Find: func(c *Case) {
		outgrown := func(k *assess.Risk) bool {
			return k.Acceptance.State == assess.Outgrown && k.Outcome != assess.InTreatment && k.Acceptance.Decision.At != nil // else missing-key says so
		}
		c.acceptances(outgrown, reportRatings(c, func(k *assess.Risk) rule.Case {
			switch {
			case assess.Approvable(c.Assessment, k):
				return rule.Plain
			case liftable(c, k):
				return rule.CaseThen
			}
			return rule.CasePlan
		}))
	},
}

// ratingPath is where the present rating of a risk is written.
func ratingPath(r *register.Risk) []any {
	if r.Current == nil {
		return key("inherent")
	}
	return key("current")
}

// figure writes a value of a scale that may be missing.
func figure(value *int) string {
	if value == nil {
		return "–"
	}
	return strconv.Itoa(*value)
}

// reportRatings returns what sets the level at which risks were accepted beside the rating that each has now, in the words that saying
// names for the risk.
func reportRatings(c *Case, saying func(*assess.Risk) rule.Case) func(*register.Decision, []string) {
	return func(d *register.Decision, risks []string) {
		for _, id := range risks {
			k := c.Assessment.Risk(id)
			c.ReportCase(saying(k), d, key("at"), diagnostic.Args{
				"risk": id, "likelihood": figure(k.Now.Likelihood), "impact": figure(k.Now.Impact),
				"then": acceptedThen(k), "atLikelihood": figure(c.Assessment.Register.Criteria.Likelihood(d.At)), "atImpact": figure(d.At.HighestImpact()),
			}, related(k.Record, ratingPath(k.Record), term.Words{}))
		}
	}
}
