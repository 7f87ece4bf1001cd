// Package memory makes the pages of what the register knew, and when.
//
// In: the desk, with the states of the register. Out: views. It must never read git.
package memory

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// mostChanges is how many states are told of on the first page; older ones stand on a page for each year.
const mostChanges = 200

// ChangesPages makes a page for each changes.
func ChangesPages(d *desk.Desk) iter.Seq[desk.Page] {
	v := d
	return func(yield func(desk.Page) bool) {
		first, years := changeYears(v)
		if !yield(desk.Page{Path: "changes.html", Template: "changes.html", View: func() any { return changesView(v, "changes.html", first, years) }}) {
			return
		}
		for _, y := range years {
			path := y.path()
			if !yield(desk.Page{Path: path, Template: "changes.html", View: func() any { return changesView(v, path, y.states, nil) }}) {
				return
			}
		}
	}
}

// changeYear is the older states of one year, by their numbers, newest first.
type changeYear struct {
	year   int
	states []int
}

func (y *changeYear) path() string { return "changes/" + strconv.Itoa(y.year) + ".html" }

// changeYears gives the numbers of the newest states, and those of the older ones by year.
func changeYears(v *desk.Desk) (first []int, years []*changeYear) {
	if v.Chronicle == nil {
		return nil, nil
	}
	for i := len(v.Chronicle.States) - 1; i >= 0; i-- {
		if len(first) < mostChanges {
			first = append(first, i)
			continue
		}
		year := int(v.Chronicle.States[i].On.Year)
		at := slices.IndexFunc(years, func(y *changeYear) bool { return y.year == year })
		if at < 0 {
			years = append(years, &changeYear{year: year})
			at = len(years) - 1
		}
		years[at].states = append(years[at].states, i)
	}
	return first, years
}

func changesView(v *desk.Desk, path string, states []int, years []*changeYear) view.Changes {
	made := view.Changes{Frame: v.Frame(path, v.Words["changesTitle"]), Lead: part.Words(v.Words["changesLead"])}
	if v.Chronicle == nil {
		made.Notes = append(made.Notes, v.Words["changesNone"])
		return made
	}
	if v.Chronicle.Shallow {
		made.Notes = append(made.Notes, v.Words["changesShallow"])
	}
	changed := map[string]*chronicle.Change{}
	for i := range v.Chronicle.Changes {
		changed[v.Chronicle.Changes[i].Commit] = &v.Chronicle.Changes[i]
	}
	for _, i := range states {
		s := &v.Chronicle.States[i]
		name := s.On.String()[:len("2006-01")]
		if n := len(made.Months); n == 0 || made.Months[n-1].Name != name {
			anchor := "m" + name
			if slices.ContainsFunc(made.Months, func(m view.ChangeMonth) bool { return m.Name == name }) {
				anchor += "-" + strconv.Itoa(i) // days that were not in order
			}
			made.Months = append(made.Months, view.ChangeMonth{Name: name, Anchor: anchor})
		}
		month := &made.Months[len(made.Months)-1]
		month.States = append(month.States, changeState(v, path, s, changed[s.Commit]))
	}
	older := 0
	for _, y := range years {
		older += len(y.states)
		made.Years = append(made.Years, part.Page{Href: address.Href(path, y.path()), Text: part.Words(strconv.Itoa(y.year))})
	}
	if older > 0 {
		made.Older = v.Say("changesOlder", "n", older)
	}
	return made
}

// changeState puts a state into words.
func changeState(v *desk.Desk, path string, s *chronicle.State, c *chronicle.Change) view.ChangeState {
	made := view.ChangeState{Day: v.Iso(s.On), By: s.Author, Subject: desk.Linked(v.Verdicts, path, part.Words(s.Subject)), Tags: s.Tags, Commit: desk.CommitLink(v, s.Commit)}
	if s.Figures.CriteriaChanged {
		made.Marks = append(made.Marks, v.Words["changesNewRule"])
	}
	if !s.Reads() {
		made.Quiet = v.Say("changesGap", "error", s.Fault.In(v.Language))
		return made
	}
	facts := 0
	if c != nil {
		facts = len(c.Facts)
		made.Lines = moveLines(v, path, c.Risks)
	}
	if len(made.Lines) == 0 {
		made.Quiet = v.Say("changesQuiet", "n", facts)
	}
	return made
}

// moveLines tells what moved, a line for each risk.
func moveLines(v *desk.Desk, path string, moves []compare.Move) []part.Part {
	var lines []part.Part
	ranks := 0
	for from := 0; from < len(moves); {
		to := from + 1
		for to < len(moves) && moves[to].ID == moves[from].ID {
			to++
		}
		of := moves[from:to]
		from = to
		var said []string
		for i := range of {
			if words := MoveWords(v, &of[i]); words != "" {
				said = append(said, words)
			}
		}
		if said == nil {
			ranks++
			continue
		}
		lines = append(lines, desk.Join(" ", v.Ref(path, of[0].ID), desk.Linked(v.Verdicts, path, part.Words(strings.Join(said, v.Words["listSeparator"])))))
	}
	if ranks > 0 {
		lines = append(lines, part.Words(v.Say("changesRanks", "n", ranks)))
	}
	return lines
}

// MoveWords puts one move into words; nothing for a rank, which shifts as others move past.
func MoveWords(v *desk.Desk, m *compare.Move) string {
	var said string
	switch m.Field {
	case compare.MoveRank:
		return ""
	case compare.MoveAdded:
		said = v.Words["moveAdded"]
	case compare.MoveRemoved:
		said = v.Words["moveRemoved"]
	case compare.MoveRenamed:
		return v.Say("moveRenamed", "from", m.From)
	case compare.MoveAcceptance:
		said = v.Say("moveFrom", "field", v.Words["moveAcceptance"], "from", movedValue(v, m.Field, m.From), "to", movedValue(v, m.Field, m.To))
	case compare.MovePlan:
		said = v.Say("moveFrom", "field", v.Words["movePlan"], "from", movedValue(v, m.Field, m.From), "to", movedValue(v, m.Field, m.To))
	default:
		said = v.Say("moveFrom", "field", v.Words[string(m.Field)], "from", movedValue(v, m.Field, m.From), "to", movedValue(v, m.Field, m.To))
	}
	causes := make([]string, len(m.Because))
	for i, f := range m.Because {
		causes[i] = v.Words["cause-"+string(f)]
	}
	return said + v.Say("movedBy", "causes", strings.Join(causes, v.Words["listSeparator"]))
}

// movedValue puts a value of a risk into words.
func movedValue(v *desk.Desk, field compare.MoveField, value any) string {
	switch x := value.(type) {
	case nil:
		return "–"
	case string:
		switch field {
		case compare.MoveLevel:
			if at := v.Register.Criteria.LevelIndex(x); at >= 0 {
				return v.LevelName(at)
			}
		case compare.MoveOutcome:
			return v.Words["outcome-"+x]
		}
		return x
	case []string:
		return strings.Join(x, v.Words["listSeparator"])
	case compare.AcceptanceValue:
		return x.Decision + " " + v.Words["acceptance-"+string(x.State)]
	}
	return fmt.Sprint(value)
}
