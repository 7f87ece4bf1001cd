package method

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/view"
)

// GlossaryWords are the words of this file's pages and parts, by key.
var GlossaryWords = desk.Words{
	"glossaryLead":     {Ja: "登録簿の用語と、手法の用語です。読みの五十音順に並べ、どの記録で使っているかを示します。", En: "The words of the register and of the method in alphabetical order, with where each is used."},
	"glossaryCount":    {Ja: "全{n}語。うち登録簿の用語{own}語、手法の用語{builtIn}語。", En: "{n} {n|term|terms}: {own} of the register's own, {builtIn} of the method."},
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

// entry is a term as the list shows it, the register's own or one of the method.
type entry struct {
	Own     *register.Term
	BuiltIn *term.Term
	Name    view.Phrase
	reading string // what it is sorted by; empty where it has none
	group   int
}

// GlossaryPages makes the page of glossary.
func GlossaryPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("glossary.html", "glossary.html", func() any { return glossaryView(v, "glossary.html") })
}

func glossaryView(v *desk.Desk, path string) view.Glossary {
	entries := Entries(v)
	page := view.Glossary{Frame: v.Frame(path, v.Words["glossaryTitle"]), Waiting: v.Waiting(path, register.KindOf("glossary"))}
	page.Count = v.Say("glossaryCount", "n", len(entries), "own", len(v.Register.Glossary), "builtIn", len(entries)-len(v.Register.Glossary))
	for start := 0; start < len(entries); {
		end := start
		g := view.GlossaryGroup{Name: groupName(v, entries[start].group), Anchor: "group." + groupKey(v, entries[start].group)}
		for ; end < len(entries) && entries[end].group == entries[start].group; end++ {
			g.Terms = append(g.Terms, shownTerm(v, path, &entries[end]))
		}
		page.Groups = append(page.Groups, g)
		start = end
	}
	return page
}

// restGroup comes after every other.
const restGroup = 1 << 20

// Entries gives all terms in the order of the page's language. A term of the method that the register defines itself is left out.
func Entries(v *desk.Desk) []entry {
	var entries []entry
	for _, t := range v.Register.Glossary {
		name := v.Phrase(t.Title)
		entries = append(entries, entry{Own: t, Name: name, reading: cmp.Or(t.Reading, selfRead(name))})
	}
	for i := range term.Terms {
		t := &term.Terms[i]
		if !body.Overridden(t, v.Index.Bearing().Taken) {
			entries = append(entries, entry{BuiltIn: t, Name: view.Phrase{Text: t.Name.In(v.Language)}, reading: t.Reading})
		}
	}
	compare := compareReadings
	if v.Language != "ja" {
		compare = func(a, b string) int {
			return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
		}
		for i := range entries {
			entries[i].reading = entries[i].Name.Text
		}
	}
	for i := range entries {
		entries[i].group = groupOf(v, entries[i].reading)
		if entries[i].group == restGroup {
			entries[i].reading = ""
		}
	}
	slices.SortStableFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.group, b.group), compare(a.reading, b.reading), strings.Compare(a.Name.Text, b.Name.Text))
	})
	return entries
}

// selfRead gives the reading of a term that is written in kana.
func selfRead(name view.Phrase) string {
	if kana(name.Text) {
		return name.Text
	}
	return ""
}

