package compare

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Fate is what became of a record.
type Fate string

// The fates.
const (
	Added   Fate = "added"
	Removed Fate = "removed"
	Renamed Fate = "renamed" // it has another id and most of its facts
	Edited  Fate = "edited"
)

// Record is a record that only one state holds, or whose id, facts or text differ.
type Record struct {
	Kind          *register.Kind
	Fate          Fate
	Before, After string   // ids; empty where the state does not hold it
	Fields        []string // Renamed, Edited: the keys that differ, in the order of the alphabet; "body" stands for the text
}

// ID is the id that the record has now, or had last.
func (r Record) ID() string { return cmp.Or(r.After, r.Before) }

// records finds what became of the records of every kind, and which were renamed. A record that only follows the new name of another is not edited.
func (c *comparer) records() []Record {
	c.newID, c.oldID = map[string]string{}, map[string]string{}
	var list []Record
	both := make([][][2]*source.Record, len(register.Kinds)) // by kind
	for i := range register.Kinds {
		kind := &register.Kinds[i]
		before, after := sources(c.old, kind), sources(c.now, kind)
		var gone, come []*source.Record
		for id, record := range before {
			if now := after[id]; now != nil {
				both[i] = append(both[i], [2]*source.Record{record, now})
			} else {
				gone = append(gone, record)
			}
		}
		for id, record := range after {
			if before[id] == nil {
				come = append(come, record)
			}
		}
		for _, m := range renames(gone, come) {
			c.newID[m[0].ID], c.oldID[m[1].ID] = m[1].ID, m[0].ID
			both[i] = append(both[i], m)
		}
		for _, record := range gone {
			if c.newID[record.ID] == "" {
				list = append(list, Record{Kind: kind, Fate: Removed, Before: record.ID})
			}
		}
		for _, record := range come {
			if c.oldID[record.ID] == "" {
				list = append(list, Record{Kind: kind, Fate: Added, After: record.ID})
			}
		}
	}
	for i, pairs := range both {
		for _, p := range pairs {
			fate := Edited
			if p[0].ID != p[1].ID {
				fate = Renamed
			}
			if fields := c.differing(p[0], p[1]); len(fields) > 0 || fate == Renamed {
				list = append(list, Record{&register.Kinds[i], fate, p[0].ID, p[1].ID, fields})
			}
		}
	}
	slices.SortFunc(list, func(a, b Record) int {
		return cmp.Or(cmp.Compare(a.Kind.Folder, b.Kind.Folder), cmp.Compare(a.ID(), b.ID()), cmp.Compare(a.Fate, b.Fate))
	})
	return list
}

func sources(r *register.Register, kind *register.Kind) map[string]*source.Record {
	list := r.List(kind)
	records := make(map[string]*source.Record, len(list))
	for _, e := range list {
		records[e.Of().ID] = e.Of().Source
	}
	return records
}

// body is the key by which the text of a record is called, as in records written in bulk.
const body = "body"

// differing gives the keys at whose values two records differ.
func (c *comparer) differing(a, b *source.Record) []string {
	var keys []string
	for i := range a.Table.Fields {
		f := &a.Table.Fields[i]
		if !c.sameValue(&f.Value, b.Table.At(f.Key)) {
			keys = append(keys, f.Key)
		}
	}
	for i := range b.Table.Fields {
		if key := b.Table.Fields[i].Key; a.Table.Field(key) == nil {
			keys = append(keys, key)
		}
	}
	sameBody := func(a, b source.Body) bool { return a.Language == b.Language && c.sameText(a.Text, b.Text) }
	if !c.sameText(a.Body.Text, b.Body.Text) || !slices.EqualFunc(a.Translations, b.Translations, sameBody) {
		keys = append(keys, body)
	}
	slices.Sort(keys)
	return keys
}

// mostFollowed is the number of renamed records up to which texts are searched for their names.
const mostFollowed = 100

// sameText compares texts by their words: the line ends of a checkout are nobody's change, nor are blank lines around a text, nor the new names of
// records that were renamed.
func (c *comparer) sameText(a, b string) bool {
	if a == b {
		return true
	}
	a, b = tidy(a), tidy(b)
	if a == b {
		return true
	}
	if len(c.newID) == 0 || len(c.newID) > mostFollowed {
		id, clause, _ := strings.Cut(a, "#")
		return c.newID[id] != "" && (c.newID[id] == b || c.newID[id]+"#"+clause == b)
	}
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(c.newID))) { // the longer of two names that begin alike first
		a = strings.ReplaceAll(a, id, c.newID[id])
	}
	return a == b
}

func tidy(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }

