package page

import (
	"iter"
	"strconv"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var eventsWords = Words{
	"eventsLead":     {Ja: "起こり得る事象を、原因からたどる方法と結果から出発する方法の両方で特定したものです。どのリスクにつながるかを示します。", En: "What may happen, sought forward from causes and backward from results, and the risks that each leads to."},
	"eventsCount":    {Ja: "全{n}件（原因の側{cause}件、結果の側{result}件）。リスクにつながっていないもの{open}件。", En: "{n} in all ({cause} from causes, {result} from results); {open} lead to no risk."},
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

// eventsView is the page events.html.
type eventsView struct{ listView }

// eventsPresenter makes the pages of events.
type eventsPresenter struct{ *desk }

func eventsPages(v *desk) iter.Seq[Page] {
	return one("events.html", "events.html", func() any { return eventsPresenter{v}.eventsView("events.html") })
}

func (v eventsPresenter) eventsView(path string) eventsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["eventsTitle"], column{"eventHead", "title"}, column{"eventApproach", "nowrap"}, column{"eventCause", "words"}, column{"eventResult", "words"}, column{"eventSources", "refs"}, column{"eventAssets", "refs"}, column{"eventRisks", "refs"})
	approaches, linked := newPicks("approach", "eventApproach"), newPicks("linked", "eventRisks")
	cause, open := 0, 0
	for _, e := range v.Register.Events {
		if e.Approach == "cause" {
			cause++
		}
		state := "yes"
		if len(v.counting(v.from("risks", e.ID))) == 0 {
			open++
			state = "no"
			linked.add(1, state, v.words["eventNoRisk"])
		} else {
			linked.add(0, state, v.words["yes"])
		}
		approaches.add(0, e.Approach, v.words["approach-"+e.Approach])
		t.row(append([]string{"approach", e.Approach, "linked", state}, besides.of(&e.Record, e.Assets, noDay)...)...)
		t.named(e.ID, v.listed(path, e))
		t.words(v.words["approach-"+e.Approach])
		t.cell(or(v.short(e.Cause), part.Words("–")))
		t.cell(v.short(e.Result))
		t.cell(v.someRefs(path, e.Sources))
		t.cell(v.someRefs(path, e.Assets))
		t.number(len(v.counting(v.from("risks", e.ID))), v.eventRisks(path, e.ID))
	}
	n := len(v.Register.Events)
	return eventsView{v.listPage(path, part.Words(v.say("eventsCount", "n", n, "cause", cause, "result", strconv.Itoa(n-cause), "open", open)),
		v.filters("list.rows", append([]*picks{approaches, linked}, besides.picks()...)...), t.sortable())}
}

// eventRisks names the risks that were identified from an event; where there are none it says so.
func (v eventsPresenter) eventRisks(path, id string) part.Part {
	risks := v.from("risks", id)
	if len(v.counting(risks)) > 0 {
		return v.someRefs(path, risks)
	}
	return join(" ", v.someRefs(path, risks), v.state("warn", "eventNoRisk"))
}

var eventWords = Words{
	"eventFoundBy":    {Ja: "着眼点", En: "Found by"},
	"eventNoRiskNote": {Ja: "この事象からリスクは特定されていません。リスクとして扱わない理由がある場合は、本文に書いてください。", En: "No risk is identified from this event. Where there is a reason, the text of the record should give it."},
}

// eventView is the page of one event.
type eventView struct {
	recordView
	NoRisk string
	Risks  part.Part
}

func eventPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "event.html", register.Every[*register.Event](v.Register), func(path string, e *register.Event) any { return eventsPresenter{v}.eventView(path, e) })
}

func (v eventsPresenter) eventView(path string, e *register.Event) eventView {
	page := eventView{recordView: v.record(path, e), Risks: v.riskTable(path, v.from("risks", e.ID))}
	if len(v.counting(v.from("risks", e.ID))) == 0 {
		page.NoRisk = v.words["eventNoRiskNote"]
	}
	f := v.facts()
	f.words("eventApproach", v.words["approach-"+e.Approach])
	f.add("eventSources", v.refList(path, e.Sources))
	f.add("eventCause", v.wording(e.Cause))
	f.add("eventResult", strong(v.wording(e.Result)))
	f.add("eventAssets", v.refList(path, e.Assets))
	if e.FoundBy != "" {
		f.words("eventFoundBy", v.words["foundBy-"+e.FoundBy])
	}
	page.Facts = f.done()
	return page
}
