package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// FreePages is the page pages.html.
type FreePages struct {
	Frame
	Count   part.Part
	List    part.Part
	Waiting part.Part // what nobody has confirmed yet
}
