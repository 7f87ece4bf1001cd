package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Reference is a page of the reference of fields: that of a kind, of a settings file, or the overview.
type Reference struct {
	Frame
	Lead       string
	Handbook   string    // the overview of the handbook
	Overview   string    // the overview of the reference; empty on it
	List       string    // the page of the records of the kind; empty where there are none
	Forms      part.Part // how records, or templates, are written
	FormsTitle string
	Sections   []ReferenceSection
	Example    part.Part
}

// ReferenceSection is one section of a page of the reference.
type ReferenceSection struct {
	Anchor, Title, Lead string
	Table               part.Part
}
