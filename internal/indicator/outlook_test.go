package indicator

import (
	"fmt"
	"math"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// Upper tails of Kendall's S as tabled by R. O. Gilbert, Statistical Methods for Environmental Pollution Monitoring (1987), table A18. Those of 4 and 5 can be
// counted: of 24 orders of four one has no inversion and three have one; of 120 orders of five 1, 4 and 9 have none, one and two.
func TestChanceOfKendallsS(t *testing.T) {
	for _, c := range []struct {
		n, s   int
		chance float64
	}{
		{4, 6, 1.0 / 24}, {4, 4, 4.0 / 24}, {5, 10, 1.0 / 120}, {5, 8, 5.0 / 120}, {5, 6, 14.0 / 120}, {5, -10, 1}, {5, 0, 0.592},
		{8, 16, 0.031}, {8, 14, 0.054}, {9, 18, 0.038}, {6, 11, 0.028}, {6, 9, 0.068}, {7, 13, 0.035}, {10, 21, 0.036}, {10, 19, 0.054},
	} {
		if got := chanceOf(c.n, c.s); math.Abs(got-c.chance) > 0.0006 {
			t.Errorf("chance of S ≥ %d of %d is %v, not %v", c.s, c.n, got, c.chance)
		}
	}
}

// E. J. Smith's ratios of rainfall in five years of cloud seeding, the worked example of Theil's slope in M. Hollander and D. A. Wolfe, Nonparametric
// Statistical Methods: ten slopes from -0.15 to 0.04, their median -0.0563; S = -6, which is as rare as 0.117.
func TestSlopeOfAPublishedExample(t *testing.T) {
	var points []point
	for i, ratio := range []float64{1.26, 1.27, 1.12, 1.16, 1.03} {
		points = append(points, point{float64(i - 4), ratio})
	}
	slopes, s := slopesOf(points)
	planted.Want(t, "S", s, -6)
	if got := chanceOf(5, -s); math.Abs(got-0.117) > 0.0006 {
		t.Errorf("chance %v", got)
	}
	for i, slope := range []float64{-0.15, -0.13, -0.08, -0.07, -0.0575, -0.055, -0.045, -0.0333, 0.01, 0.04} {
		if math.Abs(slopes[i]-slope) > 0.00005 {
			t.Errorf("slope %d is %v, not %v", i, slopes[i], slope)
		}
	}
	if got := median(slopes); math.Abs(got+0.0563) > 0.0001 {
		t.Errorf("median slope %v", got)
	}
	// S ≥ 8 is the first that is rarer than 5 % (14/120 at 6, 5/120 at 8): (10 - 8) / 2 slopes are left out on either side.
	low, high := slopeInterval(slopes, 5)
	planted.Want(t, "interval", fmt.Sprintf("%.2f %.2f", low, high), "-0.13 0.01")
}
