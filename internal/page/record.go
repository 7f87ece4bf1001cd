package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// recordView is what the page of every record has around its own content.
type recordView struct {
	Frame
	Record recordPart
	Facts  part.Part // what the kind states in its fields
}

// recordPart is what head, text and foot of a record's page are made from. It stands by itself because a template finds the fields of a flat struct
// much faster than promoted ones.
type recordPart struct {
	W            map[string]string
	ID           string
	List         part.Part   // the link to the list of the kind
	Head         part.Part   // the title, marked with its language
	Marks        *part.Marks // owner, classification and tags
	Summary      part.Part
	Breaches     *breachPart // of governance, which stand on the record; nil where there are none
	Notes        []part.Note // why it does not count, and what it lacks
	Body         part.Prose
	BodyLanguage string      // where it is not the page's
	BodyNote     string      // where it is in another language
	Related      part.Part   // obligations, links and fields of the register's own
	Pointers     part.Part   // the records that name this one
	History      *part.Table // of its facts, newest first; nil where there is none
	File         string
	Last         part.Part // when and by whom it was changed last; nil where the history does not say
	Before, Next part.Part // the records before and after it: risks by rank, others by id
	Edit         string    // where the file can be edited; empty where the register names no repository
}

// listView is the page of all records of a kind.
type listView struct {
	Frame
	Count   part.Part // how many, and what of them wants attention
	Filters *part.Filters
	Table   *part.Table
	Waiting part.Part // the records that nobody has confirmed yet: they are in none of the others
}

// listPage makes the page of the records of a kind.
func (v *desk) listPage(path string, count part.Part, filters *part.Filters, table *part.Table) listView {
	kind := register.KindOf(strings.TrimSuffix(path, ".html"))
	return listView{
		Frame: v.frame(path, v.words[kind.Folder+"Title"]), Count: join(v.words["sentenceSeparator"], count, v.incompleteCount(kind)), Filters: filters, Table: table,
		Waiting: v.waiting(path, kind),
	}
}

// recordPages makes one page for each record of a list.
func recordPages[T register.Entry](v *desk, file string, records []T, show func(path string, record T) any) iter.Seq[Page] {
	return func(yield func(Page) bool) {
		for _, r := range records {
			base := r.Of()
			path := Path(base.Kind, base.ID)
			if !yield(Page{path, file, func() any { return show(path, r) }}) {
				return
			}
		}
	}
}

// record makes what the page of every record has.
func (v *desk) record(path string, e register.Entry) recordView {
	base := e.Of()
	title := v.phrase(base.Title)
	r := recordPart{
		W:        v.words,
		ID:       base.ID,
		Head:     part.Line{part.Tagged{Class: "id", Text: base.ID}, part.Words(" "), spoken(title)},
		List:     v.listLink(path, base.Kind),
		Marks:    v.marks(path, base, title),
		Summary:  v.wording(quoting(v.verdicts, base.Summary)),
		Notes:    v.standingNotes(e),
		Breaches: breachesPresenter{v}.breachesAt(path, base.ID),
		Related:  v.related(path, base),
		File:     base.Source.File.Path,
		Edit:     v.editAddress(base.Source.File.Path),
	}
	r.Pointers = v.pointers(path, base.ID)
	past := changesPresenter{v}
	r.Before, r.Next = beside(v, path, e)
	r.Last, r.History = past.lastChange(base.ID), past.historyOf(base.ID)
	if line := base.Source.Place().Line; line > 1 {
		r.File += ":" + strconv.Itoa(line)
	}
	if body := v.Bodies.take(v.Language, base); !body.Empty {
		r.Body, r.BodyLanguage = body.HTML, body.Language
		if body.Language == v.Language {
			r.BodyLanguage = ""
		}
		if r.BodyLanguage != "" {
			r.BodyNote = v.words["untranslated"]
		}
	}
	frame := v.frame(path, base.ID+" "+title.Text)
	if summary := v.text(quoting(v.verdicts, base.Summary)); summary != "" {
		frame.Description = summary
	}
	return recordView{Frame: frame, Record: r}
}

// beside gives the records before and after one: risks in the order of their list, others by id.
func beside(v *desk, path string, e register.Entry) (before, next part.Part) {
	of := e.Of()
	at, ids := v.index.order(v.Assessment, of)
	if at > 0 {
		before = v.ref(path, ids[at-1])
	}
	if at >= 0 && at+1 < len(ids) {
		next = v.ref(path, ids[at+1])
	}
	return before, next
}

func (v *ways) listLink(path string, kind *register.Kind) part.Part {
	return v.pageLink(path, kind.Folder+".html", v.words[kind.Folder+"Title"])
}

