package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Conformity is the page handbook/conformity.html.
type Conformity struct {
	Frame
	Sum      string
	Register string // the requirement map
	Sections []ConformitySection
}

// ConformitySection is the demands of one section of the handbook.
type ConformitySection struct {
	Anchor, Title string
	Table         part.Part
}
