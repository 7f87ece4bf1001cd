package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// The sheets that tie a workbook to its register. Both are hidden; beside CSV files they are files of the same names.
const (
	FieldsSheet = "_fields"
	BaseSheet   = "_base"
)

// TableFormat is the version of the form of workbooks and CSV files.
const TableFormat = 1

// Tables says how the sheets of a workbook are headed.
type Tables struct {
	Labels   bool   // words instead of keys
	Language string // of the words
}

// Omission is a text that a cell cannot hold.
type Omission struct{ Record, Field, File string }

// outSheet is one sheet on its way out, with what ties it to the register.
type outSheet struct {
	page    workbook.Page
	name    string // by its key
	fields  []string
	base    [][]string // sheet, row, field, value
	columns int        // that can be edited
}

// tabulator makes the sheets of one export.
type tabulator struct {
	Tables
	x       *Register
	choices []workbook.Choices
	omitted []Omission
	taken   []string
	losses  map[string]bool
}

// WriteXLSX writes the register as a workbook and gives the texts that were too long for a cell.
func WriteXLSX(w interface{ Write([]byte) (int, error) }, x Register, t Tables) ([]Omission, error) {
	m := &tabulator{Tables: t, x: &x}
	var pages []workbook.Page
	for _, one := range m.tables() {
		pages = append(pages, one.page)
	}
	font := "Calibri"
	if x.Assessment.Register.Config.DefaultLanguage == "ja" {
		font = "Yu Gothic"
	}
	return m.omitted, workbook.Write(w, pages, m.choices, font)
}

// CSVFile is one file of a folder of CSV files.
type CSVFile struct {
	Name string
	Data []byte
}

// CSV gives the register as CSV files, one a sheet, headed by keys, and the texts that were too long for a cell.
func CSV(x Register, t Tables) ([]CSVFile, []Omission) {
	t.Labels = false
	m := &tabulator{Tables: t, x: &x}
	var files []CSVFile
	for _, one := range m.tables() {
		s := &workbook.Sheet{Name: one.name, Rows: one.page.Rows}
		if !one.page.Plain {
			head := workbook.Row{Number: 1}
			for i := range one.page.Columns {
				head.Cells = append(head.Cells, workbook.Cell{Column: i, Text: one.page.Columns[i].Heading})
			}
			s.Rows = append([]workbook.Row{head}, s.Rows...)
		}
		files = append(files, CSVFile{one.name + ".csv", workbook.WriteCSV(s)})
	}
	return files, m.omitted
}

// tables gives every sheet in its order: records, matrices, criteria, parties, about, and the two hidden ones.
func (m *tabulator) tables() []outSheet {
	var all []outSheet
	sheets := sheet.Of(m.x.Assessment.Register)
	// risks and plans are what is looked for first
	slices.SortStableFunc(sheets, func(a, b sheet.Sheet) int { return cmp.Compare(frontRank(&a), frontRank(&b)) })
	for i := range sheets {
		all = append(all, m.records(&sheets[i]))
	}
	all = append(all, m.matrices()...)
	all = append(all, m.criteria(), m.parties(), m.about())
	return append(all, m.fields(all), m.base(all))
}

func frontRank(s *sheet.Sheet) int {
	switch s.Name {
	case "risks":
		return 0
	case "treatments":
		return 1
	}
	if strings.HasPrefix(s.Name, "treatments.") {
		return 2
	}
	return 3
}

// name gives the name of a sheet for readers.
func (m *tabulator) name(key string) string {
	name := key
	if m.Labels {
		name = m.sheetWords(key)
	}
	name = workbook.SheetName(name, m.taken)
	m.taken = append(m.taken, name)
	return name
}

func (m *tabulator) sheetWords(key string) string {
	if words, ok := sheetNames[key]; ok {
		return words.In(m.Language)
	}
	folder, nest, nested := strings.Cut(key, ".")
	name := folder
	if k := register.KindOf(folder); k != nil {
		name = k.Many.Capital().In(m.Language)
	}
	if nested {
		words, _ := term.Field(nest)
		name += term.Words{Ja: "・", En: ", "}.In(m.Language) + cmp.Or(words.In(m.Language), nest)
	}
	return name
}

