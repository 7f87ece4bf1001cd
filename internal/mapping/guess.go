package mapping

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/sheet"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/workbook"
)

// guesser works out where the columns of a table go.
type guesser struct {
	register *register.Register
	table    *Table
	language string
	texts    map[int][]string // the values of each column that are not empty
	meanings map[int]Meaning
	taken    map[string]bool
	m        *Map
}

// mostSampled is how many rows are looked at to tell what a column holds.
const mostSampled = 2000

// Guess makes the map of a table.
func Guess(r *register.Register, t *Table, k *register.Kind, language string) *Map {
	g := &guesser{register: r, table: t, language: language, texts: map[int][]string{}, meanings: map[int]Meaning{}, taken: map[string]bool{},
		m: &Map{Kind: k, Head: t.Head, First: t.First, notes: map[int]string{}}}
	if k == nil {
		g.m.Kind = register.KindOf("risks")
	}
	if t.Sheet.Name != "" {
		g.m.Sheets = []string{t.Sheet.Name}
	}
	for i := range t.Sheet.Rows {
		row := &t.Sheet.Rows[i]
		if row.Number < t.First || i > mostSampled {
			continue
		}
		if _, head := t.Repeats(row); head {
			continue
		}
		for _, c := range row.Cells {
			g.texts[c.Column] = append(g.texts[c.Column], strings.TrimSpace(c.Text))
		}
	}
	for _, at := range t.Columns() {
		if own := g.declared(t.Heads[at]); own != "" {
			g.meanings[at] = Meaning{Field: own}
			continue
		}
		g.meanings[at] = g.byValues(at, t.MeaningAt(at))
	}
	g.stages()
	g.fields()
	g.titles()
	return g.m
}

// say gives words in the language of the suggestion.
func (g *guesser) say(ja, en string) string { return term.Words{Ja: ja, En: en}.In(g.language) }

// declared gives the field of the register's own that a heading calls by its label or its key; empty where it calls none.
func (g *guesser) declared(heading string) string {
	form := Fold(heading)
	for _, f := range g.register.Config.FieldsOf(g.m.Kind.Folder) {
		if names := append(labelsOf(f.Label), Fold(f.Key), Fold("extra."+f.Key)); form != "" && slices.Contains(names, form) {
			return sheet.Key([]string{"extra", f.Key})
		}
	}
	return ""
}

// byValues puts right what a heading says, by what stands under it: a "Risk" of numbers is a score, an "Impact" of sentences tells of the damage.
func (g *guesser) byValues(at int, m Meaning) Meaning {
	h := g.held(at)
	if len(h.texts) == 0 {
		return m
	}
	switch m.Field {
	case "title", "summary", "impact", "current.damage", "likelihood", "threat", "vulnerability", "detection", "score", "level":
		return h.rating(m)
	}
	return g.byFacts(at, m, h)
}

// stages decides where the ratings of a table belong: those before controls are inherent, those after them current, those after a plan its target.
func (g *guesser) stages() {
	has := map[Stage]bool{}
	for _, m := range g.meanings {
		if m.Field == "likelihood" || m.Field == "impact" || m.Field == "threat" || m.Field == "vulnerability" {
			has[m.Stage] = true
		}
	}
	if has[Before] && has[AfterAny] && !has[now] && !has[NoStage] {
		g.measures(has)
	}
	for at, m := range g.meanings {
		if !slices.Contains(Rated, m.Field) {
			continue
		}
		switch {
		case m.Stage == NoStage && has[NoStage] && has[now] && !has[Before]:
			m.Stage = Before
		case m.Stage == NoStage:
			m.Stage = now
		case m.Stage == AfterAny && (has[now] || has[NoStage] || has[Planned]):
			m.Stage = Planned
		case m.Stage == AfterAny:
			m.Stage = now
		}
		g.meanings[at] = m
	}
}

// plannedWords tell that what a column names is still to be done.
var plannedWords = []string{"plan", "propos", "recommend", "further", "future", "action", "additional", "計画", "予定", "案", "追加", "今後", "是正"}

// measures decides, of a table that rates risks before and after its measures, whether these are planned or in place: a plan has a day, a state or a word that
// says so. What is in place is no plan.
func (g *guesser) measures(has map[Stage]bool) {
	column, ahead, controls := -1, false, false
	for _, at := range g.table.Columns() {
		switch m := g.meanings[at]; {
		case m.Field == "plan.title" && column < 0:
			column = at
			ahead = ahead || slices.ContainsFunc(plannedWords, func(w string) bool { return strings.Contains(Fold(g.table.Heads[at]), w) })
		case m.Field == "controls":
			controls = true
		case strings.HasPrefix(m.Field, "plan."):
			ahead = true
		}
	}
	switch {
	case column < 0 || controls:
	case ahead:
		has[Planned] = true
	default:
		g.meanings[column] = Meaning{Field: "controls"}
	}
}

// ratingField gives the field of a rating at its stage.
func ratingField(m Meaning) string {
	key := m.Field
	if key == "threat" || key == "vulnerability" {
		key = "factors." + key
	}
	switch m.Stage {
	case Before:
		return "inherent." + key
	case Planned:
		return "plan.target." + key
	}
	return "current." + key
}

