// Package method makes the pages that explain: criteria, handbook, reference, glossary, figure 6, the trace of records, free pages.
//
// In: the desk, and the handbook's own texts. Out: views. It must never judge.
package method

import (
	"embed"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/body"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/view"
)

//go:embed handbook/*.md
var handbookFiles embed.FS

// HandbookWords are the words of this file's pages and parts, by key.
var HandbookWords = desk.Words{
	"handContents":  {Ja: "目次", En: "Contents"},
	"handOverview":  {Ja: "全体の進め方", En: "Overview"},
	"handOnPage":    {Ja: "このページの内容", En: "On this page"},
	"handPager":     {Ja: "手引きの前後のページ", En: "Pages of the handbook before and after"},
	"handSteps":     {Ja: "方法のステップ", En: "The steps of the method"},
	"handReference": {Ja: "記録の書き方", En: "What records hold"},
	"handFigures":   {Ja: "手引書の図表", En: "Figures of the handbook"},
	"handGuides":    {Ja: "チームでの使い方", En: "Working as a team"},
	"handPrevious":  {Ja: "前", En: "Previous"},
	"handNext":      {Ja: "次", En: "Next"},
	"handHere":      {Ja: "この登録簿での状況", En: "In this register"},
	"handAdopted":   {Ja: "採用。不足なし", En: "adopted, lacks nothing"},
	"handOpen":      {Ja: "採用。不足{n}件", En: "adopted, gaps: {n}"},
	"handUnbegun":   {Ja: "採用。証拠なし", En: "adopted, no evidence yet"},
	"handAside":     {Ja: "不採用", En: "not adopted"},
	"handExcerpt":   {Ja: "見本の登録簿 {file} より", En: "From the sample register: {file}"},
	"handNoExcerpt": {Ja: "見本の記録 {file} は、このサイトには収められていません。", En: "The sample record {file} is not part of this site."},
	"handCut":       {Ja: "（以下略）", En: "(continues)"},
}

// handbookGuides are the pages that tell a team how to work with the register, in their order.
var handbookGuides = []string{"recipes", "commands", "editors"}

// HandbookNames are the handbook's pages, in their order.
var HandbookNames = slices.Concat([]string{"index"}, register.Steps, handbookGuides)

// HandbookLinks are the pages that those of the handbook link to by their name.
var HandbookLinks = map[string]body.Destination{"content/pages/figure-6.html": {Page: address.Figure6, Title: "fig6Title"}}

// HandbookPages makes a page for each section of the handbook.
func HandbookPages(v *desk.Desk) iter.Seq[desk.Page] {
	return func(yield func(desk.Page) bool) {
		reader := prose.New(&body.Linker{Targets: v.Bodies.Names[v.Language].Targets, Words: v.Words, Files: HandbookLinks}, body.TermsOf(v.Register), body.ProseOptions(v.Register))
		for i, name := range HandbookNames {
			if !yield(desk.Page{Path: address.Handbook(name), Template: "handbook.html", View: func() any { return handbookView((v), reader, i) }}) {
				return
			}
		}
	}
}

// HandbookText gives the title and the text of a page of the handbook, in English where it is not written in the language.
func HandbookText(name, language string) (title, text string) {
	data, err := handbookFiles.ReadFile("handbook/" + name + "." + language + ".md")
	if err != nil {
		data, _ = handbookFiles.ReadFile("handbook/" + name + ".en.md")
	}
	first, rest, _ := strings.Cut(string(data), "\n")
	return strings.TrimPrefix(strings.TrimSpace(first), "# "), rest
}

