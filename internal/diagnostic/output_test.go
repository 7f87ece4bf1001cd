package diagnostic

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/term"
)

var sample = []Diagnostic{{
	Rule: "not-on-scale", Severity: Error, Place: Place{"content/risks/R-012.md", 7, 14, 7, 15},
	Message: term.Words{Ja: "起こりやすさ 6 は尺度 1..5 にありません", En: "likelihood 6 is not on the scale 1..5"},
	Help:    term.Words{Ja: "尺度の値に直してください", En: "content/criteria.toml defines 1 Rare … 5 Frequent"},
}}

func text(t *testing.T, list []Diagnostic, language string, lines map[int]string, color bool) string {
	t.Helper()
	var b strings.Builder
	if err := WriteText(&b, list, language, func(_ string, n int) string { return lines[n] }, color); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteText(t *testing.T) {
	one := func(p Place, related ...Related) []Diagnostic {
		return []Diagnostic{{Rule: "wrong-kind", Severity: Warning, Place: p, Message: term.Same("m"), Related: related}}
	}
	long := strings.Repeat("0123456789", 30)
	for _, c := range []struct {
		name     string
		list     []Diagnostic
		language string
		lines    map[int]string
		want     string
	}{
		{"as the contract prints it", sample, "en", map[int]string{7: "likelihood = 6"}, `
content/risks/R-012.md:7:14: error: likelihood 6 is not on the scale 1..5 [not-on-scale]
   7 | likelihood = 6
     |              ^
   help: content/criteria.toml defines 1 Rare … 5 Frequent
`},
		{"in Japanese", sample, "ja", map[int]string{7: "likelihood = 6"}, `
content/risks/R-012.md:7:14: error: 起こりやすさ 6 は尺度 1..5 にありません [not-on-scale]
   7 | likelihood = 6
     |              ^
   help: 尺度の値に直してください
`},
		{"Japanese is two cells wide, half-width katakana one", one(Place{"a.md", 12, 6, 12, 7}), "en", map[int]string{12: "停止 ｶﾅx"}, `
a.md:12:6: warning: m [wrong-kind]
  12 | 停止 ｶﾅx
     |        ^
`},
		{"combining marks take no cell", one(Place{"a.md", 1, 4, 1, 5}), "en", map[int]string{1: "e\u0301ax"}, "\n" +
			"a.md:1:4: warning: m [wrong-kind]\n   1 | e\u0301ax\n     |   ^\n"},
		{"tabs stay tabs", one(Place{"a.md", 1, 3, 1, 4}), "en", map[int]string{1: "\ta = 1"}, "\n" +
			"a.md:1:3: warning: m [wrong-kind]\n   1 | \ta = 1\n     | \t ^\n"},
		{"the gutter grows", one(Place{"a.md", 123456, 1, 123456, 2}), "en", map[int]string{123456: "x"}, `
a.md:123456:1: warning: m [wrong-kind]
123456 | x
       | ^
`},
		{"a file as a whole has no line", one(Place{File: "a.md"}), "en", map[int]string{1: "x"}, `
a.md:1:1: warning: m [wrong-kind]
`},
		{"the caret stands after the end of a line", one(Place{"a.md", 1, 4, 1, 4}), "en", map[int]string{1: "abc"}, `
a.md:1:4: warning: m [wrong-kind]
   1 | abc
     |    ^
`},
		{"related places", one(Place{"a.md", 1, 1, 1, 2}, Related{Place{"b.toml", 3, 2, 3, 5}, term.Same("here")}), "en", nil, `
a.md:1:1: warning: m [wrong-kind]
   note: b.toml:3:2: here
`},
		{"a long line is cut around the caret", one(Place{"a.md", 1, 151, 1, 152}), "en", map[int]string{1: long}, `
a.md:1:151: warning: m [wrong-kind]
   1 | …` + long[77:187] + `…
     | ` + strings.Repeat(" ", 74) + `^
`},
		{"nothing reaches the terminal", []Diagnostic{{
			Rule: "syntax", Severity: Error, Place: Place{"a\x1b[2J.md", 1, 9, 1, 10}, Message: term.Same("found \x1b]0;x\x07 and \u202e\ndone"),
		}}, "en", map[int]string{1: "\x1b[31mab\u202e!\x00"}, `
a\x1b[2J.md:1:9: error: found \x1b]0;x\x07 and \u202e\ndone [syntax]
   1 | �[31mab�!�
     |         ^
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), text(t, c.list, c.language, c.lines, false)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWriteTextInColour(t *testing.T) {
	want := "\x1b[1mcontent/risks/R-012.md:7:14\x1b[0m: \x1b[1;31merror\x1b[0m: likelihood 6 is not on the scale 1..5 \x1b[2m[not-on-scale]\x1b[0m\n" +
		"   7 | likelihood = 6\n     |              \x1b[1;32m^\x1b[0m\n   help: content/criteria.toml defines 1 Rare … 5 Frequent\n"
	if diff := cmp.Diff(want, text(t, sample, "en", map[int]string{7: "likelihood = 6"}, true)); diff != "" {
		t.Error(diff)
	}
}

func TestWriteJSON(t *testing.T) {
	list := append(sample[:1:1], Diagnostic{
		Rule: "duplicate-id", Severity: Warning, Place: Place{File: "b.md"}, Message: term.Same("<m>"),
		Related: []Related{{Place{"a.md", 1, 2, 1, 4}, term.Words{Ja: "ここ", En: "here"}}},
	})
	want := `{"diagnostics":[` +
		`{"rule":"not-on-scale","severity":"error","file":"content/risks/R-012.md","line":7,"column":14,"endLine":7,"endColumn":15,"message":"likelihood 6 is not on the scale 1..5","help":"content/criteria.toml defines 1 Rare … 5 Frequent","related":[]},` +
		`{"rule":"duplicate-id","severity":"warning","file":"b.md","line":1,"column":1,"endLine":1,"endColumn":1,"message":"<m>","help":"","related":[{"file":"a.md","line":1,"column":2,"endLine":1,"endColumn":4,"message":"here"}]}` +
		`],"counts":{"error":1,"warning":1,"info":0}}` + "\n"
	var b strings.Builder
	if err := WriteJSON(&b, list, "en"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	b.Reset()
	if err := WriteJSON(&b, nil, "ja"); err != nil {
		t.Fatal(err)
	}
	if want := `{"diagnostics":[],"counts":{"error":0,"warning":0,"info":0}}` + "\n"; b.String() != want {
		t.Errorf("nothing found: got %s", b.String())
	}
}
