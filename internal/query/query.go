// Package query picks records by what people wrote in them and by what was judged of them: owner=ops due<2026-12-31 outcome=needs-treatment.
//
// In: an assessment, a kind, and the words of a filter. Out: the records that fit, and the values of their fields. Lists, live figures and edits of many
// records take the same filters. It judges nothing, and must never import a room that shows.
package query

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
)

// Filter picks records of one kind. The zero Filter picks all.
type Filter struct {
	terms []condition
	a     *assess.Assessment
}

// condition holds one field against one value, or against several of which one is enough.
type condition struct {
	key, operator string
	wanted        []string
}

// operators, the longer ones first.
var operators = []string{"!=", "<=", ">=", "=", "<", ">", "~"}

// Wrong is why a filter cannot be understood.
type Wrong struct {
	What    string   // "condition", "key" or "me"
	Found   string   // what was written
	Near    string   // what may have been meant; empty where nothing is near
	Allowed []string // the keys that there are
}

// Parse reads a filter of records of a kind: conditions of which all must hold. Me is the key of the party that "me" stands for; empty where nobody knows.
func Parse(a *assess.Assessment, kind *register.Kind, words []string, me string) (*Filter, *Wrong) {
	f := &Filter{a: a}
	known := Keys(a, kind)
	for _, word := range words {
		c, ok := parse(word)
		if !ok {
			return nil, &Wrong{What: "condition", Found: word, Allowed: known}
		}
		if !slices.Contains(known, c.key) && slices.Contains(known, "extra."+c.key) {
			c.key = "extra." + c.key
		}
		if !slices.Contains(known, c.key) && !strings.HasPrefix(c.key, "extra.") {
			return nil, &Wrong{What: "key", Found: c.key, Near: diagnostic.Nearest(c.key, known), Allowed: known}
		}
		for i, w := range c.wanted {
			if w == "me" && a.Register.Party("me") == nil {
				if me == "" {
					return nil, &Wrong{What: "me", Found: word, Allowed: known}
				}
				c.wanted[i] = me
			}
		}
		f.terms = append(f.terms, c)
	}
	return f, nil
}

// parse takes a condition apart: a key, an operator, and values with commas between them.
func parse(word string) (condition, bool) {
	at := strings.IndexAny(word, "=<>~!")
	if at <= 0 {
		return condition{}, false
	}
	for _, op := range operators {
		if rest, ok := strings.CutPrefix(word[at:], op); ok {
			c := condition{key: strings.TrimSpace(word[:at]), operator: op}
			for value := range strings.SplitSeq(rest, ",") {
				c.wanted = append(c.wanted, strings.Trim(strings.TrimSpace(value), `"`))
			}
			return c, true
		}
	}
	return condition{}, false
}

// Words takes a line of words apart at its blanks. What stands in quotation marks keeps them: title~"remote access".
func Words(line string) []string {
	var words []string
	var word strings.Builder
	quoted := false
	flush := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
			word.WriteRune(r)
		case !quoted && (r == ' ' || r == '\t' || r == '\n' || r == '　'):
			flush()
		default:
			word.WriteRune(r)
		}
	}
	flush()
	return words
}

// Fits reports whether a record fits the filter.
func (f *Filter) Fits(e register.Entry) bool {
	for i := range f.terms {
		if !f.terms[i].fits(Values(f.a, e, f.terms[i].key)) {
			return false
		}
	}
	return true
}

func (c *condition) fits(values []Value) bool {
	if c.operator == "!=" {
		equal := condition{c.key, "=", c.wanted}
		return !equal.fits(values)
	}
	for _, wanted := range c.wanted {
		if wanted == "" && c.operator == "=" && len(values) == 0 {
			return true
		}
		for i := range values {
			if values[i].holds(c.operator, wanted) {
				return true
			}
		}
	}
	return false
}

// Value is one value of a field, as it is compared and shown.
type Value struct {
	Text   string   // as records write it
	Names  []string // the words that people use for it
	Number *float64 // where it is one, or has a place in an order
	Day    date.Date
	order  func(word string) (float64, bool) // the place of another word in the same order; nil where there is none
}

func (v *Value) holds(operator, wanted string) bool {
	switch operator {
	case "=":
		if strings.EqualFold(v.Text, wanted) || slices.ContainsFunc(v.Names, func(n string) bool { return strings.EqualFold(n, wanted) }) {
			return true
		}
		n, err := strconv.ParseFloat(wanted, 64)
		return err == nil && v.order == nil && v.Number != nil && *v.Number == n
	case "~":
		low := strings.ToLower(wanted)
		return strings.Contains(strings.ToLower(v.Text), low) || slices.ContainsFunc(v.Names, func(n string) bool { return strings.Contains(strings.ToLower(n), low) })
	}
	c, ok := v.compare(wanted)
	switch {
	case !ok:
		return false
	case operator == "<":
		return c < 0
	case operator == "<=":
		return c <= 0
	case operator == ">":
		return c > 0
	}
	return c >= 0
}

// compare tells on which side of a word the value lies; false where the two have no order.
func (v *Value) compare(wanted string) (int, bool) {
	if !v.Day.IsZero() {
		day, err := date.Parse(wanted)
		return v.Day.Compare(day), err == nil
	}
	if v.Number != nil {
		n, err := strconv.ParseFloat(wanted, 64)
		if v.order != nil {
			if place, ok := v.order(wanted); ok {
				return cmp.Compare(*v.Number, place), true
			}
		}
		return cmp.Compare(*v.Number, n), err == nil && v.order == nil
	}
	return strings.Compare(v.Text, wanted), v.Text != ""
}
