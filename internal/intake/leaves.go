package intake

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/workbook"
)

// leaves takes records that have files or sections of their own: together they are one table, whose headings are their fields.
func (t *taking) leaves(list []leaf, kind *register.Kind) (map[string]*Entry, error) {
	byDoc := map[string]*Entry{}
	if len(list) == 0 {
		return byDoc, nil
	}
	table := &Table{Sheet: &workbook.Sheet{}, Head: []int{1}, First: 2, Heads: map[int]string{}, places: map[[2]int]Place{}, raw: map[int]bool{}}
	columns := map[string]int{}
	headRow := workbook.Row{Number: 1}
	column := func(heading string) int {
		key := fold(heading)
		if at, ok := columns[key]; ok {
			return at
		}
		at := len(columns)
		columns[key] = at
		headRow.Cells = append(headRow.Cells, workbook.Cell{Column: at, Text: heading})
		return at
	}
	fixed := map[string]int{}
	for _, name := range []string{"id", "title", "status"} {
		fixed[name] = column("\u2060" + name)
	}
	bodyAt := column("\u2060body")
	var rows []workbook.Row
	for n, l := range list {
		row := workbook.Row{Number: n + 2}
		put := func(at int, text string, line int) {
			if text == "" || row.Cell(at) != nil {
				return
			}
			where, _ := slices.BinarySearchFunc(row.Cells, at, func(c workbook.Cell, at int) int { return c.Column - at })
			row.Cells = slices.Insert(row.Cells, where, workbook.Cell{Column: at, Text: text})
			table.places[[2]int{row.Number, at}] = Place{l.doc, fmt.Sprint(line)}
		}
		put(fixed["id"], l.id, l.line)
		title := l.title
		stated := false
		for _, p := range l.pairs {
			switch meant := meaningOf(p.heading).field; {
			case meant == "id":
				if p.value != l.id {
					put(column(p.heading), p.value, p.line)
				} else {
					table.places[[2]int{row.Number, fixed["id"]}] = Place{l.doc, fmt.Sprint(p.line)}
				}
			case meant == "title" && fold(p.heading) == "title":
				title = p.value
			case meant == "status":
				stated = true
				put(fixed["status"], p.value, p.line)
			default:
				put(column(p.heading), p.value, p.line)
			}
		}
		put(fixed["title"], title, l.line)
		if !stated {
			put(fixed["status"], l.status, l.line)
		}
		put(bodyAt, t.linked(l), l.line)
		rows = append(rows, row)
	}
	table.Sheet.Rows = append([]workbook.Row{headRow}, rows...)
	table.Sheet.Name = ""
	table.headings()
	// the fixed columns go by themselves; the others are guessed
	others := *table
	others.titled = true
	others.Heads = map[int]string{}
	for at, heading := range table.Heads {
		if !strings.HasPrefix(heading, "\u2060") {
			others.Heads[at] = heading
		}
	}
	m := guess(t.register, &others, kind, t.language)
	m.Sheets = nil
	m.Columns = slices.DeleteFunc(m.Columns, func(c MapColumn) bool {
		return c.Field == "id" || c.Field == "title" || c.Field == "status"
	})
	m.Columns = append([]MapColumn{
		{At: []int{fixed["id"]}, Field: "id"}, {At: []int{fixed["title"]}, Field: "title"}, {At: []int{fixed["status"]}, Field: "status"},
	}, m.Columns...)
	m.Columns = append(m.Columns, MapColumn{At: []int{bodyAt}, Field: "body"})
	start := len(t.plan.Entries)
	if err := t.table(table, m); err != nil {
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
					if fold(m[2]) == fold(other.ID) || m[2] == "" {
						return "[[" + other.ID + "]]"
					}
					return "[[" + other.ID + "|" + m[2] + "]]"
				}
				return m[2] + " (`" + m[1] + "`)"
			})
		}
	}
}
