package source

import (
	"bytes"
	"sort"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// Place gives the place in the file of a stretch of Text, in byte offsets, the end exclusive. It holds for every form in which TOML writes a string.
func (b Body) Place(start, end int) diagnostic.Place {
	if b.File == nil {
		return diagnostic.Place{}
	}
	return b.File.Place(Span{b.offset(start, false), b.offset(max(start, end), true)})
}

// offset turns an offset of Text into one of the file. An end stays with the text before it.
func (b Body) offset(at int, end bool) int32 {
	at = min(max(at, 0), len(b.Text))
	n := sort.Search(len(b.jumps)/3, func(i int) bool { return int(b.jumps[3*i]) > at })
	if n == 0 {
		return b.start + int32(at)
	}
	j := b.jumps[3*(n-1) : 3*n]
	if end && int(j[0]) == at {
		return j[1]
	}
	return j[2] + int32(at) - j[0]
}

// textStart gives the offset of the first character of a TOML string inside its raw form, quotes included.
func textStart(raw []byte) int {
	if len(raw) < 6 || !bytes.HasPrefix(raw, []byte(`"""`)) && !bytes.HasPrefix(raw, []byte(`'''`)) {
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

// jumpsOf lists where the decoded text of a TOML string leaves the raw one: the offset in the text, and where the file stands before and after it.
// Both base and the results for the file are offsets in the file.
func jumpsOf(raw []byte, base int32) []int32 {
	if raw[0] != '"' || bytes.IndexByte(raw, '\\') < 0 {
		return nil
	}
	var jumps []int32
	text := int32(0)
	for i := textStart(raw); i < len(raw); {
		if raw[i] != '\\' || i+1 >= len(raw) {
			i++
			text++
			continue
		}
		from := i
		width, decoded := escapeWidth(raw[i:])
		i += width
		if decoded == 0 {
			jumps = append(jumps, text, base+int32(from), base+int32(i))
			continue
		}
		jumps = append(jumps, text, base+int32(from), base+int32(from))
		text += int32(decoded)
		jumps = append(jumps, text, base+int32(i), base+int32(i))
	}
	return jumps
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
		jumps: jumpsOf(raw, v.Span.Start),
	}
}
