package site

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/term"
)

// Views says what templates are shown: the view of each page and each part, as a value of its type. With them every template is checked before the first
// page is made, and a value that is a part is drawn wherever it is written.
type Views struct {
	Pages map[string]any // by the page's template: "risk.html"
	Parts []part.Part
}

var partType = reflect.TypeFor[part.Part]()

// typing follows every template with the type of what it is shown.
type typing struct {
	shared map[string]*parse.Tree
	own    map[string]*parse.Tree // of the page that is followed
	seen   map[typed]bool
	texts  map[string]string
	faults Errors
}

// typed is a template with a type that it is shown; nil: one that is not known before the page is made.
type typed struct {
	tree *parse.Tree
	dot  reflect.Type
}

// scope are the variables that a place sees, the newest last.
type scope []variable

type variable struct {
	name string
	of   reflect.Type
}

// page follows the template of a page.
func (c *typing) page(own []*template.Template, main string, view any) {
	c.own = map[string]*parse.Tree{}
	for _, t := range own {
		name := t.Name()
		if name == main {
			name = "content"
			if blank(t) {
				continue
			}
		}
		c.own[name] = t.Tree
	}
	c.template(layout, reflect.TypeOf(view))
}

// part follows the template of a part.
func (c *typing) part(p part.Part) {
	c.own = nil
	if c.shared[p.Template()] != nil {
		c.template(p.Template(), reflect.TypeOf(part.Shown(p)))
	}
}

func (c *typing) template(name string, dot reflect.Type) {
	tree := c.own[name]
	if tree == nil {
		tree = c.shared[name]
	}
	if tree == nil {
		return // the escaper says so
	}
	key := typed{tree, dot}
	// What a shared template calls may be another page's own: it is followed anew for each.
	if c.seen[key] && len(c.own) < 2 && name != layout {
		return
	}
	c.seen[key] = true
	c.list(tree, tree.Root, dot, scope{{"$", dot}})
}

func (c *typing) list(tree *parse.Tree, list *parse.ListNode, dot reflect.Type, vars scope) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			var of reflect.Type
			of, vars = c.pipe(tree, n.Pipe, dot, vars)
			if len(n.Pipe.Decl) == 0 {
				c.written(tree, n.Pipe, of)
			}
		case *parse.IfNode:
			_, inner := c.pipe(tree, n.Pipe, dot, vars)
			c.list(tree, n.List, dot, slices.Clip(inner))
			c.list(tree, n.ElseList, dot, slices.Clip(inner))
		case *parse.WithNode:
			of, inner := c.pipe(tree, n.Pipe, dot, vars)
			c.list(tree, n.List, of, slices.Clip(inner))
			c.list(tree, n.ElseList, dot, slices.Clip(inner))
		case *parse.RangeNode:
			c.ranges(tree, n, dot, vars)
		case *parse.TemplateNode:
			var of reflect.Type
			if n.Pipe != nil {
				of, _ = c.pipe(tree, n.Pipe, dot, vars)
			}
			c.template(n.Name, of)
		}
	}
}

// ranges follows a loop with the type of what it goes over.
func (c *typing) ranges(tree *parse.Tree, n *parse.RangeNode, dot reflect.Type, vars scope) {
	decl := n.Pipe.Decl
	n.Pipe.Decl = nil
	over, _ := c.pipe(tree, n.Pipe, dot, vars)
	n.Pipe.Decl = decl
	var key, element reflect.Type
	switch t := pointed(over); kindOf(t) {
	case reflect.Slice, reflect.Array:
		key, element = reflect.TypeFor[int](), t.Elem()
	case reflect.Map:
		key, element = t.Key(), t.Elem()
	case reflect.Int:
		element = t
	case reflect.Invalid, reflect.Interface:
	default:
		c.fault(tree, n.Pipe, fmt.Sprintf("「%s」は並びではないので、range では使えません。", n.Pipe), fmt.Sprintf("range cannot go over %s, which is no list", n.Pipe))
	}
	inner := slices.Clip(vars)
	switch len(decl) {
	case 1:
		inner = append(inner, variable{decl[0].Ident[0], element})
	case 2:
		inner = append(inner, variable{decl[0].Ident[0], key}, variable{decl[1].Ident[0], element})
	}
	c.list(tree, n.List, element, inner)
	c.list(tree, n.ElseList, dot, slices.Clip(vars))
}

// written sees to it that a part is drawn where it is written, and that nothing is written that only its fields can be.
func (c *typing) written(tree *parse.Tree, pipe *parse.PipeNode, of reflect.Type) {
	drawn := of == nil || of.Kind() == reflect.Interface || of.Implements(partType)
	if !drawn {
		switch pointed(of).Kind() {
		case reflect.Struct, reflect.Map, reflect.Slice, reflect.Func:
			c.fault(tree, pipe, fmt.Sprintf("「%s」はいくつもの値からなるので、そのままでは表示できません。", pipe), fmt.Sprintf("%s holds several values and cannot be written as it is", pipe), fieldsOf(of)...)
		}
		return
	}
	last := pipe.Cmds[len(pipe.Cmds)-1]
	if name, ok := last.Args[0].(*parse.IdentifierNode); ok && name.Ident == "draw" {
		return
	}
	pipe.Cmds = append(pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand, Args: []parse.Node{parse.NewIdentifier("draw").SetTree(nil).SetPos(pipe.Pos)}})
}

