package page

import (
	"html"
	"html/template"
	"maps"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
)

// names are the records as one language calls them.
type names struct {
	targets map[string]prose.Target // by id: for links in bodies
	once    sync.Once
	chips   map[string][2]chip // by id: see chipsOf
	before  *names             // of which most chips can be taken
	changed map[string]bool    // the others
}

// names gives what each record is called, and which ids are called otherwise than before, are new or are gone. Nothing new: the names are the same ones.
func (v *view) names(before *names) (*names, map[string]bool) {
	all := v.Register.All()
	n := &names{targets: make(map[string]prose.Target, len(all)), before: before, changed: map[string]bool{}}
	for _, e := range all {
		base := e.Of()
		title := v.phrase(base.Title)
		t := prose.Target{ID: base.ID, Kind: base.Kind.Folder, Path: Path(base.Kind, base.ID), Title: title.Text, TitleLanguage: title.Language, Context: v.context(e), Mark: v.mark(e), State: v.chipState(e)}
		n.targets[base.ID] = t
		if before != nil {
			if old, ok := before.targets[base.ID]; !ok || old != t {
				n.changed[base.ID] = true
			}
		}
	}
	if before == nil {
		return n, nil
	}
	for id := range before.targets {
		if _, ok := n.targets[id]; !ok {
			n.changed[id] = true
		}
	}
	if len(n.changed) == 0 {
		return before, nil
	}
	return n, n.changed
}

// chipsOf renders once, for both depths of pages, the link by which each record is named on other pages.
func (n *names) chipsOf() map[string][2]chip {
	n.once.Do(func() {
		if n.before == nil {
			n.chips = make(map[string][2]chip, len(n.targets))
			for id := range n.targets {
				n.chips[id] = makeChip(n.targets[id])
			}
			return
		}
		n.chips = maps.Clone(n.before.chipsOf())
		for id := range n.changed {
			if t, ok := n.targets[id]; ok {
				n.chips[id] = makeChip(t)
			} else {
				delete(n.chips, id)
			}
		}
		n.before = nil
	})
	return n.chips
}

func makeChip(t prose.Target) [2]chip {
	lang := ""
	if t.TitleLanguage != "" {
		lang = ` lang="` + html.EscapeString(t.TitleLanguage) + `"`
	}
	path, id, words := html.EscapeString(escapePath(t.Path)), html.EscapeString(t.ID), html.EscapeString(t.Title)
	tip, mark, said := html.EscapeString(t.Context), "", ""
	if t.Mark != "" {
		said = html.EscapeString(t.Mark)
		mark = ` <small class="provisional">` + said + `</small>`
		said = " (" + said + ")"
	}
	state := ""
	if t.State != "" {
		state = ` <small class="control-state">` + html.EscapeString(t.State) + `</small>`
	}
	var both [2]chip
	for depth := range both {
		link := `<a class="ref" href="` + strings.Repeat("../", depth) + path + `"`
		if tip != "" {
			link += ` title="` + tip + `"`
		}
		if t.Kind == "glossary" || t.Kind == "pages" {
			name := template.HTML(link + lang + `>` + words + `</a>` + mark)
			both[depth] = chip{name, name, name}
			continue
		}
		name := link + `><span class="id">` + id + `</span> <span` + lang + `>` + words + `</span></a>` + mark
		both[depth] = chip{
			full:  template.HTML(name + state),
			short: template.HTML(link + ` aria-label="` + id + ` ` + words + said + `"><span class="id">` + id + `</span></a>` + mark + state),
			name:  template.HTML(name),
		}
	}
	return both
}

// ref names a record on the page at path, with id and title; an id that is nowhere stands as it is.
func (v *view) ref(path, id string) template.HTML {
	if c, ok := v.chips[id]; ok {
		return c[min(1, strings.Count(path, "/"))].full
	}
	return template.HTML(`<span class="missing">` + html.EscapeString(id) + `</span>`)
}

// nameOf is ref without the state of a control, for a line that shows it by itself.
func (v *view) nameOf(path, id string) template.HTML {
	if c, ok := v.chips[id]; ok {
		return c[min(1, strings.Count(path, "/"))].name
	}
	return v.ref(path, id)
}

// chipState is what stands behind the name of a control wherever it is named: only one that is in place holds a risk down.
func (v *view) chipState(e register.Entry) string {
	if c, ok := e.(*register.Control); ok && c.State != "" {
		return v.words["control-"+c.State]
	}
	return ""
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

// context says in a few words how a record stands: the level and outcome of a risk, the status of a plan, and that nobody has confirmed it yet.
func (v *view) context(e register.Entry) string {
	switch r := e.(type) {
	case *register.Risk:
		if a := v.Assessment.Risk(r.ID); a != nil {
			return v.text(r.Title) + v.words["contextSeparator"] + v.levelName(a.Now.Level) + v.words["contextSeparator"] + v.verdictName(a)
		}
	case *register.Treatment:
		return joined(v.text(r.Title)+v.words["contextSeparator"]+v.words["status-"+r.Status], v.words["contextSeparator"], v.mark(e))
	case *register.Control:
		return joined(joined(v.chipState(e), v.words["contextSeparator"], v.mark(e)), v.words["contextSeparator"], v.text(r.Summary))
	}
	return joined(v.mark(e), v.words["contextSeparator"], v.text(e.Of().Summary))
}
