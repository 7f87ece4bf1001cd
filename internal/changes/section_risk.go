package changes

import (
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// riskRow says what moved of a risk. Of a new one everything is said, of one that is gone how it stood.
func riskRow(r *Report, c *compare.Risk) row {
	line := row{id: c.ID, title: r.title(c.ID)}
	if c.Before != nil && c.Before.ID != c.ID {
		line.was = c.Before.ID
	}
	switch {
	case c.NewlyUnacceptable(), c.Direction > 0, c.Unfounded, slices.ContainsFunc(c.Controls, compare.ControlChange.Weaker):
		line.tone = "bad"
	case c.Direction < 0, c.NoLongerUnacceptable():
		line.tone = "good"
	}
	old, now := standing(r, c.Before, r.old()), standing(r, c.After, r.now())
	for i, name := range standingNames {
		before, after := old[i], now[i]
		rated := i == 0 && c.Cause != "" && before == after // a level that the criteria moved stands beside its rating
		if before == after && !rated || before == none && after == "" || before == "" && after == none {
			continue
		}
		if rated {
			before = ""
		}
		f := fact{name: r.words(name), before: before, after: after}
		if c.Before == nil {
			f.before = ""
		}
		if c.After == nil {
			f.after = r.say("なし", "gone")
			if name != standingNames[levelAt] {
				continue
			}
		}
		if i == levelAt && c.Cause != "" {
			f.note = r.words(causeWords[c.Cause])
			if f.tone = map[int]string{1: "bad", -1: "good"}[c.Direction]; c.Unfounded {
				f.tone = ""
			}
		}
		if i == 0 && c.Unfounded {
			f.note = r.say("新たな根拠、分析日、管理策なし", "no new rationale, review date or control")
			f.tone = "bad"
		}
		line.facts = append(line.facts, f)
	}
	line.facts = append(line.facts, controlFacts(r, c)...)
	return line
}

// againRow says how a risk stood that is to be rated again: of how it stands nothing can be told.
func againRow(r *Report, c *compare.Risk) row {
	line := row{id: c.ID, title: r.title(c.ID), tone: "bad"}
	if c.Before.ID != c.ID {
		line.was = c.Before.ID
	}
	f := fact{name: r.words(standingNames[levelAt]), before: r.level(c.Before.Now, r.old()), after: r.words(againWords)}
	if c.After.Now.OffScale {
		f.note = r.say("尺度にない値", "not on the scale")
	}
	line.facts = append([]fact{{name: r.words(standingNames[0]), after: values(c.After.Now)}, f}, controlFacts(r, c)...)
	return line
}

// controlFacts say which controls that a risk rests on have another state.
func controlFacts(r *Report, c *compare.Risk) []fact {
	var facts []fact
	for _, x := range c.Controls {
		f := fact{name: r.say("管理策 %s", "control %s", x.ID), before: r.code("control", x.Before), after: r.code("control", x.After)}
		if x.Weaker() {
			f.tone = "bad"
		}
		facts = append(facts, f)
	}
	return facts
}

var causeWords = map[compare.Cause]term.Words{
	compare.ByRating:   {Ja: "分析の見直しによる", En: "by the rating"},
	compare.ByCriteria: {Ja: "判定基準の変更による", En: "by the criteria"},
	compare.ByBoth:     {Ja: "分析の見直しと判定基準の変更の両方による", En: "by both rating and criteria"},
}

// standingNames are the things that are said of how a risk stands, in their order. The level is the second.
var standingNames = []term.Words{
	{Ja: "分析の値", En: "rating"},
	{Ja: "リスクレベル", En: "level"},
	{Ja: "評価結果", En: "outcome"},
	{Ja: "対応を要する理由", En: "reasons"},
	{Ja: "優先順位", En: "rank"},
	{Ja: "受容", En: "acceptance"},
	{Ja: "実行中の計画", En: "live plans"},
	{Ja: "計画の完了後", En: "once the plans are done"},
	{Ja: "対応策の選択肢", En: "option"},
	{Ja: "年間期待損失額", En: "expected annual loss"},
	{Ja: "計画の完了後の年間期待損失額", En: "expected annual loss once the plans are done"},
	{Ja: "管理策の前", En: "before controls"},
}

const levelAt = 1

// columns are the facts of a risk that have a column of their own in a table: level, outcome and rank.
func columns(r *Report) []string {
	return []string{r.words(standingNames[levelAt]), r.words(standingNames[2]), r.words(standingNames[4])}
}

// standing puts how a risk stands into words, one entry a name; empty entries where the state does not hold it.
func standing(r *Report, s *compare.Standing, of *register.Register) []string {
	if s == nil {
		return make([]string, len(standingNames))
	}
	rank, acceptance, projected := none, none, rated(r, s.Projected, of)
	if s.Rank > 0 {
		rank = fmt.Sprint(s.Rank)
	}
	if a := s.Acceptance; a != nil {
		state := r.words(term.Code("acceptance", string(a.State)))
		if a.State == assess.InForce && !a.Effect {
			state = r.words(term.Code("acceptance", "without-effect"))
		}
		acceptance = r.say("%s：%s、%sまで", "%s: %s, until %s", current(r, []string{a.Decision}, of)[0], state, a.Until)
	}
	if s.Removed {
		projected = r.say("消滅", "removed")
	} else if s.Projected.Equal(s.Now) && len(s.Plans) == 0 {
		projected = ""
	}
	return []string{
		values(s.Now), r.level(s.Now, of), outcome(r, s), reasons(r, s), rank, acceptance,
		r.list(current(r, s.Plans, of)), projected, r.code("option", s.Option), r.money(s.ExpectedLoss, of), r.money(s.ProjectedLoss, of), rated(r, s.Inherent, of),
	}
}

// outcome writes the outcome, or why there is none.
func outcome(r *Report, s *compare.Standing) string {
	switch s.Uncounted {
	case assess.Provisional:
		return r.words(term.Code("outcome", "provisional"))
	case assess.Later:
		return r.say("未特定（基準日より後に特定）", "not there yet (identified later)")
	}
	return r.words(term.Code("outcome", string(s.Outcome)))
}

func reasons(r *Report, s *compare.Standing) string {
	words := make([]string, len(s.Reasons))
	for i, reason := range s.Reasons {
		words[i] = r.words(term.Code("reason", string(reason)))
	}
	return r.list(words)
}

// values writes likelihood and impact, as in the matrix.
func values(x compare.Rating) string {
	if x.Likelihood == nil && x.Impact == nil {
		return none
	}
	return number(x.Likelihood) + " × " + number(x.Impact)
}

func number(p *int) string {
	if p == nil {
		return none
	}
	return fmt.Sprint(*p)
}

// rated writes a rating with its level.
func rated(r *Report, x compare.Rating, of *register.Register) string {
	if x.Likelihood == nil && x.Impact == nil {
		if x.Level != "" { // it is given alone
			return r.level(x, of)
		}
		return none
	}
	return values(x) + r.say("（", " (") + r.level(x, of) + r.say("）", ")")
}

func (r *Report) level(x compare.Rating, of *register.Register) string {
	switch {
	case x.OffScale:
		return r.say("尺度にない値", "not on the scale")
	case x.RateAgain:
		return r.words(againWords)
	}
	return levelName(r, x.Level, of)
}

func levelName(r *Report, key string, of *register.Register) string {
	i := of.Criteria.LevelIndex(key)
	if i < 0 {
		return r.say("未定", "unknown")
	}
	return r.text(of.Criteria.Levels[i].Label, of)
}

func lapseRows(r *Report) []row {
	var rows []row
	for _, l := range r.Comparison.Lapsed {
		why := map[compare.Reason]string{
			compare.LapsedExpired:  r.say("期限が過ぎた", "expired"),
			compare.LapsedOutgrown: r.say("リスクが受容時のレベルを超えた", "the risk rose above the level at which it was accepted"),
			compare.Unconfirmed:    r.say("決定の記録が未確認になった", "the decision is provisional now"),
			compare.LapsedGone:     r.say("決定の記録がなくなったか、このリスクを挙げなくなった", "the decision is gone, or names the risk no longer"),
		}[l.Why]
		rows = append(rows, row{id: l.Risk, title: r.title(l.Risk), tone: "bad", facts: []fact{{name: l.Decision, after: why}}})
	}
	return rows
}
