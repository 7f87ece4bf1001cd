package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Asset is the page of one asset.
type Asset struct {
	RecordPage
	Service part.Part // the catalogue's entry
	Sides   string
	Miss    []string // sides from which it was not looked at
	Events  part.Part
	Risks   part.Part
	Graph   part.Part // what it depends on, and what depends on it
}
