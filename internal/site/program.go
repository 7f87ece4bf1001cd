package site

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"

	"github.com/riskbook/riskbook/internal/part"
)

// program is a template made ready for one type of what it is shown: it does what html/template would do, without looking up by name, for every page anew,
// what is known once. Where and how to escape was decided by html/template, whose escaped tree it is made from; see escapers.
type program struct {
	nodes []node
}

// node writes what a node of a template comes to.
type node func(x *run, dot reflect.Value)

// run is a program at work.
type run struct {
	w    *bytes.Buffer
	d    *drawing
	vars []reflect.Value // of all templates at work
	base int             // where those of the present one begin
}

// failed is what a program panics with: the error that html/template would give.
type failed struct{ err error }

// do runs a program as a template of its own.
func (p *program) do(x *run, dot reflect.Value) {
	base := x.base
	x.base = len(x.vars)
	x.vars = append(x.vars, dot)
	for _, n := range p.nodes {
		n(x, dot)
	}
	x.vars, x.base = x.vars[:x.base], base
}

// write writes a part.
func (x *run) write(p part.Part) {
	switch p := p.(type) {
	case nil:
		return
	case part.Words:
		writeDated(x.w, string(p))
		return
	case part.Line:
		for _, one := range p {
			x.write(one)
		}
		return
	case part.Prose:
		x.w.WriteString(string(p))
		return
	case part.Drawing:
		x.w.WriteString(string(p))
		return
	}
	if part.None(p) {
		return
	}
	repeats := part.Repeats(p)
	if repeats {
		if made, ok := x.d.drawn.Load(p); ok {
			x.w.WriteString(string(made.(template.HTML)))
			return
		}
	}
	made := x.d.programs[p.Template()]
	if made == nil {
		h, err := x.d.part(p)
		if err != nil {
			panic(failed{err})
		}
		x.w.WriteString(string(h))
		return
	}
	start := x.w.Len()
	made.do(x, reflect.ValueOf(part.Shown(p)))
	if repeats {
		x.d.drawn.Store(p, template.HTML(x.w.Bytes()[start:]))
	}
}

// render runs the program of a page.
func (p *program) render(w *bytes.Buffer, d *drawing, view any) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			f, ok := cause.(failed)
			if !ok {
				panic(cause)
			}
			err = f.err
		}
	}()
	p.do(&run{w: w, d: d}, reflect.ValueOf(view))
	return nil
}

// maker makes programs from the escaped templates of a set.
type maker struct {
	tree map[string]*parse.Tree // of the page's own templates
	all  map[string]*parse.Tree // of those that pages share
	made map[typed]*program     // of the page
	kept map[typed]*program     // of those that pages share
	news []typed                // those that the present call of program added
}

// unsuited is why a template cannot be made into a program, and is executed by html/template as it is.
type unsuited struct{ why string }

// program makes the program of a template; nil where it, or one that it calls, holds what programs cannot do.
func (m *maker) program(name string, dot reflect.Type) (p *program) {
	m.news = m.news[:0]
	defer func() {
		if cause := recover(); cause != nil {
			if _, ok := cause.(unsuited); !ok {
				panic(cause)
			}
			for _, key := range m.news {
				delete(m.made, key)
				delete(m.kept, key)
			}
			p = nil
		}
	}()
	return m.template(name, dot)
}

func (m *maker) template(name string, dot reflect.Type) *program {
	tree, own := m.tree[name]
	made := m.made
	if !own {
		tree, made = m.all[name], m.kept
	}
	if tree == nil || dot == nil {
		panic(unsuited{"no template " + name})
	}
	key := typed{tree, dot}
	if p := made[key]; p != nil {
		return p
	}
	p := &program{}
	made[key] = p // it may call itself
	m.news = append(m.news, key)
	p.nodes = m.list(&frame{tree: tree, vars: scope{{"$", dot}}}, tree.Root, dot)
	return p
}

// frame is the place within a template for which nodes are made.
type frame struct {
	tree *parse.Tree
	vars scope // the place of each among the variables of the template at work
}

func (m *maker) list(s *frame, list *parse.ListNode, dot reflect.Type) []node {
	if list == nil {
		return nil
	}
	depth := len(s.vars)
	var nodes []node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			text := string(n.Text)
			nodes = append(nodes, func(x *run, _ reflect.Value) { x.w.WriteString(text) })
		case *parse.ActionNode:
			nodes = append(nodes, m.action(s, n, dot))
		case *parse.IfNode:
			nodes = append(nodes, m.branch(s, &n.BranchNode, dot, false))
		case *parse.WithNode:
			nodes = append(nodes, m.branch(s, &n.BranchNode, dot, true))
		case *parse.RangeNode:
			nodes = append(nodes, m.loop(s, n, dot))
		case *parse.TemplateNode:
			nodes = append(nodes, m.call(s, n, dot))
		case *parse.CommentNode:
		default:
			panic(unsuited{fmt.Sprintf("%T", n)})
		}
	}
	s.vars = s.vars[:depth]
	return nodes
}

