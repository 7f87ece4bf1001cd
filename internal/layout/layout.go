// Package layout takes TOML apart as it is laid out: keys, values, comments and blank lines, every byte with its place.
//
// In: text that package source has found to be valid. Out: lines, and blocks of lines with the comments that belong to them. It knows neither what a value
// means nor where a file lies, and must never import a room of the pipeline. Who edits text in place works on this; who reads records asks source.
package layout

import "bytes"

// Span is a stretch of the text in byte offsets, the end exclusive.
type Span struct{ Start, End int }

// Of gives the bytes of the stretch.
func (s Span) Of(data []byte) string { return string(data[s.Start:s.End]) }

// Empty tells whether the stretch holds nothing.
func (s Span) Empty() bool { return s.Start == s.End }

// LineKind says what a line holds.
type LineKind uint8

// The kinds of lines. A Pair may run over several lines of text, through its value.
const (
	Blank   LineKind = iota
	Comment          // a comment alone
	Pair             // key = value
	Header           // [table]
	Element          // [[array of tables]]
)

// Line is one expression of the document, or a line between them.
type Line struct {
	Kind  LineKind
	Span  Span  // with its line end
	Keys  []Key // of a pair or a header
	Value Node  // of a pair
	Note  Span  // the comment behind, from its "#" on; of a Comment, the comment itself
}

// Key is one part of a key.
type Key struct {
	Text string // decoded
	Span Span   // as written, quotes included
}

// NodeKind says how a value is written.
type NodeKind uint8

// The forms of values.
const (
	Scalar NodeKind = iota // a number, a date, true or false
	String
	Array
	Table // in braces
)

// Node is a value.
type Node struct {
	Kind  NodeKind
	Span  Span
	Items []Item // of an Array or a Table
	Tail  []Span // comments before the closing bracket
	Lines bool   // an Array or a Table whose first element stands on a line of its own
}

// Item is an element of an array, or a key with its value in braces.
type Item struct {
	Keys   []Key // in a Table
	Value  Node
	Before []Span // comments above
	After  Span   // the comment behind, on its line
}

// Document is the text taken apart: the spans of the lines follow one another without a gap.
type Document struct {
	Data  []byte
	Span  Span
	Lines []Line
}

// Parse takes data[start:end] apart. It is false where the text is no TOML that it knows; what is wrong is for package source to say.
func Parse(data []byte, start, end int) (*Document, bool) {
	l := &lexer{data: data, i: start, end: end}
	d := &Document{Data: data, Span: Span{start, end}}
	for l.i < end && !l.bad {
		d.Lines = append(d.Lines, l.line())
	}
	return d, !l.bad
}

// mostDepth bounds how deep values may lie in one another.
const mostDepth = 1000

type lexer struct {
	data   []byte
	i, end int
	depth  int
	bad    bool
}

// peek gives the next byte; 0 at the end.
func (l *lexer) peek() byte {
	if l.i < l.end {
		return l.data[l.i]
	}
	return 0
}

func (l *lexer) take(c byte) bool {
	if l.peek() != c || l.i >= l.end {
		return false
	}
	l.i++
	return true
}

func (l *lexer) want(c byte) {
	if !l.take(c) {
		l.bad = true
	}
}

func (l *lexer) blanks() {
	for l.peek() == ' ' || l.peek() == '\t' {
		l.i++
	}
}

// comment takes a comment up to the end of its line, blanks at its end left out.
func (l *lexer) comment() Span {
	start := l.i
	n := bytes.IndexByte(l.data[start:l.end], '\n')
	if n < 0 {
		n = l.end - start
	}
	l.i = start + n
	return Span{start, start + len(bytes.TrimRight(l.data[start:l.i], " \t\r"))}
}

func (l *lexer) lineEnd() {
	l.blanks()
	if l.peek() == '\r' {
		l.i++
	}
	if l.i < l.end {
		l.want('\n')
	}
}

func (l *lexer) line() Line {
	line := Line{Span: Span{Start: l.i}}
	l.blanks()
	switch c := l.peek(); {
	case l.i >= l.end || c == '\n' || c == '\r':
	case c == '#':
		line.Kind, line.Note = Comment, l.comment()
	case c == '[':
		l.header(&line)
	default:
		line.Kind = Pair
		line.Keys = l.keys()
		l.want('=')
		l.blanks()
		line.Value = l.value()
	}
	if line.Kind != Comment {
		l.blanks()
		if l.peek() == '#' {
			line.Note = l.comment()
		}
	}
	l.lineEnd()
	line.Span.End = l.i
	return line
}

