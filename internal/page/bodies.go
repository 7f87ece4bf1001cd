package page

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

// Bodies are the bodies of all records, read once for the rules and for the pages of every language.
type Bodies struct {
	List []check.Body // one per body written, in the order of the records
	Keep bool         // a body is shown more than once: none is let go of
	html map[string]map[string]*Body
	uses map[string][]string // by glossary id: the records whose body uses the term, ascending
}

// Body is the body of a record as a page shows it.
type Body struct {
	HTML     template.HTML
	Language string // where it is not the page's
	Empty    bool
}

// bodyJob is one body for one language of the site.
type bodyJob struct {
	entry    register.Entry
	body     source.Body
	base     string // what leads from the language's part to the site's root
	language string // of the page
	own      bool   // the body is written in that language: its faults are reported
	written  string // the language that the body is written in
	result   prose.Result
	html     template.HTML
}

// ReadBodies reads every body. Without html only what the rules need is kept: the bodies in their own languages.
func ReadBodies(a *assess.Assessment, html bool) *Bodies {
	r := a.Register
	b := &Bodies{html: map[string]map[string]*Body{}, uses: map[string][]string{}}
	readers := map[string]*prose.Prose{}
	shared := &index{}
	var first *prose.Prose
	files, figures := filesOf(r), figuresOf(r)
	for _, language := range r.Config.Languages {
		v := &view{Site: &Site{Assessment: a}, Register: r, Language: language, words: wordsIn(language), index: shared}
		if first == nil {
			first = prose.New(linker{v, files, figures}, v.terms(), v.proseOptions())
			readers[language] = first
		} else {
			readers[language] = first.For(linker{v, files, figures})
		}
		b.html[language] = map[string]*Body{}
	}
	jobs := bodyJobs(r, html)
	b.run(jobs, readers, html)
	anchors := map[string][]string{}
	for i := range jobs {
		j := &jobs[i]
		if j.own {
			id := j.entry.Of().ID
			for _, h := range j.result.Headings {
				anchors[id] = append(anchors[id], h.Anchor)
			}
		}
	}
	for i := range jobs {
		b.keep(&jobs[i], anchors, html)
	}
	for id := range b.uses {
		slices.Sort(b.uses[id])
		b.uses[id] = slices.Compact(b.uses[id])
	}
	return b
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
				v := &view{Register: r, Language: language}
				jobs = append(jobs, bodyJob{entry: e, body: body, base: v.base(""), language: language, own: own, written: cmp.Or(body.Language, r.Config.DefaultLanguage)})
			}
		}
	}
	return jobs
}

func (b *Bodies) run(jobs []bodyJob, readers map[string]*prose.Prose, html bool) {
	const workers = 2 // more gain nothing: the memory's speed is the limit
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(jobs); i += workers {
				j := &jobs[i]
				base := j.entry.Of()
				at := prose.Page{Path: Path(base.Kind, base.ID), File: base.Source.File.Path, ID: base.ID, Language: j.language, Heading: 2, Root: j.base}
				if html {
					j.result = readers[j.language].Render(at, j.body.Text)
					j.html, j.result.HTML = template.HTML(j.result.HTML), ""
				} else {
					j.result = readers[j.language].Read(at, j.body.Text)
				}
			}
		})
	}
	wait.Wait()
}

// keep takes from a body what the rules and the pages want of it.
func (b *Bodies) keep(j *bodyJob, anchors map[string][]string, html bool) {
	id := j.entry.Of().ID
	if j.own {
		read := check.Body{Record: id, Terms: j.result.Terms}
		for _, f := range j.result.Findings {
			read.Findings = append(read.Findings, diagnostic.Finding{Rule: f.Rule, Case: f.Case, Args: f.Args, Place: j.body.Place(f.Start, f.End)})
		}
		for _, ref := range j.result.Records {
			if !ref.Known {
				continue
			}
			read.References = append(read.References, ref.ID)
			if ref.Anchor != "" && !slices.Contains(anchors[ref.ID], ref.Anchor) {
				read.Findings = append(read.Findings, diagnostic.Finding{
					Rule: "broken-link", Case: "anchor", Args: diagnostic.Args{"target": ref.ID + "#" + ref.Anchor, "anchor": ref.Anchor}, Place: j.body.Place(ref.Start, ref.End),
				})
			}
		}
		for _, t := range j.result.Terms {
			b.uses[t] = append(b.uses[t], id)
		}
		b.List = append(b.List, read)
	}
	if html {
		shown := &Body{HTML: j.html, Empty: strings.TrimSpace(j.body.Text) == ""}
		if !j.own {
			shown.Language = j.written
		}
		b.html[j.language][id] = shown
	}
	j.result, j.html = prose.Result{}, ""
}

