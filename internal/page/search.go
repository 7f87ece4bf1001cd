package page

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/method"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/search"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/view"
)

var searchWords = desk.Words{
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

func searchPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("search.html", "search.html", func() any { return searchView(v, "search.html") })
}

func searchView(v *desk.Desk, path string) view.Search {
	page := view.Search{Frame: v.Frame(path, v.Words["searchTitle"])}
	page.Data = page.Base + strings.TrimSuffix(search.Root(v.Language), v.Language+".js")
	for i := range register.Kinds {
		if k := &register.Kinds[i]; len(v.Register.List(k)) > 0 || k.Folder == "glossary" {
			page.Lists = append(page.Lists, view.MenuEntry{Href: address.Href(path, k.Folder+".html"), Title: v.Words[k.Folder+"Title"]})
		}
	}
	page.Lists = append(page.Lists, view.MenuEntry{Href: address.Href(path, address.Handbook("index")), Title: v.Words["handbookTitle"]})
	for _, e := range []struct{ query, key string }{
		{`"…"`, "searchHowPhrase"}, {"-…", "searchHowNot"}, {"kind:risk owner:… level:high outcome:… tag:…", "searchHowFields"}, {"due<2027-01", "searchHowDue"},
	} {
		page.Examples = append(page.Examples, view.SearchExample{Query: e.query, Means: v.Words[e.key]})
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
func Search(s *desk.Site) *Found {
	r := s.Assessment.Register
	shared := desk.NewIndex(s)
	records := r.All()
	data, texts := map[string]func() *search.Data{}, map[string]func() []string{}
	found := &Found{
		Languages: r.Config.Languages,
		Data:      func(language string) *search.Data { return data[language]() },
		Texts:     func(language string) []string { return texts[language]() },
	}
	for _, language := range r.Config.Languages {
		v := desk.NewDesk(s, language, desk.WordsIn(allWords, language), shared)
		entries, besides := besides(v)
		found.Entries = len(records) + len(entries)
		data[language] = sync.OnceValue(func() *search.Data {
			d := &search.Data{Language: language, Entries: make([]search.Entry, 0, found.Entries), Facets: searchFacets(v), Texts: []string{language}}
			for _, e := range records {
				d.Entries = append(d.Entries, searchEntry(v, e))
			}
			d.Entries = append(d.Entries, entries...)
			for _, other := range r.Config.Languages {
				if other != language && s.Bodies.FillsIn(other, language) {
					d.Texts = append(d.Texts, other)
				}
			}
			return d
		})
		texts[language] = sync.OnceValue(func() []string {
			all := make([]string, 0, found.Entries)
			for _, e := range records {
				all = append(all, s.Bodies.Plain(language, e.Of().ID))
			}
			for _, text := range besides {
				all = append(all, text())
			}
			return all
		})
	}
	return found
}

// searchEntry gives what is said of a record.
func searchEntry(v *desk.Desk, e register.Entry) search.Entry {
	base := e.Of()
	title := v.Phrase(base.Title)
	x := search.Entry{Kind: base.Kind.Folder, ID: base.ID, Href: address.Escape(address.Path(base.Kind, base.ID)), Title: title.Text, In: title.Language, Summary: v.Text(desk.Quoting(v.Verdicts, base.Summary)), Owner: base.Owner, Tags: base.Tags}
	if r := v.Assessment.Risk(base.ID); r != nil && base.Kind.Folder == "risks" {
		x.Level = "none"
		if r.Now.Level >= 0 {
			x.Level = v.Register.Criteria.Levels[r.Now.Level].Key
		}
		x.Outcome = string(r.Outcome)
		if r.Need() == assess.NeedTreatment {
			x.Outcome += " " + desk.ToTreat
		}
		if r.Standing != assess.Counted {
			x.Level, x.Outcome = "", ""
		}
	}
	if base.Owner != "" {
		x.Fields = append(x.Fields, v.Party(base.Owner))
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
			said(v, &x.Fields, &f.Value)
		default:
			said(v, &x.Fields, &f.Value)
		}
	}
	return x
}

// said adds what a field says: its words, its days, and what it names.
func said(v *desk.Desk, to *[]string, x *source.Value) {
	switch x.Kind {
	case source.String:
		*to = append(*to, x.Text)
	case source.Date:
		*to = append(*to, x.Date.String())
	case source.Array:
		for i := range x.Items {
			said(v, to, &x.Items[i])
		}
	case source.Table:
		if t := localisedWords(v, x); t != nil {
			*to = append(*to, v.Text(t))
			return
		}
		for i := range x.Fields {
			said(v, to, &x.Fields[i].Value)
		}
	}
}

func localisedWords(v *desk.Desk, x *source.Value) register.Text {
	if len(x.Fields) == 0 {
		return nil
	}
	return v.Localised(x)
}

// searchFacets gives the filters of a query with what their values are called, in both languages.
func searchFacets(v *desk.Desk) []search.Facet {
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
			owners.Values = append(owners.Values, value(owner, wordsOfParty(v, owner)...))
		}
		for _, tag := range base.Tags {
			if !seen["t"+tag] {
				seen["t"+tag] = true
				words := []string{v.Text(v.Register.Config.TagLabel(tag)), tag}
				for _, w := range v.Register.Config.TagLabel(tag) {
					words = append(words, w.Words)
				}
				tags.Values = append(tags.Values, value(tag, words...))
			}
		}
	}
	for i := range v.Register.Criteria.Levels {
		l := &v.Register.Criteria.Levels[i]
		words := []string{v.Text(l.Label)}
		for _, w := range l.Label {
			words = append(words, w.Words)
		}
		levels.Values = append(levels.Values, value(l.Key, words...))
	}
	levels.Values = append(levels.Values, value("none", v.Words["levelUnknown"]))
	for _, o := range assess.Outcomes {
		outcomes.Values = append(outcomes.Values, value(string(o), append([]string{v.Words["outcome-"+string(o)]}, both(desk.VerdictWords["outcome-"+string(o)])...)...))
	}
	outcomes.Values = append(outcomes.Values, value(desk.ToTreat, append([]string{v.Words["need-treat"]}, both(rating.RisksWords["need-treat"])...)...))
	return []search.Facet{kinds, owners, levels, outcomes, tags}
}

