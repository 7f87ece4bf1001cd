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

// tableReader finds claims in tables, and what else is said of a place in the matrix.
type tableReader struct{ *claimReader }

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

// moment is of when a table tells: of now, before controls, with them in place or the plans done, or nobody says.
type moment int

const (
	unsaid moment = iota
	beforeControls
	afterControls
)

var (
	saysBefore = regexp.MustCompile(`(?i)\b(?:before|pre|prior to|without)[\s-]+(?:any |the )?(?:controls?|remediation|treatment|mitigation|measures)\b|\binherent\b|\binitial (?:risks?|ratings?|matrix|levels?)\b|(?:管理策|対策|対応)の?前|固有`)
	saysAfter  = regexp.MustCompile(`(?i)\b(?:after|post|with)[\s-]+(?:the )?(?:controls?|remediation|treatment|mitigation|measures)\b|\bresidual\b|(?:管理策|対策)の?後|残留`)
)

// momentOf reads of when a table tells from what stands above it; it is false where that is another time than the register knows.
func momentOf(caption string) (moment, bool) {
	m, pattern := unsaid, (*regexp.Regexp)(nil)
	if saysBefore.MatchString(caption) {
		m, pattern = beforeControls, saysBefore
	} else if saysAfter.MatchString(caption) {
		m, pattern = afterControls, saysAfter
	}
	if pattern != nil {
		caption = pattern.ReplaceAllStringFunc(caption, blanks)
	}
	return m, !elsewhen(caption)
}

// ratings gives the ratings of a risk that a table may show.
func (m moment) ratings(k *assess.Risk) []assess.Rating {
	switch m {
	case beforeControls:
		return []assess.Rating{k.Inherent}
	case afterControls:
		return []assess.Rating{k.Now, k.Projected}
	}
	return []assess.Rating{k.Now, k.Inherent, k.Projected}
}

