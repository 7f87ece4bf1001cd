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
