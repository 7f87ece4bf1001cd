package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var ownersWords = Words{
	"ownersTitle":        {Ja: "責任者", En: "Owners"},
	"ownersLead":         {Ja: "誰が何に責任を負い、いま何を求められているかを示します。期限を過ぎたものの多い順です。", En: "Who answers for what, and what is wanted of whom now. Those with most overdue come first."},
	"ownersCount":        {Ja: "責任を負うもののある人・組織{n}件。うち期限を過ぎたもののあるもの{late}件、対応を要するリスクを抱えるもの{beyond}件。", En: "{n} answer for something: {late} of them have something overdue, {beyond} have risks to be treated."},
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
	"ownTileBeyond":      {Ja: "対応を要するリスク", En: "risks to be treated"},
	"ownTileOf":          {Ja: "終結していないリスク{n}件のうち", En: "of {n} open risks"},
	"ownTileLate":        {Ja: "期限を過ぎたもの", En: "overdue"},
	"ownTileActions":     {Ja: "うち作業 {n}件", En: "{n} of them actions"},
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
	"ownMore":            {Ja: "ほか{n}件は「{list}」の一覧にあります。", En: "{n} more are in the list of {list}."},
	"ownMoreDue":         {Ja: "ほか{n}件があります。", En: "There are {n} more."},
	"partyRole":          {Ja: "役割", En: "Role"},
	"partyEmail":         {Ja: "メール", En: "Email"},
	"partyParent":        {Ja: "上位の組織", En: "Part of"},
	"partyMembers":       {Ja: "構成員", En: "Members"},
	"partyGroups":        {Ja: "所属する会議体など", En: "Member of"},
	"partyWithin":        {Ja: "下位の組織", En: "Has under it"},
}

// ownersView is the page owners.html.
type ownersView struct {
	listView
	Idle part.Part // parties that no record names
	None bool
}

// ownersPresenter makes the pages of owners.
type ownersPresenter struct{ *desk }

func ownersPages(v *desk) iter.Seq[Page] {
	return one("owners.html", "owners.html", func() any { return ownersPresenter{v}.ownersView("owners.html") })
}

// ownersByUrgency gives the owners with most overdue first, then those with most risks beyond acceptance.
func (v ownersPresenter) ownersByUrgency() []*assess.Owner {
	list := slices.Clone(v.Assessment.Owners().All)
	slices.SortStableFunc(list, func(a, b *assess.Owner) int {
		return cmp.Or(cmp.Compare(b.Overdue, a.Overdue), cmp.Compare(b.ToTreat, a.ToTreat), cmp.Compare(b.Soon, a.Soon), cmp.Compare(len(b.Risks), len(a.Risks)))
	})
	return list
}

func (v ownersPresenter) ownersView(path string) ownersView {
	columns := []column{{"owner", "title"}, {"form", "nowrap"}, {"ownOverdue", "number"}, {"ownLateActions", "number"}, {"ownBeyond", "number"}}
	unjudged := v.Assessment.Summary.Unjudged() > 0
	if unjudged {
		columns = append(columns, column{"ownUnjudged", "number"})
	}
	t := v.table("list.rows", v.words["ownersTitle"], append(columns, column{"ownRisksHead", "number"}, column{"ownPlansHead", "number"}, column{"calSoonHead", "number"}, column{"calNext", "nowrap"})...)
	forms, states := newPicks("form", "form"), newPicks("state", "ownFilter")
	n, late, beyond := 0, 0, 0
	var idle []part.Part
	for _, o := range v.ownersByUrgency() {
		if o.Idle() {
			idle = append(idle, v.ownerLink(path, o.Key))
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
			forms.add(0, form, v.known("partykind-", form))
		}
		t.row("form", form, "state", state)
		t.head(v.ownerLink(path, o.Key))
		t.words(v.known("partykind-", form))
		t.number(o.Overdue, calendarPresenter{v.desk}.lateCount(o.Overdue))
		t.number(o.LateActions, calendarPresenter{v.desk}.lateCount(o.LateActions))
		t.number(o.ToTreat, calendarPresenter{v.desk}.lateCount(o.ToTreat))
		if unjudged {
			t.number(o.Unjudged, v.unjudgedCount(o.Unjudged))
		}
		t.cell(count(o.OpenRisks()))
		t.cell(count(o.LivePlans()))
		t.cell(count(o.Soon))
		t.cell(or(part.Words(o.Next().String()), part.Words("–")))
	}
	if late > 0 && late < n {
		states.add(0, "late", v.words["ownFilterLate"])
		states.add(1, "time", v.words["ownFilterTime"])
	}
	page := ownersView{None: n == 0}
	page.Frame = v.frame(path, v.words["ownersTitle"])
	page.Count = part.Words(v.say("ownersCount", "n", n, "late", late, "beyond", beyond))
	page.Filters, page.Table = v.filters("list.rows", forms, states), t.sortable()
	page.Idle = join(v.words["listSeparator"], idle...)
	return page
}

