package quantify

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// Losses describes the annual loss over the simulated years, in the register's currency.
//
// A quantile is one of the simulated losses: the smallest that is not exceeded in at least that share of the years (the inverse of the empirical
// distribution function, without interpolation).
type Losses struct {
	Expected           float64 // expected annual loss in closed form, to be set beside Mean
	Mean               float64
	P50, P90, P95, P99 float64
	Curve              []Point // the loss exceedance curve: losses ascending
}

// Point is one point of a loss exceedance curve.
type Point struct {
	Loss        float64
	Probability float64 // of a year that loses more than Loss, at most
}

// Total is the annual loss of all risks together.
type Total struct {
	Losses
	sorted []float64 // every year's
}

// Exceedance gives the share of the simulated years that lost more than an amount, rounded to three significant digits.
func (t *Total) Exceedance(loss float64) float64 {
	if len(t.sorted) == 0 {
		return 0
	}
	i, _ := slices.BinarySearchFunc(t.sorted, loss, func(x, loss float64) int {
		if x > loss {
			return 1
		}
		return -1
	})
	return round(float64(len(t.sorted)-i) / float64(len(t.sorted)))
}

// Within tells whether an amount is exceeded in no larger share of the simulated years than a tolerance allows.
func (t *Total) Within(loss, probability float64) bool { return t.Exceedance(loss) <= probability }

// curve gives the probabilities of the points of a loss exceedance curve, in thousandths and descending.
var curve = []int{990, 950, 900, 850, 800, 750, 700, 650, 600, 550, 500, 450, 400, 350, 300, 250, 200, 150, 120, 100, 80, 60, 50, 40, 30, 20, 15, 10, 7, 5, 3, 2, 1}

// fewestBeyond is how many years must lie beyond a point of a curve for it to be shown.
const fewestBeyond = 10

// position gives the index, among n sorted years, of the quantile that leaves a probability of exceedance in thousandths.
func position(n, thousandths int) int {
	rank := (n*(1000-thousandths) + 999) / 1000 // the smallest rank with a share of at least 1 − p
	return max(rank, 1) - 1
}

// quantiles are those of Losses by name, as probabilities of exceedance in thousandths.
var quantiles = [4]int{500, 100, 50, 10}

// summarise describes annual losses.
func summarise(years []float64, expected float64) Losses {
	n := len(years)
	var sum float64
	for _, loss := range years {
		sum += loss
	}
	var wanted []int
	for _, p := range curve {
		wanted = append(wanted, position(n, p))
	}
	for _, p := range quantiles {
		wanted = append(wanted, position(n, p))
	}
	slices.Sort(wanted)
	wanted = slices.Compact(wanted)
	values := pick(years, wanted)
	at := func(position int) float64 {
		i, _ := slices.BinarySearch(wanted, position)
		return values[i]
	}
	return describe(n, at, sum/float64(n), expected)
}

// describe reads the figures off n years; at gives the loss at a position of their ascending order.
func describe(n int, at func(position int) float64, mean, expected float64) Losses {
	leaving := func(p int) float64 { return round(at(position(n, p))) }
	l := Losses{
		Expected: expected, Mean: round(mean),
		P50: leaving(quantiles[0]), P90: leaving(quantiles[1]), P95: leaving(quantiles[2]), P99: leaving(quantiles[3]),
	}
	for _, p := range curve {
		if n*p >= fewestBeyond*1000 {
			l.Curve = append(l.Curve, Point{leaving(p), float64(p) / 1000})
		}
	}
	return l
}

// newTotal describes the annual losses of all risks together, and keeps them sorted.
func newTotal(years []float64, expected float64) Total {
	var sum float64
	for _, loss := range years {
		sum += loss
	}
	slices.Sort(years)
	at := func(position int) float64 { return years[position] }
	return Total{describe(len(years), at, sum/float64(len(years)), expected), years}
}

// buckets is into how many parts of about equal ratio pick divides the losses.
const buckets = 4096

// pick gives the values at ascending positions of the ascending order, without sorting more than it must: it counts the values by bucket, and sorts the
// buckets in which a position lies. Values are not negative, so that their bits are in their order.
func pick(years []float64, positions []int) []float64 {
	least, most := uint64(math.MaxUint64), uint64(0)
	start := 0 // position of the bucket's first value; years without loss come before all buckets
	for _, loss := range years {
		if loss == 0 {
			start++
			continue
		}
		b := math.Float64bits(loss)
		least, most = min(least, b), max(most, b)
	}
	picked := make([]float64, len(positions))
	next := 0
	for next < len(positions) && positions[next] < start {
		next++
	}
	if next == len(positions) {
		return picked
	}
	shift := max(0, bits.Len64(most-least)-bits.Len(buckets-1))
	var count, group [buckets]int32
	for _, loss := range years {
		if loss != 0 {
			count[(math.Float64bits(loss)-least)>>shift]++
		}
	}
	var first []int // by group: position of its first value
	var values [][]float64
	for b, n := range count {
		group[b] = -1
		if next < len(positions) && positions[next] < start+int(n) {
			group[b] = int32(len(first))
			first = append(first, start)
			values = append(values, make([]float64, 0, n))
			for next < len(positions) && positions[next] < start+int(n) {
				next++
			}
		}
		start += int(n)
	}
	for _, loss := range years {
		if loss == 0 {
			continue
		}
		if g := group[(math.Float64bits(loss)-least)>>shift]; g >= 0 {
			values[g] = append(values[g], loss)
		}
	}
	g := -1
	for i, position := range positions {
		for g+1 < len(first) && position >= first[g+1] {
			g++
			slices.Sort(values[g])
		}
		if g >= 0 {
			picked[i] = values[g][position-first[g]]
		}
	}
	return picked
}

// round keeps three significant digits. What is too large for a number becomes the largest one.
func round(x float64) float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return math.MaxFloat64
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'e', 2, 64), 64)
	if err != nil {
		return math.MaxFloat64
	}
	return rounded
}
