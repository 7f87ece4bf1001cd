package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Sources is the page sources.html.
type Sources struct{ ListPage }

// Source is the page of one risk source.
type Source struct {
	RecordPage
	Events part.Part
	Risks  part.Part
}
