package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

const exampleJudgement = `-- content/decisions/D-001.md --
+++
title = { ja = "配水停止リスクの判断", en = "Judgement of the supply risk" }
kind = "judgement"
on = 2026-06-10
by = "director"
basis = { ja = "市民生活への影響が小さい", en = "Few people are affected" }
risks = ["R-001"]
verdict = "accept"
until = 2027-03-31
at = { likelihood = 3, impact = 3 }
+++
`

var judgementLapsed = &Rule{
	Name: rule.JudgementLapsed, Severity: diagnostic.Warning, Step: "4.1", Dated: true, Judged: true,
	Title: words("効力を失った判断", "Lapsed judgement"),
	Why: words("判定基準がない登録簿では判断が対応の要否を決めます。期限を過ぎた判断や、評価が上回った判断は、もう何も決めません。",
		"Without risk criteria a judgement decides. One that is past its last day, or made at less than the present rating, decides nothing any more."),
	Mend: words("リスクを見直し、改めて判断してください。", "Look at the risk again and judge it anew."),
	Says: []Saying{
		{rule.Plain, words("判断の期限 {until} が過ぎています（対象: {risks}）", "this judgement ended on {until} ({risks})"), words("{risks} を見直し、新しい判断の意思決定を記録してください", "look at {risks} again and record a new judgement")},
		{rule.CaseOutgrown, words("{risks} の評価が、判断した時の値（起こりやすさ {atLikelihood}、影響 {atImpact}）を上回っています", "{risks} has outgrown this judgement, made at likelihood {atLikelihood} and impact {atImpact}"), words("現在の評価で、新しい判断の意思決定を記録してください", "record a new judgement on the present rating")},
	},
	Other: words("現在の評価はここです", "the present rating is here"),
	Failing: `content/decisions/D-001.md:9:9
` + exampleAsset + exampleEvent + exampleRisk + strings.Replace(exampleJudgement, "2027-03-31", "2026-10-31", 1),
	Passing: exampleAsset + exampleEvent + exampleRisk + exampleJudgement,
	Find: func(c *Case) {
		if c.Assessment.Register.Criteria.Given {
			return
		}
		type lapse struct {
			risks []string
			rated []diagnostic.Related
		}
		lapses := map[*register.Decision]map[assess.AcceptanceState]*lapse{}
		for _, k := range c.Assessment.Risks {
			j := k.Judgement
			if j == nil || j.State == assess.InForce || k.Outcome == assess.Closed {
				continue
			}
			if lapses[j.Decision] == nil {
				lapses[j.Decision] = map[assess.AcceptanceState]*lapse{}
			}
			l := lapses[j.Decision][j.State]
			if l == nil {
				l = &lapse{}
				lapses[j.Decision][j.State] = l
			}
			l.risks = append(l.risks, k.Record.ID)
			l.rated = append(l.rated, related(k.Record, ratingPath(k.Record), term.Words{}))
		}
		for _, d := range c.Assessment.Register.Decisions {
			if l := lapses[d][assess.Expired]; l != nil {
				c.Report(d, key("until"), diagnostic.Args{"until": d.Until, "risks": listed(l.risks)})
			}
			if l := lapses[d][assess.Outgrown]; l != nil {
				c.ReportCase(rule.CaseOutgrown, d, key("at"), diagnostic.Args{
					"risks": listed(l.risks), "atLikelihood": figure(c.Assessment.Register.Criteria.Likelihood(d.At)), "atImpact": figure(d.At.HighestImpact()),
				}, l.rated[:min(len(l.rated), mostListed)]...)
			}
		}
	},
}
