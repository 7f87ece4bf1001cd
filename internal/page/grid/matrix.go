// Package grid makes the risk matrix: its page, and the matrices that other pages show.
//
// In: the desk. Out: its view, and parts of views. It must never judge.
package grid

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// MatrixWords are the words of this file's pages and parts, by key.
var MatrixWords = desk.Words{
	"movesFrom":        {Ja: "前のレベル", En: "From"},
	"movesTo":          {Ja: "後のレベル", En: "To"},
	"movesCount":       {Ja: "件数", En: "Risks"},
	"movesRisks":       {Ja: "該当するリスク", En: "Which"},
	"movesSome":        {Ja: "レベルの変わるリスクは{n}件です。", En: "{n} {n|risk changes its|risks change their} level."},
	"movesNone":        {Ja: "レベルの変わるリスクはありません。", En: "No risk changes its level."},
	"matrixLead":       {Ja: "リスクがどこにあるかを、管理策の前、現在、計画の完了後の三つの時点で示します。", En: "Where the risks lie at three points in time: before controls, now, and once the plans are done."},
	"matrixOutlined":   {Ja: "枠のあるセルは、そのままでは受容できないレベルです。", En: "Outlined cells are beyond what is acceptable as it stands."},
	"matrixNoRisks":    {Ja: "マトリクスに置けるリスクはまだありません。リスクの記録に起こりやすさと影響を書くと、ここに現れます。", En: "No risk can be placed yet. Give a risk its likelihood and impact, and it appears here."},
	"matrixAllOut":     {Ja: "リスクはありますが、起こりやすさと影響が決まっているものがないため、マトリクスに置けません。", En: "There are risks, but none has its likelihood and impact determined, so none can be placed."},
	"matrixCounts":     {Ja: "対応を要するリスクは{treat}件です。", En: "{treat} {treat|risk is|risks are} to be treated."},
	"matrixCountsIn":   {Ja: "いま枠のあるセルにある{beyond}件のうち{accepted}件は、決定により受容されています。", En: "Of the {beyond} that {beyond|lies|lie} in outlined cells now, {accepted} {accepted|is|are} accepted by decision."},
	"matrixCountsOut":  {Ja: "枠のないセルにある{n}件も、損失の累積などにより対応を要します。", En: "{n} outside the outlined cells {n|is|are} to be treated as well, since losses add up."},
	"matrixLevelOnly":  {Ja: "計画の完了後はレベルだけが示され、マトリクスに置けないリスク", En: "Risks with a level alone once plans are done, which has no place"},
	"matrixNotDrawn":   {Ja: "完了後はレベルだけが示されている{n}件は、行き先の位置がないため図に描いていません。表には「レベルのみ」と示します。", En: "{n} {n|risk has|risks have} a level alone once plans are done: there is no place to draw {n|it|them} at. The table says “level only”."},
	"matrixMoves":      {Ja: "リスクの動き", En: "How the risks move"},
	"matrixMovesWhy":   {Ja: "レベルの変わるリスクだけを、動く前の位置から後の位置への矢印で示します。赤い太線は、起こりやすさか影響が悪くなる動きです。数が多いときは、矢印の代わりにレベルごとの件数だけを示します。", En: "Only risks whose level changes are shown, each with an arrow from where it was to where it ends up. Thick red lines are moves for the worse. Where there are many, counts by level take the place of the arrows."},
	"matrixByControls": {Ja: "管理策による動き（管理策の前から現在まで）", En: "What the controls did (before controls to now)"},
	"matrixByPlans":    {Ja: "計画による動き（現在から計画の完了後まで）", En: "What the plans will do (now to once they are done)"},
	"matrixMovedMore":  {Ja: "優先順位の高い順に示しています。ほか{n}件の動きは、リスクの一覧と各リスクのページにあります。", En: "Listed by priority. The list of risks and the page of each give the moves of the other {n}."},
	"matrixMoved":      {Ja: "リスクごとの動き", En: "The moves, risk by risk"},
	"matrixUnplaced":   {Ja: "マトリクスに置けないリスク", En: "Risks that cannot be placed"},
	"matrixRemoved":    {Ja: "計画の完了により無くなるリスク", En: "Risks that the plans remove"},
	"matrixLegend":     {Ja: "レベルと受容", En: "Levels and acceptance"},
	"matrixBeyond":     {Ja: "受容できないセルに{n}件", En: "{n} in cells beyond acceptance"},
	"matrixMissing":    {Ja: "値がなく置けないリスク{n}件", En: "without a place: {n}"},
	"matrixAxes":       {Ja: "起こりやすさ（縦）× 影響（横）", En: "Likelihood (down) × impact (across)"},
	"removed":          {Ja: "消滅", En: "Removed"},
	"worse":            {Ja: "悪化", En: "worse"},
	"better":           {Ja: "改善", En: "better"},
	"unchanged":        {Ja: "変化なし", En: "unchanged"},
	"change":           {Ja: "変化", En: "Change"},
}

