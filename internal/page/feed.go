package page

import (
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/memory"
)

// Told is one state that changed something in risk terms, in the words of a language.
type Told struct {
	Commit  string
	On      date.Date
	Author  string
	Subject string
	Lines   []string
	Address string // complete; empty where the register states no base_url
}

// mostTold is how many states a feed tells of.
const mostTold = 50

// Feed gives the newest commits that changed something in risk terms, newest first, and the complete addresses of the feed and of the page of changes,
// which are empty where the register states no base_url.
func Feed(s *desk.Site, language string) (title, own, changes string, told []Told) {
	r := s.Assessment.Register
	v := desk.Bare(s, desk.WordsIn(allWords, language), language)
	title = v.Text(r.Config.Title) + v.Words["colon"] + v.Words["changesTitle"]
	own, changes = address.Of(r, address.InSite(r, language, "feed.atom")), address.Of(r, address.InSite(r, language, "changes.html"))
	if s.Chronicle == nil {
		return title, own, changes, nil
	}
	subjects := map[string]string{}
	for i := range s.Chronicle.States {
		subjects[s.Chronicle.States[i].Commit] = s.Chronicle.States[i].Subject
	}
	for i := len(s.Chronicle.Changes) - 1; i >= 0 && len(told) < mostTold; i-- {
		c := &s.Chronicle.Changes[i]
		lines := moveTexts(v, c.Risks)
		if c.Commit == "" || len(lines) == 0 {
			continue
		}
		t := Told{Commit: c.Commit, On: c.On, Author: c.Author, Subject: subjects[c.Commit], Lines: lines}
		if t.Subject == "" {
			t.Subject = c.On.String()
		}
		if changes != "" {
			t.Address = changes + "#m" + c.On.String()[:len("2006-01")]
		}
		told = append(told, t)
	}
	return title, own, changes, told
}

// moveTexts tells what moved in plain words, a line for each risk; ranks alone are not told.
func moveTexts(v *desk.Desk, moves []compare.Move) []string {
	var lines []string
	for from := 0; from < len(moves); {
		to := from + 1
		for to < len(moves) && moves[to].ID == moves[from].ID {
			to++
		}
		var said []string
		for i := from; i < to; i++ {
			if words := memory.MoveWords(v, &moves[i]); words != "" {
				said = append(said, words)
			}
		}
		if said != nil {
			name := moves[from].ID
			if risk := v.Register.Risk(name); risk != nil {
				name += " " + v.Text(risk.Title)
			}
			lines = append(lines, name+v.Words["colon"]+strings.Join(said, v.Words["listSeparator"]))
		}
		from = to
	}
	return lines
}
