package check

import (
	"iter"
	"slices"
	"strconv"
	"strings"
)

var numbers = func() map[string]int {
	m := map[string]int{}
	for i, w := range strings.Fields("zero first second third fourth fifth sixth seventh eighth ninth tenth") {
		m[w] = i
	}
	small := strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	for i, w := range small {
		m[w] = i + 1
	}
	for i, w := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		m[w] = 10 * (i + 2)
		for k, unit := range small[:9] {
			m[w+"-"+unit] = 10*(i+2) + k + 1
		}
	}
	return m
}()

// numberOf reads a number in figures or in words of either language.
func numberOf(text string) (int, bool) {
	text = strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, strings.ToLower(text))
	if n, err := strconv.Atoi(text); err == nil {
		return n, true
	}
	if n, ok := numbers[text]; ok {
		return n, true
	}
	total, digit, seen := 0, 0, false
	for _, r := range text {
		at := slices.Index([]rune("〇一二三四五六七八九"), r)
		switch {
		case at >= 0:
			digit = 10*digit + at
		case r == '十':
			total, digit = total+10*max(digit, 1), 0
		case r == '百':
			total, digit = total+100*max(digit, 1), 0
		default:
			return 0, false
		}
		seen = true
	}
	return total + digit, seen
}

// tokens gives the stretches that may be the id of a risk.
func tokens(text string) iter.Seq2[int, int] {
	letter := func(b byte) bool { return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' }
	return func(yield func(int, int) bool) {
		for start := 0; start < len(text); start++ {
			if !letter(text[start]) {
				continue
			}
			end := start + 1
			for end < len(text) && (letter(text[end]) || text[end] == '_' || text[end] == '-') {
				end++
			}
			if !yield(start, end) {
				return
			}
			start = end
		}
	}
}