// all runs the nodes of a list and forgets the variables that they declared.
func all(x *run, nodes []node, dot reflect.Value) {
	vars := len(x.vars)
	for _, n := range nodes {
		n(x, dot)
	}
	x.vars = x.vars[:vars]
}

func (m *maker) action(s *frame, n *parse.ActionNode, dot reflect.Type) node {
	if len(n.Pipe.Decl) > 0 {
		if n.Pipe.IsAssign || len(n.Pipe.Decl) > 1 {
			panic(unsuited{"assignment"})
		}
		get, of := m.pipe(s, n.Pipe, dot)
		s.vars = append(s.vars, variable{n.Pipe.Decl[0].Ident[0], of})
		return func(x *run, dot reflect.Value) { x.vars = append(x.vars, get(x, dot)) }
	}
	value, chain := n.Pipe.Cmds, []string(nil)
	for len(value) > 1 {
		last := value[len(value)-1]
		name, ok := last.Args[0].(*parse.IdentifierNode)
		if !ok || len(last.Args) > 1 {
			panic(unsuited{"pipeline"})
		}
		chain, value = append(chain, name.Ident), value[:len(value)-1]
	}
	slices.Reverse(chain)
	get, of := m.command(s, value[0], dot)
	if len(chain) > 0 && chain[0] == "draw" {
		return m.drawn(get, of, chain[1:])
	}
	return m.escaped(get, of, chain)
}

// drawn writes a part.
func (m *maker) drawn(get getter, of reflect.Type, chain []string) node {
	if len(chain) != 1 || chain[0] != "_html_template_htmlescaper" || !of.Implements(partType) {
		panic(unsuited{"a part outside of text"})
	}
	if of.Kind() == reflect.Interface {
		return func(x *run, dot reflect.Value) {
			if v := get(x, dot); !v.IsNil() {
				x.write(v.Interface().(part.Part))
			}
		}
	}
	return func(x *run, dot reflect.Value) { x.write(get(x, dot).Interface().(part.Part)) }
}

func (m *maker) branch(s *frame, n *parse.BranchNode, dot reflect.Type, with bool) node {
	if len(n.Pipe.Decl) > 0 {
		panic(unsuited{"declaration in a condition"})
	}
	get, of := m.pipe(s, n.Pipe, dot)
	holds := truthOf(of)
	inner := dot
	if with {
		inner = of
	}
	yes, no := m.list(s, n.List, inner), m.list(s, n.ElseList, dot)
	if with {
		return func(x *run, dot reflect.Value) {
			if v := get(x, dot); holds(v) {
				all(x, yes, v)
			} else if no != nil {
				all(x, no, dot)
			}
		}
	}
	return func(x *run, dot reflect.Value) {
		if holds(get(x, dot)) {
			all(x, yes, dot)
		} else if no != nil {
			all(x, no, dot)
		}
	}
}

func (m *maker) loop(s *frame, n *parse.RangeNode, dot reflect.Type) node {
	decl := n.Pipe.Decl
	get, of := m.pipe(s, n.Pipe, dot)
	over := pointed(of)
	if kindOf(over) != reflect.Slice {
		panic(unsuited{"a loop over what is no slice"})
	}
	depth := len(s.vars)
	switch len(decl) {
	case 1:
		s.vars = append(s.vars, variable{decl[0].Ident[0], over.Elem()})
	case 2:
		s.vars = append(s.vars, variable{decl[0].Ident[0], reflect.TypeFor[int]()}, variable{decl[1].Ident[0], over.Elem()})
	}
	body := m.list(s, n.List, over.Elem())
	s.vars = s.vars[:depth]
	no := m.list(s, n.ElseList, dot)
	return func(x *run, dot reflect.Value) {
		v := deref(get(x, dot))
		if !v.IsValid() || v.Len() == 0 {
			all(x, no, dot)
			return
		}
		vars := len(x.vars)
		for i := range v.Len() {
			element := v.Index(i)
			switch len(decl) {
			case 1:
				x.vars = append(x.vars, element)
			case 2:
				x.vars = append(x.vars, reflect.ValueOf(i), element)
			}
			for _, n := range body {
				n(x, element)
			}
			x.vars = x.vars[:vars]
		}
	}
}

func (m *maker) call(s *frame, n *parse.TemplateNode, dot reflect.Type) node {
	if n.Pipe == nil {
		panic(unsuited{"a template that is shown nothing"})
	}
	get, of := m.pipe(s, n.Pipe, dot)
	p := m.template(n.Name, of)
	return func(x *run, dot reflect.Value) { p.do(x, get(x, dot)) }
}

// pipe makes what a pipeline of one command comes to.
func (m *maker) pipe(s *frame, n *parse.PipeNode, dot reflect.Type) (getter, reflect.Type) {
	if len(n.Cmds) != 1 {
		panic(unsuited{"pipeline"})
	}
	return m.command(s, n.Cmds[0], dot)
}

// treesOf gives the templates of a set as html/template has escaped them, by name.
func treesOf(set *template.Template) map[string]*parse.Tree {
	trees := map[string]*parse.Tree{}
	for _, t := range set.Templates() {
		if t.Tree != nil {
			trees[t.Name()] = t.Tree
		}
	}
	return trees
}
