package duty

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// CalendarWords are the words of this file's pages and parts, by key.
var CalendarWords = desk.Words{
	"calendarTitle":  {Ja: "カレンダー", En: "Calendar"},
	"calLead":        {Ja: "期限を迎えるもの、効力の切れるもの、見直すものを、期限を過ぎたものから日付の順に示します。", En: "What falls due, expires or is to be reviewed: overdue items first, then by date."},
	"calNothing":     {Ja: "期日のある事項はありません。計画や課題の期限、受容の期限、見直しの予定日を記録すると、ここに並びます。", En: "Nothing has a date. Due dates of plans and findings, ends of acceptances and days of review stand here once they are recorded."},
	"calAllInTime":   {Ja: "期限を過ぎたものはありません。", En: "Nothing is overdue."},
	"calTileLate":    {Ja: "期限を過ぎたもの", En: "overdue"},
	"calTileOldest":  {Ja: "最も古い期日 {day}", En: "the oldest since {day}"},
	"calTileSoon":    {Ja: "今後{n}日のうちに期限を迎えるもの", En: "due in the next {n} days"},
	"calTileUntil":   {Ja: "{day}まで", En: "until {day}"},
	"calTileLater":   {Ja: "その後に期限を迎えるもの", En: "due later"},
	"calTileLast":    {Ja: "最後の期日 {day}", En: "the last on {day}"},
	"calMonths":      {Ja: "月別の件数", En: "By month"},
	"calItems":       {Ja: "期日の順", En: "By date"},
	"calOn":          {Ja: "期日", En: "Date"},
	"calWhat":        {Ja: "内容", En: "What"},
	"calRecord":      {Ja: "対象", En: "Record"},
	"calLate":        {Ja: "{n}日超過", En: "{n} {n|day|days} overdue"},
	"calToday":       {Ja: "本日", En: "today"},
	"calIn":          {Ja: "あと{n}日", En: "in {n} {n|day|days}"},
	"calPeriod":      {Ja: "時期", En: "When"},
	"calPeriodLate":  {Ja: "期限超過", En: "Overdue"},
	"calPeriodSoon":  {Ja: "今後{n}日", En: "Next {n} days"},
	"calPeriodLater": {Ja: "その後", En: "Later"},
	"calMonth":       {Ja: "月", En: "Month"},
	"calOwners":      {Ja: "責任者別の件数", En: "By owner"},
	"calNobody":      {Ja: "責任者の定めなし", En: "No owner named"},
	"calSoonHead":    {Ja: "今後30日", En: "Next 30 days"},
	"calNext":        {Ja: "次の期日", En: "Next date"},
	"calAbout":       {Ja: "関わる記録：", En: "Concerns "},
	"calApproved":    {Ja: "承認者：", En: "approved by "},
	"calMore":        {Ja: "日付の早い{shown}件を示しました。残りの{more}件は、各責任者のページと calendar.ics にあります。", En: "The first {shown} by date are shown; the other {more} {more|is|are} on the owners' pages and in calendar.ics."},
	"calFile":        {Ja: "予定表に取り込む", En: "Take it into a calendar program"},
	"calFileLink":    {Ja: "calendar.ics をダウンロード", En: "Download calendar.ics"},
	"calFileHow":     {Ja: "取り込み方", En: "How to use it"},
	"calFileOnce":    {Ja: "一度だけ取り込むには、calendar.ics をダウンロードし、予定表のプログラムの「インポート」で開きます。ここに示すすべての事項が、終日の予定として入ります。", En: "To take it in once, download calendar.ics and open it with “Import” in the calendar program. Everything on this page becomes an event of a whole day."},
	"calFileFollow":  {Ja: "更新を受け取り続けるには、公開しているサイトの calendar.ics のアドレスを、予定表のプログラムの「URLで購読」（照会、インターネットカレンダー）に登録します。期日が変わると、次の更新で予定が移り、終わった事項は消えます。", En: "To keep it up to date, give the address of calendar.ics on the published site to “Subscribe by URL” (internet calendar). When a date changes its event moves at the next refresh, and what is done disappears."},
	"calFileAddress": {Ja: "このサイトのアドレス：", En: "Its address: "},
	"calFileLocal":   {Ja: "購読には、予定表のプログラムから届くウェブサーバーでサイトを公開する必要があります。", En: "Subscribing needs the site to be published on a web server that the calendar program can reach."},
}

