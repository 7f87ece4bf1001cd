// Package duty makes the pages of who has to do what by when: owners, calendar, reviews, obligations, steps of the process, what the rules found.
//
// In: the desk. Out: views. It must never judge.
package duty

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"sync"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// OwnersWords are the words of this file's pages and parts, by key.
var OwnersWords = desk.Words{
	"ownersLead":         {Ja: "誰が何に責任を負い、いま何を求められているかを示します。期限を過ぎたものの多い順です。", En: "Who answers for what, and what is wanted of whom now. Those with most overdue come first."},
	"ownersCount":        {Ja: "責任を負うもののある人・組織{n}件。うち期限を過ぎたもののあるもの{late}件、対応を要するリスクを抱えるもの{beyond}件。", En: "{n} {n|answers|answer} for something: {late} of them {late|has|have} something overdue, {beyond} {beyond|has|have} risks to be treated."},
	"ownersNone":         {Ja: "責任者の書かれた記録はありません。", En: "No record names an owner."},
	"ownersIdle":         {Ja: "いまのところ、責任を負うもののない人・組織：", En: "Answering for nothing at present: "},
	"ownBeyond":          {Ja: "対応を要するリスク", En: "Risks to be treated"},
	"ownUnjudged":        {Ja: "まだ評価できないリスク", En: "Could not be judged"},
	"ownRisksHead":       {Ja: "リスク", En: "Risks"},
	"ownLateActions":     {Ja: "遅れている作業", En: "Late actions"},
	"ownOverdue":         {Ja: "期限超過", En: "Overdue"},
	"ownFilter":          {Ja: "状況", En: "Standing"},
	"ownFilterLate":      {Ja: "期限を過ぎたものがある", En: "Something overdue"},
	"ownFilterTime":      {Ja: "期限を過ぎたものがない", En: "Nothing overdue"},
	"ownPlansHead":       {Ja: "実行中の計画", En: "Live plans"},
	"ownTileBeyond":      {Ja: "対応を要するリスク", En: "{n|risk|risks} to be treated"},
	"ownTileOf":          {Ja: "終結していないリスク{n}件のうち", En: "of {n} open {n|risk|risks}"},
	"ownTileLate":        {Ja: "期限を過ぎたもの", En: "overdue"},
	"ownTileActions":     {Ja: "うち作業 {n}件", En: "{n} of them {n|an action|actions}"},
	"ownTileSoon":        {Ja: "今後{n}日のうちに期限を迎えるもの", En: "due in the next {n} days"},
	"ownTilePlans":       {Ja: "実行中の計画", En: "live plans"},
	"ownTileActionsOpen": {Ja: "終わっていない作業 {n}件", En: "open actions: {n}"},
	"ownTileNext":        {Ja: "次の期日", En: "next date"},
	"ownNothing":         {Ja: "この人・組織を責任者とする記録はありません。", En: "No record names it as an owner."},
	"ownDecides":         {Ja: "決定を待つ事項", En: "Waiting for its decision"},
	"ownDue":             {Ja: "期限と見直し", En: "Due dates and reviews"},
	"ownRisks":           {Ja: "リスク", En: "Risks"},
	"ownPlans":           {Ja: "リスク対応計画", En: "Treatment plans"},
	"ownActions":         {Ja: "期日のない作業", En: "Open actions without a date"},
	"ownAction":          {Ja: "作業", En: "Action"},
	"ownFindings":        {Ja: "課題", En: "Findings"},
	"ownAssets":          {Ja: "資産", En: "Assets"},
	"ownControls":        {Ja: "管理策", En: "Controls"},
	"ownDecisions":       {Ja: "意思決定", En: "Decisions"},
	"ownRole":            {Ja: "立場", En: "Part"},
	"ownDecided":         {Ja: "決定", En: "decided"},
	"ownProposed":        {Ja: "起案", En: "proposed"},
	"ownAsked":           {Ja: "決定を求められている", En: "asked to decide"},
	"ownWaiting":         {Ja: "未確認の記録", En: "Provisional records"},
	"ownReviews":         {Ja: "実施したレビュー", En: "Reviews held"},
	"ownShared":          {Ja: "リスクを共有する相手となる計画", En: "Plans that share a risk with it"},
	"ownOthers":          {Ja: "その他の記録", En: "Other records"},
	"ownNextReview":      {Ja: "次の見直し", En: "Next review"},
	"ownMore":            {Ja: "ほか{n}件は「{list}」の一覧にあります。", En: "{n} more {n|is|are} in the list of {list}."},
	"ownMoreDue":         {Ja: "ほか{n}件があります。", En: "There {n|is|are} {n} more."},
	"partyRole":          {Ja: "役割", En: "Role"},
	"partyEmail":         {Ja: "メール", En: "Email"},
	"partyParent":        {Ja: "上位の組織", En: "Part of"},
	"partyMembers":       {Ja: "構成員", En: "Members"},
	"partyGroups":        {Ja: "所属する会議体など", En: "Member of"},
	"partyWithin":        {Ja: "下位の組織", En: "Has under it"},
}

