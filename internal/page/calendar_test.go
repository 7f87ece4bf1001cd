package page_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// tiles gives the figures at the head of a page, each with its words.
func tiles(root *html.Node) []string {
	var list []string
	for n := range root.Descendants() {
		if n.Data == "li" && strings.HasPrefix(attr(n, "class"), "tile") {
			list = append(list, text(n))
		}
	}
	return list
}

// dueRegister has an item before, on and after each border, seen from 2026-11-23; 30 days later it is 2026-12-23.
func dueRegister() fstest.MapFS {
	finding := func(due, owner string) *fstest.MapFile {
		return markdown("title = \"課題\"\nchannel = \"audit\"\nreceived = 2026-01-01\nstatus = \"open\"\ndue = " + due + "\nowner = \"" + owner + "\"")
	}
	return fstest.MapFS{
		"content/parties.toml":       plain("[ops]\ntitle = { ja = \"運用 <課>\", en = \"Operations\" }\nkind = \"department\"\nemail = \"ops@example.jp\"\n[board]\ntitle = \"委員会\"\nkind = \"committee\"\nmembers = [\"ops\"]\n[guest]\ntitle = \"客\"\n"),
		"content/findings/F-1.md":    finding("2026-11-22", "ops"),
		"content/findings/F-2.md":    finding("2026-11-23", "ops"),
		"content/findings/F-3.md":    finding("2026-12-23", "ops"),
		"content/findings/F-4.md":    finding("2026-12-24", "board"),
		"content/findings/F-5.md":    markdown("title = \"無主\"\nchannel = \"audit\"\nreceived = 2026-01-01\nstatus = \"open\"\ndue = 2026-10-01"),
		"content/risks/R-1.md":       markdown("title = \"停止\"\nowner = \"ops\"\nidentified = 2026-01-01"),
		"content/treatments/T-1.md":  markdown("title = \"計画\"\nowner = \"board\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"in-progress\"\ndue = 2027-03-31\n[[action]]\ntitle = \"<b>切替</b>\"\nowner = \"ops\"\ndue = 2026-11-01\n[[action]]\ntitle = \"点検\"\nowner = \"ops\""),
		"content/controls/C-1.md":    markdown("title = \"分離\"\nowner = \"ops\"\nfunction = \"detect\"\nstate = \"partial\""),
		"content/assets/A-1.md":      markdown("title = \"設備\"\nowner = \"ops\"\nkind = \"paper\"\nviewpoints = [\"confidentiality\"]"),
		"content/decisions/D-1.md":   markdown("title = \"承認\"\nkind = \"plan-approval\"\non = 2026-02-01\nby = \"board\"\nproposed_by = \"ops\"\nbasis = \"b\"\ntreatments = [\"T-1\"]"),
		"content/indicators/I-1.md":  markdown("title = \"残量\"\nowner = \"ops\"\nrisks = [\"R-1\"]\nwarn = 1\nlimit = 2"),
		"content/obligations/O-1.md": markdown("title = \"法\"\nkind = \"law\"\nowner = \"ops\""),
	}
}

