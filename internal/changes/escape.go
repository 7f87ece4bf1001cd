package changes

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// apart is a space without width. It parts what a forge would make a link or a call of after the Markdown was read, where a backslash helps no more:
// @name, #12, !12, https://, :word:.
const apart = "\u200b"

// escape makes a text of a record fit for one line or one cell of Markdown: it reads as it was written, and nothing in it is markup, a link, a mention
// or the reference to an issue.
func escape(text string) string {
	text = strings.Join(strings.Fields(diagnostic.Plain(text)), " ")
	text = hash.ReplaceAllStringFunc(text, partHash)
	var b strings.Builder
	var before rune
	for i, c := range text {
		if c < 0x80 && unicode.IsPunct(c) || c < 0x80 && unicode.IsSymbol(c) {
			b.WriteString(escaped(c))
		} else {
			b.WriteRune(c)
		}
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(c):])
		if calls(before, c, next) {
			b.WriteString(apart)
		}
		before = c
	}
	return b.String()
}

// escapeSpaced is escape for a stretch of a line: a space at its ends stays.
func escapeSpaced(text string) string {
	inner := strings.TrimSpace(text)
	if inner == "" {
		return text[:min(len(text), 1)]
	}
	before, after, _ := strings.Cut(text, inner)
	return before[:min(len(before), 1)] + escape(inner) + after[:min(len(after), 1)]
}

// escaped writes a sign of ASCII so that Markdown takes it for itself. Those that mean nothing inside a line stay as they are, to keep the source legible.
func escaped(c rune) string {
	switch c {
	case '\\', '`', '*', '_', '[', ']', '|', '~':
		return `\` + string(c)
	case '<', '>', '&':
		return html.EscapeString(string(c))
	case '$':
		return "&#36;" // a forge may take a pair for mathematics
	}
	return string(c)
}

// calls tells whether a forge would make more of a character and the next than text.
func calls(before, c, next rune) bool {
	word := unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_' || next == '"' || next == '\''
	switch c {
	case '@', '#', '!', '$', '%', '&', '~', '^', '*':
		return word
	case ':':
		return word || next == '/'
	case 'w', 'W':
		return next == '.' && (before == 'w' || before == 'W') // www.
	case '-':
		return (before == 'H' || before == 'h') && unicode.IsDigit(next) // GH-12
	}
	return false
}

// hash is what may be the hash of a commit.
var hash = regexp.MustCompile(`[0-9a-f]{7,}`)

// partHash parts what may be the hash of a commit, which a forge makes a link. A mere number is none.
func partHash(text string) string {
	if strings.Trim(text, "0123456789") == "" {
		return text
	}
	var b strings.Builder
	for len(text) > 5 {
		b.WriteString(text[:5] + apart)
		text = text[5:]
	}
	return b.String() + text
}

// escapeHTML is escape where Markdown is not read: between the tags of a summary.
func escapeHTML(text string) string { return html.EscapeString(diagnostic.Plain(text)) }

// codeSpan writes an id, or the name of a commit, so that it can be copied and stands for nothing else.
func codeSpan(text string) string {
	plain := func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("-_./~^@{}: #+=", c)
	}
	if text == "" || strings.TrimSpace(text) != text || strings.ContainsFunc(text, func(c rune) bool { return !plain(c) }) {
		return escape(text)
	}
	return "`" + text + "`"
}

// capital begins with a capital letter, where the script has them.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
