// Package agenda says what waits for whom: what is to be decided, by whom, by when and what silence brings, what is left once the plans are done, and what
// everybody answers for.
//
// In: an assessment. Out: lists that pages, exports and briefs only show. It judges no risk anew, and is as pure as package assess: it must never read the
// clock, the environment or the disk, nor import a room that shows.
package agenda

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Silence says what comes about where nothing is decided.
type Silence string

// What silence brings.
const (
	SilenceLapses   Silence = "lapses"   // what is accepted, or judged to be, is so no longer from the day after on
	SilenceStays    Silence = "stays"    // the risk goes on untreated as it is
	SilenceUntil    Silence = "until"    // the same, until its plan counts
	SilenceShort    Silence = "short"    // the plans go on and do not suffice
	SilenceUnshown  Silence = "unshown"  // the plans go on, and nobody can say whether they suffice
	SilenceUnknown  Silence = "unknown"  // nobody can say whether the risk is to be treated
	SilenceOver     Silence = "over"     // the plans push the risk over the criteria
	SilenceDraft    Silence = "draft"    // the plan counts for nothing
	SilenceCriteria Silence = "criteria" // the present criteria go on
	SilenceOpen     Silence = "open"     // the risk stays open
	SilenceGoesOn   Silence = "goes-on"  // the plan goes on
)

// Matter is one thing that a body is asked to decide. One of Wanted and Lapsing says what.
type Matter struct {
	Wanted  *Wanted
	Lapsing *Lapsing
	By      By
	Ground  DeciderGround  // by what the party decides; empty where nobody is named
	Risks   []*assess.Risk // that it is about, ids ascending
	Plans   []*assess.Plan // likewise
	Silence Silence
	On      date.Date // of SilenceLapses, the last day; of SilenceUntil, the day on which the plan counts
}

// ID gives the id of what is to be decided.
func (m *Matter) ID() string {
	if m.Lapsing != nil {
		return m.Lapsing.Decision.ID
	}
	return m.Wanted.ID()
}

// Docket is what one party is asked to decide: by day, what has none last, then as AllWanted lists it.
type Docket struct {
	Party   string // empty where no record says who decides
	Matters []Matter
}

// Late counts the matters whose day has passed.
func (d *Docket) Late(asOf date.Date) int {
	return assess.Count(d.Matters, func(m Matter) bool { return !m.By.Day.IsZero() && m.By.Day.Before(asOf) })
}

// Next gives the first day by which something is to be decided; zero where no matter has one.
func (d *Docket) Next() date.Date {
	if len(d.Matters) == 0 {
		return date.Date{}
	}
	return d.Matters[0].By.Day
}

// Agenda gives what each party is asked to decide, by key; last what no record says of who decides. A matter that any of several parties may decide stands
// with each of them.
func Agenda(a *assess.Assessment) []Docket {
	of := map[string][]Matter{}
	add := func(m Matter, d Deciders) {
		m.Ground = d.Ground
		parties := d.Parties
		if len(parties) == 0 {
			parties = []string{""}
		}
		for _, party := range parties {
			of[party] = append(of[party], m)
		}
	}
	wanted := AllWanted(a)
	for i := range wanted {
		w := &wanted[i]
		m := Matter{Wanted: w, By: DecideBy(a, w)}
		m.Risks, m.Plans = concerned(a, w)
		m.Silence, m.On = silence(a, w, m.Risks)
		add(m, DecidersFor(a, w))
	}
	lapsing := SoonLapsing(a)
	for i := range lapsing {
		l := &lapsing[i]
		until := l.Decision.Until
		add(Matter{Lapsing: l, By: by(until, ByAcceptance, l.Decision.ID), Risks: l.Risks, Silence: SilenceLapses, On: until}, DecidersOf(a, l))
	}
	var dockets []Docket
	for party, matters := range of {
		slices.SortStableFunc(matters, func(x, y Matter) int {
			switch none, other := x.By.Day.IsZero(), y.By.Day.IsZero(); {
			case none != other && none:
				return 1
			case none != other:
				return -1
			}
			return x.By.Day.Compare(y.By.Day)
		})
		dockets = append(dockets, Docket{party, matters})
	}
	slices.SortFunc(dockets, func(x, y Docket) int {
		return cmp.Or(cmp.Compare(none(x.Party), none(y.Party)), strings.Compare(x.Party, y.Party))
	})
	return dockets
}

