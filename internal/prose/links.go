package prose

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkParser is CommonMark's own, and notes where each link ends.
type linkParser struct{ parser.InlineParser }

func newLinkParser() linkParser { return linkParser{parser.NewLinkParser()} }

// Parse implements parser.InlineParser.
func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, block, pc)
	switch n.(type) {
	case *ast.Link, *ast.Image:
		s := pc.Get(stateKey).(*state)
		if s.ends == nil {
			s.ends = make(map[ast.Node]int)
		}
		line, segment := block.Position()
		end := segment.Start
		if line < 0 || end > len(block.Source()) {
			end = len(block.Source())
		}
		s.ends[n] = end
	}
	return n
}

// CloseBlock implements parser.CloseBlocker.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// bareLinkParser makes an address without brackets a link. It looks back from "://", so that no space is needed before the address, and
// takes ASCII only, so that the sentence may go on right after it. Punctuation at its end belongs to the sentence.
type bareLinkParser struct{}

// Trigger implements parser.InlineParser.
func (bareLinkParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (bareLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || line[1] != '/' || line[2] != '/' || !isAlphanumeric(line[3]) || pc.IsInLinkLabel() {
		return nil
	}
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || before.Segment.Stop != segment.Start {
		return nil
	}
	head := before.Segment.Value(block.Source())
	scheme := 0
	for scheme < len(head) && scheme < 6 && isAlphanumeric(head[len(head)-1-scheme]) {
		scheme++
	}
	if s := bytes.ToLower(head[len(head)-scheme:]); string(s) != "http" && string(s) != "https" {
		return nil
	}
	if bytes.HasSuffix(bytes.TrimRight(head[:len(head)-scheme], " "), []byte("<")) {
		return nil
	}
	size := 3 + addressLength(line[3:])
	start := segment.Start - scheme
	before.Segment = before.Segment.WithStop(start)
	if before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	block.Advance(size)
	n := ast.NewAutoLink(ast.AutoLinkURL, ast.NewTextSegment(text.NewSegment(start, segment.Start+size)))
	n.SetPos(start)
	return n
}

// addressLength is how much of a text belongs to the address that it begins with.
func addressLength(s []byte) int {
	n, open, closed := 0, 0, 0
	for n < len(s) && s[n] > ' ' && s[n] < 0x7F && bytes.IndexByte([]byte("<>[]{}|\\^`\""), s[n]) < 0 {
		switch s[n] {
		case '(':
			open++
		case ')':
			closed++
		}
		n++
	}
	for n > 0 {
		switch c := s[n-1]; {
		case bytes.IndexByte([]byte("?!.,:;*_~'"), c) >= 0:
		case c == ')' && closed > open:
			closed--
		default:
			return n
		}
		n--
	}
	return n
}

func link(w *writer, n *ast.Link) {
	w.spend(len(n.Title))
	a := w.resolve(decode(n.Destination), false, n.Pos(), w.state.ends[n])
	if n.Title != nil {
		a.title = decode(n.Title)
	}
	closing := w.open(a)
	w.inLink++
	w.inlines(n)
	w.inLink--
	w.raw(closing)
}

// open writes the tag that a link begins with, and gives the one that it ends with. What is refused keeps its text only.
func (w *writer) open(a anchor) (closing string) {
	if w.inLink > 0 {
		return ""
	}
	if a.kind > mail {
		w.raw(`<span class="missing">`)
		return "</span>"
	}
	w.raw(`<a href="`)
	w.attribute(a.href)
	w.raw(`"`)
	if a.class != "" {
		w.raw(` class="`)
		w.raw(a.class)
		w.raw(`"`)
	}
	if a.kind == web {
		w.raw(` rel="noopener noreferrer"`)
	}
	if a.title != "" {
		w.raw(` title="`)
		w.attribute(a.title)
		w.raw(`"`)
	}
	w.raw(">")
	return "</a>"
}

func autolink(w *writer, n *ast.AutoLink) {
	label := n.Label(w.src)
	start, end := n.Pos(), n.Pos()+len(label)
	if start >= 0 && start < len(w.src) && w.src[start] == '<' {
		end += 2
	}
	address := string(n.URL(w.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(label), []byte("mailto:")) {
		address = "mailto:" + address
	}
	closing := w.open(w.resolve(address, false, start, end))
	w.code(label)
	w.raw(closing)
}

// image shows a figure of the register. A picture elsewhere is not loaded: a link leads to it.
func image(w *writer, n *ast.Image) {
	w.spend(len(n.Title))
	a := w.resolve(decode(n.Destination), true, n.Pos(), w.state.ends[n])
	alt := textOf(w, n, false)
	title := decode(n.Title)
	if a.kind != local {
		if alt == "" {
			alt = a.href
		}
		a.class += " image"
		a.title = title
		closing := w.open(a)
		w.literal(alt)
		w.raw(closing)
		return
	}
	w.settle('x')
	w.raw(`<img src="`)
	w.attribute(a.href)
	w.raw(`" alt="`)
	w.attribute(alt)
	w.raw(`"`)
	if a.class != "" {
		w.raw(` class="missing"`)
	}
	if title != "" {
		w.raw(` title="`)
		w.attribute(title)
		w.raw(`"`)
	}
	w.raw(">")
	if w.page.Plain {
		w.plain = append(w.plain, alt...)
	}
}

// decode resolves the escapes and entities of an address or a title.
func decode(raw []byte) string {
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			out = append(out, raw[i+1])
			i += 2
		case c == '&':
			s, size := entity(raw[i:])
			out = append(out, s...)
			i += size
		default:
			out = append(out, c)
			i++
		}
	}
	return string(out)
}
