package changes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// tally is how many open risks there are of one level or outcome, before and after.
type tally struct {
	key           string // of the level or the outcome; empty where there is none
	name          string
	before, after int
}

var againWords = term.Words{Ja: "分析のやり直しが必要", En: "to be rated again"}

// again gives the open risks of the second state that are to be rated again: no level and no outcome is told of them.
func again(r *Report) []*assess.Risk {
	var list []*assess.Risk
	for i := range r.Comparison.Risks {
		if c := &r.Comparison.Risks[i]; c.RateAgain() {
			list = append(list, r.Comparison.After.Assessment.Risk(c.ID))
		}
	}
	return list
}

// levels counts the open risks by level, the gravest first. A level that only one state knows counts none in the other.
func levels(r *Report) []tally {
	old, now := &r.Comparison.Before.Assessment.Summary.ByLevel, &r.Comparison.After.Assessment.Summary.ByLevel
	count := func(of *register.Register, counts []int, key string) int {
		if i := of.Criteria.LevelIndex(key); i >= 0 {
			return counts[i]
		}
		return 0
	}
	var list []tally
	for _, level := range slices.Backward(r.now().Criteria.Levels) {
		list = append(list, tally{level.Key, r.text(level.Label, r.now()), count(r.old(), old.Now, level.Key), count(r.now(), now.Now, level.Key)})
	}
	for _, level := range slices.Backward(r.old().Criteria.Levels) {
		if n := count(r.old(), old.Now, level.Key); n > 0 && r.now().Criteria.LevelIndex(level.Key) < 0 {
			list = append(list, tally{level.Key, r.text(level.Label, r.old()), n, 0})
		}
	}
	before, after := old.Now[len(old.Now)-1], now.Now[len(now.Now)-1]
	again := again(r)
	for _, k := range again {
		if k.Now.Level < 0 {
			after--
			continue
		}
		for i := range list {
			if list[i].key == r.now().Criteria.Levels[k.Now.Level].Key {
				list[i].after--
			}
		}
	}
	if len(again) > 0 {
		list = append(list, tally{"", r.words(againWords), 0, len(again)})
	}
	if before+after > 0 {
		list = append(list, tally{"", r.say("レベル未定", "without a level"), before, after})
	}
	return list
}

// outcomes counts the open risks by outcome, what wants action first.
func outcomes(r *Report) []tally {
	var list []tally
	again := again(r)
	for _, o := range assess.Outcomes {
		before, after := r.Comparison.Before.Assessment.Summary.ByOutcome[o], r.Comparison.After.Assessment.Summary.ByOutcome[o]
		for _, k := range again {
			if k.Outcome == o {
				after--
			}
		}
		if before+after > 0 {
			list = append(list, tally{string(o), r.words(term.Code("outcome", string(o))), before, after})
		}
	}
	if len(again) > 0 {
		list = append(list, tally{"", r.words(againWords), 0, len(again)})
	}
	return list
}

// tallied writes the tallies in one line each, those that changed marked.
func tallied(r *Report, mark func(string) string) []string {
	var lines []string
	for _, group := range []struct {
		name string
		list []tally
	}{{r.say("リスクレベル", "levels"), levels(r)}, {r.say("評価結果", "outcomes"), outcomes(r)}} {
		changed := false
		var parts []string
		for _, t := range group.list {
			switch {
			case t.before != t.after:
				changed = true
				parts = append(parts, mark(fmt.Sprintf("%s %s → %s", t.name, r.count(t.before), r.count(t.after))))
			case t.after > 0:
				parts = append(parts, fmt.Sprintf("%s %s", t.name, r.count(t.after)))
			}
		}
		if changed {
			lines = append(lines, group.name+r.say("：", ": ")+strings.Join(parts, r.say("、", ", ")))
		}
	}
	return lines
}

func talliesMarkdown(r *Report, b *strings.Builder) {
	for _, group := range []struct {
		name string
		list []tally
	}{{r.say("リスクレベル", "Level"), levels(r)}, {r.say("評価結果", "Outcome"), outcomes(r)}} {
		if !slices.ContainsFunc(group.list, func(t tally) bool { return t.before != t.after }) {
			continue
		}
		b.WriteString("\n| " + group.name)
		for _, t := range group.list {
			b.WriteString(" | " + escape(cut(t.name, longestTitle)))
		}
		b.WriteString(" |\n|---" + strings.Repeat("|---:", len(group.list)) + "|\n| " + r.say("件数", "Risks"))
		for _, t := range group.list {
			if t.before == t.after {
				b.WriteString(" | " + r.count(t.after))
			} else {
				fmt.Fprintf(b, " | %s → **%s**", r.count(t.before), r.count(t.after))
			}
		}
		b.WriteString(" |\n")
	}
}

// move is how a risk moved over the matrix.
type move struct {
	sign  string
	words term.Words
	tone  string
}

var (
	moveUp    = move{"▲", term.Words{Ja: "上昇", En: "up a level"}, "bad"}
	moveDown  = move{"▼", term.Words{Ja: "低下", En: "down a level"}, "good"}
	moveAside = move{"●", term.Words{Ja: "同じレベルで移動", En: "moved, the level the same"}, "info"}
	moveIn    = move{"＋", term.Words{Ja: "新規", En: "new"}, "warn"}
	moveOut   = move{"×", term.Words{Ja: "削除又は終結", En: "gone or closed"}, "quiet"}
	moveAgain = move{"？", term.Words{Ja: "分析のやり直しが必要", En: "to be rated again"}, "warn"}
	moves     = []move{moveUp, moveDown, moveAside, moveIn, moveOut, moveAgain}
)

