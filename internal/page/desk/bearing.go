package desk

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// bearing holds what bears on what, looked up once for the pages of every language. Ids ascend.
type bearing struct {
	ByAsset, BySource map[string][]string             // risks that rest on an asset or a source, by their events too
	named             map[string]map[string][]string  // by folder and id: the records of that kind which name the record in a field
	Answers           map[string][]string             // by obligation, or ID#clause: the records that answer it
	Taken             map[string]*register.Term       // by word in lower case: what the register's own glossary defines
	Method            map[*register.Term][]*term.Term // by the register's term: the terms of the method that it stands in for
}

func newBearing(a *assess.Assessment) bearing {
	b := bearing{
		ByAsset: map[string][]string{}, BySource: map[string][]string{}, named: map[string]map[string][]string{}, Answers: map[string][]string{},
		Method: map[*register.Term][]*term.Term{},
	}
	b.terms(a.Register)
	for _, r := range a.Risks {
		for _, id := range r.Assets {
			b.ByAsset[id] = append(b.ByAsset[id], r.Record.ID)
		}
		for _, id := range r.Sources {
			b.BySource[id] = append(b.BySource[id], r.Record.ID)
		}
	}
	for _, e := range a.Register.All() {
		for _, o := range e.Of().Obligations {
			b.Answers[o] = append(b.Answers[o], e.Of().ID)
		}
	}
	for _, ref := range a.Register.References {
		e := a.Register.Find(ref.From)
		if r := a.Risk(ref.From); e == nil || r != nil && r.Standing == assess.Later {
			continue
		}
		folder := e.Of().Kind.Folder
		if b.named[folder] == nil {
			b.named[folder] = map[string][]string{}
		}
		b.named[folder][ref.To] = append(b.named[folder][ref.To], ref.From)
	}
	for _, byID := range []map[string][]string{b.ByAsset, b.BySource, b.Answers} {
		tidy(byID)
	}
	for _, byID := range b.named {
		tidy(byID)
	}
	return b
}

// terms finds which words the register's glossary defines, and which terms of the method it stands in for.
func (b *bearing) terms(r *register.Register) {
	b.Taken = body.OwnWords(r)
	for i := range term.Terms {
		t := &term.Terms[i]
		for _, w := range append([]string{t.Name.Ja, t.Name.En}, t.Aliases...) {
			if own := b.Taken[strings.ToLower(w)]; own != nil && !slices.Contains(b.Method[own], t) {
				b.Method[own] = append(b.Method[own], t)
			}
		}
	}
}

func tidy(byID map[string][]string) {
	for id, ids := range byID {
		slices.Sort(ids)
		byID[id] = slices.Compact(ids)
	}
}

// Counting gives the records among ids that count: neither provisional nor later than the as-of date.
func (v *Desk) Counting(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		e := v.Register.Find(id)
		return e == nil || v.mark(e) != ""
	})
}

// From gives the records of a kind that name one of others in a field, ids ascending.
func (v *ways) From(folder string, to ...string) []string {
	named := v.Index.Bearing().named[folder]
	if len(to) == 1 {
		return named[to[0]]
	}
	var ids []string
	for _, id := range to {
		ids = append(ids, named[id]...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
