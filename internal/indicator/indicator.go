// Package indicator judges indicators by their readings: where the newest lies between the bounds, where the readings head, and when they reach the limit.
//
// In: one indicator of a register, and the as-of date. Out: its state, trend and outlook. It is pure, and knows nothing of the risks that the indicator watches.
package indicator

import (
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// State is where the newest reading of an indicator lies.
type State string

// The states of an indicator. Unread has no reading on or before the as-of date.
const (
	Unread State = "unread"
	Within State = "within"
	Warned State = "warning"
	Beyond State = "beyond"
)

// Judged is one indicator, judged.
type Judged struct {
	Record  *register.Indicator
	State   State
	Newest  *register.Reading // on or before the as-of date; nil where there is none
	Trend   string            // of the readings: "worsening", "steady" or "improving"; empty with fewer than two. It never contradicts the outlook
	Outlook Outlook           // of the readings towards the limit
	Overdue bool              // not read for twice the months in which it is read, or never though it is to be read (handbook 6.1)
}

// moveReadings is how many readings before the newest one a move looks back on.
const moveReadings = 3

// Worse tells whether a value is strictly on the worse side of a bound. Without a bound nothing is.
func Worse(i *register.Indicator, value float64, bound *float64) bool {
	if bound == nil {
		return false
	}
	if i.Worse == "lower" {
		return value < *bound
	}
	return value > *bound
}

// Judge judges an indicator by its readings up to the as-of date: the newest decides, of one day the last.
func Judge(record *register.Indicator, asOf date.Date) *Judged {
	i := &Judged{Record: record, State: Unread}
	var values []float64
	for k := range record.Readings {
		if reading := &record.Readings[k]; date.Happened(reading.On, asOf) && reading.Value != nil {
			i.Newest = reading
			values = append(values, *reading.Value)
		}
	}
	if months := record.EveryMonths; months > 0 {
		i.Overdue = i.Newest == nil || i.Newest.On.AddMonths(2*months).Before(asOf)
	}
	if i.Newest != nil {
		i.Trend = move(record, values)
		i.State = i.At(*i.Newest.Value)
	}
	points := i.recent(asOf)
	if len(points) >= OutlookFewest {
		i.Trend = i.drift(points)
	}
	i.Outlook = i.outlook(points)
	return i
}

// At tells where a value lies between the bounds of the indicator.
func (i *Judged) At(value float64) State {
	switch {
	case Worse(i.Record, value, i.Record.Limit):
		return Beyond
	case Worse(i.Record, value, i.Record.Warn):
		return Warned
	}
	return Within
}

// move is the trend where there are too few readings for a test: it compares the newest value with the mean of the up to three before it. It is steady where they differ by no more than a tenth of the way from
// the warning to the limit.
func move(record *register.Indicator, values []float64) string {
	if len(values) < 2 {
		return ""
	}
	newest, before := values[len(values)-1], values[:len(values)-1]
	before = before[max(0, len(before)-moveReadings):]
	var sum float64
	for _, v := range before {
		sum += v
	}
	mean := sum / float64(len(before))
	var margin float64
	if record.Warn != nil && record.Limit != nil {
		margin = max(*record.Limit-*record.Warn, *record.Warn-*record.Limit) / 10
	}
	low, high := mean-margin, mean+margin
	switch {
	case newest >= low && newest <= high:
		return "steady"
	case Worse(record, newest, &mean):
		return "worsening"
	}
	return "improving"
}
