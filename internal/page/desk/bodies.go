package desk

import (
	"cmp"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Bodies are the bodies of all records, read once for the rules and for the pages of every language.
type Bodies struct {
	List  []check.Body // one per body written, in the order of the records
	Keep  bool         // a body is shown more than once: none is let go of
	html  map[string]map[string]*Body
	Names map[string]*names // by language
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

// Memo remembers the bodies of a register, so that the next time only those are read whose text changed, or something that they name. The zero Memo
// remembers nothing yet. What it gives is what would come out without it. It serves one register at a time.
type Memo struct {
	once     bool // it will not be asked again
	html     bool
	language string // the default one
	options  prose.Options
	terms    []prose.Term
	figures  map[string]bool
	read     map[bodyKey]*readBody
	readers  map[string]*reader // by language
	tree     *source.Tree       // of the last register
	files    map[string]Destination
}

// reader reads the bodies of one language.
type reader struct {
	prose  *prose.Prose
	linker *Linker
	names  *names
}

// bodyKey is one body for one language of the site. A record whose file changed is another one.
type bodyKey struct {
	record   *source.Record
	language string
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
}

// anchored is a link to a place in another record.
type anchored struct {
	id, anchor string
	place      diagnostic.Place
}

// ReadBodies reads every body. Without html only what the rules need is kept: the bodies in their own languages. The assessment, which records are named
// with, is waited for once all that does without it is done.
func ReadBodies(r *register.Register, a func() *assess.Assessment, html bool) *Bodies {
	return (&Memo{once: true}).ReadBodies(r, a, html)
}

// ReadBodies gives what the function ReadBodies gives.
func (m *Memo) ReadBodies(r *register.Register, a func() *assess.Assessment, html bool) *Bodies {
	b := &Bodies{Keep: !m.once, html: map[string]map[string]*Body{}, Names: map[string]*names{}}
	jobs := bodyJobs(r, html)
	changed := m.prepare(r, a, html)
	var todo []*bodyJob
	read := make(map[bodyKey]*readBody, len(jobs))
	for i := range jobs {
		j := &jobs[i]
		key := bodyKey{j.entry.Of().Source, j.language}
		if old := m.read[key]; old != nil && m.stands(old, j.language, changed[j.language]) {
			j.read = old
		} else {
			j.read = &readBody{}
			todo = append(todo, j)
		}
		read[key] = j.read
	}
	m.run(todo)
	if !m.once {
		m.read = read
	}
	for language, reader := range m.readers {
		b.Names[language] = reader.names
		b.html[language] = make(map[string]*Body, len(jobs)/len(m.readers))
	}
	anchors := anchorsOf(jobs)
	for i := range jobs {
		b.add(&jobs[i], anchors)
	}
	return b
}

// prepare makes the readers ready and tells, by language, which ids are called otherwise than the last time, are new or are gone.
func (m *Memo) prepare(r *register.Register, a func() *assess.Assessment, html bool) map[string]map[string]bool {
	options, terms := ProseOptions(r), TermsOf(r)
	files := m.filesOf(r)
	alike := m.tree != nil && m.tree.Config == r.Tree.Config && m.tree.Criteria == r.Tree.Criteria
	m.tree = r.Tree
	before := m.readers
	same := m.html == html && m.language == r.Config.DefaultLanguage && m.options == options && slices.EqualFunc(m.terms, terms, sameTerm)
	if !same {
		m.read = nil
	}
	m.html, m.language, m.options, m.terms, m.figures = html, r.Config.DefaultLanguage, options, terms, figuresOf(r)
	m.readers = map[string]*reader{}
	assessment := a()
	changed := map[string]map[string]bool{}
	var first *prose.Prose
	for _, language := range r.Config.Languages {
		n := namer{&Verdicts{&ways{language: speak(r, language), Index: &index{}}, assessment}}
		x := &reader{linker: &Linker{}}
		old := before[language]
		if old != nil {
			x.names = old.names
		}
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
		if x.names, changed[language] = n.names(last, alike); html && x.names != last {
			x.names.before = last // its links are made, or soon will be
		}
		*x.linker = Linker{x.names.Targets, n.Words, files, m.figures, assessment, language}
		m.readers[language] = x
	}
	return changed
}

// filesOf gives what the function filesOf gives, the last time's where the same records lie in the same files.
func (m *Memo) filesOf(r *register.Register) map[string]Destination {
	same := m.tree != nil && m.tree.Criteria == r.Tree.Criteria && m.tree.Proposal == r.Tree.Proposal && m.tree.Parties == r.Tree.Parties && m.tree.Catalogue == r.Tree.Catalogue &&
		slices.EqualFunc(m.tree.Files, r.Tree.Files, func(a, b *source.File) bool { return a == b || a.Path == b.Path }) &&
		slices.EqualFunc(m.tree.Records, r.Tree.Records, func(a, b *source.Record) bool {
			return a == b || a.ID == b.ID && a.Folder == b.Folder && a.Broken == b.Broken && a.File.Path == b.File.Path &&
				slices.EqualFunc(a.Translations, b.Translations, func(a, b source.Body) bool { return a.File.Path == b.File.Path })
		})
	if !same || m.files == nil {
		m.files = filesOf(r)
	}
	return m.files
}

func sameTerm(a, b prose.Term) bool {
	return a.ID == b.ID && a.Path == b.Path && slices.Equal(a.Words, b.Words)
}

// stands tells whether a body that was read before would be read in the same way now.
func (m *Memo) stands(old *readBody, language string, changed map[string]bool) bool {
	x := m.readers[language]
	for _, q := range old.asked {
		switch q.About {
		case prose.AboutRecord:
			if changed[q.Name] {
				return false
			}
		case prose.AboutFile:
			if t, _ := x.linker.File(q.Name); t.Path != q.Answer || changed[t.ID] {
				return false
			}
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
	return true
}

func bodyJobs(r *register.Register, html bool) []bodyJob {
	var jobs []bodyJob
	for _, e := range r.All() {
		rec := e.Of().Source
		for _, language := range r.Config.Languages {
			body, own := rec.Body, language == r.Config.DefaultLanguage
			for _, t := range rec.Translations {
				if t.Language == language {
					body, own = t, true
				}
			}
			if own || html {
				jobs = append(jobs, bodyJob{entry: e, body: body, base: Up(SitePath(r, language, "")), language: language, own: own, written: cmp.Or(body.Language, r.Config.DefaultLanguage)})
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
		Path: Path(base.Kind, base.ID), File: base.Source.File.Path, ID: base.ID, Language: j.language, Heading: 2, Root: j.base, Asks: !m.once, Plain: m.html && j.own,
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
	j.read.asked = result.Asked
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

// take gives the body of a record in a language for its own page, and lets go of it: the bodies of a large register are a third of what it holds.
// The glossary shows its bodies a second time.
func (b *Bodies) take(language string, base *register.Record) Body {
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

// Linker answers what the bodies of one language link to.
type Linker struct {
	Targets map[string]prose.Target
	Words   map[string]string
	Files   map[string]Destination
	figures map[string]bool

	assessment *assess.Assessment
	language   string
}

// Destination is what the path of a file or a folder stands for on the site: a record, or another page.
type Destination struct {
	entry register.Entry
	Page  string // "criteria.html", where there is no entry
	Title string // the key of its words
}

// filesOf gives what links to files and folders of the register lead to. A file of many records, and a folder, lead to the list of their kind.
func filesOf(r *register.Register) map[string]Destination {
	files := map[string]Destination{"content": {Page: "index.html", Title: "dashboardTitle"}}
	if doc := r.Tree.Criteria; doc != nil {
		files[doc.File.Path] = Destination{Page: "criteria.html", Title: "criteriaTitle"}
	}
	if doc := r.Tree.Proposal; doc != nil {
		files[doc.File.Path] = Destination{Page: "criteria.html", Title: "criteriaTitle"}
	}
	if doc := r.Tree.Parties; doc != nil {
		files[doc.File.Path] = Destination{Page: "owners.html", Title: "ownersTitle"}
	}
	if doc := r.Tree.Catalogue; doc != nil {
		files[doc.File.Path] = Destination{Page: Figure6Path, Title: "fig6Title"}
	}
	for _, f := range r.Tree.Files {
		folder, _, ok := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/")
		if !ok || register.KindOf(folder) == nil {
			continue
		}
		list := Destination{Page: folder + ".html", Title: folder + "Title"}
		if strings.HasSuffix(f.Path, ".toml") {
			files[f.Path] = list
		}
		for dir := path.Dir(f.Path); dir != "content" && files[dir].Page == ""; dir = path.Dir(dir) {
			files[dir] = list
		}
	}
	records := map[string]int{}
	for _, rec := range r.Tree.Records {
		records[rec.File.Path]++
	}
	for _, e := range r.All() {
		rec := e.Of().Source
		if records[rec.File.Path] > 1 {
			continue
		}
		files[rec.File.Path] = Destination{entry: e}
		for _, t := range rec.Translations {
			files[t.File.Path] = Destination{entry: e}
		}
	}
	return files
}

func figuresOf(r *register.Register) map[string]bool {
	figures := map[string]bool{}
	for _, f := range r.Tree.Figures {
		figures[f] = true
	}
	return figures
}

// Record finds a record by id.
func (l *Linker) Record(id string) (prose.Target, bool) {
	t, ok := l.Targets[id]
	return t, ok
}

// File finds the page that a file or a folder stands for.
func (l *Linker) File(name string) (prose.Target, bool) {
	d, ok := l.Files[path.Clean(name)]
	if !ok {
		return prose.Target{}, false
	}
	if d.entry != nil {
		return l.Record(d.entry.Of().ID)
	}
	return prose.Target{Path: d.Page, Title: l.Words[d.Title]}, true
}

// Live gives a figure of the register.
func (l *Linker) Live(mark string) (prose.Live, bool) {
	f, wrong := live.Read(l.assessment, mark, l.language)
	switch {
	case wrong != nil:
		return prose.Live{Rule: wrong.Rule, Case: wrong.Case, Args: wrong.Args}, true
	case f == nil:
		return prose.Live{}, false
	}
	return prose.Live{Text: f.Text, Language: f.Language, Record: f.Record}, true
}

// Figure tells whether an image file lies beside the records.
func (l *Linker) Figure(name string) bool { return l.figures[name] }

// ProseOptions says how the bodies of a register are read: its links, its terms and its language.
func ProseOptions(r *register.Register) prose.Options {
	auto, limits := r.Config.Glossary.Autolink, r.Config.Limits
	return prose.Options{LinkTerms: auto == nil || *auto, Limits: prose.Limits{
		Body: limits.Body, Depth: limits.Depth, Marks: limits.Marks, Cells: limits.Cells, Footnotes: limits.Footnotes, BlankLines: limits.BlankLines, Expansion: limits.Expansion,
	}}
}

// terms are the words that link to the glossary: the register's own, and the built-in ones that it does not define itself.
func TermsOf(r *register.Register) []prose.Term {
	var terms []prose.Term
	for _, t := range r.Glossary {
		terms = append(terms, prose.Term{ID: t.ID, Words: wordsOf(t), Path: Path(t.Kind, t.ID)})
	}
	own := OwnWords(r)
	for i := range term.Terms {
		t := &term.Terms[i]
		if Overridden(t, own) {
			continue
		}
		var words []string
		for _, w := range append([]string{t.Name.Ja, t.Name.En}, t.Aliases...) {
			words = append(words, w)
			if plural := plural(w); plural != "" {
				words = append(words, plural)
			}
		}
		terms = append(terms, prose.Term{ID: "term:" + t.Key, Words: words, Path: "glossary.html#" + t.Key})
	}
	return terms
}

// plural gives the regular plural of an English noun, or nothing where the word is no such noun in the singular.
func plural(word string) string {
	last := word[len(word)-1]
	switch {
	case last < 'a' || last > 'z' || last == 's':
		return ""
	case last == 'y' && len(word) > 1 && !strings.ContainsRune("aeiou", rune(word[len(word)-2])):
		return word[:len(word)-1] + "ies"
	}
	return word + "s"
}
