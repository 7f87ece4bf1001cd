package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Trend is the page trend.html.
type Trend struct {
	Frame
	Notes  []string
	Charts []TrendChart
	Table  *part.Table
}

// TrendChart is the course of one figure.
type TrendChart struct {
	ID, Title string
	What      string // in a sentence; may be empty
	Picture   part.Part
	Table     *part.Table // of its figures; nil where they stand in the page's own
}