// marks shows who owns a record, how it is classified, and its tags.
func (v *desk) marks(path string, base *register.Record, title Phrase) *part.Marks {
	m := part.Marks{Classification: cmp.Or(base.Classification, v.Register.Config.DefaultClassification)}
	for _, key := range base.Tags {
		name := v.phrase(v.Register.Config.TagLabel(key))
		m.Tags = append(m.Tags, part.Tag{Text: name.Text, Language: name.Language})
	}
	if base.Owner != "" {
		m.OwnerWord, m.Owner = v.words["owner"]+v.words["colon"], v.ownerLink(path, base.Owner)
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
func (v *desk) related(path string, base *register.Record) part.Part {
	f := v.facts()
	pieces := make([]part.Part, len(base.Obligations))
	for i, o := range base.Obligations {
		pieces[i] = v.obligationRef(path, o)
	}
	f.add("obligationsTitle", list(pieces))
	related := make([]part.Part, len(base.Related))
	for i, id := range base.Related {
		related[i] = v.ref(path, id)
	}
	f.add("relatedRecords", list(related))
	if base.Withheld {
		f.words("relatedWithheld", v.words["withheld"])
	}
	f.add("recordLinks", v.links(base.Links))
	if base.Extra != nil {
		for _, d := range v.Register.Config.FieldsOf(base.Kind.Folder) {
			if x := base.Extra.Field(d.Key); x != nil {
				f.named(v.text(d.Name()), ownValue(v, d, &x.Value))
			}
		}
		for i := range base.Extra.Fields {
			if x := &base.Extra.Fields[i]; v.Register.Config.FieldOf(base.Kind.Folder, x.Key) == nil {
				f.named(x.Key, v.value(&x.Value))
			}
		}
	}
	return f.done()
}

// obligationRef names an obligation, or one of its clauses by ID#clause.
func (v *ways) obligationRef(path, id string) part.Part {
	whole, key, has := strings.Cut(id, "#")
	o := v.Register.Obligation(whole)
	if o == nil || !has {
		return v.ref(path, whole)
	}
	clause := part.Clause{Href: href(path, Path(o.Kind, o.ID)+"#"+clauseAnchor(key)), ID: id, Title: v.short(o.Title)}
	for i := range o.Clauses {
		if o.Clauses[i].Key == key {
			clause.Clause = v.short(o.Clauses[i].Title)
		}
	}
	return clause
}

// ownValue shows the value of a declared field.
func ownValue(v *desk, d *register.Declared, x *source.Value) part.Part {
	switch {
	case d.Type == "money" && x.Kind == source.Integer:
		return part.Words(v.money(x.Float))
	case d.Type == "number" && (x.Kind == source.Integer || x.Kind == source.Float):
		return part.Words(plain(x.Float))
	}
	return v.value(x)
}

// value shows a field of the register's own.
func (v *desk) value(x *source.Value) part.Part {
	switch x.Kind {
	case source.Array:
		pieces := make([]part.Part, len(x.Items))
		for i := range x.Items {
			pieces[i] = v.value(&x.Items[i])
		}
		return list(pieces)
	case source.Table:
		if t := v.localised(x); t != nil {
			return v.wording(t)
		}
		f := v.facts()
		for i := range x.Fields {
			f.named(x.Fields[i].Key, v.value(&x.Fields[i].Value))
		}
		return f.done()
	case source.Boolean:
		if x.Boolean {
			return part.Words(v.words["yes"])
		}
		return part.Words(v.words["no"])
	case source.Date:
		return part.Words(v.day(x.Date))
	}
	return part.Words(x.Text)
}

// localised reads a table whose every key is a language of the site as a text; nil for any other table.
func (v *desk) localised(x *source.Value) register.Text {
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
func (v *desk) pointers(path, id string) part.Part {
	return v.pointersOf(path, id, v.index.backlinksOf(id))
}

func (v *desk) pointersOf(path, id string, links []backlink) part.Part {
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
		e := v.Register.Find(l.from)
		if e == nil || l.from == id || l.key == "body" && byField(links, i) || l.key == "target.risk" {
			continue
		}
		kind := e.Of().Kind
		i := slices.IndexFunc(groups, func(g *group) bool { return g.field == l.key && register.Kinds[g.order].Folder == kind.Folder })
		if i < 0 {
			i = len(groups)
			order := slices.IndexFunc(register.Kinds, func(k register.Kind) bool { return k.Folder == kind.Folder })
			groups = append(groups, &group{order: order, field: l.key, key: relation(kind, l.key)})
		}
		groups[i].from = append(groups[i].from, l.from)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.key, b.key)) })
	f := v.facts()
	for _, g := range groups {
		f.named(v.say(g.key, "kind", register.Kinds[g.order].Many.In(v.Language)), v.refList(path, g.from))
	}
	return f.done()
}

// byField tells whether the record of a link names the same one in a field too. The links of one record stand together.
func byField(links []backlink, at int) bool {
	other := func(i int) bool { return links[i].from == links[at].from && links[i].key != "body" }
	for i := at - 1; i >= 0 && links[i].from == links[at].from; i-- {
		if other(i) {
			return true
		}
	}
	for i := at + 1; i < len(links) && links[i].from == links[at].from; i++ {
		if other(i) {
			return true
		}
	}
	return false
}

// relation gives the key of the words for a field by which a record of a kind names another.
func relation(kind *register.Kind, key string) string {
	switch key {
	case "body", "obligations", "related":
		return "points-" + key
	}
	return "points-" + kind.Folder + "." + key
}
