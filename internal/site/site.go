// Package site writes the site: pages and a theme in, files out, all or nothing.
//
// In: pages (a path, a template's name, a function that makes the view), ready-made files, the built-in templates and themes and the user's over them.
// Out: files in a Sink, a folder that changes from the old site to the new one in a single step; or a Memory, which makes each file when it is asked for.
// It alone imports html/template to execute templates. It must never import a room of the pipeline: it knows no record, no rule and no page by name.
package site

import (
	"io/fs"
	"strings"

	"github.com/riskbook/riskbook/internal/term"
)

// Page is one page to render.
type Page struct {
	Path     string     // in the site, slash-separated: "en/risks/R-001.html"
	Template string     // the template's file: "risk.html"
	View     func() any // makes what the template shows; called once, on the worker that renders the page
}

// File is a file that needs no rendering: a style sheet, a script, a figure, an export.
type File struct {
	Path string // in the site, slash-separated
	Data []byte
	Make func() ([]byte, error) // gives the data where it is not at hand; called once, on the worker that writes the file. nil: Data holds it
}

// data gives the file's bytes.
func (f *File) data() ([]byte, error) {
	if f.Make == nil {
		return f.Data, nil
	}
	return f.Make()
}

// Sink takes the files of a site. Write is called from several goroutines at once, once for each path; data is only valid during the call.
type Sink interface {
	Write(path string, data []byte) error
}

// checkPath refuses what is no path inside a site: empty, absolute, with "." or "..", with a backslash or a control character.
func checkPath(path string) error {
	odd := strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || r < 0x20 || r == 0x7f })
	if path == "." || odd || !fs.ValidPath(path) {
		return notAPath(path)
	}
	return nil
}

func notAPath(path string) *Error {
	return &Error{
		Page:    path,
		Message: term.Words{Ja: "サイト内のパスとして使えません。", En: "not a path inside a site"},
		Help:    term.Words{Ja: "「..」、先頭の「/」、「\\」、制御文字を含まない相対パスにしてください。", En: `use a relative path without "..", a leading "/", "\" or control characters`},
	}
}
