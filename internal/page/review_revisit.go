package page

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
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
	"revisitTotal":    {Ja: "外的要因の変化により見直すリスクのうち、{n}件にまだ結果がありません。", En: "{n} risks that a change of external factors asks to revisit have no outcome yet."},
}

// mostRevisits is how many risks are listed on the page of one review, fewRevisits how many beside others; mostChanged is how many reviews are.
const (
	mostRevisits = 100
	fewRevisits  = 20
	mostChanged  = 50
)

// revisits are what the reviews that found external factors changed ask for, worked out once for all pages and languages: every review may concern every risk.
type revisits struct {
	of   map[string]revisit // by id of the review
	open int                // risks that are to be revisited by any of them
}

// revisit is what one review asks for. Of a review of the whole register only the risks without an outcome are listed.
type revisit struct {
	listed             []assess.Revisited // the first of them
	open               []assess.Revisited // the first of those without an outcome
	total, left, shown int                // risks asked for, without an outcome, to be listed
}

// reviewRevisitPresenter shows which risks reviews ask to revisit.
type reviewRevisitPresenter struct{ *desk }

func newRevisits(a *assess.Assessment) *revisits {
	x := &revisits{of: map[string]revisit{}}
	open := map[*assess.Risk]bool{}
	for _, r := range a.Changed() {
		var v revisit
		for _, k := range a.Revisit(r) {
			v.total++
			if k.Open() {
				open[k.Risk] = true
				if v.left++; v.left <= fewRevisits {
					v.open = append(v.open, k)
				}
			}
			if k.Open() || len(r.Scope) > 0 {
				if v.shown++; v.shown <= mostRevisits {
					v.listed = append(v.listed, k)
				}
			}
		}
		x.of[r.ID] = v
	}
	x.open = len(open)
	return x
}

// revisitTable lists the reviews that leave risks to be revisited, newest first.
func (v reviewRevisitPresenter) revisitTable(path string) part.Part {
	t := v.table("", v.words["revisitHead"], column{"reviewHead", "title"}, column{"reviewOn", "nowrap"}, column{"reviewTrigger", ""}, column{"revisitLeft", "nowrap"}, column{"dashConcerns", "refs"})
	unsettled := 0
	for _, r := range v.Assessment.Changed() {
		asks := v.index.revisits().of[r.ID]
		if asks.left == 0 {
			continue
		}
		if unsettled++; unsettled > mostChanged {
			continue
		}
		t.row()
		t.head(v.ref(path, r.ID))
		t.words(r.On.String())
		t.words(v.words["trigger-"+r.Trigger])
		t.cell(badge("warn", v.say("revisitLeftOf", "open", asks.left, "total", asks.total)))
		t.cell(v.revisitRefs(path, r.ID, asks))
	}
	if unsettled > mostChanged {
		t.made.After = part.Words(v.say("revisitOlder", "n", unsettled-mostChanged))
	}
	return t.done()
}

// revisitRefs names the first risks that a review leaves open; its page has more.
func (v reviewRevisitPresenter) revisitRefs(path, review string, asks revisit) part.Part {
	var refs []part.Part
	for _, r := range asks.open {
		refs = append(refs, v.shortRef(path, r.Risk.Record.ID))
	}
	if more := asks.left - len(asks.open); more > 0 {
		refs = append(refs, v.pageLink(path, Path(register.KindOf("reviews"), review), v.andMore(more)))
	}
	return join(" ", refs...)
}

// revisitsOf lists the risks that a review asks to revisit, with what came of each; of a review of the whole register those without an outcome.
func (v reviewRevisitPresenter) revisitsOf(path string, r *register.Review) (sum string, table *part.Table) {
	asks := v.index.revisits().of[r.ID]
	if asks.total == 0 {
		return "", nil
	}
	t := v.table("", v.words["revisitHead"], column{"risk", "title"}, column{"level", "nowrap"}, column{"outcome", ""}, column{"revisitOutcome", "nowrap"}, column{"owner", "name"})
	for _, x := range asks.listed {
		t.row()
		t.head(v.ref(path, x.Risk.Record.ID))
		t.cell(v.ratingBadge(x.Risk.Now))
		t.cell(v.verdictBadge(x.Risk))
		t.cell(v.revisitOutcome(path, &x))
		t.words(v.party(x.Risk.Record.Owner))
	}
	sum = v.say("revisitSum", "total", asks.total, "open", asks.left)
	if more := asks.shown - len(asks.listed); more > 0 {
		t.made.After = part.Words(v.andMore(more))
	}
	return sum, t.done()
}

func (v reviewRevisitPresenter) revisitOutcome(path string, r *assess.Revisited) part.Part {
	switch r.By {
	case "":
		return badge("warn", v.words["revisitOpen"])
	case "analysis":
		return part.Words(v.say("revisitAnalysed", "on", r.On))
	case "closed":
		return part.Words(v.say("revisitClosed", "on", r.On))
	}
	return join(" ", v.shortRef(path, r.By), part.Words(v.say("revisitReviewed", "on", r.On)))
}

// revisitTotal says how many risks are still to be revisited, with the way to their list; nothing where there is none.
func (v reviewRevisitPresenter) revisitTotal(path string) part.Part {
	if !v.Register.Config.Process.Adopts("6.2") {
		return nil // a step that is not adopted demands nothing
	}
	open := v.index.revisits().open
	if open == 0 {
		return nil
	}
	return join(" ", part.Words(v.say("revisitTotal", "n", open)), v.pageLink(path, "reviews.html#revisit", v.words["revisitHead"]))
}
