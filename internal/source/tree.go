package source

import (
	"strings"
	"unsafe"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// origin is how a key came to be, which decides whether it may be added to.
type origin uint8

const (
	plain   origin = iota // a value, an array in brackets or a table in braces: complete where it stands
	dotted                // a table made by a dotted key: open to other dotted keys
	implied               // a table that only the headers below it name: open to its own header
	headed                // a table with a header of its own
	listed                // an array of tables made by [[headers]]
)

// node is a value while a document is read. Nodes stand in one slice and point at each other by index; 0 is the document's root and no one's child.
type node struct {
	key               string
	text              string
	keySpan, span     Span
	first, last, next int32
	count             int32
	kind              Kind
	origin            origin
}

type childKey struct {
	parent int32
	key    string
}

// crowd is the number of children from which a table is searched through the index rather than along its chain.
const crowd = 8

// builder makes one tree of values out of the expressions of a TOML document. It is used again for the next document.
type builder struct {
	ast    unstable.Parser
	data   []byte // the file
	text   []byte // the TOML in it
	base   int32  // offset of text in data
	nodes  []node
	index  map[childKey]int32
	table  int32 // where the next key goes
	fields int
	items  int
	faults []fault
	broken bool // a fault ended the reading
	doubt  bool // something is not plain: only a second parser can tell whether it is TOML

	freeFields []Field
	freeItems  []Value
}

// view gives bytes as text without a copy. The bytes of a file are never changed after it was read, nor are the parser's decoded strings.
func view(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return unsafe.String(&b[0], len(b))
}

// build reads data[start:end] as TOML into nodes. The faults that end the reading, and those that do not, are in b.faults.
func (b *builder) build(data []byte, start, end int) {
	b.data, b.text, b.base = data, data[start:end:end], int32(start)
	b.nodes = append(b.nodes[:0], node{kind: Table, origin: headed})
	if b.index == nil {
		b.index = map[childKey]int32{}
	}
	clear(b.index)
	b.table, b.fields, b.items, b.faults, b.broken, b.doubt = 0, 0, 0, nil, false, false
	b.ast.Reset(b.text)
	for len(b.faults) < mostFaults && b.ast.NextExpression() {
		switch e := b.ast.Expression(); e.Kind {
		case unstable.KeyValue:
			b.keyValue(b.table, e)
		case unstable.Table:
			b.header(e, false)
		case unstable.ArrayTable:
			b.header(e, true)
		}
	}
	if err := b.ast.Error(); err != nil {
		b.faults = append(b.faults, b.syntaxFault(err))
		b.broken = true
	}
}

// absolute turns a range of the TOML text into a span of the file.
func (b *builder) absolute(r unstable.Range) Span {
	return Span{b.base + int32(r.Offset), b.base + int32(r.Offset+r.Length)}
}

func (b *builder) add(n node) int32 {
	b.nodes = append(b.nodes, n)
	return int32(len(b.nodes) - 1)
}

// link hangs a node under a parent, as its last child.
func (b *builder) link(parent, child int32) {
	p := &b.nodes[parent]
	if p.count == 0 {
		p.first = child
	} else {
		b.nodes[p.last].next = child
	}
	p.last = child
	p.count++
	if p.kind == Array {
		b.items++
		return
	}
	b.fields++
	switch {
	case p.count == crowd:
		for c := p.first; c != 0; c = b.nodes[c].next {
			b.index[childKey{parent, b.nodes[c].key}] = c
		}
	case p.count > crowd:
		b.index[childKey{parent, b.nodes[child].key}] = child
	}
}

// find gives the child of a table by key; 0 where there is none.
func (b *builder) find(parent int32, key string) int32 {
	p := &b.nodes[parent]
	if p.count >= crowd {
		return b.index[childKey{parent, key}]
	}
	for c := p.first; c != 0; c = b.nodes[c].next {
		if b.nodes[c].key == key {
			return c
		}
	}
	return 0
}

// part is one part of a key, as a node without a value.
func (b *builder) part(n *unstable.Node) node {
	s := b.absolute(n.Raw)
	b.doubt = b.doubt || !plainKey(b.data[s.Start:s.End], n.Data)
	return node{key: view(n.Data), keySpan: s}
}

// header opens [a.b] or, in a list, adds the next [[a.b]].
func (b *builder) header(e *unstable.Node, list bool) {
	span := b.headerSpan(e)
	at := int32(0)
	keys := e.Key()
	for keys.Next() {
		p := b.part(keys.Node())
		found := b.find(at, p.key)
		if keys.IsLast() {
			if list {
				b.table = b.openItem(at, found, p, span)
			} else {
				b.table = b.openTable(at, found, p, span)
			}
			return
		}
		if found == 0 {
			p.kind, p.origin, p.span = Table, implied, span
			found = b.add(p)
			b.link(at, found)
		}
		switch n := &b.nodes[found]; {
		case n.origin == listed:
			at = n.last
		case n.kind == Table && n.origin != plain:
			at = found
		default:
			b.table = b.refuse(at, p, found)
			return
		}
	}
}

// openTable gives the table that a [header] opens.
func (b *builder) openTable(at, found int32, p node, span Span) int32 {
	if found == 0 {
		p.kind, p.origin, p.span = Table, headed, span
		found = b.add(p)
		b.link(at, found)
		return found
	}
	n := &b.nodes[found]
	if n.origin != implied {
		return b.refuse(at, p, found)
	}
	n.origin, n.span, n.keySpan = headed, span, p.keySpan
	return found
}

// openItem gives the table that a [[header]] adds to its array.
func (b *builder) openItem(at, found int32, p node, span Span) int32 {
	if found == 0 {
		p.kind, p.origin, p.span = Array, listed, span
		found = b.add(p)
		b.link(at, found)
	} else if b.nodes[found].origin != listed {
		return b.refuse(at, p, found)
	}
	item := b.add(node{kind: Table, origin: headed, keySpan: p.keySpan, span: span})
	b.link(found, item)
	return item
}

// refuse notes a key that its parent has already and gives a table that belongs to nothing, for what follows under it.
func (b *builder) refuse(parent int32, p node, first int32) int32 {
	f := fault{rule: rule.Syntax, name: rule.CaseDuplicateKey, span: p.keySpan, first: b.nodes[first].keySpan, args: diagnostic.Args{"key": strings.Clone(p.key)}}
	f.top = parent == 0 && b.nodes[first].kind == Table && b.nodes[first].origin == headed
	b.faults = append(b.faults, f)
	return b.add(node{kind: Table, origin: headed})
}

// keyValue adds one `key = value` to a table. What dotted keys make inside braces is closed with these: nothing reaches it past a plain table.
func (b *builder) keyValue(at int32, e *unstable.Node) {
	keys := e.Key()
	refused := false
	for keys.Next() {
		p := b.part(keys.Node())
		found := int32(0)
		if !refused {
			found = b.find(at, p.key)
		}
		if keys.IsLast() {
			start := b.valueStart(p.keySpan.End)
			if found != 0 {
				b.refuse(at, p, found)
				refused = true
			}
			n := b.add(p)
			b.value(n, e.Value(), start)
			if !refused {
				b.link(at, n)
			}
			return
		}
		switch {
		case refused:
		case found == 0:
			p.kind, p.origin, p.span = Table, dotted, p.keySpan
			found = b.add(p)
			b.link(at, found)
		case b.nodes[found].origin != dotted:
			b.refuse(at, p, found)
			refused = true
		}
		at = found
	}
}

// value fills node n from a value that starts at an offset of the file and gives the offset after it.
func (b *builder) value(n int32, v *unstable.Node, start int32) int32 {
	b.nodes[n].span.Start = start
	end := start
	switch v.Kind {
	case unstable.Array:
		b.nodes[n].kind = Array
		end = b.skipFiller(start + 1)
		for it := v.Children(); it.Next(); end = b.skipFiller(end) {
			item := b.add(node{})
			end = b.value(item, it.Node(), end)
			b.link(n, item)
		}
		end++
	case unstable.InlineTable:
		b.nodes[n].kind = Table
		end = start + 1
		for it := v.Children(); it.Next(); {
			b.keyValue(n, it.Node())
			end = b.absolute(it.Node().Raw).End
		}
		end = b.skipFiller(end) + 1
	default:
		s := b.absolute(v.Raw)
		end = s.End
		b.doubt = b.doubt || !plainScalar(v.Kind, b.data[s.Start:s.End], v.Data)
		b.nodes[n].text = view(v.Data)
		b.nodes[n].kind = scalarKind(v.Kind)
	}
	b.nodes[n].span.End = end
	return end
}

func scalarKind(k unstable.Kind) Kind {
	switch k {
	case unstable.Bool:
		return Boolean
	case unstable.Integer:
		return Integer
	case unstable.Float:
		return Float
	case unstable.LocalDate:
		return Date
	case unstable.LocalTime, unstable.LocalDateTime, unstable.DateTime:
		return Moment
	default:
		return String
	}
}

// valueStart gives the offset of the value after a key that ends at an offset.
func (b *builder) valueStart(keyEnd int32) int32 {
	i := b.skipBlank(keyEnd)
	return b.skipBlank(i + 1) // the "="
}

func (b *builder) skipBlank(i int32) int32 {
	for int(i) < len(b.data) && (b.data[i] == ' ' || b.data[i] == '\t') {
		i++
	}
	return i
}

// skipFiller passes what may stand between the elements of an array or a table in braces.
func (b *builder) skipFiller(i int32) int32 {
	for int(i) < len(b.data) {
		switch b.data[i] {
		case ' ', '\t', '\r', '\n', ',':
			i++
		case '#':
			for int(i) < len(b.data) && b.data[i] != '\n' {
				i++
			}
		default:
			return i
		}
	}
	return i
}

// headerSpan gives the span of a header with its brackets, which the syntax tree leaves out.
func (b *builder) headerSpan(e *unstable.Node) Span {
	var s Span
	for keys := e.Key(); keys.Next(); {
		part := b.absolute(keys.Node().Raw)
		if s.End == 0 {
			s.Start = part.Start
		}
		s.End = part.End
	}
	for s.Start--; b.data[s.Start] != '['; s.Start-- {
	}
	s.End = b.skipBlank(s.End) + 1
	if e.Kind == unstable.ArrayTable {
		s.Start--
		s.End++
	}
	return s
}
