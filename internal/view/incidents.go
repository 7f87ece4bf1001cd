package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Incidents is the page incidents.html.
type Incidents struct{ ListPage }

// Incident is the page of one incident.
type Incident struct {
	RecordPage
	Reports part.Part
	Risks   part.Part
}
