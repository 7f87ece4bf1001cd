package prose

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil && !w.exhausted(); n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.String:
		w.code(n.Value)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		w.wrap(tag, n)
	case *extast.Strikethrough:
		w.wrap("del", n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autolink(n)
	case *ast.Image:
		w.image(n)
	case *wikilink:
		w.wikilink(n)
	case *ast.RawHTML:
		segments := n.Segments
		w.rawHTML(segments.At(0).Start, segments.At(segments.Len()-1).Stop)
		for i := range segments.Len() {
			s := segments.At(i)
			w.code(s.Value(w.src))
		}
	case *extast.TaskCheckBox:
		w.checkBox(n)
	case *extast.FootnoteLink:
		w.noteLink(n)
	case *extast.FootnoteBacklink:
		if n.RefIndex == 0 {
			w.backlinks(n.Index)
		}
	default:
		w.inlines(n)
	}
}

func (w *writer) wrap(tag string, n ast.Node) {
	w.raw("<")
	w.raw(tag)
	w.raw(">")
	w.inlines(n)
	w.raw("</")
	w.raw(tag)
	w.raw(">")
}

func (w *writer) text(n *ast.Text) {
	if n.Segment.Padding > 0 {
		w.chars(n.Segment.Value(w.src))
	} else {
		w.terms(n.Segment.Start, n.Segment.Stop)
	}
	switch {
	case n.HardLineBreak():
		w.raw("<br>\n")
		w.gap()
	case n.SoftLineBreak():
		w.lineBreak()
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.raw("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		v := t.Segment.Value(w.src)
		if w.inCell {
			v = bytes.ReplaceAll(v, []byte(`\|`), []byte("|"))
		}
		if rest, ok := bytes.CutSuffix(v, []byte("\n")); ok {
			w.code(rest)
			w.code([]byte(" "))
		} else {
			w.code(v)
		}
	}
	w.raw("</code>")
}

// checkBox shows the state of a task in words that a screen reader says; it is no control, since nothing happens when it is pressed.
func (w *writer) checkBox(n *extast.TaskCheckBox) {
	state, sign, words := "open", "☐", wordNotDone
	if n.IsChecked {
		state, sign, words = "done", "☑", wordDone
	}
	w.raw(`<span class="task-` + state + `" role="img" aria-label="` + words.In(w.page.Language) + `">` + sign + "</span> ")
}

// noteLink refers to a footnote. The first reference to it has the id that its way back leads to, the next ones a number more.
func (w *writer) noteLink(n *extast.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	if w.inLink > 0 {
		w.raw("<sup>" + number + "</sup>")
		return
	}
	if w.notes == nil {
		w.notes = make(map[int]int)
	}
	w.notes[n.Index]++
	w.raw(`<sup class="footnote"><a id="`)
	w.attribute(w.page.Prefix)
	w.raw("fnref:" + number + ordinal(w.notes[n.Index]) + `" href="#`)
	w.attribute(escapePath(w.page.Prefix))
	w.raw("fn:" + number + `" role="doc-noteref" aria-label="` + wordNote.In(w.page.Language) + " " + number + `">` + number + "</a></sup>")
}

func ordinal(n int) string {
	if n < 2 {
		return ""
	}
	return ":" + strconv.Itoa(n)
}

func (w *writer) footnotes(n *extast.FootnoteList) {
	w.section++
	w.raw(`<div class="footnotes" role="group" aria-label="` + wordNotes.In(w.page.Language) + "\">\n<ol>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		w.raw(`<li id="`)
		w.attribute(w.page.Prefix)
		w.raw("fn:" + strconv.Itoa(note.Index) + "\">\n")
		for b := note.FirstChild(); b != nil && !w.exhausted(); b = b.NextSibling() {
			if back, ok := b.(*extast.FootnoteBacklink); ok {
				w.inline(back)
			} else {
				w.block(b)
			}
		}
		w.raw("</li>\n")
	}
	w.raw("</ol>\n</div>\n")
}

// backlinks lead from a footnote to each place that has referred to it so far.
func (w *writer) backlinks(index int) {
	number := strconv.Itoa(index)
	for i := 1; i <= w.notes[index]; i++ {
		w.raw(` <a class="backlink" href="#`)
		w.attribute(escapePath(w.page.Prefix))
		w.raw("fnref:" + number + ordinal(i) + `" role="doc-backlink" aria-label="` + wordBack.In(w.page.Language) + " " + number)
		if w.notes[index] > 1 {
			w.raw("-" + strconv.Itoa(i))
		}
		w.raw(`">↩&#xFE0E;</a>`)
	}
}
