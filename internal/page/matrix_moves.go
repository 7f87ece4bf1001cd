package page

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
)

// The measures of the picture of moves, in its own units.
const (
	moveCellWidth  = 132.0
	moveCellHeight = 96.0
	moveLeft       = 128.0
	moveTop        = 12.0
	moveBottom     = 56.0
	moveSpacing    = 23.0 // between two risks in one cell
)

type point struct{ x, y float64 }

// moveCell is where a risk stands in the picture.
type moveCell struct{ row, column int }

// moving is one risk with the cells that it leaves and reaches.
type moving struct {
	id       string
	from, to *moveCell
}

// movesPicture draws the matrix with an arrow for each open risk that moves from one point in time to the next. Risks share out the places within a
// cell in the order of their ids, so that the picture is the same for the same register. The same moves stand in the table below it.
func (v *view) movesPicture(path, id, title string, from, to func(*assess.Risk) assess.Rating) template.HTML {
	c := &v.Register.Criteria
	rows, columns := len(c.Likelihoods), len(c.Impacts)
	if rows == 0 || columns == 0 {
		return ""
	}
	var risks []moving
	for _, r := range v.Assessment.Risks {
		m := moving{id: r.Record.ID, from: v.cellOf(from(r)), to: v.cellOf(to(r))}
		if !r.Record.Closed() && m.to != nil {
			risks = append(risks, m)
		}
	}
	if len(risks) == 0 {
		return ""
	}
	width, height := moveLeft+float64(columns)*moveCellWidth+8, moveTop+float64(rows)*moveCellHeight+moveBottom
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="diagram" viewBox="0 0 %.0f %.0f" role="group" aria-labelledby="%[3]s-title %[3]s-desc"><title id="%[3]s-title">%[4]s</title><desc id="%[3]s-desc">%[5]s</desc>`,
		width, height, id, html.EscapeString(title), html.EscapeString(v.words["matrixMovesWhy"]))
	v.drawGround(&b, rows, columns)
	places := newPlaces(risks, rows)
	for _, m := range risks {
		if m.from != nil && *m.from != *m.to {
			start := places.of(m.id, *m.from)
			drawMove(&b, start, places.of(m.id, *m.to), worse(*m.from, *m.to), m.id)
			fmt.Fprintf(&b, `<circle class="start" cx="%.1f" cy="%.1f" r="3"></circle>`, start.x, start.y)
		}
	}
	for _, m := range risks {
		at := places.of(m.id, *m.to)
		label, class := clip(strings.TrimPrefix(m.id, "R-"), 5), "dot-label"
		if len([]rune(label)) > 3 {
			class += " long"
		}
		fmt.Fprintf(&b, `<a href="%s"><title>%s</title><circle class="dot" cx="%.1f" cy="%.1f" r="10.5"></circle><text class="%s" x="%.1f" y="%.1f" text-anchor="middle">%s</text></a>`,
			html.EscapeString(href(path, "risks/"+fileName(m.id)+".html")), html.EscapeString(m.id), at.x, at.y, class, at.x, at.y+3.2, html.EscapeString(label))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// worse tells whether a move leads up in likelihood or impact without leading down in the other.
func worse(from, to moveCell) bool {
	return to.row >= from.row && to.column >= from.column && to != from
}

func (v *view) cellOf(r assess.Rating) *moveCell {
	if r.Likelihood == nil || r.Impact == nil {
		return nil
	}
	row, column := v.Register.Criteria.LikelihoodIndex(*r.Likelihood), v.Register.Criteria.ImpactIndex(*r.Impact)
	if row < 0 || column < 0 {
		return nil
	}
	return &moveCell{row, column}
}

func (v *view) drawGround(b *strings.Builder, rows, columns int) {
	c := &v.Register.Criteria
	likelihoods, impacts := v.stepLabels(c.Likelihoods), v.stepLabels(c.Impacts)
	for row := range rows {
		y := moveTop + float64(rows-1-row)*moveCellHeight
		fmt.Fprintf(b, `<text class="faint" x="%.0f" y="%.1f" text-anchor="end">%s</text>`, moveLeft-10, y+moveCellHeight/2+4, html.EscapeString(clip(likelihoods[row], 16)))
		for column := range columns {
			level := c.Cell(stepValue(c.Likelihoods, row), stepValue(c.Impacts, column))
			x := moveLeft + float64(column)*moveCellWidth
			fmt.Fprintf(b, `<rect class="h%d" x="%.0f" y="%.0f" width="%.0f" height="%.0f"></rect>`, v.heat(level), x, y, moveCellWidth, moveCellHeight)
			fmt.Fprintf(b, `<rect class="grid" x="%.0f" y="%.0f" width="%.0f" height="%.0f"></rect>`, x, y, moveCellWidth, moveCellHeight)
			fmt.Fprintf(b, `<text class="faint cell-name" x="%.0f" y="%.0f">%s</text>`, x+6, y+14, html.EscapeString(clip(v.levelName(level), 18)))
		}
	}
	bottom := moveTop + float64(rows)*moveCellHeight
	for column := range columns {
		fmt.Fprintf(b, `<text class="faint" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, moveLeft+(float64(column)+0.5)*moveCellWidth, bottom+18, html.EscapeString(clip(impacts[column], 18)))
	}
	fmt.Fprintf(b, `<text class="faint" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, moveLeft+float64(columns)*moveCellWidth/2, bottom+42, html.EscapeString(v.words["matrixAxes"]))
}

// clip shortens a label to a number of cells, a wide character taking two.
func clip(label string, cells int) string {
	width := 0
	for i, c := range label {
		width++
		if c >= 0x1100 {
			width++
		}
		if width > cells {
			return label[:i] + "…"
		}
	}
	return label
}

// places gives every risk its own spot in each cell that it touches.
type places struct {
	rows  int
	slots map[moveCell]map[string]int
}

func newPlaces(risks []moving, rows int) places {
	p := places{rows, map[moveCell]map[string]int{}}
	take := func(cell *moveCell, id string) {
		if cell == nil {
			return
		}
		if p.slots[*cell] == nil {
			p.slots[*cell] = map[string]int{}
		}
		if _, ok := p.slots[*cell][id]; !ok {
			p.slots[*cell][id] = len(p.slots[*cell])
		}
	}
	for _, m := range risks {
		take(m.to, m.id)
	}
	for _, m := range risks {
		take(m.from, m.id)
	}
	return p
}

// of gives the spot of a risk in a cell: rows of spots from the left, closing up when the cell is full.
func (p places) of(id string, cell moveCell) point {
	n, slot := len(p.slots[cell]), p.slots[cell][id]
	across, down := 5, 3 // as many as fit at moveSpacing
	spaceX, spaceY := moveSpacing, moveSpacing
	for across*down < n {
		across, down = across+1, down+1
		spaceX, spaceY = (moveCellWidth-24)/float64(across-1), (moveCellHeight-44)/float64(max(1, down-1))
	}
	x := moveLeft + float64(cell.column)*moveCellWidth + 17 + float64(slot%across)*spaceX
	y := moveTop + float64(p.rows-1-cell.row)*moveCellHeight + 32 + float64(slot/across)*spaceY
	return point{x, y}
}

// drawMove draws one arrow, bent a little so that arrows to and fro stay apart, its head ending at the circle.
func drawMove(b *strings.Builder, from, to point, worse bool, id string) {
	class, arrow := "move", "arrow"
	if worse {
		class, arrow = "move worse", "arrow-worse"
	}
	dx, dy := to.x-from.x, to.y-from.y
	length := math.Hypot(dx, dy)
	if length < 1 {
		return
	}
	ux, uy := dx/length, dy/length
	bend := math.Min(18, length*0.08)
	middle := point{(from.x+to.x)/2 - uy*bend, (from.y+to.y)/2 + ux*bend}
	tx, ty := to.x-middle.x, to.y-middle.y
	tl := math.Hypot(tx, ty)
	tx, ty = tx/tl, ty/tl
	const gap, head = 12.0, 7.0 // from the circle's middle; length of the head
	tip := point{to.x - tx*gap, to.y - ty*gap}
	base := point{tip.x - tx*head, tip.y - ty*head}
	fmt.Fprintf(b, `<path class="%s" data-risk="%s" d="M%.1f %.1fQ%.1f %.1f %.1f %.1f"></path>`, class, html.EscapeString(id), from.x, from.y, middle.x, middle.y, base.x, base.y)
	fmt.Fprintf(b, `<path class="%s" d="M%.1f %.1fL%.1f %.1fL%.1f %.1fZ"></path>`, arrow, tip.x, tip.y, base.x-ty*3.6, base.y+tx*3.6, base.x+ty*3.6, base.y-tx*3.6)
}
