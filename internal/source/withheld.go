package source

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Masked returns the file with its places alone: every character of it is another one of the same width, so that lines and columns stay and no word does.
func (f *File) Masked() *File {
	masked := make([]byte, 0, len(f.Data))
	for i := 0; i < len(f.Data); {
		c, n := utf8.DecodeRune(f.Data[i:])
		switch {
		case c == '\n' || n == 1:
			masked = append(masked, keepBreak(f.Data[i]))
		case c == 0xfeff && i == 0:
			masked = append(masked, f.Data[:n]...)
		default:
			masked = append(masked, [...]string{2: "\u00b7", 3: "\u30fb", 4: "\U0001f512"}[n]...)
		}
		i += n
	}
	return &File{Path: f.Path, Data: masked}
}

func keepBreak(c byte) byte {
	if c == '\n' || c == '\r' {
		return c
	}
	return 'x'
}

// Numbered returns a file of which no more than its path and the number of its records is known: a line for each.
func (f *File) Numbered(records int) *File {
	return &File{Path: f.Path, Data: bytes.Repeat([]byte("x\n"), max(records, 1))}
}

// NumberedLine returns the place of a record of a Numbered file, counted from 0.
func NumberedLine(n int) Span { return Span{int32(2 * n), int32(2*n + 1)} }

// Moved returns the value with all of it in one place.
func (v Value) Moved(s Span) Value {
	v.Span = s
	v.Items = slices.Clone(v.Items)
	for i := range v.Items {
		v.Items[i] = v.Items[i].Moved(s)
	}
	v.Fields = slices.Clone(v.Fields)
	for i := range v.Fields {
		v.Fields[i].KeySpan, v.Fields[i].Value = s, v.Fields[i].Value.Moved(s)
	}
	return v
}

// Part returns the record with other fields and bodies, in another file of the same path. Where the file is Masked and a body keeps its text, it keeps its
// places too; in a Numbered one all of the record stands in its line.
func (r *Record) Part(table *Value, file func(*File) *File, line *Span, text func(Body) string) *Record {
	part := *r
	part.Table, part.File = table, file(r.File)
	if line != nil {
		moved := table.Moved(*line)
		part.Table, part.Head, part.idSpan = &moved, *line, *line
	}
	of := func(b Body) Body {
		out := Body{Language: b.Language, Text: text(b)}
		if b.File == nil {
			return out
		}
		out.File = file(b.File)
		switch {
		case line != nil && b.File == r.File:
			out.start = line.Start
		case out.Text == b.Text:
			out.start = b.start
		}
		return out
	}
	part.Body, part.Translations = of(r.Body), nil
	for _, b := range r.Translations {
		part.Translations = append(part.Translations, of(b))
	}
	return &part
}

// SpelledAs returns the tree with its figures spelled as those of another.
func (t *Tree) SpelledAs(other *Tree) *Tree {
	t.spelled = other.spelled
	return t
}
