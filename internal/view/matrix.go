package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Matrix is the risk matrix at one point in time, as a table.
type Matrix struct {
	ID      string // "now"
	Title   string
	Columns []string    // impact labels, ascending
	Rows    []MatrixRow // likelihood, descending, so that the gravest cell is at the top right
	Beyond  int         // risks in cells that are not acceptable as they stand
	Said    string      // how many risks are in cells that are not acceptable as they stand
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

// MatrixPage is the page matrix.html.
type MatrixPage struct {
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
