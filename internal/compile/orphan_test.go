package compile_test

import (
	"html"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

var reference = regexp.MustCompile(`(?:href|content)="(?:0; ?url=)?([^"#?:]+)[^"]*"`)

// orphans gives the pages of a site that no other page of the same language leads to, in order. A page of another language does not count: its reader would
// have to change the language to get there.
func orphans(files map[string]string) []string {
	reached := map[string]bool{"404.html": true}
	for name, page := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, found := range reference.FindAllStringSubmatch(page, -1) {
			to, err := url.PathUnescape(html.UnescapeString(found[1]))
			if err != nil {
				continue
			}
			to = path.Join(path.Dir(name), to)
			if to != name && strings.HasPrefix(to, "en/") == strings.HasPrefix(name, "en/") {
				reached[to] = true
			}
		}
	}
	return slices.Sorted(func(yield func(string) bool) {
		for name := range maps.Keys(files) {
			if path.Ext(name) == ".html" && path.Base(name) != "404.html" && !reached[name] && !yield(name) {
				return
			}
		}
	})
}

func TestEveryPageIsReached(t *testing.T) {
	j, err := compile.Early(t.Context(), riskbook.Sample, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForSite)
	if err != nil {
		t.Fatal(err)
	}
	files := said(t, j, true)
	if lost := orphans(files); len(lost) > 0 {
		t.Errorf("no page leads to %s", strings.Join(lost, ", "))
	}
	for _, page := range []string{"controls.html", "en/controls.html"} {
		if files[page] == "" {
			t.Fatalf("the site has no %s", page)
		}
		files[page+".orphan.html"] = files[page]
	}
	if lost, want := orphans(files), []string{"controls.html.orphan.html", "en/controls.html.orphan.html"}; !slices.Equal(lost, want) {
		t.Errorf("two pages more that nothing leads to: %q are found, want %q", lost, want)
	}
}
