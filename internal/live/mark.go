package live

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

// longestMark bounds what stands between [[ and ]], in bytes: as in a body.
const longestMark = 1000

// Dated reports whether the records of a kind tell of their day: their texts must quote no figure that follows the register.
func Dated(folder string) bool {
	return slices.Contains([]string{"decisions", "findings", "incidents", "reviews"}, folder)
}

// Quoting reports whether the texts of a field may quote figures, beside bodies.
func Quoting(field string) bool { return field == "damage" || field == "summary" }

// Mark is a stretch of a text that may be a live figure: [[Query]] or [[Query|Words]].
type Mark struct {
	Query, Words string
	Worded       bool // words stand behind |
	Start, End   int  // byte offsets, the brackets included
}

// Marks finds the marks of a text that is no Markdown, such as a summary.
func Marks(text string) []Mark {
	var list []Mark
	for at := 0; ; {
		n := strings.Index(text[at:], "[[")
		if n < 0 {
			return list
		}
		start := at + n
		rest := text[start+2:]
		end := strings.IndexAny(rest[:min(len(rest), longestMark)], "[]\n")
		if end <= 0 || !strings.HasPrefix(rest[end:], "]]") {
			at = start + 1
			continue
		}
		m := Mark{Query: rest[:end], Start: start, End: start + 2 + end + 2}
		if before, words, ok := strings.Cut(m.Query, "|"); ok {
			m.Query, m.Words, m.Worded = before, strings.TrimSpace(words), true
		}
		m.Query = strings.TrimSpace(m.Query)
		if _, _, ok := Split(m.Query); ok {
			list = append(list, m)
		}
		at = m.End
	}
}

// Fill gives a text with the figures in place of its marks. What is no figure stays as it is written.
func Fill(a *assess.Assessment, text, language string) string {
	if !strings.Contains(text, "[[") {
		return text
	}
	var b strings.Builder
	from := 0
	for _, m := range Marks(text) {
		if f, _ := Read(a, m.Query, language); f != nil {
			b.WriteString(text[from:m.Start] + f.Text)
			from = m.End
		}
	}
	return b.String() + text[from:]
}

// FillText gives a text of a record, in one language or several, with the figures in place of its marks, in the language of the page that shows it.
func FillText(a *assess.Assessment, t register.Text, language string) register.Text {
	marked := false
	for _, w := range t {
		marked = marked || strings.Contains(w.Words, "[[")
	}
	if !marked {
		return t
	}
	filled := make(register.Text, len(t))
	for i, w := range t {
		filled[i] = register.Wording{Language: w.Language, Words: Fill(a, w.Words, language)}
	}
	return filled
}
