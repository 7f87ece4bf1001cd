package compare

import (
	"cmp"
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Cause is what a change of level is put down to (method: When the criteria change).
type Cause string

// The causes. Rating means that somebody rated the risk anew, Criteria that the same rating lies in another level.
const (
	ByRating   Cause = "rating"
	ByCriteria Cause = "criteria"
	ByBoth     Cause = "both"
)

// Rating is a likelihood and an impact under the criteria of one state.
type Rating struct {
	Likelihood, Impact *int
	Level              string // key of the level; empty where it cannot be determined
	OffScale           bool   // a value is not on the scale of that state's criteria: nothing is rescaled or clamped
	RateAgain          bool   // a value stands for something else than when it was given: no level can be told
}

// Acceptance is how the acceptance that counts for a risk stands.
type Acceptance struct {
	Decision string // id
	State    assess.AcceptanceState
	Effect   bool // it lifts what stands; false where it is in force and changes nothing
	Until    date.Date
}

// ControlState is a control that a risk rests on, and its state.
type ControlState struct{ ID, State string }

// Standing is how a risk stands in one state.
type Standing struct {
	ID                          string
	Inherent, Now, Projected    Rating
	Removed                     bool // its plans remove it: nothing is projected
	Outcome                     assess.Outcome
	Reasons                     []assess.Reason
	Rank                        int         // 0: not ranked
	Acceptance                  *Acceptance // nil where no acceptance names it
	Plans                       []string    // live ones
	Option                      string      // chosen; empty where none was
	ExpectedLoss, ProjectedLoss *float64    // a year, in the register's currency; nil where there are no figures
	Controls                    []ControlState
	Uncounted                   assess.Standing // why it does not count: nobody has confirmed it, or it was identified later; empty where it counts
	RateAgain                   bool            // the rating lies on a step that means something else: no level, outcome, reason or rank can be told
}

// Risk is a risk that stands differently in the two states. Before is nil where the risk is new, After where it is gone.
type Risk struct {
	ID            string // the one that it has now
	Before, After *Standing
	Cause         Cause           // of a change of level; empty where the level is the same
	Because       []Factor        // what moves its level or outcome, or else what else of it differs: FromRecords, FromCriteria, FromDate
	Direction     int             // of the level: +1 up, -1 down, 0 the same or not to be compared
	RankOnly      bool            // nothing but its rank shifted, since others moved past it
	Controls      []ControlChange // it rests on, whose state is another
	ControlsOnly  bool            // nothing but these differs, and perhaps its rank
	Unfounded     bool            // its rating is lower, without a new rationale, a later review or a control more
}

// ControlChange is a control that a risk rests on and whose state is another; empty where the risk does not name it.
type ControlChange struct {
	ID            string // the one that it has now
	Before, After string
}

// Weaker tells whether the control does less than it did.
func (c ControlChange) Weaker() bool { return strength(c.After) < strength(c.Before) }

// strength orders the states of a control.
func strength(state string) int {
	return slices.Index([]string{"retired", "planned", "partial", "in-place"}, state)
}

// RateAgain tells whether the risk is to be rated again before anything can be said of it.
func (r *Risk) RateAgain() bool { return r.After != nil && r.After.RateAgain }

// Tally counts what became of the risks. A risk whose rank alone shifts, since others moved past it, is assessed as before.
type Tally struct {
	Differently int // assessed differently, Come and Gone included
	Come, Gone  int // in the second state alone, in the first alone
	Up, Down    int // of Differently: the level rises, falls
	RankOnly    int // nothing but the rank shifts
	Controls    int // nothing but the state of controls differs
	RateAgain   int // they are to be rated again
	Same        int // as before in everything, closed risks left out
}

// Tally counts the risks, so that every report and page gives the same figures.
func (c *Comparison) Tally() Tally {
	t := Tally{Same: c.Same}
	for i := range c.Risks {
		r := &c.Risks[i]
		switch {
		case r.RankOnly:
			t.RankOnly++
			continue
		case r.ControlsOnly:
			t.Controls++
			continue
		case r.RateAgain():
			t.RateAgain++
			continue
		}
		t.Differently++
		switch {
		case r.Before == nil:
			t.Come++
		case r.After == nil:
			t.Gone++
		}
		switch {
		case r.Direction > 0:
			t.Up++
		case r.Direction < 0:
			t.Down++
		}
	}
	return t
}

// NewlyUnacceptable tells whether the risk had no reason for treatment before and has one now.
func (r *Risk) NewlyUnacceptable() bool {
	return r.After != nil && len(r.After.Reasons) > 0 && !r.After.closed() && (r.Before == nil || len(r.Before.Reasons) == 0 || r.Before.closed())
}

// NoLongerUnacceptable tells whether the risk had a reason for treatment before and has none now, a level being determined.
func (r *Risk) NoLongerUnacceptable() bool {
	return r.Before != nil && len(r.Before.Reasons) > 0 && !r.Before.closed() && r.After != nil && len(r.After.Reasons) == 0 && !r.After.closed() && !r.After.RateAgain && !r.After.Now.OffScale && r.After.Uncounted == ""
}

// Those gives the ids of the changed risks that fit.
func (c *Comparison) Those(fits func(*Risk) bool) []string {
	var ids []string
	for i := range c.Risks {
		if fits(&c.Risks[i]) {
			ids = append(ids, c.Risks[i].ID)
		}
	}
	return ids
}

// CountsNoLonger reports whether the risk counted before and is there now, but does not count.
func (r *Risk) CountsNoLonger() bool {
	return r.Before != nil && r.Before.Uncounted == "" && r.After != nil && r.After.Uncounted != ""
}

func (s *Standing) closed() bool { return s.Outcome == assess.Closed }

// risks gives the risks that stand otherwise, and how many stand as before. Risks closed in both states are left out.
func risks(c *comparer) (changed []Risk, same int) {
	ids := func(list []*assess.Risk) []string {
		ids := make([]string, len(list))
		for i, r := range list {
			ids[i] = r.Record.ID
		}
		return ids
	}
	for _, p := range c.pairs(ids(c.before.Assessment.Risks), ids(c.after.Assessment.Risks)) {
		p = c.whole(p)
		old, now := c.before.Assessment.Risk(p.before), c.after.Assessment.Risk(p.after)
		if old != nil && now != nil && old.Closed() && now.Closed() {
			continue
		}
		r := Risk{ID: p.id(), Before: standing(c.before.Assessment, old), After: standing(c.after.Assessment, now)}
		rateAgain(c, old, now, r.Before, r.After)
		r.Controls = controls(c, r.Before, r.After)
		alike := c.alike(r.Before, r.After)
		if alike && r.Before.Rank == r.After.Rank && len(r.Controls) == 0 {
			same++
			continue
		}
		r.RankOnly, r.ControlsOnly = alike && len(r.Controls) == 0, alike && len(r.Controls) > 0
		if old != nil && now != nil && !r.RateAgain() && r.Before.Uncounted == r.After.Uncounted {
			r.Direction = direction(c.before.Assessment, c.after.Assessment, old, now)
			r.Unfounded = unfounded(c, &r, old.Record, now.Record)
		}
		changed = append(changed, r)
	}
	slices.SortStableFunc(changed, func(a, b Risk) int { return cmp.Compare(b.gravity(), a.gravity()) })
	return changed, same
}

// gravity puts first what a reader must not miss.
func (r *Risk) gravity() int {
	switch {
	case r.NewlyUnacceptable(), r.CountsNoLonger():
		return 4
	case r.Direction > 0, slices.ContainsFunc(r.Controls, ControlChange.Weaker):
		return 3
	case r.RankOnly:
		return 0
	case r.Direction < 0, r.NoLongerUnacceptable(), r.After == nil:
		return 1
	}
	return 2
}

func standing(a *assess.Assessment, r *assess.Risk) *Standing {
	if r == nil {
		return nil
	}
	s := &Standing{
		ID: r.Record.ID, Inherent: rating(a, r.Inherent), Now: rating(a, r.Now), Projected: rating(a, r.Projected), Removed: r.Removed,
		Outcome: r.Outcome, Reasons: r.Reasons, Rank: r.Rank, Option: r.Option, ExpectedLoss: r.ExpectedLoss, ProjectedLoss: r.ProjectedLoss,
	}
	if r.Standing != assess.Counted {
		s.Uncounted, s.Reasons, s.Rank = r.Standing, nil, 0
	}
	if r.Acceptance != nil {
		s.Acceptance = &Acceptance{r.Acceptance.Decision.ID, r.Acceptance.State, r.Acceptance.Effect, r.Acceptance.Decision.Until}
	}
	for _, plan := range r.Plans {
		s.Plans = append(s.Plans, plan.ID)
	}
	for _, id := range r.Record.Controls {
		state := ""
		if control := a.Register.Control(id); control != nil {
			state = control.State
		}
		s.Controls = append(s.Controls, ControlState{id, state})
	}
	return s
}

func rating(a *assess.Assessment, r assess.Rating) Rating {
	criteria := &a.Register.Criteria
	off := r.Likelihood != nil && criteria.LikelihoodIndex(*r.Likelihood) < 0 || r.Impact != nil && criteria.ImpactIndex(*r.Impact) < 0
	return Rating{Likelihood: r.Likelihood, Impact: r.Impact, Level: levelKey(&a.Register.Criteria, r.Level), OffScale: off}
}

func levelKey(c *register.Criteria, level int) string {
	if level < 0 || level >= len(c.Levels) {
		return ""
	}
	return c.Levels[level].Key
}

// alike tells whether a risk stands in both states as before, its rank left aside.
func (c *comparer) alike(a, b *Standing) bool {
	if a == nil || b == nil || a.ID != b.ID && c.newID[a.ID] != b.ID {
		return false
	}
	return a.Inherent.Equal(b.Inherent) && a.Now.Equal(b.Now) && a.Projected.Equal(b.Projected) && a.Removed == b.Removed &&
		a.RateAgain == b.RateAgain && a.Uncounted == b.Uncounted && a.Outcome == b.Outcome && slices.Equal(a.Reasons, b.Reasons) && sameAcceptance(c, a.Acceptance, b.Acceptance) &&
		slices.Equal(c.mapped(a.Plans), b.Plans) && a.Option == b.Option && same(a.ExpectedLoss, b.ExpectedLoss) && same(a.ProjectedLoss, b.ProjectedLoss)
}

// Equal tells whether two ratings have the same values and the same level.
func (r Rating) Equal(other Rating) bool {
	return r.sameValues(other) && r.Level == other.Level && r.OffScale == other.OffScale && r.RateAgain == other.RateAgain
}

func (r Rating) sameValues(other Rating) bool {
	return same(r.Likelihood, other.Likelihood) && same(r.Impact, other.Impact)
}

func sameAcceptance(c *comparer, a, b *Acceptance) bool {
	return a == nil && b == nil || a != nil && b != nil && c.renamed(a.Decision) == b.Decision && a.State == b.State && a.Effect == b.Effect && a.Until == b.Until
}

// mapped gives ids as they are in the second state, ascending.
func (c *comparer) mapped(ids []string) []string {
	if len(c.newID) == 0 {
		return ids
	}
	mapped := make([]string, len(ids))
	for i, id := range ids {
		mapped[i] = c.renamed(id)
	}
	slices.Sort(mapped)
	return mapped
}

func same[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// direction tells whether a level lies higher or lower than it did, on lists of levels of whatever length.
func direction(before, after *assess.Assessment, old, now *assess.Risk) int {
	was, is := levelKey(&before.Register.Criteria, old.Now.Level), levelKey(&after.Register.Criteria, now.Now.Level)
	if was == "" || is == "" || was == is {
		return 0
	}
	return cmp.Compare(place(after, now.Now.Level), place(before, old.Now.Level))
}

// controls gives the controls that a risk rests on whose state is another. Of a risk that only one state holds there are none.
func controls(c *comparer, before, after *Standing) []ControlChange {
	if before == nil || after == nil {
		return nil
	}
	was, is := map[string]string{}, map[string]string{}
	for _, control := range before.Controls {
		was[c.renamed(control.ID)] = control.State
	}
	for _, control := range after.Controls {
		is[control.ID] = control.State
	}
	var list []ControlChange
	for _, id := range slices.Sorted(maps.Keys(union(was, is))) {
		if was[id] != is[id] {
			list = append(list, ControlChange{id, was[id], is[id]})
		}
	}
	return list
}

// unfounded tells whether a rating was lowered without anything that would bear it out: a new rationale, a later review, or a control that does more.
func unfounded(c *comparer, r *Risk, old, now *register.Risk) bool {
	lower := func(was, is *int) bool { return was != nil && is != nil && *is < *was }
	if !lower(r.Before.Now.Likelihood, r.After.Now.Likelihood) && !lower(r.Before.Now.Impact, r.After.Now.Impact) {
		return false
	}
	rationale := func(r *register.Risk) register.Text {
		switch {
		case r.Current != nil:
			return r.Current.Rationale
		case r.Inherent != nil:
			return r.Inherent.Rationale
		}
		return nil
	}
	more := func(x ControlChange) bool { return !x.Weaker() && strength(x.After) >= strength("partial") }
	argued := len(rationale(now)) > 0 && !sameWords(rationale(old), c.old, rationale(now), c.now)
	return !argued && !now.Reviewed.After(old.Reviewed) && !slices.ContainsFunc(r.Controls, more)
}

// place is how far up its own list of levels a level lies, from 0 to 1, so that lists of different length can be compared.
func place(a *assess.Assessment, level int) float64 {
	return float64(level+1) / float64(len(a.Register.Criteria.Levels))
}

// Reason says why an acceptance lapsed.
type Reason string

// The reasons.
const (
	LapsedExpired  Reason = "expired"     // its end was moved before the as-of date
	LapsedOutgrown Reason = "outgrown"    // the risk rose above the level at which it was accepted
	LapsedGone     Reason = "gone"        // the decision is gone, or names the risk no longer
	Unconfirmed    Reason = "unconfirmed" // the decision is provisional now: nobody has confirmed it
)

// Lapse is an acceptance that was in force for a risk and is no longer.
type Lapse struct {
	Risk     string // id that it has now
	Decision string // id that it had
	Why      Reason
}

// lapses finds the acceptances that lapsed. A risk that is gone or closed needs none.
func lapses(c *comparer, risks []Risk) []Lapse {
	var list []Lapse
	for i := range risks {
		r := &risks[i]
		if r.Before == nil || r.After == nil || r.After.closed() || r.After.RateAgain || r.After.Uncounted != "" || r.Before.Acceptance == nil || r.Before.Acceptance.State != assess.InForce {
			continue
		}
		why := LapsedGone
		if d, ok := c.now.Find(c.renamed(r.Before.Acceptance.Decision)).(*register.Decision); ok && d.Provisional {
			why = Unconfirmed
		}
		if now := r.After.Acceptance; now != nil {
			switch now.State {
			case assess.InForce:
				continue
			case assess.Expired:
				why = LapsedExpired
			case assess.Outgrown:
				why = LapsedOutgrown
			}
		}
		list = append(list, Lapse{r.ID, r.Before.Acceptance.Decision, why})
	}
	slices.SortFunc(list, func(a, b Lapse) int { return cmp.Compare(a.Risk, b.Risk) })
	return list
}
