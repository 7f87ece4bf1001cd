package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// brokenRecords writes so many records that cannot be read, and one that can.
func brokenRecords(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[B-%d]\nx = y\n", i)
	}
	return b.String() + "[R-1]\ntitle = 't'\n"
}

// TestRoundsAreBounded holds how many broken records are set aside to read the others, and that a heavy file has fewer rounds.
func TestRoundsAreBounded(t *testing.T) {
	for _, c := range []struct {
		size, broken int
		told         int
		read         bool
	}{
		{0, 1, 1, true}, {0, 15, 15, true}, {0, 16, 16, false}, {0, 20, 16, false},
		{heavy, 3, 3, true}, {heavy + 1, 2, 2, true}, {heavy + 1, 3, 3, false}, {heavy + 1, 4, 3, false},
	} {
		text := brokenRecords(c.broken)
		if n := c.size - len(text); n > 0 {
			text += "#" + strings.Repeat(" ", n-1)
		}
		tree := mustRead(t, "~risks/x.toml", text)
		ids := names(tree)
		if len(tree.Findings) != c.told || strings.Count(ids, "!") != c.told || strings.Contains(ids, "R-1") != c.read {
			t.Errorf("%d broken in %d bytes: %d are told, records %s", c.broken, len(text), len(tree.Findings), ids)
		}
	}
}

