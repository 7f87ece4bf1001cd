package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The anchors are those that GitHub shows for the same headings.
func TestHeadings(t *testing.T) {
	text := "## 1. 概要（案）\n\n#### Foo_Bar  Baz\n\n### **強調** と `code`\n\n" +
		"# ＡＢＣ・データー\n\n####### no\n\n# [[R-001|言葉]] ①\n\n> # 1. 概要（案）\n\n" +
		"Setext\n===\n\n#\n\n# !!!\n\n# Ünï-côdé\n\n# foo\n\n# foo\n\n# foo-1\n"
	want := []Heading{
		{2, "1. 概要（案）", "1-概要案"},
		{3, "Foo_Bar  Baz", "foo_bar--baz"},
		{3, "強調 と code", "強調-と-code"},
		{2, "ＡＢＣ・データー", "ａｂｃデーター"},
		{2, "言葉 ①", "r-001言葉-"},
		{2, "1. 概要（案）", "1-概要案-1"},
		{2, "Setext", "setext"},
		{2, "!!!", "section"},
		{2, "Ünï-côdé", "ünï-côdé"},
		{2, "foo", "foo"},
		{2, "foo", "foo-1"},
		{2, "foo-1", "foo-1-1"},
	}
	got := newShelf().Read(page(), text).Headings
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
}

func TestHeadingLevels(t *testing.T) {
	tests := map[string]struct {
		in    string
		first int
		want  []int
	}{
		"in order":      {"# a\n## a\n### a\n#### a\n##### a\n###### a", 2, []int{2, 3, 4, 5, 6, 6}},
		"skips":         {"# a\n#### a\n# a", 2, []int{2, 3, 2}},
		"begins deep":   {"### a\n#### a\n## a\n### a", 3, []int{3, 4, 3, 4}},
		"default":       {"# a", 0, []int{2}},
		"deep in pages": {"# a\n## a", 6, []int{6, 6}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := page()
			p.Heading = tt.first
			var got []int
			for _, h := range newShelf().Read(p, tt.in).Headings {
				got = append(got, h.Level)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("levels (-want +got):\n%s", diff)
			}
		})
	}
}

// Several bodies can stand on one page.
func TestPrefix(t *testing.T) {
	p := page()
	p.Prefix = "R-001-"
	got := short.Replace(string(newShelf().Render(p, "# a\n\n[b](#a)[^c]\n\n[^c]: d").HTML))
	want := `<h2 id="R-001-a">a</h2><p><a href="#R-001-a">b</a>` +
		`<sup class="footnote"><a id="R-001-fnref:1" href="#R-001-fn:1" role="doc-noteref" aria-label="脚注 1">1</a></sup></p>` +
		`<div class="footnotes" role="group" aria-label="脚注"><ol><li id="R-001-fn:1">` +
		`<p>d <a class="backlink" href="#R-001-fnref:1" role="doc-backlink" aria-label="本文へ戻る：脚注 1">↩&#xFE0E;</a></p></li></ol></div>`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("HTML (-want +got):\n%s", diff)
	}
}
