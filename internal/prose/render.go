package prose

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/term"
)

// mostFaults bounds the faults that one body reports.
const mostFaults = 1000

// writer walks one document, once.
type writer struct {
	p      *Prose
	page   *Page
	src    []byte
	joined []byte // lines put together, used again and again
	html   bool
	out    []byte
	plain  []byte
	words  []byte // room for a text of the register
	state  state
	result Result

	anchors  map[string]int // of the headings, with the last number given to each
	headings int            // how many have been written
	notes    map[int]int    // how often each footnote has been referred to
	tables   int
	spent    int // bytes of addresses and titles so far

	inLink    int
	inHeading bool
	inCell    bool
	last      rune // the last visible character of the block
	broken    int  // where in out a line break waits for the next character; -1 for none

	section int32   // sections are counted from 1, over all bodies that the writer is used for
	first   int32   // of this body
	seen    []int32 // the section in which each term was seen last
	found   []int32 // the section in which each term was noted last in result.Terms
}

var (
	wordTable    = term.Words{Ja: "表", En: "Table"}
	wordNotes    = term.Words{Ja: "脚注", En: "Footnotes"}
	wordNote     = term.Words{Ja: "脚注", En: "Footnote"}
	wordBack     = term.Words{Ja: "本文へ戻る：脚注", En: "Back to the text: footnote"}
	wordDone     = term.Words{Ja: "完了", En: "Done"}
	wordNotDone  = term.Words{Ja: "未完了", En: "Not done"}
	alignClasses = map[extast.Alignment]string{
		extast.AlignLeft: ` class="align-left"`, extast.AlignCenter: ` class="align-center"`, extast.AlignRight: ` class="align-right"`,
	}
)

func (w *writer) fault(name rule.Name, which rule.Case, args diagnostic.Args, start, end int) {
	if len(w.result.Findings) < mostFaults {
		w.result.Findings = append(w.result.Findings, Fault{Rule: name, Case: which, Args: args, Start: start, End: end})
	}
}

// spend counts what one use of a link adds to the page; beyond the limit the page is given up.
func (w *writer) spend(n int) { w.spent += n }

func (w *writer) exhausted() bool { return w.spent > w.p.options.Limits.Expansion }

func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil && !w.exhausted(); n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.raw("<p>")
		w.inlines(n)
		w.raw("</p>\n")
		w.gap()
	case *ast.TextBlock:
		w.inlines(n)
		if n.NextSibling() != nil && n.HasChildren() {
			w.raw("\n")
		}
		w.gap()
	case *ast.Heading:
		heading(w, n)
	case *ast.Blockquote:
		container(w, "blockquote", n)
	case *ast.List:
		list(w, n)
	case *ast.ListItem:
		item(w, n)
	case *ast.CodeBlock:
		w.raw("<pre><code>")
		lines(w, n)
	case *ast.FencedCodeBlock:
		w.raw("<pre><code")
		language(w, n)
		w.raw(">")
		lines(w, n)
	case *ast.HTMLBlock:
		htmlBlock(w, n)
	case *ast.ThematicBreak:
		w.raw("<hr>\n")
	case *ast.LinkReferenceDefinition:
	case *extast.Table:
		table(w, n)
	case *extast.DefinitionList:
		container(w, "dl", n)
	case *extast.DefinitionTerm:
		w.raw("<dt>")
		w.inlines(n)
		w.raw("</dt>\n")
		w.gap()
	case *extast.DefinitionDescription:
		w.raw("<dd>")
		if !n.IsTight {
			w.raw("\n")
		}
		w.blocks(n)
		w.raw("</dd>\n")
	case *extast.FootnoteList:
		footnotes(w, n)
	default:
		w.blocks(n)
	}
}

func container(w *writer, tag string, n ast.Node) {
	w.raw("<" + tag + ">\n")
	w.blocks(n)
	w.raw("</" + tag + ">\n")
}

func list(w *writer, n *ast.List) {
	if !n.IsOrdered() {
		container(w, "ul", n)
		return
	}
	if n.Start == 1 {
		container(w, "ol", n)
		return
	}
	w.raw(`<ol start="` + strconv.Itoa(n.Start) + "\">\n")
	w.blocks(n)
	w.raw("</ol>\n")
}