// MatrixPages makes the page of matrix.
func MatrixPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("matrix.html", "matrix.html", func() any { return matrixView(v, "matrix.html") })
}

func matrixView(v *desk.Desk, path string) view.MatrixPage {
	a, few := v.Assessment, ManyInCell
	if len(a.Risks) > mostMoved {
		few = FewInCell
	}
	before, now, then := func(r *assess.Risk) assess.Rating { return r.Inherent }, func(r *assess.Risk) assess.Rating { return r.Now }, func(r *assess.Risk) assess.Rating { return r.Projected }
	page := view.MatrixPage{
		Frame: v.Frame(path, v.Words["matrixTitle"]),
		MatrixParts: []view.MatrixPart{
			{Matrix: Matrix(v, path, "now", a.Summary.Now, few), W: v.Words},
			{Matrix: Matrix(v, path, "projected", a.Summary.Projected, few), W: v.Words},
			{Matrix: Matrix(v, path, "inherent", a.Summary.Inherent, few), W: v.Words},
		},
		Levels: LevelShares(v),
	}
	page.MovesParts = []view.MovesPart{movesPart(v, path, "controls", before, now), movesPart(v, path, "plans", now, then)}
	for i, of := range []func(*assess.Risk) assess.Rating{now, then, before} {
		m := &page.MatrixParts[i].Matrix
		m.Said = v.Say("matrixBeyond", "n", m.Beyond)
		m.Missing = Placeless(v, of)
	}
	page.Beyond, page.Judged = page.MatrixParts[0].Matrix.Beyond, v.Register.Criteria.Given
	unplaced := 0
	for _, r := range a.Risks {
		if r.Closed() {
			continue
		}
		page.Open++
		switch {
		case r.Now.Level < 0:
			unplaced++
			page.Unplaced = append(page.Unplaced, v.Ref(path, r.Record.ID))
		case r.Removed:
			page.Removed = append(page.Removed, v.Ref(path, r.Record.ID))
		case desk.LevelOnly(r.Projected):
			page.LevelOnly = append(page.LevelOnly, desk.Join(" ", v.Ref(path, r.Record.ID), v.LevelBadge(r.Projected.Level)))
		}
	}
	switch {
	case page.Open == 0:
		page.Empty = v.Words["matrixNoRisks"]
	case page.Open == unplaced:
		page.Empty = v.Words["matrixAllOut"]
	}
	if n := len(page.LevelOnly); n > 0 {
		page.NotDrawn = v.Say("matrixNotDrawn", "n", n)
	}
	if page.Judged && page.Open > 0 {
		page.Counts = matrixCounts(v, page.Beyond)
	}
	page.Unplaced, page.UnplacedMore = desk.Most(page.Unplaced)
	page.Removed, page.RemovedMore = desk.Most(page.Removed)
	rows, more := matrixMoved(v, path)
	if page.Moves = rows; more > 0 {
		page.MovesMore = v.Say("matrixMovedMore", "n", more)
	}
	return page
}

