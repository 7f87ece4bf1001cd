package intake

import (
	"cmp"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
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
	seen     map[string]Place          // ids of this import
	heads    map[Place]bool            // headings that were told
	language string
}

func newTaking(r *register.Register, o Options) *taking {
	t := &taking{plan: &Plan{Foreign: true}, register: r, options: o, ids: newGiver(r), columns: map[string][]sheet.Column{}, parties: map[string]string{}, keys: map[string]bool{}, seen: map[string]Place{}, heads: map[Place]bool{}, language: r.Config.DefaultLanguage}
	for _, s := range sheet.Of(r) {
		t.columns[s.Name] = s.Columns
	}
	for _, p := range r.Parties {
		t.keys[fold(p.Key)] = true
		t.parties[fold(p.Key)] = p.Key
		for _, w := range append(slices.Clone(p.Title), p.Name...) {
			t.parties[fold(w.Words)] = p.Key
		}
	}
	return t
}

// Foreign plans the import of a workbook or a CSV file that others made, by a map.
func Foreign(r *register.Register, b *workbook.Book, m *Map, o Options) (*Plan, error) {
	t := newTaking(r, o)
	if m.Kind == nil {
		m.Kind = cmp.Or(o.Kind, register.KindOf("risks"))
	}
	sheets := m.Sheets
	if len(sheets) == 0 {
		if _, best := suggest(r, b, m.Kind, t.language); best != nil {
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
		table := &Table{Sheet: s, Head: m.Head, First: m.First}
		if len(m.Head) == 0 {
			if found := findTable(s); found != nil {
				table.Head, table.First = found.Head, found.First
			}
		}
		if table.First == 0 && len(table.Head) > 0 {
			table.First = slices.Max(table.Head) + 1
		}
		table.headings()
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
	t.plan.Settle()
	return t.plan, nil
}

// tellAll notes that the cells of a sheet have no place.
func (t *taking) tellAll(s *workbook.Sheet, why term.Words) {
	for i := range s.Rows {
		for _, c := range s.Rows[i].Cells {
			t.plan.tell(Place{s.Name, workbook.Ref(c.Column, s.Rows[i].Number)}, c.Text, why)
		}
	}
}

// bound is a column of a map, bound to the columns of a table.
type bound struct {
	*MapColumn
	at []int
}

// bind finds the columns of a map in a table: by their letter, and where another heading stands there by the heading.
func (t *taking) bind(table *Table, m *Map) ([]bound, error) {
	var list []bound
	for i := range m.Columns {
		c := &m.Columns[i]
		at := c.At
		if len(at) <= 1 && c.Heading != "" {
			var same []int
			for _, column := range table.columns() {
				if fold(table.Heads[column]) == fold(c.Heading) {
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
	from Place
}

// table takes the rows of a table.
func (t *taking) table(table *Table, m *Map) error {
	columns, err := t.bind(table, m)
	if err != nil {
		return err
	}
	moved := map[int]int{} // where tables are stacked: the column as the heading above has it
	for i := range table.Sheet.Rows {
		row := &table.Sheet.Rows[i]
		switch again, repeated := table.repeats(row); {
		case slices.Contains(table.Head, row.Number):
			t.tellRow(table, row, nil, term.Words{Ja: "見出しです", En: "a heading"})
		case row.Number < table.First:
			t.tellRow(table, row, nil, term.Words{Ja: "表の上の文です", En: "text above the table"})
		case repeated:
			moved = again
			t.tellRow(table, row, nil, term.Words{Ja: "見出しです", En: "a heading"})
		default:
			t.row(table, m, columns, row, moved)
		}
	}
	return nil
}

func (t *taking) tellRow(table *Table, row *workbook.Row, except map[int]bool, why term.Words) {
	if table.places != nil && slices.Contains(table.Head, row.Number) {
		return // headings that stand beside each value are no cells
	}
	for _, c := range row.Cells {
		if !except[c.Column] {
			t.plan.tell(table.place(c.Column, row.Number), c.Text, why)
		}
	}
}

// row takes one row as one record.
func (t *taking) row(table *Table, m *Map, columns []bound, row *workbook.Row, moved map[int]int) {
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
			cell, number := table.value(row, at(column))
			if cell == nil {
				continue
			}
			from := table.place(at(column), number)
			if number != row.Number && c.Field == "id" {
				t.tellRow(table, row, nil, term.Words{Ja: fmt.Sprintf("%d 行目の続きです。1行が1件の記録です", number), En: fmt.Sprintf("it goes on from row %d; one row is one record", number)})
				return
			}
			if number == row.Number {
				done[at(column)] = true
			}
			if cell.Kind == workbook.Fault {
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
			titled = titled || (c.Field == "title" || strings.HasPrefix(c.Field, "title.")) && !isUnrated(cell.Text)
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
	d := &draft{taking: t, kind: m.Kind, row: table.place(row.Cells[0].Column, row.Number), values: map[string]bool{}, raw: table.raw != nil}
	if !d.identify(columns, values) {
		t.tellRow(table, row, d.told, term.Words{Ja: "この行は取り込みません", En: "this row is not imported"})
		return
	}
	for i, c := range columns {
		if c.Field != "id" && len(values[i]) > 0 {
			d.field(c.MapColumn, values[i])
		}
	}
	d.rest(table, row, done, moved)
	d.finish()
}

// draft is one record that is being made of a row.
type draft struct {
	*taking
	kind   *register.Kind
	entry  *Entry
	plan   *Entry // the treatment plan that the row tells of; nil where it tells of none
	row    Place
	values map[string]bool // fields that are filled
	later  []func()        // what belongs to a plan, once there is one
	told   map[int]bool    // columns whose cells were told already
	third  int             // of a table that rates by three factors, the one beside likelihood and impact; 0 where there is none
	raw    bool            // bodies are Markdown already
}

// idColumn gives the column of ids; -1 where there is none.
func (d *draft) idColumn(columns []bound) int {
	for _, c := range columns {
		if c.Field == "id" {
			return c.at[0]
		}
	}
	return -1
}

// identify gives the record its id. It is false where there cannot be one.
func (d *draft) identify(columns []bound, values map[int][]filled) bool {
	wanted := filled{from: d.row}
	for i, c := range columns {
		if c.Field == "id" && len(values[i]) > 0 {
			wanted = values[i][0]
		}
	}
	id := validID(d.kind.Folder, wanted.text)
	if isUnrated(wanted.text) {
		id = ""
	}
	if first, twice := d.seen[source.FoldID(id)]; twice && id != "" {
		d.told = map[int]bool{d.idColumn(columns): true}
		d.taking.plan.fault(wanted.from, wanted.text, term.Words{Ja: "同じ識別子の行が2つあります。先のセルは " + first.Cell + " です", En: "the id is given twice: first in " + first.Cell})
		return false
	}
	given, ok := d.ids.take(d.kind, id)
	if !ok {
		d.told = map[int]bool{d.idColumn(columns): true}
		d.taking.plan.fault(wanted.from, wanted.text, term.Words{Ja: "識別子に使えないか、登録簿ですでに使われています: " + id, En: "it cannot be an id, or the register has it already: " + id})
		return false
	}
	if id != "" {
		d.seen[source.FoldID(id)] = wanted.from
	}
	d.entry = &Entry{ID: given, Kind: d.kind, Action: New, File: fileOf(d.kind, given), From: d.row}
	d.taking.plan.Entries = append(d.taking.plan.Entries, d.entry)
	switch {
	case wanted.text == "":
	case given == wanted.text:
		d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{Place: wanted.from, Found: wanted.text, To: given + " id"})
	default:
		d.put("extra.source_id", filled{wanted.text, workbook.Text, wanted.from})
	}
	return true
}

// put writes one value into a field of the record. It is false, and the cell told, where it does not fit.
func (d *draft) put(field string, f filled) bool { return d.putInto(d.entry, d.kind.Folder, field, f) }

func (d *draft) putInto(e *Entry, name, field string, f filled) bool {
	column := d.column(name, field)
	if column == nil {
		d.none(f, field, term.Words{Ja: "項目 " + field + " がありません", En: "there is no field " + field})
		return false
	}
	nest := ""
	if _, list, nested := strings.Cut(name, "."); nested {
		nest = list
	}
	s := &sheet.Sheet{Nest: nest}
	cell := workbook.Cell{Text: f.text, Kind: f.kind}
	x, problem := editOf(s, nil, column, cell, 1)
	if problem != nil {
		d.none(f, field, *problem)
		return false
	}
	x.From = f.from
	e.Edits = append(e.Edits, x)
	return true
}

// none tells of a cell without a place, which goes to [extra] where that is asked for.
func (d *draft) none(f filled, heading string, why term.Words) {
	if d.options.Extra && f.text != "" && d.entry != nil && !d.keep(heading, f) {
		return
	}
	if !d.options.Extra || d.entry == nil || f.text == "" {
		d.taking.plan.tell(f.from, f.text, why)
	}
}

// keep puts a cell into [extra] under its heading. It is true where that cannot be.
func (d *draft) keep(heading string, f filled) bool {
	name := strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if c < ' ' {
			return ' '
		}
		return c
	}, heading)), " ")
	if name == "" {
		name = "column_" + strings.TrimRight(f.from.Cell, "0123456789")
	}
	name = strings.ReplaceAll(name, ".", "_")
	base := name
	for n := 2; d.values["extra."+name]; n++ {
		name = fmt.Sprintf("%s (%d)", base, n)
	}
	d.values["extra."+name] = true
	column := &sheet.Column{Key: sheet.Key([]string{"extra", name}), Path: []string{"extra", name}, Shape: register.ShapeFree}
	x, problem := editOf(&sheet.Sheet{}, nil, column, workbook.Cell{Text: f.text, Kind: f.kind}, 1)
	if problem != nil {
		return true
	}
	x.From = f.from
	d.entry.Edits = append(d.entry.Edits, x)
	return false
}

// field takes the cells of one column of the map.
func (d *draft) field(c *MapColumn, cells []filled) {
	if d.values[c.Field] && c.Field != "body" && !strings.HasPrefix(c.Field, "plan.") {
		d.append(c, cells)
		return
	}
	d.values[c.Field] = true
	f := d.joined(c, cells)
	if word, ok := c.Values[fold(f.text)]; ok && fold(f.text) != "" {
		if word == "" {
			d.none(f, c.Heading, term.Words{Ja: "対応表で値がないとされています", En: "the map says that it stands for no value"})
			return
		}
		f.text, f.kind = word, workbook.Text
	}
	if rest, ok := strings.CutPrefix(c.Field, "plan."); ok {
		d.later = append(d.later, func() { d.ofPlan(rest, c, f) })
		if rest == "title" && !isUnrated(f.text) {
			d.begin(f)
		}
		return
	}
	d.convert(d.entry, d.kind.Folder, c.Field, c, f)
}

// joined joins the cells of several columns to one text; all but the first are accounted for as parts of it.
func (d *draft) joined(c *MapColumn, cells []filled) filled {
	f := cells[0]
	for _, more := range cells[1:] {
		f.text += cmp.Or(c.Join, "\n") + more.text
		f.kind = workbook.Text
		d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{Place: more.from, Found: more.text, To: d.entry.ID + " " + c.Field})
	}
	return f
}

// append adds the cells of a further column to a text that is there.
func (d *draft) append(c *MapColumn, cells []filled) {
	f := d.joined(c, cells)
	for _, x := range d.entry.Edits {
		if x.Field == c.Field || x.Field == c.Field+"."+d.language {
			x.After += cmp.Or(c.Join, "\n") + f.text
			x.Value.TOML = edit.Quote(x.After)
			if strings.HasPrefix(c.Field, "title") {
				x.After = oneLine(x.After)
				x.Value.TOML = edit.Quote(x.After)
			}
			d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{Place: f.from, Found: f.text, To: d.entry.ID + " " + c.Field})
			return
		}
	}
	d.none(f, c.Heading, term.Words{Ja: c.Field + " には別の列の値があります", En: c.Field + " has the value of another column"})
}

