package page

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/search"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

var searchWords = Words{
	"searchTitle":     {Ja: "検索", En: "Search"},
	"searchLead":      {Ja: "すべての記録、用語、文書、手引きを、識別子・名称・要約・項目・本文から探します。", En: "Looks through every record, term, page and handbook page: ids, titles, summaries, fields and text."},
	"searchField":     {Ja: "探す語句", En: "Words to look for"},
	"searchInSite":    {Ja: "サイト内を検索", En: "Search the site"},
	"searchFound":     {Ja: "{n}件", En: "{n} found"},
	"searchCut":       {Ja: "（はじめの{n}件を表示）", En: ", the first {n} shown"},
	"searchLoading":   {Ja: "（読み込み中）", En: " so far"},
	"searchNoScript":  {Ja: "検索にはスクリプトが要ります。次の一覧からも探せます。", En: "The search needs scripts. These lists lead to everything as well."},
	"searchHow":       {Ja: "検索の書き方", En: "How to search"},
	"searchHowWords":  {Ja: "空白で区切った語句をすべて含むものを探します。全角と半角、大文字と小文字、ひらがなとカタカナは区別しません。", En: "Everything that holds all the words is found, wherever they stand in a word. Capital and small letters are alike."},
	"searchHowPhrase": {Ja: "引用符で囲むと、空白も含めてそのとおりに続く箇所を探します。", En: "Quotes keep words together."},
	"searchHowNot":    {Ja: "語句の前に - を付けると、それを含むものを除きます。", En: "A - before a word leaves out what holds it."},
	"searchHowFields": {Ja: "種類、責任者、リスクレベル、評価結果、タグを、キーか名称で絞り込みます。", En: "Kind, owner, level, outcome and tag narrow the search, by key or by name."},
	"searchHowDue":    {Ja: "期限を、年、月、日のいずれかまで書いて比べます。", En: "Days due are compared with a year, a month or a day."},
	"searchHowKeys":   {Ja: "「/」で検索欄へ移り、上下の矢印キーで結果を移動し、Enter で開きます。", En: "The key / leads to the field, the arrow keys through the results, and Enter opens one."},
	"searchHandbook":  {Ja: "手引き", En: "handbook"},
	"searchPage":      {Ja: "画面", En: "view"},
}

// searchExample is one way to write a query.
type searchExample struct{ Query, Means string }

// searchView is the page search.html.
type searchView struct {
	Frame
	Data     string // the folder of the data, from the page
	Lists    []menuEntryView
	Examples []searchExample
}

// menuEntryView is a list to look through where no script runs.
type menuEntryView struct{ Href, Title string }

// searchPresenter makes the search page and what it looks through.
type searchPresenter struct{ *desk }

func searchPages(v *desk) iter.Seq[Page] {
	return one("search.html", "search.html", func() any { return searchPresenter{v}.searchView("search.html") })
}

func (v searchPresenter) searchView(path string) searchView {
	page := searchView{Frame: v.frame(path, v.words["searchTitle"])}
	page.Data = page.Base + strings.TrimSuffix(search.Root(v.Language), v.Language+".js")
	for i := range register.Kinds {
		if k := &register.Kinds[i]; len(v.Register.List(k)) > 0 || k.Folder == "glossary" {
			page.Lists = append(page.Lists, menuEntryView{href(path, k.Folder+".html"), v.words[k.Folder+"Title"]})
		}
	}
	page.Lists = append(page.Lists, menuEntryView{href(path, handbookPath("index")), v.words["handbookTitle"]})
	for _, e := range []struct{ query, key string }{
		{`"…"`, "searchHowPhrase"}, {"-…", "searchHowNot"}, {"kind:risk owner:… level:high outcome:… tag:…", "searchHowFields"}, {"due<2027-01", "searchHowDue"},
	} {
		page.Examples = append(page.Examples, searchExample{e.query, v.words[e.key]})
	}
	return page
}

// Found is what the search looks through.
type Found struct {
	Languages []string
	Entries   int // how many there are in each language
	Data      func(language string) *search.Data
	Texts     func(language string) []string // one for each entry, empty where there is none in the language
}

