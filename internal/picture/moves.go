package picture

import (
	"fmt"
	"html"
	"math"
	"strings"
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

// Cell is a cell of the matrix, by the places of its likelihood and impact on their scales, ascending from 0.
type Cell struct{ Row, Column int }

// Ground is what a cell of the matrix shows: its level.
type Ground struct {
	Heat  int // 0 where there is no level, 1 (calm) to 5 (grave)
	Words string
}

// Move is one risk with the cells that it leaves and reaches.
type Move struct {
	ID, Href string
	From     *Cell // nil where it is unknown
	To       Cell
}

// Moves is the matrix with an arrow for each risk that moves from one point in time to the next.
type Moves struct {
	Head
	Rows, Columns []string   // labels of likelihood and impact, ascending
	Grounds       [][]Ground // by row, then column
	Axes          string
	Moves         []Move // in the order of their ids
}

// Draw draws the matrix; nothing where it has no cells or no risk lies in it. Risks share out the places within a cell in their order, so that the
// picture is the same for the same register.
func (m *Moves) Draw() string {
	rows, columns := len(m.Rows), len(m.Columns)
	if rows == 0 || columns == 0 || len(m.Moves) == 0 {
		return ""
	}
	width, height := moveLeft+float64(columns)*moveCellWidth+8, moveTop+float64(rows)*moveCellHeight+moveBottom
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="diagram" viewBox="0 0 %.0f %.0f" role="group" aria-labelledby="%[3]s-title" aria-describedby="%[3]s-desc"><title id="%[3]s-title">%[4]s</title><desc id="%[3]s-desc">%[5]s</desc>`,
		width, height, m.ID, html.EscapeString(m.Title), html.EscapeString(m.Description))
	m.drawGround(&b)
	places := newPlaces(m.Moves, rows)
	for _, k := range m.Moves {
		if k.From != nil && *k.From != k.To {
			start := places.of(k.ID, *k.From)
			drawMove(&b, start, places.of(k.ID, k.To), worse(*k.From, k.To), k.ID)
			fmt.Fprintf(&b, `<circle class="start" cx="%.1f" cy="%.1f" r="3"></circle>`, start.x, start.y)
		}
	}
	for _, k := range m.Moves {
		at := places.of(k.ID, k.To)
		label, class := shorten(strings.TrimPrefix(k.ID, "R-"), 5), "dot-label"
		if len([]rune(label)) > 3 {
			class += " long"
		}
		fmt.Fprintf(&b, `<a href="%s"><title>%s</title><circle class="dot" cx="%.1f" cy="%.1f" r="10.5"></circle><text class="%s" x="%.1f" y="%.1f" text-anchor="middle">%s</text></a>`,
			html.EscapeString(k.Href), html.EscapeString(k.ID), at.x, at.y, class, at.x, at.y+3.2, html.EscapeString(label))
	}
	b.WriteString(`</svg>`)
	return b.String()
}

// worse tells whether a move leads up in likelihood or impact without leading down in the other.
func worse(from, to Cell) bool {
	return to.Row >= from.Row && to.Column >= from.Column && to != from
}

func (m *Moves) drawGround(b *strings.Builder) {
	rows, columns := len(m.Rows), len(m.Columns)
	for row := range rows {
		y := moveTop + float64(rows-1-row)*moveCellHeight
		fmt.Fprintf(b, `<text class="faint" x="%.0f" y="%.1f" text-anchor="end">%s</text>`, moveLeft-10, y+moveCellHeight/2+4, html.EscapeString(shorten(m.Rows[row], 16)))
		for column := range columns {
			ground := m.Grounds[row][column]
			x := moveLeft + float64(column)*moveCellWidth
			fmt.Fprintf(b, `<rect class="h%d" x="%.0f" y="%.0f" width="%.0f" height="%.0f"></rect>`, ground.Heat, x, y, moveCellWidth, moveCellHeight)
			fmt.Fprintf(b, `<rect class="grid" x="%.0f" y="%.0f" width="%.0f" height="%.0f"></rect>`, x, y, moveCellWidth, moveCellHeight)
			fmt.Fprintf(b, `<text class="faint cell-name" x="%.0f" y="%.0f">%s</text>`, x+6, y+14, html.EscapeString(shorten(ground.Words, 18)))
		}
	}
	bottom := moveTop + float64(rows)*moveCellHeight
	for column := range columns {
		fmt.Fprintf(b, `<text class="faint" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, moveLeft+(float64(column)+0.5)*moveCellWidth, bottom+18, html.EscapeString(shorten(m.Columns[column], 18)))
	}
	fmt.Fprintf(b, `<text class="faint" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, moveLeft+float64(columns)*moveCellWidth/2, bottom+42, html.EscapeString(m.Axes))
}

// shorten cuts a label to a number of cells, a wide character taking two.
func shorten(label string, cells int) string {
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
	slots map[Cell]map[string]int
}

func newPlaces(moves []Move, rows int) places {
	p := places{rows, map[Cell]map[string]int{}}
	take := func(cell Cell, id string) {
		if p.slots[cell] == nil {
			p.slots[cell] = map[string]int{}
		}
		if _, ok := p.slots[cell][id]; !ok {
			p.slots[cell][id] = len(p.slots[cell])
		}
	}
	for _, m := range moves {
		take(m.To, m.ID)
	}
	for _, m := range moves {
		if m.From != nil {
			take(*m.From, m.ID)
		}
	}
	return p
}

// of gives the spot of a risk in a cell: rows of spots from the left, closing up when the cell is full.
func (p places) of(id string, cell Cell) point {
	n, slot := len(p.slots[cell]), p.slots[cell][id]
	across, down := 5, 3 // as many as fit at moveSpacing
	spaceX, spaceY := moveSpacing, moveSpacing
	for across*down < n {
		across, down = across+1, down+1
		spaceX, spaceY = (moveCellWidth-24)/float64(across-1), (moveCellHeight-44)/float64(max(1, down-1))
	}
	x := moveLeft + float64(cell.Column)*moveCellWidth + 17 + float64(slot%across)*spaceX
	y := moveTop + float64(p.rows-1-cell.Row)*moveCellHeight + 32 + float64(slot/across)*spaceY
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