func (l *lexer) header(line *Line) {
	line.Kind = Header
	l.i++
	if l.take('[') {
		line.Kind = Element
	}
	l.blanks()
	line.Keys = l.keys()
	l.want(']')
	if line.Kind == Element {
		l.want(']')
	}
}

// keys takes the parts of a key and the blanks behind it.
func (l *lexer) keys() []Key {
	var keys []Key
	for {
		start := l.i
		if c := l.peek(); c == '"' || c == '\'' {
			l.text()
		} else {
			for isBare(l.peek()) {
				l.i++
			}
		}
		if l.i == start {
			l.bad = true
		}
		span := Span{start, l.i}
		text, ok := Decode(span.Of(l.data))
		l.bad = l.bad || !ok
		keys = append(keys, Key{text, span})
		l.blanks()
		if l.bad || !l.take('.') {
			return keys
		}
		l.blanks()
	}
}

// isBare tells whether a byte may stand in a key without quotes.
func isBare(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '-' || c == '_'
}

func (l *lexer) value() Node {
	n := Node{Span: Span{Start: l.i}}
	if l.depth++; l.depth > mostDepth {
		l.bad = true
	}
	if !l.bad {
		switch l.peek() {
		case '"', '\'':
			n.Kind = String
			l.text()
		case '[':
			n.Kind = Array
			l.items(&n, ']')
		case '{':
			n.Kind = Table
			l.items(&n, '}')
		default:
			l.scalar()
		}
	}
	l.depth--
	n.Span.End = l.i
	l.bad = l.bad || n.Span.Empty()
	return n
}

// scalar takes a number, a date or a word. A date-time may hold one space.
func (l *lexer) scalar() {
	start := l.i
	for l.i < l.end {
		c := l.data[l.i]
		if isBare(c) || c == '.' || c == '+' || c == ':' {
			l.i++
			continue
		}
		if c == ' ' && l.i-start == len("2006-01-02") && l.data[start+4] == '-' && l.i+1 < l.end && l.data[l.i+1] >= '0' && l.data[l.i+1] <= '9' {
			l.i++
			continue
		}
		return
	}
}

// items takes the elements between brackets or braces, with their comments.
func (l *lexer) items(n *Node, closing byte) {
	l.i++
	l.blanks()
	n.Lines = l.peek() == '\n' || l.peek() == '\r' || l.peek() == '#'
	var pending []Span
	for !l.bad {
		pending = l.filler(pending)
		if l.take(closing) {
			n.Tail = pending
			return
		}
		item := Item{Before: pending}
		if closing == '}' {
			item.Keys = l.keys()
			l.want('=')
			l.blanks()
		}
		item.Value = l.value()
		pending = l.behind(&item, nil)
		pending = l.filler(pending)
		if l.take(',') {
			pending = l.behind(&item, pending)
		} else if l.peek() != closing {
			l.bad = true
		}
		n.Items = append(n.Items, item)
	}
}

// behind takes a comment on the line of an item; a second one counts for what follows.
func (l *lexer) behind(item *Item, pending []Span) []Span {
	l.blanks()
	if l.peek() != '#' {
		return pending
	}
	if comment := l.comment(); item.After.Empty() && len(pending) == 0 {
		item.After = comment
	} else {
		pending = append(pending, comment)
	}
	return pending
}

// filler takes blanks, line ends and comments.
func (l *lexer) filler(comments []Span) []Span {
	for l.i < l.end {
		switch l.data[l.i] {
		case ' ', '\t', '\r', '\n':
			l.i++
		case '#':
			comments = append(comments, l.comment())
		default:
			return comments
		}
	}
	l.bad = true
	return comments
}

// text takes a string of any form.
func (l *lexer) text() {
	quote := l.data[l.i]
	long := l.end-l.i >= 3 && l.data[l.i+1] == quote && l.data[l.i+2] == quote
	if l.i++; long {
		l.i += 2
	}
	for l.i < l.end {
		switch c := l.data[l.i]; {
		case c == '\\' && quote == '"':
			l.i += 2
		case c == '\n' && !long:
			l.bad = true
			return
		case c != quote:
			l.i++
		case !long:
			l.i++
			return
		default:
			n := 1
			for l.i+n < l.end && l.data[l.i+n] == quote {
				n++
			}
			if l.i += n; n >= 3 {
				return
			}
		}
	}
	l.bad, l.i = true, l.end
}
