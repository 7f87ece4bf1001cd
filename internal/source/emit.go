package source

import (
	"math"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// emit turns the nodes into values that take exactly the room they need, and notes numbers and dates that do not exist.
func (b *builder) emit() *Value {
	b.freeFields = make([]Field, b.fields)
	b.freeItems = make([]Value, b.items)
	root := &Value{}
	b.fill(root, 0)
	return root
}

func (b *builder) fill(v *Value, at int32) {
	n := &b.nodes[at]
	v.Kind, v.Span = n.kind, n.span
	switch n.kind {
	case Table:
		v.headless = n.origin != headed && n.origin != implied
		v.Fields = b.freeFields[:n.count:n.count]
		b.freeFields = b.freeFields[n.count:]
		i := 0
		for c := n.first; c != 0; c = b.nodes[c].next {
			v.Fields[i].Key, v.Fields[i].KeySpan = b.nodes[c].key, b.nodes[c].keySpan
			b.fill(&v.Fields[i].Value, c)
			i++
		}
	case Array:
		v.headless = n.origin != listed
		v.Items = b.freeItems[:n.count:n.count]
		b.freeItems = b.freeItems[n.count:]
		i := 0
		for c := n.first; c != 0; c = b.nodes[c].next {
			b.fill(&v.Items[i], c)
			i++
		}
	case String:
		v.Text = n.text
	case Boolean:
		v.Boolean = n.text == "true"
	default:
		if kind := v.scalar(n.text); kind != rule.Plain {
			b.faults = append(b.faults, fault{rule: rule.Syntax, name: kind, span: n.span, args: diagnostic.Args{"found": strings.Clone(n.text)}})
		}
	}
}

// scalar sets a number or a date from its text and gives the kind of fault where it does not exist.
func (v *Value) scalar(text string) (faultKind rule.Case) {
	switch v.Kind {
	case Integer:
		n, err := strconv.ParseInt(text, 0, 64)
		if err != nil {
			return rule.CaseNumberRange
		}
		v.Text, v.Integer, v.Float = text, n, float64(n)
	case Float:
		f, err := parseFloat(text)
		if err != nil {
			return rule.CaseNumberRange
		}
		v.Text, v.Float = text, f
	case Moment:
		if sign := strings.LastIndexAny(text, "+-"); sign > len("2006-01-02") && text[len(text)-2] > '5' {
			return rule.CaseBadDate // an offset of more than 59 minutes, which the validating parser lets through
		}
		v.Text = text
	case Date:
		d, err := date.Parse(text)
		if err != nil {
			return rule.CaseBadDate
		}
		v.Date = d
	}
	return rule.Plain
}

func parseFloat(text string) (float64, error) {
	if strings.HasSuffix(text, "nan") { // which takes no sign elsewhere
		return math.NaN(), nil
	}
	return strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
}
