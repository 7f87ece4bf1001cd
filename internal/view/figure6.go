package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Figure6Sector is the part of the page that shows one sector.
type Figure6Sector struct {
	Anchor, Title string
	Label         part.Part
	Key           string
	Mark          part.Part // where it is the register's own, or later than the figure
	Since         []string  // what came after
	Services      []ServiceRow
	Used          bool // some asset of the register names the sector
}

// Figure6 is the page handbook/figure-6.html.
type Figure6 struct {
	Frame
	Handbook, Step  string // to the overview, and to the step that the figure serves
	StepTitle       string
	Lead, OwnHow    part.Part
	Dated           string
	Overview, Later part.Part
	Sectors         []Figure6Sector
}

// ServiceRow is one service of a sector.
type ServiceRow struct {
	Anchor, Key   string
	Label, Own    part.Part
	Levels, Notes Shared
	What, Law     part.Part
	Assets        part.Part
}

// Shared is a cell that stands for as many rows; for none where one above does.
type Shared struct {
	Rows int
	Part part.Part
}
