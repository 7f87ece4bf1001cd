package register

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/source"
)

// follow gives the last register with some of its records understood anew, where nothing changed but these and nothing is wrong: the time is that of what
// changed. Else it gives nil, and all that was understood before still stands.
func (m *Memo) follow(tree *source.Tree) *Register {
	last := m.last
	if last == nil || len(last.Faults)+len(tree.Findings) > 0 || len(m.list) != len(tree.Records) || !sameDocuments(last.Tree, tree) || !maps.Equal(last.Tree.Tables, tree.Tables) {
		return nil
	}
	var changed []int
	for i, rec := range tree.Records {
		was := last.Tree.Records[i]
		if was == rec {
			continue
		}
		if was.ID != rec.ID || was.Folder != rec.Folder || was.Broken || rec.Broken || m.list[i] == nil || rec.Folder == "obligations" || rec.Folder == "glossary" {
			return nil // of which others rest on more than the id
		}
		changed = append(changed, i)
	}
	r := *last
	r.Tree, r.counts, r.References, r.Faults = tree, map[*source.File]int{}, nil, slices.Clip(last.Faults)
	fresh := make([]*understood, len(changed))
	for n, i := range changed {
		u := r.decode(KindOf(tree.Records[i].Folder), tree.Records[i])
		if len(r.Faults) > 0 || u.entry.Of().Provisional != m.list[i].entry.Of().Provisional {
			return nil
		}
		switch e := u.entry.(type) {
		case *Indicator:
			if e.ReadingFile != "" {
				return nil
			}
			sortReadings(e.Readings)
		case *Asset:
			checkService(&r, e)
		}
		fresh[n] = u
	}
	r.byID, r.all = maps.Clone(last.byID), maps.Clone(last.all)
	guess := &guesser{r: &r}
	for _, u := range fresh {
		r.put(u.entry)
		r.settle(u.claims, guess)
		u.settled, u.references, r.References = true, r.References, nil
	}
	if len(r.Faults) > 0 {
		return nil
	}
	m.take(&r, changed, fresh)
	return &r
}

// sameDocuments tells whether two trees have the same settings.
func sameDocuments(a, b *source.Tree) bool {
	return a.Config == b.Config && a.Criteria == b.Criteria && a.Parties == b.Parties && a.Baseline == b.Baseline && a.Catalogue == b.Catalogue && a.Proposal == b.Proposal
}

// put takes up a record in the place of the one that has its id.
func (r *Register) put(e Entry) {
	base := e.Of()
	at, _ := slices.BinarySearchFunc(r.all[base.Kind.Folder], base.ID, func(o Entry, id string) int { return compareIDs(o, id) })
	list := slices.Clone(r.all[base.Kind.Folder])
	list[at] = e
	r.byID[base.ID], r.all[base.Kind.Folder] = e, list
	if !base.Provisional {
		base.Kind.put(r, e)
	}
}

// take makes a register that follows the last one the last, and gathers its references in the order of their places.
func (m *Memo) take(r *Register, changed []int, fresh []*understood) {
	for n, i := range changed {
		delete(m.known, m.last.Tree.Records[i])
		m.list[i] = fresh[n]
		if _, completed := fresh[n].entry.(*Indicator); !completed {
			m.known[r.Tree.Records[i]] = fresh[n]
		}
	}
	r.References = make([]Reference, 0, len(m.last.References)+8)
	r.References = append(r.References, m.documents...)
	for _, u := range m.list {
		if u != nil {
			r.References = append(r.References, u.references...)
		}
	}
	m.last = r
}
