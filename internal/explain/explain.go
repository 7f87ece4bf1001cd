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
	switch r.Standing {
	case assess.Provisional:
		would := term.Code("outcome", string(r.Would))
		projected.say(words("まだ誰も確かめていない（未確認の）リスクで、どこにも数えられません。確かめられれば「%[1]s」になります。", "Nobody has confirmed this risk yet: it is provisional and counts nowhere. Once confirmed it would be: %[2]s.", would.Ja, would.En))
	case assess.Later:
		projected.say(words("基準日より後（%[1]s）に特定されたリスクで、基準日にはまだありません。", "It was identified on %[1]s, after the as-of date: it is not there yet.", r.Record.Identified))
	default:
		said, ok := judgedOutcomes[r.Outcome]
		if !ok || t.c.Given || r.Removed {
			said = outcomeWords[r.Outcome]
		}
		projected.say(said)
	}
	return []Step{t.identified(), t.analysed(), t.evaluated(), t.ranked(), t.treated(), projected, t.watched()}
}

// Verdict names what was decided of a risk: its outcome, or why it does not count.
func Verdict(r *assess.Risk) term.Words {
	if r.Standing != assess.Counted {
		return term.Code("outcome", string(r.Standing))
	}
	return term.Code("outcome", string(r.Outcome))
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
	if r.Level >= 0 && r.Likelihood == nil && r.Impact == nil {
		return words("%[1]s（リスクレベルのみ。マトリクス上の位置はない）", "%[2]s (a level alone, without a place in the matrix)", level.Ja, level.En)
	}
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
	t.proposed(&s)
	if t.unanalysed() {
		s.say(term.Words{Ja: "起こりやすさ又は影響が決まっていないため、リスクレベルを決められません。", En: "Its likelihood or impact is not determined, so it has no level of risk."})
		return s
	}
	if t.r.Inherent.Likelihood != nil || t.r.Inherent.Impact != nil {
		r := t.rating(t.r.Inherent)
		s.say(words("管理策の前：%[1]s", "Before controls: %[2]s", r.Ja, r.En))
		t.factors(&s, t.r.Record.Inherent)
	}
	r := t.rating(t.r.Now)
	s.say(words("現在：%[1]s", "Now: %[2]s", r.Ja, r.En), t.r.Record.Controls...)
	t.factors(&s, t.r.Record.Current)
	if t.r.Record.Current == nil {
		s.say(term.Words{Ja: "現在の分析がないため、管理策の前の値を用いています。", En: "There is no current analysis: the values before controls stand in for it."})
	}
	if t.r.Extreme {
		s.say(term.Words{Ja: "影響が最大で起こりやすさが最小です。費用対効果だけで判断せず、事業継続の観点から考えます。", En: "The impact is at the top of its scale and the likelihood at the bottom: continuity decides here, not cost against benefit alone."})
	}
	if t.r.ExpectedLoss != nil {
		loss := t.money(*t.r.ExpectedLoss)
		s.say(words("年間期待損失額：%[1]s", "Expected annual loss: %[2]s", loss.Ja, loss.En))
	}
	return s
}

// unanalysed reports whether the risk has no analysis to go by, counted or not.
func (t *teller) unanalysed() bool { return t.outcome() == assess.Unanalysed }

// outcome is the outcome of the risk, or the one that it would have if it counted.
func (t *teller) outcome() assess.Outcome {
	if t.r.Standing == assess.Counted {
		return t.r.Outcome
	}
	return t.r.Would
}

// factors says from which factors the likelihood of an analysis follows; nothing where it was rated directly.
func (t *teller) factors(s *Step, a *register.Analysis) {
	if a == nil || len(a.Factors) == 0 || t.c.From == nil || len(t.c.From.Factors) != 2 {
		return
	}
	first, second := &t.c.From.Factors[0], &t.c.From.Factors[1]
	one, two, step := t.both(first.Label), t.both(second.Label), t.step(t.c.Likelihood(&a.Rating))
	s.say(words("%[1]s %[2]d × %[3]s %[4]d → 起こりやすさ %[5]s", "%[6]s %[2]d × %[7]s %[4]d → likelihood %[8]s",
		one.Ja, a.Factors[first.Key], two.Ja, a.Factors[second.Key], step.Ja, one.En, two.En, step.En))
}