// begin begins the plan that the row tells of.
func (d *draft) begin(f filled) {
	if d.plan != nil {
		return
	}
	k := register.KindOf("treatments")
	id := d.ids.next(k)
	d.plan = &Entry{ID: id, Kind: k, Action: New, File: fileOf(k, id), From: f.from}
	d.plan.Edits = append(d.plan.Edits,
		&Edit{Field: "risks", After: d.entry.ID, Value: edit.Value{Path: []any{"risks"}, TOML: "[" + edit.Quote(d.entry.ID) + "]"}})
}

// ofPlan takes a cell that belongs to the plan of the row.
func (d *draft) ofPlan(field string, c *MapColumn, f filled) {
	if d.plan == nil {
		d.none(f, c.Heading, term.Words{Ja: "計画の内容がないため、計画の記録はありません", En: "the row tells of no plan that it could belong to"})
		return
	}
	name, field := planSheet(field)
	d.convert(d.plan, name, field, c, f)
}

// convert writes a cell into a field in the form that the field takes.
func (d *draft) convert(e *Entry, name, field string, c *MapColumn, f filled) {
	column := d.column(name, field)
	none := func(ja, en string) { d.none(f, c.Heading, term.Words{Ja: ja, En: en}) }
	if field == "body" {
		d.body(e, c, f)
		return
	}
	if column == nil {
		none("項目がありません", "there is no such field")
		return
	}
	last := field[strings.LastIndexByte(field, '.')+1:]
	of := column.Of
	switch {
	case of != nil && (of.Scale != "" || of.Criteria == "factor"):
		if isUnrated(f.text) {
			none("評価されていません", "it is not rated")
			return
		}
		n, ok := readStep(d.register, field, f.text)
		if !ok {
			none("尺度の値ではありません（評価しないままにします）", "it is no step of the scale, so it stays unrated")
			return
		}
		if rating, remark := withRemark(f.text); remark != "" {
			if m, plain := readStep(d.register, field, rating); plain && m == n && !rateable(d.register, field, f.text) {
				d.none(filled{remark, workbook.Text, f.from}, c.Heading, term.Words{Ja: "評価に添えられた言葉です", En: "words beside the rating"})
			}
		}
		f.text, f.kind = n, workbook.Number
	case of != nil && of.Criteria == "level":
		key, ok := levelOf(&d.register.Criteria, f.text)
		if !ok {
			none("判定基準のレベルではありません", "it is no level of the criteria")
			return
		}
		f.text = key
	case isUnrated(f.text) && last != "title":
		none("値がありません", "it says nothing")
		return
	case of != nil && of.Party && !column.List:
		f.text = d.party(f.text)
	case column.Shape == register.ShapeDate:
		found, ok := d.date(f, c.Dates)
		if !ok {
			none("日付として読めません", "it cannot be read as a date")
			return
		}
		f.text, f.kind = found, workbook.Date
	case of != nil && len(of.OneOf) > 0 && !column.List:
		word, ok := wordFor(strings.TrimPrefix(prefixed(name, field), "risks."), f.text)
		if !ok {
			word, ok = fixedWord(of, f.text)
		}
		if !ok {
			none("この項目の値ではありません（MAP の values で対応を示せます）", "it is no value of the field (values in the map can say which it stands for)")
			return
		}
		f.text = word
	case of != nil && of.To != "" && column.List:
		d.references(e, name, field, c, f, of.To)
		return
	case column.List:
		f.text = sheet.Join(parts(f.text, c.Split))
	case column.Shape == register.ShapeWhole || column.Shape == register.ShapeDecimal:
		if !d.amount(&f, column, none) {
			return
		}
	case last == "title" || strings.HasPrefix(field, "title."):
		f.text = oneLine(f.text)
	}
	d.putInto(e, name, field, f)
}

