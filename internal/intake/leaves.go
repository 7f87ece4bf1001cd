package intake

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/workbook"
)

// leaves takes records that have files or sections of their own: together they are one table, whose headings are their fields.
func (t *taking) leaves(list []leaf, kind *register.Kind) (map[string]*Entry, error) {
	byDoc := map[string]*Entry{}
	if len(list) == 0 {
		return byDoc, nil
	}
	x := newLeafTable()
	for _, l := range list {
		x.add(l, t.linked(l))
	}
	table := x.finish()
	start := len(t.plan.Entries)
	if err := t.table(table, x.mapped(t, kind)); err != nil {
		return nil, err
	}
	for _, e := range t.plan.Entries[start:] {
		if e.Kind == kind && e.From.Sheet != "" {
			if _, twice := byDoc[e.From.Sheet]; !twice {
				byDoc[e.From.Sheet] = e
			}
		}
	}
	return byDoc, nil
}

// leafTable makes a table of records that have files or sections of their own, a row each.
type leafTable struct {
	table   *mapping.Table
	columns map[string]int // by heading, folded
	heads   workbook.Row
	rows    []workbook.Row

	id, title, status, body int // the columns that go by themselves
}

func newLeafTable() *leafTable {
	x := &leafTable{
		table:   &mapping.Table{Sheet: &workbook.Sheet{}, Head: []int{1}, First: 2, Heads: map[int]string{}, Places: map[[2]int]mapping.Place{}, Raw: map[int]bool{}},
		columns: map[string]int{}, heads: workbook.Row{Number: 1},
	}
	x.id, x.title, x.status, x.body = x.column("\u2060id"), x.column("\u2060title"), x.column("\u2060status"), x.column("\u2060body")
	return x
}

// column gives the column of a heading, which it adds where there is none.
func (x *leafTable) column(heading string) int {
	key := mapping.Fold(heading)
	if at, ok := x.columns[key]; ok {
		return at
	}
	at := len(x.columns)
	x.columns[key] = at
	x.heads.Cells = append(x.heads.Cells, workbook.Cell{Column: at, Text: heading})
	return at
}

// add adds the row of a record.
func (x *leafTable) add(l leaf, body string) {
	row := workbook.Row{Number: len(x.rows) + 2}
	put := func(at int, text string, line int) {
		if text == "" || row.Cell(at) != nil {
			return
		}
		where, _ := slices.BinarySearchFunc(row.Cells, at, func(c workbook.Cell, at int) int { return c.Column - at })
		row.Cells = slices.Insert(row.Cells, where, workbook.Cell{Column: at, Text: text})
		x.table.Places[[2]int{row.Number, at}] = mapping.Place{Sheet: l.doc, Cell: fmt.Sprint(line)}
	}
	put(x.id, l.id, l.line)
	title := l.title
	stated := false
	for _, p := range l.pairs {
		switch meant := mapping.MeaningOf(p.heading).Field; {
		case meant == "id":
			if p.value != l.id {
				put(x.column(p.heading), p.value, p.line)
			} else {
				x.table.Places[[2]int{row.Number, x.id}] = mapping.Place{Sheet: l.doc, Cell: fmt.Sprint(p.line)}
			}
		case meant == "title" && mapping.Fold(p.heading) == "title":
			title = p.value
		case meant == "status":
			stated = true
			put(x.status, p.value, p.line)
		default:
			put(x.column(p.heading), p.value, p.line)
		}
	}
	put(x.title, title, l.line)
	if !stated {
		put(x.status, l.status, l.line)
	}
	put(x.body, body, l.line)
	x.rows = append(x.rows, row)
}

// finish gives the table of all rows.
func (x *leafTable) finish() *mapping.Table {
	x.table.Sheet.Rows = append([]workbook.Row{x.heads}, x.rows...)
	x.table.Sheet.Name = ""
	x.table.Headings()
	return x.table
}

// mapped guesses what the columns mean that do not go by themselves.
func (x *leafTable) mapped(t *taking, kind *register.Kind) *mapping.Map {
	others := *x.table
	others.Titled = true
	others.Heads = map[int]string{}
	for at, heading := range x.table.Heads {
		if !strings.HasPrefix(heading, "\u2060") {
			others.Heads[at] = heading
		}
	}
	m := mapping.Guess(t.register, &others, kind, t.language)
	m.Sheets = nil
	m.Columns = slices.DeleteFunc(m.Columns, func(c mapping.Column) bool {
		return c.Field == "id" || c.Field == "title" || c.Field == "status"
	})
	m.Columns = slices.Concat(
		[]mapping.Column{{At: []int{x.id}, Field: "id"}, {At: []int{x.title}, Field: "title"}, {At: []int{x.status}, Field: "status"}},
		m.Columns,
		[]mapping.Column{{At: []int{x.body}, Field: "body"}})
	return m
}

// linked gives the body of a record, its links to other documents marked to become references.
func (t *taking) linked(l leaf) string {
	body := markdownLink.ReplaceAllStringFunc(l.body, func(link string) string {
		m := markdownLink.FindStringSubmatch(link)
		target, _, _ := strings.Cut(m[2], "#")
		if strings.HasPrefix(link, "!") || strings.Contains(target, ":") || !strings.HasSuffix(strings.ToLower(target), ".md") {
			return link
		}
		return referenceMark + path.Join(path.Dir(l.doc), target) + "\u2060" + strings.ReplaceAll(m[1], "|", "/") + "]]"
	})
	return safeMarkdown(body)
}

var marked = regexp.MustCompile("\\[\\[\u2060([^\u2060]*)\u2060([^\\]]*)\\]\\]")

// relink turns marked links into references to the records that came of the documents.
func (t *taking) relink(byDoc map[string]*Entry) {
	for _, e := range t.plan.Entries {
		for _, x := range e.Edits {
			if !x.Body {
				continue
			}
			x.Text = marked.ReplaceAllStringFunc(x.Text, func(link string) string {
				m := marked.FindStringSubmatch(link)
				if other := byDoc[m[1]]; other != nil {
					if mapping.Fold(m[2]) == mapping.Fold(other.ID) || m[2] == "" {
						return "[[" + other.ID + "]]"
					}
					return "[[" + other.ID + "|" + m[2] + "]]"
				}
				return m[2] + " (`" + m[1] + "`)"
			})
		}
	}
}
