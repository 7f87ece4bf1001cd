package rating

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
)

// TimelineWords are the words of this file's pages and parts, by key.
var TimelineWords = desk.Words{
	"timelineTitle":   {Ja: "計画の日程", En: "The plans in time"},
	"timelineLead":    {Ja: "棒は開始から期限までです。縦の太い線が期限、斜線は期限を過ぎた期間です。近接する作業は一つの印にまとめ、件数を添えて、最も遅れた状態で示します。同じ日付は上の一覧と各計画のページにもあります。", En: "A bar runs from start to due date; the thick stroke is the due date, and hatching is time past it. Actions too close to tell apart share one mark with their number, drawn as the most overdue of them. The list above and the page of each plan give the same dates."},
	"timelineFirst":   {Ja: "計画{all}件のうち、実行中のものから順に{n}件を示します。", En: "The first {n} of {all} plans, those at work before the others."},
	"timelineWhat":    {Ja: "計画{n}件の日程。期限超過{late}件、遅れて完了{slipped}件。", En: "{n} {n|plan|plans}; {late} overdue, {slipped} finished late."},
	"timelineToday":   {Ja: "基準日 {day}", En: "As of {day}"},
	"timelineDone":    {Ja: "完了した作業", En: "action done"},
	"timelineOpen":    {Ja: "未完了の作業", En: "action open"},
	"timelineOverdue": {Ja: "期限超過の作業", En: "action overdue"},
	"timelineSlip":    {Ja: "期限を過ぎた期間", En: "time past due"},
	"timelineLate":    {Ja: "{n}日超過", En: "{n} {n|day|days} overdue"},
	"timelineSlipped": {Ja: "{n}日遅れて完了", En: "done {n} {n|day|days} late"},
	"timelineBar":     {Ja: "{start}～{due}", En: "{start} to {due}"},
	"timelineYear":    {Ja: "{year}年", En: "{year}"},
	"timelineMonths":  {Ja: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", En: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"},
}

// timelineMost is the number of plans up to which the picture can be read.
const timelineMost = 40

// timeline draws the plans against time, those at work first.
func timeline(v *desk.Desk, path string) part.Part {
	plans := slices.DeleteFunc(PlansInOrder(v), func(p *assess.Plan) bool { return p.Record.Due.IsZero() })
	all := len(plans)
	plans = plans[:min(all, timelineMost)]
	t := picture.Timeline{
		Head:       picture.Head{ID: "schedule", Title: v.Words["timelineTitle"]},
		Today:      desk.PictureDay(v.Assessment.AsOf),
		TodayWords: v.Say("timelineToday", "day", v.Assessment.AsOf),
		DoneWords:  v.Words["timelineDone"], OpenWords: v.Words["timelineOpen"], OverdueWords: v.Words["timelineOverdue"], Slips: v.Words["timelineSlip"],
		Year:  func(year int) string { return v.Say("timelineYear", "year", year) },
		Month: picture.Months(v.Words["timelineMonths"]),
	}
	late, slipped := 0, 0
	for _, p := range plans {
		bar := planBar(v, path, p)
		if p.Overdue {
			late++
		} else if bar.End != (picture.Day{}) {
			slipped++
		}
		t.Bars = append(t.Bars, bar)
	}
	t.Description = v.Say("timelineWhat", "n", len(plans), "late", late, "slipped", slipped)
	svg := t.Draw()
	if svg == "" {
		return nil
	}
	words := v.Words["timelineLead"]
	if len(plans) < all {
		words += v.Words["sentenceSeparator"] + v.Say("timelineFirst", "n", len(plans), "all", all)
	}
	return part.Line{part.Paragraph(words), desk.Framed(v.Words["timelineTitle"], svg)}
}

// planBar is one plan with its actions. What it slipped runs from its due day to the day it was finished, or to the as-of date while it is overdue.
func planBar(v *desk.Desk, path string, p *assess.Plan) picture.Bar {
	r, asOf := p.Record, v.Assessment.AsOf
	note := v.Words["status-"+r.Status]
	if !p.LiveFrom.IsZero() {
		note += v.Words["contextSeparator"] + v.Say("planLiveFrom", "day", p.LiveFrom)
	}
	bar := picture.Bar{Status: r.Status, Start: desk.PictureDay(r.Start), Due: desk.PictureDay(r.Due)}
	bar.Tip = r.ID + " " + v.Say("timelineBar", "start", r.Start, "due", r.Due)
	slip := ""
	switch {
	case p.Overdue:
		bar.End = desk.PictureDay(asOf)
		slip = v.Say("timelineLate", "n", r.Due.DaysUntil(asOf))
	case r.Status == "done" && r.Finished.After(r.Due) && !r.Finished.After(asOf):
		bar.End = desk.PictureDay(r.Finished)
		slip = v.Say("timelineSlipped", "n", r.Due.DaysUntil(r.Finished))
	}
	if slip != "" {
		note += v.Words["contextSeparator"] + slip
		bar.Tip += v.Words["contextSeparator"] + slip
	}
	bar.Node = v.Node(path, &r.Record, note)
	for i := range r.Actions {
		a := &r.Actions[i]
		m := picture.Mark{On: desk.PictureDay(a.Due), State: picture.Open}
		words, on := v.Words["timelineOpen"], a.Due
		switch {
		case !a.Done.IsZero() && !a.Done.After(asOf):
			m.On, m.State, words, on = desk.PictureDay(a.Done), picture.Done, v.Words["timelineDone"], a.Done
		case slices.Contains(p.OverdueOpen, i):
			m.State, words = picture.Overdue, v.Words["timelineOverdue"]
		}
		m.Title = v.Text(a.Title) + " " + words + " " + on.String()
		bar.Marks = append(bar.Marks, m)
	}
	return bar
}
