package site

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook"
)

// folder makes a file system from paths and texts.
func folder(files map[string]string) fs.FS {
	m := make(fstest.MapFS)
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return m
}

var plainTemplates = map[string]string{
	"templates/layout.html":      `<title>{{.Title}}</title>{{template "head" .}}{{template "content" .}}`,
	"templates/parts/head.html":  `{{define "head"}}<h1>{{.Title}}</h1>{{end}}`,
	"templates/risk.html":        `<p>{{.Text}}</p>`,
	"templates/asset.html":       `{{define "content"}}<i>{{.Text}}</i>{{end}}`,
	"templates/unrelated.txt":    `{{broken`,
	"templates/.hidden.html":     `{{broken`,
	"templates/parts/.DS_Store":  `{{broken`,
	"templates/parts/notes.html": `{{/* only a comment */}}`,
}

var plainThemes = map[string]string{
	"themes/ledger/templates/risk.html":   `<b>{{.Text}}</b>`,
	"themes/ledger/static/riskbook.css":   "ledger",
	"themes/standard/static/riskbook.css": "standard",
	"themes/standard/static/fonts/a.woff": "font",
}

type record struct {
	Title, Text string
	Words       map[string]string
}

func load(t testing.TB, user map[string]string, theme string) *Theme {
	t.Helper()
	var root fs.FS
	if user != nil {
		root = folder(user)
	}
	loaded, err := Load(folder(plainTemplates), folder(plainThemes), root, theme, nil)
	if err != nil {
		t.Fatal(err)
	}
	return loaded
}

