package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// Limits bound what reaches the Markdown parser, which needs more than linear time or memory for some texts.
// A text beyond one of them is shown as it is written, up to Body bytes of it, with a fault of the rule too-large or too-deep.
type Limits struct {
	Body       int // bytes of a body
	Depth      int // quotations, lists and footnotes, one inside another
	Marks      int // brackets and runs of * _ ~ in one paragraph, heading or table cell; and link definitions in a row
	Cells      int // table cells of a body, where every row counts as wide as its table
	Footnotes  int // footnotes of a body
	BlankLines int // blank lines of a body, multiplied by its depth
	Expansion  int // bytes that the addresses and titles of its links add up to, each as often as it is used
}

// DefaultLimits are in force where riskbook.toml does not raise them under [limits].
var DefaultLimits = Limits{
	Body: 256 << 10, Depth: 32, Marks: 1000, Cells: 50_000, Footnotes: 1000, BlankLines: 500_000, Expansion: 8 << 20,
}

func (l Limits) orDefault() Limits {
	d := DefaultLimits
	for _, f := range []struct{ value, standard *int }{
		{&l.Body, &d.Body}, {&l.Depth, &d.Depth}, {&l.Marks, &d.Marks}, {&l.Cells, &d.Cells},
		{&l.Footnotes, &d.Footnotes}, {&l.BlankLines, &d.BlankLines}, {&l.Expansion, &d.Expansion},
	} {
		if *f.value <= 0 {
			*f.value = *f.standard
		}
	}
	return l
}

func excess(what rule.Case, limit, found, start, end int) Fault {
	name := rule.TooLarge
	if what == rule.CaseDepth {
		name = rule.TooDeep
	}
	return Fault{Rule: name, Case: what, Args: diagnostic.Args{"limit": limit, "found": found}, Start: start, End: end}
}

