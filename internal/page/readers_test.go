package page_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// aDay is a day as pages write it; what records say in their bodies is their authors'.
var aDay = regexp.MustCompile(`\b20\d\d-[01]\d-[0-3]\d\b|20\d\d年1?\d月[123]?\d日|\b[123]?\d (?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b`)

func everyDayOfTheSampleIsATime(t *testing.T, b *built) {
	for _, path := range sortedPaths(b) {
		if strings.Contains(path, "handbook/") || strings.HasSuffix(path, "checks.html") {
			continue // examples of how a day is written
		}
		for n := range find(b.page(path), "id", "content").Descendants() {
			if n.Type == html.TextNode && aDay.MatchString(n.Data) && !within(n, "time", "svg", "code", "pre", "option") && !withinClass(n, "prose") {
				t.Errorf("%s: %q is a day that no machine reads", path, strings.TrimSpace(n.Data))
			}
			if n.Type == html.ElementNode && n.Data == "time" && !regexp.MustCompile(`^20\d\d-\d\d-\d\d$`).MatchString(attr(n, "datetime")) {
				t.Errorf("%s: <time> without its day: %q", path, text(n))
			}
		}
	}
}

func pagesOfTheSampleAreLight(t *testing.T, b *built) {
	heavy := regexp.MustCompile(`^(en/)?(checks|trace|glossary|report|evidence|handbook)\b`)
	for _, path := range sortedPaths(b) {
		if heavy.MatchString(path) || !strings.HasSuffix(path, ".html") {
			continue
		}
		var out bytes.Buffer
		if err := html.Render(&out, b.page(path)); err != nil {
			t.Fatal(err)
		}
		pictures := 0
		for n := range b.page(path).Descendants() {
			if n.Type == html.ElementNode && n.Data == "svg" {
				var drawn bytes.Buffer
				if err := html.Render(&drawn, n); err != nil {
					t.Fatal(err)
				}
				pictures += drawn.Len()
			}
		}
		if size := out.Len() - pictures; size > 100_000 {
			t.Errorf("%s is of %d bytes without its pictures", path, size)
		}
	}
}

// What a board asks is answered on the first page, or one click from it.
func aBoardsFiveQuestionsTakeOneClickEach(t *testing.T, b *built) {
	for language, questions := range map[string][]struct{ question, to, says string }{
		"": {
			{"どのリスクが最も重大で、なぜか", "risks/R-010.html", "優先順位 1位"},
			{"前より良くなったか、悪くなったか", "changes.html", "変更の履歴"},
			{"だれが、いつまでに、何を決めるのか", "#decide", "決定する人・組織"},
			{"計画は間に合うか、十分か", "treatments.html?time=late", "期限"},
			{"いくらかかり、どこまで見積もられているか", "quantities.html", "見積り"},
		},
		"en/": {
			{"Which risk is the worst, and why?", "risks/R-010.html", "Priority 1 of"},
			{"Is it better or worse than before?", "changes.html", "Changes"},
			{"What is to be decided, by whom and by when?", "#decide", "Who decides"},
			{"Are the plans on time and enough?", "treatments.html?time=late", "Due"},
			{"What does it cost, and how much of it is covered?", "quantities.html", "Expected annual loss"},
		},
	} {
		first := b.page(language + "index.html")
		brief := find(first, "class", "brief")
		for _, q := range questions {
			link := slices.ContainsFunc(all(brief, "href", ""), func(a *html.Node) bool { return strings.HasSuffix(attr(a, "href"), q.to) })
			if !link {
				t.Errorf("%q: the sentences do not lead to %s", q.question, q.to)
				continue
			}
			page := language + "index.html"
			if !strings.HasPrefix(q.to, "#") {
				page, _, _ = strings.Cut(language+q.to, "?")
			}
			wants(t, q.question, text(b.page(page)), q.says)
		}
	}
}

// sortedPaths lists the pages of a site.
func sortedPaths(b *built) []string {
	paths := make([]string, 0, len(b.views))
	for path := range b.views {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

func within(n *html.Node, names ...string) bool {
	for p := range n.Ancestors() {
		if slices.Contains(names, p.Data) {
			return true
		}
	}
	return false
}

func withinClass(n *html.Node, class string) bool {
	for p := range n.Ancestors() {
		if slices.Contains(strings.Fields(attr(p, "class")), class) {
			return true
		}
	}
	return false
}
