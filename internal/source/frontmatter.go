package source

import (
	"bytes"
	"strings"

	"github.com/riskbook/riskbook/internal/rule"
)

// parts are the offsets of a Markdown record: its first line, the TOML between the fences and the body.
type parts struct {
	head       Span
	start, end int // the TOML
	body       int
}

// lineEnd gives the end of the line that starts at an offset, without its line end, and the start of the next line.
func lineEnd(data []byte, start int) (end, next int) {
	n := bytes.IndexByte(data[start:], '\n')
	if n < 0 {
		return len(data), len(data)
	}
	end, next = start+n, start+n+1
	if end > start && data[end-1] == '\r' {
		end--
	}
	return end, next
}

// isFence tells whether a line is three signs and nothing but blanks after them.
func isFence(line []byte, sign byte) bool {
	return len(line) >= 3 && line[0] == sign && line[1] == sign && line[2] == sign && len(bytes.TrimLeft(line[3:], " \t")) == 0
}

// findFence gives the span of the first line from an offset on that is a fence, and the start of the line after it.
func findFence(data []byte, from int, sign byte) (s Span, next int, ok bool) {
	for from < len(data) {
		end, after := lineEnd(data, from)
		if isFence(data[from:end], sign) {
			return Span{int32(from), int32(end)}, after, true
		}
		from = after
	}
	return Span{}, len(data), false
}

// split takes a Markdown record apart. Without front matter the name of the fault is given, and the body is what follows what was found.
func split(data []byte) (p parts, faultName rule.Case) {
	first := bomLength(data)
	end, next := lineEnd(data, first)
	p.head = Span{int32(first), int32(end)}
	line := data[first:end]
	switch {
	case isFence(line, '+'):
		fence, after, ok := findFence(data, next, '+')
		if !ok {
			p.body = len(data)
			return p, rule.CaseUnclosedFrontMatter
		}
		p.start, p.end, p.body = next, int(fence.Start), after
		return p, rule.Plain
	case isFence(line, '-'):
		p.body = first
		if _, after, ok := findFence(data, next, '-'); ok {
			p.body = after
		}
		return p, rule.CaseYAMLFrontMatter
	}
	p.body = first
	return p, rule.CaseNoFrontMatter
}

// factsOf takes a translation apart, and tells whether it begins with front matter.
func factsOf(data []byte) (p parts, found bool) {
	p, name := split(data)
	if name == rule.CaseYAMLFrontMatter {
		_, next := lineEnd(data, int(p.head.Start))
		end, _ := lineEnd(data, next)
		if p.body == int(p.head.Start) || !looksLikeYAML(data[next:end]) {
			name, p.body = rule.CaseNoFrontMatter, int(p.head.Start) // a thematic break
		}
	}
	return p, name != rule.CaseNoFrontMatter
}

// looksLikeYAML tells whether a line begins with a word and a colon.
func looksLikeYAML(line []byte) bool {
	key, _, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(key) == 0 {
		return false
	}
	for _, c := range key {
		if !isAlphanumeric(c) && c != '_' && c != '-' {
			return false
		}
	}
	return true
}

// Facts gives the stretch of a record file that is TOML: the front matter of a Markdown file, else all but a byte order mark. It is false for Markdown
// without front matter.
func Facts(path string, data []byte) (s Span, ok bool) {
	if !strings.HasSuffix(path, ".md") {
		return Span{int32(bomLength(data)), int32(len(data))}, true
	}
	p, faultName := split(data)
	return Span{int32(p.start), int32(p.end)}, faultName == rule.Plain
}
