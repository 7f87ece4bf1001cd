package page

import (
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var sourcesWords = Words{
	"sourcesLead":       {Ja: "事象の原因となる脅威と脆弱性です。動向と、どの資産に関わり、どのリスクにつながるかを示します。", En: "The threats and vulnerabilities that events arise from: how they develop, what they bear on, and which risks they lead to."},
	"sourcesCount":      {Ja: "全{n}件（脅威{threats}件、脆弱性{holes}件）。うち増加傾向にあるもの{rising}件。", En: "{n} in all ({threats} threats, {holes} vulnerabilities); {rising} are rising."},
	"sourceHead":        {Ja: "リスク源", En: "Risk source"},
	"sourceOrigin":      {Ja: "由来", En: "Origin"},
	"sourceTrend":       {Ja: "動向", En: "Trend"},
	"sourceObserved":    {Ja: "最新の観測", En: "Last observed"},
	"sourceIdentifiers": {Ja: "識別番号", En: "Identifiers"},
	"sourceEvents":      {Ja: "起こり得る事象", En: "Events that it may cause"},
	"sourceFindings":    {Ja: "関係する課題", En: "Findings about it"},
	"sourceNoEvent":     {Ja: "このリスク源から特定した事象はありません。", En: "No event was found from this source."},
	"sourceNoRisk":      {Ja: "このリスク源に関わるリスクは特定されていません。", En: "No risk that rests on it is identified."},
}

// sourcesView is the page sources.html.
type sourcesView struct{ listView }

// sourcesPresenter makes the pages of risk sources.
type sourcesPresenter struct{ *desk }

func sourcesPages(v *desk) iter.Seq[Page] {
	return one("sources.html", "sources.html", func() any { return sourcesPresenter{v}.sourcesView("sources.html") })
}

func (v sourcesPresenter) sourcesView(path string) sourcesView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["sourcesTitle"], column{"sourceHead", "title"}, column{"form", "nowrap"}, column{"sourceOrigin", "nowrap"}, column{"sourceTrend", ""}, column{"sourceObserved", "nowrap"},
		column{"sourceIdentifiers", "refs"}, column{"eventAssets", "refs"}, column{"eventHead", "number"}, column{"eventRisks", "number"}, column{"assetHighest", "nowrap"})
	forms, origins, trends := newPicks("form", "form"), newPicks("origin", "sourceOrigin"), newPicks("trend", "sourceTrend")
	threats, rising := 0, 0
	for _, s := range v.Register.Sources {
		if s.Form == "threat" {
			threats++
		}
		if s.Trend == "rising" {
			rising++
		}
		forms.add(0, s.Form, v.words["source-"+s.Form])
		origins.add(0, s.Origin, v.words["origin-"+s.Origin])
		trends.add(trendOrder(s.Trend), s.Trend, v.words["trend-"+s.Trend])
		risks := v.index.bearing().bySource[s.ID]
		highest := assetsPresenter{v.desk}.highest(risks)
		t.row(append([]string{"form", s.Form, "origin", s.Origin, "trend", s.Trend}, besides.of(&s.Record, s.Assets, noDay)...)...)
		t.named(s.ID, v.listed(path, s))
		t.words(v.words["source-"+s.Form])
		t.words(v.known("origin-", s.Origin))
		t.number(trendOrder(s.Trend), v.trend(s.Trend))
		t.words(s.Observed.String())
		t.cell(identifiers(s.Identifiers))
		t.cell(v.someRefs(path, s.Assets))
		events := len(v.from("events", s.ID))
		t.number(events, part.Words(strconv.Itoa(events)))
		t.number(len(risks), part.Words(strconv.Itoa(len(risks))))
		if len(risks) == 0 {
			t.number(-2, part.Words("–"))
		} else {
			t.number(highest, v.levelBadge(highest))
		}
	}
	n := len(v.Register.Sources)
	return sourcesView{v.listPage(path, part.Words(v.say("sourcesCount", "n", n, "threats", threats, "holes", n-threats, "rising", rising)),
		v.filters("list.rows", append([]*picks{forms, origins, trends}, besides.picks()...)...), t.sortable())}
}

// known gives the words of a value of a list; empty where the value is.
func (v *language) known(prefix, value string) string {
	if value == "" {
		return ""
	}
	return v.words[prefix+value]
}

func trendOrder(trend string) int {
	return slices.Index([]string{"rising", "steady", "falling"}, trend)
}

// trend shows which way a source develops.
func (v sourcesPresenter) trend(trend string) part.Part {
	switch trend {
	case "":
		return nil
	case "rising":
		return v.state("warn", "trend-rising")
	}
	return part.Words(v.words["trend-"+trend])
}

// sourceView is the page of one risk source.
type sourceView struct {
	recordView
	Events part.Part
	Risks  part.Part
}

func sourcePages(v *desk) iter.Seq[Page] {
	return recordPages(v, "source.html", register.Every[*register.Source](v.Register), func(path string, s *register.Source) any { return sourcesPresenter{v}.sourceView(path, s) })
}

func (v sourcesPresenter) sourceView(path string, s *register.Source) sourceView {
	page := sourceView{v.record(path, s), assetPresenter{v.desk}.eventTable(path, v.from("events", s.ID)), v.riskTable(path, v.index.bearing().bySource[s.ID])}
	f := v.facts()
	f.words("form", v.words["source-"+s.Form])
	f.words("sourceOrigin", v.known("origin-", s.Origin))
	f.add("sourceTrend", v.trend(s.Trend))
	f.words("sourceObserved", v.day(s.Observed))
	f.add("sourceIdentifiers", identifiers(s.Identifiers))
	f.add("eventAssets", v.refList(path, s.Assets))
	f.add("sourceFindings", v.refList(path, v.from("findings", s.ID)))
	page.Facts = f.done()
	return page
}