// CalendarPages makes the page of calendar.
func CalendarPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("calendar.html", "calendar.html", func() any { return calendarView(v, "calendar.html") })
}

// mostDue is how many items the calendar lists: more make a page that nobody can use.
const mostDue = 2000

func calendarView(v *desk.Desk, path string) view.Calendar {
	items := dueItems(v)
	page := view.Calendar{Frame: v.Frame(path, v.Words["calendarTitle"]), Lead: v.Words["calLead"], Address: address.Of(v.Register, v.SitePath("calendar.ics"))}
	if len(items) == 0 {
		page.Lead = v.Words["calNothing"]
		return page
	}
	if period(v, items[0]) != "late" {
		page.Lead += v.Words["sentenceSeparator"] + v.Words["calAllInTime"]
	}
	page.Tiles = dueTiles(v, items)
	page.Months = monthLinks(v, items)
	page.Table, page.Filters = calendarTable(v, path, items[:min(len(items), mostDue)])
	if more := len(items) - mostDue; more > 0 {
		page.More = v.Say("calMore", "shown", mostDue, "more", more)
	}
	page.Owners = dueByOwner(v, path)
	return page
}

// dueItems points at everything that falls due, by day.
func dueItems(v *desk.Desk) []*assess.DueItem {
	items := make([]*assess.DueItem, len(v.Assessment.Due))
	for i := range v.Assessment.Due {
		items[i] = &v.Assessment.Due[i]
	}
	return items
}

// period places an item: "late", "soon" or "later".
func period(v *desk.Desk, d *assess.DueItem) string {
	switch {
	case d.Overdue(v.Assessment.AsOf):
		return "late"
	case v.Assessment.Soon(d):
		return "soon"
	}
	return "later"
}

// dueTiles counts items, which stand by day, by period.
func dueTiles(v *desk.Desk, items []*assess.DueItem) []view.Tile {
	late, _ := slices.BinarySearchFunc(items, v.Assessment.AsOf, func(d *assess.DueItem, asOf date.Date) int { return d.On.Compare(asOf) })
	end := v.Assessment.AsOf.AddDays(assess.SoonDays)
	soon, _ := slices.BinarySearchFunc(items, end.AddDays(1), func(d *assess.DueItem, day date.Date) int { return d.On.Compare(day) })
	tiles := []view.Tile{
		{Figure: part.Words(fmt.Sprint(late)), What: v.Words["calTileLate"], Class: desk.Grade(late, "tile-bad")},
		{Figure: part.Words(fmt.Sprint(soon - late)), What: v.Say("calTileSoon", "n", assess.SoonDays), Note: part.Words(v.Say("calTileUntil", "day", end))},
		{Figure: part.Words(fmt.Sprint(len(items) - soon)), What: v.Words["calTileLater"]},
	}
	if late > 0 {
		tiles[0].Note = part.Words(v.Say("calTileOldest", "day", items[0].On))
	}
	if soon > late {
		tiles[1].Class = "tile-warn"
	}
	if len(items) > soon {
		tiles[2].Note = part.Words(v.Say("calTileLast", "day", items[len(items)-1].On))
	}
	return tiles
}

// monthKey sorts months, and names their anchors and filters.
func monthKey(d date.Date) string { return d.String()[:len("2026-12")] }

