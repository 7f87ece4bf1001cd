package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
)

// The bounds of a workbook: whoever sends a larger one is not served. Memory stays below 1 GiB with them.
const (
	mostUnpacked = 400 << 20 // bytes of all parts that are read
	mostText     = 160 << 20 // bytes of all texts
	mostCells    = 3_000_000
	mostRun      = 2 << 20 // bytes between two signs "<" or ">"
	mostParts    = 20_000
)

// Read reads an Excel workbook. It is ended by ctx. The error is a *Refusal where the file is none that can be read.
func Read(ctx context.Context, data []byte) (*Book, error) {
	if bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return nil, refuse("古い形式（.xls）か、パスワードで保護されたワークブックです", "this is a workbook of the old format (.xls), or one under a password",
			"パスワードを外し、Excel か LibreOffice で .xlsx として保存してください。", "take the password off and save it as .xlsx in Excel or LibreOffice")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, refuse("Excel のワークブックではありません", "this is no Excel workbook", "Excel か LibreOffice で .xlsx として保存し直してください。", "save it anew as .xlsx in Excel or LibreOffice")
	}
	r := &reader{ctx: ctx, parts: map[string]*zip.File{}}
	if len(archive.File) > mostParts {
		return nil, tooMuch("部品の数", "parts", mostParts)
	}
	var declared uint64
	for _, f := range archive.File {
		declared += f.UncompressedSize64
		r.parts[strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(f.Name, `\`, "/")), "/"))] = f
	}
	if declared > mostUnpacked {
		return nil, tooLarge()
	}
	return r.book()
}

func tooLarge() error {
	return refuse("展開後の大きさが上限（400 MiB）を超えます", "it is beyond the limit of 400 MiB once unpacked", "シートを分けて、別々のファイルに保存してください。", "save its sheets as files of their own")
}

func tooMuch(ja, en string, limit int) error {
	return refuse(fmt.Sprintf("%sが上限（%d）を超えます", ja, limit), fmt.Sprintf("it is beyond the limit of %d %s", limit, en),
		"シートを分けて、別々のファイルに保存してください。", "save its sheets as files of their own")
}

// reader reads the parts of a workbook one after another.
type reader struct {
	ctx      context.Context
	parts    map[string]*zip.File
	unpacked int64
	texts    int64
	cells    int
	shared   []string
	dates    []bool // by cell style: it shows a date
	from1904 bool
}

var errNoTable = errors.New("a part of the workbook is missing")

// part reads the elements of one part. Prefixes of names are passed over; a document type is refused.
func (r *reader) part(name string, each func(t xml.Token, depth int) error) error {
	f := r.parts[strings.ToLower(name)]
	if f == nil {
		return errNoTable
	}
	opened, err := f.Open()
	if err != nil {
		return broken(name)
	}
	defer opened.Close()
	decoder := xml.NewDecoder(&guard{from: opened, reader: r})
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, broken(name) }
	depth := 0
	for n := 0; ; n++ {
		if n%1024 == 0 && r.ctx.Err() != nil {
			return refuse("読み込みが制限時間（30秒）を超えました", "reading it took longer than the limit of 30 seconds", "シートを分けて、別々のファイルに保存してください。", "save its sheets as files of their own")
		}
		t, err := decoder.RawToken()
		if err == io.EOF {
			return nil
		}
		if refused, ok := errors.AsType[*Refusal](err); ok {
			return refused
		} else if err != nil {
			return broken(name)
		}
		switch t := t.(type) {
		case xml.Directive:
			return refuse("DOCTYPE 宣言があるため読み込みません: "+name, "it is refused for the DOCTYPE in "+name, "Excel か LibreOffice で開き、.xlsx として保存し直してください。", "open it in Excel or LibreOffice and save it anew as .xlsx")
		case xml.StartElement:
			depth++
			err = each(t, depth)
		case xml.EndElement:
			err = each(t, depth)
			depth--
		case xml.CharData:
			err = each(t, depth)
		}
		if err != nil {
			return err
		}
	}
}

func broken(name string) error {
	return refuse("ワークブックの一部が壊れています: "+name, "a part of the workbook is broken: "+name, "Excel か LibreOffice で開き、.xlsx として保存し直してください。", "open it in Excel or LibreOffice and save it anew as .xlsx")
}

// guard counts what is unpacked and refuses stretches that would fill the memory before the parser could see their end.
type guard struct {
	from   io.Reader
	reader *reader
	run    int
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	g.reader.unpacked += int64(n)
	if g.reader.unpacked > mostUnpacked {
		return 0, tooLarge()
	}
	for _, c := range p[:n] {
		g.run++
		if c == '<' || c == '>' {
			g.run = 0
		}
	}
	if g.run > mostRun {
		return 0, tooMuch("一つのセルのバイト数", "bytes in one cell", mostRun)
	}
	return n, err
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// relation gives the value of the attribute id that stands for a relation, whatever the prefix.
func relation(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func (r *reader) book() (*Book, error) {
	top := r.relations("", "_rels/.rels")
	workbook := "xl/workbook.xml"
	for _, target := range top {
		if strings.HasSuffix(target, "workbook.xml") {
			workbook = target
		}
	}
	type listed struct {
		name, id string
		hidden   bool
	}
	var sheets []listed
	err := r.part(workbook, func(t xml.Token, _ int) error {
		if t, ok := t.(xml.StartElement); ok {
			switch t.Name.Local {
			case "sheet":
				sheets = append(sheets, listed{attribute(t, "name"), relation(t), strings.Contains(strings.ToLower(attribute(t, "state")), "hidden")})
			case "workbookPr":
				v := attribute(t, "date1904")
				r.from1904 = v == "1" || v == "true"
			}
		}
		return nil
	})
	if err == errNoTable {
		return nil, refuse("Excel のワークブックではありません", "this is no Excel workbook", "Excel か LibreOffice で .xlsx として保存し直してください。", "save it anew as .xlsx in Excel or LibreOffice")
	} else if err != nil {
		return nil, err
	}
	folder := path.Dir(workbook)
	targets := r.relations(folder, path.Join(folder, "_rels", path.Base(workbook)+".rels"))
	if err := r.styles(path.Join(folder, "styles.xml")); err != nil && err != errNoTable {
		return nil, err
	}
	if err := r.strings(path.Join(folder, "sharedStrings.xml")); err != nil && err != errNoTable {
		return nil, err
	}
	book := &Book{}
	for _, s := range sheets {
		sheet := &Sheet{Name: s.name, Hidden: s.hidden}
		target := targets[s.id]
		if target == "" || strings.Contains(target, "chartsheet") {
			continue
		}
		if err := r.sheet(target, sheet); err == errNoTable {
			return nil, broken(target)
		} else if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return book, nil
}

// relations gives the parts that a part leads to, by their ids.
func (r *reader) relations(folder, name string) map[string]string {
	targets := map[string]string{}
	r.part(name, func(t xml.Token, _ int) error {
		if t, ok := t.(xml.StartElement); ok && t.Name.Local == "Relationship" && attribute(t, "TargetMode") != "External" {
			target := attribute(t, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(folder, target)
			}
			targets[attribute(t, "Id")] = strings.TrimPrefix(path.Clean("/"+target), "/")
		}
		return nil
	})
	return targets
}

var quotedInFormat = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)

// showsDate reports whether a number format shows a day.
func showsDate(id int, code string) bool {
	switch {
	case code == "":
		return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
	case strings.EqualFold(code, "general"):
		return false
	}
	code = strings.ToLower(quotedInFormat.ReplaceAllString(code, ""))
	return strings.ContainsAny(code, "yd") || strings.Contains(code, "e") && strings.ContainsAny(code, "gm") && !strings.Contains(code, "e+") && !strings.Contains(code, "general")
}

func (r *reader) styles(name string) error {
	codes := map[int]string{}
	inside := false
	return r.part(name, func(t xml.Token, _ int) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "numFmt":
				id, _ := strconv.Atoi(attribute(t, "numFmtId"))
				codes[id] = attribute(t, "formatCode")
			case "cellXfs":
				inside = true
			case "xf":
				if inside && len(r.dates) < 1<<17 {
					id, _ := strconv.Atoi(attribute(t, "numFmtId"))
					r.dates = append(r.dates, showsDate(id, codes[id]))
				}
			}
		case xml.EndElement:
			if t.Name.Local == "cellXfs" {
				inside = false
			}
		}
		return nil
	})
}

// hold counts the bytes of a text.
func (r *reader) hold(text string) error {
	r.texts += int64(len(text)) + 16
	if r.texts > mostText {
		return tooMuch("文字の総バイト数", "bytes of text", mostText)
	}
	return nil
}

// runs gathers the text of the elements t, readings of kanji left out.
type runs struct {
	text       strings.Builder
	in, phonic bool
}

func (u *runs) take(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		u.in = t.Name.Local == "t"
		u.phonic = u.phonic || t.Name.Local == "rPh"
	case xml.EndElement:
		u.in = false
		if t.Name.Local == "rPh" {
			u.phonic = false
		}
	case xml.CharData:
		if u.in && !u.phonic {
			u.text.Write(t)
		}
	}
}

func (r *reader) strings(name string) error {
	var u runs
	return r.part(name, func(t xml.Token, _ int) error {
		if end, ok := t.(xml.EndElement); ok && end.Name.Local == "si" {
			text := plain(u.text.String())
			u = runs{}
			r.shared = append(r.shared, text)
			if len(r.shared) > mostCells {
				return tooMuch("セルの数", "cells", mostCells)
			}
			return r.hold(text)
		}
		u.take(t)
		return nil
	})
}

var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// plain takes a text as it stands in a workbook: line ends are one sign, and signs that XML cannot hold are written _x000B_.
func plain(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(s string) string {
		n, _ := strconv.ParseUint(s[2:6], 16, 16)
		if n == '\r' {
			return "\n"
		}
		return string(rune(n))
	})
}

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
