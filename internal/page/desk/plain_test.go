package desk

import (
	"testing"
)

func TestOwnFigures(t *testing.T) {
	for x, want := range map[float64]string{0: "0", 2012: "2012", 9999: "9999", 10000: "10,000", 1234567.25: "1,234,567.25", 0.125: "0.125", -1.5: "-1.5", -0.5: "-0.5", -20000: "-20,000"} {
		if got := plain(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}
