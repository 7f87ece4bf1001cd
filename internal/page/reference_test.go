package page_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/register"
)

// The reference shows every field of every kind and settings file with what it means, in both languages.
func TestReferenceShowsEveryField(t *testing.T) {
	b := build(t, fstest.MapFS{})
	fields := map[string][]register.Field{}
	for i := range register.Kinds {
		fields[register.Kinds[i].Folder] = register.Kinds[i].Fields()
	}
	for _, d := range register.Documents() {
		fields[strings.TrimSuffix(d.Name, ".toml")] = d.Fields
	}
	for name, list := range fields {
		for _, language := range []string{"ja", "en"} {
			prefix := map[string]string{"ja": "", "en": "en/"}[language]
			root := b.page(prefix + "handbook/records-" + name + ".html")
			if root == nil {
				t.Fatalf("%s has no page in %s", name, language)
			}
			rows := map[string]string{}
			for n := range root.Descendants() {
				if n.Type == html.ElementNode && n.Data == "tr" {
					if key := first(n, "code"); key != nil {
						rows[text(key)] += text(n) + "\n"
					}
				}
			}
			count := 0
			var look func([]register.Field)
			look = func(list []register.Field) {
				for i := range list {
					f := &list[i]
					count++
					if !strings.Contains(rows[f.Key], f.Words.In(language)) {
						t.Errorf("%s (%s): %s does not say what it means: %q", name, language, f.Key, rows[f.Key])
					}
					for _, value := range f.OneOf {
						if !strings.Contains(rows[f.Key], value) {
							t.Errorf("%s (%s): %s does not show the value %s", name, language, f.Key, value)
						}
					}
					if f.Shape == register.ShapeTable || f.Shape == register.ShapeMapping && len(f.Fields) > 0 {
						look(f.Fields)
					}
				}
			}
			look(list)
			if count < 4 {
				t.Errorf("%s has %d fields", name, count)
			}
		}
	}
}

func TestReferenceSaysWhatIsRequired(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("en/handbook/records-decisions.html")
	got := map[string]string{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "th" && attr(n, "scope") == "row" {
			got[text(first(n, "code"))] = text(n)
		}
	}
	for key, want := range map[string]string{
		"by": "required", "until": `required where kind = "acceptance"`, "verdict": `required where kind = "judgement"`,
		"impacts": `one of the two required where kind = "acceptance"`, "tags": "tags",
	} {
		if !strings.HasSuffix(got[key], want) || key == "tags" && got[key] != "tags" {
			t.Errorf("%s: %q, want %q", key, got[key], want)
		}
	}
}

func TestReferenceIsFound(t *testing.T) {
	b := build(t, fstest.MapFS{})
	for path, link := range map[string]string{
		"handbook/index.html": "../handbook/records-risks.html", "handbook/records.html": "../handbook/records-criteria.html",
		"risks.html": "handbook/records-risks.html", "glossary.html": "handbook/records-glossary.html", "pages.html": "handbook/records-pages.html",
		"handbook/records-assets.html": "../assets.html",
	} {
		for _, prefix := range []string{"", "en/"} {
			if find(b.page(prefix+path), "href", link) == nil {
				t.Errorf("%s%s does not lead to %s", prefix, path, link)
			}
		}
	}
	if figure := find(b.page("handbook/records-assets.html"), "class", "excerpt"); figure == nil || !strings.Contains(text(figure), "content/assets/A-01.md") {
		t.Error("the reference of assets shows no example")
	}
}
