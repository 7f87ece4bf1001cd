package quantify

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/riskbook/riskbook/internal/register"
)

func fixed(x float64) *register.Estimate {
	return &register.Estimate{Form: register.Fixed, Low: x, Mode: x, High: x}
}

func pert(low, mode, high float64) *register.Estimate {
	return &register.Estimate{Form: register.PERT, Low: low, Mode: mode, High: high}
}

func lognormal(low, high float64) *register.Estimate {
	return &register.Estimate{Form: register.Lognormal, Low: low, High: high}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s = %.10g, want %.10g within %.3g", what, got, want, tolerance)
	}
}

// The method gives the first figure. The next four are those that the README of Netflix's riskquant prints for the same distributions: 40,400.13 in
// full, the others to three digits. The last two stand in the spreadsheet of the one-for-one substitution that goes with Hubbard and Seiersen,
// How to Measure Anything in Cybersecurity Risk, chapter 3, in whole dollars.
func TestExpectedLossMatchesPublishedExamples(t *testing.T) {
	for _, c := range []struct {
		frequency, low, high, want, tolerance float64
	}{
		{0.1, 1, 10, 0.404001, 5e-7},
		{0.1, 1e5, 1e6, 40400.128269457266, 1e-6},
		{0.01, 1e6, 1e7, 40_400, 50},
		{0.1, 1e7, 1e9, 26_600_000, 50_000},
		{0.05, 5e6, 5e7, 1_010_000, 5_000},
		{0.05, 500_000, 2_000_000, 54_643, 0.5},
		{0.10, 400_000, 2_500_000, 116_785, 0.5},
	} {
		got := Expected(fixed(c.frequency), lognormal(c.low, c.high))
		near(t, "expected", *got, c.want, c.tolerance)
	}
}

// (0.1 + 4·0.3 + 0.7) / 6 = 2 / 6 events, each (2 + 4·5 + 20) / 6 = 7: 7/3.
func TestExpectedLossOfPERTIsTheProductOfItsMeans(t *testing.T) {
	near(t, "expected", *Expected(pert(0.1, 0.3, 0.7), pert(2, 5, 20)), 7.0/3, 1e-12)
}

func TestExpectedLossNeedsBothEstimatesAndAFigureThatFits(t *testing.T) {
	if Expected(nil, fixed(1)) != nil || Expected(fixed(1), nil) != nil {
		t.Error("a figure without its estimates")
	}
	if got := Expected(fixed(1e300), lognormal(1e200, 1e300)); got != nil {
		t.Errorf("a figure beyond all numbers: %g", *got)
	}
}

// The 5th, 50th and 95th percentile of the lognormal are low, √(low·high) and high.
func TestLognormalHasItsPercentilesAtLowAndHigh(t *testing.T) {
	d := newDistribution(*lognormal(2, 50))
	near(t, "5 %", d.at(0.05), 2, 2*2e-5)
	near(t, "50 %", d.at(0.5), 10, 10*2e-5)
	near(t, "95 %", d.at(0.95), 50, 50*2e-5)
}

// Against the library's own quantile function and exponential, over the whole range.
func TestLognormalTableFollowsTheDistribution(t *testing.T) {
	d := newDistribution(*lognormal(1, 1000))
	mu, sigma := math.Log(1000)/2, math.Log(1000)/(2*z95)
	for _, u := range []float64{1e-15, 1e-9, 1e-4, 0.001, 0.01, 0.3, 0.7, 0.99, 0.999, 0.9999, 1 - 1e-9, 1 - 1e-11} {
		want := math.Exp(mu + sigma*distuv.UnitNormal.Quantile(u))
		near(t, "quantile", d.at(u)/want, 1, 5e-4)
	}
}

// The rank of each quantile, by the regularised incomplete beta function of another library, is the rank asked for.
func TestPERTTableFollowsTheBetaDistribution(t *testing.T) {
	for _, mode := range []float64{0, 0.1, 0.5, 0.83, 1} {
		b := newBetaTable(mode)
		for u := 0.0005; u < 1; u += 0.0101 {
			near(t, "rank", mathext.RegIncBeta(1+4*mode, 5-4*mode, b.quantile(u)), u, 2e-5)
		}
	}
}

