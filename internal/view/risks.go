package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Risks is the page risks.html.
type Risks struct {
	ListPage
	Propose  string        // where a new risk can be proposed; empty where the register names no repository
	Rows     []RiskItem    // by priority
	Declared []part.Column // of the register's own fields, behind the others
}

// RiskItem is one risk of the list.
type RiskItem struct {
	ID       string
	Risk     part.Part // its name, with the way to its page
	Rank     int       // 0: it has none
	Now      part.Part // the rating that it has
	Then     part.Part // the rating once the live plans are done
	Outcome  part.Part
	Stale    part.Part // marks one whose analysis is overtaken
	Touched  part.Part // marks a closed one on which something bears that came later
	Reasons  string
	Owner    string
	Plans    part.Part // live ones, with their progress
	Filter   RiskFilter
	Facets   []part.Datum // what else filters look at
	Sort     RiskSort
	Declared []part.Cell // of the register's own fields
}

// RiskFilter is what filters look at: of each filter a word, or several with blanks between them.
type RiskFilter struct{ Outcome, Level, Owner, Analysis, Need, Since, Estimate string }

// RiskSort is what heads sort by.
type RiskSort struct{ Rank, Now, Then, Outcome string }
