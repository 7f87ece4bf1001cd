// Package workbook reads and writes sheets of cells: Excel workbooks, and CSV files in the codes and with the separators that people use.
//
// In: bytes. Out: sheets whose every cell has its place, and the reverse. It knows nothing of records.
// It alone knows spreadsheets and character codes. It is a leaf: it must never import a room of the line.
package workbook

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells. A Fault holds an error value, or a formula whose value nobody has worked out.
const (
	Text Kind = iota
	Number
	Date
	Truth
	Fault
)

// Cell is one cell that is not empty.
type Cell struct {
	Column int // from 0
	Kind   Kind
	Text   string // Number: in decimals. Date: YYYY-MM-DD. Truth: true or false.
	Fill   string // colour behind it when it is written, as RRGGBB; none where it is empty
}

// Row holds the cells of a row that are not empty, by column.
type Row struct {
	Number int // from 1, as spreadsheets count
	Cells  []Cell
}

// At gives the text of a cell; empty where there is none.
func (r *Row) At(column int) string {
	if c := r.Cell(column); c != nil {
		return c.Text
	}
	return ""
}

// Cell gives a cell; nil where it is empty.
func (r *Row) Cell(column int) *Cell {
	at, ok := slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int { return c.Column - column })
	if !ok {
		return nil
	}
	return &r.Cells[at]
}

// Range is a stretch of merged cells, its ends inclusive: columns from 0, rows from 1.
type Range struct{ Left, Top, Right, Bottom int }

// Sheet is one sheet.
type Sheet struct {
	Name   string
	Hidden bool
	Rows   []Row // ascending
	Merged []Range
}

// Row gives the row of a number; nil where it is empty.
func (s *Sheet) Row(number int) *Row {
	at, ok := slices.BinarySearchFunc(s.Rows, number, func(r Row, number int) int { return r.Number - number })
	if !ok {
		return nil
	}
	return &s.Rows[at]
}

// Book is a workbook, or a folder of CSV files.
type Book struct{ Sheets []*Sheet }

// Sheet gives the sheet of a name; nil where there is none.
func (b *Book) Sheet(name string) *Sheet {
	for _, s := range b.Sheets {
		if strings.EqualFold(s.Name, name) {
			return s
		}
	}
	return nil
}

// Letter gives the letters of a column: A, B, …, AA.
func Letter(column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// mostColumns is how many columns a sheet can have.
const mostColumns = 16384

// Column gives the number from 0 of the letters of a column; false for what are none.
func Column(letters string) (int, bool) {
	n := 0
	for _, c := range strings.ToUpper(letters) {
		if c < 'A' || c > 'Z' || n > mostColumns {
			return 0, false
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, n > 0 && n <= mostColumns
}

// Ref gives the name of a cell: B7.
func Ref(column, row int) string { return Letter(column) + strconv.Itoa(row) }

// parseRef takes the name of a cell apart.
func parseRef(ref string) (column, row int, ok bool) {
	ref = strings.ReplaceAll(ref, "$", "")
	end := strings.IndexAny(ref, "0123456789")
	if end < 1 {
		return 0, 0, false
	}
	column, ok = Column(ref[:end])
	row, err := strconv.Atoi(ref[end:])
	return column, row, ok && err == nil && row > 0 && row <= mostRows
}

// mostRows is how many rows a sheet can have.
const mostRows = 1 << 20

// Refusal says why a file is not read, and what to do about it.
type Refusal struct{ Message, Help term.Words }

// Error gives the message in English.
func (r *Refusal) Error() string { return r.Message.En }

func refuse(ja, en, helpJa, helpEn string) error {
	return &Refusal{term.Words{Ja: ja, En: en}, term.Words{Ja: helpJa, En: helpEn}}
}
