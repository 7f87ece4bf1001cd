package body

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Names are the records as one language calls them.
type Names struct {
	Targets map[string]prose.Target // by id: for links in bodies
	from    []called                // in the order of the records
	once    sync.Once
	links   map[string][2]*part.Link // by id: see linksOf
	before  *Names                   // of which most links can be taken
	changed map[string]bool          // the others
}

// Speaker says in a language what records are called. Words are made where none are known.
type Speaker func(r *register.Register, a *assess.Assessment, language string, known map[string]string) (words map[string]string, target func(register.Entry) prose.Target)

// called is what the name of a record follows from, beside the settings and the criteria. A text that quotes figures follows from more.
type called struct {
	record   *source.Record
	entry    register.Entry // nil where the record says it all: what is understood of it may be made anew each time
	level    int
	outcome  assess.Outcome
	standing assess.Standing
	quotes   bool
}

func calledOf(a *assess.Assessment, e register.Entry) called {
	c := called{record: e.Of().Source, entry: e}
	switch r := e.(type) {
	case *register.Indicator, *register.Term:
		c.entry = nil
	case *register.Risk:
		if k := a.Risk(r.ID); k != nil {
			c.level, c.outcome, c.standing = k.Now.Level, k.Outcome, k.Standing
		}
	case *register.Treatment:
	default:
		c.quotes = slices.ContainsFunc(e.Of().Summary, func(w register.Wording) bool { return strings.Contains(w.Words, "[[") })
	}
	return c
}

// still reports whether a name follows from the same as it did; false where that is not plain at a glance.
func (c *called) still(a *assess.Assessment, e register.Entry) bool {
	if c.quotes || c.record != e.Of().Source || c.entry != nil && c.entry != e {
		return false
	}
	risk, is := e.(*register.Risk)
	if !is {
		return true
	}
	k := a.Risk(risk.ID)
	return k != nil && c.level == k.Now.Level && c.outcome == k.Outcome && c.standing == k.Standing
}

// namesOf gives what each record is called, and which ids are called otherwise than before, are new or are gone. Nothing new: the names are the same ones.
// Those of which alike says that settings and criteria are the same are not worked out again for records that stand as they did.
func namesOf(a *assess.Assessment, target func(register.Entry) prose.Target, before *Names, alike bool) (*Names, map[string]bool) {
	all := a.Register.All()
	n := &Names{from: make([]called, len(all)), changed: map[string]bool{}}
	var others []prose.Target
	known := before.finder()
	for i, e := range all {
		base := e.Of()
		old, was := known(i, base.ID)
		if was && alike && old.still(a, e) {
			n.from[i] = old
			continue
		}
		from := calledOf(a, e)
		n.from[i] = from
		if was && alike && !from.quotes && old == from {
			continue
		}
		t := target(e)
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
func (n *Names) finder() func(at int, id string) (called, bool) {
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
func (n *Names) gone(now []called) []string {
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

// LinksOf makes once, for both depths of pages, the link by which each record is named on other pages.
func (n *Names) LinksOf() map[string][2]*part.Link {
	n.once.Do(func() {
		if n.before == nil {
			n.links = make(map[string][2]*part.Link, len(n.Targets))
			for id := range n.Targets {
				n.links[id] = makeLink(n.Targets[id])
			}
			return
		}
		n.links = maps.Clone(n.before.LinksOf())
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
			Href: strings.Repeat("../", depth) + address.Escape(t.Path), ID: t.ID, Title: t.Title, TitleLanguage: t.TitleLanguage, Kind: t.Kind, Tip: t.Context, Mark: t.Mark, State: t.State,
			ByTitle: t.Kind == "glossary" || t.Kind == "pages",
		}
	}
	return both
}

// Overridden tells whether the register defines a term of the method itself.
func Overridden(t *term.Term, taken map[string]*register.Term) bool {
	return slices.ContainsFunc(append([]string{t.Name.Ja, t.Name.En}, t.Aliases...), func(w string) bool { return taken[strings.ToLower(w)] != nil })
}
