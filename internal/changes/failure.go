package changes

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

// Failure is why two states could not be compared, on its way to a reader in the form that was asked for.
type Failure struct {
	Reason, Help term.Words
	Broken       []Broken
	Language     string
}

// Broken is a side that cannot be understood, with what is wrong with it.
type Broken struct {
	Side        Side
	Diagnostics []diagnostic.Diagnostic
}

func (f *Failure) report() *Report { return &Report{Language: f.Language} }

// all gives what is wrong with every side.
func (f *Failure) all() []diagnostic.Diagnostic {
	var list []diagnostic.Diagnostic
	for _, b := range f.Broken {
		list = append(list, b.Diagnostics...)
	}
	return list
}

// WriteJSON writes {"error", "diagnostics"}. Diagnostics have the form that check gives them.
func (f *Failure) WriteJSON(w io.Writer) error {
	var plain bytes.Buffer
	if err := diagnostic.WriteJSON(&plain, f.all(), f.Language); err != nil {
		return err
	}
	var document struct {
		Error       string          `json:"error"`
		Diagnostics json.RawMessage `json:"diagnostics"`
	}
	if err := json.Unmarshal(plain.Bytes(), &document); err != nil {
		return err
	}
	document.Error = f.Reason.In(f.Language)
	return diagnostic.EncodeJSON(w, "  ", document)
}

// sections lists what is wrong, a section a side.
func (f *Failure) sections() []section {
	r := f.report()
	var list []section
	for i, b := range f.Broken {
		s := section{
			key: fmt.Sprintf("broken-%d", i+1), title: r.say("%sにある誤り", "Errors in %s", b.Side.Name.In(f.Language)), subject: r.say("箇所", "Place"), count: len(b.Diagnostics),
		}
		for k := range b.Diagnostics {
			d := &b.Diagnostics[k]
			facts := []fact{{after: r.words(d.Message) + " [" + string(d.Rule) + "]"}}
			if help := strings.TrimSpace(r.words(d.Help)); help != "" {
				facts = append(facts, fact{name: r.say("対処", "help"), after: help})
			}
			s.rows = append(s.rows, row{id: fmt.Sprintf("%s:%d:%d", d.Place.File, max(d.Place.Line, 1), max(d.Place.Column, 1)), facts: facts})
		}
		list = append(list, s.counted(r.say("誤り", "What is wrong")))
	}
	return list
}

// WriteMarkdown writes it for the comment of a pull request, in place of what changed.
func (f *Failure) WriteMarkdown(w io.Writer) error {
	r := f.report()
	var b strings.Builder
	b.WriteString("**" + escape(r.words(f.Reason)) + "**\n")
	if help := r.words(f.Help); help != "" {
		b.WriteString("\n" + escape(help) + "\n")
	}
	for _, s := range f.sections() {
		openMarkdown(r, &b, s, mostWrong)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// mostWrong is the number of errors of a side that a comment lists: who mends these sees the others with check.
const mostWrong = 50

// View makes what Page shows in place of what changed.
func (f *Failure) View() View {
	r := f.report()
	v := View{Language: f.Language, Headline: r.words(f.Reason), Basis: r.words(f.Help), W: map[string]string{}}
	for key, words := range pageWords {
		v.W[key] = r.words(words)
	}
	for _, s := range f.sections() {
		v.Sections = append(v.Sections, sectionView(r, s))
	}
	return v
}
