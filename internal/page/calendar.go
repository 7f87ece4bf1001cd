package page

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var calendarWords = Words{
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
	"calLate":        {Ja: "{n}日超過", En: "{n} days overdue"},
	"calLateOne":     {Ja: "1日超過", En: "1 day overdue"},
	"calToday":       {Ja: "本日", En: "today"},
	"calIn":          {Ja: "あと{n}日", En: "in {n} days"},
	"calInOne":       {Ja: "あと1日", En: "in 1 day"},
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
	"calMore":        {Ja: "日付の早い{shown}件を示しました。残りの{more}件は、各責任者のページと calendar.ics にあります。", En: "The first {shown} by date are shown; the other {more} are on the owners' pages and in calendar.ics."},
	"calFile":        {Ja: "予定表に取り込む", En: "Take it into a calendar program"},
	"calFileLink":    {Ja: "calendar.ics をダウンロード", En: "Download calendar.ics"},
	"calFileHow":     {Ja: "取り込み方", En: "How to use it"},
	"calFileOnce":    {Ja: "一度だけ取り込むには、calendar.ics をダウンロードし、予定表のプログラムの「インポート」で開きます。ここに示すすべての事項が、終日の予定として入ります。", En: "To take it in once, download calendar.ics and open it with “Import” in the calendar program. Everything on this page becomes an event of a whole day."},
	"calFileFollow":  {Ja: "更新を受け取り続けるには、公開しているサイトの calendar.ics のアドレスを、予定表のプログラムの「URLで購読」（照会、インターネットカレンダー）に登録します。期日が変わると、次の更新で予定が移り、終わった事項は消えます。", En: "To keep it up to date, give the address of calendar.ics on the published site to “Subscribe by URL” (internet calendar). When a date changes its event moves at the next refresh, and what is done disappears."},
	"calFileAddress": {Ja: "このサイトのアドレス：", En: "Its address: "},
	"calFileLocal":   {Ja: "購読には、予定表のプログラムから届くウェブサーバーでサイトを公開する必要があります。", En: "Subscribing needs the site to be published on a web server that the calendar program can reach."},
}

// CalendarView is the page calendar.html.
type CalendarView struct {
	Frame
	Lead    string
	Tiles   []Tile
	Months  []monthLink
	Filters part.Part
	Table   part.Part
	More    string
	Owners  part.Part
	Address string // of calendar.ics, where the site has one
}

// calendarPresenter makes the page of what falls due.
type calendarPresenter struct{ *desk }

func calendarPages(v *desk) iter.Seq[Page] {
	return one("calendar.html", "calendar.html", func() any { return calendarPresenter{v}.calendarView("calendar.html") })
}

// mostDue is how many items the calendar lists: more make a page that nobody can use.
const mostDue = 2000

func (v calendarPresenter) calendarView(path string) CalendarView {
	items := v.dueItems()
	page := CalendarView{Frame: v.frame(path, v.words["calendarTitle"]), Lead: v.words["calLead"], Address: Address(v.Register, v.sitePath("calendar.ics"))}
	if len(items) == 0 {
		page.Lead = v.words["calNothing"]
		return page
	}
	if v.period(items[0]) != "late" {
		page.Lead += v.words["sentenceSeparator"] + v.words["calAllInTime"]
	}
	page.Tiles = v.dueTiles(items)
	page.Months = v.monthLinks(items)
	page.Table, page.Filters = v.calendarTable(path, items[:min(len(items), mostDue)])
	if more := len(items) - mostDue; more > 0 {
		page.More = v.say("calMore", "shown", mostDue, "more", more)
	}
	page.Owners = v.dueByOwner(path)
	return page
}

// dueItems points at everything that falls due, by day.
func (v calendarPresenter) dueItems() []*assess.DueItem {
	items := make([]*assess.DueItem, len(v.Assessment.Due))
	for i := range v.Assessment.Due {
		items[i] = &v.Assessment.Due[i]
	}
	return items
}

// period places an item: "late", "soon" or "later".
func (v calendarPresenter) period(d *assess.DueItem) string {
	switch {
	case d.Overdue(v.Assessment.AsOf):
		return "late"
	case v.Assessment.Soon(d):
		return "soon"
	}
	return "later"
}

