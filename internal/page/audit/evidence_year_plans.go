package audit

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// EvidenceYearPlanWords are the words of this file's parts, by key.
var EvidenceYearPlanWords = desk.Words{
	"yearPlans":         {Ja: "計画の状況（年度の初めと終わり）", En: "Plans at both ends of the year"},
	"yearFromStates":    {Ja: "{n}件。{first}から{last}までの{states}時点から挙げた完全な一覧です。", En: "{n}: complete, out of {states} {states|state|states} from {first} to {last}."},
	"yearNoStates":      {Ja: "この年度の履歴は手元にないため、示せません。", En: "Not shown: no state of this year is at hand."},
	"yearFromSome":      {Ja: "{n}件。{first}から{last}までの{states}時点から挙げた完全な一覧です。手元の履歴は{day}からのため、年度の初めの状況は示せません。", En: "{n}: complete, out of {states} {states|state|states} from {first} to {last}. The history at hand begins on {day}, so that the start of the year is not shown."},
	"yearNoHistory":     {Ja: "{n}件。{day}の時点の計画の全てです。git の履歴が手元にないため、年度の初めの状況は示せません。", En: "{n}: all plans as of {day}. No git history is at hand, so that the start of the year is not shown."},
	"yearStart":         {Ja: "年度の初め", En: "At the start"},
	"yearStartProgress": {Ja: "初めの進捗", En: "Progress at the start"},
	"yearEnd":           {Ja: "年度の終わり", En: "At the end"},
	"yearEndProgress":   {Ja: "終わりの進捗", En: "Progress at the end"},
	"yearNotYet":        {Ja: "記録なし", En: "not recorded"},
	"yearUnknown":       {Ja: "不明", En: "not known"},
}

// yearPlans lists the plans with their state and progress at both ends of the year, each as it was judged in the last state up to that day.
func yearPlans(v *desk.Desk, path string, y fiscal) view.EvidenceSection {
	from, to, states := endsOf(v, y)
	var start, end map[string]chronicle.Progress
	note := ""
	if to >= 0 {
		end = v.Chronicle.PlansIn(to)
		note = v.Say("yearFromStates", "n", len(end), "states", states, "first", v.Day(y.first), "last", v.Day(y.last))
	}
	switch {
	case from >= 0:
		start = v.Chronicle.PlansIn(from)
	case end != nil:
		note = v.Say("yearFromSome", "n", len(end), "states", states, "first", v.Day(y.first), "last", v.Day(y.last), "day", v.Day(v.Chronicle.States[0].On))
	}
	if end == nil && start == nil {
		if !y.holds(v.Assessment.AsOf) || to >= 0 {
			return section(v, "plans", "yearPlans", v.Words["yearNoStates"], nil)
		}
		end = plansNow(v)
		note = v.Say("yearNoHistory", "n", len(end), "day", v.Day(v.Assessment.AsOf))
	}
	t := v.Table("", v.Words["yearPlans"], desk.Column{Key: "evidencePlan", Class: "title"}, desk.Column{Key: "yearStart"}, desk.Column{Key: "yearStartProgress", Class: "nowrap"},
		desk.Column{Key: "yearEnd"}, desk.Column{Key: "yearEndProgress", Class: "nowrap"}, desk.Column{Key: "evidenceDue", Class: "nowrap"})
	at := func(plans map[string]chronicle.Progress, id string) {
		p, there := plans[id]
		switch {
		case plans == nil:
			t.Words(v.Words["yearUnknown"])
			t.Words("–")
		case !there:
			t.Words(v.Words["yearNotYet"])
			t.Words("–")
		default:
			t.Words(v.Words["status-"+p.Status])
			t.Words(desk.Group(int64(p.Done)) + " / " + desk.Group(int64(p.Total)))
		}
	}
	for _, id := range planIDs(v, start, end) {
		t.Row()
		t.Head(named(v, path, id))
		at(start, id)
		at(end, id)
		due := end[id].Due
		if due.IsZero() {
			due = start[id].Due
		}
		t.Cell(desk.Or(v.Iso(due), part.Words("–")))
	}
	return section(v, "plans", "yearPlans", note, t.Done())
}

// endsOf gives the last states that read before a year and up to its end, -1 where there is none, and how many such states fall into it.
func endsOf(v *desk.Desk, y fiscal) (from, to, states int) {
	from, to = -1, -1
	if v.Chronicle == nil {
		return from, to, 0
	}
	for i := range v.Chronicle.States {
		s := &v.Chronicle.States[i]
		switch {
		case !s.Reads():
		case s.On.Before(y.first):
			from, to = i, i
		case !s.On.After(y.last):
			to = i
			states++
		}
	}
	return from, to, states
}

// plansNow gives how far the plans have come as of the day that is judged.
func plansNow(v *desk.Desk) map[string]chronicle.Progress {
	plans := map[string]chronicle.Progress{}
	for _, p := range v.Assessment.Plans {
		if !p.Record.Provisional {
			plans[p.Record.ID] = chronicle.Progress{Status: p.Record.Status, Due: p.Record.Due, Done: p.Done, Total: p.Total}
		}
	}
	return plans
}

// planIDs lists the plans of either end, in the order of the register; those that are recorded no more come last.
func planIDs(v *desk.Desk, start, end map[string]chronicle.Progress) []string {
	left := map[string]bool{}
	for id := range start {
		left[id] = true
	}
	for id := range end {
		left[id] = true
	}
	var ids []string
	for _, p := range v.Register.Treatments {
		if left[p.ID] {
			ids = append(ids, p.ID)
			delete(left, p.ID)
		}
	}
	return append(ids, slices.Sorted(maps.Keys(left))...)
}

// named gives a link to a record, or its id where it is recorded no more.
func named(v *desk.Desk, path, id string) part.Part {
	if v.Register.Find(id) == nil {
		return part.Words(id)
	}
	return v.Ref(path, id)
}
