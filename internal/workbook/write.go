package workbook

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"github.com/riskbook/riskbook/internal/date"
)

// MostInCell is how many characters a cell can hold, as spreadsheets count them.
const MostInCell = 32_767

// Head is how a column of a written sheet looks and what it takes.
type Head struct {
	Heading  string
	Note     string // on the heading
	Computed bool   // grey and protected
	Kind     Kind
	Money    bool
	Choices  string   // name of a list of Choices; empty where anything may be written
	Strict   bool     // nothing but the choices may be written
	Width    float64  // in characters
	Colours  []Colour // of cells that hold a text
}

// Colour is the colour behind cells that hold a text, as RRGGBB.
type Colour struct{ Text, Fill string }

// Page is a sheet as it is written: a heading, and rows under it. Cells of the rows are numbered as in the file: the first row is 2.
type Page struct {
	Name    string
	Hidden  bool
	Plain   bool // without heading row, filter and protection of columns: Rows begin at 1
	Columns []Head
	Rows    []Row
}

// Choices is a named list of values to choose from.
type Choices struct {
	Name   string
	Values []string
}

const valuesSheet = "_values"

// Write writes a workbook.
func Write(w io.Writer, pages []Page, choices []Choices, font string) error {
	f := excelize.NewFile()
	defer f.Close()
	writer := &writer{file: f, font: font, styles: map[string]int{}, choices: map[string]string{}}
	// The same register gives the same bytes: nothing tells when it was written.
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "riskbook", Created: "2000-01-01T00:00:00Z", Modified: "2000-01-01T00:00:00Z", LastModifiedBy: "riskbook"}); err != nil {
		return err
	}
	if err := f.SetSheetName("Sheet1", pages[0].Name); err != nil {
		return err
	}
	for _, p := range pages[1:] {
		if _, err := f.NewSheet(p.Name); err != nil {
			return err
		}
	}
	if err := writer.lists(choices); err != nil {
		return err
	}
	for i := range pages {
		if err := writer.page(&pages[i]); err != nil {
			return fmt.Errorf("%s: %w", pages[i].Name, err)
		}
	}
	f.SetActiveSheet(0)
	return f.Write(w)
}

type writer struct {
	file    *excelize.File
	font    string
	styles  map[string]int
	choices map[string]string // the range of a list, by its name
}

// lists writes the lists to choose from, each a column of a hidden sheet.
func (w *writer) lists(choices []Choices) error {
	if len(choices) == 0 {
		return nil
	}
	if _, err := w.file.NewSheet(valuesSheet); err != nil {
		return err
	}
	for i, list := range choices {
		if err := w.file.SetCellStr(valuesSheet, Ref(i, 1), list.Name); err != nil {
			return err
		}
		for j, value := range list.Values {
			var err error
			if n, wrong := strconv.Atoi(value); wrong == nil {
				err = w.file.SetCellInt(valuesSheet, Ref(i, j+2), int64(n))
			} else {
				err = w.file.SetCellStr(valuesSheet, Ref(i, j+2), value)
			}
			if err != nil {
				return err
			}
		}
		w.choices[list.Name] = fmt.Sprintf("'%s'!$%s$2:$%s$%d", valuesSheet, Letter(i), Letter(i), max(2, len(list.Values)+1))
	}
	return w.file.SetSheetVisible(valuesSheet, false)
}

// style gives the number of a style, made when it is first asked for.
func (w *writer) style(name string, make func() *excelize.Style) (int, error) {
	if id, ok := w.styles[name]; ok {
		return id, nil
	}
	s := make()
	if s.Font == nil {
		s.Font = &excelize.Font{}
	}
	s.Font.Family, s.Font.Size = w.font, 10
	id, err := w.file.NewStyle(s)
	w.styles[name] = id
	return id, err
}

const (
	greyFill    = "EDEDED"
	headingFill = "1F3A5F"
)

// cell gives the style of a cell of a column.
func (w *writer) cell(c *Head, kind Kind, fill string) (int, error) {
	if fill == "" && c.Computed {
		fill = greyFill
	}
	return w.style(fmt.Sprint(kind, c.Computed, c.Money, fill), func() *excelize.Style {
		s := &excelize.Style{Protection: &excelize.Protection{Locked: c.Computed}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: kind == Text}}
		switch format := ""; kind {
		case Date:
			format = "yyyy-mm-dd"
			s.CustomNumFmt = &format
		case Number:
			if c.Money {
				s.NumFmt = 3
			}
		}
		if fill != "" {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
		}
		return s
	})
}

