package prose

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/rule"
)

// collect finds the headings of a document before the walk, so that a link may lead to one further down.
// Their levels on the page follow their nesting: none is skipped, whatever the text skips, and none lies beyond six.
func collect(w *writer, document ast.Node) {
	var outer []int // levels, as written, of the headings that the next one may stand under
	var visit func(ast.Node)
	visit = func(parent ast.Node) {
		for n := parent.FirstChild(); n != nil && n.Type() == ast.TypeBlock; n = n.NextSibling() {
			h, ok := n.(*ast.Heading)
			if !ok {
				visit(n)
				continue
			}
			if isEmpty(w, h) {
				line, _, _ := bytes.Cut(w.src[h.Pos():], []byte("\n"))
				w.fault(rule.EmptyHeading, rule.Plain, nil, h.Pos(), h.Pos()+len(bytes.TrimRight(line, "\r\t ")))
				continue
			}
			for len(outer) > 0 && outer[len(outer)-1] >= h.Level {
				outer = outer[:len(outer)-1]
			}
			outer = append(outer, h.Level)
			w.result.Headings = append(w.result.Headings, Heading{
				Level:  min(w.page.Heading+len(outer)-1, 6),
				Text:   strings.TrimSpace(strings.Map(visible, textOf(w, h, false))),
				Anchor: slug(w, textOf(w, h, true)),
			})
		}
	}
	visit(document)
}

// slug gives the anchor of a heading as the forges make it: lower case, letters, marks and digits of any script kept, spaces as hyphens,
// all else dropped, and a number after what was there before.
func slug(w *writer, text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.TrimSpace(text)) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc, unicode.Other_Alphabetic):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	base := b.String()
	if base == "" {
		base = "section"
	}
	if w.anchors == nil {
		w.anchors = make(map[string]int)
	}
	slug := base
	for {
		if _, taken := w.anchors[slug]; !taken {
			break
		}
		w.anchors[base]++
		slug = base + "-" + strconv.Itoa(w.anchors[base])
	}
	w.anchors[slug] = 0
	return slug
}

// isEmpty reports whether a heading shows nothing: such a one is told and left out, since it would be a place without a name to whoever moves by headings.
func isEmpty(w *writer, h *ast.Heading) bool {
	if strings.TrimSpace(strings.Map(visible, textOf(w, h, false))) != "" {
		return false
	}
	shows := false
	_ = ast.Walk(h, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Image, *extast.FootnoteLink, *extast.TaskCheckBox:
			shows = true
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return !shows
}

func heading(w *writer, n *ast.Heading) {
	if isEmpty(w, n) {
		return
	}
	h := w.result.Headings[w.headings]
	w.headings++
	w.section++
	digit := string(rune('0' + h.Level))
	w.raw("<h" + digit + ` id="`)
	w.attribute(w.page.Prefix + h.Anchor)
	w.raw(`">`)
	w.inHeading = true
	w.inlines(n)
	w.inHeading = false
	w.raw("</h" + digit + ">\n")
	w.gap()
}

// textOf gives the words of an inline text. As source, a wikilink gives what is written in it, which is what the forges see.
func textOf(w *writer, parent ast.Node, source bool) string {
	var b strings.Builder
	textInto(w, &b, parent, source)
	return b.String()
}

func textInto(w *writer, b *strings.Builder, parent ast.Node, source bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() {
				b.Write(n.Segment.Value(w.src))
			} else {
				b.WriteString(decode(n.Segment.Value(w.src)))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.AutoLink:
			b.Write(n.Label(w.src))
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				s := n.Segments.At(i)
				b.Write(s.Value(w.src))
			}
		case *wikilink:
			if n.words == nil || source {
				b.Write(n.id)
			}
			b.Write(n.words)
		case *extast.FootnoteLink, *extast.TaskCheckBox:
		default:
			textInto(w, b, n, source)
		}
	}
}

// visible drops the characters that turn the direction of writing.
func visible(r rune) rune {
	if isBidi(r) {
		return -1
	}
	return r
}
