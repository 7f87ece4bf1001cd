package compile

import (
	"bytes"
	"io"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/site"
)

// data gives what other programs read of the site: the register, what it knew and when, and what the rules say, each with the schema that it keeps to.
// Without a history there is none of it.
func (j *Judged) data() []site.File {
	made := func(write func(io.Writer) error) func() ([]byte, error) {
		return func() ([]byte, error) {
			var b blocks
			err := write(&b)
			return bytes.Join(b, nil), err
		}
	}
	files := []site.File{
		{Path: "data/register.json", Make: made(func(w io.Writer) error { return export.WriteJSON(w, j.Exported()) })},
		{Path: "data/diagnostics.json", Make: made(func(w io.Writer) error {
			return diagnostic.WriteJSON(w, j.check().Diagnostics, j.Register.Config.DefaultLanguage)
		})},
	}
	if j.Chronicle != nil {
		files = append(files, site.File{Path: "data/history.json", Make: made(func(w io.Writer) error {
			return export.WriteHistory(w, export.History{Register: j.Register, Chronicle: j.Chronicle, Risks: true, Also: true})
		})})
	}
	for _, s := range export.Schemas() {
		if s.Of != "history" || j.Chronicle != nil {
			files = append(files, site.File{Path: "data/" + s.Of + ".schema.json", Make: func() ([]byte, error) { return s.Text, nil }})
		}
	}
	return files
}

// blocks keeps what is written in blocks: a buffer that grows holds a long file up to three times.
type blocks [][]byte

func (b *blocks) Write(data []byte) (int, error) {
	for rest := data; len(rest) > 0; {
		if n := len(*b); n == 0 || len((*b)[n-1]) == cap((*b)[n-1]) {
			*b = append(*b, make([]byte, 0, 1<<18))
		}
		last := &(*b)[len(*b)-1]
		n := min(len(rest), cap(*last)-len(*last))
		*last, rest = append(*last, rest[:n]...), rest[n:]
	}
	return len(data), nil
}

// Exported gives the register as exports take it.
func (j *Judged) Exported() export.Register {
	x := export.Register{Assessment: j.Assessment, Checked: j.check(), Losses: *j.Assessment.Simulation()}
	x.For = j.Readers()
	if j.Chronicle != nil {
		x.Since, x.Commit = j.Chronicle.Since, j.Chronicle.Head
	}
	return x
}

// Feed gives the newest changes as a feed in a language.
func Feed(j *Judged, language string) ([]byte, error) {
	pages := &desk.Site{Assessment: j.Assessment, Chronicle: j.Chronicle}
	title, own, changes, told := page.Feed(pages, language)
	f := export.Feed{Title: title, Subtitle: pages.Stands(language), Language: language, Own: own, Address: changes}
	for _, t := range told {
		f.Entries = append(f.Entries, export.FeedEntry{Commit: t.Commit, On: t.On, Author: t.Author, Title: t.Subject, Lines: t.Lines, Address: t.Address})
	}
	var b bytes.Buffer
	err := export.WriteAtom(&b, f)
	return b.Bytes(), err
}
