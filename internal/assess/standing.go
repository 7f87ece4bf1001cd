package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/register"
)

// DecisionStanding says whether a decision can decide anything on the as-of date.
type DecisionStanding string

// The standings of a decision.
const (
	DecisionMade        DecisionStanding = "made"
	DecisionAsked       DecisionStanding = "asked"       // asked for, and not yet made
	DecisionLater       DecisionStanding = "later"       // of a day after the as-of date
	DecisionLacking     DecisionStanding = "lacking"     // incomplete, and without what it would need to decide
	DecisionProvisional DecisionStanding = "provisional" // nobody has confirmed it yet
)

// DecisionStanding gives the standing of a decision: only one that is made decides anything.
func (a *Assessment) DecisionStanding(d *register.Decision) DecisionStanding {
	switch {
	case d.Provisional:
		return DecisionProvisional
	case d.Asked():
		return DecisionAsked
	case d.On.IsZero(), d.Form == "acceptance" && !a.judge.accepts(d), d.Form == "judgement" && !judges(d):
		return DecisionLacking
	case d.On.After(a.AsOf):
		return DecisionLater
	}
	return DecisionMade
}

// DecisionHolds reports whether a decision decides something on the as-of date: it is made, its last day has not passed, and nothing of what it is about
// has outgrown it or was decided anew.
func (a *Assessment) DecisionHolds(d *register.Decision) bool {
	if a.DecisionStanding(d) != DecisionMade || !d.Until.IsZero() && d.Until.Before(a.AsOf) {
		return false
	}
	if d.Form != "acceptance" && d.Form != "judgement" {
		return true
	}
	for _, id := range d.Risks {
		k := a.risks[id]
		if k == nil || k.Outcome == Closed {
			continue
		}
		if d.Form == "acceptance" && k.Acceptance != nil && k.Acceptance.Decision == d && k.Acceptance.State == InForce && !k.Acceptance.WithoutEffect() {
			return true
		}
		if d.Form == "judgement" && !a.Register.Criteria.Given && k.Judgement != nil && k.Judgement.Decision == d && k.Judgement.State == InForce {
			return true
		}
	}
	return d.Form == "judgement" && !a.Register.Criteria.Given && len(d.Treatments) > 0
}

// Asked gives the decisions that are asked for by the as-of date and not made by then, ids ascending.
func (a *Assessment) Asked() []*register.Decision {
	var found []*register.Decision
	for _, d := range a.Register.Decisions {
		if !d.Provisional && date.Happened(d.Requested, a.AsOf) && !date.Happened(d.On, a.AsOf) {
			found = append(found, d)
		}
	}
	return found
}

// Adopted gives the change of the criteria that took in what a decision taught; nil where none has by the as-of date.
func Adopted(a *Assessment, id string) *register.Change {
	changes := a.Register.Criteria.Changes
	for i := range changes {
		if date.Happened(changes[i].On, a.AsOf) && slices.Contains(changes[i].Adopts, id) {
			return &changes[i]
		}
	}
	return nil
}

// Candidates gives the judgements whose knowledge is a candidate for the criteria, ids ascending: made by the as-of date, and not adopted since.
func Candidates(a *Assessment) []*register.Decision {
	var found []*register.Decision
	for _, d := range a.Register.Decisions {
		if d.Form == "judgement" && !d.Knowledge.IsZero() && a.DecisionStanding(d) == DecisionMade && Adopted(a, d.ID) == nil {
			found = append(found, d)
		}
	}
	return found
}

// JudgementOf gives the newest judgement in force that says whether a plan is enough for a risk; nil where there is none.
func JudgementOf(a *Assessment, t *register.Treatment, k *Risk) *Judgement {
	return judgementOf(a.judge, t, k)
}

// AnalysedOn gives the day of the last analysis of a risk by the as-of date; zero where it is not analysed, or the day is not known.
func (a *Assessment) AnalysedOn(k *Risk) date.Date {
	if !k.Now.complete() {
		return date.Date{}
	}
	return evaluatedOn(k.Record, a.AsOf)
}

// Indicator gives the judged indicator of an id, also a provisional one, or nil.
func (a *Assessment) Indicator(id string) *indicator.Judged { return a.indicators[id] }

// Open counts the open risks.
func (s *Summary) Open() int {
	n := 0
	for _, count := range s.ByOutcome {
		n += count
	}
	return n
}

// ToTreat counts the risks that are to be treated.
func (s *Summary) ToTreat() int {
	n := 0
	for o, count := range s.ByOutcome {
		if o.ToTreat() {
			n += count
		}
	}
	return n
}

// Unjudged counts the open risks that could not be judged: no all-clear is one for them.
func (s *Summary) Unjudged() int { return s.ByOutcome[Unanalysed] + s.ByOutcome[NeedsJudgement] }

// Due gives the day by which the live plans of the risk are to be done: the latest of theirs; zero where there is none.
func (k *Risk) Due() date.Date {
	var latest date.Date
	for _, t := range k.Plans {
		if t.Due.After(latest) {
			latest = t.Due
		}
	}
	return latest
}
