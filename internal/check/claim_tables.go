package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// cell is a cell of a table in Markdown: its words, and where they stand.
type cell struct {
	text       string
	start, end int
}

// table is one whose second line rules off its heads.
type table struct {
	heads []cell
	rows  [][]cell
}

var ruledOff = regexp.MustCompile(`^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$`)

// tableOf reads the lines of a table; it is false where they are none.
func tableOf(text string) (table, bool) {
	var t table
	offset := 0
	n := 0
	for line := range strings.Lines(text) {
		cells := cellsOf(line, offset)
		offset += len(line)
		switch n++; {
		case n == 1:
			t.heads = cells
		case n == 2:
			if !ruledOff.MatchString(strings.TrimRight(line, "\r\n")) {
				return t, false
			}
		default:
			t.rows = append(t.rows, cells)
		}
	}
	return t, n > 2
}

// cellsOf parts a line at its bars, but for those that are escaped.
func cellsOf(line string, offset int) []cell {
	line = strings.TrimRight(line, "\r\n \t")
	var list []cell
	from := strings.IndexByte(line, '|') + 1
	for i := from; i <= len(line); i++ {
		if i < len(line) && (line[i] != '|' || line[i-1] == '\\') {
			continue
		}
		if i == len(line) && i == from {
			break
		}
		words := line[from:i]
		inner := strings.Trim(words, " \t*_~")
		for len(inner) > 0 && strings.IndexFunc(inner, plainSign) > 0 { // a coloured sign in front of a level
			inner = strings.TrimLeft(inner[strings.IndexFunc(inner, plainSign):], " ")
		}
		at := from + strings.LastIndex(words, inner)
		list = append(list, cell{inner, offset + at, offset + at + len(inner)})
		from = i + 1
	}
	return list
}

// plainSign reports whether a sign is one that words are made of.
func plainSign(r rune) bool {
	return r < 0x2000 || r >= 0x3000 && r < 0xFE00 || r >= 0xFF00 && r < 0x10000
}

// columns tells what the columns of a table say of the risk in a row, by their heads.
var columns = map[string]string{
	"level": "level", "risk level": "level", "level of risk": "level", "rating": "level", "risk rating": "level", "current level": "level", "current risk level": "level", "current rating": "level",
	"レベル": "level", "リスクレベル": "level", "現在のレベル": "level", "現在のリスクレベル": "level", "リスク評価": "level",
	"rank": "rank", "risk rank": "rank", "順位": "rank", "優先順位": "rank",
	"outcome": "outcome", "status": "outcome", "評価結果": "outcome", "判定": "outcome", "状態": "outcome",
	"likelihood": "likelihood", "probability": "likelihood", "起こりやすさ": "likelihood", "発生可能性": "likelihood",
	"impact": "impact", "consequence": "impact", "影響": "impact", "影響度": "impact",
}

var (
	countHeads = []string{"risks", "open risks", "number of risks", "risk count", "count", "number", "リスク", "リスク数", "リスクの数", "リスク件数", "件数", "数"}
	totals     = []string{"total", "all", "all risks", "合計", "計", "総数", "全体"}
	ofRisks    = regexp.MustCompile(`(?i)\brisks?\b|リスク|outcome|評価結果`)
)

// tabled gives what a table says of risks and that does not hold.
func (c *claimReader) tabled(text string, about register.Entry, before string) []claim {
	caption := before
	if at := strings.LastIndex(strings.TrimRight(before, " \t\r\n"), "\n\n"); at >= 0 {
		caption = before[at:]
	}
	t, ok := tableOf(masked(text, c.known))
	if !ok || len(t.heads) < 2 {
		return nil
	}
	list, is := c.matrix(t)
	if !is {
		roles := rolesOf(t)
		for _, r := range t.rows {
			list = c.ofRow(list, t, r, roles)
		}
		if counts := c.tally(nil, t, caption+lastHeading(before)); len(counts) > 0 && len(c.bearing(about)) == 0 && !limited(before+"\n\n") {
			list = append(list, counts...)
		}
	}
	if len(list) > 0 && elsewhen(caption) {
		return nil
	}
	return list
}

// rolesOf gives what each column says; nothing where two say the same.
func rolesOf(t table) []string {
	roles := make([]string, len(t.heads))
	for i, h := range t.heads {
		roles[i] = columns[strings.ToLower(h.text)]
	}
	for i, role := range roles {
		for k := i + 1; k < len(roles); k++ {
			if role != "" && roles[k] == role {
				roles[i], roles[k] = "", ""
			}
		}
	}
	return roles
}

