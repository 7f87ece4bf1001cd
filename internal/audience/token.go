package audience

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// eachToken visits the stretches of a text that may be ids, with and without the dashes and lines around them.
func eachToken(text string, visit func(start, end int)) {
	for i := 0; i < len(text); {
		if !idByte(text[i]) {
			i++
			continue
		}
		start := i
		for i < len(text) && idByte(text[i]) {
			i++
		}
		end := i
		for start < end && (text[start] == '-' || text[start] == '_') {
			start++
		}
		for end > start && (text[end-1] == '-' || text[end-1] == '_') {
			end--
		}
		if start < end {
			visit(start, end)
		}
	}
}

func idByte(b byte) bool {
	return b == '-' || b == '_' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z'
}

func idRune(r rune) bool { return r < utf8.RuneSelf && idByte(byte(r)) }

// replaceWhole replaces an id of any script where no letter or digit stands beside it.
func replaceWhole(text, id, word string) string {
	var b strings.Builder
	done := 0
	for from := 0; ; {
		at := strings.Index(text[from:], id)
		if at < 0 {
			break
		}
		start, end := from+at, from+at+len(id)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !(letter(before) && letterAt(id, true)) && !(letter(after) && letterAt(id, false)) {
			b.WriteString(text[done:start])
			b.WriteString(word)
			done = end
		}
		from = end
	}
	b.WriteString(text[done:])
	return b.String()
}

func letter(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func letterAt(id string, first bool) bool {
	r, _ := utf8.DecodeLastRuneInString(id)
	if first {
		r, _ = utf8.DecodeRuneInString(id)
	}
	return letter(r)
}

func unescaped(target string) string {
	if plain, err := url.PathUnescape(target); err == nil {
		return plain
	}
	return target
}
