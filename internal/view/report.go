package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// ReportEntry is a line of the contents.
type ReportEntry struct {
	Anchor, Text string
	Within       []ReportEntry
}

// ReportItem is a risk or a plan of the report.
type ReportItem struct {
	Anchor  string
	Title   Phrase
	ID      string
	Page    part.Part // the id with the way to its page
	Marks   part.Part // badges
	Summary part.Part
	Facts   part.Part
}

// ReportTerm is a term of the glossary.
type ReportTerm struct {
	Name       Phrase
	Definition part.Part
}

// Report is the page report.html: the register as one document.
type Report struct {
	Frame
	Cover       part.Part // what the document is of
	Sentences   []part.Part
	Contents    []ReportEntry
	Breaches    *BreachPart
	MatrixParts []MatrixPart
	Levels      []LevelShare
	Risks       []ReportItem
	Plans       []ReportItem
	Asked       part.Part
	InForce     part.Part
	Lapsed      part.Part
	LeftOut     []string
	Criteria    Criteria
	Terms       []ReportTerm
	Closed      part.Part
}