// ofRow adds what a row says of the risk that it begins with.
func (c *claimReader) ofRow(list []claim, t table, row []cell, roles []string) []claim {
	var k *assess.Risk
	for i, at := range row[:min(len(row), 2)] {
		id := ""
		for start, end := range tokens(at.text) {
			id = at.text[start:end]
			break
		}
		if id == "" || c.a.Register.Find(id) == nil {
			continue
		}
		if k = c.a.Risk(id); k == nil && i == 0 || c.others(k, at.text) {
			return list // the row is of another record, or of several
		}
		break
	}
	if k == nil || k.Standing != assess.Counted {
		return list
	}
	late := slices.ContainsFunc(t.heads, func(h cell) bool { return columns[strings.ToLower(h.text)] == "" && elsewhen(h.text) })
	for i, at := range row[:min(len(row), len(roles))] {
		x := claim{start: at.start, end: at.end, found: at.text, id: k.Record.ID}
		switch roles[i] {
		case "level":
			x.what, x.mark = words("リスクレベル", "level"), x.id+":level"
			level, known := c.levels[strings.ToLower(at.text)]
			if !known || k.Closed() || k.Now.Level < 0 || level == k.Now.Level || late && (level == k.Inherent.Level || level == k.Projected.Level) {
				continue
			}
			x.want = c.label(k.Now.Level)
		case "rank":
			x.what, x.mark = words("優先順位", "rank"), x.id+":rank"
			n, known := numberOf(at.text)
			if !known || k.Rank == 0 || n == k.Rank {
				continue
			}
			x.want = strconv.Itoa(k.Rank)
		case "outcome":
			x.what, x.mark = words("評価結果", "outcome"), x.id+":outcome"
			said, known := c.outcomes[strings.ToLower(at.text)]
			if !known || fitsOutcome(said, k) {
				continue
			}
			x.want = term.Code("outcome", string(k.Outcome)).In(c.language)
		case "likelihood":
			x.what, x.mark = words("起こりやすさ", "likelihood"), x.id+":likelihood"
			n, known := c.step(at.text, c.a.Register.Criteria.Likelihoods)
			if x.want = c.disagreed(k, n, func(r assess.Rating) *int { return r.Likelihood }); !known || x.want == "" {
				continue
			}
		case "impact":
			x.what, x.mark = words("影響", "impact"), x.id+":impact"
			n, known := c.step(at.text, c.a.Register.Criteria.Impacts)
			if x.want = c.disagreed(k, n, func(r assess.Rating) *int { return r.Impact }); !known || x.want == "" {
				continue
			}
		default:
			continue
		}
		list = append(list, x)
	}
	return list
}

// disagreed gives the present value of a rating where a value is that of none: neither before controls, nor now, nor once the plans are done.
func (c *claimReader) disagreed(k *assess.Risk, n int, of func(assess.Rating) *int) string {
	now := of(k.Now)
	if now == nil || k.Closed() {
		return ""
	}
	for _, r := range []assess.Rating{k.Now, k.Inherent, k.Projected} {
		if v := of(r); v != nil && *v == n {
			return ""
		}
	}
	return strconv.Itoa(*now)
}

var leading = regexp.MustCompile(`^(\d{1,2})(?:\s|$|[-–—:：.（(])`)

// step reads a step of a scale: its label, or its value in front of whatever else is said of it.
func (c *claimReader) step(text string, steps []register.Step) (int, bool) {
	low := strings.ToLower(text)
	for i := range steps {
		for _, w := range steps[i].Label {
			if words := strings.ToLower(strings.TrimSpace(w.Words)); words != "" && low == words && steps[i].Value != nil {
				return *steps[i].Value, true
			}
		}
	}
	if m := leading.FindStringSubmatch(text); m != nil {
		n, err := strconv.Atoi(m[1])
		return n, err == nil && slices.ContainsFunc(steps, func(s register.Step) bool { return s.Value != nil && *s.Value == n })
	}
	return 0, false
}

// tally adds how many risks of each level or outcome a table counts, where there are others.
func (c *claimReader) tally(list []claim, t table, caption string) []claim {
	at := slices.IndexFunc(t.heads, func(h cell) bool { return slices.Contains(countHeads, strings.ToLower(h.text)) })
	if at < 1 || len(t.rows) < 2 || !ofRisks.MatchString(t.heads[0].text+" "+t.heads[at].text+" "+caption) {
		return list
	}
	n := len(list)
	for _, row := range t.rows {
		if at >= len(row) {
			return list[:n]
		}
		x := claim{start: row[at].start, found: strings.TrimSuffix(row[at].text, "件")}
		x.end = x.start + len(x.found)
		said := strings.ToLower(row[0].text)
		want, also := -1, -1
		if level, ok := c.levels[said]; ok {
			want, _ = c.countAtLevel(&x, level)
		} else if _, ok := c.outcomes[said]; ok {
			want, also, _ = c.countOfOutcome(&x, said)
		} else if slices.Contains(totals, said) {
			x.mark, x.what = "count:risks status=open", words("開いているリスク", "open risks")
			want, also = c.a.Summary.Open(), len(c.a.Risks)
		} else {
			return list[:n] // it counts by something else
		}
		if number, ok := numberOf(x.found); ok && number != want && number != also {
			x.want = strconv.Itoa(want)
			list = append(list, x)
		}
	}
	return list
}