// rateable reports whether the whole of a text is a step, with nothing beside it.
func rateable(r *register.Register, field, text string) bool {
	steps := stepsOf(r.Criteria.Likelihoods)
	if strings.Contains(field, "impact") {
		steps = stepsOf(r.Criteria.Impacts)
	}
	_, whole := stepOf(steps, text)
	return whole
}

// prefixed gives the name under which the words of a field are known.
func prefixed(name, field string) string {
	if name == "treatments" {
		if field == "option" {
			return "treatment.option"
		}
		return "plan." + field
	}
	return field
}

// amount reads a number, of money with the words of its currency.
func (d *draft) amount(f *filled, column *sheet.Column, none func(ja, en string)) bool {
	if _, ok := number(f.text); ok {
		return true
	}
	x, currency, ok := parseMoney(f.text)
	switch {
	case !ok:
		none("金額や数として読めません", "it cannot be read as an amount or a number")
		return false
	case currency != "" && d.register.Config.Currency != "" && currency != d.register.Config.Currency:
		none("登録簿の通貨（"+d.register.Config.Currency+"）と異なります", "its currency is not that of the register, "+d.register.Config.Currency)
		return false
	case column.Shape == register.ShapeWhole && x != math.Trunc(x):
		none("整数ではありません", "it is no whole number")
		return false
	}
	f.text, f.kind = workbook.Decimal(x), workbook.Number
	return true
}

