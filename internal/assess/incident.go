package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// Incidents are counted over the last ten years, and speak against an estimate where a count that small or large has less than one chance in twenty.
const (
	incidentMonths  = 120
	unlikely        = 0.05
	fewestYears     = 1 // a shorter time says nothing of a yearly frequency
	daysOfEveryYear = 365.25
)

// Occurred says what has come about of a risk, beside what was estimated (handbook 3.1.1: on data as far as possible; method: Monitoring).
type Occurred struct {
	Incidents  []*register.Incident // of the risk and its events within the last ten years, newest first
	NearMisses []*register.Incident // likewise
	From       date.Date            // since when Count counts: ten years ago, or the day on which the risk was identified; zero where nobody knows
	Years      float64              // from then to the as-of date; 0 where nobody knows
	Count      int                  // of Incidents since From
	Expected   *float64             // how many the estimate expects in that time; nil where nothing is estimated, or the time is shorter than a year
	Chance     float64              // of a count that far from what is expected, or farther; where Expected is given
	Disagrees  bool                 // the count contradicts the estimate
}

// indexIncidents finds the incidents by what they bear on, newest first.
func indexIncidents(j *judge) {
	for _, n := range j.register.Incidents {
		if !date.Happened(n.On, j.asOf) {
			continue
		}
		j.incidents = true
		for _, id := range register.Distinct(slices.Concat(n.Risks, n.Events, n.Assets)) {
			j.incidentsOn[id] = append(j.incidentsOn[id], n)
		}
	}
	for _, list := range j.incidentsOn {
		slices.SortStableFunc(list, func(a, b *register.Incident) int { return b.On.Compare(a.On) })
	}
}

// staleByIncidents adds the incidents that name the risk, one of its events or one of its assets, and fit.
func staleByIncidents(j *judge, s *staleness, k *Risk, fits func(*register.Incident) bool) {
	for _, id := range register.Distinct(slices.Concat([]string{k.Record.ID}, k.Record.Events, k.Assets)) {
		for _, n := range j.incidentsOn[id] {
			if !n.On.After(s.base) {
				break
			}
			if fits(n) {
				s.add(n.ID, "incident", n.On)
			}
		}
	}
}

// occurred counts what has come about of a risk; nil where the register records no incident at all.
func occurred(j *judge, record *register.Risk) *Occurred {
	if !j.incidents {
		return nil
	}
	o := &Occurred{From: record.Identified}
	begin := j.asOf.AddMonths(-incidentMonths)
	seen := map[*register.Incident]bool{}
	for _, id := range slices.Concat([]string{record.ID}, record.Events) {
		for _, n := range j.incidentsOn[id] {
			switch {
			case seen[n] || n.On.Before(begin):
			case n.Form == "near-miss":
				o.NearMisses = append(o.NearMisses, n)
			default:
				o.Incidents = append(o.Incidents, n)
			}
			seen[n] = true
		}
	}
	for _, list := range [][]*register.Incident{o.Incidents, o.NearMisses} {
		slices.SortStableFunc(list, func(a, b *register.Incident) int { return b.On.Compare(a.On) })
	}
	if o.From.IsZero() || o.From.After(j.asOf) {
		o.From = date.Date{}
		return o
	}
	if o.From.Before(begin) {
		o.From = begin
	}
	o.Count = Count(o.Incidents, func(n *register.Incident) bool { return !n.On.Before(o.From) })
	o.Years = float64(o.From.DaysUntil(j.asOf)) / daysOfEveryYear
	if q := record.Quantitative; q != nil && q.Frequency != nil && !j.asOf.Before(o.From.AddMonths(12*fewestYears)) {
		expected := quantify.Mean(*q.Frequency) * o.Years
		fewer, more := quantify.CountChances(*q.Frequency, o.Years, o.Count)
		o.Expected, o.Chance = &expected, min(fewer, more)
		o.Disagrees = o.Chance < unlikely
	}
	return o
}

// OpenIncident reports whether an incident is still to be dealt with on the as-of date.
func OpenIncident(a *Assessment, n *register.Incident) bool { return openIncident(n, a.AsOf) }

func openIncident(n *register.Incident, asOf date.Date) bool {
	return n.Status == "open" || n.ClosedOn.After(asOf)
}

// Unreported reports whether a duty to report an incident is open on the as-of date.
func Unreported(a *Assessment, r *register.Report) bool { return !date.Happened(r.On, a.AsOf) }

// reportsDue adds the duties to report incidents that happened. Whoever owns the incident is to see to them.
func reportsDue(a *Assessment, c *calendar) {
	for _, n := range a.Register.Incidents {
		if !date.Happened(n.On, a.AsOf) {
			continue
		}
		for i := range n.Reports {
			if r := &n.Reports[i]; Unreported(a, r) {
				c.add(r.Due, DueReport, n.ID, n.Owner).Action = i
			}
		}
	}
}
