package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Decisions is the page decisions.html.
type Decisions struct {
	ListPage
	Evidence part.Part // the complete lists of a fiscal year
}

// Decision is the page of one decision.
type Decision struct {
	RecordPage
	Status part.Part
	Risks  part.Part
	Plans  part.Part
	Replay *part.Table // what was known then, what is known now, and what the rules say now
}
