package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Controls is the page controls.html.
type Controls struct{ ListPage }

// Control is the page of one control.
type Control struct {
	RecordPage
	Tests     part.Part
	Risks     part.Part
	RisksHead string // by its state
	RisksNote string // why it holds none of them down; empty where it does
}
