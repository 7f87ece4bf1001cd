package assist

import (
	"strings"

	"github.com/riskbook/riskbook/internal/cursor"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/source"
)

// Outline gives what a file holds: the records of a file of many, tables and fields, the headings of a body.
func (d *Desk) Outline(name string, text []byte) []Symbol {
	s := d.open(name, text)
	if s == nil {
		return nil
	}
	file := &source.File{Path: name, Data: text}
	place := func(start, end int) diagnostic.Place {
		return file.Place(source.Span{Start: int32(start), End: int32(end)})
	}
	var list []Symbol
	top := -1 // the header that what follows belongs to
	for _, st := range cursor.Read(text, s.parts.Start, s.parts.End).Statements {
		first, last := &st.Parts[0], &st.Parts[len(st.Parts)-1]
		var names []string
		for i := range st.Parts {
			names = append(names, st.Parts[i].Text)
		}
		symbol := Symbol{Name: strings.Join(names, "."), Sort: SymbolField, Whole: place(st.Start, st.End), At: place(first.Start, last.End)}
		if symbol.Name == "" {
			continue
		}
		if !st.Header {
			if st.Value != nil {
				symbol.Detail = shortened(string(text[st.Value.Start:st.Value.End]))
			}
			if top < 0 {
				list = append(list, symbol)
			} else {
				list[top].add(symbol)
			}
			continue
		}
		symbol.Sort = SymbolTable
		if s.kind != nil && s.keyed {
			if top >= 0 && len(st.Parts) > 1 && strings.HasPrefix(list[top].Name+".", first.Text+".") {
				symbol.Name = strings.Join(names[1:], ".")
				list[top].add(symbol)
				continue
			}
			symbol.Sort = SymbolRecord
			if e := d.Assessment.Register.Find(first.Text); e != nil {
				symbol.Detail = d.text(e.Of().Title)
			}
		}
		top = len(list)
		list = append(list, symbol)
	}
	if s.parts.Body < len(text) {
		list = append(list, headings(text, s.parts.Body, place)...)
	}
	return list
}

// add puts a symbol below another one, which then reaches to its end.
func (s *Symbol) add(below Symbol) {
	s.Children = append(s.Children, below)
	s.Whole.EndLine, s.Whole.EndColumn = below.Whole.EndLine, below.Whole.EndColumn
}

// shortened gives the first line of a value, as much as an outline has room for.
func shortened(text string) string {
	text, _, more := strings.Cut(text, "\n")
	runes := []rune(strings.TrimSpace(text))
	if len(runes) > 60 {
		runes, more = runes[:60], true
	}
	if more {
		return string(runes) + "…"
	}
	return string(runes)
}

// heading is a heading of a body.
type heading struct {
	level, start, end int
	words             string
}

// headings gives the headings of a body below one another.
func headings(text []byte, from int, place func(start, end int) diagnostic.Place) []Symbol {
	var found []heading
	fence, previous := "", heading{}
	at := from
	for line := range strings.Lines(string(text[from:])) {
		start := at
		at += len(line)
		bare := strings.TrimRight(line, " \t\r\n")
		trimmed := strings.TrimLeft(bare, " ")
		indented := len(bare)-len(trimmed) > 3
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) && strings.Trim(trimmed, fence[:1]) == "" {
				fence = ""
			}
		case indented:
		case strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, trimmed[:1]))]
		case strings.HasPrefix(trimmed, "#"):
			words := strings.TrimLeft(trimmed, "#")
			level := len(trimmed) - len(words)
			if level <= 6 && (words == "" || words[0] == ' ' || words[0] == '\t') {
				found = append(found, heading{level, start, start + len(bare), strings.TrimSpace(strings.TrimRight(strings.TrimSpace(words), "#"))})
			}
		case previous.words != "" && trimmed != "" && (strings.Trim(trimmed, "=") == "" || strings.Trim(trimmed, "-") == ""):
			previous.level = 1
			if trimmed[0] == '-' {
				previous.level = 2
			}
			found = append(found, previous)
		}
		previous = heading{}
		if fence == "" && trimmed != "" && !strings.ContainsAny(trimmed[:1], "#-=>|*+") {
			previous = heading{start: start, end: start + len(bare), words: trimmed}
		}
	}
	return nested(found, len(text), place)
}

func nested(found []heading, end int, place func(start, end int) diagnostic.Place) []Symbol {
	var list []Symbol
	for i := 0; i < len(found); {
		h := found[i]
		next := i + 1
		for next < len(found) && found[next].level > h.level {
			next++
		}
		stop := end
		if next < len(found) {
			stop = found[next].start
		}
		list = append(list, Symbol{
			Name: h.words, Sort: SymbolHeading, At: place(h.start, h.end), Whole: place(h.start, stop), Children: nested(found[i+1:next], stop, place),
		})
		i = next
	}
	return list
}
