package source

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// register makes a file system of path and text in turn; "~" stands for content/.
func register(files ...string) fstest.MapFS {
	m := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"試験\"\n")}}
	for i := 0; i < len(files); i += 2 {
		m[strings.Replace(files[i], "~", "content/", 1)] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

func mustRead(t *testing.T, files ...string) *Tree {
	t.Helper()
	tree, err := Read(register(files...))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// say writes a finding on one line: file:line:column-endLine:endColumn rule/case {args}.
func say(f diagnostic.Finding) string {
	s := at(f.Place) + " " + f.Rule
	if f.Case != "" {
		s += "/" + f.Case
	}
	if len(f.Args) > 0 {
		s += " " + strings.TrimPrefix(fmt.Sprint(f.Args), "map")
	}
	for _, r := range f.Related {
		s += " <- " + at(r.Place)
	}
	return s
}

func at(p diagnostic.Place) string {
	if p.Line == 0 {
		return strings.TrimPrefix(p.File, "content/")
	}
	return fmt.Sprintf("%s:%d:%d-%d:%d", strings.TrimPrefix(p.File, "content/"), p.Line, p.Column, p.EndLine, p.EndColumn)
}

func sayAll(list []diagnostic.Finding) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(say(f) + "\n")
	}
	return b.String()
}

func TestBothFormsOfRecords(t *testing.T) {
	tree := mustRead(t,
		"~risks/plant/R-001.md", "+++\ntitle = \"停止\"\nowner = \"op\"\n[current]\nlikelihood = 3\nimpacts = { service = 4 }\n+++\n\n本文です。\n",
		"~risks/plant/R-001.en.md", "The body.\n",
		"~risks/all.toml", "[R-002]\ntitle = \"t\"\nbody = \"\"\"\nText\n\"\"\"\n[R-002.current]\nlikelihood = 1\n[[R-002.action]]\ndue = 2026-12-01\n[[R-002.action]]\ndue = 2026-12-02\n",
	)
	if s := sayAll(tree.Findings); s != "" {
		t.Fatal(s)
	}
	if len(tree.Records) != 2 {
		t.Fatalf("%d records, want 2", len(tree.Records))
	}
	bulk, md := tree.Records[0], tree.Records[1]
	for _, c := range []struct{ got, want string }{
		{md.ID + " " + md.Folder, "R-001 risks"},
		{md.Body.Text, "\n本文です。\n"},
		{at(md.Body.Place(1, 7)), "risks/plant/R-001.md:9:1-9:3"},
		{md.Translations[0].Language + " " + md.Translations[0].Text, "en The body.\n"},
		{at(md.Place("title")), "risks/plant/R-001.md:2:9-2:13"},
		{at(md.KeyPlace("title")), "risks/plant/R-001.md:2:1-2:6"},
		{at(md.Place("current", "impacts", "service")), "risks/plant/R-001.md:6:23-6:24"},
		{at(md.KeyPlace("current", "impacts", "service")), "risks/plant/R-001.md:6:13-6:20"},
		{at(md.Place("current")), "risks/plant/R-001.md:4:1-4:10"},
		{at(md.KeyPlace("current")), "risks/plant/R-001.md:4:2-4:9"},
		{at(md.Place("nothing")), "risks/plant/R-001.md:1:1-1:4"},
		{bulk.ID + " " + bulk.Body.Text, "R-002 Text\n"},
		{at(bulk.Body.Place(0, 4)), "risks/all.toml:4:1-4:5"},
		{at(bulk.Place("action", 1, "due")), "risks/all.toml:11:7-11:17"},
		{at(bulk.Place("action", 1)), "risks/all.toml:10:1-10:17"},
		{bulk.Table.At("action", 1, "due").Date.String(), "2026-12-02"},
		{at(bulk.Place()), "risks/all.toml:1:1-1:8"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	if bulk.Table.Field("body") != nil {
		t.Error("body is still among the fields")
	}
}
