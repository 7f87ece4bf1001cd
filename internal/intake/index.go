package intake

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// index compares a table that lists records with the records. It is false for a table that lists none.
func (t *taking) index(doc *markdownDoc, table *mapping.Table, kind *register.Kind, byDoc map[string]*Entry) bool {
	byID := map[string]*Entry{}
	for _, e := range t.plan.Entries {
		if e.Kind == kind {
			byID[source.FoldID(e.ID)] = e
		}
	}
	of, rows := listed(doc, table, kind, byID, byDoc)
	if len(of) == 0 || len(of)*2 < rows {
		return false
	}
	m := mapping.Guess(t.register, table, kind, t.language)
	if !slices.ContainsFunc(m.Columns, func(c mapping.Column) bool { return c.Rates() && strings.HasSuffix(c.Field, "likelihood") }) { // a severity alone is a level, not an impact
		m.Columns = slices.DeleteFunc(m.Columns, func(c mapping.Column) bool { return c.Rates() })
	}
	// what the table says is read as records are, into a plan of its own
	shadow := newTaking(t.register, Options{})
	shadow.ids = newGiver(t.register, t.options.Examples)
	for key, value := range t.parties {
		shadow.parties[key] = value
	}
	if shadow.table(table, m) != nil {
		return false
	}
	for _, e := range shadow.plan.Entries {
		line, _ := parseLine(e.From.Cell)
		other := of[line]
		if other == nil {
			if e.Kind == kind {
				t.plan.tell(e.From, e.ID, term.Words{Ja: "一覧にありますが、記録のファイルがありません", En: "the index lists it, and there is no file of it"})
			}
			continue
		}
		for _, x := range e.Edits {
			if x.From == (mapping.Place{}) || x.Field == "extra.source_id" {
				continue
			}
			t.compareIndex(other, x)
		}
	}
	t.plan.Cells = append(t.plan.Cells, shadow.plan.Cells...)
	return true
}

// listed gives the records that the rows of a table list, by the number of the row, and how many rows there are.
func listed(doc *markdownDoc, table *mapping.Table, kind *register.Kind, byID, byDoc map[string]*Entry) (of map[int]*Entry, rows int) {
	of = map[int]*Entry{}
	for i := range table.Sheet.Rows {
		row := &table.Sheet.Rows[i]
		if row.Number < table.First {
			continue
		}
		rows++
		for _, m := range markdownLink.FindAllStringSubmatch(doc.lines[row.Number-1], -1) {
			target, _, _ := strings.Cut(m[2], "#")
			if e := byDoc[path.Join(path.Dir(doc.name), target)]; e != nil {
				of[row.Number] = e
			}
		}
		for _, c := range row.Cells {
			if e := byID[source.FoldID(validID(kind.Folder, c.Text))]; e != nil && of[row.Number] == nil {
				of[row.Number] = e
			}
		}
	}
	return of, rows
}

// parseLine returns the row of a reference to a cell.
func parseLine(ref string) (row int, ok bool) {
	end := strings.IndexAny(ref, "0123456789")
	if end < 0 {
		return 0, false
	}
	_, err := fmt.Sscan(ref[end:], &row)
	return row, err == nil
}

// compareIndex holds one cell of an index against the record.
func (t *taking) compareIndex(e *Entry, x *Edit) {
	for _, own := range e.Edits {
		if own.Field != x.Field {
			continue
		}
		if mapping.Fold(own.After) == mapping.Fold(x.After) || x.Field == "title" && strings.Contains(mapping.Fold(own.After), mapping.Fold(x.After)) || strings.HasPrefix(x.Field, "title") && strings.Contains(mapping.Fold(x.After), mapping.Fold(own.After)) {
			t.plan.Cells = append(t.plan.Cells, Cell{At: x.From, Found: x.After, To: e.ID + " " + own.Field, Why: term.Words{Ja: "一覧は記録と一致しています", En: "the index agrees with the record"}})
			return
		}
		t.plan.tell(x.From, x.After, term.Words{
			Ja: fmt.Sprintf("一覧が記録と食い違っています: %s の %s は「%s」です", e.ID, x.Field, own.After),
			En: fmt.Sprintf("the index disagrees with the record: %s of %s is %s", x.Field, e.ID, own.After)})
		return
	}
	t.plan.tell(x.From, x.After, term.Words{Ja: "一覧にだけある値です: " + e.ID + " の " + x.Field, En: "the index alone says it: " + x.Field + " of " + e.ID})
}