// OwnersPages makes the page of owners.
func OwnersPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("owners.html", "owners.html", func() any { return ownersView(v, "owners.html") })
}

// ownersByUrgency gives the owners with most overdue first, then those with most risks beyond acceptance.
func ownersByUrgency(v *desk.Desk) []*agenda.Owner {
	list := slices.Clone(agenda.OwnersOf(v.Assessment).All)
	slices.SortStableFunc(list, func(a, b *agenda.Owner) int {
		return cmp.Or(cmp.Compare(b.Overdue, a.Overdue), cmp.Compare(b.ToTreat, a.ToTreat), cmp.Compare(b.Soon, a.Soon), cmp.Compare(len(b.Risks), len(a.Risks)))
	})
	return list
}

func ownersView(v *desk.Desk, path string) view.Owners {
	columns := []desk.Column{{Key: "owner", Class: "title"}, {Key: "form", Class: "nowrap"}, {Key: "ownOverdue", Class: "number"}, {Key: "ownLateActions", Class: "number"}, {Key: "ownBeyond", Class: "number"}}
	unjudged := v.Assessment.Summary.Unjudged() > 0
	if unjudged {
		columns = append(columns, desk.Column{Key: "ownUnjudged", Class: "number"})
	}
	t := v.Table("list.rows", v.Words["ownersTitle"], append(columns, desk.Column{Key: "ownRisksHead", Class: "number"}, desk.Column{Key: "ownPlansHead", Class: "number"}, desk.Column{Key: "calSoonHead", Class: "number"}, desk.Column{Key: "calNext", Class: "nowrap"})...)
	forms, states := desk.NewPicks("form", "form"), desk.NewPicks("state", "ownFilter")
	n, late, beyond := 0, 0, 0
	var idle []part.Part
	for _, o := range ownersByUrgency(v) {
		if o.Idle() {
			idle = append(idle, v.OwnerLink(path, o.Key))
			continue
		}
		n++
		state, form := "time", ""
		if o.Overdue > 0 {
			late++
			state = "late"
		}
		if o.ToTreat > 0 {
			beyond++
		}
		if o.Party != nil {
			form = o.Party.Kind
			forms.Add(0, form, v.Known("partykind-", form))
		}
		t.Row("form", form, "state", state)
		t.Head(v.OwnerLink(path, o.Key))
		t.Words(v.Known("partykind-", form))
		t.Number(o.Overdue, lateCount(o.Overdue))
		t.Number(o.LateActions, lateCount(o.LateActions))
		t.Number(o.ToTreat, lateCount(o.ToTreat))
		if unjudged {
			t.Number(o.Unjudged, unjudgedCount(o.Unjudged))
		}
		t.Cell(desk.Count(o.OpenRisks()))
		t.Cell(desk.Count(o.LivePlans()))
		t.Cell(desk.Count(o.Soon))
		t.Cell(desk.Or(part.Words(o.Next().String()), part.Words("–")))
	}
	if late > 0 && late < n {
		states.Add(0, "late", v.Words["ownFilterLate"])
		states.Add(1, "time", v.Words["ownFilterTime"])
	}
	page := view.Owners{None: n == 0}
	page.Frame = v.Frame(path, v.Words["ownersTitle"])
	page.Count = part.Words(v.Say("ownersCount", "n", n, "late", late, "beyond", beyond))
	page.Filters, page.Table = v.Filters("list.rows", forms, states), t.Sortable()
	page.Idle = desk.Join(v.Words["listSeparator"], idle...)
	return page
}