// dueTiles counts items, which stand by day, by period.
func (v calendarPresenter) dueTiles(items []*assess.DueItem) []Tile {
	late, _ := slices.BinarySearchFunc(items, v.Assessment.AsOf, func(d *assess.DueItem, asOf date.Date) int { return d.On.Compare(asOf) })
	end := v.Assessment.AsOf.AddDays(assess.SoonDays)
	soon, _ := slices.BinarySearchFunc(items, end.AddDays(1), func(d *assess.DueItem, day date.Date) int { return d.On.Compare(day) })
	tiles := []Tile{
		{fmt.Sprint(late), v.words["calTileLate"], "", grade(late, "tile-bad"), ""},
		{fmt.Sprint(soon - late), v.say("calTileSoon", "n", assess.SoonDays), v.say("calTileUntil", "day", end), "", ""},
		{fmt.Sprint(len(items) - soon), v.words["calTileLater"], "", "", ""},
	}
	if late > 0 {
		tiles[0].Note = v.say("calTileOldest", "day", items[0].On)
	}
	if soon > late {
		tiles[1].Class = "tile-warn"
	}
	if len(items) > soon {
		tiles[2].Note = v.say("calTileLast", "day", items[len(items)-1].On)
	}
	return tiles
}

// month names the month of a day: "2026年12月", "December 2026".
func (v calendarPresenter) month(d date.Date) string {
	if v.Language == "ja" {
		return fmt.Sprintf("%d年%d月", d.Year, d.Month)
	}
	return monthNames[d.Month-1] + " " + strconv.Itoa(int(d.Year))
}

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// monthKey sorts months, and names their anchors and filters.
func monthKey(d date.Date) string { return d.String()[:len("2026-12")] }

// monthLinks lists the months with the number of their items; those that the table shows are linked.
func (v calendarPresenter) monthLinks(items []*assess.DueItem) []monthLink {
	var months []monthLink
	for i := 0; i < len(items); {
		key, n := monthKey(items[i].On), i
		for n < len(items) && monthKey(items[n].On) == key {
			n++
		}
		month := monthLink{Name: v.month(items[i].On), Count: n - i}
		if i < mostDue {
			month.Anchor = "month." + key
		}
		months = append(months, month)
		i = n
	}
	return months
}

// monthLink is a month with the number of what falls due in it.
type monthLink struct {
	Name   string
	Anchor string // empty where the table ends before it
	Count  int
}

// calendarTable lists items with filters above them.
func (v calendarPresenter) calendarTable(path string, items []*assess.DueItem) (*part.Table, *part.Filters) {
	t := v.table("list.rows", v.words["calItems"], column{"calOn", "nowrap"}, column{"calRecord", "title"}, column{"calWhat", ""}, column{"owner", "name"})
	periods, months, kinds, owned := newPicks("period", "calPeriod"), newPicks("month", "calMonth"), newPicks("kind", "calWhat"), newPicks("owner", "owner")
	before := ""
	for _, d := range items {
		period, month, files := v.period(d), monthKey(d.On), v.ownerFiles(d.Owners)
		periods.add(slices.Index(periodNames, period), period, v.periodName(period))
		months.add(0, month, month)
		kinds.add(slices.Index(assess.DueKinds, d.Kind), string(d.Kind), v.words["due-"+string(d.Kind)])
		for _, key := range d.Owners {
			owned.add(0, v.index.ownerFiles()[key], v.ownerName(key))
		}
		if len(files) == 0 {
			owned.add(1, "-", v.words["calNobody"])
			files = "-"
		}
		t.row("period", period, "month", month, "kind", string(d.Kind), "owner", files)
		v.dueCells(t, path, d, month != before)
		before = month
		t.cell(or(v.ownerLinks(path, d.Owners), v.dueApproved(d), part.Words("–")))
	}
	return t.sortable(), v.filters("list.rows", periods, months, kinds, owned)
}

var periodNames = []string{"late", "soon", "later"}

func (v calendarPresenter) periodName(period string) string {
	switch period {
	case "late":
		return v.words["calPeriodLate"]
	case "soon":
		return v.say("calPeriodSoon", "n", assess.SoonDays)
	}
	return v.words["calPeriodLater"]
}

// ownerFiles names owners as filters know them: the names of their pages hold no spaces.
func (v calendarPresenter) ownerFiles(keys []string) string {
	files := make([]string, len(keys))
	for i, key := range keys {
		files[i] = v.index.ownerFiles()[key]
	}
	return strings.Join(files, " ")
}

// dueCells writes the cells that every list of due items has: the day with the time left, the record, and what. The first day of a month may carry the
// anchor of the month.
func (v calendarPresenter) dueCells(t *table, path string, d *assess.DueItem, anchor bool) {
	days := v.Assessment.AsOf.DaysUntil(d.On)
	day := part.Day{Text: d.On.String()}
	if anchor {
		day.Anchor = "month." + monthKey(d.On)
	}
	t.number(days, join(" ", day, v.timeLeft(days)))
	t.head(v.dueRecord(path, d))
	t.cell(join(" ", part.Words(v.words["due-"+string(d.Kind)]), v.dueIdle(d)))
}

