package chart

import (
	"math"

	gochart "github.com/wcharczuk/go-chart/v2"
)

// gap is the least room between two words of an axis.
const gap = 10

// lossAxis gives the ticks of a logarithmic axis, at their logarithms: as many round amounts as their words leave room for. The first lies at or below
// the least amount and the last at or above the greatest, and there are two at least.
func lossAxis(least, most float64, width int, words func(float64) string) []gochart.Tick {
	low, high := int(math.Floor(math.Log10(least))), int(math.Ceil(math.Log10(most)))
	var ticks []gochart.Tick
	for _, steps := range [][]float64{{1, 1.5, 2, 3, 4, 5, 6, 8}, {1, 2, 5}, {1, 3}, {1}} {
		if ticks = logTicks(low, high, 1, steps, least, most, words); fits(ticks, width) {
			return ticks
		}
	}
	for every := 2; every < 1000; every++ {
		if ticks = logTicks(low, high, every, []float64{1}, least, most, words); fits(ticks, width) {
			break
		}
	}
	return ticks
}

// logTicks gives the ticks at steps of every n-th power of ten, from the last at or below least to the first at or above most.
func logTicks(low, high, every int, steps []float64, least, most float64, words func(float64) string) []gochart.Tick {
	var ticks []gochart.Tick
	for power := floorTo(low, every) - every; power <= high+2*every; power += every {
		for _, step := range steps {
			amount := step * math.Pow10(power)
			if amount == 0 || math.IsInf(amount, 0) { // beyond what a number holds: an end that is still a tick
				continue
			}
			tick := gochart.Tick{Value: math.Log10(amount), Label: words(amount)}
			if amount <= least*(1+1e-9) {
				ticks = ticks[:0]
			}
			ticks = append(ticks, tick)
			if amount >= most*(1-1e-9) && len(ticks) > 1 {
				return ticks
			}
		}
	}
	// The greatest number of all has no round one above it, the least none below.
	end := func(amount float64) gochart.Tick {
		return gochart.Tick{Value: math.Log10(amount), Label: words(amount)}
	}
	if len(ticks) == 0 || ticks[len(ticks)-1].Value < math.Log10(most) {
		ticks = append(ticks, end(most))
	}
	if len(ticks) == 1 {
		ticks = []gochart.Tick{{Value: ticks[0].Value - 1}, ticks[0]}
	}
	return ticks
}

// floorTo gives the greatest multiple of n that is not above x.
func floorTo(x, n int) int {
	m := x / n * n
	if m > x {
		m -= n
	}
	return m
}

// fits tells whether the words of ticks stand side by side on an axis of a width.
func fits(ticks []gochart.Tick, width int) bool {
	span := ticks[len(ticks)-1].Value - ticks[0].Value
	for i := 1; i < len(ticks); i++ {
		apart := (ticks[i].Value - ticks[i-1].Value) / span * float64(width)
		if apart < (textWidth(ticks[i].Label)+textWidth(ticks[i-1].Label))/2+gap {
			return false
		}
	}
	return true
}

// probabilityAxis gives ticks from 0 to a round probability at or above the greatest.
func probabilityAxis(top float64, height int, words func(float64) string) []gochart.Tick {
	end := 1.0
	for _, smaller := range []float64{0.5, 0.2, 0.1, 0.05, 0.02, 0.01} {
		if top <= smaller {
			end = smaller
		}
	}
	parts := 5
	if height < 220 {
		parts = 2
	}
	var ticks []gochart.Tick
	for i := range parts + 1 {
		p := end * float64(i) / float64(parts)
		ticks = append(ticks, gochart.Tick{Value: p, Label: words(p)})
	}
	return ticks
}
