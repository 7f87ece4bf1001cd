package desk

import (
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
)

// DueDay writes a day by which something is to be done, marked where it is open and past.
func (v *Verdicts) DueDay(day date.Date, open bool) part.Part {
	if day.IsZero() {
		return nil
	}
	if !open || !v.Past(day) {
		return v.Iso(day)
	}
	return Join(" ", v.Iso(day), Badge("bad", v.Words["overdue"]))
}

// Past tells whether a day lies before the as-of date.
func (v *Verdicts) Past(day date.Date) bool { return !day.IsZero() && day.Before(v.Assessment.AsOf) }

// DueShort is dueDay for a cell: without the era.
func (v *Desk) DueShort(day date.Date, open bool) part.Part {
	if open && v.Past(day) {
		return Join(" ", v.Iso(day), Badge("bad", v.Words["overdue"]))
	}
	return v.Iso(day)
}
