package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Governance is the page governance.html.
type Governance struct {
	Frame
	Summary   part.Part
	Duties    []Duty
	Exercises part.Part
	Stages    part.Part
}

// Duty is one duty of management.
type Duty struct {
	Number     int
	Key, Title string
	State      part.Part
	Shows      part.Part
	Lacks      part.Part
}
