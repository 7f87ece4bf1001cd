package term

import (
	"math"
	"strconv"
	"strings"
)

// Sum writes an amount of a currency to three significant figures, in the units that each language counts money in: ten thousands and hundred millions in
// Japanese, thousands and millions in English. Exact values are for exports.
func Sum(amount float64, currency string) Words {
	if math.Abs(amount) >= 1e18 || math.IsNaN(amount) {
		return Money(amount, currency)
	}
	rounded := Rounded(amount)
	if math.Abs(amount) < 0.5 {
		rounded = 0
	}
	return Words{Ja: japaneseSum(rounded, currency), En: englishSum(rounded, currency)}
}

// Exactly writes an amount as Sum does where that loses nothing, and as Money does where it would: what somebody wrote down, and what changed, must not be
// rounded until two amounts read alike.
func Exactly(amount float64, currency string) Words {
	if Rounded(amount) != amount {
		return Money(amount, currency)
	}
	return Sum(amount, currency)
}

func japaneseSum(amount float64, currency string) string {
	unit := "円"
	if currency != "JPY" {
		unit = " " + currency
	}
	if amount == 0 {
		return "0" + unit
	}
	u, ok := largest(amount, "ja")
	if !ok {
		u = smallest("ja")
	}
	return Figure(amount/u.size) + u.Name + unit
}

func englishSum(amount float64, currency string) string {
	figure := Figure(amount)
	if u, ok := largest(amount, "en"); ok {
		figure = Figure(amount/u.size) + " " + u.Name
	}
	if currency != "JPY" {
		return figure + " " + currency
	}
	if rest, negative := strings.CutPrefix(figure, "−"); negative {
		return "−¥" + rest
	}
	return "¥" + figure
}

// Rounded gives a number to three significant figures.
func Rounded(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return x
	}
	return rounded
}

// Figure writes a number to three significant figures, with a comma between the thousands.
func Figure(x float64) string {
	x = Rounded(x)
	whole, part := math.Modf(x)
	text := Grouped(int64(whole))
	if part != 0 {
		_, digits, _ := strings.Cut(strconv.FormatFloat(math.Abs(x), 'f', -1, 64), ".")
		text += "." + digits
		if x < 0 && whole == 0 {
			text = "−" + text
		}
	}
	return text
}

// Percent writes a share to two significant figures in per cent; a whole number keeps all its digits.
func Percent(share float64) string {
	x := share * 100
	if math.Abs(x) >= 10 {
		return strconv.FormatFloat(math.Round(x), 'f', 0, 64) + "%"
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 2, 64), 64)
	if err != nil {
		rounded = x
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64) + "%"
}
