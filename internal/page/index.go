package page

import (
	"cmp"
	"slices"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/register"
)

// index holds what every language's pages look up.
type index struct {
	classification string
	withheld       int                          // records that the readers may not see
	backlinks      func() map[string][]backlink // by id: what points at a record, as found: see backlinksOf
	bearing        func() bearing               // worked out when it is first asked for, as a page in the preview may not need it
	ownerFiles     func() ownerFiles
	revisits       func() *revisits
	breaches       func() []check.Breach
	orders         sync.Map                           // folder of a kind → *order
	paths          func() map[string][]chronicle.Step // of the levels of risks
	told           func() []chronicle.Told            // every fact that changed, oldest first
	numbers        func() map[string]int              // of the states, by their commits
}

// backlink is one record that names another.
type backlink struct {
	from string
	key  string // the field, or "body"
}

// classifications ranks TLP labels (TLP 2.0), ascending.
var classifications = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

func newIndex(s *Site) *index {
	r := s.Assessment.Register
	x := &index{withheld: s.Withheld}
	x.backlinks = sync.OnceValue(func() map[string][]backlink { return newBacklinks(s) })
	x.bearing = sync.OnceValue(func() bearing { return newBearing(s.Assessment) })
	x.revisits = sync.OnceValue(func() *revisits { return newRevisits(s.Assessment) })
	x.breaches = sync.OnceValue(func() []check.Breach { return check.BreachesOf(s.Assessment) })
	x.ownerFiles = sync.OnceValue(func() ownerFiles { return newOwnerFiles(s.Assessment.Owners().All) })
	x.paths = sync.OnceValue(func() map[string][]chronicle.Step {
		if s.Chronicle == nil {
			return nil
		}
		return s.Chronicle.Paths()
	})
	x.told = sync.OnceValue(func() []chronicle.Told { return toldOf(s.Chronicle) })
	x.numbers = sync.OnceValue(func() map[string]int { return numbersOf(s.Chronicle) })
	highest := slices.Index(classifications, r.Config.DefaultClassification)
	for _, e := range r.All() {
		highest = max(highest, slices.Index(classifications, e.Of().Classification))
	}
	if highest >= 0 {
		x.classification = classifications[highest]
	}
	return x
}

func newBacklinks(s *Site) map[string][]backlink {
	r := s.Assessment.Register
	links := make(map[string][]backlink, len(r.Tree.Records))
	for _, ref := range r.References {
		links[ref.To] = append(links[ref.To], backlink{ref.From, ref.Key})
	}
	for _, b := range s.Bodies.List {
		for _, to := range b.References {
			if to != b.Record {
				links[to] = append(links[to], backlink{b.Record, "body"})
			}
		}
	}
	return links
}

// backlinksOf gives what points at a record, each once, by id and field.
func (x *index) backlinksOf(id string) []backlink {
	list := slices.Clone(x.backlinks()[id])
	slices.SortFunc(list, func(a, b backlink) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.key, b.key)) })
	return slices.Compact(list)
}

// order is the order in which the records of a kind are read one after the other.
type order struct {
	ids    []string
	places map[string]int
}

// order gives the ids of a kind in the order in which they are read one after the other, and the place of a record among them; -1 where it has none.
func (x *index) order(a *assess.Assessment, of *register.Record) (at int, ids []string) {
	made, ok := x.orders.Load(of.Kind.Folder)
	if !ok {
		o := &order{places: map[string]int{}}
		if of.Kind.Folder == "risks" {
			for _, r := range a.ByPriority() {
				o.ids = append(o.ids, r.Record.ID)
			}
		} else {
			for _, e := range a.Register.List(of.Kind) {
				o.ids = append(o.ids, e.Of().ID)
			}
		}
		for i, id := range o.ids {
			o.places[id] = i
		}
		made, _ = x.orders.LoadOrStore(of.Kind.Folder, o)
	}
	o := made.(*order)
	if at, ok := o.places[of.ID]; ok {
		return at, o.ids
	}
	return -1, nil
}

// toldOf gives every fact that changed, oldest first.
func toldOf(c *chronicle.Chronicle) []chronicle.Told {
	var all []chronicle.Told
	if c != nil {
		c.FactsSince(-1, func(t chronicle.Told) { all = append(all, t) })
	}
	return all
}

// numbersOf gives the states by their commits.
func numbersOf(c *chronicle.Chronicle) map[string]int {
	numbers := map[string]int{}
	if c != nil {
		for i := range c.States {
			numbers[c.States[i].Commit] = i
		}
	}
	return numbers
}
