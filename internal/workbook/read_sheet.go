package workbook

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
)

// pending is a cell that is being read.
type pending struct {
	kind    string // t
	column  int
	dated   bool
	value   strings.Builder
	inValue bool
	formula bool
	inline  runs
}

// sheetReader reads the XML of one sheet.
type sheetReader struct {
	*reader
	name string
	s    *Sheet
	row  *Row     // nil before the first
	c    *pending // nil outside of cells
	last int      // the number of the row before
}

func (r *reader) sheet(name string, s *Sheet) error {
	x := &sheetReader{reader: r, name: name, s: s}
	err := r.part(name, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			return x.start(t)
		case xml.EndElement:
			return x.end(t)
		case xml.CharData:
			switch {
			case x.c != nil && x.c.inValue:
				x.c.value.Write(t)
			case x.c != nil:
				x.c.inline.take(t)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	kept := s.Rows[:0]
	for _, row := range s.Rows {
		if len(row.Cells) > 0 {
			kept = append(kept, row)
		}
	}
	s.Rows = kept
	return nil
}

func (x *sheetReader) start(t xml.StartElement) error {
	switch t.Name.Local {
	case "row":
		number := x.last + 1
		if n, err := strconv.Atoi(attribute(t, "r")); err == nil && n > x.last && n <= mostRows {
			number = n
		}
		x.last = number
		x.s.Rows = append(x.s.Rows, Row{Number: number})
		x.row = &x.s.Rows[len(x.s.Rows)-1]
	case "c":
		return x.cell(t)
	case "v":
		if x.c != nil {
			x.c.inValue = true
		}
	case "f":
		if x.c != nil {
			x.c.formula = true
		}
	case "mergeCell":
		if from, to, ok := strings.Cut(attribute(t, "ref"), ":"); ok && len(x.s.Merged) < 100_000 {
			left, top, one := parseRef(from)
			right, bottom, two := parseRef(to)
			if one && two && left <= right && top <= bottom {
				x.s.Merged = append(x.s.Merged, Range{left, top, right, bottom})
			}
		}
	default:
		if x.c != nil {
			x.c.inline.take(t)
		}
	}
	return nil
}

// cell begins a cell.
func (x *sheetReader) cell(t xml.StartElement) error {
	if x.row == nil {
		return broken(x.name)
	}
	x.c = &pending{kind: attribute(t, "t"), column: 0}
	if n := len(x.row.Cells); n > 0 {
		x.c.column = x.row.Cells[n-1].Column + 1
	}
	if column, _, ok := parseRef(attribute(t, "r")); ok {
		x.c.column = column
	}
	if style, err := strconv.Atoi(attribute(t, "s")); err == nil && style >= 0 && style < len(x.dates) {
		x.c.dated = x.dates[style]
	}
	return nil
}

func (x *sheetReader) end(t xml.EndElement) error {
	switch {
	case t.Name.Local == "c" && x.c != nil:
		c := x.c
		x.c = nil
		return x.add(x.row, c)
	case t.Name.Local == "v" && x.c != nil:
		x.c.inValue = false
	case x.c != nil:
		x.c.inline.take(t)
	}
	return nil
}

// add puts a cell into its row, unless it is empty.
func (r *reader) add(row *Row, c *pending) error {
	if n := len(row.Cells); n > 0 && row.Cells[n-1].Column >= c.column {
		return nil // a place that is taken
	}
	cell := Cell{Column: c.column}
	value := c.value.String()
	switch c.kind {
	case "s":
		at, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || at < 0 || at >= len(r.shared) {
			return nil
		}
		cell.Text = r.shared[at]
	case "inlineStr":
		cell.Text = plain(c.inline.text.String())
	case "str":
		cell.Text = plain(value)
	case "b":
		cell.Kind, cell.Text = Truth, "false"
		if strings.TrimSpace(value) == "1" || strings.EqualFold(strings.TrimSpace(value), "true") {
			cell.Text = "true"
		}
	case "e":
		cell.Kind, cell.Text = Fault, value
	case "d":
		cell.Kind, cell.Text, _ = c.dateOf(value)
	default:
		cell.Kind, cell.Text = Number, strings.TrimSpace(value)
		if x, err := strconv.ParseFloat(cell.Text, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
			cell.Text = Decimal(x)
			if day, ok := serial(x, r.from1904); ok && c.dated {
				cell.Kind, cell.Text = Date, day.String()
			}
		} else if cell.Text != "" {
			cell.Kind = Text
		}
	}
	if cell.Text == "" && c.formula {
		cell.Kind, cell.Text = Fault, "="
	}
	if cell.Text == "" {
		return nil
	}
	row.Cells = append(row.Cells, cell)
	if r.cells++; r.cells > mostCells {
		return tooMuch("セルの数", "cells", mostCells)
	}
	if c.kind == "s" {
		return nil // its text is counted already
	}
	return r.hold(cell.Text)
}

// dateOf reads a date that is written as one.
func (c *pending) dateOf(value string) (Kind, string, bool) {
	if day, err := date.Parse(value[:min(len(value), 10)]); err == nil {
		return Date, day.String(), true
	}
	return Text, value, false
}

// Decimal writes a number as people do: fifteen digits, as spreadsheets keep them.
func Decimal(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	if err != nil {
		rounded = x
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// serial gives the day of a number as spreadsheets count days. The one that never was, 29 February 1900, is none.
func serial(x float64, from1904 bool) (date.Date, bool) {
	days := int(math.Floor(x))
	if days < 1 || days > 2_958_465 {
		return date.Date{}, false
	}
	switch {
	case from1904:
		return date.Of(1904, 1, 1).AddDays(days), true
	case days == 60:
		return date.Date{}, false
	case days < 60:
		return date.Of(1899, 12, 31).AddDays(days), true
	}
	return date.Of(1899, 12, 30).AddDays(days), true
}

// Serial gives the number by which spreadsheets keep a day.
func Serial(day date.Date) int { return date.Of(1899, 12, 30).DaysUntil(day) }
