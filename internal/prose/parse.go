package prose

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// stateKey is where the parsers of this package keep the *state of the document at hand.
var stateKey = parser.NewContextKey()

// state is what the parsers note down for the walk that follows.
type state struct {
	limits Limits
	ends   map[ast.Node]int // where a link or an image ends in the text
	over   *Fault           // the first limit that was exceeded
	tested ast.Node         // the block whose marks have been counted
	cells  int              // of the tables so far
	unused []unusedNote     // what the parser takes out of the document

	coded    ast.Node     // the block in which code spans were looked for last
	unclosed map[int]bool // lengths of backtick runs that nothing closes in what follows of it
}

// newParser puts CommonMark, the extensions of the forges and those of this package together. The numbers are priorities, lowest first.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(marksGuard{}, 0),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 10),
			util.Prioritized(wikilinkParser{}, 50),
			util.Prioritized(codeSpanParser{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(newLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasisParser{}, 500),
			util.Prioritized(bareLinkParser{}, 600),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(paragraphGuard{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(util.Prioritized(unusedNotes{}, 998), util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
		parser.WithEscapedSpace(),
	)
}

// unusedNote is a footnote that nothing refers to.
type unusedNote struct {
	mark  string
	at    int
	again bool // one before it has the same name
}

// unusedNotes notes down the footnotes that nothing refers to, before goldmark takes them out of the document: they have no number.
type unusedNotes struct{}

// Transform implements parser.ASTTransformer.
func (unusedNotes) Transform(document *ast.Document, reader text.Reader, pc parser.Context) {
	if !bytes.Contains(reader.Source(), []byte("[^")) {
		return
	}
	s := pc.Get(stateKey).(*state)
	named := map[string]bool{}
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if note, ok := n.(*extast.Footnote); ok && entering {
			mark := "[^" + string(note.Ref) + "]"
			if note.Index < 0 {
				s.unused = append(s.unused, unusedNote{mark, note.Pos(), named[mark]})
			}
			named[mark] = true
		}
		return ast.WalkContinue, nil
	})
}

// codeSpanParser is CommonMark's own, and remembers what it looked for in vain: looking again from every backtick takes quadratic time.
type codeSpanParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p codeSpanParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := pc.Get(stateKey).(*state)
	if s.coded != parent {
		s.coded, s.unclosed = parent, nil
	}
	line, segment := block.PeekLine()
	length := 1
	for length < len(line) && line[length] == '`' {
		length++
	}
	if s.unclosed[length] {
		block.Advance(length)
		return ast.NewTextSegment(segment.WithStop(segment.Start + length))
	}
	n := p.InlineParser.Parse(parent, block, pc)
	if _, failed := n.(*ast.Text); failed {
		if s.unclosed == nil {
			s.unclosed = make(map[int]bool)
		}
		s.unclosed[length] = true
	}
	return n
}
