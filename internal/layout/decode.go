package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Decode gives what a string or a key stands for. It is false for an escape that does not exist.
func Decode(raw string) (text string, ok bool) {
	switch {
	case strings.HasPrefix(raw, `'''`) && len(raw) >= 6:
		return withoutFirstBreak(raw[3 : len(raw)-3]), true
	case strings.HasPrefix(raw, `'`) && len(raw) >= 2:
		return raw[1 : len(raw)-1], true
	case strings.HasPrefix(raw, `"""`) && len(raw) >= 6:
		return unescape(withoutFirstBreak(raw[3 : len(raw)-3]))
	case strings.HasPrefix(raw, `"`) && len(raw) >= 2:
		return unescape(raw[1 : len(raw)-1])
	}
	return raw, true
}

func withoutFirstBreak(text string) string {
	return strings.TrimPrefix(strings.TrimPrefix(text, "\r"), "\n")
}

var escapes = map[byte]string{'b': "\b", 't': "\t", 'n': "\n", 'f': "\f", 'r': "\r", 'e': "\x1b", '"': `"`, '\\': `\`}

func unescape(text string) (string, bool) {
	if !strings.Contains(text, `\`) {
		return text, true
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, `\`)
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		if rest == "" {
			return "", false
		}
		width := 0
		switch c := rest[0]; c {
		case 'x':
			width = 2
		case 'u':
			width = 4
		case 'U':
			width = 8
		case ' ', '\t', '\r', '\n':
			text = strings.TrimLeft(rest, " \t\r\n")
			continue
		default:
			sign, known := escapes[c]
			if !known {
				return "", false
			}
			b.WriteString(sign)
		}
		if width == 0 {
			text = rest[1:]
			continue
		}
		if len(rest) <= width {
			return "", false
		}
		n, err := strconv.ParseUint(rest[1:1+width], 16, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return "", false
		}
		b.WriteRune(rune(n))
		text = rest[1+width:]
	}
}

// Quote writes text as a basic string on one line.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case '\t':
			b.WriteString(`\t`)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		default:
			if r < 0x20 || r == 0x7f {
				b.WriteString(`\u00` + string("0123456789ABCDEF"[r>>4]) + string("0123456789ABCDEF"[r&15]))
			} else {
				b.WriteRune(r)
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}

// QuoteKey writes a part of a key, without quotes where it needs none.
func QuoteKey(text string) string {
	for i := range len(text) {
		if !isBare(text[i]) {
			return Quote(text)
		}
	}
	if text == "" {
		return `""`
	}
	return text
}
