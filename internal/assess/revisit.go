package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Revisited is a risk that a change of external factors asks to look at again, with the first dated outcome since (handbook 6.2).
type Revisited struct {
	Risk *Risk
	On   date.Date // of the outcome; zero while there is none
	By   string    // what brought it: the id of a later review, "analysis" or "closed"; empty while there is none
}

// Open tells whether the risk is still to be revisited.
func (r *Revisited) Open() bool { return r.By == "" }

// Changed gives the reviews that found external factors changed, newest first; what is dated after the as-of date has not happened yet.
func Changed(a *Assessment) []*register.Review {
	var changed []*register.Review
	for _, v := range a.Register.Reviews {
		if v.Factor == "external" && v.Outcome == "change" && date.Happened(v.On, a.AsOf) {
			changed = append(changed, v)
		}
	}
	slices.SortStableFunc(changed, func(x, y *register.Review) int { return y.On.Compare(x.On) })
	return changed
}

// Revisit gives the risks that a review asks to look at again, ids ascending: those that its scope names, and those known on its day that rest on something
// in its scope; where it has no scope, all that were known on its day. Each stays open until it has a dated outcome: an analysis on that day or later, a later review that names it, or its closing. A later review of the
// whole register says nothing about any one risk and settles none. It gives none for a review that is not one of Changed.
func Revisit(a *Assessment, v *register.Review) []Revisited {
	if v.Factor != "external" || v.Outcome != "change" || !date.Happened(v.On, a.AsOf) {
		return nil
	}
	var list []Revisited
	asked := map[*Risk]bool{}
	for _, id := range wholes(v.Scope) {
		for _, k := range a.reached()[id] {
			asked[k] = true
		}
	}
	for _, k := range a.Risks {
		closed := k.Outcome == Closed && k.Record.ClosedOn.Before(v.On)
		known := !k.Record.Identified.IsZero() && !k.Record.Identified.After(v.On) && !closed
		if slices.Contains(v.Scope, k.Record.ID) || known && (len(v.Scope) == 0 || asked[k]) {
			list = append(list, revisited(a, v, k))
		}
	}
	return list
}

// revisited finds the first dated outcome of a risk since a review.
func revisited(a *Assessment, v *register.Review, k *Risk) Revisited {
	found := Revisited{Risk: k}
	outcome := func(on date.Date, by string) {
		if found.By == "" || on.Before(found.On) {
			found.On, found.By = on, by
		}
	}
	if on := evaluatedOn(k.Record, a.AsOf); date.Happened(on, a.AsOf) && !on.Before(v.On) {
		outcome(on, "analysis")
	}
	for _, later := range a.reviewsOf[k.Record.ID] {
		if later.On.After(v.On) {
			outcome(later.On, later.ID)
			break
		}
	}
	if k.Outcome == Closed {
		outcome(k.Record.ClosedOn, "closed")
	}
	return found
}

// reviewsByRisk gives the reviews that name a risk in their scope and have happened, oldest first.
func reviewsByRisk(r *register.Register, asOf date.Date) map[string][]*register.Review {
	of := map[string][]*register.Review{}
	for _, v := range r.Reviews {
		if !date.Happened(v.On, asOf) || v.Outcome == "" {
			continue
		}
		for _, id := range register.Distinct(v.Scope) {
			of[id] = append(of[id], v)
		}
	}
	for _, reviews := range of {
		slices.SortStableFunc(reviews, func(x, y *register.Review) int { return x.On.Compare(y.On) })
	}
	return of
}
