package term

import (
	"math"
	"strconv"
	"strings"
)

// Money writes an amount of a currency (a code of ISO 4217), rounded to a whole number. What no budget holds is written as a power of ten.
func Money(amount float64, currency string) Words {
	figure := Power(amount)
	if math.Abs(amount) < 1e18 {
		figure = Grouped(int64(math.Round(amount)))
	}
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

// raised are the digits of an exponent.
var raised = strings.NewReplacer("+", "", "-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// Power writes a number to three figures as a power of ten: 2.7×10³⁷.
func Power(x float64) string {
	figure, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', 2, 64), "e")
	if strings.Contains(figure, ".") {
		figure = strings.TrimRight(strings.TrimRight(figure, "0"), ".")
	}
	sign := exponent[:1]
	return strings.Replace(figure, "-", "−", 1) + "×10" + raised.Replace(sign+strings.TrimLeft(exponent[1:], "0"))
}
