package page

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tag is what begins or ends an element. Words in angle brackets that are no element, as in "<0.1%", are none.
var tag = regexp.MustCompile(`</?[a-z][a-z0-9]*[ />=]|</[a-z]`)

func TestNoMarkupInGo(t *testing.T) {
	for _, folder := range []string{".", "*", "../part", "../view"} {
		set := token.NewFileSet()
		for _, file := range goFiles(t, set, folder) {
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.BasicLit); ok && s.Kind == token.STRING {
					if words, err := strconv.Unquote(s.Value); err == nil && tag.MatchString(words) {
						t.Errorf("%s: %s is markup, which belongs into templates/", set.Position(s.Pos()), s.Value)
					}
				}
				return true
			})
		}
	}
}

// mostMethods is how many methods a type may have: beyond it, it is several.
const mostMethods = 25

func TestNoTypeDoesEverything(t *testing.T) {
	methods := map[string]int{}
	for name, file := range rooms(t) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil {
				continue
			}
			of := f.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if id, ok := of.(*ast.Ident); ok {
				if methods[id.Name]++; methods[id.Name] == mostMethods+1 {
					t.Errorf("%s: %s has more than %d methods", name, id.Name, mostMethods)
				}
			}
		}
	}
	if len(methods) < 20 {
		t.Errorf("only %d types were found", len(methods))
	}
}

func TestNoStructEmbedsAnotherPackages(t *testing.T) {
	for _, folder := range []string{".", "*", "../part", "../site", "../view"} {
		for name, file := range goFiles(t, token.NewFileSet(), folder) {
			ast.Inspect(file, func(n ast.Node) bool {
				s, ok := n.(*ast.StructType)
				if !ok {
					return true
				}
				for _, f := range s.Fields.List {
					of := f.Type
					if star, ok := of.(*ast.StarExpr); ok {
						of = star.X
					}
					if embedded, ok := of.(*ast.SelectorExpr); ok && len(f.Names) == 0 {
						t.Errorf("%s embeds %s", name, embedded.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

// rooms gives the files of this package and of the rooms of pages.
func rooms(t *testing.T) map[string]*ast.File {
	t.Helper()
	set := token.NewFileSet()
	files := goFiles(t, set, ".")
	maps.Copy(files, goFiles(t, set, "*"))
	return files
}

// goFiles parses the files of a package, tests left out.
func goFiles(t *testing.T, set *token.FileSet, folder string) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
	}
	return files
}
