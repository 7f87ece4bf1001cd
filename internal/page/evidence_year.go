package page

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var evidenceYearWords = Words{
	"yearTitle":      {Ja: "{year}年度", En: "fiscal year {year}"},
	"yearLead":       {Ja: "{first}から{last}までの一覧です。抽出による監査に使えるよう、どの一覧も該当するものを全て挙げています。", En: "From {first} to {last}, for sampling: every list is complete."},
	"yearFrom":       {Ja: "{n}件。記録の全て（{day}時点）から挙げた完全な一覧です。", En: "{n}: complete, out of all records as of {day}."},
	"yearFromStates": {Ja: "{n}件。{first}から{last}までの{states}時点から挙げた完全な一覧です。", En: "{n}: complete, out of {states} states from {first} to {last}."},
	"yearNoStates":   {Ja: "この年度の履歴は手元にないため、示せません。", En: "Not shown: no state of this year is at hand."},
	"yearDecisions":  {Ja: "意思決定", En: "Decisions"},
	"yearLapsed":     {Ja: "期限を迎えた受容と、その更新", En: "Acceptances that ran out, and what renewed them"},
	"yearDue":        {Ja: "期限を迎えるレビュー", En: "Reviews due"},
	"yearHeld":       {Ja: "実施したレビュー", En: "Reviews held"},
	"yearPlans":      {Ja: "計画の状況（年度の初めと終わり）", En: "Plans at both ends of the year"},
	"yearFindings":   {Ja: "受領した課題", En: "Findings received"},
	"yearIncidents":  {Ja: "インシデント、ヒヤリハット", En: "Incidents and near misses"},
	"yearCriteria":   {Ja: "判定基準の変更", En: "Changes of the criteria"},
	"yearRenewed":    {Ja: "更新した決定", En: "Renewed by"},
	"yearNotRenewed": {Ja: "更新なし", En: "not renewed"},
	"yearStart":      {Ja: "年度の初め", En: "At the start"},
	"yearEnd":        {Ja: "年度の終わり", En: "At the end"},
	"yearNotYet":     {Ja: "記録なし", En: "not recorded"},
	"yearNextOn":     {Ja: "期限", En: "Due on"},
	"yearAnswered":   {Ja: "その後の実施", En: "Held afterwards"},
	"yearNotHeld":    {Ja: "未実施", En: "not held"},
	"yearAbout":      {Ja: "対象", En: "About"},
	"yearReceived":   {Ja: "受領日", En: "Received on"},
	"yearWhat":       {Ja: "変更", En: "What"},
	"yearWhy":        {Ja: "理由", En: "Why"},
}

// evidenceYearPresenter makes the page of one fiscal year.
type evidenceYearPresenter struct{ evidencePresenter }

// evidenceYears gives the fiscal years of which there is anything: from the first decision, review, finding or state up to the as-of date, newest first.
func (v evidencePresenter) evidenceYears() []int {
	first := v.Assessment.AsOf
	take := func(on date.Date) {
		if !on.IsZero() && on.Before(first) {
			first = on
		}
	}
	for _, d := range v.Register.Decisions {
		take(d.On)
	}
	for _, r := range v.Register.Reviews {
		take(r.On)
	}
	for _, f := range v.Register.Findings {
		take(f.Received)
	}
	for _, x := range v.Register.Incidents {
		take(x.On)
	}
	if v.Chronicle != nil && len(v.Chronicle.States) > 0 {
		take(v.Chronicle.States[0].On)
	}
	var years []int
	last := assess.FiscalYearOf(v.Register, v.Assessment.AsOf)
	for year := last; year >= assess.FiscalYearOf(v.Register, first) && len(years) < mostYears; year-- {
		years = append(years, year)
	}
	return years
}

// mostYears is how many fiscal years have a page: a wrong date must not make thousands.
const mostYears = 50

