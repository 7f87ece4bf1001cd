package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// count is a number with what it belongs to.
type count struct {
	name string
	n    int
}

// house is what is counted in the source.
type house struct {
	code, tests map[string]int // lines, by package
	methods     map[string]int // by type
	files       []count        // lines
	functions   []count        // lines
	fields      map[string]int // of views: all, and those that are finished HTML
	tags        int            // places at which Go writes markup
	embedded    []string       // structs that embed another package's struct
	literals    int            // names of rules, written as strings where a constant belongs
	silent      int            // exported names without a comment
	imports     []count        // of packages of this module, by package
	structs     map[string]bool
	embeds      map[string][]string // of struct types, by what they embed
}

// survey reads all Go source below a folder.
func survey(root string) (*house, error) {
	h := &house{code: map[string]int{}, tests: map[string]int{}, methods: map[string]int{}, fields: map[string]int{}, structs: map[string]bool{}, embeds: map[string][]string{}}
	imports := map[string]map[string]bool{}
	rules, err := ruleNames(filepath.Join(root, "internal", "rule"))
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (slices.Contains([]string{"testdata", "node_modules"}, entry.Name()) || name != root && strings.HasPrefix(entry.Name(), ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		pkg, lines := path.Dir(relative), strings.Count(string(text), "\n")
		if strings.HasSuffix(name, "_test.go") {
			h.tests[pkg] += lines
			return nil
		}
		h.code[pkg] += lines
		h.files = append(h.files, count{relative, lines})
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return err
		}
		if imports[pkg] == nil {
			imports[pkg] = map[string]bool{}
		}
		h.file(pkg, set, file, imports[pkg], rules)
		h.silent += undocumented(file)
		return nil
	})
	for _, pkg := range slices.Sorted(maps.Keys(imports)) {
		h.imports = append(h.imports, count{pkg, len(imports[pkg])})
	}
	for _, one := range slices.Sorted(maps.Keys(h.embeds)) {
		for _, other := range h.embeds[one] {
			if h.structs[other] {
				h.embedded = append(h.embedded, one+" "+other)
			}
		}
	}
	return h, err
}

// ruleNames returns the names of the rules.
func ruleNames(folder string) (map[string]bool, error) {
	names := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	declared := regexp.MustCompile(`\bName += "([a-z0-9-]+)"`)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for _, found := range declared.FindAllStringSubmatch(string(text), -1) {
			names[found[1]] = true
		}
	}
	return names, nil
}

const module = "github.com/riskbook/riskbook/"

// file counts in one file.
func (h *house) file(pkg string, set *token.FileSet, file *ast.File, imports, rules map[string]bool) {
	named := map[string]string{} // packages of this module, by the name that the file gives them
	for _, i := range file.Imports {
		imported, _ := strconv.Unquote(i.Path.Value)
		if inside, ok := strings.CutPrefix(imported, module); ok {
			imports[inside] = true
			called := path.Base(inside)
			if i.Name != nil {
				called = i.Name.Name
			}
			named[called] = inside
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			name := pkg + "." + d.Name.Name
			if of := receiver(d); of != "" {
				h.methods[pkg+"."+of]++
				name = pkg + "." + of + "." + d.Name.Name
			}
			h.functions = append(h.functions, count{name, set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1})
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if t, ok := spec.(*ast.TypeSpec); ok {
					h.declared(pkg, t, named)
				}
			}
		}
	}
	for _, d := range file.Decls {
		bare := rules
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
			bare = nil // the value of a constant has a name of its own
		}
		ast.Inspect(d, func(n ast.Node) bool { h.inspect(pkg, n, bare); return true })
	}
}

// declared counts in the declaration of a type.
func (h *house) declared(pkg string, t *ast.TypeSpec, named map[string]string) {
	s, ok := t.Type.(*ast.StructType)
	if !ok {
		return
	}
	name := pkg + "." + t.Name.Name
	h.structs[name] = true
	for _, f := range s.Fields.List {
		kind := f.Type
		if star, ok := kind.(*ast.StarExpr); ok {
			kind = star.X
		}
		selector, ok := kind.(*ast.SelectorExpr)
		if ok && len(f.Names) == 0 {
			if from, ok := selector.X.(*ast.Ident); ok && named[from.Name] != "" {
				h.embeds[name] = append(h.embeds[name], named[from.Name]+"."+selector.Sel.Name)
			}
		}
		if pkg == "internal/view" || pkg == "internal/part" {
			h.fields["all"] += max(1, len(f.Names))
			if ok && selector.Sel.Name == "HTML" {
				h.fields["HTML"] += max(1, len(f.Names))
			}
		}
	}
}

var markup = regexp.MustCompile(`</?[a-z][a-z0-9]*[ >]`)

// inspect counts what stands in expressions.
func (h *house) inspect(pkg string, n ast.Node, rules map[string]bool) {
	literal, ok := n.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return
	}
	if (pkg == "internal/page" || strings.HasPrefix(pkg, "internal/page/")) && markup.MatchString(text) {
		h.tags++
	}
	if rules[text] && strings.Contains(text, "-") && pkg != "internal/rule" {
		h.literals++
	}
}

// receiver returns the type that a method belongs to; empty for a function.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	kind := d.Recv.List[0].Type
	for {
		switch t := kind.(type) {
		case *ast.StarExpr:
			kind = t.X
		case *ast.IndexExpr:
			kind = t.X
		case *ast.Ident:
			return t.Name
		default:
			return ""
		}
	}
}

// figure is one line of the table.
type figure struct{ what, found, wanted, where string }

// figures puts what was counted into a table.
func (h *house) figures() []figure {
	worst := func(what, wanted string, list []count) figure {
		slices.SortFunc(list, func(a, b count) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.name, b.name)) })
		var next []string
		for _, c := range list[:min(3, len(list))] {
			next = append(next, fmt.Sprintf("%s %d", c.name, c.n))
		}
		return figure{what, strconv.Itoa(list[0].n), wanted, strings.Join(next, ", ")}
	}
	byName := func(m map[string]int, but ...string) []count {
		var list []count
		for _, name := range slices.Sorted(maps.Keys(m)) {
			if !slices.Contains(but, name) {
				list = append(list, count{name, m[name]})
			}
		}
		return list
	}
	code, tests := 0, 0
	for _, n := range h.code {
		code += n
	}
	for _, n := range h.tests {
		tests += n
	}
	ratio := func(pkg string) string {
		return fmt.Sprintf("%.2f", float64(h.tests[pkg])/float64(max(1, h.code[pkg])))
	}
	return []figure{
		worst("methods on one type", "25", byName(h.methods)),
		{"fields of views that are finished HTML", fmt.Sprintf("%d of %d", h.fields["HTML"], h.fields["all"]), "prose alone", ""},
		{"places of markup in Go", strconv.Itoa(h.tags), "0", "internal/page"},
		worst("lines of a package, but register and check", "4000", byName(h.code, "internal/register", "internal/check")),
		{"structs that embed another package's", strconv.Itoa(len(h.embedded)), "0", strings.Join(h.embedded, ", ")},
		{"names of rules as bare strings", strconv.Itoa(h.literals), "0", ""},
		{"exported names without a comment", strconv.Itoa(h.silent), "0", ""},
		{"test lines a code line", fmt.Sprintf("%.2f", float64(tests)/float64(max(1, code))), "0.55", "check " + ratio("internal/check") + ", page " + ratio("internal/page") + ", changes " + ratio("internal/changes")},
		worst("lines of a function", "60", h.functions),
		worst("lines of a file", "400", h.files),
		worst("packages of ours that one imports", "few", h.imports),
	}
}