// unjudgedCount shows how many could not be judged, marked where there are any.
func (v ownersPresenter) unjudgedCount(n int) part.Part {
	if n == 0 {
		return part.Words("0")
	}
	return badge("unjudged", strconv.Itoa(n))
}

func count(n int) part.Part { return part.Words(strconv.Itoa(n)) }

// ownerSection is one list on the page of an owner.
type ownerSection struct {
	ID, Title string
	Count     int
	Table     part.Part
	More      part.Part // where not all are listed
}

// ownerView is the page of one owner.
type ownerView struct {
	Frame
	List     part.Part
	Head     part.Part
	Kind     string
	Summary  part.Part
	Facts    part.Part
	Tiles    []Tile
	Sections []ownerSection
}

func ownerPages(v *desk) iter.Seq[Page] {
	return func(yield func(Page) bool) {
		for _, o := range v.Assessment.Owners().All {
			path := v.index.ownerFiles().path(o.Key)
			if !yield(Page{path, "owner.html", func() any { return (ownersPresenter{v}).ownerView(path, o) }}) {
				return
			}
		}
	}
}

// mostOwned is how many records of a kind the page of an owner lists.
const mostOwned = 500

func (v ownersPresenter) ownerView(path string, o *assess.Owner) ownerView {
	page := ownerView{Frame: v.frame(path, v.ownerName(o.Key)), List: v.pageLink(path, "owners.html", v.words["ownersTitle"]), Head: part.Words(o.Key)}
	if p := o.Party; p != nil {
		page.Head, page.Kind, page.Summary = v.short(p.Title), v.known("partykind-", p.Kind), v.wording(p.Summary)
		page.Facts = v.partyFacts(path, o)
	}
	if o.Idle() {
		return page
	}
	page.Tiles = v.ownerTiles(o)
	add := func(id, title string, n int, table part.Part, list string) {
		if n == 0 {
			return
		}
		s := ownerSection{ID: id, Title: v.words[title], Count: n, Table: table}
		if more := n - mostOwned; more > 0 && list != "" {
			s.More = v.sayParts("ownMore", "n", more, "list", v.listLink(path, register.KindOf(list)))
		} else if more > 0 {
			s.More = v.sayParts("ownMoreDue", "n", more)
		}
		page.Sections = append(page.Sections, s)
	}
	add("decides", "ownDecides", len(o.Decides)+len(o.Lapses), v.decides(path, o), "")
	add("due", "ownDue", len(o.Due), v.ownedDue(path, listed(o.Due)), "")
	add("risks", "ownRisks", len(o.Risks), v.ownedRisks(path, listed(o.Risks)), "risks")
	add("plans", "ownPlans", len(o.Plans), v.ownedPlans(path, listed(o.Plans)), "treatments")
	add("actions", "ownActions", len(o.Undated), v.undatedActions(path, listed(o.Undated)), "treatments")
	add("findings", "ownFindings", len(o.Findings), v.ownedFindings(path, listed(o.Findings)), "findings")
	add("controls", "ownControls", len(o.Controls), v.ownedControls(path, listed(o.Controls)), "controls")
	add("assets", "ownAssets", len(o.Assets), v.ownedAssets(path, listed(o.Assets)), "assets")
	add("decisions", "ownDecisions", len(o.Decisions), v.ownedDecisions(path, o.Key, listed(o.Decisions)), "decisions")
	add("reviews", "ownReviews", len(o.Reviews), v.ownedReviews(path, listed(o.Reviews)), "reviews")
	add("shared", "ownShared", len(o.Shared), v.sharedPlans(path, listed(o.Shared)), "treatments")
	add("others", "ownOthers", len(o.Others), v.otherRecords(path, listed(o.Others)), "")
	add("waiting", "ownWaiting", len(o.Waiting), v.otherRecords(path, listed(o.Waiting)), "")
	return page
}

// decides lists what waits for a party's decision, and what it may decide on before it lapses: why, and by when.
func (v ownersPresenter) decides(path string, o *assess.Owner) part.Part {
	t := v.table("", v.words["ownDecides"], column{"subject", "title"}, column{"dashWhy", "words"}, column{"dashBy", "nowrap"}, column{"owner", "name"})
	row := func(item DecideItem) {
		t.row()
		t.head(lines(item.Record, item.Badge))
		t.cell(item.Why)
		t.cell(item.By)
		t.cell(item.Owner)
	}
	for _, w := range listed(o.Decides) {
		row(dashboardDecidePresenter{v.desk}.decideItem(path, w))
	}
	for _, l := range listed(o.Lapses) {
		row(dashboardDecidePresenter{v.desk}.lapsingItem(path, l))
	}
	return t.done()
}

