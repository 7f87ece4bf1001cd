package compare

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Step is what one state of a register says otherwise than an earlier one, fact by fact. A fact is a field of a record, of the criteria or of a party;
// texts and [extra] are none.
type Step struct {
	NewID    map[string]string // of renamed records, by the id that they had
	Added    []string          // ids, ascending; Removed by the ids that they had
	Removed  []string
	Facts    []FactChange   // by record, those of the criteria and the parties first, then by field; none of added and removed records
	Texts    []FormerText   // by record, then field
	Touched  []string       // ids of records that say anything otherwise, added and renamed ones among them, ascending
	Criteria []CriteriaPart // what the criteria say otherwise beyond approval, review and meanings
	old, now *register.Register
}

// CriteriaPart is the name of a fact of the criteria.
type CriteriaPart = string

// The names under which facts that belong to no record go.
const (
	CriteriaID = "criteria"
	PartiesID  = "parties"
)

// FactChange is one fact that is another. From and To are as for Change.
type FactChange struct {
	ID       string // the record's, that it has now; CriteriaID or PartiesID
	Field    string // "current.likelihood", "target[R-001].impact", "action[2].due", "level.medium.acceptance"
	From, To any
}

// FormerText is a rationale or a basis that was replaced.
type FormerText struct {
	ID, Field string
	Was       any // as written: a string, or strings by language
}

// Between holds two states of a register against each other. Records are known by their ids, and by those in newID, which are renamed for certain; of the
// others a record that is gone and one of its kind that has come are the same where 60 % of their facts are.
func Between(old, now *register.Register, newID map[string]string) *Step {
	s := &Step{NewID: map[string]string{}, old: old, now: now}
	c := &comparer{old: old, now: now, newID: s.NewID, oldID: map[string]string{}, fields: map[*register.Kind][]register.Field{}}
	var pairs [][2]register.Entry
	for i := range register.Kinds {
		kind := &register.Kinds[i]
		same, gone, come := meet(old.List(kind), now.List(kind))
		gone, come, moved := moved60(c, gone, come, newID)
		pairs = append(pairs, append(same, moved...)...)
		for _, e := range gone {
			s.Removed = append(s.Removed, e.Of().ID)
		}
		for _, e := range come {
			s.Added = append(s.Added, e.Of().ID)
		}
	}
	s.documents(c)
	s.Touched = slices.Clone(s.Added)
	for _, p := range pairs {
		s.record(c, p[0].Of(), p[1].Of())
	}
	slices.Sort(s.Added)
	slices.Sort(s.Removed)
	slices.Sort(s.Touched)
	order := func(id string) int { return slices.Index([]string{PartiesID, CriteriaID}, id) }
	slices.SortStableFunc(s.Facts, func(a, b FactChange) int {
		return cmp.Or(cmp.Compare(order(b.ID), order(a.ID)), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Field, b.Field))
	})
	slices.SortStableFunc(s.Texts, func(a, b FormerText) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Field, b.Field)) })
	return s
}

// meet pairs the entries of two lists, ids ascending, that have one id and are not one and the same.
func meet(old, now []register.Entry) (same [][2]register.Entry, gone, come []register.Entry) {
	i, k := 0, 0
	for i < len(old) || k < len(now) {
		order := 0
		switch {
		case i == len(old):
			order = 1
		case k == len(now):
			order = -1
		default:
			order = strings.Compare(old[i].Of().ID, now[k].Of().ID)
		}
		switch {
		case order < 0:
			gone = append(gone, old[i])
			i++
		case order > 0:
			come = append(come, now[k])
			k++
		default:
			if old[i].Of().Source != now[k].Of().Source {
				same = append(same, [2]register.Entry{old[i], now[k]})
			}
			i, k = i+1, k+1
		}
	}
	return same, gone, come
}

// moved60 pairs records that are gone with such as have come, the most alike first, and gives what is left of both.
func moved60(c *comparer, gone, come []register.Entry, newID map[string]string) (left, fresh []register.Entry, pairs [][2]register.Entry) {
	if len(gone) == 0 || len(come) == 0 {
		return gone, come, nil
	}
	usedGone, usedNew := map[int]bool{}, map[int]bool{}
	join := func(i, k int) {
		usedGone[i], usedNew[k] = true, true
		c.newID[gone[i].Of().ID], c.oldID[come[k].Of().ID] = come[k].Of().ID, gone[i].Of().ID
		pairs = append(pairs, [2]register.Entry{gone[i], come[k]})
	}
	for i := range gone {
		for k := range come {
			if now := newID[gone[i].Of().ID]; now != "" && come[k].Of().ID == now {
				join(i, k)
			}
		}
	}
	for _, m := range matchesOf(c, gone, come, newID) {
		if !usedGone[m.gone] && !usedNew[m.new] {
			join(m.gone, m.new)
		}
	}
	for i, e := range gone {
		if !usedGone[i] {
			left = append(left, e)
		}
	}
	for k, e := range come {
		if !usedNew[k] {
			fresh = append(fresh, e)
		}
	}
	return left, fresh, pairs
}

