package compare

import (
	"cmp"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Fate is what became of a record.
type Fate string

// The fates.
const (
	Replaced Fate = "replaced" // another record stands under an id that was given before
	Added    Fate = "added"
	Removed  Fate = "removed"
	Renamed  Fate = "renamed" // it has another id and most of its facts
	Edited   Fate = "edited"
)

// Record is a record that only one state holds, or whose id, facts or text differ.
type Record struct {
	Kind          *register.Kind
	Fate          Fate
	Before, After string         // ids; empty where the state does not hold it. Replaced: Before is empty where the one that had the id goes on under another
	Was           *register.Kind // Replaced: the kind of the one that had the id before
	Fields        []string       // Renamed, Edited: the keys that differ, in the order of the alphabet; "body" stands for the text
	Changes       []Change       // Renamed, Edited: what it says differently
	NamedBy       []string       // Replaced: the records that name the id in both states, ascending
}

// ID is the id that the record has now, or had last.
func (r Record) ID() string { return cmp.Or(r.After, r.Before) }

// records finds what became of the records of every kind, and which were renamed. A record that only follows the new name of another is not edited.
func records(c *comparer) []Record {
	var list []Record
	var both [][][2]*source.Record // by kind
	var gone, come [][]*source.Record
	for i := range register.Kinds {
		kind := &register.Kinds[i]
		before, after := sources(c.old, kind), sources(c.now, kind)
		var alone, fresh []*source.Record
		var same [][2]*source.Record
		for id, record := range before {
			now := after[id]
			if now != nil && !another(c, kind, record, now) {
				same = append(same, [2]*source.Record{record, now})
				continue
			}
			alone = append(alone, record)
			if now != nil {
				c.replaced[id] = true
			}
		}
		for id, record := range after {
			if before[id] == nil || c.replaced[id] {
				fresh = append(fresh, record)
			}
		}
		for _, m := range renames(c, kind, alone, fresh) {
			c.newID[m[0].ID], c.oldID[m[1].ID] = m[1].ID, m[0].ID
			same = append(same, m)
		}
		both, gone, come = append(both, same), append(gone, alone), append(come, fresh)
	}
	for i := range register.Kinds {
		kind := &register.Kinds[i]
		for _, record := range gone[i] {
			if c.newID[record.ID] == "" && (c.now.Find(record.ID) == nil || c.oldID[record.ID] != "") {
				list = append(list, Record{Kind: kind, Fate: Removed, Before: record.ID})
			}
		}
		for _, record := range come[i] {
			if c.oldID[record.ID] == "" {
				list = append(list, arrived(c, kind, record.ID))
			}
		}
	}
	for i, pairs := range both {
		for _, p := range pairs {
			if r := (Record{Kind: &register.Kinds[i], Fate: Edited, Before: p[0].ID, After: p[1].ID}); edit(c, &r, p[0], p[1]) {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Kind.Folder, b.Kind.Folder), cmp.Compare(a.ID(), b.ID()), cmp.Compare(a.Fate, b.Fate))
	})
	return list
}

// arrived gives what became of a record that has come: it is new, or another one under an old id.
func arrived(c *comparer, kind *register.Kind, id string) Record {
	had := c.old.Find(id)
	if had == nil {
		return Record{Kind: kind, Fate: Added, After: id}
	}
	r := Record{Kind: kind, Fate: Replaced, After: id, Was: had.Of().Kind}
	if c.newID[id] == "" {
		r.Before = id
	}
	names := map[string]bool{}
	for _, ref := range c.old.References {
		if ref.To == id {
			names[c.renamed(ref.From)] = true
		}
	}
	for _, ref := range c.now.References {
		if ref.To == id && ref.From != id && names[ref.From] {
			r.NamedBy = append(r.NamedBy, ref.From)
		}
	}
	slices.Sort(r.NamedBy)
	r.NamedBy = slices.Compact(r.NamedBy)
	return r
}

// edit notes what two states of one record say differently, and tells whether there is anything to tell.
func edit(c *comparer, r *Record, a, b *source.Record) bool {
	if a.ID != b.ID {
		r.Fate = Renamed
	}
	r.Changes = append(recordChanges(c, r.Kind, a, b), readingChanges(c, a.ID, b.ID)...)
	for _, change := range r.Changes {
		r.Fields = append(r.Fields, topOf(change.Field))
	}
	slices.Sort(r.Fields)
	r.Fields = slices.Compact(r.Fields)
	return r.Fate == Renamed || len(r.Changes) > 0
}

// topOf gives the key at the top of a field with dots.
func topOf(field string) string {
	top, _, _ := strings.Cut(field, ".")
	top, _, _ = strings.Cut(top, "[")
	return top
}

func sources(r *register.Register, kind *register.Kind) map[string]*source.Record {
	list := r.List(kind)
	records := make(map[string]*source.Record, len(list))
	for _, e := range list {
		records[e.Of().ID] = e.Of().Source
	}
	return records
}
