// Package audience keeps from a group of readers what they may not see.
//
// In: a register that was judged whole, and one of its audiences. Out: the part of it that they may see, judged with the verdicts of the whole; and what must
// be found in nothing that is made for them. The reduction happens here and nowhere else, and what it gives is a register like any other: whatever is derived
// from it later is made of what remains. It must never import a room that shows.
package audience

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// Reader is an audience of a register.
type Reader struct {
	Audience register.Audience
	hidden   hidden
	also     map[string]bool // ids that are withheld whatever their label
	unnamed  map[string]bool // parties that are shown only where something visible names them
	past     assess.Past     // what they may know of former states
}

// Names lists the audiences of a register, in the order in which they are written.
func Names(r *register.Register) []string {
	names := make([]string, len(r.Config.Audiences))
	for i := range names {
		names[i] = r.Config.Audiences[i].Name
	}
	return names
}

// Find returns the audience of a name; nil where there is none.
func Find(r *register.Register, name string) *Reader {
	for _, a := range r.Config.Audiences {
		if a.Name == name {
			return &Reader{Audience: a, hidden: hiddenBy(a.Hide)}
		}
	}
	return nil
}

// Also returns the reader, to whom records of some ids are withheld whatever their label says: what is secret today is told of no former day.
func (x *Reader) Also(ids map[string]bool) *Reader {
	also := *x
	also.also = ids
	return &also
}

// Unnamed returns the reader, to whom some parties are shown only where something that may be seen names them: a party that only withheld records name is told of
// no former day on which nobody did.
func (x *Reader) Unnamed(parties map[string]bool) *Reader {
	of := *x
	of.unnamed = parties
	return &of
}

// Knowing returns the reader, who may know this of former states: where an evaluation is stale by what changed there, only this tells by what.
func (x *Reader) Knowing(past assess.Past) *Reader {
	knowing := *x
	knowing.past = past
	return &knowing
}

// WithheldIn returns the ids of the records that are withheld from the reader.
func (x *Reader) WithheldIn(r *register.Register) map[string]bool {
	withheld := map[string]bool{}
	for _, e := range r.All() {
		if x.Withholds(r, e.Of()) {
			withheld[e.Of().ID] = true
		}
	}
	return withheld
}

// Unhidden returns the reader that may see every field of the records that this one may see; nil where this one may.
func (x *Reader) Unhidden() *Reader {
	if len(x.Audience.Hide) == 0 {
		return nil
	}
	all := *x
	all.Audience.Hide, all.hidden = nil, hiddenBy(nil)
	return &all
}

// Part is what an audience may see of a register.
type Part struct {
	Assessment *assess.Assessment
	Withheld   map[string]bool // the ids of the records that it may not see
	Gone       map[string]bool // parties that are not shown, since nothing visible names them
	whole      *register.Register
	tree       *source.Tree
}

// Register returns the part of the register.
func (p *Part) Register() *register.Register { return p.Assessment.Register }

// labels are those of TLP 2.0, ascending.
var labels = []string{"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"}

// above reports whether a label is higher than the clearance. No label is none.
func (x *Reader) above(label string) bool {
	return slices.Index(labels, label) > slices.Index(labels, x.Audience.Clearance)
}

// Withholds reports whether a record is withheld.
func (x *Reader) Withholds(r *register.Register, record *register.Record) bool {
	label := record.Classification
	if label == "" {
		label = r.Config.DefaultClassification
	}
	return x.above(label) || x.also[record.ID]
}

// Reduce returns the part of a judged register that the audience may see.
func (x *Reader) Reduce(a *assess.Assessment) *Part {
	r := a.Register
	p := &Part{Withheld: x.WithheldIn(r), whole: r}
	c := newCutter(x, r, p.Withheld)
	p.tree, p.Gone = c.tree(), c.gone
	part := register.Understand(p.tree)
	part.Config.Languages = x.languages(r)
	part.Faults = slices.DeleteFunc(part.Faults, func(f diagnostic.Finding) bool { return !x.tells(&f) })
	p.Assessment = a.Part(part, assess.Hides{Field: x.hidden.field, Text: c.text, Past: x.past})
	return p
}

// languages are those of the register in which the audience sees the site.
func (x *Reader) languages(r *register.Register) []string {
	var kept []string
	for _, language := range r.Config.Languages {
		if len(x.Audience.Languages) == 0 || slices.Contains(x.Audience.Languages, language) {
			kept = append(kept, language)
		}
	}
	if len(kept) == 0 {
		return r.Config.Languages
	}
	return kept
}

// tells reports whether a fault of understanding the part is one: that what was taken away is missing is none, and the whole was understood.
func (x *Reader) tells(f *diagnostic.Finding) bool {
	return f.Rule == rule.IncompleteRecord || f.Rule == rule.TranslationWithFacts
}
