package assess

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// DueKind says what is to happen by a day.
type DueKind string

// What falls due, expires or is to be reviewed.
const (
	DueAcceptance    DueKind = "acceptance"    // the last day on which an acceptance holds
	DueAction        DueKind = "action"        // an action of a plan is to be done
	DueCriteria      DueKind = "criteria"      // the criteria are to be reviewed
	DueDecision      DueKind = "decision"      // a decision that was asked for is to be made
	DueEffectiveness DueKind = "effectiveness" // a finished plan is to be reviewed for its effectiveness
	DueFinding       DueKind = "finding"       // an open finding is to be dealt with
	DuePlan          DueKind = "plan"          // a plan is to be complete
	DueReanalysis    DueKind = "reanalysis"    // a risk is to be analysed again, since a plan for it was finished
	DueReport        DueKind = "report"        // an incident is to be reported
	DueReview        DueKind = "review"        // the next review that a review called for
	DueRisk          DueKind = "risk"          // a risk is to be analysed again
)

// DueKinds lists every kind in the order in which pages show them.
var DueKinds = []DueKind{DueAction, DuePlan, DueEffectiveness, DueReanalysis, DueDecision, DueAcceptance, DueReport, DueFinding, DueRisk, DueReview, DueCriteria}

// DueItem is one thing that is to happen by a day, and has not happened yet (handbook 6; method: Monitoring). What is wanted at once since an event,
// such as the review of a finished plan, carries the day of the event.
type DueItem struct {
	On     date.Date // the last day on which it is in time
	Kind   DueKind
	Record string   // the record's id; empty for the criteria
	Action int      // index of the plan's action, or of the incident's report; -1 for any other kind
	Owners []string // who is to see to it, ascending; none where nobody is named
	About  []string // ids: the risks that rest on an acceptance, the finished plans of a risk, or what a decision is asked for
}

// Overdue tells whether the day has passed as of a date.
func (d *DueItem) Overdue(asOf date.Date) bool { return d.On.Before(asOf) }

// calendar collects what falls due.
type calendar struct{ items []DueItem }

// add takes an item in; one without a day has no place in a calendar.
func (c *calendar) add(on date.Date, kind DueKind, record string, owners ...string) *DueItem {
	if on.IsZero() {
		return &DueItem{}
	}
	owners = slices.DeleteFunc(owners, func(o string) bool { return o == "" })
	c.items = append(c.items, DueItem{On: on, Kind: kind, Record: record, Action: -1, Owners: register.Distinct(owners)})
	return &c.items[len(c.items)-1]
}

// due gives all that falls due, by day, then record, kind and action.
func due(a *Assessment) []DueItem {
	c := &calendar{}
	if a.Register.Criteria.Given {
		c.add(a.Register.Criteria.ReviewBy, DueCriteria, "")
	}
	for _, f := range a.Register.Findings {
		if a.Open(f) {
			c.add(f.Due, DueFinding, f.ID, f.Owner)
		}
	}
	plansDue(a, c)
	reportsDue(a, c)
	for _, d := range a.Asked() {
		c.add(d.DecideBy, DueDecision, d.ID, cmp.Or(d.Body, d.Owner)).About = register.Distinct(slices.Concat(d.Risks, d.Treatments))
	}
	acceptancesDue(a, c)
	for _, k := range a.Risks {
		if k.Outcome != Closed {
			c.add(k.Next, DueRisk, k.Record.ID, k.Record.Owner)
		}
	}
	reviewsDue(a, c)
	slices.SortFunc(c.items, func(x, y DueItem) int {
		return cmp.Or(x.On.Compare(y.On), strings.Compare(x.Record, y.Record), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.Action, y.Action))
	})
	return c.items
}

