package site

import (
	"bytes"
	"html/template"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
)

// dated gives words as HTML.
func dated(words part.Words) template.HTML {
	var b bytes.Buffer
	writeDated(&b, string(words))
	return template.HTML(b.String())
}

// writeDated writes a text in which every day that it names stands as machines read it too.
func writeDated(w *bytes.Buffer, text string) {
	for {
		start, end, day, found := date.Find(text)
		if !found {
			inText.write(w, text)
			return
		}
		inText.write(w, text[:start])
		w.WriteString(`<time datetime="` + day.String() + `">`)
		inText.write(w, text[start:end])
		w.WriteString("</time>")
		text = text[end:]
	}
}
