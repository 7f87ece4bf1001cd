package workbook

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode/utf32"

	utf16 "golang.org/x/text/encoding/unicode"
)

// Guard marks a text that a spreadsheet would take for a formula: it puts an apostrophe before it. What begins with one gets another.
func Guard(text string) string {
	if text != "" && strings.ContainsRune("=+-@'\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// Unguard takes off what Guard put before a text.
func Unguard(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.ContainsRune("=+-@'\t\r", rune(text[1])) {
		return text[1:]
	}
	return text
}

// WriteCSV writes a sheet as Excel reads it: with a byte order mark and CRLF. Texts are guarded against being taken for formulas.
func WriteCSV(s *Sheet) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	width := 0
	for i := range s.Rows {
		if n := len(s.Rows[i].Cells); n > 0 {
			width = max(width, s.Rows[i].Cells[n-1].Column+1)
		}
	}
	next := 1
	for i := range s.Rows {
		row := &s.Rows[i]
		for ; next < row.Number; next++ {
			out.WriteString(strings.Repeat(",", max(width-1, 0)) + "\r\n")
		}
		for column := range width {
			if column > 0 {
				out.WriteByte(',')
			}
			c := row.Cell(column)
			if c == nil {
				continue
			}
			text := c.Text
			if c.Kind == Text || c.Kind == Fault {
				text = Guard(text)
			}
			if strings.ContainsAny(text, "\",;\r\n\t") || strings.TrimSpace(text) != text {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			out.WriteString(text)
		}
		out.WriteString("\r\n")
		next++
	}
	return out.Bytes()
}

// ReadCSV reads a CSV file in the code and with the separator that it has. Cells are texts.
func ReadCSV(name string, data []byte) (*Sheet, error) {
	if len(data) > mostUnpacked {
		return nil, tooLarge()
	}
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	first := 1
	separator := byte(0)
	if rest, ok := strings.CutPrefix(text, "sep="); ok && len(rest) > 1 && (rest[1] == '\n' || rest[1] == '\r') {
		separator, text, first = rest[0], strings.TrimLeft(rest[1:], "\r\n"), 2
	}
	if separator == 0 {
		separator = separatorOf(text)
	}
	p := &csvParser{text: text, separator: separator, sheet: &Sheet{Name: name}, row: first}
	if err := p.parse(); err != nil {
		return nil, err
	}
	return p.sheet, nil
}

// csvParser reads values between separators. A quotation mark opens a quoted value only where the value begins.
type csvParser struct {
	text      string
	separator byte
	sheet     *Sheet
	row       int
	cells     []Cell
	column    int
	count     int
	size      int
}

func (p *csvParser) parse() error {
	for at := 0; at < len(p.text); {
		value, next := p.value(at)
		p.size += len(value)
		if value != "" {
			p.cells = append(p.cells, Cell{Column: p.column, Text: value})
			p.count++
		}
		switch {
		case p.count > mostCells:
			return tooMuch("セルの数", "cells", mostCells)
		case p.column >= mostColumns:
			return tooMuch("列の数", "columns", mostColumns)
		case p.size > mostText:
			return tooMuch("文字の総バイト数", "bytes of text", mostText)
		}
		p.column++
		at = next
		if at < len(p.text) && p.text[at] == p.separator {
			at++
			continue
		}
		at += lineBreak(p.text[at:])
		p.endRow()
	}
	p.endRow()
	return nil
}

func (p *csvParser) endRow() {
	if len(p.cells) > 0 {
		p.sheet.Rows = append(p.sheet.Rows, Row{p.row, p.cells})
	}
	p.row++
	p.cells, p.column = nil, 0
}

// value gives the value that begins at an offset, and the offset behind it: of a separator, a line end, or the end.
func (p *csvParser) value(at int) (string, int) {
	if at < len(p.text) && p.text[at] == '"' {
		var b strings.Builder
		i := at + 1
		for {
			end := strings.IndexByte(p.text[i:], '"')
			if end < 0 {
				break // an opening mark without its end: the value is taken as it stands
			}
			b.WriteString(p.text[i : i+end])
			i += end + 1
			if i < len(p.text) && p.text[i] == '"' {
				b.WriteByte('"')
				i++
				continue
			}
			rest := i
			for rest < len(p.text) && p.text[rest] != p.separator && p.text[rest] != '\n' && p.text[rest] != '\r' {
				rest++
			}
			b.WriteString(p.text[i:rest])
			return strings.ReplaceAll(b.String(), "\r\n", "\n"), rest
		}
	}
	end := at
	for end < len(p.text) && p.text[end] != p.separator && p.text[end] != '\n' && p.text[end] != '\r' {
		end++
	}
	return p.text[at:end], end
}

func lineBreak(text string) int {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return 2
	case text != "":
		return 1
	}
	return 0
}

// separatorOf finds the separator of a text: the sign that stands most evenly on its first lines, outside quotation marks.
func separatorOf(text string) byte {
	best, most := byte(','), 0
	for _, sign := range []byte{',', ';', '\t'} {
		var counts []int
		count, quoted := 0, false
		for i := 0; i < len(text) && len(counts) < 30; i++ {
			switch c := text[i]; {
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == sign:
				count++
			case c == '\n' || c == '\r' && !strings.HasPrefix(text[i:], "\r\n"):
				counts = append(counts, count)
				count = 0
			}
		}
		counts = append(counts, count)
		slices.Sort(counts)
		// the middle of the lines: a note above the table has none, a sentence with commas many
		if middle := counts[len(counts)/2]; middle*8+min(counts[len(counts)-1], 7) > most {
			best, most = sign, middle*8+min(counts[len(counts)-1], 7)
		}
	}
	return best
}

// decode gives a text in UTF-8, whatever its code: UTF-8, UTF-16, CP932, and for want of these Windows-1252.
func decode(data []byte) (string, error) {
	from := func(e encoding.Encoding) (string, error) {
		out, err := e.NewDecoder().Bytes(data)
		return strings.TrimPrefix(string(out), "\ufeff"), err
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe, 0, 0}):
		return from(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM))
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return from(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM))
	case len(data) >= 4 && len(data)%2 == 0 && data[1] == 0 && data[3] == 0:
		return from(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM))
	case len(data) >= 4 && len(data)%2 == 0 && data[0] == 0 && data[2] == 0:
		return from(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM))
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", refuse("文字のファイルではありません", "this is no file of text", "CSV として保存し直してください。", "save it anew as CSV")
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	if text, err := from(japanese.ShiftJIS); err == nil && japaneseText(text) {
		return text, nil
	}
	if text, err := from(japanese.EUCJP); err == nil && japaneseText(text) {
		return text, nil
	}
	return from(charmap.Windows1252)
}

// japaneseText reports whether a text reads like Japanese: kana beside its kanji, and nothing that could not be read.
func japaneseText(text string) bool {
	kana, half, other := 0, 0, 0
	for _, c := range text {
		switch {
		case c == utf8.RuneError:
			return false
		case c >= 0xff61 && c <= 0xff9f:
			half++
		case unicode.In(c, unicode.Hiragana, unicode.Katakana):
			kana++
		case c > unicode.MaxASCII:
			other++
		}
	}
	return kana > 0 && kana*10 >= other || kana == 0 && half == 0 && other > 1 && allKanji(text)
}

// allKanji reports whether what is not ASCII is kanji or Japanese punctuation, two at least of them side by side.
func allKanji(text string) bool {
	beside, before := 0, false
	for _, c := range text {
		is := unicode.Is(unicode.Han, c) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xff5e
		if c > unicode.MaxASCII && !is {
			return false
		}
		if is && before {
			beside++
		}
		before = is
	}
	return beside > 0
}