// plansDue adds the plans, their open actions, and what is wanted after completion.
func plansDue(a *Assessment, c *calendar) {
	finished := map[string]*DueItem{} // by risk
	for _, p := range a.Plans {
		t := p.Record
		if t.Status == "cancelled" {
			continue
		}
		if t.Status != "done" {
			c.add(t.Due, DuePlan, t.ID, t.Owner)
		}
		for i := range t.Actions {
			if action := &t.Actions[i]; !date.Happened(action.Done, a.AsOf) {
				c.add(action.Due, DueAction, t.ID, cmp.Or(action.Owner, t.Owner)).Action = i
			}
		}
		if e := t.Effectiveness; e != nil && e.Reviewed.After(a.AsOf) {
			c.add(e.Reviewed, DueEffectiveness, t.ID, t.Owner)
		} else if p.EffectivenessUnreviewed || t.Status == "done" && t.Finished.After(a.AsOf) {
			c.add(orDate(t.Finished, t.Due), DueEffectiveness, t.ID, t.Owner)
		}
		for _, id := range p.NotReanalysed {
			if finished[id] == nil {
				finished[id] = &DueItem{On: t.Finished}
			}
			item := finished[id]
			item.About = append(item.About, t.ID)
			if t.Finished.Before(item.On) {
				item.On = t.Finished
			}
		}
	}
	for _, k := range a.Risks {
		if item := finished[k.Record.ID]; item != nil {
			c.add(item.On, DueReanalysis, k.Record.ID, k.Record.Owner).About = item.About
		}
	}
}

// acceptancesDue adds the acceptances that count for an open risk which is not acceptable by itself. The owners of these risks are to see to them,
// unless the decision names an owner of its own.
func acceptancesDue(a *Assessment, c *calendar) {
	type resting struct{ risks, owners []string }
	by := map[*register.Decision]*resting{}
	for _, k := range a.Risks {
		if k.Acceptance == nil || k.Outcome == Closed || k.Outcome == Acceptable {
			continue
		}
		r := by[k.Acceptance.Decision]
		if r == nil {
			r = &resting{}
			by[k.Acceptance.Decision] = r
		}
		r.risks, r.owners = append(r.risks, k.Record.ID), append(r.owners, k.Record.Owner)
	}
	for _, d := range a.Register.Decisions {
		if r := by[d]; r != nil {
			if d.Owner != "" {
				r.owners = []string{d.Owner}
			}
			c.add(d.Until, DueAcceptance, d.ID, r.owners...).About = r.risks
		}
	}
}

// reviewsDue adds the next reviews that reviews called for. Such a day is met by a later review of the same scope, or of the whole register, that is
// held on or after it; and a later review of the same scope that names a day of its own takes its place.
func reviewsDue(a *Assessment, c *calendar) {
	newest := map[string]date.Date{}  // by scope: the newest review
	calling := map[string]date.Date{} // by scope: the newest review that names a next one
	scopes := make([]string, len(a.Register.Reviews))
	for i, v := range a.Register.Reviews {
		if !date.Happened(v.On, a.AsOf) {
			continue
		}
		scopes[i] = strings.Join(register.Distinct(v.Scope), " ")
		if v.On.After(newest[scopes[i]]) {
			newest[scopes[i]] = v.On
		}
		if !v.Next.IsZero() && v.On.After(calling[scopes[i]]) {
			calling[scopes[i]] = v.On
		}
	}
	for i, v := range a.Register.Reviews {
		held := func(scope string) bool { return newest[scope].After(v.On) && !newest[scope].Before(v.Next) }
		if !date.Happened(v.On, a.AsOf) || v.Next.IsZero() || calling[scopes[i]].After(v.On) || held(scopes[i]) || held("") {
			continue
		}
		c.add(v.Next, DueReview, v.ID, cmp.Or(v.Owner, v.By))
	}
}

// orDate gives the first day that was given.
func orDate(days ...date.Date) date.Date {
	for _, d := range days {
		if !d.IsZero() {
			return d
		}
	}
	return date.Date{}
}

// SoonDays is how many days from the as-of date on count as soon.
const SoonDays = 30

// Soon reports whether something falls due within SoonDays; what is overdue does not.
func (a *Assessment) Soon(d *DueItem) bool {
	return !d.Overdue(a.AsOf) && !d.On.After(a.AsOf.AddDays(SoonDays))
}
