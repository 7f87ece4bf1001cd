package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// taking makes the entries of one import of what others keep.
type taking struct {
	plan     *Plan
	register *register.Register
	options  Options
	ids      *giver
	columns  map[string][]sheet.Column // by the name of the sheet
	parties  map[string]string         // by folded name, the key
	keys     map[string]bool           // of parties, folded
	seen     map[string]mapping.Place  // ids of this import
	heads    map[mapping.Place]bool    // headings that were told
	language string
}

func newTaking(r *register.Register, o Options) *taking {
	t := &taking{plan: &Plan{Foreign: true, settings: &r.Config}, register: r, options: o, ids: newGiver(r, o.Examples), columns: map[string][]sheet.Column{}, parties: map[string]string{}, keys: map[string]bool{}, seen: map[string]mapping.Place{}, heads: map[mapping.Place]bool{}, language: r.Config.DefaultLanguage}
	for _, s := range sheet.Of(r) {
		t.columns[s.Name] = s.Columns
	}
	for _, p := range r.Parties {
		t.keys[mapping.Fold(p.Key)] = true
		t.parties[mapping.Fold(p.Key)] = p.Key
		for _, w := range append(slices.Clone(p.Title), p.Name...) {
			t.parties[mapping.Fold(w.Words)] = p.Key
		}
	}
	return t
}

// Foreign plans the import of a workbook or a CSV file that others made, by a map.
func Foreign(r *register.Register, b *workbook.Book, m *mapping.Map, o Options) (*Plan, error) {
	t := newTaking(r, o)
	if m.Kind == nil {
		m.Kind = cmp.Or(o.Kind, register.KindOf("risks"))
	}
	sheets := m.Sheets
	if len(sheets) == 0 {
		if _, best := mapping.Propose(r, b, m.Kind, t.language); best != nil {
			sheets = []string{best.Sheet.Name}
		} else if len(b.Sheets) > 0 {
			sheets = []string{b.Sheets[0].Name}
		}
	}
	taken := map[*workbook.Sheet]bool{}
	for _, name := range sheets {
		s := b.Sheet(name)
		if s == nil && len(b.Sheets) == 1 {
			s = b.Sheets[0] // a CSV file under another name
		}
		if s == nil {
			return nil, &workbook.Refusal{Message: term.Words{Ja: "シート「" + name + "」がありません", En: "there is no sheet " + name}, Help: term.Words{Ja: "MAP の sheet を直してください。", En: "correct sheet in the map"}}
		}
		table := &mapping.Table{Sheet: s, Head: m.Head, First: m.First}
		if len(m.Head) == 0 {
			if found := mapping.FindTable(s); found != nil {
				table.Head, table.First = found.Head, found.First
			}
		}
		if table.First == 0 && len(table.Head) > 0 {
			table.First = slices.Max(table.Head) + 1
		}
		table.Headings()
		if err := t.table(table, m); err != nil {
			return nil, err
		}
		taken[s] = true
	}
	for _, s := range b.Sheets {
		if !taken[s] {
			t.tellAll(s, term.Words{Ja: "このシートは取り込みません", En: "this sheet is not imported"})
		}
	}
	t.putAway()
	t.plan.Settle()
	return t.plan, nil
}

// putAway takes the examples of init away: their ids and what they decide would be taken for those of the records that come in.
func (t *taking) putAway() {
	if len(t.plan.Entries) == 0 {
		return
	}
	var gone []*Entry
	for _, r := range t.register.Tree.Records {
		if k := register.KindOf(r.Folder); k != nil && slices.Contains(t.options.Examples, r.ID) {
			gone = append(gone, &Entry{ID: r.ID, Kind: k, Record: r, File: r.File.Path, Action: Removed, Example: true})
		}
	}
	t.plan.Entries = append(gone, t.plan.Entries...) // first, since what comes in may have their files
}

// tellAll notes that the cells of a sheet have no place.
func (t *taking) tellAll(s *workbook.Sheet, why term.Words) {
	for i := range s.Rows {
		for _, c := range s.Rows[i].Cells {
			t.plan.tell(mapping.Place{Sheet: s.Name, Cell: workbook.Ref(c.Column, s.Rows[i].Number)}, c.Text, why)
		}
	}
}

// bound is a column of a map, bound to the columns of a table.
type bound struct {
	to *mapping.Column
	at []int
}

// bind finds the columns of a map in a table: by their letter, and where another heading stands there by the heading.
func (t *taking) bind(table *mapping.Table, m *mapping.Map) ([]bound, error) {
	var list []bound
	for i := range m.Columns {
		c := &m.Columns[i]
		at := c.At
		if len(at) <= 1 && c.Heading != "" {
			var same []int
			for _, column := range table.Columns() {
				if mapping.Fold(table.Heads[column]) == mapping.Fold(c.Heading) {
					same = append(same, column)
				}
			}
			if len(same) > 0 && (len(at) == 0 || !slices.Contains(same, at[0])) {
				at = same[:1]
			}
		}
		if len(at) == 0 {
			return nil, &workbook.Refusal{
				Message: term.Words{Ja: "見出し「" + c.Heading + "」の列がありません", En: "there is no column headed " + c.Heading},
				Help:    term.Words{Ja: "MAP の heading か at を直してください。", En: "correct heading or at in the map"},
			}
		}
		if !t.fits(m.Kind, c.Field) {
			return nil, &workbook.Refusal{
				Message: term.Words{Ja: "項目「" + c.Field + "」はありません", En: "there is no field " + c.Field},
				Help: term.Words{Ja: "使える項目: id、body、extra.名前、plan.title、" + strings.Join(t.fieldNames(m.Kind), "、"),
					En: "the fields are id, body, extra.NAME, plan.title, " + strings.Join(t.fieldNames(m.Kind), ", ")},
			}
		}
		list = append(list, bound{c, at})
	}
	return list, nil
}

