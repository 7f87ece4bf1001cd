// Package body reads the bodies of records, once for the rules and for the pages of every language: what they link to, quote and say wrong, and their HTML.
//
// In: a register, its assessment, and what records are called in a language. Out: for each body what it found, and what a page shows. It has the one linker and
// the one list of terms; a Memo reads again only what changed.
// It must never import a room that makes pages.
package body

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
)

// Bodies are the bodies of all records, read once for the rules and for the pages of every language.
type Bodies struct {
	List  []check.Body // one per body written, in the order of the records
	Keep  bool         // a body is shown more than once: none is let go of
	html  map[string]map[string]*Body
	Names map[string]*Names // by language
	once  sync.Once
	used  map[string][]string // see uses
}

// Body is the body of a record as a page shows it.
type Body struct {
	HTML     part.Prose
	Plain    string // its words, for the search; empty where it is written in another language than the page's
	Language string // where it is not the page's
	Empty    bool
}

// reader reads the bodies of one language.
type reader struct {
	prose  *prose.Prose
	linker *Linker
	names  *Names
}

// bodyJob is one body for one language of the site, to be read.
type bodyJob struct {
	entry    register.Entry
	body     source.Body
	base     string // what leads from the language's part to the site's root
	language string // of the page
	own      bool   // the body is written in that language: its faults are reported
	written  string // the language that the body is written in
	read     *readBody
}

// readBody is what rules and pages want of a body.
type readBody struct {
	found    check.Body // all but the anchors that lead nowhere
	headings []string   // anchors
	anchored []anchored
	shown    *Body // nil where no HTML is wanted
	asked    []prose.Question
	room     int  // by how much the names that it shows may grow
	quotes   bool // it shows figures of the register
}

// anchored is a link to a place in another record.
type anchored struct {
	id, anchor string
	place      diagnostic.Place
}

// Read reads every body. Without html only what the rules need is kept: the bodies in their own languages. The assessment, which records are named
// with, is waited for once all that does without it is done.
func Read(speak Speaker, r *register.Register, a func() *assess.Assessment, html bool) *Bodies {
	return (&Memo{once: true}).Read(speak, r, a, html)
}

// Read gives what the function Read gives.
func (m *Memo) Read(speak Speaker, r *register.Register, a func() *assess.Assessment, html bool) *Bodies {
	b := &Bodies{Keep: !m.once, html: map[string]map[string]*Body{}, Names: map[string]*Names{}}
	jobs := bodyJobs(r, html)
	changed := m.prepare(speak, r, a, html)
	var todo []*bodyJob
	for i := range jobs {
		j := &jobs[i]
		if old := m.read[bodyKey{j.entry.Of().Source, j.language}]; old != nil && m.stands(old, j.language, changed[j.language]) {
			j.read = old
		} else {
			j.read = &readBody{}
			todo = append(todo, j)
		}
	}
	m.run(todo)
	m.keep(jobs, todo)
	for language, reader := range m.readers {
		b.Names[language] = reader.names
		if html {
			b.html[language] = make(map[string]*Body, len(jobs)/len(m.readers))
		}
	}
	b.List = make([]check.Body, 0, len(jobs))
	anchors := anchorsOf(jobs)
	for i := range jobs {
		b.add(&jobs[i], anchors)
	}
	return b
}

// prepare makes the readers ready and tells, by language, which ids are called otherwise than the last time, are new or are gone.
func (m *Memo) prepare(speak Speaker, r *register.Register, a func() *assess.Assessment, html bool) map[string]map[string]bool {
	alike := m.tree != nil && m.tree.Config == r.Tree.Config && m.tree.Criteria == r.Tree.Criteria
	options, terms := ProseOptions(r), m.termsOf(r)
	figures := m.figures
	if m.tree == nil || !slices.Equal(m.tree.Figures, r.Tree.Figures) {
		figures = figuresOf(r)
	}
	files, same := m.filesOf(r)
	m.steady = same && m.tree != nil && slices.Equal(m.tree.Figures, r.Tree.Figures)
	m.tree = r.Tree
	before := m.readers
	same = m.html == html && m.language == r.Config.DefaultLanguage && m.options == options && slices.EqualFunc(m.terms, terms, sameTerm)
	if !same {
		m.read = nil
	}
	m.html, m.language, m.options, m.terms, m.figures = html, r.Config.DefaultLanguage, options, terms, figures
	m.readers = map[string]*reader{}
	assessment := a()
	changed := map[string]map[string]bool{}
	var first *prose.Prose
	for _, language := range r.Config.Languages {
		x := &reader{linker: &Linker{}}
		old := before[language]
		var spoken map[string]string
		if old != nil {
			x.names, spoken = old.names, old.linker.Words
		}
		words, target := speak(r, assessment, language, spoken)
		switch {
		case old != nil && same:
			x = old
		case first != nil:
			x.prose = first.For(x.linker)
		default:
			x.prose = prose.New(x.linker, terms, options)
		}
		first = x.prose
		last := x.names
		if x.names, changed[language] = namesOf(assessment, target, last, alike); html && x.names != last {
			x.names.before = last // its links are made, or soon will be
		}
		*x.linker = Linker{x.names.Targets, words, files, m.figures, assessment, language}
		m.readers[language] = x
	}
	return changed
}

