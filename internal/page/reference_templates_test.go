package page_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// fieldRows gives, by the anchor of its heading, the text of each section's table.
func fieldRows(root *html.Node) map[string]string {
	rows, anchor := map[string]string{}, ""
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "h2":
			anchor = attr(n, "id")
		case n.Type == html.ElementNode && n.Data == "tr":
			rows[anchor] += text(n) + "\n"
		}
	}
	return rows
}

// Every field that html/template would find is listed: reflect.VisibleFields, which knows nothing of the page, counts them.
func TestTheReferenceOfTemplatesListsEveryField(t *testing.T) {
	b := build(t, fstest.MapFS{})
	for _, path := range []string{"handbook/templates.html", "en/handbook/templates.html"} {
		root := b.page(path)
		if root == nil {
			t.Fatalf("there is no %s", path)
		}
		rows := fieldRows(root)
		holds := func(anchor string, of reflect.Type) {
			for of.Kind() == reflect.Pointer {
				of = of.Elem()
			}
			if of.Kind() != reflect.Struct {
				wants(t, anchor, rows[anchor], ". ")
				return
			}
			for _, f := range reflect.VisibleFields(of) {
				if !f.IsExported() || f.Anonymous {
					continue
				}
				if _, common := reflect.TypeFor[view.Frame]().FieldByName(f.Name); common && strings.HasPrefix(anchor, "page-") {
					continue
				}
				if !strings.Contains("\n"+rows[anchor], "\n."+f.Name+" ") {
					t.Errorf("%s: %s does not list .%s", path, anchor, f.Name)
				}
			}
		}
		holds("every-page", reflect.TypeFor[view.Frame]())
		for name, view := range view.ByTemplate {
			holds("page-"+strings.TrimSuffix(name, ".html"), reflect.TypeOf(view))
		}
		for _, p := range part.All {
			if name := p.Template(); name != "" {
				holds("part-"+name, reflect.TypeOf(part.Shown(p)))
				if lead := find(root, "id", "part-"+name); lead == nil || lead.NextSibling == nil || text(lead.NextSibling.NextSibling) == "" {
					t.Errorf("%s does not say what the part %s is", path, name)
				}
			}
		}
	}
	english := fieldRows(b.page("en/handbook/templates.html"))
	wants(t, "risks.html", english["page-risks"], ".Rows list, of each:", ".Rows .Owner text", ".Rows .Rank number", ".Rows .Risk a part, of one kind or another", ".Filters part “filters”")
	wants(t, "the link", english["part-link-short"], ".Link part “link”")
	wants(t, "the facts", english["part-facts"], ". list, of each:", ". .Name text", ". .Part a part, of one kind or another")
	index := b.page("en/handbook/index.html")
	if find(index, "href", "../handbook/templates.html") == nil {
		t.Error("the overview of the handbook does not lead to the reference of templates")
	}
}
