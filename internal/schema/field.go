package schema

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// The patterns of ids. Those of the glossary may be of any script.
const (
	patternID         = `^[A-Za-z0-9][A-Za-z0-9_-]*$`
	patternTermID     = `^[^/\\]+$`
	patternObligation = `^[A-Za-z0-9][A-Za-z0-9_-]*(#.+)?$`
	patternLanguage   = `^[A-Za-z0-9]{2,3}(-[A-Za-z0-9-]*)?$`
	patternWhole      = `^[+-]?[0-9]+$`
	patternSaid       = `\S` // a text that says something
)

// writer writes schemas in one language.
type writer struct {
	language string
	config   *register.Config // whose declared fields are described; nil for none
}

func (w writer) say(words term.Words) string { return words.In(w.language) }

func (w writer) record(kind *register.Kind) object {
	return w.described(kind.One.Capital(), kind.Purpose, w.entry(kind, kind.FieldsIn(w.config)))
}

// entry is the table of one record. What it needs stands in the else of what lets it be without: that it is incomplete, or a decision that is asked for.
func (w writer) entry(kind *register.Kind, fields []register.Field) object {
	o := w.table(fields)
	at := slices.IndexFunc(o, func(m member) bool { return m.key == "required" })
	if at < 0 {
		return append(o, w.demands(kind.Demands())...)
	}
	required := o[at].value.([]string)
	needs := append(object{{"required", required}}, w.demands(kind.Demands())...)
	if own := requiredIn(*register.Find(fields, "extra")); len(own) > 0 {
		required = append(slices.Clone(required), "extra")
		needs[0].value = required
		needs = append(needs, member{"properties", object{{"extra", object{{"required", own}, open}}}})
	}
	if askedFor := kind.AskedFor(); askedFor != nil {
		less := slices.DeleteFunc(slices.Clone(required), func(key string) bool { return askedFor[key] })
		needs = object{
			{"if", object{{"required", []string{"requested"}}, {"not", object{{"anyOf", []object{{{"required", []string{"on"}}, open}, {{"required", []string{"by"}}, open}}}}}, open}},
			{"then", object{{"required", less}, open}},
			{"else", append(needs, open)},
		}
	}
	o = slices.Delete(o, at, at+1)
	return append(o,
		member{"if", object{{"properties", object{{"incomplete", object{{"const", true}}}}}, {"required", []string{"incomplete"}}, open}},
		member{"else", append(needs, open)})
}

// requiredIn gives the keys of a table that it cannot do without.
func requiredIn(table register.Field) []string {
	var keys []string
	for i := range table.Fields {
		if table.Fields[i].Required {
			keys = append(keys, table.Fields[i].Key)
		}
	}
	return keys
}

func (w writer) bulk(kind *register.Kind) object {
	body := register.Field{Key: "body", Shape: register.ShapeText, Words: bodyWords}
	one := w.entry(kind, append(kind.FieldsIn(w.config), body))
	id := patternID
	if kind.Folder == "glossary" {
		id = patternTermID
	}
	return w.described(kind.Many.Capital(), bulkWords, object{
		{"type", "object"},
		{"propertyNames", object{{"pattern", id}}},
		{"additionalProperties", w.described(kind.One.Capital(), kind.Purpose, one)},
	})
}

var (
	bodyWords = term.Words{Ja: "記録の本文です。Markdown で書きます。", En: "The body of the record, in Markdown."}
	bulkWords = term.Words{Ja: "テーブル一つが一件の記録で、テーブルの名前が識別子になります。", En: "Each table is a record, and its name is the id."}
)

func (w writer) document(d register.Document) object {
	if d.Name == "riskbook.toml" {
		d.Fields = withRules(d.Fields)
	}
	o := w.table(d.Fields)
	if d.Keyed {
		// A party is named by one of two keys that mean the same.
		o = append(o, member{"anyOf", []object{{{"required", []string{"title"}}, open}, {{"required", []string{"name"}}, open}}})
		o = object{{"type", "object"}, {"additionalProperties", o}}
	}
	return w.described(term.Same(d.Name), d.Purpose, o)
}

