package mapping

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var plainNumber = regexp.MustCompile(`^[+-]?(\d[\d,_]*)?(\.\d+)?([eE][+-]?\d+)?$`)

// Number reads a number as cells show it.
func Number(text string) (float64, bool) {
	text = strings.TrimSpace(norm.NFKC.String(text))
	if text == "" || !plainNumber.MatchString(text) || strings.HasPrefix(text, ",") {
		return 0, false
	}
	x, err := strconv.ParseFloat(strings.NewReplacer(",", "", "_", "").Replace(text), 64)
	return x, err == nil && !math.IsInf(x, 0)
}

// Fold gives a form of words in which they are compared: width, case, blanks and signs do not matter.
func Fold(text string) string {
	text = strings.ToLower(norm.NFKC.String(text))
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" \t\n\r-_・.,:;()[]/\\\"'*`　", c) {
			return -1
		}
		return c
	}, text)
}

// Truth counts a truth: 1 where it holds, else 0.
func Truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
