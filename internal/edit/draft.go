package edit

import (
	"bytes"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// draft is a file on its way to being changed. Its text is taken apart anew after each change.
type draft struct {
	path     string
	data     []byte
	eol      string
	language string // of plain texts
	limits   source.Limits
	register *register.Register // see Setting
	top      slot               // of the file
	base     layout.Path        // of the record in the file
	fresh    map[string]int
	given    map[string]bool // paths in fresh elements that were set

	doc    *layout.Document
	blocks []*layout.Block
}

func newDraft(path string, data []byte, base layout.Path, setting Setting) (*draft, error) {
	d := &draft{path: path, data: data, eol: lineEnding(data), language: setting.Language, limits: setting.Limits, register: setting.Register, top: slotOf(path, setting.config()), base: base, given: map[string]bool{}}
	return d, d.read()
}

// read takes the present text apart.
func (d *draft) read() error {
	doc, _, err := facts(d.path, d.data, d.limits)
	if err != nil {
		return err
	}
	d.doc = doc
	d.blocks, _ = doc.Blocks()
	return nil
}

// splice puts new text in the place of stretches that do not overlap, and reads the result.
func (d *draft) splice(edits ...Edit) error {
	d.data = Apply(d.data, edits)
	if d.read() == nil {
		return nil
	}
	if _, _, err := facts(d.path, d.data, source.Ceilings); err == nil {
		return fault("ファイルが riskbook.toml の [limits] の上限を超えます", "the file would be beyond the [limits] of riskbook.toml", "短くするか、上限を上げてください。", "write less, or raise the limit")
	}
	return errUnsafe
}

func replace(start, end int, text string) Edit {
	return Edit{Span: source.Span{Start: int32(start), End: int32(end)}, New: text}
}

// spot is where a value stands, or the deepest value on the way to it.
type spot struct {
	line  *layout.Line
	node  *layout.Node // nil where no pair leads there
	at    layout.Path  // the path of node
	rest  layout.Path  // the steps from node to what was looked for
	owner *layout.Node // the array or the braces around node; nil where it is the value of its line
	index int          // of node in owner
}

// find looks for the value at a path.
func (d *draft) find(path layout.Path) spot {
	for _, b := range d.blocks {
		if !path.HasPrefix(b.Path) {
			continue
		}
		for _, e := range b.Pairs {
			at := b.Path.Join(e.Keys()...)
			if path.HasPrefix(at) {
				s := spot{line: e.Line, node: &e.Line.Value, at: at, rest: path[len(at):]}
				for s.descend() {
				}
				return s
			}
		}
	}
	return spot{}
}

// descend goes one value deeper.
func (s *spot) descend() bool {
	for i := range s.node.Items {
		item := &s.node.Items[i]
		step := layout.Path{i}
		if s.node.Kind == layout.Table {
			step = layout.Entry{Line: &layout.Line{Keys: item.Keys}}.Keys()
		}
		if s.rest.HasPrefix(step) {
			s.owner, s.index, s.node = s.node, i, &item.Value
			s.at, s.rest = s.at.Join(step...), s.rest[len(step):]
			return true
		}
	}
	return false
}

// exact tells whether the value itself was found.
func (s *spot) exact() bool { return s.node != nil && len(s.rest) == 0 }

// count gives the number of elements of the list at a path.
func (d *draft) count(path layout.Path) int {
	if s := d.find(path); s.exact() {
		return len(s.node.Items)
	}
	n := 0
	for _, b := range d.blocks {
		if len(b.Path) > len(path) && b.Path.HasPrefix(path) {
			if i, ok := b.Path[len(path)].(int); ok {
				n = max(n, i+1)
			}
		}
	}
	return n
}

// form tells how what stands at a path is written; false where nothing stands there.
func (d *draft) form(path layout.Path) (kind layout.NodeKind, stands bool) {
	if s := d.find(path); s.exact() {
		return s.node.Kind, true
	}
	for _, b := range d.blocks {
		if len(b.Path) > len(path) && b.Path.HasPrefix(path) {
			if _, element := b.Path[len(path)].(int); element {
				return layout.Array, true
			}
		}
	}
	return layout.Table, d.parted(path)
}

// parted tells whether the table at a path is made by headers or dotted keys.
func (d *draft) parted(path layout.Path) bool {
	for _, b := range d.blocks {
		if b.Path.HasPrefix(path) {
			return true
		}
		for _, e := range b.Pairs {
			if b.Path.Join(e.Keys()...).HasPrefix(path) {
				return true
			}
		}
	}
	return false
}

// headed gives the block of a table's own header; nil where it has none.
func (d *draft) headed(path layout.Path) *layout.Block {
	for _, b := range d.blocks {
		if len(b.Path) == len(path) && b.Path.HasPrefix(path) {
			return b
		}
	}
	return nil
}

// dotted gives the block above in which dotted keys make the table at a path; nil where none do.
func (d *draft) dotted(path layout.Path) *layout.Block {
	for _, b := range d.blocks {
		if !path.HasPrefix(b.Path) {
			continue
		}
		for _, e := range b.Pairs {
			if b.Path.Join(e.Keys()...).HasPrefix(path) {
				return b
			}
		}
	}
	return nil
}

// insert writes a value where none stands yet: in the braces or the list that are there, beside dotted keys, under a header, or under a new one.
func (d *draft) insert(path layout.Path, value string) error {
	if s := d.find(path); s.node != nil {
		return insertInside(d, s, value)
	}
	for n := len(path) - 1; ; n-- {
		table := path[:n]
		if b := d.headed(table); b != nil {
			return insertPair(d, b, path[n:n+1], nest(path[n+1:], value))
		}
		if b := d.dotted(table); b != nil {
			return insertPair(d, b, path[len(b.Path):n+1], nest(path[n+1:], value))
		}
		if n == len(d.base) || d.top.walk(table).headable(table) {
			return insertBlock(d, table, path[n], nest(path[n+1:], value))
		}
	}
}

// headable tells whether a table gets a header of its own: one of nothing but numbers and dates is written in braces.
func (s slot) headable(table layout.Path) bool {
	if s.shape == register.ShapeFree {
		return s.known && len(table) > 0 && table[len(table)-1] == "extra"
	}
	if _, element := table[len(table)-1].(int); element {
		return true
	}
	return slices.ContainsFunc(s.fields, func(f register.Field) bool {
		switch f.Shape {
		case register.ShapeWhole, register.ShapeDecimal, register.ShapeTruth, register.ShapeDate, register.ShapeMapping:
			return f.Arrays > 0
		}
		return true
	})
}

// insertInside writes a value into the braces or the list that stand on the way.
func insertInside(d *draft, s spot, value string) error {
	switch s.node.Kind {
	case layout.Array:
		return addElement(d, s.node, nest(s.rest[1:], value))
	case layout.Table:
		return insertKey(d, s, value)
	}
	name := strings.Join(s.at[len(d.base):].Keys(), ".")
	return fault(name+" はテーブルではありません: "+s.node.Span.Of(d.data), name+" is no table: "+s.node.Span.Of(d.data),
		"先に「"+name+"=」で取り除くか、テーブルとして書いてください。", "take it away first with "+name+"=, or write it as a table")
}

// inTheWay says that a table stands where a value should go, written with dotted keys or headers.
func inTheWay(d *draft, path layout.Path) error {
	name := strings.Join(path[len(d.base):].Keys(), ".")
	return fault(name+" はキーごとに分けて書かれています", name+" is written key by key", name+".キー=値 のように、中のキーを指定してください。", "name the keys in it: "+name+".KEY=VALUE")
}

// insertKey writes a key into braces, behind the one that comes before it in the order of the fields.
func insertKey(d *draft, s spot, value string) error {
	n, table := s.node, d.top.walk(s.at)
	keys := s.rest[:1]
	for i := range n.Items { // {a.b = 1} takes a.c beside it
		if n.Items[i].Keys[0].Text == s.rest[0] {
			if keys = s.rest; len(keys) == 1 {
				return inTheWay(d, s.at.Join(s.rest[0]))
			}
		}
	}
	text := writeKeys(keys) + " = " + nest(s.rest[len(keys):], value)
	if len(n.Items) == 0 && len(n.Tail) == 0 {
		return d.splice(replace(n.Span.Start, n.Span.End, "{ "+text+" }"))
	}
	present := []layout.Path{}
	for i := range n.Items {
		present = append(present, layout.Entry{Line: &layout.Line{Keys: n.Items[i].Keys}}.Keys())
	}
	before := predecessor(append(present, keys), func(a, b layout.Path) int { return compareKeys(table, a, b) })
	if n.Lines && len(n.Items) > 0 {
		return addElementAt(d, n, max(before, 0), text)
	}
	if before < 0 {
		start := n.Items[0].Keys[0].Span.Start
		return d.splice(replace(start, start, text+", "))
	}
	end := n.Items[before].Value.Span.End
	return d.splice(replace(end, end, ", "+text))
}

// predecessor gives the place of what comes right before the last element of a list in an order, the last of those that are alike; -1 where nothing does.
func predecessor[T any](list []T, compare func(a, b T) int) int {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(list[a], list[b]) })
	if at := slices.Index(order, len(list)-1); at > 0 {
		return order[at-1]
	}
	return -1
}

