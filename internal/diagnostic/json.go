package diagnostic

import "io"

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
			Rule: d.Rule, Severity: d.Severity.String(), jsonPlace: placeInJSON(d.Place),
			Message: d.Message.In(language), Help: d.Help.In(language), Related: related,
		}
		if d.Known != nil {
			document.Diagnostics[i].Known = &jsonKnown{d.Known.Until, d.Known.Reason.In(language)}
		}
	}
	return writeLine(w, document)
}

func placeInJSON(p Place) jsonPlace {
	return jsonPlace{p.File, max(p.Line, 1), max(p.Column, 1), max(p.EndLine, p.Line, 1), max(p.EndColumn, 1)}
}
