package brief

import (
	"strings"

	"github.com/riskbook/riskbook/internal/date"
)

// Piece is a stretch of a sentence.
type Piece struct {
	Text     string
	To       string    // where its proof stands: a page of the site within its language; empty: nowhere
	ID       string    // the record that it names; empty: none
	Language string    // of the text, where that is another than the sentence's
	Day      date.Date // the day that it names; zero: none
}

// Sentence is one sentence.
type Sentence struct {
	Key    string // "stand", "since", "decide", "plans", "money"
	Pieces []Piece
}

// String gives the sentence without its links.
func (s Sentence) String() string {
	var b strings.Builder
	for _, p := range s.Pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// then adds a sentence's pieces to another's.
func (s Sentence) then(more Sentence) Sentence {
	s.Pieces = append(s.Pieces, more.Pieces...)
	return s
}
