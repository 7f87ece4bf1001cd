package edit

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// longestLine is the width in columns up to which an array stays on one line; East Asian wide characters take two.
const longestLine = 100

const indent = "  "

// Format gives the text of a file of the register in canonical order and layout: keys in the order of their kind's fields, one blank line before a header,
// strings in plain quotes. Comments stay with what they belong to, values and numbers as they are spelled; the body of a Markdown file is not touched.
// The fields that the configuration declares stand in its order; it is nil where nobody knows it. The error is ErrUnreadable where the file has a fault of
// syntax.
func Format(path string, data []byte, config *register.Config, limits source.Limits) ([]byte, error) {
	doc, value, err := facts(path, data, limits)
	if err != nil {
		return nil, err
	}
	f := formatter{data: data, eol: lineEnding(data), top: slotOf(path, config)}
	f.document(doc)
	text := f.out.Bytes()
	head := bytes.TrimRight(data[:doc.Span.Start], " \t\r\n")
	if doc.Span.Start > 0 && data[doc.Span.Start-1] == '\n' {
		head = append(bytes.Clone(head), f.eol...)
	}
	out := slices.Concat(head, text, data[doc.Span.End:])
	after, again, err := facts(path, out, limits)
	if err != nil || !same(value, again) || !maps.Equal(comments(doc), comments(after)) {
		return nil, errUnsafe
	}
	return out, nil
}