// Search tells what the search looks through; Data and Texts gather it when they are asked for, once. They look at the bodies, of which the pages let go.
func (s *Site) Search() *Found {
	r := s.Assessment.Register
	shared := newIndex(s)
	records := r.All()
	data, texts := map[string]func() *search.Data{}, map[string]func() []string{}
	found := &Found{
		Languages: r.Config.Languages,
		Data:      func(language string) *search.Data { return data[language]() },
		Texts:     func(language string) []string { return texts[language]() },
	}
	for _, language := range r.Config.Languages {
		v := searchPresenter{newDesk(s, language, shared)}
		entries, besides := v.besides()
		found.Entries = len(records) + len(entries)
		data[language] = sync.OnceValue(func() *search.Data {
			d := &search.Data{Language: language, Entries: make([]search.Entry, 0, found.Entries), Facets: v.facets(), Texts: []string{language}}
			for _, e := range records {
				d.Entries = append(d.Entries, v.entry(e))
			}
			d.Entries = append(d.Entries, entries...)
			for _, other := range r.Config.Languages {
				if other != language && s.Bodies.fillsIn(other, language) {
					d.Texts = append(d.Texts, other)
				}
			}
			return d
		})
		texts[language] = sync.OnceValue(func() []string {
			all := make([]string, 0, found.Entries)
			for _, e := range records {
				all = append(all, s.Bodies.plain(language, e.Of().ID))
			}
			for _, text := range besides {
				all = append(all, text())
			}
			return all
		})
	}
	return found
}

// entry gives what is said of a record.
func (v searchPresenter) entry(e register.Entry) search.Entry {
	base := e.Of()
	title := v.phrase(base.Title)
	x := search.Entry{Kind: base.Kind.Folder, ID: base.ID, Href: escapePath(Path(base.Kind, base.ID)), Title: title.Text, In: title.Language, Summary: v.text(quoting(v.verdicts, base.Summary)), Owner: base.Owner, Tags: base.Tags}
	if r := v.Assessment.Risk(base.ID); r != nil && base.Kind.Folder == "risks" {
		x.Level = "none"
		if r.Now.Level >= 0 {
			x.Level = v.Register.Criteria.Levels[r.Now.Level].Key
		}
		x.Outcome = string(r.Outcome)
		if r.Need() == assess.NeedTreatment {
			x.Outcome += " " + toTreat
		}
		if r.Standing != assess.Counted {
			x.Level, x.Outcome = "", ""
		}
	}
	if base.Owner != "" {
		x.Fields = append(x.Fields, v.party(base.Owner))
	}
	if base.Source == nil || base.Source.Table == nil {
		return x
	}
	for i := range base.Source.Table.Fields {
		f := &base.Source.Table.Fields[i]
		switch f.Key {
		case "summary":
		case "title": // the names in other languages
			for j := range f.Value.Fields {
				if name := f.Value.Fields[j].Value.Text; name != title.Text {
					x.Fields = append(x.Fields, name)
				}
			}
		case "due":
			if f.Value.Kind == source.Date {
				x.Due = f.Value.Date.String()
			}
			v.said(&x.Fields, &f.Value)
		default:
			v.said(&x.Fields, &f.Value)
		}
	}
	return x
}

// said adds what a field says: its words, its days, and what it names.
func (v searchPresenter) said(to *[]string, x *source.Value) {
	switch x.Kind {
	case source.String:
		*to = append(*to, x.Text)
	case source.Date:
		*to = append(*to, x.Date.String())
	case source.Array:
		for i := range x.Items {
			v.said(to, &x.Items[i])
		}
	case source.Table:
		if t := v.localisedWords(x); t != nil {
			*to = append(*to, v.text(t))
			return
		}
		for i := range x.Fields {
			v.said(to, &x.Fields[i].Value)
		}
	}
}

func (v searchPresenter) localisedWords(x *source.Value) register.Text {
	if len(x.Fields) == 0 {
		return nil
	}
	return v.localised(x)
}

// facets gives the filters of a query with what their values are called, in both languages.
func (v searchPresenter) facets() []search.Facet {
	value := func(key string, words ...string) search.Value {
		return search.Value{Key: key, Words: slices.DeleteFunc(words, func(w string) bool { return w == "" })}
	}
	both := func(w term.Words) []string { return []string{w.In(v.Language), w.Ja, w.En} }
	kinds, owners, levels, outcomes, tags := search.Facet{Name: "kind"}, search.Facet{Name: "owner"}, search.Facet{Name: "level"}, search.Facet{Name: "outcome"}, search.Facet{Name: "tag"}
	for i := range register.Kinds {
		k := &register.Kinds[i]
		kinds.Values = append(kinds.Values, value(k.Folder, slices.Concat(both(k.One), both(k.Many))...))
	}
	kinds.Values = append(kinds.Values, value("handbook", both(searchWords["searchHandbook"])...), value("page", both(searchWords["searchPage"])...))
	seen := map[string]bool{}
	for _, e := range v.Register.All() {
		base := e.Of()
		if owner := base.Owner; owner != "" && !seen["o"+owner] {
			seen["o"+owner] = true
			owners.Values = append(owners.Values, value(owner, v.wordsOfParty(owner)...))
		}
		for _, tag := range base.Tags {
			if !seen["t"+tag] {
				seen["t"+tag] = true
				words := []string{v.text(v.Register.Config.TagLabel(tag)), tag}
				for _, w := range v.Register.Config.TagLabel(tag) {
					words = append(words, w.Words)
				}
				tags.Values = append(tags.Values, value(tag, words...))
			}
		}
	}
	for i := range v.Register.Criteria.Levels {
		l := &v.Register.Criteria.Levels[i]
		words := []string{v.text(l.Label)}
		for _, w := range l.Label {
			words = append(words, w.Words)
		}
		levels.Values = append(levels.Values, value(l.Key, words...))
	}
	levels.Values = append(levels.Values, value("none", v.words["levelUnknown"]))
	for _, o := range assess.Outcomes {
		outcomes.Values = append(outcomes.Values, value(string(o), append([]string{v.words["outcome-"+string(o)]}, both(verdictWords["outcome-"+string(o)])...)...))
	}
	outcomes.Values = append(outcomes.Values, value(toTreat, append([]string{v.words["need-treat"]}, both(risksWords["need-treat"])...)...))
	return []search.Facet{kinds, owners, levels, outcomes, tags}
}

