package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Indicators is the page indicators.html.
type Indicators struct {
	ListPage
	Method string // by which the outlook is judged
}

// Indicator is the page of one indicator.
type Indicator struct {
	RecordPage
	Status   part.Part
	Late     string    // that it is not read in time
	Outlook  part.Part // where the readings are heading
	Method   string    // by which that is judged
	Chart    part.Part
	Readings part.Part
	Risks    part.Part
}