func TestPoissonIsExactWhereEventsAreFew(t *testing.T) {
	for _, rate := range []float64{0, 1e-9, 0.02, 0.7, 3, 17.5, 63.9} {
		f := newFrequency(*fixed(rate))
		for u := 0.003; u < 1; u += 0.0071 {
			want := 0.0
			for rate > 0 && (distuv.Poisson{Lambda: rate}).CDF(want) < u {
				want++
			}
			if got := poisson(rate, u); got != want {
				t.Errorf("poisson(%g, %g) = %g, want %g", rate, u, got, want)
			}
			if got := f.events(0.5, u); got != want {
				t.Errorf("table of %g at %g = %g, want %g", rate, u, got, want)
			}
		}
	}
}

// The expansion may be off by one event in one year of a hundred, and its mean by a thousandth of its standard deviation.
func TestPoissonIsCloseWhereEventsAreMany(t *testing.T) {
	for _, rate := range []float64{64, 100, 1000, 12345} {
		exact := distuv.Poisson{Lambda: rate}
		off, sum, n := 0, 0.0, 20_000
		for i := range n {
			u := (float64(i) + 0.5) / float64(n)
			got := poisson(rate, u)
			sum += got
			if exact.CDF(got) < u || exact.CDF(got-1) >= u {
				off++
				if exact.CDF(got+1) < u || exact.CDF(got-2) >= u {
					t.Errorf("poisson(%g, %g) = %g is off by more than one", rate, u, got)
				}
			}
		}
		if off > n/100 {
			t.Errorf("rate %g: %d of %d years are off", rate, off, n)
		}
		near(t, "mean", sum/float64(n), rate, 0.002*math.Sqrt(rate))
	}
}

func TestEventsNeverFallWhenTheRateRises(t *testing.T) {
	for u := 0.00001; u < 1; u += 0.0037 {
		before := 0.0
		for rate := 0.01; rate < 3000; rate *= 1.01 {
			n := poisson(rate, u)
			if n < before {
				t.Fatalf("at rank %g, rate %g has %g events after %g", u, rate, n, before)
			}
			before = n
		}
	}
	// Where the one way to count ends and the other begins, every rank is looked at.
	for i := range 200_000 {
		u := (float64(i) + 0.5) / 200_000
		if few, many := poisson(manyEvents-1e-9, u), poisson(manyEvents, u); many < few {
			t.Fatalf("at rank %g: %g events just below %d, %g from there", u, few, manyEvents, many)
		}
	}
}

// A Poisson count is held against gonum's, and an uncertain rate against the mean over its rates, added up finely.
func TestChancesOfACount(t *testing.T) {
	for _, c := range []struct {
		rate, years float64
		n           int
	}{{0.1, 10, 0}, {0.1, 10, 1}, {0.1, 10, 5}, {4, 2.5, 3}, {30, 2, 80}, {300, 10, 2900}, {0, 10, 0}, {0, 10, 1}} {
		atMost, atLeast := CountChances(*fixed(c.rate), c.years, c.n)
		if c.rate == 0 {
			if atMost != 1 || (atLeast == 1) != (c.n == 0) {
				t.Errorf("of nothing expected, %d: %g, %g", c.n, atMost, atLeast)
			}
			continue
		}
		p := distuv.Poisson{Lambda: c.rate * c.years}
		near(t, "at most", atMost, p.CDF(float64(c.n)), 1e-9)
		near(t, "at least", atLeast, 1-p.CDF(float64(c.n)-0.5), 1e-9)
	}
	low, mode, high := 0.1, 0.3, 0.7
	alpha, beta := 1+4*(mode-low)/(high-low), 1+4*(high-mode)/(high-low)
	rates, sum := distuv.Beta{Alpha: alpha, Beta: beta}, 0.0
	const cells = 20_000
	for i := range cells {
		x := (float64(i) + 0.5) / cells
		sum += rates.Prob(x) / cells * (1 - distuv.Poisson{Lambda: (low + x*(high-low)) * 8}.CDF(5.5))
	}
	_, atLeast := CountChances(*pert(low, mode, high), 8, 6)
	near(t, "at least 6 of an uncertain rate", atLeast, sum, 2e-3)
}
