package audit

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// EvidenceYearReviewWords are the words of this file's parts, by key.
var EvidenceYearReviewWords = desk.Words{
	"yearDue":          {Ja: "期限を迎えるレビュー", En: "Reviews due"},
	"yearDueFrom":      {Ja: "{n}件。記録の全て（{day}時点）と手元の履歴の{states}時点から挙げた完全な一覧です。次回の日を定めたレビューと、見直しの期限を迎えたリスクを、期限の順に示します。", En: "{n}: complete, out of all records as of {day} and the {states} {states|state|states} of the history at hand. Reviews that announced a next one, and risks that were to be reviewed, by the day on which they fell due."},
	"yearDueNow":       {Ja: "{n}件。記録の全て（{day}時点）から挙げた完全な一覧です。git の履歴が手元にないため、リスクの以前の期限は含みません。", En: "{n}: complete, out of all records as of {day}. No git history is at hand, so that former days of risks are not among them."},
	"yearAsked":        {Ja: "対象", En: "What was to be reviewed"},
	"yearNextOn":       {Ja: "期限", En: "Due on"},
	"yearAnswered":     {Ja: "実施", En: "Held"},
	"yearNotHeld":      {Ja: "未実施", En: "not held"},
	"yearMoved":        {Ja: "実施せずに期限を変更", En: "not held; put off to"},
	"yearClosedOn":     {Ja: "リスクを終結", En: "risk closed"},
	"yearAnalysedOn":   {Ja: "再分析", En: "analysed anew"},
	"yearAnalysed":     {Ja: "再分析したリスク", En: "Risks analysed anew"},
	"yearAnalysedHead": {Ja: "リスク", En: "Risk"},
}

// asked is a review that fell due.
type asked struct {
	on   date.Date
	of   string    // the review that announced it, or the risk
	held part.Part // what came of it
}

// yearDue lists the reviews that fell due in the year, of the register and of risks, and what came of each.
func yearDue(v *desk.Desk, path string, y fiscal, analyses []analysed) view.EvidenceSection {
	list := announced(v, path, y)
	for i := range analyses {
		list = append(list, analyses[i].due(v, y)...)
	}
	slices.SortStableFunc(list, func(a, b asked) int { return a.on.Compare(b.on) })
	t := v.Table("", v.Words["yearDue"], desk.Column{Key: "yearAsked", Class: "title"}, desk.Column{Key: "yearNextOn", Class: "nowrap"}, desk.Column{Key: "yearAnswered"})
	for _, a := range list {
		t.Row()
		t.Head(v.Ref(path, a.of))
		t.Cell(v.Iso(a.on))
		t.Cell(a.held)
	}
	note := v.Say("yearDueNow", "n", len(list), "day", v.Day(v.Assessment.AsOf))
	if v.Chronicle != nil {
		note = v.Say("yearDueFrom", "n", len(list), "day", v.Day(v.Assessment.AsOf), "states", len(v.Chronicle.States))
	}
	return section(v, "due", "yearDue", note, t.Done())
}

// announced gives the reviews that others announced for the year, and when one was held after that.
func announced(v *desk.Desk, path string, y fiscal) []asked {
	var list []asked
	for _, r := range v.Register.Reviews {
		if !y.holds(r.Next) {
			continue
		}
		var answer *register.Review
		for _, later := range v.Register.Reviews {
			if later.On.After(r.On) && !later.On.After(v.Assessment.AsOf) && slices.Equal(later.Scope, r.Scope) && (answer == nil || later.On.Before(answer.On)) {
				answer = later
			}
		}
		held := v.State("warn", "yearNotHeld")
		if answer != nil {
			held = desk.Join(" ", v.Ref(path, answer.ID), v.Iso(answer.On))
		}
		list = append(list, asked{r.Next, r.ID, held})
	}
	return list
}

