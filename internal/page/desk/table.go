package desk

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// Column is one column of a table: the key of its head's words, and the class of its cells.
type Column struct{ Key, Class string }

// Table gathers the rows of a table.
type Table struct {
	v       *language
	Made    part.Table
	amounts []amount
}

// Table begins a table. The label says to those who cannot see the heading above it what the table holds; the id is empty where nothing refers to it.
func (v *language) Table(id, label string, columns ...Column) *Table {
	t := &Table{v: v}
	t.Made.ID, t.Made.Label = id, label
	t.Made.Columns = make([]part.Column, len(columns))
	for i, c := range columns {
		t.Made.Columns[i] = part.Column{Key: c.Key, Name: columnName(c), Text: v.Words[c.Key], Class: c.Class}
	}
	return t
}

// Column adds a column behind the others.
func (t *Table) Column(key, class string) {
	t.Made.Columns = append(t.Made.Columns, part.Column{Key: key, Name: columnName(Column{key, class}), Text: t.v.Words[key], Class: class})
}

// columnName names a column in the address of its page: the one that names the records is "id".
func columnName(c Column) string {
	if c.Class == "title" {
		return "id"
	}
	return c.Key
}

// datumKey makes a value fit to stand among several, which blanks part.
func datumKey(value string) string { return strings.Join(strings.Fields(value), "_") }

// Row begins a row, with the values that filters look at: pairs of name and value.
func (t *Table) Row(data ...string) {
	r := &part.Row{Cells: make([]part.Cell, 0, len(t.Made.Columns))}
	for i := 0; i+1 < len(data); i += 2 {
		r.Data = append(r.Data, part.Datum{Name: data[i], Value: data[i+1]})
	}
	t.Made.Rows = append(t.Made.Rows, r)
}

// ready adds a row that was made before.
func (t *Table) ready(row *part.Row) { t.Made.Rows = append(t.Made.Rows, row) }

func (t *Table) add(head bool, sort string, p part.Part) {
	r := t.Made.Rows[len(t.Made.Rows)-1]
	c := part.Cell{Sort: sort, Head: head, Part: p}
	if at := len(r.Cells); at < len(t.Made.Columns) {
		c.Key, c.Class = t.Made.Columns[at].Key, t.Made.Columns[at].Class
	}
	r.Cells = append(r.Cells, c)
}

// Cell adds a cell.
func (t *Table) Cell(p part.Part) { t.add(false, "", p) }

// Words adds a cell of plain text.
func (t *Table) Words(s string) { t.Cell(part.Words(s)) }

// Sorted adds a cell that sorts by a key other than its words.
func (t *Table) Sorted(key string, p part.Part) { t.add(false, key, p) }

// Number adds a cell that sorts by a number.
func (t *Table) Number(n int, p part.Part) { t.Sorted(strconv.Itoa(n), p) }

// Head adds the cell that names the row.
func (t *Table) Head(p part.Part) { t.add(true, "", p) }

// Named is head for a row that sorts by a key.
func (t *Table) Named(key string, p part.Part) { t.add(true, key, p) }

// Done gives the table as it stands within a record's page; nothing where it has no rows.
func (t *Table) Done() *part.Table {
	if len(t.Made.Rows) == 0 {
		return nil
	}
	t.countMoney()
	return &t.Made
}

// Stacked gives the table as cards on a narrow screen, so that nothing of it lies off the screen.
func (t *Table) Stacked() *part.Table {
	t.Made.Stacked = true
	for _, r := range t.Made.Rows {
		for i := range r.Cells {
			if !r.Cells[i].Head && i < len(t.Made.Columns) {
				r.Cells[i].Under = t.Made.Columns[i].Text
			}
		}
	}
	return t.Done()
}

// Sortable gives the table with heads that sort it where scripts run.
func (t *Table) Sortable() *part.Table {
	t.Made.Sortable = true
	return t.Done()
}

// Picks are the values by which a filter narrows a table.
type Picks struct {
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

// NewPicks begins a filter by the datum of a name, labelled by the word of a key.
func NewPicks(name, key string) *Picks {
	return &Picks{name: name, key: key, seen: map[string]bool{}}
}

// Add offers a value, once; values stand by order, then by label.
func (p *Picks) Add(order int, value, label string) {
	if value == "" || p.seen[value] {
		return
	}
	p.seen[value] = true
	p.all = append(p.all, pick{order, value, label})
}

// Filters makes the box above a table; it is hidden until the script that makes it work shows it.
func (v *language) Filters(table string, choices ...*Picks) *part.Filters {
	f := &part.Filters{
		Table: table, Hint: v.Words["filterHint"], All: v.Words["all"], Clear: v.Words["filterClear"], Nothing: v.Words["filterNothing"],
		Pages: v.Words["filterPages"], PageOf: v.Words["filterPage"], Back: v.Words["filterBack"], Next: v.Words["filterNext"],
	}
	for _, p := range choices {
		if len(p.all) == 0 || len(p.all) < 2 && !p.quiet {
			continue
		}
		slices.SortFunc(p.all, func(a, b pick) int {
			return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.label, b.label), cmp.Compare(a.value, b.value))
		})
		choice := part.Pick{Name: p.name, Label: cmp.Or(p.label, v.Words[p.key]), Quiet: p.quiet, Options: make([]part.Option, len(p.all))}
		for i, o := range p.all {
			choice.Options[i] = part.Option{Value: o.value, Text: o.label}
		}
		f.Picks = append(f.Picks, choice)
	}
	return f
}

// Or gives the first part that shows something.
func Or(pieces ...part.Part) part.Part {
	for _, p := range pieces {
		if !part.None(p) {
			return p
		}
	}
	return nil
}

// Empty says in a sentence that something is lacking.
func (v *ways) Empty(key string) part.Part { return part.Nothing(v.Words[key]) }

// AnalysisOf gives the current analysis, or the one before controls that stands in for it.
func AnalysisOf(a, b *register.Analysis) *register.Analysis {
	if a != nil {
		return a
	}
	return b
}
