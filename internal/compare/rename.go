package compare

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// The shares of what two records say that make them one.
const (
	alikeEnough = 0.6 // of the facts: less is another record
	alikeInMost = 0.8 // of facts and texts, where the title is another: short records of one kind say much the same by nature
)

// mostPairs bounds the search for renamed records that were edited too. Beyond it only those are found that say exactly the same.
const mostPairs = 250_000

// sayings are what a record says, to be held against another.
type sayings struct {
	facts  map[string]string // by field with dots; texts and [extra] are none
	words  []string          // all values and lines of text, sorted
	titles map[string]string // by language
}

func sayingsOf(c *comparer, kind *register.Kind, r *source.Record, language string) sayings {
	s := sayings{facts: map[string]string{}, words: words(r), titles: wordings(r.Table.At("title"), language)}
	s.gather("", c.fieldsOf(kind), r.Table)
	return s
}

func (s *sayings) gather(path string, fields []register.Field, v *source.Value) {
	for i := range v.Fields {
		one, at := &v.Fields[i], v.Fields[i].Key
		if path != "" {
			at = path + "." + at
		}
		f := find(fields, one.Key)
		switch {
		case f != nil && (f.Shape == register.ShapeText || f.Shape == register.ShapeFree):
		case one.Value.Kind == source.Table && f != nil:
			s.gather(at, f.Fields, &one.Value)
		case isTables(&one.Value) && len(one.Value.Items) > 0 && f != nil:
			for k := range one.Value.Items {
				item := &one.Value.Items[k]
				name := fmt.Sprint(k)
				if named := item.At(places[one.Key]); places[one.Key] != "" && named != nil {
					name = named.Text
				}
				s.gather(at+"["+name+"]", f.Fields, item)
			}
		default:
			s.facts[at] = fmt.Sprint(plainValue(&one.Value))
		}
	}
}

// shared gives the share of facts that two records have in common: the equal ones of all that either states. Where neither states any, it is that of all
// their words.
func shared(a, b sayings) float64 {
	equal, all := 0, len(b.facts)
	for key, value := range a.facts {
		other, there := b.facts[key]
		if !there {
			all++
		} else if other == value {
			equal++
		}
	}
	if all == 0 {
		return common(a.words, b.words)
	}
	return float64(equal) / float64(all)
}

// titled tells whether two records have the same title, in one language at least.
func titled(a, b sayings) bool {
	for language, title := range a.titles {
		if other, there := b.titles[language]; there && other == title {
			return true
		}
	}
	return false
}

// another tells whether what stands under one id in both states is not one record: another title, and too little in common.
func another(c *comparer, kind *register.Kind, a, b *source.Record) bool {
	was, is := sayingsOf(c, kind, a, c.old.Config.DefaultLanguage), sayingsOf(c, kind, b, c.now.Config.DefaultLanguage)
	return !titled(was, is) && shared(was, is) < alikeEnough
}

// renames pairs records that are gone with such as have come and say the same, the most alike first.
func renames(c *comparer, kind *register.Kind, gone, come []*source.Record) [][2]*source.Record {
	if len(gone) == 0 || len(come) == 0 {
		return nil
	}
	byID := func(a, b *source.Record) int { return cmp.Compare(a.ID, b.ID) }
	slices.SortFunc(gone, byID)
	slices.SortFunc(come, byID)
	was, is := make([]sayings, len(gone)), make([]sayings, len(come))
	same := map[string][]int{} // indexes in gone, by what the records say
	for i, r := range gone {
		was[i] = sayingsOf(c, kind, r, c.old.Config.DefaultLanguage)
		key := strings.Join(was[i].words, "\x00")
		same[key] = append(same[key], i)
	}
	type match struct {
		share     float64
		gone, new int
	}
	var matches []match
	for k, r := range come {
		is[k] = sayingsOf(c, kind, r, c.now.Config.DefaultLanguage)
		key := strings.Join(is[k].words, "\x00")
		for _, i := range same[key] {
			matches = append(matches, match{1, i, k})
			if len(gone)*len(come) > mostPairs {
				same[key] = same[key][1:] // one each
				break
			}
		}
	}
	if len(gone)*len(come) <= mostPairs {
		for i := range was {
			for k := range is {
				share := common(was[i].words, is[k].words)
				if share < 1 && shared(was[i], is[k]) >= alikeEnough && (share >= alikeInMost || titled(was[i], is[k])) {
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
		if !usedGone[m.gone] && !usedNew[m.new] && gone[m.gone].ID != come[m.new].ID {
			usedGone[m.gone], usedNew[m.new] = true, true
			pairs = append(pairs, [2]*source.Record{gone[m.gone], come[m.new]})
		}
	}
	return pairs
}

// words lists what a record says, one entry a value or line of text, sorted.
func words(r *source.Record) []string {
	var list []string
	var walk func(path string, v *source.Value)
	walk = func(path string, v *source.Value) {
		for i := range v.Items {
			walk(path, &v.Items[i])
		}
		for i := range v.Fields {
			walk(path+"."+v.Fields[i].Key, &v.Fields[i].Value)
		}
		if v.Kind != source.Array && v.Kind != source.Table {
			list = append(list, path+"="+fmt.Sprint(plainValue(v)))
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

// common gives the share of entries that two sorted lists have in common, from 0 to 1.
func common(a, b []string) float64 {
	both := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch order := strings.Compare(a[i], b[k]); {
		case order < 0:
			i++
		case order > 0:
			k++
		default:
			both++
			i++
			k++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}

func tidy(text string) string { return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")) }
