package page

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var matrixWords = Words{
	"movesFrom":        {Ja: "前のレベル", En: "From"},
	"movesTo":          {Ja: "後のレベル", En: "To"},
	"movesCount":       {Ja: "件数", En: "Risks"},
	"movesRisks":       {Ja: "該当するリスク", En: "Which"},
	"movesSome":        {Ja: "レベルの変わるリスクは{n}件です。", En: "{n} risks change their level."},
	"movesNone":        {Ja: "レベルの変わるリスクはありません。", En: "No risk changes its level."},
	"matrixLead":       {Ja: "リスクがどこにあるかを、管理策の前、現在、計画の完了後の三つの時点で示します。", En: "Where the risks lie at three points in time: before controls, now, and once the plans are done."},
	"matrixOutlined":   {Ja: "枠のあるセルは、そのままでは受容できないレベルです。", En: "Outlined cells are beyond what is acceptable as it stands."},
	"matrixNoRisks":    {Ja: "マトリクスに置けるリスクはまだありません。リスクの記録に起こりやすさと影響を書くと、ここに現れます。", En: "No risk can be placed yet. Give a risk its likelihood and impact, and it appears here."},
	"matrixAllOut":     {Ja: "リスクはありますが、起こりやすさと影響が決まっているものがないため、マトリクスに置けません。", En: "There are risks, but none has its likelihood and impact determined, so none can be placed."},
	"matrixCounts":     {Ja: "対応を要するリスクは{treat}件です。", En: "{treat} risks are to be treated."},
	"matrixCountsIn":   {Ja: "いま枠のあるセルにある{beyond}件のうち{accepted}件は、決定により受容されています。", En: "Of the {beyond} that lie in outlined cells now, {accepted} are accepted by decision."},
	"matrixCountsOut":  {Ja: "枠のないセルにある{n}件も、損失の累積などにより対応を要します。", En: "{n} outside the outlined cells are to be treated as well, since losses add up."},
	"matrixLevelOnly":  {Ja: "計画の完了後はレベルだけが示され、マトリクスに置けないリスク", En: "Risks with a level alone once plans are done, which has no place"},
	"matrixNotDrawn":   {Ja: "完了後はレベルだけが示されている{n}件は、行き先の位置がないため図に描いていません。表には「レベルのみ」と示します。", En: "{n} risks have a level alone once plans are done: there is no place to draw them at. The table says “level only”."},
	"matrixMoves":      {Ja: "リスクの動き", En: "How the risks move"},
	"matrixMovesWhy":   {Ja: "レベルの変わるリスクだけを、動く前の位置から後の位置への矢印で示します。赤い太線は、起こりやすさか影響が悪くなる動きです。数が多いときは、矢印の代わりにレベルごとの件数だけを示します。", En: "Only risks whose level changes are shown, each with an arrow from where it was to where it ends up. Thick red lines are moves for the worse. Where there are many, counts by level take the place of the arrows."},
	"matrixByControls": {Ja: "管理策による動き（管理策の前から現在まで）", En: "What the controls did (before controls to now)"},
	"matrixByPlans":    {Ja: "計画による動き（現在から計画の完了後まで）", En: "What the plans will do (now to once they are done)"},
	"matrixMovedMore":  {Ja: "優先順位の高い順に示しています。ほか{n}件の動きは、リスクの一覧と各リスクのページにあります。", En: "Listed by priority. The list of risks and the page of each give the moves of the other {n}."},
	"matrixMoved":      {Ja: "リスクごとの動き", En: "The moves, risk by risk"},
	"matrixUnplaced":   {Ja: "マトリクスに置けないリスク", En: "Risks that cannot be placed"},
	"matrixRemoved":    {Ja: "計画の完了により無くなるリスク", En: "Risks that the plans remove"},
	"matrixLegend":     {Ja: "レベルと受容", En: "Levels and acceptance"},
	"matrixBeyond":     {Ja: "受容できないセルにあるリスク", En: "in cells beyond acceptance"},
	"matrixMissing":    {Ja: "値がなく置けないリスク{n}件", En: "without a place: {n}"},
	"matrixAxes":       {Ja: "起こりやすさ（縦）× 影響（横）", En: "Likelihood (down) × impact (across)"},
	"removed":          {Ja: "消滅", En: "Removed"},
	"worse":            {Ja: "悪化", En: "worse"},
	"better":           {Ja: "改善", En: "better"},
	"unchanged":        {Ja: "変化なし", En: "unchanged"},
	"change":           {Ja: "変化", En: "Change"},
}

