package page_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// drawnTexts gives the texts of the first picture of a class, one by one; nil where there is no such picture.
func drawnTexts(root *html.Node, class string) []string {
	svg := find(root, "class", "picture "+class)
	if svg == nil {
		return nil
	}
	texts := []string{}
	for n := range svg.Descendants() {
		if n.Type == html.ElementNode && n.Data == "text" {
			texts = append(texts, text(n))
		}
	}
	return texts
}

// marked counts the elements within the first picture of a class that have a class of their own.
func marked(root *html.Node, picture, class string) int {
	count := 0
	if svg := find(root, "class", "picture "+picture); svg != nil {
		for n := range svg.Descendants() {
			if slices.Contains(strings.Fields(attr(n, "class")), class) {
				count++
			}
		}
	}
	return count
}

func hasAll(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%s lacks %q: %q", what, w, got)
		}
	}
}

func TestBowtieShowsControlsByFunctionAndState(t *testing.T) {
	files := chainRegister()
	control := func(function, state string) string {
		return fmt.Sprintf("title = \"%s %s\"\nfunction = %q\nstate = %q", function, state, function, state)
	}
	files["content/controls/C-01.md"] = markdown(control("prevent", "in-place"))
	files["content/controls/C-02.md"] = markdown(control("recover", "partial"))
	files["content/controls/C-03.md"] = markdown(control("detect", "planned"))
	files["content/risks/R-001.md"] = markdown("title = \"侵害\"\nowner = \"x\"\nevents = [\"E-01\"]\ncontrols = [\"C-02\", \"C-01\"]\nidentified = 2026-05-01\n[current]\nlikelihood = 3\nimpact = 2")
	files["content/treatments/T-09.md"] = markdown("title = \"監視の追加\"\nrisks = [\"R-001\"]\nowner = \"x\"\noption = \"modify\"\naim = \"prevention\"\nstatus = \"approved\"\ndue = 2027-03-31\ncontrols = [\"C-03\"]")
	b := build(t, files)
	root := b.page("risks/R-001.html")
	hasAll(t, "the bow-tie", drawnTexts(root, "bowtie"), "S-01", "攻撃", "E-01", "侵入", "予防・実施中", "検知・計画中", "復旧・一部実施", "影響 2 中")
	if walls := marked(root, "bowtie", "wall"); walls != 3 {
		t.Errorf("%d barriers are drawn, not 3", walls)
	}
	// The same stands below it in words.
	for _, list := range all(root, "class", "facts") {
		if words := text(list); strings.HasPrefix(words, "リスク源 S-01 予防・検知の管理策") {
			for _, want := range []string{"予防・検知の管理策 C-01 （予防・実施中）、 C-03 （検知・計画中）", "対応・復旧の管理策 C-02 （復旧・一部実施）", "結果（影響の領域） 影響 2 中"} {
				if !strings.Contains(words, want) {
					t.Errorf("%q is not in %q", want, words)
				}
			}
			return
		}
	}
	t.Error("no list gives the bow-tie in words")
}

func TestPicturesOfNothingAreAbsent(t *testing.T) {
	files := chainRegister()
	files["content/risks/R-009.md"] = markdown("title = \"まだ何もない\"\nowner = \"x\"\nidentified = 2026-05-01")
	files["content/indicators/I-09.md"] = markdown("title = \"値なし\"\nrisks = [\"R-001\"]")
	b := build(t, files)
	for _, name := range []string{"risks/R-009.html", "indicators/I-09.html", "assets/A-01.html", "assets.html"} { // no asset depends on another here
		root := b.page(name)
		for _, n := range all(root, "role", "") {
			if n.Data == "svg" {
				t.Errorf("%s holds a picture: %s", name, text(n))
			}
		}
		if find(root, "id", "risk.bowtie") != nil || find(root, "id", "asset.graph") != nil || find(root, "id", "indicator.series") != nil || find(root, "id", "graph") != nil {
			t.Errorf("%s has a heading without a picture", name)
		}
	}
}

func TestAssetsAreDrawnTwoStepsFar(t *testing.T) {
	files := chainRegister()
	asset := func(i int, on string) {
		files[fmt.Sprintf("content/assets/B-%02d.md", i)] = markdown(fmt.Sprintf("title = \"系%02d\"\nkind = \"other\"\nviewpoints = [\"service-level\"]\nowner = \"x\"\ndepends_on = [%s]", i, on))
	}
	for i := range 6 { // a chain: B-00 depends on B-01, and so on
		asset(i, fmt.Sprintf("\"B-%02d\"", i+1))
	}
	asset(6, "")
	b := build(t, files)
	if got := drawnTexts(b.page("assets.html"), "graph"); len(got) != 14 { // id and title of seven
		t.Errorf("the whole graph has the texts %q", got)
	}
	if got := text(b.page("assets.html")); !strings.Contains(got, "B-03 系03 B-04 B-02") {
		t.Errorf("the page does not say in words what B-03 depends on and what on it: %s", got)
	}
	got := drawnTexts(b.page("assets/B-03.html"), "graph")
	hasAll(t, "the neighbourhood", got, "系01", "系02", "系03", "系04", "系05", "この資産")
	if slices.Contains(got, "系00") || slices.Contains(got, "系06") {
		t.Errorf("the neighbourhood reaches three steps: %q", got)
	}
	for i := 6; i < 45; i++ {
		asset(i, fmt.Sprintf("\"B-%02d\"", i+1))
	}
	asset(45, "")
	root := build(t, files).page("assets.html")
	if drawnTexts(root, "graph") != nil || !strings.Contains(text(root), "依存関係のある資産が46件あり") {
		t.Error("46 assets are drawn in one picture, or the page does not say why not")
	}
}