// none sorts what has no name behind what has one.
func none(party string) int {
	if party == "" {
		return 1
	}
	return 0
}

// concerned gives the risks and plans that something wanted is about: those that the decision asked for names, with the risks of
// plans to be approved or cancelled, the risk, or the plan and its risks.
func concerned(a *assess.Assessment, w *Wanted) ([]*assess.Risk, []*assess.Plan) {
	var risks []*assess.Risk
	var plans []*assess.Plan
	var ids, planIDs []string
	switch {
	case w.Decision != nil:
		ids, planIDs = w.Decision.Risks, w.Decision.Treatments
		if w.Decision.Form == "plan-approval" || w.Decision.Form == "cancellation" {
			for _, id := range planIDs { // a plan is decided on for the sake of its risks
				if p := a.Plan(id); p != nil {
					ids = slices.Concat(ids, p.Record.Risks)
				}
			}
		}
	case w.Plan != nil:
		ids, planIDs = w.Plan.Risks, []string{w.Plan.ID}
	default:
		ids = []string{w.Risk.Record.ID}
		for _, t := range w.Risk.Plans {
			planIDs = append(planIDs, t.ID)
		}
	}
	for _, id := range register.Distinct(ids) {
		if k := a.Risk(id); k != nil && k.Standing == assess.Counted {
			risks = append(risks, k)
		}
	}
	for _, id := range register.Distinct(planIDs) {
		if p := a.Plan(id); p != nil {
			plans = append(plans, p)
		}
	}
	return risks, plans
}

// silence says what comes about where nothing is decided.
func silence(a *assess.Assessment, w *Wanted, risks []*assess.Risk) (Silence, date.Date) {
	switch {
	case w.Plan != nil:
		return SilenceDraft, date.Date{}
	case w.Decision != nil:
		return silenceOf(a, w.Decision, risks)
	}
	switch w.Want {
	case WantPushed:
		return SilenceOver, date.Date{}
	case WantLater:
		return SilenceUntil, w.Later.LiveFrom
	case WantMore, WantMoreJudged:
		return SilenceShort, date.Date{}
	case WantJudgementOf, WantTarget:
		return SilenceUnshown, date.Date{}
	case WantJudgement, WantAnalysis, WantReanalysis:
		return SilenceUnknown, date.Date{}
	}
	return SilenceStays, date.Date{}
}

// silenceOf says what comes about where a decision that is asked for is not made.
func silenceOf(a *assess.Assessment, d *register.Decision, risks []*assess.Risk) (Silence, date.Date) {
	switch d.Form {
	case "plan-approval":
		return SilenceDraft, date.Date{}
	case "criteria-approval":
		return SilenceCriteria, date.Date{}
	case "closing":
		return SilenceOpen, date.Date{}
	case "cancellation":
		return SilenceGoesOn, date.Date{}
	}
	last := date.Date{} // the first day on which what holds for one of the risks ends
	for _, k := range risks {
		until := date.Date{}
		switch {
		case a.Register.Criteria.Given && k.Acceptance != nil && k.Acceptance.State == assess.InForce && k.Outcome == assess.Accepted:
			until = k.Acceptance.Decision.Until
		case !a.Register.Criteria.Given && k.Judgement != nil && k.Judgement.State == assess.InForce:
			until = k.Judgement.Decision.Until
		}
		if !until.IsZero() && (last.IsZero() || until.Before(last)) {
			last = until
		}
	}
	switch {
	case !last.IsZero():
		return SilenceLapses, last
	case slices.ContainsFunc(risks, func(k *assess.Risk) bool { return !k.Outcome.Judged() }):
		return SilenceUnknown, date.Date{}
	}
	return SilenceStays, date.Date{}
}