func TestCalendarGoesByDateFromWhatIsOverdue(t *testing.T) {
	root := build(t, dueRegister()).page("calendar.html")
	want := []string{
		"2026-10-01 53日超過 F-5 無主 課題の処置期限 –",
		"2026-11-01 22日超過 <b>切替</b> T-1 計画 作業の期限 運用 <課>",
		"2026-11-22 1日超過 F-1 課題 課題の処置期限 運用 <課>",
		"2026-11-23 本日 F-2 課題 課題の処置期限 運用 <課>",
		"2026-12-23 あと30日 F-3 課題 課題の処置期限 運用 <課>",
		"2026-12-24 あと31日 F-4 課題 課題の処置期限 委員会",
		"2027-03-31 あと128日 T-1 計画 計画の完了期限 委員会",
	}
	if got := rows(t, root, "items"); !slices.Equal(got, want) {
		t.Errorf("the rows are\n%s", strings.Join(got, "\n"))
	}
	if got := strings.Join(tiles(root), " | "); got != "3 期限を過ぎたもの 最も古い期日 2026-10-01 | 2 今後30日のうちに期限を迎えるもの 2026-12-23まで | 2 その後に期限を迎えるもの 最後の期日 2027-03-31" {
		t.Errorf("the tiles are %q", got)
	}
	if got := strings.Join(rows(t, root, "owners"), " | "); got != "運用 <課> 2 2 0 2026-11-23 | 委員会 0 0 2 2026-12-24 | 責任者の定めなし 1 0 0 –" {
		t.Errorf("by owner: %q", got)
	}
	months := text(find(root, "aria-label", "月別の件数"))
	if months != "2026年10月 1 2026年11月 3 2026年12月 2 2027年3月 1" {
		t.Errorf("by month: %q", months)
	}
	if find(root, "href", "calendar.ics") == nil {
		t.Error("the page does not lead to calendar.ics")
	}
	for name, want := range map[string]string{"period": "late soon later", "owner": "ops board -", "kind": "action plan finding", "month": "2026-10 2026-11 2026-12 2027-03"} {
		var values []string
		for _, o := range all(find(root, "name", name), "value", "") {
			values = append(values, attr(o, "value"))
		}
		slices.Sort(values)
		wanted := strings.Fields(want)
		slices.Sort(wanted)
		if !slices.Equal(values, wanted) {
			t.Errorf("the filter %s offers %v", name, values)
		}
		for _, v := range values {
			if find(find(root, "id", "list.rows"), "data-"+name, v) == nil {
				t.Errorf("no row has %s = %s", name, v)
			}
		}
	}
}

func TestCalendarHoldsDecisionsThatAreAskedFor(t *testing.T) {
	register := dueRegister()
	register["content/decisions/D-2.md"] = markdown("title = \"受容の伺い\"\nkind = \"closing\"\nrequested = 2026-11-01\ndecide_by = 2026-11-30\nof = \"board\"\nbasis = \"b\"\nrisks = [\"R-1\"]")
	register["content/riskbook.toml"] = plain("title = \"登録簿\"\nlanguages = [\"ja\", \"en\"]\n")
	s := build(t, register)
	for path, want := range map[string]string{
		"calendar.html":    "2026-11-30 あと7日 D-2 受容の伺い 関わる記録： R-1 意思決定の期限 委員会",
		"en/calendar.html": "2026-11-30 in 7 days D-2 受容の伺い Concerns R-1 Decision due 委員会",
	} {
		if got := rows(t, s.page(path), "items"); !slices.Contains(got, want) {
			t.Errorf("the rows of %s are\n%s", path, strings.Join(got, "\n"))
		}
	}
}

func TestCalendarSaysWhenNothingIsDue(t *testing.T) {
	b := build(t, fstest.MapFS{})
	wants(t, "calendar", text(b.page("calendar.html")), "期日のある事項はありません")
	wants(t, "calendar", text(b.page("en/calendar.html")), "Nothing has a date", "Download calendar.ics")
	wants(t, "owners", text(b.page("owners.html")), "責任者の書かれた記録はありません")
	files := fstest.MapFS{"content/findings/F-1.md": markdown("title = \"f\"\nchannel = \"audit\"\nreceived = 2026-01-01\nstatus = \"open\"\ndue = 2026-11-23")}
	root := build(t, files).page("en/calendar.html")
	wants(t, "in time", text(root), "Nothing is overdue.")
	if got := rows(t, root, "items"); len(got) != 1 || got[0] != "2026-11-23 today F-1 f Finding due –" {
		t.Errorf("the rows are %q", got)
	}
}