var sheetNames = map[string]term.Words{
	"about":            {Ja: "この登録簿について", En: "About"},
	"criteria":         {Ja: "リスク判定基準", En: "Criteria"},
	"links":            {Ja: "関連資料", En: "Links"},
	"matrix.before":    {Ja: "マトリクス（管理策の前）", En: "Matrix, before controls"},
	"matrix.now":       {Ja: "マトリクス（現在）", En: "Matrix, now"},
	"matrix.projected": {Ja: "マトリクス（計画の完了後）", En: "Matrix, projected"},
	"parties":          {Ja: "関係者", En: "Parties"},
}

// heading gives the heading of a column for readers.
func (m *tabulator) heading(key string) string {
	if !m.Labels {
		return key
	}
	path, ok := sheet.ParseKey(key)
	if !ok {
		return key
	}
	if path[0] == "extra" && len(path) > 1 {
		return strings.Join(path[1:], "・")
	}
	var parts []string
	language := ""
	for i, step := range path {
		words, known := term.Field(step)
		switch {
		case known:
			parts = append(parts, words.Capital().In(m.Language))
		case i == len(path)-1 && term.LanguageMark(step) != (term.Words{}):
			language = term.LanguageMark(step).In(m.Language)
		default:
			parts = append(parts, m.keyWords(step))
		}
	}
	for i := 1; i < len(parts) && m.Language != "ja"; i++ {
		parts[i] = strings.ToLower(parts[i][:1]) + parts[i][1:]
	}
	return strings.Join(parts, term.Words{Ja: "・", En: ": "}.In(m.Language)) + language
}

// headingOf is heading for a column; one of a field that the register declares goes by its label.
func (m *tabulator) headingOf(c *sheet.Column) string {
	if f := c.Of; m.Labels && f != nil && !f.Label.IsZero() {
		return m.text(f.Label) + term.LanguageMark(c.Language).In(m.Language)
	}
	return m.heading(c.Key)
}

// keyWords gives the words of a key that the criteria define.
func (m *tabulator) keyWords(key string) string {
	c := &m.x.Assessment.Register.Criteria
	for i := range c.Areas {
		if c.Areas[i].Key == key {
			return m.text(c.Areas[i].Label)
		}
	}
	if f := c.Factor(key); f != nil {
		return m.text(f.Label)
	}
	return key
}

func (m *tabulator) text(t register.Text) string {
	words, _ := t.In(m.Language, m.x.Assessment.Register.Config.DefaultLanguage)
	return words
}

// records makes the sheet of records or of what nests in them.
func (m *tabulator) records(s *sheet.Sheet) outSheet {
	t := outSheet{name: s.Name, columns: len(s.Columns)}
	t.page.Name = m.name(s.Name)
	for i := range s.Columns {
		t.page.Columns = append(t.page.Columns, m.head(s, &s.Columns[i]))
		t.fields = append(t.fields, s.Columns[i].Key)
	}
	computed := m.computedColumns(s)
	for _, c := range computed {
		t.page.Columns = append(t.page.Columns, workbook.Head{Heading: m.heading(c.key), Computed: true, Kind: c.kind, Money: c.money, Width: 14})
		t.fields = append(t.fields, "="+c.key)
	}
	number := 2
	for i := range s.Rows {
		row := &s.Rows[i]
		if m.later(row.Record.ID, s) {
			continue // it is not there yet
		}
		out := workbook.Row{Number: number}
		number++
		t.base = append(t.base, []string{s.Name, row.Key(), "", ""})
		for j, text := range row.Cells {
			if text == "" {
				continue
			}
			if len(utf16.Encode([]rune(text))) > workbook.MostInCell {
				m.omitted = append(m.omitted, Omission{row.Record.ID, s.Columns[j].Key, row.Record.File.Path})
				t.base = append(t.base, []string{s.Name, row.Key(), s.Columns[j].Key, omittedMark})
				continue
			}
			out.Cells = append(out.Cells, workbook.Cell{Column: j, Kind: kindOf(&s.Columns[j], text), Text: text})
			t.base = append(t.base, []string{s.Name, row.Key(), s.Columns[j].Key, text})
			w := &t.page.Columns[j].Width
			*w = max(*w, min(width(text), 42))
		}
		for j, c := range computed {
			text, fill := c.of(row.Record.ID)
			if text != "" {
				out.Cells = append(out.Cells, workbook.Cell{Column: len(s.Columns) + j, Kind: c.kind, Text: text, Fill: fill})
			}
		}
		t.page.Rows = append(t.page.Rows, out)
	}
	return t
}

