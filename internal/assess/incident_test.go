package assess

import (
	"math"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// As of 2026-06-15. A count of 0 where 3.5 are expected has the chance exp(-3.5) = 3.02 %, of 0 where 2.8 are 6.08 %; of 3 or more where 0.6 are expected
// 1 - exp(-0.6)·(1 + 0.6 + 0.18) = 2.31 %, of 2 or more 12.19 %.
func TestIncidentsAgainstTheEstimate(t *testing.T) {
	other := planted.Record("events", "E-2", []string{`approach = "result"`, `result = "r"`, `assets = ["A-1"]`}) + planted.Incident("N-9", "2020-01-01", `kind = "near-miss"`, `events = ["E-2"]`)
	harm := func(id, on string) string { return planted.Incident(id, on, `kind = "incident"`, `events = ["E-1"]`) }
	estimate := func(frequency, identified string) string {
		return planted.Risk("R-1", `events = ["E-1"]`, "identified = "+identified, "quantitative = { frequency = "+frequency+", loss = { low = 1, high = 2 } }") +
			planted.Record("events", "E-1", []string{`approach = "result"`, `result = "r"`, `assets = ["A-1"]`}) + planted.Record("assets", "A-1", []string{`kind = "paper"`, `viewpoints = ["v"]`, `owner = "o"`})
	}
	for _, c := range []struct {
		name, register                 string
		none                           bool
		incidents, nearMisses, counted int
		expected, chance               float64 // 0: not estimated
		disagrees                      bool
	}{
		{name: "no incident at all", register: estimate("9", "2010-01-01"), none: true},
		{name: "one that has not happened yet", register: estimate("9", "2010-01-01") + harm("N-1", "2026-06-16"), none: true},
		{name: "none where 3.5 are expected", register: estimate("0.35", "2010-01-01") + other, expected: 3.5, chance: math.Exp(-3.5), disagrees: true},
		{name: "none where 2.8 are expected", register: estimate("0.28", "2010-01-01") + other, expected: 2.8, chance: math.Exp(-2.8)},
		{name: "three where 0.6 are expected", register: estimate("0.06", "2010-01-01") + harm("N-1", "2016-06-15") + harm("N-2", "2020-01-01") + harm("N-3", "2026-06-15"), incidents: 3, counted: 3,
			expected: 0.6, chance: 1 - math.Exp(-0.6)*1.78, disagrees: true},
		{name: "the day before ten years ago is not counted", register: estimate("0.06", "2010-01-01") + harm("N-1", "2016-06-14") + harm("N-2", "2020-01-01") + harm("N-3", "2026-06-15"), incidents: 2, counted: 2,
			expected: 0.6, chance: 1 - math.Exp(-0.6)*1.6},
		{name: "near misses and those of assets do not count, one that names risk and event counts once",
			register: estimate("0.06", "2010-01-01") + planted.Incident("N-1", "2020-01-01", `kind = "near-miss"`, `events = ["E-1"]`) + planted.Incident("N-2", "2020-01-01", `kind = "incident"`, `assets = ["A-1"]`) +
				planted.Incident("N-3", "2020-01-01", `kind = "incident"`, `events = ["E-1"]`, `risks = ["R-1"]`), incidents: 1, nearMisses: 1, counted: 1, expected: 0.6, chance: 1 - math.Exp(-0.6)},
		{name: "provisional ones do not count", register: estimate("0.06", "2010-01-01") + planted.Incident("N-1", "2020-01-01", `kind = "incident"`, `events = ["E-1"]`, "provisional = true") + other, expected: 0.6, chance: math.Exp(-0.6)},
		{name: "since it was identified", register: estimate("1", "2024-06-15") + harm("N-1", "2024-06-14") + harm("N-2", "2024-06-15"), incidents: 2, counted: 1, expected: 2, chance: 3 * math.Exp(-2)},
		{name: "less than a year ago", register: estimate("100", "2025-06-16") + harm("N-1", "2026-01-01"), incidents: 1, counted: 1},
		{name: "a year ago", register: estimate("100", "2025-06-15") + harm("N-1", "2026-01-01"), incidents: 1, counted: 1, expected: 100, chance: 101 * math.Exp(-100), disagrees: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := judged(t, c.register).Risk("R-1").Occurred
			if (o == nil) != c.none {
				t.Fatalf("what came about: %+v", o)
			}
			if o == nil {
				return
			}
			if len(o.Incidents) != c.incidents || len(o.NearMisses) != c.nearMisses || o.Count != c.counted || o.Disagrees != c.disagrees {
				t.Errorf("%d incidents, %d near misses, %d counted, disagrees %t", len(o.Incidents), len(o.NearMisses), o.Count, o.Disagrees)
			}
			if (o.Expected == nil) != (c.expected == 0) {
				t.Fatalf("expected %v", o.Expected)
			}
			// ten years have 3652 or 3653 days, which is 10 years of 365.25 days but for a day
			if o.Expected != nil && (math.Abs(*o.Expected-c.expected) > c.expected/300 || math.Abs(o.Chance-c.chance) > c.chance/100) && c.expected < 50 {
				t.Errorf("expected %g with chance %g, want %g and %g", *o.Expected, o.Chance, c.expected, c.chance)
			}
		})
	}
}