func (c *typing) pipe(tree *parse.Tree, pipe *parse.PipeNode, dot reflect.Type, vars scope) (reflect.Type, scope) {
	var of reflect.Type
	for _, command := range pipe.Cmds {
		of = c.command(tree, command, dot, vars)
	}
	for _, v := range pipe.Decl {
		if !pipe.IsAssign {
			vars = append(vars, variable{v.Ident[0], of})
		}
	}
	return of, vars
}

func (c *typing) command(tree *parse.Tree, command *parse.CommandNode, dot reflect.Type, vars scope) reflect.Type {
	types := make([]reflect.Type, len(command.Args))
	for i, arg := range command.Args {
		types[i] = c.value(tree, arg, dot, vars)
	}
	name, ok := command.Args[0].(*parse.IdentifierNode)
	if !ok {
		return types[0]
	}
	args := types[1:]
	switch name.Ident {
	case "len":
		return reflect.TypeFor[int]()
	case "eq", "ne", "lt", "le", "gt", "ge", "not":
		return reflect.TypeFor[bool]()
	case "print", "printf", "println", "html", "js", "urlquery":
		return reflect.TypeFor[string]()
	case "index":
		if len(args) > 0 {
			of := args[0]
			for range args[1:] {
				switch t := pointed(of); kindOf(t) {
				case reflect.Slice, reflect.Array, reflect.Map:
					of = t.Elem()
				default:
					return nil
				}
			}
			return of
		}
	case "and", "or":
		if len(args) > 0 && !slices.ContainsFunc(args, func(t reflect.Type) bool { return t != args[0] }) {
			return args[0]
		}
	}
	return nil
}

func (c *typing) value(tree *parse.Tree, node parse.Node, dot reflect.Type, vars scope) reflect.Type {
	switch n := node.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(tree, n, dot, n.Ident)
	case *parse.VariableNode:
		for i := len(vars) - 1; i >= 0; i-- {
			if vars[i].name == n.Ident[0] {
				return c.fields(tree, n, vars[i].of, n.Ident[1:])
			}
		}
	case *parse.ChainNode:
		return c.fields(tree, n, c.value(tree, n.Node, dot, vars), n.Field)
	case *parse.PipeNode:
		of, _ := c.pipe(tree, n, dot, vars)
		return of
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.NumberNode:
		return reflect.TypeFor[int]()
	}
	return nil
}

// fields follows names of fields from a type.
func (c *typing) fields(tree *parse.Tree, at parse.Node, of reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		of = pointed(of)
		switch kindOf(of) {
		case reflect.Invalid, reflect.Interface:
			return nil
		case reflect.Map:
			of = of.Elem()
			continue
		case reflect.Struct:
			if f, ok := of.FieldByName(name); ok && f.IsExported() {
				of = f.Type
				continue
			}
		}
		known := fieldsOf(of)
		c.fault(tree, at, fmt.Sprintf("「%s」に項目「%s」はありません。", at, name), fmt.Sprintf("%s: there is no field %s", at, name), known...)
		return nil
	}
	return of
}

// fault says what is wrong at a node, and which fields there are.
func (c *typing) fault(tree *parse.Tree, at parse.Node, ja, en string, known ...string) {
	location, _ := tree.ErrorContext(at)
	e := located(fmt.Errorf("template: %s: %s", location, en), c.texts)
	e.Message = term.Words{Ja: ja, En: en}
	if len(known) > 0 {
		list := strings.Join(known, ", ")
		e.Help = term.Words{Ja: "ここにある項目：" + list, En: "the fields here: " + list}
		name := en[strings.LastIndexByte(en, ' ')+1:]
		if near := diagnostic.Nearest(name, known); near != "" {
			e.Help = term.Words{Ja: fmt.Sprintf("%s のことではありませんか。ここにある項目：%s", near, list), En: fmt.Sprintf("did you mean %s? The fields here: %s", near, list)}
		}
	}
	c.faults = append(c.faults, e)
}

// fieldsOf lists the names of the fields of a type, those of embedded structs too, sorted.
func fieldsOf(of reflect.Type) []string {
	if of = pointed(of); kindOf(of) != reflect.Struct {
		return nil
	}
	names := map[string]bool{}
	for _, f := range reflect.VisibleFields(of) {
		if f.IsExported() && !f.Anonymous {
			names[f.Name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// pointed gives what a pointer leads to.
func pointed(of reflect.Type) reflect.Type {
	for of != nil && of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	return of
}

func kindOf(of reflect.Type) reflect.Kind {
	if of == nil {
		return reflect.Invalid
	}
	return of.Kind()
}
