package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Evaluation is the page evaluation.html.
type Evaluation struct {
	Frame
	Sentence          string
	Judged            bool
	Unjudged          bool   // there are risks that could not be judged
	LeftNone          string // says that none is left, and how many could not be judged
	Later             part.Part
	Tiles             []Tile
	Decide            part.Part // what of this needs a decision, and what else does
	Left, Pushed, New part.Part
	Levels            part.Part
	Plans             []PlanVerdict
	Drafts            part.Part
	Balance           string
	BalanceOf         part.Part
	Common            part.Part
	CommonSaved       string
	Cost, CostYears   part.Part
	CostYearsWhy      string
}
