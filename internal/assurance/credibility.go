package assurance

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// DefaultReviewMonths is the review period of a register that sets none.
const DefaultReviewMonths = 12

// reviewMonths gives the review period.
func reviewMonths(a *assess.Assessment) int {
	return cmp.Or(a.Register.Config.Review.EveryMonths, DefaultReviewMonths)
}

// Unchanged is a record of which no fact has changed for long.
type Unchanged struct {
	Entry register.Entry
	Since date.Date
}

// NeverChanged gives the open analysed risks and the live plans of which no fact has changed for twice the review period, by the history; none without one.
func NeverChanged(a *assess.Assessment) []Unchanged {
	if a.Memory == nil {
		return nil
	}
	limit := a.AsOf.AddMonths(-2 * reviewMonths(a))
	var list []Unchanged
	look := func(e register.Entry) {
		if since := a.Memory.Last(e.Of().ID); since.Before(limit) && !since.IsZero() {
			list = append(list, Unchanged{e, since})
		}
	}
	for _, k := range a.Risks {
		if !k.Closed() && k.Analysed() {
			look(k.Record)
		}
	}
	for _, p := range a.Plans {
		if p.Live {
			look(p.Record)
		}
	}
	return list
}

// mostSameDay is how many risks must have been analysed before it is worth a word that all of them were on one day.
const mostSameDay = 5

// SameDay gives the day on which every open risk was analysed last, and how many they are; none where there are few, or several days.
func SameDay(a *assess.Assessment) (day date.Date, risks int) {
	for _, k := range a.Risks {
		on := a.AnalysedOn(k)
		switch {
		case k.Closed() || on.IsZero():
		case day.IsZero() || on == day:
			day = on
			risks++
		default:
			return date.Date{}, 0
		}
	}
	if risks < mostSameDay {
		return date.Date{}, 0
	}
	return day, risks
}

// Renewed is an acceptance that was renewed again and again while nothing else changed.
type Renewed struct {
	Decision *register.Decision // the newest
	Risk     *assess.Risk
	Times    int
	Since    date.Date // the first of them
}

// manyRenewals is from how many renewals on an acceptance is one that nobody looks at any more.
const manyRenewals = 3

// RenewedUnchanged gives the acceptances that were renewed three times or more while neither what was accepted nor a fact of the risk changed: by another
// decision each time, or, by the history, by a later day in the same one.
func RenewedUnchanged(a *assess.Assessment) []Renewed {
	var list []Renewed
	for _, k := range a.Risks {
		if k.Closed() {
			continue
		}
		var of []*register.Decision
		for _, d := range a.Register.Decisions {
			if d.Form == "acceptance" && slices.Contains(d.Risks, k.Record.ID) && a.DecisionStanding(d) == assess.DecisionMade {
				of = append(of, d)
			}
		}
		slices.SortStableFunc(of, func(x, y *register.Decision) int { return x.On.Compare(y.On) })
		if len(of) == 0 {
			continue
		}
		newest := of[len(of)-1]
		first := len(of) - 1
		for first > 0 && sameAcceptance(a, of[first-1], newest) && !changedSince(a, k, of[first-1].On) {
			first--
		}
		times := len(of) - 1 - first
		since := of[first].On
		for i := first; i < len(of); i++ {
			n, from := prolonged(a, of[i], k)
			times += n
			if n > 0 && from.Before(since) {
				since = from
			}
		}
		if times >= manyRenewals {
			list = append(list, Renewed{newest, k, times, since})
		}
	}
	return list
}

// changedSince reports whether a risk was analysed, or a fact of it changed, after a day.
func changedSince(a *assess.Assessment, k *assess.Risk, day date.Date) bool {
	return a.AnalysedOn(k).After(day) || a.Memory != nil && a.Memory.Changed(k.Record.ID).After(day)
}

// sameAcceptance reports whether two acceptances say the same but for their days.
func sameAcceptance(a *assess.Assessment, x, y *register.Decision) bool {
	same := func(p, q *int) bool { return p == nil && q == nil || p != nil && q != nil && *p == *q }
	c := &a.Register.Criteria
	return x.At != nil && y.At != nil && same(c.Likelihood(x.At), c.Likelihood(y.At)) && same(x.At.HighestImpact(), y.At.HighestImpact()) &&
		x.Criteria == y.Criteria && slices.Equal(x.Conditions, y.Conditions)
}

// prolonged counts how often the day of an acceptance was put off in the decision itself while nothing else of it, or of the risk, changed, up to now.
func prolonged(a *assess.Assessment, d *register.Decision, k *assess.Risk) (times int, since date.Date) {
	if a.Memory == nil {
		return 0, since
	}
	for _, c := range a.Memory.Changes {
		switch {
		case c.ID == k.Record.ID, c.ID == d.ID && slices.ContainsFunc(c.Fields, func(f string) bool { return !slices.Contains([]string{"on", "signature", "signed", "until"}, f) }):
			times, since = 0, date.Date{}
		case c.ID == d.ID && slices.Contains(c.Fields, "until"):
			if times++; times == 1 {
				since = c.On
			}
		}
	}
	return times, since
}
