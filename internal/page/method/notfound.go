package method

import (
	"iter"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/view"
)

// NotFoundWords are the words of this file's pages and parts, by key.
var NotFoundWords = desk.Words{
	"lostTitle":  {Ja: "ページが見つかりません", En: "Page not found"},
	"lostLead":   {Ja: "指定されたアドレスにページはありません。記録の識別子が変わったか、この版のサイトに含まれていない可能性があります。", En: "There is no page at this address. The record's id may have changed, or it is not part of this edition of the site."},
	"lostHint":   {Ja: "アドレスの綴りを確かめるか、次のページから探してください。", En: "Check the spelling of the address, or start from one of these pages."},
	"lostOther":  {Ja: "ほかの言語", En: "Other languages"},
	"lostWhere":  {Ja: "主なページ", En: "Where to look"},
	"lostRisks":  {Ja: "リスクの番号から探す", En: "find a risk by its id"},
	"lostAssets": {Ja: "守る対象から探す", En: "start from what is protected"},
	"lostTrace":  {Ja: "資産から見直しまでのつながりをたどる", En: "follow the chain from asset to review"},
	"lostWords":  {Ja: "用語の意味を調べる", En: "look up a term"},
	"lostHome":   {Ja: "登録簿の現状を見る", En: "see where the register stands"},
}

// NotFoundPages makes one page for the whole site, in the language at its root: a server shows it whatever was asked for.
func NotFoundPages(v *desk.Desk) iter.Seq[desk.Page] {
	if v.Language != v.Register.Config.Root() {
		return func(func(desk.Page) bool) {}
	}
	return desk.One("404.html", "404.html", func() any { return notFoundView(v, "404.html") })
}

func notFoundView(v *desk.Desk, path string) view.NotFound {
	page := view.NotFound{Frame: v.Frame(path, v.Words["lostTitle"])}
	for _, a := range page.Alternates {
		if !a.Current {
			a.Href = a.Language + "/index.html"
			page.Others = append(page.Others, a)
		}
	}
	page.Alternates = nil // there is no other edition of this page
	for _, link := range []struct{ title, path, why string }{
		{"dashboardTitle", "index.html", "lostHome"}, {"risksTitle", "risks.html", "lostRisks"}, {"assetsTitle", "assets.html", "lostAssets"},
		{"traceTitle", "trace.html", "lostTrace"}, {"glossaryTitle", "glossary.html", "lostWords"},
	} {
		page.Links = append(page.Links, view.LostLink{Title: v.Words[link.title], Href: address.Href(path, link.path), Why: v.Words[link.why]})
	}
	return page
}