// movesPart shows how the risks change their level from one point in time to the next.
func movesPart(v *desk.Desk, path, id string, from, to func(*assess.Risk) assess.Rating) view.MovesPart {
	title := v.Words[map[string]string{"controls": "matrixByControls", "plans": "matrixByPlans"}[id]]
	drawn, n := movesPicture(v, path, "by-"+id, title, from, to)
	p := view.MovesPart{ID: id, Title: title, Said: v.Words["movesNone"], Picture: drawn}
	if n > 0 {
		p.Said, p.ByLevel = v.Say("movesSome", "n", n), byLevel(v, path, title, from, to)
	}
	return p
}

// matrixCount gives how many risks lie in a cell, with the way to their list; nil where there are none.
func matrixCount(v *desk.Desk, path, id string, likelihood, impact, n int) *view.MatrixCount {
	if n == 0 {
		return nil
	}
	place := v.Say("facetPlace", "l", likelihood, "i", impact)
	return &view.MatrixCount{Href: address.Href(path, "risks.html") + "?" + id + "=" + desk.PlaceKey(likelihood, impact), Label: v.Say("facetCount", "place", place, "n", n), N: strconv.Itoa(n)}
}

// Placeless says how many open risks have no place in the matrix at a point in time; one that is gone by then needs none.
func Placeless(v *desk.Desk, of func(*assess.Risk) assess.Rating) string {
	n := 0
	for _, r := range v.Assessment.Risks {
		if rating := of(r); !r.Closed() && cellOf((v), rating) == nil && !(r.Removed && rating == r.Projected) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return v.Say("matrixMissing", "n", n)
}

// matrixCounts says how the number of risks in outlined cells and that of the risks to be treated hang together, and how many could not be judged.
func matrixCounts(v *desk.Desk, beyond int) string {
	treat, inside := v.Assessment.Summary.ToTreat(), 0
	for _, r := range v.Assessment.Risks {
		if at := cellOf((v), r.Now); at != nil && r.Outcome.ToTreat() && MatrixBeyond(v, at.Row, at.Column) {
			inside++
		}
	}
	words := v.Say("matrixCounts", "treat", treat)
	if accepted := beyond - inside; accepted > 0 {
		words += v.Words["sentenceSeparator"] + v.Say("matrixCountsIn", "beyond", beyond, "accepted", accepted)
	}
	if treat > inside {
		words += v.Words["sentenceSeparator"] + v.Say("matrixCountsOut", "n", treat-inside)
	}
	return words + v.Unjudged()
}

// mostMoved is how many risks the table of the moves lists.
const mostMoved = 500

// matrixMoved gives the rows of the table of the moves, of too many risks those of the highest priority, and how many more there are.
func matrixMoved(v *desk.Desk, path string) (rows []view.Move, more int) {
	risks := v.Assessment.Risks
	if len(risks) > mostMoved {
		risks = v.Assessment.ByRank()
	}
	for _, r := range risks {
		switch {
		case r.Closed() || r.Now.Level < 0:
		case len(rows) == mostMoved:
			more++
		default:
			rows = append(rows, move(v, path, r))
		}
	}
	return rows, more
}

// The numbers of risks that a cell names on the first page and in large registers, and on the page of the matrix.
const (
	FewInCell  = 8
	ManyInCell = 24
)

// Matrix makes the table of one point in time from the ids of its cells.
func Matrix(v *desk.Desk, path, id string, cells [][][]string, few int) view.Matrix {
	c := &v.Register.Criteria
	m := view.Matrix{ID: id, Title: v.Words[id], Columns: StepLabels(v, c.Impacts)}
	rows := StepLabels(v, c.Likelihoods)
	for row := len(rows) - 1; row >= 0; row-- {
		line := view.MatrixRow{Label: rows[row]}
		for column := range m.Columns {
			level := c.Cell(StepValue(c.Likelihoods, row), StepValue(c.Impacts, column))
			cell := view.MatrixCell{Level: v.LevelName(level), Heat: c.CellHeat(StepValue(c.Likelihoods, row), StepValue(c.Impacts, column)), Beyond: MatrixBeyond(v, row, column)}
			if row < len(cells) && column < len(cells[row]) {
				here := cells[row][column]
				cell.All = matrixCount(v, path, id, StepValue(c.Likelihoods, row), StepValue(c.Impacts, column), len(here))
				if cell.Beyond {
					m.Beyond += len(here)
				}
				if len(here) > few {
					cell.More, here = v.More(len(here)-few), first(v, here, few)
				}
				for _, risk := range here {
					cell.Risks = append(cell.Risks, v.ShortRef(path, risk))
				}
			}
			line.Cells = append(line.Cells, cell)
		}
		m.Rows = append(m.Rows, line)
	}
	return m
}

// first gives the risks of the highest priority among many, in the order of their ids where they have none.
func first(v *desk.Desk, ids []string, few int) []string {
	rank := func(id string) int {
		if r := v.Assessment.Risk(id); r != nil && r.Rank > 0 {
			return r.Rank
		}
		return math.MaxInt
	}
	ids = slices.Clone(ids)
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	return ids[:few]
}

// MatrixBeyond tells whether a cell cannot be accepted as it stands.
func MatrixBeyond(v *desk.Desk, row, column int) bool {
	c := &v.Register.Criteria
	return c.Beyond(StepValue(c.Likelihoods, row), StepValue(c.Impacts, column))
}

// StepValue gives the value of the step at a place on a scale.
func StepValue(steps []register.Step, i int) int {
	if steps[i].Value == nil {
		return 0
	}
	return *steps[i].Value
}

// StepLabels gives the names of the steps of a scale.
func StepLabels(v *desk.Desk, steps []register.Step) []string {
	labels := make([]string, len(steps))
	for i := range steps {
		labels[i] = strconv.Itoa(StepValue(steps, i)) + " " + v.Text(steps[i].Label)
	}
	return labels
}

// LevelShares lists the levels, gravest first, with the number of open risks at each.
func LevelShares(v *desk.Desk) []view.LevelShare {
	s := &v.Assessment.Summary.ByLevel
	at := func(counts []int, i int) int {
		if i < len(counts) {
			return counts[i]
		}
		return 0
	}
	var shares []view.LevelShare
	for i, level := range slices.Backward(v.Register.Criteria.Levels) {
		acceptance := ""
		if level.Acceptance != "" {
			acceptance = v.Words["acceptance-"+level.Acceptance]
		}
		shares = append(shares, view.LevelShare{Badge: v.LevelBadge(i), Acceptance: acceptance, Inherent: at(s.Inherent, i), Now: at(s.Now, i), Projected: at(s.Projected, i)})
	}
	return shares
}

func move(v *desk.Desk, path string, r *assess.Risk) view.Move {
	m := view.Move{Risk: v.Ref(path, r.Record.ID), Inherent: v.RatingBadge(r.Inherent), Now: v.RatingBadge(r.Now), Projected: v.RatingBadge(r.Projected), Change: v.Words["unchanged"], Class: "quiet"}
	if r.Removed {
		m.Projected = v.State("good", "removed")
		m.Change, m.Class = v.Words["removed"], "good"
		return m
	}
	switch moved := r.Projected.Level - r.Now.Level; {
	case r.Projected.Level < 0, moved == 0 && desk.LevelOnly(r.Projected):
	case moved > 0:
		m.Change, m.Class = v.Words["worse"], "bad"
	case moved < 0:
		m.Change, m.Class = v.Words["better"], "good"
	case *r.Projected.Likelihood != *r.Now.Likelihood || *r.Projected.Impact != *r.Now.Impact:
		if *r.Projected.Likelihood <= *r.Now.Likelihood && *r.Projected.Impact <= *r.Now.Impact {
			m.Change, m.Class = v.Words["better"], "good"
		} else {
			m.Change, m.Class = v.Words["worse"], "warn"
		}
	}
	return m
}