func writeKeys(path layout.Path) string {
	parts := make([]string, len(path))
	for i, k := range path.Keys() {
		parts[i] = layout.QuoteKey(k)
	}
	return strings.Join(parts[:len(path.Keys())], ".")
}

// insertPair writes a line into a block, behind the one that comes before it in the order of the fields.
func insertPair(d *draft, b *layout.Block, keys layout.Path, value string) error {
	table := d.top.walk(b.Path)
	present := []layout.Path{}
	for _, e := range b.Pairs {
		present = append(present, e.Keys())
	}
	before := predecessor(append(present, keys), func(x, y layout.Path) int { return compareKeys(table, x, y) })
	margin, at := "", 0
	switch {
	case before >= 0:
		line := b.Pairs[before].Line
		at = line.Span.End
		margin = string(d.data[line.Span.Start:line.Keys[0].Span.Start])
	case len(b.Pairs) > 0:
		first := b.Pairs[0]
		at = first.Line.Span.Start
		margin = string(d.data[at:first.Line.Keys[0].Span.Start])
		for i := len(first.Lead) - 1; i >= 0 && first.Lead[i].Kind == layout.Comment; i-- {
			at = first.Lead[i].Span.Start
		}
	case len(b.Head) > 0:
		at = b.Head[len(b.Head)-1].Span.End
	case b.Header != nil:
		at = b.Header.Span.End
	default:
		at = d.doc.Span.Start
	}
	return d.splice(replace(at, at, d.newLine(at)+margin+writeKeys(keys)+" = "+value+d.eol))
}

