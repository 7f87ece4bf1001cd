// Package sheet lays a register's records out as sheets of cells: a sheet a kind, one for each list that nests in it, and a column a field.
//
// In: a register. Out: sheets, each column with the field that it shows and the way to its value. Exports write them, and imports hold what comes back
// against them. It judges nothing, and must never import a room that does, the clock or the disk.
package sheet

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Role is what a column shows.
type Role uint8

// The roles. Field shows a field of the record, Body its text.
const (
	Field Role = iota
	ID
	Parent
	Position
	Body
	File
)

// Column is one column.
type Column struct {
	Key      string // its name: current.likelihood, title.en
	Role     Role
	Path     []string        // from the record, or from the element of a list that nests in it
	Language string          // of a text; empty for the body in the register's own language
	Of       *register.Field // nil where no field describes it
	Shape    register.Shape
	List     bool // several values in one cell
}

// Row is one record, or one element of a list that nests in it.
type Row struct {
	Record   *source.Record
	Position int      // from 1; 0 for a record
	Cells    []string // by column
}

// Key is what a row goes by, whatever its place on the sheet.
func (r *Row) Key() string {
	if r.Position == 0 {
		return r.Record.ID
	}
	return r.Record.ID + "#" + strconv.Itoa(r.Position)
}

// Sheet is one sheet.
type Sheet struct {
	Name    string         // risks, treatments.action, links
	Kind    *register.Kind // nil for links, which records of every kind have
	Nest    string         // the key of the list that nests; empty for records
	Columns []Column
	Rows    []Row
}

// Column gives the place of a column; -1 where there is none.
func (s *Sheet) Column(key string) int {
	return slices.IndexFunc(s.Columns, func(c Column) bool { return c.Key == key })
}

// Of lays a register out: the kinds in their order, each with the lists that nest in it, and the links of all.
func Of(r *register.Register) []Sheet {
	m := &maker{register: r, languages: languagesOf(r)}
	var sheets []Sheet
	for i := range register.Kinds {
		k := &register.Kinds[i]
		sheets = append(sheets, m.kind(k)...)
	}
	return append(sheets, m.links())
}

// languagesOf gives the languages of texts: those of the configuration, the default one first, and any that a record writes besides.
func languagesOf(r *register.Register) []string {
	languages := []string{r.Config.DefaultLanguage}
	add := func(l string) {
		if l != "" && !slices.Contains(languages, l) {
			languages = append(languages, l)
		}
	}
	for _, l := range r.Config.Languages {
		add(l)
	}
	return languages
}

type maker struct {
	register  *register.Register
	languages []string
}

// records gives the readable records of a kind in the order of their ids, those that nobody has confirmed yet among them.
func (m *maker) records(k *register.Kind) []*source.Record {
	var list []*source.Record
	for _, e := range m.register.List(k) {
		list = append(list, e.Of().Source)
	}
	return list
}

func (m *maker) kind(k *register.Kind) []Sheet {
	records := m.records(k)
	var tables []*source.Value
	for _, r := range records {
		tables = append(tables, r.Table)
	}
	top := Sheet{Name: k.Folder, Kind: k, Columns: []Column{{Key: "id", Role: ID}}}
	var nests []register.Field
	top.Columns = append(top.Columns, m.columns(k.FieldsIn(&m.register.Config), nil, tables, &nests)...)
	// what records add of their own comes last, as in their files
	slices.SortStableFunc(top.Columns, func(a, b Column) int { return extraRank(a) - extraRank(b) })
	for _, l := range m.bodyLanguages(records) {
		key := "body"
		if l != "" {
			key += "." + l
		}
		top.Columns = append(top.Columns, Column{Key: key, Role: Body, Language: l, Shape: register.ShapeText})
	}
	top.Columns = append(top.Columns, Column{Key: "file", Role: File})
	for _, r := range records {
		top.Rows = append(top.Rows, Row{Record: r, Cells: m.cells(top.Columns, r, r.Table, 0)})
	}
	sheets := []Sheet{top}
	for _, nest := range nests {
		if nest.Key != "links" {
			sheets = append(sheets, m.nest(k.Folder+"."+nest.Key, k, nest, records))
		}
	}
	return sheets
}

