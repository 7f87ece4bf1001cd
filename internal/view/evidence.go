package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Evidence is a page of evidence: of one risk, or of one fiscal year.
type Evidence struct {
	Frame
	Back     part.Part
	Lead     part.Words
	Notes    []part.Words
	Sections []EvidenceSection
	Years    []part.Page
}

// EvidenceSection is one list of a page of evidence.
type EvidenceSection struct {
	ID, Title string
	Note      part.Words
	Part      part.Part // nil: there is none
}
