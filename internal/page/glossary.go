package page

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

var glossaryWords = Words{
	"glossaryLead":     {Ja: "登録簿の用語と、手法の用語です。読みの五十音順に並べ、どの記録で使っているかを示します。", En: "The words of the register and of the method in alphabetical order, with where each is used."},
	"glossaryCount":    {Ja: "全{n}語。うち登録簿の用語{own}語、手法の用語{builtIn}語。", En: "{n} terms: {own} of the register's own, {builtIn} of the method."},
	"glossaryIndex":    {Ja: "見出しの一覧", En: "Index"},
	"glossaryRow":      {Ja: "{row}行", En: "{row}"},
	"glossaryRest":     {Ja: "読みのない語", En: "Other"},
	"glossaryBuiltIn":  {Ja: "手法の用語", En: "Of the method"},
	"glossaryReading":  {Ja: "読み", En: "Reading"},
	"glossaryOther":    {Ja: "英語", En: "Japanese"},
	"glossaryAliases":  {Ja: "同義語・別表記", En: "Also"},
	"glossarySee":      {Ja: "関連用語", En: "See also"},
	"glossarySource":   {Ja: "出典", En: "Source"},
	"glossaryUses":     {Ja: "使用箇所（{n}件）", En: "Where it is used: {n}"},
	"glossaryUnused":   {Ja: "本文での使用なし", En: "Not used in any text"},
	"glossaryUsedHead": {Ja: "この用語を使っている記録", En: "Where it is used"},
	"glossaryMethod":   {Ja: "手法での定義", En: "In the method"},
}

// glossaryGroup is one heading of the glossary with its terms.
type glossaryGroup struct {
	Name, Anchor string
	Terms        []shownTerm
}

// glossaryView is the page glossary.html.
type glossaryView struct {
	Frame
	Count   string
	Groups  []glossaryGroup
	Waiting part.Part // terms that nobody has confirmed yet
}

// entry is a term as the list shows it, the register's own or one of the method.
type entry struct {
	own     *register.Term
	builtIn *term.Term
	name    Phrase
	reading string // what it is sorted by; empty where it has none
	group   int
}

// glossaryPresenter makes the glossary and the pages of its terms.
type glossaryPresenter struct{ *desk }

func glossaryPages(v *desk) iter.Seq[Page] {
	return one("glossary.html", "glossary.html", func() any { return glossaryPresenter{v}.glossaryView("glossary.html") })
}

func (v glossaryPresenter) glossaryView(path string) glossaryView {
	entries := v.entries()
	page := glossaryView{Frame: v.frame(path, v.words["glossaryTitle"]), Waiting: v.waiting(path, register.KindOf("glossary"))}
	page.Count = v.say("glossaryCount", "n", len(entries), "own", len(v.Register.Glossary), "builtIn", len(entries)-len(v.Register.Glossary))
	for start := 0; start < len(entries); {
		end := start
		g := glossaryGroup{Name: v.groupName(entries[start].group), Anchor: "group." + v.groupKey(entries[start].group)}
		for ; end < len(entries) && entries[end].group == entries[start].group; end++ {
			g.Terms = append(g.Terms, v.shownTerm(path, &entries[end]))
		}
		page.Groups = append(page.Groups, g)
		start = end
	}
	return page
}

// restGroup comes after every other.
const restGroup = 1 << 20

// entries gives all terms in the order of the page's language. A term of the method that the register defines itself is left out.
func (v glossaryPresenter) entries() []entry {
	var entries []entry
	for _, t := range v.Register.Glossary {
		name := v.phrase(t.Title)
		entries = append(entries, entry{own: t, name: name, reading: cmp.Or(t.Reading, v.selfRead(name))})
	}
	for i := range term.Terms {
		t := &term.Terms[i]
		if !overridden(t, v.index.bearing().taken) {
			entries = append(entries, entry{builtIn: t, name: Phrase{Text: t.Name.In(v.Language)}, reading: t.Reading})
		}
	}
	compare := compareReadings
	if v.Language != "ja" {
		compare = func(a, b string) int {
			return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
		}
		for i := range entries {
			entries[i].reading = entries[i].name.Text
		}
	}
	for i := range entries {
		entries[i].group = v.groupOf(entries[i].reading)
		if entries[i].group == restGroup {
			entries[i].reading = ""
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.group, b.group), compare(a.reading, b.reading), strings.Compare(a.name.Text, b.name.Text))
	})
	return entries
}

// selfRead gives the reading of a term that is written in kana.
func (v glossaryPresenter) selfRead(name Phrase) string {
	if kana(name.Text) {
		return name.Text
	}
	return ""
}

// groupOf gives the group of a reading: a row of kana in Japanese, a letter elsewhere.
func (v glossaryPresenter) groupOf(reading string) int {
	if v.Language == "ja" {
		if row := kanaRow(reading); row >= 0 {
			return row
		}
		return restGroup
	}
	if c, _ := utf8.DecodeRuneInString(reading); c < 128 && unicode.IsLetter(c) {
		return int(unicode.ToUpper(c))
	}
	return restGroup
}

func (v glossaryPresenter) groupName(group int) string {
	switch {
	case group == restGroup:
		return v.words["glossaryRest"]
	case v.Language == "ja":
		return v.say("glossaryRow", "row", rows[group].name)
	}
	return string(rune(group))
}

func (v glossaryPresenter) groupKey(group int) string {
	switch {
	case group == restGroup:
		return "rest"
	case v.Language == "ja":
		return rows[group].name
	}
	return string(rune(group))
}

