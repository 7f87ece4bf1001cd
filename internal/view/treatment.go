package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Treatment is the page of one plan.
type Treatment struct {
	RecordPage
	Status  part.Part   // badges
	Notes   []part.Note // what is amiss
	Targets part.Part
	Actions part.Part
	Side    part.Part
	New     part.Part
	Money   part.Part
	Years   part.Part // cost by fiscal year
	Caution string
}
