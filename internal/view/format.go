package view

// Phrase is a text with its language where that is not the page's.
type Phrase struct {
	Text     string
	Language string // empty where it is the page's
}
