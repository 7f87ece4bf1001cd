package page

import (
	"cmp"
	"slices"
	"sync"
)

// index holds what every language's pages look up.
type index struct {
	classification string
	backlinks      map[string][]backlink // by id: what points at a record, as found: see backlinksOf
	bearing        func() bearing        // worked out when it is first asked for, as a page in the preview may not need it
	owners         func() *owners
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
	x := &index{backlinks: make(map[string][]backlink, len(r.Tree.Records))}
	x.bearing = sync.OnceValue(func() bearing { return newBearing(s.Assessment) })
	x.owners = sync.OnceValue(func() *owners { return newOwners(s.Assessment) })
	highest := slices.Index(classifications, r.Config.DefaultClassification)
	for _, e := range r.All() {
		highest = max(highest, slices.Index(classifications, e.Of().Classification))
	}
	if highest >= 0 {
		x.classification = classifications[highest]
	}
	for _, ref := range r.References {
		x.backlinks[ref.To] = append(x.backlinks[ref.To], backlink{ref.From, ref.Key})
	}
	for _, b := range s.Bodies.List {
		for _, to := range b.References {
			if to != b.Record {
				x.backlinks[to] = append(x.backlinks[to], backlink{b.Record, "body"})
			}
		}
	}
	return x
}

// backlinksOf gives what points at a record, each once, by id and field.
func (x *index) backlinksOf(id string) []backlink {
	list := slices.Clone(x.backlinks[id])
	slices.SortFunc(list, func(a, b backlink) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.key, b.key)) })
	return slices.Compact(list)
}
