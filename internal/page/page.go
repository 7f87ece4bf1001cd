// Package page turns the assessed register into one typed view per page, in every language.
//
// In: an assessment, what the rules found, and the bodies in HTML. Out: pages with their path, template and view, in a fixed order.
// A page shows and never judges: every verdict comes from assess or check. It must never import history's git, a theme, a template engine or the disk.
package page

import (
	"iter"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// Page is one page of the site.
type Page struct {
	Path     string     // in the site, slash-separated: "en/risks/R-001.html"
	Template string     // the file in templates/: "risk.html"
	View     func() any // makes what the template shows; to be called once, from any goroutine
}

// Site is all that pages are made from.
type Site struct {
	Assessment *assess.Assessment
	Checked    func() check.Result // asked for where a page shows what the rules found
	Bodies     *Bodies
	Proposed   *compare.Comparison  // with the proposed criteria; nil where there are none, or they have errors
	Chronicle  *chronicle.Chronicle // what the register knew, and when; nil where no history is at hand
	Withheld   int                  // records that the readers may not see
	Sample     map[string]string    // files of the sample register that the handbook pages quote, by path below content/
	Ahead      bool                 // what most pages look up is worked out while the pages are being listed, for the one that is asked for first
}

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

// menuItem is one entry of the menu.
type menuItem struct {
	Title  string
	Href   string // from the language's root
	Group  string // the heading under which it stands
	First  bool   // the first of its group
	Folded bool   // its group shows when it is asked for, or where the page is in it
}

// Alternate is the page in a language.
type Alternate struct {
	Language, Name, Href string
	Address              string // complete; empty where the register states no base_url
	Current              bool
}

// maker makes one page, or several, in one language.
type maker struct {
	name  string // of the list, for tests: "matrix"
	pages func(*desk) iter.Seq[Page]
}

// language says things in one language: the texts of records, days, amounts, and the words of pages.
type language struct {
	Register *register.Register
	Language string
	words    map[string]string
}

// ways leads from one page to another, and says what points where.
type ways struct {
	*language
	index  *index
	linked map[string][2]*part.Link // by id; for pages at depth 0 and 1
	deep   sync.Map                 // id → *part.Link; for those at depth 2, of which there are few
}

// verdicts shows what was judged: levels, outcomes, and how a record stands.
type verdicts struct {
	*ways
	Assessment *assess.Assessment
}

// desk is what a presenter works at: what its page has in common with others.
type desk struct {
	*verdicts
	Checked   func() check.Result
	Bodies    *Bodies
	Proposed  *compare.Comparison
	Sample    map[string]string
	Chronicle *chronicle.Chronicle
	menu      []menuItem
	menus     sync.Map // menuKey → *part.Menu
	riskRows  sync.Map // rowKey → *part.Row
}

// speak makes what says things in a language.
func speak(r *register.Register, in string) *language {
	return &language{Register: r, Language: in, words: wordsIn(in)}
}

// Pages gives every page of the site, languages in the order of the configuration, pages in the order of makers.
func (s *Site) Pages() iter.Seq[Page] {
	return func(yield func(Page) bool) {
		shared := newIndex(s)
		if s.Ahead {
			go shared.backlinks()
			go shared.bearing()
		}
		for _, language := range s.Assessment.Register.Config.Languages {
			v := newDesk(s, language, shared)
			for _, m := range makers {
				for p := range m.pages(v) {
					p.Path = v.sitePath(p.Path)
					if !yield(p) {
						return
					}
				}
			}
		}
	}
}

// one makes the sequence of a single page.
func one(path, template string, view func() any) iter.Seq[Page] {
	return func(yield func(Page) bool) { yield(Page{path, template, view}) }
}
