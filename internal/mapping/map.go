// Package mapping says what the columns of a table from elsewhere mean: it finds the table in a sheet, reads its headings, and holds what the cells say against the
// words and scales of a register.
//
// In: a sheet, a register, and a file of the user's where there is one. Out: a Map of columns to fields, which people can read and mend.
// It takes nothing in: package intake does, by the map. It must never import a room that judges or shows, the clock or the disk.
package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// Map says which column of a table goes to which field.
type Map struct {
	Kind    *register.Kind
	Sheets  []string // none: the sheet whose headings are known best
	Head    []int
	First   int
	Columns []Column
	notes   map[int]string // what a suggestion says of columns without a place
}

// Column is one column that has a place.
type Column struct {
	At      []int // several are joined to one text
	Heading string
	Field   string
	Values  map[string]string // from what the cells say to what the field takes
	order   []string          // of the values
	Join    string
	Split   string // list of separators
	Dates   string // dmy, mdy, ymd
	note    string // of a suggestion
}

// Parse reads MAP.toml. The error is a *workbook.Refusal that says what is wrong with it.
func Parse(name string, data []byte) (*Map, error) {
	doc, findings := source.Parse(name, data, source.DefaultLimits)
	if len(findings) > 0 || doc == nil || doc.Table == nil {
		return nil, mapFault(name, "TOML として読み込めません", "it is no TOML", "")
	}
	m := &Map{}
	for i := range doc.Table.Fields {
		f := &doc.Table.Fields[i]
		v := &f.Value
		switch f.Key {
		case "kind":
			if m.Kind, _ = edit.KindNamed(v.Text); m.Kind == nil {
				return nil, mapFault(name, "kind の値が正しくありません: "+v.Text, "kind does not take "+v.Text, "")
			}
		case "sheet":
			m.Sheets = textsOf(v)
		case "head":
			m.Head = wholesOf(v)
		case "first":
			m.First = int(v.Integer)
		case "column":
			for k := range v.Items {
				c, err := parseColumn(name, &v.Items[k])
				if err != nil {
					return nil, err
				}
				m.Columns = append(m.Columns, c)
			}
		default:
			return nil, mapFault(name, "知らないキーです: "+f.Key, "unknown key: "+f.Key, "kind, sheet, head, first, column")
		}
	}
	if len(m.Columns) == 0 {
		return nil, mapFault(name, "[[column]] がありません", "there is no [[column]]", "")
	}
	return m, nil
}

func mapFault(name, ja, en, allowed string) error {
	help := term.Words{Ja: "「riskbook import --suggest ファイル --map " + name + "」で作り直せます。", En: "riskbook import --suggest FILE --map " + name + " writes it anew"}
	if allowed != "" {
		help = term.Words{Ja: "使えるキー: " + allowed + "。" + help.Ja, En: "the keys are " + allowed + "; " + help.En}
	}
	return &workbook.Refusal{Message: term.Words{Ja: name + ": " + ja, En: name + ": " + en}, Help: help}
}

func parseColumn(name string, v *source.Value) (Column, error) {
	c := Column{Values: map[string]string{}}
	for i := range v.Fields {
		f := &v.Fields[i]
		switch f.Key {
		case "at":
			for _, letters := range textsOf(&f.Value) {
				at, ok := workbook.Column(letters)
				if !ok {
					return c, mapFault(name, "at には列の文字を書きます: "+letters, "at takes the letter of a column, not "+letters, "")
				}
				c.At = append(c.At, at)
			}
		case "heading":
			c.Heading = f.Value.Text
		case "field":
			c.Field = f.Value.Text
		case "join":
			c.Join = f.Value.Text
		case "split":
			c.Split = f.Value.Text
		case "dates":
			if c.Dates = f.Value.Text; !slices.Contains([]string{"dmy", "mdy", "ymd"}, c.Dates) {
				return c, mapFault(name, "dates には dmy、mdy、ymd のいずれかを書きます: "+c.Dates, "dates takes dmy, mdy or ymd, not "+c.Dates, "")
			}
		case "values":
			for k := range f.Value.Fields {
				word := &f.Value.Fields[k]
				c.Values[Fold(word.Key)] = textOf(&word.Value)
			}
		default:
			return c, mapFault(name, "[[column]] の知らないキーです: "+f.Key, "unknown key in [[column]]: "+f.Key, "at, heading, field, values, join, split, dates")
		}
	}
	if c.Field == "" || len(c.At) == 0 && c.Heading == "" {
		return c, mapFault(name, "[[column]] には field と、at か heading が要ります", "a [[column]] needs field, and at or heading", "")
	}
	return c, nil
}

