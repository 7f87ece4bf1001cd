package site

import (
	"bytes"
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

// follow checks every template against what it is shown.
func (t *Theme) follow(shared *template.Template, pages map[string][]*template.Template, files map[string]file, views *Views) Errors {
	if views == nil {
		return nil
	}
	c := &typing{shared: map[string]*parse.Tree{}, seen: map[typed]bool{}, texts: t.texts}
	for _, s := range shared.Templates() {
		if s.Tree != nil {
			c.shared[s.Name()] = s.Tree
		}
	}
	for _, p := range views.Parts {
		c.part(p)
	}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		c.page(pages[name], files[name].shown, views.Pages[name])
	}
	return c.faults
}

// parts makes what pages share ready: each part to be drawn by itself, and the rest for the programs of pages.
func (t *Theme) parts(shared *template.Template, views *Views) (*maker, error) {
	var parts, all []string
	for _, p := range views.Parts {
		if name := p.Template(); name != "" && shared.Lookup(name) == nil {
			return nil, noPart(name)
		} else if name != "" {
			parts = append(parts, name)
		}
	}
	for _, s := range shared.Templates() {
		if s.Name() != layout && s.Tree != nil {
			all = append(all, s.Name())
		}
	}
	set, err := escaped(shared, all)
	suited := err == nil
	if !suited { // what stands in attributes alone need not fit into text
		if set, err = escaped(shared, parts); err != nil {
			return nil, err
		}
	}
	m := &maker{all: treesOf(set), kept: map[typed]*program{}}
	for _, p := range views.Parts {
		name := p.Template()
		if name == "" {
			continue
		}
		t.templates[name] = set.Lookup(name)
		if suited {
			if program := m.program(name, reflect.TypeOf(part.Shown(p))); program != nil {
				t.programs[name] = program
			}
		}
	}
	if !suited {
		return nil, nil
	}
	return m, nil
}

// escaped copies a set and has html/template escape some of its templates as they stand in text, without executing them.
func escaped(shared *template.Template, names []string) (*template.Template, error) {
	set, err := shared.Clone()
	if err != nil {
		return nil, err
	}
	var calls strings.Builder
	for _, name := range names {
		fmt.Fprintf(&calls, "{{template %q .}}", name)
	}
	probe, err := set.Option("missingkey=error").New("probe").Parse("{{if false}}" + calls.String() + "{{end}}")
	if err != nil {
		return nil, err
	}
	return set, probe.Execute(new(bytes.Buffer), nil)
}

// page makes the program of a page from its set of templates; nil where it cannot be one.
func (m *maker) page(set *template.Template, own []*template.Template, shown string, view reflect.Type) *program {
	trees := treesOf(set)
	m.tree, m.made = map[string]*parse.Tree{layout: trees[layout], "content": trees["content"]}, map[typed]*program{}
	for _, t := range own {
		name := t.Name()
		if name != shown && name != "content" && m.all[name] != nil {
			return nil // it would stand in the place of what other templates call
		}
		if name != shown {
			m.tree[name] = trees[name]
		}
	}
	return m.program(layout, view)
}

func noPart(name string) *Error {
	return &Error{
		Place:   diagnostic.Place{File: "templates/parts/"},
		Message: term.Words{Ja: fmt.Sprintf("部品「%s」を定義するファイルがありません。", name), En: fmt.Sprintf("no file defines the part %q", name)},
		Help:    term.Words{Ja: fmt.Sprintf("上書きしたファイルに {{define %q}} … {{end}} を書いてください。", name), En: fmt.Sprintf("write {{define %q}} … {{end}} into the file that overrides the built-in one", name)},
	}
}

// blank tells whether a template shows nothing: it holds only definitions and comments.
func blank(t *template.Template) bool { return strings.TrimSpace(t.Tree.Root.String()) == "" }

