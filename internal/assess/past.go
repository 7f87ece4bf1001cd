package assess

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Past is what is known of how a register came to be: when each risk was last analysed, and which facts changed, in states numbered from 0. The zero Past
// knows nothing.
type Past struct {
	Analysed map[string]int        // by risk: the state in which its reviewed or its rating last changed, or in which it came
	Facts    map[string][]PastFact // by record, or "criteria": oldest first
}

// PastFact is a fact that changed in a state.
type PastFact struct {
	State    int
	On       date.Date // of the state
	Field    string    // with dots
	From, To any       // plain values
}

// bearing are the facts that bear on the verdict of whoever rests on a record, by the folder of its kind (history: Staleness by facts). Owners, tags, links
// and maps are none: a reorganisation would make everything stale.
var bearing = map[string][]string{
	"assets":     {"kind", "viewpoints", "service", "service_level", "importance", "separation", "depends_on"},
	"controls":   {"state", "function"},
	"events":     {"approach", "sources", "assets"},
	"indicators": {"warn", "limit"},
	"sources":    {"kind", "origin", "trend", "observed", "identifiers", "assets"},
}

// Bears reports whether a verdict may rest on a fact of a kind of records.
func Bears(folder, field string) bool {
	top, _, _ := strings.Cut(field, ".")
	return slices.Contains(bearing[folder], top)
}

// Rates reports whether a fact of a risk is part of its analysis.
func Rates(field string) bool {
	if field == "reviewed" {
		return true
	}
	at, value, ok := strings.Cut(field, ".")
	value, _, _ = strings.Cut(value, ".")
	return ok && (at == "current" || at == "inherent") && slices.Contains([]string{"factors", "impact", "impacts", "likelihood"}, value)
}

// Said is a value as JSON writes it; empty where there is none.
type Said string

func asJSON(v any) Said {
	if v == nil {
		return ""
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return Said(text)
}

// MarshalJSON gives the value.
func (s Said) MarshalJSON() ([]byte, error) { return []byte(cmp.Or(string(s), "null")), nil }

// String gives the value as people read it: a list one element after the other, and of a table no more than that there is one.
func (s Said) String() string {
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = asJSON(v[i]).String()
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return "…"
	}
	return string(s)
}

// Recall adds to the evaluations of an assessment what the past says: those are stale that rest on a fact which changed in a later state than the one in
// which they were made, whatever the days say.
func (a *Assessment) Recall(p Past) { new(Recollection).Tell(a, p) }

// Recollection is what was found out about a past, so that asking again takes the time of what came to be known since. The zero Recollection is ready. A past
// may grow between two questions; where records got other names or are gone, it is to be forgotten.
type Recollection struct {
	net  map[string]*netted // by record
	told map[string]outdated
}

// outdated says of a verdict whether it rests on facts that changed since. That holds as long as the verdict is taken over: see Follow.
type outdated struct {
	verdict *Risk
	is      bool
}

// netted are the facts of a record that are others than before each of its changes.
type netted struct {
	changes int
	from    map[int][]Stale // by the place of the first change that counts
}

// Tell is Assessment.Recall.
func (r *Recollection) Tell(a *Assessment, p Past) {
	r.each(a, p, a.Risks, func(k *Risk, stale [][]Stale) {
		s := &staleness{found: k.Stale}
		for _, list := range stale {
			s.found = append(s.found, list...)
		}
		if len(s.found) > len(k.Stale) {
			k.Stale = s.sorted()
		}
	})
}

// Stale gives how many open risks have an evaluation that is stale, by days or by facts.
func (r *Recollection) Stale(a *Assessment, p Past) int {
	if r.told == nil {
		r.told = make(map[string]outdated, len(a.Risks))
	}
	n := 0
	var fresh []*Risk // of which it is not known whether they rest on facts that changed
	for _, k := range a.Risks {
		known := r.told[k.Record.ID]
		switch {
		case k.Outcome == Closed:
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
	r.each(a, p, fresh, func(k *Risk, stale [][]Stale) {
		n++
		r.told[k.Record.ID] = outdated{k, true}
	})
	return n
}

// each visits those of some risks whose evaluation rests on facts that changed since, each with these.
func (r *Recollection) each(a *Assessment, p Past, risks []*Risk, visit func(*Risk, [][]Stale)) {
	if len(p.Facts) == 0 || len(risks) == 0 {
		return
	}
	watching := map[string][]string{}
	for _, i := range a.Register.Indicators {
		for _, id := range distinct(i.Risks) {
			watching[id] = append(watching[id], i.ID)
		}
	}
	var stale [][]Stale
	var seen []string
	for _, k := range risks {
		since, known := p.Analysed[k.Record.ID]
		if !known || k.Outcome == Closed || k.Outcome == Unanalysed {
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
func (r *Recollection) since(id string, since int, facts []PastFact) []Stale {
	first, _ := slices.BinarySearchFunc(facts, since, func(f PastFact, since int) int { return cmp.Compare(f.State, since+1) })
	if first == len(facts) {
		return nil
	}
	n := r.net[id]
	if n == nil || n.changes != len(facts) {
		n = &netted{len(facts), map[int][]Stale{}}
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
func byFacts(id string, facts []PastFact) []Stale {
	net := make(map[string]*PastFact, 4)
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
	var list []Stale
	for _, field := range fields {
		if f := net[field]; !reflect.DeepEqual(f.From, f.To) {
			list = append(list, Stale{Because: id, What: field, From: asJSON(f.From), To: asJSON(f.To), On: f.On})
		}
	}
	return list
}
