package page_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// breached is a register of two acceptances beyond authority and one retention against the criteria. medium is an approval level, high a treat level.
func breached() fstest.MapFS {
	files := chainRegister()
	files["content/criteria.toml"] = plain(methodCriteria + `
[[authority]]
level = "medium"
by = ["y"]
from = 2026-02-01
[[authority]]
level = "medium"
by = ["x"]
months = 12
until = 2026-01-31
[[authority]]
level = "medium"
by = ["z"]
months = 6
from = 2027-01-01
`)
	acceptance := func(on, by, until string) *fstest.MapFile {
		return markdown("title = \"受容\"\nkind = \"acceptance\"\non = " + on + "\nby = \"" + by + "\"\nbasis = \"b\"\nuntil = " + until + "\nat = { likelihood = 2, impact = 2 }\nrisks = [\"R-003\"]")
	}
	files["content/decisions/D-1.md"] = acceptance("2026-01-15", "x", "2026-06-30")
	files["content/decisions/D-2.md"] = acceptance("2026-03-01", "x", "2027-01-01")
	files["content/risks/R-009.md"] = markdown("title = \"保有\"\nowner = \"x\"\nidentified = 2026-05-01\n[current]\nlikelihood = 3\nimpact = 3\n[treatment]\noption = \"retain\"")
	return files
}

// breachesOn gives what a page says of breaches, one an item.
func breachesOn(root *html.Node) []string {
	section := find(root, "class", "breaches")
	if section == nil {
		return nil
	}
	var items []string
	for n := range section.Descendants() {
		if n.Data == "li" {
			items = append(items, text(n))
		}
	}
	return items
}

func TestBreachesStandFirstAndOnTheRecordsConcerned(t *testing.T) {
	b := build(t, breached())
	root := b.page("index.html")
	want := []string{
		"決裁権限を超えた受容 ：「x」には、レベル「中」のリスクを 2027-01-01 まで受容する権限がありません 違反のある記録： D-2 受容 関係するリスク： R-003 漏えい",
		"基準に反する保有 ： R-009 は対応が必要ですが、保有（retain）を選んでいます（リスクレベルが受容基準を満たさない、影響だけで対応が必要な大きさに達している） 違反のある記録： R-009 保有",
	}
	for i, got := range breachesOn(root) {
		if i >= len(want) || strings.ReplaceAll(strings.ReplaceAll(got, "<i>", ""), "</i>", "") != want[i] {
			t.Errorf("the first page says %q, want %q", got, want)
		}
	}
	if n := len(breachesOn(root)); n != len(want) {
		t.Errorf("the first page tells of %d breaches, want %d", n, len(want))
	}
	for n := range find(root, "id", "content").Descendants() { // the breaches come before every figure
		if class := attr(n, "class"); class == "breaches" {
			break
		} else if strings.HasPrefix(class, "tile") {
			t.Error("a figure stands before the breaches")
			break
		}
	}
	for page, parts := range map[string][]string{
		"decisions/D-2.html": {"決裁権限を超えた受容", "関係するリスク： R-003", "直し方 権限を持つ者が"},
		"risks/R-003.html":   {"決裁権限を超えた受容", "違反のある記録： D-2", "直し方 権限を持つ者が"},
		"risks/R-009.html":   {"基準に反する保有", "直し方 修正（modify）"},
	} {
		items := breachesOn(b.page(page))
		if len(items) != 1 {
			t.Errorf("%s tells of %q", page, items)
			continue
		}
		wants(t, page, items[0], parts...)
	}
	for _, page := range []string{"decisions/D-1.html", "risks/R-001.html", "assets/A-01.html"} {
		if items := breachesOn(b.page(page)); len(items) > 0 {
			t.Errorf("%s tells of %q", page, items)
		}
	}
	wants(t, "the list of checks", strings.Join(rows(t, b.page("checks.html"), "error"), " "), "beyond-authority 違反", "retained-against-criteria 違反")
	marked := 0
	for n := range b.page("decisions.html").Descendants() {
		if n.Data == "tr" && strings.Contains(text(n), "違反") {
			marked++
			wants(t, "the list of decisions", text(n), "D-2")
		}
	}
	if marked != 1 {
		t.Errorf("the list of decisions marks %d", marked)
	}
	if items := breachesOn(b.page("en/index.html")); len(items) != 2 || !strings.HasPrefix(items[0], "Accepted beyond authority : x has no authority") {
		t.Errorf("in English: %q", items)
	}
	if items := breachesOn(build(t, chainRegister()).page("index.html")); items != nil {
		t.Errorf("without a breach: %q", items)
	}
}

func TestFirstPageNamesFiveBreachesAndSaysHowManyMoreThereAre(t *testing.T) {
	files := chainRegister()
	for _, id := range []string{"R-011", "R-012", "R-013", "R-014", "R-015", "R-016", "R-017"} {
		files["content/risks/"+id+".md"] = breached()["content/risks/R-009.md"]
	}
	root := build(t, files).page("index.html")
	if n := len(breachesOn(root)); n != 5 {
		t.Errorf("%d breaches are named", n)
	}
	wants(t, "the head", text(find(root, "class", "breaches")), "反する記録が7件", "ほか2件")
}

func TestCriteriaAndDecisionsShowTheAuthority(t *testing.T) {
	b := build(t, breached())
	got := rows(t, b.page("criteria.html"), "authority")
	if want := []string{"中 まで y なし 2026-02-01 – 有効", "中 まで x 12か月 – 2026-01-31 適用終了", "中 まで z 6か月 2027-01-01 – 適用前"}; !slices.Equal(got, want) {
		t.Errorf("the authority is %q, want %q", got, want)
	}
	for id, want := range map[string]string{"D-1": "範囲内 x：「中」まで、期間の上限 12か月", "D-2": "範囲外 y：「中」まで、期間の上限 なし"} {
		if got := facts(b.page("decisions/" + id + ".html"))["決裁権限"]; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if got := facts(b.page("en/decisions/D-2.html"))["Authority"]; got != "Beyond authority y: up to Medium, for at most any time" {
		t.Errorf("in English: %q", got)
	}
	none := build(t, chainRegister()).page("criteria.html")
	wants(t, "no authority", text(none), "誰でも、期間の限りなく受容できます")
}

func TestCriteriaApprovedLaterServeAndThePagesSaySo(t *testing.T) {
	files := chainRegister()
	for day, says := range map[string]bool{"2026-11-23": false, "2026-11-24": true} {
		criteria := methodCriteria
		if before, rest, ok := strings.Cut(criteria, "approved_on = "); ok {
			criteria = before + "approved_on = " + day + rest[len(day):]
		} else {
			criteria = "approved_on = " + day + "\n" + criteria
		}
		criteria = strings.Replace(criteria, "review_by = 2027", "review_by = 2028", 1)
		files["content/criteria.toml"] = plain(criteria)
		b := build(t, files)
		for _, page := range []string{"index.html", "criteria.html"} {
			if got := strings.Contains(text(b.page(page)), "基準日（2026年11月23日）より後ですが、ほかに判定基準がない"); got != says {
				t.Errorf("approved on %s: %s says so: %t", day, page, got)
			}
		}
	}
}
