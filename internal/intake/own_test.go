package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/intake"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/workbook"
)

func judge(t testing.TB, folder fs.FS) *compile.Judged {
	t.Helper()
	j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForCheck)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// exported gives the register as it comes back from a workbook, or from CSV files.
func exported(t testing.TB, j *compile.Judged, form string) *workbook.Book {
	t.Helper()
	x := export.Register{Assessment: j.Assessment, Checked: j.Checked}
	if form == "csv" {
		book := &workbook.Book{}
		files, omitted := export.CSV(x, export.Tables{Language: "ja"})
		if len(omitted) > 0 {
			t.Fatal(omitted)
		}
		for _, f := range files {
			s, err := workbook.ReadCSV(strings.TrimSuffix(f.Name, ".csv"), f.Data)
			if err != nil {
				t.Fatal(err)
			}
			for i := range s.Rows {
				for k := range s.Rows[i].Cells {
					s.Rows[i].Cells[k].Text = workbook.Unguard(s.Rows[i].Cells[k].Text)
				}
			}
			book.Sheets = append(book.Sheets, s)
		}
		return book
	}
	var data bytes.Buffer
	if _, err := export.WriteXLSX(&data, x, export.Tables{Labels: form == "labels", Language: "ja"}); err != nil {
		t.Fatal(err)
	}
	book, err := workbook.Read(context.Background(), data.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func plan(t testing.TB, j *compile.Judged, book *workbook.Book, o intake.Options) (*intake.Plan, map[string][]byte) {
	t.Helper()
	p, err := intake.Own(j.Register, book, o)
	if err != nil {
		t.Fatal(err)
	}
	files, err := p.Files(j.Register, edit.Setting{Language: j.Register.Config.DefaultLanguage, Limits: source.DefaultLimits})
	if err != nil {
		t.Fatal(err)
	}
	return p, files
}

func put(s *workbook.Sheet, row, column int, text string) {
	for i := range s.Rows {
		if s.Rows[i].Number == row {
			cells := &s.Rows[i].Cells
			at, there := slices.BinarySearchFunc(*cells, column, func(c workbook.Cell, column int) int { return c.Column - column })
			switch {
			case there && text == "":
				*cells = slices.Delete(*cells, at, at+1)
			case there:
				(*cells)[at].Text, (*cells)[at].Kind = text, workbook.Text
			case text != "":
				*cells = slices.Insert(*cells, at, workbook.Cell{Column: column, Text: text})
			}
			return
		}
	}
	s.Rows = append(s.Rows, workbook.Row{Number: row, Cells: []workbook.Cell{{Column: column, Text: text}}})
}

func TestNothingEditedChangesNothing(t *testing.T) {
	j := judge(t, os.DirFS("../.."))
	for _, form := range []string{"labels", "keys", "csv"} {
		p, files := plan(t, j, exported(t, j, form), intake.Options{})
		if len(files) > 0 || len(p.Cells) > 0 || len(p.Conflicts) > 0 || len(p.Entries) > 0 {
			t.Errorf("%s: %d files, %v, %v, %d records", form, len(files), p.Cells, p.Conflicts, len(p.Entries))
		}
	}
}

// edited gives another value for a cell; empty where the test leaves it alone.
func edited(random *rand.Rand, c *sheet.Column, text string) string {
	switch {
	case c.Role == sheet.Body && text != "":
		return text + "\n\n追記 " + strconv.Itoa(random.IntN(1000))
	case c.Role != sheet.Field || text == "":
		return ""
	case c.List && c.Of != nil && c.Of.To == "" && len(c.Of.OneOf) == 0 && c.Of.Criteria == "":
		return sheet.Join(append(sheet.Split(text), `x; "y"`))
	case c.List:
		return ""
	}
	switch c.Shape {
	case register.ShapeText:
		return []string{text + "。", "=" + text, "'" + text, text + "\n二行目 \\ \"引用\"", "+++\n" + text}[random.IntN(5)]
	case register.ShapeDate:
		day, _ := date.Parse(text)
		return day.AddDays(1).String()
	case register.ShapeWhole, register.ShapeDecimal:
		x, _ := strconv.ParseFloat(text, 64)
		return workbook.Decimal(x + 1)
	}
	return ""
}

func TestEditedCellsAreTheOnlyFieldsThatChange(t *testing.T) {
	folder := os.DirFS("../..")
	j := judge(t, folder)
	before := sheet.Of(j.Register)
	random := rand.New(rand.NewPCG(1, 2))
	for round := range 6 {
		form := []string{"labels", "keys", "csv"}[round%3]
		book := exported(t, j, form)
		want := map[string]string{}
		for len(want) < 10 {
			s := &before[random.IntN(len(before))]
			if len(s.Rows) == 0 {
				continue
			}
			r, c := random.IntN(len(s.Rows)), random.IntN(len(s.Columns))
			text := edited(random, &s.Columns[c], s.Rows[r].Cells[c])
			if text == "" {
				continue
			}
			put(sheetOf(t, book, s.Name), r+2, c, text)
			want[s.Name+" "+s.Rows[r].Key()+" "+s.Columns[c].Key] = text
		}
		p, files := plan(t, j, book, intake.Options{})
		n := 0
		for _, e := range p.Entries {
			n += len(e.Live())
		}
		if n != 10 || len(p.Cells) > 0 || len(p.Conflicts) > 0 {
			t.Fatalf("round %d: %d edits, cells %v, conflicts %v", round, n, p.Cells, p.Conflicts)
		}
		after := judge(t, edit.Overlay(folder, files))
		got := map[string]string{}
		for i, s := range sheet.Of(after.Register) {
			for k := range s.Rows {
				for c := range s.Columns {
					if now := s.Rows[k].Cells[c]; now != before[i].Rows[k].Cells[c] {
						got[s.Name+" "+s.Rows[k].Key()+" "+s.Columns[c].Key] = now
					}
				}
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("round %d: changed\n%q\nwant\n%q", round, got, want)
		}
	}
}

// sheetOf finds the sheet of a key, whatever the workbook calls it.
func sheetOf(t *testing.T, b *workbook.Book, key string) *workbook.Sheet {
	t.Helper()
	fields := b.Sheet(export.FieldsSheet)
	for i := range fields.Rows {
		if fields.Rows[i].At(0) == key {
			return b.Sheet(fields.Rows[i].At(1))
		}
	}
	t.Fatalf("no sheet %s", key)
	return nil
}
