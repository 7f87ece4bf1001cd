package prose

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// longestWikilink bounds what stands between [[ and ]], in bytes.
const longestWikilink = 1000

// wikilink is [[ID]] or [[ID|words]].
type wikilink struct {
	ast.BaseInline
	id, words  []byte // words is nil where none are given
	start, end int
}

var kindWikilink = ast.NewNodeKind("Wikilink")

// Kind implements ast.Node.
func (*wikilink) Kind() ast.NodeKind { return kindWikilink }

// Dump implements ast.Node.
func (n *wikilink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": string(n.id)}, nil)
}

type wikilinkParser struct{}

// Trigger implements parser.InlineParser.
func (wikilinkParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser. A label that the text itself defines as a link stays with CommonMark.
func (wikilinkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 5 || line[1] != '[' {
		return nil
	}
	content := line[2:]
	end := bytes.IndexAny(content[:min(len(content), longestWikilink)], "[]\n")
	if end <= 0 || content[end] != ']' || end+1 >= len(content) || content[end+1] != ']' {
		return nil
	}
	content = content[:end]
	if _, defined := pc.Reference(util.ToLinkReference(content)); defined {
		return nil
	}
	n := &wikilink{id: content, start: segment.Start, end: segment.Start + end + 4}
	if i := bytes.IndexByte(content, '|'); i >= 0 {
		n.id, n.words = content[:i], bytes.TrimSpace(content[i+1:])
		n.id = bytes.TrimSuffix(n.id, []byte{'\\'}) // as it has to be written in a table
	}
	n.id = bytes.TrimSpace(n.id)
	if len(n.id) == 0 {
		return nil
	}
	n.SetPos(n.start)
	block.Advance(end + 4)
	return n
}

// find looks a wikilink's id up, as it stands first, then with what follows "#" as an anchor.
func (w *writer) find(id string) (t Target, ref Reference) {
	id = norm.NFC.String(id)
	t, known := w.record(id)
	if i := strings.LastIndexByte(id, '#'); !known && i > 0 {
		if t, known = w.record(id[:i]); known {
			return t, Reference{ID: t.ID, Anchor: id[i+1:], Known: true}
		}
	}
	if !known {
		return t, Reference{ID: id}
	}
	return t, Reference{ID: t.ID, Known: true}
}

func recordLink(w *writer, n *wikilink) {
	if quoted(w, n) {
		return
	}
	t, ref := w.find(string(n.id))
	ref.Start, ref.End = n.start, n.end
	w.result.Records = append(w.result.Records, ref)
	if !ref.Known {
		w.fault(rule.DanglingReference, rule.CaseBody, diagnostic.Args{"id": ref.ID}, n.start, n.end)
		w.raw(`<span class="missing">`)
		if n.words != nil {
			w.chars(n.words)
		} else {
			w.code(w.src[n.start:n.end])
		}
		w.raw("</span>")
		return
	}
	if i, ok := w.p.numbers[t.ID]; ok {
		name(w, i)
		w.seen[i] = w.section
	}
	opened := openRecord(w, t, ref.Anchor, n.words != nil)
	switch {
	case n.words != nil:
		w.chars(n.words)
	case t.Title == "" || t.Kind == "glossary":
		titled(w, t)
	default:
		w.raw(`<span class="id">`)
		w.literal(t.ID)
		w.raw("</span> ")
		titled(w, t)
	}
	if opened {
		w.raw("</a>")
	}
}

// titled writes a target's title in its own language.
func titled(w *writer, t Target) {
	if t.Title == "" {
		w.literal(t.ID)
		return
	}
	if t.TitleLanguage == "" {
		w.literal(t.Title)
		return
	}
	w.raw(`<span lang="`)
	w.attribute(t.TitleLanguage)
	w.raw(`">`)
	w.literal(t.Title)
	w.raw("</span>")
}

// openRecord opens a link to a record's page, except inside another link. Its tooltip says what the words of the link do not.
func openRecord(w *writer, t Target, anchor string, words bool) bool {
	w.spend(len(t.Path) + len(t.Title) + len(t.Context) + len(anchor))
	if w.inLink > 0 {
		return false
	}
	w.raw(`<a class="record" href="`)
	w.attribute(up(w) + escapePath(t.Path))
	w.fragment(anchor)
	w.raw(`"`)
	context := t.describe(words)
	if context != "" {
		w.raw(` title="`)
		w.attribute(context)
		w.raw(`"`)
	}
	w.raw(">")
	return true
}

// describe says of a record what the words of a link to it do not: with words of one's own also the id and the title.
func (t Target) describe(words bool) string {
	name := t.Title
	if t.Kind != "glossary" || name == "" {
		name = strings.TrimSpace(t.ID + " " + t.Title)
	}
	switch {
	case !words:
		return t.Context
	case t.Context == "":
		return name
	}
	return name + " · " + t.Context
}

// quoted writes a live figure: the present value, whatever words stand behind its mark. It is false for a link to a record.
func quoted(w *writer, n *wikilink) bool {
	if bytes.IndexByte(n.id, ':') < 0 {
		return false
	}
	mark := norm.NFC.String(string(n.id))
	if _, record := w.record(mark); record {
		return false
	}
	l, ok := live(w, mark)
	switch {
	case !ok:
		return false
	case l.Rule != "":
		w.fault(l.Rule, l.Case, l.Args, n.start, n.end)
		w.raw(`<span class="missing">`)
		w.code(w.src[n.start:n.end])
		w.raw("</span>")
		return true
	}
	w.spend(len(l.Text))
	w.result.Live = append(w.result.Live, Quoted{
		Mark: mark, Words: string(n.words), Worded: n.words != nil, Text: l.Text, Cell: w.inCell, Start: n.start, End: n.end,
	})
	closing := "</span>"
	if t, known := w.record(l.Record); l.Record != "" && known && w.inLink == 0 {
		w.result.Records = append(w.result.Records, Reference{ID: t.ID, Start: n.start, End: n.end, Known: true})
		context := t.describe(true)
		w.spend(len(t.Path) + len(context))
		w.raw(`<a class="record live" href="`)
		w.attribute(up(w) + escapePath(t.Path))
		w.raw(`" title="`)
		w.attribute(context)
		w.raw(`"`)
		closing = "</a>"
	} else {
		w.raw(`<span class="live"`)
	}
	if l.Language != "" {
		w.raw(` lang="`)
		w.attribute(l.Language)
		w.raw(`"`)
	}
	w.raw(">")
	w.literal(l.Text)
	w.raw(closing)
	return true
}