func rendered(t *testing.T, theme *Theme, name string) string {
	t.Helper()
	var b bytes.Buffer
	if err := theme.Render(&b, name, record{Title: "T", Text: "<x>"}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestOverrides(t *testing.T) {
	const frame = "<title>T</title><h1>T</h1>"
	for _, tc := range []struct {
		about, theme string
		user         map[string]string
		risk, asset  string
	}{
		{"built in", "standard", nil, frame + "<p>&lt;x&gt;</p>", frame + "<i>&lt;x&gt;</i>"},
		{"built-in theme", "ledger", nil, frame + "<b>&lt;x&gt;</b>", frame + "<i>&lt;x&gt;</i>"},
		{"user's theme over the built-in one of its name", "ledger", map[string]string{"themes/ledger/templates/risk.html": "mine {{.Text}}"}, frame + "mine &lt;x&gt;", frame + "<i>&lt;x&gt;</i>"},
		{"user's templates over all", "ledger", map[string]string{"themes/ledger/templates/risk.html": "mine", "templates/risk.html": "top"}, frame + "top", frame + "<i>&lt;x&gt;</i>"},
		{"a part", "standard", map[string]string{"templates/parts/head.html": `{{define "head"}}+{{end}}`}, "<title>T</title>+<p>&lt;x&gt;</p>", "<title>T</title>+<i>&lt;x&gt;</i>"},
		{"the layout", "standard", map[string]string{"templates/layout.html": `[{{template "content" .}}]`}, "[<p>&lt;x&gt;</p>]", "[<i>&lt;x&gt;</i>]"},
		{"another theme's templates do not count", "standard", map[string]string{"themes/ledger/templates/risk.html": "mine"}, frame + "<p>&lt;x&gt;</p>", frame + "<i>&lt;x&gt;</i>"},
		{"a theme of the user's own", "acme", map[string]string{"themes/acme/templates/risk.html": "acme"}, frame + "acme", frame + "<i>&lt;x&gt;</i>"},
	} {
		t.Run(tc.about, func(t *testing.T) {
			theme := load(t, tc.user, tc.theme)
			if got := rendered(t, theme, "risk.html"); got != tc.risk {
				t.Errorf("risk.html: got %s, want %s", got, tc.risk)
			}
			if got := rendered(t, theme, "asset.html"); got != tc.asset {
				t.Errorf("asset.html: got %s, want %s", got, tc.asset)
			}
		})
	}
}

func TestStatic(t *testing.T) {
	for _, tc := range []struct {
		theme string
		user  map[string]string
		want  []string
	}{
		{"standard", nil, []string{"static/fonts/a.woff=font", "static/riskbook.css=standard"}},
		{"ledger", nil, []string{"static/fonts/a.woff=font", "static/riskbook.css=ledger"}},
		{"ledger", map[string]string{"themes/ledger/static/riskbook.css": "mine", "themes/ledger/static/new.css": "new"}, []string{"static/fonts/a.woff=font", "static/new.css=new", "static/riskbook.css=mine"}},
		{"acme", map[string]string{"themes/acme/static/fonts/a.woff": ""}, []string{"static/riskbook.css=standard"}},
		{"acme", map[string]string{"themes/acme/static/riskbook.css": "acme"}, []string{"static/fonts/a.woff=font", "static/riskbook.css=acme"}},
	} {
		var got []string
		for _, f := range load(t, tc.user, tc.theme).Static() {
			got = append(got, f.Path+"="+string(f.Data))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.theme, diff)
		}
	}
}

func TestUnknownTheme(t *testing.T) {
	_, err := Load(folder(plainTemplates), folder(plainThemes), folder(map[string]string{"themes/acme/theme.toml": ""}), "standrad", nil)
	if !errors.Is(err, ErrRefused) {
		t.Fatalf("got %v, want an error that wraps ErrRefused", err)
	}
	one := List(err)[0]
	if !strings.Contains(one.Help.En, "acme, ledger, standard") || !strings.Contains(one.Help.Ja, "acme, ledger, standard") {
		t.Errorf("the help does not list the themes: %+v", one.Help)
	}
}

func TestLoadFaults(t *testing.T) {
	for _, tc := range []struct {
		about string
		user  map[string]string
		want  []string // beginnings of the errors
	}{
		{"syntax", map[string]string{"templates/risk.html": "<p>\n{{.Text}"}, []string{"templates/risk.html:2: "}},
		{"unknown function", map[string]string{"templates/risk.html": "\n\n{{shout .Text}}"}, []string{"templates/risk.html:3: function \"shout\" not defined"}},
		{"two files", map[string]string{"templates/risk.html": "{{end}}", "templates/parts/head.html": "{{define}}"}, []string{"templates/parts/head.html:1: ", "templates/risk.html:1: "}},
		{"unknown part, in characters", map[string]string{"templates/risk.html": "<p>\n日本{{template \"nowhere\" .}}"}, []string{"templates/risk.html:2:14: no such template \"nowhere\""}},
		{"ambiguous escape", map[string]string{"templates/risk.html": `<a href="{{if .Text}}?{{end}}{{.Text}}`}, []string{"templates/risk.html:1:32: {{.Text}} appears in an ambiguous context within a URL"}},
		{"part lost by an override", map[string]string{"templates/parts/head.html": `{{define "haed"}}{{end}}`}, []string{"riskbook:templates/layout.html:1:"}},
		{"outside define", map[string]string{"templates/parts/head.html": `{{define "head"}}{{end}} stray`}, []string{"templates/parts/head.html: holds text outside {{define}}"}},
		{"defined twice", map[string]string{"templates/parts/mine.html": `{{define "head"}}{{end}}`}, []string{`templates/parts/mine.html: defines "head", which riskbook:templates/parts/head.html defines too`}},
		{"theme's file", map[string]string{"themes/standard/templates/risk.html": "{{.Text"}, []string{"themes/standard/templates/risk.html:1: "}},
		{"overrides nothing", map[string]string{"templates/rsik.html": "x"}, []string{"templates/rsik.html: overrides no built-in template"}},
		{"odd folder", map[string]string{"templates/part/x.html": "x"}, []string{"templates/part/x.html: overrides no built-in template"}},
	} {
		t.Run(tc.about, func(t *testing.T) {
			_, err := Load(folder(plainTemplates), folder(plainThemes), folder(tc.user), "standard", nil)
			list := List(err)
			if len(list) != len(tc.want) {
				t.Fatalf("got %d errors, want %d:\n%v", len(list), len(tc.want), err)
			}
			for i, e := range list {
				if !strings.HasPrefix(e.Error(), tc.want[i]) {
					t.Errorf("got %s\nwant %s…", e, tc.want[i])
				}
				if e.Help.Ja == "" || e.Help.En == "" {
					t.Errorf("%s: no help", e)
				}
			}
		})
	}
}

func TestTemplateFolderNotRegular(t *testing.T) {
	for _, mode := range []fs.FileMode{fs.ModeNamedPipe, fs.ModeDevice, fs.ModeSocket} {
		user := fstest.MapFS{"templates/risk.html": &fstest.MapFile{Mode: mode | 0o644}}
		_, err := Load(folder(plainTemplates), folder(plainThemes), user, "standard", nil)
		if err == nil || !strings.HasPrefix(err.Error(), "templates/risk.html: cannot be read: not a regular file") {
			t.Errorf("%v: got %v", mode, err)
		}
	}
}

// risks makes n pages, each with its number.
func risks(n int, template string) iter.Seq[Page] {
	return func(yield func(Page) bool) {
		for i := range n {
			view := func() any { return record{Title: fmt.Sprint(i), Text: "text"} }
			if !yield(Page{fmt.Sprintf("risks/R-%05d.html", i), template, view}) {
				return
			}
		}
	}
}

func TestRenderSameForAnyWorkers(t *testing.T) {
	theme := load(t, nil, "standard")
	var first *kept
	for _, workers := range []int{0, 1, 2, 7} {
		var m kept
		if err := Render(t.Context(), theme, risks(300, "risk.html"), slices.Values(theme.Static()), &m, workers); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = &m
			if len(m.Paths()) != 302 {
				t.Fatalf("got %d files, want 300 pages and 2 static files", len(m.Paths()))
			}
			if page, _ := m.File("risks/R-00299.html"); string(page) != "<title>299</title><h1>299</h1><p>text</p>" {
				t.Errorf("last page: %s", page)
			}
			continue
		}
		if diff := cmp.Diff(first.files, m.files); diff != "" {
			t.Errorf("%d workers: %s", workers, diff)
		}
	}
}

