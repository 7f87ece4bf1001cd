package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// BreachItem is one breach of governance.
type BreachItem struct {
	Rule   part.Part // what was breached, with the way to the rule
	Record part.Part // the record that is at fault; empty on its own page
	Text   part.Part
	Mend   string
	Risks  []part.Part // that it bears on, where they are neither the record at fault nor the page's own
}

// BreachPart is what a page says of breaches at its head.
type BreachPart struct {
	W     map[string]string
	ID    string // of the heading
	Lead  string // empty on the page of a record
	Items []BreachItem
	More  part.Part // how many are left out, with the way to them; empty where all are shown
}