// titles makes sure that records have titles: for want of a column for it the description serves, and then texts on asset, threat and weakness.
func (g *guesser) titles() {
	if g.taken["title"] || g.table.Titled {
		return
	}
	for i := range g.m.Columns {
		if g.m.Columns[i].Field == "summary" {
			g.m.Columns[i].Field = "title"
			g.m.Columns[i].note = g.say("題名の列がないため、説明を題名とします", "there is no column of titles: the description serves as one")
			return
		}
	}
	var at []int
	for _, field := range []string{"assets", "text.threat", "text.vulnerability", "current.damage"} {
		for _, column := range slices.Sorted(maps.Keys(g.meanings)) {
			if g.meanings[column].Field == field && !slices.Contains(at, column) {
				at = append(at, column)
			}
		}
		if field == "text.vulnerability" && len(at) > 0 {
			break
		}
	}
	if len(at) == 0 { // the first column of words
		for _, column := range g.table.Columns() {
			if _, free := g.m.notes[column]; free && len(g.texts[column]) > 0 && averageLength(g.texts[column]) > 8 {
				at = append(at, column)
				break
			}
		}
	}
	if len(at) == 0 {
		return
	}
	var heads []string
	for _, column := range at {
		delete(g.m.notes, column)
		heads = append(heads, g.table.Heads[column])
	}
	g.m.Columns = slices.DeleteFunc(g.m.Columns, func(c Column) bool { return len(c.At) == 1 && slices.Contains(at, c.At[0]) })
	c := Column{At: at, Heading: strings.Join(heads, " + "), Field: "title", note: g.say("題名の列がないため、この列を題名とします", "there is no column of titles: these serve as one")}
	if len(at) > 1 {
		c.Join = " / "
	}
	g.m.Columns = append([]Column{c}, g.m.Columns...)
}

func averageLength(texts []string) int {
	n := 0
	for _, t := range texts {
		n += len([]rune(t))
	}
	return n / max(len(texts), 1)
}

// column makes the map of one column, with what its values mean.
func (g *guesser) column(at int, field string) Column {
	c := Column{At: []int{at}, Heading: g.table.Heads[at], Field: field, Values: map[string]string{}}
	texts := slices.Compact(slices.Sorted(slices.Values(g.texts[at])))
	add := func(text, value string) {
		if key := Fold(text); key != "" && c.Values[key] == "" && Fold(value) != key && len(c.order) < 60 {
			c.Values[key] = value
			c.order = append(c.order, text)
		}
	}
	var open []string
	var places map[string]int
	if steps, ok := scaleOf(g.register, field); ok {
		places = ranked(steps, texts)
	}
	last := field[strings.LastIndexByte(field, '.')+1:]
	for _, text := range texts {
		switch {
		case IsUnrated(text):
		case last == "likelihood" || last == "impact" || strings.Contains(field, ".factors."):
			if _, plain := Number(text); plain {
				if _, ok := ReadStep(g.register, field, text); !ok {
					open = append(open, text)
				}
				continue
			}
			word, _ := WithRemark(text)
			if n, ok := places[Fold(word)]; ok {
				add(text, strconv.Itoa(n))
			} else if n, ok := ReadStep(g.register, field, text); ok {
				add(text, n)
			} else {
				open = append(open, text)
			}
		case last == "level":
			if key, ok := LevelOf(&g.register.Criteria, text); ok {
				add(text, key)
			} else {
				open = append(open, text)
			}
		case field == "status" || field == "treatment.option" || field == "plan.status":
			if word, ok := WordFor(field, text); ok {
				add(text, word)
			} else {
				open = append(open, text)
			}
		}
	}
	g.remark(&c, open)
	return c
}

// remark notes on the map of a column what somebody has to fill in: values without a place, the order of days.
func (g *guesser) remark(c *Column, open []string) {
	if len(open) > 0 {
		list := strings.Join(open[:min(len(open), 6)], " | ")
		c.note = OneLine(g.say("values にない値は取り込まれません: "+list, "values that have no place yet: "+list))
	}
	if isDateField(c.Field) {
		c.Dates = dateOrder(g.texts[c.At[0]])
		if c.Dates == "" && ambiguous(g.texts[c.At[0]]) {
			c.note = g.say("日と月の順が読み取れません。dates = \"dmy\" か \"mdy\" を加えてください", "day and month cannot be told apart: add dates = \"dmy\" or \"mdy\"")
		}
	}
	if c.Field == "tags" {
		c.Split = ",;、；"
	}
}

// OneLine writes a text on one line, each stretch of blanks as one.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func isDateField(field string) bool {
	return slices.Contains([]string{"identified", "reviewed", "next_review", "closed_on", "plan.due", "plan.start"}, field)
}

func ambiguous(texts []string) bool {
	return slices.ContainsFunc(texts, func(t string) bool {
		_, plain := ParseDate(t, "")
		_, asked := ParseDate(t, "dmy")
		return !plain && asked
	})
}

// Suggest finds the table of a workbook that looks most like a register and suggests where its columns go. It is false where there is none.
func Suggest(r *register.Register, b *workbook.Book, k *register.Kind, language string) ([]byte, bool) {
	m, t := Propose(r, b, k, language)
	if m == nil {
		return nil, false
	}
	return m.Write(t, language), true
}

// Propose gives the map that Suggest writes, and the table that it is of; none where no heading is known.
func Propose(r *register.Register, b *workbook.Book, k *register.Kind, language string) (*Map, *Table) {
	var best *Table
	weight := func(t *Table) int { return t.Score*1000 + min(len(t.Sheet.Rows), 900) }
	var all []*Table
	for _, s := range b.Sheets {
		if s.Hidden {
			continue
		}
		t := FindTable(s)
		if t == nil {
			continue
		}
		all = append(all, t)
		if best == nil || weight(t) > weight(best) {
			best = t
		}
	}
	if best == nil {
		return nil, nil
	}
	m := Guess(r, best, k, language)
	for _, t := range all { // further sheets of the same form: one a department, a system, a year
		if t != best && slices.Equal(t.Head, best.Head) && maps.EqualFunc(t.Heads, best.Heads, func(a, b string) bool { return Fold(a) == Fold(b) }) {
			m.Sheets = append(m.Sheets, t.Sheet.Name)
		}
	}
	return m, best
}