// lineEnding gives the line ending of the first line.
func lineEnding(data []byte) string {
	if n := bytes.IndexByte(data, '\n'); n > 0 && data[n-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

type formatter struct {
	data []byte
	eol  string
	top  slot
	out  bytes.Buffer
}

func (f *formatter) document(d *layout.Document) {
	blocks, tail := d.Blocks()
	sortBlocks(f.top, blocks)
	for _, b := range blocks {
		f.block(b)
	}
	f.gap()
	f.comments(tail)
	f.trimEnd()
}

// gap leaves one blank line below what was written.
func (f *formatter) gap() {
	if f.out.Len() > 0 && !bytes.HasSuffix(f.out.Bytes(), []byte(f.eol+f.eol)) {
		f.out.WriteString(f.eol)
	}
}

// trimEnd takes blank lines from the end.
func (f *formatter) trimEnd() {
	for bytes.HasSuffix(f.out.Bytes(), []byte(f.eol+f.eol)) {
		f.out.Truncate(f.out.Len() - len(f.eol))
	}
}

func (f *formatter) block(b *layout.Block) {
	if b.Header != nil {
		f.gap()
		f.comments(b.Lead)
		f.header(b.Header)
	}
	if len(b.Head) > 0 {
		f.comments(b.Head)
		f.gap()
	}
	start := f.out.Len()
	s := f.top.walk(b.Path)
	slices.SortStableFunc(b.Pairs, func(x, y layout.Entry) int { return compareKeys(s, x.Keys(), y.Keys()) })
	for _, e := range b.Pairs {
		if len(e.Lead) > 0 && e.Lead[0].Kind == layout.Blank && f.out.Len() > start {
			f.gap()
		}
		f.comments(e.Lead)
		f.pair(e, s)
	}
	f.comments(b.Tail)
}

// comments writes comments with single blank lines where they were apart, and below them.
func (f *formatter) comments(lines []layout.Line) {
	written := false
	for _, line := range lines {
		switch {
		case line.Kind == layout.Comment:
			f.out.WriteString(line.Note.Of(f.data) + f.eol)
			written = true
		case written:
			f.gap()
		}
	}
}

func (f *formatter) header(line *layout.Line) {
	open, closing := "[", "]"
	if line.Kind == layout.Element {
		open, closing = "[[", "]]"
	}
	f.out.WriteString(open + f.keys(line.Keys) + closing)
	before := line.Keys[len(line.Keys)-1].Span.End
	before += bytes.IndexByte(f.data[before:], ']') + len(closing)
	f.note(before, line.Note)
}

func (f *formatter) keys(keys []layout.Key) string {
	parts := make([]string, len(keys))
	for i, k := range keys {
		parts[i] = layout.QuoteKey(k.Text)
	}
	return strings.Join(parts, ".")
}

// note writes the comment behind a line, as far from it as its writer put it, and ends the line.
func (f *formatter) note(from int, note layout.Span) {
	if !note.Empty() {
		f.out.WriteString(cmp.Or(string(f.data[from:note.Start]), " ") + note.Of(f.data))
	}
	f.out.WriteString(f.eol)
}

func (f *formatter) pair(e layout.Entry, s slot) {
	key := f.keys(e.Line.Keys) + " = "
	f.out.WriteString(key)
	f.out.WriteString(f.value(&e.Line.Value, s.walk(e.Keys()), columns(key), ""))
	f.note(e.Line.Value.Span.End, e.Line.Note)
}

// compareKeys orders two dotted keys of the slot's table.
func compareKeys(s slot, a, b layout.Path) int {
	for i := range min(len(a), len(b)) {
		x, y := a[i].(string), b[i].(string)
		if c := cmp.Compare(s.rank(x), s.rank(y)); c != 0 || x != y {
			return c
		}
		s = s.step(x)
	}
	return 0
}

// value writes a value that begins at a column, on lines that begin with an indentation.
func (f *formatter) value(n *layout.Node, s slot, column int, margin string) string {
	text := f.inner(n, s, margin)
	if n.Kind == layout.Array && len(n.Items) > 1 && column+columns(text) > longestLine && !strings.Contains(text, "\n") {
		return f.lines(n, s, margin)
	}
	return text
}

// wrapped tells whether an array or a table stands on several lines whatever its width: its writer put it so, it holds comments, or it is a matrix.
func wrapped(n *layout.Node) bool {
	if n.Lines && len(n.Items) > 0 || len(n.Tail) > 0 {
		return true
	}
	for i := range n.Items {
		item := &n.Items[i]
		if len(item.Before) > 0 || !item.After.Empty() || n.Kind == layout.Array && len(n.Items) > 1 && item.Value.Kind == layout.Array {
			return true
		}
	}
	return false
}

// line writes an array or a table on one line, as far as the values in it allow.
func (f *formatter) line(n *layout.Node, s slot, margin string) string {
	if len(n.Items) == 0 {
		return string(f.data[n.Span.Start]) + closing(n)
	}
	var parts []string
	for i, item := range f.sorted(n, s) {
		text := ""
		if n.Kind == layout.Table {
			text = f.keys(item.Keys) + " = "
		}
		parts = append(parts, text+f.inner(&item.Value, itemSlot(s, item, i), margin))
	}
	if n.Kind == layout.Table {
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// inner writes a value whose width does not matter, as inside others that stand on one line: it is wrapped only where it must be.
func (f *formatter) inner(n *layout.Node, s slot, margin string) string {
	switch n.Kind {
	case layout.Array, layout.Table:
		if wrapped(n) {
			return f.lines(n, s, margin)
		}
		return f.line(n, s, margin)
	case layout.String:
		return plainQuotes(n.Span.Of(f.data))
	}
	return n.Span.Of(f.data)
}

func closing(n *layout.Node) string {
	if n.Kind == layout.Table {
		return "}"
	}
	return "]"
}

func itemSlot(s slot, item layout.Item, i int) slot {
	if len(item.Keys) == 0 {
		return s.step(i)
	}
	for _, k := range item.Keys {
		s = s.step(k.Text)
	}
	return s
}

// sorted gives the elements of an array, and the keys in braces in the order of their fields.
func (f *formatter) sorted(n *layout.Node, s slot) []layout.Item {
	if n.Kind == layout.Table {
		slices.SortStableFunc(n.Items, func(x, y layout.Item) int {
			return compareKeys(s, layout.Entry{Line: &layout.Line{Keys: x.Keys}}.Keys(), layout.Entry{Line: &layout.Line{Keys: y.Keys}}.Keys())
		})
	}
	return n.Items
}

// lines writes an array or a table with one element a line.
func (f *formatter) lines(n *layout.Node, s slot, margin string) string {
	var b strings.Builder
	b.WriteByte(f.data[n.Span.Start])
	b.WriteString(f.eol)
	deeper := margin + indent
	for i, item := range f.sorted(n, s) {
		for _, c := range item.Before {
			b.WriteString(deeper + c.Of(f.data) + f.eol)
		}
		text := deeper
		if n.Kind == layout.Table {
			text += f.keys(item.Keys) + " = "
		}
		b.WriteString(text)
		b.WriteString(f.value(&item.Value, itemSlot(s, item, i), columns(text), deeper))
		b.WriteByte(',')
		if !item.After.Empty() {
			b.WriteString(" " + item.After.Of(f.data))
		}
		b.WriteString(f.eol)
	}
	for _, c := range n.Tail {
		b.WriteString(deeper + c.Of(f.data) + f.eol)
	}
	b.WriteString(margin + closing(n))
	return b.String()
}

// plainQuotes writes a literal string as a basic one where nothing in it would have to be escaped.
func plainQuotes(raw string) string {
	if strings.HasPrefix(raw, "'") && !strings.HasPrefix(raw, "'''") && !strings.ContainsAny(raw, "\"\\\t") {
		return `"` + raw[1:len(raw)-1] + `"`
	}
	return raw
}

// columns gives the width of a text on a screen.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}

// sortBlocks puts blocks into canonical order. Records of one file, and elements of one array, keep theirs.
func sortBlocks(top slot, blocks []*layout.Block) {
	type place struct {
		rank []int
		*layout.Block
	}
	places := make([]place, len(blocks))
	first := map[string]int{}
	for i, b := range blocks {
		places[i] = place{blockPlace(top, b, first), b}
	}
	slices.SortStableFunc(places, func(a, b place) int { return slices.Compare(a.rank, b.rank) })
	for i := range places {
		blocks[i] = places[i].Block
	}
}

// blockPlace gives the rank of each step of a block's path; among keys of one rank, the order of their first appearance.
func blockPlace(top slot, b *layout.Block, first map[string]int) []int {
	var ranks []int
	s := top
	for i, step := range b.Path {
		if key, ok := step.(string); ok {
			path := b.Path[:i+1].Key()
			if _, seen := first[path]; !seen {
				first[path] = len(first)
			}
			ranks = append(ranks, s.blockRank(key), first[path])
		} else {
			ranks = append(ranks, step.(int))
		}
		s = s.step(step)
	}
	return ranks
}
