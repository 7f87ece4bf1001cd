package diagnostic

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type jsonDocument struct {
	Diagnostics []jsonDiagnostic `json:"diagnostics"`
	Counts      jsonCounts       `json:"counts"`
}

type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonDiagnostic struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	jsonPlace
	Message string        `json:"message"`
	Help    string        `json:"help"`
	Related []jsonRelated `json:"related"`
	Known   *jsonKnown    `json:"known,omitempty"`
}

// jsonKnown stands where a baseline knows of a diagnostic.
type jsonKnown struct {
	Until  string `json:"until"`
	Reason string `json:"reason"`
}

type jsonRelated struct {
	jsonPlace
	Message string `json:"message"`
}

type jsonCounts struct {
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`
}

// WriteJSON writes diagnostics for machines, as one line, with their messages in a language ("ja" or "en"). What concerns a file as a whole
// stands at line 1, column 1.
func WriteJSON(w io.Writer, list []Diagnostic, language string) error {
	counts := Count(list)
	document := jsonDocument{Diagnostics: make([]jsonDiagnostic, len(list)), Counts: jsonCounts(counts)}
	for i, d := range list {
		related := make([]jsonRelated, len(d.Related))
		for j, r := range d.Related {
			related[j] = jsonRelated{placeInJSON(r.Place), r.Message.In(language)}
		}
		document.Diagnostics[i] = jsonDiagnostic{
			Rule: string(d.Rule), Severity: d.Severity.String(), jsonPlace: placeInJSON(d.Place),
			Message: d.Message.In(language), Help: d.Help.In(language), Related: related,
		}
		if d.Known != nil {
			document.Diagnostics[i].Known = &jsonKnown{d.Known.Until, d.Known.Reason.In(language)}
		}
	}
	return EncodeJSON(w, "", document)
}

func placeInJSON(p Place) jsonPlace {
	return jsonPlace{p.File, max(p.Line, 1), max(p.Column, 1), max(p.EndLine, p.Line, 1), max(p.EndColumn, 1)}
}

// EncodeJSON writes a value as JSON with an indent, and an end of line. Control characters and those that turn the direction of writing are escaped, which
// changes no value: nothing of a record acts on the terminal that shows it. What only HTML needs escaped is not.
//
// Values of an object that are a Sequence are written item by item, so that a long list is never held as a whole.
func EncodeJSON(w io.Writer, indent string, value any) error {
	e := pieces{to: w, indent: indent}
	if o, ok := value.(map[string]any); ok && slices.ContainsFunc(slices.Collect(maps.Values(o)), isSequence) {
		e.object(o)
	} else {
		e.value("", value)
	}
	e.write("\n")
	return e.err
}

// Sequence is a list whose items are made as they are written.
type Sequence = iter.Seq[any]

func isSequence(value any) bool {
	_, is := value.(Sequence)
	return is
}

// pieces writes a value piece by piece, and nothing more after the first error.
type pieces struct {
	to     io.Writer
	indent string
	plain  bytes.Buffer // what was encoded last
	err    error
}

func (e *pieces) write(text string) {
	if e.err == nil {
		_, e.err = io.WriteString(e.to, text)
	}
}

// line begins a line so deep.
func (e *pieces) line(depth int) {
	if e.indent != "" {
		e.write("\n" + strings.Repeat(e.indent, depth))
	}
}

func (e *pieces) object(o map[string]any) {
	e.write("{")
	for i, key := range slices.Sorted(maps.Keys(o)) {
		if i > 0 {
			e.write(",")
		}
		e.line(1)
		e.value("", key)
		e.write(":")
		if e.indent != "" {
			e.write(" ")
		}
		if items, is := o[key].(Sequence); is {
			e.list(items)
		} else {
			e.value(e.indent, o[key])
		}
	}
	e.line(0)
	e.write("}")
}

func (e *pieces) list(items Sequence) {
	e.write("[")
	empty := true
	for item := range items {
		if !empty {
			e.write(",")
		}
		empty = false
		e.line(2)
		e.value(e.indent+e.indent, item)
		if e.err != nil {
			return
		}
	}
	if !empty {
		e.line(1)
	}
	e.write("]")
}

// value writes a value whose lines but the first begin with a prefix.
func (e *pieces) value(prefix string, value any) {
	if e.err != nil {
		return
	}
	e.plain.Reset()
	encoder := json.NewEncoder(&e.plain)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(prefix, e.indent)
	if e.err = encoder.Encode(value); e.err == nil {
		e.err = writeEscaped(e.to, bytes.TrimSuffix(e.plain.Bytes(), []byte("\n")))
	}
}

// writeEscaped escapes what acts on a terminal.
func writeEscaped(w io.Writer, text []byte) error {
	acts := func(r rune) bool { return r >= 0x7F && unicode.IsControl(r) || turnsWriting(r) }
	for {
		at := bytes.IndexFunc(text, acts)
		if at < 0 {
			_, err := w.Write(text)
			return err
		}
		r, size := utf8.DecodeRune(text[at:])
		if _, err := fmt.Fprintf(w, `%s\u%04x`, text[:at], r); err != nil {
			return err
		}
		text = text[at+size:]
	}
}
