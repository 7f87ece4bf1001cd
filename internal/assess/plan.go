package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// DepreciationYears is over how many years the initial cost of a plan is spread where it is set beside its annual benefit.
const DepreciationYears = 5

// Sufficiency says whether a live plan is enough for the risks that it names.
type Sufficiency string

// The sufficiencies. A plan that is not live has none, nor one whose risks are all closed.
const (
	Enough    Sufficiency = "enough"
	NotEnough Sufficiency = "not-enough"
	NotKnown  Sufficiency = "not-known" // nothing says what it brings for one of them, or one could not be judged
)

// Plan is one treatment plan, judged.
type Plan struct {
	Record                  *register.Treatment
	Live                    bool      // it counts in the projection on the as-of date
	LiveFrom                date.Date // the day after the as-of date from which it counts, by its approval or its start; zero where there is none
	Sufficiency             Sufficiency
	Done, Total             int      // actions
	OverdueOpen             []int    // indexes of open actions past due; none where the plan is cancelled
	Overdue                 bool     // the plan itself is past due, and neither done nor cancelled
	Insufficient            []string // risks that it names and sets a target for, live, which keep reasons when projected: back to step 5.1
	Silent                  []string // risks that it names, live, for which nothing says what the plan brings
	Unevaluated             []string // introduced risks that are unanalysed; none where the plan is cancelled
	PushedOver              []string // risks that its side effects push over
	NotReanalysed           []string // done: its risks not reviewed since it was finished
	EffectivenessUnreviewed bool     // done and finished, and without effectiveness review
	Benefit                 *float64 // fall in the expected annual loss of its risks, were it the only live plan; nil where it says no figures, is done or cancelled
	AnnualCost              float64  // annual cost, and the initial cost spread over DepreciationYears
	TreatsExtreme           bool     // one of the open risks that it names or sets a target for is extreme: cost against benefit must not decide (handbook note 12)
}

// Late reports whether the plan or one of its open actions is past due.
func (p *Plan) Late() bool { return p.Overdue || len(p.OverdueOpen) > 0 }

// judgedPlan judges one plan. The risks must have been judged.
func judgedPlan(a *Assessment, record *register.Treatment) *Plan {
	p := &Plan{Record: record}
	p.progress(a.AsOf)
	if c := record.Cost; c != nil {
		p.AnnualCost = float64(c.Annual) + float64(c.Initial)/DepreciationYears
	}
	names := register.Distinct(record.Risks)
	p.Live, p.LiveFrom = a.judge.live(record), a.judge.liveFrom(record)
	if p.Live {
		p.Insufficient = those(a, names, func(k *Risk) bool { return insufficient(a, record, k) })
		p.Silent = those(a, names, func(k *Risk) bool { return k.Outcome == UnevaluatedPlan })
		p.Sufficiency = sufficiency(a, p, names)
	}
	p.PushedOver = those(a, worsened(record), func(k *Risk) bool {
		return k.PushedOver && slices.ContainsFunc(k.Effects, func(e Effecting) bool { return e.Plan == record })
	})
	if record.Status != "cancelled" {
		p.Unevaluated = those(a, register.Distinct(record.Introduces), func(k *Risk) bool { return k.Outcome == Unanalysed })
	}
	if record.Status == "done" {
		if date.Happened(record.Finished, a.AsOf) {
			p.NotReanalysed = those(a, names, func(k *Risk) bool {
				return k.Outcome != Closed && afterAnalysis(k.Record, record.Finished, a.AsOf)
			})
		}
		e := record.Effectiveness
		p.EffectivenessUnreviewed = !record.Finished.After(a.AsOf) && (e == nil || !date.Happened(e.Reviewed, a.AsOf))
	}
	p.Benefit = benefit(a, record)
	p.TreatsExtreme = len(those(a, record.Risks, func(k *Risk) bool { return k.Extreme })) > 0 ||
		slices.ContainsFunc(record.Targets, func(t register.Target) bool { k := a.risks[t.Risk]; return k != nil && k.Extreme })
	return p
}

// sufficiency holds a live plan against each of its open risks.
func sufficiency(a *Assessment, p *Plan, names []string) Sufficiency {
	open := those(a, names, func(k *Risk) bool { return k.Outcome != Closed })
	switch {
	case len(p.Insufficient) > 0:
		return NotEnough
	case len(open) == 0:
		return ""
	case len(those(a, open, func(k *Risk) bool { return enough(a, p.Record, k) })) == len(open):
		return Enough
	}
	return NotKnown
}