// listed gives as many of a list as the page of an owner shows.
func listed[T any](list []T) []T { return list[:min(len(list), mostOwned)] }

// partyFacts gives what parties.toml says of an owner.
func (v ownersPresenter) partyFacts(path string, o *assess.Owner) part.Part {
	p := o.Party
	f := v.facts()
	f.add("partyRole", v.wording(p.Role))
	if p.Email != "" {
		f.add("partyEmail", outside("mailto:"+p.Email, part.Words(p.Email)))
	}
	if p.Parent != "" {
		f.add("partyParent", v.ownerLink(path, p.Parent))
	}
	f.add("partyMembers", v.ownerLinks(path, p.Members))
	f.add("partyGroups", v.ownerLinks(path, o.Groups))
	f.add("partyWithin", v.ownerLinks(path, o.Within))
	if p.Extra != nil {
		for i := range p.Extra.Fields {
			f.named(p.Extra.Fields[i].Key, v.value(&p.Extra.Fields[i].Value))
		}
	}
	return f.done()
}

func (v ownersPresenter) ownerTiles(o *assess.Owner) []Tile {
	link := func(n int, to string) string {
		if n == 0 {
			return ""
		}
		return to
	}
	tiles := []Tile{
		{strconv.Itoa(o.Overdue), v.words["ownTileLate"], "", grade(o.Overdue, "tile-bad"), link(len(o.Due), "#owner.due")},
		{strconv.Itoa(o.Soon), v.say("ownTileSoon", "n", assess.SoonDays), "", "", link(len(o.Due), "#owner.due")},
		dashboardPresenter{v.desk}.toTreat(o.ToTreat, o.OpenRisks(), o.Unjudged, "ownTileBeyond", "ownTileOf", link(len(o.Risks), "#owner.risks")),
		{strconv.Itoa(o.LivePlans()), v.words["ownTilePlans"], v.say("ownTileActionsOpen", "n", o.OpenActions), "", link(len(o.Plans), "#owner.plans")},
	}
	if o.LateActions > 0 {
		tiles[0].Note = v.say("ownTileActions", "n", o.LateActions)
	}
	if o.Soon > 0 {
		tiles[1].Class = "tile-warn"
	}
	if n := len(o.Decides) + len(o.Lapses); n > 0 {
		tiles = slices.Insert(tiles, 0, Tile{strconv.Itoa(n), v.words["ownDecides"], "", "tile-warn", "#owner.decides"})
	}
	if next := o.Next(); !next.IsZero() {
		tiles = append(tiles, Tile{next.String(), v.words["ownTileNext"], "", "tile-long", ""})
	}
	return tiles
}

func (v ownersPresenter) ownedDue(path string, items []*assess.DueItem) part.Part {
	t := v.table("", v.words["ownDue"], column{"calOn", "nowrap"}, column{"calRecord", "title"}, column{"calWhat", ""})
	for _, d := range items {
		t.row()
		calendarPresenter{v.desk}.dueCells(t, path, d, false)
	}
	return t.sortable()
}

func (v ownersPresenter) ownedRisks(path string, risks []*assess.Risk) part.Part {
	t := v.table("", v.words["ownRisks"], column{"rankShort", "number"}, column{"risksNamedHead", "title"}, column{"risksNowHead", "nowrap"}, column{"risksThenHead", "nowrap"}, column{"outcome", ""},
		column{"ownNextReview", "nowrap"}, column{"plans", ""})
	for _, r := range risks {
		t.row()
		if r.Rank > 0 {
			t.cell(count(r.Rank))
		} else {
			t.cell(part.Words("–"))
		}
		t.head(v.ref(path, r.Record.ID))
		t.cell(v.ratingBadge(r.Now))
		t.cell(v.projectedBadge(r))
		t.cell(join(" ", v.outcomeBadge(r.Outcome), v.staleMark(r), v.touchedMark(r)))
		t.cell(v.dueShort(r.Next, !r.Closed()))
		t.cell(risksPresenter{v.desk}.planRefs(path, r))
	}
	return t.done()
}

func (v ownersPresenter) ownedPlans(path string, plans []*assess.Plan) part.Part {
	t := v.table("", v.words["ownPlans"], column{"planHead", "title"}, column{"status", "nowrap"}, column{"planDueHead", ""}, column{"planVerdict", ""}, column{"planRisks", "refs"})
	for _, p := range plans {
		t.row()
		t.head(v.ref(path, p.Record.ID))
		t.cell(lines(treatmentsPresenter{v.desk}.planStatus(p.Record), treatmentsPresenter{v.desk}.progressWords(p.Record.ID)))
		t.cell(lines(part.Whole{Part: part.Words(p.Record.Due.String())}, or(treatmentsPresenter{v.desk}.deviation(p.Record.ID), treatmentsPresenter{v.desk}.onTime(p.Record))))
		t.cell(treatmentsPresenter{v.desk}.planVerdict(p))
		t.cell(v.someRefs(path, p.Record.Risks))
	}
	return t.done()
}

