package duty

import (
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// ObligationsWords are the words of this file's pages and parts, by key.
var ObligationsWords = desk.Words{
	"obligationsLead":        {Ja: "法令、規制、契約、内規の条項ごとに、登録簿のどの記録が応えているかを示します。", En: "For each clause of law, contract or policy: which record of the register answers it, and which clause nothing answers."},
	"obligationsCount":       {Ja: "全{n}件、条項{clauses}件。うち応える記録のない条項{open}件。", En: "{n} in all with {clauses} {clauses|clause|clauses}; nothing answers {open} of these."},
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
	"obligationTileOf":       {Ja: "条項など{n}件のうち", En: "of {n} {n|clause|clauses} and the like"},
	"obligationTilePlanned":  {Ja: "計画中の管理策や未完了の計画だけが応えるもの", En: "answered by plans alone"},
	"obligationTileAnswered": {Ja: "応える記録のあるもの", En: "answered"},
	"obligationAuthority":    {Ja: "所管", En: "Authority"},
	"obligationCitation":     {Ja: "番号等", En: "Citation"},
	"obligationURL":          {Ja: "原文", En: "Text"},
	"obligationClauses":      {Ja: "条項と、応えている記録", En: "Clauses, and what answers them"},
	"obligationNoClause":     {Ja: "条項は記録されていません。", En: "No clauses are recorded."},
	"obligationSummary":      {Ja: "条項{n}件のうち、応える記録のないもの{open}件", En: "{open} of {n} {n|clause|clauses} {open|is|are} answered by nothing"},
}

// ObligationsPages makes the page of obligations.
func ObligationsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("obligations.html", "obligations.html", func() any { return obligationsView(v, "obligations.html") })
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

func obligationsView(v *desk.Desk, path string) view.Obligations {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["obligationsTitle"], desk.Column{Key: "obligationHead", Class: "title"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "obligationClause", Class: "words"}, desk.Column{Key: "obligationAnswered", Class: "broad"}, desk.Column{Key: "obligationAnswer", Class: "nowrap"})
	forms, states := desk.NewPicks("form", "form"), desk.NewPicks("answered", "obligationAnswer")
	var c clauseTally
	row := func(o *register.Obligation, clause part.Part, key string) {
		id := o.ID
		if key != "" {
			id += "#" + key
		}
		answers, effect := obligationsAnswers(v, id)
		c.by[effect]++
		if effect == assess.NoEffect {
			c.open = append(c.open, v.ObligationRef(path, id))
		}
		states.Add(int(effect), effectNames[effect], v.Words[effectWords[effect]])
		t.Row(append([]string{"form", o.Form, "answered", effectNames[effect]}, besides.Of(&o.Record, nil, desk.NoDay)...)...)
		t.Named(o.ID+"#"+key, v.Listed(path, o))
		t.Words(v.Words["obligation-"+o.Form])
		t.Cell(clause)
		t.Cell(desk.Or(byKind(v, path, answers), part.Words("–")))
		t.Number(int(effect), effectBadge(v, effect))
	}
	for _, o := range v.Register.Obligations {
		forms.Add(0, o.Form, v.Words["obligation-"+o.Form])
		if len(v.Index.Bearing().Answers[o.ID]) > 0 || len(o.Clauses) == 0 {
			row(o, part.Empty(v.Words["obligationWhole"]), "")
		}
		for i := range o.Clauses {
			before := c.by[assess.NoEffect]
			row(o, v.ClauseName(&o.Clauses[i]), o.Clauses[i].Key)
			c.clauses++
			c.openClauses += c.by[assess.NoEffect] - before
		}
	}
	page := view.Obligations{
		ListPage: v.ListPage(path, part.Words(v.Say("obligationsCount", "n", len(v.Register.Obligations), "clauses", c.clauses, "open", c.openClauses)),
			v.Filters("list.rows", append([]*desk.Picks{forms, states}, besides.Picks()...)...), t.Sortable()),
		Open: desk.List(c.open[:min(len(c.open), mostOpenClauses)]), ByClause: clauseTable(v, path), ByStep: stepTable(v, path),
	}
	if more := len(c.open) - mostOpenClauses; more > 0 {
		page.OpenMore = v.Say("obligationOpenMore", "n", more)
	}
	if n := c.all(); n > 0 {
		page.Tiles = []view.Tile{
			{Figure: part.Words(strconv.Itoa(c.by[assess.NoEffect])), What: v.Words["obligationTileOpen"], Note: part.Words(v.Say("obligationTileOf", "n", n)), Class: desk.Grade(c.by[assess.NoEffect], "tile-bad")},
			{Figure: part.Words(strconv.Itoa(c.by[assess.Promised])), What: v.Words["obligationTilePlanned"], Class: desk.Grade(c.by[assess.Promised], "tile-warn")},
			{Figure: part.Words(strconv.Itoa(c.by[assess.InEffect])), What: v.Words["obligationTileAnswered"]},
		}
	}
	return page
}

