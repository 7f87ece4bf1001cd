package prose

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil && !w.exhausted(); n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			n = w.text(t)
		} else {
			w.inline(n)
		}
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.String:
		w.code(n.Value)
	case *ast.CodeSpan:
		inlineCode(w, n)
	case *ast.Emphasis:
		tag := "em"
		if n.Level == 2 {
			tag = "strong"
		}
		w.wrap(tag, n)
	case *extast.Strikethrough:
		w.wrap("del", n)
	case *ast.Link:
		link(w, n)
	case *ast.AutoLink:
		autolink(w, n)
	case *ast.Image:
		image(w, n)
	case *wikilink:
		recordLink(w, n)
	case *ast.RawHTML:
		segments := n.Segments
		rawHTML(w, segments.At(0).Start, segments.At(segments.Len()-1).Stop)
		for i := range segments.Len() {
			s := segments.At(i)
			w.code(s.Value(w.src))
		}
	case *extast.TaskCheckBox:
		checkBox(w, n)
	case *extast.FootnoteLink:
		noteLink(w, n)
	case *extast.FootnoteBacklink:
		if n.RefIndex == 0 {
			backlinks(w, n.Index)
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

// text writes a stretch of text with the lines that follow it without a mark between them, and gives the last of them: a term may be split over lines.
func (w *writer) text(n *ast.Text) *ast.Text {
	last := n
	for next := following(last); next != nil; next = following(next) {
		last = next
	}
	switch {
	case last != n:
		stretch(w, n, last)
	case n.Segment.Padding > 0:
		w.chars(n.Segment.Value(w.src))
	default:
		terms(w, w.src, n.Segment.Start, n.Segment.Stop)
	}
	switch {
	case last.HardLineBreak():
		w.raw("<br>\n")
		w.gap()
	case last.SoftLineBreak():
		w.lineBreak()
	}
	return last
}

// following gives the text of the next line, where nothing but a soft line break stands before it.
func following(n *ast.Text) *ast.Text {
	if !n.SoftLineBreak() || n.HardLineBreak() || n.Segment.Padding > 0 || n.Segment.IsEmpty() {
		return nil
	}
	next, ok := n.NextSibling().(*ast.Text)
	if !ok || next.Segment.Padding > 0 || next.Segment.IsEmpty() {
		return nil
	}
	return next
}

// stretch writes texts of several lines as one: the breaks between East Asian characters are nothing, the others stay. What stands before and behind
// goes along, since a word does not end inside another.
func stretch(w *writer, first, last *ast.Text) {
	_, before := utf8.DecodeLastRune(w.src[:first.Segment.Start])
	w.joined = append(w.joined[:0], w.src[first.Segment.Start-before:first.Segment.Stop]...)
	for n := first; n != last; {
		next := following(n)
		line := w.src[next.Segment.Start:next.Segment.Stop]
		left, _ := utf8.DecodeLastRune(w.joined)
		right, _ := utf8.DecodeRune(line)
		if !joins(left, right) {
			w.joined = append(w.joined, '\n')
		}
		w.joined = append(w.joined, line...)
		n = next
	}
	end := len(w.joined)
	_, behind := utf8.DecodeRune(w.src[last.Segment.Stop:])
	w.joined = append(w.joined, w.src[last.Segment.Stop:last.Segment.Stop+behind]...)
	terms(w, w.joined, before, end)
}

func inlineCode(w *writer, n *ast.CodeSpan) {
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
func checkBox(w *writer, n *extast.TaskCheckBox) {
	state, sign, words := "open", "☐", wordNotDone
	if n.IsChecked {
		state, sign, words = "done", "☑", wordDone
	}
	w.raw(`<span class="task-` + state + `" role="img" aria-label="` + words.In(w.page.Language) + `">` + sign + "</span> ")
}

// noteLink refers to a footnote. The first reference to it has the id that its way back leads to, the next ones a number more.
func noteLink(w *writer, n *extast.FootnoteLink) {
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

func footnotes(w *writer, n *extast.FootnoteList) {
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

// leftOut tells the footnotes that are not on the page.
func leftOut(w *writer) {
	for _, n := range w.state.unused {
		args := diagnostic.Args{"note": n.mark}
		if n.again {
			w.fault(rule.FootnoteUnused, rule.CaseAgain, args, n.at, n.at+len(n.mark))
		} else {
			w.fault(rule.FootnoteUnused, rule.Plain, args, n.at, n.at+len(n.mark))
		}
	}
}

// backlinks lead from a footnote to each place that has referred to it so far.
func backlinks(w *writer, index int) {
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
