package ground

import (
	"iter"
	"strconv"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// EventsWords are the words of this file's pages and parts, by key.
var EventsWords = desk.Words{
	"eventsLead":     {Ja: "起こり得る事象を、原因からたどる方法と結果から出発する方法の両方で特定したものです。どのリスクにつながるかを示します。", En: "What may happen, sought forward from causes and backward from results, and the risks that each leads to."},
	"eventsCount":    {Ja: "全{n}件（原因の側{cause}件、結果の側{result}件）。リスクにつながっていないもの{open}件。", En: "{n} in all ({cause} from causes, {result} from results); {open} {open|leads|lead} to no risk."},
	"eventHead":      {Ja: "事象", En: "Event"},
	"eventApproach":  {Ja: "アプローチ", En: "Approach"},
	"eventCause":     {Ja: "原因", En: "Cause"},
	"eventResult":    {Ja: "結果", En: "Result"},
	"eventSources":   {Ja: "リスク源", En: "Sources"},
	"eventAssets":    {Ja: "資産", En: "Assets"},
	"eventRisks":     {Ja: "リスク", En: "Risks"},
	"eventRisksHead": {Ja: "この事象から特定したリスク", En: "Risks identified from it"},
	"eventNoRisk":    {Ja: "リスク未特定", En: "No risk"},
}

// EventsPages makes the page of events.
func EventsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("events.html", "events.html", func() any { return eventsView(v, "events.html") })
}

func eventsView(v *desk.Desk, path string) view.Events {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["eventsTitle"], desk.Column{Key: "eventHead", Class: "title"}, desk.Column{Key: "eventApproach", Class: "nowrap"}, desk.Column{Key: "eventCause", Class: "words"}, desk.Column{Key: "eventResult", Class: "words"}, desk.Column{Key: "eventSources", Class: "refs"}, desk.Column{Key: "eventAssets", Class: "refs"}, desk.Column{Key: "eventRisks", Class: "refs"})
	approaches, linked := desk.NewPicks("approach", "eventApproach"), desk.NewPicks("linked", "eventRisks")
	cause, open := 0, 0
	for _, e := range v.Register.Events {
		if e.Approach == "cause" {
			cause++
		}
		state := "yes"
		if len(v.Counting(v.From("risks", e.ID))) == 0 {
			open++
			state = "no"
			linked.Add(1, state, v.Words["eventNoRisk"])
		} else {
			linked.Add(0, state, v.Words["yes"])
		}
		approaches.Add(0, e.Approach, v.Words["approach-"+e.Approach])
		t.Row(append([]string{"approach", e.Approach, "linked", state}, besides.Of(&e.Record, e.Assets, desk.NoDay)...)...)
		t.Named(e.ID, v.Listed(path, e))
		t.Words(v.Words["approach-"+e.Approach])
		t.Cell(desk.Or(v.Short(e.Cause), part.Words("–")))
		t.Cell(v.Short(e.Result))
		t.Cell(v.SomeRefs(path, e.Sources))
		t.Cell(v.SomeRefs(path, e.Assets))
		t.Number(len(v.Counting(v.From("risks", e.ID))), eventRisks(v, path, e.ID))
	}
	n := len(v.Register.Events)
	return view.Events{ListPage: v.ListPage(path, part.Words(v.Say("eventsCount", "n", n, "cause", cause, "result", strconv.Itoa(n-cause), "open", open)),
		v.Filters("list.rows", append([]*desk.Picks{approaches, linked}, besides.Picks()...)...), t.Sortable())}
}

// eventRisks names the risks that were identified from an event; where there are none it says so.
func eventRisks(v *desk.Desk, path, id string) part.Part {
	risks := v.From("risks", id)
	if len(v.Counting(risks)) > 0 {
		return v.SomeRefs(path, risks)
	}
	return desk.Join(" ", v.SomeRefs(path, risks), v.State("warn", "eventNoRisk"))
}

// EventWords are the words of this file's pages and parts, by key.
var EventWords = desk.Words{
	"eventFoundBy":    {Ja: "着眼点", En: "Found by"},
	"eventNoRiskNote": {Ja: "この事象からリスクは特定されていません。リスクとして扱わない理由がある場合は、本文に書いてください。", En: "No risk is identified from this event. Where there is a reason, the text of the record should give it."},
}

// EventPages makes a page for each event.
func EventPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "event.html", register.Every[*register.Event](v.Register), func(path string, e *register.Event) any { return eventView(v, path, e) })
}

func eventView(v *desk.Desk, path string, e *register.Event) view.Event {
	page := view.Event{RecordPage: v.Record(path, e), Risks: v.RiskTable(path, v.From("risks", e.ID))}
	if len(v.Counting(v.From("risks", e.ID))) == 0 {
		page.NoRisk = v.Words["eventNoRiskNote"]
	}
	f := v.Facts()
	f.Words("eventApproach", v.Words["approach-"+e.Approach])
	f.Add("eventSources", v.RefList(path, e.Sources))
	f.Add("eventCause", v.Said(path, e.Cause))
	f.Add("eventResult", desk.Strong(v.Said(path, e.Result)))
	f.Add("eventAssets", v.RefList(path, e.Assets))
	if e.FoundBy != "" {
		f.Words("eventFoundBy", v.Words["foundBy-"+e.FoundBy])
	}
	page.Facts = f.Done()
	return page
}
