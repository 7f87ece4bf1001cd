package intake

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

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
	meanings map[int]meaning
	taken    map[string]bool
	m        *Map
}

// mostSampled is how many rows are looked at to tell what a column holds.
const mostSampled = 2000

// guess makes the map of a table.
func guess(r *register.Register, t *Table, k *register.Kind, language string) *Map {
	g := &guesser{register: r, table: t, language: language, texts: map[int][]string{}, meanings: map[int]meaning{}, taken: map[string]bool{},
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
		if _, head := t.repeats(row); head {
			continue
		}
		for _, c := range row.Cells {
			g.texts[c.Column] = append(g.texts[c.Column], strings.TrimSpace(c.Text))
		}
	}
	for _, at := range t.columns() {
		if own := g.declared(t.Heads[at]); own != "" {
			g.meanings[at] = meaning{field: own}
			continue
		}
		g.meanings[at] = g.byValues(at, t.meaningAt(at))
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
	form := fold(heading)
	for _, f := range g.register.Config.FieldsOf(g.m.Kind.Folder) {
		if names := append(labelsOf(f.Label), fold(f.Key), fold("extra."+f.Key)); form != "" && slices.Contains(names, form) {
			return sheet.Key([]string{"extra", f.Key})
		}
	}
	return ""
}

// byValues puts right what a heading says, by what stands under it: a "Risk" of numbers is a score, an "Impact" of sentences tells of the damage.
func (g *guesser) byValues(at int, m meaning) meaning {
	h := g.held(at)
	if len(h.texts) == 0 {
		return m
	}
	switch m.field {
	case "title", "summary", "impact", "current.damage", "likelihood", "threat", "vulnerability", "detection", "score", "level":
		return h.rating(m)
	}
	return g.byFacts(at, m, h)
}

// held is what the values of a column are.
type held struct {
	texts                       []string
	numbers, words, long, dates int // those that are; one may be several
}

// held counts the values of a column by what they are.
func (g *guesser) held(at int) *held {
	h := &held{texts: g.texts[at]}
	for _, text := range h.texts {
		switch {
		case isUnrated(text):
			h.words++
			h.numbers++
		case len([]rune(text)) > 28:
			h.long++
		default:
			h.numbers += truth(isNumber(text))
			h.words += truth(g.ratesInWords(text))
			if _, ok := ParseDate(text, "dmy"); ok {
				h.dates++
			}
		}
	}
	return h
}

// ratesInWords reports whether a value is a word for a step or a level.
func (g *guesser) ratesInWords(text string) bool {
	if _, ok := generic[fold(text)]; ok {
		return true
	}
	for _, scale := range []string{"likelihood", "impact"} {
		if _, ok := stepOf(g.steps(scale), text); ok {
			return true
		}
	}
	_, ok := levelOf(&g.register.Criteria, text)
	return ok
}

func (h *held) most(n int) bool { return n*10 >= len(h.texts)*7 }

// rating puts right what says how a risk is rated, or may say it.
func (h *held) rating(m meaning) meaning {
	numbers, words := h.most(h.numbers), h.most(h.words)
	switch m.field {
	case "title", "summary":
		if numbers {
			m.field = "score"
		} else if words {
			m.field = "level"
		}
	case "impact":
		if money := count(h.texts, isMoney) - count(h.texts, isNumber); !numbers && money > 0 && money*2 >= len(h.texts)-count(h.texts, isUnrated) {
			return meaning{}
		}
		if !numbers && !words && h.long*2 > len(h.texts) {
			m = meaning{field: "current.damage"}
		}
	case "current.damage":
		if words {
			m = meaning{field: "impact", stage: m.stage}
		}
	case "likelihood", "detection":
		if !words && !numbers && h.long > 0 {
			m = meaning{field: "text." + m.field}
		}
	case "threat", "vulnerability":
		if !words && !numbers {
			m = meaning{field: "text." + m.field}
		}
	case "score":
		if !numbers && words {
			m.field = "level"
		}
	case "level":
		if !words && numbers {
			m.field = "score"
		} else if !words && h.long > 0 {
			m = meaning{}
		}
	}
	return m
}

// byFacts puts right what says anything else.
func (g *guesser) byFacts(at int, m meaning, h *held) meaning {
	texts := h.texts
	switch m.field {
	case "plan.due":
		if h.dates == 0 && fold(g.table.Heads[at]) == "by" && !h.most(h.numbers) {
			m = meaning{field: "plan.owner"} // done by whom, not by when
		}
	case "identified", "reviewed", "next_review", "closed_on":
		if h.dates == 0 && h.long > 0 {
			m = meaning{}
		}
	case "plan.cost.initial":
		if n := count(texts, isMoney); n == 0 {
			m = meaning{}
		}
	case "treatment.option":
		if known := g.known(at, "treatment.option"); known*2 < len(texts) {
			m = meaning{field: "plan.title"}
		}
	case "plan.title":
		if fold(g.table.Heads[at]) == "appliedcontrols" && !(g.heads("current") && g.heads("residual")) {
			return meaning{field: "controls"} // planned only where ratings now and after them stand beside each other, as CISO Assistant has it
		}
		if known := g.known(at, "treatment.option"); known*10 >= len(texts)*8 {
			m = meaning{field: "treatment.option"}
		}
	case "closed_because":
		if g.known(at, "status")*10 >= len(texts)*7 {
			m.field = "status" // a resolution of "open" and "closed" gives no reasons
		}
	case "status", "plan.status":
		if h.long*2 > len(texts) {
			m = meaning{}
		}
	case "owner":
		if h.long*2 > len(texts) && h.most(h.long) {
			m = meaning{}
		}
	case "id":
		if weakID[fold(g.table.Heads[at])] && !slices.ContainsFunc(texts, func(t string) bool { return strings.ContainsAny(norm.NFKC.String(t), "0123456789") }) {
			m = meaning{} // the name of a thing
		}
		if h.long > 0 && h.long*2 > len(texts) {
			m = meaning{field: "title"}
		}
	}
	return m
}

// heads reports whether a heading of the table holds a word.
func (g *guesser) heads(word string) bool {
	for _, heading := range g.table.Heads {
		if strings.Contains(fold(heading), word) {
			return true
		}
	}
	return false
}

// weakID are headings that name an id as often as the thing that the row is about.
var weakID = map[string]bool{"item": true, "key": true, "code": true, "ref": true, "reference": true}

// count counts the texts that something holds for.
func count(texts []string, holds func(string) bool) int {
	n := 0
	for _, t := range texts {
		if holds(t) {
			n++
		}
	}
	return n
}

func isNumber(text string) bool {
	_, ok := number(text)
	return ok
}

func isMoney(text string) bool {
	_, _, ok := parseMoney(text)
	return ok
}

// known counts the values of a column that a field with fixed words knows.
func (g *guesser) known(at int, field string) int {
	return count(g.texts[at], func(text string) bool {
		_, ok := wordFor(field, text)
		return ok || isUnrated(text)
	})
}

func (g *guesser) steps(scale string) []step {
	if scale == "impact" {
		return stepsOf(g.register.Criteria.Impacts)
	}
	return stepsOf(g.register.Criteria.Likelihoods)
}

// stages decides where the ratings of a table belong: those before controls are inherent, those after them current, those after a plan its target.
func (g *guesser) stages() {
	has := map[stage]bool{}
	for _, m := range g.meanings {
		if m.field == "likelihood" || m.field == "impact" || m.field == "threat" || m.field == "vulnerability" {
			has[m.stage] = true
		}
	}
	if has[before] && has[afterAny] && !has[now] && !has[noStage] {
		g.measures(has)
	}
	for at, m := range g.meanings {
		if !slices.Contains(rated, m.field) {
			continue
		}
		switch {
		case m.stage == noStage && has[noStage] && has[now] && !has[before]:
			m.stage = before
		case m.stage == noStage:
			m.stage = now
		case m.stage == afterAny && (has[now] || has[noStage] || has[planned]):
			m.stage = planned
		case m.stage == afterAny:
			m.stage = now
		}
		g.meanings[at] = m
	}
}

// plannedWords tell that what a column names is still to be done.
var plannedWords = []string{"plan", "propos", "recommend", "further", "future", "action", "additional", "計画", "予定", "案", "追加", "今後", "是正"}

// measures decides, of a table that rates risks before and after its measures, whether these are planned or in place: a plan has a day, a state or a word that
// says so. What is in place is no plan.
func (g *guesser) measures(has map[stage]bool) {
	column, ahead, controls := -1, false, false
	for _, at := range g.table.columns() {
		switch m := g.meanings[at]; {
		case m.field == "plan.title" && column < 0:
			column = at
			ahead = ahead || slices.ContainsFunc(plannedWords, func(w string) bool { return strings.Contains(fold(g.table.Heads[at]), w) })
		case m.field == "controls":
			controls = true
		case strings.HasPrefix(m.field, "plan."):
			ahead = true
		}
	}
	switch {
	case column < 0 || controls:
	case ahead:
		has[planned] = true
	default:
		g.meanings[column] = meaning{field: "controls"}
	}
}

// ratingField gives the field of a rating at its stage.
func ratingField(m meaning) string {
	key := m.field
	if key == "threat" || key == "vulnerability" {
		key = "factors." + key
	}
	switch m.stage {
	case before:
		return "inherent." + key
	case planned:
		return "plan.target." + key
	}
	return "current." + key
}

// fields gives each column its field.
func (g *guesser) fields() {
	// a heading that says it as a whole comes before one of which a part does, wherever they stand
	order := g.table.columns()
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(truth(g.meanings[a].part)-truth(g.meanings[b].part), truth(g.dateless(a))-truth(g.dateless(b)))
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
	slices.SortStableFunc(g.m.Columns, func(a, b MapColumn) int { return a.At[0] - b.At[0] })
	if !g.taken["plan.title"] { // there is no plan without words for it
		g.withoutPlan()
	}
	g.oneHabit()
}

// fieldOf gives the field of a column; empty where it gets none, and then what is to be said of that.
func (g *guesser) fieldOf(at int) (field, note string) {
	m := g.meanings[at]
	field = m.field
	switch {
	case g.factorAt(at) != "":
		field = ratingField(meaning{field: "factors." + g.factorAt(at), stage: m.stage})
	case field == "" || field == "category" || field == "detection" || field == "controls" || strings.HasPrefix(field, "text."):
		return "", ""
	case field == "threat" || field == "vulnerability":
		if g.register.Criteria.From == nil || g.register.Criteria.Factor(field) == nil {
			return "", g.say("（criteria.toml に likelihood_from の因子がありません）", "  (criteria.toml has no such factor in likelihood_from)")
		}
		field = ratingField(m)
	case field == "level" && m.stage == planned && !g.anyMeaning(planned, "likelihood", "impact"):
		field = "plan.target.level"
	case field == "score" || field == "level":
		return "", g.say("（リスクレベルは起こりやすさと影響から求めます。食い違いは取り込みのときに示します）", "  (worked out from likelihood and impact; an import tells where they disagree)")
	case slices.Contains(rated, field):
		field = ratingField(m)
	}
	if why := g.otherScale(at, m.field); why != "" {
		return "", why
	}
	switch {
	case m.part && slices.Contains(rated, m.field) && !g.taken[field] && g.others(at, m):
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
	g.m.Columns = slices.DeleteFunc(g.m.Columns, func(c MapColumn) bool {
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
	return isDateField(g.meanings[at].field) && !slices.ContainsFunc(g.texts[at], func(t string) bool { _, ok := ParseDate(t, "dmy"); return ok })
}

// plannedControls takes a column of controls for plans where the table says until when, and none of its columns what is planned.
func (g *guesser) plannedControls() {
	column, due := -1, false
	for _, at := range g.table.columns() {
		switch m := g.meanings[at]; m.field {
		case "plan.title":
			return
		case "plan.due", "plan.status", "plan.owner":
			due = due || len(g.texts[at]) > 0
		case "controls":
			if h := fold(g.table.Heads[at]); column < 0 && !slices.ContainsFunc(doneWords, func(w string) bool { return strings.Contains(h, w) }) {
				column = at
			}
		}
	}
	if due && column >= 0 {
		g.meanings[column] = meaning{field: "plan.title"}
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
func (g *guesser) others(at int, m meaning) bool {
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
	heading = fold(heading[strings.LastIndex(heading, "/")+1:])
	for i := range from.Factors {
		f := &from.Factors[i]
		for _, name := range append(labelsOf(f.Label), fold(f.Key)) {
			if name == "" || heading != name && withoutStage(heading) != name && !(strings.HasPrefix(heading, name) && len(heading) <= len(name)+24) {
				continue
			}
			if steps := factorSteps(f); slices.ContainsFunc(g.texts[at], func(t string) bool { _, ok := stepOf(steps, t); return ok }) {
				return f.Key
			}
		}
	}
	return ""
}

func (g *guesser) anyMeaning(s stage, fields ...string) bool {
	for _, m := range g.meanings {
		if m.stage == s && slices.Contains(fields, m.field) {
			return true
		}
	}
	return false
}

// resolves reports whether the values of a column are records of a kind, for the most part.
func (g *guesser) resolves(at int, folder string) bool {
	found := 0
	for _, text := range g.texts[at] {
		for _, part := range parts(text, "") {
			if _, ok := recordFor(g.register, folder, part); ok {
				found++
				break
			}
		}
	}
	return found*2 > len(g.texts[at])
}

// titles makes sure that records have titles: for want of a column for it the description serves, and then texts on asset, threat and weakness.
func (g *guesser) titles() {
	if g.taken["title"] || g.table.titled {
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
			if g.meanings[column].field == field && !slices.Contains(at, column) {
				at = append(at, column)
			}
		}
		if field == "text.vulnerability" && len(at) > 0 {
			break
		}
	}
	if len(at) == 0 { // the first column of words
		for _, column := range g.table.columns() {
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
	g.m.Columns = slices.DeleteFunc(g.m.Columns, func(c MapColumn) bool { return len(c.At) == 1 && slices.Contains(at, c.At[0]) })
	c := MapColumn{At: at, Heading: strings.Join(heads, " + "), Field: "title", note: g.say("題名の列がないため、この列を題名とします", "there is no column of titles: these serve as one")}
	if len(at) > 1 {
		c.Join = " / "
	}
	g.m.Columns = append([]MapColumn{c}, g.m.Columns...)
}

func averageLength(texts []string) int {
	n := 0
	for _, t := range texts {
		n += len([]rune(t))
	}
	return n / max(len(texts), 1)
}

// column makes the map of one column, with what its values mean.
func (g *guesser) column(at int, field string) MapColumn {
	c := MapColumn{At: []int{at}, Heading: g.table.Heads[at], Field: field, Values: map[string]string{}}
	texts := slices.Compact(slices.Sorted(slices.Values(g.texts[at])))
	add := func(text, value string) {
		if key := fold(text); key != "" && c.Values[key] == "" && fold(value) != key && len(c.order) < 60 {
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
		case isUnrated(text):
		case last == "likelihood" || last == "impact" || strings.Contains(field, ".factors."):
			if _, plain := number(text); plain {
				if _, ok := readStep(g.register, field, text); !ok {
					open = append(open, text)
				}
				continue
			}
			word, _ := withRemark(text)
			if n, ok := places[fold(word)]; ok {
				add(text, strconv.Itoa(n))
			} else if n, ok := readStep(g.register, field, text); ok {
				add(text, n)
			} else {
				open = append(open, text)
			}
		case last == "level":
			if key, ok := levelOf(&g.register.Criteria, text); ok {
				add(text, key)
			} else {
				open = append(open, text)
			}
		case field == "status" || field == "treatment.option" || field == "plan.status":
			if word, ok := wordFor(field, text); ok {
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
func (g *guesser) remark(c *MapColumn, open []string) {
	if len(open) > 0 {
		list := strings.Join(open[:min(len(open), 6)], " | ")
		c.note = oneLine(g.say("values にない値は取り込まれません: "+list, "values that have no place yet: "+list))
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

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

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
	m, t := suggest(r, b, k, language)
	if m == nil {
		return nil, false
	}
	return m.Write(t, language), true
}

func suggest(r *register.Register, b *workbook.Book, k *register.Kind, language string) (*Map, *Table) {
	var best *Table
	weight := func(t *Table) int { return t.Score*1000 + min(len(t.Sheet.Rows), 900) }
	var all []*Table
	for _, s := range b.Sheets {
		if s.Hidden {
			continue
		}
		t := findTable(s)
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
	m := guess(r, best, k, language)
	for _, t := range all { // further sheets of the same form: one a department, a system, a year
		if t != best && slices.Equal(t.Head, best.Head) && maps.EqualFunc(t.Heads, best.Heads, func(a, b string) bool { return fold(a) == fold(b) }) {
			m.Sheets = append(m.Sheets, t.Sheet.Name)
		}
	}
	return m, best
}
