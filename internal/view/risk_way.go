package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// WayStep is one step of the process, with what it says of a risk.
type WayStep struct {
	Step, Title string
	Body        part.Part
}
