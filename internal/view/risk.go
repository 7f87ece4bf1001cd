package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Risk is the page of one risk.
type Risk struct {
	RecordPage
	Outcome    part.Part // badges: outcome, level now, staleness
	Standing   part.Part // what a reader wants first
	Levels     part.Part // before controls, now, projected, side by side
	Pushed     string    // where other plans push it over
	Touched    string    // where it is closed, and something bears on it that came later
	Bowtie     part.Part // the picture, and the same in words
	Way        []WayStep // step by step
	Quantities part.Part
	Path       part.Part // the way of its level through the states
	Then       part.Part // how it stood at its last decision
	Evidence   part.Part // where an auditor goes on
	Occurred   part.Part // what has come about of it, beside the estimate
}