// Matrix is the risk matrix at one point in time, as a table.
type Matrix struct {
	ID      string // "now"
	Title   string
	Columns []string    // impact labels, ascending
	Rows    []MatrixRow // likelihood, descending, so that the gravest cell is at the top right
	Beyond  int         // risks in cells that are not acceptable as they stand
	Missing string      // how many open risks have no place
}

// MatrixRow is one likelihood.
type MatrixRow struct {
	Label string
	Cells []MatrixCell
}

// MatrixCell is one cell.
type MatrixCell struct {
	Level  string
	Heat   int
	Beyond bool
	Risks  []part.Part
	More   string // how many risks it holds beyond those named
	All    *MatrixCount
}

// MatrixCount is how many risks a cell holds, and where they are listed: on a small screen it stands for them.
type MatrixCount struct{ Href, Label, N string }

// MatrixPart is a matrix with the words that its template needs.
type MatrixPart struct {
	Matrix Matrix
	W      map[string]string
}

// LevelShare is one level with its meaning and how many risks have it.
type LevelShare struct {
	Badge                    part.Part
	Acceptance               string
	Inherent, Now, Projected int
}

// Move is how one risk moves over the matrix.
type Move struct {
	Risk                     part.Part
	Inherent, Now, Projected part.Part
	Change                   string
	Class                    string
}

// MovesPart is how the risks change their level from one point in time to the next.
type MovesPart struct {
	ID, Title string
	Said      string    // how many change it, or that none does
	Picture   part.Part // nothing where none does, or so many that nobody could follow the arrows
	ByLevel   part.Part // the level left, the level reached, and how many
}

// MatrixView is the page matrix.html.
type MatrixView struct {
	Frame
	MatrixParts  []MatrixPart
	Levels       []LevelShare
	Moves        []Move
	MovesParts   []MovesPart
	Unplaced     []part.Part
	Removed      []part.Part
	UnplacedMore int // how many stand on other pages only
	RemovedMore  int
	LevelOnly    []part.Part // have a level without a place once plans are done
	NotDrawn     string      // says that the picture of the plans leaves them out
	Empty        string      // why nothing is placed
	Counts       string      // how the figures hang together with the risks to be treated, and how many could not be judged
	MovesMore    string
	Open         int
	Beyond       int
	Judged       bool // the criteria say which levels are acceptable
}

// matrixPresenter makes the page of the matrix, and the matrix of others.
type matrixPresenter struct{ *desk }

func matrixPages(v *desk) iter.Seq[Page] {
	return one("matrix.html", "matrix.html", func() any { return matrixPresenter{v}.matrixView("matrix.html") })
}

func (v matrixPresenter) matrixView(path string) MatrixView {
	a, few := v.Assessment, manyInCell
	if len(a.Risks) > mostMoved {
		few = fewInCell
	}
	before, now, then := func(r *assess.Risk) assess.Rating { return r.Inherent }, func(r *assess.Risk) assess.Rating { return r.Now }, func(r *assess.Risk) assess.Rating { return r.Projected }
	page := MatrixView{
		Frame: v.frame(path, v.words["matrixTitle"]),
		MatrixParts: []MatrixPart{
			{v.matrix(path, "now", a.Summary.Now, few), v.words},
			{v.matrix(path, "projected", a.Summary.Projected, few), v.words},
			{v.matrix(path, "inherent", a.Summary.Inherent, few), v.words},
		},
		Levels: v.levelShares(),
	}
	page.MovesParts = []MovesPart{v.movesPart(path, "controls", before, now), v.movesPart(path, "plans", now, then)}
	for i, of := range []func(*assess.Risk) assess.Rating{now, then, before} {
		page.MatrixParts[i].Matrix.Missing = v.placeless(of)
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
			page.Unplaced = append(page.Unplaced, v.ref(path, r.Record.ID))
		case r.Removed:
			page.Removed = append(page.Removed, v.ref(path, r.Record.ID))
		case levelOnly(r.Projected):
			page.LevelOnly = append(page.LevelOnly, join(" ", v.ref(path, r.Record.ID), v.levelBadge(r.Projected.Level)))
		}
	}
	switch {
	case page.Open == 0:
		page.Empty = v.words["matrixNoRisks"]
	case page.Open == unplaced:
		page.Empty = v.words["matrixAllOut"]
	}
	if n := len(page.LevelOnly); n > 0 {
		page.NotDrawn = v.say("matrixNotDrawn", "n", n)
	}
	if page.Judged && page.Open > 0 {
		page.Counts = v.matrixCounts(page.Beyond)
	}
	page.Unplaced, page.UnplacedMore = most(page.Unplaced)
	page.Removed, page.RemovedMore = most(page.Removed)
	rows, more := v.moved(path)
	if page.Moves = rows; more > 0 {
		page.MovesMore = v.say("matrixMovedMore", "n", more)
	}
	return page
}

