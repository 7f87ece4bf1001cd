package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Reviews is the page reviews.html.
type Reviews struct {
	ListPage
	Changed bool      // there are reviews that found external factors changed
	Revisit part.Part // the risks that they leave to be revisited
}

// Review is the page of one review.
type Review struct {
	RecordPage
	Status     part.Part
	Risks      part.Part // in its scope; empty where they are to be revisited
	RevisitSum string
	Revisit    part.Part
}
