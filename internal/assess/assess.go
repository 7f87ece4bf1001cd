// Package assess judges: from the records, the criteria and the as-of date it decides levels, reasons, outcomes, ranks, projections, staleness and
// the evidence of each step, and keeps the reasons of every verdict as codes.
//
// In: a register and the as-of date. Out: an Assessment that pages, exports and rules only show.
// It is pure: it must never read the clock, the environment or the disk, nor import a room after it.
package assess

import (
	"sync"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// Assessment is the register, judged as of a date.
type Assessment struct {
	Register   *register.Register
	AsOf       date.Date
	Risks      []*Risk // in the order of Register.Risks
	Plans      []*Plan // in the order of Register.Treatments
	Indicators []*Indicator
	Coverage   []Coverage // in the order of Register.Assets
	Steps      []Step     // every step of the process, adopted or not
	Balance    Balance
	BalanceOf  map[string]Balance // by asset
	Common     []CommonEffort     // by the control's id
	Costs      Costs
	Summary    Summary
	Due        []DueItem // what falls due, expires or is to be reviewed: by day, then record
	Breaches   []Breach  // of governance, whatever the as-of date: risks first, then decisions, by id

	risks      map[string]*Risk
	plans      map[string]*Plan
	reviewsOf  map[string][]*register.Review // by risk
	simulate   sync.Once
	simulation quantify.Simulation
}

// Risk gives the judged risk of an id, or nil.
func (a *Assessment) Risk(id string) *Risk { return a.risks[id] }

// Plan gives the judged plan of an id, or nil.
func (a *Assessment) Plan(id string) *Plan { return a.plans[id] }

// Assess judges a register. What is dated after asOf has not happened yet. It gives a verdict on a register with faults too: what cannot be
// determined is nil, or a level of -1.
func Assess(r *register.Register, asOf date.Date) *Assessment {
	a := &Assessment{
		Register: r,
		AsOf:     asOf,
		risks:    make(map[string]*Risk, len(r.Risks)),
		plans:    make(map[string]*Plan, len(r.Treatments)),

		reviewsOf: reviewsByRisk(r, asOf),
	}
	j := newJudge(r, asOf)
	for _, record := range r.Risks {
		risk := j.risk(record)
		a.Risks = append(a.Risks, risk)
		a.risks[record.ID] = risk
	}
	rank(a.Risks)
	for _, record := range r.Treatments {
		plan := a.plan(record)
		a.Plans = append(a.Plans, plan)
		a.plans[record.ID] = plan
	}
	for _, record := range r.Indicators {
		a.Indicators = append(a.Indicators, watch(record, asOf))
	}
	a.Coverage = coverage(r)
	a.Balance, a.BalanceOf = a.balance()
	a.Common = common(r)
	a.Costs = a.costs()
	a.Summary = a.summary()
	a.Steps = a.steps()
	a.Due = a.due()
	a.Breaches = breaches(r)
	return a
}

// happened tells whether a day was given and is not after the as-of date.
func happened(day, asOf date.Date) bool { return !day.IsZero() && !day.After(asOf) }
