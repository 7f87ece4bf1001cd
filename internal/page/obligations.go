package page

import (
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var obligationsWords = Words{
	"obligationsLead":        {Ja: "法令、規制、契約、内規の条項ごとに、登録簿のどの記録が応えているかを示します。", En: "For each clause of law, contract or policy: which record of the register answers it, and which clause nothing answers."},
	"obligationsCount":       {Ja: "全{n}件、条項{clauses}件。うち応える記録のない条項{open}件。", En: "{n} in all with {clauses} clauses; nothing answers {open} of these."},
	"obligationHead":         {Ja: "要求事項", En: "Obligation"},
	"obligationClause":       {Ja: "条項", En: "Clause"},
	"obligationAnswered":     {Ja: "応えている記録", En: "Answered by"},
	"obligationWhole":        {Ja: "全体", En: "As a whole"},
	"obligationNothing":      {Ja: "応える記録なし", En: "Nothing answers it"},
	"obligationAnswer":       {Ja: "対応状況", En: "Answered?"},
	"obligationAnsweredYes":  {Ja: "応える記録あり", En: "Answered"},
	"obligationPlanned":      {Ja: "計画のみ", En: "Only planned"},
	"obligationOpen":         {Ja: "応える記録のないもの", En: "What nothing answers"},
	"obligationOpenNone":     {Ja: "応える記録のない条項はありません。", En: "Every clause is answered by something."},
	"obligationOpenMore":     {Ja: "ほか{n}件は、下の表で「応える記録なし」に絞り込むと見られます。", En: "{n} more: narrow the table below to “Nothing answers it”."},
	"obligationTileOpen":     {Ja: "応える記録のないもの", En: "answered by nothing"},
	"obligationTileOf":       {Ja: "条項など{n}件のうち", En: "of {n} clauses and the like"},
	"obligationTilePlanned":  {Ja: "計画中の管理策や未完了の計画だけが応えるもの", En: "answered by plans alone"},
	"obligationTileAnswered": {Ja: "応える記録のあるもの", En: "answered"},
	"obligationAuthority":    {Ja: "所管", En: "Authority"},
	"obligationCitation":     {Ja: "番号等", En: "Citation"},
	"obligationURL":          {Ja: "原文", En: "Text"},
	"obligationClauses":      {Ja: "条項と、応えている記録", En: "Clauses, and what answers them"},
	"obligationNoClause":     {Ja: "条項は記録されていません。", En: "No clauses are recorded."},
	"obligationSummary":      {Ja: "条項{n}件のうち、応える記録のないもの{open}件", En: "{open} of {n} clauses are answered by nothing"},
}

// obligationsView is the page obligations.html.
type obligationsView struct {
	listView
	Tiles    []Tile
	Open     part.Part // what nothing answers
	OpenMore string
	ByClause part.Part // of the standard
	ByStep   part.Part
}

// obligationsPresenter makes the pages of obligations.
type obligationsPresenter struct{ *desk }

func obligationsPages(v *desk) iter.Seq[Page] {
	return one("obligations.html", "obligations.html", func() any { return obligationsPresenter{v}.obligationsView("obligations.html") })
}

// mostOpenClauses is how many of the clauses that nothing answers stand above the table.
const mostOpenClauses = 30

// clauseTally counts clauses, and obligations that have none, by what answers them.
type clauseTally struct {
	clauses, openClauses int
	by                   [3]int // by assess.Effect
	open                 []part.Part
}

func (c *clauseTally) all() int { return c.by[0] + c.by[1] + c.by[2] }

func (v obligationsPresenter) obligationsView(path string) obligationsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["obligationsTitle"], column{"obligationHead", "title"}, column{"form", "nowrap"}, column{"obligationClause", "words"}, column{"obligationAnswered", "broad"}, column{"obligationAnswer", "nowrap"})
	forms, states := newPicks("form", "form"), newPicks("answered", "obligationAnswer")
	var c clauseTally
	row := func(o *register.Obligation, clause part.Part, key string) {
		id := o.ID
		if key != "" {
			id += "#" + key
		}
		answers, effect := v.answers(id)
		c.by[effect]++
		if effect == assess.NoEffect {
			c.open = append(c.open, v.obligationRef(path, id))
		}
		states.add(int(effect), effectNames[effect], v.words[effectWords[effect]])
		t.row(append([]string{"form", o.Form, "answered", effectNames[effect]}, besides.of(&o.Record, nil, noDay)...)...)
		t.named(o.ID+"#"+key, v.listed(path, o))
		t.words(v.words["obligation-"+o.Form])
		t.cell(clause)
		t.cell(or(v.byKind(path, answers), part.Words("–")))
		t.number(int(effect), v.effectBadge(effect))
	}
	for _, o := range v.Register.Obligations {
		forms.add(0, o.Form, v.words["obligation-"+o.Form])
		if len(v.index.bearing().answers[o.ID]) > 0 || len(o.Clauses) == 0 {
			row(o, part.Empty(v.words["obligationWhole"]), "")
		}
		for i := range o.Clauses {
			before := c.by[assess.NoEffect]
			row(o, v.clauseName(&o.Clauses[i]), o.Clauses[i].Key)
			c.clauses++
			c.openClauses += c.by[assess.NoEffect] - before
		}
	}
	page := obligationsView{
		listView: v.listPage(path, part.Words(v.say("obligationsCount", "n", len(v.Register.Obligations), "clauses", c.clauses, "open", c.openClauses)),
			v.filters("list.rows", append([]*picks{forms, states}, besides.picks()...)...), t.sortable()),
		Open: list(c.open[:min(len(c.open), mostOpenClauses)]), ByClause: obligationStepsPresenter{v.desk}.clauseTable(path), ByStep: obligationStepsPresenter{v.desk}.stepTable(path),
	}
	if more := len(c.open) - mostOpenClauses; more > 0 {
		page.OpenMore = v.say("obligationOpenMore", "n", more)
	}
	if n := c.all(); n > 0 {
		page.Tiles = []Tile{
			{strconv.Itoa(c.by[assess.NoEffect]), v.words["obligationTileOpen"], v.say("obligationTileOf", "n", n), grade(c.by[assess.NoEffect], "tile-bad"), ""},
			{strconv.Itoa(c.by[assess.Promised]), v.words["obligationTilePlanned"], "", grade(c.by[assess.Promised], "tile-warn"), ""},
			{strconv.Itoa(c.by[assess.InEffect]), v.words["obligationTileAnswered"], "", "", ""},
		}
	}
	return page
}

