package intake

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// Options say how an import is made.
type Options struct {
	Kind        *register.Kind // of records whose map does not say; nil: risks
	Extra       bool           // what has no place goes to [extra]
	Remove      bool           // records that are gone from a workbook of our own go
	Provisional bool           // new records are provisional
	Examples    []string       // ids of records that init wrote as examples, where the register holds no others: what comes in takes their place
}

// IsOwn reports whether a workbook is one that riskbook exported.
func IsOwn(b *workbook.Book) bool { return b.Sheet(export.FieldsSheet) != nil }

// comparison holds a workbook of our own against the register.
type comparison struct {
	plan     *Plan
	options  Options
	register *register.Register
	book     *workbook.Book
	tie      tie
	base     base
	byID     map[string]*Entry
	ids      *giver
}

// Own plans the import of a workbook that riskbook exported: exactly what was edited in its cells.
func Own(r *register.Register, book *workbook.Book, o Options) (*Plan, error) {
	c := &comparison{plan: &Plan{settings: &r.Config}, options: o, register: r, book: book, tie: readTie(book.Sheet(export.FieldsSheet)), base: readBase(book.Sheet(export.BaseSheet)), byID: map[string]*Entry{}, ids: newGiver(r, nil)}
	if o.Remove && c.tie.audience != "" {
		return nil, &workbook.Refusal{
			Message: term.Words{Ja: "このワークブックは開示先「" + c.tie.audience + "」のために書き出したものなので、--remove は使えません", En: "the workbook was exported for the audience " + c.tie.audience + ", so --remove cannot be used"},
			Help:    term.Words{Ja: "開示先を指定せずに書き出したワークブックを使ってください。", En: "use a workbook that was exported without --audience"},
		}
	}
	for _, s := range sheet.Of(r) {
		tied := c.tie.sheets[s.Name]
		if tied == nil {
			continue
		}
		if found := book.Sheet(tied.name); found != nil {
			c.sheet(&s, tied, found)
		}
	}
	c.untouchable()
	c.plan.Entries = slices.DeleteFunc(c.plan.Entries, func(e *Entry) bool { return e.Action == Changed && len(e.Edits) == 0 })
	c.plan.Settle()
	return c.plan, nil
}

// columnsOf finds the columns of a sheet: by their heading, and where that was changed by their place.
func columnsOf(s *sheet.Sheet, tied *tiedSheet, head *workbook.Row) map[int]int {
	places := map[string][]int{}
	for _, cell := range head.Cells {
		places[cell.Text] = append(places[cell.Text], cell.Column)
	}
	known := map[string]bool{}
	for _, t := range tied.columns {
		known[t.heading] = true
	}
	found := map[int]int{}
	for _, t := range tied.columns {
		at := s.Column(t.field)
		if at < 0 {
			continue
		}
		switch here := head.At(t.at); {
		case here == t.heading:
			found[at] = t.at
		case len(places[t.heading]) == 1:
			found[at] = places[t.heading][0]
		case here != "" && !known[here]:
			found[at] = t.at
		}
	}
	return found
}

// strangers tells of columns that are tied to no field. Those whose heading begins with "extra." are fields of one's own.
func (c *comparison) strangers(s *sheet.Sheet, tied *tiedSheet, found *workbook.Sheet, columns map[int]int) {
	used := map[int]bool{}
	for _, at := range columns {
		used[at] = true
	}
	for _, t := range tied.columns {
		if s.Column(t.field) < 0 && found.Row(1) != nil && found.Row(1).At(t.at) == t.heading {
			if strings.HasPrefix(t.field, "=") {
				used[t.at] = true // worked out, and passed over
			}
		}
	}
	for _, cell := range found.Row(1).Cells {
		if used[cell.Column] || computedHeading(tied, cell.Text) {
			continue
		}
		if path, ok := sheet.ParseKey(cell.Text); ok && len(path) > 1 && path[0] == "extra" {
			if at := s.Column(sheet.Key(path)); at >= 0 {
				columns[at] = cell.Column
			} else {
				s.Columns = append(s.Columns, sheet.Column{Key: sheet.Key(path), Path: path, Shape: register.ShapeFree})
				columns[len(s.Columns)-1] = cell.Column
			}
			continue
		}
		for i := range found.Rows {
			if value := found.Rows[i].Cell(cell.Column); value != nil && found.Rows[i].Number > 1 {
				c.plan.tell(mapping.Place{Sheet: found.Name, Cell: workbook.Ref(cell.Column, found.Rows[i].Number)}, value.Text, term.Words{
					Ja: "列「" + cell.Text + "」に当たる項目がありません。独自の項目にするには、見出しを extra.名前 としてください", En: "no field belongs to the column " + cell.Text + "; head it extra.NAME to make it a field of your own"})
			}
		}
	}
}

