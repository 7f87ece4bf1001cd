// Package source reads a register's files into records whose every value keeps the exact place where it was written.
//
// In: an fs.FS (a folder through os.Root, a git tree, an embedded folder, a test map). Out: a Tree of records, documents and findings.
// It alone knows TOML. It must never import the rooms after it, and nothing here knows what a field means.
package source

import (
	"bytes"
	"math"
	"slices"
	"sync"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
)

// Kind is the TOML type of a value.
type Kind uint8

// The TOML types. Moment stands for TOML's date-times and times of day, which records do not use.
const (
	String Kind = iota
	Integer
	Float
	Boolean
	Date
	Moment
	Array
	Table
)

// String gives the name of a TOML type in lower case, as the rules' words look it up.
func (k Kind) String() string {
	return [...]string{"string", "integer", "float", "boolean", "date", "moment", "array", "table"}[k]
}

// Span is a stretch of a file in byte offsets, the end exclusive.
type Span struct{ Start, End int32 }

// Value is one TOML value with its place. Which of the fields hold it follows from Kind.
type Value struct {
	Kind     Kind
	Boolean  bool
	headless bool // Table, Array: without a [header] of its own
	Withheld bool // String: it stands in for what the readers at hand may not see
	Date     date.Date
	Span     Span    // a table with a header: the header; an array of such tables: the first header
	Text     string  // String: the decoded text. Integer, Float, Moment: as written.
	Integer  int64   // Integer
	Float    float64 // Float, and Integer as a float
	Items    []Value // Array
	Fields   []Field // Table, in the order of the file

}

// Field is one key of a table, with the place of the key.
type Field struct {
	Key     string
	KeySpan Span
	Value   Value
}

// Field finds a key in a table; nil where the value is no table or lacks it.
func (v *Value) Field(key string) *Field {
	if v == nil {
		return nil
	}
	for i := range v.Fields {
		if v.Fields[i].Key == key {
			return &v.Fields[i]
		}
	}
	return nil
}

// At walks down a path of table keys (string) and array indexes (int); nil where the path ends early.
func (v *Value) At(path ...any) *Value {
	for _, step := range path {
		if v == nil {
			return nil
		}
		switch s := step.(type) {
		case string:
			f := v.Field(s)
			if f == nil {
				return nil
			}
			v = &f.Value
		case int:
			if s < 0 || s >= len(v.Items) {
				return nil
			}
			v = &v.Items[s]
		}
	}
	return v
}

// File is one file of the register, whole. It is shared by everything that was read from it, so it must not be copied or changed.
type File struct {
	Path string // slash-separated, relative to the register's root, in NFC
	Data []byte // as read, a BOM included

	once  sync.Once
	lines []int32 // offset of each line's first byte, built when the first place is asked for
	runes []int32 // code points before each stride of bytes
}

// Record is one record as written, in either form: a Markdown file, or a table of a TOML file.
type Record struct {
	ID           string
	Folder       string // the folder below content/ that gives the kind: "risks"
	File         *File
	Head         Span   // the record's first line: "+++", or its [ID]
	Table        *Value // the fields; never nil. Without the key body.
	Body         Body
	Translations []Body // sorted by language
	Broken       bool   // the fields could not be read; the id is still known

	idSpan Span // where the id stands, or the first line of a Markdown file
}

// MayQuote reports whether a text of the fields may hold "[[".
func (r *Record) MayQuote() bool {
	data := r.File.Data
	if r.Body.File == r.File && r.Body.quote == 0 && r.Body.start > 0 {
		data = data[:r.Body.start]
	}
	return bytes.Contains(data, []byte("[["))
}

// Body is the Markdown text of a record, in the default language when Language is empty.
type Body struct {
	Language string
	File     *File
	Text     string
	start    int32   // offset of Text in File
	marks    []int32 // for Text that does not stand in the file as it is: see marksOf
	quote    byte    // the sign of the TOML string that it stands in; 0 for a Markdown file
}

// Days gives the dates that stand anywhere in the value, in its order.
func (v *Value) Days() []date.Date {
	var days []date.Date
	v.eachDay(func(d date.Date) { days = append(days, d) })
	return days
}

func (v *Value) eachDay(visit func(date.Date)) {
	if v.Kind == Date {
		visit(v.Date)
	}
	for i := range v.Items {
		v.Items[i].eachDay(visit)
	}
	for i := range v.Fields {
		v.Fields[i].Value.eachDay(visit)
	}
}

// Document is a TOML file that holds settings rather than records.
type Document struct {
	File   *File
	Table  *Value // never nil
	Broken bool
}

// Dated reports whether a document states a day from one to another, both included; the nil document states none.
func (d *Document) Dated(from, to date.Date) bool {
	return d != nil && slices.ContainsFunc(d.Table.Days(), func(day date.Date) bool { return day.Within(from, to) })
}

// Tree is all that a register's folder holds.
type Tree struct {
	Records   []*Record        // sorted by file and position
	Config    *Document        // content/riskbook.toml; nil where it is absent
	Criteria  *Document        // content/criteria.toml
	Proposal  *Document        // content/criteria.proposed.toml: criteria that are proposed and not in force
	Parties   *Document        // content/parties.toml
	Baseline  *Document        // content/baseline.toml
	Catalogue *Document        // content/catalogue.toml, the register's own additions
	Tables    map[string]*File // CSV files by path; nil for one with a fault
	Figures   []string         // images beside records, sorted, in NFC
	Files     []*File          // every file that was read, sorted by path
	Findings  []diagnostic.Finding
	Signers   []byte // content/allowed_signers, as it stands; nil where it is absent or cannot be read

	spelled map[string]string // the figures as the file system spells them
}

// Limits bound what is read before any parser sees it. Sizes are in bytes.
type Limits struct {
	File    int64 // a Markdown file
	Bulk    int64 // a TOML or CSV file
	Nesting int   // brackets, braces and dotted key parts of TOML, one inside another
	Keys    int   // characters of one dotted key
	Values  int   // array elements and keys of one file, tables and deep keys counted several times; the cells of a CSV file
}

// DefaultLimits are in force where riskbook.toml does not raise them under [limits].
var DefaultLimits = Limits{File: 1 << 20, Bulk: 10 << 20, Nesting: 32, Keys: 512, Values: 400_000}

// Plain returns the value as one of Go's own, which JSON can write: a bool, an int64, a float64, a date, a list, a map by key, or a string; nil where there
// is no value. Strings pass through text; nan and inf, for which JSON has no numbers, are given as written.
func (v *Value) Plain(text func(string) string) any {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case Boolean:
		return v.Boolean
	case Integer:
		return v.Integer
	case Float:
		if math.IsNaN(v.Float) || math.IsInf(v.Float, 0) {
			return v.Text
		}
		return v.Float
	case Date:
		return v.Date
	case Array:
		items := make([]any, len(v.Items))
		for i := range v.Items {
			items[i] = v.Items[i].Plain(text)
		}
		return items
	case Table:
		fields := make(map[string]any, len(v.Fields))
		for i := range v.Fields {
			fields[v.Fields[i].Key] = v.Fields[i].Value.Plain(text)
		}
		return fields
	}
	return text(v.Text)
}
