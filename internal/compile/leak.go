package compile

import (
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/archive"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/audience"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/export"
	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/source"
)

// Proof searches what is made for an audience for what is withheld from it. Its methods may be called from any goroutine; the nil proof finds nothing.
type Proof struct {
	of    *audience.Proof
	mu    sync.Mutex
	found []audience.Leak
}

// mostLeaks is how many leaks are told.
const mostLeaks = 100

// Prove returns what searches all that is made of the part of a register that an audience may see.
func (j *Judged) Prove(theme *site.Theme) (*Proof, error) {
	besides, err := empty(j, theme)
	if err != nil {
		return nil, err
	}
	return &Proof{of: j.part.Proof(besides...)}, nil
}

// empty gives all that stands in the site of an empty register, and the words that pages say.
func empty(j *Judged, theme *site.Theme) ([][]byte, error) {
	var quoted []string
	for _, language := range j.Register.Config.Languages {
		quoted = append(quoted, strconv.Quote(language))
	}
	config := fmt.Sprintf("languages = [%s]\ndefault_language = %q\n", strings.Join(quoted, ", "), j.Register.Config.DefaultLanguage)
	doc, _ := source.Parse("content/riskbook.toml", []byte(config), source.DefaultLimits)
	r := register.Understand(&source.Tree{Config: doc, Tables: map[string]*source.File{}})
	none := &Judged{Folder: j.Folder, Register: r, Assessment: assess.Assess(r, j.Assessment.AsOf)}
	none.Bodies = desk.ReadBodies(r, func() *assess.Assessment { return none.Assessment }, true)
	none.check = sync.OnceValue(func() check.Result { return check.Run(none.Assessment, none.Bodies.List) })
	memory, err := none.Memory(theme)
	if err != nil {
		return nil, err
	}
	besides := [][]byte{[]byte(strings.Join(page.Said(), "\n"))}
	for _, path := range memory.Paths() {
		data, err := memory.Make(path)
		if err != nil {
			return nil, err
		}
		besides = append(besides, []byte(path), data)
	}
	return besides, nil
}

// Search searches a file.
func (p *Proof) Search(name string, data []byte) {
	if p == nil {
		return
	}
	leaks := p.of.Search(name, data)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.found = append(p.found, leaks[:min(len(leaks), max(mostLeaks-len(p.found), 0))]...)
}

// Leaks returns what was found.
func (p *Proof) Leaks() []audience.Leak {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.found
}

// Through returns a sink that searches what goes through it into another.
func (p *Proof) Through(sink site.Sink) site.Sink {
	if p == nil {
		return sink
	}
	return &searched{sink, p}
}

type searched struct {
	site.Sink
	proof *Proof
}

// Write searches a file and hands it on.
func (s *searched) Write(path string, data []byte) error {
	s.proof.Search(path, data)
	return s.Sink.Write(path, data)
}

// ErrLeak tells that something withheld stands in what was to be made.
var ErrLeak = errors.New("something withheld was found")

// Files searches the files of an archive. After the last one there is ErrLeak where anything was found.
func (p *Proof) Files(files iter.Seq2[archive.File, error]) iter.Seq2[archive.File, error] {
	if p == nil {
		return files
	}
	return func(yield func(archive.File, error) bool) {
		for f, err := range files {
			if err == nil {
				p.Search(f.Path, f.Data)
			}
			if !yield(f, err) {
				return
			}
		}
		if len(p.Leaks()) > 0 {
			yield(archive.File{}, ErrLeak)
		}
	}
}

// Readers tells whom exports are for; nil: whoever may see all.
func (j *Judged) Readers() *export.Readers {
	if j.Audience == nil {
		return nil
	}
	return &export.Readers{Name: j.Audience.Audience.Name, Clearance: j.Audience.Audience.Clearance, Withheld: j.Withheld}
}

// Tell puts into what an archive says of itself for whom it was made, and leaves out what they may not see.
func Tell(j *Judged, about *archive.About) {
	if j.Audience == nil {
		return
	}
	a := &j.Audience.Audience
	about.Audience, about.Clearance, about.Withheld = &a.Name, &a.Clearance, j.Withheld
	if !a.Git {
		about.Author, about.Committer = nil, nil
	}
}

// Site searches every file of a site.
func (p *Proof) Site(m *site.Memory) error {
	for _, path := range m.Paths() {
		data, err := m.Make(path)
		if err != nil {
			return err
		}
		p.Search(path, data)
	}
	return nil
}
