package compare

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

// meanings tell which steps of the scales mean something else in the second state (method: When the criteria change), those of the factors of a likelihood
// by the factor's key.
type meanings struct {
	likelihood, impact map[int]bool
	factors            map[string]map[int]bool
}

// meaningsOf compares the steps of the scales: a step whose label, range of numbers or place among how many is another means something else, and so does
// one that is no longer there.
func meaningsOf(c *comparer) meanings {
	old, now := &c.old.Criteria, &c.now.Criteria
	m := meanings{
		otherSteps(c, old.Likelihoods, now.Likelihoods, func(s register.Step) []float64 { return s.PerYear }),
		otherSteps(c, old.Impacts, now.Impacts, func(s register.Step) []float64 { return s.Loss }),
		map[string]map[int]bool{},
	}
	if old.From == nil {
		return m
	}
	for i := range old.From.Factors {
		was := &old.From.Factors[i]
		var is []register.Step
		if factor := now.Factor(was.Key); factor != nil {
			is = stepsOf(factor)
		}
		m.factors[was.Key] = otherSteps(c, stepsOf(was), is, func(register.Step) []float64 { return nil })
	}
	return m
}

func stepsOf(f *register.Factor) []register.Step {
	steps := make([]register.Step, len(f.Steps))
	for i, s := range f.Steps {
		steps[i] = register.Step{Value: s.Value, Label: s.Label}
	}
	return steps
}

func otherSteps(c *comparer, old, now []register.Step, numbers func(register.Step) []float64) map[int]bool {
	other := map[int]bool{}
	for i, was := range old {
		if was.Value == nil {
			continue
		}
		k := slices.IndexFunc(now, func(s register.Step) bool { return s.Value != nil && *s.Value == *was.Value })
		other[*was.Value] = k < 0 || i != k || len(old) != len(now) || !slices.Equal(numbers(was), numbers(now[k])) || c.otherLabel(was.Label, now[k].Label)
	}
	return other
}

// otherLabel tells whether two labels differ in a language that both are written in, or have none in common. Another translation alone changes nothing.
func (c *comparer) otherLabel(a, b register.Text) bool {
	one, other := written(a, c.old), written(b, c.now)
	common := false
	for language, words := range one {
		if now, there := other[language]; there {
			if words != now {
				return true
			}
			common = true
		}
	}
	return !common && len(one)+len(other) > 0
}

// moved tells whether a rating lies on a step that means something else. Written is what it was worked out of, where that is known.
func (m meanings) moved(r assess.Rating, written *register.Analysis) bool {
	if written != nil {
		for key, value := range written.Factors {
			if m.factors[key][value] {
				return true
			}
		}
	}
	return r.Likelihood != nil && m.likelihood[*r.Likelihood] || r.Impact != nil && m.impact[*r.Impact]
}

// rateAgain takes from how a risk stands in the second state what cannot be said of it: where its rating lies on a step that means something else, and
// nobody rated it anew, there is no level, outcome or rank.
func rateAgain(c *comparer, before, after *assess.Risk, was, is *Standing) {
	if before == nil || after == nil || after.Closed() || after.Standing != assess.Counted || before.Standing != assess.Counted {
		return
	}
	again := func(was Rating, r *Rating, now assess.Rating, written *register.Analysis, renewed bool) bool {
		left := r.OffScale && !(was.OffScale && r.sameValues(was)) // one that was off the scale before is as it was
		if r.RateAgain = left || c.meaning.moved(now, written) && !renewed; r.RateAgain {
			r.Level = ""
		}
		return r.RateAgain
	}
	renewed := renewed(c, before, after)
	is.RateAgain = again(was.Now, &is.Now, after.Now, analysis(after), renewed)
	again(was.Inherent, &is.Inherent, after.Inherent, after.Record.Inherent, renewed)
	aimed := renewed && (is.Projected.sameValues(is.Now) || !is.Projected.sameValues(was.Projected)) // a target is no newer than its rating
	if again(was.Projected, &is.Projected, after.Projected, nil, aimed) || is.RateAgain {
		is.Projected.Level, is.Projected.RateAgain = "", true
	}
	if is.RateAgain {
		is.Outcome, is.Reasons, is.Rank = "", nil, 0
	}
}

// analysis gives what a risk is rated by now.
func analysis(k *assess.Risk) *register.Analysis {
	if k.Record.Current != nil {
		return k.Record.Current
	}
	return k.Record.Inherent
}

// renewed tells whether somebody rated a risk anew between the two states: under the revision of the second one where the rating names any, else by other
// values or a later review.
func renewed(c *comparer, before, after *assess.Risk) bool {
	analysis := analysis(after)
	old, now := c.old.Criteria.Revision, c.now.Criteria.Revision
	if analysis != nil && analysis.Criteria != "" && old != now {
		return analysis.Criteria == now
	}
	return !same(before.Now.Likelihood, after.Now.Likelihood) || !same(before.Now.Impact, after.Now.Impact) || after.Record.Reviewed.After(before.Record.Reviewed)
}

// RateAgain gives the risks that are to be rated again, by the ids that they have.
func (c *Comparison) RateAgain() map[string]bool {
	again := map[string]bool{}
	for i := range c.Risks {
		if r := &c.Risks[i]; r.RateAgain() {
			again[r.ID] = true
		}
	}
	return again
}

// Placed gives the cells of the matrix of the second state with the risks whose place in it can be told.
func (c *Comparison) Placed() [][][]string {
	again := c.RateAgain()
	cells := c.After.Assessment.Summary.Now
	if len(again) == 0 {
		return cells
	}
	placed := make([][][]string, len(cells))
	for i, row := range cells {
		placed[i] = make([][]string, len(row))
		for k, ids := range row {
			placed[i][k] = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return again[id] })
		}
	}
	return placed
}

// claims tells whether a fault says of a risk, the one at which it stands or the one that it is about, what it would be under other criteria, though it is
// to be rated again.
func claims(f *Fault, record, about string, again map[string]bool) bool {
	if !again[record] && !again[about] {
		return false
	}
	r := check.Lookup(f.Diagnostic.Rule)
	return r.Judged && r.Name != rule.RatedUnderOlderCriteria || f.Diagnostic.Rule == rule.StepWithoutEvidence
}