func (w writer) described(title, description term.Words, o object) object {
	return append(object{{"title", w.say(title)}, {"description", w.say(description)}}, o...)
}

// table is an object of known fields.
func (w writer) table(fields []register.Field) object {
	var properties object
	var required []string
	for i := range fields {
		properties = append(properties, member{fields[i].Key, w.field(&fields[i])})
		if fields[i].Required {
			required = append(required, fields[i].Key)
		}
	}
	o := object{{"type", "object"}, {"properties", properties}}
	if len(required) > 0 {
		o = append(o, member{"required", required})
	}
	return append(o, member{"additionalProperties", false})
}

// field is the schema of a field, with what it means.
func (w writer) field(f *register.Field) object {
	o := object{{"description", w.description(f)}}
	inner := w.value(f)
	for range f.Arrays {
		inner = object{{"type", "array"}, {"items", inner}}
		if f.Required {
			inner = append(inner, member{"minItems", 1})
		}
	}
	o = append(o, inner...)
	if len(f.OneOf) > 0 && f.Arrays == 0 && f.Shape == register.ShapeWord {
		o = append(o, member{"x-taplo", object{{"docs", object{{"enumValues", w.meanings(f)}}}}})
	}
	return o
}

// description says what a field means and what its words mean.
func (w writer) description(f *register.Field) string {
	said := w.say(f.Words)
	if len(f.OneOf) == 0 {
		return said
	}
	words := w.meanings(f)
	for i := range words {
		words[i] = "- `" + f.OneOf[i] + "`: " + words[i]
	}
	return said + "\n\n" + strings.Join(words, "\n")
}

func (w writer) meanings(f *register.Field) []string {
	words := make([]string, len(f.OneOf))
	for i, value := range f.OneOf {
		words[i] = w.say(term.Code(f.Group, value))
	}
	return words
}

// value is the schema of one value of a field.
func (w writer) value(f *register.Field) object {
	switch f.Shape {
	case register.ShapeText:
		return w.text(f)
	case register.ShapeWord:
		return word(f)
	case register.ShapeWhole:
		o := object{{"type", "integer"}}
		if f.Ranged {
			o = append(o, member{"minimum", f.Low}, member{"maximum", f.High})
		}
		return o
	case register.ShapeDecimal:
		o := object{{"type", "number"}}
		if f.Ranged {
			o = append(o, member{"minimum", f.Low}, member{"maximum", f.High})
		}
		return o
	case register.ShapeTruth:
		return object{{"type", "boolean"}}
	case register.ShapeDate:
		return object{{"type", "string"}, {"format", "date"}}
	case register.ShapeFrequency:
		return append(object{{"type", []string{"number", "object"}}, {"minimum", 0}}, w.estimate(f)[1:]...)
	case register.ShapeLoss:
		lognormal := object{{"properties", object{{"low", object{{"exclusiveMinimum", 0}}}}}, open}
		return append(w.estimate(f), member{"if", object{{"required", []string{"mode"}}, open}}, member{"else", lognormal})
	case register.ShapeTable:
		return w.table(f.Fields)
	case register.ShapeMapping:
		return w.mapping(f)
	case register.ShapeFree:
		if len(f.Fields) > 0 {
			o := w.table(f.Fields)
			o = slices.DeleteFunc(o, func(m member) bool { return m.key == "required" }) // see entry
			return append(o[:len(o)-1], open)                                            // other keys stay free
		}
	}
	return object{{"type", "object"}, open}
}

// text is a string, or a string in each language.
func (w writer) text(f *register.Field) object {
	languages := object{}
	for _, l := range []struct {
		tag  string
		name term.Words
	}{{"en", term.Words{Ja: "英語", En: "in English"}}, {"ja", term.Words{Ja: "日本語", En: "in Japanese"}}} {
		languages = append(languages, member{l.tag, object{{"description", w.say(l.name)}, {"type", "string"}}})
	}
	o := object{{"type", []string{"string", "object"}}}
	if f.Required {
		o = append(o, member{"pattern", patternSaid})
	}
	return append(o, member{"properties", languages}, member{"propertyNames", object{{"pattern", patternLanguage}}}, member{"additionalProperties", object{{"type", "string"}}})
}

