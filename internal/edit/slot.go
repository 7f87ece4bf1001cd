package edit

import (
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/layout"
	"github.com/riskbook/riskbook/internal/register"
)

// slot is a place in a record where a value may stand, with what the kind's fields say of it. The zero slot takes anything.
type slot struct {
	field   *register.Field // that describes it; nil above all fields
	shape   register.Shape
	arrays  int              // how many arrays are still around the value
	fields  []register.Field // of a table
	known   bool             // the fields say what may stand here
	wording bool             // the words of a text in one language
}

// slotOf gives the slot of a whole file: the table at the top of a record, a table of records, or a document. The fields that a register declares are
// known where its configuration is.
func slotOf(name string, config *register.Config) slot {
	dir, base := path.Split(strings.TrimPrefix(name, "content/"))
	if dir == "" {
		for _, d := range register.Documents() {
			if d.Name == base {
				return topSlot(d.Fields, d.Keyed)
			}
		}
	}
	folder, _, _ := strings.Cut(dir, "/")
	kind := register.KindOf(folder)
	if kind == nil {
		return slot{shape: register.ShapeFree}
	}
	return topSlot(kind.FieldsIn(config), strings.HasSuffix(base, ".toml"))
}

func topSlot(fields []register.Field, keyed bool) slot {
	if keyed {
		all := &register.Field{Shape: register.ShapeMapping, Values: register.ShapeTable, Fields: fields}
		return slot{field: all, shape: register.ShapeMapping}
	}
	return slot{shape: register.ShapeTable, fields: fields}
}

// step goes down one step of a path. The slot of what no field describes takes anything and is not known.
func (s slot) step(step any) slot {
	key, isKey := step.(string)
	if !isKey {
		s.arrays--
		return s
	}
	switch s.shape {
	case register.ShapeTable:
		if below, ok := s.named(key); ok {
			return below
		}
	case register.ShapeMapping:
		return slot{field: s.field, shape: s.field.Values, fields: s.field.Fields, known: true}
	case register.ShapeText:
		return slot{field: s.field, shape: register.ShapeWord, known: true, wording: true}
	case register.ShapeFrequency, register.ShapeLoss:
		if slices.Contains([]string{"low", "mode", "high"}, key) {
			return slot{field: s.field, shape: register.ShapeDecimal, known: true}
		}
	case register.ShapeFree:
		if below, ok := s.named(key); ok {
			return below
		}
		return slot{field: s.field, shape: register.ShapeFree, known: s.known}
	}
	return slot{shape: register.ShapeFree, field: s.field}
}

// named gives the slot of a key that the fields of the slot's table describe.
func (s slot) named(key string) (slot, bool) {
	for i := range s.fields {
		if f := &s.fields[i]; f.Key == key {
			return slot{field: f, shape: f.Shape, arrays: f.Arrays, fields: f.Fields, known: true}, true
		}
	}
	return slot{}, false
}

func (s slot) walk(p layout.Path) slot {
	for _, step := range p {
		s = s.step(step)
	}
	return s
}

// keys lists the keys that may stand in the slot's table; nil where any may.
func (s slot) keys() []string {
	switch {
	case s.arrays > 0:
	case s.shape == register.ShapeTable:
		keys := make([]string, len(s.fields))
		for i := range s.fields {
			keys[i] = s.fields[i].Key
		}
		return keys
	case s.shape == register.ShapeFrequency || s.shape == register.ShapeLoss:
		return []string{"low", "mode", "high"}
	}
	return nil
}

// below gives where a key stands one table further down, as it is written on the command line: "current.likelihood".
func (s slot) below(key string) []string {
	var names []string
	for i := range s.fields {
		f := &s.fields[i]
		if (f.Shape == register.ShapeTable || f.Shape == register.ShapeFree) && slices.ContainsFunc(f.Fields, func(inner register.Field) bool { return inner.Key == key }) {
			names = append(names, f.Key+strings.Repeat("[+]", f.Arrays)+"."+key)
		}
	}
	return names
}

// The places of keys that no field describes, in a table whose keys are ordered.
const (
	rankUnknown = 10_000 + iota
	rankExtra
	rankBody
)

// rank gives the place of a key among the others of the slot's table. Keys of one rank keep the order in which they stand.
func (s slot) rank(key string) int {
	i := slices.Index(s.keys(), key)
	if s.shape == register.ShapeFree { // the declared keys first, then the others
		i = slices.IndexFunc(s.fields, func(f register.Field) bool { return f.Key == key })
	}
	switch {
	case i < 0 && key == "body" && slices.Contains(s.keys(), "extra"):
		return rankBody
	case i < 0:
		return rankUnknown
	case key == "extra":
		return rankExtra
	}
	return i
}

// blockRank is the rank of a key that heads a block: the tables of a kind come before those common to all kinds.
func (s slot) blockRank(key string) int {
	r := s.rank(key)
	if common := slices.Index(s.keys(), "extra"); r < common {
		r += len(s.fields)
	}
	return r
}