func (v evidenceYearPresenter) yearEvidence(path string, year int) evidenceView {
	page := v.evidenceFrame(path, v.say("yearTitle", "year", year))
	y := v.span(year)
	page.Lead = v.say("yearLead", "first", v.day(y.first), "last", v.day(y.last))
	page.Back = join(" › ", v.pageLink(path, requirementsPath, v.words["requirementsTitle"]), v.pageLink(path, "decisions.html", v.words["decisionsTitle"]))
	add := func(id, key string, t *table) {
		page.Sections = append(page.Sections, v.section(id, key, v.say("yearFrom", "n", len(t.made.Rows), "day", v.day(v.Assessment.AsOf)), t.done()))
	}
	var made []*register.Decision
	for _, d := range v.Register.Decisions {
		if y.holds(d.On) {
			made = append(made, d)
		}
	}
	slices.SortStableFunc(made, func(a, b *register.Decision) int { return a.On.Compare(b.On) })
	page.Sections = append(page.Sections, v.section("decisions", "yearDecisions", v.say("yearFrom", "n", len(made), "day", v.day(v.Assessment.AsOf)), v.decided(path, made)))
	add("lapsed", "yearLapsed", v.yearLapsed(path, y))
	add("due", "yearDue", v.yearDue(path, y))
	var held []*register.Review
	for _, r := range v.Register.Reviews {
		if y.holds(r.On) {
			held = append(held, r)
		}
	}
	page.Sections = append(page.Sections, v.section("held", "yearHeld", v.say("yearFrom", "n", len(held), "day", v.day(v.Assessment.AsOf)), v.reviewRows(path, held)), v.yearPlans(path, y))
	add("findings", "yearFindings", v.yearFindings(path, y))
	add("incidents", "yearIncidents", v.yearIncidents(path, y))
	page.Sections = append(page.Sections, v.yearCriteria(y))
	return page
}

// fiscal is a fiscal year, as far as it has come.
type fiscal struct{ first, last date.Date }

func (y fiscal) holds(on date.Date) bool {
	return !on.Before(y.first) && !on.After(y.last) && !on.IsZero()
}

func (v evidenceYearPresenter) span(year int) fiscal {
	first := date.Of(year, v.Register.Config.Dates.FiscalYearStarts, 1)
	y := fiscal{first, first.AddMonths(12).AddDays(-1)}
	if y.last.After(v.Assessment.AsOf) {
		y.last = v.Assessment.AsOf
	}
	return y
}

// yearLapsed lists the acceptances whose last day fell into the year, and which decision took their place.
func (v evidenceYearPresenter) yearLapsed(path string, y fiscal) *table {
	t := v.table("", v.words["yearLapsed"], column{"evidenceDecision", "title"}, column{"evidenceUntil", "nowrap"}, column{"yearAbout", "refs"}, column{"yearRenewed", ""})
	for _, d := range v.Register.Decisions {
		if d.Form != "acceptance" || !y.holds(d.Until) || d.On.IsZero() {
			continue
		}
		var renewed []part.Part
		for _, later := range v.Register.Decisions {
			if later.Form == "acceptance" && later != d && later.On.After(d.On) && !later.On.After(v.Assessment.AsOf) && slices.ContainsFunc(later.Risks, func(id string) bool { return slices.Contains(d.Risks, id) }) {
				renewed = append(renewed, join(" ", v.ref(path, later.ID), part.Words(v.day(later.On))))
			}
		}
		t.row()
		t.head(v.ref(path, d.ID))
		t.words(v.day(d.Until))
		t.cell(v.someRefs(path, d.Risks))
		t.cell(or(list(renewed), v.state("warn", "yearNotRenewed")))
	}
	return t
}

// yearDue lists the reviews that others announced for the year, and when one was held after that.
func (v evidenceYearPresenter) yearDue(path string, y fiscal) *table {
	t := v.table("", v.words["yearDue"], column{"evidenceReview", "title"}, column{"yearNextOn", "nowrap"}, column{"yearAnswered", ""})
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
		t.row()
		t.head(v.ref(path, r.ID))
		t.words(v.day(r.Next))
		if answer == nil {
			t.cell(v.state("warn", "yearNotHeld"))
		} else {
			t.cell(join(" ", v.ref(path, answer.ID), part.Words(v.day(answer.On))))
		}
	}
	return t
}

