package check

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/source"
)

// Quoted is a figure of the register that a text quotes: [[R-001:level]], with or without words behind |.
type Quoted struct {
	Mark, Words string
	Worded      bool   // words stand behind |: what the forge shows
	Want        string // the figure, in the language of the text
	Cell        bool   // in a table of Markdown, where | is written \|
	Dated       bool   // the text tells of its day, and must quote none
	Place       diagnostic.Place
	File        *source.File
	Span        source.Span // in the file, the brackets included
	Fresh       string      // what has to stand there for the forge to show the figure; empty where it cannot be written there
}

// Quote makes what a text quotes between two places of it; Place, File, Span and Fresh follow from them.
func Quote(text source.Body, start, end int, q Quoted) Quoted {
	q.Place, q.File, q.Span = text.Place(start, end), text.File, text.Span(start, end)
	bar := "|"
	if q.Cell {
		bar = `\|`
	}
	if !strings.ContainsAny(q.Want, "[]|\n") && q.Want != "" {
		q.Fresh, _ = text.Raw("[[" + q.Mark + bar + q.Want + "]]")
	}
	return q
}

// Figures gives every figure that texts of the register quote: bodies, and the texts of fields.
func Figures(a *assess.Assessment, bodies []Body) []Quoted {
	var list []Quoted
	for _, b := range withTexts(a, bodies) {
		list = append(list, b.Live...)
	}
	return list
}

// withTexts adds to the bodies what the texts of fields quote, each record's as one more body.
func withTexts(a *assess.Assessment, bodies []Body) []Body {
	all := slices.Clip(bodies)
	marked := make(map[*source.File]bool, len(bodies))
	for _, e := range a.Register.All() {
		base := e.Of()
		file := base.Source.File
		known, seen := marked[file] // many records may lie in one file
		if !seen {
			known = base.Source.MayQuote()
			marked[file] = known
		}
		if !known {
			continue
		}
		r := quoteReader{a: a, file: file, dated: live.Dated(base.Kind.Folder), found: Body{Record: base.ID}}
		r.table(base.Source.Table, "", a.Register.Config.DefaultLanguage)
		if len(r.found.Live)+len(r.found.Findings) > 0 {
			all = append(all, r.found)
		}
	}
	return all
}

// quoteReader reads the marks of a record's fields.
type quoteReader struct {
	a     *assess.Assessment
	file  *source.File
	dated bool
	found Body
}

// table looks into the values of a table. Of a text by language the key above names the field.
func (r *quoteReader) table(v *source.Value, field, language string) {
	for i := range v.Fields {
		f := &v.Fields[i]
		switch {
		case live.Quoting(field), field == "rationale", r.dated && slices.Contains(r.a.Register.Config.Languages, f.Key):
			r.value(&f.Value, field, f.Key)
		default:
			r.value(&f.Value, f.Key, language)
		}
	}
}

func (r *quoteReader) value(v *source.Value, field, language string) {
	switch v.Kind {
	case source.Table:
		if field == "extra" {
			return // texts of one's own quote nothing
		}
		r.table(v, field, language)
	case source.Array:
		for i := range v.Items {
			r.value(&v.Items[i], field, language)
		}
	case source.String:
		if dated := r.dated || field == "rationale"; dated || live.Quoting(field) {
			r.text(v, language, dated)
		}
	}
}

func (r *quoteReader) text(v *source.Value, language string, dated bool) {
	marks := live.Marks(v.Text)
	if len(marks) == 0 {
		return
	}
	text := source.TextOf(r.file, language, v)
	for _, m := range marks {
		f, wrong := live.Read(r.a, m.Query, language)
		place := text.Place(m.Start, m.End)
		switch {
		case wrong != nil && !dated:
			r.found.Findings = append(r.found.Findings, diagnostic.Finding{Rule: wrong.Rule, Case: wrong.Case, Args: wrong.Args, Place: place})
		case f != nil:
			r.found.Live = append(r.found.Live, Quote(text, m.Start, m.End, Quoted{Mark: m.Query, Words: m.Words, Worded: m.Worded, Want: f.Text, Dated: dated}))
			if f.Record != "" {
				r.found.References = append(r.found.References, f.Record)
			}
		}
	}
}
