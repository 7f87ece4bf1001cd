package lsp

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// encoding is the unit in which client and server count the characters of a line.
type encoding string

// The encodings of the protocol. utf16 is what every client knows.
const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
	utf32Units encoding = "utf-32"
)

// width gives the units that a character takes.
func (e encoding) width(r rune, size int) int {
	switch {
	case e == utf8Units:
		return size
	case e == utf16Units && r >= 0x10000:
		return 2
	}
	return 1
}

// position is a place between two characters of a text: lines and units, both from 0.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

// text is the text of a file with its lines as the protocol divides them, at "\n", "\r\n" and a lone "\r", and as the program does, at "\n" alone.
type text struct {
	data  []byte
	lines []int // offset of the first byte of each line of the protocol
	feeds []int // the same of each line of the program, a byte order mark left out
}

func newText(data []byte) *text {
	t := &text{data: data, lines: []int{0}, feeds: []int{0}}
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		t.feeds[0] = len("\ufeff")
	}
	for i, c := range data {
		if c == '\n' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			t.lines = append(t.lines, i+1)
		}
		if c == '\n' {
			t.feeds = append(t.feeds, i+1)
		}
	}
	return t
}

// line gives the bounds of a line without its end. A line beyond the last one is empty, at the end.
func (t *text) line(n int) (start, end int) {
	if n >= len(t.lines) {
		return len(t.data), len(t.data)
	}
	n = max(n, 0)
	start, end = t.lines[n], len(t.data)
	if n+1 < len(t.lines) {
		end = t.lines[n+1] - 1
		if end > start && t.data[end] == '\n' && t.data[end-1] == '\r' {
			end--
		}
	}
	return start, end
}

// offset gives the byte offset of a position. One behind the end of its line counts as that end, one within a character as its start.
func (t *text) offset(p position, e encoding) int {
	at, end := t.line(p.Line)
	for units := p.Character; at < end && units > 0; {
		r, size := utf8.DecodeRune(t.data[at:end])
		if units -= e.width(r, size); units < 0 {
			break
		}
		at += size
	}
	return at
}

// position gives the position of a byte offset.
func (t *text) position(offset int, e encoding) position {
	offset = min(max(offset, 0), len(t.data))
	n := sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset }) - 1
	p := position{Line: n}
	for at := t.lines[n]; at < offset; {
		r, size := utf8.DecodeRune(t.data[at:])
		at += size
		p.Character += e.width(r, size)
	}
	return p
}

// place gives the byte offsets of a place of the program: lines end with "\n" alone, columns are code points, and a byte order mark is no column.
func (t *text) place(p diagnostic.Place) (start, end int) {
	if p.Line < 1 {
		return 0, 0
	}
	start = t.column(p.Line, p.Column)
	return start, max(start, t.column(p.EndLine, p.EndColumn))
}

func (t *text) column(line, column int) int {
	if line > len(t.feeds) {
		return len(t.data)
	}
	at := t.feeds[line-1]
	for range column - 1 {
		if at >= len(t.data) || t.data[at] == '\n' {
			break
		}
		_, size := utf8.DecodeRune(t.data[at:])
		at += size
	}
	return at
}

// span gives a stretch of bytes in the protocol's terms.
func (t *text) span(start, end int, e encoding) span {
	return span{t.position(start, e), t.position(end, e)}
}

// spanOf gives a place in the protocol's terms.
func (t *text) spanOf(p diagnostic.Place, e encoding) span {
	start, end := t.place(p)
	return t.span(start, end, e)
}

// replaced gives the text with a stretch replaced; nil stands for the whole text.
func (t *text) replaced(s *span, by string, e encoding) *text {
	if s == nil {
		return newText([]byte(by))
	}
	start, end := t.offset(s.Start, e), t.offset(s.End, e)
	if start > end {
		start, end = end, start
	}
	return newText(slices.Concat(t.data[:start], []byte(by), t.data[end:]))
}
