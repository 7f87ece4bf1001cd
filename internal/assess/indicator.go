package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// IndicatorState is where the newest reading of an indicator lies.
type IndicatorState string

// The states of an indicator. Unread has no reading on or before the as-of date.
const (
	Unread IndicatorState = "unread"
	Within IndicatorState = "within"
	Warned IndicatorState = "warning"
	Beyond IndicatorState = "beyond"
)

// Indicator is one indicator, judged.
type Indicator struct {
	Record  *register.Indicator
	State   IndicatorState
	Newest  *register.Reading // on or before the as-of date; nil where there is none
	Trend   string            // of the readings: "worsening", "steady" or "improving"; empty with fewer than two. It never contradicts the outlook
	Outlook Outlook           // of the readings towards the limit
	Overdue bool              // not read for twice the months in which it is read, or never though it is to be read (handbook 6.1)
}

// Nearing gives the indicators that are beyond their limit, by id, then those that head for it, the soonest first.
func Nearing(a *Assessment) []*Indicator {
	var beyond, nearing []*Indicator
	for _, i := range a.Indicators {
		switch i.Outlook.State {
		case OutlookBeyond:
			beyond = append(beyond, i)
		case OutlookNearing:
			nearing = append(nearing, i)
		}
	}
	slices.SortStableFunc(nearing, func(x, y *Indicator) int { return x.Outlook.On.Compare(y.Outlook.On) })
	return append(beyond, nearing...)
}

// moveReadings is how many readings before the newest one a move looks back on.
const moveReadings = 3

// worse tells whether a value is strictly on the worse side of a bound. Without a bound nothing is.
func worse(i *register.Indicator, value float64, bound *float64) bool {
	if bound == nil {
		return false
	}
	if i.Worse == "lower" {
		return value < *bound
	}
	return value > *bound
}

// watch judges an indicator by its readings up to the as-of date: the newest decides, of one day the last.
func watch(record *register.Indicator, asOf date.Date) *Indicator {
	i := &Indicator{Record: record, State: Unread}
	var values []float64
	for k := range record.Readings {
		if reading := &record.Readings[k]; happened(reading.On, asOf) && reading.Value != nil {
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
func (i *Indicator) At(value float64) IndicatorState {
	switch {
	case worse(i.Record, value, i.Record.Limit):
		return Beyond
	case worse(i.Record, value, i.Record.Warn):
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
	case worse(record, newest, &mean):
		return "worsening"
	}
	return "improving"
}
