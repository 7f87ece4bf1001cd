package page_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// ownCatalogue adds a sector, a service to a known sector, and a level in place of the figure's.
const ownCatalogue = "[water.service.irrigation]\nlabel = { ja = \"農業用水\", en = \"Irrigation\" }\nlevels = [{ ja = \"3日を超えて止めないこと\", en = \"Never out for more than 3 days\" }]\n" +
	"[gas.service.general-supply]\nlabel = { ja = \"都市ガスの供給\", en = \"Town gas\" }\n[\"宇宙 1\"]\nlabel = { ja = \"宇宙\", en = \"Space\" }\n[\"宇宙 1\".service.launch]\nlabel = { ja = \"打上げ\", en = \"Launch\" }\n"

// cellsBelow gives the cells of a service's row.
func cellsBelow(t *testing.T, root *html.Node, anchor string) []string {
	t.Helper()
	head := find(root, "id", anchor)
	if head == nil {
		t.Fatalf("there is no service %s", anchor)
	}
	var cells []string
	for n := range head.Parent.ChildNodes() {
		if n.Type == html.ElementNode {
			cells = append(cells, text(n))
		}
	}
	return cells
}

func TestFigure6ShowsEverySectorAndServiceInBothLanguages(t *testing.T) {
	b := build(t, fstest.MapFS{})
	for _, prefix := range []string{"", "en/"} {
		root := b.page(prefix + "handbook/figure-6.html")
		sectors, services := 0, 0
		for _, n := range all(root, "id", "") {
			switch id := attr(n, "id"); {
			case strings.HasPrefix(id, "sector."):
				sectors++
			case strings.HasPrefix(id, "service."):
				services++
			}
		}
		// Counted by hand: the figure's ten sectors with thirty services; three of note 1 and two later ones, with six services.
		if sectors != 15 || services != 36 {
			t.Errorf("%q: %d sectors, %d services; want 15, 36", prefix, sectors, services)
		}
		wants(t, prefix, text(find(root, "class", "note note-warn")), "2015")
	}
	root := b.page("handbook/figure-6.html")
	got := cellsBelow(t, root, "service.electricity.general-supply")
	want := []string{"一般電気事業 general-supply", "ITの不具合によって、供給支障電力が10万キロワット以上で支障時間が10分以上の供給支障事故を起こさないこと", "根拠：電気関係報告規則第3条", "一般の需要に応じた電気の供給 法令：電気事業法第2条及び第18条"}
	if !slices.Equal(got, want) {
		t.Errorf("electricity: %q", got)
	}
	// The figure states one level for the whole of aviation: it stands beside the first of six services.
	if first, second := cellsBelow(t, root, "service.aviation.air-transport"), cellsBelow(t, root, "service.aviation.air-traffic-control"); len(first) != 4 || len(second) != 2 {
		t.Errorf("aviation: %q, %q", first, second)
	}
	// Three services of banking share their notes, not their levels.
	if got := cellsBelow(t, root, "service.finance.banking-loans"); len(got) != 3 || !strings.Contains(got[1], "融資") {
		t.Errorf("loans: %q", got)
	}
	if got := cellsBelow(t, root, "service.ports.terminal-operation"); got[1] != "図表6に水準の定めなし" {
		t.Errorf("ports: %q", got)
	}
}

func TestFigure6SaysWhatCameAfter(t *testing.T) {
	b := build(t, fstest.MapFS{})
	root := b.page("handbook/figure-6.html")
	wants(t, "water", rowOf(t, root, "sectors", "水道"), "water", "厚生労働省（2024年4月から国土交通省、水質は環境省）", "サービス1件")
	wants(t, "airports", rowOf(t, root, "sectors", "空港"), "国土交通省", "なし（2018年に追加）")
	wants(t, "ports", rowOf(t, root, "sectors", "港湾"), "国土交通省", "なし（2024年に追加）")
	wants(t, "chemicals", rowOf(t, root, "sectors", "化学"), "経済産業省", "分野名のみ（注1）")
	later := rows(t, root, "later")
	for _, want := range []string{"2018年7月 空港", "2024年3月 港湾", "2024年4月 水道 水道の整備・管理に係る行政を厚生労働省から国土交通省へ", "2025年7月 すべて"} {
		if !slices.ContainsFunc(later, func(row string) bool { return strings.HasPrefix(row, want) }) {
			t.Errorf("no row begins with %q: %q", want, later)
		}
	}
	if !slices.IsSortedFunc(later, func(a, b string) int { return strings.Compare(month(a), month(b)) }) {
		t.Errorf("not in the order of time: %q", later)
	}
	heading := find(root, "id", "sector.water")
	said := ""
	for n := heading.NextSibling; n != nil && said == ""; n = n.NextSibling {
		said = text(n)
	}
	wants(t, "below the heading of water", said, "その後（2024年4月）：", "環境省")
}

// month makes a date such as 2024年4月 sortable.
func month(row string) string {
	year, rest, _ := strings.Cut(row, "年")
	m, _, _ := strings.Cut(rest, "月")
	return year + strings.Repeat("0", 2-len(m)) + m
}

