package source

import (
	"bytes"

	"github.com/pelletier/go-toml/v2/unstable"
)

// isHeaderLine tells whether a line is a [header] or a [[header]] as far as one can see without its neighbours.
func isHeaderLine(line []byte) bool {
	_, ok := headerID(line)
	return ok
}

// headerID gives the first part of a header's key, in its decoded form.
func headerID(line []byte) (id string, ok bool) {
	line = bytes.TrimLeft(line, " \t")
	if len(line) == 0 || line[0] != '[' {
		return "", false
	}
	var p unstable.Parser
	p.Reset(line)
	if !p.NextExpression() || p.Expression().Kind == unstable.KeyValue {
		return "", false
	}
	return string(p.Expression().Child().Data), true
}

// stretch is the part of a bulk file that belongs to one record, as its headers show.
type stretch struct {
	id         string // empty before the first header
	head, key  Span
	start, end int
}

// stretchAt gives the stretch around an offset.
func stretchAt(data []byte, start, offset int) stretch {
	s := stretch{start: start, end: len(data)}
	for from := start; from < len(data); {
		end, next := lineEnd(data, from)
		if id, ok := headerID(data[from:end]); ok && (id != s.id || s.start == start && s.head == (Span{})) {
			if from > offset {
				s.end = from
				break
			}
			line := data[from:end]
			open := from + len(line) - len(bytes.TrimLeft(line, " \t"))
			s = stretch{id: id, start: from, end: len(data), head: Span{int32(open), int32(open + len(bytes.TrimSpace(line)))}}
			s.key = Span{s.head.Start + 1, s.head.End - 1}
		}
		from = next
	}
	return s
}

// blank overwrites a stretch with spaces, so that the rest keeps its places.
func blank(data []byte, s stretch) {
	for i := s.start; i < s.end; i++ {
		if data[i] != '\n' {
			data[i] = ' '
		}
	}
}
