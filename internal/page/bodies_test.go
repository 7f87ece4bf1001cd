package page_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// linksIn gives the links of a record's body: where they lead, and their words.
func linksIn(root *html.Node) []string {
	var links []string
	for d := range root.Descendants() {
		if d.Type != html.ElementNode || d.Data != "a" {
			continue
		}
		if words := strings.TrimSpace(text(d)); strings.HasPrefix(words, "→") {
			links = append(links, attr(d, "href")+" "+attr(d, "title"))
		}
	}
	return links
}

// Relative links lead where they lead in the forge's own view, as far as the site has a page of it.
func TestRelativeLinks(t *testing.T) {
	const threat = "title = \"停電\"\nkind = \"threat\"\n"
	body := func(links ...string) string {
		return "+++\n" + threat + "+++\n\n[→](" + strings.Join(links, ")\n\n[→](") + ")\n"
	}
	for _, c := range []struct {
		link, want string // where it leads with its title; or the rule and the case's place
	}{
		{"S-2.md", "../sources/S-2.html S-2 停電"},
		{"S-2.en.md", "../sources/S-2.html S-2 停電"},
		{"many.toml", "../sources.html リスク源"},
		{"./", "../sources.html リスク源"},
		{"../sources/", "../sources.html リスク源"},
		{"/content/sources", "../sources.html リスク源"},
		{"plant/", "../sources.html リスク源"},
		{"plant/one.toml", "../sources/S-5.html S-5 停電"},
		{"../glossary/", "../glossary.html 用語集"},
		{"../parties.toml", "../owners.html 責任者"},
		{"../", "../index.html ダッシュボード"},
		{"../risks/", "broken-link"},
		{"none.toml", "broken-link"},
		{"plants/", "broken-link"},
		{"../riskbook.toml", "broken-link"},
		{"../../README.md", "broken-link"},
		{"../../../etc/passwd", "escapes-root"},
		{"/../x.md", "escapes-root"},
		{"%2e%2e/..%2F../x.md", "escapes-root"},
	} {
		t.Run(c.link, func(t *testing.T) {
			b := build(t, fstest.MapFS{
				"content/riskbook.toml":          plain("title = \"T\"\nlanguages = [\"ja\", \"en\"]\n"),
				"content/parties.toml":           plain("[a]\ntitle = \"A\"\n"),
				"content/glossary/g.md":          plain("+++\ntitle = \"g\"\n+++\n"),
				"content/sources/S-1.md":         plain(body(c.link)),
				"content/sources/S-2.md":         plain("+++\n" + threat + "+++\n"),
				"content/sources/S-2.en.md":      plain("Text\n"),
				"content/sources/many.toml":      plain("[S-3]\n" + threat + "[S-4]\n" + threat),
				"content/sources/plant/one.toml": plain("[S-5]\n" + threat),
			})
			links := linksIn(b.page("sources/S-1.html"))
			var faults []string
			for _, d := range b.judge.Checked.Diagnostics {
				if d.Rule == "broken-link" || d.Rule == "escapes-root" {
					faults = append(faults, fmt.Sprintf("%s %s:%d:%d-%d", d.Rule, d.Place.File, d.Place.Line, d.Place.Column, d.Place.EndColumn))
				}
			}
			if !strings.Contains(c.want, ".html") {
				if want := []string{fmt.Sprintf("%s content/sources/S-1.md:6:1-%d", c.want, 6+len(c.link))}; !slices.Equal(faults, want) {
					t.Errorf("faults %v, want %v", faults, want)
				}
				return
			}
			if want := []string{c.want}; !slices.Equal(links, want) || len(faults) > 0 {
				t.Errorf("links %q with faults %v, want %q", links, faults, want)
			}
		})
	}
}

// What a text means by an id that no record has is guessed at its place.
func TestMistypedIDsInBodies(t *testing.T) {
	b := build(t, fstest.MapFS{
		"content/sources/S-001.md": plain("+++\ntitle = \"停電\"\nkind = \"threat\"\n+++\n\n停電は[[S-01|これ]]と[[無関係なもの]]\n"),
		"content/sources/S-002.md": plain("+++\ntitle = \"停電\"\nkind = \"threat\"\n+++\n\n[[s-002]]\n"),
	})
	var got []string
	for _, d := range b.judge.Checked.Diagnostics {
		if d.Rule == "dangling-reference" {
			got = append(got, fmt.Sprintf("%s:%d:%d %s", d.Place.File, d.Place.Line, d.Place.Column, d.Help.En))
		}
	}
	want := []string{
		"content/sources/S-001.md:6:4 did you mean [[S-001]]?",
		"content/sources/S-001.md:6:16 correct the id between [[ and ]], or write that record",
		"content/sources/S-002.md:6:1 did you mean [[S-002]]?",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A figure is found whatever form of Unicode its name and the link are in: systems spell the voiced kana in one character or in two.
func TestFiguresInAnyUnicodeForm(t *testing.T) {
	const composed, decomposed = "ガ.svg", "カ\u3099.svg"
	for _, name := range []string{composed, decomposed} {
		for _, link := range []string{composed, decomposed} {
			b := build(t, fstest.MapFS{
				"content/sources/S-1.md":  plain("+++\ntitle = \"停電\"\nkind = \"threat\"\n+++\n\n![図](" + link + ")\n"),
				"content/sources/" + name: plain("<svg/>"),
			})
			var faults []string
			for _, d := range b.judge.Checked.Diagnostics {
				if d.Rule == "broken-link" || d.Rule == "not-regular-file" {
					faults = append(faults, d.Message.En)
				}
			}
			sink := &copied{}
			if err := b.judge.Write(t.Context(), b.theme, sink); err != nil {
				t.Fatal(err)
			}
			if sink.figures != "figures/sources/"+composed+" <svg/>\n" || len(faults) > 0 {
				t.Errorf("%+q linked as %+q: copied %+q, faults %v", name, link, sink.figures, faults)
			}
		}
	}
}

// copied notes the figures of a site.
type copied struct {
	sync.Mutex
	figures string
}

func (c *copied) Write(path string, data []byte) error {
	c.Lock()
	defer c.Unlock()
	if strings.HasPrefix(path, "figures/") {
		c.figures += path + " " + string(data) + "\n"
	}
	return nil
}
