package diagnostic

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
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
func EncodeJSON(w io.Writer, indent string, value any) error {
	var plain bytes.Buffer
	encoder := json.NewEncoder(&plain)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	text := plain.Bytes()
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
