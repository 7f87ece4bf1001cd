package page

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
)

// column is one column of a table: the key of its head's words, and the class of its cells.
type column struct {
	key   string
	class tag
}

// table builds a table row by row, ready-made.
type table struct {
	v       *view
	id      tag
	label   string
	columns []column
	m       markup
	rows    int
	at      int  // the column of the next cell
	narrow  bool // as wide as its cells want, not as the page
}

// table begins a table. The label says to those who cannot see the heading above it what the table holds; the id is empty where nothing refers to it.
func (v *view) table(id tag, label string, columns ...column) *table {
	return &table{v: v, id: id, label: label, columns: columns}
}

// row begins a row, with the values that filters look at: pairs of name and value.
func (t *table) row(data ...string) {
	if t.rows > 0 {
		t.m.raw("</tr>\n")
	}
	t.rows++
	t.at = 0
	t.m.raw("<tr")
	for i := 0; i+1 < len(data); i += 2 {
		t.m.attr("data-"+tag(data[i]), data[i+1])
	}
	t.m.raw(">")
}

// ready adds a row that was made before, by row and what follows it.
func (t *table) ready(row template.HTML) {
	if t.rows > 0 {
		t.m.raw("</tr>\n")
	}
	t.rows++
	t.m.html(row)
}

func (t *table) open(name tag, sort string) {
	t.m.raw("<")
	t.m.raw(name)
	if t.at < len(t.columns) && t.columns[t.at].class != "" {
		t.m.attr("class", string(t.columns[t.at].class))
	}
	if sort != "" {
		t.m.attr("data-sort", sort)
	}
	t.m.raw(">")
	t.at++
}

// cell adds a cell.
func (t *table) cell(h template.HTML) {
	t.open("td", "")
	t.m.html(h)
	t.m.raw("</td>")
}

// words adds a cell of plain text.
func (t *table) words(s string) { t.cell(escaped(s)) }

// sorted adds a cell that sorts by a key other than its words.
func (t *table) sorted(key string, h template.HTML) {
	t.open("td", key)
	t.m.html(h)
	t.m.raw("</td>")
}

// number adds a cell that sorts by a number.
func (t *table) number(n int, h template.HTML) { t.sorted(strconv.Itoa(n), h) }

// head adds the cell that names the row.
func (t *table) head(h template.HTML) {
	t.open(`th scope="row"`, "")
	t.m.html(h)
	t.m.raw("</th>")
}

// named is head for a row that sorts by a key.
func (t *table) named(key string, h template.HTML) {
	t.open(`th scope="row"`, key)
	t.m.html(h)
	t.m.raw("</th>")
}

// done gives the table as it stands within a record's page; nothing where it has no rows.
func (t *table) done() template.HTML { return t.finish(false) }

// sortable gives the table with heads that sort it where scripts run.
func (t *table) sortable() template.HTML { return t.finish(true) }

func (t *table) finish(sortable bool) template.HTML {
	if t.rows == 0 {
		return ""
	}
	var m markup
	m.raw(`<div class="scroll" role="region" tabindex="0"`)
	m.attr("aria-label", t.label)
	m.raw(`><table`)
	if !t.narrow {
		m.raw(` class="wide"`)
	}
	if t.id != "" {
		m.attr("id", string(t.id))
	}
	if sortable {
		m.raw(` data-sortable`)
	}
	m.raw(`><caption class="visually-hidden">`)
	m.text(t.label)
	m.raw("</caption>\n<thead><tr>")
	for _, c := range t.columns {
		m.raw(`<th scope="col"`)
		if c.class == "number" {
			m.raw(` class="number"`)
		}
		m.raw(">")
		m.text(t.v.words[c.key])
		m.raw("</th>")
	}
	m.raw("</tr></thead>\n<tbody>")
	m.take(&t.m)
	m.raw("</tr>\n</tbody></table></div>\n")
	return m.done()
}

// picks are the values by which a filter narrows a table.
type picks struct {
	name tag // of the rows' data attribute
	key  string
	all  []pick
	seen map[string]bool
}

type pick struct {
	order        int
	value, label string
}

// newPicks begins a filter by the data attribute of a name, labelled by the word of a key.
func newPicks(name tag, key string) *picks {
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
func (v *view) filters(table tag, choices ...*picks) template.HTML {
	var m markup
	m.raw(`<div class="filters"`)
	m.attr("data-filters", string(table))
	m.raw(` hidden><label>`)
	m.text(v.words["filterHint"])
	m.raw(`<input type="search" name="words" autocomplete="off"></label>`)
	for _, p := range choices {
		if len(p.all) < 2 {
			continue
		}
		slices.SortFunc(p.all, func(a, b pick) int {
			return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.label, b.label), cmp.Compare(a.value, b.value))
		})
		m.raw("<label>")
		m.text(v.words[p.key])
		m.raw("<select")
		m.attr("name", string(p.name))
		m.raw(`><option value="">`)
		m.text(v.words["all"])
		m.raw("</option>")
		for _, o := range p.all {
			m.raw("<option")
			m.attr("value", o.value)
			m.raw(">")
			m.text(o.label)
			m.raw("</option>")
		}
		m.raw("</select></label>")
	}
	m.raw("<output></output></div>\n")
	return m.done()
}
