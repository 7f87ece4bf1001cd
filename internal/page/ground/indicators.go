package ground

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// IndicatorsWords are the words of this file's pages and parts, by key.
var IndicatorsWords = desk.Words{
	"indicatorsLead":                        {Ja: "リスクの変化の予兆を見る指標です。限界を超えたものから順に示します。", En: "What shows that a risk is changing before it strikes; those beyond their limit come first."},
	"indicatorsCount":                       {Ja: "全{n}件。うち限界超過{beyond}件、注意{warned}件、値のないもの{unread}件。", En: "{n} in all: {beyond} beyond the limit, {warned} in warning, {unread} without a reading."},
	"indicatorsLate":                        {Ja: "測定の滞るもの{n}件。", En: "{n} {n|is|are} not read in time."},
	"indicatorLate":                         {Ja: "測定が滞っている", En: "Not read in time"},
	"indicatorInTime":                       {Ja: "期限内に測定", En: "Read in time"},
	"indicatorReading":                      {Ja: "測定", En: "Reading"},
	"indicatorEvery":                        {Ja: "測定の間隔", En: "Read every"},
	"indicatorMonths":                       {Ja: "{n}か月", En: "{n} {n|month|months}"},
	"indicatorLateNote":                     {Ja: "{n}か月ごとに測るはずの指標ですが、その2倍の期間を過ぎても新しい値がありません。最新の値は、いまの状態を示しません。", En: "It is to be read every {n|month|{n} months}, and for twice as long there is no new reading: the newest one does not tell how things are."},
	"indicatorHead":                         {Ja: "指標", En: "Indicator"},
	"indicatorState":                        {Ja: "状態", En: "State"},
	"indicatorNewest":                       {Ja: "最新の値", En: "Newest reading"},
	"indicatorWarn":                         {Ja: "注意", En: "Warning"},
	"indicatorLimit":                        {Ja: "限界", En: "Limit"},
	"indicatorTrend":                        {Ja: "値の傾向", En: "Trend"},
	"indicatorRisks":                        {Ja: "見守るリスク", En: "Risks watched"},
	"indicatorWorse":                        {Ja: "悪い方向", En: "Worse when"},
	"indicatorUnit":                         {Ja: "単位", En: "Unit"},
	"indicatorReadings":                     {Ja: "値の記録", En: "Readings"},
	"indicatorValue":                        {Ja: "値", En: "Value"},
	"indicatorNone":                         {Ja: "値の記録はありません。", En: "There are no readings."},
	"indicatorNotYet":                       {Ja: "基準日より後", En: "after the as-of date"},
	"indicatorOver":                         {Ja: "{value}超", En: "above {value}"},
	"indicatorUnder":                        {Ja: "{value}未満", En: "below {value}"},
	"indicator-" + string(indicator.Unread): {Ja: "値なし", En: "Unread"},
	"indicator-" + string(indicator.Within): {Ja: "範囲内", En: "Within"},
	"indicator-" + string(indicator.Warned): {Ja: "注意", En: "Warning"},
	"indicator-" + string(indicator.Beyond): {Ja: "限界超過", En: "Beyond"},
	"moving-worsening":                      {Ja: "悪化", En: "Worsening"},
	"moving-steady":                         {Ja: "横ばい", En: "Steady"},
	"moving-improving":                      {Ja: "改善", En: "Improving"},
}

// IndicatorsPages makes the page of indicators.
func IndicatorsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("indicators.html", "indicators.html", func() any { return indicatorsView(v, "indicators.html") })
}

var indicatorOrder = []indicator.State{indicator.Beyond, indicator.Warned, indicator.Unread, indicator.Within}

func indicatorsView(v *desk.Desk, path string) view.Indicators {
	// What tells how near the limit is comes first, and fits a screen of 1280 pixels; the rest may scroll.
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["indicatorsTitle"], desk.Column{Key: "indicatorHead", Class: "title"}, desk.Column{Key: "indicatorState"}, desk.Column{Key: "indicatorNewest", Class: "number"},
		desk.Column{Key: "indicatorWarn", Class: "number"}, desk.Column{Key: "indicatorLimit", Class: "number"}, desk.Column{Key: "seriesHead"}, desk.Column{Key: "outlookHead"}, desk.Column{Key: "indicatorTrend", Class: "nowrap"}, desk.Column{Key: "on", Class: "nowrap"},
		desk.Column{Key: "indicatorRisks", Class: "refs"}, desk.Column{Key: "owner", Class: "name"})
	states, trends, owners := desk.NewPicks("state", "indicatorState"), desk.NewPicks("trend", "indicatorTrend"), desk.NewPicks("owner", "owner")
	reads, late := desk.NewPicks("read", "indicatorReading"), 0
	counts := map[indicator.State]int{}
	list := slices.Clone(v.Assessment.Indicators)
	order := func(i *indicator.Judged) int { return slices.Index(indicatorOrder, i.State) }
	slices.SortStableFunc(list, func(a, b *indicator.Judged) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a.Record.ID, b.Record.ID))
	})
	for n, i := range list {
		r := i.Record
		counts[i.State]++
		states.Add(order(i), string(i.State), v.Words["indicator-"+string(i.State)])
		trends.Add(0, i.Trend, v.Known("moving-", i.Trend))
		owners.Add(0, r.Owner, v.Party(r.Owner))
		read := "time"
		if i.Overdue {
			late++
			read = "late"
			reads.Add(0, read, v.Words["indicatorLate"])
		} else {
			reads.Add(1, read, v.Words["indicatorInTime"])
		}
		t.Row(append([]string{"state", string(i.State), "trend", i.Trend, "owner", r.Owner, "read", read}, besides.Of(&r.Record, nil, desk.NoDay)...)...)
		t.Named(r.ID, v.Listed(path, r))
		t.Number(order(i), indicatorState(v, i))
		on := "–"
		if i.Newest != nil {
			on = i.Newest.On.String()
			t.Sorted(desk.Number(*i.Newest.Value), measured(v, r, i.Newest.Value))
		} else {
			t.Cell(part.Words("–"))
		}
		t.Cell(part.Whole{Part: bound(v, r, r.Warn)})
		t.Cell(part.Whole{Part: bound(v, r, r.Limit)})
		t.Cell(spark(v, n, i))
		t.Sorted(outlookOrder(i), outlookCell(v, i))
		t.Cell(moving(v, i.Trend))
		t.Words(on)
		t.Cell(v.SomeRefs(path, r.Risks))
		t.Words(v.Party(r.Owner))
	}
	count := v.Say("indicatorsCount", "n", len(list), "beyond", counts[indicator.Beyond], "warned", counts[indicator.Warned], "unread", counts[indicator.Unread])
	if late > 0 {
		count += v.Words["sentenceSeparator"] + v.Say("indicatorsLate", "n", late)
	}
	return view.Indicators{Method: outlookMethod(v), ListPage: v.ListPage(path, part.Words(count), v.Filters("list.rows", append([]*desk.Picks{states, reads, trends, owners}, besides.Picks()...)...), t.Sortable())}
}

