// Package cursor tells where in the text of a record one is while it is being typed.
//
// In: text, which may be broken in any way, and a place in it. Out: the table, the key and the word at hand. It looks at how TOML is written, line by
// line, and takes up again after each line that makes no sense; what is right and what is wrong is for package source to say. It is a leaf: it must
// never import another package of the project, a parser, the disk or the clock.
package cursor

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// Parts are where the TOML and the Markdown of a file of records lie, as byte offsets.
type Parts struct {
	Start, End int // the TOML
	Body       int // the Markdown, to the end of the text; behind that end where front matter is not closed
}

// Split takes a Markdown file apart. Without a line of +++ at its head all of it is body; front matter that is not closed reaches to the end.
func Split(text []byte) Parts {
	first := 0
	if bytes.HasPrefix(text, []byte("\ufeff")) {
		first = len("\ufeff")
	}
	end, next := lineEnd(text, first)
	if !isFence(text[first:end]) {
		return Parts{first, first, first}
	}
	for at := next; at < len(text); {
		end, after := lineEnd(text, at)
		if isFence(text[at:end]) {
			return Parts{next, at, after}
		}
		at = after
	}
	return Parts{next, len(text), len(text) + 1}
}

func isFence(line []byte) bool {
	return bytes.HasPrefix(line, []byte("+++")) && len(bytes.TrimRight(line[3:], " \t\r")) == 0
}

// lineEnd gives the end of the line at an offset, and the start of the next one.
func lineEnd(text []byte, at int) (end, next int) {
	n := bytes.IndexByte(text[at:], '\n')
	if n < 0 {
		return len(text), len(text)
	}
	return at + n, at + n + 1
}

// On is what a place of TOML is part of.
type On uint8

// What a place is part of. OnNothing is a comment, or what follows a complete value.
const (
	OnNothing On = iota
	OnKey
	OnValue
	OnHeader
)

// Spot is a place in TOML.
type Spot struct {
	On     On
	Table  []string // the keys from the top to the table at hand, arrays passed through
	Key    string   // OnValue: the key whose value it is. Else the key, or the part of a header, under the cursor, whole
	Before string   // of the word at hand, what stands before the cursor
	Start  int      // the word at hand, without quotation marks
	End    int
	Whole  [2]int   // the word with its quotation marks
	Quoted bool     // it stands in quotation marks
	Long   bool     // in three of them
	Closed bool     // the quotation marks, or the brackets of the header, are closed
	Listed bool     // the value stands in an array
	Double bool     // OnHeader: [[ ]]
	Inline bool     // the table at hand is written in braces
	Last   bool     // OnKey: no other key of the table at hand follows
	Taken  []string // OnKey, OnHeader: the keys that the table has already, without the one at hand
}

// Path gives the keys from the top to the key at hand.
func (s *Spot) Path() []string { return append(slices.Clone(s.Table), s.Key) }

// At tells where an offset is in the TOML between two offsets.
func At(text []byte, start, end, offset int) Spot {
	o := Read(text, start, end)
	return o.at(offset)
}

func (o *Outline) at(offset int) Spot {
	table, within := []string(nil), ""
	for i := range o.Statements {
		st := &o.Statements[i]
		if st.Start > offset {
			break
		}
		if offset <= st.End {
			return o.in(st, offset)
		}
		if st.Header {
			table, within = st.Path(), st.concrete
		}
	}
	line := o.text[bytes.LastIndexByte(o.text[o.start:offset], '\n')+1+o.start : offset]
	if bytes.IndexByte(line, '#') >= 0 {
		return Spot{}
	}
	return Spot{On: OnKey, Table: table, Start: offset, End: offset, Whole: [2]int{offset, offset}, Taken: o.taken(within, nil), Last: o.last(offset)}
}

// in tells where an offset is within a statement.
func (o *Outline) in(st *Statement, offset int) Spot {
	if offset > st.stop { // in what follows the value on its lines
		return Spot{}
	}
	if !st.Header && st.Equals >= 0 && offset > st.Equals {
		return o.inValue(st.Value, st.Path()[:len(st.Path())-1], st.Parts[len(st.Parts)-1].Text, offset, false)
	}
	s := Spot{On: OnKey, Table: st.table, Closed: st.closed, Double: st.Double, Start: offset, End: offset, Whole: [2]int{offset, offset}}
	if st.Header {
		s.On = OnHeader
	}
	within := st.within
	for i := range st.Parts {
		p := &st.Parts[i]
		if offset > p.End && i+1 < len(st.Parts) {
			s.Table = append(slices.Clone(s.Table), p.Text)
			within = o.child(within, p.Text)
			continue
		}
		s.take(o.text, p, offset)
	}
	s.Last = o.last(st.End)
	s.Taken = o.taken(within, st)
	return s
}

func (s *Spot) take(text []byte, p *Part, offset int) {
	s.Key, s.Start, s.End, s.Whole, s.Quoted = p.Text, p.Start, p.End, [2]int{p.Start, p.End}, p.Quoted
	if p.Quoted {
		s.Start, s.End = p.Start+1, max(p.Start+1, p.End-1)
	}
	s.Before = string(text[min(s.Start, offset):min(max(offset, s.Start), s.End)])
}

