package body

import (
	"slices"

	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Memo remembers the bodies of a register, so that the next time only those are read whose text changed, or something that they name. The zero Memo
// remembers nothing yet. What it gives is what would come out without it. It serves one register at a time.
type Memo struct {
	once     bool // it will not be asked again
	html     bool
	language string // the default one
	options  prose.Options
	terms    []prose.Term
	glossary []*source.Record // from which the terms follow, with the settings
	figures  map[string]bool
	read     map[bodyKey]*readBody
	readers  map[string]*reader // by language
	tree     *source.Tree       // of the last register
	steady   bool               // files and figures are those of the last register
	files    map[string]Destination
}

// bodyKey is one body for one language of the site. A record whose file changed is another one.
type bodyKey struct {
	record   *source.Record
	language string
}

// keep takes up the bodies that were read. Those of records that are no more go when they are as many as the others.
func (m *Memo) keep(jobs []bodyJob, read []*bodyJob) {
	if m.once {
		return
	}
	if m.read == nil || len(m.read)+len(read) > 2*len(jobs) {
		m.read = make(map[bodyKey]*readBody, len(jobs))
		for i := range jobs {
			m.read[bodyKey{jobs[i].entry.Of().Source, jobs[i].language}] = jobs[i].read
		}
		return
	}
	for _, j := range read {
		m.read[bodyKey{j.entry.Of().Source, j.language}] = j.read
	}
}

// termsOf gives what TermsOf gives, the last time's where they follow from the same.
func (m *Memo) termsOf(r *register.Register) []prose.Term {
	list := make([]*source.Record, len(r.Glossary))
	for i, t := range r.Glossary {
		list[i] = t.Source
	}
	if m.terms == nil || m.tree == nil || m.tree.Config != r.Tree.Config || !slices.Equal(m.glossary, list) {
		m.glossary = list
		return TermsOf(r)
	}
	return m.terms
}

// filesOf gives what the function filesOf gives, the last time's where the same records lie in the same files, and whether it is that.
func (m *Memo) filesOf(r *register.Register) (files map[string]Destination, known bool) {
	same := m.tree != nil && m.tree.Criteria == r.Tree.Criteria && m.tree.Proposal == r.Tree.Proposal && m.tree.Parties == r.Tree.Parties && m.tree.Catalogue == r.Tree.Catalogue &&
		slices.EqualFunc(m.tree.Files, r.Tree.Files, func(a, b *source.File) bool { return a == b || a.Path == b.Path }) &&
		slices.EqualFunc(m.tree.Records, r.Tree.Records, func(a, b *source.Record) bool {
			return a == b || a.ID == b.ID && a.Folder == b.Folder && a.Broken == b.Broken && a.File.Path == b.File.Path &&
				slices.EqualFunc(a.Translations, b.Translations, func(a, b source.Body) bool { return a.File.Path == b.File.Path })
		})
	if !same || m.files == nil {
		m.files = filesOf(r)
		return m.files, false
	}
	return m.files, true
}

func sameTerm(a, b prose.Term) bool {
	return a.ID == b.ID && a.Path == b.Path && slices.Equal(a.Words, b.Words)
}

// stands tells whether a body that was read before would be read in the same way now.
func (m *Memo) stands(old *readBody, language string, changed map[string]bool) bool {
	if m.steady && len(changed) == 0 && !old.quotes {
		return true
	}
	x := m.readers[language]
	concerns := func(q prose.Question) bool {
		if q.About == prose.AboutFile {
			t, _ := x.linker.File(q.Name)
			return changed[t.ID]
		}
		return q.About == prose.AboutRecord && changed[q.Name]
	}
	if m.steady && !old.quotes && !slices.ContainsFunc(old.asked, concerns) {
		return true
	}
	names, renamed := 0, false
	for _, q := range old.asked {
		switch q.About {
		case prose.AboutRecord:
			if !changed[q.Name] && m.html {
				continue
			}
			t, ok := x.linker.Record(q.Name)
			if changed[q.Name] && (m.html || !ok || t.Path != q.Answer) {
				return false
			}
			names, renamed = names+len(t.Title)+len(t.Context), renamed || changed[q.Name]
		case prose.AboutFile:
			t, _ := x.linker.File(q.Name)
			if t.Path != q.Answer || m.html && changed[t.ID] {
				return false
			}
			names, renamed = names+len(t.Title)+len(t.Context), renamed || changed[t.ID]
		case prose.AboutFigure:
			if m.figures[q.Name] != (q.Answer != "") {
				return false
			}
		case prose.AboutLive:
			if l, _ := x.linker.Live(q.Name); l.Text != q.Answer {
				return false
			}
		}
	}
	return !renamed || names <= old.room // without HTML what is called otherwise matters by its length alone
}
