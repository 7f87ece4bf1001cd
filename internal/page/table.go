package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
)

// column is one column of a table: the key of its head's words, and the class of its cells.
type column struct{ key, class string }

// table gathers the rows of a table.
type table struct {
	v    *language
	made part.Table
}

// table begins a table. The label says to those who cannot see the heading above it what the table holds; the id is empty where nothing refers to it.
func (v *language) table(id, label string, columns ...column) *table {
	t := &table{v: v}
	t.made.ID, t.made.Label = id, label
	t.made.Columns = make([]part.Column, len(columns))
	for i, c := range columns {
		t.made.Columns[i] = part.Column{Key: c.key, Name: columnName(c), Text: v.words[c.key], Class: c.class}
	}
	return t
}

// column adds a column behind the others.
func (t *table) column(key, class string) {
	t.made.Columns = append(t.made.Columns, part.Column{Key: key, Name: columnName(column{key, class}), Text: t.v.words[key], Class: class})
}

// columnName names a column in the address of its page: the one that names the records is "id".
func columnName(c column) string {
	if c.class == "title" {
		return "id"
	}
	return c.key
}

// datumKey makes a value fit to stand among several, which blanks part.
func datumKey(value string) string { return strings.Join(strings.Fields(value), "_") }

// row begins a row, with the values that filters look at: pairs of name and value.
func (t *table) row(data ...string) {
	r := &part.Row{Cells: make([]part.Cell, 0, len(t.made.Columns))}
	for i := 0; i+1 < len(data); i += 2 {
		r.Data = append(r.Data, part.Datum{Name: data[i], Value: data[i+1]})
	}
	t.made.Rows = append(t.made.Rows, r)
}

// ready adds a row that was made before.
func (t *table) ready(row *part.Row) { t.made.Rows = append(t.made.Rows, row) }

func (t *table) add(head bool, sort string, p part.Part) {
	r := t.made.Rows[len(t.made.Rows)-1]
	c := part.Cell{Sort: sort, Head: head, Part: p}
	if at := len(r.Cells); at < len(t.made.Columns) {
		c.Key, c.Class = t.made.Columns[at].Key, t.made.Columns[at].Class
	}
	r.Cells = append(r.Cells, c)
}

// cell adds a cell.
func (t *table) cell(p part.Part) { t.add(false, "", p) }

// words adds a cell of plain text.
func (t *table) words(s string) { t.cell(part.Words(s)) }

// sorted adds a cell that sorts by a key other than its words.
func (t *table) sorted(key string, p part.Part) { t.add(false, key, p) }

// number adds a cell that sorts by a number.
func (t *table) number(n int, p part.Part) { t.sorted(strconv.Itoa(n), p) }

// head adds the cell that names the row.
func (t *table) head(p part.Part) { t.add(true, "", p) }

// named is head for a row that sorts by a key.
func (t *table) named(key string, p part.Part) { t.add(true, key, p) }

// done gives the table as it stands within a record's page; nothing where it has no rows.
func (t *table) done() *part.Table {
	if len(t.made.Rows) == 0 {
		return nil
	}
	return &t.made
}

// sortable gives the table with heads that sort it where scripts run.
func (t *table) sortable() *part.Table {
	t.made.Sortable = true
	return t.done()
}

// picks are the values by which a filter narrows a table.
type picks struct {
	name  string // of the rows' datum
	key   string
	label string // where no key gives it
	quiet bool   // see part.Pick
	all   []pick
	seen  map[string]bool
}

type pick struct {
	order        int
	value, label string
}

// newPicks begins a filter by the datum of a name, labelled by the word of a key.
func newPicks(name, key string) *picks {
	return &picks{name: name, key: key, seen: map[string]bool{}}
}

// add offers a value, once; values stand by order, then by label.
func (p *picks) add(order int, value, label string) {
	if value == "" || p.seen[value] {
		return
	}
	p.seen[value] = true
	p.all = append(p.all, pick{order, value, label})
}

// filters makes the box above a table; it is hidden until the script that makes it work shows it.
func (v *language) filters(table string, choices ...*picks) *part.Filters {
	f := &part.Filters{
		Table: table, Hint: v.words["filterHint"], All: v.words["all"], Clear: v.words["filterClear"], Nothing: v.words["filterNothing"],
		Pages: v.words["filterPages"], PageOf: v.words["filterPage"], Back: v.words["filterBack"], Next: v.words["filterNext"],
	}
	for _, p := range choices {
		if len(p.all) == 0 || len(p.all) < 2 && !p.quiet {
			continue
		}
		slices.SortFunc(p.all, func(a, b pick) int {
			return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.label, b.label), cmp.Compare(a.value, b.value))
		})
		choice := part.Pick{Name: p.name, Label: cmp.Or(p.label, v.words[p.key]), Quiet: p.quiet, Options: make([]part.Option, len(p.all))}
		for i, o := range p.all {
			choice.Options[i] = part.Option{Value: o.value, Text: o.label}
		}
		f.Picks = append(f.Picks, choice)
	}
	return f
}
