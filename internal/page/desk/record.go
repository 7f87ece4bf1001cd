package desk

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/view"
)

// ListPage makes the page of the records of a kind.
func (v *Desk) ListPage(path string, count part.Part, filters *part.Filters, table *part.Table) view.ListPage {
	kind := register.KindOf(strings.TrimSuffix(path, ".html"))
	v.OwnColumns(kind).Onto(table)
	return view.ListPage{
		Frame: v.Frame(path, v.Words[kind.Folder+"Title"]), Count: Join(v.Words["sentenceSeparator"], count, v.incompleteCount(kind)), Filters: filters, Table: table,
		Waiting: v.Waiting(path, kind),
	}
}

// RecordPages makes one page for each record of a list.
func RecordPages[T register.Entry](v *Desk, file string, records []T, show func(path string, record T) any) iter.Seq[Page] {
	return func(yield func(Page) bool) {
		for _, r := range records {
			base := r.Of()
			path := address.Path(base.Kind, base.ID)
			if !yield(Page{path, file, func() any { return show(path, r) }}) {
				return
			}
		}
	}
}

// Record makes what the page of every record has.
func (v *Desk) Record(path string, e register.Entry) view.RecordPage {
	base := e.Of()
	title := v.Phrase(base.Title)
	r := view.RecordPart{
		W:        v.Words,
		ID:       base.ID,
		Head:     part.Line{part.Tagged{Class: "id", Text: base.ID}, part.Words(" "), Spoken(title)},
		List:     v.ListLink(path, base.Kind),
		Marks:    v.marks(path, base, title),
		Summary:  v.Said(path, Quoting(v.Verdicts, base.Summary)),
		Notes:    v.standingNotes(e),
		Breaches: breachesAt(v, path, base.ID),
		Related:  related(v, path, base),
		File:     base.Source.File.Path,
		Edit:     v.editAddress(base.Source.File.Path),
	}
	r.Pointers = v.pointers(path, base.ID)
	r.Before, r.Next = beside(v, path, e)
	r.Last, r.History = lastChange(v, base.ID), HistoryOf(v, path, base.ID)
	if line := base.Source.Place().Line; line > 1 {
		r.File += ":" + strconv.Itoa(line)
	}
	if body := v.Bodies.Take(v.Language, base); !body.Empty {
		r.Body, r.BodyLanguage = body.HTML, body.Language
		if body.Language == v.Language {
			r.BodyLanguage = ""
		}
		if r.BodyLanguage != "" {
			r.BodyNote = v.Words["untranslated"]
		}
	}
	frame := v.Frame(path, base.ID+" "+title.Text)
	if summary := v.Text(Quoting(v.Verdicts, base.Summary)); summary != "" {
		frame.Description = summary
	}
	return view.RecordPage{Frame: frame, Record: r}
}

// beside gives the records before and after one: risks in the order of their list, others by id.
func beside(v *Desk, path string, e register.Entry) (before, next part.Part) {
	of := e.Of()
	at, ids := v.Index.order(v.Assessment, of)
	if at > 0 {
		before = v.Ref(path, ids[at-1])
	}
	if at >= 0 && at+1 < len(ids) {
		next = v.Ref(path, ids[at+1])
	}
	return before, next
}

// ListLink links the list of a kind.
func (v *ways) ListLink(path string, kind *register.Kind) part.Part {
	return v.PageLink(path, kind.Folder+".html", v.Words[kind.Folder+"Title"])
}

// marks shows who owns a record, how it is classified, and its tags.
func (v *Desk) marks(path string, base *register.Record, title view.Phrase) *part.Marks {
	m := part.Marks{Classification: cmp.Or(base.Classification, v.Register.Config.DefaultClassification)}
	for _, key := range base.Tags {
		name := v.Phrase(v.Register.Config.TagLabel(key))
		m.Tags = append(m.Tags, part.Tag{Text: name.Text, Language: name.Language})
	}
	if base.Owner != "" {
		m.OwnerWord, m.Owner = v.Words["owner"]+v.Words["colon"], v.OwnerLink(path, base.Owner)
	}
	if title.Language != "" {
		m.Language = v.languageNote(title.Language)
	}
	if m.Classification == "" && m.Owner == nil && len(m.Tags) == 0 && m.Language == "" {
		return nil
	}
	return &m
}

// related lists what a record answers to and leads to, and its own fields.
func related(v *Desk, path string, base *register.Record) part.Part {
	f := v.Facts()
	pieces := make([]part.Part, len(base.Obligations))
	for i, o := range base.Obligations {
		pieces[i] = v.ObligationRef(path, o)
	}
	f.Add("obligationsTitle", List(pieces))
	related := make([]part.Part, len(base.Related))
	for i, id := range base.Related {
		related[i] = v.Ref(path, id)
	}
	f.Add("relatedRecords", List(related))
	if base.Withheld {
		f.Words("relatedWithheld", v.Words["withheld"])
	}
	f.Add("recordLinks", v.Links(base.Links))
	if base.Extra != nil {
		for _, d := range v.Register.Config.FieldsOf(base.Kind.Folder) {
			if x := base.Extra.Field(d.Key); x != nil {
				f.Named(v.Text(d.Name()), ownValue(v, d, &x.Value))
			}
		}
		for i := range base.Extra.Fields {
			if x := &base.Extra.Fields[i]; v.Register.Config.FieldOf(base.Kind.Folder, x.Key) == nil {
				f.Named(x.Key, v.Value(&x.Value))
			}
		}
	}
	return f.Done()
}

