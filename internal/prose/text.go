package prose

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// special marks the bytes that a text cannot always show as they are.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = c != '\t'
	}
	for _, c := range []byte("&<>\"\\\x7F\xC2\xD8\xE2\xEF") {
		t[c] = true
	}
	for c := 0xF0; c < 256; c++ {
		t[c] = true
	}
	return t
}()

// raw writes markup of this package's own.
func (w *writer) raw(s string) {
	if w.html {
		w.out = append(w.out, s...)
	}
}

// chars writes Markdown text, its escapes and entities resolved.
func (w *writer) chars(s []byte) { w.write(s, true) }

// code writes text as it is.
func (w *writer) code(s []byte) { w.write(s, false) }

// literal writes a text of the register as it is.
func (w *writer) literal(s string) {
	w.words = append(w.words[:0], s...)
	w.write(w.words, false)
}

func (w *writer) write(s []byte, markdown bool) {
	if len(s) == 0 || !w.html && !w.page.Plain {
		return
	}
	first, _ := utf8.DecodeRune(s)
	w.settle(first)
	start := 0
	for i := 0; i < len(s); {
		if !special[s[i]] {
			i++
			continue
		}
		html, plain, size := replacement(s[i:], markdown)
		if markdown && s[i] == '\\' && vanishes(w, s, i) {
			html, plain, size = "", "", 2
		}
		if size == 0 {
			i++
			continue
		}
		w.put(s[start:i])
		w.raw(html)
		if w.page.Plain {
			w.plain = append(w.plain, plain...)
		}
		i += size
		start = i
	}
	w.put(s[start:])
	w.last, _ = utf8.DecodeLastRune(s)
}

// vanishes tells an escaped space, which parts Markdown's marks from East Asian text and is not shown; between narrow characters it is text.
func vanishes(w *writer, s []byte, i int) bool {
	if i+1 >= len(s) || s[i+1] != ' ' {
		return false
	}
	before := w.last
	if i > 0 {
		before, _ = utf8.DecodeLastRune(s[:i])
	}
	after, size := utf8.DecodeRune(s[i+2:])
	return isWide(before) || isWide(after) || size == 0
}

func (w *writer) put(s []byte) {
	if w.html {
		w.out = append(w.out, s...)
	}
	if w.page.Plain {
		w.plain = append(w.plain, s...)
	}
}

// lineBreak notes a soft line break. Whether it stays is known with the next character.
func (w *writer) lineBreak() {
	w.broken = len(w.out)
	w.raw("\n")
}

// settle decides on a line break before a character: none between East Asian characters.
func (w *writer) settle(next rune) {
	if w.broken < 0 {
		return
	}
	if joins(w.last, next) {
		if w.html {
			w.out = append(w.out[:w.broken], w.out[w.broken+1:]...)
		}
	} else if w.page.Plain {
		w.plain = append(w.plain, ' ')
	}
	w.broken = -1
}

// gap ends a block: a line break stays, and the words of the next block stand apart.
func (w *writer) gap() {
	w.broken, w.last = -1, 0
	if w.page.Plain && len(w.plain) > 0 && w.plain[len(w.plain)-1] != '\n' {
		w.plain = append(w.plain, '\n')
	}
}

// replacement gives what stands for the special byte that a text begins with, and how much of the text it replaces; a size of 0 for nothing.
func replacement(s []byte, markdown bool) (html, plain string, size int) {
	switch c := s[0]; {
	case c == '&' && markdown:
		plain, size = entity(s)
		html, plain = safe(plain)
		return html, plain, size
	case c == '\\':
		switch {
		case !markdown || len(s) < 2:
			return "", "", 0
		case util.IsPunct(s[1]):
			html, plain = safe(string(s[1:2]))
			return html, plain, 2
		}
		return "", "", 0
	case c == '\r':
		if len(s) > 1 && s[1] != '\n' {
			return "\n", "\n", 1
		}
		return "", "", 1
	case c == '\n' && markdown:
		return "\n", " ", 1
	case c == '\n':
		return "", "", 0
	}
	r, size := utf8.DecodeRune(s)
	if r >= 0x80 && !isBidi(r) && !isForbidden(r) {
		return "", "", 0
	}
	html, plain = safe(string(s[:size]))
	return html, plain, size
}

// safe gives a decoded text as HTML and as plain text. Characters that turn the direction of writing are named instead of obeyed.
func safe(s string) (html, plain string) {
	switch s {
	case "&":
		return "&amp;", s
	case "<":
		return "&lt;", s
	case ">":
		return "&gt;", s
	case `"`:
		return "&quot;", s
	}
	var h, p strings.Builder
	for _, r := range s {
		switch {
		case r == '&' || r == '<' || r == '>' || r == '"':
			one, _ := safe(string(r))
			h.WriteString(one)
			p.WriteRune(r)
		case isBidi(r):
			fmt.Fprintf(&h, `<span class="bidi">U+%04X</span>`, r)
		case isForbidden(r):
			h.WriteRune(utf8.RuneError)
			p.WriteRune(utf8.RuneError)
		default:
			h.WriteRune(r)
			p.WriteRune(r)
		}
	}
	return h.String(), p.String()
}

// isBidi tells the characters that turn the direction of writing.
func isBidi(r rune) bool {
	return r == 0x061C || r == 0x200E || r == 0x200F || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

// isForbidden tells the characters that may not stand in HTML.
func isForbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || 0x7F <= r && r < 0xA0 || 0xFDD0 <= r && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}

// attribute writes a decoded text as the value of an attribute, without characters that turn the direction of writing.
func (w *writer) attribute(s string) {
	if !w.html {
		return
	}
	start := 0
	for i := 0; i < len(s); {
		if !special[s[i]] || s[i] == '\\' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		by := ""
		switch {
		case r == '\r' || isBidi(r):
		case r != '\n' && (r < utf8.RuneSelf || isForbidden(r)):
			by, _ = safe(s[i : i+size])
		default:
			i += size
			continue
		}
		w.raw(s[start:i])
		w.raw(by)
		i += size
		start = i
	}
	w.raw(s[start:])
}

// entity decodes the character reference that a text begins with. Where it begins with none, it gives the ampersand alone.
func entity(s []byte) (decoded string, size int) {
	digits, base, longest := 1, 10, 7
	number := len(s) > 2 && s[1] == '#'
	if number {
		digits = 2
		if s[2] == 'x' || s[2] == 'X' {
			digits, base, longest = 3, 16, 6
		}
	}
	i := digits
	for i < len(s) && i < 40 && (isAlphanumeric(s[i])) {
		i++
	}
	if i == digits || i >= len(s) || s[i] != ';' {
		return "&", 1
	}
	name := string(s[digits:i])
	if !number {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), i + 1
		}
		return "&", 1
	}
	v, err := strconv.ParseUint(name, base, 32)
	if err != nil || len(name) > longest {
		return "&", 1
	}
	if v == 0 || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		v = utf8.RuneError
	}
	return string(rune(v)), i + 1
}
