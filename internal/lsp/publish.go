package lsp

import (
	"bytes"
	"encoding/json"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// severities are the protocol's numbers for those of the program.
var severities = map[diagnostic.Severity]int{diagnostic.Error: 1, diagnostic.Warning: 2, diagnostic.Info: 3}

// show shows the diagnostics of a register, file by file, and takes back those of files that no longer have any. What is shown already is not sent again.
func (s *server) show(d *desk, list []diagnostic.Diagnostic) {
	shown := map[string][]problemShown{}
	var files []string
	for i := range list {
		name := list[i].Place.File
		if shown[name] == nil {
			files = append(files, name)
		}
		shown[name] = append(shown[name], problem(s, d, &list[i]))
	}
	current := map[string]bool{}
	for _, name := range files {
		uri := s.addressIn(d, name)
		current[uri] = true
		p := publishParams{URI: uri, Diagnostics: shown[name]}
		if doc := s.document(uri); doc != nil {
			p.Version = &doc.version
		}
		data, err := json.Marshal(p)
		if err != nil || bytes.Equal(data, d.published[uri]) {
			continue
		}
		d.published[uri] = data
		s.send(&message{Method: "textDocument/publishDiagnostics", Params: data})
	}
	for uri := range d.published {
		if !current[uri] {
			delete(d.published, uri)
			s.notify("textDocument/publishDiagnostics", publishParams{URI: uri, Diagnostics: []problemShown{}})
		}
	}
}

// problem puts a diagnostic into the protocol's terms. The mend stands below the message, since clients have no place of their own for it.
func problem(s *server, d *desk, g *diagnostic.Diagnostic) problemShown {
	p := problemShown{
		Range: s.rangeOf(d, g.Place), Severity: severities[g.Severity], Code: string(g.Rule), Source: "riskbook",
		Message: diagnostic.Plain(g.Message.In(s.language)),
	}
	if help := g.Help.In(s.language); help != "" {
		p.Message += "\n" + diagnostic.Plain(help)
	}
	if !s.client.TextDocument.PublishDiagnostics.RelatedInformation {
		return p
	}
	for _, r := range g.Related {
		p.Related = append(p.Related, relatedShown{s.locationOf(d, r.Place), diagnostic.Plain(r.Message.In(s.language))})
	}
	return p
}

func (s *server) rangeOf(d *desk, p diagnostic.Place) span {
	return s.textOf(d, p.File).spanOf(p, s.units)
}

func (s *server) locationOf(d *desk, p diagnostic.Place) location {
	return location{s.addressIn(d, p.File), s.rangeOf(d, p)}
}
