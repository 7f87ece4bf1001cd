package picture

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// advances are the widths of the printable characters of ASCII in hundredths of the font size: those of a wide common font, so that text set in a
// narrower one fits too.
var advances = [95]uint8{
	32, 41, 46, 84, 64, 95, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, // space to /
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54, // 0 to ?
	100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 32, 66, 56, 87, 75, 79, // @ to O
	61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, // P to _
	50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, // ` to o
	64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84, // p to ~
}

// advance gives the width of a character in hundredths of the font size, rather too much than too little.
func advance(c rune) int {
	switch {
	case c >= ' ' && c <= '~':
		return int(advances[c-' '])
	case c >= 0x3000 && c <= 0x30ff, c >= 0x4e00 && c <= 0x9fff, c >= 0xff01 && c <= 0xff60:
		return 100
	case c >= 0x1f000:
		return 135 // pictographs
	}
	switch width.LookupRune(c).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return 100
	case width.EastAsianHalfwidth, width.EastAsianNarrow:
		return 64
	}
	return 90
}

// measure gives the width of a text as a multiple of the font size.
func measure(s string) float64 {
	sum := 0
	for _, c := range s {
		sum += advance(c)
	}
	return float64(sum) / 100
}

// clean makes a text fit for one picture line after another: what breaks lines becomes a space, what controls or turns the direction goes.
func clean(s string) string {
	if !suspect(s) || strings.IndexFunc(s, unfit) < 0 {
		return s
	}
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029:
			return ' '
		case unfit(c):
			return -1
		}
		return c
	}, s)
}

// suspect tells, by the bytes alone, whether a text may hold a character that is unfit.
func suspect(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ', b == 0x7f, b == 0xc2, b == 0xd8: // C0; C1; U+061C
			return true
		case b == 0xe2 && i+1 < len(s) && s[i+1] <= 0x81: // U+2000 to U+207F
			return true
		case b == 0xef && i+1 < len(s) && s[i+1] == 0xbb: // U+FEFF
			return true
		}
	}
	return false
}

func unfit(c rune) bool {
	if c < 0x80 {
		return c < ' ' || c == 0x7f
	}
	return c < 0xa0 || c == 0x61c || c == 0x200e || c == 0x200f || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0xfeff
}

// clip shortens a text to a width, given as a multiple of the font size, with an ellipsis in place of what went.
func clip(s string, most float64) (string, bool) {
	limit, sum, keep := int(most*100), 0, 0
	for i, c := range s {
		if sum+100 <= limit { // an ellipsis after what stands before i would fit
			keep = i
		}
		if sum += advance(c); sum > limit {
			return strings.TrimRight(s[:keep], " ") + "…", true
		}
	}
	return s, false
}

// What no line begins or ends with in Japanese (JIS X 4051), as far as titles hold it.
const (
	notFirst = "、。，．・：；？！)]}）］｝」』】〕〉》”’,.:;?!%％ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ々〜～…‥"
	notLast  = "([{（［｛「『【〔〈《“‘"
)

// wrap breaks a text into at most three lines of a width, given as a multiple of the font size. The last is cut with an ellipsis where the text goes on,
// which the third result tells.
func wrap(s string, most float64, lines int) (out [3]string, n int, cut bool) {
	s = strings.TrimSpace(s)
	for n < lines && s != "" {
		if n == lines-1 {
			out[n], cut = clip(s, most)
			return out, n + 1, cut
		}
		at := breakAt(s, int(most*100))
		out[n] = strings.TrimRight(s[:at], " ")
		s = strings.TrimLeft(s[at:], " ")
		n++
	}
	return out, n, s != ""
}

// breakAt gives where the first line of a text ends: at the last place where a line may, else where the width does.
func breakAt(s string, limit int) int {
	sum := 0
	for i, c := range s {
		sum += advance(c)
		if sum <= limit || c == ' ' {
			continue
		}
		for at, after := i, c; at > 0; {
			before, size := utf8.DecodeLastRuneInString(s[:at])
			if mayBreak(before, after) {
				return at
			}
			at, after = at-size, before
		}
		return max(i, utf8.RuneLen(c))
	}
	return len(s)
}

// mayBreak tells whether a line may end between two characters.
func mayBreak(before, after rune) bool {
	switch {
	case before == ' ':
		return after != ' '
	case before < 0x2e80 && after < 0x2e80:
		return before == '-' || before == '/'
	case after == ' ' || strings.ContainsRune(notFirst, after) || strings.ContainsRune(notLast, before) || unicode.Is(unicode.Mn, after):
		return false
	}
	return true
}
