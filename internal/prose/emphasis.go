package prose

import (
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/width"
)

// emphasisParser reads *, _ and ~ as CommonMark and the forges do, except beside East Asian text, where no space separates words:
// there wide punctuation counts as a letter, and a run between a wide character and narrow punctuation may open or close.
type emphasisParser struct{}

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse implements parser.InlineParser.
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	mark, length := line[0], 1
	for length < len(line) && line[length] == mark {
		length++
	}
	if mark == '~' && length > 2 { // taken whole, or every ~ of the run would be tried
		block.Advance(length)
		return ast.NewTextSegment(segment.WithStop(segment.Start + length))
	}
	after := ' '
	if length < len(line) {
		after = util.ToRune(line, length)
	}
	canOpen, canClose := flanks(mark, before, after)
	var processor parser.DelimiterProcessor = emphasis{}
	if mark == '~' {
		processor = strikethrough{}
	}
	node := parser.NewDelimiter(canOpen, canClose, length, mark, processor)
	node.Segment = segment.WithStop(segment.Start + length)
	block.Advance(length)
	pc.PushDelimiter(node)
	return node
}

// flanks decides whether a run of delimiters may open and close, from the characters around it.
func flanks(mark byte, before, after rune) (canOpen, canClose bool) {
	b, a := neighbour(before), neighbour(after)
	left := !a.space && (!a.narrowPunctuation || b.space || b.narrowPunctuation || b.wide)
	right := !b.space && (!b.narrowPunctuation || a.space || a.narrowPunctuation || a.wide)
	if mark == '_' {
		return left && (!right || b.punctuation), right && (!left || a.punctuation)
	}
	return left, right
}

type side struct{ space, punctuation, narrowPunctuation, wide bool }

func neighbour(r rune) side {
	s := side{space: util.IsSpaceRune(r), punctuation: util.IsPunctRune(r), wide: isWide(r)}
	s.narrowPunctuation = s.punctuation && !s.wide
	return s
}

// isWide tells whether a character is East Asian wide, full-width or half-width.
func isWide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return true
	}
	return false
}

// joins tells whether a line break between two characters vanishes, by the segment break transformation rules of CSS Text 3.
func joins(before, after rune) bool {
	const zeroWidthSpace = '\u200B'
	if before < 0x1100 && after < 0x1100 {
		return false
	}
	if before == zeroWidthSpace || after == zeroWidthSpace || discards(before) || discards(after) {
		return true
	}
	return isWide(before) && isWide(after) && !unicode.Is(unicode.Hangul, before) && !unicode.Is(unicode.Hangul, after)
}

// discards tells whether a character is punctuation of a script that is written without spaces, or its space.
func discards(r rune) bool {
	return r == '\u3000' || r >= 0x2E80 && unicode.IsPunct(r) && isWide(r)
}

type emphasis struct{}

func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (emphasis) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

type strikethrough struct{}

func (strikethrough) IsDelimiter(b byte) bool { return b == '~' }

func (strikethrough) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.OriginalLength == closer.OriginalLength
}

func (strikethrough) OnMatch(int) ast.Node { return extast.NewStrikethrough() }
