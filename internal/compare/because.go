package compare

import (
	"slices"
)

// because finds out what each risk that stands otherwise owes it to. A factor is listed where changing it alone, from the first state on, moves the
// level or the outcome, or, where both are as they were, whatever else of the standing differs; if none does alone, all that changed.
func because(c *comparer, risks []Risk, changed []Factor) {
	changed = slices.DeleteFunc(slices.Clone(changed), func(f Factor) bool { return f != FromRecords && f != FromCriteria && f != FromDate })
	for i := range risks {
		r := &risks[i]
		switch {
		case r.RateAgain() && slices.Contains(changed, FromCriteria):
			r.Because = []Factor{FromCriteria}
			continue
		case r.Before == nil || r.After == nil:
			r.Because = []Factor{FromRecords}
			continue
		case len(changed) <= 1:
			r.Because = changed
		default:
			r.Because = moving(c, r, changed, moves(r))
		}
		if r.Before.Now.Level != r.After.Now.Level {
			r.Cause = cause(c, r, changed)
		}
	}
}

// cause puts a change of level down to the rating, the criteria or both: it asks which of the two alone would have changed the level to what it is.
func cause(c *comparer, r *Risk, changed []Factor) Cause {
	if !slices.Contains(changed, FromCriteria) {
		return ByRating
	}
	if len(changed) == 1 {
		return ByCriteria
	}
	level := func(f Factor, id string) string {
		if !slices.Contains(changed, f) {
			return r.Before.Now.Level
		}
		w := c.world(f)
		if k := w.assessment.Risk(id); k != nil {
			return levelKey(&w.assessment.Register.Criteria, k.Now.Level)
		}
		return ""
	}
	was, is := r.Before.Now.Level, r.After.Now.Level
	switch rated, judged := level(FromRecords, r.After.ID), level(FromCriteria, r.Before.ID); {
	case rated == is && judged == was:
		return ByRating
	case rated == was && judged == is:
		return ByCriteria
	}
	return ByBoth
}

// aspect tells whether two standings of a risk differ in one thing.
type aspect func(c *comparer, a, b *Standing) bool

func levelOf(_ *comparer, a, b *Standing) bool   { return a.Now.Level != b.Now.Level }
func outcomeOf(_ *comparer, a, b *Standing) bool { return a.Outcome != b.Outcome }
func rankOf(_ *comparer, a, b *Standing) bool    { return a.Rank != b.Rank }
func restOf(c *comparer, a, b *Standing) bool {
	return !c.alike(a, b) || len(controls(c, a, b)) > 0
}

// moves gives what of a risk is to be explained: its level and its outcome where they moved, else the rest, else its rank.
func moves(r *Risk) []aspect {
	var list []aspect
	if r.Before.Now.Level != r.After.Now.Level {
		list = append(list, levelOf)
	}
	if r.Before.Outcome != r.After.Outcome {
		list = append(list, outcomeOf)
	}
	switch {
	case list != nil:
		return list
	case r.RankOnly:
		return []aspect{rankOf}
	}
	return []aspect{restOf}
}

// moving gives the factors that alone move one of some aspects of a risk; if none does, all that changed.
func moving(c *comparer, r *Risk, changed []Factor, aspects []aspect) []Factor {
	var list []Factor
	for _, f := range changed {
		id := r.Before.ID
		if f == FromRecords {
			id = r.After.ID
		}
		w := c.world(f)
		would := standing(w.assessment, w.assessment.Risk(id))
		if would == nil || slices.ContainsFunc(aspects, func(differs aspect) bool { return differs(c.naming(f), r.Before, would) }) {
			list = append(list, f)
		}
	}
	if list == nil {
		return changed
	}
	return list
}

// naming gives a comparer that knows the new names of records where the records are those of the second state, and none where they are not.
func (c *comparer) naming(f Factor) *comparer {
	if f == FromRecords {
		return c
	}
	return &comparer{}
}

// RestingOn returns the risks that rest on a control whose state is another, ascending.
func (c *Comparison) RestingOn(control string) []string {
	var ids []string
	for i := range c.Risks {
		if slices.ContainsFunc(c.Risks[i].Controls, func(x ControlChange) bool { return x.ID == control }) {
			ids = append(ids, c.Risks[i].ID)
		}
	}
	slices.Sort(ids)
	return ids
}