// effectNames and effectWords are, by assess.Effect, how filters and words call what answers a clause.
var (
	effectNames = [3]string{"no", "planned", "yes"}
	effectWords = [3]string{"obligationNothing", "obligationPlanned", "obligationAnsweredYes"}
)

func (v obligationsPresenter) effectBadge(effect assess.Effect) part.Part {
	return v.state([3]string{"bad", "warn", "good"}[effect], effectWords[effect])
}

// answers gives the records that name an obligation or ID#clause, and the best of their effects.
func (v obligationsPresenter) answers(id string) ([]string, assess.Effect) {
	ids, best := v.index.bearing().answers[id], assess.NoEffect
	for _, answer := range ids {
		best = max(best, assess.EffectOf(v.Register.Find(answer)))
	}
	return ids, best
}

// byKind names records, a kind on a line.
func (v obligationsPresenter) byKind(path string, ids []string) part.Part {
	var kinds []part.Part
	for i := range register.Kinds {
		k := &register.Kinds[i]
		var pieces []part.Part
		for _, id := range ids {
			if v.Register.Find(id).Of().Kind == k {
				pieces = append(pieces, v.shortRef(path, id))
			}
		}
		if len(pieces) > 0 {
			kinds = append(kinds, join(" ", append([]part.Part{small(part.Words(k.Many.Capital().In(v.Language)))}, pieces...)...))
		}
	}
	return list(kinds)
}

// clauseName gives the title of a clause, or its key where it has none.
func (v *ways) clauseName(c *register.Clause) part.Part {
	return or(v.short(c.Title), part.Words(c.Key))
}

// clauseAnchor is the anchor of a clause on the page of its obligation. The dot keeps it apart from the anchors of headings.
func clauseAnchor(key string) string { return "clause." + fileName(key) }

// obligationView is the page of one obligation.
type obligationView struct {
	recordView
	Clauses part.Part
	Count   string
}

func obligationPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "obligation.html", register.Every[*register.Obligation](v.Register), func(path string, o *register.Obligation) any { return obligationsPresenter{v}.obligationView(path, o) })
}

func (v obligationsPresenter) obligationView(path string, o *register.Obligation) obligationView {
	page := obligationView{recordView: v.record(path, o)}
	f := v.facts()
	f.words("form", v.words["obligation-"+o.Form])
	f.add("obligationAuthority", v.wording(o.Authority))
	f.add("obligationCitation", v.wording(o.Citation))
	if o.URL != "" {
		f.add("obligationURL", outside(o.URL, part.Words(o.URL)))
	}
	page.Facts = f.done()
	open := 0
	t := v.table("", v.words["obligationClauses"], column{"obligationClause", ""}, column{"obligationAnswered", ""})
	answered := func(id string) part.Part {
		ids, effect := v.answers(id)
		if effect == assess.InEffect {
			return v.refList(path, ids)
		}
		return join("", v.refList(path, ids), v.effectBadge(effect))
	}
	for i := range o.Clauses {
		c := &o.Clauses[i]
		if _, effect := v.answers(o.ID + "#" + c.Key); effect == assess.NoEffect {
			open++
		}
		t.row()
		t.head(part.Anchor{ID: clauseAnchor(c.Key), Part: v.clauseName(c)})
		t.cell(answered(o.ID + "#" + c.Key))
	}
	if len(v.index.bearing().answers[o.ID]) > 0 {
		t.row()
		t.head(part.Words(v.words["obligationWhole"]))
		t.cell(answered(o.ID))
	}
	page.Clauses = t.done()
	if n := len(o.Clauses); n > 0 {
		page.Count = v.say("obligationSummary", "n", n, "open", open)
	}
	page.Record.Pointers = v.pointersBut(path, o.ID, "obligations")
	return page
}

// pointersBut is pointers without a relation that the page shows by itself.
func (v obligationsPresenter) pointersBut(path, id, field string) part.Part {
	return v.pointersOf(path, id, slices.DeleteFunc(v.index.backlinksOf(id), func(l backlink) bool { return l.key == field }))
}
