package page

import (
	"html"
	"html/template"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
)

// makeChips renders once, for both depths of pages, the link by which each record is named on other pages.
func (v *view) makeChips() map[string][2]chip {
	chips := make(map[string][2]chip, len(v.Register.Tree.Records))
	for _, e := range v.Register.All() {
		base := e.Of()
		title := v.phrase(base.Title)
		lang := ""
		if title.Language != "" {
			lang = ` lang="` + html.EscapeString(title.Language) + `"`
		}
		path, id, words := html.EscapeString(escapePath(Path(base.Kind, base.ID))), html.EscapeString(base.ID), html.EscapeString(title.Text)
		tip := html.EscapeString(v.context(e))
		var both [2]chip
		for depth := range both {
			link := `<a class="ref" href="` + strings.Repeat("../", depth) + path + `"`
			if tip != "" {
				link += ` title="` + tip + `"`
			}
			if base.Kind.Folder == "glossary" || base.Kind.Folder == "pages" {
				both[depth] = chip{template.HTML(link + lang + `>` + words + `</a>`), template.HTML(link + lang + `>` + words + `</a>`)}
				continue
			}
			both[depth] = chip{
				full:  template.HTML(link + `><span class="id">` + id + `</span> <span` + lang + `>` + words + `</span></a>`),
				short: template.HTML(link + ` aria-label="` + id + ` ` + words + `"><span class="id">` + id + `</span></a>`),
			}
		}
		chips[base.ID] = both
	}
	return chips
}

// ref names a record on the page at path, with id and title; an id that is nowhere stands as it is.
func (v *view) ref(path, id string) template.HTML {
	if c, ok := v.chips[id]; ok {
		return c[min(1, strings.Count(path, "/"))].full
	}
	return template.HTML(`<span class="missing">` + html.EscapeString(id) + `</span>`)
}

// refs names several records, in their order.
func (v *view) refs(path string, ids []string) []template.HTML {
	out := make([]template.HTML, len(ids))
	for i, id := range ids {
		out[i] = v.ref(path, id)
	}
	return out
}

// shortRef names a record by its id alone, its title being said to those who cannot see the tip.
func (v *view) shortRef(path, id string) template.HTML {
	if c, ok := v.chips[id]; ok {
		return c[min(1, strings.Count(path, "/"))].short
	}
	return template.HTML(`<span class="missing">` + html.EscapeString(id) + `</span>`)
}

// context says in a few words how a record stands: the level and outcome of a risk, the status of a plan.
func (v *view) context(e register.Entry) string {
	switch r := e.(type) {
	case *register.Risk:
		if a := v.Assessment.Risk(r.ID); a != nil {
			return v.text(r.Title) + v.words["contextSeparator"] + v.levelName(a.Now.Level) + v.words["contextSeparator"] + v.words["outcome-"+string(a.Outcome)]
		}
	case *register.Treatment:
		return v.text(r.Title) + v.words["contextSeparator"] + v.words["status-"+r.Status]
	}
	return v.text(e.Of().Summary)
}