// inValue tells where an offset is within the value of a key.
func (o *Outline) inValue(v *Value, table []string, key string, offset int, listed bool) Spot {
	s := Spot{On: OnValue, Table: table, Key: key, Start: offset, End: offset, Whole: [2]int{offset, offset}, Listed: listed}
	if v == nil || offset < v.Start {
		return s
	}
	switch v.Form {
	case FormArray:
		if v.Closed && offset >= v.End {
			return Spot{}
		}
		for _, item := range v.Items {
			if offset >= item.Start && offset <= item.End {
				return o.inValue(item, table, key, offset, true)
			}
		}
		if o.commented(v.Start, offset) {
			return Spot{}
		}
		s.Listed = true
		return s
	case FormInline:
		if v.Closed && offset >= v.End {
			return Spot{}
		}
		return o.inInline(v, append(slices.Clone(table), key), offset)
	}
	s.Start, s.End, s.Whole, s.Quoted, s.Long, s.Closed = v.Start, v.End, [2]int{v.Start, v.End}, v.Quote > 0, v.Quote > 1, v.Closed
	if s.Quoted {
		if v.Closed && offset >= v.End {
			return Spot{}
		}
		s.Start, s.End = min(v.Start+v.Quote, offset), v.End
		if v.Closed {
			s.End -= v.Quote
		} else {
			s.End = max(s.Start, offset)
			s.Whole[1] = s.End
		}
	}
	s.Before = string(o.text[s.Start:min(max(offset, s.Start), s.End)])
	return s
}

// commented tells whether an offset lies in a comment of its line.
func (o *Outline) commented(from, offset int) bool {
	line := max(bytes.LastIndexByte(o.text[:offset], '\n')+1, from)
	quote := byte(0)
	for _, c := range o.text[line:offset] {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote == 0 && c == '#':
			return true
		}
	}
	return false
}

func (o *Outline) inInline(v *Value, table []string, offset int) Spot {
	s := Spot{On: OnKey, Table: table, Start: offset, End: offset, Whole: [2]int{offset, offset}, Inline: true, Last: true}
	var at *Statement
	for i := range v.Pairs {
		p := &v.Pairs[i]
		if offset < p.Start || offset > p.End {
			s.Taken = append(s.Taken, p.Parts[0].Text)
			continue
		}
		at = p
	}
	if at == nil {
		return s
	}
	if at.Equals >= 0 && offset > at.Equals {
		last := len(at.Parts) - 1
		for i := range at.Parts[:last] {
			table = append(slices.Clone(table), at.Parts[i].Text)
		}
		return o.inValue(at.Value, table, at.Parts[last].Text, offset, false)
	}
	for i := range at.Parts {
		p := &at.Parts[i]
		if offset > p.End && i+1 < len(at.Parts) {
			s.Table, s.Taken = append(slices.Clone(s.Table), p.Text), nil
			continue
		}
		s.take(o.text, p, offset)
	}
	return s
}

// taken gives the keys that a table has, all statements taken together but for one.
func (o *Outline) taken(within string, but *Statement) []string {
	var keys []string
	for i := range o.Statements {
		st := &o.Statements[i]
		if st == but {
			continue
		}
		at := st.within
		for _, p := range st.Parts {
			if at == within && !slices.Contains(keys, p.Text) {
				keys = append(keys, p.Text)
			}
			at = o.child(at, p.Text)
		}
	}
	return keys
}

// last tells whether no key, only headers or nothing, follows an offset.
func (o *Outline) last(offset int) bool {
	for i := range o.Statements {
		if st := &o.Statements[i]; st.Start >= offset {
			return st.Header
		}
	}
	return true
}

// child names a table below another one; of an array of tables its newest element.
func (o *Outline) child(within, key string) string {
	name := within + "\x00" + key
	if n := o.arrays[name]; n > 0 {
		name += "\x00#" + strconv.Itoa(n)
	}
	return name
}

// Wikilink gives the id, or what is typed of it, inside the [[ ]] around an offset of Markdown. Closed tells whether "]]" or "|" follows it.
func Wikilink(text []byte, offset int) (start, end int, closed, ok bool) {
	line := bytes.LastIndexByte(text[:offset], '\n') + 1
	open := bytes.LastIndex(text[line:offset], []byte("[["))
	if open < 0 {
		return 0, 0, false, false
	}
	start = line + open + 2
	if bytes.ContainsAny(text[start:offset], "]|") {
		return 0, 0, false, false
	}
	stop, _ := lineEnd(text, offset)
	end = stop
	if n := bytes.IndexAny(text[offset:stop], "[]|"); n >= 0 {
		end = offset + n
		closed = text[end] == '|' || bytes.HasPrefix(text[end:], []byte("]]"))
	}
	if !closed {
		end = offset
	}
	return start, end, closed, true
}

// unquote gives what a key in quotation marks, or a simple string, stands for.
func unquote(raw string) string {
	if len(raw) >= 2 && raw[0] == '\'' {
		return strings.Trim(raw, "'")
	}
	if text, err := strconv.Unquote(raw); err == nil && raw[0] == '"' {
		return text
	}
	return strings.Trim(raw, `"`)
}