// scan holds a text against the limits that can be seen line by line, in linear time. Depth is estimated from above: what a line can be
// nested in is bounded by its indent (a list needs two columns), by the depth before it, and by the markers that it begins with.
func (l Limits) scan(body string) *Fault {
	if len(body) > l.Body {
		f := excess(rule.CaseBody, l.Body, len(body), 0, 0)
		return &f
	}
	depth, deepest, blank, notes := 0, 0, 0, 0
	for start := 0; start < len(body); {
		end := len(body)
		if i := strings.IndexByte(body[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		p := readPrefix(body[start:end], l.Depth)
		switch {
		case p.blank:
			blank++
		case p.markers > 0:
			depth = min(p.indent/2, depth) + p.markers
			deepest = max(deepest, depth)
		}
		notes += p.notes
		switch {
		case depth > l.Depth:
			f := excess(rule.CaseDepth, l.Depth, depth, start, end)
			return &f
		case notes > l.Footnotes:
			f := excess(rule.CaseFootnotes, l.Footnotes, notes, start, end)
			return &f
		case blank*deepest > l.BlankLines:
			f := excess(rule.CaseBlankLines, l.BlankLines, blank*deepest, start, end)
			return &f
		}
		start = end
	}
	return nil
}

type prefix struct {
	indent  int // columns of space before and between the markers
	markers int // of quotations, list items, definitions and footnotes
	notes   int // of footnotes among them
	blank   bool
}

// readPrefix reads the container markers that a line begins with, at most one more than depth.
func readPrefix(line string, depth int) prefix {
	var p prefix
	for i := 0; p.markers <= depth; {
		for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
			if line[i] == '\t' {
				p.indent += 3
			}
			p.indent++
			i++
		}
		if i == len(line) || line[i] == '\n' || line[i] == '\r' {
			p.blank = p.markers == 0
			return p
		}
		size, note := marker(line[i:])
		if size == 0 {
			return p
		}
		p.markers++
		p.notes += note
		i += size
	}
	return p
}

// marker gives the length of the container marker that a rest of a line begins with, 0 for none, and 1 as note for that of a footnote.
func marker(rest string) (size, note int) {
	switch c := rest[0]; {
	case c == '>':
		return 1, 0
	case c == '-' || c == '*' || c == '+' || c == ':':
		if !spaceAt(rest, 1) || thematic(rest) {
			return 0, 0
		}
		return 1, 0
	case '0' <= c && c <= '9':
		i := 1
		for i < len(rest) && i < 10 && '0' <= rest[i] && rest[i] <= '9' {
			i++
		}
		if i == len(rest) || rest[i] != '.' && rest[i] != ')' || !spaceAt(rest, i+1) {
			return 0, 0
		}
		return i + 1, 0
	case c == '[':
		end := strings.IndexByte(rest, ']')
		if len(rest) < 2 || rest[1] != '^' || end < 0 || end+1 == len(rest) || rest[end+1] != ':' {
			return 0, 0
		}
		return end + 2, 1
	}
	return 0, 0
}

func spaceAt(s string, i int) bool {
	return i >= len(s) || s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r'
}

// thematic tells whether the rest of a line is a thematic break such as "- - -".
func thematic(rest string) bool {
	if rest[0] != '-' && rest[0] != '*' {
		return false
	}
	n := 0
	for i := range len(rest) {
		switch rest[i] {
		case rest[0]:
			n++
		case ' ', '\t', '\n', '\r':
		default:
			return false
		}
	}
	return n >= 3
}

// paragraphGuard runs before a paragraph becomes link definitions or a table. Beyond a limit it empties the paragraph.
type paragraphGuard struct{}

// Transform implements parser.ParagraphTransformer.
func (paragraphGuard) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	s := pc.Get(stateKey).(*state)
	lines, source := node.Lines(), reader.Source()
	columns, definitions := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := source[segment.Start:segment.Stop]
		if c, ok := delimiterColumns(line); ok && i > 0 {
			columns = max(columns, c)
		}
		if first := bytes.TrimLeft(line, " \t"); len(first) > 0 && first[0] == '[' {
			definitions++
		}
	}
	s.cells += columns * lines.Len()
	what, limit, found := rule.Plain, 0, 0
	switch {
	case s.over != nil:
		lines.SetSliced(0, 0)
		return
	case s.cells > s.limits.Cells:
		what, limit, found = rule.CaseCells, s.limits.Cells, s.cells
	case definitions > s.limits.Marks:
		what, limit, found = rule.CaseMarks, s.limits.Marks, definitions
	default:
		return
	}
	f := excess(what, limit, found, lines.At(0).Start, lines.At(lines.Len()-1).Stop)
	s.over = &f
	lines.SetSliced(0, 0)
}

// delimiterColumns counts the columns of a line that may be the delimiter row of a table.
func delimiterColumns(line []byte) (int, bool) {
	columns := 1
	for _, c := range line {
		switch c {
		case '|':
			columns++
		case '-', ':', ' ', '\t', '\n', '\r', '\v', '\f':
		default:
			return 0, false
		}
	}
	return columns, true
}

// marksGuard counts the marks of a block before any other inline parser sees it. Beyond the limit it takes the whole block as text.
type marksGuard struct{}

// Trigger implements parser.InlineParser.
func (marksGuard) Trigger() []byte { return []byte{'[', ']', '!', '*', '_', '~'} }

// Parse implements parser.InlineParser.
func (marksGuard) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := pc.Get(stateKey).(*state)
	if s.tested != parent {
		s.tested = parent
		if n := countMarks(parent, block.Source()); n > s.limits.Marks && s.over == nil {
			lines := parent.Lines()
			f := excess(rule.CaseMarks, s.limits.Marks, n, lines.At(0).Start, lines.At(lines.Len()-1).Stop)
			s.over = &f
		}
	}
	if s.over == nil {
		return nil
	}
	_, segment := block.Position()
	rest := ast.NewTextSegment(segment)
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return rest
}

func countMarks(block ast.Node, source []byte) int {
	n := 0
	var before byte
	lines := block.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		for _, c := range source[segment.Start:segment.Stop] {
			switch c {
			case '[', ']':
				n++
			case '*', '_', '~':
				if c != before {
					n++
				}
			}
			before = c
		}
	}
	return n
}