// unjudgedCount shows how many could not be judged, marked where there are any.
func unjudgedCount(n int) part.Part {
	if n == 0 {
		return part.Words("0")
	}
	return desk.Badge("unjudged", strconv.Itoa(n))
}

// OwnerPages makes a page for each owner.
func OwnerPages(v *desk.Desk) iter.Seq[desk.Page] {
	files := sync.OnceValue(func() desk.OwnerFiles { return docketFiles(agenda.Agenda(v.Assessment)) })
	return func(yield func(desk.Page) bool) {
		for _, o := range agenda.OwnersOf(v.Assessment).All {
			path := v.Index.OwnerFiles().Path(o.Key)
			if !yield(desk.Page{Path: path, Template: "owner.html", View: func() any { return ownerView(v, path, o, files) }}) {
				return
			}
		}
	}
}

func ownerView(v *desk.Desk, path string, o *agenda.Owner, dockets func() desk.OwnerFiles) view.Owner {
	page := view.Owner{Frame: v.Frame(path, v.OwnerName(o.Key)), List: v.PageLink(path, "owners.html", v.Words["ownersTitle"]), Head: part.Words(o.Key)}
	if p := o.Party; p != nil {
		page.Head, page.Kind, page.Summary = v.Short(p.Title), v.Known("partykind-", p.Kind), v.Wording(p.Summary)
		page.Facts = partyFacts(v, path, o)
	}
	if o.Idle() {
		return page
	}
	page.Tiles = ownerTiles(v, o)
	add := func(id, title string, n int, table part.Part, list string) {
		if n == 0 {
			return
		}
		s := view.OwnerSection{ID: id, Title: v.Words[title], Count: n, Table: table}
		if more := n - mostOwned; more > 0 && list != "" {
			s.More = v.SayParts("ownMore", "n", more, "list", v.ListLink(path, register.KindOf(list)))
		} else if more > 0 {
			s.More = v.SayParts("ownMoreDue", "n", more)
		}
		page.Sections = append(page.Sections, s)
	}
	add("decides", "ownDecides", len(o.Decides)+len(o.Lapses), decides(v, path, o), "")
	if len(page.Sections) > 0 {
		if to := docketPath(dockets(), o.Key); to != "" {
			page.Sections[0].More = desk.Join(" ", page.Sections[0].More, v.PageLink(path, to, v.Words["agendaPage"]))
		}
	}
	add("due", "ownDue", len(o.Due), ownedDue(v, path, listed(o.Due)), "")
	add("risks", "ownRisks", len(o.Risks), ownedRisks(v, path, listed(o.Risks)), "risks")
	add("plans", "ownPlans", len(o.Plans), ownedPlans(v, path, listed(o.Plans)), "treatments")
	add("actions", "ownActions", len(o.Undated), undatedActions(v, path, listed(o.Undated)), "treatments")
	add("findings", "ownFindings", len(o.Findings), ownedFindings(v, path, listed(o.Findings)), "findings")
	add("controls", "ownControls", len(o.Controls), ownedControls(v, path, listed(o.Controls)), "controls")
	add("assets", "ownAssets", len(o.Assets), ownedAssets(v, path, listed(o.Assets)), "assets")
	add("decisions", "ownDecisions", len(o.Decisions), ownedDecisions(v, path, o.Key, listed(o.Decisions)), "decisions")
	add("reviews", "ownReviews", len(o.Reviews), ownedReviews(v, path, listed(o.Reviews)), "reviews")
	add("shared", "ownShared", len(o.Shared), sharedPlans(v, path, listed(o.Shared)), "treatments")
	add("others", "ownOthers", len(o.Others), otherRecords(v, path, listed(o.Others)), "")
	add("waiting", "ownWaiting", len(o.Waiting), otherRecords(v, path, listed(o.Waiting)), "")
	return page
}

