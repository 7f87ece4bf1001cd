// Package compare says what differs between two states of a register, in risk terms, and what each difference is due to.
//
// In: two assessments, with what the rules said of them. Out: a Comparison that commands and pages show. Levels, outcomes and ranks are those of the
// assessments; what made a difference is found by judging the first state once more with one thing as it is in the second. It must never import a room
// that shows or writes.
package compare

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// State is one side of a comparison. Both sides are judged as of the same date where only what the records say shall show.
type State struct {
	Assessment  *assess.Assessment
	Diagnostics []diagnostic.Diagnostic
	Bodies      []check.Body      // what the diagnostics rest on, to find out what made the difference
	Files       map[string]string // what stands beside the records and bears on what readers get (templates, themes, pipelines, figures): fingerprints by path
}

// Comparison is what differs between two states.
type Comparison struct {
	Before, After State
	Guard         []Setting         // what guards the register and is not as it was: see Part
	Settings      []Setting         // what else the settings say differently
	NewID         map[string]string // of renamed records, by the id that they had
	Records       []Record          // added, removed, renamed, edited: by kind, then id
	Risks         []Risk            // that stand otherwise: the gravest first, those whose rank alone shifts last
	Same          int               // risks that stand as before, those closed in both states left out
	Lapsed        []Lapse           // acceptances that held and hold no longer, by risk
	Plans         []Plan            // by id
	Criteria      []Criterion       // in the order of criteria.toml
	Failing       []Fault           // what the rules say anew, the gravest first
	Mended        []Fault           // what they say no longer, since the records mended it
	Silenced      []Fault           // what they say no longer, or with less weight, for other reasons
}

// Compare holds two states against each other.
func Compare(before, after State) Comparison {
	c := comparer{
		before: before, after: after, old: before.Assessment.Register, now: after.Assessment.Register,
		newID: map[string]string{}, oldID: map[string]string{}, replaced: map[string]bool{}, fields: map[*register.Kind][]register.Field{},
		worlds: map[Factor]*world{}, counted: map[Factor]census{},
	}
	c.meaning = meaningsOf(&c)
	records := records(&c)
	guard, settings := settingsChanged(&c)
	changed := factors(&c, records)
	risks, same := risks(&c)
	because(&c, risks, changed)
	failing, mended, silenced := faults(&c, changed, risks)
	return Comparison{
		Before: before, After: after, Guard: guard, Settings: settings, NewID: c.newID, Records: records, Risks: risks, Same: same, Lapsed: lapses(&c, risks),
		Plans: plans(&c), Criteria: criteria(&c), Failing: failing, Mended: mended, Silenced: silenced,
	}
}

// Changed tells whether anything differs in risk terms. Records whose text or fields alone were edited do not count.
func (c *Comparison) Changed() bool {
	edited := func(r Record) bool { return r.Fate == Edited }
	return max(len(c.Guard), len(c.Risks), len(c.Plans), len(c.Criteria), len(c.Failing), len(c.Mended), len(c.Silenced)) > 0 || !every(c.Records, edited)
}

func every[T any](list []T, fits func(T) bool) bool {
	return !slices.ContainsFunc(list, func(x T) bool { return !fits(x) })
}

// comparer holds what the parts of a comparison share.
type comparer struct {
	before, after State
	old, now      *register.Register
	newID         map[string]string // of renamed records, by the id that they had
	oldID         map[string]string // by the id that they have
	replaced      map[string]bool   // ids under which another record of the same kind stands
	fields        map[*register.Kind][]register.Field
	meaning       meanings
	worlds        map[Factor]*world
	counted       map[Factor]census
	moved         map[string]string // ids of renamed records, by their files: see movedFiles
	folded        map[string]string // ids of renamed records, by lower case: see spelled
}

// renamed gives the id that a record of the first state has in the second.
func (c *comparer) renamed(id string) string { return cmp.Or(c.newID[id], id) }

// standing is renamed, but that nothing in the second state goes by the name that it gives for a record whose id another one has now.
func (c *comparer) standing(id string) string {
	if now := c.newID[id]; now != "" || !c.replaced[id] {
		return cmp.Or(now, id)
	}
	return id + " before"
}

// was gives the id that a record of the second state had in the first; empty where it is another record that has the id now.
func (c *comparer) was(id string) string {
	if old := c.oldID[id]; old != "" {
		return old
	}
	if c.newID[id] != "" || c.replaced[id] {
		return ""
	}
	return id
}

// pair is one record in both states. Before or After is empty where the state does not hold it.
type pair struct{ before, after string }

func (p pair) id() string { return cmp.Or(p.after, p.before) }

// whole completes a pair of which one state holds the record too, though it is not among those that count.
func (c *comparer) whole(p pair) pair {
	if id := c.renamed(p.before); p.after == "" && c.was(id) == p.before && c.now.Find(id) != nil {
		p.after = id
	}
	if id := c.was(p.after); p.before == "" && p.after != "" && c.old.Find(id) != nil {
		p.before = id
	}
	return p
}

// pairs joins the ids of both states, renamed records with themselves, in the order of the ids that they have.
func (c *comparer) pairs(before, after []string) []pair {
	var list []pair
	there := make(map[string]bool, len(before))
	for _, id := range before {
		there[id] = true
	}
	matched := make(map[string]bool, len(after))
	for _, id := range after {
		p := pair{after: id}
		if old := c.was(id); there[old] {
			p.before, matched[old] = old, true
		}
		list = append(list, p)
	}
	for _, id := range before {
		if !matched[id] {
			list = append(list, pair{before: id})
		}
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Or(cmp.Compare(a.id(), b.id()), cmp.Compare(a.before, b.before)) })
	return list
}
