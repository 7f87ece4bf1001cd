package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFigures(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"internal/rule/a.go": "package rule\n\nconst DueSoon Name = \"due-soon\"\nconst Cycle Name = \"cycle\"\n",
		"internal/base/base.go": "package base\n\ntype Ground struct{ A, B int }\n\ntype Maker interface{ Make() }\n\n" +
			"func (g *Ground) One() {}\n\nfunc (g Ground) Two() {\n\tg.One()\n}\n",
		"internal/view/view.go": "package view\n\nimport (\n\t\"html/template\"\n\n\t\"github.com/riskbook/riskbook/internal/base\"\n)\n\n" +
			"type view struct {\n\t*base.Ground\n\tbase.Maker\n\tTitle, Note string\n\tText        template.HTML\n}\n",
		"internal/page/page.go": "package page\n\nvar x = []string{\"<p>\", \"a < b\", \"</li> \", \"due-soon\", \"cycle\"}\n",
		"internal/said/said.go": "package said\n\n// Both are said.\nconst (\n\tA = 1\n\tB = 2\n)\n\nvar C, D = 1, 2\nvar E = 3 // said\n\ntype hidden struct{}\n\nfunc (hidden) F() {}\n\n" +
			"// G is said.\nfunc G() {}\n",
		"internal/page/page_test.go":         "package page\n\n// <p>\n",
		"internal/page/testdata/broken/x.go": "no Go",
	} {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	h, err := survey(root)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range h.figures() {
		got[f.what] = f.found
	}
	want := map[string]string{
		"methods on one type":                        "2",
		"fields of views that are finished HTML":     "1 of 5",
		"places of markup in Go":                     "2",
		"lines of a package, but register and check": "17",
		"structs that embed another package's":       "1", // an interface is another matter
		"names of rules as bare strings":             "1", // a word without a hyphen may mean anything
		"exported names without a comment":           "8", // a comment over a group, or behind a name, speaks too
		"test lines a code line":                     "0.06",
		"lines of a function":                        "3",
		"lines of a file":                            "17",
		"packages of ours that one imports":          "1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
