package page

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var indicatorsWords = Words{
	"indicatorsLead":    {Ja: "リスクの変化の予兆を見る指標です。限界を超えたものから順に示します。", En: "What shows that a risk is changing before it strikes; those beyond their limit come first."},
	"indicatorsCount":   {Ja: "全{n}件。うち限界超過{beyond}件、注意{warned}件、値のないもの{unread}件。", En: "{n} in all: {beyond} beyond the limit, {warned} in warning, {unread} without a reading."},
	"indicatorsLate":    {Ja: "測定の滞るもの{n}件。", En: "{n} are not read in time."},
	"indicatorLate":     {Ja: "測定が滞っている", En: "Not read in time"},
	"indicatorInTime":   {Ja: "期限内に測定", En: "Read in time"},
	"indicatorReading":  {Ja: "測定", En: "Reading"},
	"indicatorEvery":    {Ja: "測定の間隔", En: "Read every"},
	"indicatorMonths":   {Ja: "{n}か月", En: "{n} months"},
	"indicatorLateNote": {Ja: "{n}か月ごとに測るはずの指標ですが、その2倍の期間を過ぎても新しい値がありません。最新の値は、いまの状態を示しません。", En: "It is to be read every {n} months, and for twice as long there is no new reading: the newest one does not tell how things are."},
	"indicatorHead":     {Ja: "指標", En: "Indicator"},
	"indicatorState":    {Ja: "状態", En: "State"},
	"indicatorNewest":   {Ja: "最新の値", En: "Newest reading"},
	"indicatorWarn":     {Ja: "注意", En: "Warning"},
	"indicatorLimit":    {Ja: "限界", En: "Limit"},
	"indicatorTrend":    {Ja: "値の傾向", En: "Trend"},
	"indicatorRisks":    {Ja: "見守るリスク", En: "Risks watched"},
	"indicatorWorse":    {Ja: "悪い方向", En: "Worse when"},
	"indicatorUnit":     {Ja: "単位", En: "Unit"},
	"indicatorReadings": {Ja: "値の記録", En: "Readings"},
	"indicatorValue":    {Ja: "値", En: "Value"},
	"indicatorNone":     {Ja: "値の記録はありません。", En: "There are no readings."},
	"indicatorNotYet":   {Ja: "基準日より後", En: "after the as-of date"},
	"indicatorOver":     {Ja: "{value}超", En: "above {value}"},
	"indicatorUnder":    {Ja: "{value}未満", En: "below {value}"},
	"indicator-unread":  {Ja: "値なし", En: "Unread"},
	"indicator-within":  {Ja: "範囲内", En: "Within"},
	"indicator-warning": {Ja: "注意", En: "Warning"},
	"indicator-beyond":  {Ja: "限界超過", En: "Beyond"},
	"moving-worsening":  {Ja: "悪化", En: "Worsening"},
	"moving-steady":     {Ja: "横ばい", En: "Steady"},
	"moving-improving":  {Ja: "改善", En: "Improving"},
}

// indicatorsView is the page indicators.html.
type indicatorsView struct {
	listView
	Method string // by which the outlook is judged
}

// indicatorsPresenter makes the pages of indicators.
type indicatorsPresenter struct{ *desk }

func indicatorsPages(v *desk) iter.Seq[Page] {
	return one("indicators.html", "indicators.html", func() any { return indicatorsPresenter{v}.indicatorsView("indicators.html") })
}

var indicatorOrder = []assess.IndicatorState{assess.Beyond, assess.Warned, assess.Unread, assess.Within}

func (v indicatorsPresenter) indicatorsView(path string) indicatorsView {
	// What tells how near the limit is comes first, and fits a screen of 1280 pixels; the rest may scroll.
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["indicatorsTitle"], column{"indicatorHead", "title"}, column{"indicatorState", ""}, column{"indicatorNewest", "number"},
		column{"indicatorWarn", "number"}, column{"indicatorLimit", "number"}, column{"seriesHead", ""}, column{"outlookHead", ""}, column{"indicatorTrend", "nowrap"}, column{"on", "nowrap"},
		column{"indicatorRisks", "refs"}, column{"owner", "name"})
	states, trends, owners := newPicks("state", "indicatorState"), newPicks("trend", "indicatorTrend"), newPicks("owner", "owner")
	reads, late := newPicks("read", "indicatorReading"), 0
	counts := map[assess.IndicatorState]int{}
	list := slices.Clone(v.Assessment.Indicators)
	order := func(i *assess.Indicator) int { return slices.Index(indicatorOrder, i.State) }
	slices.SortStableFunc(list, func(a, b *assess.Indicator) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a.Record.ID, b.Record.ID))
	})
	for n, i := range list {
		r := i.Record
		counts[i.State]++
		states.add(order(i), string(i.State), v.words["indicator-"+string(i.State)])
		trends.add(0, i.Trend, v.known("moving-", i.Trend))
		owners.add(0, r.Owner, v.party(r.Owner))
		read := "time"
		if i.Overdue {
			late++
			read = "late"
			reads.add(0, read, v.words["indicatorLate"])
		} else {
			reads.add(1, read, v.words["indicatorInTime"])
		}
		t.row(append([]string{"state", string(i.State), "trend", i.Trend, "owner", r.Owner, "read", read}, besides.of(&r.Record, nil, noDay)...)...)
		t.named(r.ID, v.listed(path, r))
		t.number(order(i), v.indicatorState(i))
		on := "–"
		if i.Newest != nil {
			on = i.Newest.On.String()
			t.sorted(number(*i.Newest.Value), v.measured(r, i.Newest.Value))
		} else {
			t.cell(part.Words("–"))
		}
		t.cell(part.Whole{Part: v.bound(r, r.Warn)})
		t.cell(part.Whole{Part: v.bound(r, r.Limit)})
		t.cell(indicatorSeriesPresenter{v.desk}.spark(n, i))
		t.sorted(outlookOrder(i), indicatorOutlookPresenter{v.desk}.outlookCell(i))
		t.cell(v.moving(i.Trend))
		t.words(on)
		t.cell(v.someRefs(path, r.Risks))
		t.words(v.party(r.Owner))
	}
	count := v.say("indicatorsCount", "n", len(list), "beyond", counts[assess.Beyond], "warned", counts[assess.Warned], "unread", counts[assess.Unread])
	if late > 0 {
		count += v.words["sentenceSeparator"] + v.say("indicatorsLate", "n", late)
	}
	return indicatorsView{Method: indicatorOutlookPresenter{v.desk}.outlookMethod(), listView: v.listPage(path, part.Words(count), v.filters("list.rows", append([]*picks{states, reads, trends, owners}, besides.picks()...)...), t.sortable())}
}

