package page

import (
	"cmp"
	"html/template"
	"iter"
	"slices"
	"strings"
	"unicode"

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
	Terms        template.HTML
}

// glossaryView is the page glossary.html.
type glossaryView struct {
	Frame
	Count   string
	Groups  []glossaryGroup
	Waiting template.HTML // terms that nobody has confirmed yet
}

// entry is a term as the list shows it, the register's own or one of the method.
type entry struct {
	own     *register.Term
	builtIn *term.Term
	name    Phrase
	reading string // what it is sorted by; empty where it has none
	group   int
}

func glossaryPages(v *view) iter.Seq[Page] {
	return one("glossary.html", "glossary.html", func() any { return v.glossaryView("glossary.html") })
}

func (v *view) glossaryView(path string) glossaryView {
	entries := v.entries()
	page := glossaryView{Frame: v.frame(path, v.words["glossaryTitle"]), Waiting: v.waiting(path, register.KindOf("glossary"))}
	page.Count = v.say("glossaryCount", "n", len(entries), "own", len(v.Register.Glossary), "builtIn", len(entries)-len(v.Register.Glossary))
	for start := 0; start < len(entries); {
		end := start
		var m markup
		for ; end < len(entries) && entries[end].group == entries[start].group; end++ {
			m.html(v.entry(path, &entries[end]))
		}
		page.Groups = append(page.Groups, glossaryGroup{v.groupName(entries[start].group), "group." + v.groupKey(entries[start].group), m.done()})
		start = end
	}
	return page
}

// restGroup comes after every other.
const restGroup = 1 << 20

// entries gives all terms in the order of the page's language. A term of the method that the register defines itself is left out.
func (v *view) entries() []entry {
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
func (v *view) selfRead(name Phrase) string {
	if kana(name.Text) {
		return name.Text
	}
	return ""
}

// groupOf gives the group of a reading: a row of kana in Japanese, a letter elsewhere.
func (v *view) groupOf(reading string) int {
	if v.Language == "ja" {
		if row := kanaRow(reading); row >= 0 {
			return row
		}
		return restGroup
	}
	for _, c := range reading {
		if c < 128 && unicode.IsLetter(c) {
			return int(unicode.ToUpper(c))
		}
		break
	}
	return restGroup
}

func (v *view) groupName(group int) string {
	switch {
	case group == restGroup:
		return v.words["glossaryRest"]
	case v.Language == "ja":
		return v.say("glossaryRow", "row", rows[group].name)
	}
	return string(rune(group))
}

func (v *view) groupKey(group int) string {
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

// entry shows one term of the list.
func (v *view) entry(path string, e *entry) template.HTML {
	var m markup
	if e.own != nil {
		v.ownEntry(&m, path, e)
	} else {
		v.builtInEntry(&m, e.builtIn)
	}
	return m.done()
}

func (v *view) ownEntry(m *markup, path string, e *entry) {
	t := e.own
	m.raw("<dt>")
	m.html(v.ref(path, t.ID))
	if v.Language == "ja" {
		v.aside(m, t.Reading, "")
	}
	for _, w := range t.Title {
		if w.Language != "" && w.Language != v.Language && w.Words != e.name.Text {
			v.aside(m, w.Words, w.Language)
		}
	}
	m.raw("</dt><dd>")
	m.html(or(v.definition(t), v.wording(t.Summary)))
	v.uses(m, path, t.ID)
	m.raw("</dd>\n")
}

func (v *view) builtInEntry(m *markup, t *term.Term) {
	m.raw("<dt")
	m.attr("id", t.Key)
	m.raw(`><span class="term">`)
	m.text(t.Name.In(v.Language))
	m.raw("</span>")
	if v.Language == "ja" {
		v.aside(m, t.Reading, "")
		v.aside(m, t.Name.En, "en")
	} else {
		v.aside(m, t.Name.Ja, "ja")
	}
	m.html(v.state("quiet", "glossaryBuiltIn"))
	m.raw("</dt><dd><p>")
	m.text(t.Definition.In(v.Language))
	if source := t.Source.In(v.Language); source != "" {
		m.raw(` <small class="source-of">`)
		m.text(v.words["glossarySource"] + v.words["colon"] + source)
		m.raw("</small>")
	}
	m.raw("</p>")
	if see := v.seeBuiltIn("glossary.html", t.See); see != "" {
		m.raw(`<p class="small">`)
		m.text(v.words["glossarySee"] + v.words["colon"])
		m.html(see)
		m.raw("</p>")
	}
	v.uses(m, "glossary.html", "term:"+t.Key)
	m.raw("</dd>\n")
}

// aside writes a reading or the name in another language beside a term.
func (v *view) aside(m *markup, words, language string) {
	if words == "" {
		return
	}
	m.raw(` <span class="aside"`)
	if language != "" {
		m.attr("lang", language)
	}
	m.raw(">")
	m.text(words)
	m.raw("</span> ")
}

// seeBuiltIn links terms of the method, or the register's own that stand in their place.
func (v *view) seeBuiltIn(path string, keys []string) template.HTML {
	taken := v.index.bearing().taken
	var pieces []template.HTML
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
func (v *view) definition(t *register.Term) template.HTML {
	body := v.Bodies.of(v.Language, t.ID)
	if body.Empty || strings.Contains(string(body.HTML), ` id="`) {
		return ""
	}
	html := template.HTML(strings.NewReplacer(`="../`, `="`).Replace(string(body.HTML)))
	if body.Language != "" && body.Language != v.Language {
		var m markup
		m.raw("<div")
		m.attr("lang", body.Language)
		m.raw(">")
		m.html(html)
		m.raw(`</div><small class="fallback">`)
		m.text(v.words["untranslated"])
		m.raw("</small>")
		return m.done()
	}
	return html
}

// uses folds away the records whose text uses a term.
func (v *view) uses(m *markup, path, id string) {
	used := v.Bodies.uses(id)
	if len(used) == 0 {
		return
	}
	m.raw("<details><summary>")
	m.text(v.say("glossaryUses", "n", len(used)))
	m.raw("</summary>")
	m.html(v.shortRefs(path, used))
	m.raw("</details>")
}

// termView is the page of one term.
type termView struct {
	recordView
	Method template.HTML // how the method defines the word, where it does
	Uses   template.HTML
}

func termPages(v *view) iter.Seq[Page] {
	return recordPages(v, "term.html", register.Every[*register.Term](v.Register), func(path string, t *register.Term) any { return v.termView(path, t) })
}

func (v *view) termView(path string, t *register.Term) termView {
	page := termView{recordView: v.record(path, t), Uses: v.refList(path, v.Bodies.uses(t.ID))}
	page.Record.Head = v.short(t.Title)
	page.Title = v.text(t.Title)
	f := v.facts()
	f.words("glossaryReading", t.Reading)
	var names []template.HTML
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
		page.Method += `<p>` + escaped(b.Definition.In(v.Language)) + `</p>`
	}
	return page
}