func handbookView(v *desk.Desk, reader *prose.Prose, at int) view.Handbook {
	name := HandbookNames[at]
	path := address.Handbook(name)
	title, text := HandbookText(name, v.Language)
	page := view.Handbook{Frame: v.Frame(path, title), Index: at == 0}
	if page.Index {
		page.Contents = []view.HandbookGroup{
			{Title: v.Words["handSteps"], Entries: handbookEntries(v, path, register.Steps)},
			{Title: v.Words["handFigures"], Entries: []view.HandbookEntry{{Title: v.Words["fig6Title"], Href: address.Href(path, address.Figure6)}, {Title: v.Words["conformityTitle"], Href: address.Href(path, address.Conformity)}}},
			{Title: v.Words["handGuides"], Entries: append(handbookEntries(v, path, handbookGuides), view.HandbookEntry{Title: v.Words["templatesTitle"], Href: address.Href(path, TemplatesPath)})},
			{Title: v.Words["handReference"], Entries: referenceEntries(v, path)},
		}
	}
	if slices.Contains(register.Steps, name) {
		page.Step, page.StepHref, page.StepState = name, address.Href(path, "process.html#step-"+name), stepState(v, name)
	}
	if at > 0 {
		previous := handbookEntry(v, path, HandbookNames[at-1])
		page.Previous = &previous
	}
	if at+1 < len(HandbookNames) {
		next := handbookEntry(v, path, HandbookNames[at+1])
		page.Next = &next
	}
	at2 := prose.Page{Path: path, Root: strings.TrimSuffix(v.Base(path), address.Up(path)), File: "content/pages/" + name + ".md", Language: v.Language, Heading: 2}
	result := reader.Render(at2, text)
	for _, h := range result.Headings {
		if h.Level == 2 {
			page.Headings = append(page.Headings, view.HandbookEntry{Title: h.Text, Href: "#" + h.Anchor})
		}
	}
	page.Body = handbookBody(v, path, result.HTML)
	return page
}

func handbookEntries(v *desk.Desk, path string, names []string) []view.HandbookEntry {
	entries := make([]view.HandbookEntry, len(names))
	for i, name := range names {
		entries[i] = handbookEntry(v, path, name)
	}
	return entries
}

func handbookEntry(v *desk.Desk, path, name string) view.HandbookEntry {
	entry := view.HandbookEntry{Title: v.Words["handOverview"], Href: address.Href(path, address.Handbook(name))}
	if name != "index" {
		entry.Title, _ = HandbookText(name, v.Language)
	}
	if slices.Contains(register.Steps, name) {
		entry.State = stepState(v, name)
	}
	return entry
}

// stepState says in a few words how a step stands in this register.
func stepState(v *desk.Desk, step string) string {
	switch gaps := len(v.Checked().Gaps[step]); {
	case !slices.Contains(v.Register.Config.Process.Adopted(), step):
		return v.Words["handAside"]
	case v.Step(step).Evidence == 0:
		return v.Words["handUnbegun"]
	case gaps > 0:
		return v.Say("handOpen", "n", gaps)
	}
	return v.Words["handAdopted"]
}

// handbookBody puts the excerpts of the sample register into a page, and links the names of rules and the numbers of steps.
func handbookBody(v *desk.Desk, path, body string) part.Part {
	named := func(name string) string {
		if check.Lookup(rule.Name(name)) == nil {
			return ""
		}
		return address.Href(path, "checks.html#"+name)
	}
	step := func(key string) string {
		if !slices.Contains(register.Steps, key) {
			return ""
		}
		return address.Href(path, address.Handbook(key))
	}
	var line part.Line
	for _, p := range prose.Annotate(body, named, step, "sample") {
		if p.Block != "" {
			line = append(line, excerpt(v, p.Block))
		} else {
			line = append(line, part.Prose(p.HTML))
		}
	}
	return line
}

// mostExcerptLines is how many lines of a sample's body follow its front matter.
const mostExcerptLines = 6

// excerpt shows a file of the sample register: its front matter and the first lines of its body.
func excerpt(v *desk.Desk, file string) part.Part {
	text, ok := v.Sample[file]
	shown := "content/" + file
	if !ok {
		return part.Note{Part: v.SayParts("handNoExcerpt", "file", part.Code(shown))}
	}
	text, cut := firstLines(text)
	excerpt := part.Excerpt{Caption: v.SayParts("handExcerpt", "file", part.Code(shown)), Text: text}
	if cut {
		excerpt.Cut = v.Words["handCut"]
	}
	return excerpt
}

// firstLines cuts a record's file after the first lines of its body, and tells whether anything was cut.
func firstLines(text string) (string, bool) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	end := 0
	if lines[0] == "+++" {
		if close := slices.Index(lines[1:], "+++"); close >= 0 {
			end = close + 2
		}
	}
	most := min(len(lines), end+mostExcerptLines)
	for most > 0 && most < len(lines) && strings.TrimSpace(lines[most-1]) == "" {
		most--
	}
	return strings.Join(lines[:most], "\n"), most < len(lines)
}
