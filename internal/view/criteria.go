package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Criteria is the page criteria.html.
type Criteria struct {
	Frame
	Given, Broken                  bool
	Lead, Due                      part.Words
	Later                          string // that they were approved after the as-of date; empty where they were not
	Facts                          part.Part
	Matrix                         *part.Grid
	Rule                           bool
	Levels                         part.Part
	Acceptance, Factors, Tolerance part.Part
	Authority                      part.Part
	Likelihoods, Impacts           part.Part
	Areas, Viewpoints, Changes     part.Part
	Candidates, Older              part.Part
	From                           *FactorsPart  // nil where likelihood is rated directly
	Proposal                       *ProposalPart // nil where there is none to compare
	ProposalBroken                 bool
}
