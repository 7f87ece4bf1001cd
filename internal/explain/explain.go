// Package explain tells in words how the register came to its verdict on a risk: each step of the method, what it found, and why.
//
// In: an assessment and a risk. Out: steps in both languages, which the command line and the page of the risk show alike.
// It must never judge: it only puts into sentences what assess decided.
package explain

import (
	"fmt"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// Step is one step on the way to a verdict.
type Step struct {
	Process string     // the step of the process: "3.1"
	Title   term.Words // what was done
	Lines   []Line
}

// Line is one sentence, with the records that it speaks of.
type Line struct {
	Words   term.Words
	Records []string // ids
}

// teller tells of one risk.
type teller struct {
	a *assess.Assessment
	r *assess.Risk
	c *register.Criteria
}

// Risk tells the way of one risk from its assets to its outcome.
func Risk(a *assess.Assessment, r *assess.Risk) []Step {
	t := &teller{a, r, &a.Register.Criteria}
	projected := t.projected()
	projected.say(outcomeWords[r.Outcome])
	return []Step{t.identified(), t.analysed(), t.evaluated(), t.ranked(), t.treated(), projected, t.watched()}
}

func words(ja, en string, args ...any) term.Words {
	return term.Words{Ja: fmt.Sprintf(ja, args...), En: fmt.Sprintf(en, args...)}
}

func (t *teller) both(text register.Text) term.Words {
	fallback := t.a.Register.Config.DefaultLanguage
	ja, _ := text.In("ja", fallback)
	en, _ := text.In("en", fallback)
	return term.Words{Ja: ja, En: en}
}

// level names a level with its key's label.
func (t *teller) level(i int) term.Words {
	if i < 0 || i >= len(t.c.Levels) {
		return term.Words{Ja: "未定", En: "unknown"}
	}
	return t.both(t.c.Levels[i].Label)
}

func value(p *int) string {
	if p == nil {
		return "–"
	}
	return strconv.Itoa(*p)
}

func (t *teller) rating(r assess.Rating) term.Words {
	level := t.level(r.Level)
	return words("起こりやすさ%[1]s × 影響%[2]s → %[3]s", "likelihood %[1]s × impact %[2]s → %[4]s", value(r.Likelihood), value(r.Impact), level.Ja, level.En)
}

func (t *teller) identified() Step {
	s := Step{Process: "2.2", Title: term.Words{Ja: "リスクの特定", En: "Identification"}}
	s.add(term.Words{Ja: "対象の資産", En: "Assets at stake"}, t.r.Assets)
	s.add(term.Words{Ja: "リスク源", En: "Risk sources"}, t.r.Sources)
	s.add(term.Words{Ja: "事象", En: "Events"}, t.r.Record.Events)
	if len(t.r.Record.Events) == 0 {
		s.say(term.Words{Ja: "このリスクに至る事象が書かれていません。", En: "No event is named that leads to this risk."})
	}
	return s
}

func (s *Step) say(w term.Words, records ...string) { s.Lines = append(s.Lines, Line{w, records}) }

// add adds a line that names records, where there are any.
func (s *Step) add(w term.Words, records []string) {
	if len(records) > 0 {
		s.Lines = append(s.Lines, Line{w, records})
	}
}

func (t *teller) analysed() Step {
	s := Step{Process: "3.1", Title: term.Words{Ja: "リスクの分析", En: "Analysis"}}
	if t.r.Outcome == assess.Unanalysed {
		s.say(term.Words{Ja: "起こりやすさ又は影響が決まっていないため、リスクレベルを決められません。", En: "Its likelihood or impact is not determined, so it has no level of risk."})
		return s
	}
	if t.r.Inherent.Likelihood != nil || t.r.Inherent.Impact != nil {
		r := t.rating(t.r.Inherent)
		s.say(words("管理策の前：%[1]s", "Before controls: %[2]s", r.Ja, r.En))
	}
	r := t.rating(t.r.Now)
	s.say(words("現在：%[1]s", "Now: %[2]s", r.Ja, r.En), t.r.Record.Controls...)
	if t.r.Record.Current == nil {
		s.say(term.Words{Ja: "現在の分析がないため、管理策の前の値を用いています。", En: "There is no current analysis: the values before controls stand in for it."})
	}
	if t.r.Extreme {
		s.say(term.Words{Ja: "影響が最大で起こりやすさが最小です。費用対効果だけで判断せず、事業継続の観点から考えます。", En: "The impact is at the top of its scale and the likelihood at the bottom: continuity decides here, not cost against benefit alone."})
	}
	if t.r.ExpectedLoss != nil {
		loss := t.money(*t.r.ExpectedLoss)
		s.say(words("年間期待損失：%[1]s", "Expected annual loss: %[2]s", loss.Ja, loss.En))
	}
	return s
}

// money writes an amount of the register's currency.
func (t *teller) money(x float64) term.Words { return term.Money(x, t.a.Register.Config.Currency) }

func (t *teller) evaluated() Step {
	s := Step{Process: "4.1", Title: term.Words{Ja: "対応の要否", En: "Need for treatment"}}
	if t.r.Outcome == assess.Unanalysed {
		return s
	}
	if !t.c.Given {
		t.judged(&s)
		return s
	}
	if level := t.r.Now.Level; level >= 0 {
		l, treatment := t.level(level), term.Code("acceptance", t.c.Levels[level].Acceptance)
		s.say(words("リスクレベル「%[1]s」の扱い：%[2]s", "The level %[3]s is: %[4]s", l.Ja, treatment.Ja, l.En, treatment.En))
	}
	if acc := t.r.Acceptance; acc != nil {
		state := term.Code("acceptance", string(acc.State))
		until := acc.Decision.Until.String()
		s.say(words("受容の決定：%[1]s（期限 %[2]s）", "Acceptance: %[3]s (until %[2]s)", state.Ja, until, state.En), acc.Decision.ID)
	}
	for _, reason := range t.r.Reasons {
		s.say(t.reason(reason))
	}
	if len(t.r.Reasons) == 0 {
		s.say(term.Words{Ja: "対応を要する理由はありません。", En: "No reason asks for treatment."})
	}
	return s
}

func (t *teller) judged(s *Step) {
	s.say(term.Words{Ja: "リスク判定基準がないため、判断の記録によって決めます。", En: "There are no risk criteria: the newest judgement decides."})
	if t.r.Judgement == nil {
		s.say(term.Words{Ja: "このリスクの判断はまだ記録されていません。", En: "No judgement names this risk yet."})
		return
	}
	switch j, state := t.r.Judgement.Decision, t.r.Judgement.State; {
	case state == assess.Expired:
		s.say(words("%[1]s の判断は %[2]s で期限が切れ、効力がありません。", "The judgement of %[1]s ran out on %[2]s and decides nothing any more.", j.On, j.Until), j.ID)
	case state == assess.Outgrown:
		s.say(words("%[1]s の判断は、評価がその時の値を上回ったため、効力がありません。", "The judgement of %[1]s is outgrown: the rating is above the one judged, so it decides nothing any more.", j.On), j.ID)
	case j.Verdict == "treat":
		s.say(words("%[1]s の判断：対応する", "Judged on %[1]s: treat", j.On), j.ID)
	default:
		s.say(words("%[1]s の判断：受容する", "Judged on %[1]s: accept", j.On), j.ID)
	}
}

func (t *teller) reason(reason assess.Reason) term.Words {
	alone := t.c.Acceptance
	switch reason {
	case assess.ReasonLevel:
		return term.Words{Ja: "理由：リスクレベルが、有効な受容のないまま受容できる範囲を超えています。", En: "Reason: the level is beyond acceptance, and no acceptance in force lifts it."}
	case assess.ReasonImpactAlone:
		return words("理由：影響%[1]sが、起こりやすさによらず対応を要する値（%[2]s以上）です。", "Reason: impact %[1]s asks for treatment whatever the likelihood (from %[2]s on).", value(t.r.Now.Impact), value(alone.ImpactAlone))
	case assess.ReasonLikelihoodAlone:
		return words("理由：起こりやすさ%[1]sが、影響によらず対応を要する値（%[2]s以上）です。", "Reason: likelihood %[1]s asks for treatment whatever the impact (from %[2]s on).", value(t.r.Now.Likelihood), value(alone.LikelihoodAlone))
	case assess.ReasonCumulative:
		limit := t.money(*alone.CumulativeLoss)
		return words("理由：年間期待損失が、累積の損失として対応を要する額（%[1]s以上）に達しています。", "Reason: the expected annual loss reaches the sum from which losses add up to too much (%[2]s).", limit.Ja, limit.En)
	}
	return term.Words{Ja: "理由：判断によります。", En: "Reason: judgement."}
}

func (t *teller) ranked() Step {
	s := Step{Process: "4.1", Title: term.Words{Ja: "優先順位", En: "Priority"}}
	if t.r.Rank == 0 {
		s.say(term.Words{Ja: "対応を要するリスクではないため、順位は付きません。", En: "It is not among the risks to be treated, so it has no rank."})
		return s
	}
	s.say(words("順位：%d", "Rank: %d", t.r.Rank))
	if t.r.RankedBy != "" {
		by := term.Code("rankedBy", string(t.r.RankedBy))
		if t.r.Rank == 1 {
			s.say(words("すぐ下のリスクとは「%[1]s」で差が付きました。", "What sets it apart from the one below: %[2]s.", by.Ja, by.En))
		} else {
			s.say(words("すぐ上のリスクとは「%[1]s」で差が付きました。", "What sets it apart from the one above: %[2]s.", by.Ja, by.En))
		}
	}
	return s
}

func (t *teller) treated() Step {
	s := Step{Process: "5.1", Title: term.Words{Ja: "対応策の選択肢", En: "Option"}}
	if t.r.Suggested != "" {
		o := term.Code("option", t.r.Suggested)
		why := suggestionWords[t.r.Suggested]
		s.say(words("手引書の考え方による選択肢：%[1]s（%[3]s）", "The method suggests: %[2]s (%[4]s)", o.Ja, o.En, why.Ja, why.En))
	}
	if t.r.Option != "" {
		o := term.Code("option", t.r.Option)
		s.say(words("選んだ選択肢：%[1]s", "Chosen: %[2]s", o.Ja, o.En))
	}
	return s
}

// suggestionWords say when the method suggests an option (handbook 5.1.1 to 5.1.4).
var suggestionWords = map[string]term.Words{
	"avoid":  {Ja: "影響が大きく、低減より回避を求める観点に関わるため", En: "the impact is high under a viewpoint that asks to avoid rather than reduce"},
	"share":  {Ja: "影響が大きく、起こりやすさは低いため", En: "the impact is high and the likelihood low"},
	"retain": {Ja: "影響も起こりやすさも低く、対応を要する理由がないため", En: "impact and likelihood are low, and no reason asks for treatment"},
	"modify": {Ja: "影響と起こりやすさの組合せが、回避・共有・保有のいずれにも当たらないため", En: "impact and likelihood fit none of avoiding, sharing and retaining"},
}

// outcomeWords say why an outcome is the first that fits (method: Outcome).
var outcomeWords = map[assess.Outcome]term.Words{
	assess.Closed:             {Ja: "終結したリスクです。", En: "The risk is closed."},
	assess.Unanalysed:         {Ja: "リスクレベルが決まらないため、評価できません。", En: "Without a level of risk it cannot be evaluated."},
	assess.NeedsJudgement:     {Ja: "判定基準も判断もないため、判断が必要です。", En: "There are neither criteria nor a judgement: one is needed."},
	assess.Accepted:           {Ja: "対応を要する理由がなく、決定により受容されているため、受容済みです。", En: "No reason is left and a decision accepts it: accepted."},
	assess.Acceptable:         {Ja: "対応を要する理由がないため、受容可能です。", En: "No reason asks for treatment: acceptable."},
	assess.InTreatment:        {Ja: "進行中の計画があり、完了後に理由が残らないため、対応中です。", En: "A live plan leaves no reason once it is done: in treatment."},
	assess.InsufficientPlan:   {Ja: "進行中の計画はありますが、完了後も理由が残るため、計画不十分です。", En: "A live plan leaves a reason even when done: the plan is insufficient."},
	assess.UnevaluatedPlan:    {Ja: "進行中の計画はありますが、完了後にどうなるかが示されていないため、計画の効果が未評価です。", En: "There is a live plan, and nothing says what it brings: the plan is not evaluated."},
	assess.AwaitingReanalysis: {Ja: "対応する計画が完了し、その後まだ分析し直していないため、再分析待ちです。分析し直すか、終結します。", En: "A plan for it is done and the risk was not analysed since: analyse it again, or close it."},
	assess.NeedsTreatment:     {Ja: "対応を要する理由があり、進行中の計画がないため、対応が必要です。", En: "There is a reason and no live plan: it needs treatment."},
}

func (t *teller) projected() Step {
	s := Step{Process: "5.1", Title: term.Words{Ja: "計画とその評価", En: "Plans and their evaluation"}}
	if len(t.r.Plans) == 0 {
		s.say(term.Words{Ja: "承認済み又は実施中の計画はありません。", En: "No plan is approved or in progress."})
	}
	for _, p := range t.r.Plans {
		status := term.Code("status", p.Status)
		s.say(words("計画（%[1]s、期限 %[2]s）", "Plan (%[3]s, due %[2]s)", status.Ja, p.Due, status.En), p.ID)
	}
	if t.r.Outcome == assess.Closed || t.r.Outcome == assess.Unanalysed {
		return s
	}
	if t.r.Removed {
		s.say(term.Words{Ja: "計画の完了により、このリスクは無くなります。", En: "Once the plans are done the risk is gone."})
		return s
	}
	r := t.rating(t.r.Projected)
	if len(t.r.Plans) == 0 && r == t.rating(t.r.Now) {
		return s
	}
	s.say(words("計画の完了後：%[1]s", "Once every live plan is done: %[2]s", r.Ja, r.En))
	if len(t.r.ProjectedReasons) > 0 {
		s.say(term.Words{Ja: "計画の完了後も、対応を要する理由が残ります。", En: "Reasons for treatment remain even then."})
	} else if len(t.r.Plans) > 0 {
		s.say(term.Words{Ja: "計画の完了後は、基準を満たします。", En: "By then it is within the criteria."})
	}
	if t.r.PushedOver {
		s.say(term.Words{Ja: "いまは受容できますが、ほかの計画の副作用により基準を満たさなくなります。", En: "It is acceptable today, and the side effects of other plans push it over the criteria."})
	}
	return s
}

func (t *teller) watched() Step {
	s := Step{Process: "6.1", Title: term.Words{Ja: "モニタリング", En: "Monitoring"}}
	for _, stale := range t.r.Stale {
		what := term.Code("stale", stale.What)
		if stale.Because == "criteria" {
			s.say(words("分析より新しい変化：%[1]s（%[2]s）", "Newer than its analysis: %[3]s (%[2]s)", what.Ja, stale.On, what.En))
			continue
		}
		s.say(words("分析より新しい変化：%[1]s（%[2]s）", "Newer than its analysis: %[3]s (%[2]s)", what.Ja, stale.On, what.En), stale.Because)
	}
	if len(t.r.Stale) == 0 && t.r.Outcome != assess.Closed {
		s.say(term.Words{Ja: "前回の分析の後に、前提の変化はありません。", En: "Nothing that it rests on is newer than its analysis."})
	}
	if !t.r.Next.IsZero() {
		s.say(words("次の分析の期限：%s", "Next analysis by %s", t.r.Next))
	}
	return s
}
