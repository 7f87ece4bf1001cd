package compare

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// fact is one thing that a record says.
type fact struct {
	value any
	of    *register.Field
}

// facts are what a record says, by field.
type facts map[string]fact

func sameFact(a, b fact) bool { return sameAny(a.value, b.value) }

// share gives the share of equal facts among all that either states; negative where neither states any.
func (f facts) share(other facts) float64 {
	equal, all := 0, len(other)
	for key, one := range f {
		two, there := other[key]
		if !there {
			all++
		} else if sameFact(one, two) {
			equal++
		}
	}
	if all == 0 {
		return -1
	}
	return float64(equal) / float64(all)
}

// factsOf gives the facts of a record.
func factsOf(c *comparer, r *register.Record) facts {
	f := facts{}
	g := gatherer{facts: f, state: c.now, text: func(path string) bool {
		return r.Kind.Folder == "assets" && (path == "service_level" || path == "separation")
	}}
	g.table("", c.fieldsOf(r.Kind), r.Source.Table)
	return f
}

func criteriaFacts(fields []register.Field, v *source.Value, of *register.Register) facts {
	f := facts{}
	g := gatherer{facts: f, state: of, dots: true, text: func(path string) bool { return path == "approved_by" || strings.HasSuffix(path, ".label") }}
	if v != nil {
		g.table("", fields, v)
	}
	return f
}

func partyFacts(c *comparer, fields []register.Field, v *source.Value) facts {
	f := facts{}
	g := gatherer{facts: f, state: c.now, dots: true, text: func(string) bool { return false }}
	if v != nil {
		for i := range v.Fields {
			if party := &v.Fields[i]; party.Value.Kind == source.Table {
				g.table(party.Key, fields, &party.Value)
			}
		}
	}
	for field := range f {
		if parts := strings.Split(field, "."); len(parts) > 1 && parts[1] == "handles" {
			delete(f, field) // on no page and in no export
		}
	}
	return f
}

// gatherer takes a table apart into facts.
type gatherer struct {
	facts facts
	state *register.Register
	dots  bool                   // elements of lists are called level.medium, not target[R-001]
	text  func(path string) bool // the texts that are facts nevertheless
}

// byRisk are the lists of tables in records whose elements go by the risk that they name; those of all others go by their place, from 1.
var byRisk = []string{"target", "worsens"}

func (g *gatherer) table(path string, fields []register.Field, v *source.Value) {
	for i := range v.Fields {
		one, at := &v.Fields[i], v.Fields[i].Key
		if path != "" {
			at = path + "." + at
		}
		g.value(at, one.Key, find(fields, one.Key), &one.Value)
	}
}

func (g *gatherer) value(at, key string, f *register.Field, v *source.Value) {
	switch {
	case key == "reading" || f != nil && f.Shape == register.ShapeFree:
	case g.dots && at == "matrix":
		g.facts[at] = fact{plainValue(v), f}
	case f != nil && (f.Shape == register.ShapeText || f.Shape == register.ShapeMapping && f.Values == register.ShapeText):
		if g.text(at) {
			words := map[string]any{}
			for language, text := range wordings(v, g.state.Config.DefaultLanguage) {
				words[language] = text
			}
			said := any(words)
			if only, one := words[g.state.Config.DefaultLanguage]; one && len(words) == 1 {
				said = only
			}
			g.facts[at] = fact{said, f}
		}
	case v.Kind == source.Table:
		var inner []register.Field
		if f != nil {
			inner = f.Fields
		}
		if f != nil && f.Shape == register.ShapeMapping {
			one := *f
			one.Shape, one.Key = f.Values, ""
			for i := range v.Fields {
				g.value(at+"."+v.Fields[i].Key, v.Fields[i].Key, &one, &v.Fields[i].Value)
			}
			return
		}
		g.table(at, inner, v)
	case isTables(v) && len(v.Items) > 0:
		g.elements(at, key, f, v)
	default:
		g.facts[at] = fact{plainValue(v), f}
	}
}

func (g *gatherer) elements(at, key string, f *register.Field, v *source.Value) {
	var inner []register.Field
	if f != nil {
		inner = f.Fields
	}
	var called []string
	if g.dots || slices.Contains(byRisk, key) {
		called = names(key, v.Items)
	}
	for i := range v.Items {
		name := at + "[" + strconv.Itoa(i+1) + "]"
		if called != nil && g.dots {
			name = at + "." + called[i]
		} else if called != nil {
			name = at + "[" + called[i] + "]"
		}
		g.table(name, inner, &v.Items[i])
		if called != nil {
			delete(g.facts, name+"."+places[key])
		}
	}
}

// changedFacts gives the facts that are others, by field. References that only follow the new name of a record are none.
func changedFacts(c *comparer, from, to facts) []FactChange {
	if len(c.newID) > 0 {
		from = followed(c, from)
	}
	var list []FactChange
	for _, field := range slices.Sorted(maps.Keys(union(from, to))) {
		a, b := from[field], to[field]
		if !sameFact(fact{followedValue(c, a), nil}, b) {
			list = append(list, FactChange{Field: field, From: a.value, To: b.value})
		}
	}
	return list
}

// followed gives facts under the names that the risks of their elements have now.
func followed(c *comparer, from facts) facts {
	renamed := make(facts, len(from))
	for field, one := range from {
		top, rest, ok := strings.Cut(field, "[")
		id, end, closed := strings.Cut(rest, "]")
		if ok && closed && slices.Contains(byRisk, top) {
			name, number, repeated := strings.Cut(id, "#")
			if id = c.renamed(name); repeated {
				id += "#" + number
			}
			field = top + "[" + id + "]" + end
		}
		renamed[field] = one
	}
	return renamed
}

// followedValue gives a value with the names that the records have now to which it refers.
func followedValue(c *comparer, one fact) any {
	if len(c.newID) == 0 || one.of == nil || one.of.To == "" {
		return one.value
	}
	follow := func(v any) any {
		text, ok := v.(string)
		if !ok {
			return v
		}
		if now := c.newID[text]; now != "" {
			return now
		}
		id, clause, ok := strings.Cut(text, "#")
		if now := c.newID[id]; ok && now != "" {
			return now + "#" + clause
		}
		return text
	}
	list, ok := one.value.([]any)
	if !ok {
		return follow(one.value)
	}
	followed := make([]any, len(list))
	for i := range list {
		followed[i] = follow(list[i])
	}
	return followed
}

// sameAny reports whether two values say the same; whole numbers are equal to decimal ones.
func sameAny(a, b any) bool {
	number := func(v any) (float64, bool) {
		switch n := v.(type) {
		case int64:
			return float64(n), true
		case float64:
			return n, true
		}
		return 0, false
	}
	if x, ok := number(a); ok {
		y, too := number(b)
		return too && x == y
	}
	if one, ok := a.([]any); ok {
		other, too := b.([]any)
		return too && slices.EqualFunc(one, other, sameAny)
	}
	if one, ok := a.(map[string]any); ok {
		other, too := b.(map[string]any)
		return too && maps.EqualFunc(one, other, sameAny)
	}
	return reflect.DeepEqual(a, b)
}