func (d *draft) date(f filled, order string) (string, bool) {
	if f.kind == workbook.Number {
		return serialDay(f.text)
	}
	found, ok := ParseDate(f.text, order)
	if !ok {
		if day, serial := serialDay(f.text); serial && len(f.text) == 5 {
			return day, true
		}
	}
	return found.String(), ok
}

// references writes the ids of records that a cell names; what names none is told.
func (d *draft) references(e *Entry, name, field string, c *MapColumn, f filled, folder string) {
	var ids, lost []string
	for _, part := range parts(f.text, c.Split) {
		if id, ok := recordFor(d.register, folder, part); ok {
			ids = append(ids, id)
		} else {
			lost = append(lost, part)
		}
	}
	if len(lost) > 0 || len(ids) == 0 {
		d.none(f, c.Heading, term.Words{Ja: "登録簿にない記録です: " + strings.Join(lost, "、"), En: "no record of the register: " + strings.Join(lost, ", ")})
	}
	if len(ids) > 0 {
		d.putInto(e, name, field, filled{sheet.Join(ids), workbook.Text, f.from})
	}
}

// party gives what stands for an owner: a key of parties.toml where that file is there, made where nobody of that name is known; else the words themselves.
func (t *taking) party(name string) string {
	name = oneLine(name)
	if len(t.register.Parties) == 0 && t.register.Tree.Parties == nil {
		return name
	}
	if key, ok := t.parties[fold(name)]; ok {
		return key
	}
	key := partyKey(name)
	if key == "" {
		key = "party"
	}
	base := key
	for n := 2; t.keys[fold(key)]; n++ {
		key = base + "-" + strconv.Itoa(n)
	}
	t.keys[fold(key)] = true
	t.parties[fold(name)] = key
	t.plan.Parties = append(t.plan.Parties, Party{key, name})
	return key
}

