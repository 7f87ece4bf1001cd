package desk

import (
	"github.com/riskbook/riskbook/internal/cost"
	"github.com/riskbook/riskbook/internal/date"
)

// EvidenceYears gives the fiscal years of which there is anything: from the first decision, review, finding or state up to the as-of date, newest first.
func EvidenceYears(v *Desk) []int {
	first := v.Assessment.AsOf
	take := func(on date.Date) {
		if !on.IsZero() && on.Before(first) {
			first = on
		}
	}
	for _, d := range v.Register.Decisions {
		take(d.On)
	}
	for _, r := range v.Register.Reviews {
		take(r.On)
	}
	for _, f := range v.Register.Findings {
		take(f.Received)
	}
	for _, x := range v.Register.Incidents {
		take(x.On)
	}
	if v.Chronicle != nil && len(v.Chronicle.States) > 0 {
		take(v.Chronicle.States[0].On)
	}
	var years []int
	last := cost.YearOf(v.Register, v.Assessment.AsOf)
	for year := last; year >= cost.YearOf(v.Register, first) && len(years) < mostYears; year-- {
		years = append(years, year)
	}
	return years
}

// mostYears is how many fiscal years have a page: a wrong date must not make thousands.
const mostYears = 50
