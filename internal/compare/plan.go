package compare

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Target is the level that a plan expects of a risk once it is complete.
type Target struct {
	Risk               string
	Likelihood, Impact *int
	Level              string // key of the level, where it is given alone
	Removed            bool
}

// PlanStanding is how a plan stands in one state.
type PlanStanding struct {
	ID            string
	Status        string
	Due, Finished date.Date
	Done, Total   int // actions
	Overdue       bool
	Cost          register.Cost
	Risks         []string
	Targets       []Target // by risk
	Provisional   bool     // nobody has confirmed it: it moves nothing
}

// Plan is a treatment plan that stands differently in the two states. Before is nil where the plan is new, After where it is gone.
type Plan struct {
	ID            string // the one that it has now
	Before, After *PlanStanding
}

func plans(c *comparer) []Plan {
	ids := func(list []*assess.Plan) []string {
		ids := make([]string, len(list))
		for i, p := range list {
			ids[i] = p.Record.ID
		}
		return ids
	}
	var changed []Plan
	for _, p := range c.pairs(ids(c.before.Assessment.Plans), ids(c.after.Assessment.Plans)) {
		p = c.whole(p)
		plan := Plan{p.id(), planStanding(c.before.Assessment, p.before), planStanding(c.after.Assessment, p.after)}
		if plan.Before == nil || plan.After == nil || !samePlan(c, plan.Before, plan.After) {
			changed = append(changed, plan)
		}
	}
	return changed
}

func planStanding(a *assess.Assessment, id string) *PlanStanding {
	p := a.Plan(id)
	if p == nil {
		return nil
	}
	r := p.Record
	s := &PlanStanding{ID: r.ID, Status: r.Status, Due: r.Due, Finished: r.Finished, Done: p.Done, Total: p.Total, Overdue: p.Overdue, Risks: slices.Clone(r.Risks), Provisional: r.Provisional}
	if r.Cost != nil {
		s.Cost = *r.Cost
	}
	slices.Sort(s.Risks)
	for i := range r.Targets {
		t := &r.Targets[i]
		s.Targets = append(s.Targets, Target{t.Risk, a.Register.Criteria.Likelihood(&t.Rating), t.HighestImpact(), t.Level, t.Removed})
	}
	slices.SortStableFunc(s.Targets, func(a, b Target) int { return cmp.Compare(a.Risk, b.Risk) })
	return s
}

func samePlan(c *comparer, a, b *PlanStanding) bool {
	sameTarget := func(a, b Target) bool {
		return a.Risk == b.Risk && same(a.Likelihood, b.Likelihood) && same(a.Impact, b.Impact) && a.Level == b.Level && a.Removed == b.Removed
	}
	targets := make([]Target, len(a.Targets)) // by the names that the risks have now
	for i, t := range a.Targets {
		targets[i] = t
		targets[i].Risk = c.renamed(t.Risk)
	}
	slices.SortStableFunc(targets, func(a, b Target) int { return cmp.Compare(a.Risk, b.Risk) })
	return c.renamed(a.ID) == b.ID && a.Status == b.Status && a.Due == b.Due && a.Finished == b.Finished && a.Done == b.Done && a.Total == b.Total &&
		a.Overdue == b.Overdue && a.Provisional == b.Provisional && a.Cost == b.Cost && slices.Equal(c.mapped(a.Risks), b.Risks) && slices.EqualFunc(targets, b.Targets, sameTarget)
}
