package desk

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// names are the records as one language calls them.
type names struct {
	Targets map[string]prose.Target // by id: for links in bodies
	from    []called                // in the order of the records
	once    sync.Once
	links   map[string][2]*part.Link // by id: see linksOf
	before  *names                   // of which most links can be taken
	changed map[string]bool          // the others
}

// namer says what records are called.
type namer struct{ *Verdicts }

// called is what the name of a record follows from, beside the settings and the criteria. A text that quotes figures follows from more.
type called struct {
	record   *source.Record
	entry    register.Entry // nil where the record says it all: what is understood of it may be made anew each time
	level    int
	outcome  assess.Outcome
	standing assess.Standing
	quotes   bool
}

func (v namer) called(e register.Entry) called {
	c := called{record: e.Of().Source, entry: e}
	switch r := e.(type) {
	case *register.Indicator, *register.Term:
		c.entry = nil
	case *register.Risk:
		if k := v.Assessment.Risk(r.ID); k != nil {
			c.level, c.outcome, c.standing = k.Now.Level, k.Outcome, k.Standing
		}
	case *register.Treatment:
	default:
		c.quotes = slices.ContainsFunc(e.Of().Summary, func(w register.Wording) bool { return strings.Contains(w.Words, "[[") })
	}
	return c
}

// names gives what each record is called, and which ids are called otherwise than before, are new or are gone. Nothing new: the names are the same ones.
// Those of which alike says that settings and criteria are the same are not worked out again for records that stand as they did.
func (v namer) names(before *names, alike bool) (*names, map[string]bool) {
	all := v.Register.All()
	n := &names{from: make([]called, len(all)), changed: map[string]bool{}}
	var others []prose.Target
	known := before.finder()
	for i, e := range all {
		base := e.Of()
		from := v.called(e)
		n.from[i] = from
		if old, ok := known(i, base.ID); ok && alike && !from.quotes && old == from {
			continue
		}
		title := v.Phrase(base.Title)
		t := prose.Target{ID: base.ID, Kind: base.Kind.Folder, Path: Path(base.Kind, base.ID), Title: title.Text, TitleLanguage: title.Language, Context: v.context(e), Mark: v.mark(e), State: v.nameState(e)}
		if before == nil {
			others = append(others, t)
		} else if old, ok := before.Targets[base.ID]; !ok || old != t {
			n.changed[base.ID] = true
			others = append(others, t)
		}
	}
	if before == nil {
		n.Targets = make(map[string]prose.Target, len(all))
		for _, t := range others {
			n.Targets[t.ID] = t
		}
		return n, nil
	}
	gone := before.gone(n.from)
	for _, id := range gone {
		n.changed[id] = true
	}
	if len(n.changed) == 0 {
		before.from = n.from
		return before, nil
	}
	n.Targets = maps.Clone(before.Targets)
	for _, t := range others {
		n.Targets[t.ID] = t
	}
	for _, id := range gone {
		delete(n.Targets, id)
	}
	return n, n.changed
}

// finder gives what finds what the name of a record followed from: mostly at its place among the records, where it still stands.
func (n *names) finder() func(at int, id string) (called, bool) {
	if n == nil {
		return func(int, string) (called, bool) { return called{}, false }
	}
	var by map[string]int
	return func(at int, id string) (called, bool) {
		if at < len(n.from) && n.from[at].record.ID == id {
			return n.from[at], true
		}
		if by == nil {
			by = make(map[string]int, len(n.from))
			for i := range n.from {
				by[n.from[i].record.ID] = i
			}
		}
		at, ok := by[id]
		if !ok {
			return called{}, false
		}
		return n.from[at], true
	}
}