// monthLinks lists the months with the number of their items; those that the table shows are linked.
func monthLinks(v *desk.Desk, items []*assess.DueItem) []view.MonthLink {
	var months []view.MonthLink
	for i := 0; i < len(items); {
		key, n := monthKey(items[i].On), i
		for n < len(items) && monthKey(items[n].On) == key {
			n++
		}
		month := view.MonthLink{Name: desk.Month(v.Verdicts, items[i].On), Count: n - i}
		if i < mostDue {
			month.Anchor = "month." + key
		}
		months = append(months, month)
		i = n
	}
	return months
}

// calendarTable lists items with filters above them.
func calendarTable(v *desk.Desk, path string, items []*assess.DueItem) (*part.Table, *part.Filters) {
	t := v.Table("list.rows", v.Words["calItems"], desk.Column{Key: "calOn", Class: "nowrap"}, desk.Column{Key: "calRecord", Class: "title"}, desk.Column{Key: "calWhat"}, desk.Column{Key: "owner", Class: "name"})
	periods, months, kinds, owned := desk.NewPicks("period", "calPeriod"), desk.NewPicks("month", "calMonth"), desk.NewPicks("kind", "calWhat"), desk.NewPicks("owner", "owner")
	before := ""
	for _, d := range items {
		period, month, files := period(v, d), monthKey(d.On), calendarOwnerFiles(v, d.Owners)
		periods.Add(slices.Index(periodNames, period), period, periodName(v, period))
		months.Add(0, month, month)
		kinds.Add(slices.Index(assess.DueKinds, d.Kind), string(d.Kind), v.Words["due-"+string(d.Kind)])
		for _, key := range d.Owners {
			owned.Add(0, v.Index.OwnerFiles()[key], v.OwnerName(key))
		}
		if len(files) == 0 {
			owned.Add(1, "-", v.Words["calNobody"])
			files = "-"
		}
		t.Row("period", period, "month", month, "kind", string(d.Kind), "owner", files)
		dueCells(v, t, path, d, month != before)
		before = month
		t.Cell(desk.Or(v.OwnerLinks(path, d.Owners), dueApproved(v, d), part.Words("–")))
	}
	return t.Sortable(), v.Filters("list.rows", periods, months, kinds, owned)
}

var periodNames = []string{"late", "soon", "later"}

func periodName(v *desk.Desk, period string) string {
	switch period {
	case "late":
		return v.Words["calPeriodLate"]
	case "soon":
		return v.Say("calPeriodSoon", "n", assess.SoonDays)
	}
	return v.Words["calPeriodLater"]
}

// calendarOwnerFiles names owners as filters know them: the names of their pages hold no spaces.
func calendarOwnerFiles(v *desk.Desk, keys []string) string {
	files := make([]string, len(keys))
	for i, key := range keys {
		files[i] = v.Index.OwnerFiles()[key]
	}
	return strings.Join(files, " ")
}

// dueCells writes the cells that every list of due items has: the day with the time left, the record, and what. The first day of a month may carry the
// anchor of the month.
func dueCells(v *desk.Desk, t *desk.Table, path string, d *assess.DueItem, anchor bool) {
	days := v.Assessment.AsOf.DaysUntil(d.On)
	day := part.Day{Text: d.On.String()}
	if anchor {
		day.Anchor = "month." + monthKey(d.On)
	}
	t.Number(days, desk.Join(" ", day, timeLeft(v, days)))
	t.Head(dueRecord(v, path, d))
	t.Cell(desk.Join(" ", part.Words(v.Words["due-"+string(d.Kind)]), dueIdle(v, d)))
}

// dueIdle marks an acceptance that is in force without effect for every risk that rests on it: its end changes nothing.
func dueIdle(v *desk.Desk, d *assess.DueItem) part.Part {
	if d.Kind != assess.DueAcceptance || len(d.About) == 0 {
		return nil
	}
	for _, id := range d.About {
		if r := v.Assessment.Risk(id); r == nil || !r.Acceptance.WithoutEffect() {
			return nil
		}
	}
	return desk.AcceptanceState(v, assess.WithoutEffect)
}