// dueIdle marks an acceptance that is in force without effect for every risk that rests on it: its end changes nothing.
func (v calendarPresenter) dueIdle(d *assess.DueItem) part.Part {
	if d.Kind != assess.DueAcceptance || len(d.About) == 0 {
		return nil
	}
	for _, id := range d.About {
		if r := v.Assessment.Risk(id); r == nil || !r.Acceptance.WithoutEffect() {
			return nil
		}
	}
	return v.state("warn", "acceptance-without-effect")
}

// timeLeft says in how many days something falls due, or since how many it is overdue.
func (v calendarPresenter) timeLeft(days int) part.Part {
	switch {
	case days < -1:
		return badge("bad", v.say("calLate", "n", -days))
	case days == -1:
		return badge("bad", v.words["calLateOne"])
	case days == 0:
		return badge("warn", v.words["calToday"])
	case days == 1:
		return badge("warn", v.words["calInOne"])
	case days <= assess.SoonDays:
		return badge("warn", v.say("calIn", "n", days))
	}
	return small(part.Whole{Part: part.Words(v.say("calIn", "n", days))})
}

// dueRecord names what falls due: the record, its action, and what it concerns.
func (v calendarPresenter) dueRecord(path string, d *assess.DueItem) part.Part {
	if d.Kind == assess.DueCriteria {
		return v.pageLink(path, "criteria.html", v.words["criteriaTitle"])
	}
	name := v.ref(path, d.Record)
	if plan := v.Register.Treatment(d.Record); plan != nil && d.Action >= 0 {
		name = lines(v.short(plan.Actions[d.Action].Title), small(name))
	}
	if n, ok := v.Register.Find(d.Record).(*register.Incident); ok && d.Action >= 0 {
		name = lines(name, small(part.Words(v.words["incidentTo"]+v.words["colon"]+v.party(n.Reports[d.Action].To))))
	}
	if len(d.About) > 0 {
		name = lines(name, small(part.Line{part.Words(v.words["calAbout"]), v.someRefs(path, d.About)}))
	}
	return name
}

// dueApproved names who approved the criteria, who are in nobody's name.
func (v calendarPresenter) dueApproved(d *assess.DueItem) part.Part {
	if d.Kind != assess.DueCriteria || v.Register.Criteria.ApprovedBy.IsZero() {
		return nil
	}
	return small(part.Line{part.Words(v.words["calApproved"]), v.short(v.Register.Criteria.ApprovedBy)})
}

// dueByOwner counts what falls due by owner, those with most overdue first.
func (v calendarPresenter) dueByOwner(path string) part.Part {
	t := v.table("", v.words["calOwners"], column{"owner", "title"}, column{"calPeriodLate", "number"}, column{"calSoonHead", "number"}, column{"calPeriodLater", "number"}, column{"calNext", "nowrap"})
	row := func(name part.Part, o *assess.Owner) {
		later := len(o.Due) - o.Overdue - o.Soon
		t.row()
		t.head(name)
		t.number(o.Overdue, v.lateCount(o.Overdue))
		t.number(o.Soon, part.Words(strconv.Itoa(o.Soon)))
		t.number(later, part.Words(strconv.Itoa(later)))
		t.cell(or(part.Words(o.Next().String()), part.Words("–")))
	}
	for _, o := range (ownersPresenter{v.desk}).ownersByUrgency() {
		if len(o.Due) > 0 {
			row(v.ownerLink(path, o.Key), o)
		}
	}
	if nobody := v.Assessment.Owners().Nobody; len(nobody.Due) > 0 {
		row(part.Words(v.words["calNobody"]), nobody)
	}
	return t.sortable()
}

// lateCount shows a number that should be nought.
func (v calendarPresenter) lateCount(n int) part.Part {
	if n == 0 {
		return part.Words("0")
	}
	return badge("bad", strconv.Itoa(n))
}

// address gives the complete address of a file of the page's language; empty where the register states no base_url.
// DueAddress gives the complete address of the page, in a language, of the record that falls due; empty where the register states no base_url.
func DueAddress(r *register.Register, language string, d *assess.DueItem) string {
	path := "criteria.html"
	if e := r.Find(d.Record); e != nil {
		path = Path(e.Of().Kind, d.Record)
	}
	return Address(r, SitePath(r, language, path))
}
