package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// StepRow is one step of the process as the overview and its section show it.
type StepRow struct {
	Key, Title, Asks string
	Handbook         string
	HandbookWords    string
	Adopted          bool
	Evidence         int
	Counts           part.Page // what is counted, with the way to its list
	Gaps             int
	State            part.Part
	Whole, Unbegun   bool // adopted: with evidence and without gaps, and without evidence
	GapTable         part.Part
	Aside            string
	Stage            part.Part // how it is laid down, staffed and run, and when it was last reviewed
	Revisit          part.Part // of 6.2: how many risks a change of external factors leaves to be revisited
}

// Process is the page process.html.
type Process struct {
	Frame
	Sentence string
	Tiles    []Tile
	Steps    []StepRow
}
