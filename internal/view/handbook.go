package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// HandbookEntry is one line of the handbook's contents.
type HandbookEntry struct {
	Title string
	Href  string
	State string // of the step in this register; empty for other pages
}

// HandbookGroup is a part of the handbook's contents.
type HandbookGroup struct {
	Title   string
	Entries []HandbookEntry
}

// Handbook is a page of the handbook.
type Handbook struct {
	Frame
	Contents       []HandbookGroup // on the overview
	Headings       []HandbookEntry // the sections of the page
	Body           part.Part
	Step           string // empty on the overview and the guides
	StepHref       string // of the step on the page of the process
	StepState      string
	Previous, Next *HandbookEntry
	Index          bool
}