func (w *writer) page(p *Page) error {
	if p.Plain {
		return w.plainPage(p)
	}
	heading, err := w.style("heading", func() *excelize.Style {
		return &excelize.Style{
			Font: &excelize.Font{Bold: true, Color: "FFFFFF"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headingFill}},
			Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}, Protection: &excelize.Protection{Locked: true},
		}
	})
	if err != nil {
		return err
	}
	for i := range p.Columns {
		if err := w.column(p, i, heading); err != nil {
			return err
		}
	}
	for i := range p.Rows {
		for j := range p.Rows[i].Cells {
			cell := &p.Rows[i].Cells[j]
			style, err := w.cell(&p.Columns[cell.Column], cell.Kind, cell.Fill)
			if err != nil {
				return err
			}
			if err := w.put(p.Name, Ref(cell.Column, p.Rows[i].Number), cell, style); err != nil {
				return err
			}
		}
	}
	last := Letter(len(p.Columns) - 1)
	bottom := len(p.Rows) + 1
	if n := len(p.Rows); n > 0 {
		bottom = p.Rows[n-1].Number
	}
	if err := w.file.AutoFilter(p.Name, fmt.Sprintf("A1:%s%d", last, bottom), nil); err != nil {
		return err
	}
	if err := w.file.SetPanes(p.Name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if err := w.file.ProtectSheet(p.Name, &excelize.SheetProtectionOptions{
		AutoFilter: true, Sort: true, FormatCells: true, FormatColumns: true, FormatRows: true, InsertRows: true, InsertHyperlinks: true,
		DeleteRows: true, SelectLockedCells: true, SelectUnlockedCells: true,
	}); err != nil {
		return err
	}
	if p.Hidden {
		return w.file.SetSheetVisible(p.Name, false)
	}
	return nil
}

func (w *writer) column(p *Page, i, heading int) error {
	c := &p.Columns[i]
	letter := Letter(i)
	style, err := w.cell(c, c.Kind, "")
	if err != nil {
		return err
	}
	if err := w.file.SetColStyle(p.Name, letter, style); err != nil {
		return err
	}
	if err := w.file.SetColWidth(p.Name, letter, letter, min(max(c.Width, 6), 60)); err != nil {
		return err
	}
	if err := w.put(p.Name, Ref(i, 1), &Cell{Text: c.Heading}, heading); err != nil {
		return err
	}
	if c.Note != "" {
		if err := w.file.AddComment(p.Name, excelize.Comment{Cell: Ref(i, 1), Author: "riskbook", Text: c.Note, Width: 300, Height: 90}); err != nil {
			return err
		}
	}
	if c.Choices == "" || c.Computed {
		return nil
	}
	list := w.choices[c.Choices]
	if list == "" {
		return nil
	}
	v := excelize.NewDataValidation(true)
	v.Sqref = fmt.Sprintf("%s2:%s%d", letter, letter, max(1000, 2*len(p.Rows)))
	v.SetSqrefDropList(list)
	if !c.Strict {
		v.ShowErrorMessage = false
	}
	return w.file.AddDataValidation(p.Name, v)
}

func (w *writer) plainPage(p *Page) error {
	for i := range p.Rows {
		for j := range p.Rows[i].Cells {
			cell := &p.Rows[i].Cells[j]
			style, err := w.cell(&Head{Computed: true}, cell.Kind, cell.Fill)
			if err != nil {
				return err
			}
			if cell.Fill == "" {
				if style, err = w.cell(&Head{}, cell.Kind, ""); err != nil {
					return err
				}
			}
			if err := w.put(p.Name, Ref(cell.Column, p.Rows[i].Number), cell, style); err != nil {
				return err
			}
		}
	}
	for i := range p.Columns {
		if err := w.file.SetColWidth(p.Name, Letter(i), Letter(i), min(max(p.Columns[i].Width, 6), 80)); err != nil {
			return err
		}
	}
	if p.Hidden {
		return w.file.SetSheetVisible(p.Name, false)
	}
	return nil
}

// put writes one cell. A text is always text, whatever it begins with.
func (w *writer) put(sheet, ref string, c *Cell, style int) error {
	var err error
	switch c.Kind {
	case Number:
		var x float64
		if x, err = strconv.ParseFloat(c.Text, 64); err == nil {
			err = w.file.SetCellFloat(sheet, ref, x, -1, 64)
		}
	case Truth:
		err = w.file.SetCellBool(sheet, ref, c.Text == "true")
	case Date:
		var day date.Date
		if day, err = date.Parse(c.Text); err == nil && day.Before(date.Of(1900, 3, 1)) {
			err = w.file.SetCellStr(sheet, ref, c.Text)
		} else if err == nil {
			err = w.file.SetCellInt(sheet, ref, int64(Serial(day)))
		}
	default:
		err = w.file.SetCellStr(sheet, ref, escape(c.Text))
	}
	if err != nil {
		return err
	}
	return w.file.SetCellStyle(sheet, ref, ref, style)
}

// escape puts signs that XML cannot hold into the form of workbooks. The library does the rest.
func escape(text string) string {
	text = escaped.ReplaceAllString(text, "_x005F$0")
	if !strings.ContainsFunc(text, func(c rune) bool { return c < ' ' && c != '\n' && c != '\t' }) {
		return text
	}
	var b strings.Builder
	for _, c := range text {
		if c < ' ' && c != '\n' && c != '\t' {
			fmt.Fprintf(&b, "_x%04X_", c)
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// SheetName gives a name that a sheet can have: without the signs that spreadsheets refuse, 31 characters at most, and not taken.
func SheetName(name string, taken []string) string {
	clean := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`:\/?*[]`, c) || unicode.IsControl(c) {
			return '-'
		}
		return c
	}, strings.Trim(name, "' "))
	short := func(s string, n int) string { return string([]rune(s)[:min(n, len([]rune(s)))]) }
	found := short(clean, 31)
	for n := 2; slices.ContainsFunc(taken, func(t string) bool { return strings.EqualFold(t, found) }); n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		found = short(clean, 31-len(suffix)) + suffix
	}
	return found
}