func bodyJobs(r *register.Register, html bool) []bodyJob {
	all := r.All()
	jobs := make([]bodyJob, 0, len(all)*len(r.Config.Languages))
	up := make([]string, len(r.Config.Languages))
	for i, language := range r.Config.Languages {
		up[i] = address.Up(address.InSite(r, language, ""))
	}
	for _, e := range all {
		rec := e.Of().Source
		for i, language := range r.Config.Languages {
			body, own := rec.Body, language == r.Config.DefaultLanguage
			for _, t := range rec.Translations {
				if t.Language == language {
					body, own = t, true
				}
			}
			if own || html {
				jobs = append(jobs, bodyJob{entry: e, body: body, base: up[i], language: language, own: own, written: cmp.Or(body.Language, r.Config.DefaultLanguage)})
			}
		}
	}
	return jobs
}

func (m *Memo) run(jobs []*bodyJob) {
	workers := min(runtime.GOMAXPROCS(0), len(jobs))
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(jobs); i += workers {
				m.readOne(jobs[i])
			}
		})
	}
	wait.Wait()
}

// readOne reads a body and takes from it what the rules and the pages want.
func (m *Memo) readOne(j *bodyJob) {
	base := j.entry.Of()
	at := prose.Page{
		Path: address.Path(base.Kind, base.ID), File: base.Source.File.Path, ID: base.ID, Language: j.language, Heading: 2, Root: j.base, Asks: !m.once, Plain: m.html && j.own,
	}
	var result prose.Result
	if m.html {
		result = m.readers[j.language].prose.Render(at, j.body.Text)
		j.read.shown = &Body{HTML: part.Prose(result.HTML), Plain: result.Plain, Empty: strings.TrimSpace(j.body.Text) == ""}
		if !j.own {
			j.read.shown.Language = j.written
		}
	} else {
		result = m.readers[j.language].prose.Read(at, j.body.Text)
	}
	j.read.asked, j.read.room = result.Asked, result.Room
	j.read.quotes = slices.ContainsFunc(result.Asked, func(q prose.Question) bool { return q.About == prose.AboutLive })
	if !j.own {
		return
	}
	for _, h := range result.Headings {
		j.read.headings = append(j.read.headings, h.Anchor)
	}
	found := &j.read.found
	found.Anchors = j.read.headings
	found.Record, found.Terms = base.ID, result.Terms
	for _, f := range result.Findings {
		found.Findings = append(found.Findings, diagnostic.Finding{Rule: f.Rule, Case: f.Case, Args: f.Args, Place: j.body.Place(f.Start, f.End)})
	}
	for _, q := range result.Live {
		found.Live = append(found.Live, check.Quote(j.body, q.Start, q.End, check.Quoted{Mark: q.Mark, Words: q.Words, Worded: q.Worded, Want: q.Text, Cell: q.Cell}))
	}
	for _, ref := range result.Records {
		if !ref.Known {
			continue
		}
		found.References = append(found.References, ref.ID)
		if ref.Anchor != "" {
			j.read.anchored = append(j.read.anchored, anchored{ref.ID, ref.Anchor, j.body.Place(ref.Start, ref.End)})
		}
	}
}

// anchorsOf gives the anchors of each record, in all its languages. They are gathered only where a body names one.
func anchorsOf(jobs []bodyJob) map[string][]string {
	if !slices.ContainsFunc(jobs, func(j bodyJob) bool { return len(j.read.anchored) > 0 }) {
		return nil
	}
	anchors := map[string][]string{}
	for i := range jobs {
		if j := &jobs[i]; j.own {
			id := j.entry.Of().ID
			anchors[id] = append(anchors[id], j.read.headings...)
		}
	}
	return anchors
}

// add takes up a body that was read.
func (b *Bodies) add(j *bodyJob, anchors map[string][]string) {
	if j.own {
		found := j.read.found
		for _, a := range j.read.anchored {
			if !slices.Contains(anchors[a.id], a.anchor) {
				found.Findings = append(slices.Clip(found.Findings), diagnostic.Finding{
					Rule: rule.BrokenLink, Case: rule.CaseAnchor, Args: diagnostic.Args{"target": a.id + "#" + a.anchor, "anchor": a.anchor}, Place: a.place,
				})
			}
		}
		b.List = append(b.List, found)
	}
	if j.read.shown != nil {
		b.html[j.language][j.entry.Of().ID] = j.read.shown
	}
}

// Uses gives the records whose body uses a term of the glossary, ascending.
func (b *Bodies) Uses(term string) []string {
	b.once.Do(func() {
		b.used = map[string][]string{}
		for i := range b.List {
			for _, t := range b.List[i].Terms {
				b.used[t] = append(b.used[t], b.List[i].Record)
			}
		}
		for id := range b.used {
			slices.Sort(b.used[id])
			b.used[id] = slices.Compact(b.used[id])
		}
	})
	return b.used[term]
}

// Of gives the body of a record in a language.
func (b *Bodies) Of(language, id string) Body {
	if body := b.html[language][id]; body != nil {
		return *body
	}
	return Body{Empty: true}
}

// Take gives the body of a record in a language for its own page, and lets go of it: the bodies of a large register are a third of what it holds.
// The glossary shows its bodies a second time.
func (b *Bodies) Take(language string, base *register.Record) Body {
	body := b.Of(language, base.ID)
	if kept := b.html[language][base.ID]; kept != nil && !b.Keep && base.Kind.Folder != "glossary" {
		kept.HTML = ""
	}
	return body
}

// Plain gives the words of a body that is written in a language, for the search, and lets go of them.
func (b *Bodies) Plain(language, id string) string {
	body := b.html[language][id]
	if body == nil {
		return ""
	}
	text := body.Plain
	if !b.Keep {
		body.Plain = ""
	}
	return text
}

// FillsIn reports whether there are bodies in one language that the other lacks.
func (b *Bodies) FillsIn(language, lacking string) bool {
	for _, body := range b.html[lacking] {
		if body.Language == language && !body.Empty {
			return true
		}
	}
	return false
}