// step names a step of the likelihood scale with its value.
func (t *teller) step(likelihood *int) term.Words {
	if likelihood == nil {
		return term.Words{Ja: "未定", En: "unknown"}
	}
	label := term.Words{}
	if i := t.c.LikelihoodIndex(*likelihood); i >= 0 {
		label = t.both(t.c.Likelihoods[i].Label)
	}
	return words("%[1]d %[2]s", "%[1]d %[3]s", *likelihood, label.Ja, label.En)
}

// proposed tells of an analysis that waits for a person: nothing is decided by it.
func (t *teller) proposed(s *Step) {
	p := t.r.Record.Proposed
	if p == nil {
		return
	}
	s.say(words("提案中の分析（未採用。何も決めません）：起こりやすさ%[1]s、影響%[2]s", "A proposed analysis, not adopted and deciding nothing: likelihood %[1]s, impact %[2]s",
		value(t.c.Likelihood(&p.Rating)), value(p.HighestImpact())))
}

// money writes an amount of the register's currency.
func (t *teller) money(x float64) term.Words { return term.Sum(x, t.a.Register.Config.Currency) }

func (t *teller) evaluated() Step {
	s := Step{Process: "4.1", Title: term.Words{Ja: "対応の要否", En: "Need for treatment"}}
	if t.unanalysed() {
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
		if acc.WithoutEffect() {
			state = term.Code("acceptance", "without-effect")
		}
		until := acc.Decision.Until.String()
		s.say(words("受容の決定：%[1]s（期限 %[2]s）", "Acceptance: %[3]s (until %[2]s)", state.Ja, until, state.En), acc.Decision.ID)
		if assess.AcceptedAboveRating(t.a, t.r) {
			s.say(term.Words{Ja: "受容は、分析の値を上回る値で決定されています。", En: "It was accepted at more than the rating."}, acc.Decision.ID)
		}
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
		s.say(words("%[1]s の判断は、分析の値がその時の値を上回ったため、効力がありません。", "The judgement of %[1]s is outgrown: the rating is above the one judged, so it decides nothing any more.", j.On), j.ID)
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
		return words("理由：年間期待損失額が、累積の損失として対応を要する額（%[1]s以上）に達しています。", "Reason: the expected annual loss reaches the sum from which losses add up to too much (%[2]s).", limit.Ja, limit.En)
	}
	return term.Words{Ja: "理由：判断によります。", En: "Reason: judgement."}
}

func (t *teller) ranked() Step {
	s := Step{Process: "4.1", Title: term.Words{Ja: "優先順位", En: "Priority"}}
	switch {
	case t.r.Standing != assess.Counted:
		s.say(term.Words{Ja: "数に含まれないリスクのため、順位は付きません。", En: "It does not count, so it has no rank."})
		return s
	case !t.r.Outcome.Judged():
		s.say(term.Words{Ja: "評価できないため、順位は付きません。", En: "It could not be judged, so it has no rank."})
		return s
	case t.r.Rank == 0:
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
		o, why := term.Code("option", t.r.Suggested), t.suggestion()
		s.say(words("手引書の考え方による選択肢：%[1]s（%[3]s）", "The method suggests: %[2]s (%[4]s)", o.Ja, o.En, why.Ja, why.En))
	}
	if t.r.Option != "" {
		o := term.Code("option", t.r.Option)
		s.say(words("選んだ選択肢：%[1]s", "Chosen: %[2]s", o.Ja, o.En))
	}
	return s
}

// Suggestion says why the method suggests an option for a risk, by the steps of its impact and likelihood (handbook 5.1.1 to 5.1.4); empty where it
// suggests none.
func Suggestion(a *assess.Assessment, r *assess.Risk) term.Words {
	if r.Suggested == "" {
		return term.Words{}
	}
	return (&teller{a, r, &a.Register.Criteria}).suggestion()
}

func (t *teller) suggestion() term.Words {
	steps, why := t.heights(), suggestionWords[t.r.Suggested]
	if t.r.Suggested == "retain" {
		return words("%[1]s。%[2]s", "%[3]s; %[4]s", why.Ja, steps.Ja, why.En, steps.En)
	}
	return words("%[1]s。%[2]s", "%[3]s: %[4]s", steps.Ja, why.Ja, steps.En, why.En)
}

