package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/export"
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

// tie is what the hidden sheet _fields says of a workbook.
type tie struct {
	audience string
	sheets   map[string]*tiedSheet // by the key of the sheet
}

type tiedSheet struct {
	name    string // as the workbook calls it
	columns []tiedColumn
}

type tiedColumn struct {
	at             int
	heading, field string
}

func readTie(s *workbook.Sheet) tie {
	t := tie{sheets: map[string]*tiedSheet{}}
	listing := false
	for i := range s.Rows {
		row := &s.Rows[i]
		switch {
		case row.At(0) == "sheet" && row.At(1) == "name":
			listing = true
		case !listing && row.At(0) == "audience":
			t.audience = row.At(1)
		case listing:
			one := t.sheets[row.At(0)]
			if one == nil {
				one = &tiedSheet{name: row.At(1)}
				t.sheets[row.At(0)] = one
			}
			if at, ok := workbook.Column(row.At(2)); ok {
				one.columns = append(one.columns, tiedColumn{at, row.At(3), row.At(4)})
			}
		}
	}
	return t
}

// base is what the cells held when they were exported: by sheet, row and field.
type base struct {
	given bool
	rows  map[string]map[string]map[string]string
}

func readBase(s *workbook.Sheet) base {
	b := base{given: s != nil, rows: map[string]map[string]map[string]string{}}
	if s == nil {
		return b
	}
	for i := range s.Rows {
		row := &s.Rows[i]
		if row.Number == 1 {
			continue
		}
		rows := b.rows[row.At(0)]
		if rows == nil {
			rows = map[string]map[string]string{}
			b.rows[row.At(0)] = rows
		}
		fields := rows[row.At(1)]
		if fields == nil {
			fields = map[string]string{}
			rows[row.At(1)] = fields
		}
		if field := row.At(2); field != "" {
			fields[field] = row.At(3)
		} else if row.At(3) != "" {
			fields[""] = row.At(3)
		}
	}
	return b
}

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
				c.plan.tell(Place{found.Name, workbook.Ref(cell.Column, found.Rows[i].Number)}, value.Text, term.Words{
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
		c.plan.fault(Place{found.Name, "A1"}, "", term.Words{Ja: "見出しの行がありません", En: "the row of headings is gone"})
		return
	}
	columns := columnsOf(s, tied, head)
	c.strangers(s, tied, found, columns)
	rows := map[string]*sheet.Row{}
	for i := range s.Rows {
		rows[s.Rows[i].Key()] = &s.Rows[i]
	}
	seen := map[string]Place{}
	keyColumn, hasKey := columns[0]
	if !hasKey {
		c.plan.fault(Place{found.Name, "A1"}, "", term.Words{Ja: "識別子の列がないため、このシートは取り込みません", En: "the column of ids is gone, so the sheet is not imported"})
		return
	}
	for i := range found.Rows {
		row := &found.Rows[i]
		if row.Number == 1 || c.onlyComputed(row, columns) {
			continue
		}
		key := strings.TrimSpace(row.At(keyColumn))
		at := Place{found.Name, workbook.Ref(keyColumn, row.Number)}
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
func (c *comparison) row(s *sheet.Sheet, found *workbook.Sheet, row *workbook.Row, columns map[int]int, now *sheet.Row, key string, at Place) {
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
		from := Place{found.Name, workbook.Ref(place, row.Number)}
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
			c.plan.Conflicts = append(c.plan.Conflicts, Conflict{Place: Place{found.Name, workbook.Ref(place, row.Number)}, ID: id, Field: s.Columns[i].Key, Base: was, New: now})
		}
	}
}

