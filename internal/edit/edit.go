// Package edit changes records in place and lays them out: what it does not have to touch keeps every byte, comments above all.
//
// In: the bytes of a file with the fields of its kind, and what is to change. Out: the new bytes, verified to hold what the old ones held. It writes
// nothing: the front does, after the result was judged. It must never import a room that judges or shows, the clock or the disk.
package edit

import (
	"bytes"
	"cmp"
	"errors"
	"slices"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/source"
)

// Edit puts new text in the place of a stretch of a file.
type Edit struct {
	File string      // its path in the register
	Span source.Span // in byte offsets of the file as it is; empty where text is inserted
	New  string
}

// Apply gives data with the edits of one file made. They must not overlap; of those at one place the first comes first.
func Apply(data []byte, edits []Edit) []byte {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	var out bytes.Buffer
	at := int32(0)
	for _, e := range sorted {
		out.Write(data[at:e.Span.Start])
		out.WriteString(e.New)
		at = e.Span.End
	}
	out.Write(data[at:])
	return out.Bytes()
}

// ErrUnreadable tells that a file is no TOML that can be read; what is wrong with it is for the diagnostics to say.
var ErrUnreadable = errors.New("the file cannot be read")

// errUnsafe tells that a change would have lost something: a fault of this program.
var errUnsafe = errors.New("the change would lose a value or a comment, so nothing was changed: this is a fault of riskbook, please report it")

// facts takes the TOML of a file apart and reads it.
func facts(path string, data []byte, limits source.Limits) (*layout.Document, *source.Value, error) {
	span, ok := source.Facts(path, data)
	if !ok {
		return nil, nil, ErrUnreadable
	}
	read, findings := source.Parse(path, data[span.Start:span.End], limits)
	doc, ok := layout.Parse(data, int(span.Start), int(span.End))
	if len(findings) > 0 || !ok {
		return nil, nil, ErrUnreadable
	}
	return doc, read.Table, nil
}

// comments counts the comments of a document by their words.
func comments(d *layout.Document) map[string]int {
	all := map[string]int{}
	for _, c := range commentsInOrder(d) {
		all[c.Of(d.Data)]++
	}
	return all
}

// commentsInOrder lists the comments of a document.
func commentsInOrder(d *layout.Document) []layout.Span {
	var list []layout.Span
	var walk func(n *layout.Node)
	walk = func(n *layout.Node) {
		for i := range n.Items {
			list = append(list, n.Items[i].Before...)
			walk(&n.Items[i].Value)
			if after := n.Items[i].After; !after.Empty() {
				list = append(list, after)
			}
		}
		list = append(list, n.Tail...)
	}
	for i := range d.Lines {
		walk(&d.Lines[i].Value)
		if note := d.Lines[i].Note; !note.Empty() {
			list = append(list, note)
		}
	}
	return list
}

// same tells whether two values say the same, whatever the order of their keys. Numbers must be spelled alike.
func same(a, b *source.Value) bool {
	if a.Kind != b.Kind || a.Text != b.Text || a.Boolean != b.Boolean || a.Date != b.Date || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	for i := range a.Items {
		if !same(&a.Items[i], &b.Items[i]) {
			return false
		}
	}
	if len(a.Fields) == 0 {
		return true
	}
	index := make(map[string]*source.Value, len(b.Fields))
	for i := range b.Fields {
		index[b.Fields[i].Key] = &b.Fields[i].Value
	}
	for i := range a.Fields {
		other := index[a.Fields[i].Key]
		if other == nil || !same(&a.Fields[i].Value, other) {
			return false
		}
	}
	return true
}
