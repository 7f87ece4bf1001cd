package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
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