// heights says where the impact and the likelihood of a risk lie on their scales.
func (t *teller) heights() term.Words {
	impact, likelihood := bandWords[t.r.Height.Impact], bandWords[t.r.Height.Likelihood]
	impact.Ja = bandJoined[t.r.Height.Impact]
	i, impacts := t.c.ImpactIndex(*t.r.Now.Impact)+1, len(t.c.Impacts)
	l, likelihoods := t.c.LikelihoodIndex(*t.r.Now.Likelihood)+1, len(t.c.Likelihoods)
	return words("影響は%[2]d段階の%[1]dで%[3]s、起こりやすさは%[5]d段階の%[4]dで%[6]s", "impact %[1]d of %[2]d is %[7]s, likelihood %[4]d of %[5]d is %[8]s",
		i, impacts, impact.Ja, l, likelihoods, likelihood.Ja, impact.En, likelihood.En)
}

var bandWords = map[assess.Band]term.Words{
	assess.High:   {Ja: "高い", En: "high"},
	assess.Middle: {Ja: "高くも低くもない", En: "neither high nor low"},
	assess.Low:    {Ja: "低い", En: "low"},
}

// bandJoined are the Japanese words of a band before another clause.
var bandJoined = map[assess.Band]string{assess.High: "高く", assess.Middle: "高くも低くもなく", assess.Low: "低く"}

// suggestionWords say when the method suggests an option.
var suggestionWords = map[string]term.Words{
	"avoid":  {Ja: "低減より回避を求める観点に関わる", En: "a viewpoint of the risk asks to avoid rather than reduce"},
	"share":  {Ja: "影響が大きくまれなものは共有に向く", En: "high and rare suits sharing"},
	"retain": {Ja: "対応を要する理由がない", En: "no reason asks for treatment"},
	"modify": {Ja: "回避、共有、保有のいずれにも当たらない", En: "none of avoiding, sharing and retaining fits"},
}

// outcomeWords say why an outcome is the first that fits (method: Outcome).
var outcomeWords = map[assess.Outcome]term.Words{
	assess.Closed:             {Ja: "終結したリスクです。", En: "The risk is closed."},
	assess.Unanalysed:         {Ja: "リスクレベルが決まらないため、評価できません。", En: "Without a level of risk it cannot be evaluated."},
	assess.NeedsJudgement:     {Ja: "判定基準も判断もないため、判断が必要です。", En: "There are neither criteria nor a judgement: one is needed."},
	assess.Accepted:           {Ja: "対応を要する理由がなく、決定により受容されているため、受容済みです。", En: "No reason is left and a decision accepts it: accepted."},
	assess.Acceptable:         {Ja: "対応を要する理由がないため、受容可能です。", En: "No reason asks for treatment: acceptable."},
	assess.InTreatment:        {Ja: "実行中の計画があり、完了後に理由が残らないため、対応中です。", En: "A live plan leaves no reason once it is done: in treatment."},
	assess.InsufficientPlan:   {Ja: "実行中の計画はありますが、完了後も理由が残るため、計画不十分です。", En: "A live plan leaves a reason even when done: the plan is insufficient."},
	assess.UnevaluatedPlan:    {Ja: "実行中の計画はありますが、完了後にどうなるかが示されていないため、計画の効果が未評価です。", En: "There is a live plan, and nothing says what it brings: the plan is not evaluated."},
	assess.AwaitingReanalysis: {Ja: "対応する計画が完了し、その後まだ分析し直していないため、再分析待ちです。分析し直すか、終結します。", En: "A plan for it is done and the risk was not analysed since: analyse it again, or close it."},
	assess.NeedsTreatment:     {Ja: "対応を要する理由があり、実行中の計画がないため、対応が必要です。", En: "There is a reason and no live plan: it needs treatment."},
}

// judgedOutcomes say the same of plans where there are no criteria and judgement decides.
var judgedOutcomes = map[assess.Outcome]term.Words{
	assess.InTreatment:      {Ja: "実行中の計画があり、十分と判断されているため、対応中です。", En: "There is a live plan, and it was judged to be enough: in treatment."},
	assess.InsufficientPlan: {Ja: "実行中の計画はありますが、足りないと判断されているため、計画不十分です。", En: "There is a live plan, and it was judged not to be enough: the plan is insufficient."},
	assess.UnevaluatedPlan:  {Ja: "実行中の計画はありますが、足りるかどうかが判断されていないため、計画の効果が未評価です。", En: "There is a live plan, and nobody has judged whether it is enough: the plan is not evaluated."},
}
