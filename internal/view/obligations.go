package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Obligations is the page obligations.html.
type Obligations struct {
	ListPage
	Tiles    []Tile
	Open     part.Part // what nothing answers
	OpenMore string
	ByClause part.Part // of the standard
	ByStep   part.Part
}

// Obligation is the page of one obligation.
type Obligation struct {
	RecordPage
	Clauses part.Part
	Count   string
}
