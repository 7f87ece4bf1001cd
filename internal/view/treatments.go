package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Treatments is the page treatments.html.
type Treatments struct {
	ListPage
	BalanceSum string
	Balance    part.Part
	CommonSum  string
	Common     part.Part
	Cost       part.Part
	CostYears  part.Part
	CostWhy    string // how costs fall into fiscal years
	Timeline   part.Part
}
