package audience

import (
	"slices"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// document returns a settings file without what only some may see.
func (c *cutter) document(d *source.Document, name string) *source.Document {
	if d == nil {
		return nil
	}
	var fields []register.Field
	for _, of := range register.Documents() {
		if of.Name == name {
			fields = of.Fields
		}
	}
	out := *d
	out.File = d.File.Masked()
	free := &Reader{} // settings have no fields that an audience hides
	settings := *c
	settings.Reader = free
	out.Table = settings.table(d.Table, fields, name, nil)
	if name == "riskbook.toml" {
		out.Table.Fields = slices.DeleteFunc(out.Table.Fields, func(f source.Field) bool {
			return f.Key == "audience" || f.Key == "default_classification" && c.above(f.Value.Text)
		})
		c.lessen(out.Table)
	}
	return &out
}

// parties returns the parties that somebody names still, or nobody named before.
func (c *cutter) parties(d *source.Document) *source.Document {
	if d == nil {
		return nil
	}
	out := *d
	out.File = d.File.Masked()
	table := *d.Table
	table.Fields = nil
	for _, f := range d.Table.Fields {
		if c.gone[f.Key] {
			continue
		}
		if f.Value.Kind == source.Table {
			f.Value = *c.table(&f.Value, c.kinds[parties], parties, nil)
			f.Value.Fields = slices.DeleteFunc(f.Value.Fields, func(f source.Field) bool { return f.Key == "parent" && c.gone[f.Value.Text] })
			if members := f.Value.Field("members"); members != nil {
				members.Value.Items = slices.DeleteFunc(slices.Clone(members.Value.Items), func(v source.Value) bool { return c.gone[v.Text] })
			}
		}
		table.Fields = append(table.Fields, f)
	}
	out.Table = &table
	return &out
}

// findGone finds the parties that only withheld records and hidden fields name.
func (c *cutter) findGone(t *source.Tree) {
	whole := c.whole.Tree
	if whole.Parties == nil {
		return
	}
	before, after := map[string]bool{}, map[string]bool{}
	for _, rec := range whole.Records {
		eachParty(rec.Table, c.kinds[rec.Folder], before)
	}
	for _, rec := range t.Records {
		eachParty(rec.Table, c.kinds[rec.Folder], after)
	}
	for _, d := range register.Documents() {
		if d.Name == "criteria.toml" && whole.Criteria != nil {
			eachParty(whole.Criteria.Table, d.Fields, after)
			if approved := whole.Criteria.Table.Field("approved_by"); approved != nil {
				after[approved.Value.Text] = true
			}
		}
	}
	fields := c.kinds[parties]
	for changed := true; changed; { // whoever belongs to one that is shown is shown, and what it belongs to
		changed = false
		for _, f := range whole.Parties.Table.Fields {
			named := map[string]bool{}
			eachParty(&f.Value, fields, named)
			if !after[f.Key] && before[f.Key] {
				continue
			}
			for key := range named {
				if !after[key] {
					after[key], changed = true, true
				}
			}
		}
	}
	for _, f := range whole.Parties.Table.Fields {
		if !after[f.Key] && (before[f.Key] || c.unnamed[f.Key]) {
			c.gone[f.Key] = true
		}
	}
}

// eachParty notes the parties that the fields of a table name.
func eachParty(v *source.Value, fields []register.Field, named map[string]bool) {
	for i := range v.Fields {
		f := &v.Fields[i]
		if field := register.Find(fields, f.Key); field != nil {
			partiesIn(&f.Value, field, named)
		}
	}
}

func partiesIn(v *source.Value, field *register.Field, named map[string]bool) {
	switch v.Kind {
	case source.String:
		if field.Party && !v.Withheld {
			named[v.Text] = true
		}
	case source.Array:
		for i := range v.Items {
			partiesIn(&v.Items[i], field, named)
		}
	case source.Table:
		eachParty(v, field.Fields, named)
	}
}

// lessen takes out of the settings what only withheld records and hidden fields need: words for their tags, and fields of the register's own.
func (c *cutter) lessen(settings *source.Value) {
	tags := [2]map[string]bool{c.tags(c.whole.Tree.Records, true), c.tags(c.whole.Tree.Records, false)}
	drop := func(key string, needless func(v *source.Value) bool) {
		if list := settings.Field(key); list != nil {
			list.Value.Items = slices.DeleteFunc(slices.Clone(list.Value.Items), func(v source.Value) bool { return needless(&v) })
		}
	}
	drop("tag", func(v *source.Value) bool {
		key := textAt(v, "key")
		return tags[0][key] && !tags[1][key]
	})
	drop("field", func(v *source.Value) bool {
		kind, key := textAt(v, "kind"), textAt(v, "key")
		return c.hidden.at(kind, []string{"extra"}) || c.hidden.at(kind, []string{"extra", key})
	})
}

// tags are those of the withheld records, or those of the others that can be seen.
func (c *cutter) tags(records []*source.Record, withheld bool) map[string]bool {
	tags := map[string]bool{}
	for _, rec := range records {
		if list := rec.Table.At("tags"); list != nil && c.withheld[rec.ID] == withheld && (withheld || !c.hidden.at(rec.Folder, []string{"tags"})) {
			for i := range list.Items {
				tags[list.Items[i].Text] = true
			}
		}
	}
	return tags
}

func textAt(v *source.Value, key string) string {
	if x := v.At(key); x != nil {
		return x.Text
	}
	return ""
}