func (v indicatorsPresenter) indicatorBadge(state assess.IndicatorState) part.Part {
	class := "quiet"
	switch state {
	case assess.Within:
		class = "good"
	case assess.Warned:
		class = "warn"
	case assess.Beyond:
		class = "bad"
	}
	return badge(class, v.words["indicator-"+string(state)])
}

// indicatorState shows where an indicator stands; one that is not read in time shows no all-clear.
func (v indicatorsPresenter) indicatorState(i *assess.Indicator) part.Part {
	if !i.Overdue {
		return v.indicatorBadge(i.State)
	}
	state := v.indicatorBadge(i.State)
	if i.State == assess.Within {
		state = v.state("quiet", "indicator-within")
	}
	return join(" ", state, v.state("warn", "indicatorLate"))
}

// measured writes a value with the unit of its indicator.
func (v indicatorsPresenter) measured(r *register.Indicator, value *float64) part.Part {
	if value == nil {
		return part.Words("–")
	}
	return join(" ", part.Words(number(*value)), small(v.short(r.Unit)))
}

// bound writes from where on an indicator is in warning or beyond.
func (v indicatorsPresenter) bound(r *register.Indicator, value *float64) part.Part {
	if value == nil {
		return part.Words("–")
	}
	if r.Worse == "lower" {
		return part.Words(v.say("indicatorUnder", "value", number(*value)))
	}
	return part.Words(v.say("indicatorOver", "value", number(*value)))
}

func (v indicatorsPresenter) moving(trend string) part.Part {
	switch trend {
	case "":
		return part.Words("–")
	case "worsening":
		return v.state("warn", "moving-worsening")
	}
	return part.Words(v.words["moving-"+trend])
}

// indicatorView is the page of one indicator.
type indicatorView struct {
	recordView
	Status   part.Part
	Late     string    // that it is not read in time
	Outlook  part.Part // where the readings are heading
	Method   string    // by which that is judged
	Chart    part.Part
	Readings part.Part
	Risks    part.Part
}

func indicatorPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "indicator.html", register.Every[*register.Indicator](v.Register), func(path string, r *register.Indicator) any {
		return indicatorsPresenter{v}.indicatorView(path, v.Assessment.Indicator(r.ID))
	})
}

func (v indicatorsPresenter) indicatorView(path string, i *assess.Indicator) indicatorView {
	r := i.Record
	page := indicatorView{recordView: v.record(path, r), Status: v.indicatorState(i), Outlook: indicatorOutlookPresenter{v.desk}.outlookWords(i), Method: indicatorOutlookPresenter{v.desk}.outlookMethod(), Chart: indicatorSeriesPresenter{v.desk}.readingsChart(i), Risks: v.riskTable(path, r.Risks)}
	if i.Overdue {
		page.Late = v.say("indicatorLateNote", "n", r.EveryMonths)
	}
	f := v.facts()
	f.add("indicatorState", v.indicatorState(i))
	if i.Newest != nil {
		f.add("indicatorNewest", join(" ", strong(v.measured(r, i.Newest.Value)), part.Words(v.day(i.Newest.On))))
		f.add("indicatorTrend", v.moving(i.Trend))
		f.add("outlookHead", indicatorOutlookPresenter{v.desk}.outlookCell(i))
	}
	f.add("indicatorWarn", v.bound(r, r.Warn))
	f.add("indicatorLimit", v.bound(r, r.Limit))
	f.add("indicatorUnit", v.wording(r.Unit))
	if r.EveryMonths > 0 {
		f.words("indicatorEvery", v.say("indicatorMonths", "n", r.EveryMonths))
	}
	f.words("indicatorWorse", v.known("worse-", cmp.Or(r.Worse, "higher")))
	page.Facts = f.done()
	t := v.table("", v.words["indicatorReadings"], column{"on", "nowrap"}, column{"indicatorValue", "number"}, column{"indicatorState", ""})
	for _, reading := range slices.Backward(r.Readings) {
		if reading.Value == nil {
			continue
		}
		t.row()
		t.head(part.Words(reading.On.String()))
		t.cell(v.measured(r, reading.Value))
		if reading.On.After(v.Assessment.AsOf) {
			t.cell(part.Empty(v.words["indicatorNotYet"]))
		} else {
			t.cell(v.indicatorBadge(i.At(*reading.Value)))
		}
	}
	t.made.Narrow = true
	page.Readings = t.done()
	return page
}
