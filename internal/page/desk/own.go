package desk

import (
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// OwnFieldWords are the words of this file's pages and parts, by key.
var OwnFieldWords = Words{
	"ownEffort": {Ja: "工数（人日）", En: "Effort (person-days)"},
	"ownMaps":   {Ja: "対応する他の枠組みの管理策", En: "Controls of other frameworks"},
}

// OwnColumns are the columns that stand behind those of a kind's own in its list: fields that the register declares, the work that plans take, and the
// controls of other frameworks. Only fields that some record fills have one.
type OwnColumns struct {
	v    *Desk
	kind *register.Kind
	list []ownColumn
}

type ownColumn struct {
	key, name, class string
	path             []any
	of               *register.Declared // nil for a field of the kind
}

// OwnColumns gives the columns for a kind.
func (v *Desk) OwnColumns(kind *register.Kind) *OwnColumns {
	o := &OwnColumns{v: v, kind: kind}
	switch kind.Folder {
	case "controls":
		o.add(ownColumn{key: "maps", name: v.Words["ownMaps"], class: "refs", path: []any{"maps"}})
	case "treatments":
		o.add(ownColumn{key: "effort", name: v.Words["ownEffort"], class: "number", path: []any{"effort"}})
	}
	for _, d := range v.Register.Config.FieldsOf(kind.Folder) {
		class := map[string]string{"text": "words", "": "words", "list": "refs", "date": "nowrap", "number": "number", "money": "number"}[d.Type]
		o.add(ownColumn{key: "extra." + d.Key, name: v.Text(d.Name()), class: class, path: []any{"extra", d.Key}, of: d})
	}
	return o
}

// add adds a column that some record fills.
func (o *OwnColumns) add(c ownColumn) {
	for _, e := range o.v.Register.List(o.kind) {
		if e.Of().Source.Table.At(c.path...) != nil {
			o.list = append(o.list, c)
			return
		}
	}
}

// Heads gives the heads of the columns.
func (o *OwnColumns) Heads() []part.Column {
	heads := make([]part.Column, len(o.list))
	for i, c := range o.list {
		heads[i] = part.Column{Key: c.key, Name: c.key, Text: c.name, Class: c.class}
	}
	return heads
}

// Cells gives what a record has in the columns.
func (o *OwnColumns) Cells(base *register.Record) []part.Cell {
	cells := make([]part.Cell, len(o.list))
	for i, c := range o.list {
		cells[i] = part.Cell{Key: c.key, Class: c.class}
		switch x := base.Source.Table.At(c.path...); {
		case x == nil:
			cells[i].Part = part.Words("–")
		case c.of != nil:
			cells[i].Part, cells[i].Sort = ownValue(o.v, c.of, x), sortKey(x)
		default:
			cells[i].Part, cells[i].Sort = o.v.Value(x), sortKey(x)
		}
	}
	return cells
}

// Onto puts the columns behind those of a list whose rows sort by the ids of their records.
func (o *OwnColumns) Onto(t *part.Table) {
	if t == nil || len(o.list) == 0 {
		return
	}
	t.Columns = append(t.Columns, o.Heads()...)
	for _, row := range t.Rows {
		for _, c := range row.Cells {
			if e := o.v.Register.Find(c.Sort); c.Head && e != nil {
				row.Cells = append(row.Cells, o.Cells(e.Of())...)
				break
			}
		}
	}
}

// sortKey gives what a value sorts by where its words do not say it.
func sortKey(x *source.Value) string {
	switch x.Kind {
	case source.Integer, source.Float:
		return strconv.FormatFloat(x.Float, 'f', -1, 64)
	case source.Date:
		if x.Date != (date.Date{}) {
			return x.Date.String()
		}
	case source.Array:
		var parts []string
		for i := range x.Items {
			parts = append(parts, x.Items[i].Text)
		}
		return strings.Join(parts, " ")
	}
	return ""
}