var notInKey = regexp.MustCompile(`[^\p{L}\p{N}]+`)

func partyKey(name string) string {
	return strings.Trim(notInKey.ReplaceAllString(strings.ToLower(norm.NFKC.String(name)), "-"), "-")
}

// body adds a text to the body, under its heading where there are several.
func (d *draft) body(e *Entry, c *MapColumn, f filled) {
	text := f.text
	if !d.raw {
		text = escapeMarkdown(text)
	}
	for _, x := range e.Edits {
		if x.Body {
			x.Text += "\n\n" + text
			x.After = x.Text
			d.taking.plan.Cells = append(d.taking.plan.Cells, Cell{Place: f.from, Found: f.text, To: e.ID + " body"})
			return
		}
	}
	e.Edits = append(e.Edits, &Edit{From: f.from, Field: "body", Body: true, Text: text, After: f.text, Value: edit.Value{Path: []any{"body"}}})
}

var markdownSigns = strings.NewReplacer("<", `\<`, "[[", `\[\[`)

// escapeMarkdown keeps the words of a cell from being taken for HTML or for links to records.
func escapeMarkdown(text string) string { return markdownSigns.Replace(text) }

// rest tells of the cells of a row that no column of the map speaks of, and holds scores and levels against the ratings.
func (d *draft) rest(table *Table, row *workbook.Row, done map[int]bool, moved map[int]int) {
	back := map[int]int{}
	for column, now := range moved {
		back[now] = column
	}
	for _, c := range row.Cells {
		if meaningOf(table.Heads[c.Column]).field == "detection" {
			d.third, _ = strconv.Atoi(c.Text)
		}
	}
	for i := range row.Cells {
		c := &row.Cells[i]
		if done[c.Column] {
			continue
		}
		column := c.Column
		if was, ok := back[column]; ok {
			column = was
		}
		heading := table.Heads[column]
		f := filled{strings.TrimSpace(c.Text), c.Kind, table.place(c.Column, row.Number)}
		if c.Kind == workbook.Fault {
			d.taking.plan.fault(f.from, f.text, faultWords(f.text))
			continue
		}
		if f.text == "" {
			d.taking.plan.tell(f.from, c.Text, term.Words{Ja: "空白だけです", En: "nothing but blanks"})
			continue
		}
		m := meaningOf(heading)
		if m.field == "score" || m.field == "level" || m.field == "title" && m.stage == noStage {
			if why, same := d.computed(m, f.text); why != (term.Words{}) {
				if same {
					d.taking.plan.tell(f.from, f.text, why)
				} else {
					d.none(f, heading, why)
				}
				continue
			}
		}
		d.none(f, heading, term.Words{Ja: "行き先のない列です: " + heading, En: "no field belongs to this column: " + heading})
	}
}

