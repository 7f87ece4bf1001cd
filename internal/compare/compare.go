// Package compare says what differs between two states of a register, in risk terms, and what each difference is due to.
//
// In: two assessments. Out: a Comparison that commands and pages show. It judges no risk anew: levels, outcomes and ranks are those of the
// assessments. It must never import a room that shows or writes.
package compare

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
)

// Cause is what a change of level is put down to (method: When the criteria change).
type Cause string

// The causes. Rating means that somebody rated the risk anew, Criteria that the same rating lies in another level.
const (
	ByRating   Cause = "rating"
	ByCriteria Cause = "criteria"
	ByBoth     Cause = "both"
)

// Standing is how a risk stands in one state.
type Standing struct {
	Likelihood, Impact *int
	Level              string // key of the level; empty where it cannot be determined
	Outcome            assess.Outcome
	Reasons            []assess.Reason
	Rank               int  // 0: not ranked
	OffScale           bool // a value is not on the scale of that state's criteria: nothing is rescaled or clamped
}

// Change is a risk that stands differently in the two states. Before is nil where the risk is new, After where it is gone.
type Change struct {
	ID            string
	Before, After *Standing
	Cause         Cause // of a change of level; empty where the level is the same
	Direction     int   // of the level: +1 up, -1 down, 0 the same or not to be compared
}

// Comparison is what differs between two states.
type Comparison struct {
	Before, After *assess.Assessment
	Changes       []Change // by id
	Same          int      // open risks that stand as before
}

// Compare holds two states against each other. Risks closed in both are left out.
func Compare(before, after *assess.Assessment) Comparison {
	c := Comparison{Before: before, After: after}
	ids := map[string]bool{}
	for _, state := range []*assess.Assessment{before, after} {
		for _, r := range state.Risks {
			ids[r.Record.ID] = true
		}
	}
	for id := range ids {
		old, now := before.Risk(id), after.Risk(id)
		if old != nil && now != nil && old.Outcome == assess.Closed && now.Outcome == assess.Closed {
			continue
		}
		change := Change{ID: id, Before: standing(before, old), After: standing(after, now)}
		if equal(change.Before, change.After) {
			c.Same++
			continue
		}
		if old != nil && now != nil {
			change.Cause, change.Direction = cause(before, after, old, now)
		}
		c.Changes = append(c.Changes, change)
	}
	slices.SortFunc(c.Changes, func(a, b Change) int { return cmp.Compare(a.ID, b.ID) })
	return c
}

func standing(a *assess.Assessment, r *assess.Risk) *Standing {
	if r == nil {
		return nil
	}
	s := &Standing{Likelihood: r.Now.Likelihood, Impact: r.Now.Impact, Level: levelKey(a, r.Now.Level), Outcome: r.Outcome, Reasons: r.Reasons, Rank: r.Rank}
	criteria := &a.Register.Criteria
	s.OffScale = s.Likelihood != nil && criteria.LikelihoodIndex(*s.Likelihood) < 0 || s.Impact != nil && criteria.ImpactIndex(*s.Impact) < 0
	return s
}

func levelKey(a *assess.Assessment, level int) string {
	if level < 0 || level >= len(a.Register.Criteria.Levels) {
		return ""
	}
	return a.Register.Criteria.Levels[level].Key
}

func equal(a, b *Standing) bool {
	return a != nil && b != nil && sameValue(a.Likelihood, b.Likelihood) && sameValue(a.Impact, b.Impact) &&
		a.Level == b.Level && a.Outcome == b.Outcome && a.Rank == b.Rank && slices.Equal(a.Reasons, b.Reasons)
}

func sameValue(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

// cause puts a change of level down to the rating, the criteria or both: it asks which of the two alone would have changed the level.
func cause(before, after *assess.Assessment, old, now *assess.Risk) (Cause, int) {
	was, is := levelKey(before, old.Now.Level), levelKey(after, now.Now.Level)
	if was == is {
		return "", 0
	}
	direction := 0
	if was != "" && is != "" {
		direction = cmp.Compare(place(after, now.Now.Level), place(before, old.Now.Level))
	}
	rated := !sameValue(old.Now.Likelihood, now.Now.Likelihood) || !sameValue(old.Now.Impact, now.Now.Impact)
	if !rated {
		return ByCriteria, direction
	}
	underOld := levelKey(before, cell(before, now.Now)) // the new rating under the old criteria
	underNew := levelKey(after, cell(after, old.Now))   // the old rating under the new criteria
	switch {
	case underOld == is && underNew == was:
		return ByRating, direction
	case underOld == was && underNew == is:
		return ByCriteria, direction
	}
	return ByBoth, direction
}

func cell(a *assess.Assessment, r assess.Rating) int {
	if r.Likelihood == nil || r.Impact == nil {
		return -1
	}
	return a.Register.Criteria.Cell(*r.Likelihood, *r.Impact)
}

// place is how far up its own list of levels a level lies, from 0 to 1, so that lists of different length can be compared.
func place(a *assess.Assessment, level int) float64 {
	return float64(level+1) / float64(len(a.Register.Criteria.Levels))
}

// NewlyUnacceptable gives the risks that had no reason for treatment before and have one now.
func (c *Comparison) NewlyUnacceptable() []string {
	return c.those(func(ch *Change) bool {
		return ch.After != nil && len(ch.After.Reasons) > 0 && (ch.Before == nil || len(ch.Before.Reasons) == 0)
	})
}

// NoLongerUnacceptable gives the risks that had a reason for treatment before and have none now, a level being determined.
func (c *Comparison) NoLongerUnacceptable() []string {
	return c.those(func(ch *Change) bool {
		return ch.Before != nil && len(ch.Before.Reasons) > 0 && ch.After != nil && len(ch.After.Reasons) == 0 && !ch.After.OffScale
	})
}

// OffScale gives the risks whose rating is not on the scales of the second state.
func (c *Comparison) OffScale() []string {
	return c.those(func(ch *Change) bool { return ch.After != nil && ch.After.OffScale })
}

func (c *Comparison) those(fit func(*Change) bool) []string {
	var ids []string
	for i := range c.Changes {
		if fit(&c.Changes[i]) {
			ids = append(ids, c.Changes[i].ID)
		}
	}
	return ids
}
