package page

import (
	"iter"
	"strings"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var conformityWords = Words{
	"conformityTitle": {Ja: "手引書への適合", En: "Conformity with the handbook"},
	"confLead":        {Ja: "手引書のI章とII章の求めを一つずつ挙げ、応える規則、ページ、試験を示します。応えるものがない求めには、その理由を示します。求めは手引書の文章ではなく、riskbook の言葉で要約しています。", En: "Each demand of the handbook's chapters I and II, with the rule, the page and the test that stand for it; where none does, the reason. The demands are told in riskbook's own words, not in those of the handbook."},
	"confSum":         {Ja: "{n}件の求めのうち、{held}件に規則・ページ・試験が応え、{aside}件には理由を示しています。", En: "{n} demands: rules, pages and tests stand for {held}, and {aside} say why none does."},
	"confSection":     {Ja: "手引書 {section}", En: "Handbook {section}"},
	"confDemand":      {Ja: "求め", En: "Demand"},
	"confRules":       {Ja: "規則", En: "Rules"},
	"confPages":       {Ja: "ページ", En: "Pages"},
	"confTests":       {Ja: "試験", En: "Tests"},
	"confWhy":         {Ja: "応えるものがない理由：", En: "Why nothing stands for it: "},
	"confRegister":    {Ja: "この登録簿での状況は、要求事項との対応のページにあります。", En: "How this register stands is on the page of the requirement map."},
}

const conformityPath = "handbook/conformity.html"

// ConformityView is the page handbook/conformity.html.
type ConformityView struct {
	Frame
	Sum      string
	Register string // the requirement map
	Sections []conformitySection
}

// conformitySection is the demands of one section of the handbook.
type conformitySection struct {
	Anchor, Title string
	Table         part.Part
}

// conformityPresenter makes the map of the handbook's demands.
type conformityPresenter struct{ *desk }

func conformityPages(v *desk) iter.Seq[Page] {
	return one(conformityPath, "conformity.html", func() any { return conformityPresenter{v}.conformityView(conformityPath) })
}

func (v conformityPresenter) conformityView(path string) ConformityView {
	page := ConformityView{Frame: v.frame(path, v.words["conformityTitle"]), Register: href(path, requirementsPath)}
	aside := 0
	for i := 0; i < len(Demands); {
		section, n := Demands[i].Section, i
		title := v.say("confSection", "section", section)
		t := v.table("", title, column{"confDemand", "title"}, column{"confRules", ""}, column{"confPages", ""}, column{"confTests", ""})
		for ; n < len(Demands) && Demands[n].Section == section; n++ {
			if d := &Demands[n]; len(d.Pages) == 0 {
				aside++
			}
			v.demandRow(t, path, &Demands[n])
		}
		page.Sections = append(page.Sections, conformitySection{"section." + section, title, t.done()})
		i = n
	}
	page.Sum = v.say("confSum", "n", len(Demands), "held", len(Demands)-aside, "aside", aside)
	return page
}

func (v conformityPresenter) demandRow(t *table, path string, d *Demand) {
	t.row()
	asks := part.Part(part.Words(d.Asks.In(v.Language)))
	if why := d.Why.In(v.Language); why != "" {
		asks = lines(asks, small(part.Words(v.words["confWhy"]+why)))
	}
	t.head(asks)
	rules := make([]part.Part, len(d.Rules))
	for i, name := range d.Rules {
		title := name
		if rule := check.Lookup(name); rule != nil {
			title = rule.Title.In(v.Language)
		}
		rules[i] = v.ruleLink(path, name, title)
	}
	t.cell(or(lines(rules...), part.Words("–")))
	pages := make([]part.Part, len(d.Pages))
	for i, to := range d.Pages {
		pages[i] = v.pageLink(path, to, v.pageName(to))
	}
	t.cell(or(lines(pages...), part.Words("–")))
	tests := make([]part.Part, len(d.Tests))
	for i, name := range d.Tests {
		tests[i] = part.Code(name)
	}
	t.cell(or(lines(tests...), part.Words("–")))
}

// pageName calls a page by its title.
func (v conformityPresenter) pageName(path string) string {
	name := strings.TrimSuffix(path, ".html")
	if title := v.words[name+"Title"]; title != "" {
		return title
	}
	switch path {
	case "index.html":
		return v.words["dashboardTitle"]
	case requirementsPath:
		return v.words["requirementsTitle"]
	case figure6Path:
		return v.words["fig6Title"]
	}
	if of, ok := strings.CutPrefix(name, "handbook/records-"); ok {
		return v.say("refTitleOf", "kind", register.KindOf(of).One.In(v.Language))
	}
	title, _ := handbookText(strings.TrimPrefix(name, "handbook/"), v.Language)
	return title
}
