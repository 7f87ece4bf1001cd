package source

import (
	"testing"

	"github.com/pelletier/go-toml/v2/unstable"
)

// What is written plainly needs no second parser; everything else does.
func TestPlainForms(t *testing.T) {
	for _, c := range []struct {
		raw, key string
		want     bool
	}{
		{"likelihood", "likelihood", true}, {"next_review", "next_review", true}, {"R-001", "R-001", true}, {"9", "9", true}, {"-", "-", true}, {"_", "_", true},
		{`"a"`, "a", false}, {"'a b'", "a b", false}, {"", "", false}, {"停止", "停止", false}, {"a.b", "a.b", false}, {"a+", "a+", false},
	} {
		if got := plainKey([]byte(c.raw), []byte(c.key)); got != c.want {
			t.Errorf("the key %s is plain: %t", c.raw, got)
		}
	}
	for _, c := range []struct {
		kind      unstable.Kind
		raw, text string
		want      bool
	}{
		{unstable.String, `"停止"`, "停止", true}, {unstable.String, `'x'`, "x", true}, {unstable.String, `""`, "", true},
		{unstable.String, `"\t"`, "\t", false}, {unstable.String, `"""x"""`, "x", false}, {unstable.String, "\"\"\"\nx\"\"\"", "x", false},
		{unstable.Integer, "0", "", true}, {unstable.Integer, "10", "", true}, {unstable.Integer, "9", "", true}, {unstable.Integer, "1_000", "", true},
		{unstable.Integer, "01", "", false}, {unstable.Integer, "00", "", false}, {unstable.Integer, "-5", "", false}, {unstable.Integer, "+5", "", false},
		{unstable.Integer, "0x1", "", false}, {unstable.Integer, "1__0", "", false}, {unstable.Integer, "1_", "", false}, {unstable.Integer, "_1", "", false},
		{unstable.Integer, "1/2", "", false}, {unstable.Integer, "1:2", "", false},
		{unstable.Float, "0.5", "", true}, {unstable.Float, "10.05", "", true}, {unstable.Float, "1.0_1", "", true},
		{unstable.Float, "01.5", "", false}, {unstable.Float, "1e5", "", false}, {unstable.Float, "1.5e5", "", false}, {unstable.Float, "nan", "", false},
		{unstable.Float, "1._5", "", false}, {unstable.Float, "1.5_", "", false}, {unstable.Float, "-1.5", "", false}, {unstable.Float, "1.", "", false},
		{unstable.Bool, "true", "", true}, {unstable.LocalDate, "2026-11-30", "", true},
		{unstable.LocalTime, "07:32:00", "", false}, {unstable.DateTime, "1979-05-27T07:32:00Z", "", false},
	} {
		if got := plainScalar(c.kind, []byte(c.raw), []byte(c.text)); got != c.want {
			t.Errorf("%v %s is plain: %t", c.kind, c.raw, got)
		}
	}
}

// TestFacts takes files apart: what is TOML in them, and what is not.
func TestFacts(t *testing.T) {
	for _, c := range []struct {
		path, text, want string
		ok               bool
	}{
		{"x.toml", "a = 1\n", "a = 1\n", true},
		{"x.toml", "\ufeffa = 1\n", "a = 1\n", true},
		{"x.toml", "", "", true},
		{"x.md", "+++\na = 1\n+++\n文\n", "a = 1\n", true},
		{"x.md", "\ufeff+++\r\na = 1\r\n+++\r\n文\r\n", "a = 1\r\n", true},
		{"x.md", "+++\n+++", "", true},
		{"x.md", "+++\n++\n+++\n", "++\n", true},
		{"x.md", "+++\n++\n", "", false},
		{"x.md", "文\n", "", false},
		{"x.md", "+++\na = 1\n", "", false},
		{"x.md", "---\na: 1\n---\n", "", false},
	} {
		s, ok := Facts(c.path, []byte(c.text))
		if got := c.text[s.Start:s.End]; ok != c.ok || ok && got != c.want {
			t.Errorf("%s %q: %q, %t", c.path, c.text, got, ok)
		}
	}
}

// A translation that begins with a line of "---" has facts only where YAML follows it.
func TestTranslationsWithFacts(t *testing.T) {
	const fm = "+++\n+++\n"
	for _, c := range []struct {
		text, body string
		facts      bool
	}{
		{"Text\n", "Text\n", false},
		{"+++\na = 1\n+++\nText\n", "Text\n", true},
		{"---\ntitle: x\n---\nText\n", "Text\n", true},
		{"---\nmy_key-2: x\n---\nText\n", "Text\n", true},
		{"---\nA word: x\n---\nText\n", "---\nA word: x\n---\nText\n", false},
		{"---\n: x\n---\nText\n", "---\n: x\n---\nText\n", false},
		{"---\nText\n---\n", "---\nText\n---\n", false},
		{"---\ntitle: x\n", "---\ntitle: x\n", false},
		{"\ufeff---\nText\n---\n", "---\nText\n---\n", false},
	} {
		tree := mustRead(t, "~risks/R-1.md", fm, "~risks/R-1.en.md", c.text)
		if got := sayAll(tree.Findings) != ""; got != c.facts {
			t.Errorf("%q: %s", c.text, sayAll(tree.Findings))
		}
		if b := tree.Records[0].Translations[0]; b.Text != c.body {
			t.Errorf("%q: the body is %q", c.text, b.Text)
		}
	}
}
