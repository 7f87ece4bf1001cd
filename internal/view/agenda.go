package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Agenda is the page agenda.html.
type Agenda struct {
	Frame
	Bodies []AgendaBody
}

// AgendaBody is what one party is asked to decide, in brief.
type AgendaBody struct {
	Anchor string
	Party  part.Part
	Sum    part.Words
	Why    string // where nobody is named
	Page   string // to print; empty where nobody is named
	Table  part.Part
}

// Docket is the page of what one party is asked to decide.
type Docket struct {
	Frame
	Back, Party part.Part
	Sum         part.Words
	Matters     []DocketMatter
}

// DocketMatter is one thing to be decided.
type DocketMatter struct {
	Number  int
	Anchor  string
	Subject part.Part
	Facts   part.Part
	Risks   part.Part
	If      part.Words
}
