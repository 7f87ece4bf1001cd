package register

import (
	"reflect"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Declared is a field of the register's own: records of a kind have it under [extra].
type Declared struct {
	Kind     string   `key:"kind" required:"true" words:"folder" oneof:"assets controls decisions events findings glossary incidents indicators obligations pages reviews risks sources treatments"`
	Key      string   `key:"key" required:"true"`
	Type     string   `key:"type" words:"fieldtype" oneof:"text choice list date number money"` // text where it is absent
	Values   []string `key:"values"`                                                            // of a choice, or of a list
	Label    Text     `key:"label"`
	Required bool     `key:"required"`
	Filter   bool     `key:"filter"` // readers of the list can filter by it
}

// Name gives what the field is called: its label, or its key.
func (f *Declared) Name() Text {
	if f.Label.IsZero() {
		return Text{{"", f.Key}}
	}
	return f.Label
}

// Field says of a declared field what the struct of a kind says of its own.
func (f *Declared) Field() Field {
	field := Field{Key: f.Key, Label: f.Name(), Required: f.Required, Words: f.words()}
	switch f.Type {
	case "choice":
		field.Shape, field.OneOf = ShapeWord, f.Values
	case "list":
		field.Shape, field.Arrays, field.OneOf = ShapeWord, 1, f.Values
	case "date":
		field.Shape = ShapeDate
	case "number":
		field.Shape = ShapeDecimal
	case "money":
		field.Shape, field.Money = ShapeWhole, true
	default:
		field.Shape = ShapeText
	}
	return field
}

func (f *Declared) words() term.Words {
	ja, _ := f.Name().In("ja", "ja")
	en, _ := f.Name().In("en", "en")
	return term.Words{Ja: ja + "（この登録簿で定めた項目）。", En: en + ", a field of this register's own."}
}

// FieldsOf gives the declared fields of a kind, in the order of the configuration; none where that is nil.
func (c *Config) FieldsOf(folder string) []*Declared {
	if c == nil {
		return nil
	}
	var list []*Declared
	for i := range c.Declared {
		if f := &c.Declared[i]; f.Kind == folder && f.Key != "" {
			list = append(list, f)
		}
	}
	return list
}

// FieldOf gives the declared field of a kind and key, or nil.
func (c *Config) FieldOf(folder, key string) *Declared {
	for _, f := range c.FieldsOf(folder) {
		if f.Key == key {
			return f
		}
	}
	return nil
}

// FieldsIn gives the fields of a kind in a register: below extra stand those that it declares.
func (k *Kind) FieldsIn(c *Config) []Field {
	fields := k.Fields()
	declared := c.FieldsOf(k.Folder)
	if len(declared) == 0 {
		return fields
	}
	at := slices.IndexFunc(fields, func(f Field) bool { return f.Key == "extra" })
	for _, f := range declared {
		fields[at].Fields = append(fields[at].Fields, f.Field())
	}
	return fields
}

// FindIn gives the field at a path of keys in a register, those that it declares among them; nil where there is none.
func (k *Kind) FindIn(c *Config, path ...string) *Field { return Find(k.FieldsIn(c), path...) }

// checkDeclared holds the declarations against each other.
func checkDeclared(r *Register, doc *source.Document) {
	seen := map[string]bool{}
	for i := range r.Config.Declared {
		f := &r.Config.Declared[i]
		name := f.Kind + "." + f.Key
		switch {
		case f.Key == "":
		case seen[name]:
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.UnknownValue, Case: rule.CaseDeclaredTwice, Place: doc.Place("field", i, "key"), Args: diagnostic.Args{"key": "field.key", "found": f.Key, "kind": f.Kind}})
		case f.Type == "choice" && len(f.Values) == 0:
			r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.MissingKey, Place: doc.Place("field", i, "key"), Args: diagnostic.Args{"key": "field.values"}})
		}
		seen[name] = true
	}
}

// declared holds what a record has under extra against the fields that the register declares.
func (d *decoder) declared(table *source.Value, fields []*Declared) {
	if len(fields) == 0 {
		return
	}
	extra := table.At("extra")
	d.path = append(d.path, "extra")
	defer func() { d.path = d.path[:len(d.path)-1] }()
	for _, f := range fields {
		found := extra.Field(f.Key)
		if found == nil || empty(&found.Value) {
			switch {
			case !f.Required:
			case d.lenient:
				d.missed = append(d.missed, "extra."+f.Key)
			default:
				args, variant := diagnostic.Args{"key": "extra." + f.Key}, rule.Plain
				if len(f.Values) > 0 {
					variant, args["allowed"] = rule.CaseAllowed, strings.Join(f.Values, ", ")
				}
				d.fault(rule.MissingKey, variant, d.head, args)
			}
			continue
		}
		d.path = append(d.path, f.Key)
		d.declaredValue(f, &found.Value)
		d.path = d.path[:len(d.path)-1]
	}
}

// declaredValue reads a value as a field of its type, so that it is told of in the same words.
func (d *decoder) declaredValue(f *Declared, v *source.Value) {
	fp := &fieldPlan{key: f.Key}
	switch f.Type {
	case "choice":
		fp.oneof = f.Values
		d.value(fp, v, reflect.New(reflect.TypeFor[string]()).Elem())
	case "list":
		fp.oneof = f.Values
		d.value(fp, v, reflect.New(reflect.TypeFor[[]string]()).Elem())
	case "date":
		d.value(fp, v, reflect.New(typeDate).Elem())
	case "number":
		d.value(fp, v, reflect.New(reflect.TypeFor[float64]()).Elem())
	case "money":
		d.value(fp, v, reflect.New(reflect.TypeFor[int64]()).Elem())
	default:
		d.value(fp, v, reflect.New(typeText).Elem())
	}
}