// newLine gives the line end that is missing before an offset.
func (d *draft) newLine(at int) string {
	if at > d.doc.Span.Start && d.data[at-1] != '\n' {
		return d.eol
	}
	return ""
}

// end gives where a block ends: behind its last line that is not blank.
func (d *draft) end(b *layout.Block) int {
	switch {
	case len(b.Tail) > 0:
		return b.Tail[len(b.Tail)-1].Span.End
	case len(b.Pairs) > 0:
		return b.Pairs[len(b.Pairs)-1].Line.Span.End
	case len(b.Head) > 0:
		return b.Head[len(b.Head)-1].Span.End
	case b.Header != nil:
		return b.Header.Span.End
	}
	return d.doc.Span.Start
}

// insertBlock writes a new header with one key under it, behind the block that comes before it in the order of the fields.
func insertBlock(d *draft, table layout.Path, key any, value string) error {
	first := map[string]int{}
	var places [][]int
	for _, b := range d.blocks {
		places = append(places, blockPlace(d.top, b, first))
	}
	places = append(places, blockPlace(d.top, &layout.Block{Path: table}, first))
	before := d.blocks[predecessor(places, slices.Compare)] // the block above all headers comes first
	open, closing := "[", "]"
	if _, element := table[len(table)-1].(int); element {
		open, closing = "[[", "]]"
	}
	at := d.end(before)
	text := d.newLine(at)
	if at > d.doc.Span.Start && !bytes.HasSuffix(d.data[:at], []byte(d.eol+d.eol)) {
		text += d.eol
	}
	text += open + writeKeys(table) + closing + d.eol + writeKeys(layout.Path{key}) + " = " + value + d.eol
	return d.splice(replace(at, at, text))
}
