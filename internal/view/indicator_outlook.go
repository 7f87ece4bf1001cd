package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// WatchItem is an indicator that needs attention.
type WatchItem struct {
	Indicator, State, Outlook part.Part
	Newest                    part.Part
	Risks                     []part.Part
}