func TestRecordsOfBulk(t *testing.T) {
	for _, c := range []struct{ name, text, want, findings string }{
		{"a header of its own", "[R-1]\na = 1\n", "R-1 at 1:1-1:6", ""},
		{"indented", " \t[R-1]\nx = y\n  [ R-2 ]\n", "R-1! at 1:3-1:8, R-2 at 3:3-3:10", "risks/x.toml:2:5-2:6 syntax/bad-value [found:y]\n"},
		{"in braces", "R-1 = { a = 1 }\n", "R-1 at 1:1-1:4", ""},
		{"by dotted keys", "R-1.a = 1\nR-1.b = 2\n[R-2]\n", "R-1 at 1:1-1:4, R-2 at 3:1-3:6", ""},
		{"named by what stands below it alone", "[R-1.current]\na = 1\n", "R-1 at 1:1-1:14", ""},
		{"a broken one that goes on below another", "[R-1]\nx = y\n[R-2]\n[R-1.current]\na = 1\n", "R-1! at 1:1-1:6, R-2 at 3:1-3:6", "risks/x.toml:2:5-2:6 syntax/bad-value [found:y]\n"},
		{"a broken one whose id is none", "['R 1']\nx = y\n[R-2]\n", "R 1! at 1:1-1:8, R-2 at 3:1-3:6", "risks/x.toml:1:2-1:7 bad-id [found:R 1]\nrisks/x.toml:2:5-2:6 syntax/bad-value [found:y]\n"},
		{"a broken one that cannot have a page", "['R/1']\nx = y\n[R-2]\n", "R-2 at 3:1-3:6", "risks/x.toml:1:2-1:7 bad-id [found:R/1]\nrisks/x.toml:2:5-2:6 syntax/bad-value [found:y]\n"},
		{"out of the order of the alphabet", "[R-2]\n[R-1]\n", "R-2 at 1:1-1:6, R-1 at 2:1-2:6", ""},
		{"broken twice", "[R-1]\nx = y\n[R-1.current]\nx = z\n[R-2]\n", "R-1! at 1:1-1:6, R-2 at 5:1-5:6", "risks/x.toml:2:5-2:6 syntax/bad-value [found:y]\n"},
		{"broken in two places", "[R-1]\nx = y\n[R-2]\n[R-1.current]\nx = z\n", "R-1! at 1:1-1:6, R-2 at 3:1-3:6", "risks/x.toml:2:5-2:6 syntax/bad-value [found:y]\nrisks/x.toml:5:5-5:6 syntax/bad-value [found:z]\n"},
	} {
		tree := mustRead(t, "~risks/x.toml", c.text)
		var got []string
		for _, r := range tree.Records {
			s := r.ID
			if r.Broken {
				s += "!"
			}
			got = append(got, s+" at "+strings.TrimPrefix(at(r.Place()), "risks/x.toml:"))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
		if s := sayAll(tree.Findings); s != c.findings {
			t.Errorf("%s: got\n%swant\n%s", c.name, s, c.findings)
		}
	}
}

func TestLanguagesOfBodies(t *testing.T) {
	tree := mustRead(t, "~riskbook.toml", "default_language = 'ja'\nlanguages = ['ja', 'pt-BR']\n",
		"~risks/R-1.md", "+++\n+++\n", "~risks/R-1.pt-BT.md", "x", "~risks/R-1.en.md", "x", "~risks/x.toml", "[R-2]\nbody = { pt-BR = 'b', xx = 'x', ja = 'j', pt-BQ = 'q' }\n")
	want := "risks/R-1.pt-BT.md orphan-translation/language-near [allowed:ja, pt-BR found:pt-BT id:R-1 near:pt-BR]\n" +
		"risks/x.toml:2:23-2:25 unknown-key/language-unnamed [allowed:ja, pt-BR found:xx key:body.xx]\n" +
		"risks/x.toml:2:43-2:48 unknown-key/language-near [allowed:ja, pt-BR found:pt-BQ key:body.pt-BQ near:pt-BR]\n"
	if got := strings.ReplaceAll(sayAll(tree.Findings), "risks/R-1.pt-BT.md:1:1-1:1", "risks/R-1.pt-BT.md"); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := names(tree); got != "R-1/en/pt-BT R-2/pt-BQ/pt-BR/xx" {
		t.Errorf("records %s", got)
	}
	if got := tree.Records[1].Body.Text; got != "j" {
		t.Errorf("the body is %q", got)
	}
}

func TestWalkingDownAValue(t *testing.T) {
	d := parsed(t, "a = [1, [2]]\nb.c = 3\n")
	for _, c := range []struct {
		path []any
		want int64 // 0: nothing is there
	}{
		{[]any{"a", 0}, 1}, {[]any{"a", 1, 0}, 2}, {[]any{"b", "c"}, 3},
		{[]any{"a", 2}, 0}, {[]any{"a", -1}, 0}, {[]any{"a", 1, 1}, 0}, {[]any{"b", "d"}, 0}, {[]any{"b", "d", "e"}, 0}, {[]any{"b", 0}, 0}, {[]any{"x", 0, "y"}, 0},
	} {
		v := d.Table.At(c.path...)
		if (v == nil) != (c.want == 0) || v != nil && v.Integer != c.want {
			t.Errorf("%v: %+v", c.path, v)
		}
	}
	if v := (*Value)(nil).At("a"); v != nil {
		t.Errorf("in nothing there is %+v", v)
	}
	if f := (*Value)(nil).Field("a"); f != nil {
		t.Errorf("in nothing there is %+v", f)
	}
}

func TestMergeConflictInATemplate(t *testing.T) {
	got, found := MergeConflict("templates/x.html", []byte("<p>\n"+merged))
	if want := (diagnostic.Place{File: "templates/x.html", Line: 2, Column: 1, EndLine: 2, EndColumn: 13}); !found || got.Rule != "merge-conflict" || got.Place != want {
		t.Errorf("%+v, %t", got, found)
	}
	if got, found := MergeConflict("templates/x.html", []byte("<p>\n=======\n")); found {
		t.Errorf("%+v", got)
	}
}

// What lies behind a merge overlaps with it: what only touches it does not.
func TestWhatLiesBehindAMerge(t *testing.T) {
	list := []conflict{{start: 10, end: 20}, {start: 40, end: 50}}
	for _, c := range []struct {
		start, end int
		want       bool
	}{
		{0, 10, false}, {0, 11, true}, {12, 15, true}, {19, 30, true}, {20, 40, false}, {20, 41, true}, {50, 60, false}, {0, 60, true},
	} {
		if got := behind(list, c.start, c.end); got != c.want {
			t.Errorf("%d to %d: %t", c.start, c.end, got)
		}
	}
}
