package quantify

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/riskbook/riskbook/internal/register"
)

// manyEvents is the rate from which the number of events is found by an expansion about the normal distribution instead of by adding up the
// probabilities.
const manyEvents = 64

// frequency draws the number of events in a year.
type frequency struct {
	rate  distribution
	fixed []float64 // a fixed rate below manyEvents: the distribution function from 0 events on
}

func newFrequency(e register.Estimate) frequency {
	f := frequency{rate: newDistribution(e)}
	if f.rate.form == register.Fixed && f.rate.low < manyEvents {
		f.fixed = poissonTable(f.rate.low)
	}
	return f
}

// events gives the number of events at rank count of a year whose rate lies at rank rate. It never falls when the rate rises.
func (f *frequency) events(rate, count float64) float64 {
	if f.fixed != nil {
		return look(f.fixed, count)
	}
	return poisson(f.rate.at(rate), count)
}

// poissonTable gives the distribution function of Poisson(rate), rate < manyEvents, up to where nothing is left.
func poissonTable(rate float64) []float64 {
	p := none(rate)
	table := []float64{p}
	for sum, k := p, 1.0; k < 8*manyEvents && (k <= rate || p > 1e-18); k++ {
		p *= rate / k
		sum += p
		table = append(table, sum)
	}
	return table
}

// none gives the probability of no event, exp(−rate), for rates from 0 to manyEvents: from the tables of its whole part and of its 256ths, and the
// series of what is left, which is off by less than 1e-11 of it.
func none(rate float64) float64 {
	t := exponentials()
	whole := int(rate)
	part := (rate - float64(whole)) * 256
	step := int(part)
	left := (part - float64(step)) / 256
	return t.whole[whole&(manyEvents-1)] * t.part[step&255] * (1 - left*(1-left*(0.5-left/6)))
}

type exponentialTable struct {
	whole [manyEvents]float64
	part  [256]float64
}

var exponentials = sync.OnceValue(func() *exponentialTable {
	t := &exponentialTable{}
	for i := range t.whole {
		t.whole[i] = math.Exp(-float64(i))
	}
	for i := range t.part {
		t.part[i] = math.Exp(-float64(i) / 256)
	}
	return t
})

func look(table []float64, u float64) float64 {
	for k, f := range table {
		if u <= f {
			return float64(k)
		}
	}
	return float64(len(table))
}

var poissonAtMany = sync.OnceValue(func() []float64 { return poissonTable(math.Nextafter(manyEvents, 0)) })

// poisson gives the quantile of Poisson(rate) at rank u: exact below manyEvents. Above, it is the Cornish-Fisher expansion with three terms,
// which is off by one event in fewer than one year of a hundred; it is never below the quantile at manyEvents, so that a rise of the rate never
// takes events away.
func poisson(rate, u float64) float64 {
	switch {
	case u <= 1-rate*(1-rate*(0.5-rate/6)): // no event: the start of the series of exp(−rate) is below it, and quicker
		return 0
	case rate < manyEvents:
		p := none(rate)
		sum, k := p, 0.0
		for u > sum && k < 8*manyEvents && (k <= rate || p > 1e-18) {
			k++
			p *= rate / k
			sum += p
		}
		return k
	}
	z := distuv.UnitNormal.Quantile(u)
	root := math.Sqrt(rate)
	expanded := rate + root*z + (z*z-1)/6 + (z-z*z*z)/(72*root)
	return max(math.Floor(expanded+0.5), look(poissonAtMany(), u))
}

// CountChances gives the chances of at most n and of at least n events in a number of years, where a year brings as many as a frequency says: a Poisson
// count, over all rates that the estimate holds possible.
func CountChances(frequency register.Estimate, years float64, n int) (atMost, atLeast float64) {
	const ranks = 64 // of an uncertain rate
	rate := newDistribution(frequency)
	if rate.form == register.Fixed {
		return countChances(rate.low*years, n)
	}
	for i := range ranks {
		fewer, more := countChances(rate.at((float64(i)+0.5)/ranks)*years, n)
		atMost, atLeast = atMost+fewer/ranks, atLeast+more/ranks
	}
	return atMost, atLeast
}

// countChances gives the chances of at most n and of at least n events where so many are expected. The terms are added in logarithms, so that none is lost
// however many are expected.
func countChances(expected float64, n int) (atMost, atLeast float64) {
	if expected <= 0 {
		if n == 0 {
			return 1, 1
		}
		return 1, 0
	}
	below := 0.0 // fewer than n
	for k := range n {
		below += poissonTerm(expected, k)
	}
	return min(1, below+poissonTerm(expected, n)), max(0, 1-below)
}

func poissonTerm(expected float64, k int) float64 {
	factorial, _ := math.Lgamma(float64(k) + 1)
	return math.Exp(float64(k)*math.Log(expected) - expected - factorial)
}