// timeLeft says in how many days something falls due, or since how many it is overdue.
func timeLeft(v *desk.Desk, days int) part.Part {
	switch {
	case days < 0:
		return desk.Badge("bad", v.Say("calLate", "n", -days))
	case days == 0:
		return desk.Badge("warn", v.Words["calToday"])
	case days <= assess.SoonDays:
		return desk.Badge("warn", v.Say("calIn", "n", days))
	}
	return desk.Small(part.Whole{Part: part.Words(v.Say("calIn", "n", days))})
}

// dueRecord names what falls due: the record, its action, and what it concerns.
func dueRecord(v *desk.Desk, path string, d *assess.DueItem) part.Part {
	if d.Kind == assess.DueCriteria {
		return v.PageLink(path, "criteria.html", v.Words["criteriaTitle"])
	}
	name := v.Ref(path, d.Record)
	if plan := v.Register.Treatment(d.Record); plan != nil && d.Action >= 0 {
		name = desk.Lines(v.Short(plan.Actions[d.Action].Title), desk.Small(name))
	}
	if n, ok := v.Register.Find(d.Record).(*register.Incident); ok && d.Action >= 0 {
		name = desk.Lines(name, desk.Small(part.Words(v.Words["incidentTo"]+v.Words["colon"]+v.Party(n.Reports[d.Action].To))))
	}
	if len(d.About) > 0 {
		name = desk.Lines(name, desk.Small(part.Line{part.Words(v.Words["calAbout"]), v.SomeRefs(path, d.About)}))
	}
	return name
}

// dueApproved names who approved the criteria, who are in nobody's name.
func dueApproved(v *desk.Desk, d *assess.DueItem) part.Part {
	if d.Kind != assess.DueCriteria || v.Register.Criteria.ApprovedBy.IsZero() {
		return nil
	}
	return desk.Small(part.Line{part.Words(v.Words["calApproved"]), v.Short(v.Register.Criteria.ApprovedBy)})
}

// dueByOwner counts what falls due by owner, those with most overdue first.
func dueByOwner(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["calOwners"], desk.Column{Key: "owner", Class: "title"}, desk.Column{Key: "calPeriodLate", Class: "number"}, desk.Column{Key: "calSoonHead", Class: "number"}, desk.Column{Key: "calPeriodLater", Class: "number"}, desk.Column{Key: "calNext", Class: "nowrap"})
	row := func(name part.Part, o *agenda.Owner) {
		later := len(o.Due) - o.Overdue - o.Soon
		t.Row()
		t.Head(name)
		t.Number(o.Overdue, lateCount(o.Overdue))
		t.Number(o.Soon, part.Words(strconv.Itoa(o.Soon)))
		t.Number(later, part.Words(strconv.Itoa(later)))
		t.Cell(desk.Or(part.Words(o.Next().String()), part.Words("–")))
	}
	for _, o := range ownersByUrgency((v)) {
		if len(o.Due) > 0 {
			row(v.OwnerLink(path, o.Key), o)
		}
	}
	if nobody := agenda.OwnersOf(v.Assessment).Nobody; len(nobody.Due) > 0 {
		row(part.Words(v.Words["calNobody"]), nobody)
	}
	return t.Sortable()
}

// lateCount shows a number that should be nought.
func lateCount(n int) part.Part {
	if n == 0 {
		return part.Words("0")
	}
	return desk.Badge("bad", strconv.Itoa(n))
}

// address gives the complete address of a file of the page's language; empty where the register states no base_url.
// DueAddress gives the complete address of the page, in a language, of the record that falls due; empty where the register states no base_url.
func DueAddress(r *register.Register, language string, d *assess.DueItem) string {
	path := "criteria.html"
	if e := r.Find(d.Record); e != nil {
		path = address.Path(e.Of().Kind, d.Record)
	}
	return address.Of(r, address.InSite(r, language, path))
}