// overridden tells whether the register defines a term of the method itself.
func overridden(t *term.Term, taken map[string]*register.Term) bool {
	return slices.ContainsFunc(append([]string{t.Name.Ja, t.Name.En}, t.Aliases...), func(w string) bool { return taken[strings.ToLower(w)] != nil })
}

// shownTerm is one term of the list: the register's own, or one of the method.
type shownTerm struct {
	Own        part.Part // leads to the page of the register's own term; nil for one of the method
	Key, Name  string    // of a term of the method
	Asides     []Phrase  // its reading, and its name in other languages
	BuiltIn    part.Part // says that it is of the method
	Definition part.Part
	Source     string
	See        part.Part
	Uses       string // how many records use it; empty where none does
	UsedBy     part.Part
}

func (v glossaryPresenter) shownTerm(path string, e *entry) shownTerm {
	if e.own == nil {
		return v.builtInTerm(e.builtIn)
	}
	t := e.own
	shown := shownTerm{Own: v.ref(path, t.ID), Definition: or(v.definition(t), v.wording(quoting(v.verdicts, t.Summary)))}
	if v.Language == "ja" && t.Reading != "" {
		shown.Asides = append(shown.Asides, Phrase{Text: t.Reading})
	}
	for _, w := range t.Title {
		if w.Language != "" && w.Language != v.Language && w.Words != e.name.Text {
			shown.Asides = append(shown.Asides, Phrase{w.Words, w.Language})
		}
	}
	shown.Uses, shown.UsedBy = v.uses(path, t.ID)
	return shown
}

func (v glossaryPresenter) builtInTerm(t *term.Term) shownTerm {
	shown := shownTerm{
		Key: t.Key, Name: t.Name.In(v.Language), BuiltIn: v.state("quiet", "glossaryBuiltIn"), Definition: part.Words(t.Definition.In(v.Language)), Source: t.Source.In(v.Language),
		See: v.seeBuiltIn("glossary.html", t.See),
	}
	if v.Language == "ja" {
		if t.Reading != "" {
			shown.Asides = append(shown.Asides, Phrase{Text: t.Reading})
		}
		shown.Asides = append(shown.Asides, Phrase{t.Name.En, "en"})
	} else {
		shown.Asides = []Phrase{{t.Name.Ja, "ja"}}
	}
	shown.Uses, shown.UsedBy = v.uses("glossary.html", "term:"+t.Key)
	return shown
}

// seeBuiltIn links terms of the method, or the register's own that stand in their place.
func (v glossaryPresenter) seeBuiltIn(path string, keys []string) part.Part {
	taken := v.index.bearing().taken
	var pieces []part.Part
	for _, key := range keys {
		t, found := term.Lookup(key)
		if !found {
			continue
		}
		name := t.Name.In(v.Language)
		to := "glossary.html#" + key
		if overridden(&t, taken) {
			if own := taken[strings.ToLower(name)]; own != nil {
				pieces = append(pieces, v.ref(path, own.ID))
			}
			continue
		}
		pieces = append(pieces, v.pageLink(path, to, name))
	}
	return join(v.words["listSeparator"], pieces...)
}

// definition gives the body of a term for the list, which lies one folder above the term's own page; nothing where the body has anchors, which must
// stand on one page only.
func (v glossaryPresenter) definition(t *register.Term) part.Part {
	body := v.Bodies.of(v.Language, t.ID)
	if body.Empty || strings.Contains(string(body.HTML), ` id="`) {
		return nil
	}
	html := part.Prose(strings.NewReplacer(`="../`, `="`).Replace(string(body.HTML)))
	if body.Language != "" && body.Language != v.Language {
		return part.Foreign{Language: body.Language, Prose: html, Note: v.words["untranslated"]}
	}
	return html
}

// uses says how many records use a term in their text, and names them.
func (v glossaryPresenter) uses(path, id string) (words string, by part.Part) {
	used := v.Bodies.uses(id)
	if len(used) == 0 {
		return "", nil
	}
	return v.say("glossaryUses", "n", len(used)), v.shortRefs(path, used)
}

// termView is the page of one term.
type termView struct {
	recordView
	Method []string // how the method defines the word, where it does
	Uses   part.Part
}

func termPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "term.html", register.Every[*register.Term](v.Register), func(path string, t *register.Term) any { return glossaryPresenter{v}.termView(path, t) })
}

func (v glossaryPresenter) termView(path string, t *register.Term) termView {
	page := termView{recordView: v.record(path, t), Uses: v.refList(path, v.Bodies.uses(t.ID))}
	page.Record.Head = v.short(t.Title)
	page.Title = v.text(t.Title)
	f := v.facts()
	f.words("glossaryReading", t.Reading)
	var names []part.Part
	for _, w := range t.Title {
		if w.Language != "" && w.Language != v.Language {
			names = append(names, spoken(Phrase{w.Words, w.Language}))
		}
	}
	f.add("glossaryOther", join(v.words["listSeparator"], names...))
	f.words("glossaryAliases", strings.Join(t.Aliases, v.words["listSeparator"]))
	f.add("glossarySee", join(v.words["listSeparator"], v.refs(path, t.See)...))
	f.add("glossarySource", v.wording(t.Origin))
	page.Facts = f.done()
	for _, b := range v.index.bearing().method[t] {
		page.Method = append(page.Method, b.Definition.In(v.Language))
	}
	return page
}
