package compare

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// Fault is what a rule says of a record in one state and not in the other, or no longer as gravely.
type Fault struct {
	Diagnostic diagnostic.Diagnostic
	Record     string              // id; empty where it concerns no record
	Because    []Factor            // what makes the difference
	Now        diagnostic.Severity // of what weighs less than it did; else Off
}

// faultKind is what a fault is known by; where a line stands is no difference. exactly is the same with its words, which tell several of one kind apart.
type faultKind struct {
	rule    rule.Name
	variant rule.Case
	record  string
}

type exactly struct {
	faultKind
	words string
}

// faults holds what the rules say in the two states against each other. What is said no longer, or weighs less, is mended where the records alone mend it;
// else it is silenced.
func faults(c *comparer, changed []Factor, risks []Risk) (failing, mended, silenced []Fault) {
	again := (&Comparison{Risks: risks}).RateAgain()
	old := slices.DeleteFunc(told(c.before), func(f Fault) bool {
		about, _ := f.Diagnostic.Args["risk"].(string)
		return claims(&f, c.standing(f.Record), c.standing(about), again)
	})
	now := slices.DeleteFunc(told(c.after), func(f Fault) bool {
		about, _ := f.Diagnostic.Args["risk"].(string)
		return claims(&f, f.Record, about, again)
	})
	before := func(f *Fault) faultKind {
		return faultKind{f.Diagnostic.Rule, f.Diagnostic.Case, cmp.Or(c.standing(f.Record), f.Diagnostic.Place.File)}
	}
	fresh, gone, lowered := match(old, now, before)
	if len(fresh) == 0 && len(gone) == 0 && len(lowered) == 0 {
		return nil, nil, nil
	}
	for _, f := range fresh {
		if f.Because = alone(c, changed, &f, after(&f), 1); f.Because == nil {
			f.Because = changed
		}
		failing = append(failing, f)
	}
	for _, f := range gone {
		switch alone := alone(c, changed, &f, before(&f), -1); {
		case slices.Contains(alone, FromRecords):
			f.Because = []Factor{FromRecords}
			mended = append(mended, f)
			continue
		case alone != nil:
			f.Because = alone
		default:
			f.Because = changed
		}
		silenced = append(silenced, f)
	}
	for _, f := range lowered {
		f.Because = []Factor{FromRule}
		silenced = append(silenced, f)
	}
	sortFaults(failing)
	sortFaults(mended)
	sortFaults(silenced)
	return failing, mended, silenced
}

// alone gives the factors of which each by itself makes a fault appear (1) or vanish (-1).
func alone(c *comparer, changed []Factor, f *Fault, kind faultKind, direction int) []Factor {
	if len(changed) == 1 {
		return changed
	}
	had := count(c, "")
	words := exactly{kind, f.Diagnostic.Message.En}
	var list []Factor
	for _, factor := range changed {
		has := count(c, factor)
		told := cmp.Compare(has.words[words], had.words[words]) == direction || c.oldID[f.Record] != "" // its words name it as it is called now
		if cmp.Compare(has.kinds[kind], had.kinds[kind]) == direction && told {
			list = append(list, factor)
		}
	}
	return list
}

// census is how many faults there are of each kind.
type census struct {
	kinds map[faultKind]int
	words map[exactly]int
}

// count takes the census of the first state with one factor as it is in the second; with none, of the first state itself. Records go by the ids that they
// have now.
func count(c *comparer, factor Factor) census {
	if known, ok := c.counted[factor]; ok {
		return known
	}
	state := c.before
	if factor != "" {
		w := c.world(factor)
		state = State{Assessment: w.assessment, Diagnostics: w.diagnostics()}
	}
	n := census{map[faultKind]int{}, map[exactly]int{}}
	for _, f := range told(state) {
		kind := after(&f)
		if factor != FromRecords {
			kind.record = cmp.Or(c.standing(f.Record), f.Diagnostic.Place.File)
		}
		n.kinds[kind]++
		n.words[exactly{kind, f.Diagnostic.Message.En}]++
	}
	c.counted[factor] = n
	return n
}

// after is what a fault of the second state is known by.
func after(f *Fault) faultKind {
	return faultKind{f.Diagnostic.Rule, f.Diagnostic.Case, cmp.Or(f.Record, f.Diagnostic.Place.File)}
}

// match pairs the faults of two states, first by their words too, and gives those that only one of them has, and those that weigh less in the second.
func match(old, now []Fault, before func(*Fault) faultKind) (fresh, gone, lowered []Fault) {
	byWords, byKind := map[exactly][]int{}, map[faultKind][]int{}
	for i := range old {
		words := exactly{before(&old[i]), old[i].Diagnostic.Message.En}
		byWords[words] = append(byWords[words], i)
	}
	matched := make([]bool, len(old))
	pair := func(i int, f *Fault) {
		matched[i] = true
		if f.Diagnostic.Severity < old[i].Diagnostic.Severity {
			lower := old[i]
			lower.Now = f.Diagnostic.Severity
			lowered = append(lowered, lower)
		}
	}
	var left []Fault
	for k := range now {
		words := exactly{after(&now[k]), now[k].Diagnostic.Message.En}
		if list := byWords[words]; len(list) > 0 {
			byWords[words] = list[1:]
			pair(list[0], &now[k])
		} else {
			left = append(left, now[k])
		}
	}
	for i := range old {
		if kind := before(&old[i]); !matched[i] {
			byKind[kind] = append(byKind[kind], i)
		}
	}
	for k := range left {
		kind := after(&left[k])
		if list := byKind[kind]; len(list) > 0 {
			byKind[kind] = list[1:]
			pair(list[0], &left[k])
		} else {
			fresh = append(fresh, left[k])
		}
	}
	for i := range old {
		if !matched[i] {
			gone = append(gone, old[i])
		}
	}
	return fresh, gone, lowered
}

// told gives what the rules say of a state, with the records. What a baseline knows is told nobody.
func told(s State) []Fault {
	places := s.Assessment.Register.Places()
	list := make([]Fault, 0, len(s.Diagnostics))
	for _, d := range s.Diagnostics {
		if d.Known == nil {
			list = append(list, Fault{Diagnostic: d, Record: places.Record(d.Place.File, d.Place.Line)})
		}
	}
	return list
}

func sortFaults(list []Fault) {
	slices.SortFunc(list, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(b.Diagnostic.Severity, a.Diagnostic.Severity), cmp.Compare(a.Diagnostic.Rule, b.Diagnostic.Rule), cmp.Compare(a.Record, b.Record),
			cmp.Compare(a.Diagnostic.Place.File, b.Diagnostic.Place.File), cmp.Compare(a.Diagnostic.Place.Line, b.Diagnostic.Place.Line), cmp.Compare(a.Diagnostic.Place.Column, b.Diagnostic.Place.Column), cmp.Compare(a.Diagnostic.Message.En, b.Diagnostic.Message.En))
	})
}