// entry gives the entry of a record, made when it is first asked for; nil where a row belongs to no record.
func (c *comparison) entry(s *sheet.Sheet, now *sheet.Row, key string, at Place) *Entry {
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

// position gives the place from 1 of an element in its list as it will be; 0 where there can be none.
func (c *comparison) position(e *Entry, s *sheet.Sheet, now *sheet.Row) int {
	if now != nil {
		return now.Position
	}
	count := 0
	if e.Record != nil {
		if v := e.Record.Table.At(s.Nest); v != nil {
			count = len(v.Items)
		}
	}
	for _, x := range e.Edits {
		if name, _ := x.Value.Path[0].(string); name == s.Nest && !x.Whole && x.Position > count {
			count = x.Position
		}
	}
	return count + 1
}

// cell holds one cell against the base and the register.
func (c *comparison) cell(s *sheet.Sheet, e *Entry, column *sheet.Column, cell workbook.Cell, from Place, now *sheet.Row, index int, known map[string]string, position int) {
	current := ""
	if now != nil && index < len(now.Cells) {
		current = now.Cells[index]
	}
	was := current
	if c.base.given {
		was = known[column.Key]
		if export.Omitted(was) {
			return
		}
	}
	text := canonical(column, cell)
	plain := func(text string) string { return canonical(column, workbook.Cell{Text: text, Kind: cell.Kind}) }
	switch {
	case text == plain(was) || text == plain(current):
		return
	case plain(was) != plain(current):
		c.plan.Conflicts = append(c.plan.Conflicts, Conflict{Place: from, ID: e.ID, Field: fieldAt(s, column, position), Base: was, Repository: current, New: text})
		return
	}
	x, problem := editOf(s, e.Record, column, cell, position)
	if problem != nil {
		c.plan.fault(from, cell.Text, *problem)
		return
	}
	x.From, x.Before = from, current
	e.Edits = append(e.Edits, x)
}

// fieldAt gives what a field is called: action[2].due in a list.
func fieldAt(s *sheet.Sheet, column *sheet.Column, position int) string {
	if s.Nest == "" {
		return column.Key
	}
	return s.Nest + "[" + strconv.Itoa(position) + "]." + column.Key
}

// editOf makes the edit of a cell.
func editOf(s *sheet.Sheet, record *source.Record, column *sheet.Column, cell workbook.Cell, position int) (*Edit, *term.Words) {
	x := &Edit{Field: fieldAt(s, column, position), Position: position}
	if column.Role == sheet.Body {
		x.Body, x.Text, x.After = true, canonical(column, cell), canonical(column, cell)
		x.Value.Language = column.Language
		x.Value.Path = []any{"body"}
		return x, nil
	}
	if s.Nest != "" {
		x.Value.Path = append(x.Value.Path, s.Nest, position-1)
	}
	for _, step := range column.Path {
		x.Value.Path = append(x.Value.Path, step)
	}
	x.Value.Language = column.Language
	var before *source.Value
	if record != nil {
		before = record.Table.At(x.Value.Path...)
	}
	if canonical(column, cell) == "" {
		return x, nil
	}
	toml, shown, problem := literal(column, cell, before)
	x.Value.TOML, x.After = toml, shown
	return x, problem
}

// gone lists the rows that are no longer there.
func (c *comparison) gone(s *sheet.Sheet, found *workbook.Sheet, seen map[string]Place) {
	for i := range s.Rows {
		row := &s.Rows[i]
		key := row.Key()
		if _, there := seen[source.FoldID(key)]; there {
			continue
		}
		if c.base.given && c.base.rows[s.Name][key] == nil {
			continue // it came after the export
		}
		at := Place{Sheet: found.Name}
		if s.Nest == "" {
			e := &Entry{ID: row.Record.ID, Kind: s.Kind, Record: row.Record, File: row.Record.File.Path, Action: Gone, From: at}
			if c.options.Remove {
				e.Action = Removed
			}
			c.byID[e.ID] = e
			c.plan.Entries = append(c.plan.Entries, e)
			continue
		}
		e := c.byID[row.Record.ID]
		if e != nil && (e.Action == Gone || e.Action == Removed) {
			continue
		}
		if !c.options.Remove {
			c.plan.tell(at, key, term.Words{
				Ja: fmt.Sprintf("%s の %s の %d 番目の行がなくなっています。取り除くには --remove を付けてください", row.Record.ID, s.Nest, row.Position),
				En: fmt.Sprintf("row %d of %s of %s is gone; add --remove to take it away", row.Position, s.Nest, row.Record.ID)})
			continue
		}
		if e == nil {
			e = &Entry{ID: row.Record.ID, Kind: c.register.Find(row.Record.ID).Of().Kind, Record: row.Record, File: row.Record.File.Path, Action: Changed, From: at}
			c.byID[e.ID] = e
			c.plan.Entries = append(c.plan.Entries, e)
		}
		e.Edits = append(e.Edits, &Edit{From: at, Field: fmt.Sprintf("%s[%d]", s.Nest, row.Position), Before: strings.Join(row.Cells[2:], " "), Value: edit.Value{Path: []any{s.Nest, row.Position - 1}}, Whole: true, Position: row.Position})
	}
}

// untouchable tells of edits in sheets that are only to be read.
func (c *comparison) untouchable() {
	for _, name := range slices.Sorted(maps.Keys(c.base.rows)) {
		if !readOnly(name) {
			continue
		}
		tied := c.tie.sheets[name]
		if tied == nil {
			continue
		}
		s := c.book.Sheet(tied.name)
		if s == nil {
			continue
		}
		told := map[string]bool{}
		tell := func(ref, text string) {
			told[ref] = true
			c.plan.tell(Place{s.Name, ref}, text, term.Words{Ja: "このシートは読むためのもので、書き換えは取り込みません。ファイルを直接編集してください", En: "this sheet is to be read: edits in it are not taken; edit the file itself"})
		}
		for i := range s.Rows {
			for _, cell := range s.Rows[i].Cells {
				ref := workbook.Ref(cell.Column, s.Rows[i].Number)
				was := c.base.rows[name][ref][""]
				if !sameCell(cell.Text, was) {
					tell(ref, cell.Text)
				}
				told[ref] = true
			}
		}
		for _, ref := range slices.Sorted(maps.Keys(c.base.rows[name])) {
			if !told[ref] {
				tell(ref, "")
			}
		}
	}
}

func readOnly(name string) bool {
	return name == "criteria" || name == "parties" || name == "about" || strings.HasPrefix(name, "matrix.")
}

func sameCell(a, b string) bool {
	if strings.TrimSpace(a) == strings.TrimSpace(b) || strings.EqualFold(a, b) {
		return true
	}
	x, one := number(a)
	y, two := number(b)
	if one && two {
		return workbook.Decimal(x) == workbook.Decimal(y)
	}
	first, one := ParseDate(a, "")
	second, two := ParseDate(b, "")
	return one && two && first == second
}
