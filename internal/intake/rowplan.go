package intake

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/edit"
	"github.com/riskbook/riskbook/internal/mapping"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// begin begins the plan that the row tells of.
func (d *draft) begin(f filled) {
	if d.plan != nil {
		return
	}
	k := register.KindOf("treatments")
	id := d.ids.next(k)
	d.plan = &Entry{ID: id, Kind: k, Action: New, File: fileOf(k, id), From: f.from}
	d.plan.Edits = append(d.plan.Edits,
		&Edit{Field: "risks", After: d.entry.ID, Value: edit.Value{Path: []any{"risks"}, TOML: "[" + edit.Quote(d.entry.ID) + "]"}})
}

// ofPlan takes a cell that belongs to the plan of the row.
func (d *draft) ofPlan(field string, c *mapping.Column, f filled) {
	if d.plan == nil {
		d.none(f, c.Heading, term.Words{Ja: "計画の内容がないため、計画の記録はありません", En: "the row tells of no plan that it could belong to"})
		return
	}
	name, field := planSheet(field)
	d.convert(d.plan, name, field, c, f)
}

// finish puts the plan of the row behind its risk.
func (d *draft) finish() {
	if d.options.Provisional {
		d.mark(d.entry)
	}
	if d.plan == nil {
		return
	}
	has := func(name string) bool {
		return slices.ContainsFunc(d.plan.Edits, func(x *Edit) bool { return x.Value.Path[0] == name })
	}
	if has("target") {
		d.plan.Edits = append(d.plan.Edits, &Edit{Field: "target[1].risk", After: d.entry.ID, Position: 1, Value: edit.Value{Path: []any{"target", 0, "risk"}, TOML: edit.Quote(d.entry.ID)}})
		slices.SortStableFunc(d.plan.Edits, func(a, b *Edit) int {
			return cmp.Compare(mapping.Truth(b.Field == "target[1].risk"), mapping.Truth(a.Field == "target[1].risk"))
		})
	}
	if !has("status") {
		d.plan.Edits = append(d.plan.Edits, &Edit{Field: "status", After: "draft", Value: edit.Value{Path: []any{"status"}, TOML: `"draft"`}})
	}
	if option := d.chosen(); option != "" && !has("option") {
		d.plan.Edits = append(d.plan.Edits, &Edit{Field: "option", After: option, Value: edit.Value{Path: []any{"option"}, TOML: edit.Quote(option)}})
	}
	if d.options.Provisional {
		d.mark(d.plan)
	}
	d.taking.plan.Entries = append(d.taking.plan.Entries, d.plan)
}

// chosen gives the option of the risk; empty where none was taken.
func (d *draft) chosen() string {
	for _, x := range d.entry.Edits {
		if x.Field == "treatment.option" {
			return x.After
		}
	}
	return ""
}

func (d *draft) mark(e *Entry) {
	e.Edits = append(e.Edits, &Edit{Field: "provisional", After: "true", Value: edit.Value{Path: []any{"provisional"}, TOML: "true"}})
}
