package page

import (
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
)

// dueDay writes a day by which something is to be done, marked where it is open and past.
func (v *verdicts) dueDay(day date.Date, open bool) part.Part {
	if day.IsZero() {
		return nil
	}
	if !open || !v.past(day) {
		return part.Words(v.day(day))
	}
	return join(" ", part.Words(v.day(day)), badge("bad", v.words["overdue"]))
}

// past tells whether a day lies before the as-of date.
func (v *verdicts) past(day date.Date) bool { return !day.IsZero() && day.Before(v.Assessment.AsOf) }

// dueShort is dueDay for a cell: without the era.
func (v *desk) dueShort(day date.Date, open bool) part.Part {
	if open && v.past(day) {
		return join(" ", part.Words(day.String()), badge("bad", v.words["overdue"]))
	}
	return part.Words(day.String())
}