// moved tells of each risk that lies in another cell of the matrix than before how it moved, by the ids that it had and has.
func moved(r *Report) map[string]move {
	moved := map[string]move{}
	for i := range r.Comparison.Risks {
		c := &r.Comparison.Risks[i]
		open := func(s *compare.Standing) bool { return s != nil && s.Outcome != assess.Closed && s.Uncounted == "" }
		before, after := open(c.Before), open(c.After)
		var m move
		switch {
		case !before && !after:
			continue
		case !before:
			m = moveIn
		case !after:
			m = moveOut
		case c.RateAgain():
			m = moveAgain
		case c.Direction > 0:
			m = moveUp
		case c.Direction < 0:
			m = moveDown
		case values(c.Before.Now) != values(c.After.Now) || c.Before.Now.Level != c.After.Now.Level:
			m = moveAside
		default:
			continue
		}
		if c.Before != nil {
			moved[c.Before.ID] = m
		}
		moved[c.ID] = m
	}
	return moved
}

// drawn tells whether the matrices are worth a look: a risk moved, or the matrix itself changed.
func drawn(r *Report, moved map[string]move) bool {
	return len(moved) > 0 || slices.ContainsFunc(r.Comparison.Criteria, func(c compare.Criterion) bool { return c.Aspect == compare.Cell })
}

// movedFirst puts the ids of risks that moved before the others.
func movedFirst(ids []string, moved map[string]move) []string {
	ids = slices.Clone(ids)
	place := func(id string) int {
		if _, ok := moved[id]; ok {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(ids, func(a, b string) int { return place(a) - place(b) })
	return ids
}

// grid is one matrix: cells by likelihood descending, so that the gravest is at the top right, then by impact ascending.
type grid struct {
	name    string
	columns []string
	rows    []string
	cells   [][]gridCell
}

type gridCell struct {
	name   string // of the level
	heat   int
	beyond bool // not acceptable as it stands
	ids    []string
}

func gridOf(r *Report, name string, a *assess.Assessment, placed [][][]string) grid {
	c := &a.Register.Criteria
	g := grid{name: name}
	label := func(s register.Step) string {
		return strings.TrimSpace(number(s.Value) + " " + r.text(s.Label, a.Register))
	}
	for _, s := range c.Impacts {
		g.columns = append(g.columns, label(s))
	}
	for row, s := range slices.Backward(c.Likelihoods) {
		g.rows = append(g.rows, label(s))
		cells := make([]gridCell, len(c.Impacts))
		for column, impact := range c.Impacts {
			cell := gridCell{ids: placed[row][column]}
			if s.Value != nil && impact.Value != nil {
				level := c.Cell(*s.Value, *impact.Value)
				cell.heat, cell.beyond = c.CellHeat(*s.Value, *impact.Value), c.Beyond(*s.Value, *impact.Value)
				if level >= 0 {
					cell.name = r.text(c.Levels[level].Label, a.Register)
				}
			}
			cells[column] = cell
		}
		g.cells = append(g.cells, cells)
	}
	return g
}

// grids are the matrices before and after.
func grids(r *Report) [2]grid {
	return [2]grid{gridOf(r, r.name(r.Old), r.Comparison.Before.Assessment, r.Comparison.Before.Assessment.Summary.Now), gridOf(r, r.name(r.New), r.Comparison.After.Assessment, r.Comparison.Placed())}
}

// matricesMarkdown writes the two matrices, where a risk moved or the matrix itself changed.
func matricesMarkdown(r *Report, b *strings.Builder, most int) {
	moved := moved(r)
	if !drawn(r, moved) {
		return
	}
	title := r.words(pageWords["matrices"])
	if legend := legend(r, moved); legend != "" {
		title += r.say("（%s）", " (%s)", legend)
	}
	fmt.Fprintf(b, "\n<details><summary>%s</summary>\n", escapeHTML(title))
	for i, g := range grids(r) {
		side := r.say("変更前", "Before")
		if i == 1 {
			side = r.say("変更後", "After")
		}
		b.WriteString("\n| " + side + r.say("：起こりやすさ ＼ 影響", ": likelihood \\\\ impact"))
		for _, column := range g.columns {
			b.WriteString(" | " + escape(cut(column, longestTitle)))
		}
		b.WriteString(" |\n|---" + strings.Repeat("|---", len(g.columns)) + "|\n")
		for k, cells := range g.cells {
			b.WriteString("| " + escape(cut(g.rows[k], longestTitle)))
			for _, cell := range cells {
				b.WriteString(" | " + escape(cut(cell.name, longestTitle)))
				if len(cell.ids) > 0 {
					b.WriteString("<br>" + idsMarkdown(r, cell.ids, moved, most))
				}
			}
			b.WriteString(" |\n")
		}
	}
	b.WriteString("\n</details>\n")
}

// idsMarkdown names the risks of a cell, those that moved first.
func idsMarkdown(r *Report, ids []string, moved map[string]move, most int) string {
	var words []string
	for i, id := range movedFirst(ids, moved) {
		if i == most {
			break
		}
		if m, ok := moved[id]; ok {
			words = append(words, "**"+idMarkdown(r, id)+"** "+m.sign)
		} else {
			words = append(words, idMarkdown(r, id))
		}
	}
	return strings.Join(words, " ") + more(r, len(ids)-most)
}

// legend says what the signs mean that stand beside moved risks.
func legend(r *Report, moved map[string]move) string {
	var words []string
	for _, m := range used(moved) {
		words = append(words, m.sign+" "+r.words(m.words))
	}
	return strings.Join(words, r.say("、", ", "))
}

// used gives the moves that occur.
func used(moved map[string]move) []move {
	return slices.DeleteFunc(slices.Clone(moves), func(m move) bool {
		for _, other := range moved {
			if other == m {
				return false
			}
		}
		return true
	})
}