func item(w *writer, n *ast.ListItem) {
	first := n.FirstChild()
	if first != nil && first.Type() == ast.TypeBlock {
		if _, ok := first.FirstChild().(*extast.TaskCheckBox); ok {
			w.raw(`<li class="task">`)
			w.blocks(n)
			w.raw("</li>\n")
			return
		}
	}
	w.raw("<li>")
	if _, tight := first.(*ast.TextBlock); first != nil && !tight {
		w.raw("\n")
	}
	w.blocks(n)
	w.raw("</li>\n")
}

// lines writes the text of a code block and ends it.
func lines(w *writer, n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		w.code(segment.Value(w.src))
	}
	w.raw("</code></pre>\n")
	w.gap()
}

// language writes the class that names a fence's language: its first word, of letters, digits and few signs.
func language(w *writer, n *ast.FencedCodeBlock) {
	if !w.html || n.Info == nil {
		return
	}
	word, _, _ := strings.Cut(decode(n.Info.Segment.Value(w.src)), " ")
	word = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("+-_.#;", r) {
			return r
		}
		return -1
	}, word)
	if word != "" && len(word) <= 40 {
		w.raw(` class="language-`)
		w.attribute(word)
		w.raw(`"`)
	}
}

// htmlBlock shows raw HTML as it is written.
func htmlBlock(w *writer, n *ast.HTMLBlock) {
	lines := n.Lines()
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if n.HasClosure() {
		end = n.ClosureLine.Stop
	}
	rawHTML(w, start, end)
	w.raw(`<pre class="raw">`)
	for i := range lines.Len() {
		segment := lines.At(i)
		w.code(segment.Value(w.src))
	}
	if n.HasClosure() {
		w.code(n.ClosureLine.Value(w.src))
	}
	w.raw("</pre>\n")
	w.gap()
}

// rawHTML reports raw HTML, with its first few characters.
func rawHTML(w *writer, start, end int) {
	const shown = 40
	found := w.src[start:end]
	which := rule.CaseTag
	if bytes.HasPrefix(bytes.TrimSpace(found), []byte("<!--")) {
		which = rule.CaseComment
	}
	trimmed := bytes.TrimRight(found, "\r\n\t ")
	line, _, _ := bytes.Cut(bytes.TrimSpace(trimmed), []byte("\n"))
	short := []rune(string(line[:min(len(line), 4*shown)]))
	if len(short) > shown {
		short = append(short[:shown], '…')
	}
	w.fault(rule.RawHTML, which, diagnostic.Args{"found": strings.ToValidUTF8(string(short), "")}, start, start+len(trimmed))
}

// table writes a table in a frame that scrolls by itself and can be reached with the keyboard.
func table(w *writer, n *extast.Table) {
	w.tables++
	w.raw(`<div class="scroll" role="group" tabindex="0" aria-label="` + wordTable.In(w.page.Language) + " " + strconv.Itoa(w.tables) + "\"><table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*extast.TableHeader)
		switch {
		case head:
			w.raw("<thead>\n")
		case !body:
			w.raw("<tbody>\n")
			body = true
		}
		w.raw("<tr>\n")
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			renderCell(w, cell, head)
		}
		w.raw("</tr>\n")
		if head {
			w.raw("</thead>\n")
		}
	}
	if body {
		w.raw("</tbody>\n")
	}
	w.raw("</table></div>\n")
}

// renderCell writes one cell. A head without words heads nothing, so it is a plain cell.
func renderCell(w *writer, cell ast.Node, head bool) {
	tag := "td"
	if head && cell.HasChildren() {
		tag = "th"
	}
	w.raw("<" + tag)
	if tag == "th" {
		w.raw(` scope="col"`)
	}
	if c, ok := cell.(*extast.TableCell); ok {
		w.raw(alignClasses[c.Alignment])
	}
	w.raw(">")
	w.inCell = true
	w.inlines(cell)
	w.inCell = false
	w.raw("</" + tag + ">\n")
	w.gap()
}