// gone gives the ids of the records that are no longer there.
func (n *names) gone(now []called) []string {
	if slices.EqualFunc(n.from, now, func(a, b called) bool { return a.record.ID == b.record.ID }) {
		return nil
	}
	there := make(map[string]bool, len(now))
	for i := range now {
		there[now[i].record.ID] = true
	}
	var ids []string
	for i := range n.from {
		if id := n.from[i].record.ID; !there[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// linksOf makes once, for both depths of pages, the link by which each record is named on other pages.
func (n *names) linksOf() map[string][2]*part.Link {
	n.once.Do(func() {
		if n.before == nil {
			n.links = make(map[string][2]*part.Link, len(n.Targets))
			for id := range n.Targets {
				n.links[id] = makeLink(n.Targets[id])
			}
			return
		}
		n.links = maps.Clone(n.before.linksOf())
		for id := range n.changed {
			if t, ok := n.Targets[id]; ok {
				n.links[id] = makeLink(t)
			} else {
				delete(n.links, id)
			}
		}
		n.before = nil
	})
	return n.links
}

func makeLink(t prose.Target) [2]*part.Link {
	var both [2]*part.Link
	for depth := range both {
		both[depth] = &part.Link{
			Href: strings.Repeat("../", depth) + EscapePath(t.Path), ID: t.ID, Title: t.Title, TitleLanguage: t.TitleLanguage, Kind: t.Kind, Tip: t.Context, Mark: t.Mark, State: t.State,
			ByTitle: t.Kind == "glossary" || t.Kind == "pages",
		}
	}
	return both
}

// link finds the link to a record on the page at path; nil where the register has no such record.
func (v *ways) link(path, id string) *part.Link {
	both, ok := v.linked[id]
	if !ok {
		return nil
	}
	depth := strings.Count(path, "/")
	if depth < len(both) {
		return both[depth]
	}
	if known, ok := v.deep.Load(id); ok {
		return known.(*part.Link)
	}
	link := *both[1]
	link.Href = "../" + link.Href
	made, _ := v.deep.LoadOrStore(id, &link)
	return made.(*part.Link)
}

// Ref names a record on the page at path, with id and title; an id that is nowhere stands as it is.
func (v *ways) Ref(path, id string) part.Part {
	if l := v.link(path, id); l != nil {
		return l
	}
	return v.nowhere(id)
}

// nowhere shows an id that leads nowhere, or stands in for one that its readers may not see.
func (v *ways) nowhere(id string) part.Part {
	if id == register.Withheld {
		return part.Words(v.Words["withheld"])
	}
	return part.Missing{ID: id}
}

// NameOf is ref without the state of a control, for a line that shows it by itself.
func (v *ways) NameOf(path, id string) part.Part {
	if l := v.link(path, id); l != nil && l.State != "" {
		return part.Name{Link: l}
	}
	return v.Ref(path, id)
}

// nameState is what stands behind the name of a control wherever it is named: only one that is in place holds a risk down.
func (v namer) nameState(e register.Entry) string {
	if c, ok := e.(*register.Control); ok && c.State != "" {
		return v.Words["control-"+c.State]
	}
	return ""
}

// Refs names several records, in their order.
func (v *ways) Refs(path string, ids []string) []part.Part {
	out := make([]part.Part, len(ids))
	for i, id := range ids {
		out[i] = v.Ref(path, id)
	}
	return out
}

// ShortRef names a record by its id alone, its title being said to those who cannot see the tip.
func (v *ways) ShortRef(path, id string) part.Part {
	if l := v.link(path, id); l != nil {
		return part.Short{Link: l}
	}
	return v.nowhere(id)
}

// context says in a few words how a record stands: the level and outcome of a risk, the status of a plan, and that nobody has confirmed it yet.
func (v namer) context(e register.Entry) string {
	switch r := e.(type) {
	case *register.Risk:
		if a := v.Assessment.Risk(r.ID); a != nil {
			return v.Text(r.Title) + v.Words["contextSeparator"] + v.LevelName(a.Now.Level) + v.Words["contextSeparator"] + v.verdictName(a)
		}
	case *register.Treatment:
		return Joined(v.Text(r.Title)+v.Words["contextSeparator"]+v.Words["status-"+r.Status], v.Words["contextSeparator"], v.mark(e))
	case *register.Control:
		return Joined(Joined(v.nameState(e), v.Words["contextSeparator"], v.mark(e)), v.Words["contextSeparator"], v.Text(Quoting(v.Verdicts, r.Summary)))
	}
	return Joined(v.mark(e), v.Words["contextSeparator"], v.Text(Quoting(v.Verdicts, e.Of().Summary)))
}

// Overridden tells whether the register defines a term of the method itself.
func Overridden(t *term.Term, taken map[string]*register.Term) bool {
	return slices.ContainsFunc(append([]string{t.Name.Ja, t.Name.En}, t.Aliases...), func(w string) bool { return taken[strings.ToLower(w)] != nil })
}