func extraRank(c Column) int {
	if len(c.Path) > 0 && c.Path[0] == "extra" {
		return 1
	}
	return 0
}

// bodyLanguages gives the languages of bodies: the register's own, which has no name, and those of its translations.
func (m *maker) bodyLanguages(records []*source.Record) []string {
	list := append([]string{""}, m.languages[1:]...)
	for _, r := range records {
		for _, b := range r.Translations {
			if !slices.Contains(list, b.Language) {
				list = append(list, b.Language)
			}
		}
	}
	return list
}

// nest lays out a list of tables that nests in the records of a kind.
func (m *maker) nest(name string, k *register.Kind, f register.Field, records []*source.Record) Sheet {
	s := Sheet{Name: name, Kind: k, Nest: f.Key, Columns: []Column{{Key: "parent", Role: Parent}, {Key: "position", Role: Position, Shape: register.ShapeWhole}}}
	var tables []*source.Value
	for _, r := range records {
		if v := r.Table.At(f.Key); v != nil && v.Kind == source.Array {
			for i := range v.Items {
				tables = append(tables, &v.Items[i])
			}
		}
	}
	var deeper []register.Field
	s.Columns = append(s.Columns, m.columns(f.Fields, nil, tables, &deeper)...)
	for _, r := range records {
		v := r.Table.At(f.Key)
		if v == nil || v.Kind != source.Array {
			continue
		}
		for i := range v.Items {
			s.Rows = append(s.Rows, Row{Record: r, Position: i + 1, Cells: m.cells(s.Columns, r, &v.Items[i], i+1)})
		}
	}
	return s
}

// links lays out the links of the records of all kinds.
func (m *maker) links() Sheet {
	var records []*source.Record
	for i := range register.Kinds {
		records = append(records, m.records(&register.Kinds[i])...)
	}
	return m.nest("links", nil, *register.Find(register.Kinds[0].Fields(), "links"), records)
}

// columns gives the columns of the fields of a table. Lists of tables are set apart: they have sheets of their own.
func (m *maker) columns(fields []register.Field, above []string, tables []*source.Value, nests *[]register.Field) []Column {
	var list []Column
	for i := range fields {
		f := &fields[i]
		path := append(slices.Clone(above), f.Key)
		add := func(shape register.Shape, more ...string) {
			at := append(slices.Clone(path), more...)
			list = append(list, Column{Key: Key(at), Path: at, Of: f, Shape: shape, List: f.Arrays == 1})
		}
		switch {
		case f.Arrays == 1 && f.Shape == register.ShapeTable:
			*nests = append(*nests, *f)
		case f.Arrays > 1 || f.Arrays == 1 && f.Shape == register.ShapeText:
		case f.Arrays == 1:
			add(f.Shape)
		case f.Shape == register.ShapeTable:
			list = append(list, m.columns(f.Fields, path, tables, nests)...)
		case f.Shape == register.ShapeText:
			for _, l := range m.textLanguages(path, tables) {
				list = append(list, Column{Key: Key(append(slices.Clone(path), l)), Path: path, Language: l, Of: f, Shape: f.Shape})
			}
		case f.Shape == register.ShapeFrequency || f.Shape == register.ShapeLoss:
			if f.Shape == register.ShapeFrequency {
				add(register.ShapeDecimal)
			}
			for _, part := range []string{"low", "mode", "high"} {
				add(register.ShapeDecimal, part)
			}
		case f.Shape == register.ShapeMapping && f.Values != register.ShapeTable && f.Values != register.ShapeText:
			for _, key := range m.keysOf(f, path, tables) {
				add(f.Values, key)
			}
		case f.Shape == register.ShapeFree:
			declared := m.columns(f.Fields, path, tables, nests)
			list = append(list, declared...)
			list = append(list, slices.DeleteFunc(free(path, tables), func(c Column) bool {
				return slices.ContainsFunc(declared, func(d Column) bool {
					return slices.Equal(d.Path, c.Path) || len(c.Path) > len(d.Path) && slices.Equal(d.Path, c.Path[:len(d.Path)])
				})
			})...)
		case f.Shape != register.ShapeMapping:
			add(f.Shape)
		}
	}
	return list
}

