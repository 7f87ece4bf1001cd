package source

import (
	"bytes"
	"sort"
	"strings"
	"unicode"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// Place gives the place in the file of a stretch of Text, in byte offsets, the end exclusive. It holds for every form in which TOML writes a string.
func (b Body) Place(start, end int) diagnostic.Place {
	if b.File == nil {
		return diagnostic.Place{}
	}
	return b.File.Place(Span{b.offset(start, false), b.offset(max(start, end), true)})
}

// Span gives the stretch of the file that a stretch of Text stands in, in byte offsets, the end exclusive.
func (b Body) Span(start, end int) Span {
	return Span{b.offset(start, false), b.offset(max(start, end), true)}
}

// TextOf makes a text of a string in a file, so that places in it can be told as in a body.
func TextOf(file *File, language string, v *Value) Body { return bodyOf(file, language, v) }

// Raw gives words as they have to be written to stand in the text: a string of TOML wants some signs escaped. It is false where they cannot stand in it.
func (b Body) Raw(words string) (string, bool) {
	if strings.ContainsFunc(words, unicode.IsControl) {
		return "", false
	}
	switch b.quote {
	case '"':
		return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words), true
	case '\'':
		return words, !strings.Contains(words, "'")
	}
	return words, true
}

// offset turns an offset of Text into one of the file. An end stays with the text before it.
func (b Body) offset(at int, end bool) int32 {
	at = min(max(at, 0), len(b.Text))
	if len(b.marks) == 0 {
		return b.start + int32(at)
	}
	n := sort.Search(len(b.marks)/2, func(i int) bool { return int(b.marks[2*i]) > at })
	text, i := int(b.marks[2*n-2]), int(b.marks[2*n-1])
	for text < at {
		width, decoded := step(b.File.Data[i:])
		if text+decoded > at && !end {
			return int32(i)
		}
		text += decoded
		i += width
	}
	for !end {
		width, decoded := step(b.File.Data[i:])
		if decoded > 0 {
			break
		}
		i += width
	}
	return int32(i)
}

// textStart gives the offset of the first character of a TOML string inside its raw form, quotes included.
func textStart(raw []byte) int {
	if !bytes.HasPrefix(raw, []byte(`"""`)) && !bytes.HasPrefix(raw, []byte(`'''`)) {
		return 1
	}
	switch {
	case raw[3] == '\n':
		return 4
	case raw[3] == '\r' && raw[4] == '\n':
		return 5
	}
	return 3
}

// marksOf lists, for a TOML string with escapes, pairs of an offset in the text and the one in the file where it stands: the start, and one in
// each stride, so that a place takes a short walk. It is empty where text and file run side by side.
func marksOf(raw []byte, base int32) []int32 {
	if raw[0] != '"' || !bytes.Contains(raw, []byte(`\`)) {
		return nil
	}
	i, text := textStart(raw), 0
	marks := []int32{0, base + int32(i)}
	for last := i; i < len(raw); {
		width, decoded := step(raw[i:])
		i += width
		text += decoded
		if decoded > 0 && i-last > stride { // behind a sign that stands for nothing it would be no end of the text before it
			last = i
			marks = append(marks, int32(text), base+int32(i))
		}
	}
	return marks
}

// step gives the bytes of the next sign of a basic string and the bytes of what it stands for.
func step(raw []byte) (width, decoded int) {
	if raw[0] != '\\' {
		return 1, 1
	}
	return escapeWidth(raw)
}

// escapeWidth gives the bytes of a valid escape sequence and the bytes of what it stands for; none for a line-ending backslash.
func escapeWidth(raw []byte) (width, decoded int) {
	switch raw[1] {
	case 'x':
		return 4, runeWidth(raw[2:4])
	case 'u':
		return 6, runeWidth(raw[2:6])
	case 'U':
		return 10, runeWidth(raw[2:10])
	case ' ', '\t', '\r', '\n':
		rest := bytes.TrimLeft(raw[1:], " \t\r\n")
		return len(raw) - len(rest), 0
	}
	return 2, 1
}

// runeWidth gives the bytes in UTF-8 of a code point in hexadecimal digits.
func runeWidth(hex []byte) int {
	n := 0
	for _, c := range hex {
		n <<= 4
		switch {
		case c <= '9':
			n |= int(c - '0')
		default:
			n |= int(c|0x20-'a') + 10
		}
	}
	switch {
	case n < 0x80:
		return 1
	case n < 0x800:
		return 2
	case n < 0x10000:
		return 3
	}
	return 4
}

// bodyOf makes a body of a TOML string.
func bodyOf(file *File, language string, v *Value) Body {
	raw := file.Data[v.Span.Start:v.Span.End]
	return Body{
		Language: language, File: file, Text: v.Text,
		start: v.Span.Start + int32(textStart(raw)),
		marks: marksOf(raw, v.Span.Start),
		quote: raw[0],
	}
}
