package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// LegendEntry is a curve of a chart: how it is drawn, and what it is.
type LegendEntry struct {
	Swatch part.Drawing
	Text   string
}