func TestOwnerAnswersForEverythingThatNamesIt(t *testing.T) {
	b := build(t, dueRegister())
	root := b.page("owners/ops.html")
	if got := strings.Join(tiles(root), " | "); got != "2 期限を過ぎたもの うち作業 1件 | 2 今後30日のうちに期限を迎えるもの | 0 対応を要するリスク 終結していないリスク1件のうち（評価できないもの1件） | 0 実行中の計画 終わっていない作業 2件 | 2026-11-23 次の期日" {
		t.Errorf("the tiles are %q", got)
	}
	for id, want := range map[string]string{
		"owner.due":       "2026-11-01 22日超過 <b>切替</b> T-1 計画 作業の期限 | 2026-11-22 1日超過 F-1 課題 課題の処置期限 | 2026-11-23 本日 F-2 課題 課題の処置期限 | 2026-12-23 あと30日 F-3 課題 課題の処置期限",
		"owner.controls":  "C-1 分離 検知 一部実施",
		"owner.assets":    "A-1 設備 紙",
		"owner.risks":     "– R-1 停止 未定 未定 未分析 T-1 0/2",
		"owner.actions":   "点検 T-1 計画",
		"owner.findings":  "F-1 課題 継続 2026-01-01 2026-11-22 期限超過 | F-2 課題 継続 2026-01-01 2026-11-23 | F-3 課題 継続 2026-01-01 2026-12-23",
		"owner.decisions": "2026-02-01 D-1 承認 計画の承認 起案",
	} {
		if got := strings.Join(rows(t, root, id), " | "); got != want {
			t.Errorf("%s: %q", id, got)
		}
	}
	if f := facts(root); f["所属する会議体など"] != "委員会" || f["メール"] != "ops@example.jp" {
		t.Errorf("the facts are %q", f)
	}
	wants(t, "others", text(root), "その他の記録 2 指標 I-1 残量 要求事項 O-1 法")
	if got := cellsOf(find(b.page("owners.html"), "id", "list.rows")); strings.Join(got, " | ") != "運用 <課> 部門 2 1 0 1 1 0 2 2026-11-23 | 委員会 会議体 0 0 0 0 0 1 0 2026-12-24" {
		t.Errorf("the owners are %q", got)
	}
	wants(t, "owners", text(b.page("owners.html")), "責任を負うもののない人・組織： 客")
	wants(t, "guest", text(b.page("owners/guest.html")), "この人・組織を責任者とする記録はありません")
	if a := find(b.page("risks/R-1.html"), "href", "../owners/ops.html"); a == nil || text(a) != "運用 <課>" {
		t.Error("the record does not lead to its owner")
	}
	wants(t, "English", text(b.page("en/owners/ops.html")), "Operations", "in the next 30 days")
}

func TestOwnersInFreeTextHavePagesOfTheirOwn(t *testing.T) {
	long := strings.Repeat("長い名前の課", 30)
	names := []string{"Ops", "ops", "../ops", "a/b", "課\u3099", "課", "が", "か\u3099", long, long + "二", "ops_2"}
	files := fstest.MapFS{}
	for i, name := range names {
		files[fmt.Sprintf("content/risks/R-%02d.md", i)] = markdown(fmt.Sprintf("title = \"r\"\nowner = %q\nidentified = 2026-01-01", name))
	}
	b := build(t, files)
	seen := map[string]string{}
	for i, name := range names {
		var link string
		for n := range find(b.page(fmt.Sprintf("risks/R-%02d.html", i)), "class", "owned").Descendants() {
			if n.Data == "a" {
				link = attr(n, "href")
			}
		}
		page := unescaped(t, strings.TrimPrefix(link, "../"))
		if other, taken := seen[strings.ToLower(page)]; taken {
			t.Errorf("%q and %q share the page %s", name, other, page)
		}
		seen[strings.ToLower(page)] = name
		if len(page) > 200 || strings.Count(page, "/") != 1 || strings.Contains(page, "..") {
			t.Errorf("%q has the page %s", name, page)
		}
		if got := rows(t, b.page(page), "owner.risks"); len(got) != 1 || !strings.Contains(got[0], fmt.Sprintf("R-%02d", i)) {
			t.Errorf("the page of %q lists %q", name, got)
		}
	}
}

func unescaped(t *testing.T, address string) string {
	t.Helper()
	path, err := url.PathUnescape(address)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// cellsOf gives the words of a table's rows.
func cellsOf(table *html.Node) []string {
	var list []string
	for n := range table.Descendants() {
		if n.Data == "tr" && n.Parent.Data == "tbody" {
			list = append(list, text(n))
		}
	}
	return list
}
