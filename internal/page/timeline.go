package page

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
)

var timelineWords = Words{
	"timelineTitle":   {Ja: "計画の日程", En: "The plans in time"},
	"timelineLead":    {Ja: "棒は開始から期限までです。縦の太い線が期限、斜線は期限を過ぎた期間です。近接する作業は一つの印にまとめ、件数を添えて、最も遅れた状態で示します。同じ日付は上の一覧と各計画のページにもあります。", En: "A bar runs from start to due date; the thick stroke is the due date, and hatching is time past it. Actions too close to tell apart share one mark with their number, drawn as the most overdue of them. The list above and the page of each plan give the same dates."},
	"timelineFirst":   {Ja: "計画{all}件のうち、実行中のものから順に{n}件を示します。", En: "The first {n} of {all} plans, those at work before the others."},
	"timelineWhat":    {Ja: "計画{n}件の日程。期限超過{late}件、遅れて完了{slipped}件。", En: "{n} plans; {late} overdue, {slipped} finished late."},
	"timelineToday":   {Ja: "基準日 {day}", En: "As of {day}"},
	"timelineDone":    {Ja: "完了した作業", En: "action done"},
	"timelineOpen":    {Ja: "未完了の作業", En: "action open"},
	"timelineOverdue": {Ja: "期限超過の作業", En: "action overdue"},
	"timelineSlip":    {Ja: "期限を過ぎた期間", En: "time past due"},
	"timelineLate":    {Ja: "{n}日超過", En: "{n} days overdue"},
	"timelineSlipped": {Ja: "{n}日遅れて完了", En: "done {n} days late"},
	"timelineBar":     {Ja: "{start}～{due}", En: "{start} to {due}"},
	"timelineYear":    {Ja: "{year}年", En: "{year}"},
	"timelineMonths":  {Ja: "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", En: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"},
}

// timelineMost is the number of plans up to which the picture can be read.
const timelineMost = 40

// timelinePresenter draws plans along time.
type timelinePresenter struct{ *desk }

// timeline draws the plans against time, those at work first.
func (v timelinePresenter) timeline(path string) part.Part {
	plans := slices.DeleteFunc(treatmentsPresenter{v.desk}.plansInOrder(), func(p *assess.Plan) bool { return p.Record.Due.IsZero() })
	all := len(plans)
	plans = plans[:min(all, timelineMost)]
	t := picture.Timeline{
		Head:       picture.Head{ID: "schedule", Title: v.words["timelineTitle"]},
		Today:      pictureDay(v.Assessment.AsOf),
		TodayWords: v.say("timelineToday", "day", v.Assessment.AsOf),
		DoneWords:  v.words["timelineDone"], OpenWords: v.words["timelineOpen"], OverdueWords: v.words["timelineOverdue"], Slips: v.words["timelineSlip"],
		Year:  func(year int) string { return v.say("timelineYear", "year", year) },
		Month: picture.Months(v.words["timelineMonths"]),
	}
	late, slipped := 0, 0
	for _, p := range plans {
		bar := v.planBar(path, p)
		if p.Overdue {
			late++
		} else if bar.End != (picture.Day{}) {
			slipped++
		}
		t.Bars = append(t.Bars, bar)
	}
	t.Description = v.say("timelineWhat", "n", len(plans), "late", late, "slipped", slipped)
	svg := t.Draw()
	if svg == "" {
		return nil
	}
	words := v.words["timelineLead"]
	if len(plans) < all {
		words += v.words["sentenceSeparator"] + v.say("timelineFirst", "n", len(plans), "all", all)
	}
	return part.Line{part.Paragraph(words), framed(v.words["timelineTitle"], svg)}
}

// planBar is one plan with its actions. What it slipped runs from its due day to the day it was finished, or to the as-of date while it is overdue.
func (v timelinePresenter) planBar(path string, p *assess.Plan) picture.Bar {
	r, asOf := p.Record, v.Assessment.AsOf
	note := v.words["status-"+r.Status]
	if !p.LiveFrom.IsZero() {
		note += v.words["contextSeparator"] + v.say("planLiveFrom", "day", p.LiveFrom)
	}
	bar := picture.Bar{Status: r.Status, Start: pictureDay(r.Start), Due: pictureDay(r.Due)}
	bar.Tip = r.ID + " " + v.say("timelineBar", "start", r.Start, "due", r.Due)
	slip := ""
	switch {
	case p.Overdue:
		bar.End = pictureDay(asOf)
		slip = v.say("timelineLate", "n", r.Due.DaysUntil(asOf))
	case r.Status == "done" && r.Finished.After(r.Due) && !r.Finished.After(asOf):
		bar.End = pictureDay(r.Finished)
		slip = v.say("timelineSlipped", "n", r.Due.DaysUntil(r.Finished))
	}
	if slip != "" {
		note += v.words["contextSeparator"] + slip
		bar.Tip += v.words["contextSeparator"] + slip
	}
	bar.Node = v.node(path, &r.Record, note)
	for i := range r.Actions {
		a := &r.Actions[i]
		m := picture.Mark{On: pictureDay(a.Due), State: picture.Open}
		words, on := v.words["timelineOpen"], a.Due
		switch {
		case !a.Done.IsZero() && !a.Done.After(asOf):
			m.On, m.State, words, on = pictureDay(a.Done), picture.Done, v.words["timelineDone"], a.Done
		case slices.Contains(p.OverdueOpen, i):
			m.State, words = picture.Overdue, v.words["timelineOverdue"]
		}
		m.Title = v.text(a.Title) + " " + words + " " + on.String()
		bar.Marks = append(bar.Marks, m)
	}
	return bar
}
