package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// judge holds a register's criteria and who names whom, each looked up once so that judging grows with the register and no faster.
type judge struct {
	register *register.Register
	criteria *register.Criteria
	asOf     date.Date

	acceptances map[string]*register.Decision // the newest of each risk
	judgements  map[string]*register.Decision
	plansOf     map[string][]*register.Treatment // live, by each risk they name
	finishedOf  map[string][]*register.Treatment // done, by each risk they name
	targetsOf   map[string][]*register.Target    // of live plans
	worseningOf map[string][]*register.Rating    // of live plans
	findingsOn  map[string][]*register.Finding   // by the risks, sources and assets they name, newest first
	reopening   []*register.Review               // outcome change, about the whole register, newest first
	reopeningOf map[string][]*register.Review    // outcome change, by what they are about, newest first
	beyondOf    map[string][]beyond              // indicators beyond their limit, by risk
	failedOn    map[string]date.Date             // by control: the newest failed test
}

// beyond is an indicator with the newest day on which its reading was beyond the limit.
type beyond struct {
	indicator string
	on        date.Date
}

func newJudge(r *register.Register, asOf date.Date) *judge {
	j := &judge{
		register:    r,
		criteria:    &r.Criteria,
		asOf:        asOf,
		acceptances: map[string]*register.Decision{},
		judgements:  map[string]*register.Decision{},
		plansOf:     map[string][]*register.Treatment{},
		finishedOf:  map[string][]*register.Treatment{},
		targetsOf:   map[string][]*register.Target{},
		worseningOf: map[string][]*register.Rating{},
		findingsOn:  map[string][]*register.Finding{},
		reopeningOf: map[string][]*register.Review{},
		beyondOf:    map[string][]beyond{},
		failedOn:    map[string]date.Date{},
	}
	j.indexDecisions()
	j.indexPlans()
	j.indexFindings()
	j.indexReviews()
	j.indexWatches()
	return j
}

// indexDecisions keeps the newest acceptance and the newest judgement of each risk; of one date the last id (method: Need for treatment).
func (j *judge) indexDecisions() {
	for _, d := range j.register.Decisions {
		if !happened(d.On, j.asOf) {
			continue
		}
		newest := j.acceptances
		switch {
		case d.Form == "acceptance":
		case d.Form == "judgement" && (d.Verdict == "treat" || d.Verdict == "accept"):
			newest = j.judgements
		default:
			continue
		}
		for _, id := range d.Risks {
			if known := newest[id]; known == nil || !d.On.Before(known.On) {
				newest[id] = d // ids ascend, so that of one date the last stays
			}
		}
	}
}

func (j *judge) indexPlans() {
	for _, t := range j.register.Treatments {
		for _, id := range distinct(slices.Clone(t.Risks)) {
			switch {
			case t.Live():
				j.plansOf[id] = append(j.plansOf[id], t)
			case t.Status == "done" && happened(t.Finished, j.asOf):
				j.finishedOf[id] = append(j.finishedOf[id], t)
			}
		}
		if !t.Live() {
			continue
		}
		for i := range t.Targets {
			target := &t.Targets[i]
			j.targetsOf[target.Risk] = append(j.targetsOf[target.Risk], target)
		}
		for i := range t.Worsens {
			effect := &t.Worsens[i]
			j.worseningOf[effect.Risk] = append(j.worseningOf[effect.Risk], &effect.Rating)
		}
	}
}

func (j *judge) indexFindings() {
	for _, f := range j.register.Findings {
		if !happened(f.Received, j.asOf) {
			continue
		}
		for _, id := range distinct(slices.Concat(f.Risks, f.Sources, f.Assets)) {
			j.findingsOn[id] = append(j.findingsOn[id], f)
		}
	}
	for _, findings := range j.findingsOn {
		slices.SortStableFunc(findings, func(a, b *register.Finding) int { return b.Received.Compare(a.Received) })
	}
}

func (j *judge) indexReviews() {
	newestFirst := func(a, b *register.Review) int { return b.On.Compare(a.On) }
	for _, v := range j.register.Reviews {
		if v.Outcome != "change" || !happened(v.On, j.asOf) {
			continue
		}
		if len(v.Scope) == 0 {
			j.reopening = append(j.reopening, v)
		}
		for _, id := range distinct(slices.Clone(v.Scope)) {
			j.reopeningOf[id] = append(j.reopeningOf[id], v)
		}
	}
	slices.SortStableFunc(j.reopening, newestFirst)
	for _, reviews := range j.reopeningOf {
		slices.SortStableFunc(reviews, newestFirst)
	}
}

// indexWatches keeps the newest reading beyond the limit of each indicator and the newest failed test of each control.
func (j *judge) indexWatches() {
	for _, i := range j.register.Indicators {
		var on date.Date
		for _, reading := range i.Readings {
			if happened(reading.On, j.asOf) && reading.Value != nil && worse(i, *reading.Value, i.Limit) && reading.On.After(on) {
				on = reading.On
			}
		}
		if on.IsZero() {
			continue
		}
		for _, id := range distinct(slices.Clone(i.Risks)) {
			j.beyondOf[id] = append(j.beyondOf[id], beyond{i.ID, on})
		}
	}
	for _, c := range j.register.Controls {
		for _, test := range c.Tests {
			if test.Result == "fail" && happened(test.On, j.asOf) && test.On.After(j.failedOn[c.ID]) {
				j.failedOn[c.ID] = test.On
			}
		}
	}
}
