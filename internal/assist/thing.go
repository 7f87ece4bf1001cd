package assist

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// sort tells things that have a name apart.
type sort uint8

const (
	sortNone sort = iota
	sortRecord
	sortClause // ID#key
	sortParty
	sortArea
	sortViewpoint
	sortLevel
	sortFactor     // of the likelihood
	sortLikelihood // a step of the scale, by its value
	sortImpact
)

// thing is what can be referred to: a record, a party, a part of the criteria.
type thing struct {
	sort sort
	name string
}

// thingAt gives what stands at a place, with the stretch of its name in the text at hand.
func thingAt(d *Desk, h *here) (t thing, start, end int) {
	start, end = h.spot.Start, h.spot.End
	switch {
	case h.first:
		return thing{sortRecord, h.id(d)}, lineStart(h.text, h.offset), h.offset
	case h.body:
		if e, from, to := linkAt(d, h); e != nil {
			return thing{sortRecord, e.Of().ID}, from, to
		}
		if w, from, to := termAt(d, h); w != nil {
			return thing{sortRecord, w.id}, from, to
		}
		return thing{}, 0, 0
	case h.spot.On == cursor.OnNothing:
		return thing{}, 0, 0
	case h.spot.On != cursor.OnValue:
		return keyThing(h), start, end
	case h.field == nil:
		return thing{}, 0, 0
	}
	word := h.word()
	switch f := h.field; {
	case f.To == "obligations" && strings.Contains(word, "#"):
		id, _, _ := strings.Cut(word, "#")
		if h.offset <= h.spot.Start+len(id) {
			return thing{sortRecord, id}, start, start + len(id)
		}
		return thing{sortClause, word}, start, end
	case f.To != "":
		return thing{sortRecord, word}, start, end
	case f.Party:
		return thing{sortParty, word}, start, end
	case f.Scale == "likelihood":
		return thing{sortLikelihood, word}, start, end
	case f.Scale == "impact":
		return thing{sortImpact, word}, start, end
	case f.Criteria == "area":
		return thing{sortArea, word}, start, end
	case f.Criteria == "viewpoint":
		return thing{sortViewpoint, word}, start, end
	case f.Criteria == "level":
		return thing{sortLevel, word}, start, end
	}
	return criteriaThing(h, word), start, end
}

// keyThing gives what a key names: a record of many in a file, a party, an area of damage.
func keyThing(h *here) thing {
	switch {
	case h.keyed && len(h.spot.Table) == 0 && h.kind != nil:
		return thing{sortRecord, h.spot.Key}
	case h.keyed && len(h.spot.Table) == 0:
		return thing{sortParty, h.spot.Key}
	case h.inside() && h.field.Criteria == "area":
		return thing{sortArea, h.spot.Key}
	case h.inside() && h.field.Criteria == "factor":
		return thing{sortFactor, h.spot.Key}
	case h.inside() && h.field.Key == "thresholds":
		return thing{sortLevel, h.spot.Key}
	}
	return thing{}
}

// criteriaThing gives what a value of criteria.toml itself names or defines.
func criteriaThing(h *here, word string) thing {
	if h.file != "content/criteria.toml" || len(h.spot.Table) == 0 {
		return thing{}
	}
	switch strings.Join(append(slices.Clone(h.spot.Table), h.spot.Key), ".") {
	case "matrix.rows", "level.key":
		return thing{sortLevel, word}
	case "likelihood_from.factor.key":
		return thing{sortFactor, word}
	case "area.key":
		return thing{sortArea, word}
	case "viewpoint.key":
		return thing{sortViewpoint, word}
	case "likelihood.value":
		return thing{sortLikelihood, word}
	case "impact.value":
		return thing{sortImpact, word}
	}
	return thing{}
}

// Definition gives where what stands at a place is defined.
func (d *Desk) Definition(file string, text []byte, offset int) []diagnostic.Place {
	h := d.at(file, text, offset)
	if h == nil {
		return nil
	}
	t, _, _ := thingAt(d, h)
	return definitionOf(d, t)
}

func definitionOf(d *Desk, t thing) []diagnostic.Place {
	r := d.Assessment.Register
	inCriteria := func(table, key string, has func(i int) bool, n int) []diagnostic.Place {
		for i := range n {
			if doc := r.Tree.Criteria; doc != nil && has(i) {
				return []diagnostic.Place{doc.Place(table, i, key)}
			}
		}
		return nil
	}
	c := &r.Criteria
	switch t.sort {
	case sortRecord:
		if rec := d.record(t.name); rec != nil {
			return []diagnostic.Place{rec.Place()}
		}
	case sortClause:
		id, clause, _ := strings.Cut(t.name, "#")
		if o := r.Obligation(id); o != nil {
			for i := range o.Clauses {
				if o.Clauses[i].Key == clause {
					return []diagnostic.Place{o.Source.Place("clause", i, "key")}
				}
			}
		}
	case sortParty:
		if r.Party(t.name) != nil {
			return []diagnostic.Place{r.Tree.Parties.KeyPlace(t.name)}
		}
	case sortArea:
		return inCriteria("area", "key", func(i int) bool { return c.Areas[i].Key == t.name }, len(c.Areas))
	case sortViewpoint:
		return inCriteria("viewpoint", "key", func(i int) bool { return c.Viewpoints[i].Key == t.name }, len(c.Viewpoints))
	case sortLevel:
		return inCriteria("level", "key", func(i int) bool { return c.Levels[i].Key == t.name }, len(c.Levels))
	case sortFactor:
		if c.From != nil && r.Tree.Criteria != nil {
			for i := range c.From.Factors {
				if c.From.Factors[i].Key == t.name {
					return []diagnostic.Place{r.Tree.Criteria.Place("likelihood_from", "factor", i, "key")}
				}
			}
		}
	case sortLikelihood:
		return inCriteria("likelihood", "value", isStep(c.Likelihoods, t.name), len(c.Likelihoods))
	case sortImpact:
		return inCriteria("impact", "value", isStep(c.Impacts, t.name), len(c.Impacts))
	}
	return nil
}

func isStep(steps []register.Step, name string) func(int) bool {
	return func(i int) bool { return steps[i].Value != nil && strconv.Itoa(*steps[i].Value) == name }
}

// record gives a record as written, one that cannot be read too; nil where there is none.
func (d *Desk) record(id string) *source.Record {
	d.find()
	return d.byID[id]
}

// find makes the ways from ids and files to records, once.
func (d *Desk) find() {
	if d.byID != nil {
		return
	}
	d.byID, d.byFile = map[string]*source.Record{}, map[string]*source.Record{}
	for _, rec := range d.Assessment.Register.Tree.Records {
		if d.byID[rec.ID] == nil {
			d.byID[rec.ID] = rec
		}
		if !strings.HasSuffix(rec.File.Path, ".md") {
			continue
		}
		d.byFile[rec.File.Path] = rec
		for i := range rec.Translations {
			d.byFile[rec.Translations[i].File.Path] = rec
		}
	}
}