// omittedMark stands in _base for a text that was left out. A text cannot be it: it is one sign that no text holds.
const omittedMark = "\u2060"

// Omitted reports whether a cell of _base stands for a text that was left out.
func Omitted(base string) bool { return base == omittedMark }

// later reports whether a risk is not there yet on the as-of date.
func (m *tabulator) later(id string, s *sheet.Sheet) bool {
	r := m.x.Assessment.Risk(id)
	return s.Name == "risks" && r != nil && r.Standing == assess.Later
}

// width gives the columns that a text takes, its longest line.
func width(text string) float64 {
	most := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		n := 2.0
		for _, c := range line {
			n++
			if unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0xff01 && c <= 0xff60 || c >= 0x3000 && c <= 0x303f {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// kindOf gives the kind of a cell. What does not look as its field wants it stays text.
func kindOf(c *sheet.Column, text string) workbook.Kind {
	if c.Role == sheet.Position {
		return workbook.Number
	}
	if c.Role != sheet.Field || c.List {
		return workbook.Text
	}
	switch shapeKind(c.Shape) {
	case workbook.Number:
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return workbook.Number
		}
	case workbook.Date:
		if len(text) == len("2026-01-01") {
			return workbook.Date
		}
	case workbook.Truth:
		return workbook.Truth
	}
	return workbook.Text
}

func shapeKind(s register.Shape) workbook.Kind {
	switch s {
	case register.ShapeWhole, register.ShapeDecimal:
		return workbook.Number
	case register.ShapeDate:
		return workbook.Date
	case register.ShapeTruth:
		return workbook.Truth
	}
	return workbook.Text
}

var moneyKeys = map[string]bool{"annual": true, "initial": true, "loss": true}

func (m *tabulator) head(s *sheet.Sheet, c *sheet.Column) workbook.Head {
	heading := m.headingOf(c)
	h := workbook.Head{Heading: heading, Kind: shapeKind(c.Shape), Width: min(width(heading)+2, 18)}
	if c.List {
		h.Kind = workbook.Text
	}
	if c.Role == sheet.File {
		h.Computed = true
	}
	f := c.Of
	if f == nil {
		return h
	}
	h.Note = f.Words.In(m.Language)
	h.Money = moneyKeys[f.Key] && s.Nest == "" && f.Label.IsZero() || f.Key == "loss" && f.Label.IsZero() || f.Money
	name := ""
	var values []string
	switch {
	case c.Shape == register.ShapeTruth:
	case len(f.OneOf) > 0:
		name, values = "of."+f.Group+"."+f.Key, f.OneOf
		if !f.Label.IsZero() { // kinds may declare fields of one key
			name = "of.extra." + s.Name + "." + f.Key
		}
		h.Strict = !c.List
	case f.Party && len(m.x.Assessment.Register.Parties) > 0:
		name = "parties"
		for _, p := range m.x.Assessment.Register.Parties {
			values = append(values, p.Key)
		}
	case f.To != "" && f.To != "any":
		name = "ids." + f.To
		for _, e := range m.x.Assessment.Register.List(register.KindOf(f.To)) {
			values = append(values, e.Of().ID)
		}
	case f.Scale != "":
		name = "scale." + f.Scale
		for _, step := range map[string][]register.Step{"likelihood": m.x.Assessment.Register.Criteria.Likelihoods, "impact": m.x.Assessment.Register.Criteria.Impacts}[f.Scale] {
			if step.Value != nil {
				values = append(values, strconv.Itoa(*step.Value))
			}
		}
		h.Strict = true
	case f.Criteria == "level":
		name = "levels"
		for _, l := range m.x.Assessment.Register.Criteria.Levels {
			values = append(values, l.Key)
		}
	}
	if len(values) == 0 {
		return h
	}
	h.Choices = name
	if !slices.ContainsFunc(m.choices, func(c workbook.Choices) bool { return c.Name == name }) {
		m.choices = append(m.choices, workbook.Choices{Name: name, Values: values})
	}
	return h
}

// computed is a column that the register's assessment gives.
type computed struct {
	key   string
	kind  workbook.Kind
	money bool
	of    func(id string) (text, fill string)
}

// computedText makes a column of what a function says of a risk.
func (m *tabulator) computedText(key string, of func(r *assess.Risk) string) computed {
	return computed{key: key, of: func(id string) (string, string) {
		if r := m.x.Assessment.Risk(id); r != nil {
			return of(r), ""
		}
		return "", ""
	}}
}

// computedLevel makes a column of the level of a rating, in its colour.
func (m *tabulator) computedLevel(key string, of func(r *assess.Risk) (assess.Rating, bool)) computed {
	return computed{key: key, of: func(id string) (string, string) {
		r := m.x.Assessment.Risk(id)
		if r == nil {
			return "", ""
		}
		levels := m.x.Assessment.Register.Criteria.Levels
		if rating, there := of(r); there && rating.Level >= 0 {
			return m.text(levels[rating.Level].Label), levelColour(rating.Level, len(levels))
		}
		return "", ""
	}}
}

// computedColumns gives what was decided of the records of a sheet.
func (m *tabulator) computedColumns(s *sheet.Sheet) []computed {
	if s.Name != "risks" {
		return nil
	}
	plainOf, level := m.computedText, m.computedLevel
	list := []computed{
		level("inherent.level", func(r *assess.Risk) (assess.Rating, bool) { return r.Inherent, true }),
		level("current.level", func(r *assess.Risk) (assess.Rating, bool) { return r.Now, true }),
		level("projected.level", func(r *assess.Risk) (assess.Rating, bool) { return r.Projected, !r.Removed }),
		plainOf("outcome", func(r *assess.Risk) string { return m.code("outcome", string(r.Outcome)) }),
		plainOf("reasons", func(r *assess.Risk) string {
			var words []string
			for _, reason := range r.Reasons {
				words = append(words, m.code("reason", string(reason)))
			}
			return strings.Join(words, sheet.Separator)
		}),
		plainOf("rank", func(r *assess.Risk) string {
			if r.Rank == 0 {
				return ""
			}
			return strconv.Itoa(r.Rank)
		}),
		plainOf("ranked_by", func(r *assess.Risk) string { return m.code("rankedBy", string(r.RankedBy)) }),
		plainOf("suggested_option", func(r *assess.Risk) string { return m.code("option", r.Suggested) }),
		plainOf("plans", func(r *assess.Risk) string {
			var ids []string
			for _, p := range r.Plans {
				ids = append(ids, p.ID)
			}
			return strings.Join(ids, sheet.Separator)
		}),
		plainOf("acceptance", func(r *assess.Risk) string {
			if r.Acceptance == nil {
				return ""
			}
			return r.Acceptance.Decision.ID + ": " + m.code("acceptance", string(r.Acceptance.State))
		}),
		plainOf("expected_loss", func(r *assess.Risk) string {
			if r.ExpectedLoss == nil {
				return ""
			}
			return strconv.FormatFloat(*r.ExpectedLoss, 'f', 0, 64)
		}),
	}
	for i := range list {
		switch list[i].key {
		case "rank":
			list[i].kind = workbook.Number
		case "expected_loss":
			list[i].kind, list[i].money = workbook.Number, true
		}
	}
	return list
}

func (m *tabulator) code(group, code string) string {
	if code == "" {
		return ""
	}
	return term.Code(group, code).In(m.Language)
}

// levelColours are the colours behind the words of levels, from the lowest to the highest: light enough for black words.
var levelColours = []string{"C6E7CE", "E4EFB4", "FFE699", "F8C596", "F2A09A"}

func levelColour(level, count int) string {
	if count < 2 {
		return levelColours[0]
	}
	return levelColours[level*(len(levelColours)-1)/(count-1)]
}

// plainTable makes a sheet that is only to be read, of rows of texts.
func (m *tabulator) plainTable(name string, rows [][]workbook.Cell) outSheet {
	t := outSheet{name: name}
	t.page.Name, t.page.Plain = m.name(name), true
	for i, cells := range rows {
		row := workbook.Row{Number: i + 1}
		for _, c := range cells {
			for len(t.page.Columns) <= c.Column {
				t.page.Columns = append(t.page.Columns, workbook.Head{Width: 10})
			}
			if c.Text == "" {
				continue
			}
			w := &t.page.Columns[c.Column].Width
			*w = max(*w, min(width(c.Text), 60))
			row.Cells = append(row.Cells, c)
			t.base = append(t.base, []string{name, workbook.Ref(c.Column, i+1), "", c.Text})
		}
		t.page.Rows = append(t.page.Rows, row)
	}
	if len(t.page.Columns) == 0 {
		t.page.Columns = []workbook.Head{{Width: 10}}
	}
	return t
}

func line(cells ...string) []workbook.Cell {
	var list []workbook.Cell
	for i, text := range cells {
		list = append(list, workbook.Cell{Column: i, Text: text})
	}
	return list
}

// matrices gives the three matrices: how many open risks lie in each cell, likelihood downwards from the highest, impact to the right.
func (m *tabulator) matrices() []outSheet {
	a := m.x.Assessment
	c := &a.Register.Criteria
	one := func(name string, cells [][][]string) outSheet {
		head := line(term.Words{Ja: "起こりやすさ＼影響", En: "Likelihood \\ impact"}.In(m.Language))
		for j := range c.Impacts {
			head = append(head, workbook.Cell{Column: j + 1, Text: m.step(&c.Impacts[j])})
		}
		rows := [][]workbook.Cell{head}
		for i := len(cells) - 1; i >= 0; i-- {
			var row []workbook.Cell
			if i < len(c.Likelihoods) {
				row = line(m.step(&c.Likelihoods[i]))
			}
			for j := range cells[i] {
				fill := ""
				if i < len(c.Likelihoods) && j < len(c.Impacts) && c.Likelihoods[i].Value != nil && c.Impacts[j].Value != nil {
					if level := c.Cell(*c.Likelihoods[i].Value, *c.Impacts[j].Value); level >= 0 {
						fill = levelColour(level, len(c.Levels))
					}
				}
				row = append(row, workbook.Cell{Column: j + 1, Kind: workbook.Number, Text: strconv.Itoa(len(cells[i][j])), Fill: fill})
			}
			rows = append(rows, row)
		}
		return m.plainTable(name, rows)
	}
	s := &a.Summary
	return []outSheet{one("matrix.before", s.Inherent), one("matrix.now", s.Now), one("matrix.projected", s.Projected)}
}

func (m *tabulator) step(s *register.Step) string {
	if s.Value == nil {
		return ""
	}
	return strings.TrimSpace(strconv.Itoa(*s.Value) + " " + m.text(s.Label))
}

// criteria gives criteria.toml as a list of its values: the way to each, and what stands there.
func (m *tabulator) criteria() outSheet {
	rows := [][]workbook.Cell{line(term.Words{Ja: "項目", En: "Field"}.In(m.Language), term.Words{Ja: "値", En: "Value"}.In(m.Language))}
	if doc := m.x.Assessment.Register.Tree.Criteria; doc != nil {
		rows = append(rows, flat("", doc.Table)...)
	}
	return m.plainTable("criteria", rows)
}

// flat lists the values of a table with the way to each.
func flat(at string, v *source.Value) [][]workbook.Cell {
	switch {
	case v.Kind == source.Table:
		var rows [][]workbook.Cell
		for i := range v.Fields {
			key := v.Fields[i].Key
			if at != "" {
				key = at + "." + key
			}
			rows = append(rows, flat(key, &v.Fields[i].Value)...)
		}
		return rows
	case v.Kind == source.Array && slices.ContainsFunc(v.Items, func(i source.Value) bool { return i.Kind == source.Table || i.Kind == source.Array }):
		var rows [][]workbook.Cell
		for i := range v.Items {
			rows = append(rows, flat(at+"["+strconv.Itoa(i+1)+"]", &v.Items[i])...)
		}
		return rows
	case v.Kind == source.Array:
		var values []string
		for i := range v.Items {
			values = append(values, sheet.Plain(&v.Items[i]))
		}
		return [][]workbook.Cell{line(at, sheet.Join(values))}
	}
	cell := workbook.Cell{Column: 1, Text: sheet.Plain(v)}
	if v.Kind == source.Integer || v.Kind == source.Float {
		cell.Kind = workbook.Number
	}
	return [][]workbook.Cell{append(line(at), cell)}
}

func (m *tabulator) parties() outSheet {
	w := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(m.Language) }
	rows := [][]workbook.Cell{line(w("キー", "Key"), w("名称", "Title"), w("種別", "Kind"), w("役割", "Role"), w("説明", "Summary"), w("メール", "Email"), w("上位", "Parent"), w("構成員", "Members"))}
	for i := range m.x.Assessment.Register.Parties {
		p := &m.x.Assessment.Register.Parties[i]
		rows = append(rows, line(p.Key, m.text(p.Title), m.code("partykind", p.Kind), m.text(p.Role), m.text(p.Summary), p.Email, p.Parent, sheet.Join(p.Members)))
	}
	return m.plainTable("parties", rows)
}

func (m *tabulator) about() outSheet {
	r := m.x.Assessment.Register
	w := func(ja, en string) string { return term.Words{Ja: ja, En: en}.In(m.Language) }
	rows := [][]workbook.Cell{
		line(w("登録簿", "Register"), m.text(r.Config.Title)),
		line(w("組織", "Organization"), m.text(r.Config.Organization)),
		line(w("基準日", "As of"), m.x.Assessment.AsOf.String()),
		line(w("コミット", "Commit"), m.x.Commit),
	}
	if of := m.x.For; of != nil {
		rows = append(rows, line(w("開示先", "Audience"), of.Name), line(w("開示する区分の上限", "Cleared up to"), of.Clearance))
		if of.Withheld > 0 {
			rows = append(rows, line(w("非公開の記録", "Records withheld"), strconv.Itoa(of.Withheld)))
		}
	}
	rows = append(rows,
		line(w("情報の取扱区分", "Classification"), r.Config.DefaultClassification),
		line(w("判定基準の版", "Criteria"), r.Criteria.Revision),
		line(w("方法", "Method"), w("「重要インフラにおける情報セキュリティ確保に係る安全基準等の策定指針」の手引書による。起こりやすさと影響からリスクレベルを求め、判定基準に照らして対応の要否を決めます。",
			"The handbook on information security measures of critical infrastructure: likelihood and impact give the level of risk, and the criteria say whether it needs treatment.")),
		line(w("凡例", "Legend"), w("灰色の列はプログラムが求めた値で、取り込むときは読み飛ばします。白い列は書き換えて「riskbook import」で戻せます。",
			"Grey columns are worked out by the program and passed over by imports. What is edited in white columns goes back with riskbook import.")),
	)
	for i := range r.Criteria.Levels {
		l := &r.Criteria.Levels[i]
		rows = append(rows, []workbook.Cell{{Column: 1, Text: strings.TrimSpace(m.text(l.Label) + "  " + m.text(l.Meaning)), Fill: levelColour(i, len(r.Criteria.Levels))}})
	}
	return m.plainTable("about", rows)
}

// audience names whom the export is for; empty: whoever may see all.
func (x *Register) audience() string {
	if x.For == nil {
		return ""
	}
	return x.For.Name
}

// fields ties every column to its field.
func (m *tabulator) fields(all []outSheet) outSheet {
	t := m.hidden(FieldsSheet)
	id := ""
	if config := m.x.Assessment.Register.Tree.Config; config != nil {
		if v := config.Table.At("id"); v != nil {
			id = v.Text
		}
	}
	rows := [][]workbook.Cell{
		line("format", strconv.Itoa(TableFormat)), line("register", id), line("commit", m.x.Commit), line("as-of", m.x.Assessment.AsOf.String()),
		line("language", m.Language), line("audience", m.x.audience()), line("sheet", "name", "column", "heading", "field"),
	}
	for i := range all {
		one := &all[i]
		if one.page.Plain {
			rows = append(rows, line(one.name, one.page.Name, "", "", ""))
			continue
		}
		for j, field := range one.fields {
			rows = append(rows, line(one.name, one.page.Name, workbook.Letter(j), one.page.Columns[j].Heading, field))
		}
	}
	t.page.Rows = numbered(rows)
	return t
}

// base holds each cell that can be edited as it was exported.
func (m *tabulator) base(all []outSheet) outSheet {
	t := m.hidden(BaseSheet)
	rows := [][]workbook.Cell{line("sheet", "row", "field", "value")}
	for i := range all {
		for _, entry := range all[i].base {
			rows = append(rows, line(entry...))
		}
	}
	t.page.Rows = numbered(rows)
	return t
}

func (m *tabulator) hidden(name string) outSheet {
	t := outSheet{name: name}
	t.page = workbook.Page{Name: name, Hidden: true, Plain: true, Columns: []workbook.Head{{Width: 20}}}
	m.taken = append(m.taken, name)
	return t
}

func numbered(rows [][]workbook.Cell) []workbook.Row {
	list := make([]workbook.Row, len(rows))
	for i, cells := range rows {
		list[i] = workbook.Row{Number: i + 1, Cells: slices.DeleteFunc(cells, func(c workbook.Cell) bool { return c.Text == "" })}
	}
	return list
}