var (
	impactAxis     = regexp.MustCompile(`(?i)impact|consequence|severity|影響|被害`)
	likelihoodAxis = regexp.MustCompile(`(?i)likelihood|probability|起こりやすさ|発生`)
)

// matrix reads a table as a risk matrix with the ids of risks in its cells, and gives those that stand where no rating of theirs puts them.
func (c *claimReader) matrix(t table) (list []claim, is bool) {
	axis := func(cells []cell, steps []register.Step) []int {
		values := make([]int, len(cells))
		for i, at := range cells {
			n, ok := c.step(at.text, steps)
			if !ok {
				return nil
			}
			values[i] = n
		}
		return values
	}
	var first []cell
	for _, row := range t.rows {
		if len(row) < 2 {
			return nil, false
		}
		first = append(first, row[0])
	}
	criteria := &c.a.Register.Criteria
	across, down := axis(t.heads[1:], criteria.Likelihoods), axis(first, criteria.Impacts)
	turnedAcross, turnedDown := axis(t.heads[1:], criteria.Impacts), axis(first, criteria.Likelihoods)
	upright, turned := across != nil && down != nil, turnedAcross != nil && turnedDown != nil
	if upright && turned { // numbers alone: the corner says which is which
		impact, likelihood := impactAxis.FindStringIndex(t.heads[0].text), likelihoodAxis.FindStringIndex(t.heads[0].text)
		if impact == nil || likelihood == nil {
			return nil, true
		}
		upright = impact[0] < likelihood[0]
		if strings.Contains(t.heads[0].text[:max(impact[0], likelihood[0])], "→") {
			upright = !upright
		}
	}
	if !upright && !turned {
		return nil, false
	}
	for i, row := range t.rows {
		for j, at := range row[1:min(len(row), len(t.heads))] {
			l, n := 0, 0
			if upright {
				l, n = across[j], down[i]
			} else {
				l, n = turnedDown[i], turnedAcross[j]
			}
			list = c.placed(list, at, l, n)
		}
	}
	return list, true
}

// placed adds the risks of a cell that no rating of theirs puts there.
func (c *claimReader) placed(list []claim, at cell, likelihood, impact int) []claim {
	for from, to := range tokens(at.text) {
		k := c.a.Risk(at.text[from:to])
		if k == nil || k.Standing != assess.Counted || k.Closed() || k.Now.Likelihood == nil || k.Now.Impact == nil {
			continue
		}
		there := func(r assess.Rating) bool {
			return r.Likelihood != nil && r.Impact != nil && *r.Likelihood == likelihood && *r.Impact == impact
		}
		if there(k.Now) || there(k.Inherent) || there(k.Projected) {
			continue
		}
		x := claim{start: at.start + from, end: at.start + to, id: k.Record.ID, placed: true, what: words("位置", "place")}
		x.found, x.want = c.place(likelihood, impact), c.place(*k.Now.Likelihood, *k.Now.Impact)
		list = append(list, x)
	}
	return list
}

// place says a place of the matrix in words.
func (c *claimReader) place(likelihood, impact int) string {
	return term.Words{Ja: fmt.Sprintf("起こりやすさ%d・影響%d", likelihood, impact), En: fmt.Sprintf("likelihood %d, impact %d", likelihood, impact)}.In(c.language)
}

// rated adds the ratings that stand in brackets behind the id of a risk which has no such rating: "R-001 (P=2, I=3)".
func (c *claimReader) rated(list []claim, r row, text string) []claim {
	m := behindID.FindStringSubmatchIndex(text[r.end:])
	k := r.risks[len(r.risks)-1]
	if m == nil || k.Standing != assess.Counted {
		return list
	}
	at := cell{text[r.start:r.end], r.start, r.end}
	likelihood, _ := strconv.Atoi(text[r.end+m[4] : r.end+m[5]])
	impact, _ := strconv.Atoi(text[r.end+m[6] : r.end+m[7]])
	n := len(list)
	at.text, at.start = k.Record.ID, r.end-len(k.Record.ID)
	list = c.placed(list, at, likelihood, impact)
	for i := n; i < len(list); i++ {
		x := &list[i]
		x.start, x.end = r.end+m[2], r.end+m[3]
		x.used = [2]int{x.start, x.end}
		x.placed, x.what, x.mark = false, words("評価", "rating"), x.id+":likelihood"
		x.fresh = term.Words{Ja: "起こりやすさ[[" + x.id + ":likelihood]]、影響[[" + x.id + ":impact]]", En: "likelihood [[" + x.id + ":likelihood]], impact [[" + x.id + ":impact]]"}.In(c.language)
	}
	return list
}

var behindID = regexp.MustCompile(`(?i)^[\s*_]*[(（]\s*((?:P|L|likelihood|probability|起こりやすさ|発生可能性)\s*[:=＝：]?\s*(\d{1,2})\s*[,、;/×]\s*(?:I|C|impact|consequence|影響度?)\s*[:=＝：]?\s*(\d{1,2}))\s*[)）]`)