func (t *taking) fieldNames(k *register.Kind) []string {
	var list []string
	for _, c := range t.columns[k.Folder] {
		if c.Role == sheet.Field {
			list = append(list, c.Key)
		}
	}
	return list
}

func (t *taking) fits(k *register.Kind, field string) bool {
	if field == "id" || field == "body" || strings.HasPrefix(field, "extra.") {
		return true
	}
	if rest, ok := strings.CutPrefix(field, "plan."); ok {
		return k.Folder == "risks" && t.column(planSheet(rest)) != nil
	}
	return t.column(k.Folder, field) != nil
}

// planSheet gives the sheet and the field that a field of a plan stands for.
func planSheet(field string) (string, string) {
	if rest, ok := strings.CutPrefix(field, "target."); ok {
		return "treatments.target", rest
	}
	return "treatments", field
}

// column gives the column of a field: of a text without a language that of the register's own.
func (t *taking) column(name, field string) *sheet.Column {
	list := t.columns[name]
	for _, key := range []string{field, field + "." + t.language} {
		if at := slices.IndexFunc(list, func(c sheet.Column) bool { return c.Key == key }); at >= 0 {
			return &list[at]
		}
	}
	if path, ok := sheet.ParseKey(field); ok && len(path) > 1 && path[0] == "extra" {
		return &sheet.Column{Key: field, Path: path, Shape: register.ShapeFree}
	}
	return nil
}

// filled is one cell of a row on its way to a field.
type filled struct {
	text string
	kind workbook.Kind
	from mapping.Place
}

// table takes the rows of a table.
func (t *taking) table(table *mapping.Table, m *mapping.Map) error {
	columns, err := t.bind(table, m)
	if err != nil {
		return err
	}
	moved := map[int]int{} // where tables are stacked: the column as the heading above has it
	for i := range table.Sheet.Rows {
		row := &table.Sheet.Rows[i]
		switch again, repeated := table.Repeats(row); {
		case slices.Contains(table.Head, row.Number):
			t.heading(table, row)
		case row.Number < table.First:
			t.tellRow(table, row, nil, term.Words{Ja: "表の上の文です", En: "text above the table"})
		case repeated:
			moved = again
			t.heading(table, row)
		default:
			t.row(table, m, columns, row, moved)
		}
	}
	return nil
}

// heading accounts for the cells of a heading: they say where those below them go.
func (t *taking) heading(table *mapping.Table, row *workbook.Row) {
	if table.Places != nil {
		return // headings that stand beside each value are no cells
	}
	for _, c := range row.Cells {
		t.plan.Cells = append(t.plan.Cells, Cell{At: table.Place(c.Column, row.Number), Found: c.Text, To: "heading"})
	}
}

func (t *taking) tellRow(table *mapping.Table, row *workbook.Row, except map[int]bool, why term.Words) {
	for _, c := range row.Cells {
		if !except[c.Column] {
			t.plan.tell(table.Place(c.Column, row.Number), c.Text, why)
		}
	}
}

// row takes one row as one record.
func (t *taking) row(table *mapping.Table, m *mapping.Map, columns []bound, row *workbook.Row, moved map[int]int) {
	at := func(column int) int {
		if now, ok := moved[column]; ok {
			return now
		}
		return column
	}
	values := map[int][]filled{} // by place in columns
	done := map[int]bool{}
	substance, titled := 0, false
	for i, c := range columns {
		for _, column := range c.at {
			cell, number := table.Value(row, at(column))
			if cell == nil {
				continue
			}
			from := table.Place(at(column), number)
			if number != row.Number && c.to.Field == "id" {
				t.tellRow(table, row, nil, term.Words{Ja: fmt.Sprintf("%d 行目の続きです。1行が1件の記録です", number), En: fmt.Sprintf("it goes on from row %d; one row is one record", number)})
				return
			}
			if number == row.Number {
				done[at(column)] = true
			}
			if mapping.IsFault(cell) {
				t.plan.fault(from, cell.Text, faultWords(cell.Text))
				continue
			}
			if strings.TrimSpace(cell.Text) == "" {
				t.plan.tell(from, cell.Text, term.Words{Ja: "空白だけです", En: "nothing but blanks"})
				continue
			}
			values[i] = append(values[i], filled{strings.TrimSpace(cell.Text), cell.Kind, from})
			if number == row.Number {
				substance++
			}
			titled = titled || (c.to.Field == "title" || strings.HasPrefix(c.to.Field, "title.")) && !mapping.IsUnrated(cell.Text)
		}
	}
	switch {
	case substance == 0 || len(row.Cells) == 1 && len(columns) > 2 && len(values) <= 1:
		t.tellRow(table, row, nil, term.Words{Ja: "記録のない行です", En: "a row without a record"})
		return
	case !titled:
		t.tellRow(table, row, nil, term.Words{Ja: "題名がないため、記録になりません", En: "it has no title, so it makes no record"})
		return
	}
	d := &draft{taking: t, kind: m.Kind, row: table.Place(row.Cells[0].Column, row.Number), values: map[string]bool{}, raw: table.Raw != nil}
	if !d.identify(columns, values) {
		t.tellRow(table, row, d.told, term.Words{Ja: "この行は取り込みません", En: "this row is not imported"})
		return
	}
	d.fill(columns, values)
	d.rest(table, row, done, moved)
	d.finish()
}

// fill writes the values of a row into its record.
func (d *draft) fill(columns []bound, values map[int][]filled) {
	for i, c := range columns {
		if c.to.Field != "id" && len(values[i]) > 0 {
			d.field(c.to, values[i])
		}
	}
	for _, put := range d.later {
		put()
	}
}
