package page

import (
	"html/template"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

var revisitWords = Words{
	"revisitHead":     {Ja: "外的要因の変化により見直すリスク", En: "Risks to revisit since external factors changed"},
	"revisitWhy":      {Ja: "外的要因に変化があったとしたレビューについて、範囲のリスクを示します（範囲のないものは、当時のすべてのリスク）。レビューの日以後に、分析、そのリスクを範囲に挙げたレビュー、終結のいずれかの日付があるまで残ります。登録簿全体のレビューは、個々のリスクの結果とは数えません。", En: "For each review that found external factors changed: the risks in its scope, or all that were known where it has none. Each stays until it has a dated outcome since: an analysis, a review that names it, or its closing. A review of the whole register counts as an outcome of no single risk."},
	"revisitNone":     {Ja: "外的要因の変化により見直すリスクは、すべて結果が出ています。", En: "Every risk that a change of external factors asked to revisit has its outcome."},
	"revisitLeft":     {Ja: "見直しの残り", En: "Left to revisit"},
	"revisitLeftOf":   {Ja: "{total}件のうち{open}件", En: "{open} of {total}"},
	"revisitOlder":    {Ja: "ほかに、見直しの残る古いレビューが{n}件あります。下の一覧から開けます。", En: "{n} older reviews leave risks to revisit too; the list below leads to them."},
	"revisitOpen":     {Ja: "結果なし", En: "No outcome yet"},
	"revisitOutcome":  {Ja: "その後の結果", En: "Outcome since"},
	"revisitAnalysed": {Ja: "分析 {on}", En: "Analysed {on}"},
	"revisitClosed":   {Ja: "終結 {on}", En: "Closed {on}"},
	"revisitReviewed": {Ja: "レビュー {on}", En: "Reviewed {on}"},
	"revisitSum":      {Ja: "見直すリスク{total}件のうち、結果のないものは{open}件です。", En: "Of the {total} risks to revisit, {open} have no outcome yet."},
	"revisitMore":     {Ja: "ほか{n}件", En: "and {n} more"},
	"revisitTotal":    {Ja: "外的要因の変化により見直すリスクのうち、{n}件にまだ結果がありません。", En: "{n} risks that a change of external factors asks to revisit have no outcome yet."},
}

// mostRevisits is how many risks are listed on the page of one review, fewRevisits how many beside others; mostChanged is how many reviews are.
const (
	mostRevisits = 100
	fewRevisits  = 20
	mostChanged  = 50
)

// openRevisits gives those without an outcome.
func openRevisits(all []assess.Revisited) []assess.Revisited {
	var open []assess.Revisited
	for _, r := range all {
		if r.Open() {
			open = append(open, r)
		}
	}
	return open
}

// revisitTable lists the reviews that leave risks to be revisited, newest first.
func (v *view) revisitTable(path string) template.HTML {
	t := v.table("", v.words["revisitHead"], column{"reviewHead", "title"}, column{"reviewOn", "nowrap"}, column{"reviewTrigger", ""}, column{"revisitLeft", "nowrap"}, column{"dashConcerns", "refs"})
	unsettled := 0
	for _, r := range v.Assessment.Changed() {
		all := v.Assessment.Revisit(r)
		open := openRevisits(all)
		if len(open) == 0 {
			continue
		}
		if unsettled++; unsettled > mostChanged {
			continue
		}
		t.row()
		t.head(v.ref(path, r.ID))
		t.words(r.On.String())
		t.words(v.words["trigger-"+r.Trigger])
		t.cell(badge("warn", v.say("revisitLeftOf", "open", len(open), "total", len(all))))
		t.cell(v.revisitRefs(path, r.ID, open))
	}
	if unsettled <= mostChanged {
		return t.done()
	}
	return t.done() + `<p class="small">` + escaped(v.say("revisitOlder", "n", unsettled-mostChanged)) + `</p>`
}

// revisitRefs names the first risks that a review leaves open; its page has more.
func (v *view) revisitRefs(path, review string, open []assess.Revisited) template.HTML {
	var refs []template.HTML
	for _, r := range open[:min(len(open), fewRevisits)] {
		refs = append(refs, v.shortRef(path, r.Risk.Record.ID))
	}
	if more := len(open) - fewRevisits; more > 0 {
		refs = append(refs, v.pageLink(path, Path(register.KindOf("reviews"), review), v.say("revisitMore", "n", more)))
	}
	return join(" ", refs...)
}

// revisitsOf lists the risks that a review asks to revisit, with what came of each; of a review of the whole register those without an outcome.
func (v *view) revisitsOf(path string, r *register.Review) (sum string, table template.HTML) {
	all := v.Assessment.Revisit(r)
	if len(all) == 0 {
		return "", ""
	}
	open := openRevisits(all)
	shown := all
	if len(r.Scope) == 0 {
		shown = open
	}
	t := v.table("", v.words["revisitHead"], column{"risk", "title"}, column{"level", "nowrap"}, column{"outcome", ""}, column{"revisitOutcome", "nowrap"}, column{"owner", "name"})
	for _, x := range shown[:min(len(shown), mostRevisits)] {
		t.row()
		t.head(v.ref(path, x.Risk.Record.ID))
		t.cell(v.ratingBadge(x.Risk.Now))
		t.cell(v.outcomeBadge(x.Risk.Outcome))
		t.cell(v.revisitOutcome(path, &x))
		t.words(v.party(x.Risk.Record.Owner))
	}
	sum = v.say("revisitSum", "total", len(all), "open", len(open))
	table = t.done()
	if more := len(shown) - mostRevisits; more > 0 {
		table += `<p class="small">` + escaped(v.say("revisitMore", "n", more)) + `</p>`
	}
	return sum, table
}

func (v *view) revisitOutcome(path string, r *assess.Revisited) template.HTML {
	switch r.By {
	case "":
		return badge("warn", v.words["revisitOpen"])
	case "analysis":
		return escaped(v.say("revisitAnalysed", "on", r.On))
	case "closed":
		return escaped(v.say("revisitClosed", "on", r.On))
	}
	return join(" ", v.shortRef(path, r.By), escaped(v.say("revisitReviewed", "on", r.On)))
}

// revisitTotal says how many risks are still to be revisited, with the way to their list; nothing where there is none.
func (v *view) revisitTotal(path string) template.HTML {
	if !v.Register.Config.Process.Adopts("6.2") {
		return "" // a step that is not adopted demands nothing
	}
	ids := map[string]bool{}
	for _, r := range v.Assessment.Changed() {
		for _, x := range openRevisits(v.Assessment.Revisit(r)) {
			ids[x.Risk.Record.ID] = true
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return escaped(v.say("revisitTotal", "n", strconv.Itoa(len(ids)))) + " " + v.pageLink(path, "reviews.html#revisit", v.words["revisitHead"])
}
