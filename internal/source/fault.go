package source

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// stop is where and why the parser of the syntax tree gave up.
type stop struct {
	data       []byte
	start, end int // the TOML
	at         int
	detail     string
}

// syntaxFault says in our cases what the parser of the syntax tree stopped at.
func (b *builder) syntaxFault(err error) fault {
	s := stop{data: b.data, start: int(b.base), end: int(b.base) + len(b.text), at: int(b.base), detail: err.Error()}
	var p *unstable.ParserError
	if errors.As(err, &p) {
		s.at = int(b.absolute(b.ast.Range(p.Highlight)).Start)
		if strings.Contains(p.Message, "end of input") || strings.Contains(p.Message, "incomplete") {
			s.at = s.end
		}
	}
	name, span, args := s.judge()
	return fault{rule: rule.Syntax, name: name, span: Span{int32(span[0]), int32(span[1])}, args: args}
}

// says are the words of the parser that tell its reasons apart.
func (s *stop) says(words ...string) bool {
	for _, w := range words {
		if strings.Contains(s.detail, w) {
			return true
		}
	}
	return false
}

// judge gives the case, the span and the arguments of the fault.
func (s *stop) judge() (name rule.Case, span [2]int, args diagnostic.Args) {
	if s.says("new lines", "unterminated", "not terminated") {
		return s.unclosedString()
	}
	if s.says("escape", `after \`) {
		return s.badEscape()
	}
	if s.says("too many quotes") {
		return rule.CaseTooManyQuotes, s.word(s.at), nil
	}
	if wanted := ascii(s.rune(s.at)); wanted != "" {
		found := s.rune(s.at)
		return rule.CaseFullWidth, [2]int{s.at, s.at + utf8.RuneLen(found)}, diagnostic.Args{"found": string(found), "wanted": wanted}
	}
	if open, ok := s.openBracket(); ok {
		return rule.CaseUnclosedBracket, [2]int{open, open + 1}, diagnostic.Args{"found": string(s.data[open]), "wanted": closing(s.data[open])}
	}
	switch {
	case s.says("to close"):
		return s.badHeader()
	case s.says("start of key"):
		return s.badKey()
	case s.says("after key"):
		return s.missingEquals()
	case s.says("comma", "expected value but got"):
		return rule.CaseExtraComma, [2]int{s.at, s.at + 1}, nil
	case s.says("expected ','"):
		return rule.CaseMissingComma, s.word(s.at), diagnostic.Args{"found": s.text(s.word(s.at))}
	case s.says("expected newline"):
		return s.afterValue()
	}
	return s.badValue()
}

func (s *stop) unclosedString() (rule.Case, [2]int, diagnostic.Args) {
	sc := newScanner(s.data, s.start, s.end, Ceilings)
	sc.run(min(s.at+1, s.end))
	open := s.at
	if sc.unclosed >= 0 {
		open = sc.unclosed
	}
	quote := string(s.data[open])
	if sc.long {
		quote = strings.Repeat(quote, 3)
	}
	end, _ := lineEnd(s.data, open)
	return rule.CaseUnclosedString, [2]int{open, min(end, s.end)}, diagnostic.Args{"quote": quote}
}

func (s *stop) badEscape() (rule.Case, [2]int, diagnostic.Args) {
	from := s.at
	for from > s.start && s.data[from] != '\\' {
		from--
	}
	end := min(from+1, s.end)
	if end < s.end {
		_, n := utf8.DecodeRune(s.data[end:s.end])
		end += n
	}
	for end <= s.at && end < s.end && isAlphanumeric(s.data[end]) {
		end++
	}
	return rule.CaseBadEscape, [2]int{from, end}, diagnostic.Args{"found": string(s.data[from:end])}
}

// openBracket gives the bracket of a value that is still open where a line begins like a key or a header, or at the end.
func (s *stop) openBracket() (int, bool) {
	sc := newScanner(s.data, s.start, s.end, Ceilings)
	sc.run(s.at)
	begin := bytes.LastIndexByte(s.data[s.start:s.at], '\n') + 1 + s.start
	for len(sc.frames) > 0 {
		open := sc.frames[len(sc.frames)-1].open
		if s.at >= s.end {
			return open, true
		}
		if open < begin {
			return open, s.leaves(begin, s.data[open])
		}
		sc.frames = sc.frames[:len(sc.frames)-1]
	}
	return 0, false
}

// leaves tells whether the line from begin on belongs no more to an array or a table in braces that is open above it.
func (s *stop) leaves(begin int, open byte) bool {
	if len(bytes.TrimLeft(s.data[begin:s.at], " \t[")) > 0 {
		return false
	}
	end, _ := lineEnd(s.data, begin)
	line := bytes.TrimLeft(s.data[begin:min(end, s.end)], " \t")
	if isHeaderLine(line) && (open == '{' || !bytes.ContainsAny(line, "\"'")) {
		return true
	}
	return open == '[' && looksLikeKey(line)
}

func closing(open byte) string {
	if open == '{' {
		return "}"
	}
	return "]"
}

// looksLikeKey tells whether a line begins with bare words and an equals sign.
func looksLikeKey(line []byte) bool {
	for i, c := range line {
		switch {
		case c == '=':
			return i > 0
		case !isAlphanumeric(c) && c != '-' && c != '_' && c != '.' && c != ' ' && c != '\t':
			return false
		}
	}
	return false
}

func (s *stop) badHeader() (rule.Case, [2]int, diagnostic.Args) {
	begin := bytes.LastIndexByte(s.data[s.start:s.at], '\n') + 1 + s.start
	begin += len(s.data[begin:s.at]) - len(bytes.TrimLeft(s.data[begin:s.at], " \t"))
	end, _ := lineEnd(s.data, begin)
	end = min(end, s.end)
	length := bytes.IndexByte(s.data[s.at:end], ']')
	brackets := bytes.Count(s.data[begin:min(begin+2, end)], []byte("["))
	if length < 0 || s.data[s.at] == ']' {
		return rule.CaseUnclosedBracket, [2]int{begin, begin + brackets}, diagnostic.Args{"found": "[["[:brackets], "wanted": "]]"[:brackets]}
	}
	span := s.trim(begin+brackets, s.at+length)
	return rule.CaseBadKey, span, diagnostic.Args{"found": s.text(span)}
}

func (s *stop) badKey() (rule.Case, [2]int, diagnostic.Args) {
	end := s.at
	for end < s.end && !strings.ContainsRune("=]}\r\n#:", rune(s.data[end])) {
		end++
	}
	span := s.trim(s.at, end)
	if span[0] == span[1] {
		return rule.CaseEmptyKey, [2]int{s.at, min(s.at+1, s.end)}, nil
	}
	return rule.CaseBadKey, span, diagnostic.Args{"found": s.text(span)}
}

func (s *stop) missingEquals() (rule.Case, [2]int, diagnostic.Args) {
	r := s.rune(s.at)
	if s.at >= s.end || r == '\n' || r == '\r' || r == '#' {
		from := bytes.LastIndexAny(s.data[s.start:s.at], "\n{,") + 1 + s.start
		span := s.trim(from, s.at)
		return rule.CaseMissingEquals, span, diagnostic.Args{"found": ""}
	}
	span := [2]int{s.at, s.at + utf8.RuneLen(r)}
	return rule.CaseMissingEquals, span, diagnostic.Args{"found": string(r)}
}

// afterValue is for what follows a value on its line: part of the same word, or something else.
func (s *stop) afterValue() (rule.Case, [2]int, diagnostic.Args) {
	if s.rune(s.at) != ',' && !strings.ContainsRune(" \t\"'])}", rune(s.data[s.at-1])) {
		return s.badValue()
	}
	end, _ := lineEnd(s.data, s.at)
	span := s.trim(s.at, min(end, s.end))
	return rule.CaseAfterValue, span, diagnostic.Args{"found": s.text(span)}
}

// badValue is for a word that is no value.
func (s *stop) badValue() (rule.Case, [2]int, diagnostic.Args) {
	if r := s.rune(s.at); s.at >= s.end || r == '\n' || r == '\r' || r == '#' || r == ']' || r == '}' || r == ',' {
		from := s.at
		for from--; from > s.start && s.data[from] != '='; from-- {
		}
		return rule.CaseMissingValue, [2]int{max(from, s.start), max(from, s.start) + 1}, nil
	}
	from := s.at
	for from > s.start && !strings.ContainsRune(" \t\n=[,{", rune(s.data[from-1])) {
		from--
	}
	span := s.word(from)
	found := s.text(span)
	args := diagnostic.Args{"found": found}
	switch {
	case wantedBoolean(found) != "":
		args["wanted"] = wantedBoolean(found)
		return rule.CaseBadBoolean, span, args
	case looksLikeDate(found):
		return rule.CaseBadDate, span, args
	case looksLikeNumber(found):
		return rule.CaseBadNumber, span, args
	}
	return rule.CaseBadValue, span, args
}

// word gives the span of what stands at an offset up to the next sign that ends a value.
func (s *stop) word(from int) [2]int {
	end := from
	for end < s.end && !strings.ContainsRune("\r\n#,]}", rune(s.data[end])) {
		end++
	}
	return s.trim(from, max(end, min(from+1, s.end)))
}

func (s *stop) trim(from, to int) [2]int {
	text := s.data[from:to]
	from += len(text) - len(bytes.TrimLeft(text, " \t"))
	return [2]int{from, from + len(bytes.Trim(text, " \t"))}
}

// mostText is how many characters of the source a fault repeats.
const mostText = 40

func (s *stop) text(span [2]int) string {
	text := string(s.data[span[0]:span[1]])
	n := 0
	for i := range text {
		if n++; n > mostText {
			return text[:i] + "…"
		}
	}
	return text
}

// rune gives the character at an offset; NUL at the end.
func (s *stop) rune(at int) rune {
	if at >= s.end {
		return 0
	}
	r, _ := utf8.DecodeRune(s.data[at:s.end])
	return r
}

// ascii gives the sign of TOML for which a full-width or typographic one was typed; empty for any other character.
func ascii(r rune) string {
	switch r {
	case '“', '”', '„', '「', '」', '『', '』', '＂', '«', '»':
		return `"`
	case '‘', '’', '＇':
		return "'"
	case '、':
		return ","
	case '\u3000', '\u00a0':
		return " "
	}
	if r >= '！' && r <= '～' {
		return string(r - '！' + '!')
	}
	return ""
}

func wantedBoolean(word string) string {
	switch strings.ToLower(word) {
	case "true", "yes", "on":
		return "true"
	case "false", "no", "off":
		return "false"
	}
	return ""
}

// looksLikeNumber tells whether a word begins like a number and has nothing that no number has.
func looksLikeNumber(word string) bool {
	digits := strings.TrimLeft(word, "+-.")
	return digits != "" && digits[0] >= '0' && digits[0] <= '9' && strings.Trim(digits, "0123456789abcdefABCDEF_.,+-xo") == ""
}

// looksLikeDate tells whether a word is digits with at least two separators of dates.
func looksLikeDate(word string) bool {
	n := strings.Count(word, "-") + strings.Count(word, "/") + strings.Count(word, ".") + strings.Count(word, "年") + strings.Count(word, "月")
	return n >= 2 && word[0] >= '0' && word[0] <= '9' && strings.Trim(word, "0123456789-/.:年月日") == ""
}
