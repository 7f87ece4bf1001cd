package page

import (
	"embed"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/prose"
	"github.com/riskbook/riskbook/internal/register"
)

//go:embed handbook/*.md
var handbookFiles embed.FS

var handbookWords = Words{
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

// HandbookEntry is one line of the handbook's contents.
type HandbookEntry struct {
	Title string
	Href  string
	State string // of the step in this register; empty for other pages
}

// HandbookGroup is a part of the handbook's contents.
type HandbookGroup struct {
	Title   string
	Entries []HandbookEntry
}

// HandbookView is a page of the handbook.
type HandbookView struct {
	Frame
	Contents       []HandbookGroup // on the overview
	Headings       []HandbookEntry // the sections of the page
	Body           part.Part
	Step           string // empty on the overview and the guides
	StepHref       string // of the step on the page of the process
	StepState      string
	Previous, Next *HandbookEntry
	Index          bool
}

// handbookGuides are the pages that tell a team how to work with the register, in their order.
var handbookGuides = []string{"recipes", "commands", "editors"}

// handbookNames are the handbook's pages, in their order.
var handbookNames = slices.Concat([]string{"index"}, register.Steps, handbookGuides)

// handbookLinks are the pages that those of the handbook link to by their name.
var handbookLinks = map[string]destination{"content/pages/figure-6.html": {page: figure6Path, title: "fig6Title"}}

// handbookPresenter makes the pages of the handbook.
type handbookPresenter struct{ *desk }

// handbookPath is the path of a page of the handbook.
func handbookPath(name string) string { return "handbook/" + name + ".html" }

func handbookPages(v *desk) iter.Seq[Page] {
	return func(yield func(Page) bool) {
		reader := prose.New(&linker{targets: v.Bodies.names[v.Language].targets, words: v.words, files: handbookLinks}, termsOf(v.Register), proseOptions(v.Register))
		for i, name := range handbookNames {
			if !yield(Page{handbookPath(name), "handbook.html", func() any { return (handbookPresenter{v}).handbookView(reader, i) }}) {
				return
			}
		}
	}
}

// handbookText gives the title and the text of a page of the handbook, in English where it is not written in the language.
func handbookText(name, language string) (title, text string) {
	data, err := handbookFiles.ReadFile("handbook/" + name + "." + language + ".md")
	if err != nil {
		data, _ = handbookFiles.ReadFile("handbook/" + name + ".en.md")
	}
	first, rest, _ := strings.Cut(string(data), "\n")
	return strings.TrimPrefix(strings.TrimSpace(first), "# "), rest
}

func (v handbookPresenter) handbookView(reader *prose.Prose, at int) HandbookView {
	name := handbookNames[at]
	path := handbookPath(name)
	title, text := handbookText(name, v.Language)
	page := HandbookView{Frame: v.frame(path, title), Index: at == 0}
	if page.Index {
		page.Contents = []HandbookGroup{
			{v.words["handSteps"], v.handbookEntries(path, register.Steps)},
			{v.words["handFigures"], []HandbookEntry{{Title: v.words["fig6Title"], Href: href(path, figure6Path)}, {Title: v.words["conformityTitle"], Href: href(path, conformityPath)}}},
			{v.words["handGuides"], append(v.handbookEntries(path, handbookGuides), HandbookEntry{Title: v.words["templatesTitle"], Href: href(path, templatesPath)})},
			{v.words["handReference"], referencePresenter{v.desk}.referenceEntries(path)},
		}
	}
	if slices.Contains(register.Steps, name) {
		page.Step, page.StepHref, page.StepState = name, href(path, "process.html#step-"+name), v.stepState(name)
	}
	if at > 0 {
		previous := v.handbookEntry(path, handbookNames[at-1])
		page.Previous = &previous
	}
	if at+1 < len(handbookNames) {
		next := v.handbookEntry(path, handbookNames[at+1])
		page.Next = &next
	}
	at2 := prose.Page{Path: path, Root: strings.TrimSuffix(v.base(path), up(path)), File: "content/pages/" + name + ".md", Language: v.Language, Heading: 2}
	result := reader.Render(at2, text)
	for _, h := range result.Headings {
		if h.Level == 2 {
			page.Headings = append(page.Headings, HandbookEntry{Title: h.Text, Href: "#" + h.Anchor})
		}
	}
	page.Body = v.handbookBody(path, result.HTML)
	return page
}

func (v handbookPresenter) handbookEntries(path string, names []string) []HandbookEntry {
	entries := make([]HandbookEntry, len(names))
	for i, name := range names {
		entries[i] = v.handbookEntry(path, name)
	}
	return entries
}

func (v handbookPresenter) handbookEntry(path, name string) HandbookEntry {
	entry := HandbookEntry{Title: v.words["handOverview"], Href: href(path, handbookPath(name))}
	if name != "index" {
		entry.Title, _ = handbookText(name, v.Language)
	}
	if slices.Contains(register.Steps, name) {
		entry.State = v.stepState(name)
	}
	return entry
}

// stepState says in a few words how a step stands in this register.
func (v handbookPresenter) stepState(step string) string {
	switch gaps := len(v.Checked().Gaps[step]); {
	case !slices.Contains(v.Register.Config.Process.Adopted(), step):
		return v.words["handAside"]
	case v.step(step).Evidence == 0:
		return v.words["handUnbegun"]
	case gaps > 0:
		return v.say("handOpen", "n", gaps)
	}
	return v.words["handAdopted"]
}

// handbookBody puts the excerpts of the sample register into a page, and links the names of rules and the numbers of steps.
func (v handbookPresenter) handbookBody(path, body string) part.Part {
	rule := func(name string) string {
		if check.Lookup(name) == nil {
			return ""
		}
		return href(path, "checks.html#"+name)
	}
	step := func(key string) string {
		if !slices.Contains(register.Steps, key) {
			return ""
		}
		return href(path, handbookPath(key))
	}
	var line part.Line
	for _, p := range prose.Annotate(body, rule, step, "sample") {
		if p.Block != "" {
			line = append(line, v.excerpt(p.Block))
		} else {
			line = append(line, part.Prose(p.HTML))
		}
	}
	return line
}

// mostExcerptLines is how many lines of a sample's body follow its front matter.
const mostExcerptLines = 6

// excerpt shows a file of the sample register: its front matter and the first lines of its body.
func (v handbookPresenter) excerpt(file string) part.Part {
	text, ok := v.Sample[file]
	shown := "content/" + file
	if !ok {
		return part.Note{Part: v.sayParts("handNoExcerpt", "file", part.Code(shown))}
	}
	text, cut := firstLines(text)
	excerpt := part.Excerpt{Caption: v.sayParts("handExcerpt", "file", part.Code(shown)), Text: text}
	if cut {
		excerpt.Cut = v.words["handCut"]
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