func indicatorBadge(v *desk.Desk, state indicator.State) part.Part {
	class := "quiet"
	switch state {
	case indicator.Within:
		class = "good"
	case indicator.Warned:
		class = "warn"
	case indicator.Beyond:
		class = "bad"
	}
	return desk.Badge(class, v.Words["indicator-"+string(state)])
}

// indicatorState shows where an indicator stands; one that is not read in time shows no all-clear.
func indicatorState(v *desk.Desk, i *indicator.Judged) part.Part {
	if !i.Overdue {
		return indicatorBadge(v, i.State)
	}
	state := indicatorBadge(v, i.State)
	if i.State == indicator.Within {
		state = v.State("quiet", "indicator-"+string(indicator.Within))
	}
	return desk.Join(" ", state, v.State("warn", "indicatorLate"))
}

// measured writes a value with the unit of its indicator.
func measured(v *desk.Desk, r *register.Indicator, value *float64) part.Part {
	if value == nil {
		return part.Words("–")
	}
	return desk.Join(" ", part.Words(desk.Number(*value)), desk.Small(v.Short(r.Unit)))
}

// bound writes from where on an indicator is in warning or beyond.
func bound(v *desk.Desk, r *register.Indicator, value *float64) part.Part {
	if value == nil {
		return part.Words("–")
	}
	if r.Worse == "lower" {
		return part.Words(v.Say("indicatorUnder", "value", desk.Number(*value)))
	}
	return part.Words(v.Say("indicatorOver", "value", desk.Number(*value)))
}

func moving(v *desk.Desk, trend string) part.Part {
	switch trend {
	case "":
		return part.Words("–")
	case "worsening":
		return v.State("warn", "moving-worsening")
	}
	return part.Words(v.Words["moving-"+trend])
}

// IndicatorPages makes a page for each indicator.
func IndicatorPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "indicator.html", register.Every[*register.Indicator](v.Register), func(path string, r *register.Indicator) any {
		return indicatorView(v, path, v.Assessment.Indicator(r.ID))
	})
}

func indicatorView(v *desk.Desk, path string, i *indicator.Judged) view.Indicator {
	r := i.Record
	page := view.Indicator{RecordPage: v.Record(path, r), Status: indicatorState(v, i), Outlook: outlookWords(v, i), Method: outlookMethod(v), Chart: readingsChart(v, i), Risks: v.RiskTable(path, r.Risks)}
	if i.Overdue {
		page.Late = v.Say("indicatorLateNote", "n", r.EveryMonths)
	}
	f := v.Facts()
	f.Add("indicatorState", indicatorState(v, i))
	if i.Newest != nil {
		f.Add("indicatorNewest", desk.Join(" ", desk.Strong(measured(v, r, i.Newest.Value)), v.Iso(i.Newest.On)))
		f.Add("indicatorTrend", moving(v, i.Trend))
		f.Add("outlookHead", outlookCell(v, i))
	}
	f.Add("indicatorWarn", bound(v, r, r.Warn))
	f.Add("indicatorLimit", bound(v, r, r.Limit))
	f.Add("indicatorUnit", v.Wording(r.Unit))
	if r.EveryMonths > 0 {
		f.Words("indicatorEvery", v.Say("indicatorMonths", "n", r.EveryMonths))
	}
	f.Words("indicatorWorse", v.Known("worse-", cmp.Or(r.Worse, "higher")))
	page.Facts = f.Done()
	t := v.Table("", v.Words["indicatorReadings"], desk.Column{Key: "on", Class: "nowrap"}, desk.Column{Key: "indicatorValue", Class: "number"}, desk.Column{Key: "indicatorState"})
	for _, reading := range slices.Backward(r.Readings) {
		if reading.Value == nil {
			continue
		}
		t.Row()
		t.Head(part.Words(reading.On.String()))
		t.Cell(measured(v, r, reading.Value))
		if reading.On.After(v.Assessment.AsOf) {
			t.Cell(part.Empty(v.Words["indicatorNotYet"]))
		} else {
			t.Cell(indicatorBadge(v, i.At(*reading.Value)))
		}
	}
	t.Made.Narrow = true
	page.Readings = t.Done()
	return page
}
