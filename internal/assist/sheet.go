package assist

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// sheet is a file as it is being typed, with what its folder and name say of it.
type sheet struct {
	file   string // from the register's root
	text   []byte
	kind   *register.Kind   // of its records; nil for settings
	fields []register.Field // of one of its tables, or of the file
	keyed  bool             // its top-level keys are free: the ids of records, or keys of parties
	parts  cursor.Parts
}

// bodyField stands for the key of a body in a file of many records.
var bodyField = register.Field{Key: "body", Shape: register.ShapeText, Words: term.Words{Ja: "Markdownの本文。複数行の文字列（\"\"\"）で書きます。", En: "The Markdown text, written as a string of several lines between three quotation marks."}}

// open looks at a file; nil where it is none that people write records or settings in.
func (d *Desk) open(file string, text []byte) *sheet {
	s := &sheet{file: file, text: text}
	rest, ok := strings.CutPrefix(file, "content/")
	if !ok {
		return nil
	}
	folder, _, below := strings.Cut(rest, "/")
	toml := path.Ext(file) == ".toml"
	start := 0
	if bytes.HasPrefix(text, []byte("\ufeff")) {
		start = len("\ufeff")
	}
	s.parts = cursor.Parts{Start: start, End: len(text), Body: len(text) + 1}
	switch {
	case !below:
		for _, doc := range register.Documents() {
			if doc.Name == rest {
				s.fields, s.keyed = doc.Fields, doc.Keyed
				return s
			}
		}
		return nil
	case toml:
		s.keyed = true
	case path.Ext(file) == ".md":
		s.parts = cursor.Split(text)
	default:
		return nil
	}
	if s.kind = register.KindOf(folder); s.kind == nil {
		return nil
	}
	s.fields = s.kind.FieldsIn(&d.Assessment.Register.Config)
	if toml {
		s.fields = append(s.fields, bodyField)
	}
	return s
}

// id gives the id of the record that a file of one record holds, translations too; empty for other files.
func (s *sheet) id(d *Desk) string {
	if s.kind == nil || s.keyed {
		return ""
	}
	d.find()
	if rec := d.byFile[s.file]; rec != nil {
		return rec.ID
	}
	return strings.TrimSuffix(path.Base(s.file), ".md")
}

// here is a place in a file.
type here struct {
	*sheet
	spot   cursor.Spot
	offset int
	body   bool // in Markdown
	first  bool // on the first line of a Markdown record, which stands for the record as a whole

	owner *register.Field  // of the table at hand; nil at the top
	below []register.Field // the fields of the table at hand
	field *register.Field  // of the key or the value at hand; nil where it is unknown
}

// at looks at a place in a file; nil where nothing can be said of it.
func (d *Desk) at(file string, text []byte, offset int) *here {
	s := d.open(file, text)
	if s == nil || offset < 0 || offset > len(text) {
		return nil
	}
	h := &here{sheet: s, offset: offset}
	switch {
	case offset >= s.parts.Body:
		h.body = true
		return h
	case offset < s.parts.Start:
		h.first = s.kind != nil && !s.keyed
		return h
	case offset > s.parts.End:
		return h
	}
	h.spot = cursor.At(text, s.parts.Start, s.parts.End, offset)
	table := h.spot.Table
	if s.keyed {
		if len(table) == 0 {
			return h // an id or the key of a party: it has no field
		}
		table = table[1:]
	}
	h.below, h.owner = s.fields, nil
	if len(table) > 0 {
		h.owner, h.below = register.Find(s.fields, table...), nil
		if h.owner == nil {
			return h
		}
		h.below = h.owner.Fields
	}
	switch {
	case h.owner != nil && (h.owner.Shape == register.ShapeText || h.owner.Shape == register.ShapeMapping && len(h.owner.Fields) == 0):
		h.field = h.owner
	default:
		if i := slices.IndexFunc(h.below, func(f register.Field) bool { return f.Key == h.spot.Key }); i >= 0 {
			h.field = &h.below[i]
		}
	}
	if h.spot.On == cursor.OnValue && s.kind != nil && s.keyed && h.field != nil && h.field.Key == "body" && h.spot.Quoted {
		h.body = true
	}
	return h
}

// inside tells whether the key at hand is one of the free keys of a mapping, or of a text by language.
func (h *here) inside() bool { return h.field != nil && h.field == h.owner }

// word gives the whole word at hand, without its quotation marks.
func (h *here) word() string {
	if h.spot.On != cursor.OnValue {
		return h.spot.Key
	}
	return string(h.text[h.spot.Start:h.spot.End])
}
