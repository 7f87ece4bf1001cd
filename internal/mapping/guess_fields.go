package mapping

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// fields gives each column its field.
func (g *guesser) fields() {
	// a heading that says it as a whole comes before one of which a part does, wherever they stand
	order := g.table.Columns()
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(Truth(g.meanings[a].part)-Truth(g.meanings[b].part), Truth(g.dateless(a))-Truth(g.dateless(b)))
	})
	g.plannedControls()
	for _, at := range order {
		if field, note := g.fieldOf(at); field != "" {
			g.taken[field] = true
			g.m.Columns = append(g.m.Columns, g.column(at, field))
		} else {
			g.m.notes[at] = note
		}
	}
	slices.SortStableFunc(g.m.Columns, func(a, b Column) int { return a.At[0] - b.At[0] })
	if !g.taken["plan.title"] { // there is no plan without words for it
		g.withoutPlan()
	}
	g.oneHabit()
}

// fieldOf gives the field of a column; empty where it gets none, and then what is to be said of that.
func (g *guesser) fieldOf(at int) (field, note string) {
	m := g.meanings[at]
	field = m.Field
	switch {
	case g.factorAt(at) != "":
		field = ratingField(Meaning{Field: "factors." + g.factorAt(at), Stage: m.Stage})
	case field == "" || field == "category" || field == "detection" || field == "controls" || strings.HasPrefix(field, "text."):
		return "", ""
	case field == "threat" || field == "vulnerability":
		if g.register.Criteria.From == nil || g.register.Criteria.Factor(field) == nil {
			return "", g.say("（criteria.toml に likelihood_from の因子がありません）", "  (criteria.toml has no such factor in likelihood_from)")
		}
		field = ratingField(m)
	case field == "level" && m.Stage == Planned && !g.anyMeaning(Planned, "likelihood", "impact"):
		field = "plan.target.level"
	case field == "score" || field == "level":
		return "", g.say("（リスクレベルは起こりやすさと影響から求めます。食い違いは取り込みのときに示します）", "  (worked out from likelihood and impact; an import tells where they disagree)")
	case slices.Contains(Rated, field):
		field = ratingField(m)
	}
	if why := g.otherScale(at, m.Field); why != "" {
		return "", why
	}
	switch {
	case m.part && slices.Contains(Rated, m.Field) && !g.taken[field] && g.others(at, m):
		return "", g.say("（同じ評価に当たる列がほかにもあります）", "  (other columns rate the same)")
	case g.m.Kind.Folder != "risks" && !strings.HasPrefix(field, "extra.") && (strings.Contains(field, ".") || field == "closed_on"):
		return "", ""
	case g.taken[field] && field != "body":
		return "", g.say("（"+field+" には先の列を使います）", "  ("+field+" is taken by an earlier column)")
	case field == "assets" && !g.resolves(at, "assets"):
		return "", ""
	}
	return field, ""
}

// withoutPlan takes the columns of plans away; the owner of one becomes the owner of the risk, where nobody else is.
func (g *guesser) withoutPlan() {
	g.m.Columns = slices.DeleteFunc(g.m.Columns, func(c Column) bool {
		if !strings.HasPrefix(c.Field, "plan.") || c.Field == "plan.owner" && !g.taken["owner"] {
			return false
		}
		g.m.notes[c.At[0]] = g.say("（計画の列がありません）", "  (no column tells of a plan)")
		delete(g.taken, c.Field)
		return true
	})
	for i := range g.m.Columns {
		if g.m.Columns[i].Field == "plan.owner" {
			g.m.Columns[i].Field = "owner"
			g.taken["owner"] = true
		}
	}
}

// dateless reports whether a column is headed as one of days and holds none.
func (g *guesser) dateless(at int) bool {
	return isDateField(g.meanings[at].Field) && !slices.ContainsFunc(g.texts[at], func(t string) bool { _, ok := ParseDate(t, "dmy"); return ok })
}