func (v ownersPresenter) undatedActions(path string, actions []assess.OwnedAction) part.Part {
	t := v.table("", v.words["ownActions"], column{"ownAction", "title"}, column{"planHead", "title"})
	for _, x := range actions {
		t.row()
		t.head(v.short(x.Action.Title))
		t.cell(v.ref(path, x.Plan.ID))
	}
	return t.done()
}

func (v ownersPresenter) ownedFindings(path string, findings []*register.Finding) part.Part {
	t := v.table("", v.words["ownFindings"], column{"findingHead", "title"}, column{"status", "nowrap"}, column{"findingReceived", "nowrap"}, column{"due", "nowrap"})
	for _, f := range slices.SortedStableFunc(slices.Values(findings), func(a, b *register.Finding) int { return cmp.Compare(b.Status, a.Status) }) {
		t.row()
		t.head(v.ref(path, f.ID))
		t.cell(findingsPresenter{v.desk}.findingState(f))
		t.words(f.Received.String())
		t.cell(v.dueShort(f.Due, v.Assessment.Open(f)))
	}
	return t.done()
}

func (v ownersPresenter) ownedControls(path string, controls []*register.Control) part.Part {
	t := v.table("", v.words["ownControls"], column{"controlHead", "title"}, column{"controlFunction", "nowrap"}, column{"controlState", "nowrap"})
	for _, c := range controls {
		t.row()
		t.head(v.nameOf(path, c.ID))
		t.words(v.words["function-"+c.Function])
		t.cell(controlsPresenter{v.desk}.controlState(c))
	}
	return t.done()
}

func (v ownersPresenter) ownedAssets(path string, assets []*register.Asset) part.Part {
	t := v.table("", v.words["ownAssets"], column{"assetHead", "title"}, column{"form", "nowrap"}, column{"risksOfRecord", "refs"})
	for _, a := range assets {
		t.row()
		t.head(v.ref(path, a.ID))
		t.words(v.words["asset-"+a.Form])
		t.cell(v.someRefs(path, v.index.bearing().byAsset[a.ID]))
	}
	return t.done()
}

func (v ownersPresenter) ownedDecisions(path, key string, decisions []*register.Decision) part.Part {
	t := v.table("", v.words["ownDecisions"], column{"on", "nowrap"}, column{"subject", "title"}, column{"form", "nowrap"}, column{"ownRole", "nowrap"}, column{"until", "nowrap"}, column{"state", ""})
	for _, d := range decisions {
		part := "ownProposed"
		switch {
		case d.Asked() && d.Body == key:
			part = "ownAsked"
		case d.By == key:
			part = "ownDecided"
		}
		t.row()
		t.words(d.On.String())
		t.head(v.ref(path, d.ID))
		t.words(v.words["decision-"+d.Form])
		t.words(v.words[part])
		t.words(d.Until.String())
		t.cell(decisionsPresenter{v.desk}.decisionState(d))
	}
	return t.done()
}

func (v ownersPresenter) ownedReviews(path string, reviews []*register.Review) part.Part {
	t := v.table("", v.words["ownReviews"], column{"reviewOn", "nowrap"}, column{"reviewHead", "title"}, column{"reviewFactor", "nowrap"}, column{"reviewOutcome", "nowrap"})
	for _, r := range reviews {
		t.row()
		t.words(r.On.String())
		t.head(v.ref(path, r.ID))
		t.words(v.words["factor-"+r.Factor])
		t.cell(reviewsPresenter{v.desk}.reviewBadge(r))
	}
	return t.done()
}

func (v ownersPresenter) sharedPlans(path string, plans []*register.Treatment) part.Part {
	t := v.table("", v.words["ownShared"], column{"planHead", "title"}, column{"status", "nowrap"}, column{"planRisks", "refs"}, column{"owner", "name"})
	for _, p := range plans {
		t.row()
		t.head(v.ref(path, p.ID))
		t.cell(treatmentsPresenter{v.desk}.planStatus(p))
		t.cell(v.someRefs(path, p.Risks))
		t.cell(v.ownerLink(path, p.Owner))
	}
	return t.done()
}

// otherRecords lists the records of the kinds that have no list of their own, by kind.
func (v ownersPresenter) otherRecords(path string, entries []register.Entry) part.Part {
	f := v.facts()
	for len(entries) > 0 {
		kind := entries[0].Of().Kind
		var ids []string
		for len(entries) > 0 && entries[0].Of().Kind == kind {
			ids = append(ids, entries[0].Of().ID)
			entries = entries[1:]
		}
		f.add(kind.Folder+"Title", v.refList(path, ids))
	}
	return f.done()
}