func TestRenderFaults(t *testing.T) {
	user := map[string]string{
		"templates/risk.html":  "{{if eq .Title \"3\" \"7\"}}\n{{.Words.nothing}}{{end}}{{.Text}}",
		"templates/asset.html": `{{.Tilte}}`,
	}
	theme := load(t, user, "standard")
	pages := func(yield func(Page) bool) {
		for p := range risks(10, "risk.html") {
			if !yield(p) {
				return
			}
		}
		view := func() any { return record{Words: map[string]string{}} }
		_ = yield(Page{"assets/A-1.html", "asset.html", view}) &&
			yield(Page{"assets/A-2.html", "nowhere.html", view}) &&
			yield(Page{"risks/R-00001.html", "risk.html", view}) &&
			yield(Page{"assets/A-3.html", "risk.html", func() any { panic("view") }})
	}
	var m kept
	err := Render(t.Context(), theme, pages, nil, &m, 2)
	var got []string
	for _, e := range List(err) {
		got = append(got, e.Error())
	}
	want := []string{
		`risks/R-00003.html: templates/risk.html:2:9: executing "content" at <.Words.nothing>: map has no entry for key "nothing"`,
		`assets/A-1.html: templates/asset.html:1:3: executing "content" at <.Tilte>: can't evaluate field Tilte in type site.record`,
		`assets/A-2.html: templates/nowhere.html: there is no such template`,
		`risks/R-00001.html: two pages have this path`,
		`assets/A-3.html: a mistake in the program: view`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, path := range m.Paths() {
		page, _ := m.File(path)
		if !bytes.HasSuffix(page, []byte("text")) {
			t.Errorf("%s: an unfinished page was written: %q", path, page)
		}
	}
}

func TestUnsafeValueStopsThePage(t *testing.T) {
	for _, tc := range []struct {
		template, text string
		fails          bool
	}{
		{`<a href="{{.Text}}">x</a>`, "javascript:alert(1)", true},
		{`<a href="{{.Text}}">x</a>`, "https://example.org/", false},
		{`<i {{.Text}}="1">x</i>`, "onclick", true},
		{`<p title="{{.Text}}">{{.Text}}</p>`, "a note on what html/template calls ZgotmplZ", true},
		{`<p>{{.Text}}</p>`, `he wrote ="#ZgotmplZ" there`, false},
	} {
		theme := load(t, map[string]string{"templates/risk.html": tc.template}, "standard")
		var b bytes.Buffer
		err := theme.Render(&b, "risk.html", record{Text: tc.text})
		if (err != nil) != tc.fails {
			t.Errorf("%s with %q: %v\n%s", tc.template, tc.text, err, b.String())
		}
	}
}

// failing is a sink that fails from a certain write on.
type failing struct {
	kept
	after int
}

var errFull = errors.New("full")

func (s *failing) Write(path string, data []byte) error {
	if path >= fmt.Sprintf("risks/R-%05d.html", s.after) {
		return errFull
	}
	return s.kept.Write(path, data)
}

func TestSinkErrorStops(t *testing.T) {
	s := &failing{after: 20}
	made := 0
	pages := func(yield func(Page) bool) {
		for p := range risks(100000, "risk.html") {
			made++
			if !yield(p) {
				return
			}
		}
	}
	err := Render(t.Context(), load(t, nil, "standard"), pages, nil, s, 2)
	if !errors.Is(err, errFull) {
		t.Errorf("got %v, want the sink's error", err)
	}
	if made > 1000 {
		t.Errorf("%d pages were taken after the sink had failed at the 20th", made)
	}
}

func TestSinkRefusesPaths(t *testing.T) {
	var m kept
	for _, path := range []string{"", ".", "..", "../a", "a/../b", "/a", "a//b", "a/", `a\b`, "a\x00b", "a\nb", "./a"} {
		if m.Write(path, nil) == nil {
			t.Errorf("%q was accepted", path)
		}
	}
	for _, path := range []string{"a", "en/risks/R-1.html", "glossary/リスク源.html", "a b.html", "..a"} {
		if err := m.Write(path, nil); err != nil {
			t.Errorf("%q: %v", path, err)
		}
	}
}

// TestBuiltin loads what is embedded: every template parses and every context is safe.
func TestBuiltin(t *testing.T) {
	for _, name := range themeNames(riskbook.Themes) {
		if _, err := Load(riskbook.Templates, riskbook.Themes, nil, name, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
