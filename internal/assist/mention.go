package assist

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// mention is one place that names a thing.
type mention struct {
	file  *source.File
	span  source.Span      // of the value in a field, quotation marks included; of a key
	key   bool             // it is a key
	at    diagnostic.Place // of the whole mention
	link  *bodyLink        // in a body
	exact bool             // the whole of it is the name
}

// bodyLink is a link in a body, by byte offsets of its text.
type bodyLink struct {
	body       source.Body
	start, end int
}

// References gives every place that names what stands at a place, sorted; with its definition where that is asked for.
func (d *Desk) References(file string, text []byte, offset int, definition bool) []diagnostic.Place {
	h := d.at(file, text, offset)
	if h == nil {
		return nil
	}
	t, _, _ := thingAt(d, h)
	if t.sort == sortNone {
		return nil
	}
	var places []diagnostic.Place
	if definition {
		places = definitionOf(d, t)
	}
	for _, m := range d.mentions(t) {
		places = append(places, m.at)
	}
	slices.SortFunc(places, func(a, b diagnostic.Place) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(places)
}

// mentions gives every field and every link of a body that names a thing.
func (d *Desk) mentions(t thing) []mention {
	var list []mention
	w := walker{visit: func(f *register.Field, file *source.File, span source.Span, text string, key bool) {
		if t.named(f, text, key) {
			list = append(list, mention{file: file, span: span, key: key, at: file.Place(span)})
		}
	}}
	tree := d.Assessment.Register.Tree
	for _, rec := range tree.Records {
		if kind := register.KindOf(rec.Folder); kind != nil {
			w.file = rec.File
			w.table(rec.Table, kind.Fields())
		}
	}
	documents := map[string]*source.Document{"criteria.toml": tree.Criteria, "parties.toml": tree.Parties, "riskbook.toml": tree.Config}
	if t.sort == sortRecord || t.sort == sortParty { // what else criteria that are proposed name, they define themselves
		documents["criteria.proposed.toml"] = tree.Proposal
	}
	for _, doc := range register.Documents() {
		from := documents[doc.Name]
		if from == nil {
			continue
		}
		w.file = from.File
		if !doc.Keyed {
			w.table(from.Table, doc.Fields)
			continue
		}
		for i := range from.Table.Fields {
			w.table(&from.Table.Fields[i].Value, doc.Fields)
		}
	}
	if t.sort == sortRecord || t.sort == sortParty {
		list = append(list, markMentions(d, t)...)
	}
	if t.sort == sortLevel && tree.Criteria != nil {
		list = append(list, levelMentions(tree.Criteria, t.name)...)
	}
	if t.sort == sortRecord {
		list = append(list, baselineMentions(tree.Baseline, t.name)...)
		list = append(list, stageMentions(tree.Config, t.name)...)
		list = append(list, bodyMentions(d, t.name)...)
	}
	return list
}

// baselineMentions gives the entries of the baseline that speak of a record.
func baselineMentions(doc *source.Document, id string) []mention {
	if doc == nil {
		return nil
	}
	var list []mention
	if known := doc.Table.At("known"); known != nil {
		for i := range known.Items {
			if v := known.Items[i].At("record"); v != nil && v.Text == id {
				list = append(list, mention{file: doc.File, span: v.Span, at: doc.File.Place(v.Span)})
			}
		}
	}
	return list
}

// levelMentions gives the cells and the thresholds of the matrix that name a level.
func levelMentions(doc *source.Document, level string) []mention {
	var list []mention
	add := func(span source.Span, key bool) {
		list = append(list, mention{file: doc.File, span: span, key: key, at: doc.File.Place(span)})
	}
	if rows := doc.Table.At("matrix", "rows"); rows != nil {
		for i := range rows.Items {
			for k := range rows.Items[i].Items {
				if cell := &rows.Items[i].Items[k]; cell.Text == level {
					add(cell.Span, false)
				}
			}
		}
	}
	if f := doc.Table.At("matrix", "thresholds").Field(level); f != nil {
		add(f.KeySpan, true)
	}
	return list
}

// named tells whether a value of a field names the thing.
func (t thing) named(f *register.Field, text string, key bool) bool {
	switch t.sort {
	case sortRecord:
		if f.To == "obligations" {
			text, _, _ = strings.Cut(text, "#")
		}
		return f.To != "" && !key && text == t.name
	case sortClause:
		return f.To == "obligations" && text == t.name
	case sortParty:
		return f.Party && text == t.name
	case sortArea:
		return f.Criteria == "area" && (key || f.Shape != register.ShapeMapping) && text == t.name
	case sortViewpoint:
		return f.Criteria == "viewpoint" && text == t.name
	case sortLevel:
		return f.Criteria == "level" && text == t.name
	case sortFactor:
		return f.Criteria == "factor" && key && text == t.name
	case sortLikelihood:
		return f.Scale == "likelihood" && !key && text == t.name
	case sortImpact:
		return f.Scale == "impact" && !key && text == t.name
	}
	return false
}

// walker visits every value of a table, and the keys of its mappings, with the field that it belongs to.
type walker struct {
	file  *source.File
	visit func(f *register.Field, file *source.File, span source.Span, text string, key bool)
}

func (w *walker) table(v *source.Value, fields []register.Field) {
	for i := range v.Fields {
		at := slices.IndexFunc(fields, func(f register.Field) bool { return f.Key == v.Fields[i].Key })
		if at >= 0 {
			w.value(&v.Fields[i].Value, &fields[at])
		}
	}
}

func (w *walker) value(v *source.Value, f *register.Field) {
	switch v.Kind {
	case source.Array:
		for i := range v.Items {
			w.value(&v.Items[i], f)
		}
	case source.Table:
		if f.Shape != register.ShapeMapping {
			w.table(v, f.Fields)
			return
		}
		for i := range v.Fields {
			w.visit(f, w.file, v.Fields[i].KeySpan, v.Fields[i].Key, true)
			w.value(&v.Fields[i].Value, f)
		}
	case source.String, source.Integer:
		w.visit(f, w.file, v.Span, v.Text, false)
	}
}

// bodyMentions gives the links of all bodies that lead to a record.
func bodyMentions(d *Desk, id string) []mention {
	var list []mention
	reader := prose.New(linker{d}, nil, prose.Options{})
	file := id
	if rec := d.record(id); rec != nil && strings.HasSuffix(rec.File.Path, ".md") {
		file = rec.ID
	}
	for _, rec := range d.Assessment.Register.Tree.Records {
		for _, body := range append([]source.Body{rec.Body}, rec.Translations...) {
			if body.File == nil || !mayName(body.Text, id) && !mayName(body.Text, file) {
				continue
			}
			page := prose.Page{Path: rec.Folder + "/" + rec.ID + ".html", File: rec.File.Path, ID: rec.ID, Language: d.Language}
			for _, ref := range reader.Read(page, body.Text).Records {
				if ref.Known && ref.ID == id {
					list = append(list, mention{file: body.File, at: body.Place(ref.Start, ref.End), link: &bodyLink{body, ref.Start, ref.End}})
				}
			}
		}
	}
	return list
}

// mayName tells whether a text can name an id, in any Unicode form and percent-encoded too.
func mayName(text, id string) bool {
	if strings.Contains(text, id) {
		return true
	}
	for i := range len(id) {
		if id[i] >= 0x80 {
			return strings.Contains(norm.NFC.String(text), id) || strings.Contains(text, url.PathEscape(id))
		}
	}
	return false
}

// linker answers what the bodies link to.
type linker struct{ d *Desk }

// Record finds a record by its id.
func (l linker) Record(id string) (prose.Target, bool) {
	rec := l.d.record(id)
	return prose.Target{ID: id}, rec != nil
}

// File finds the record that a file holds.
func (l linker) File(name string) (prose.Target, bool) {
	rec := fileOf(l.d, "", "/"+name)
	if rec == nil {
		return prose.Target{}, false
	}
	return prose.Target{ID: rec.ID}, true
}

// Live tells which record a live figure speaks of. The figure itself nobody asks for here.
func (l linker) Live(mark string) (prose.Live, bool) {
	of, _, ok := live.Split(mark)
	if !ok {
		return prose.Live{}, false
	}
	if l.d.record(of) != nil {
		return prose.Live{Record: of}, true
	}
	return prose.Live{}, slices.Contains(live.Counted, of)
}

// Figure takes every picture as there.
func (l linker) Figure(string) bool { return true }

// unescape resolves percent-encoding where it is sound.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
