// Package page turns the assessed register into one typed view per page, in every language.
//
// In: an assessment, what the rules found, and the bodies in HTML. Out: pages with their path, template and view, in a fixed order.
// Here stand the lists of all pages and of all words; what all pages have in common stands in desk, and the pages themselves in the rooms beside it, by what they show.
// A page shows and never judges: every verdict comes from assess or check. It must never import history's git, a theme, a template engine or the disk.
package page

import (
	"iter"

	"github.com/riskbook/riskbook/internal/page/desk"
)

// maker makes one page, or several, in one language.
type maker struct {
	name  string // of the list, for tests: "matrix"
	pages func(*desk.Desk) iter.Seq[desk.Page]
}

// Pages gives every page of the site, languages in the order of the configuration, pages in the order of makers.
func Pages(s *desk.Site) iter.Seq[desk.Page] {
	return func(yield func(desk.Page) bool) {
		shared := desk.NewIndex(s)
		if s.Ahead {
			go shared.Backlinks()
			go shared.Bearing()
		}
		for _, language := range s.Assessment.Register.Config.Languages {
			v := desk.NewDesk(s, language, desk.WordsIn(allWords, language), shared)
			for _, m := range makers {
				for p := range m.pages(v) {
					p.Path = v.SitePath(p.Path)
					if !yield(p) {
						return
					}
				}
			}
		}
	}
}