func (v searchPresenter) wordsOfParty(key string) []string {
	words := []string{v.party(key)}
	if p := v.Register.Party(key); p != nil {
		for _, w := range p.Title {
			words = append(words, w.Words)
		}
	}
	return words
}

// besides gives the entries that are no records, with their texts: the terms of the method, the pages of the handbook, and the views.
func (v searchPresenter) besides() (entries []search.Entry, texts []func() string) {
	nothing := func() string { return "" }
	add := func(e search.Entry, text func() string) {
		entries, texts = append(entries, e), append(texts, text)
	}
	own := ownWords(v.Register)
	for i := range term.Terms {
		if t := &term.Terms[i]; !overridden(t, own) {
			add(search.Entry{
				Kind: "glossary", Href: escapePath("glossary.html#" + t.Key), Title: t.Name.In(v.Language), Summary: t.Definition.In(v.Language),
				Fields: append([]string{t.Name.Ja, t.Name.En, t.Reading, t.Source.In(v.Language)}, t.Aliases...),
			}, nothing)
		}
	}
	for _, name := range handbookNames {
		title, text := handbookText(name, v.Language)
		add(search.Entry{Kind: "handbook", Href: escapePath(handbookPath(name)), Title: title}, func() string {
			reader := prose.New(&linker{targets: v.Bodies.names[v.Language].targets, words: v.words, files: handbookLinks}, nil, proseOptions(v.Register))
			return reader.Render(prose.Page{Path: handbookPath(name), File: "content/pages/" + name + ".md", Language: v.Language, Plain: true}, text).Plain
		})
	}
	for i := range register.Kinds {
		k := &register.Kinds[i]
		add(search.Entry{Kind: "handbook", Href: escapePath(referencePath(k.Folder)), Title: v.say("refTitleOf", "kind", k.One.In(v.Language)), Summary: k.Purpose.In(v.Language)}, func() string { return v.fieldTexts(k.Fields()) })
	}
	for _, d := range register.Documents() {
		add(search.Entry{Kind: "handbook", Href: escapePath(referencePath(d.Name)), Title: "content/" + d.Name, Summary: d.Purpose.In(v.Language)}, func() string { return v.fieldTexts(d.Fields) })
	}
	add(search.Entry{Kind: "handbook", Href: escapePath(referencePath("")), Title: v.words["refTitle"], Summary: v.words["refLead"]}, nothing)
	add(search.Entry{Kind: "handbook", Href: escapePath(templatesPath), Title: v.words["templatesTitle"]}, nothing)
	add(search.Entry{Kind: "handbook", Href: escapePath(figure6Path), Title: v.words["fig6Title"]}, nothing)
	for _, item := range v.menu {
		if !strings.Contains(item.Href, "/") {
			name := strings.TrimSuffix(item.Href, ".html")
			add(search.Entry{Kind: "page", Href: item.Href, Title: item.Title, Summary: v.words[name+"Lead"]}, nothing)
		}
	}
	return entries, texts
}

// fieldTexts gives the keys of fields with what they mean.
func (v searchPresenter) fieldTexts(fields []register.Field) string {
	var b strings.Builder
	var add func(fields []register.Field)
	add = func(fields []register.Field) {
		for i := range fields {
			b.WriteString(fields[i].Key + " " + fields[i].Words.In(v.Language) + "\n")
			add(fields[i].Fields)
		}
	}
	add(fields)
	return b.String()
}

// toTreat is what the filters call the outcomes that are to be treated together.
const toTreat = "to-be-treated"