// yearAnalysed lists the risks that were analysed anew in the year.
func yearAnalysed(v *desk.Desk, path string, y fiscal, analyses []analysed) view.EvidenceSection {
	t := v.Table("", v.Words["yearAnalysed"], desk.Column{Key: "yearAnalysedHead", Class: "title"}, desk.Column{Key: "evidenceDay", Class: "nowrap"})
	for i := range analyses {
		days := map[date.Date]bool{}
		for _, s := range analyses[i].spells {
			if on := s.reviewed; y.holds(on) && !days[on] {
				days[on] = true
				t.Row()
				t.Head(v.Ref(path, analyses[i].of.ID))
				t.Cell(v.Iso(on))
			}
		}
	}
	note := v.Say("yearFrom", "n", len(t.Made.Rows), "day", v.Day(v.Assessment.AsOf))
	if v.Chronicle != nil {
		_, _, states := endsOf(v, y)
		note = v.Say("yearFromStates", "n", len(t.Made.Rows), "states", states, "first", v.Day(y.first), "last", v.Day(y.last))
	}
	return section(v, "analysed", "yearAnalysed", note, t.Done())
}

// analysed is a risk with the days that it named for its analyses, as they followed each other.
type analysed struct {
	of     *register.Risk
	spells []spell // oldest first
}

// spell is what a risk said of its analyses until it said otherwise.
type spell struct{ next, reviewed, identified date.Date }

// analysesIn gives the risks that count, each with what it said of its analyses in the states at hand.
func analysesIn(v *desk.Desk) []analysed {
	told := map[string][]chronicle.Told{}
	if v.Chronicle != nil {
		for _, t := range v.Index.Told() {
			switch t.Fact.Field {
			case "next_review", "reviewed", "identified":
				told[t.ID] = append(told[t.ID], t)
			}
		}
	}
	var list []analysed
	for _, r := range v.Register.Risks {
		if r.Provisional {
			continue
		}
		now := spell{r.NextReview, r.Reviewed, r.Identified}
		spells := []spell{now}
		for i := len(told[r.ID]) - 1; i >= 0; i-- {
			t := told[r.ID][i]
			switch was := dayOf(t.Fact.From); t.Fact.Field {
			case "next_review":
				now.next = was
			case "reviewed":
				now.reviewed = was
			default:
				now.identified = was
			}
			if i == 0 || told[r.ID][i-1].State != t.State {
				spells = append(spells, now)
			}
		}
		slices.Reverse(spells)
		list = append(list, analysed{r, spells})
	}
	return list
}

// dayOf gives the day that a fact said; zero where it said none.
func dayOf(said any) date.Date {
	on, err := date.Parse(fmt.Sprint(said))
	if err != nil {
		return date.Date{}
	}
	return on
}

// base gives the day of the last analysis, none of a day that is still to come.
func (s *spell) base(asOf date.Date) date.Date {
	if s.reviewed.After(asOf) {
		return s.identified
	}
	return cmp.Or(s.reviewed, s.identified)
}

// due gives the day by which a risk was to be analysed again: the one that it names, else by the interval that the register has now.
func (s *spell) due(v *desk.Desk) date.Date {
	months, base := v.Register.Config.Review.EveryMonths, s.base(v.Assessment.AsOf)
	if !s.next.IsZero() || months <= 0 || base.IsZero() {
		return s.next
	}
	return base.AddMonths(months)
}

// due gives the days of the year on which the risk was to be analysed, and what came of each.
func (a *analysed) due(v *desk.Desk, y fiscal) []asked {
	var list []asked
	for i := range a.spells {
		s := &a.spells[i]
		on, base := s.due(v), s.base(v.Assessment.AsOf)
		if i > 0 && on == a.spells[i-1].due(v) && base == a.spells[i-1].base(v.Assessment.AsOf) {
			continue // said before
		}
		if y.holds(on) {
			list = append(list, asked{on, a.of.ID, a.cameOf(v, i, on, base)})
		}
	}
	return list
}

// cameOf says what came of a review of the risk that was due.
func (a *analysed) cameOf(v *desk.Desk, from int, on, base date.Date) part.Part {
	for i := range a.spells[from:] {
		if later := a.spells[from+i].base(v.Assessment.AsOf); later.After(base) {
			return desk.Join(" ", part.Words(v.Words["yearAnalysedOn"]), v.Iso(later))
		}
	}
	if closed := a.of.ClosedOn; a.of.Status == "closed" && !closed.IsZero() && !closed.After(v.Assessment.AsOf) {
		return desk.Join(" ", part.Words(v.Words["yearClosedOn"]), v.Iso(closed))
	}
	if now := a.spells[len(a.spells)-1].due(v); !now.IsZero() && now != on {
		return desk.Join(" ", v.State("warn", "yearMoved"), v.Iso(now))
	}
	return v.State("warn", "yearNotHeld")
}
