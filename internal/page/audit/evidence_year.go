package audit

import (
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// EvidenceYearWords are the words of this file's pages and parts, by key.
var EvidenceYearWords = desk.Words{
	"yearTitle":      {Ja: "{year}年度", En: "fiscal year {year}"},
	"yearLead":       {Ja: "{first}から{last}までの一覧です。抽出による監査に使えるよう、どの一覧も該当するものを全て挙げています。", En: "From {first} to {last}, for sampling: every list is complete."},
	"yearFrom":       {Ja: "{n}件。記録の全て（{day}時点）から挙げた完全な一覧です。", En: "{n}: complete, out of all records as of {day}."},
	"yearDecisions":  {Ja: "意思決定", En: "Decisions"},
	"yearLapsed":     {Ja: "期限を迎えた受容と、その更新", En: "Acceptances that ran out, and what renewed them"},
	"yearHeld":       {Ja: "実施したレビュー", En: "Reviews held"},
	"yearFindings":   {Ja: "受領した課題", En: "Findings received"},
	"yearIncidents":  {Ja: "インシデント、ヒヤリハット", En: "Incidents and near misses"},
	"yearCriteria":   {Ja: "判定基準の変更", En: "Changes of the criteria"},
	"yearRenewed":    {Ja: "更新した決定", En: "Renewed by"},
	"yearNotRenewed": {Ja: "更新なし", En: "not renewed"},
	"yearAbout":      {Ja: "対象", En: "About"},
	"yearReceived":   {Ja: "受領日", En: "Received on"},
	"yearWhat":       {Ja: "変更", En: "What"},
	"yearUntold":     {Ja: "判定基準の履歴（[[change]]）に記載のない変更：{fields}", En: "changed without a word in the criteria's own history ([[change]]): {fields}"},
	"yearWhy":        {Ja: "理由", En: "Why"},
}

func yearEvidence(v *desk.Desk, path string, year int) view.Evidence {
	page := evidenceFrame(v, path, v.Say("yearTitle", "year", year))
	y := span(v, year)
	page.Lead = part.Words(v.Say("yearLead", "first", v.Day(y.first), "last", v.Day(y.last)))
	page.Back = desk.Join(" › ", v.PageLink(path, requirementsPath, v.Words["requirementsTitle"]), v.PageLink(path, "decisions.html", v.Words["decisionsTitle"]))
	add := func(id, key string, t *desk.Table) {
		page.Sections = append(page.Sections, section(v, id, key, v.Say("yearFrom", "n", len(t.Made.Rows), "day", v.Day(v.Assessment.AsOf)), t.Done()))
	}
	var made []*register.Decision
	for _, d := range v.Register.Decisions {
		if y.holds(d.On) {
			made = append(made, d)
		}
	}
	slices.SortStableFunc(made, func(a, b *register.Decision) int { return a.On.Compare(b.On) })
	if note := commitNote(v, made); note != "" {
		page.Notes = append(page.Notes, part.Words(note))
	}
	page.Sections = append(page.Sections, section(v, "decisions", "yearDecisions", v.Say("yearFrom", "n", len(made), "day", v.Day(v.Assessment.AsOf)), decided(v, path, made)))
	add("lapsed", "yearLapsed", yearLapsed(v, path, y))
	analyses := analysesIn(v)
	page.Sections = append(page.Sections, yearDue(v, path, y, analyses))
	var held []*register.Review
	for _, r := range v.Register.Reviews {
		if y.holds(r.On) {
			held = append(held, r)
		}
	}
	page.Sections = append(page.Sections, section(v, "held", "yearHeld", v.Say("yearFrom", "n", len(held), "day", v.Day(v.Assessment.AsOf)), reviewRows(v, path, held)), yearAnalysed(v, path, y, analyses), yearPlans(v, path, y))
	add("findings", "yearFindings", yearFindings(v, path, y))
	add("incidents", "yearIncidents", yearIncidents(v, path, y))
	page.Sections = append(page.Sections, yearCriteria(v, path, y))
	return page
}

// fiscal is a fiscal year, as far as it has come.
type fiscal struct{ first, last date.Date }

func (y fiscal) holds(on date.Date) bool {
	return !on.Before(y.first) && !on.After(y.last) && !on.IsZero()
}

func span(v *desk.Desk, year int) fiscal {
	first := date.Of(year, v.Register.Config.Dates.FiscalYearStarts, 1)
	y := fiscal{first, first.AddMonths(12).AddDays(-1)}
	if y.last.After(v.Assessment.AsOf) {
		y.last = v.Assessment.AsOf
	}
	return y
}

// yearLapsed lists the acceptances whose last day fell into the year, and which decision took their place.
func yearLapsed(v *desk.Desk, path string, y fiscal) *desk.Table {
	t := v.Table("", v.Words["yearLapsed"], desk.Column{Key: "evidenceDecision", Class: "title"}, desk.Column{Key: "evidenceUntil", Class: "nowrap"}, desk.Column{Key: "yearAbout", Class: "refs"}, desk.Column{Key: "yearRenewed"})
	for _, d := range v.Register.Decisions {
		if d.Form != "acceptance" || !y.holds(d.Until) || d.On.IsZero() {
			continue
		}
		var renewed []part.Part
		for _, later := range v.Register.Decisions {
			if later.Form == "acceptance" && later != d && later.On.After(d.On) && !later.On.After(v.Assessment.AsOf) && slices.ContainsFunc(later.Risks, func(id string) bool { return slices.Contains(d.Risks, id) }) {
				renewed = append(renewed, desk.Join(" ", v.Ref(path, later.ID), v.Iso(later.On)))
			}
		}
		t.Row()
		t.Head(v.Ref(path, d.ID))
		t.Cell(v.Iso(d.Until))
		t.Cell(v.SomeRefs(path, d.Risks))
		t.Cell(desk.Or(desk.List(renewed), v.State("warn", "yearNotRenewed")))
	}
	return t
}

func yearFindings(v *desk.Desk, path string, y fiscal) *desk.Table {
	t := cameInTable(v, "yearFindings", "findingHead", "yearReceived")
	for _, f := range v.Register.Findings {
		if y.holds(f.Received) {
			cameIn(v, t, path, f.ID, f.Received, f.Status, f.ClosedOn, slices.Concat(f.Risks, f.Sources, f.Assets))
		}
	}
	return t
}

func yearIncidents(v *desk.Desk, path string, y fiscal) *desk.Table {
	t := cameInTable(v, "yearIncidents", "evidenceIncidents", "evidenceDay")
	for _, x := range v.Register.Incidents {
		if y.holds(x.On) {
			cameIn(v, t, path, x.ID, x.On, x.Status, x.ClosedOn, slices.Concat(x.Risks, x.Events, x.Assets))
		}
	}
	return t
}

// cameInTable begins a list of what came in from outside; the keys are those of its words.
func cameInTable(v *desk.Desk, caption, head, day string) *desk.Table {
	return v.Table("", v.Words[caption], desk.Column{Key: head, Class: "title"}, desk.Column{Key: day, Class: "nowrap"}, desk.Column{Key: "evidenceStatus"}, desk.Column{Key: "yearAbout", Class: "refs"})
}

// cameIn adds what came in on a day, how it stands, and the records that it is about.
func cameIn(v *desk.Desk, t *desk.Table, path, id string, on date.Date, status string, closed date.Date, about []string) {
	t.Row()
	t.Head(v.Ref(path, id))
	t.Cell(v.Iso(on))
	t.Words(desk.Joined(v.Words["status-"+status], " ", closed.String()))
	t.Cell(desk.Or(v.SomeRefs(path, about), part.Words("–")))
}

// yearCriteria lists what the criteria's own history says of the year, and the states in which what is judged by became another.
func yearCriteria(v *desk.Desk, path string, y fiscal) view.EvidenceSection {
	t := v.Table("", v.Words["yearCriteria"], desk.Column{Key: "evidenceDay", Class: "nowrap"}, desk.Column{Key: "yearWhat", Class: "words"}, desk.Column{Key: "yearWhy", Class: "words"}, desk.Column{Key: "evidenceCommit"})
	untold := criteriaStates(v)
	for i := range v.Register.Criteria.Changes {
		c := &v.Register.Criteria.Changes[i]
		if told := criteriaState(v, c.On); told != nil {
			delete(untold, told.State)
		}
		if !y.holds(c.On) {
			continue
		}
		t.Row()
		t.Head(v.Iso(c.On))
		t.Cell(desk.Or(v.Said(path, c.What), part.Words("–")))
		t.Cell(desk.Or(v.Said(path, c.Why), part.Words("–")))
		if told := criteriaState(v, c.On); told != nil {
			t.Cell(desk.CommitLink(v, told.Change.Commit))
		} else {
			t.Words("–")
		}
	}
	for _, state := range slices.Sorted(maps.Keys(untold)) {
		if s := &v.Chronicle.States[state]; y.holds(s.On) {
			t.Row()
			t.Head(v.Iso(s.On))
			t.Words(v.Say("yearUntold", "fields", strings.Join(untold[state], v.Words["listSeparator"])))
			t.Words("–")
			t.Cell(desk.Or(desk.CommitLink(v, s.Commit), part.Words("–")))
		}
	}
	note := v.Say("yearFrom", "n", len(t.Made.Rows), "day", v.Day(v.Assessment.AsOf))
	return section(v, "criteria", "yearCriteria", note, t.Done())
}

// criteriaState gives the change in which the criteria got their next revision on a day, or after it; nil where nobody knows.
func criteriaState(v *desk.Desk, on date.Date) *chronicle.Told {
	if v.Chronicle == nil {
		return nil
	}
	for _, told := range v.Index.Told() {
		if told.ID == compare.CriteriaID && told.Fact.Field == "revision" && !told.Change.On.Before(on) {
			return &told
		}
	}
	return nil
}

// criteriaStates gives by state the names of what is judged by that became another in it, where the criteria's own history tells nothing new in that state.
func criteriaStates(v *desk.Desk) map[int][]string {
	states := map[int][]string{}
	if v.Chronicle == nil {
		return states
	}
	recorded := map[int]bool{}
	for _, told := range v.Index.Told() {
		switch top, _, _ := strings.Cut(told.Fact.Field, "."); {
		case told.ID != compare.CriteriaID:
		case strings.HasPrefix(top, "change"):
			recorded[told.State] = true
		case compare.Decisive(told.Fact.Field):
			states[told.State] = append(states[told.State], v.FieldName(told.Fact.Field))
		}
	}
	for state := range recorded {
		delete(states, state)
	}
	return states
}
