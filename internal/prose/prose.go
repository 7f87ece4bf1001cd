// Package prose makes the Markdown body of a record into safe HTML, with links to records, to figures and to the terms of the glossary.
//
// In: a body's text, the page it stands on, and a Linker that knows the register. Out: HTML, the headings, the references and the terms
// found, and the faults of the text with their place in it. It alone knows goldmark. Nothing that a body says reaches a page as markup:
// raw HTML is shown as text, and an address is a link only where its scheme is on the list of links.go. It must never import the rooms
// after it, nor ask a clock, the environment or the disk.
package prose

import (
	"math"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// Target is what a link to a record says.
type Target struct {
	ID            string // empty for a page that is no record's
	Kind          string // the folder that gives the kind: "risks"
	Path          string // of the page, within a language's part of the site: "risks/R-001.html"
	Title         string
	TitleLanguage string // empty where the title is in the page's language
	Context       string // what a reader wants to know beforehand, such as level and outcome: "高 · 対応中"
	Mark          string // why it does not count: "provisional"; empty where it does
	State         string // of a control: whether it is in place
}

// Linker knows the register from the point of view of one language of the site. Its methods may be called from several goroutines.
type Linker interface {
	// Record finds the page of a record by its id, without regard to case.
	Record(id string) (Target, bool)
	// File finds the page that is made of a file or a folder, by its path from the register's root: "content/treatments/T-001.md". A list of records
	// has no ID.
	File(path string) (Target, bool)
	// Figure tells whether a picture exists at a path from the register's root. It is copied to FigurePath(path) of the site.
	Figure(path string) bool
	// Live gives what stands in place of a mark such as R-001:level; false where the mark is no live figure.
	Live(mark string) (Live, bool)
}

// Live is a figure of the register that stands in a text.
type Live struct {
	Text     string
	Language string // of the text, where it is not the page's
	Record   string // the id of the record that it speaks of; empty for a count or a sum

	Rule rule.Name // why there is none; empty where there is one
	Case rule.Case
	Args diagnostic.Args
}

// Quoted is a live figure that a body quotes: [[R-001:level]], with or without words behind |.
type Quoted struct {
	Mark, Words string
	Worded      bool   // words stand behind |
	Text        string // what stands there for the reader
	Cell        bool   // in a table, where | is written \|
	Start, End  int    // byte offsets in the text, the brackets included
}

// FigurePath is where a figure lies in the site, from the site's root.
func FigurePath(path string) string { return "figures/" + strings.TrimPrefix(path, "content/") }

// Term is one entry of the glossary: the term and its aliases in any script, and its page within a language's part of the site,
// with an anchor behind # where the term has no page of its own.
// Words of a single character are not linked.
type Term struct {
	ID    string
	Words []string
	Path  string
}

// Page is the page that a body is shown on.
type Page struct {
	Path     string // of the page itself, within its language's part of the site
	Root     string // the way from the language's part to the site's root: "" for the default language, "../" for "en/"
	File     string // the record's file, from the register's root; relative links start there
	ID       string // the record's id: a term is not linked on its own page
	Language string // of the page: "ja" or "en"
	Heading  int    // the level that the outermost headings of the body get; 2 where it is 0
	Prefix   string // goes before every anchor, so that several bodies can stand on one page
	Plain    bool   // also give Result.Plain
	Asks     bool   // also give Result.Asked
}

// Question is what a body asked its Linker. As long as the answers are the same, so is the body's Result.
type Question struct {
	About  Matter
	Name   string // the id, or the path
	Answer string // the path of the page found, or of the figure; empty where there is none
}

// Matter is what a Question is about.
type Matter uint8

// The matters.
const (
	AboutRecord Matter = iota
	AboutFile
	AboutFigure
	AboutLive // the answer is the figure's text
)

// Heading is one heading of a body. Level is the one on the page. Anchor is the one that the forges give, without Page.Prefix.
type Heading struct {
	Level  int
	Text   string
	Anchor string
}

// Reference is a link to a record in a body: [[ID]], or a relative link to the record's file.
// Known is false for an id that no record has. Anchor is empty or what follows "#"; the caller holds it against the Headings of the other body.
type Reference struct {
	ID, Anchor string
	Start, End int // byte offsets in the text
	Known      bool
}

// Fault is what is wrong at a place of the text. Rule, Case and Args are those of diagnostic.Finding; Start and End are byte offsets.
type Fault struct {
	Rule       rule.Name
	Case       rule.Case
	Args       diagnostic.Args
	Start, End int
}

// Result is what a body gives.
type Result struct {
	HTML     string      // empty from Read
	Plain    string      // the words without markup, for search; only with Page.Plain
	Headings []Heading   // in the order of the page
	Records  []Reference // in the order of the page
	Terms    []string    // ids of the glossary's terms that the text names, in the order of first occurrence
	Findings []Fault     // in the order of the page; at most 1,000
	Asked    []Question  // only with Page.Asks
	Room     int         // by how many bytes the names that it asked for may grow before Limits.Expansion is reached; negative where it was
	Live     []Quoted    // in the order of the page
}

// Options are the settings of a register that bear on its prose.
type Options struct {
	LinkTerms bool   // glossary.autolink: link the first occurrence of a term in each section
	Limits    Limits // a zero field stands for that of DefaultLimits
}

// Prose renders bodies in the light of one register and one language. It may be used from several goroutines.
type Prose struct {
	linker  Linker
	terms   []Term
	ways    []string       // to the terms' pages, escaped
	numbers map[string]int // of the terms, by id
	words   *glossary
	options Options
	parser  parser.Parser
	spare   sync.Pool // *writer
}

// New prepares a Prose for one language of the site; For makes those of the others of it.
func New(linker Linker, terms []Term, options Options) *Prose {
	options.Limits = options.Limits.orDefault()
	p := &Prose{linker: linker, terms: terms, numbers: make(map[string]int, len(terms)), options: options, parser: newParser()}
	for i, t := range terms {
		p.numbers[t.ID] = i
		way, anchor, anchored := strings.Cut(t.Path, "#")
		way = escapePath(way)
		if anchored {
			way += "#" + escapePath(anchor)
		}
		p.ways = append(p.ways, way)
	}
	p.words = newGlossary(terms)
	return p
}

// For gives a Prose for another language, with the same terms.
func (p *Prose) For(linker Linker) *Prose {
	return &Prose{linker: linker, terms: p.terms, ways: p.ways, numbers: p.numbers, words: p.words, options: p.options, parser: p.parser}
}

// Render reads a body and makes its HTML.
func (p *Prose) Render(page Page, body string) Result { return p.run(page, body, true) }

// Read gives the same as Render without the HTML.
func (p *Prose) Read(page Page, body string) Result { return p.run(page, body, false) }

func (p *Prose) run(page Page, body string, html bool) Result {
	if page.Heading == 0 {
		page.Heading = 2
	}
	if !utf8.ValidString(body) {
		body = withoutInvalid(body)
	}
	if fault := p.options.Limits.scan(body); fault != nil {
		return verbatim(page, body, html, p.options.Limits.Body, *fault)
	}
	w := p.writer(&page, body, html)
	defer p.spare.Put(w)
	document := p.parse(w.src, &w.state)
	if w.state.over != nil {
		return verbatim(page, body, html, p.options.Limits.Body, *w.state.over)
	}
	collect(w, document)
	leftOut(w)
	w.blocks(document)
	if w.spent > p.options.Limits.Expansion {
		r := verbatim(page, body, html, p.options.Limits.Body, excess(rule.CaseExpansion, p.options.Limits.Expansion, w.spent, 0, len(body)))
		r.Asked, r.Room = w.result.Asked, -1
		return r
	}
	w.result.Room = p.options.Limits.Expansion - w.spent
	w.result.HTML = string(w.out)
	w.result.Plain = strings.TrimSpace(string(w.plain))
	return w.result
}

// record, file and figure ask the linker, and note the question.
func (w *writer) record(id string) (Target, bool) {
	t, ok := w.p.linker.Record(id)
	asked(w, AboutRecord, id, t.Path)
	return t, ok
}

func (w *writer) file(path string) (Target, bool) {
	t, ok := w.p.linker.File(path)
	asked(w, AboutFile, path, t.Path)
	return t, ok
}

func figure(w *writer, path string) bool {
	ok, answer := w.p.linker.Figure(path), ""
	if ok {
		answer = path
	}
	asked(w, AboutFigure, path, answer)
	return ok
}

func live(w *writer, mark string) (Live, bool) {
	l, ok := w.p.linker.Live(mark)
	asked(w, AboutLive, mark, l.Text)
	return l, ok
}

func asked(w *writer, about Matter, name, answer string) {
	if w.page.Asks {
		w.result.Asked = append(w.result.Asked, Question{about, name, answer})
	}
}

// mostSpare is the size up to which a writer keeps its buffers for the next body.
const mostSpare = 64 << 10

// writer gives a writer for one body: one that was used before, with all that it grew, where there is one.
func (p *Prose) writer(page *Page, body string, html bool) *writer {
	w, _ := p.spare.Get().(*writer)
	if w == nil || w.section > math.MaxInt32/2 || cap(w.src)+cap(w.out)+cap(w.plain) > mostSpare {
		w = &writer{seen: make([]int32, len(p.terms)), found: make([]int32, len(p.terms))}
	}
	clear(w.anchors)
	*w = writer{
		p: p, page: page, html: html, broken: -1, state: state{limits: p.options.Limits},
		src: append(w.src[:0], body...), out: w.out[:0], plain: w.plain[:0], words: w.words, anchors: w.anchors,
		seen: w.seen, found: w.found, section: w.section + 1, first: w.section + 1,
	}
	return w
}

func (p *Prose) parse(src []byte, s *state) ast.Node {
	context := parser.NewContext()
	context.Set(stateKey, s)
	return p.parser.Parse(text.NewReader(src), parser.WithContext(context))
}

// verbatim shows a text that is beyond a limit as it is written, as much of it as a body may have.
func verbatim(page Page, body string, html bool, most int, fault Fault) Result {
	if !html {
		return Result{Findings: []Fault{fault}}
	}
	page.Plain = false
	w := &writer{page: &page, html: true, broken: -1}
	shown := body[:min(len(body), most)]
	w.out = make([]byte, 0, len(shown)+4*strings.Count(shown, "<")+4*strings.Count(shown, "&")+64)
	w.raw(`<pre class="verbatim">`)
	w.code([]byte(strings.ToValidUTF8(shown, "")))
	if len(shown) < len(body) {
		w.raw("…")
	}
	w.raw("</pre>\n")
	return Result{HTML: string(w.out), Findings: []Fault{fault}}
}

// withoutInvalid replaces every byte that is not UTF-8 by a question mark, so that offsets stay true.
func withoutInvalid(body string) string {
	out := []byte(body)
	for i := 0; i < len(out); {
		r, size := utf8.DecodeRune(out[i:])
		if r == utf8.RuneError && size == 1 {
			out[i] = '?'
		}
		i += size
	}
	return string(out)
}
