package assess

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/planted"
)

// readingsOf writes readings, ten days apart, the last on 10 June 2026.
func readingsOf(values ...float64) string {
	var all []string
	for i, v := range values {
		all = append(all, fmt.Sprintf("{ on = %s, value = %g }", date.Of(2026, 6, 10).AddDays(10*(i+1-len(values))), v))
	}
	return "reading = [" + strings.Join(all, ", ") + "]"
}

func outlookOf(t *testing.T, worse string, warn, limit float64, readings string) indicator.Outlook {
	t.Helper()
	a := judged(t, planted.Risk("R-1"), planted.Record("indicators", "I-1", []string{`risks = ["R-1"]`, fmt.Sprintf("worse = %q", worse), fmt.Sprintf("warn = %g", warn), fmt.Sprintf("limit = %g", limit), readings}))
	return a.Indicators[0].Outlook
}

// On a line of 1 in ten days that ends at 50 on 10 June, the limit of 52 is 20 days off, that of 54 40 days, which is as far as the five readings reach
// back; that of 55 is further.
func TestOutlookIsGivenAsFarAsTheReadingsReachBack(t *testing.T) {
	line := readingsOf(46, 47, 48, 49, 50)
	for limit, wanted := range map[float64]string{52: "nearing 2026-06-30 2026-06-30 2026-06-30", 54: "nearing 2026-07-20 2026-07-20 2026-07-20", 55: "far   ", 49: "beyond   ", 50: "nearing 2026-06-10 2026-06-10 2026-06-10"} {
		o := outlookOf(t, "higher", 40, limit, line)
		planted.Want(t, fmt.Sprint("limit ", limit), fmt.Sprintf("%s %v %v %v", o.State, o.On, o.Earliest, o.Latest), wanted)
		planted.Want(t, "readings", o.N, 5)
		planted.Want(t, "slope", fmt.Sprintf("%.3f", o.PerDay), "0.100")
	}
	o := outlookOf(t, "lower", 60, 48, readingsOf(54, 53, 52, 51, 50))
	planted.Want(t, "falling", fmt.Sprintf("%s %v %.4f", o.State, o.On, o.Chance), "nearing 2026-06-30 0.0083")
}

// With one pair of readings out of order S of five is 8, which chance brings about 5 times in 120; with two it is 6, 14 times in 120.
func TestOutlookWantsMoreThanChance(t *testing.T) {
	for _, c := range []struct {
		readings string
		state    indicator.OutlookState
		chance   float64
	}{
		{readingsOf(46, 47, 49, 48, 50), indicator.OutlookNearing, 5.0 / 120},
		{readingsOf(47, 46, 49, 48, 50), indicator.OutlookNone, 14.0 / 120},
		{readingsOf(50, 49, 48, 47, 46), indicator.OutlookNone, 1},
		{readingsOf(48, 48, 48, 48, 48), indicator.OutlookNone, 0.592},
		{readingsOf(47, 48, 49, 50), indicator.OutlookFew, 0},
		{readingsOf(50), indicator.OutlookFew, 0},
		{"reading = []", indicator.OutlookUnread, 0},
		{`reading = [{ on = 2026-06-16, value = 50 }]`, indicator.OutlookUnread, 0},
	} {
		o := outlookOf(t, "higher", 40, 52, c.readings)
		planted.Want(t, c.readings, o.State, c.state)
		if math.Abs(o.Chance-c.chance) > 0.0006 {
			t.Errorf("%s: chance %v, not %v", c.readings, o.Chance, c.chance)
		}
	}
}

// Slopes of 46, 47, 49, 48, 50 a day: -0.1, 0.05 twice, 0.0667, 0.1 three times, 0.15, 0.2 twice; one is left out on either side. By the median of 0.1
// the lines through the readings stand at 50, 50, 51, 49 and 50 on 10 June, by 0.2 at 54, 53, 53, 50 and 50, by 0.05 at 48, 48.5, 50, 48.5 and 50. From
// their medians of 50, 53 and 48.5 the limit of 53.52 is 35.2, 2.6 and 100.4 days off, the last further than the readings reach back.
func TestOutlookGivesTheIntervalOfItsDay(t *testing.T) {
	o := outlookOf(t, "higher", 40, 53.52, readingsOf(46, 47, 49, 48, 50))
	planted.Want(t, "day", o.On, date.Of(2026, 7, 15))
	planted.Want(t, "earliest", o.Earliest, date.Of(2026, 6, 13))
	planted.Want(t, "latest", o.Latest, date.Date{})
}

// The newest twelve count, of one day the last, and none after the as-of date: a steep fall before them and a reading of tomorrow change nothing.
func TestOutlookLooksAtTheNewestReadings(t *testing.T) {
	values := []float64{900, 800, 700}
	for v := 39; v <= 50; v++ {
		values = append(values, float64(v))
	}
	readings := strings.TrimSuffix(readingsOf(values...), "]") + `, { on = 2026-06-16, value = 0 }]`
	readings = strings.Replace(readings, "reading = [", "reading = [{ on = 2026-06-10, value = 7 }, ", 1)
	o := outlookOf(t, "higher", 40, 52, readings)
	planted.Want(t, "readings", o.N, 12)
	planted.Want(t, "day", o.On, date.Of(2026, 6, 30))
}

// Readings at the ends of what a number can hold give a verdict, not a day out of the world.
func TestOutlookBearsAnyReadings(t *testing.T) {
	for _, values := range [][]float64{{-1e308, -1e307, 0, 1e307, 1e308}, {1, 1, 1, 1, 1 + 1e-15}, {5e-324, 1e-323, 2e-323, 3e-323, 4e-323}} {
		for _, limit := range []float64{-1.7e308, 0, 1.7e308} {
			o := outlookOf(t, "higher", 0, limit, readingsOf(values...))
			if o.State == indicator.OutlookNearing && (o.On.Before(date.Of(2026, 6, 10)) || o.On.After(date.Of(2026, 7, 20))) {
				t.Errorf("%v towards %v: %+v", values, limit, o)
			}
		}
	}
}
