package picture

import (
	"math"
	"strconv"
)

// The measures of the picture of moves.
const (
	moveCellWidth = 132.0 // of a cell, at least
	moveCellDepth = 96.0
	moveLeft      = 132.0 // that the labels of the rows take
	moveTop       = 2.0
	moveSpacing   = 23.0 // between two risks in one cell
	moveEdge      = 17.0 // from a cell's lower edge to the middle of a plate
	moveUnder     = 33.0 // from a cell's upper edge to the middle of a plate, under the words of its level
	plateDepth    = 17.0 // of the plate that an id stands on
	plateSpace    = 6.0  // between two plates
	plateSize     = 9.0  // of the id on it
	cellNameSize  = 10.0
	axisLines     = 3 // of a step's label
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
	ID, Title, Href string
	From            *Cell // nil where it is unknown
	To              Cell
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
// picture is the same for the same register, and rows and columns are as large as their fullest cell wants. The words of a level stand over the arrows,
// the plates over the words.
func (m *Moves) Draw() string {
	if len(m.Rows) == 0 || len(m.Columns) == 0 || len(m.Moves) == 0 {
		return ""
	}
	f := newField(m)
	d := newDrawing()
	labels, foot := make([]label, len(m.Columns)), 0.0
	for i := range m.Columns {
		labels[i] = layOut(&Node{Title: m.Columns[i]}, f.columns[i+1]-f.columns[i]-8, axisLines)
		foot = max(foot, labels[i].height())
	}
	bottom, right := f.rows[0], f.columns[len(m.Columns)]
	axes, _ := clip(clean(m.Axes), right/textSize)
	half := measure(axes) * textSize / 2
	d.begin("moves", m.Head, right+2, bottom+foot+28, true)
	m.ground(d, f)
	for i := range m.Moves {
		if k := &m.Moves[i]; k.From != nil && *k.From != k.To {
			d.move(f.of(k.ID, *k.From), f.of(k.ID, k.To), worse(*k.From, k.To), f.plate)
		}
	}
	m.names(d, f)
	for i := range labels {
		for n := range labels[i].count {
			d.line("faint", "middle", (f.columns[i]+f.columns[i+1])/2, bottom+16+float64(n)*lineSpace, labels[i].lines[n])
		}
	}
	d.line("faint", "middle", max(half, min(right-half, (f.columns[0]+right)/2)), bottom+foot+20, axes)
	for i := range m.Moves {
		if k := &m.Moves[i]; k.From != nil && *k.From != k.To {
			at := f.of(k.ID, *k.From)
			d.plate("start", at, f.plate)
			d.line("dot-label", "middle", at.x, at.y+3.2, clean(k.ID))
		}
	}
	for i := range m.Moves {
		d.risk(&m.Moves[i], f)
	}
	return d.end()
}

// worse tells whether a move leads up in likelihood or impact without leading down in the other.
func worse(from, to Cell) bool {
	return to.Row >= from.Row && to.Column >= from.Column && to != from
}

// ground draws the cells and the labels of the rows.
func (m *Moves) ground(d *drawing, f *field) {
	for row := range m.Rows {
		top, bottom := f.rows[row+1], f.rows[row]
		l := layOut(&Node{Title: m.Rows[row]}, moveLeft-14, axisLines)
		y := (top+bottom-l.height())/2 + 11
		for i := range l.count {
			d.line("faint", "end", moveLeft-10, y, l.lines[i])
			y += lineSpace
		}
		for column := range m.Columns {
			d.raw(`<rect class="heat`).raw(strconv.Itoa(m.Grounds[row][column].Heat)).raw(`" x="`).num(f.columns[column]).raw(`" y="`).num(top)
			d.raw(`" width="`).num(f.columns[column+1] - f.columns[column]).raw(`" height="`).num(bottom - top).raw(`"/>`)
		}
	}
}

// names writes the levels into the upper right corners of the cells: risks take their spots from the left.
func (m *Moves) names(d *drawing, f *field) {
	for row := range m.Rows {
		for column := range m.Columns {
			ground := &m.Grounds[row][column]
			words, _ := clip(clean(ground.Words), (f.columns[column+1]-f.columns[column]-12)/cellNameSize)
			d.line("cell-name heat"+strconv.Itoa(ground.Heat), "end", f.columns[column+1]-6, f.rows[row+1]+14, words)
		}
	}
}

// risk draws the plate of a risk where it ends up, with its whole id.
func (d *drawing) risk(k *Move, f *field) {
	at := f.of(k.ID, k.To)
	n := Node{ID: k.ID, Title: k.Title, Href: k.Href}
	d.link(&n, true)
	d.plate("dot", at, f.plate)
	d.line("dot-label", "middle", at.x, at.y+3.2, clean(k.ID))
	d.close(&n)
}

// plate draws the plate that an id stands on: a bar with round ends.
func (d *drawing) plate(class string, at point, width float64) {
	const r = plateDepth / 2
	left, right, top := at.x-width/2+r, at.x+width/2-r, at.y-r
	d.raw(`<path class="`).raw(class).raw(`" d="`).at("M", left, top).raw("H").num(right).raw(`a8.5 8.5 0 0 1 0 17H`).num(left).raw(`a8.5 8.5 0 0 1 0-17z"/>`)
}

// field is where the rows and columns of the matrix lie, and who has which spot in a cell.
type field struct {
	columns []float64 // the left edge of each, and the right edge of the last
	rows    []float64 // the lower edge of each, and the upper edge of the last
	plate   float64   // the width of a plate
	slots   map[Cell]map[string]int
}

func newField(m *Moves) *field {
	f := &field{make([]float64, len(m.Columns)+1), make([]float64, len(m.Rows)+1), 0, map[Cell]map[string]int{}}
	for i := range m.Moves {
		f.plate = max(f.plate, measure(clean(m.Moves[i].ID))*plateSize+10)
	}
	take := func(cell Cell, id string) {
		if f.slots[cell] == nil {
			f.slots[cell] = map[string]int{}
		}
		if _, ok := f.slots[cell][id]; !ok {
			f.slots[cell][id] = len(f.slots[cell])
		}
	}
	for _, k := range m.Moves {
		take(k.To, k.ID)
	}
	for _, k := range m.Moves {
		if k.From != nil {
			take(*k.From, k.ID)
		}
	}
	f.columns[0] = moveLeft
	for column := range m.Columns {
		width := moveCellWidth
		for row := range m.Rows {
			across, _ := f.room(Cell{row, column})
			width = max(width, 2*plateSpace+float64(across)*(f.plate+plateSpace))
		}
		f.columns[column+1] = f.columns[column] + width
	}
	f.rows[len(m.Rows)] = moveTop
	for row := len(m.Rows) - 1; row >= 0; row-- {
		depth := moveCellDepth
		for column := range m.Columns {
			_, down := f.room(Cell{row, column})
			depth = max(depth, moveUnder+moveEdge+float64(down-1)*moveSpacing)
		}
		f.rows[row] = f.rows[row+1] + depth
	}
	return f
}

// room gives how many spots stand beside and under one another in a cell: as many as the smallest cell holds, or about as many across as down.
func (f *field) room(cell Cell) (across, down int) {
	n := len(f.slots[cell])
	across = 2
	for across*across < n {
		across++
	}
	return across, max(1, (n+across-1)/across)
}

// of gives the spot of a risk in a cell: rows of spots from the upper left.
func (f *field) of(id string, cell Cell) point {
	across, _ := f.room(cell)
	slot := f.slots[cell][id]
	return point{f.columns[cell.Column] + plateSpace + f.plate/2 + float64(slot%across)*(f.plate+plateSpace), f.rows[cell.Row+1] + moveUnder + float64(slot/across)*moveSpacing}
}

// move draws one arrow from the plate that a risk leaves to the one where it ends up. It is bent, so that arrows to and fro stay apart; along a row or a column it is bent more, so that
// it passes beside the plates there and not behind them.
func (d *drawing) move(from, to point, worse bool, plate float64) {
	dx, dy := to.x-from.x, to.y-from.y
	length := math.Hypot(dx, dy)
	ux, uy := dx/length, dy/length
	sin, cos := math.Sincos(0.16)
	if math.Abs(dy) < 2*moveSpacing {
		sin, cos = math.Sincos(0.65)
	} else if math.Abs(dx) < moveSpacing {
		sin, cos = math.Sincos(0.4)
	}
	reach := min(length/3, 60)
	leaving := point{from.x + (ux*cos-uy*sin)*reach, from.y + (uy*cos+ux*sin)*reach}
	tx, ty := ux*cos+uy*sin, uy*cos-ux*sin                                                  // the direction of arrival
	const head = 7.0                                                                        // length of the head
	gap := min(plate/2/max(math.Abs(tx), 0.01), plateDepth/2/max(math.Abs(ty), 0.01)) + 1.5 // from the plate's middle to its edge
	tip := point{to.x - tx*gap, to.y - ty*gap}
	base := point{tip.x - tx*head, tip.y - ty*head}
	line, arrow := "move", "arrow"
	if worse {
		line, arrow = "move worse", "arrow worse"
	}
	d.raw(`<path class="`).raw(line).raw(`" d="`).at("M", from.x, from.y).at("C", leaving.x, leaving.y).at(" ", to.x-tx*reach, to.y-ty*reach).at(" ", base.x, base.y).raw(`"/>`)
	d.raw(`<path class="`).raw(arrow).raw(`" d="`).at("M", tip.x, tip.y).at("L", base.x-ty*3.6, base.y+tx*3.6).at("L", base.x+ty*3.6, base.y-tx*3.6).raw(`z"/>`)
}
