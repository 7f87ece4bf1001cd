package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Findings is the page findings.html.
type Findings struct{ ListPage }

// Finding is the page of one finding.
type Finding struct {
	RecordPage
	Risks part.Part
}
