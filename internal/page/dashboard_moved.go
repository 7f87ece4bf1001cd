package page

import (
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/part"
)

// dashboardMovedPresenter shows which risks stand otherwise than in the former state.
type dashboardMovedPresenter struct{ *desk }

// moved lists the risks that got worse, got better, are new or were closed, how many more there are, and since when.
func (v dashboardMovedPresenter) moved(path string) (rows []MovedItem, more int, lead part.Part) {
	s := sinceOf(v.desk)
	if s == nil {
		return nil, 0, part.Words(v.words["dashMovedUnknown"])
	}
	for _, of := range []struct {
		ids  []string
		tone string
		key  string
	}{{s.Worse, "bad", "sinceWorse"}, {s.Better, "good", "sinceBetter"}, {s.New, "info", "sinceNew"}, {s.Closed, "quiet", "sinceClosed"}} {
		for _, id := range of.ids {
			rows = append(rows, MovedItem{Risk: v.ref(path, id), What: v.state(of.tone, of.key), Before: v.then(s, id), Now: v.levelNow(id)})
		}
	}
	day := part.Time{Datetime: s.On.String(), Text: v.day(s.On)}
	key := "dashMovedSince"
	if len(rows) == 0 {
		key = "dashMovedNone"
	}
	lead = v.sayParts(key, "day", day)
	if n := len(s.ByCriteria); n > 0 {
		lead = join(v.words["sentenceSeparator"], lead, part.Words(v.say("dashMovedRule", "n", n)))
	}
	rows, more = most(rows)
	return rows, more, lead
}

// then shows the level that a risk had in the former state.
func (v dashboardMovedPresenter) then(s *chronicle.Since, id string) part.Part {
	was, there := s.Was[id]
	if !there || was.Level == "" {
		return part.Words("–")
	}
	for i, level := range v.Register.Criteria.Levels {
		if level.Key == was.Level {
			return v.levelBadge(i)
		}
	}
	return part.Words(was.Level)
}

func (v dashboardMovedPresenter) levelNow(id string) part.Part {
	if r := v.Assessment.Risk(id); r != nil {
		return v.levelBadge(r.Now.Level)
	}
	return part.Words("–")
}
