package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// TraceChain is one asset with its chain, folded.
type TraceChain struct {
	Asset  part.Part
	ID     string
	Breaks part.Part
	Table  part.Part
	Open   bool
}

// Trace is the page trace.html.
type Trace struct {
	Frame
	Sentence, More string
	How            string
	Empty          bool
	Summary        part.Part
	OneSided       string // how many important assets were not looked at from both sides
	Coverage       part.Part
	WholeReviews   part.Part
	Chains         []TraceChain
}
