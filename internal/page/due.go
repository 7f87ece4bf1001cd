package page

import (
	"html/template"

	"github.com/riskbook/riskbook/internal/date"
)

// dueDay writes a day by which something is to be done, marked where it is open and past.
func (v *view) dueDay(day date.Date, open bool) template.HTML {
	if day.IsZero() {
		return ""
	}
	if !open || !v.past(day) {
		return escaped(v.day(day))
	}
	return join(" ", escaped(v.day(day)), badge("bad", v.words["overdue"]))
}

// past tells whether a day lies before the as-of date.
func (v *view) past(day date.Date) bool { return !day.IsZero() && day.Before(v.Assessment.AsOf) }

// dueShort is dueDay for a cell: without the era.
func (v *view) dueShort(day date.Date, open bool) template.HTML {
	if open && v.past(day) {
		return join(" ", escaped(day.String()), badge("bad", v.words["overdue"]))
	}
	return escaped(day.String())
}
