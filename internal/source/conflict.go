package source

import (
	"bytes"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// MergeConflict finds the first unresolved merge of a file that holds no records, such as a template.
func MergeConflict(path string, data []byte) (diagnostic.Finding, bool) {
	list := conflictsIn(data)
	if len(list) == 0 {
		return diagnostic.Finding{}, false
	}
	return (&File{Path: path, Data: data}).finding(conflictFault(list)), true
}

// mergeSign is how many signs in a row make a line a marker.
const mergeSign = 7

// conflict is an unresolved merge: the line of the first marker, and all that lies between it and the last.
type conflict struct {
	mark       Span
	start, end int
}

// conflictsIn finds the unresolved merges of a file: a line of seven "<", then one of seven "=", then one of seven ">". What begins inside a fenced code
// block is text.
func conflictsIn(data []byte) []conflict {
	if !bytes.Contains(data, []byte("<<<<<<<")) {
		return nil
	}
	var list []conflict
	var open conflict
	var fence []byte // of the code block that is open
	for from, wanted := bomLength(data), byte('<'); from < len(data); {
		end, next := lineEnd(data, from)
		line := data[from:end]
		switch {
		case wanted != '<' && !isMarker(line, wanted):
		case wanted == '=':
			wanted = '>'
		case wanted == '>':
			open.end, wanted = end, '<'
			list = append(list, open)
		case fence != nil:
			if closes(line, fence) {
				fence = nil
			}
		case isMarker(line, '<'):
			open, wanted = conflict{mark: Span{int32(from), int32(end)}, start: from}, '='
		default:
			fence = opens(line)
		}
		from = next
	}
	return list
}

// isMarker reports whether a line begins with seven signs and no eighth, with nothing or a blank after them.
func isMarker(line []byte, sign byte) bool {
	n := len(line) - len(bytes.TrimLeft(line, string(sign)))
	return n == mergeSign && (len(line) == n || line[n] == ' ' || line[n] == '\t')
}

// opens gives the fence with which a line begins a code block: its signs, or nil.
func opens(line []byte) []byte {
	line, ok := unindented(line)
	if !ok || len(line) == 0 || line[0] != '`' && line[0] != '~' {
		return nil
	}
	n := len(line) - len(bytes.TrimLeft(line, string(line[0])))
	if n < 3 || line[0] == '`' && bytes.IndexByte(line[n:], '`') >= 0 {
		return nil
	}
	return line[:n]
}

// closes reports whether a line ends the code block that a fence began.
func closes(line, fence []byte) bool {
	line, ok := unindented(line)
	n := len(line) - len(bytes.TrimLeft(line, string(fence[0])))
	return ok && n >= len(fence) && len(bytes.TrimSpace(line[n:])) == 0
}

// unindented takes up to three spaces from the start of a line. It is false where there are more.
func unindented(line []byte) ([]byte, bool) {
	rest := bytes.TrimLeft(line, " ")
	return rest, len(line)-len(rest) <= 3
}

// conflicts reports the first unresolved merge of the file, and gives all of them.
func (res *result) conflicts() []conflict {
	list := conflictsIn(res.file.Data)
	if len(list) > 0 {
		res.report(conflictFault(list))
	}
	return list
}

func conflictFault(list []conflict) fault {
	return fault{rule: rule.MergeConflict, span: list[0].mark}
}

// behind reports whether one of the conflicts lies in a stretch of the file, so that what cannot be read there needs no words of its own.
func behind(list []conflict, start, end int) bool {
	for _, c := range list {
		if c.start < end && c.end > start {
			return true
		}
	}
	return false
}
