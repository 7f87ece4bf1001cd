package site

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// ErrRefused is found in an error by errors.Is where the request itself is wrong: an output folder that must not be written, a theme that does not exist.
// All other errors come from templates or from the environment.
var ErrRefused = errors.New("refused")

// Error is one reason why no site was written, and the mend.
type Error struct {
	Place   diagnostic.Place // in a template; the zero Place where the error is not in one
	Page    string           // the page or file of the site concerned; may be empty
	Message term.Words
	Help    term.Words // may be empty
	Err     error      // the cause; may be nil
}

// builtin marks the files that are inside the program, in places of errors.
const builtin = "riskbook:"

// Error gives the error in English, on one line, without the help.
func (e *Error) Error() string { return e.In("en") }

// In gives the error in a language, on one line, without the help.
func (e *Error) In(language string) string {
	var b strings.Builder
	if e.Page != "" {
		b.WriteString(e.Page + ": ")
	}
	if e.Place.File != "" {
		b.WriteString(e.Place.File)
		if e.Place.Line > 0 {
			fmt.Fprintf(&b, ":%d", e.Place.Line)
		}
		if e.Place.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Place.Column)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Message.In(language))
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errors are several errors, in the order of the pages.
type Errors []*Error

// Error gives one line for each.
func (list Errors) Error() string {
	lines := make([]string, len(list))
	for i, e := range list {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives them one by one.
func (list Errors) Unwrap() []error {
	all := make([]error, len(list))
	for i, e := range list {
		all[i] = e
	}
	return all
}

// List takes any error of this package apart, so that each can be shown in the reader's language with its help. An error from elsewhere becomes one Error; nil gives none.
func List(err error) []*Error {
	switch e := err.(type) {
	case nil:
		return nil
	case *Error:
		return []*Error{e}
	case interface{ Unwrap() []error }:
		var list []*Error
		for _, one := range e.Unwrap() {
			list = append(list, List(one)...)
		}
		return list
	}
	return []*Error{{Message: term.Same(err.Error()), Err: err}}
}

// templateError is how text/template and html/template begin an error: file, line, and in some cases the column, counted in bytes from 0.
var templateError = regexp.MustCompile(`(?s)^(?:html/template|template): ?(.+?):(\d+)(?::(\d+))?: (.*)$`)

// located turns an error of a template into one with a place; texts holds the text of each template file.
func located(err error, texts map[string]string) *Error {
	e := &Error{Message: term.Same(err.Error()), Err: err}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return e
	}
	e.Place.File, e.Message = m[1], term.Same(m[4])
	e.Place.Line, _ = strconv.Atoi(m[2])
	if m[3] != "" {
		column, _ := strconv.Atoi(m[3])
		e.Place.Column = characters(texts[m[1]], e.Place.Line, column) + 1
	}
	if strings.HasPrefix(m[1], builtin) {
		e.Help = term.Words{
			Ja: "これは組込みのテンプレートです。templates/ 又は themes/ のファイルが、ここで使う部品や項目を上書きしていないか確かめてください。",
			En: "this template is built in: see whether a file in templates/ or themes/ overrides a part that it uses",
		}
	} else {
		e.Help = term.Words{
			Ja: "このファイルを直すか、削除して組込みのテンプレートに戻してください。",
			En: "mend this file, or delete it to go back to the built-in template",
		}
	}
	return e
}

// characters counts the characters before the byte at column of a line.
func characters(text string, line, column int) int {
	for range line - 1 {
		_, text, _ = strings.Cut(text, "\n")
	}
	return utf8.RuneCountInString(text[:min(column, len(text))])
}