// computed holds a score or a level against the rating of the row: it is the same, or they disagree.
func (d *draft) computed(m meaning, text string) (why term.Words, same bool) {
	at := "current."
	if m.stage == before {
		at = "inherent."
	}
	if m.stage == planned || m.stage == afterAny && d.plan != nil {
		return term.Words{}, false
	}
	likelihood, one := d.rating(at + "likelihood")
	impact, two := d.rating(at + "impact")
	if !one || !two {
		return term.Words{}, false
	}
	if x, ok := number(text); ok {
		if d.third > 0 && float64(likelihood*impact*d.third) == x {
			return term.Words{Ja: "三つの因子の積です", En: "the product of the three factors"}, true
		}
		if float64(likelihood*impact) == x {
			return term.Words{Ja: "起こりやすさと影響の積です（プログラムが求めます）", En: "the product of likelihood and impact, which the program works out"}, true
		}
		return term.Words{
			Ja: fmt.Sprintf("評価と食い違っています: %d × %d は %d です", likelihood, impact, likelihood*impact),
			En: fmt.Sprintf("it disagrees with the rating: %d × %d is %d", likelihood, impact, likelihood*impact)}, false
	}
	c := &d.register.Criteria
	if level := c.Cell(likelihood, impact); level >= 0 {
		if key, ok := levelOf(c, text); ok && key == c.Levels[level].Key {
			return term.Words{Ja: "判定基準のレベルと同じです（プログラムが求めます）", En: "the level that the criteria give, which the program works out"}, true
		}
		words, _ := c.Levels[level].Label.In(d.language, d.language)
		return term.Words{Ja: "判定基準では「" + words + "」です", En: "by the criteria it is " + words}, false
	}
	return term.Words{}, false
}

func (d *draft) rating(field string) (int, bool) {
	for _, x := range d.entry.Edits {
		if x.Field == field {
			n, err := strconv.Atoi(x.After)
			return n, err == nil
		}
	}
	return 0, false
}

// finish puts the plan of the row behind its risk.
func (d *draft) finish() {
	for _, put := range d.later {
		put()
	}
	if d.options.Provisional {
		d.mark(d.entry)
	}
	if d.plan == nil {
		return
	}
	has := func(name string) bool {
		return slices.ContainsFunc(d.plan.Edits, func(x *Edit) bool { return x.Value.Path[0] == name })
	}
	if has("target") {
		d.plan.Edits = append(d.plan.Edits, &Edit{Field: "target[1].risk", After: d.entry.ID, Position: 1, Value: edit.Value{Path: []any{"target", 0, "risk"}, TOML: edit.Quote(d.entry.ID)}})
		slices.SortStableFunc(d.plan.Edits, func(a, b *Edit) int {
			return cmp.Compare(truth(b.Field == "target[1].risk"), truth(a.Field == "target[1].risk"))
		})
	}
	if !has("status") {
		d.plan.Edits = append(d.plan.Edits, &Edit{Field: "status", After: "draft", Value: edit.Value{Path: []any{"status"}, TOML: `"draft"`}})
	}
	if option := d.chosen(); option != "" && !has("option") {
		d.plan.Edits = append(d.plan.Edits, &Edit{Field: "option", After: option, Value: edit.Value{Path: []any{"option"}, TOML: edit.Quote(option)}})
	}
	if d.options.Provisional {
		d.mark(d.plan)
	}
	d.taking.plan.Entries = append(d.taking.plan.Entries, d.plan)
}

// chosen gives the option of the risk; empty where none was taken.
func (d *draft) chosen() string {
	for _, x := range d.entry.Edits {
		if x.Field == "treatment.option" {
			return x.After
		}
	}
	return ""
}

func (d *draft) mark(e *Entry) {
	e.Edits = append(e.Edits, &Edit{Field: "provisional", After: "true", Value: edit.Value{Path: []any{"provisional"}, TOML: "true"}})
}
