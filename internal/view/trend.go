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
	Picture   part.Part
}
