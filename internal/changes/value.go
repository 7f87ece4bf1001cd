package changes

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// changeFact puts one change of a record or of a setting into words: what the field is called, and what it said and says.
func changeFact(r *Report, c compare.Change) fact {
	f := fact{name: fieldName(r, c.Field, c.Of)}
	if c.Text {
		f.differ(asText(c.Before), asText(c.After))
		return f
	}
	before, _ := c.Before.([]any)
	after, _ := c.After.([]any)
	if len(before)+len(after) > mostListed && c.Before != nil && c.After != nil {
		f.after = listChange(r, before, after, c.Of)
		return f
	}
	f.before, f.after = r.value(c.Before, c.Of, r.old()), r.value(c.After, c.Of, r.now())
	return f
}

func asText(v any) string {
	text, _ := v.(string)
	return text
}

// mostListed is the number of entries of two lists up to which both are written in full; of longer ones what was added and taken away is said.
const mostListed = 8

func listChange(r *Report, before, after []any, of *register.Field) string {
	var parts []string
	add := func(sign string, list, other []any, in *register.Register) {
		there := map[string]bool{}
		for _, v := range other {
			there[fmt.Sprint(v)] = true
		}
		for _, v := range list {
			if !there[fmt.Sprint(v)] {
				parts = append(parts, sign+r.value(v, of, in))
			}
		}
	}
	add("+", after, before, r.now())
	add("−", before, after, r.old())
	if len(parts) == 0 {
		return r.say("順序の変更", "another order")
	}
	return strings.Join(parts, r.say("、", ", "))
}

// value writes the value of a field for people, in the light of the register that says it.
func (r *Report) value(v any, of *register.Field, in *register.Register) string {
	switch v := v.(type) {
	case nil:
		return none
	case bool:
		return r.yes(v)
	case date.Date:
		return v.String()
	case int64:
		return measured(r, float64(v), strconv.FormatInt(v, 10), of, in)
	case float64:
		return measured(r, v, strconv.FormatFloat(v, 'f', -1, 64), of, in)
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = r.value(v[i], of, in)
		}
		return cmp.Or(strings.Join(parts, r.say("、", ", ")), none)
	case map[string]any:
		var parts []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, key+" = "+r.value(v[key], nil, in))
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	case string:
		switch {
		case of != nil && of.Party && in.Party(v) != nil:
			return cmp.Or(r.text(in.Party(v).Title, in), v)
		case of != nil && of.Group != "" && slices.Contains(of.OneOf, v):
			return r.words(term.Code(of.Group, v))
		}
		return cmp.Or(v, none)
	}
	return fmt.Sprint(v)
}

// measured writes a number: a value of a scale with its label, an amount with its currency.
func measured(r *Report, x float64, written string, of *register.Field, in *register.Register) string {
	if of == nil {
		return written
	}
	steps := map[string][]register.Step{"likelihood": in.Criteria.Likelihoods, "impact": in.Criteria.Impacts}[of.Scale]
	for _, step := range steps {
		if step.Value != nil && float64(*step.Value) == x {
			return strings.TrimSpace(written + " " + r.text(step.Label, in))
		}
	}
	if money[of.Key] || of.Money {
		return r.words(term.Exactly(x, in.Config.Currency))
	}
	return written
}

// money are the keys whose numbers are amounts.
var money = map[string]bool{"annual": true, "cumulative_loss": true, "initial": true, "loss": true}

// fieldName gives what a field with dots is called; one that the register declares goes by its label.
func fieldName(r *Report, field string, of *register.Field) string {
	if of != nil && !of.Label.IsZero() {
		return r.text(of.Label, r.now()) + r.words(term.LanguageMark(field[strings.LastIndexByte(field, '.')+1:]))
	}
	return r.words(term.FieldPath(field))
}

// elementName puts the title of an action, which goes by its place, behind what its field is called.
func elementName(r *Report, record *compare.Record, field, name string) string {
	place, ok := strings.CutPrefix(field, "action[")
	if !ok || record.Kind.Folder != "treatments" {
		return name
	}
	number, rest, _ := strings.Cut(place, "]")
	n, err := strconv.Atoi(number)
	plan, state := r.now().Treatment(record.After), r.now()
	if err != nil || strings.HasPrefix(rest, ".title") || plan == nil || n < 1 || n > len(plan.Actions) {
		return name
	}
	return name + r.say("（%s）", " (%s)", cut(r.text(plan.Actions[n-1].Title, state), longestTitle))
}
