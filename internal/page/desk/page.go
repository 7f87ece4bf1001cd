// Package desk is what every page is made at: texts, days and amounts in a language, links from one page to another, how a record stands, and the frame.
//
// In: an assessment, what the rules found, and the bodies in HTML. Out: pieces of views, the same wherever a page shows them.
// It must never import a room that makes pages.
package desk

import (
	"iter"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/body"
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
	Bodies     *body.Bodies
	Proposed   *compare.Comparison  // with the proposed criteria; nil where there are none, or they have errors
	Chronicle  *chronicle.Chronicle // what the register knew, and when; nil where no history is at hand
	Withheld   int                  // records that the readers may not see
	Sample     map[string]string    // files of the sample register that the handbook pages quote, by path below content/
	Ahead      bool                 // what most pages look up is worked out while the pages are being listed, for the one that is asked for first
}

// menuItem is one entry of the menu.
type menuItem struct {
	Title  string
	Href   string // from the language's root
	Group  string // the heading under which it stands
	First  bool   // the first of its group
	Folded bool   // its group shows when it is asked for, or where the page is in it
}

// language says things in one language: the texts of records, days, amounts, and the words of pages.
type language struct {
	Register *register.Register
	Language string
	Words    map[string]string
}

// ways leads from one page to another, and says what points where.
type ways struct {
	*language
	Index  *index
	linked map[string][2]*part.Link // by id; for pages at depth 0 and 1
	deep   sync.Map                 // id → *part.Link; for those at depth 2, of which there are few
}

// Verdicts shows what was judged: levels, outcomes, and how a record stands.
type Verdicts struct {
	*ways
	Assessment *assess.Assessment
}

// Desk is what a presenter works at: what its page has in common with others.
type Desk struct {
	*Verdicts
	Checked   func() check.Result
	Bodies    *body.Bodies
	Proposed  *compare.Comparison
	Sample    map[string]string
	Chronicle *chronicle.Chronicle
	Menu      []menuItem
	menus     sync.Map // menuKey → *part.Menu
	riskRows  sync.Map // rowKey → *part.Row
}

// speak makes what says things in a language.
func speak(r *register.Register, in string) *language {
	return speaking(r, in, WordsIn(sharedWords, in))
}

func speaking(r *register.Register, in string, words map[string]string) *language {
	return &language{Register: r, Language: in, Words: words}
}

// One makes the sequence of a single page.
func One(path, template string, view func() any) iter.Seq[Page] {
	return func(yield func(Page) bool) { yield(Page{path, template, view}) }
}