// enough reports whether a risk has no reasons left once the live plans are done; without criteria, whether the plan was judged enough for it.
func enough(a *Assessment, record *register.Treatment, k *Risk) bool {
	switch {
	case !k.Outcome.Judged():
		return false
	case k.Removed, a.Register.Criteria.Given:
		return len(k.ProjectedReasons) == 0
	}
	return judgementOf(a.judge, record, k).verdict() == "accept"
}

// insufficient reports whether a live plan leaves a risk that it names with reasons for treatment. Without criteria a judgement of the plan says so.
func insufficient(a *Assessment, record *register.Treatment, k *Risk) bool {
	if a.Register.Criteria.Given {
		return k.Outcome.Judged() && k.Outcome != Closed && len(k.ProjectedReasons) > 0 && targets(record, k.Record.ID)
	}
	return k.Outcome == InsufficientPlan && judgementOf(a.judge, record, k).verdict() == "treat"
}

// progress counts the actions and finds the deviation from the plan (handbook 6.1).
func (p *Plan) progress(asOf date.Date) {
	pastDue := func(due date.Date) bool { return !due.IsZero() && due.Before(asOf) }
	p.Total = len(p.Record.Actions)
	cancelled := p.Record.Status == "cancelled"
	for i := range p.Record.Actions {
		switch action := &p.Record.Actions[i]; {
		case date.Happened(action.Done, asOf):
			p.Done++
		case pastDue(action.Due) && !cancelled:
			p.OverdueOpen = append(p.OverdueOpen, i)
		}
	}
	p.Overdue = pastDue(p.Record.Due) && p.Record.Status != "done" && !cancelled
}

// those gives the ids of the risks that count and fit.
func those(a *Assessment, ids []string, fits func(*Risk) bool) []string {
	var found []string
	for _, id := range ids {
		if k := a.risks[id]; k != nil && k.Standing == Counted && fits(k) {
			found = append(found, id)
		}
	}
	return found
}

// worsened gives the ids of the risks that a plan's side effects raise.
func worsened(record *register.Treatment) []string {
	var ids []string
	for i := range record.Worsens {
		ids = append(ids, record.Worsens[i].Risk)
	}
	return register.Distinct(ids)
}

// benefit sums the fall in the expected annual loss over the risks for which the plan sets a target, as if no other plan were live. A plan whose targets
// give neither frequency nor loss has none that is known; one that is done has had it, and one that is cancelled will not have it.
func benefit(a *Assessment, record *register.Treatment) *float64 {
	if record.Status == "done" || record.Status == "cancelled" {
		return nil
	}
	lowest := map[string]float64{} // by risk
	var ids []string
	figures := false
	for i := range record.Targets {
		t := &record.Targets[i]
		k := a.risks[t.Risk]
		if k == nil || k.ExpectedLoss == nil {
			continue
		}
		if _, known := lowest[t.Risk]; !known {
			ids = append(ids, t.Risk)
			lowest[t.Risk] = *k.ExpectedLoss
		}
		figures = figures || t.Removed || t.Frequency != nil || t.Loss != nil
		if t.Removed {
			lowest[t.Risk] = 0
		} else if q := quantitiesOf(t, k.Record.Quantitative); q != nil {
			if expected := quantify.Expected(q.Frequency, q.Loss); expected != nil {
				lowest[t.Risk] = min(lowest[t.Risk], *expected)
			}
		}
	}
	if !figures {
		return nil
	}
	var fall float64
	for _, id := range ids {
		fall += *a.risks[id].ExpectedLoss - lowest[id]
	}
	return &fall
}

// LatePlans gives the live plans that are past due, or have an action past due: ids ascending.
func (a *Assessment) LatePlans() []string {
	return livePlansThat(a, (*Plan).Late)
}

// PlansThat gives the live plans of a sufficiency: ids ascending.
func PlansThat(a *Assessment, s Sufficiency) []string {
	return livePlansThat(a, func(p *Plan) bool { return p.Sufficiency == s })
}

func livePlansThat(a *Assessment, fits func(*Plan) bool) []string {
	var ids []string
	for _, p := range a.Plans {
		if p.Live && fits(p) {
			ids = append(ids, p.Record.ID)
		}
	}
	return ids
}

// LaterPlan gives the first plan of a risk that counts from a day after the as-of date on; nil where there is none.
func LaterPlan(a *Assessment, k *Risk) *Plan { return a.later[k.Record.ID] }

// laterPlans finds, by risk, the first plan that counts from a later day on.
func laterPlans(plans []*Plan) map[string]*Plan {
	later := map[string]*Plan{}
	for _, p := range plans {
		if p.LiveFrom.IsZero() {
			continue
		}
		for _, id := range p.Record.Risks {
			if later[id] == nil {
				later[id] = p
			}
		}
	}
	return later
}
