package compare

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
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

// fact is one thing that a record says.
type fact struct {
	value any
	of    *register.Field
}

// facts are what a record says, by field.
type facts map[string]fact

func sameFact(a, b fact) bool { return sameAny(a.value, b.value) }

// share gives the share of equal facts among all that either states; negative where neither states any.
func (f facts) share(other facts) float64 {
	equal, all := 0, len(other)
	for key, one := range f {
		two, there := other[key]
		if !there {
			all++
		} else if sameFact(one, two) {
			equal++
		}
	}
	if all == 0 {
		return -1
	}
	return float64(equal) / float64(all)
}

// factsOf gives the facts of a record.
func factsOf(c *comparer, r *register.Record) facts {
	f := facts{}
	g := gatherer{facts: f, state: c.now, text: func(path string) bool {
		return r.Kind.Folder == "assets" && (path == "service_level" || path == "separation")
	}}
	g.table("", c.fieldsOf(r.Kind), r.Source.Table)
	return f
}

func criteriaFacts(fields []register.Field, v *source.Value, of *register.Register) facts {
	f := facts{}
	g := gatherer{facts: f, state: of, dots: true, text: func(path string) bool { return path == "approved_by" || strings.HasSuffix(path, ".label") }}
	if v != nil {
		g.table("", fields, v)
	}
	return f
}

func partyFacts(c *comparer, fields []register.Field, v *source.Value) facts {
	f := facts{}
	g := gatherer{facts: f, state: c.now, dots: true, text: func(string) bool { return false }}
	if v != nil {
		for i := range v.Fields {
			if party := &v.Fields[i]; party.Value.Kind == source.Table {
				g.table(party.Key, fields, &party.Value)
			}
		}
	}
	for field := range f {
		if parts := strings.Split(field, "."); len(parts) > 1 && parts[1] == "handles" {
			delete(f, field) // on no page and in no export
		}
	}
	return f
}

// gatherer takes a table apart into facts.
type gatherer struct {
	facts facts
	state *register.Register
	dots  bool                   // elements of lists are called level.medium, not target[R-001]
	text  func(path string) bool // the texts that are facts nevertheless
}

// byRisk are the lists of tables in records whose elements go by the risk that they name; those of all others go by their place, from 1.
var byRisk = []string{"target", "worsens"}

func (g *gatherer) table(path string, fields []register.Field, v *source.Value) {
	for i := range v.Fields {
		one, at := &v.Fields[i], v.Fields[i].Key
		if path != "" {
			at = path + "." + at
		}
		g.value(at, one.Key, find(fields, one.Key), &one.Value)
	}
}

func (g *gatherer) value(at, key string, f *register.Field, v *source.Value) {
	switch {
	case key == "reading" || f != nil && f.Shape == register.ShapeFree:
	case g.dots && at == "matrix":
		g.facts[at] = fact{plainValue(v), f}
	case f != nil && (f.Shape == register.ShapeText || f.Shape == register.ShapeMapping && f.Values == register.ShapeText):
		if g.text(at) {
			words := map[string]any{}
			for language, text := range wordings(v, g.state.Config.DefaultLanguage) {
				words[language] = text
			}
			said := any(words)
			if only, one := words[g.state.Config.DefaultLanguage]; one && len(words) == 1 {
				said = only
			}
			g.facts[at] = fact{said, f}
		}
	case v.Kind == source.Table:
		var inner []register.Field
		if f != nil {
			inner = f.Fields
		}
		if f != nil && f.Shape == register.ShapeMapping {
			one := *f
			one.Shape, one.Key = f.Values, ""
			for i := range v.Fields {
				g.value(at+"."+v.Fields[i].Key, v.Fields[i].Key, &one, &v.Fields[i].Value)
			}
			return
		}
		g.table(at, inner, v)
	case isTables(v) && len(v.Items) > 0:
		g.elements(at, key, f, v)
	default:
		g.facts[at] = fact{plainValue(v), f}
	}
}

func (g *gatherer) elements(at, key string, f *register.Field, v *source.Value) {
	var inner []register.Field
	if f != nil {
		inner = f.Fields
	}
	var called []string
	if g.dots || slices.Contains(byRisk, key) {
		called = names(key, v.Items)
	}
	for i := range v.Items {
		name := at + "[" + strconv.Itoa(i+1) + "]"
		if called != nil && g.dots {
			name = at + "." + called[i]
		} else if called != nil {
			name = at + "[" + called[i] + "]"
		}
		g.table(name, inner, &v.Items[i])
		if called != nil {
			delete(g.facts, name+"."+places[key])
		}
	}
}

// changedFacts gives the facts that are others, by field. References that only follow the new name of a record are none.
func changedFacts(c *comparer, from, to facts) []FactChange {
	if len(c.newID) > 0 {
		from = followed(c, from)
	}
	var list []FactChange
	for _, field := range slices.Sorted(maps.Keys(union(from, to))) {
		a, b := from[field], to[field]
		if !sameFact(fact{followedValue(c, a), nil}, b) {
			list = append(list, FactChange{Field: field, From: a.value, To: b.value})
		}
	}
	return list
}

// followed gives facts under the names that the risks of their elements have now.
func followed(c *comparer, from facts) facts {
	renamed := make(facts, len(from))
	for field, one := range from {
		top, rest, ok := strings.Cut(field, "[")
		id, end, closed := strings.Cut(rest, "]")
		if ok && closed && slices.Contains(byRisk, top) {
			name, number, repeated := strings.Cut(id, "#")
			if id = c.renamed(name); repeated {
				id += "#" + number
			}
			field = top + "[" + id + "]" + end
		}
		renamed[field] = one
	}
	return renamed
}

// followedValue gives a value with the names that the records have now to which it refers.
func followedValue(c *comparer, one fact) any {
	if len(c.newID) == 0 || one.of == nil || one.of.To == "" {
		return one.value
	}
	follow := func(v any) any {
		text, ok := v.(string)
		if !ok {
			return v
		}
		if now := c.newID[text]; now != "" {
			return now
		}
		id, clause, ok := strings.Cut(text, "#")
		if now := c.newID[id]; ok && now != "" {
			return now + "#" + clause
		}
		return text
	}
	list, ok := one.value.([]any)
	if !ok {
		return follow(one.value)
	}
	followed := make([]any, len(list))
	for i := range list {
		followed[i] = follow(list[i])
	}
	return followed
}

// sameAny reports whether two values say the same; whole numbers are equal to decimal ones.
func sameAny(a, b any) bool {
	number := func(v any) (float64, bool) {
		switch n := v.(type) {
		case int64:
			return float64(n), true
		case float64:
			return n, true
		}
		return 0, false
	}
	if x, ok := number(a); ok {
		y, too := number(b)
		return too && x == y
	}
	if one, ok := a.([]any); ok {
		other, too := b.([]any)
		return too && slices.EqualFunc(one, other, sameAny)
	}
	if one, ok := a.(map[string]any); ok {
		other, too := b.(map[string]any)
		return too && maps.EqualFunc(one, other, sameAny)
	}
	return reflect.DeepEqual(a, b)
}