func word(f *register.Field) object {
	o := object{{"type", "string"}}
	switch {
	case len(f.OneOf) > 0:
		return append(o, member{"enum", f.OneOf})
	case f.To == "obligations":
		return append(o, member{"pattern", patternObligation})
	case f.To == "glossary", f.To == "any":
		return append(o, member{"pattern", patternTermID})
	case f.To != "":
		return append(o, member{"pattern", patternID})
	case f.File != "":
		return append(o, member{"pattern", `\.` + f.File + "$"})
	case f.Required:
		return append(o, member{"pattern", patternSaid})
	}
	return o
}

// estimate is an uncertain figure written as a table; no number in it is below 0.
func (w writer) estimate(f *register.Field) object {
	o := w.table(f.Fields)
	properties := o[1].value.(object)
	for i := range properties {
		properties[i].value = append(properties[i].value.(object), member{"minimum", 0})
	}
	return o
}

func (w writer) mapping(f *register.Field) object {
	value := register.Field{Shape: f.Values, Fields: f.Fields}
	o := object{{"type", "object"}}
	if f.Keys == register.ShapeWhole {
		o = append(o, member{"propertyNames", object{{"pattern", patternWhole}}})
	}
	return append(o, member{"additionalProperties", w.value(&value)})
}

// open lets a part of a schema pass over what other parts say; Tombi takes it for closed otherwise.
var open = member{"additionalProperties", true}

// demands are the conditions under which a record needs more fields. They exclude one another, so that each stands in the else of the one before it:
// where an allOf stands beside properties, Taplo does not complete the properties.
func (w writer) demands(list []register.Demand) object {
	if len(list) == 0 {
		return nil
	}
	d := list[0]
	o := object{
		{"if", object{{"properties", object{{d.Key, object{{"const", d.Value}}}}}, {"required", []string{d.Key}}, open}},
		{"then", needed(d.Needs)},
	}
	if rest := w.demands(list[1:]); rest != nil {
		o = append(o, member{"else", append(rest, open)})
	}
	return o
}

// needed wants paths of keys to be there; of two with a bar between them one is enough.
func needed(paths []string) object {
	var required, above []string
	var either [][]object
	below := map[string][]string{}
	for _, path := range paths {
		var parts []string
		table := ""
		for p := range strings.SplitSeq(path, "|") {
			if before, after, ok := strings.Cut(p, "."); ok {
				table, p = before, after
			}
			parts = append(parts, p)
		}
		switch {
		case table != "":
			if below[table] == nil {
				above = append(above, table)
			}
			below[table] = append(below[table], strings.Join(parts, "|"))
		case len(parts) == 1:
			required = append(required, path)
		default:
			var any []object
			for _, p := range parts {
				any = append(any, object{{"required", []string{p}}, {"properties", object{{p, object{{"pattern", patternSaid}, {"minItems", 1}}}}}, open})
			}
			either = append(either, any)
		}
	}
	var o object
	if required != nil {
		o = append(o, member{"required", required})
	}
	switch len(either) {
	case 0:
	case 1:
		o = append(o, member{"anyOf", either[0]})
	default:
		var all []object
		for _, any := range either {
			all = append(all, object{{"anyOf", any}, open})
		}
		o = append(o, member{"allOf", all})
	}
	var properties object
	for _, key := range required {
		if below[key] == nil {
			properties = append(properties, member{key, object{{"pattern", patternSaid}, {"minItems", 1}}}) // one of the two applies
		}
	}
	for _, table := range above {
		properties = append(properties, member{table, needed(below[table])})
	}
	if properties != nil {
		o = append(o, member{"properties", properties})
	}
	return append(o, open)
}

// withRules names the rules whose severity can be set under check.severity.
func withRules(fields []register.Field) []register.Field {
	severity := register.Find(fields, "check", "severity")
	severity.Shape = register.ShapeTable
	for _, rule := range check.Rules {
		severity.Fields = append(severity.Fields, register.Field{Key: string(rule.Name), OneOf: diagnostic.Severities, Group: "severity", Shape: register.ShapeWord, Words: rule.Why})
	}
	return fields
}
