package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Changes is the page changes.html, or that of one year.
type Changes struct {
	Frame
	Lead   part.Words
	Notes  []string
	Months []ChangeMonth
	Older  string // says how many are on other pages; empty: none
	Years  []part.Page
}

// ChangeMonth is the states of one month, newest first.
type ChangeMonth struct {
	Name, Anchor string
	States       []ChangeState
}

// ChangeState is what one state changed.
type ChangeState struct {
	Day     part.Part
	By      string
	Subject part.Part
	Tags    []string
	Commit  part.Part
	Marks   []string
	Lines   []part.Part
	Quiet   string // in place of Lines
}
