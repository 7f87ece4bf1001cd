// Package term holds every standard word of the method once: its key, its English and Japanese name, its definition and the clause it comes from.
//
// In: nothing. Out: Words, and the table of terms that pages, messages and the built-in glossary show.
// It is a leaf: it must never import another package of the project.
package term

// Words is one text in the two languages that riskbook speaks. Both are always given.
type Words struct{ Ja, En string }

// In gives the text in a language: Japanese for "ja", English for every other tag.
func (w Words) In(language string) string {
	if language == "ja" {
		return w.Ja
	}
	return w.En
}

// Same gives Words that read alike in both languages: an identifier, a number, a file's name.
func Same(text string) Words { return Words{Ja: text, En: text} }