func TestFigure6MarksWhatIsTheRegistersOwn(t *testing.T) {
	b := build(t, fstest.MapFS{"content/catalogue.toml": plain(ownCatalogue)})
	root := b.page("handbook/figure-6.html")
	wants(t, "the sector", rowOf(t, root, "sectors", "宇宙"), "登録簿独自")
	wants(t, "a service beside the figure's", rowOf(t, root, "sectors", "水道"), "サービス1件", "ほかに登録簿独自のサービス1件")
	if got := cellsBelow(t, root, "service.water.irrigation"); !strings.HasSuffix(got[0], "登録簿独自") || got[1] != "3日を超えて止めないこと" {
		t.Errorf("irrigation: %q", got)
	}
	if got := cellsBelow(t, root, "service.water.water-supply"); strings.Contains(got[0], "登録簿独自") {
		t.Errorf("the figure's own service: %q", got)
	}
	if got := cellsBelow(t, root, "service.gas.general-supply"); !strings.HasSuffix(got[0], "登録簿独自") || got[1] != "水準の定めなし" {
		t.Errorf("gas: %q", got)
	}
	if heading := find(root, "id", "sector.宇宙~201"); heading == nil || text(heading) != "宇宙 宇宙 1 登録簿独自" {
		t.Errorf("the sector of one's own is headed %v", heading)
	}
}

func TestFigure6IsFound(t *testing.T) {
	files := chainRegister()
	files["content/assets/A-02.md"] = markdown("title = \"窓口\"\nkind = \"paper\"\nviewpoints = [\"service-level\"]\nowner = \"x\"\nsector = \"water\"\nservice = \"water-supply\"")
	files["content/pages/note.md"] = markdown("title = \"覚え書き\"")
	files["content/pages/note.md"].Data = append(files["content/pages/note.md"].Data, "\n[一覧](../catalogue.toml)\n"...)
	files["content/catalogue.toml"] = plain(ownCatalogue)
	b := build(t, files)
	for _, prefix := range []string{"", "en/"} {
		for path, link := range map[string]string{
			"handbook/index.html": "../handbook/figure-6.html", "handbook/1.1.html": "../handbook/figure-6.html", "pages/note.html": "../handbook/figure-6.html",
			"assets/A-02.html": "../handbook/figure-6.html#service.water.water-supply", "handbook/figure-6.html": "../handbook/records-catalogue.html",
		} {
			if find(b.page(prefix+path), "href", link) == nil {
				t.Errorf("%s%s does not lead to %s", prefix, path, link)
			}
		}
		if find(b.page(prefix+"handbook/figure-6.html"), "href", "../assets/A-02.html") == nil {
			t.Errorf("%s: the figure does not lead to the asset that names a service", prefix)
		}
	}
}

// serviceFacts gives the facts of an asset's service.
func serviceFacts(root *html.Node) map[string]string {
	heading := find(root, "id", "asset.service")
	if heading == nil {
		return nil
	}
	for n := heading.NextSibling; n != nil; n = n.NextSibling {
		if n.Data != "dl" {
			continue
		}
		found := map[string]string{}
		for c := range n.ChildNodes() {
			if c.Data == "dt" {
				found[text(c)] = text(c.NextSibling)
			}
		}
		return found
	}
	return nil
}

func TestAssetSaysOfWhichYearItsLevelIs(t *testing.T) {
	asset := func(more string) *fstest.MapFile {
		return markdown("title = \"窓口\"\nkind = \"paper\"\nviewpoints = [\"service-level\"]\nowner = \"x\"\n" + more)
	}
	files := chainRegister()
	files["content/catalogue.toml"] = plain(ownCatalogue)
	files["content/assets/A-11.md"] = asset("sector = \"water\"\nservice = \"water-supply\"")
	files["content/assets/A-12.md"] = asset("sector = \"water\"\nservice = \"water-supply\"\nservice_level = \"24時間以内に復旧すること\"")
	files["content/assets/A-13.md"] = asset("sector = \"water\"\nservice = \"irrigation\"")
	files["content/assets/A-14.md"] = asset("sector = \"ports\"\nservice = \"terminal-operation\"")
	files["content/assets/A-15.md"] = asset("sector = \"gas\"\nservice = \"general-supply\"")
	files["content/assets/A-16.md"] = asset("service_level = \"公開前のため未設定\"")
	files["content/assets/A-17.md"] = asset("")
	b := build(t, files)
	for id, want := range map[string][2]string{
		"A-11": {"ITの不具合によって、断減水、水質異常、又は重大なシステム障害で給水に支障を及ぼすものを生じさせないこと", "手引書の図表6 （2015年時点）"},
		"A-12": {"", "この資産の定め"},
		"A-13": {"3日を超えて止めないこと", "登録簿独自の一覧（content/catalogue.toml）"},
		"A-14": {"手引書の図表6に水準の定めのないサービスです。", "手引書の図表6 （2015年時点）"},
		"A-15": {"登録簿独自の一覧に水準の定めがありません。", "登録簿独自の一覧（content/catalogue.toml）"},
		"A-16": {"", "この資産の定め"},
		"A-17": {"", ""},
	} {
		f := serviceFacts(b.page("assets/" + id + ".html"))
		if got := [2]string{f["サービス維持レベル"], f["水準の出所"]}; got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	wants(t, "A-11", serviceFacts(b.page("en/assets/A-11.html"))["Where the level comes from"], "Figure 6 of the handbook", "(as of 2015)")
}
