package register

// Text is one text in one or several languages, in the order written. A plain string has one wording without a language: it is in the register's default one.
type Text []Wording

// Wording is a text in one language.
type Wording struct{ Language, Words string }

// IsZero tells whether nothing was written.
func (t Text) IsZero() bool { return len(t) == 0 }

// In gives the words in a language, falling back to the default language and then to the first that was written.
// The second result is the language of the words that were found.
func (t Text) In(language, fallback string) (words, found string) {
	for _, w := range t {
		if w.Language == language || w.Language == "" && language == fallback {
			return w.Words, language
		}
	}
	for _, w := range t {
		if w.Language == fallback || w.Language == "" {
			return w.Words, fallback
		}
	}
	if len(t) > 0 {
		return t[0].Words, t[0].Language
	}
	return "", language
}

// Has tells whether the text was written in a language; a plain string counts for the default one.
func (t Text) Has(language, fallback string) bool {
	for _, w := range t {
		if w.Language == language || w.Language == "" && language == fallback {
			return true
		}
	}
	return false
}
