package page

import (
	"html/template"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/register"
)

var obligationsWords = Words{
	"obligationsLead":       {Ja: "法令、契約、規程の条項ごとに、登録簿のどの記録が応えているかを示します。", En: "For each clause of law, contract or policy: which record of the register answers it, and which clause nothing answers."},
	"obligationsCount":      {Ja: "全{n}件、条項{clauses}件。うち応える記録のない条項{open}件。", En: "{n} in all with {clauses} clauses; nothing answers {open} of these."},
	"obligationHead":        {Ja: "要求事項", En: "Obligation"},
	"obligationClause":      {Ja: "条項", En: "Clause"},
	"obligationAnswered":    {Ja: "応えている記録", En: "Answered by"},
	"obligationWhole":       {Ja: "全体", En: "As a whole"},
	"obligationNothing":     {Ja: "応える記録なし", En: "Nothing answers it"},
	"obligationAnswer":      {Ja: "対応状況", En: "Answered?"},
	"obligationAnsweredYes": {Ja: "応える記録あり", En: "Answered"},
	"obligationAuthority":   {Ja: "所管", En: "Authority"},
	"obligationCitation":    {Ja: "番号等", En: "Citation"},
	"obligationURL":         {Ja: "原文", En: "Text"},
	"obligationClauses":     {Ja: "条項と、応えている記録", En: "Clauses, and what answers them"},
	"obligationNoClause":    {Ja: "条項は記録されていません。", En: "No clauses are recorded."},
	"obligationSummary":     {Ja: "条項{n}件のうち、応える記録のないもの{open}件", En: "{open} of {n} clauses are answered by nothing"},
	"obligation-law":        {Ja: "法律", En: "Law"},
	"obligation-regulation": {Ja: "規則・省令等", En: "Regulation"},
	"obligation-contract":   {Ja: "契約", En: "Contract"},
	"obligation-standard":   {Ja: "規格・基準", En: "Standard"},
	"obligation-policy":     {Ja: "内部規程", En: "Policy"},
}

// obligationsView is the page obligations.html.
type obligationsView struct{ listView }

func obligationsPages(v *view) iter.Seq[Page] {
	return one("obligations.html", "obligations.html", func() any { return v.obligationsView("obligations.html") })
}

func (v *view) obligationsView(path string) obligationsView {
	t := v.table("list.rows", v.words["obligationsTitle"], column{"obligationHead", "title"}, column{"form", "nowrap"}, column{"obligationClause", "words"}, column{"obligationAnswered", "words"})
	forms, states := newPicks("form", "form"), newPicks("answered", "obligationAnswer")
	clauses, open := 0, 0
	row := func(o *register.Obligation, clause template.HTML, key string, answers []string) {
		state := "yes"
		if len(answers) == 0 {
			state = "no"
			states.add(1, state, v.words["obligationNothing"])
		} else {
			states.add(0, state, v.words["obligationAnsweredYes"])
		}
		t.row("form", o.Form, "answered", state)
		t.named(o.ID+"#"+key, v.ref(path, o.ID))
		t.words(v.words["obligation-"+o.Form])
		t.cell(clause)
		t.cell(or(v.shortRefs(path, answers), v.state("warn", "obligationNothing")))
	}
	for _, o := range v.Register.Obligations {
		forms.add(0, o.Form, v.words["obligation-"+o.Form])
		if whole := v.index.bearing.answers[o.ID]; len(whole) > 0 || len(o.Clauses) == 0 {
			row(o, `<span class="empty">`+escaped(v.words["obligationWhole"])+`</span>`, "", whole)
		}
		for i := range o.Clauses {
			c := &o.Clauses[i]
			answers := v.index.bearing.answers[o.ID+"#"+c.Key]
			clauses++
			if len(answers) == 0 {
				open++
			}
			row(o, v.clauseName(c), c.Key, answers)
		}
	}
	return obligationsView{listView{
		Frame:   v.frame(path, v.words["obligationsTitle"]),
		Count:   escaped(v.say("obligationsCount", "n", len(v.Register.Obligations), "clauses", clauses, "open", open)),
		Filters: v.filters("list.rows", forms, states), Table: t.sortable(),
	}}
}

// clauseName gives the title of a clause, or its key where it has none.
func (v *view) clauseName(c *register.Clause) template.HTML {
	return or(v.short(c.Title), escaped(c.Key))
}

// clauseAnchor is the anchor of a clause on the page of its obligation. The dot keeps it apart from the anchors of headings.
func clauseAnchor(key string) string { return "clause." + fileName(key) }

// obligationView is the page of one obligation.
type obligationView struct {
	recordView
	Clauses template.HTML
	Count   string
}

func obligationPages(v *view) iter.Seq[Page] {
	return recordPages(v, "obligation.html", v.Register.Obligations, func(path string, o *register.Obligation) any { return v.obligationView(path, o) })
}

func (v *view) obligationView(path string, o *register.Obligation) obligationView {
	page := obligationView{recordView: v.record(path, o)}
	f := v.facts()
	f.words("form", v.words["obligation-"+o.Form])
	f.add("obligationAuthority", v.wording(o.Authority))
	f.add("obligationCitation", v.wording(o.Citation))
	if o.URL != "" {
		f.add("obligationURL", outside(o.URL, escaped(o.URL)))
	}
	page.Facts = f.done()
	open := 0
	t := v.table("", v.words["obligationClauses"], column{"obligationClause", ""}, column{"obligationAnswered", ""})
	answered := func(ids []string) template.HTML {
		return or(v.refList(path, ids), v.state("warn", "obligationNothing"))
	}
	for i := range o.Clauses {
		c := &o.Clauses[i]
		answers := v.index.bearing.answers[o.ID+"#"+c.Key]
		if len(answers) == 0 {
			open++
		}
		t.row()
		var name markup
		name.raw("<span")
		name.attr("id", clauseAnchor(c.Key))
		name.raw(">")
		name.html(v.clauseName(c))
		name.raw("</span>")
		t.head(name.done())
		t.cell(answered(answers))
	}
	if whole := v.index.bearing.answers[o.ID]; len(whole) > 0 {
		t.row()
		t.head(escaped(v.words["obligationWhole"]))
		t.cell(answered(whole))
	}
	page.Clauses = t.done()
	if n := len(o.Clauses); n > 0 {
		page.Count = v.say("obligationSummary", "n", n, "open", open)
	}
	page.Record.Pointers = v.pointersBut(path, o.ID, "obligations")
	return page
}

// pointersBut is pointers without a relation that the page shows by itself.
func (v *view) pointersBut(path, id, field string) template.HTML {
	return v.pointersOf(path, id, slices.DeleteFunc(slices.Clone(v.index.backlinks[id]), func(l backlink) bool { return l.key == field }))
}