func computedHeading(tied *tiedSheet, heading string) bool {
	return slices.ContainsFunc(tied.columns, func(t tiedColumn) bool { return t.heading == heading && strings.HasPrefix(t.field, "=") })
}

func (c *comparison) sheet(s *sheet.Sheet, tied *tiedSheet, found *workbook.Sheet) {
	head := found.Row(1)
	if head == nil {
		c.plan.fault(mapping.Place{Sheet: found.Name, Cell: "A1"}, "", term.Words{Ja: "見出しの行がありません", En: "the row of headings is gone"})
		return
	}
	columns := columnsOf(s, tied, head)
	c.strangers(s, tied, found, columns)
	rows := map[string]*sheet.Row{}
	for i := range s.Rows {
		rows[s.Rows[i].Key()] = &s.Rows[i]
	}
	seen := map[string]mapping.Place{}
	keyColumn, hasKey := columns[0]
	if !hasKey {
		c.plan.fault(mapping.Place{Sheet: found.Name, Cell: "A1"}, "", term.Words{Ja: "識別子の列がないため、このシートは取り込みません", En: "the column of ids is gone, so the sheet is not imported"})
		return
	}
	for i := range found.Rows {
		row := &found.Rows[i]
		if row.Number == 1 || c.onlyComputed(row, columns) {
			continue
		}
		key := strings.TrimSpace(row.At(keyColumn))
		at := mapping.Place{Sheet: found.Name, Cell: workbook.Ref(keyColumn, row.Number)}
		if s.Nest != "" {
			key = c.nestKey(row, columns, key)
		}
		if first, twice := seen[source.FoldID(key)]; twice && key != "" && !strings.HasSuffix(key, "#") {
			c.plan.fault(at, key, term.Words{Ja: "同じ識別子の行が2つあります。先の行は " + first.Cell + " です", En: "there are two rows of this id: the first is " + first.Cell})
			continue
		}
		seen[source.FoldID(key)] = at
		c.row(s, found, row, columns, rows[key], key, at)
	}
	if c.tie.audience == "" {
		c.gone(s, found, seen)
	}
}

// onlyComputed reports whether a row holds nothing that could be edited.
func (c *comparison) onlyComputed(row *workbook.Row, columns map[int]int) bool {
	for _, at := range columns {
		if row.At(at) != "" {
			return false
		}
	}
	return true
}

// nestKey gives what an element of a list goes by: its record and its place; without a place it is new.
func (c *comparison) nestKey(row *workbook.Row, columns map[int]int, parent string) string {
	position := ""
	if at, ok := columns[1]; ok {
		position = strings.TrimSpace(row.At(at))
	}
	return parent + "#" + position
}

