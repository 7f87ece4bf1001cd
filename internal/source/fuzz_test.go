package source

import (
	"fmt"
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// fuzzLimits keep each run short.
var fuzzLimits = Limits{File: 1 << 16, Bulk: 1 << 16, Nesting: 32, Keys: 512, Values: 10_000}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		placed, "a = 1\r\nb.c = [1, 'x', {y = 2}]\n[[d]]\n[d.e]\nf = 1979-05-27T07:32:00Z\n[[d]]\n", "\ufeff\"題\" = \"\\u3042\\n\" # 注",
		"a = \"\"\"\\\n  x \\t\r\n\"\"\"\nb = '''\n'x'''\n", "a = [[1,2],[{b.c=1}],\n]\n", "a = {b = 1,\n c = 2 # x\n}", "a.b = 1\na.c = 2\n[x.y]\n[x]\n", "a = 1\na = 2\n[a]\n", "x = [1,\n[y]\n",
		"a = 07:32:00.999\nb = 1e-5\nc = -nan\nd = +inf\ne = 0b1\n", "[a]\nb = \"", "題 = 1", "a = 1/2/3", "= 1", "[", "a = {", "a = \"\\", "a = \"\"", "a = ''", "a = '", "a = \"\"\"", "a = \"\"\"\"", "a = 'x' y",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		watch := time.AfterFunc(time.Minute, func() { panic(fmt.Sprintf("does not end: %q", data)) })
		doc, findings := Parse("f", data, fuzzLimits)
		watch.Stop()
		checkListed(t, findings)
		for _, x := range findings {
			p := x.Place
			if x.Rule == "" || p.File != "f" || p.Line > 0 && (p.Column < 1 || p.EndLine < p.Line || p.EndLine == p.Line && p.EndColumn < p.Column) {
				t.Errorf("finding %+v", x)
			}
			if p.Line > 0 && p.Column > utf8.RuneCountInString(doc.File.Line(p.Line))+2 {
				t.Errorf("%s lies beyond its line %q", say(x), doc.File.Line(p.Line))
			}
		}
		if doc.Broken && len(findings) == 0 {
			t.Error("broken without a finding")
		}
		checkSpans(t, data, doc.Table, Span{0, int32(len(data))})
		if len(findings) > 0 {
			return
		}
		var want map[string]any
		if _, err := toml.Decode(string(data), &want); err != nil {
			t.Fatalf("let through: %v", err)
		}
		if !sameAsDecoded(doc.Table, want) {
			t.Errorf("the values differ from %v", want)
		}
	})
}

// checkSpans holds every span to the file and every scalar's span to its text.
func checkSpans(t *testing.T, data []byte, v *Value, file Span) {
	t.Helper()
	within := func(s Span) bool { return s.Start >= file.Start && s.Start <= s.End && s.End <= file.End }
	if !within(v.Span) {
		t.Errorf("span %v of %+v", v.Span, v)
		return
	}
	raw := string(data[v.Span.Start:v.Span.End])
	switch v.Kind {
	case String:
		if len(raw) < 2 || raw[0] != raw[len(raw)-1] || raw[0] != '"' && raw[0] != '\'' {
			t.Errorf("a string at %q", raw)
		}
	case Integer, Float, Moment:
		if v.Text != "" && raw != v.Text {
			t.Errorf("%q at %q", v.Text, raw)
		}
	case Array:
		if raw == "" || raw[0] != '[' || raw[len(raw)-1] != ']' {
			t.Errorf("an array at %q", raw)
		}
	}
	for i := range v.Items {
		checkSpans(t, data, &v.Items[i], file)
	}
	for i := range v.Fields {
		if !within(v.Fields[i].KeySpan) || v.Fields[i].KeySpan.Start == v.Fields[i].KeySpan.End {
			t.Errorf("key span %v of %q", v.Fields[i].KeySpan, v.Fields[i].Key)
		}
		checkSpans(t, data, &v.Fields[i].Value, file)
	}
}

// sameAsDecoded compares a value with what the TOML library decodes into untyped values.
func sameAsDecoded(v *Value, want any) bool {
	switch w := want.(type) {
	case string:
		return v.Kind == String && v.Text == w
	case int64:
		return v.Kind == Integer && v.Integer == w
	case float64:
		return v.Kind == Float && (v.Float == w || math.IsNaN(v.Float) && math.IsNaN(w))
	case bool:
		return v.Kind == Boolean && v.Boolean == w
	case time.Time:
		y, m, d := w.Date()
		return v.Kind == Moment || v.Kind == Date && int(v.Date.Year) == y && int(v.Date.Month) == int(m) && int(v.Date.Day) == d
	case []any:
		if v.Kind != Array || len(v.Items) != len(w) {
			return false
		}
		for i := range w {
			if !sameAsDecoded(&v.Items[i], w[i]) {
				return false
			}
		}
		return true
	case []map[string]any:
		if v.Kind != Array || len(v.Items) != len(w) {
			return false
		}
		for i := range w {
			if !sameAsDecoded(&v.Items[i], w[i]) {
				return false
			}
		}
		return true
	case map[string]any:
		if v.Kind != Table || len(v.Fields) != len(w) {
			return false
		}
		for i := range v.Fields {
			item, ok := w[v.Fields[i].Key]
			if !ok || !sameAsDecoded(&v.Fields[i].Value, item) {
				return false
			}
		}
		return true
	}
	return false
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{"+++\na = 1\n+++\n本文", "\ufeff+++ \r\n+++\r\n", "---\na: 1\n---\n", "+++\n", "", "+++", "x\n+++\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, name := split(data)
		if p.start > p.end || p.end > p.body || p.body > len(data) || int(p.head.End) > len(data) || p.head.Start > p.head.End {
			t.Errorf("%+v", p)
		}
		if name == "" && len(string(data[p.start:p.end])) > len(data)-6 {
			t.Errorf("no room for the fences: %+v", p)
		}
		tree, err := Read(register("~risks/R-1.md", string(data), "~risks/R-1.en.md", string(data), "~risks/x.toml", string(data)))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range tree.Records {
			if r.Table == nil || r.Table.Kind != Table || r.File == nil || r.ID == "" {
				t.Errorf("%+v", r)
			}
			for n := 0; n <= len(r.Body.Text); n += max(1, len(r.Body.Text)/7) {
				from, to := r.Body.Place(0, n), r.Body.Place(n, len(r.Body.Text))
				if from.EndLine < from.Line || to.Line < from.Line {
					t.Errorf("body places %v and %v", from, to)
				}
			}
			if r.Broken && len(tree.Findings) == 0 {
				t.Errorf("%s is broken without a finding", r.ID)
			}
		}
	})
}