// movesPart shows how the risks change their level from one point in time to the next.
func (v matrixPresenter) movesPart(path, id string, from, to func(*assess.Risk) assess.Rating) MovesPart {
	title := v.words[map[string]string{"controls": "matrixByControls", "plans": "matrixByPlans"}[id]]
	drawn, n := matrixMovesPresenter{v.desk}.movesPicture(path, "by-"+id, title, from, to)
	p := MovesPart{ID: id, Title: title, Said: v.words["movesNone"], Picture: drawn}
	if n > 0 {
		p.Said, p.ByLevel = v.say("movesSome", "n", n), matrixMovesPresenter{v.desk}.byLevel(path, title, from, to)
	}
	return p
}

// matrixCount gives how many risks lie in a cell, with the way to their list; nil where there are none.
func (v matrixPresenter) matrixCount(path, id string, likelihood, impact, n int) *MatrixCount {
	if n == 0 {
		return nil
	}
	place := v.say("facetPlace", "l", likelihood, "i", impact)
	return &MatrixCount{Href: href(path, "risks.html") + "?" + id + "=" + placeKey(likelihood, impact), Label: v.say("facetCount", "place", place, "n", n), N: strconv.Itoa(n)}
}

// placeless says how many open risks have no place in the matrix at a point in time; one that is gone by then needs none.
func (v matrixPresenter) placeless(of func(*assess.Risk) assess.Rating) string {
	n := 0
	for _, r := range v.Assessment.Risks {
		if rating := of(r); !r.Closed() && (matrixMovesPresenter{v.desk}).cellOf(rating) == nil && !(r.Removed && rating == r.Projected) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return v.say("matrixMissing", "n", n)
}

// matrixCounts says how the number of risks in outlined cells and that of the risks to be treated hang together, and how many could not be judged.
func (v matrixPresenter) matrixCounts(beyond int) string {
	treat, inside := v.Assessment.Summary.ToTreat(), 0
	for _, r := range v.Assessment.Risks {
		if at := (matrixMovesPresenter{v.desk}).cellOf(r.Now); at != nil && r.Outcome.ToTreat() && v.beyond(at.Row, at.Column) {
			inside++
		}
	}
	words := v.say("matrixCounts", "treat", treat)
	if accepted := beyond - inside; accepted > 0 {
		words += v.words["sentenceSeparator"] + v.say("matrixCountsIn", "beyond", beyond, "accepted", accepted)
	}
	if treat > inside {
		words += v.words["sentenceSeparator"] + v.say("matrixCountsOut", "n", treat-inside)
	}
	return words + v.unjudged()
}

// mostMoved is how many risks the table of the moves lists.
const mostMoved = 500

// moved gives the rows of the table of the moves, of too many risks those of the highest priority, and how many more there are.
func (v matrixPresenter) moved(path string) (rows []Move, more int) {
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
			rows = append(rows, v.move(path, r))
		}
	}
	return rows, more
}

// The numbers of risks that a cell names on the first page and in large registers, and on the page of the matrix.
const (
	fewInCell  = 8
	manyInCell = 24
)

