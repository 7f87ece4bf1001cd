package ground

import (
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// IndicatorOutlookWords are the words of this file's pages and parts, by key.
var IndicatorOutlookWords = desk.Words{
	"outlookHead":           {Ja: "限界への見込み", En: "Towards the limit"},
	"outlook-beyond":        {Ja: "最新の値が限界を超えています。", En: "The newest reading is beyond the limit."},
	"outlook-few":           {Ja: "値の記録が{n}回しかなく、見込みは立てられません（{fewest}回以上が必要です）。", En: "With {n} {n|reading|readings} nothing can be said of where they are heading; {fewest} are wanted."},
	"outlook-no-trend":      {Ja: "最新の{n}回の値に、偶然では説明できない悪化の傾向はありません（偶然による確率 {chance}）。", En: "The newest {n} readings show no worsening that chance does not explain (probability by chance: {chance})."},
	"outlook-far":           {Ja: "最新の{n}回の値は悪化の傾向にあります（偶然による確率 {chance}）。ただし限界までは、値の記録の期間より遠く、達する時期は示せません。", En: "The newest {n} readings worsen (probability by chance: {chance}), but the limit is further off than they reach back, so that no month can be given."},
	"outlook-nearing":       {Ja: "最新の{n}回の値は悪化の傾向にあり（偶然による確率 {chance}）、このままでは{on}ごろ限界に達する見込みです。", En: "The newest {n} readings worsen (probability by chance: {chance}): at this pace the limit is reached about {on}."},
	"outlook-reached":       {Ja: "最新の{n}回の値は悪化の傾向にあり（偶然による確率 {chance}）、{on}ごろには限界に達した見込みです。新しい値で確かめてください。", En: "The newest {n} readings worsen (probability by chance: {chance}): at this pace the limit was reached about {on}. Take a new reading."},
	"outlookBetween":        {Ja: "信頼度{confidence}％の幅は{earliest}から{latest}までです。", En: "With {confidence}% confidence it lies between {earliest} and {latest}."},
	"outlookWithin":         {Ja: "信頼度{confidence}％の幅は{month}に収まります。", En: "With {confidence}% confidence it lies within {month}."},
	"outlookEarliest":       {Ja: "信頼度{confidence}％の幅では、早ければ{earliest}で、遅い方の時期は示せません。", En: "With {confidence}% confidence it is {earliest} at the earliest; no latest month can be given."},
	"outlookAbout":          {Ja: "{on}ごろ超過", En: "Beyond about {on}"},
	"outlookShort-far":      {Ja: "悪化、時期は不明", En: "Worsening, month unknown"},
	"outlookShort-few":      {Ja: "値が少なく不明", En: "Too few readings"},
	"outlookShort-no-trend": {Ja: "限界への傾向なし", En: "No trend towards it"},
	"outlookMethod": {
		Ja: "見込みの立て方：最新の{window}回までの値（同じ日は最後の値）を見ます。{fewest}回以上あり、ケンドールの順位検定（片側、正確な分布）で、その悪化が偶然に起こる確率が{chance}％以下のときに限り、悪化の傾向とします。進む速さは、二つの値を結ぶ傾きすべての中央値（センの方法）、時期の幅はその傾きの{confidence}％信頼区間によります。最新の値から限界までが、見た値の期間より長いときは、時期を示しません。季節による増減は考慮していません。改善の傾向も同じ検定で見ます。値が{fewest}回に満たないときの傾向は、最新の値とその前の3回までの平均との比較で、差が注意から限界までの幅の1割以内なら横ばいとします。",
		En: "How it is judged: the newest readings count, up to {window}, of each day the last. There is a worsening trend only where there are at least {fewest}, and chance brings about such a worsening with a probability of {chance}% or less (Kendall's rank test, one-sided, exact). The pace is the median of the slopes between every two readings (Sen's method), the interval of the month comes from the {confidence}% interval of that slope. No month is given where the limit is further from the newest reading than the oldest one looked at. Seasons are not allowed for. Improvement is tested likewise. With fewer than {fewest} readings the trend compares the newest with the mean of the up to three before it, and is steady where they differ by no more than a tenth of the way from warning to limit.",
	},
}

// outlookMethod says how the outlook is judged.
func outlookMethod(v *desk.Desk) string {
	return v.Say("outlookMethod", "window", indicator.OutlookWindow, "fewest", indicator.OutlookFewest, "chance", desk.Number(100*indicator.OutlookChance), "confidence", desk.Number(100*indicator.OutlookConfidence))
}

// outlookWords says in full where the readings are heading; nothing where there is no reading.
func outlookWords(v *desk.Desk, i *indicator.Judged) part.Part {
	o := &i.Outlook
	key := "outlook-" + string(o.State)
	switch o.State {
	case indicator.OutlookUnread:
		return nil
	case indicator.OutlookNearing:
		if !o.On.After(v.Assessment.AsOf) {
			key = "outlook-reached"
		}
	}
	text := v.Say(key, "n", o.N, "fewest", indicator.OutlookFewest, "chance", chance(o.Chance), "on", desk.Month(v.Verdicts, o.On))
	confidence := desk.Number(100 * indicator.OutlookConfidence)
	switch {
	case o.Latest.IsZero() && !o.Earliest.IsZero():
		text += v.Words["sentenceSeparator"] + v.Say("outlookEarliest", "confidence", confidence, "earliest", desk.Month(v.Verdicts, o.Earliest))
	case o.State == indicator.OutlookNearing && desk.Month(v.Verdicts, o.Earliest) == desk.Month(v.Verdicts, o.Latest):
		text += v.Words["sentenceSeparator"] + v.Say("outlookWithin", "confidence", confidence, "month", desk.Month(v.Verdicts, o.Latest))
	case o.State == indicator.OutlookNearing:
		text += v.Words["sentenceSeparator"] + v.Say("outlookBetween", "confidence", confidence, "earliest", desk.Month(v.Verdicts, o.Earliest), "latest", desk.Month(v.Verdicts, o.Latest))
	}
	tone := ""
	if o.State == indicator.OutlookNearing || o.State == indicator.OutlookBeyond {
		tone = "warn"
	}
	return part.Note{Tone: tone, Part: part.Words(text)}
}

// chance writes a probability as a percentage of one place.
func chance(p float64) string {
	if p < 0.001 {
		return "<0.1%"
	}
	return strconv.FormatFloat(100*p, 'f', 1, 64) + "%"
}

// outlookCell says it in a few words.
func outlookCell(v *desk.Desk, i *indicator.Judged) part.Part {
	switch o := &i.Outlook; o.State {
	case indicator.OutlookNearing:
		return desk.Badge("warn", v.Say("outlookAbout", "on", desk.Month(v.Verdicts, o.On)))
	case indicator.OutlookFar, indicator.OutlookFew, indicator.OutlookNone:
		return part.Words(v.Words["outlookShort-"+string(o.State)])
	}
	return part.Words("–")
}

// outlookOrder sorts outlooks by their day, those without one last.
func outlookOrder(i *indicator.Judged) string {
	if i.Outlook.State == indicator.OutlookNearing {
		return i.Outlook.On.String()
	}
	return "9999 " + string(i.Outlook.State)
}

// WatchItems lists the indicators that are beyond their limit, then those that head for it, the soonest first, then others that are not read in time.
func WatchItems(v *desk.Desk, path string) []view.WatchItem {
	watched := assess.Nearing(v.Assessment)
	for _, i := range v.Assessment.Indicators {
		if i.Overdue && !slices.Contains(watched, i) {
			watched = append(watched, i)
		}
	}
	var items []view.WatchItem
	for _, i := range watched {
		item := view.WatchItem{Indicator: v.Ref(path, i.Record.ID), State: indicatorState(v, i), Outlook: outlookCell(v, i), Newest: part.Words("–")}
		if i.Newest != nil {
			item.Newest = measured(v, i.Record, i.Newest.Value)
		}
		for _, id := range i.Record.Risks {
			item.Risks = append(item.Risks, v.ShortRef(path, id))
		}
		items = append(items, item)
	}
	return items
}

// OutlookOf names an indicator with where it stands and where it is heading, for the page of a risk.
func OutlookOf(v *desk.Desk, path string, r *register.Indicator) part.Part {
	i := v.Assessment.Indicator(r.ID)
	pieces := []part.Part{v.Ref(path, r.ID), indicatorState(v, i)}
	if i.Outlook.State == indicator.OutlookNearing {
		pieces = append(pieces, outlookCell(v, i))
	}
	return desk.Join(" ", pieces...)
}