// likeness is a record that is gone and one that came, with how alike their facts and their words are.
type likeness struct {
	facts, words float64
	gone, new    int
}

// matchesOf finds the pairs that are alike enough, the most alike first. Those whose new id is known are left out.
func matchesOf(c *comparer, gone, come []register.Entry, newID map[string]string) []likeness {
	var matches []likeness
	is := make([]facts, len(come))
	for k := range come {
		is[k] = factsOf(c, come[k].Of())
	}
	for i := range gone {
		if newID[gone[i].Of().ID] != "" {
			continue
		}
		was := factsOf(c, gone[i].Of())
		for k := range come {
			if len(gone)*len(come) > mostPairs && !maps.EqualFunc(was, is[k], sameFact) {
				continue
			}
			share := was.share(is[k])
			alike := common(words(gone[i].Of().Source), words(come[k].Of().Source))
			if share < 0 { // neither states a fact
				share = alike
			}
			if share >= alikeEnough {
				matches = append(matches, likeness{share, alike, i, k})
			}
		}
	}
	slices.SortStableFunc(matches, func(a, b likeness) int { return cmp.Or(cmp.Compare(b.facts, a.facts), cmp.Compare(b.words, a.words)) })
	return matches
}

// record notes what two states of one record say differently.
func (s *Step) record(c *comparer, a, b *register.Record) {
	from, to := factsOf(c, a), factsOf(c, b)
	touched := a.ID != b.ID
	for _, change := range changedFacts(c, from, to) {
		change.ID = b.ID
		s.Facts = append(s.Facts, change)
		touched = true
	}
	if field := argued[b.Kind.Folder]; field != nil {
		was, is := a.Source.Table.At(field...), b.Source.Table.At(field...)
		if was != nil && !sameWording(c, was, is, a.Source.File.Path) {
			s.Texts = append(s.Texts, FormerText{b.ID, dotted(field), plainValue(was)})
		}
	}
	if touched || len(recordChanges(c, b.Kind, a.Source, b.Source)) > 0 || len(readingChanges(c, a.ID, b.ID)) > 0 {
		s.Touched = append(s.Touched, b.ID)
	}
}

// argued are the texts of which the former wording is evidence, by the folder of their kind.
var argued = map[string][]any{"decisions": {"basis"}, "risks": {"current", "rationale"}}

func dotted(path []any) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = p.(string)
	}
	return strings.Join(parts, ".")
}

// sameWording reports whether two texts say the same in every language.
func sameWording(c *comparer, a, b *source.Value, file string) bool {
	return maps.EqualFunc(wordings(a, c.old.Config.DefaultLanguage), wordings(b, c.now.Config.DefaultLanguage), func(a, b string) bool { return c.sameText(a, b, file) })
}

// documents notes what the criteria and the parties say differently.
func (s *Step) documents(c *comparer) {
	note := func(id, name string, a, b *source.Document) {
		if a == b {
			return
		}
		table := func(d *source.Document) *source.Value {
			if d == nil {
				return nil
			}
			return d.Table
		}
		fields := documentFields(name)
		var from, to facts
		if name == "parties.toml" {
			from, to = partyFacts(c, fields, table(a)), partyFacts(c, fields, table(b))
		} else {
			from, to = criteriaFacts(fields, table(a), c.old), criteriaFacts(fields, table(b), c.now)
		}
		for _, change := range changedFacts(c, from, to) {
			change.ID = id
			s.Facts = append(s.Facts, change)
			if id == CriteriaID && Decisive(change.Field) {
				s.Criteria = append(s.Criteria, change.Field)
			}
		}
		if id == CriteriaID && !slices.Equal(orders(table(a)), orders(table(b))) {
			s.Criteria = append(s.Criteria, "order")
		}
	}
	note(PartiesID, "parties.toml", c.old.Tree.Parties, c.now.Tree.Parties)
	note(CriteriaID, "criteria.toml", c.old.Tree.Criteria, c.now.Tree.Criteria)
}

// Decisive reports whether a fact of the criteria bears on what is judged: not approval, review dates, or the criteria's own history.
func Decisive(field string) bool {
	top := topOf(field)
	return !slices.Contains([]string{"approved_by", "approved_on", "change", "review_by"}, top)
}

// Outdates reports whether an evaluation rests on what changed of the criteria. The labels of a scale's steps say what a rating means; any other label is a
// mere name, and calling a level by another word makes no evaluation stale.
func (f FactChange) Outdates() bool {
	if !Decisive(f.Field) || f.From == nil || f.To == nil || !strings.HasSuffix(f.Field, ".label") {
		return Decisive(f.Field)
	}
	top := topOf(f.Field)
	return top == "likelihood" || top == "impact" || strings.Contains(f.Field, ".steps.")
}

// orders gives the keys of the lists of the criteria in which the order counts.
func orders(v *source.Value) []string {
	var list []string
	for _, key := range []string{"likelihood", "impact", "level"} {
		list = append(list, "["+key+"]")
		list = append(list, names(key, items(v.At(key)))...)
	}
	return list
}
