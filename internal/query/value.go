package query

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// judged gives, for a kind, the values that nobody writes: what was judged of its records. They go before fields of the same name.
var judged = map[string]map[string]func(*assess.Assessment, register.Entry) []Value{
	"risks": {
		"inherent.level": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return level(a, k.Inherent.Level) }),
		"level":          ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return level(a, k.Now.Level) }),
		"projected.level": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			if k.Removed {
				return nil
			}
			return level(a, k.Projected.Level)
		}),
		"likelihood": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			return step(a, k.Now.Likelihood, a.Register.Criteria.Likelihoods, a.Register.Criteria.LikelihoodIndex)
		}),
		"impact": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			return step(a, k.Now.Impact, a.Register.Criteria.Impacts, a.Register.Criteria.ImpactIndex)
		}),
		"outcome": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return word("outcome", string(k.Outcome)) }),
		"need": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			if k.Standing != assess.Counted {
				return nil
			}
			return word("", string(k.Need()))
		}),
		"rank": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			if k.Rank == 0 {
				return nil
			}
			return number(float64(k.Rank))
		}),
		"loss":        ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return amount(k.ExpectedLoss) }),
		"option":      ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return word("option", k.Option) }),
		"due":         ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return day(k.Due()) }),
		"next_review": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return day(k.Next) }),
		"stale":       ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value { return truth(len(k.Stale) > 0) }),
		"status": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			if k.Closed() {
				return word("", "closed")
			}
			return word("", "open")
		}),
		"plans": ofRisk(func(a *assess.Assessment, k *assess.Risk) []Value {
			var list []Value
			for _, t := range k.Plans {
				list = append(list, Value{Text: t.ID})
			}
			return list
		}),
	},
	"treatments": {
		"late": ofPlan(func(p *assess.Plan) []Value { return truth(p.Late()) }),
		"live": ofPlan(func(p *assess.Plan) []Value { return truth(p.Live) }),
	},
	"findings": {
		"open": func(a *assess.Assessment, e register.Entry) []Value {
			f, ok := e.(*register.Finding)
			return truth(ok && a.Open(f))
		},
	},
}

func ofRisk(of func(*assess.Assessment, *assess.Risk) []Value) func(*assess.Assessment, register.Entry) []Value {
	return func(a *assess.Assessment, e register.Entry) []Value {
		if k := a.Risk(e.Of().ID); k != nil {
			return of(a, k)
		}
		return nil
	}
}

func ofPlan(of func(*assess.Plan) []Value) func(*assess.Assessment, register.Entry) []Value {
	return func(a *assess.Assessment, e register.Entry) []Value {
		if p := a.Plan(e.Of().ID); p != nil {
			return of(p)
		}
		return nil
	}
}

func level(a *assess.Assessment, at int) []Value {
	levels := a.Register.Criteria.Levels
	if at < 0 || at >= len(levels) {
		return nil
	}
	place := float64(at)
	return []Value{{Text: levels[at].Key, Names: namesOf(levels[at].Label), Number: &place, order: func(wanted string) (float64, bool) {
		for i := range levels {
			if strings.EqualFold(levels[i].Key, wanted) || slices.ContainsFunc(namesOf(levels[i].Label), func(n string) bool { return strings.EqualFold(n, wanted) }) {
				return float64(i), true
			}
		}
		return 0, false
	}}}
}

func step(_ *assess.Assessment, value *int, steps []register.Step, at func(int) int) []Value {
	if value == nil {
		return nil
	}
	v := number(float64(*value))
	if i := at(*value); i >= 0 {
		v[0].Names = namesOf(steps[i].Label)
	}
	return v
}

func namesOf(t register.Text) []string {
	var names []string
	for _, w := range t {
		names = append(names, w.Words)
	}
	return names
}

func word(group, code string) []Value {
	if code == "" {
		return nil
	}
	v := Value{Text: code}
	if group != "" {
		w := term.Code(group, code)
		v.Names = []string{w.Ja, w.En}
	}
	return []Value{v}
}

func number(x float64) []Value {
	return []Value{{Text: strconv.FormatFloat(x, 'f', -1, 64), Number: &x}}
}

func amount(x *float64) []Value {
	if x == nil {
		return nil
	}
	return number(*x)
}

func day(d date.Date) []Value {
	if d.IsZero() {
		return nil
	}
	return []Value{{Text: d.String(), Day: d}}
}

func truth(b bool) []Value { return []Value{{Text: strconv.FormatBool(b)}} }

// Keys gives the fields that records of a kind may be picked by, sorted: what is written, what was judged, and the register's own fields.
func Keys(a *assess.Assessment, kind *register.Kind) []string {
	keys := []string{"id"}
	for key := range judged[kind.Folder] {
		keys = append(keys, key)
	}
	keys = append(keys, written(kind.Fields(), "")...)
	for _, f := range a.Register.Config.FieldsOf(kind.Folder) {
		keys = append(keys, "extra."+f.Key)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// written gives the paths of the values of fields, with dots.
func written(fields []register.Field, above string) []string {
	var keys []string
	for i := range fields {
		f := &fields[i]
		switch path := above + f.Key; f.Shape {
		case register.ShapeFree:
		case register.ShapeTable:
			keys = append(keys, written(f.Fields, path+".")...)
		default:
			keys = append(keys, path)
		}
	}
	return keys
}

// Values gives the values of a field of a record: several of a list, none where there is nothing. Of a field of true or false there is always one.
func Values(a *assess.Assessment, e register.Entry, key string) []Value {
	base := e.Of()
	if of := judged[base.Kind.Folder][key]; of != nil {
		return of(a, e)
	}
	switch key {
	case "id":
		return []Value{{Text: base.ID}}
	case "file":
		return []Value{{Text: base.Source.File.Path}}
	case anywhere:
		return []Value{{Text: base.ID, Names: namesOf(base.Title)}}
	}
	path := strings.Split(key, ".")
	var list []Value
	gather(base.Source.Table, path, &list)
	f := register.Find(base.Kind.Fields(), path...)
	if key == "kind" {
		list = append(list, Value{Text: base.Kind.Folder})
	}
	switch {
	case f == nil:
	case f.Shape == register.ShapeTruth && len(list) == 0 && len(path) == 1:
		return truth(false)
	case len(f.OneOf) > 0:
		for i := range list {
			w := term.Code(f.Group, list[i].Text)
			list[i].Names = append(list[i].Names, w.Ja, w.En)
		}
	case f.Party:
		for i := range list {
			if p := a.Register.Party(list[i].Text); p != nil {
				list[i].Names = append(list[i].Names, namesOf(p.Title)...)
			}
		}
	}
	return list
}

// gather adds the values at a path below a table; of lists those of every element.
func gather(v *source.Value, path []string, list *[]Value) {
	if v.Kind == source.Array {
		for i := range v.Items {
			gather(&v.Items[i], path, list)
		}
		return
	}
	if len(path) > 0 {
		if f := v.Field(path[0]); f != nil {
			gather(&f.Value, path[1:], list)
		}
		return
	}
	switch v.Kind {
	case source.Table: // a text by language, or a mapping
		for i := range v.Fields {
			gather(&v.Fields[i].Value, nil, list)
		}
	case source.Integer, source.Float:
		x := v.Float
		*list = append(*list, Value{Text: v.Text, Number: &x})
	case source.Boolean:
		*list = append(*list, truth(v.Boolean)...)
	case source.Date:
		*list = append(*list, day(v.Date)...)
	default:
		if v.Text != "" {
			*list = append(*list, Value{Text: v.Text})
		}
	}
}
