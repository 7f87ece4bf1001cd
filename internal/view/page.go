package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// Frame is what every page has around its own content. Every view embeds it.
type Frame struct {
	Language       string            // of the page: "ja"
	Title          string            // of the page, without the site's
	Site           string            // the register's title
	Organization   string            // may be empty
	Path           string            // of the page within its language: "risks/R-001.html"
	Root           string            // what leads to the language's root: "", "../"
	Base           string            // what leads to the site's root, where static/ lies
	Menu           part.Part         // groups and entries, this page's marked
	Here           string            // the entry of the menu that is marked; empty where none is
	Alternates     []Alternate       // the page in every language, this one included
	Classification string            // the register's highest: "TLP:AMBER"
	Withheld       string            // how many records the readers may not see, in words; empty where there are none
	AsOf           string            // as-of date in words
	AsOfDay        string            // and as a machine reads it: "2026-11-23"
	Description    string            // of the page, for those who list it elsewhere
	Logo           string            // the picture of the organization; empty where there is none
	Footer         part.Part         // a text of the register's own
	History        bool              // what the register knew, and when, is at hand
	W              map[string]string // the words of templates, by key
}

// Alternate is the page in a language.
type Alternate struct {
	Language, Name, Href string
	Address              string // complete; empty where the register states no base_url
	Current              bool
}
