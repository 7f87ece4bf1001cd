package page_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/register"
)

func TestHandbookHasAPageForEveryStepThatLeadsOn(t *testing.T) {
	b := build(t, fstest.MapFS{})
	index := b.page("handbook/index.html")
	for i, step := range register.Steps {
		if find(index, "href", "../handbook/"+step+".html") == nil {
			t.Errorf("the overview does not lead to %s", step)
		}
		for _, prefix := range []string{"", "en/"} {
			root := b.page(prefix + "handbook/" + step + ".html")
			next, previous := find(root, "rel", "next"), find(root, "rel", "prev")
			if i+1 < len(register.Steps) && attr(next, "href") != "../handbook/"+register.Steps[i+1]+".html" {
				t.Errorf("%s leads on to %s", step, attr(next, "href"))
			}
			if i > 0 && attr(previous, "href") != "../handbook/"+register.Steps[i-1]+".html" {
				t.Errorf("%s leads back to %s", step, attr(previous, "href"))
			}
			if find(root, "href", "../process.html#step-"+step) == nil {
				t.Errorf("%s does not lead to its step of the process", step)
			}
			if find(root, "class", "language-sample") != nil {
				t.Errorf("%s shows the name of an excerpt as code", step)
			}
		}
	}
}

func TestHandbookShowsTheExcerptAsText(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("handbook/1.1.html")
	figure := find(root, "class", "excerpt")
	if figure == nil {
		t.Fatal("there is no excerpt")
	}
	got := text(figure)
	wants(t, "excerpt", got, "content/assets/A-01.md", "以下略", `title = "<b>" +++ one two three`)
	if strings.Contains(got, "five") {
		t.Errorf("the excerpt does not end: %q", got)
	}
}

func TestHandbookSaysWhereAnExcerptIsAbsent(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("en/handbook/3.1.html")
	wants(t, "note", text(find(root, "class", "note")), "content/risks/R-001.md", "not part of this site")
}

func TestHandbookLinksTheNamesOfRules(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("en/handbook/1.1.html")
	if find(root, "href", "../checks.html#asset-without-event") == nil {
		t.Error("a rule that the page names is not linked")
	}
}

func TestNotFoundStandsOnceAndNamesTheOtherLanguages(t *testing.T) {
	b := build(t, fstest.MapFS{})
	if _, ok := b.views["en/404.html"]; ok {
		t.Error("a second page stands under en/")
	}
	root := b.page("404.html")
	for _, to := range []string{"index.html", "risks.html", "en/index.html"} {
		if find(root, "href", to) == nil {
			t.Errorf("no link leads to %s", to)
		}
	}
	if find(root, "href", "en/404.html") != nil {
		t.Error("leads to a page that is not there")
	}
}
