package desk

import (
	"cmp"
	"slices"
	"sync"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/register"
)

// index holds what every language's pages look up.
type index struct {
	Classification string
	Withheld       int                          // records that the readers may not see
	Backlinks      func() map[string][]Backlink // by id: what points at a record, as found: see backlinksOf
	Bearing        func() bearing               // worked out when it is first asked for, as a page in the preview may not need it
	OwnerFiles     func() OwnerFiles
	Revisits       func() *revisits
	Breaches       func() []check.Breach
	orders         sync.Map                           // folder of a kind → *order
	Paths          func() map[string][]chronicle.Step // of the levels of risks
	Told           func() []chronicle.Told            // every fact that changed, oldest first
	Numbers        func() map[string]int              // of the states, by their commits
}

// Backlink is one record that names another.
type Backlink struct {
	From string
	Key  string // the field, or "body"
}

// classifications ranks TLP labels (TLP 2.0), ascending.
var classifications = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// NewIndex makes what all pages of a site look up; each table is made when it is first asked for.
func NewIndex(s *Site) *index {
	r := s.Assessment.Register
	x := &index{Withheld: s.Withheld}
	x.Backlinks = sync.OnceValue(func() map[string][]Backlink { return newBacklinks(s) })
	x.Bearing = sync.OnceValue(func() bearing { return newBearing(s.Assessment) })
	x.Revisits = sync.OnceValue(func() *revisits { return newRevisits(s.Assessment) })
	x.Breaches = sync.OnceValue(func() []check.Breach { return check.BreachesOf(s.Assessment) })
	x.OwnerFiles = sync.OnceValue(func() OwnerFiles { return NewOwnerFiles(agenda.OwnersOf(s.Assessment).All) })
	x.Paths = sync.OnceValue(func() map[string][]chronicle.Step {
		if s.Chronicle == nil {
			return nil
		}
		return s.Chronicle.Paths()
	})
	x.Told = sync.OnceValue(func() []chronicle.Told { return toldOf(s.Chronicle) })
	x.Numbers = sync.OnceValue(func() map[string]int { return numbersOf(s.Chronicle) })
	highest := slices.Index(classifications, r.Config.DefaultClassification)
	for _, e := range r.All() {
		highest = max(highest, slices.Index(classifications, e.Of().Classification))
	}
	if highest >= 0 {
		x.Classification = classifications[highest]
	}
	return x
}

func newBacklinks(s *Site) map[string][]Backlink {
	r := s.Assessment.Register
	links := make(map[string][]Backlink, len(r.Tree.Records))
	for _, ref := range r.References {
		links[ref.To] = append(links[ref.To], Backlink{ref.From, ref.Key})
	}
	for _, b := range s.Bodies.List {
		for _, to := range b.References {
			if to != b.Record {
				links[to] = append(links[to], Backlink{b.Record, "body"})
			}
		}
	}
	return links
}

// BacklinksOf gives what points at a record, each once, by id and field.
func (x *index) BacklinksOf(id string) []Backlink {
	list := slices.Clone(x.Backlinks()[id])
	slices.SortFunc(list, func(a, b Backlink) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Key, b.Key)) })
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
