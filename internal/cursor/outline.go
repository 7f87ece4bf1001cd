package cursor

import (
	"bytes"
	"slices"
)

// Outline is TOML as far as it makes sense.
type Outline struct {
	Statements []Statement
	text       []byte
	start, end int
	arrays     map[string]int // elements so far, by name of the table
}

// Statement is a header, or a key with what follows it. Equals is -1 where no "=" follows, and Value nil where no value does.
type Statement struct {
	Header     bool
	Double     bool // [[ ]]
	Start, End int  // up to the end of its last line
	Parts      []Part
	Equals     int
	Value      *Value

	table    []string // of a key: the table it stands in
	within   string   // the same with its element of each array
	concrete string   // of a header: the table that it opens
	closed   bool     // of a header: its brackets
	stop     int      // where the statement itself ends, but for what does not belong to it
}

// Path gives the keys from the top to the table of a header, or to a key.
func (st *Statement) Path() []string {
	path := slices.Clone(st.table)
	for i := range st.Parts {
		path = append(path, st.Parts[i].Text)
	}
	return path
}

// Part is one part of a dotted key. Start and End enclose the quotation marks.
type Part struct {
	Text       string
	Quoted     bool
	Start, End int
}

// Form is how a value is written.
type Form uint8

// The forms. A word is a number, a date, a truth value, or something that is no value.
const (
	FormWord Form = iota
	FormString
	FormArray
	FormInline
)

// Value is what follows a key.
type Value struct {
	Form       Form
	Start, End int
	Closed     bool
	Quote      int // of a string: one or three quotation marks
	Items      []*Value
	Pairs      []Statement
}

// deepest is how deep brackets are followed; source refuses what is deeper.
const deepest = 64

// Read reads the TOML between two offsets.
func Read(text []byte, start, end int) *Outline {
	end = min(max(end, 0), len(text))
	o := &Outline{text: text, start: min(max(start, 0), end), end: end, arrays: map[string]int{}}
	r := reader{text: text[:end], i: o.start}
	var table []string
	within := ""
	for {
		r.blanks(true)
		if r.i >= len(r.text) {
			return o
		}
		st := r.statement()
		st.End, _ = lineEnd(r.text, max(r.i, st.Start))
		r.i = st.End
		if !st.Header {
			st.table, st.within = table, within
		} else {
			for i := range st.Parts {
				name := st.concrete + "\x00" + st.Parts[i].Text
				if st.Double && i == len(st.Parts)-1 {
					o.arrays[name]++
				}
				st.concrete = o.child(st.concrete, st.Parts[i].Text)
			}
			table, within = st.Path(), st.concrete
		}
		o.Statements = append(o.Statements, st)
	}
}

type reader struct {
	text []byte
	i    int
}

// blanks passes over white space, and over comments and line ends where they may stand.
func (r *reader) blanks(lines bool) {
	for r.i < len(r.text) {
		switch c := r.text[r.i]; {
		case c == ' ' || c == '\t' || c == '\r':
			r.i++
		case c == '\n' && lines:
			r.i++
		case c == '#' && lines:
			r.i, _ = lineEnd(r.text, r.i)
		default:
			return
		}
	}
}

func (r *reader) peek() byte {
	if r.i < len(r.text) {
		return r.text[r.i]
	}
	return '\n'
}

func (r *reader) statement() Statement {
	st := Statement{Start: r.i, Equals: -1}
	if r.peek() == '[' {
		st.Header = true
		r.i++
		if r.peek() == '[' {
			st.Double = true
			r.i++
		}
		st.Parts = r.key()
		st.stop = r.i
		if r.peek() == ']' {
			st.closed = true
		}
		return st
	}
	r.pair(&st, 0)
	return st
}

// pair reads a key, its "=" and its value, as far as they are there.
func (r *reader) pair(st *Statement, depth int) {
	st.Parts = r.key()
	st.stop = r.i
	if r.peek() != '=' {
		return
	}
	st.Equals = r.i
	r.i++
	st.Value = r.value(depth)
	st.stop = r.i
	if st.Value == nil {
		st.stop, _ = lineEnd(r.text, r.i)
		if n := bytes.IndexByte(r.text[r.i:st.stop], '#'); n >= 0 {
			st.stop = r.i + n
		}
	}
}

// key reads the parts of a dotted key: at least one, which may be empty.
func (r *reader) key() []Part {
	var parts []Part
	for {
		r.blanks(false)
		p := Part{Start: r.i}
		if c := r.peek(); c == '"' || c == '\'' {
			p.Quoted = true
			r.quoted(c, false)
			p.Text = unquote(string(r.text[p.Start:r.i]))
		} else {
			for r.i < len(r.text) && bytes.IndexByte([]byte(" \t\r\n.=[]{},#\"'"), r.text[r.i]) < 0 {
				r.i++
			}
			p.Text = string(r.text[p.Start:r.i])
		}
		p.End = r.i
		parts = append(parts, p)
		mark := r.i
		r.blanks(false)
		if r.peek() != '.' {
			if r.peek() != '=' {
				r.i = mark
			}
			return parts
		}
		r.i++
	}
}

