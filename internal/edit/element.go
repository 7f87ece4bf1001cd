package edit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/layout"
)

// addElement writes an element behind the last one of a list.
func addElement(d *draft, n *layout.Node, text string) error {
	if len(n.Items) == 0 {
		if len(n.Tail) == 0 {
			return d.splice(replace(n.Span.Start, n.Span.End, "["+text+"]"))
		}
		return d.splice(replace(n.Span.End-1, n.Span.End-1, indent+text+d.eol))
	}
	return addElementAt(d, n, len(n.Items)-1, text)
}

// addElementAt writes an element behind another one, on a line of its own where that one has one.
func addElementAt(d *draft, n *layout.Node, i int, text string) error {
	item := &n.Items[i]
	end := item.Value.Span.End
	separator := ", "
	if n.Lines {
		start := item.Value.Span.Start
		if len(item.Keys) > 0 {
			start = item.Keys[0].Span.Start
		}
		line := strings.LastIndexByte(string(d.data[:start]), '\n') + 1
		separator = "," + d.eol + string(d.data[line:start-len(strings.TrimLeft(string(d.data[line:start]), " \t"))])
	}
	if item.After.Empty() {
		return d.splice(replace(end, end, separator+text))
	}
	comma := strings.Contains(string(d.data[end:item.After.Start]), ",")
	edits := []Edit{replace(item.After.End, item.After.End, strings.TrimPrefix(separator, ",")+text+",")}
	if !n.Lines {
		edits[0].New = d.eol + indent + text + ","
	}
	if !comma {
		edits = append(edits, replace(end, end, ","))
		// a comma on a later line would stand alone now
		if rest := strings.TrimLeft(string(d.data[item.After.End:]), " \t\r\n"); strings.HasPrefix(rest, ",") {
			edits = []Edit{rebuilt(d, n, append(d.texts(n), text))}
		}
	}
	return d.splice(edits...)
}

// texts gives the elements of an array as they are written.
func (d *draft) texts(n *layout.Node) []string {
	list := make([]string, len(n.Items))
	for i := range n.Items {
		list[i] = n.Items[i].Value.Span.Of(d.data)
	}
	return list
}

// rebuild writes an array anew.
func (d *draft) rebuild(n *layout.Node, elements []string) error {
	return d.splice(rebuilt(d, n, elements))
}

// rebuilt is an array written anew: elements that stay keep their comments, those of elements that go stay at its end.
func rebuilt(d *draft, n *layout.Node, elements []string) Edit {
	kept := make([]*layout.Item, len(elements))
	var left []layout.Span
	for i := range n.Items {
		item := &n.Items[i]
		at := slices.IndexFunc(elements, func(e string) bool { return sameElement(e, item.Value.Span.Of(d.data)) })
		if at >= 0 && kept[at] == nil {
			kept[at] = item
			continue
		}
		left = append(left, item.Before...)
		if !item.After.Empty() {
			left = append(left, item.After)
		}
	}
	left = append(left, n.Tail...)
	commented := len(left) > 0 || slices.ContainsFunc(kept, func(i *layout.Item) bool { return i != nil && (len(i.Before) > 0 || !i.After.Empty()) })
	if !n.Lines && !commented {
		return replace(n.Span.Start, n.Span.End, "["+strings.Join(elements, ", ")+"]")
	}
	var b strings.Builder
	b.WriteString("[" + d.eol)
	for i, e := range elements {
		item := cmp.Or(kept[i], &layout.Item{})
		for _, c := range item.Before {
			b.WriteString(indent + c.Of(d.data) + d.eol)
		}
		b.WriteString(indent + e + ",")
		if !item.After.Empty() {
			b.WriteString(" " + item.After.Of(d.data))
		}
		b.WriteString(d.eol)
	}
	for _, c := range left {
		b.WriteString(indent + c.Of(d.data) + d.eol)
	}
	b.WriteString("]")
	return replace(n.Span.Start, n.Span.End, b.String())
}

// sameElement tells whether two elements of a list say the same.
func sameElement(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := parseValue(a)
	y, also := parseValue(b)
	return ok && also && same(x, y)
}