func textOf(v *source.Value) string {
	switch v.Kind {
	case source.String, source.Integer, source.Float:
		return v.Text
	case source.Boolean:
		return strconv.FormatBool(v.Boolean)
	case source.Date:
		return v.Date.String()
	}
	return ""
}

func textsOf(v *source.Value) []string {
	if v.Kind != source.Array {
		return []string{textOf(v)}
	}
	var list []string
	for i := range v.Items {
		list = append(list, textOf(&v.Items[i]))
	}
	return list
}

func wholesOf(v *source.Value) []int {
	if v.Kind == source.Integer {
		return []int{int(v.Integer)}
	}
	var list []int
	for i := range v.Items {
		list = append(list, int(v.Items[i].Integer))
	}
	return list
}

// Write writes a map as MAP.toml, with comments that say what to look at.
func (m *Map) Write(t *Table, language string) []byte {
	say := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(language) }
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# %s", say("列と項目の対応です。field や values を直してから「riskbook import ファイル --map このファイル」で取り込みます。", "Which column goes to which field. Correct field and values, then: riskbook import FILE --map THIS-FILE"))
	p("kind = %q", m.Kind.Folder)
	if len(m.Sheets) == 1 {
		p("sheet = %s", layout.Quote(m.Sheets[0]))
	} else if len(m.Sheets) > 1 {
		var quoted []string
		for _, s := range m.Sheets {
			quoted = append(quoted, layout.Quote(s))
		}
		p("sheet = [%s]", strings.Join(quoted, ", "))
	}
	var rows []string
	for _, n := range m.Head {
		rows = append(rows, strconv.Itoa(n))
	}
	p("head = [%s]  # %s", strings.Join(rows, ", "), say("見出しの行", "rows of the heading"))
	p("first = %d  # %s", m.First, say("データの最初の行", "first row of data"))
	for i := range m.Columns {
		m.Columns[i].write(p)
	}
	first := true
	for _, at := range t.Columns() {
		if note, without := m.notes[at]; without {
			if first {
				p("")
				p("# %s", say("行き先のない列です。--extra を付けると、独自の項目（[extra]）として残ります。", "Columns without a place. With --extra they are kept as fields of your own ([extra])."))
				first = false
			}
			p("#   %s  %s%s", workbook.Letter(at), strings.ReplaceAll(t.Heads[at], "\n", " "), note)
		}
	}
	return []byte(b.String())
}

// write writes the entry of a column.
func (c *Column) write(p func(format string, args ...any)) {
	p("")
	if c.note != "" {
		p("# %s", c.note)
	}
	p("[[column]]")
	p("at = %s", lettersOf(c.At))
	p("heading = %s", layout.Quote(c.Heading))
	p("field = %s", layout.Quote(c.Field))
	if len(c.order) > 0 {
		var pairs []string
		for _, word := range c.order {
			value := c.Values[Fold(word)]
			if _, err := strconv.Atoi(value); err != nil {
				value = layout.Quote(value)
			}
			pairs = append(pairs, layout.Quote(word)+" = "+value)
		}
		p("values = { %s }", strings.Join(pairs, ", "))
	}
	if c.Join != "" {
		p("join = %s", layout.Quote(c.Join))
	}
	if c.Split != "" {
		p("split = %s", layout.Quote(c.Split))
	}
	if c.Dates != "" {
		p("dates = %q", c.Dates)
	}
}

func lettersOf(at []int) string {
	if len(at) == 1 {
		return strconv.Quote(workbook.Letter(at[0]))
	}
	var list []string
	for _, c := range at {
		list = append(list, strconv.Quote(workbook.Letter(c)))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// Rates reports whether a column goes to the likelihood or the impact of a rating.
func (c *Column) Rates() bool {
	last := c.Field[strings.LastIndexByte(c.Field, '.')+1:]
	return last == "likelihood" || last == "impact"
}
