package source

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Every character becomes another of the same width, so that lines and columns stay; a byte-order mark stays one, and what is no UTF-8 counts bytes.
func TestMaskedKeepsLinesAndColumns(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"ab\r\nc\n", "xx\r\nx\n"},
		{"é停🔑\n", "·・🔒\n"},
		{"\ufeffa\ufeff", "\ufeffx・"},
		{"\xff\xe5停", "xx・"},
	} {
		f := &File{Path: "content/risks/R-1.md", Data: []byte(c.text)}
		got := f.Masked()
		if string(got.Data) != c.want || got.Path != f.Path || string(f.Data) != c.text {
			t.Errorf("%q: %q in %s, want %q", c.text, got.Data, got.Path, c.want)
		}
	}
}

func TestNumberedFilesHaveALineARecord(t *testing.T) {
	for _, c := range []struct{ records, lines int }{{0, 1}, {1, 1}, {3, 3}} {
		f := (&File{Path: "p", Data: []byte("secret")}).Numbered(c.records)
		if got := strings.Repeat("x\n", c.lines); string(f.Data) != got || f.Path != "p" {
			t.Errorf("%d records: %q in %s", c.records, f.Data, f.Path)
		}
		for n := range c.records {
			if got, want := f.Place(NumberedLine(n)), n+1; got.Line != want || got.Column != 1 || got.EndLine != want || got.EndColumn != 2 {
				t.Errorf("record %d of %d: %+v", n, c.records, got)
			}
		}
	}
}

// places gives the spans of a value and of all in it, keys included.
func places(v Value) []Span {
	all := []Span{v.Span}
	for _, item := range v.Items {
		all = append(all, places(item)...)
	}
	for _, f := range v.Fields {
		all = append(append(all, f.KeySpan), places(f.Value)...)
	}
	return all
}

func TestMovedLeavesWhatItMoves(t *testing.T) {
	text := "+++\ntitle = { ja = 'j', en = 'e' }\nlist = [1, [2, 3], { k = 'v' }]\n[current]\nlikelihood = 3\n[[action]]\ndue = 2026-12-01\n[[action]]\n+++\n"
	read := func() Value { return *mustRead(t, "~risks/R-1.md", text).Records[0].Table }
	v, before := read(), read()
	to := Span{7, 9}
	moved := v.Moved(to)
	if diff := cmp.Diff(before, v, cmp.AllowUnexported(Value{})); diff != "" {
		t.Errorf("the value that was moved is another (-before +after):\n%s", diff)
	}
	got := places(moved)
	if len(got) != len(places(before)) || slices.ContainsFunc(got, func(s Span) bool { return s != to }) {
		t.Errorf("not all of %d places are %v: %v", len(places(before)), to, got)
	}
	if want := "v"; moved.Field("list").Value.Items[2].Field("k").Value.Text != want {
		t.Errorf("what was moved says something else than %s", want)
	}
}

// A part of a record tells places in what remains: those of a body that keeps its text, the start of the file for one that does not, and the record's line in
// a file of many.
func TestPartTellsPlacesInWhatRemains(t *testing.T) {
	tree := mustRead(t, "~riskbook.toml", "default_language = 'ja'\nlanguages = ['ja', 'en']\n",
		"~risks/R-1.md", "+++\ntitle = 't'\n+++\n\n本文です。\n", "~risks/R-1.en.md", "\nThe body.\n",
		"~risks/x.toml", "[R-2]\n[R-3]\ntitle = 't'\nbody = { ja = 'おと', en = \"a\\u0062c\" }\n")
	keep := func(b Body) string { return b.Text }
	first := func(b Body) string { return b.Text[:4] }
	line := NumberedLine(1)
	numbered := func(f *File) *File {
		if strings.HasSuffix(f.Path, ".toml") {
			return f.Numbered(2)
		}
		return f.Masked()
	}
	for _, c := range []struct {
		name string
		id   string
		line *Span
		text func(Body) string
		want string
	}{
		{"texts are kept", "R-1", nil, keep, "R-1.md:1:1-1:4, R-1.md:5:1-5:3, en R-1.en.md:2:1-2:7"},
		{"texts are others", "R-1", nil, first, "R-1.md:1:1-1:4, R-1.md:1:2-2:1, en R-1.en.md:2:1-2:4"},
		{"one of many", "R-3", &line, keep, "x.toml:2:1-2:2, x.toml:2:2-3:1, en x.toml:2:2-3:1"},
	} {
		i := slices.IndexFunc(tree.Records, func(r *Record) bool { return r.ID == c.id })
		r := tree.Records[i]
		before := at(r.Body.Place(1, 7)) + at(r.Translations[0].Place(1, 7)) + at(r.Place())
		p := r.Part(r.Table, numbered, c.line, c.text)
		got := []string{at(p.Place()), at(p.Body.Place(1, 7))}
		for _, b := range p.Translations {
			got = append(got, b.Language+" "+at(b.Place(1, 7)))
		}
		if s := strings.ReplaceAll(strings.Join(got, ", "), "risks/", ""); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
		if after := at(r.Body.Place(1, 7)) + at(r.Translations[0].Place(1, 7)) + at(r.Place()); after != before {
			t.Errorf("%s: the whole record tells %s, not %s", c.name, after, before)
		}
		if c.line != nil && slices.ContainsFunc(places(*p.Table), func(s Span) bool { return s != *c.line }) {
			t.Errorf("%s: not all of the record stands in its line: %v", c.name, places(*p.Table))
		}
	}
}