// row holds one row of the workbook against the record.
func (c *comparison) row(s *sheet.Sheet, found *workbook.Sheet, row *workbook.Row, columns map[int]int, now *sheet.Row, key string, at mapping.Place) {
	known := c.base.rows[s.Name][key]
	if now == nil && known != nil {
		c.vanished(s, found, row, columns, known, key)
		return
	}
	entry := c.entry(s, now, key, at)
	if entry == nil {
		return
	}
	position := 0
	if s.Nest != "" {
		if position = c.position(entry, s, now); position == 0 {
			c.plan.fault(at, key, term.Words{Ja: "この記録の並びには、行の順番に当たる要素がありません。新しい要素は順番を空にしてください", En: "the list of this record has no element at that position; leave the position of a new one empty"})
			return
		}
	}
	for i := range s.Columns {
		column := &s.Columns[i]
		place, mapped := columns[i]
		if !mapped || column.Role != sheet.Field && column.Role != sheet.Body {
			continue
		}
		cell := workbook.Cell{Column: place}
		if filled := row.Cell(place); filled != nil {
			cell = *filled
		}
		from := mapping.Place{Sheet: found.Name, Cell: workbook.Ref(place, row.Number)}
		if cell.Kind == workbook.Fault {
			c.plan.fault(from, cell.Text, faultWords(cell.Text))
			continue
		}
		c.cell(s, entry, column, cell, from, now, i, known, position)
	}
	if now == nil && s.Nest == "" && c.options.Provisional {
		entry.Edits = append(entry.Edits, &Edit{From: at, Field: "provisional", After: "true", Value: edit.Value{Path: []any{"provisional"}, TOML: "true"}})
	}
}

func faultWords(text string) term.Words {
	if text == "=" {
		return term.Words{Ja: "数式の値が保存されていません。表計算ソフトで開いて保存し直してください", En: "the formula has no stored value: open the file in a spreadsheet program and save it"}
	}
	return term.Words{Ja: "セルの値がエラー（" + text + "）です", En: "the cell holds the error " + text}
}

// vanished tells of a row whose record is gone from the register since the export: untouched cells say nothing, edited ones are conflicts.
func (c *comparison) vanished(s *sheet.Sheet, found *workbook.Sheet, row *workbook.Row, columns map[int]int, known map[string]string, key string) {
	for i := range s.Columns {
		place, mapped := columns[i]
		if !mapped || s.Columns[i].Role != sheet.Field && s.Columns[i].Role != sheet.Body {
			continue
		}
		cell := workbook.Cell{}
		if filled := row.Cell(place); filled != nil {
			cell = *filled
		}
		was := known[s.Columns[i].Key]
		if now := canonical(&s.Columns[i], cell); !export.Omitted(was) && now != canonical(&s.Columns[i], workbook.Cell{Text: was}) {
			id, _, _ := strings.Cut(key, "#")
			c.plan.Conflicts = append(c.plan.Conflicts, Conflict{At: mapping.Place{Sheet: found.Name, Cell: workbook.Ref(place, row.Number)}, ID: id, Field: s.Columns[i].Key, Base: was, New: now})
		}
	}
}

// entry gives the entry of a record, made when it is first asked for; nil where a row belongs to no record.
func (c *comparison) entry(s *sheet.Sheet, now *sheet.Row, key string, at mapping.Place) *Entry {
	id, _, _ := strings.Cut(key, "#")
	if now != nil {
		id = now.Record.ID
	}
	if e := c.byID[id]; e != nil && id != "" {
		return e
	}
	e := &Entry{ID: id, Kind: s.Kind, Action: Changed, From: at}
	found := c.register.Find(id)
	switch {
	case found != nil:
		if s.Nest == "" && now == nil {
			c.plan.fault(at, id, term.Words{Ja: "識別子 " + id + " は別の種別の記録が使っています", En: "the id " + id + " belongs to a record of another kind"})
			return nil
		}
		e.Record, e.Kind = found.Of().Source, found.Of().Kind
	case s.Nest != "":
		c.plan.fault(at, id, term.Words{Ja: "記録 " + id + " がありません", En: "there is no record " + id})
		return nil
	default:
		given, ok := c.ids.take(s.Kind, id)
		if !ok {
			c.plan.fault(at, id, term.Words{Ja: "識別子に使えないか、すでに使われています", En: "it cannot be an id, or it is taken"})
			return nil
		}
		e.ID, e.Action, e.File = given, New, fileOf(s.Kind, given)
	}
	if e.Record != nil {
		e.File = e.Record.File.Path
	}
	c.byID[e.ID] = e
	c.plan.Entries = append(c.plan.Entries, e)
	return e
}
