package register

import (
	"cmp"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// What the words of the glossary may hold, in characters, unless [limits] says otherwise: a text is searched for all of them at every place.
const (
	longestTerm = 200
	mostTerms   = 1_000_000

	longestTermCeiling = 1000 // what [limits] can raise them to
	mostTermsCeiling   = 5_000_000
)

// gatherTerms gives each term the words that link to it. What is beyond the limits is reported and links to nothing.
func gatherTerms(r *Register) {
	longest := min(cmp.Or(max(r.Config.Limits.Term, 0), longestTerm), longestTermCeiling)
	most := min(cmp.Or(max(r.Config.Limits.Terms, 0), mostTerms), mostTermsCeiling)
	total := 0
	for _, t := range r.Glossary {
		words := append([]string{t.ID}, t.Aliases...)
		for _, w := range t.Title {
			words = append(words, w.Words)
		}
		for _, word := range words {
			n := utf8.RuneCountInString(word)
			if n > longest {
				longTerm(r, t, word, n, longest)
				continue
			}
			if before := total; before <= most {
				if total += n; total > most {
					r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.TooLarge, Case: rule.CaseTerms, Place: t.Source.Place(), Args: diagnostic.Args{"limit": most, "most": mostTermsCeiling}})
				}
			}
			if total <= most {
				t.Words = append(t.Words, word)
			}
		}
	}
}

// longTerm reports a word of a term at its place.
func longTerm(r *Register, t *Term, word string, size, limit int) {
	if r.exhausted(t.Source.File) {
		return
	}
	place := t.Source.Place("title")
	if list := t.Source.Table.At("aliases"); list != nil {
		for i := range list.Items {
			if list.Items[i].Text == word {
				place = t.Source.File.Place(list.Items[i].Span)
			}
		}
	}
	r.Faults = append(r.Faults, diagnostic.Finding{Rule: rule.TooLarge, Case: rule.CaseTerm, Place: place, Args: diagnostic.Args{"size": size, "limit": limit, "most": longestTermCeiling}})
}
