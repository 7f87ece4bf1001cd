package indicator

import (
	"math"
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// OutlookState is what the readings of an indicator say about reaching its limit.
type OutlookState string

// The states of an outlook. OutlookBeyond says nothing of the future: the limit is passed. Only OutlookNearing gives a day.
const (
	OutlookUnread  OutlookState = "unread"   // no reading, or no limit
	OutlookBeyond  OutlookState = "beyond"   // the newest reading is beyond the limit
	OutlookFew     OutlookState = "few"      // too few readings to tell
	OutlookNone    OutlookState = "no-trend" // no worsening that chance does not explain
	OutlookFar     OutlookState = "far"      // worsening, but the limit is further off than the readings reach back
	OutlookNearing OutlookState = "nearing"  // beyond on about On
)

// The method by which the outlook is judged.
const (
	// OutlookWindow is how many readings are looked at, the newest ones, of each day the last.
	OutlookWindow = 12
	// OutlookFewest is how many are wanted. With four, the plainest worsening comes about by chance once in 24 times.
	OutlookFewest = 5
	// OutlookChance is the highest probability that chance alone brings about such a worsening (Kendall's test, one-sided, exact).
	OutlookChance = 0.05
	// OutlookConfidence is that of the interval in which the day lies.
	OutlookConfidence = 0.90
)

// Outlook is the trend of an indicator's readings towards its limit (handbook 6: signs of deviation).
//
// Whether they worsen is Kendall's rank test against time (H. B. Mann, Econometrica 13 (1945) 245), by the exact distribution for readings without ties:
// with ties it errs on the careful side. How fast is the median of the slopes between every two readings (P. K. Sen, J. Am. Stat. Assoc. 63 (1968) 1379),
// with his interval of confidence. The line has as many readings above it as below. A day is given only where the limit is no further from the newest
// reading than the oldest one looked at.
type Outlook struct {
	State  OutlookState
	N      int     // readings looked at
	Chance float64 // that such a worsening, or a greater one, comes about by chance; meaningful from OutlookFewest readings on
	PerDay float64 // the slope, in the indicator's unit; positive where the value rises

	On       date.Date // the day on which the line reaches the limit, not before the newest reading; zero unless nearing
	Earliest date.Date // by the steepest slope of the interval; zero unless nearing
	Latest   date.Date // by the flattest one; zero where that one does not reach the limit within the span
}

// point is a reading, by the number of days since the newest one (never positive).
type point struct{ day, value float64 }

// recent gives the readings that are looked at.
func (i *Judged) recent(asOf date.Date) []point {
	if i.Newest == nil {
		return nil
	}
	return recent(i.Record.Readings, i.Newest.On, asOf)
}

// sign is +1 where higher values are worse, else -1.
func (i *Judged) sign() float64 {
	if i.Record.Worse == "lower" {
		return -1
	}
	return 1
}

// worsens reports whether readings of a slope head for the limit.
func (i *Judged) worsens(slope float64) bool { return i.sign()*slope > 0 }

// drift is the trend of enough readings: worsening or improving where chance does not explain it, by the test that the outlook goes by.
func (i *Judged) drift(points []point) string {
	slopes, s := slopesOf(points)
	pace := median(slopes)
	switch worsening := int(i.sign()) * s; {
	case i.worsens(pace) && chanceOf(len(points), worsening) <= OutlookChance:
		return "worsening"
	case i.worsens(-pace) && chanceOf(len(points), -worsening) <= OutlookChance:
		return "improving"
	}
	return "steady"
}

// outlook judges where the readings are heading.
func (i *Judged) outlook(points []point) Outlook {
	r := i.Record
	if i.Newest == nil || r.Limit == nil {
		return Outlook{State: OutlookUnread}
	}
	o := Outlook{N: len(points)}
	slopes, s := slopesOf(points)
	if len(slopes) > 0 {
		o.PerDay = median(slopes)
	}
	if o.N >= OutlookFewest {
		o.Chance = chanceOf(o.N, int(i.sign())*s)
	}
	switch {
	case i.State == Beyond:
		o.State = OutlookBeyond
		return o
	case o.N < OutlookFewest:
		o.State = OutlookFew
		return o
	case o.Chance > OutlookChance || !i.worsens(o.PerDay):
		o.State = OutlookNone
		return o
	}
	span := -points[0].day
	reach := func(slope float64) date.Date {
		days := math.Round(reaches(points, slope, *r.Limit))
		if !i.worsens(slope) || !(days <= span) {
			return date.Date{}
		}
		return i.Newest.On.AddDays(int(max(days, 0)))
	}
	if o.On = reach(o.PerDay); o.On.IsZero() {
		o.State = OutlookFar
		return o
	}
	o.State = OutlookNearing
	flat, steep := slopeInterval(slopes, o.N)
	if r.Worse == "lower" {
		flat, steep = steep, flat
	}
	o.Earliest, o.Latest = reach(steep), reach(flat)
	return o
}

// recent gives the newest readings, oldest first, of each day the last.
func recent(readings []register.Reading, newest, asOf date.Date) []point {
	var points []point
	for k := range readings {
		reading := &readings[k]
		if !date.Happened(reading.On, asOf) || reading.Value == nil || math.IsNaN(*reading.Value) || math.IsInf(*reading.Value, 0) {
			continue
		}
		p := point{-float64(reading.On.DaysUntil(newest)), *reading.Value}
		if n := len(points); n > 0 && points[n-1].day == p.day {
			points[n-1] = p
			continue
		}
		points = append(points, p)
	}
	return points[max(0, len(points)-OutlookWindow):]
}

// slopesOf gives the slopes between every two points, ascending, and Kendall's S: how many of them rise, less how many fall.
func slopesOf(points []point) (slopes []float64, s int) {
	for i := range points {
		for j := i + 1; j < len(points); j++ {
			slope := points[j].value/(points[j].day-points[i].day) - points[i].value/(points[j].day-points[i].day)
			switch {
			case slope > 0:
				s++
			case slope < 0:
				s--
			}
			slopes = append(slopes, slope)
		}
	}
	slices.Sort(slopes)
	return slopes, s
}

// chanceOf gives the probability that Kendall's S of n values in random order is at least s.
func chanceOf(n, s int) float64 {
	counts, pairs := inversions(n), n*(n-1)/2
	var below, all float64
	for k, c := range counts {
		all += c
		if pairs-2*k >= s { // S of an order with k inversions
			below += c
		}
	}
	return below / all
}

// inversions counts the orders of n things by their number of inversions.
func inversions(n int) []float64 {
	counts := []float64{1}
	for m := 2; m <= n; m++ {
		next := make([]float64, len(counts)+m-1)
		for k, c := range counts {
			for i := range m {
				next[k+i] += c
			}
		}
		counts = next
	}
	return counts
}

// slopeInterval gives the interval of confidence for the slope of n points (Sen 1968, with the exact distribution of S).
func slopeInterval(slopes []float64, n int) (low, high float64) {
	pairs := len(slopes)
	critical := pairs // the largest S that is not rarer than the interval leaves on either side
	for critical > 0 && chanceOf(n, critical) <= (1-OutlookConfidence)/2 {
		critical--
	}
	// S takes every second value. One step above the critical value is the first that is rare enough.
	outside := max((pairs-critical)/2-1, 0) // slopes left out on either side
	return slopes[outside], slopes[pairs-1-outside]
}

// reaches gives the day, counted from the newest point, on which a line of a slope reaches the limit. The line runs so that as many points lie above as below.
func reaches(points []point, slope, limit float64) float64 {
	levels := make([]float64, len(points)) // of lines of that slope through each point, at the newest day
	for i, p := range points {
		levels[i] = p.value - slope*p.day
	}
	slices.Sort(levels)
	return (limit - median(levels)) / slope
}

// median gives the middle of sorted values.
func median(sorted []float64) float64 {
	n := len(sorted)
	return sorted[(n-1)/2]/2 + sorted[n/2]/2
}
