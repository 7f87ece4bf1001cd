package check

import (
	"regexp"
	"strings"
)

// cell is a cell of a table in Markdown: its words, and where they stand.
type cell struct {
	text       string
	start, end int
}

// table is one whose second line rules off its heads.
type table struct {
	heads []cell
	rows  [][]cell
}

var ruledOff = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)

// tableOf reads the lines of a table; it is false where they are none.
func tableOf(text string) (table, bool) {
	var t table
	offset := 0
	n := 0
	for line := range strings.Lines(text) {
		cells := cellsOf(line, offset)
		offset += len(line)
		switch n++; {
		case n == 1:
			t.heads = cells
		case n == 2:
			if !ruledOff.MatchString(strings.TrimRight(line, "\r\n")) {
				return t, false
			}
		default:
			t.rows = append(t.rows, cells)
		}
	}
	return t, n > 2
}

// cellsOf parts a line at its bars, but for those that are escaped.
func cellsOf(line string, offset int) []cell {
	line = strings.TrimRight(line, "\r\n \t")
	var list []cell
	from := strings.IndexByte(line, '|') + 1
	for i := from; i <= len(line); i++ {
		if i < len(line) && (line[i] != '|' || line[i-1] == '\\') {
			continue
		}
		if i == len(line) && i == from {
			break
		}
		words := line[from:i]
		inner := strings.Trim(words, " \t*_~")
		for len(inner) > 0 && strings.IndexFunc(inner, plainSign) > 0 { // a coloured sign in front of a level
			inner = strings.TrimLeft(inner[strings.IndexFunc(inner, plainSign):], " ")
		}
		at := from + strings.LastIndex(words, inner)
		list = append(list, cell{inner, offset + at, offset + at + len(inner)})
		from = i + 1
	}
	return list
}

// plainSign reports whether a sign is one that words are made of.
func plainSign(r rune) bool {
	return r < 0x2000 || r >= 0x3000 && r < 0xFE00 || r >= 0xFF00 && r < 0x10000
}
