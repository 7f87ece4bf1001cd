package source

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// stride is the distance in bytes between the remembered counts of code points, which keep a place cheap on lines of any length.
const stride = 4096

const bom = "\ufeff"

// bomLength is the number of bytes of a byte order mark at the start of data: 3 or 0.
func bomLength(data []byte) int {
	if bytes.HasPrefix(data, []byte(bom)) {
		return len(bom)
	}
	return 0
}

func (f *File) survey() {
	f.lines = append(f.lines, int32(bomLength(f.Data)))
	for i := 0; ; {
		n := bytes.IndexByte(f.Data[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		f.lines = append(f.lines, int32(i))
	}
	var count int32
	for i := 0; i < len(f.Data); i += stride {
		f.runes = append(f.runes, count)
		count += countRunes(f.Data[i:min(i+stride, len(f.Data))])
	}
}

// countRunes counts code points by their first bytes, so that stretches may be cut anywhere.
func countRunes(data []byte) int32 {
	var n int32
	for _, c := range data {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

func (f *File) runesBefore(offset int) int32 {
	if offset >= len(f.Data) {
		offset = len(f.Data)
	}
	k := offset / stride
	if k >= len(f.runes) {
		if k = len(f.runes) - 1; k < 0 {
			return 0
		}
	}
	return f.runes[k] + countRunes(f.Data[k*stride:offset])
}

// position gives line and column of a byte offset, both from 1. An offset inside a code point counts as its start.
func (f *File) position(offset int32) (line, column int) {
	// Every record is asked for its first line, which needs no survey of the file.
	if at, from := int(offset), bomLength(f.Data); at >= from && at < min(stride, len(f.Data)) && bytes.IndexByte(f.Data[:at], '\n') < 0 {
		at -= insideRune(f.Data, at)
		return 1, int(countRunes(f.Data[from:at])) + 1
	}
	f.once.Do(f.survey)
	o := min(max(int(offset), int(f.lines[0])), len(f.Data))
	o -= insideRune(f.Data, o)
	line = sort.Search(len(f.lines), func(i int) bool { return int(f.lines[i]) > o })
	return line, int(f.runesBefore(o)-f.runesBefore(int(f.lines[line-1]))) + 1
}

// insideRune gives how many bytes an offset lies behind the start of a code point; 0 in bytes that are not UTF-8.
func insideRune(data []byte, at int) int {
	for back := 1; back < utf8.UTFMax && back <= at && at < len(data) && !utf8.RuneStart(data[at]); back++ {
		if r, n := utf8.DecodeRune(data[at-back:]); r != utf8.RuneError && n > back {
			return back
		}
	}
	return 0
}

// Place gives lines and columns of a stretch of the file. A byte order mark is no column.
func (f *File) Place(s Span) diagnostic.Place {
	p := diagnostic.Place{File: f.Path}
	p.Line, p.Column = f.position(s.Start)
	p.EndLine, p.EndColumn = f.position(max(s.Start, s.End))
	return p
}

// Line gives the text of a line, counted from 1, without its line end; empty where there is no such line.
func (f *File) Line(n int) string {
	f.once.Do(f.survey)
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Data)
	if n < len(f.lines) {
		end = int(f.lines[n])
	}
	line := bytes.TrimSuffix(f.Data[f.lines[n-1]:end], []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r")))
}

// whole is the place of the file as a whole.
func (f *File) whole() diagnostic.Place { return diagnostic.Place{File: f.Path} }

// Place gives the place of the value at a path of keys (string) and indexes (int); the record's first line where the path ends early.
func (r *Record) Place(path ...any) diagnostic.Place {
	return r.File.Place(valueSpan(r.Table, r.Head, path))
}

// KeyPlace gives the place of the last key of a path; of a table of an array, its header. The record's first line where the path ends early.
func (r *Record) KeyPlace(path ...any) diagnostic.Place {
	return r.File.Place(keySpan(r.Table, r.Head, path))
}

// TablePlace gives the header or the key of the deepest table that the path reaches; the record's first line where it reaches none.
func (r *Record) TablePlace(path ...any) diagnostic.Place {
	return r.File.Place(tableSpan(r.Table, r.Head, path))
}

// Place gives the place of the value at a path of keys (string) and indexes (int); the start of the file where the path ends early.
func (d *Document) Place(path ...any) diagnostic.Place {
	return d.File.Place(valueSpan(d.Table, Span{}, path))
}

// KeyPlace gives the place of the last key of a path; of a table of an array, its header. The start of the file where the path ends early.
func (d *Document) KeyPlace(path ...any) diagnostic.Place {
	return d.File.Place(keySpan(d.Table, Span{}, path))
}

// TablePlace gives the header or the key of the deepest table that the path reaches; the start of the file where it reaches none.
func (d *Document) TablePlace(path ...any) diagnostic.Place {
	return d.File.Place(tableSpan(d.Table, Span{}, path))
}

func valueSpan(root *Value, head Span, path []any) Span {
	if v := root.At(path...); v != nil && len(path) > 0 {
		return v.Span
	}
	return head
}

func keySpan(root *Value, head Span, path []any) Span {
	if len(path) == 0 {
		return head
	}
	last := len(path) - 1
	if key, ok := path[last].(string); ok {
		if f := root.At(path[:last]...).Field(key); f != nil {
			return f.KeySpan
		}
		return head
	}
	return valueSpan(root, head, path)
}

func tableSpan(root *Value, head Span, path []any) Span {
	span, v := head, root
	for i := range path {
		if v = v.At(path[i]); v == nil {
			break
		}
		if v.Kind == Table || v.Kind == Array && len(v.Items) > 0 && v.Items[0].Kind == Table {
			span = v.Span
			if key, ok := path[i].(string); ok && v.headless {
				span = root.At(path[:i]...).Field(key).KeySpan
			}
		}
	}
	return span
}
