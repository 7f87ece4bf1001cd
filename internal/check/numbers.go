package check

import (
	"math"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// number writes a figure with the digits that it has, in groups of three; one with too many to count as a power of ten.
func number(x float64) string {
	if size := math.Abs(x); size >= 1e18 || 0 < size && size < 1e-9 {
		return term.Power(x)
	}
	text := strconv.FormatFloat(x+0, 'f', -1, 64) // + 0: no negative zero
	whole, fraction, _ := strings.Cut(text, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + b.String() + fraction
}

// rounded keeps three significant digits.
func rounded(x float64) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return x
	}
	return r
}
