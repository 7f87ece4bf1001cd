package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Calendar is the page calendar.html.
type Calendar struct {
	Frame
	Lead    string
	Tiles   []Tile
	Months  []MonthLink
	Filters part.Part
	Table   part.Part
	More    string
	Owners  part.Part
	Address string // of calendar.ics, where the site has one
}

// MonthLink is a month with the number of what falls due in it.
type MonthLink struct {
	Name   string
	Anchor string // empty where the table ends before it
	Count  int
}
