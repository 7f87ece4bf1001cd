package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// GlossaryGroup is one heading of the glossary with its terms.
type GlossaryGroup struct {
	Name, Anchor string
	Terms        []ShownTerm
}

// Glossary is the page glossary.html.
type Glossary struct {
	Frame
	Count   string
	Groups  []GlossaryGroup
	Waiting part.Part // terms that nobody has confirmed yet
}

// ShownTerm is one term of the list: the register's own, or one of the method.
type ShownTerm struct {
	Own        part.Part // leads to the page of the register's own term; nil for one of the method
	Key, Name  string    // of a term of the method
	Asides     []Phrase  // its reading, and its name in other languages
	BuiltIn    part.Part // says that it is of the method
	Definition part.Part
	Source     string
	See        part.Part
	Uses       string // how many records use it; empty where none does
	UsedBy     part.Part
}

// Term is the page of one term.
type Term struct {
	RecordPage
	Method []string // how the method defines the word, where it does
	Uses   part.Part
}
