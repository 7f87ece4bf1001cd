package compare

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// Fault is what a rule says of a record in one state and not in the other.
type Fault struct {
	diagnostic.Diagnostic
	Record string // id; empty where it concerns no record
}

// faults holds what the rules say in the two states against each other. Where a line stands is no difference: a fault is known by its rule, its case
// and its record, and among several of one kind first by its words.
func (c *comparer) faults() (failing, mended []Fault) {
	type kind struct{ rule, kase, record string }
	type exact struct {
		kind
		words string
	}
	kindOf := func(f *Fault, file string) kind {
		return kind{f.Rule, f.Case, cmp.Or(c.renamed(f.Record), file)}
	}
	old, now := known(c.before), known(c.after)
	left := map[exact]int{}
	for i := range old {
		left[exact{kindOf(&old[i], old[i].Place.File), old[i].Message.En}]++
	}
	var fresh []Fault
	for i := range now {
		key := exact{kind{now[i].Rule, now[i].Case, cmp.Or(now[i].Record, now[i].Place.File)}, now[i].Message.En}
		if left[key] > 0 {
			left[key]--
		} else {
			fresh = append(fresh, now[i])
		}
	}
	unmatched := map[kind][]Fault{}
	for i := len(old) - 1; i >= 0; i-- {
		key := kindOf(&old[i], old[i].Place.File)
		if words := (exact{key, old[i].Message.En}); left[words] > 0 {
			left[words]--
			unmatched[key] = append(unmatched[key], old[i])
		}
	}
	for i := range fresh {
		key := kind{fresh[i].Rule, fresh[i].Case, cmp.Or(fresh[i].Record, fresh[i].Place.File)}
		if list := unmatched[key]; len(list) > 0 {
			unmatched[key] = list[:len(list)-1]
		} else {
			failing = append(failing, fresh[i])
		}
	}
	for _, list := range unmatched {
		mended = append(mended, list...)
	}
	sortFaults(failing)
	sortFaults(mended)
	return failing, mended
}

// known gives the diagnostics of a state with their records.
func known(s State) []Fault {
	if len(s.Diagnostics) == 0 {
		return nil
	}
	var places register.Places = s.Assessment.Register.Places()
	list := make([]Fault, len(s.Diagnostics))
	for i, d := range s.Diagnostics {
		list[i] = Fault{d, places.Record(d.Place.File, d.Place.Line)}
	}
	return list
}

func sortFaults(list []Fault) {
	slices.SortFunc(list, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Record, b.Record),
			cmp.Compare(a.Place.File, b.Place.File), cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Column, b.Place.Column), cmp.Compare(a.Message.En, b.Message.En))
	})
}