// of gives the body of a record in a language.
func (b *Bodies) of(language, id string) Body {
	if body := b.html[language][id]; body != nil {
		return *body
	}
	return Body{Empty: true}
}

// take gives the body of a record in a language for its own page, and lets go of it: the bodies of a large register are a third of what it holds.
// The glossary shows its bodies a second time.
func (b *Bodies) take(language string, base *register.Record) Body {
	body := b.of(language, base.ID)
	if kept := b.html[language][base.ID]; kept != nil && !b.Keep && base.Kind.Folder != "glossary" {
		kept.HTML = ""
	}
	return body
}

// linker answers what the bodies of one language link to.
type linker struct {
	*view
	files   map[string]destination
	figures map[string]bool
}

// destination is what the path of a file or a folder stands for on the site: a record, or another page.
type destination struct {
	entry register.Entry
	page  string // "criteria.html", where there is no entry
	title string // the key of its words
}

// filesOf gives what links to files and folders of the register lead to. A file of many records, and a folder, lead to the list of their kind.
func filesOf(r *register.Register) map[string]destination {
	files := map[string]destination{"content": {page: "index.html", title: "dashboardTitle"}}
	if doc := r.Tree.Criteria; doc != nil {
		files[doc.File.Path] = destination{page: "criteria.html", title: "criteriaTitle"}
	}
	if doc := r.Tree.Parties; doc != nil {
		files[doc.File.Path] = destination{page: "owners.html", title: "ownersTitle"}
	}
	for _, f := range r.Tree.Files {
		folder, _, ok := strings.Cut(strings.TrimPrefix(f.Path, "content/"), "/")
		if !ok || register.KindOf(folder) == nil {
			continue
		}
		list := destination{page: folder + ".html", title: folder + "Title"}
		if strings.HasSuffix(f.Path, ".toml") {
			files[f.Path] = list
		}
		for dir := path.Dir(f.Path); dir != "content" && files[dir].page == ""; dir = path.Dir(dir) {
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
		files[rec.File.Path] = destination{entry: e}
		for _, t := range rec.Translations {
			files[t.File.Path] = destination{entry: e}
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

func (l linker) target(e register.Entry) prose.Target {
	base := e.Of()
	title := l.phrase(base.Title)
	return prose.Target{ID: base.ID, Kind: base.Kind.Folder, Path: Path(base.Kind, base.ID), Title: title.Text, TitleLanguage: title.Language, Context: l.context(e)}
}

// Record finds a record by id.
func (l linker) Record(id string) (prose.Target, bool) {
	e := l.Register.Find(id)
	if e == nil {
		return prose.Target{}, false
	}
	return l.target(e), true
}

// File finds the page that a file or a folder stands for.
func (l linker) File(name string) (prose.Target, bool) {
	d, ok := l.files[path.Clean(name)]
	if !ok {
		return prose.Target{}, false
	}
	if d.entry != nil {
		return l.target(d.entry), true
	}
	return prose.Target{Path: d.page, Title: l.words[d.title]}, true
}

// Figure tells whether an image file lies beside the records.
func (l linker) Figure(name string) bool { return l.figures[name] }

func (v *view) proseOptions() prose.Options {
	auto, limits := v.Register.Config.Glossary.Autolink, v.Register.Config.Limits
	return prose.Options{LinkTerms: auto == nil || *auto, Limits: prose.Limits{
		Body: limits.Body, Depth: limits.Depth, Marks: limits.Marks, Cells: limits.Cells, Footnotes: limits.Footnotes, BlankLines: limits.BlankLines, Expansion: limits.Expansion,
	}}
}

// terms are the words that link to the glossary: the register's own, and the built-in ones that it does not define itself.
func (v *view) terms() []prose.Term {
	var terms []prose.Term
	for _, t := range v.Register.Glossary {
		terms = append(terms, prose.Term{ID: t.ID, Words: wordsOf(t), Path: Path(t.Kind, t.ID)})
	}
	own := ownWords(v.Register)
	for i := range term.Terms {
		t := &term.Terms[i]
		if overridden(t, own) {
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