// sameValue compares what two values say, wherever and in whatever layout they were written.
func (c *comparer) sameValue(a, b *source.Value) bool {
	if a == nil || b == nil || a.Kind != b.Kind || len(a.Items) != len(b.Items) || len(a.Fields) != len(b.Fields) {
		return false
	}
	switch a.Kind {
	case source.String:
		return c.sameText(a.Text, b.Text)
	case source.Integer, source.Float:
		return a.Float == b.Float && a.Integer == b.Integer || a.Text == b.Text
	case source.Boolean:
		return a.Boolean == b.Boolean
	case source.Date:
		return a.Date == b.Date
	case source.Moment:
		return a.Text == b.Text
	}
	for i := range a.Items {
		if !c.sameValue(&a.Items[i], &b.Items[i]) {
			return false
		}
	}
	for i := range a.Fields {
		if !c.sameValue(&a.Fields[i].Value, b.At(a.Fields[i].Key)) {
			return false
		}
	}
	return true
}

// The share of facts that two records must have in common to be one that was renamed. Short records of one kind say much the same by nature, so that
// more is asked of those whose title is another.
const (
	alikeEnough = 0.6 // with the same title, in one language at least
	alikeInMost = 0.8 // with another title
)

// mostPairs bounds the search for renamed records that were edited too. Beyond it only those are found that say exactly the same.
const mostPairs = 250_000

// renames pairs records that are gone with such as have come and say the same, the most alike first.
func renames(gone, come []*source.Record) [][2]*source.Record {
	if len(gone) == 0 || len(come) == 0 {
		return nil
	}
	byID := func(a, b *source.Record) int { return cmp.Compare(a.ID, b.ID) }
	slices.SortFunc(gone, byID)
	slices.SortFunc(come, byID)
	was, is := make([][]string, len(gone)), make([][]string, len(come))
	same := map[string][]int{} // indexes in gone, by what the records say
	for i, r := range gone {
		was[i] = facts(r)
		key := strings.Join(was[i], "\x00")
		same[key] = append(same[key], i)
	}
	type match struct {
		share     float64
		gone, new int
	}
	var matches []match
	for k, r := range come {
		is[k] = facts(r)
		for _, i := range same[strings.Join(is[k], "\x00")] {
			matches = append(matches, match{1, i, k})
			if len(gone)*len(come) > mostPairs {
				same[strings.Join(is[k], "\x00")] = same[strings.Join(is[k], "\x00")][1:] // one each
				break
			}
		}
	}
	if len(gone)*len(come) <= mostPairs {
		for i := range was {
			for k := range is {
				if share, titled := common(was[i], is[k]); share >= alikeInMost && share < 1 || share >= alikeEnough && titled && share < 1 {
					matches = append(matches, match{share, i, k})
				}
			}
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.gone, b.gone), cmp.Compare(a.new, b.new))
	})
	var pairs [][2]*source.Record
	usedGone, usedNew := map[int]bool{}, map[int]bool{}
	for _, m := range matches {
		if !usedGone[m.gone] && !usedNew[m.new] {
			usedGone[m.gone], usedNew[m.new] = true, true
			pairs = append(pairs, [2]*source.Record{gone[m.gone], come[m.new]})
		}
	}
	return pairs
}

// facts lists what a record says, one entry a value or line of text, sorted.
func facts(r *source.Record) []string {
	var list []string
	var walk func(path string, v *source.Value)
	walk = func(path string, v *source.Value) {
		for i := range v.Items {
			walk(path, &v.Items[i])
		}
		for i := range v.Fields {
			walk(path+"."+v.Fields[i].Key, &v.Fields[i].Value)
		}
		switch v.Kind {
		case source.Boolean:
			list = append(list, path+map[bool]string{true: "=true", false: "=false"}[v.Boolean])
		case source.Date:
			list = append(list, path+"="+v.Date.String())
		case source.String, source.Integer, source.Float, source.Moment:
			list = append(list, path+"="+tidy(v.Text))
		}
	}
	walk("", r.Table)
	for line := range strings.Lines(tidy(r.Body.Text)) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	slices.Sort(list)
	return list
}

// common gives the share of facts that two sorted lists have in common, from 0 to 1, and whether a title is among them.
func common(a, b []string) (share float64, titled bool) {
	shared := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch order := strings.Compare(a[i], b[k]); {
		case order < 0:
			i++
		case order > 0:
			k++
		default:
			shared++
			titled = titled || strings.HasPrefix(a[i], ".title")
			i++
			k++
		}
	}
	if len(a)+len(b) == 0 {
		return 0, false
	}
	return 2 * float64(shared) / float64(len(a)+len(b)), titled
}