// quoted passes over a string in one or three quotation marks and tells whether it ends. One in single marks ends with its line at the latest.
func (r *reader) quoted(quote byte, long bool) (closed bool) {
	marks := 1
	if long {
		marks = 3
	}
	for r.i += marks; r.i < len(r.text); r.i++ {
		switch c := r.text[r.i]; {
		case c == '\\' && quote == '"' && r.i+1 < len(r.text) && r.text[r.i+1] != '\n':
			r.i++
		case c == '\n' && !long:
			if r.text[r.i-1] == '\r' {
				r.i--
			}
			return false
		case c == quote && !long:
			r.i++
			return true
		case c == quote && bytes.HasPrefix(r.text[r.i:], []byte{quote, quote, quote}):
			for r.i += 3; r.peek() == quote; r.i++ {
			}
			return true
		}
	}
	r.i = len(r.text)
	return false
}

// value reads a value; nil where there is none on the line.
func (r *reader) value(depth int) *Value {
	r.blanks(false)
	v := &Value{Start: r.i}
	switch c := r.peek(); {
	case c == '\n' || c == '#':
		return nil
	case c == '"' || c == '\'':
		v.Form, v.Quote = FormString, 1
		if bytes.HasPrefix(r.text[r.i:], []byte{c, c, c}) {
			v.Quote = 3
		}
		v.Closed = r.quoted(c, v.Quote == 3)
	case c == '[' && depth < deepest:
		v.Form = FormArray
		r.array(v, depth+1)
	case c == '{' && depth < deepest:
		v.Form = FormInline
		r.inline(v, depth+1)
	default:
		for r.i < len(r.text) && bytes.IndexByte([]byte(" \t\r\n,]}#"), r.text[r.i]) < 0 {
			r.i++
		}
	}
	v.End = r.i
	return v
}

func (r *reader) array(v *Value, depth int) {
	r.i++
	for {
		r.blanks(true)
		switch {
		case r.i >= len(r.text):
			return
		case r.peek() == ']':
			r.i++
			v.Closed = true
			return
		case r.leaves():
			for r.i--; r.text[r.i] != '\n'; r.i-- { // back to the end of the line before
			}
			return
		}
		before := r.i
		if item := r.value(depth); item != nil && r.i > before {
			v.Items = append(v.Items, item)
		} else {
			r.i = before + 1 // a comma, or what makes no sense
		}
	}
}

// leaves tells whether the line at hand, of which nothing was read, belongs no more to an array: it is a header, or has a key of its own.
func (r *reader) leaves() bool {
	for back := r.i - 1; ; back-- {
		if c := r.text[back]; c == '\n' {
			break
		} else if c != ' ' && c != '\t' {
			return false
		}
	}
	end, _ := lineEnd(r.text, r.i)
	line := bytes.TrimRight(r.text[r.i:end], " \t\r")
	probe := reader{text: line}
	if line[0] != '[' {
		parts := probe.key()
		return parts[0].Text != "" && probe.peek() == '='
	}
	st := probe.statement()
	first := st.Parts[0].Text
	return st.closed && !st.Parts[0].Quoted && first != "" && (first[0]|0x20 >= 'a' && first[0]|0x20 <= 'z')
}

func (r *reader) inline(v *Value, depth int) {
	r.i++
	lines := false // it goes over several
	for {
		r.blanks(lines)
		switch c := r.peek(); {
		case r.i >= len(r.text):
			return
		case c == '\n' || c == '#':
			if lines = r.closes(); !lines {
				return
			}
			continue
		case c == '}':
			r.i++
			v.Closed = true
			return
		case c == ']': // it closes an array around
			return
		case c == ',':
			r.i++
			continue
		}
		before := r.i
		st := Statement{Start: r.i, Equals: -1}
		r.pair(&st, depth)
		if r.i == before {
			r.i++
			continue
		}
		if st.Value == nil && st.Equals >= 0 { // up to where a value may be typed
			r.blanks(false)
		}
		st.End = r.i
		v.Pairs = append(v.Pairs, st)
	}
}

// farthest is how far the end of a table in braces is looked for behind its first line, in bytes.
const farthest = 4096

// closes tells whether a table in braces that is open ends before the next header.
func (r *reader) closes() bool {
	probe := reader{text: r.text[:min(len(r.text), r.i+farthest)], i: r.i}
	for depth := 1; ; {
		probe.blanks(true)
		if probe.i >= len(probe.text) {
			return false
		}
		switch c := probe.peek(); c {
		case '"', '\'':
			probe.quoted(c, bytes.HasPrefix(probe.text[probe.i:], []byte{c, c, c}))
		case '[':
			if probe.leaves() {
				return false
			}
			probe.i++
		case '{':
			depth++
			probe.i++
		case '}':
			if depth--; depth == 0 {
				return true
			}
			probe.i++
		default:
			probe.i++
		}
	}
}
