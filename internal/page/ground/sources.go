package ground

import (
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// SourcesWords are the words of this file's pages and parts, by key.
var SourcesWords = desk.Words{
	"sourcesLead":       {Ja: "事象の原因となる脅威と脆弱性です。動向と、どの資産に関わり、どのリスクにつながるかを示します。", En: "The threats and vulnerabilities that events arise from: how they develop, what they bear on, and which risks they lead to."},
	"sourcesCount":      {Ja: "全{n}件（脅威{threats}件、脆弱性{holes}件）。うち増加傾向にあるもの{rising}件。", En: "{n} in all ({threats} {threats|threat|threats}, {holes} {holes|vulnerability|vulnerabilities}); {rising} {rising|is|are} rising."},
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

// SourcesPages makes the page of sources.
func SourcesPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("sources.html", "sources.html", func() any { return sourcesView(v, "sources.html") })
}

func sourcesView(v *desk.Desk, path string) view.Sources {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["sourcesTitle"], desk.Column{Key: "sourceHead", Class: "title"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "sourceOrigin", Class: "nowrap"}, desk.Column{Key: "sourceTrend"}, desk.Column{Key: "sourceObserved", Class: "nowrap"},
		desk.Column{Key: "sourceIdentifiers", Class: "refs"}, desk.Column{Key: "eventAssets", Class: "refs"}, desk.Column{Key: "eventHead", Class: "number"}, desk.Column{Key: "eventRisks", Class: "number"}, desk.Column{Key: "assetHighest", Class: "nowrap"})
	forms, origins, trends := desk.NewPicks("form", "form"), desk.NewPicks("origin", "sourceOrigin"), desk.NewPicks("trend", "sourceTrend")
	threats, rising := 0, 0
	for _, s := range v.Register.Sources {
		if s.Form == "threat" {
			threats++
		}
		if s.Trend == "rising" {
			rising++
		}
		forms.Add(0, s.Form, v.Words["source-"+s.Form])
		origins.Add(0, s.Origin, v.Words["origin-"+s.Origin])
		trends.Add(trendOrder(s.Trend), s.Trend, v.Words["trend-"+s.Trend])
		risks := v.Index.Bearing().BySource[s.ID]
		highest := highest(v, risks)
		t.Row(append([]string{"form", s.Form, "origin", s.Origin, "trend", s.Trend}, besides.Of(&s.Record, s.Assets, desk.NoDay)...)...)
		t.Named(s.ID, v.Listed(path, s))
		t.Words(v.Words["source-"+s.Form])
		t.Words(v.Known("origin-", s.Origin))
		t.Number(trendOrder(s.Trend), trend(v, s.Trend))
		t.Words(s.Observed.String())
		t.Cell(desk.Identifiers(s.Identifiers))
		t.Cell(v.SomeRefs(path, s.Assets))
		events := len(v.From("events", s.ID))
		t.Number(events, part.Words(strconv.Itoa(events)))
		t.Number(len(risks), part.Words(strconv.Itoa(len(risks))))
		if len(risks) == 0 {
			t.Number(-2, part.Words("–"))
		} else {
			t.Number(highest, v.LevelBadge(highest))
		}
	}
	n := len(v.Register.Sources)
	return view.Sources{ListPage: v.ListPage(path, part.Words(v.Say("sourcesCount", "n", n, "threats", threats, "holes", n-threats, "rising", rising)),
		v.Filters("list.rows", append([]*desk.Picks{forms, origins, trends}, besides.Picks()...)...), t.Sortable())}
}

func trendOrder(trend string) int {
	return slices.Index([]string{"rising", "steady", "falling"}, trend)
}

// trend shows which way a source develops.
func trend(v *desk.Desk, trend string) part.Part {
	switch trend {
	case "":
		return nil
	case "rising":
		return v.State("warn", "trend-rising")
	}
	return part.Words(v.Words["trend-"+trend])
}

// SourcePages makes a page for each source.
func SourcePages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "source.html", register.Every[*register.Source](v.Register), func(path string, s *register.Source) any { return sourceView(v, path, s) })
}

func sourceView(v *desk.Desk, path string, s *register.Source) view.Source {
	page := view.Source{RecordPage: v.Record(path, s), Events: eventTable(v, path, v.From("events", s.ID)), Risks: v.RiskTable(path, v.Index.Bearing().BySource[s.ID])}
	f := v.Facts()
	f.Words("form", v.Words["source-"+s.Form])
	f.Words("sourceOrigin", v.Known("origin-", s.Origin))
	f.Add("sourceTrend", trend(v, s.Trend))
	f.Add("sourceObserved", v.Iso(s.Observed))
	f.Add("sourceIdentifiers", desk.Identifiers(s.Identifiers))
	f.Add("eventAssets", v.RefList(path, s.Assets))
	f.Add("sourceFindings", v.RefList(path, v.From("findings", s.ID)))
	page.Facts = f.Done()
	return page
}