// tabled gives what a table says of risks and that does not hold.
func (c tableReader) tabled(text string, about register.Entry, before string) []claim {
	t, ok := tableOf(masked(text, c.known))
	if !ok || len(t.heads) < 2 {
		return nil
	}
	caption := strings.TrimRight(before, " \t\r\n")
	caption = lastHeading(before) + "\n" + caption[strings.LastIndex(caption, "\n\n")+1:]
	said := unsaid
	if saysBefore.MatchString(caption) || saysAfter.MatchString(caption) {
		said, _ = momentOf(caption)
	}
	list, is := c.matrix(t, said)
	if !is {
		roles := rolesOf(t)
		for _, r := range t.rows {
			list = c.ofRow(list, t, r, roles, said)
		}
		if counts := c.tally(nil, t, caption); len(counts) > 0 && said == unsaid && len(c.bearing(about)) == 0 && !limited(before+"\n\n") {
			list = append(list, counts...)
		}
	}
	if len(list) > 0 { // asked last: it takes far longer than to read
		if _, known := momentOf(strings.TrimPrefix(caption, "Where ")); !known {
			return nil
		}
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
func (c tableReader) ofRow(list []claim, t table, row []cell, roles []string, said moment) []claim {
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
		if k = c.a.Risk(id); k == nil && i == 0 || others(c.a, k, at.text) || i < len(t.heads) && elsewhen(t.heads[i].text) {
			return list // the row is of another record, of several, or of what may be
		}
		break
	}
	if k == nil || k.Standing != assess.Counted || row[0].text != "" && !c.names(k, row[0].text) && !counting.MatchString(row[0].text) {
		return list // it begins with what the level is of: a scenario, a site
	}
	if said == unsaid && !slices.ContainsFunc(t.heads, func(h cell) bool { return columns[strings.ToLower(h.text)] == "" && elsewhen(h.text) }) {
		said = afterControls // beside no other time, a level is that of now
	}
	for i, at := range row[:min(len(row), len(roles))] {
		if roles[i] == "" {
			continue
		}
		x := claim{start: at.start, end: at.end, found: at.text, id: k.Record.ID, mark: k.Record.ID + ":" + roles[i]}
		if x.want = c.inColumn(&x, k, roles[i], said); x.want != "" {
			list = append(list, x)
		}
	}
	return list
}

// counting is a number that counts rows.
var counting = regexp.MustCompile(`^(?:#|No\. ?)?[0-9０-９]{1,5}[.)位]?$`)

// names reports whether a stretch of text names a risk.
func (c tableReader) names(k *assess.Risk, text string) bool {
	for start, end := range tokens(text) {
		if c.a.Risk(text[start:end]) == k {
			return true
		}
	}
	return false
}

// inColumn gives what the register says in place of what stands in a column; nothing where that may be so.
func (c tableReader) inColumn(x *claim, k *assess.Risk, role string, said moment) string {
	now := k.Now
	if said == beforeControls {
		now = k.Inherent
		x.mark = x.id + ":inherent." + role
	}
	switch role {
	case "level":
		x.what = words("リスクレベル", "level")
		level, known := c.levels[strings.ToLower(x.found)]
		if known && !k.Closed() && now.Level >= 0 && level != now.Level && (said != unsaid || level != k.Inherent.Level && level != k.Projected.Level) {
			return c.label(now.Level)
		}
	case "rank":
		x.what = words("優先順位", "rank")
		if n, known := numberOf(x.found); known && k.Rank > 0 && n != k.Rank && said != beforeControls {
			return strconv.Itoa(k.Rank)
		}
	case "outcome":
		x.what = words("評価結果", "outcome")
		if code, known := c.outcomes[strings.ToLower(x.found)]; known && !fitsOutcome(code, k) && said != beforeControls {
			return term.Code("outcome", string(k.Outcome)).In(c.language)
		}
	case "likelihood":
		x.what = words("起こりやすさ", "likelihood")
		if n, known := c.step(x.found, c.a.Register.Criteria.Likelihoods); known && said != beforeControls {
			return c.disagreed(k, n, func(r assess.Rating) *int { return r.Likelihood })
		}
	case "impact":
		x.what = words("影響", "impact")
		if n, known := c.step(x.found, c.a.Register.Criteria.Impacts); known && said != beforeControls {
			return c.disagreed(k, n, func(r assess.Rating) *int { return r.Impact })
		}
	}
	return ""
}

// disagreed gives the present value of a rating where a value is that of none: neither before controls, nor now, nor once the plans are done.
func (c tableReader) disagreed(k *assess.Risk, n int, of func(assess.Rating) *int) string {
	now := of(k.Now)
	if now == nil || k.Closed() {
		return ""
	}
	for _, r := range unsaid.ratings(k) {
		if v := of(r); v != nil && *v == n {
			return ""
		}
	}
	return strconv.Itoa(*now)
}

var leading = regexp.MustCompile(`^(\d{1,2})(?:\s|$|[-–—:：.（(])`)

// step reads a step of a scale: its label, or its value in front of whatever else is said of it.
func (c tableReader) step(text string, steps []register.Step) (int, bool) {
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
func (c tableReader) tally(list []claim, t table, caption string) []claim {
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
func (c tableReader) matrix(t table, said moment) (list []claim, is bool) {
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
			list = c.placed(list, at, l, n, said)
		}
	}
	return list, true
}

// placed adds the risks of a cell that no rating of theirs puts there.
func (c tableReader) placed(list []claim, at cell, likelihood, impact int, said moment) []claim {
	for from, to := range tokens(at.text) {
		k := c.a.Risk(at.text[from:to])
		if k == nil || k.Standing != assess.Counted || k.Closed() {
			continue
		}
		now := said.ratings(k)[0]
		if now.Likelihood == nil || now.Impact == nil || slices.ContainsFunc(said.ratings(k), func(r assess.Rating) bool {
			return r.Likelihood != nil && r.Impact != nil && *r.Likelihood == likelihood && *r.Impact == impact
		}) {
			continue
		}
		x := claim{start: at.start + from, end: at.start + to, id: k.Record.ID, placed: true, what: words("位置", "place")}
		x.found, x.want = c.place(likelihood, impact), c.place(*now.Likelihood, *now.Impact)
		list = append(list, x)
	}
	return list
}

// place says a place of the matrix in words.
func (c tableReader) place(likelihood, impact int) string {
	return term.Words{Ja: fmt.Sprintf("起こりやすさ%d・影響%d", likelihood, impact), En: fmt.Sprintf("likelihood %d, impact %d", likelihood, impact)}.In(c.language)
}

// rated adds the ratings that stand in brackets behind the id of a risk which has no such rating: "R-001 (P=2, I=3)".
func (c tableReader) rated(list []claim, r row, text string) []claim {
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
	list = c.placed(list, at, likelihood, impact, unsaid)
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
