package source

import (
	"bytes"
	"fmt"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// scanner looks over TOML before any parser does, and bounds what they could not bear. It knows strings, comments, brackets and keys, and
// takes everything else as it comes: what is wrong with the rest is for the parsers to say.
type scanner struct {
	data   []byte
	i, end int
	limits Limits

	header  bool // inside the brackets of a header
	inValue bool // after the "=" of a key, or in an array
	parts   int  // parts of the present key
	key     int  // where the present key starts, -1 before it
	depth   int  // parts of the header above, and the keys and brackets around
	frames  []frame
	values  int // held against the limit
	nodes   int // keys and elements, at most

	unclosed int  // where the last string without an end starts, -1 for none
	long     bool // of the last string: three signs stand on either side
}

// frame is an open bracket, and what goes on after it closes.
type frame struct {
	open    int
	inValue bool
	parts   int
	depth   int
}

func newScanner(data []byte, start, end int, limits Limits) *scanner {
	return &scanner{data: data, i: start, end: end, limits: limits, key: -1, unclosed: -1}
}

// scan checks data[start:end] against the limits and for control characters. Without a fault a parser may read it, and finds at most so many
// keys and elements.
func scan(data []byte, start, end int, limits Limits) (nodes int, f *fault) {
	if f := controlFault(data, start, end); f != nil {
		return 0, f
	}
	s := newScanner(data, start, end, limits)
	f = s.run(end)
	return s.nodes, f
}

// controlFault finds the first character that TOML does not allow anywhere, not even in a comment.
func controlFault(data []byte, start, end int) *fault {
	for i, c := range data[start:end] {
		if c >= 0x20 && c != 0x7f || c == '\n' || c == '\t' {
			continue
		}
		at := start + i
		if c == '\r' && at+1 < end && data[at+1] == '\n' {
			continue
		}
		span := Span{int32(at), int32(at + 1)}
		return &fault{rule: rule.Syntax, name: rule.CaseControlCharacter, span: span, args: diagnostic.Args{"found": fmt.Sprintf("U+%04X", c)}}
	}
	return nil
}

// run goes on up to an offset.
func (s *scanner) run(upTo int) *fault {
	for s.i < upTo {
		c := s.data[s.i]
		switch c {
		case '\n':
			if len(s.frames) == 0 {
				s.inValue, s.header = false, false
				s.endKey()
			}
			s.i++
		case ' ', '\t', '\r':
			s.i++
		case '#':
			if n := bytes.IndexByte(s.data[s.i:s.end], '\n'); n >= 0 {
				s.i += n
			} else {
				s.i = s.end
			}
		case '"', '\'':
			s.startKey()
			s.text(c)
		case '[', '{', ']', '}', ',', '=', '.':
			if f := s.sign(c); f != nil {
				return f
			}
			s.i++
			if f := s.check(); f != nil {
				return f
			}
		default:
			s.startKey()
			s.i++
		}
	}
	return nil
}

// sign takes a character that gives TOML its structure.
func (s *scanner) sign(c byte) *fault {
	switch c {
	case '[', '{':
		if c == '[' && !s.inValue && len(s.frames) == 0 && s.key < 0 {
			s.header, s.depth = true, 0
			return nil
		}
		s.open(c)
	case ']', '}':
		if s.header {
			return s.endHeader()
		}
		s.close()
	case ',':
		if len(s.frames) > 0 {
			s.inValue = s.data[s.frames[len(s.frames)-1].open] == '['
			s.endKey()
			s.values++
			s.nodes++
		}
	case '=':
		if !s.inValue {
			s.countKey(s.parts - 1)
			f := s.keyFault()
			s.inValue, s.key = true, -1
			return f
		}
	case '.':
		if !s.inValue {
			s.parts++
		}
	}
	return nil
}

// What the parsers' memory for a key grows by, in array elements: a table takes more than another value, and a deep key more than a shallow one.
const (
	keyCost   = 2
	tableCost = 4
	depthCost = 8
)

// countKey counts the present key, of whose parts some make tables.
func (s *scanner) countKey(tables int) {
	s.values += s.parts*(keyCost+(s.depth+s.parts)/depthCost) + tables*tableCost
	s.nodes += s.parts
}

// endHeader takes what stands in the brackets of a header as the place of the keys below.
func (s *scanner) endHeader() *fault {
	f := s.keyFault()
	s.depth = 0
	s.countKey(s.parts)
	s.depth = s.parts
	s.nodes++
	s.header = false
	s.endKey()
	return f
}

func (s *scanner) startKey() {
	if !s.inValue && s.key < 0 {
		s.key, s.parts = s.i, 1
	}
}

func (s *scanner) endKey() { s.key, s.parts = -1, 0 }

func (s *scanner) open(c byte) {
	s.frames = append(s.frames, frame{s.i, s.inValue, s.parts, s.depth})
	s.depth += s.parts + 1
	s.values++
	s.nodes++
	if c == '{' {
		s.values += tableCost
	}
	s.endKey()
	s.inValue = c == '['
}

func (s *scanner) close() {
	if n := len(s.frames); n > 0 {
		f := s.frames[n-1]
		s.frames = s.frames[:n-1]
		s.inValue, s.parts, s.depth = f.inValue, f.parts, f.depth
	}
}

// check holds the present state against the limits.
func (s *scanner) check() *fault {
	span := Span{int32(s.i - 1), int32(s.i)}
	if s.depth+s.parts > s.limits.Nesting {
		return &fault{rule: rule.TooDeep, name: rule.CaseNesting, span: span, args: diagnostic.Args{"limit": s.limits.Nesting, "most": Ceilings.Nesting, "key": "nesting"}}
	}
	if s.values > s.limits.Values {
		return &fault{rule: rule.TooLarge, name: rule.CaseValues, span: span, args: diagnostic.Args{"limit": s.limits.Values, "most": Ceilings.Values, "key": "values"}}
	}
	return nil
}

// keyFault tells whether the present key is too long.
func (s *scanner) keyFault() *fault {
	if s.key < 0 {
		return nil
	}
	key := bytes.TrimRight(s.data[s.key:s.i], " \t")
	if n := int(countRunes(key)); n > s.limits.Keys {
		return &fault{
			rule: rule.TooDeep, name: rule.CaseKeys, span: Span{int32(s.key), int32(s.key + len(key))},
			args: diagnostic.Args{"size": n, "limit": s.limits.Keys, "most": Ceilings.Keys, "key": "keys"},
		}
	}
	return nil
}

// text passes a string. One that does not end stops at the end of its line, or of the text where it may have several lines.
func (s *scanner) text(quote byte) {
	start := s.i
	s.long = s.end-s.i >= 3 && s.data[s.i+1] == quote && s.data[s.i+2] == quote
	if s.long {
		s.i += 3
	} else {
		s.i++
	}
	for s.i < s.end {
		switch c := s.data[s.i]; {
		case c == '\\' && quote == '"' && s.i+1 < s.end && (s.long || s.data[s.i+1] != '\n'):
			s.i += 2
		case c == '\n' && !s.long:
			s.unclosed = start
			return
		case c != quote:
			s.i++
		case !s.long:
			s.i++
			return
		default:
			n := 1
			for s.i+n < s.end && s.data[s.i+n] == quote {
				n++
			}
			s.i += n
			if n >= 3 {
				return
			}
		}
	}
	s.unclosed = start
}
