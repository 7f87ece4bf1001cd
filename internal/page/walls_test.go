package page

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tag is what begins or ends an element. Words in angle brackets that are no element, as in "<0.1%", are none.
var tag = regexp.MustCompile(`</?[a-z][a-z0-9]*[ />=]|</[a-z]`)

func TestNoMarkupInGo(t *testing.T) {
	for _, folder := range []string{".", "../part"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, name, text, 0)
			if err != nil {
				t.Fatal(err)
			}
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
