package assist

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Fold is a stretch of lines, counted from 1, that a reader may fold away: all but the first.
type Fold struct{ First, Last int }

// Folds gives the stretches of a file that can be folded: the front matter, the tables in it, and what stands under each heading.
func Folds(d *Desk, name string, text []byte) []Fold {
	s := d.open(name, text)
	if s == nil {
		return nil
	}
	var folds []Fold
	add := func(first, last int) {
		if last > first {
			folds = append(folds, Fold{first, last})
		}
	}
	line := func(offset int) int { return 1 + bytes.Count(text[:min(offset, len(text))], []byte("\n")) }
	if s.parts.Start > 0 && s.parts.Body <= len(text) { // from one +++ to the other
		add(line(s.parts.Start)-1, line(s.parts.End))
	}
	var walk func(list []Symbol)
	walk = func(list []Symbol) {
		for i := range list {
			y := &list[i]
			last := y.Whole.EndLine
			if y.Whole.EndColumn == 1 {
				last--
			}
			add(y.Whole.Line, last)
			walk(y.Children)
		}
	}
	walk(d.Outline(name, text))
	return folds
}

// Jump is a stretch of the text at hand that leads to where a record or a party is written.
type Jump struct {
	Start, End int
	To         diagnostic.Place
}

var wikilinks = regexp.MustCompile(`\[\[([^\]|#\\\n]+)`)

// Jumps gives the stretches of a file that lead elsewhere: ids and parties in fields, and links to records in the body.
func Jumps(d *Desk, name string, text []byte) []Jump {
	s := d.open(name, text)
	if s == nil {
		return nil
	}
	var jumps []Jump
	add := func(start, end int, t thing) {
		if places := definitionOf(d, t); len(places) > 0 {
			jumps = append(jumps, Jump{start, end, places[0]})
		}
	}
	if doc, _ := source.Parse(name, text[s.parts.Start:s.parts.End], source.DefaultLimits); doc != nil && doc.Table != nil {
		w := walker{visit: func(f *register.Field, _ *source.File, span source.Span, word string, key bool) {
			start, end := s.parts.Start+int(span.Start), s.parts.Start+int(span.End)
			switch {
			case key:
			case f.To != "":
				id, _, _ := strings.Cut(word, "#")
				add(start, end, thing{sortRecord, id})
			case f.Party:
				add(start, end, thing{sortParty, word})
			}
		}}
		fields := s.fields
		if s.keyed {
			for i := range doc.Table.Fields {
				w.table(&doc.Table.Fields[i].Value, fields)
			}
		} else {
			w.table(doc.Table, fields)
		}
	}
	if s.parts.Body < len(text) {
		for _, at := range wikilinks.FindAllSubmatchIndex(text[s.parts.Body:], -1) {
			start, end := s.parts.Body+at[2], s.parts.Body+at[3]
			add(start, end, thing{sortRecord, norm.NFC.String(strings.TrimSpace(string(text[start:end])))})
		}
	}
	return jumps
}

// Hint is what stands beside a place of the text without being written there.
type Hint struct {
	At    int
	Words string
}

// Hints gives what came out of each analysis, beside the header of its table: the level before controls; level, outcome and rank of the present one.
func Hints(d *Desk, name string, text []byte) []Hint {
	s := d.open(name, text)
	if s == nil || s.kind == nil || s.kind.Folder != "risks" {
		return nil
	}
	own := ""
	if !s.keyed {
		d.find()
		if rec := d.byFile[name]; rec != nil {
			own = rec.ID
		}
	}
	var hints []Hint
	for _, st := range cursor.Read(text, s.parts.Start, s.parts.End).Statements {
		id, key := own, st.Parts[len(st.Parts)-1].Text
		if s.keyed && len(st.Parts) == 2 {
			id = st.Parts[0].Text
		} else if s.keyed || len(st.Parts) != 1 {
			continue
		}
		judged := d.Assessment.Risk(id)
		if !st.Header || judged == nil {
			continue
		}
		words := ""
		switch key {
		case "inherent":
			words = d.level(judged.Inherent.Level)
		case "current":
			if words = d.standing(judged.Record); words != "" && judged.Rank > 0 {
				words += d.say("・順位 ", " · rank ") + strconv.Itoa(judged.Rank)
			}
		}
		if words != "" {
			hints = append(hints, Hint{st.End, words})
		}
	}
	return hints
}