// yearPlans lists the plans with their state at both ends of the year, as the states at hand tell it.
func (v evidenceYearPresenter) yearPlans(path string, y fiscal) evidenceSection {
	if v.Chronicle == nil {
		return v.section("plans", "yearPlans", v.words["yearNoStates"], nil)
	}
	from, to, states := -1, -1, 0
	for i := range v.Chronicle.States {
		switch on := v.Chronicle.States[i].On; {
		case on.Before(y.first):
			from, to = i, i
		case !on.After(y.last):
			to = i
			states++
		}
	}
	if to < 0 {
		return v.section("plans", "yearPlans", v.words["yearNoStates"], nil)
	}
	t := v.table("", v.words["yearPlans"], column{"evidencePlan", "title"}, column{"yearStart", ""}, column{"yearEnd", ""}, column{"evidenceProgress", "nowrap"}, column{"evidenceDue", "nowrap"})
	for _, p := range v.Register.Treatments {
		start, end := v.statusIn(p, from), v.statusIn(p, to)
		if end == "" {
			continue
		}
		t.row()
		t.head(v.ref(path, p.ID))
		t.words(cmp.Or(start, v.words["yearNotYet"]))
		t.words(end)
		progress := "–"
		if judged := v.Assessment.Plan(p.ID); judged != nil {
			progress = formatProgress(judged)
		}
		t.words(progress)
		t.words(cmp.Or(v.day(p.Due), "–"))
	}
	note := v.say("yearFromStates", "n", len(t.made.Rows), "states", states, "first", v.day(y.first), "last", v.day(y.last))
	return v.section("plans", "yearPlans", note, t.done())
}

func formatProgress(p *assess.Plan) string {
	return group(int64(p.Done)) + " / " + group(int64(p.Total))
}

// statusIn gives the status that a plan had in a state; empty where it was not there.
func (v evidenceYearPresenter) statusIn(p *register.Treatment, state int) string {
	came, known := v.Chronicle.Came[p.ID]
	if state < 0 || known && came > state {
		return ""
	}
	for _, told := range v.index.told() {
		if told.State > state && told.ID == p.ID && told.Fact.Field == "status" {
			was, _ := told.Fact.From.(string)
			return v.words["status-"+was]
		}
	}
	return v.words["status-"+p.Status]
}

func (v evidenceYearPresenter) yearFindings(path string, y fiscal) *table {
	t := v.cameInTable("yearFindings", "findingHead", "yearReceived")
	for _, f := range v.Register.Findings {
		if y.holds(f.Received) {
			v.cameIn(t, path, f.ID, f.Received, f.Status, f.ClosedOn, slices.Concat(f.Risks, f.Sources, f.Assets))
		}
	}
	return t
}

func (v evidenceYearPresenter) yearIncidents(path string, y fiscal) *table {
	t := v.cameInTable("yearIncidents", "evidenceIncidents", "evidenceDay")
	for _, x := range v.Register.Incidents {
		if y.holds(x.On) {
			v.cameIn(t, path, x.ID, x.On, x.Status, x.ClosedOn, slices.Concat(x.Risks, x.Events, x.Assets))
		}
	}
	return t
}

// cameInTable begins a list of what came in from outside; the keys are those of its words.
func (v evidenceYearPresenter) cameInTable(caption, head, day string) *table {
	return v.table("", v.words[caption], column{head, "title"}, column{day, "nowrap"}, column{"evidenceStatus", ""}, column{"yearAbout", "refs"})
}

// cameIn adds what came in on a day, how it stands, and the records that it is about.
func (v evidenceYearPresenter) cameIn(t *table, path, id string, on date.Date, status string, closed date.Date, about []string) {
	t.row()
	t.head(v.ref(path, id))
	t.words(v.day(on))
	t.words(joined(v.words["status-"+status], " ", v.day(closed)))
	t.cell(or(v.someRefs(path, about), part.Words("–")))
}

// yearCriteria lists what the criteria's own history says of the year, and the states in which what is judged by became another.
func (v evidenceYearPresenter) yearCriteria(y fiscal) evidenceSection {
	t := v.table("", v.words["yearCriteria"], column{"evidenceDay", "nowrap"}, column{"yearWhat", "words"}, column{"yearWhy", "words"}, column{"evidenceCommit", ""})
	for i := range v.Register.Criteria.Changes {
		c := &v.Register.Criteria.Changes[i]
		if !y.holds(c.On) {
			continue
		}
		t.row()
		t.head(part.Words(v.day(c.On)))
		t.cell(or(v.wording(c.What), part.Words("–")))
		t.cell(or(v.wording(c.Why), part.Words("–")))
		t.cell(or(v.criteriaCommit(c.On), part.Words("–")))
	}
	note := v.say("yearFrom", "n", len(t.made.Rows), "day", v.day(v.Assessment.AsOf))
	return v.section("criteria", "yearCriteria", note, t.done())
}

// criteriaCommit gives the commit in which the criteria became others on a day, or after it.
func (v evidenceYearPresenter) criteriaCommit(on date.Date) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	for _, told := range v.index.told() {
		if told.ID == compare.CriteriaID && told.Fact.Field == "revision" && !told.Change.On.Before(on) {
			return v.commitLink(told.Change.Commit)
		}
	}
	return nil
}
