package assess

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/register"
)

// judge holds a register's criteria and who names whom, each looked up once so that judging grows with the register and no faster.
type judge struct {
	register *register.Register
	criteria *register.Criteria
	asOf     date.Date

	acceptances   map[string]*register.Decision    // the newest of each risk
	judgements    map[string]*register.Decision    // the newest of each risk
	judgementsOf  map[string][]*register.Decision  // by the plans and risks that they name, newest first
	approvals     map[string]date.Date             // by plan: the first day on which it was approved, be it after the as-of date
	plansOf       map[string][]*register.Treatment // live, by each risk they name
	finishedOf    map[string][]*register.Treatment // done, by each risk they name
	ineffectiveOf map[string][]*register.Treatment // found not to be effective, by each risk they name
	targetsOf     map[string][]*register.Target    // of live plans
	effectsOf     map[string][]sideEffect          // of live and done plans, by the risk that they raise
	aroundOf      map[string][]string              // by risk: the plans that name, worsen or introduce it and are not cancelled, and the indicators that watch it
	findingsOn    map[string][]*register.Finding   // by the risks, sources and assets they name, newest first
	incidentsOn   map[string][]*register.Incident  // by the risks, events and assets they name, newest first
	incidents     bool                             // any incident or near miss is recorded
	reopening     []*register.Review               // outcome change, about the whole register, newest first
	reopeningOf   map[string][]*register.Review    // outcome change, by what they are about, newest first
	beyondOf      map[string][]beyond              // indicators beyond their limit, by risk
	failedOn      map[string]date.Date             // by control: the newest failed test

	glance bool // only what risks are judged to be is asked for, and what is newer than their evaluations: see Glance
}

// sideEffect is what a plan does to a risk that it is not for: it raises it, or, where rating is nil, brings it in.
type sideEffect struct {
	plan   *register.Treatment
	rating *register.Rating
}

// beyond is an indicator with the newest day on which its reading was beyond the limit.
type beyond struct {
	indicator string
	on        date.Date
}

func newJudge(r *register.Register, asOf date.Date) *judge {
	j := &judge{
		register:      r,
		criteria:      &r.Criteria,
		asOf:          asOf,
		acceptances:   map[string]*register.Decision{},
		judgements:    map[string]*register.Decision{},
		judgementsOf:  map[string][]*register.Decision{},
		approvals:     map[string]date.Date{},
		plansOf:       map[string][]*register.Treatment{},
		finishedOf:    map[string][]*register.Treatment{},
		ineffectiveOf: map[string][]*register.Treatment{},
		targetsOf:     map[string][]*register.Target{},
		effectsOf:     map[string][]sideEffect{},
		aroundOf:      map[string][]string{},
		findingsOn:    map[string][]*register.Finding{},
		incidentsOn:   map[string][]*register.Incident{},
		reopeningOf:   map[string][]*register.Review{},
		beyondOf:      map[string][]beyond{},
		failedOn:      map[string]date.Date{},
	}
	indexDecisions(j)
	indexPlans(j)
	indexFindings(j)
	indexIncidents(j)
	indexReviews(j)
	indexWatches(j)
	return j
}

// indexDecisions keeps the newest acceptance and the newest judgement of each risk; of one date the last id (method: Need for treatment). What an
// incomplete decision lacks it cannot decide.
func indexDecisions(j *judge) {
	for _, d := range j.register.Decisions {
		if d.Form == "plan-approval" && !d.On.IsZero() {
			for _, id := range d.Treatments {
				if first, known := j.approvals[id]; !known || d.On.Before(first) {
					j.approvals[id] = d.On
				}
			}
		}
		if !date.Happened(d.On, j.asOf) {
			continue
		}
		newest := j.acceptances
		switch {
		case j.accepts(d):
		case judges(d):
			newest = j.judgements
			for _, id := range register.Distinct(slices.Concat(d.Risks, d.Treatments)) {
				j.judgementsOf[id] = append(j.judgementsOf[id], d)
			}
		default:
			continue
		}
		for _, id := range d.Risks {
			if known := newest[id]; known == nil || !d.On.Before(known.On) {
				newest[id] = d // ids ascend, so that of one date the last stays
			}
		}
	}
	for _, list := range j.judgementsOf {
		slices.Reverse(list)
		slices.SortStableFunc(list, func(a, b *register.Decision) int { return b.On.Compare(a.On) })
	}
}

// accepts reports whether a decision is an acceptance that may hold.
func (j *judge) accepts(d *register.Decision) bool {
	return d.Form == "acceptance" && !d.On.IsZero() && !(d.Incomplete && (d.Until.IsZero() || !j.rate(d.At).complete()))
}

// judges reports whether a decision is a judgement that says something.
func judges(d *register.Decision) bool {
	return d.Form == "judgement" && !d.On.IsZero() && (d.Verdict == "treat" || d.Verdict == "accept")
}

// live reports whether a plan counts in the projection on the as-of date: approved or in progress, from the day of its approval on, and without one, where
// it is in progress, from its start on (method: the as-of date).
func (j *judge) live(t *register.Treatment) bool {
	if !decides(t) {
		return false
	}
	approved, decided := j.approvals[t.ID]
	switch {
	case t.Status != "approved" && t.Status != "in-progress":
		return false
	case decided:
		return !approved.After(j.asOf)
	case t.Status == "in-progress":
		return !t.Start.After(j.asOf)
	}
	return true
}

