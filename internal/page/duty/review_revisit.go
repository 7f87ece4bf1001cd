package duty

import (
	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// RevisitWords are the words of this file's pages and parts, by key.
var RevisitWords = desk.Words{
	"revisitHead":     {Ja: "外的要因の変化により見直すリスク", En: "Risks to revisit since external factors changed"},
	"revisitWhy":      {Ja: "外的要因に変化があったとしたレビューについて、範囲のリスクを示します（範囲のないものは、当時のすべてのリスク）。レビューの日以後に、分析、そのリスクを範囲に挙げたレビュー、終結のいずれかの日付があるまで残ります。登録簿全体のレビューは、個々のリスクの結果とは数えません。", En: "For each review that found external factors changed: the risks in its scope, or all that were known where it has none. Each stays until it has a dated outcome since: an analysis, a review that names it, or its closing. A review of the whole register counts as an outcome of no single risk."},
	"revisitNone":     {Ja: "外的要因の変化により見直すリスクは、すべて結果が出ています。", En: "Every risk that a change of external factors asked to revisit has its outcome."},
	"revisitLeft":     {Ja: "見直しの残り", En: "Left to revisit"},
	"revisitLeftOf":   {Ja: "{total}件のうち{open}件", En: "{open} of {total}"},
	"revisitOlder":    {Ja: "ほかに、見直しの残る古いレビューが{n}件あります。下の一覧から開けます。", En: "{n} older {n|review leaves|reviews leave} risks to revisit too; the list below leads to {n|it|them}."},
	"revisitOpen":     {Ja: "結果なし", En: "No outcome yet"},
	"revisitOutcome":  {Ja: "その後の結果", En: "Outcome since"},
	"revisitAnalysed": {Ja: "分析 {on}", En: "Analysed {on}"},
	"revisitClosed":   {Ja: "終結 {on}", En: "Closed {on}"},
	"revisitReviewed": {Ja: "レビュー {on}", En: "Reviewed {on}"},
	"revisitSum":      {Ja: "見直すリスク{total}件のうち、結果のないものは{open}件です。", En: "Of the {total} {total|risk|risks} to revisit, {open} {open|has|have} no outcome yet."},
	"revisitTotal":    {Ja: "外的要因の変化により見直すリスクのうち、{n}件にまだ結果がありません。", En: "{n} {n|risk that a change of external factors asks to revisit has|risks that a change of external factors asks to revisit have} no outcome yet."},
}

// revisitTable lists the reviews that leave risks to be revisited, newest first.
func revisitTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["revisitHead"], desk.Column{Key: "reviewHead", Class: "title"}, desk.Column{Key: "reviewOn", Class: "nowrap"}, desk.Column{Key: "reviewTrigger"}, desk.Column{Key: "revisitLeft", Class: "nowrap"}, desk.Column{Key: "dashConcerns", Class: "refs"})
	unsettled := 0
	for _, r := range assess.Changed(v.Assessment) {
		asks := v.Index.Revisits().Of[r.ID]
		if asks.Left == 0 {
			continue
		}
		if unsettled++; unsettled > desk.MostChanged {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, r.ID))
		t.Words(r.On.String())
		t.Words(v.Words["trigger-"+r.Trigger])
		t.Cell(desk.Badge("warn", v.Say("revisitLeftOf", "open", asks.Left, "total", asks.Total)))
		t.Cell(revisitRefs(v, path, r.ID, asks))
	}
	if unsettled > desk.MostChanged {
		t.Made.After = part.Words(v.Say("revisitOlder", "n", unsettled-desk.MostChanged))
	}
	return t.Done()
}

// revisitRefs names the first risks that a review leaves open; its page has more.
func revisitRefs(v *desk.Desk, path, review string, asks desk.Revisit) part.Part {
	var refs []part.Part
	for _, r := range asks.Open {
		refs = append(refs, v.ShortRef(path, r.Risk.Record.ID))
	}
	if more := asks.Left - len(asks.Open); more > 0 {
		refs = append(refs, v.PageLink(path, address.Path(register.KindOf("reviews"), review), v.AndMore(more)))
	}
	return desk.Join(" ", refs...)
}

// revisitsOf lists the risks that a review asks to revisit, with what came of each; of a review of the whole register those without an outcome.
func revisitsOf(v *desk.Desk, path string, r *register.Review) (sum string, table *part.Table) {
	asks := v.Index.Revisits().Of[r.ID]
	if asks.Total == 0 {
		return "", nil
	}
	t := v.Table("", v.Words["revisitHead"], desk.Column{Key: "risk", Class: "title"}, desk.Column{Key: "level", Class: "nowrap"}, desk.Column{Key: "outcome"}, desk.Column{Key: "revisitOutcome", Class: "nowrap"}, desk.Column{Key: "owner", Class: "name"})
	for _, x := range asks.Listed {
		t.Row()
		t.Head(v.Ref(path, x.Risk.Record.ID))
		t.Cell(v.RatingBadge(x.Risk.Now))
		t.Cell(v.VerdictBadge(x.Risk))
		t.Cell(revisitOutcome(v, path, &x))
		t.Words(v.Party(x.Risk.Record.Owner))
	}
	sum = v.Say("revisitSum", "total", asks.Total, "open", asks.Left)
	if more := asks.Shown - len(asks.Listed); more > 0 {
		t.Made.After = part.Words(v.AndMore(more))
	}
	return sum, t.Done()
}

func revisitOutcome(v *desk.Desk, path string, r *assess.Revisited) part.Part {
	switch r.By {
	case "":
		return desk.Badge("warn", v.Words["revisitOpen"])
	case "analysis":
		return part.Words(v.Say("revisitAnalysed", "on", r.On))
	case "closed":
		return part.Words(v.Say("revisitClosed", "on", r.On))
	}
	return desk.Join(" ", v.ShortRef(path, r.By), part.Words(v.Say("revisitReviewed", "on", r.On)))
}
