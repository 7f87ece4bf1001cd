package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

var evaluationStale = &Rule{
	Name: rule.EvaluationStale, Severity: diagnostic.Warning, Step: "6.2",
	Title: words("古くなった評価", "Stale evaluation"),
	Why: words("評価の前提となるリスク源、課題、管理策などが評価の後に変わっていれば、その評価はもう現状を表していません。",
		"When something that an evaluation rests on is newer than the evaluation, it may no longer describe how things are."),
	Mend: words("変化を踏まえて分析し直し、reviewed を更新してください。評価が変わらなくても、確かめた日を残します。", "Analyse the risk again in the light of what changed and update reviewed, even where the rating stays as it is."),
	Says: []Saying{
		{rule.Plain, words("{id} の評価（{on}）より後に、その前提が変わっています: {changes}", "{id} was evaluated on {on}; since then: {changes}"), words("変化を踏まえて分析し直し、reviewed に実施日を書いてください", "analyse it again with this in mind, and give the day in reviewed")},
	},
	Failing: `content/risks/R-001.md:5:14
` + exampleCriteria + exampleAsset + exampleEvent + strings.Replace(exampleSource, `kind = "threat"`, "kind = \"threat\"\nobserved = 2026-10-02", 1) +
		strings.Replace(exampleLowRisk, "[current]", "sources = [\"S-01\"]\n[current]", 1),
	Passing: exampleCriteria + exampleAsset + exampleEvent + strings.Replace(exampleSource, `kind = "threat"`, "kind = \"threat\"\nobserved = 2026-10-02", 1) +
		strings.Replace(exampleLowRisk, "[current]", "sources = [\"S-01\"]\nreviewed = 2026-10-05\n[current]", 1),
	Find: func(c *Case) {
		for _, k := range c.Assessment.Risks {
			if len(k.Stale) == 0 || k.Outcome == assess.Closed || saidByPlan(c, k.Stale) {
				continue
			}
			on := k.Record.Reviewed
			if on.IsZero() {
				on = k.Record.Identified
			}
			var changes []term.Words
			var places []diagnostic.Related
			for i, s := range k.Stale {
				if i == mostListed {
					more := len(k.Stale) - mostListed
					changes = append(changes, words(fmt.Sprintf("ほか%d件", more), fmt.Sprintf("%d more", more)))
					break
				}
				changes = append(changes, Newer(s))
				if entry := c.Assessment.Register.Find(s.Because); entry != nil {
					places = append(places, related(entry, key(stalePath[s.What]), c.titleOf(entry)))
				}
			}
			c.Report(k.Record, evaluatedPath(k.Record), diagnostic.Args{"on": on, "changes": joined(changes)}, places...)
		}
	},
}

// saidByPlan tells whether finished plans are all that is newer: finished-not-reanalysed says so at each of them.
func saidByPlan(c *Case, stale []assess.Stale) bool {
	return c.Adopts(finishedNotReanalysed.Step) && !slices.ContainsFunc(stale, func(s assess.Stale) bool { return s.What != "finished" })
}

// stalePath is the field that says when something happened, by what happened.
var stalePath = map[string]string{"observed": "observed", "finding": "received", "finished": "finished", "incident": "on", "not-effective": "effectiveness", "reopened": "on", "worsened": "finished"}

// Newer names one thing that is newer than an evaluation.
func Newer(s assess.Stale) term.Words {
	if s == assess.WithheldStale {
		return words("非公開の事柄", "something that is withheld")
	}
	w, ok := map[string]term.Words{
		"observed":      words("リスク源 {id} の観測", "risk source {id} observed"),
		"finding":       words("課題 {id} の受領", "finding {id} received"),
		"incident":      words("インシデント {id} の発生", "incident {id} happened"),
		"criteria":      words("判定基準の承認", "criteria approved"),
		"test-failed":   words("管理策 {id} の試験の不合格", "test of control {id} failed"),
		"beyond-limit":  words("指標 {id} の限度超過", "indicator {id} beyond its limit"),
		"finished":      words("計画 {id} の完了", "plan {id} finished"),
		"not-effective": words("計画 {id} に効果がなかったことの確認", "plan {id} found not effective"),
		"worsened":      words("副作用のある計画 {id} の完了", "plan {id} with side effects on it finished"),
		"reopened":      words("レビュー {id} による見直しの決定", "reopened by review {id}"),
	}[s.What]
	if !ok || s.ByFact() {
		w = words("{id} の {field} の変更（{from} → {to}）", "{field} of {id} changed from {from} to {to}")
	}
	said := func(v assess.Said) string { return cmp.Or(v.String(), "—") }
	return fill(words(w.Ja+"（{on}）", w.En+" on {on}"), diagnostic.Args{"id": s.Because, "on": s.On, "field": s.What, "from": said(s.From), "to": said(s.To)})
}