func (m *maker) textLanguages(path []string, tables []*source.Value) []string {
	list := slices.Clone(m.languages)
	for _, t := range tables {
		if v := t.At(steps(path)...); v != nil && v.Kind == source.Table {
			for i := range v.Fields {
				if !slices.Contains(list, v.Fields[i].Key) {
					list = append(list, v.Fields[i].Key)
				}
			}
		}
	}
	return list
}

// keysOf gives the keys of a mapping: those that the criteria define, and any that a record writes besides.
func (m *maker) keysOf(f *register.Field, path []string, tables []*source.Value) []string {
	var keys []string
	switch f.Criteria {
	case "area":
		for _, a := range m.register.Criteria.Areas {
			keys = append(keys, a.Key)
		}
	case "factor":
		if from := m.register.Criteria.From; from != nil {
			for _, x := range from.Factors {
				keys = append(keys, x.Key)
			}
		}
	}
	written := map[string]bool{}
	for _, t := range tables {
		if v := t.At(steps(path)...); v != nil {
			for i := range v.Fields {
				written[v.Fields[i].Key] = true
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(written)) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// free gives the columns of a table whose keys are the writers' own: a column a value, or a list of values, in the order in which they come.
func free(path []string, tables []*source.Value) []Column {
	var list []Column
	known := map[string]int{}
	var walk func(at []string, v *source.Value)
	walk = func(at []string, v *source.Value) {
		switch {
		case v.Kind == source.Table:
			for i := range v.Fields {
				walk(append(slices.Clone(at), v.Fields[i].Key), &v.Fields[i].Value)
			}
		case v.Kind == source.Array && slices.ContainsFunc(v.Items, func(i source.Value) bool { return i.Kind == source.Array || i.Kind == source.Table }):
		default:
			key := Key(at)
			if n, ok := known[key]; ok {
				list[n].List = list[n].List || v.Kind == source.Array
				return
			}
			known[key] = len(list)
			list = append(list, Column{Key: key, Path: at, Shape: register.ShapeFree, List: v.Kind == source.Array})
		}
	}
	for _, t := range tables {
		if v := t.At(steps(path)...); v != nil && v.Kind == source.Table {
			walk(path, v)
		}
	}
	return list
}

// cells gives the texts of a row.
func (m *maker) cells(columns []Column, r *source.Record, table *source.Value, position int) []string {
	cells := make([]string, len(columns))
	for i := range columns {
		c := &columns[i]
		switch c.Role {
		case ID, Parent:
			cells[i] = r.ID
		case Position:
			cells[i] = strconv.Itoa(position)
		case File:
			cells[i] = r.File.Path
		case Body:
			cells[i] = bodyOf(r, c.Language)
		default:
			cells[i] = m.cell(c, table)
		}
	}
	return cells
}

func bodyOf(r *source.Record, language string) string {
	text := ""
	if language == "" {
		text = r.Body.Text
	}
	for _, b := range r.Translations {
		if b.Language == language {
			text = b.Text
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

func (m *maker) cell(c *Column, table *source.Value) string {
	v := table.At(steps(c.Path)...)
	switch {
	case v == nil:
		return ""
	case c.Language != "" && v.Kind == source.Table:
		if words := v.At(c.Language); words != nil {
			return Plain(words)
		}
		return ""
	case c.Language != "" && c.Language != m.languages[0]:
		return ""
	case v.Kind == source.Table:
		return ""
	case v.Kind == source.Array:
		values := make([]string, len(v.Items))
		for i := range v.Items {
			values[i] = Plain(&v.Items[i])
		}
		return Join(values)
	case c.List:
		return Join([]string{Plain(v)})
	}
	return Plain(v)
}

// Plain gives the text of a cell for a value that is neither a list nor a table.
func Plain(v *source.Value) string {
	switch v.Kind {
	case source.Boolean:
		return strconv.FormatBool(v.Boolean)
	case source.Integer:
		return strconv.FormatInt(v.Integer, 10)
	case source.Float:
		return strconv.FormatFloat(v.Float, 'f', -1, 64)
	case source.Date:
		return v.Date.String()
	}
	return strings.ReplaceAll(v.Text, "\r\n", "\n")
}