// decides lists what waits for a party's decision, and what it may decide on before it lapses: why, and by when.
func decides(v *desk.Desk, path string, o *agenda.Owner) part.Part {
	t := v.Table("", v.Words["ownDecides"], desk.Column{Key: "subject", Class: "title"}, desk.Column{Key: "dashWhy", Class: "words"}, desk.Column{Key: "dashBy", Class: "nowrap"}, desk.Column{Key: "owner", Class: "name"})
	row := func(item view.DecideItem) {
		t.Row()
		t.Head(desk.Lines(item.Record, item.Badge))
		t.Cell(item.Why)
		t.Cell(item.By)
		t.Cell(item.Owner)
	}
	for _, w := range listed(o.Decides) {
		row(rating.DecideItem(v, path, w))
	}
	for _, l := range listed(o.Lapses) {
		row(rating.LapsingItem(v, path, l))
	}
	return t.Stacked()
}

// partyFacts gives what parties.toml says of an owner.
func partyFacts(v *desk.Desk, path string, o *agenda.Owner) part.Part {
	p := o.Party
	f := v.Facts()
	f.Add("partyRole", v.Wording(p.Role))
	if p.Email != "" {
		f.Add("partyEmail", desk.Outside("mailto:"+p.Email, part.Words(p.Email)))
	}
	if p.Parent != "" {
		f.Add("partyParent", v.OwnerLink(path, p.Parent))
	}
	f.Add("partyMembers", v.OwnerLinks(path, p.Members))
	f.Add("partyGroups", v.OwnerLinks(path, o.Groups))
	f.Add("partyWithin", v.OwnerLinks(path, o.Within))
	if p.Extra != nil {
		for i := range p.Extra.Fields {
			f.Named(p.Extra.Fields[i].Key, v.Value(&p.Extra.Fields[i].Value))
		}
	}
	return f.Done()
}

func ownerTiles(v *desk.Desk, o *agenda.Owner) []view.Tile {
	link := func(n int, to string) string {
		if n == 0 {
			return ""
		}
		return to
	}
	tiles := []view.Tile{
		{Figure: part.Words(strconv.Itoa(o.Overdue)), What: v.Words["ownTileLate"], Class: desk.Grade(o.Overdue, "tile-bad"), Href: link(len(o.Due), "#owner.due")},
		{Figure: part.Words(strconv.Itoa(o.Soon)), What: v.Say("ownTileSoon", "n", assess.SoonDays), Href: link(len(o.Due), "#owner.due")},
		rating.DashboardToTreat(v, o.ToTreat, o.OpenRisks(), o.Unjudged, "ownTileBeyond", "ownTileOf", link(len(o.Risks), "#owner.risks")),
		{Figure: part.Words(strconv.Itoa(o.LivePlans())), What: v.Words["ownTilePlans"], Note: part.Words(v.Say("ownTileActionsOpen", "n", o.OpenActions)), Href: link(len(o.Plans), "#owner.plans")},
	}
	if o.LateActions > 0 {
		tiles[0].Note = part.Words(v.Say("ownTileActions", "n", o.LateActions))
	}
	if o.Soon > 0 {
		tiles[1].Class = "tile-warn"
	}
	if n := len(o.Decides) + len(o.Lapses); n > 0 {
		tiles = slices.Insert(tiles, 0, view.Tile{Figure: part.Words(strconv.Itoa(n)), What: v.Words["ownDecides"], Class: "tile-warn", Href: "#owner.decides"})
	}
	if next := o.Next(); !next.IsZero() {
		tiles = append(tiles, view.Tile{Figure: part.Words(next.String()), What: v.Words["ownTileNext"], Class: "tile-long"})
	}
	return tiles
}
