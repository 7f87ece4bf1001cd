package assess

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Stale is one thing that a risk's evaluation rests on and that is newer than it (handbook 6; method: Monitoring).
type Stale struct {
	Because  string // the record's id, or "criteria"
	What     string // observed, finding, incident, criteria, test-failed, beyond-limit, finished, reopened, worsened, not-effective, or the field that changed
	From, To Said   // of a field that changed, by the history; both empty where a day says that something is newer
	On       date.Date
}

// evaluatedOn gives the date of a risk's last analysis: reviewed, else identified. A review after the as-of date has not happened yet.
func evaluatedOn(record *register.Risk, asOf date.Date) date.Date {
	if !date.Happened(record.Reviewed, asOf) {
		return record.Identified
	}
	return record.Reviewed
}

// afterAnalysis reports whether a day came after the last analysis of a risk. Where the day of that analysis is not known, nothing did.
func afterAnalysis(record *register.Risk, day, asOf date.Date) bool {
	base := evaluatedOn(record, asOf)
	return !base.IsZero() && day.After(base) && date.Happened(day, asOf)
}

// next gives the day by which a risk is to be analysed again; zero where neither the risk nor the register says so.
func (j *judge) next(record *register.Risk) date.Date {
	months, base := j.register.Config.Review.EveryMonths, evaluatedOn(record, j.asOf)
	if !record.NextReview.IsZero() || months <= 0 || base.IsZero() {
		return record.NextReview
	}
	return base.AddMonths(months)
}

// staleness collects what is newer than one evaluation.
type staleness struct {
	base  date.Date
	asOf  date.Date
	found []Stale
}

func (s *staleness) add(because, what string, on date.Date) {
	if on.After(s.base) && date.Happened(on, s.asOf) {
		s.found = append(s.found, Stale{Because: because, What: what, On: on})
	}
}

// stale gives what is newer than the evaluation of a risk, by date, record and what; one entry for each record and what, with its newest date.
func (j *judge) stale(k *Risk) []Stale {
	s := &staleness{base: evaluatedOn(k.Record, j.asOf), asOf: j.asOf}
	if s.base.IsZero() || k.Outcome == Unanalysed {
		return nil
	}
	for _, id := range k.Sources {
		if source := j.register.RiskSource(id); source != nil && !source.Provisional {
			s.add(id, "observed", source.Observed)
		}
	}
	staleByFindings(j, s, k, func(*register.Finding) bool { return true })
	staleByIncidents(j, s, k, func(*register.Incident) bool { return true })
	if j.criteria.Given {
		s.add("criteria", "criteria", j.criteria.ApprovedOn)
	}
	for _, id := range k.Record.Controls {
		s.add(id, "test-failed", j.failedOn[id])
	}
	for _, b := range j.beyondOf[k.Record.ID] {
		s.add(b.indicator, "beyond-limit", b.on)
	}
	for _, t := range j.finishedOf[k.Record.ID] {
		s.add(t.ID, "finished", t.Finished)
	}
	for _, t := range j.ineffectiveOf[k.Record.ID] {
		s.add(t.ID, "not-effective", t.Effectiveness.Reviewed)
	}
	for _, e := range j.effectsOf[k.Record.ID] {
		if j.done(e.plan) {
			s.add(e.plan.ID, "worsened", e.plan.Finished)
		}
	}
	s.staleByReviews(j.reopening)
	reopened(j, s, k)
	return SortStale(s.found)
}

// touched gives what bears on a closed risk and came after its closing: open findings and incidents, and reviews that reopen something it rests on (method: Monitoring).
func (j *judge) touched(k *Risk) []Stale {
	s := &staleness{base: k.Record.ClosedOn, asOf: j.asOf}
	if s.base.IsZero() {
		return nil
	}
	staleByFindings(j, s, k, func(f *register.Finding) bool { return open(f, j.asOf) })
	staleByIncidents(j, s, k, func(n *register.Incident) bool { return openIncident(n, j.asOf) })
	reopened(j, s, k)
	return SortStale(s.found)
}

// open reports whether a finding is still to be dealt with on a day: a closing of a later day has not happened.
func open(f *register.Finding, asOf date.Date) bool {
	return f.Status == "open" || f.ClosedOn.After(asOf)
}

// Open reports whether a finding is still to be dealt with on the as-of date.
func (a *Assessment) Open(f *register.Finding) bool { return open(f, a.AsOf) }

// reopened adds the reviews with a scope that reach the risk.
func reopened(j *judge, s *staleness, k *Risk) {
	if len(j.reopeningOf) == 0 {
		return
	}
	for _, id := range j.reach(k) {
		s.staleByReviews(j.reopeningOf[id])
	}
}

// staleByReviews adds reviews, which come newest first.
func (s *staleness) staleByReviews(reviews []*register.Review) {
	for _, v := range reviews {
		if !v.On.After(s.base) {
			break
		}
		s.add(v.ID, "reopened", v.On)
	}
}

// ByFact reports whether a fact that changed makes the evaluation stale, rather than a day.
func (s Stale) ByFact() bool { return s.From != "" || s.To != "" }

// sorted gives what was found by date, record and what, each once.
// SortStale puts what makes an evaluation stale in order, by day, then record and what, each once.
func SortStale(found []Stale) []Stale {
	slices.SortFunc(found, func(a, b Stale) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Because, b.Because), cmp.Compare(a.What, b.What), cmp.Compare(a.From, b.From))
	})
	return slices.Compact(found)
}

// staleByFindings adds the findings that name the risk, or one of its sources or assets, and fit.
func staleByFindings(j *judge, s *staleness, k *Risk, fits func(*register.Finding) bool) {
	add := func(id string) {
		for _, f := range j.findingsOn[id] {
			if !f.Received.After(s.base) {
				break
			}
			if fits(f) {
				s.add(f.ID, "finding", f.Received)
			}
		}
	}
	add(k.Record.ID)
	for _, id := range k.Sources {
		add(id)
	}
	for _, id := range k.Assets {
		add(id)
	}
}

// Change is one thing that came after an analysis or the closing of a risk, with the risks that it concerns.
type Change struct {
	Stale Stale
	Risks []string // ids, ascending
}

// Changes gives what made analyses stale, or bears on closed risks: newest first, then by record.
func (a *Assessment) Changes() []*Change {
	by := map[Stale]*Change{}
	var changes []*Change
	for _, k := range a.Risks {
		for _, s := range slices.Concat(k.Stale, k.Touched) {
			c := by[s]
			if c == nil {
				c = &Change{Stale: s}
				by[s] = c
				changes = append(changes, c)
			}
			c.Risks = append(c.Risks, k.Record.ID)
		}
	}
	slices.SortStableFunc(changes, func(x, y *Change) int {
		return cmp.Or(y.Stale.On.Compare(x.Stale.On), cmp.Compare(x.Stale.Because+x.Stale.What, y.Stale.Because+y.Stale.What))
	})
	return changes
}
