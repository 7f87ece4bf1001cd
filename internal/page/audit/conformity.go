package audit

import (
	"iter"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/method"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// ConformityWords are the words of this file's pages and parts, by key.
var ConformityWords = desk.Words{
	"conformityTitle": {Ja: "手引書への適合", En: "Conformity with the handbook"},
	"confLead":        {Ja: "手引書のI章とII章の求めを一つずつ挙げ、応える規則、ページ、試験を示します。応えるものがない求めには、その理由を示します。求めは手引書の文章ではなく、riskbook の言葉で要約しています。", En: "Each demand of the handbook's chapters I and II, with the rule, the page and the test that stand for it; where none does, the reason. The demands are told in riskbook's own words, not in those of the handbook."},
	"confSum":         {Ja: "{n}件の求めのうち、{held}件に規則・ページ・試験が応え、{aside}件には理由を示しています。", En: "{n} demands: rules, pages and tests stand for {held}, and {aside} say why none does."},
	"confSection":     {Ja: "手引書 {section}", En: "Handbook {section}"},
	"confDemand":      {Ja: "求め", En: "Demand"},
	"confRules":       {Ja: "規則", En: "Rules"},
	"confPages":       {Ja: "ページ", En: "Pages"},
	"confTests":       {Ja: "試験", En: "Tests"},
	"confNoRule":      {Ja: "規則なし：プログラムが自ら計算して示すか、考慮したかどうかが記録からは判定できません。", En: "No rule: the program works it out itself, or records cannot tell whether it was considered."},
	"confWhy":         {Ja: "応えるものがない理由：", En: "Why nothing stands for it: "},
	"confRegister":    {Ja: "この登録簿での状況は、要求事項との対応のページにあります。", En: "How this register stands is on the page of the requirement map."},
}

// ConformityPages makes the page of conformity.
func ConformityPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One(address.Conformity, "conformity.html", func() any { return conformityView(v, address.Conformity) })
}

func conformityView(v *desk.Desk, path string) view.Conformity {
	page := view.Conformity{Frame: v.Frame(path, v.Words["conformityTitle"]), Register: address.Href(path, requirementsPath)}
	aside := 0
	for i := 0; i < len(Demands); {
		section, n := Demands[i].Section, i
		title := v.Say("confSection", "section", section)
		t := v.Table("", title, desk.Column{Key: "confDemand", Class: "title"}, desk.Column{Key: "confRules"}, desk.Column{Key: "confPages"}, desk.Column{Key: "confTests"})
		for ; n < len(Demands) && Demands[n].Section == section; n++ {
			if d := &Demands[n]; len(d.Pages) == 0 {
				aside++
			}
			demandRow(v, t, path, &Demands[n])
		}
		page.Sections = append(page.Sections, view.ConformitySection{Anchor: "section." + section, Title: title, Table: t.Done()})
		i = n
	}
	page.Sum = v.Say("confSum", "n", len(Demands), "held", len(Demands)-aside, "aside", aside)
	return page
}

func demandRow(v *desk.Desk, t *desk.Table, path string, d *Demand) {
	t.Row()
	asks := part.Part(part.Words(d.Asks.In(v.Language)))
	if why := d.Why.In(v.Language); why != "" {
		asks = desk.Lines(asks, desk.Small(part.Words(v.Words["confWhy"]+why)))
	}
	t.Head(asks)
	rules := make([]part.Part, len(d.Rules))
	for i, name := range d.Rules {
		title := string(name)
		if rule := check.Lookup(name); rule != nil {
			title = rule.Title.In(v.Language)
		}
		rules[i] = v.RuleLink(path, name, title)
	}
	none := part.Part(part.Words("–"))
	if len(d.Pages) > 0 {
		none = desk.Small(part.Words(v.Words["confNoRule"]))
	}
	t.Cell(desk.Or(desk.Lines(rules...), none))
	pages := make([]part.Part, len(d.Pages))
	for i, to := range d.Pages {
		pages[i] = v.PageLink(path, to, pageName(v, to))
	}
	t.Cell(desk.Or(desk.Lines(pages...), part.Words("–")))
	tests := make([]part.Part, len(d.Tests))
	for i, name := range d.Tests {
		tests[i] = part.Code(name)
	}
	t.Cell(desk.Or(desk.Lines(tests...), part.Words("–")))
}

// pageName calls a page by its title.
func pageName(v *desk.Desk, path string) string {
	name := strings.TrimSuffix(path, ".html")
	if title := v.Words[name+"Title"]; title != "" {
		return title
	}
	switch path {
	case "index.html":
		return v.Words["dashboardTitle"]
	case requirementsPath:
		return v.Words["requirementsTitle"]
	case address.Figure6:
		return v.Words["fig6Title"]
	}
	if of, ok := strings.CutPrefix(name, "handbook/records-"); ok {
		return v.Say("refTitleOf", "kind", register.KindOf(of).One.In(v.Language))
	}
	title, _ := method.HandbookText(strings.TrimPrefix(name, "handbook/"), v.Language)
	return title
}
