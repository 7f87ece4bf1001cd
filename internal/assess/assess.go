// Package assess judges: from the records, the criteria and the as-of date it decides levels, reasons, outcomes, ranks, projections, staleness and
// the evidence of each step, and keeps the reasons of every verdict as codes.
//
// In: a register and the as-of date. Out: an Assessment that pages, exports and rules only show.
// It is pure: it must never read the clock, the environment or the disk, nor import a room after it.
package assess

import (
	"reflect"
	"sync"

	"github.com/riskbook/riskbook/internal/cost"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// Assessment is the register, judged as of a date.
type Assessment struct {
	Register   *register.Register
	AsOf       date.Date
	Risks      []*Risk // that count: identified by the as-of date, and not provisional; ids ascending
	Waiting    []*Risk // provisional, judged as if they counted: see Risk.Would; ids ascending
	Plans      []*Plan // that count; ids ascending
	Indicators []*indicator.Judged
	Coverage   []Coverage // in the order of Register.Assets
	Steps      []Step     // every step of the process, adopted or not
	Balance    Balance
	BalanceOf  map[string]Balance // by asset
	Common     []CommonEffort     // by the control's id
	Costs      cost.Costs
	Summary    Summary
	Due        []DueItem // what falls due, expires or is to be reviewed: by day, then record
	Memory     *Memory   // which facts changed, and when; nil where no history is at hand
	Breaches   []Breach  // of governance, whatever the as-of date: risks first, then decisions, by id

	risks      map[string]*Risk
	order      []*Risk // of a glance: the same, in the order of the records
	plans      map[string]*Plan
	indicators map[string]*indicator.Judged
	judge      *judge
	reviewsOf  map[string][]*register.Review // by risk
	reached    func() map[string][]*Risk     // by record: the risks that rest on it
	later      map[string]*Plan              // by risk: the first plan that counts from a later day on
	drafted    map[string]bool               // risks that drafts name
	simulate   sync.Once
	simulation quantify.Simulation
	made       sync.Map // see Made
	part       *part    // the whole that this is a part of; nil: it is whole
}

// Risk returns the judged risk of an id, also one that does not count: its outcome is Uncounted then. It returns nil where there is none.
func (a *Assessment) Risk(id string) *Risk { return a.risks[id] }

// Plan returns the judged plan of an id, also a provisional one, or nil.
func (a *Assessment) Plan(id string) *Plan { return a.plans[id] }

// Made gives what a room after this one makes of an assessment. It is made when it is first asked for, once of each type.
func Made[T any](a *Assessment, of func(*Assessment) T) T {
	key := reflect.TypeFor[T]()
	made, known := a.made.Load(key)
	if !known {
		made, _ = a.made.LoadOrStore(key, sync.OnceValue(func() T { return of(a) }))
	}
	return made.(func() T)()
}

// Drafted reports whether a plan that is a draft names a risk.
func (a *Assessment) Drafted(k *Risk) bool { return a.drafted[k.Record.ID] }

// Approved reports whether a decision approves a plan, be it after the as-of date.
func (a *Assessment) Approved(id string) bool {
	_, approved := a.judge.approvals[id]
	return approved
}

// Live reports whether a plan counts in the projection on the as-of date.
func (a *Assessment) Live(t *register.Treatment) bool { return a.judge.live(t) }

// Assess judges a register. What is dated after asOf has not happened yet. It gives a verdict on a register with faults too: what cannot be
// determined is nil, or a level of -1.
func Assess(r *register.Register, asOf date.Date) *Assessment { return assess(r, asOf, nil) }

// assess judges a register; where a part of one is judged, its verdicts are those that the whole came to.
func assess(r *register.Register, asOf date.Date, part *part) *Assessment {
	a := &Assessment{
		part:     part,
		Register: r,
		AsOf:     asOf,
		risks:    make(map[string]*Risk, len(r.Risks)),
		plans:    make(map[string]*Plan, len(r.Treatments)),

		indicators: make(map[string]*indicator.Judged, len(r.Indicators)),

		reviewsOf: reviewsByRisk(r, asOf),
	}
	a.judge = newJudge(r, asOf)
	verdicts(a)
	for _, record := range register.Every[*register.Treatment](r) {
		plan := judgedPlan(a, record)
		a.plans[record.ID] = plan
		if !record.Provisional {
			a.Plans = append(a.Plans, plan)
		}
	}
	a.later, a.drafted = laterPlans(a.Plans), draftedRisks(a)
	for _, record := range register.Every[*register.Indicator](r) {
		indicator := indicator.Judge(record, asOf)
		a.indicators[record.ID] = indicator
		if !record.Provisional {
			a.Indicators = append(a.Indicators, indicator)
		}
	}
	a.Coverage = coverage(r)
	a.Balance, a.BalanceOf = balance(a)
	a.Common = common(r)
	a.Costs = cost.Sum(r, asOf, a.judge.live)
	a.Summary = summary(a)
	a.Steps = steps(a)
	a.Due = due(a)
	if part == nil {
		a.Breaches = breaches(r)
	} else {
		a.Breaches = part.breaches(r)
	}
	return a
}

// verdicts judges the risks and ranks them.
func verdicts(a *Assessment) {
	j, part := a.judge, a.part
	for _, record := range register.Every[*register.Risk](a.Register) {
		risk := j.risk(record)
		part.carry(risk, a.Register)
		a.risks[record.ID] = risk
		switch risk.Standing {
		case Counted:
			a.Risks = append(a.Risks, risk)
		case Provisional:
			a.Waiting = append(a.Waiting, risk)
		}
	}
	a.reached = sync.OnceValue(func() map[string][]*Risk { return reached(j, a.Risks) })
	if part == nil {
		rank(a.Risks)
	} else {
		part.rank(a.Risks)
	}
}

// draftedRisks finds the risks that drafts name.
func draftedRisks(a *Assessment) map[string]bool {
	drafted := map[string]bool{}
	for _, t := range a.Register.Treatments {
		if t.Status == "draft" {
			for _, id := range t.Risks {
				drafted[id] = true
			}
		}
	}
	return drafted
}