// groupOf gives the group of a reading: a row of kana in Japanese, a letter elsewhere.
func groupOf(v *desk.Desk, reading string) int {
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

func groupName(v *desk.Desk, group int) string {
	switch {
	case group == restGroup:
		return v.Words["glossaryRest"]
	case v.Language == "ja":
		return v.Say("glossaryRow", "row", rows[group].name)
	}
	return string(rune(group))
}

func groupKey(v *desk.Desk, group int) string {
	switch {
	case group == restGroup:
		return "rest"
	case v.Language == "ja":
		return rows[group].name
	}
	return string(rune(group))
}

func shownTerm(v *desk.Desk, path string, e *entry) view.ShownTerm {
	if e.Own == nil {
		return builtInTerm(v, e.BuiltIn)
	}
	t := e.Own
	shown := view.ShownTerm{Own: v.Ref(path, t.ID), Definition: desk.Or(Definition(v, t), v.Wording(desk.Quoting(v.Verdicts, t.Summary)))}
	if v.Language == "ja" && t.Reading != "" {
		shown.Asides = append(shown.Asides, view.Phrase{Text: t.Reading})
	}
	for _, w := range t.Title {
		if w.Language != "" && w.Language != v.Language && w.Words != e.Name.Text {
			shown.Asides = append(shown.Asides, view.Phrase{Text: w.Words, Language: w.Language})
		}
	}
	shown.Uses, shown.UsedBy = uses(v, path, t.ID)
	return shown
}

func builtInTerm(v *desk.Desk, t *term.Term) view.ShownTerm {
	shown := view.ShownTerm{
		Key: t.Key, Name: t.Name.In(v.Language), BuiltIn: v.State("quiet", "glossaryBuiltIn"), Definition: part.Words(t.Definition.In(v.Language)), Source: t.Source.In(v.Language),
		See: seeBuiltIn(v, "glossary.html", t.See),
	}
	if v.Language == "ja" {
		if t.Reading != "" {
			shown.Asides = append(shown.Asides, view.Phrase{Text: t.Reading})
		}
		shown.Asides = append(shown.Asides, view.Phrase{Text: t.Name.En, Language: "en"})
	} else {
		shown.Asides = []view.Phrase{{Text: t.Name.Ja, Language: "ja"}}
	}
	shown.Uses, shown.UsedBy = uses(v, "glossary.html", "term:"+t.Key)
	return shown
}

// seeBuiltIn links terms of the method, or the register's own that stand in their place.
func seeBuiltIn(v *desk.Desk, path string, keys []string) part.Part {
	taken := v.Index.Bearing().Taken
	var pieces []part.Part
	for _, key := range keys {
		t, found := term.Lookup(key)
		if !found {
			continue
		}
		name := t.Name.In(v.Language)
		to := "glossary.html#" + key
		if body.Overridden(&t, taken) {
			if own := taken[strings.ToLower(name)]; own != nil {
				pieces = append(pieces, v.Ref(path, own.ID))
			}
			continue
		}
		pieces = append(pieces, v.PageLink(path, to, name))
	}
	return desk.Join(v.Words["listSeparator"], pieces...)
}

// Definition gives the body of a term for the list, which lies one folder above the term's own page; nothing where the body has anchors, which must
// stand on one page only.
func Definition(v *desk.Desk, t *register.Term) part.Part {
	body := v.Bodies.Of(v.Language, t.ID)
	if body.Empty || strings.Contains(string(body.HTML), ` id="`) {
		return nil
	}
	html := part.Prose(strings.NewReplacer(`="../`, `="`).Replace(string(body.HTML)))
	if body.Language != "" && body.Language != v.Language {
		return part.Foreign{Language: body.Language, Prose: html, Note: v.Words["untranslated"]}
	}
	return html
}

// uses says how many records use a term in their text, and names them.
func uses(v *desk.Desk, path, id string) (words string, by part.Part) {
	used := v.Bodies.Uses(id)
	if len(used) == 0 {
		return "", nil
	}
	return v.Say("glossaryUses", "n", len(used)), v.ShortRefs(path, used)
}

// TermPages makes a page for each term.
func TermPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "term.html", register.Every[*register.Term](v.Register), func(path string, t *register.Term) any { return termView(v, path, t) })
}

func termView(v *desk.Desk, path string, t *register.Term) view.Term {
	page := view.Term{RecordPage: v.Record(path, t), Uses: v.RefList(path, v.Bodies.Uses(t.ID))}
	page.Record.Head = v.Short(t.Title)
	page.Title = v.Text(t.Title)
	f := v.Facts()
	f.Words("glossaryReading", t.Reading)
	var names []part.Part
	for _, w := range t.Title {
		if w.Language != "" && w.Language != v.Language {
			names = append(names, desk.Spoken(view.Phrase{Text: w.Words, Language: w.Language}))
		}
	}
	f.Add("glossaryOther", desk.Join(v.Words["listSeparator"], names...))
	f.Words("glossaryAliases", strings.Join(t.Aliases, v.Words["listSeparator"]))
	f.Add("glossarySee", desk.Join(v.Words["listSeparator"], v.Refs(path, t.See)...))
	f.Add("glossarySource", v.Wording(t.Origin))
	page.Facts = f.Done()
	for _, b := range v.Index.Bearing().Method[t] {
		page.Method = append(page.Method, b.Definition.In(v.Language))
	}
	return page
}