// liveFrom gives the day after the as-of date from which a plan counts; zero where it counts already, or no day brings it in.
func (j *judge) liveFrom(t *register.Treatment) date.Date {
	if j.live(t) || t.Status != "approved" && t.Status != "in-progress" {
		return date.Date{}
	}
	from, decided := j.approvals[t.ID]
	if !decided {
		from = t.Start
	}
	if !from.After(j.asOf) || !decides(t) {
		return date.Date{}
	}
	return from
}

// done reports whether a plan was finished on the as-of date.
func (j *judge) done(t *register.Treatment) bool {
	return decides(t) && t.Status == "done" && date.Happened(t.Finished, j.asOf)
}

// decides reports whether a plan may decide anything: not while it is provisional, nor while it is incomplete and has no due day.
func decides(t *register.Treatment) bool { return !t.Provisional && !(t.Incomplete && t.Due.IsZero()) }

// indexPlans finds the plans of each risk.
func indexPlans(j *judge) {
	for _, t := range j.register.Treatments {
		live, done := j.live(t), j.done(t)
		names := register.Distinct(t.Risks)
		for _, id := range names {
			if live {
				j.plansOf[id] = append(j.plansOf[id], t)
			}
			if done {
				j.finishedOf[id] = append(j.finishedOf[id], t)
			}
			if e := t.Effectiveness; e != nil && decides(t) && e.Result == "not" && date.Happened(e.Reviewed, j.asOf) {
				j.ineffectiveOf[id] = append(j.ineffectiveOf[id], t)
			}
		}
		if t.Status != "cancelled" {
			for _, id := range register.Distinct(slices.Concat(names, worsened(t), t.Introduces)) {
				j.aroundOf[id] = append(j.aroundOf[id], t.ID)
			}
		}
		if live {
			for i := range t.Targets {
				target := &t.Targets[i]
				j.targetsOf[target.Risk] = append(j.targetsOf[target.Risk], target)
			}
		}
		if live || done {
			for i := range t.Worsens {
				effect := &t.Worsens[i]
				j.effectsOf[effect.Risk] = append(j.effectsOf[effect.Risk], sideEffect{t, &effect.Rating})
			}
			for _, id := range register.Distinct(t.Introduces) {
				j.effectsOf[id] = append(j.effectsOf[id], sideEffect{t, nil})
			}
		}
	}
	for _, i := range j.register.Indicators {
		for _, id := range register.Distinct(i.Risks) {
			j.aroundOf[id] = append(j.aroundOf[id], i.ID)
		}
	}
}

func indexFindings(j *judge) {
	for _, f := range j.register.Findings {
		if !date.Happened(f.Received, j.asOf) {
			continue
		}
		for _, id := range register.Distinct(slices.Concat(f.Risks, f.Sources, f.Assets)) {
			j.findingsOn[id] = append(j.findingsOn[id], f)
		}
	}
	for _, findings := range j.findingsOn {
		slices.SortStableFunc(findings, func(a, b *register.Finding) int { return b.Received.Compare(a.Received) })
	}
}

func indexReviews(j *judge) {
	newestFirst := func(a, b *register.Review) int { return b.On.Compare(a.On) }
	for _, v := range j.register.Reviews {
		if v.Outcome != "change" || !date.Happened(v.On, j.asOf) {
			continue
		}
		if len(v.Scope) == 0 {
			j.reopening = append(j.reopening, v)
		}
		for _, id := range wholes(v.Scope) {
			j.reopeningOf[id] = append(j.reopeningOf[id], v)
		}
	}
	slices.SortStableFunc(j.reopening, newestFirst)
	for _, reviews := range j.reopeningOf {
		slices.SortStableFunc(reviews, newestFirst)
	}
}

// indexWatches keeps the newest reading beyond the limit of each indicator and the newest failed test of each control.
func indexWatches(j *judge) {
	for _, i := range j.register.Indicators {
		var on date.Date
		for _, reading := range i.Readings {
			if date.Happened(reading.On, j.asOf) && reading.Value != nil && indicator.Worse(i, *reading.Value, i.Limit) && reading.On.After(on) {
				on = reading.On
			}
		}
		if on.IsZero() {
			continue
		}
		for _, id := range register.Distinct(i.Risks) {
			j.beyondOf[id] = append(j.beyondOf[id], beyond{i.ID, on})
		}
	}
	for _, c := range j.register.Controls {
		for _, test := range c.Tests {
			if test.Result == "fail" && date.Happened(test.On, j.asOf) && test.On.After(j.failedOn[c.ID]) {
				j.failedOn[c.ID] = test.On
			}
		}
	}
}

// wholes gives the ids without the clauses that some of them name (ID#clause), ascending.
func wholes(ids []string) []string {
	whole := make([]string, len(ids))
	for i, id := range ids {
		whole[i], _, _ = strings.Cut(id, "#")
	}
	return register.Distinct(whole)
}

// reach gives the ids of all that a review may name to reach a risk: the risk and what it rests on (method: Monitoring).
func (j *judge) reach(k *Risk) []string {
	return register.Distinct(slices.Concat([]string{k.Record.ID}, k.Record.Events, k.Sources, k.Assets, k.Record.Controls, wholes(k.Record.Obligations), j.aroundOf[k.Record.ID]))
}

// reached gives, by id, the risks that rest on a record, in the order of the list.
func reached(j *judge, risks []*Risk) map[string][]*Risk {
	by := map[string][]*Risk{}
	for _, k := range risks {
		for _, id := range j.reach(k) {
			by[id] = append(by[id], k)
		}
	}
	return by
}
