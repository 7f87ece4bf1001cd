package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Requirements is the page evidence/index.html.
type Requirements struct {
	Frame
	Sum     string
	Demands string // the page of the handbook's demands
	Groups  []RequirementGroup
}

// RequirementGroup is one set of requirements.
type RequirementGroup struct {
	Anchor, Title string
	Table         part.Part
}
