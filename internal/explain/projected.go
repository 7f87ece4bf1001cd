package explain

import (
	"cmp"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/term"
)

func (t *teller) projected() Step {
	s := Step{Process: "5.1", Title: term.Words{Ja: "計画とその評価", En: "Plans and their evaluation"}}
	if len(t.r.Plans) == 0 {
		s.say(term.Words{Ja: "基準日に実行中の（承認済み又は実施中の）計画はありません。", En: "No plan is live (approved or in progress) on the as-of date."})
	}
	for _, p := range t.r.Plans {
		status := term.Code("status", p.Status)
		s.say(words("計画（%[1]s、期限 %[2]s）", "Plan (%[3]s, due %[2]s)", status.Ja, p.Due, status.En), p.ID)
	}
	if t.outcome() == assess.Closed || t.unanalysed() {
		return s
	}
	if t.r.Removed {
		s.say(term.Words{Ja: "計画の完了により、このリスクは無くなります。", En: "Once the plans are done the risk is gone."})
		return s
	}
	t.effects(&s)
	r := t.rating(t.r.Projected)
	if len(t.r.Plans) == 0 && r == t.rating(t.r.Now) {
		return s
	}
	if t.outcome() != assess.UnevaluatedPlan || r != t.rating(t.r.Now) {
		s.say(words("計画の完了後：%[1]s", "Once every live plan is done: %[2]s", r.Ja, r.En))
	}
	switch {
	case !t.outcome().Judged(), t.r.PushedOver:
	case t.outcome() == assess.UnevaluatedPlan: // the outcome says it
	case !t.c.Given: // a judgement of the plan decides, which the outcome tells
	case len(t.r.ProjectedReasons) > 0:
		s.say(term.Words{Ja: "計画の完了後も、対応を要する理由が残ります。", En: "Reasons for treatment remain even then."})
	case len(t.r.Plans) > 0:
		s.say(term.Words{Ja: "計画の完了後は、基準を満たします。", En: "By then it is within the criteria."})
	}
	if t.r.PushedOver {
		s.say(term.Words{Ja: "いまは受容できますが、ほかの計画の副作用により基準を満たさなくなります。", En: "It is acceptable today, and the side effects of other plans push it over the criteria."})
	}
	return s
}

// effects tells of the side effects that count in the projection.
func (t *teller) effects(s *Step) {
	for _, e := range t.r.Effects {
		to := raised(e.Rating)
		if t.a.Live(e.Plan) {
			s.say(words("計画の副作用により、%[1]sまで高まります。", "Side effect of a plan: raised to %[2]s.", to.Ja, to.En), e.Plan.ID)
			continue
		}
		s.say(words("完了した計画の副作用により、%[1]sまで高まっています（再分析するまで数えます）。", "Side effect of a plan that is done: raised to %[2]s; it counts until the risk is analysed again.", to.Ja, to.En), e.Plan.ID)
	}
}

// raised names the values to which a side effect raises a risk; one that it leaves alone is not among them.
func raised(r assess.Rating) term.Words {
	likelihood := words("起こりやすさ%[1]s", "likelihood %[1]s", value(r.Likelihood))
	impact := words("影響%[1]s", "impact %[1]s", value(r.Impact))
	switch {
	case r.Impact == nil:
		return likelihood
	case r.Likelihood == nil:
		return impact
	}
	return term.Words{Ja: likelihood.Ja + "、" + impact.Ja, En: likelihood.En + ", " + impact.En}
}

// ruleChanges counts the changes of the criteria's own text, on one day, at the head of a list: there are many at a time, and they are told as one.
func ruleChanges(list []assess.Stale) int {
	n := 0
	for n < len(list) && list[n].ByFact() && list[n].Because == "criteria" && list[n].On == list[0].On {
		n++
	}
	return n
}

func (t *teller) watched() Step {
	s := Step{Process: "6.1", Title: term.Words{Ja: "モニタリング", En: "Monitoring"}}
	newer := func(list []assess.Stale, ja, en string) {
		for len(list) > 0 {
			stale, n := list[0], ruleChanges(list)
			list = list[max(n, 1):]
			what := term.Code("stale", stale.What)
			switch {
			case n > 0:
				what = words("リスク判定基準の%[1]d項目の変更", "fields of the criteria changed, %[1]d of them", n)
			case stale.ByFact():
				from, to := cmp.Or(stale.From.String(), "—"), cmp.Or(stale.To.String(), "—")
				field := term.FieldPath(stale.What)
				what = words("%[1]sが %[2]s から %[3]s に変更", "%[4]s changed from %[2]s to %[3]s", field.Ja, from, to, field.En)
			}
			w := words(ja+"：%[1]s（%[2]s）", en+": %[3]s (%[2]s)", what.Ja, stale.On, what.En)
			if stale.Because == "criteria" {
				s.say(w)
			} else {
				s.say(w, stale.Because)
			}
		}
	}
	newer(t.r.Stale, "分析より新しい変化", "Newer than its analysis")
	newer(t.r.Touched, "終結より後の動き", "Since it was closed")
	switch {
	case len(t.r.Stale)+len(t.r.Touched) > 0:
	case t.r.Standing != assess.Counted, t.r.Outcome == assess.Closed:
	case t.r.Outcome == assess.Unanalysed:
		s.say(term.Words{Ja: "分析していないため、古くなる評価はありません。", En: "It has no analysis that could be out of date."})
	case t.a.AnalysedOn(t.r).IsZero():
		s.say(term.Words{Ja: "分析した日が分からないため、その後の変化の有無は判定できません。", En: "The day of its analysis is not known, so nobody can tell what is newer."})
	default:
		s.say(term.Words{Ja: "前回の分析の後に、前提の変化はありません。", En: "Nothing that it rests on is newer than its analysis."})
	}
	if !t.r.Next.IsZero() {
		s.say(words("次の分析の期限：%s", "Next analysis by %s", t.r.Next))
	}
	return s
}
