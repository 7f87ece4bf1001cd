package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Quantities is the page quantities.html.
type Quantities struct {
	Frame
	Empty          bool
	Lead, Coverage string
	Tiles          []Tile
	Chart          part.Part
	Tail           part.Part // the same for rare years
	ChartNote      string
	Legend         []LegendEntry
	Tolerance      part.Part
	Figures        part.Part
	Points         part.Part
	Risks          part.Part
	RisksMore      string
	Curves         []RiskCurve
	CurvesMore     string
	Plans          part.Part
	PlansWhy       string
	Caution        bool
	Method         []string
}

// RiskCurve is the curve of one risk, with what names it.
type RiskCurve struct {
	Risk  part.Part
	Words string
	Chart part.Part
}