// matrix makes the table of one point in time from the ids of its cells.
func (v matrixPresenter) matrix(path, id string, cells [][][]string, few int) Matrix {
	c := &v.Register.Criteria
	m := Matrix{ID: id, Title: v.words[id], Columns: v.stepLabels(c.Impacts)}
	rows := v.stepLabels(c.Likelihoods)
	for row := len(rows) - 1; row >= 0; row-- {
		line := MatrixRow{Label: rows[row]}
		for column := range m.Columns {
			level := c.Cell(stepValue(c.Likelihoods, row), stepValue(c.Impacts, column))
			cell := MatrixCell{Level: v.levelName(level), Heat: c.CellHeat(stepValue(c.Likelihoods, row), stepValue(c.Impacts, column)), Beyond: v.beyond(row, column)}
			if row < len(cells) && column < len(cells[row]) {
				here := cells[row][column]
				cell.All = v.matrixCount(path, id, stepValue(c.Likelihoods, row), stepValue(c.Impacts, column), len(here))
				if cell.Beyond {
					m.Beyond += len(here)
				}
				if len(here) > few {
					cell.More, here = v.more(len(here)-few), v.first(here, few)
				}
				for _, risk := range here {
					cell.Risks = append(cell.Risks, v.shortRef(path, risk))
				}
			}
			line.Cells = append(line.Cells, cell)
		}
		m.Rows = append(m.Rows, line)
	}
	return m
}

// first gives the risks of the highest priority among many, in the order of their ids where they have none.
func (v matrixPresenter) first(ids []string, few int) []string {
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

// beyond tells whether a cell cannot be accepted as it stands.
func (v matrixPresenter) beyond(row, column int) bool {
	c := &v.Register.Criteria
	return c.Beyond(stepValue(c.Likelihoods, row), stepValue(c.Impacts, column))
}

func stepValue(steps []register.Step, i int) int {
	if steps[i].Value == nil {
		return 0
	}
	return *steps[i].Value
}

func (v matrixPresenter) stepLabels(steps []register.Step) []string {
	labels := make([]string, len(steps))
	for i := range steps {
		labels[i] = strconv.Itoa(stepValue(steps, i)) + " " + v.text(steps[i].Label)
	}
	return labels
}

// levelShares lists the levels, gravest first, with the number of open risks at each.
func (v matrixPresenter) levelShares() []LevelShare {
	s := &v.Assessment.Summary.ByLevel
	at := func(counts []int, i int) int {
		if i < len(counts) {
			return counts[i]
		}
		return 0
	}
	var shares []LevelShare
	for i, level := range slices.Backward(v.Register.Criteria.Levels) {
		acceptance := ""
		if level.Acceptance != "" {
			acceptance = v.words["acceptance-"+level.Acceptance]
		}
		shares = append(shares, LevelShare{v.levelBadge(i), acceptance, at(s.Inherent, i), at(s.Now, i), at(s.Projected, i)})
	}
	return shares
}

func (v matrixPresenter) move(path string, r *assess.Risk) Move {
	m := Move{Risk: v.ref(path, r.Record.ID), Inherent: v.ratingBadge(r.Inherent), Now: v.ratingBadge(r.Now), Projected: v.ratingBadge(r.Projected), Change: v.words["unchanged"], Class: "quiet"}
	if r.Removed {
		m.Projected = v.state("good", "removed")
		m.Change, m.Class = v.words["removed"], "good"
		return m
	}
	switch moved := r.Projected.Level - r.Now.Level; {
	case r.Projected.Level < 0, moved == 0 && levelOnly(r.Projected):
	case moved > 0:
		m.Change, m.Class = v.words["worse"], "bad"
	case moved < 0:
		m.Change, m.Class = v.words["better"], "good"
	case *r.Projected.Likelihood != *r.Now.Likelihood || *r.Projected.Impact != *r.Now.Impact:
		if *r.Projected.Likelihood <= *r.Now.Likelihood && *r.Projected.Impact <= *r.Now.Impact {
			m.Change, m.Class = v.words["better"], "good"
		} else {
			m.Change, m.Class = v.words["worse"], "warn"
		}
	}
	return m
}