// plannedControls takes a column of controls for plans where the table says until when, and none of its columns what is planned.
func (g *guesser) plannedControls() {
	column, due := -1, false
	for _, at := range g.table.Columns() {
		switch m := g.meanings[at]; m.Field {
		case "plan.title":
			return
		case "plan.due", "plan.status", "plan.owner":
			due = due || len(g.texts[at]) > 0
		case "controls":
			if h := Fold(g.table.Heads[at]); column < 0 && !slices.ContainsFunc(doneWords, func(w string) bool { return strings.Contains(h, w) }) {
				column = at
			}
		}
	}
	if due && column >= 0 {
		g.meanings[column] = Meaning{Field: "plan.title"}
	}
}

// oneHabit takes the order of day and month from a column of dates that tells it to those that do not.
func (g *guesser) oneHabit() {
	order := ""
	for i := range g.m.Columns {
		if d := g.m.Columns[i].Dates; d != "" && order != "" && d != order {
			return
		} else if d != "" {
			order = d
		}
	}
	for i := range g.m.Columns {
		if c := &g.m.Columns[i]; order != "" && isDateField(c.Field) && c.Dates == "" && len(c.At) == 1 && ambiguous(g.texts[c.At[0]]) {
			c.Dates = order
			c.note = g.say("日と月の順は、ほかの列に合わせました", "day and month are in the order of the other columns")
		}
	}
}

var headedRange = regexp.MustCompile(`(?:^|[^\d])[01]\s*(?:[-–—~〜～]|to|から)\s*(\d{1,3})(?:[^\d]|$)`)

// otherScale says why the numbers of a column are no steps of the criteria: its heading names a longer scale. What such a number means on the scale of the
// register is for a person to say.
func (g *guesser) otherScale(at int, field string) string {
	if field != "likelihood" && field != "impact" {
		return ""
	}
	found := headedRange.FindStringSubmatch(norm.NFKC.String(g.table.Heads[at]))
	steps := g.steps(field)
	if found == nil || len(steps) == 0 {
		return ""
	}
	most, _ := strconv.Atoi(found[1]) // three digits at the most
	last := steps[len(steps)-1].value
	if most <= last {
		return ""
	}
	return fmt.Sprintf(g.say("（見出しの尺度は %d まで、判定基準の尺度は %d までです。判定基準を合わせるか、field と values を書いてください）", "  (its heading names a scale up to %d, the criteria end at %d: fit the criteria, or give field and values)"), most, last)
}

// others reports whether further columns rate the same as one, and none says so by its whole heading: which of them is meant cannot be told.
func (g *guesser) others(at int, m Meaning) bool {
	for other, n := range g.meanings {
		if other != at && n == m {
			return true
		}
	}
	return false
}

// factorAt gives the key of the factor of the criteria that a heading names; empty where it names none.
func (g *guesser) factorAt(at int) string {
	from := g.register.Criteria.From
	if from == nil {
		return ""
	}
	heading := g.table.Heads[at]
	heading = Fold(heading[strings.LastIndex(heading, "/")+1:])
	for i := range from.Factors {
		f := &from.Factors[i]
		for _, name := range append(labelsOf(f.Label), Fold(f.Key)) {
			if name == "" || heading != name && withoutStage(heading) != name && !(strings.HasPrefix(heading, name) && len(heading) <= len(name)+24) {
				continue
			}
			if steps := factorSteps(f); slices.ContainsFunc(g.texts[at], func(t string) bool { _, ok := StepOf(steps, t); return ok }) {
				return f.Key
			}
		}
	}
	return ""
}

func (g *guesser) anyMeaning(s Stage, fields ...string) bool {
	for _, m := range g.meanings {
		if m.Stage == s && slices.Contains(fields, m.Field) {
			return true
		}
	}
	return false
}

// resolves reports whether the values of a column are records of a kind, for the most part.
func (g *guesser) resolves(at int, folder string) bool {
	found := 0
	for _, text := range g.texts[at] {
		for _, part := range Parts(text, "") {
			if _, ok := RecordFor(g.register, folder, part); ok {
				found++
				break
			}
		}
	}
	return found*2 > len(g.texts[at])
}
