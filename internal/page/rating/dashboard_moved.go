package rating

import (
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// dashboardMovedMoved lists the risks that got worse, got better, are new or were closed, how many more there are, and since when.
func dashboardMovedMoved(v *desk.Desk, path string) (rows []view.MovedItem, more int, lead part.Part) {
	s := sinceOf(v)
	if s == nil {
		return nil, 0, part.Words(v.Words["dashMovedUnknown"])
	}
	for _, of := range []struct {
		ids  []string
		tone string
		key  string
	}{{s.Worse, "bad", "sinceWorse"}, {s.Better, "good", "sinceBetter"}, {s.New, "info", "sinceNew"}, {s.Closed, "quiet", "sinceClosed"}} {
		for _, id := range of.ids {
			rows = append(rows, view.MovedItem{Risk: v.Ref(path, id), What: v.State(of.tone, of.key), Before: dashboardMovedThen(v, s, id), Now: levelNow(v, id)})
		}
	}
	day := part.Time{Datetime: s.On.String(), Text: v.Day(s.On)}
	key := "dashMovedSince"
	if len(rows) == 0 {
		key = "dashMovedNone"
	}
	lead = v.SayParts(key, "day", day)
	if n := len(s.ByCriteria); n > 0 {
		lead = desk.Join(v.Words["sentenceSeparator"], lead, part.Words(v.Say("dashMovedRule", "n", n)))
	}
	rows, more = desk.Most(rows)
	return rows, more, lead
}

// dashboardMovedThen shows the level that a risk had in the former state.
func dashboardMovedThen(v *desk.Desk, s *chronicle.Since, id string) part.Part {
	was, there := s.Was[id]
	if !there || was.Level == "" {
		return part.Words("–")
	}
	for i, level := range v.Register.Criteria.Levels {
		if level.Key == was.Level {
			return v.LevelBadge(i)
		}
	}
	return part.Words(was.Level)
}

func levelNow(v *desk.Desk, id string) part.Part {
	if r := v.Assessment.Risk(id); r != nil {
		return v.LevelBadge(r.Now.Level)
	}
	return part.Words("–")
}
