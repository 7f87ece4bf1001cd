package term

import (
	"math"
	"strconv"
	"strings"
)

// Money writes an amount of a currency (a code of ISO 4217), rounded to a whole number.
func Money(amount float64, currency string) Words {
	figure := Grouped(int64(math.Round(amount)))
	if currency == "JPY" {
		return Words{Ja: figure + "円", En: "¥" + figure}
	}
	return Same(figure + " " + currency)
}

// Grouped writes a whole number with a comma between the thousands.
func Grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return sign + b.String()
}