// assemble puts a page's templates into a copy of the shared ones and escapes the whole without executing it.
func assemble(shared *template.Template, own []*template.Template, shown string, funcs template.FuncMap) (*template.Template, error) {
	set, err := needed(shared, own, funcs)
	if err != nil {
		return nil, err
	}
	for _, tmpl := range own {
		name := tmpl.Name()
		if name == shown {
			if name = "content"; blank(tmpl) && slices.ContainsFunc(own, func(o *template.Template) bool { return o.Name() == name }) {
				continue
			}
		}
		if _, err := set.AddParseTree(name, tmpl.Tree); err != nil {
			return nil, err
		}
	}
	// The escaper follows the branch that execution never takes.
	probe, err := set.New("probe").Parse(`{{if false}}{{template "` + layout + `" .}}{{end}}`)
	if err != nil {
		return nil, err
	}
	if err := probe.Execute(new(bytes.Buffer), nil); err != nil {
		return nil, err
	}
	return set.Lookup(layout), nil
}

// needed copies of a set what the layout and a page's own templates call: copying all for every page would take longer than making a small site.
func needed(shared *template.Template, own []*template.Template, funcs template.FuncMap) (*template.Template, error) {
	set := template.New(layout).Option("missingkey=error").Funcs(funcs)
	added := map[string]bool{}
	var add func(tree *parse.Tree) error
	call := func(name string) error {
		called := shared.Lookup(name)
		if added[name] || called == nil || called.Tree == nil {
			return nil
		}
		added[name] = true
		if _, err := set.AddParseTree(name, called.Tree.Copy()); err != nil {
			return err
		}
		return add(called.Tree)
	}
	add = func(tree *parse.Tree) error {
		for _, name := range callsOf(tree.Root) {
			if err := call(name); err != nil {
				return err
			}
		}
		return nil
	}
	for _, o := range own {
		if err := add(o.Tree); err != nil {
			return nil, err
		}
	}
	return set, call(layout)
}

// callsOf lists the templates that a node calls.
func callsOf(n parse.Node) []string {
	var names []string
	both := func(b *parse.BranchNode) {
		names = append(names, callsOf(b.List)...)
		if b.ElseList != nil {
			names = append(names, callsOf(b.ElseList)...)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, inner := range n.Nodes {
			names = append(names, callsOf(inner)...)
		}
	case *parse.TemplateNode:
		names = append(names, n.Name)
	case *parse.IfNode:
		both(&n.BranchNode)
	case *parse.WithNode:
		both(&n.BranchNode)
	case *parse.RangeNode:
		both(&n.BranchNode)
	}
	return names
}

func overridesNothing(name string, files map[string]file) *Error {
	var known []string
	for other, f := range files {
		if f.known {
			known = append(known, other)
		}
	}
	slices.Sort(known)
	e := &Error{
		Place:   diagnostic.Place{File: files[name].shown},
		Message: term.Words{Ja: "同じ名前の組込みテンプレートがなく、どこにも使われません。", En: "overrides no built-in template and would be used nowhere"},
		Help:    term.Words{Ja: "組込みのテンプレートの名前にするか、共通の部品なら parts/ に置いてください。", En: "give it the name of a built-in template, or put it into parts/ if it defines parts"},
	}
	if near := diagnostic.Nearest(name, known); near != "" {
		e.Help = term.Words{Ja: fmt.Sprintf("%s のことではありませんか。", near), En: fmt.Sprintf("did you mean %s?", near)}
	}
	return e
}

func outsideDefine(shown string) *Error {
	return &Error{
		Place:   diagnostic.Place{File: shown},
		Message: term.Words{Ja: "{{define}} の外に書かれた部分があり、どこにも表示されません。", En: "holds text outside {{define}}, which would show nowhere"},
		Help:    term.Words{Ja: "parts/ のファイルでは、すべてを {{define \"名前\"}} … {{end}} で囲みます。", En: `a file in parts/ puts everything between {{define "name"}} and {{end}}`},
	}
}

func definedTwice(name, first, second string) *Error {
	return &Error{
		Place:   diagnostic.Place{File: second},
		Message: term.Words{Ja: fmt.Sprintf("部品「%s」は %s でも定義されています。", name, first), En: fmt.Sprintf("defines %q, which %s defines too", name, first)},
		Help:    term.Words{Ja: "部品を置き換えるには、同じ名前のファイルで上書きしてください。", En: "to replace a part, override the file that defines it with one of the same name"},
	}
}
