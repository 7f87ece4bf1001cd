package assurance

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

// Recall adds to the evaluations of an assessment what the past says: those are stale that rest on a fact which changed in a later state than the one in
// which they were made, whatever the days say.
func Recall(a *assess.Assessment, p assess.Past) { new(Recollection).Tell(a, p) }

// Recollection is what was found out about a past, so that asking again takes the time of what came to be known since. The zero Recollection is ready. A past
// may grow between two questions; where records got other names or are gone, it is to be forgotten.
type Recollection struct {
	net  map[string]*netted // by record
	told map[string]outdated
}

// outdated says of a verdict whether it rests on facts that changed since. That holds as long as the verdict is taken over: see Follow.
type outdated struct {
	verdict *assess.Risk
	is      bool
}

// netted are the facts of a record that are others than before each of its changes.
type netted struct {
	changes int
	from    map[int][]assess.Stale // by the place of the first change that counts
}

// Tell is Recall.
func (r *Recollection) Tell(a *assess.Assessment, p assess.Past) {
	r.each(a, p, a.Risks, func(k *assess.Risk, stale [][]assess.Stale) {
		found := k.Stale
		for _, list := range stale {
			found = append(found, list...)
		}
		if len(found) > len(k.Stale) {
			k.Stale = assess.SortStale(found)
		}
	})
}

// Stale gives how many open risks have an evaluation that is stale, by days or by facts.
func (r *Recollection) Stale(a *assess.Assessment, p assess.Past) int {
	if r.told == nil {
		r.told = make(map[string]outdated, len(a.Risks))
	}
	n := 0
	var fresh []*assess.Risk // of which it is not known whether they rest on facts that changed
	for _, k := range a.Risks {
		known := r.told[k.Record.ID]
		switch {
		case k.Outcome == assess.Closed:
		case len(k.Stale) > 0:
			n++
		case known.verdict != k:
			fresh = append(fresh, k)
		case known.is:
			n++
		}
	}
	for _, k := range fresh {
		r.told[k.Record.ID] = outdated{k, false}
	}
	r.each(a, p, fresh, func(k *assess.Risk, stale [][]assess.Stale) {
		n++
		r.told[k.Record.ID] = outdated{k, true}
	})
	return n
}

// each visits those of some risks whose evaluation rests on facts that changed since, each with these.
func (r *Recollection) each(a *assess.Assessment, p assess.Past, risks []*assess.Risk, visit func(*assess.Risk, [][]assess.Stale)) {
	if len(p.Facts) == 0 || len(risks) == 0 {
		return
	}
	watching := map[string][]string{}
	for _, i := range a.Register.Indicators {
		for _, id := range register.Distinct(i.Risks) {
			watching[id] = append(watching[id], i.ID)
		}
	}
	var stale [][]assess.Stale
	var seen []string
	for _, k := range risks {
		since, known := p.Analysed[k.Record.ID]
		if !known || k.Outcome == assess.Closed || k.Outcome == assess.Unanalysed {
			continue
		}
		stale, seen = stale[:0], seen[:0]
		for _, ids := range [][]string{k.Sources, k.Assets, k.Record.Events, k.Record.Controls, watching[k.Record.ID]} {
			for _, id := range ids {
				facts := p.Facts[id]
				if len(facts) == 0 || facts[len(facts)-1].State <= since || slices.Contains(seen, id) {
					continue
				}
				seen = append(seen, id)
				entry := a.Register.Find(id)
				if _, event := entry.(*register.Event); entry == nil || entry.Of().Provisional && !event {
					continue
				}
				if list := r.since(id, since, facts); len(list) > 0 {
					stale = append(stale, list)
				}
			}
		}
		if list := r.since("criteria", since, p.Facts["criteria"]); len(list) > 0 {
			stale = append(stale, list)
		}
		if len(stale) > 0 {
			visit(k, stale)
		}
	}
}

// since gives the facts of a record that are others than they were in a state.
func (r *Recollection) since(id string, since int, facts []assess.PastFact) []assess.Stale {
	first, _ := slices.BinarySearchFunc(facts, since, func(f assess.PastFact, since int) int { return cmp.Compare(f.State, since+1) })
	if first == len(facts) {
		return nil
	}
	n := r.net[id]
	if n == nil || n.changes != len(facts) {
		n = &netted{len(facts), map[int][]assess.Stale{}}
		if r.net == nil {
			r.net = map[string]*netted{}
		}
		r.net[id] = n
	}
	list, known := n.from[first]
	if !known {
		list = byFacts(id, facts[first:])
		n.from[first] = list
	}
	return list
}

// byFacts gives the facts of a record that are others after some changes than before: one entry a field, with its newest date.
func byFacts(id string, facts []assess.PastFact) []assess.Stale {
	net := make(map[string]*assess.PastFact, 4)
	var fields []string
	for i := range facts {
		f := &facts[i]
		known := net[f.Field]
		if known == nil {
			first := *f
			net[f.Field] = &first
			fields = append(fields, f.Field)
			continue
		}
		known.To = f.To
		if f.On.After(known.On) {
			known.On = f.On
		}
	}
	var list []assess.Stale
	for _, field := range fields {
		if f := net[field]; !reflect.DeepEqual(f.From, f.To) {
			list = append(list, assess.Stale{Because: id, What: field, From: assess.AsJSON(f.From), To: assess.AsJSON(f.To), On: f.On})
		}
	}
	return list
}
