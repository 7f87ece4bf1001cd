package compare

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Change is one thing that a record or a file of settings says differently in the two states.
//
// Before and After are a bool, int64, float64, string or date.Date, a list of such ([]any) or a table (map[string]any); nil where that state says
// nothing.
type Change struct {
	Field         string // with dots: "current.likelihood", "target[R-001].impact", "action[2].due", "basis.en"; of the text, "body" or "body.en"
	Before, After any
	Of            *register.Field // what the field means; nil where nobody knows
	Text          bool            // words, which are read by what differs in them
}

// body is the key by which the text of a record is called, as in records written in bulk.
const body = "body"

// recordChanges gives what two states of a record say differently: its fields in the order of the file, then its text.
func recordChanges(c *comparer, kind *register.Kind, a, b *source.Record) []Change {
	d := &differ{comparer: c, file: a.File.Path}
	d.table("", c.fieldsOf(kind), a.Table, b.Table)
	text := func(in []source.Body, language string) *string {
		for i := range in {
			if in[i].Language == language {
				text := tidy(in[i].Text)
				return &text
			}
		}
		return nil
	}
	languages := []string{""}
	before, after := append([]source.Body{a.Body}, a.Translations...), append([]source.Body{b.Body}, b.Translations...)
	before[0].Language, after[0].Language = "", ""
	for _, x := range slices.Concat(before[1:], after[1:]) {
		if !slices.Contains(languages, x.Language) {
			languages = append(languages, x.Language)
		}
	}
	slices.Sort(languages)
	for _, language := range languages {
		was, is := text(before, language), text(after, language)
		if same(was, is) || was != nil && is != nil && c.follow(*was, a.File.Path) == *is {
			continue
		}
		field := body
		if language != "" {
			field += "." + language
		}
		change := Change{Field: field, Text: true}
		if was != nil && *was != "" {
			change.Before = *was
		}
		if is != nil && *is != "" {
			change.After = *is
		}
		d.changes = append(d.changes, change)
	}
	return d.changes
}

// readingChanges gives what the readings of an indicator say differently that stand in a file of their own.
func readingChanges(c *comparer, old, now string) []Change {
	before, _ := c.old.Find(old).(*register.Indicator)
	after, _ := c.now.Find(now).(*register.Indicator)
	if before == nil || after == nil || before.ReadingFile == "" && after.ReadingFile == "" {
		return nil
	}
	values := func(list []register.Reading) map[string]any {
		by := map[string]any{}
		for _, r := range list {
			if r.Value != nil {
				by[r.On.String()] = *r.Value
			}
		}
		return by
	}
	was, is := values(before.Readings), values(after.Readings)
	var list []Change
	for _, on := range slices.Sorted(maps.Keys(union(was, is))) {
		if was[on] != is[on] {
			list = append(list, Change{Field: "reading[" + on + "].value", Before: was[on], After: is[on]})
		}
	}
	return list
}

// documentChanges gives what two states of a file of settings say differently. Either may be nil.
func documentChanges(c *comparer, fields []register.Field, a, b *source.Document) []Change {
	d := &differ{comparer: c, dots: true}
	table := func(doc *source.Document) *source.Value {
		if doc == nil || doc.Table == nil {
			return &source.Value{Kind: source.Table}
		}
		return doc.Table
	}
	d.table("", fields, table(a), table(b))
	return d.changes
}

// fieldsOf gives the fields of a kind, worked out once.
func (c *comparer) fieldsOf(kind *register.Kind) []register.Field {
	if c.fields[kind] == nil {
		fields := kind.FieldsIn(configOf(c.now))
		extra := &fields[slices.IndexFunc(fields, func(f register.Field) bool { return f.Key == "extra" })]
		for _, f := range configOf(c.old).FieldsOf(kind.Folder) { // those that are declared no more
			if find(extra.Fields, f.Key) == nil {
				extra.Fields = append(extra.Fields, f.Field())
			}
		}
		c.fields[kind] = fields
	}
	return c.fields[kind]
}

// configOf gives the configuration of a state; nil where there is no state.
func configOf(r *register.Register) *register.Config {
	if r == nil {
		return nil
	}
	return &r.Config
}

// plainValue makes a value of TOML one of Go: see Change.
func plainValue(v *source.Value) any { return v.Plain(tidy) }

// documentFields gives the fields of a settings file.
func documentFields(name string) []register.Field {
	for _, d := range register.Documents() {
		if d.Name == name {
			return d.Fields
		}
	}
	return nil
}
