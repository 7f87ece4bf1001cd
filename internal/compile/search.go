package compile

import (
	"iter"

	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/search"
	"github.com/riskbook/riskbook/internal/site"
)

// searchFiles gives what the search page looks through. Where pages let go of the bodies that they show, each piece is made as it is asked for, before the first page.
func searchFiles(j *Judged) iter.Seq[site.File] {
	return func(yield func(site.File) bool) {
		found := page.Search(&desk.Site{Assessment: j.Assessment, Checked: j.check, Bodies: j.Bodies, Proposed: j.Proposed, Chronicle: j.Chronicle})
		give := func(path string, write func() []byte) bool {
			if j.Bodies.Keep {
				return yield(site.File{Path: path, Make: func() ([]byte, error) { return write(), nil }})
			}
			return yield(site.File{Path: path, Data: write()})
		}
		for _, language := range found.Languages {
			for at, path := range search.Texts(language, found.Entries) {
				if !give(path, func() []byte { return search.WriteTexts(language, found.Texts(language), at) }) {
					return
				}
			}
		}
		for _, language := range found.Languages {
			if !give(search.Root(language), func() []byte { return found.Data(language).WriteRoot() }) {
				return
			}
			for at, path := range search.Heads(language, found.Entries) {
				if !give(path, func() []byte { return found.Data(language).WriteHeads(at) }) {
					return
				}
			}
		}
	}
}