func TestManyDependenciesAreDrawnFromOneAssetOnly(t *testing.T) {
	files := chainRegister()
	const most = 30 // 435 dependencies: each asset depends on all that come after it
	for i := range most {
		var on []string
		for j := i + 1; j < most; j++ {
			on = append(on, fmt.Sprintf("\"B-%02d\"", j))
		}
		files[fmt.Sprintf("content/assets/B-%02d.md", i)] = markdown(fmt.Sprintf("title = \"系%02d\"\nkind = \"other\"\nviewpoints = [\"service-level\"]\nowner = \"x\"\ndepends_on = [%s]", i, strings.Join(on, ", ")))
	}
	root := build(t, files).page("assets/B-10.html")
	if tips := strings.Count(attr(find(root, "class", "tip"), "d"), "M"); tips != most-1 {
		t.Errorf("%d lines are drawn, not the %d of the asset itself", tips, most-1)
	}
	if !strings.Contains(text(root), "ほかの資産どうしの依存関係は、多いため省きます。") {
		t.Error("the page does not say that lines are left out")
	}
}

func TestTimelineSaysHowFarPlansSlipped(t *testing.T) {
	files := chainRegister()
	plan := func(id, rest string) {
		files["content/treatments/"+id+".md"] = markdown("title = \"" + id + "の計画\"\nrisks = [\"R-001\"]\nowner = \"x\"\noption = \"modify\"\naim = \"both\"\n" + rest)
	}
	// As of 2026-11-23: due on 2026-11-01, 22 days ago; finished on 2026-03-10, 10 days after 2026-02-28.
	plan("T-11", "status = \"in-progress\"\nstart = 2026-01-01\ndue = 2026-11-01\n[[action]]\ntitle = \"調達\"\ndue = 2026-06-01\ndone = 2026-05-20\n[[action]]\ntitle = \"据付け\"\ndue = 2026-10-01\n[[action]]\ntitle = \"試験\"\ndue = 2026-12-01")
	plan("T-12", "status = \"done\"\nstart = 2026-01-01\ndue = 2026-02-28\nfinished = 2026-03-10")
	b := build(t, files)
	root := b.page("treatments.html")
	hasAll(t, "the timeline", drawnTexts(root, "timeline"), "T-11", "T-11の計画", "実施中・22日超過", "完了・10日遅れて完了", "基準日 2026-11-23", "2026年", "完了した作業", "未完了の作業", "期限超過の作業", "期限を過ぎた期間")
	if slips := marked(root, "timeline", "slip"); slips != 3 { // two plans and the legend
		t.Errorf("%d stretches are hatched, not 3", slips)
	}
	hasAll(t, "the English timeline", drawnTexts(b.page("en/treatments.html"), "timeline"), "In progress · 22 days overdue", "Done · done 10 days late", "As of 2026-11-23", "2026", "Jul")
}

func TestIndicatorIsDrawnUpToTheAsOfDate(t *testing.T) {
	files := chainRegister()
	var readings strings.Builder
	for i, v := range []string{"1", "4", "2.5", "9"} { // the last one lies after the as-of date
		fmt.Fprintf(&readings, "\n[[reading]]\non = 2026-%02d-01\nvalue = %s", 9+i, v)
	}
	files["content/indicators/I-01.md"] = markdown("title = \"遮断\"\nrisks = [\"R-001\"]\nwarn = 2\nlimit = 3" + readings.String())
	b := build(t, files)
	root := b.page("indicators/I-01.html")
	got := drawnTexts(root, "series")
	hasAll(t, "the readings", got, "注意 2", "限界 3", "2026-09-01", "2026-11-01", "2.5", "4", "限界を超えた値")
	if slices.Contains(got, "2026-12-01") || slices.Contains(got, "9") {
		t.Errorf("a reading after the as-of date is drawn: %q", got)
	}
	if n := marked(root, "series", "beyond"); n != 2 { // the reading of 4, and the legend
		t.Errorf("%d marks of beyond", n)
	}
	if list := b.page("indicators.html"); marked(list, "spark", "beyond") != 1 || marked(list, "spark", "reading") != 1 {
		t.Error("the sparkline does not mark the reading beyond and the newest")
	}
}

func TestDashboardBarsAgreeWithTheirTables(t *testing.T) {
	b := build(t, chainRegister())
	root := b.page("index.html")
	// R-005 lacks a sufficient plan, R-003 a plan, R-004 an analysis; R-001 is in treatment, R-002 acceptable.
	if got := strings.Join(drawnTexts(root, "stacks"), " "); got != "1 1 1 1 1" {
		t.Errorf("the outcomes are drawn as %q", got)
	}
	levels := find(root, "id", "level-bars-desc")
	// Nothing was rated before controls. Now: high, R-003 medium, R-002 low. Projected: R-001 falls to low and R-002 rises to high.
	if want := "管理策の前：未定 5。現在：高 2、中 1、低 1、未定 1。計画の完了後：高 2、中 1、低 1、未定 1。"; levels == nil || text(levels) != want {
		t.Errorf("the levels are described as %q, not %q", text(levels), want)
	}
	got := rows(t, root, "levels")
	for i, want := range []string{"高 0 2 2", "中 0 1 1", "低 0 1 1", "未定 5 1 1"} {
		if i >= len(got) || got[i] != want {
			t.Errorf("row %d of the levels is not %q: %q", i, want, got)
		}
	}
}
