package desk

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/brief"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// NewDesk makes what the pages of one language are made at.
func NewDesk(s *Site, in string, words map[string]string, shared *index) *Desk {
	ways := &ways{language: speak(s.Assessment.Register, in), Index: shared, linked: s.Bodies.Names[in].LinksOf()}
	ways.Words = words
	v := &Desk{Verdicts: &Verdicts{ways, s.Assessment}, Checked: s.Checked, Bodies: s.Bodies, Proposed: s.Proposed, Sample: s.Sample, Chronicle: s.Chronicle}
	v.Menu = v.makeMenu()
	return v
}

// Bare makes what says things in a language where no page is made.
func Bare(s *Site, words map[string]string, in string) *Desk {
	v := &Desk{Verdicts: &Verdicts{&ways{language: speak(s.Assessment.Register, in)}, s.Assessment}, Chronicle: s.Chronicle}
	v.Words = words
	return v
}

// Frame makes the frame of the page at path.
func (v *Desk) Frame(path, title string) view.Frame {
	f := view.Frame{
		Language: v.Language, Title: title, Path: path, Root: address.Up(path), Base: v.Base(path), W: v.Words,
		Site: v.Text(v.Register.Config.Title), Organization: v.Text(v.Register.Config.Organization),
		Classification: v.Index.Classification, AsOf: edgeDay(v.language, v.Assessment.AsOf), AsOfDay: v.Assessment.AsOf.String(), History: v.Chronicle != nil,
	}
	f.Withheld = v.withheldCount()
	f.Description = v.Say("frameDescription", "page", title, "site", f.Site)
	f.Footer = v.Wording(v.Register.Config.Brand.Footer)
	if logo := LogoPath(v.Register); logo != "" {
		f.Logo = v.Base(path) + logo
	}
	menu := v.menuFor(path)
	f.Menu, f.Here = menu, menu.Here
	for _, language := range v.Register.Config.Languages {
		prefix := ""
		if language != v.Register.Config.Root() {
			prefix = language + "/"
		}
		f.Alternates = append(f.Alternates, view.Alternate{Language: language, Name: languageName(language), Href: v.Base(path) + address.Escape(prefix+path), Address: address.Of(v.Register, prefix+path), Current: language == v.Language})
	}
	return f
}

// languageName names a language in itself.
func languageName(language string) string {
	switch language {
	case "ja":
		return "日本語"
	case "en":
		return "English"
	}
	return language
}

// menuGroups is the menu: by question first, then by kind of record.
var menuGroups = []struct {
	group string // a key of the words
	items []struct{ title, path string }
}{
	{"menuStanding", []struct{ title, path string }{
		{"dashboardTitle", "index.html"}, {"agendaTitle", "agenda.html"}, {"matrixTitle", "matrix.html"}, {"risksTitle", "risks.html"}, {"treatmentsTitle", "treatments.html"}, {"evaluationTitle", "evaluation.html"},
		{"quantitiesTitle", "quantities.html"}, {"trendTitle", "trend.html"}, {"changesTitle", "changes.html"},
		{"calendarTitle", "calendar.html"}, {"ownersTitle", "owners.html"}, {"reportTitle", "report.html"},
	}},
	{"menuMethod", []struct{ title, path string }{
		{"governanceTitle", "governance.html"}, {"processTitle", "process.html"}, {"traceTitle", "trace.html"}, {"requirementsTitle", "evidence/index.html"}, {"criteriaTitle", "criteria.html"}, {"checksTitle", "checks.html"},
	}},
	{"menuRecords", kindItems()},
	{"menuReading", []struct{ title, path string }{
		{"glossaryTitle", "glossary.html"}, {"handbookTitle", "handbook/index.html"}, {"pagesTitle", "pages.html"},
	}},
}

// kindItems are the lists of the kinds that have a place in the menu, in its order.
func kindItems() []struct{ title, path string } {
	var kinds []*register.Kind
	for i := range register.Kinds {
		if register.Kinds[i].Menu > 0 {
			kinds = append(kinds, &register.Kinds[i])
		}
	}
	slices.SortFunc(kinds, func(a, b *register.Kind) int { return a.Menu - b.Menu })
	items := make([]struct{ title, path string }, len(kinds))
	for i, k := range kinds {
		items[i].title, items[i].path = k.Folder+"Title", k.Folder+".html"
	}
	return items
}

func (v *Desk) makeMenu() []menuItem {
	var menu []menuItem
	for _, g := range menuGroups {
		first := true
		add := func(title, path string) {
			menu = append(menu, menuItem{Title: title, Href: path, Group: v.Words[g.group], First: first, Folded: g.group == "menuRecords"})
			first = false
		}
		for _, item := range g.items {
			if item.path == "pages.html" {
				for _, p := range v.navPages() {
					add(v.Text(p.Title), address.Path(p.Kind, p.ID))
				}
				if len(v.Register.Pages) == 0 {
					continue
				}
			}
			if kind := register.KindOf(strings.TrimSuffix(item.path, ".html")); kind != nil && g.group == "menuRecords" && len(v.Register.List(kind)) == 0 {
				continue
			}
			add(v.Words[item.title], item.path)
		}
	}
	return menu
}

// menuFor gives the menu as it stands on the page at path. Pages that mark the same entry at the same depth share one.
func (v *Desk) menuFor(path string) *part.Menu {
	current := -1
	for i := range v.Menu {
		if at := v.Menu[i].Href; at == path || strings.HasPrefix(path, strings.TrimSuffix(strings.TrimSuffix(at, ".html"), "/index")+"/") {
			current = i
			break
		}
	}
	key := menuKey{address.Up(path), current}
	if made, ok := v.menus.Load(key); ok {
		return made.(*part.Menu)
	}
	m := &part.Menu{}
	for i, item := range v.Menu {
		if item.First {
			m.Groups = append(m.Groups, part.MenuGroup{Title: item.Group, Folded: item.Folded})
		}
		g := &m.Groups[len(m.Groups)-1]
		if i == current {
			m.Here, g.Open = item.Title, true
		}
		g.Entries = append(g.Entries, part.MenuEntry{Title: item.Title, Href: address.Href(path, item.Href), Current: i == current})
	}
	made, _ := v.menus.LoadOrStore(key, m)
	return made.(*part.Menu)
}

// menuKey tells menus apart: how far down the page lies, and which entry is its own.
type menuKey struct {
	up      string
	current int
}

// navPages are the free pages that stand in the menu, in their order.
func (v *Desk) navPages() []*register.Page {
	var pages []*register.Page
	for _, p := range v.Register.Pages {
		if p.Nav {
			pages = append(pages, p)
		}
	}
	slices.SortStableFunc(pages, func(a, b *register.Page) int { return a.Order - b.Order })
	return pages
}

// Stands says in the sentences of the first page how the register stands.
func (s *Site) Stands(language string) string {
	var since *chronicle.Since
	if s.Chronicle != nil {
		since = s.Chronicle.Since
	}
	var said []string
	for _, sentence := range brief.Write(s.Assessment, since, language) {
		said = append(said, sentence.String())
	}
	return strings.Join(said, "\n")
}

// Under is the same presenter of the register as judged under other criteria.
func Under(v *Desk, a *assess.Assessment) *Desk {
	ways := &ways{language: &language{Register: a.Register, Language: v.Language, Words: v.Words}, Index: v.Index, linked: v.linked}
	return &Desk{Verdicts: &Verdicts{ways, a}, Checked: v.Checked, Bodies: v.Bodies, Proposed: v.Proposed, Sample: v.Sample, Chronicle: v.Chronicle}
}
