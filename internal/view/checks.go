package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// CheckGroup is the diagnostics of one severity.
type CheckGroup struct {
	ID, Title string
	Count     int
	Records   []CheckedRecord // empty where they are left out
}

// CheckedRecord is the diagnostics of one record, or of one file.
type CheckedRecord struct {
	File  string
	ID    part.Part // the record; nil where the file is none
	Found []CheckedPlace
}

// CheckedPlace is one diagnostic.
type CheckedPlace struct {
	Place   string // line and column; empty for the file as a whole
	Message part.Part
	Help    part.Words
	Related []RelatedPlace
	Rule    part.Part
	Breach  part.Part // marks a breach of governance
}

// RelatedPlace is another place that a diagnostic speaks of.
type RelatedPlace struct {
	Place   string
	Message part.Words
}

// RuleEntry is one rule with its examples.
type RuleEntry struct {
	Name, Title      string
	Facts            part.Part
	Failing, Passing string
	FailingLabel     string
	PassingLabel     string
}

// Checks is the page checks.html.
type Checks struct {
	Frame
	Sentence string
	Tiles    []Tile
	Groups   []CheckGroup
	More     string
	Overview part.Part
	Rules    []RuleEntry
}
