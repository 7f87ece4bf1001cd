package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Events is the page events.html.
type Events struct{ ListPage }

// Event is the page of one event.
type Event struct {
	RecordPage
	NoRisk string
	Risks  part.Part
}
