package body

import (
	"path"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/live"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

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
		files[doc.File.Path] = Destination{Page: address.Figure6, Title: "fig6Title"}
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

// TermsOf gives the words that link to the glossary: the register's own, and the built-in ones that it does not define itself.
func TermsOf(r *register.Register) []prose.Term {
	var terms []prose.Term
	for _, t := range r.Glossary {
		terms = append(terms, prose.Term{ID: t.ID, Words: t.Words, Path: address.Path(t.Kind, t.ID)})
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

// OwnWords gives the words that the register's glossary defines, in lower case.
func OwnWords(r *register.Register) map[string]*register.Term {
	own := map[string]*register.Term{}
	for _, t := range r.Glossary {
		for _, w := range t.Words {
			own[strings.ToLower(w)] = t
		}
	}
	return own
}