// effectNames and effectWords are, by assess.Effect, how filters and words call what answers a clause.
var (
	effectNames = [3]string{"no", "planned", "yes"}
	effectWords = [3]string{"obligationNothing", "obligationPlanned", "obligationAnsweredYes"}
)

func effectBadge(v *desk.Desk, effect assess.Effect) part.Part {
	return v.State([3]string{"bad", "warn", "good"}[effect], effectWords[effect])
}

// obligationsAnswers gives the records that name an obligation or ID#clause, and the best of their effects.
func obligationsAnswers(v *desk.Desk, id string) ([]string, assess.Effect) {
	ids, best := v.Index.Bearing().Answers[id], assess.NoEffect
	for _, answer := range ids {
		best = max(best, assess.EffectOf(v.Register.Find(answer)))
	}
	return ids, best
}

// byKind names records, a kind on a line.
func byKind(v *desk.Desk, path string, ids []string) part.Part {
	var kinds []part.Part
	for i := range register.Kinds {
		k := &register.Kinds[i]
		var pieces []part.Part
		for _, id := range ids {
			if v.Register.Find(id).Of().Kind == k {
				pieces = append(pieces, v.ShortRef(path, id))
			}
		}
		if len(pieces) > 0 {
			kinds = append(kinds, desk.Join(" ", append([]part.Part{desk.Small(part.Words(k.Many.Capital().In(v.Language)))}, pieces...)...))
		}
	}
	return desk.List(kinds)
}

// ObligationPages makes a page for each obligation.
func ObligationPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "obligation.html", register.Every[*register.Obligation](v.Register), func(path string, o *register.Obligation) any { return obligationView(v, path, o) })
}

func obligationView(v *desk.Desk, path string, o *register.Obligation) view.Obligation {
	page := view.Obligation{RecordPage: v.Record(path, o)}
	f := v.Facts()
	f.Words("form", v.Words["obligation-"+o.Form])
	f.Add("obligationAuthority", v.Wording(o.Authority))
	f.Add("obligationCitation", v.Wording(o.Citation))
	if o.URL != "" {
		f.Add("obligationURL", desk.Outside(o.URL, part.Words(o.URL)))
	}
	page.Facts = f.Done()
	open := 0
	t := v.Table("", v.Words["obligationClauses"], desk.Column{Key: "obligationClause"}, desk.Column{Key: "obligationAnswered"})
	answered := func(id string) part.Part {
		ids, effect := obligationsAnswers(v, id)
		if effect == assess.InEffect {
			return v.RefList(path, ids)
		}
		return desk.Join("", v.RefList(path, ids), effectBadge(v, effect))
	}
	for i := range o.Clauses {
		c := &o.Clauses[i]
		if _, effect := obligationsAnswers(v, o.ID+"#"+c.Key); effect == assess.NoEffect {
			open++
		}
		t.Row()
		t.Head(part.Anchor{ID: address.Clause(c.Key), Part: v.ClauseName(c)})
		t.Cell(answered(o.ID + "#" + c.Key))
	}
	if len(v.Index.Bearing().Answers[o.ID]) > 0 {
		t.Row()
		t.Head(part.Words(v.Words["obligationWhole"]))
		t.Cell(answered(o.ID))
	}
	page.Clauses = t.Done()
	if n := len(o.Clauses); n > 0 {
		page.Count = v.Say("obligationSummary", "n", n, "open", open)
	}
	page.Record.Pointers = pointersBut(v, path, o.ID, "obligations")
	return page
}

// pointersBut is pointers without a relation that the page shows by itself.
func pointersBut(v *desk.Desk, path, id, field string) part.Part {
	return v.PointersOf(path, id, slices.DeleteFunc(v.Index.BacklinksOf(id), func(l desk.Backlink) bool { return l.Key == field }))
}
