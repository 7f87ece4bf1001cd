package term

import "math"

// Unit is what the sums of one column are counted in.
type Unit struct {
	Name string // as the head of the column has it
	size float64
}

// units are those that each language counts money in, the largest first.
var units = map[string][]Unit{
	"ja": {{"兆", 1e12}, {"億", 1e8}, {"万", 1e4}},
	"en": {{"trillion", 1e12}, {"billion", 1e9}, {"million", 1e6}, {"thousand", 1e3}},
}

// largest gives the largest unit of which an amount is at least one.
func largest(amount float64, language string) (Unit, bool) {
	for _, u := range units[language] {
		if math.Abs(amount) >= u.size {
			return u, true
		}
	}
	return Unit{}, false
}

func smallest(language string) Unit {
	list := units[language]
	return list[len(list)-1]
}

// UnitOf gives the largest unit of which the smallest of the sums that are more than nothing is at least one; the smallest unit where there is no such one.
func UnitOf(sums []float64, language, currency string) Unit {
	least := math.Inf(1)
	for _, x := range sums {
		if size := math.Abs(x); size >= 0.5 {
			least = min(least, size)
		}
	}
	of, ok := largest(least, language)
	if !ok || math.IsInf(least, 1) {
		of = smallest(language)
	}
	switch {
	case currency != "JPY":
		of.Name += " " + currency
	case language == "ja":
		of.Name += "円"
	default:
		of.Name = "¥ " + of.Name
	}
	return of
}

// Figure writes a sum in the unit, to three significant figures.
func (u Unit) Figure(sum float64) string {
	switch size := math.Abs(sum); {
	case size < 0.5:
		return "0"
	case size >= 1e18 || math.IsNaN(sum):
		return Power(sum / u.size)
	}
	return Figure(sum / u.size)
}
