package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// styleSheets are the theme's own style, on which every page of a site rests.
var styleSheets = []string{"static/colours.css", "static/riskbook.css"}

// Alone renders a page that stands by itself in one file: the theme's style is written into it, and its Content-Security-Policy allows that style by
// its hash and nothing else, from file:// too. The template gets a value with Policy, Style and View.
func (t *Theme) Alone(w *bytes.Buffer, text string, view any) error {
	style := ""
	for _, name := range styleSheets {
		i := slices.IndexFunc(t.static, func(f File) bool { return f.Path == name })
		if i < 0 {
			continue
		}
		sheet := strings.ReplaceAll(string(t.static[i].Data), "\r\n", "\n") // as a browser reads it, which is what it hashes
		if strings.Contains(strings.ToLower(sheet), "</style") {
			return &Error{
				Message: term.Words{Ja: "テーマのスタイルシートに「</style」があり、ページに埋め込めません。", En: `the theme's style sheet holds "</style" and cannot be written into a page`},
				Help:    term.Words{Ja: name + " からその文字列を除いてください。", En: "take it out of " + name},
			}
		}
		style += sheet
	}
	sum := sha256.Sum256([]byte(style))
	tmpl, err := template.New("alone").Option("missingkey=error").Parse(text)
	if err != nil {
		return err
	}
	return tmpl.Execute(w, struct {
		Policy string
		Style  template.CSS
		View   any
	}{
		"default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		template.CSS(style), view,
	})
}