// ObligationRef names an obligation, or one of its clauses by ID#clause.
func (v *ways) ObligationRef(path, id string) part.Part {
	whole, key, has := strings.Cut(id, "#")
	o := v.Register.Obligation(whole)
	if o == nil || !has {
		return v.Ref(path, whole)
	}
	clause := part.Clause{Href: address.Href(path, address.Path(o.Kind, o.ID)+"#"+address.Clause(key)), ID: id, Title: v.Short(o.Title)}
	for i := range o.Clauses {
		if o.Clauses[i].Key == key {
			clause.Clause = v.Short(o.Clauses[i].Title)
		}
	}
	return clause
}

// ownValue shows the value of a declared field.
func ownValue(v *Desk, d *register.Declared, x *source.Value) part.Part {
	switch {
	case d.Type == "money" && x.Kind == source.Integer:
		return part.Words(v.Money(x.Float))
	case d.Type == "number" && (x.Kind == source.Integer || x.Kind == source.Float):
		return part.Words(plain(x.Float))
	}
	return v.Value(x)
}

// Value shows a field of the register's own.
func (v *Desk) Value(x *source.Value) part.Part {
	switch x.Kind {
	case source.Array:
		pieces := make([]part.Part, len(x.Items))
		for i := range x.Items {
			pieces[i] = v.Value(&x.Items[i])
		}
		return List(pieces)
	case source.Table:
		if t := v.Localised(x); t != nil {
			return v.Wording(t)
		}
		f := v.Facts()
		for i := range x.Fields {
			f.Named(x.Fields[i].Key, v.Value(&x.Fields[i].Value))
		}
		return f.Done()
	case source.Boolean:
		if x.Boolean {
			return part.Words(v.Words["yes"])
		}
		return part.Words(v.Words["no"])
	case source.Date:
		return v.Iso(x.Date)
	}
	return part.Words(x.Text)
}

// Localised reads a table whose every key is a language of the site as a text; nil for any other table.
func (v *Desk) Localised(x *source.Value) register.Text {
	var t register.Text
	for i := range x.Fields {
		f := &x.Fields[i]
		if f.Value.Kind != source.String || !slices.Contains(v.Register.Config.Languages, f.Key) {
			return nil
		}
		t = append(t, register.Wording{Language: f.Key, Words: f.Value.Text})
	}
	return t
}

// pointers lists what points at a record, by kind and relation. A mention in a body counts only where no field says more.
func (v *Desk) pointers(path, id string) part.Part {
	return v.PointersOf(path, id, v.Index.BacklinksOf(id))
}

// PointersOf lists what points at a record, by kind.
func (v *Desk) PointersOf(path, id string, links []Backlink) part.Part {
	if len(links) == 0 {
		return nil
	}
	type group struct {
		order      int
		field, key string
		from       []string
	}
	var groups []*group
	for i, l := range links {
		e := v.Register.Find(l.From)
		if e == nil || l.From == id || l.Key == "body" && byField(links, i) || l.Key == "target.risk" {
			continue
		}
		kind := e.Of().Kind
		i := slices.IndexFunc(groups, func(g *group) bool { return g.field == l.Key && register.Kinds[g.order].Folder == kind.Folder })
		if i < 0 {
			i = len(groups)
			order := slices.IndexFunc(register.Kinds, func(k register.Kind) bool { return k.Folder == kind.Folder })
			groups = append(groups, &group{order: order, field: l.Key, key: Relation(kind, l.Key)})
		}
		groups[i].from = append(groups[i].from, l.From)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.key, b.key)) })
	f := v.Facts()
	for _, g := range groups {
		f.Named(v.Say(g.key, "kind", register.Kinds[g.order].Many.In(v.Language)), v.RefList(path, g.from))
	}
	return f.Done()
}

// byField tells whether the record of a link names the same one in a field too. The links of one record stand together.
func byField(links []Backlink, at int) bool {
	other := func(i int) bool { return links[i].From == links[at].From && links[i].Key != "body" }
	for i := at - 1; i >= 0 && links[i].From == links[at].From; i-- {
		if other(i) {
			return true
		}
	}
	for i := at + 1; i < len(links) && links[i].From == links[at].From; i++ {
		if other(i) {
			return true
		}
	}
	return false
}

// Relation gives the key of the words for a field by which a record of a kind names another.
func Relation(kind *register.Kind, key string) string {
	switch key {
	case "body", "obligations", "related":
		return "points-" + key
	}
	return "points-" + kind.Folder + "." + key
}
