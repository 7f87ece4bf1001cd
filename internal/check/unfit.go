package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/source"
)

// The parts of criteria.toml on which rules rest, by what they look at.
var (
	likelihoodParts = []string{"likelihood", "likelihood_from"}
	ratingParts     = []string{"likelihood", "likelihood_from", "impact"}
	levelParts      = []string{"likelihood", "likelihood_from", "impact", "level", "matrix"}
	authorityParts  = []string{"likelihood", "likelihood_from", "impact", "level", "matrix", "authority"}
	outcomeParts    = []string{"likelihood", "likelihood_from", "impact", "level", "matrix", "acceptance"}
	optionParts     = []string{"likelihood", "likelihood_from", "impact", "level", "matrix", "acceptance", "viewpoint"}
)

// parts are those parts of criteria.toml by which something can be judged. What is wrong elsewhere in the file leaves every verdict as it is.
var parts = []string{"likelihood", "likelihood_from", "impact", "level", "matrix", "acceptance", "viewpoint", "authority", "revision", "review_by"}

// unfit are the parts of the criteria that have a fault of their own: what would be judged by them would be one fault told over and over. It is nil where
// the criteria have no fault at all.
type unfit map[string]bool

// silences reports whether a rule rests on a part with a fault.
func (u unfit) silences(r *Rule) bool {
	rests := r.Rests
	if len(rests) == 0 {
		rests = outcomeParts
	}
	return r.Judged && slices.ContainsFunc(rests, func(part string) bool { return u[part] })
}

// misshapen gives the parts of the criteria by which nothing can be judged, and what the rules about their shape found. Their shape is held against its
// rules even where these are turned off.
func misshapen(a *assess.Assessment) (unfit, map[*Rule][]found) {
	shape := map[*Rule][]found{}
	for _, rule := range []*Rule{matrixShape, unknownLevel} {
		shape[rule] = rule.find(a, nil, diagnostic.Error)
	}
	doc, u := a.Register.Tree.Criteria, unfit{}
	if a.Register.Criteria.Broken {
		u.add(parts...)
	} else if doc != nil {
		for i := range a.Register.Faults {
			if f := &a.Register.Faults[i]; f.Place.File == doc.File.Path {
				u.add(partsOf(doc, f)...)
			}
		}
		for _, list := range shape {
			for i := range list {
				u.add(partsOf(doc, &list[i].Finding)...)
			}
		}
	}
	if len(u) == 0 {
		return nil, shape
	}
	return u, shape
}

func (u unfit) add(parts ...string) {
	for _, part := range parts {
		u[part] = true
	}
}

// partsOf gives the parts of the criteria that a fault is about: the one in which it lies, or which it says is missing. A key that is none may stand for
// any part that is not there, and for the one that it looks like.
func partsOf(doc *source.Document, f *diagnostic.Finding) []string {
	name, _ := f.Args["key"].(string)
	for i := range doc.Table.Fields {
		field := &doc.Table.Fields[i]
		if !holds(doc.File, field, f.Place) {
			continue
		}
		if f.Rule != unknownKey.Name || name != field.Key {
			return []string{field.Key}
		}
		absent := slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return part != f.Args["near"] && doc.Table.At(part) != nil })
		return append(absent, name)
	}
	if f.Rule == missingKey.Name && !strings.Contains(name, ".") {
		return []string{name}
	}
	return parts
}

// holds reports whether a place lies at a key of a table, in its value or, since a table may be written in pieces, in any value below it.
func holds(file *source.File, field *source.Field, at diagnostic.Place) bool {
	if within(file.Place(field.KeySpan), at) || within(file.Place(field.Value.Span), at) {
		return true
	}
	return holdsBelow(file, &field.Value, at)
}

func holdsBelow(file *source.File, v *source.Value, at diagnostic.Place) bool {
	return slices.ContainsFunc(v.Items, func(item source.Value) bool {
		return within(file.Place(item.Span), at) || holdsBelow(file, &item, at)
	}) || slices.ContainsFunc(v.Fields, func(f source.Field) bool { return holds(file, &f, at) })
}

// within reports whether a place begins inside another.
func within(whole, at diagnostic.Place) bool {
	after := at.Line > whole.Line || at.Line == whole.Line && at.Column >= whole.Column
	before := at.Line < whole.EndLine || at.Line == whole.EndLine && at.Column < whole.EndColumn
	return after && before
}