func wordsOfParty(v *desk.Desk, key string) []string {
	words := []string{v.Party(key)}
	if p := v.Register.Party(key); p != nil {
		for _, w := range p.Title {
			words = append(words, w.Words)
		}
	}
	return words
}

// besides gives the entries that are no records, with their texts: the terms of the method, the pages of the handbook, and the views.
func besides(v *desk.Desk) (entries []search.Entry, texts []func() string) {
	nothing := func() string { return "" }
	add := func(e search.Entry, text func() string) {
		entries, texts = append(entries, e), append(texts, text)
	}
	own := body.OwnWords(v.Register)
	for i := range term.Terms {
		if t := &term.Terms[i]; !body.Overridden(t, own) {
			add(search.Entry{
				Kind: "glossary", Href: address.Escape("glossary.html#" + t.Key), Title: t.Name.In(v.Language), Summary: t.Definition.In(v.Language),
				Fields: append([]string{t.Name.Ja, t.Name.En, t.Reading, t.Source.In(v.Language)}, t.Aliases...),
			}, nothing)
		}
	}
	for _, name := range method.HandbookNames {
		title, text := method.HandbookText(name, v.Language)
		add(search.Entry{Kind: "handbook", Href: address.Escape(address.Handbook(name)), Title: title}, func() string {
			reader := prose.New(&body.Linker{Targets: v.Bodies.Names[v.Language].Targets, Words: v.Words, Files: method.HandbookLinks}, nil, body.ProseOptions(v.Register))
			return reader.Render(prose.Page{Path: address.Handbook(name), File: "content/pages/" + name + ".md", Language: v.Language, Plain: true}, text).Plain
		})
	}
	for i := range register.Kinds {
		k := &register.Kinds[i]
		add(search.Entry{Kind: "handbook", Href: address.Escape(method.ReferencePath(k.Folder)), Title: v.Say("refTitleOf", "kind", k.One.In(v.Language)), Summary: k.Purpose.In(v.Language)}, func() string { return fieldTexts(v, k.Fields()) })
	}
	for _, d := range register.Documents() {
		add(search.Entry{Kind: "handbook", Href: address.Escape(method.ReferencePath(d.Name)), Title: "content/" + d.Name, Summary: d.Purpose.In(v.Language)}, func() string { return fieldTexts(v, d.Fields) })
	}
	add(search.Entry{Kind: "handbook", Href: address.Escape(method.ReferencePath("")), Title: v.Words["refTitle"], Summary: v.Words["refLead"]}, nothing)
	add(search.Entry{Kind: "handbook", Href: address.Escape(method.TemplatesPath), Title: v.Words["templatesTitle"]}, nothing)
	add(search.Entry{Kind: "handbook", Href: address.Escape(address.Figure6), Title: v.Words["fig6Title"]}, nothing)
	for _, item := range v.Menu {
		if !strings.Contains(item.Href, "/") {
			name := strings.TrimSuffix(item.Href, ".html")
			add(search.Entry{Kind: "page", Href: item.Href, Title: item.Title, Summary: v.Words[name+"Lead"]}, nothing)
		}
	}
	return entries, texts
}

// fieldTexts gives the keys of fields with what they mean.
func fieldTexts(v *desk.Desk, fields []register.Field) string {
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
