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
	Years   []part.Page // of evidence, newest first
	Risks   part.Part   // a line for each risk; nil where there is none
}

// RequirementGroup is one set of requirements.
type RequirementGroup struct {
	Anchor, Title string
	Table         part.Part
}
