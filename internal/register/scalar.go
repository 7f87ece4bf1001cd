package register

import (
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

func (d *decoder) scalar(fp *fieldPlan, v *source.Value, into reflect.Value) {
	switch into.Kind() {
	case reflect.String:
		if v.Kind != source.String {
			d.wrongType(v, rule.Plain, typeNames[source.String])
			return
		}
		d.word(fp, v)
		if strings.HasSuffix(fp.key, "url") {
			into.SetString(v.Text) // what is wrong with an address is reported; another would lead elsewhere
			return
		}
		into.SetString(legible(v.Text))
	case reflect.Bool:
		if v.Kind != source.Boolean {
			d.wrongType(v, rule.Plain, typeNames[source.Boolean])
			return
		}
		into.SetBool(v.Boolean)
	case reflect.Int, reflect.Int64:
		if v.Kind != source.Integer {
			d.wrongType(v, rule.Plain, typeNames[source.Integer])
			return
		}
		if fp.ranged && (v.Integer < fp.low || v.Integer > fp.high) {
			d.fault(rule.UnknownValue, rule.CaseRange, d.place(v.Span), diagnostic.Args{"key": d.key(), "found": v.Text, "low": fp.low, "high": fp.high})
			return
		}
		into.SetInt(v.Integer)
		if fp.scale != "" {
			d.claims = append(d.claims, claim{d.file, v.Span, d.from, d.key(), claimScale, fp.scale, "", int(v.Integer)})
		}
	case reflect.Float64:
		if v.Kind != source.Integer && v.Kind != source.Float {
			d.wrongType(v, rule.Plain, typeNames[source.Float])
			return
		}
		if !finite(v.Float) {
			d.fault(rule.UnknownValue, rule.CaseNumber, d.place(v.Span), diagnostic.Args{"key": d.key(), "found": v.Text})
			return
		}
		if fp.ranged && (v.Float < float64(fp.low) || v.Float > float64(fp.high)) {
			d.fault(rule.UnknownValue, rule.CaseRange, d.place(v.Span), diagnostic.Args{"key": d.key(), "found": v.Text, "low": fp.low, "high": fp.high})
			return
		}
		into.SetFloat(v.Float)
	}
}

// since reads what the register is compared with: a word, a number of days, or a date as TOML writes it.
func (d *decoder) since(v *source.Value, into reflect.Value) {
	text := v.Text
	switch v.Kind {
	case source.Date:
		text = v.Date.String()
	case source.String:
	default:
		d.wrongType(v, rule.Plain, typeNames[source.String])
		return
	}
	if !Since(text).valid() {
		d.fault(rule.UnknownValue, rule.CaseSince, d.place(v.Span), diagnostic.Args{"key": d.key(), "found": text})
		return
	}
	into.SetString(text)
}

// word checks a string against what its field allows.
func (d *decoder) word(fp *fieldPlan, v *source.Value) {
	switch {
	case v.Withheld:
		d.withheld = true
	case len(fp.oneof) > 0:
		if !slices.Contains(fp.oneof, v.Text) {
			args := diagnostic.Args{"key": d.key(), "found": v.Text, "allowed": strings.Join(fp.oneof, ", ")}
			kase := rule.Plain
			if near := diagnostic.Nearest(v.Text, fp.oneof); near != "" {
				kase, args["near"] = rule.CaseNear, near
			}
			d.fault(rule.UnknownValue, kase, d.place(v.Span), args)
		}
	case fp.to != "":
		d.claim(claimReference, fp, v.Span, v.Text, 0)
	case fp.party:
		d.claim(claimParty, fp, v.Span, v.Text, 0)
	case fp.criteria == "area":
		d.claim(claimArea, fp, v.Span, v.Text, 0)
	case fp.criteria == "viewpoint":
		d.claim(claimViewpoint, fp, v.Span, v.Text, 0)
	case fp.criteria == "level":
		d.claim(claimLevel, fp, v.Span, v.Text, 0)
	}
}

// text reads a text: a string, or a table of strings by language. A blank wording says nothing, so that another language stands in for it.
func (d *decoder) text(v *source.Value) (Text, bool) {
	switch v.Kind {
	case source.String:
		if blank(v.Text) {
			return nil, true
		}
		return Text{{"", legible(v.Text)}}, true
	case source.Table:
		t := make(Text, 0, len(v.Fields))
		for i := range v.Fields {
			f := &v.Fields[i]
			d.path = append(d.path, f.Key)
			switch {
			case !isLanguage(f.Key):
				d.fault(rule.UnknownKey, rule.CaseLanguage, d.place(f.KeySpan), diagnostic.Args{"key": d.key()})
			case !source.Admits(d.languages, f.Key):
				d.unknownLanguage(f)
			case f.Value.Kind != source.String:
				d.wrongType(&f.Value, rule.Plain, typeNames[source.String])
			default:
				if !blank(f.Value.Text) {
					t = append(t, Wording{f.Key, legible(f.Value.Text)})
				}
			}
			d.path = d.path[:len(d.path)-1]
		}
		return t, true
	}
	d.wrongType(v, rule.CaseText, typeNames[source.String])
	return nil, false
}

// unknownLanguage reports a text in a language that the register does not have: no page would show it.
func (d *decoder) unknownLanguage(f *source.Field) {
	args := diagnostic.Args{"key": d.key(), "found": f.Key, "allowed": strings.Join(d.languages, ", ")}
	kase := rule.CaseLanguageUnnamed
	if near := diagnostic.Nearest(f.Key, d.languages); near != "" {
		kase, args["near"] = rule.CaseLanguageNear, near
	}
	d.fault(rule.UnknownKey, kase, d.place(f.KeySpan), args)
}

// isLanguage tells whether a key looks like a language tag: two or three letters, with subtags.
func isLanguage(key string) bool {
	first, _, _ := strings.Cut(key, "-")
	if len(first) < 2 || len(first) > 3 {
		return false
	}
	for _, c := range key {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-') {
			return false
		}
	}
	return true
}
