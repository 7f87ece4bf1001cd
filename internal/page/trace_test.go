package page_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

func TestTraceFollowsAnAssetToItsReviews(t *testing.T) {
	files := chainRegister()
	files["content/decisions/D-01.md"] = markdown("title = \"承認\"\nkind = \"plan-approval\"\non = 2026-05-10\nby = \"x\"\nbasis = \"b\"\ntreatments = [\"T-01\"]")
	files["content/reviews/V-01.md"] = markdown("title = \"確認\"\non = 2026-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\nscope = [\"R-001\"]\noutcome = \"keep\"")
	root := build(t, files).page("trace.html")
	chain := find(root, "id", "chain-A-01")
	if chain == nil {
		t.Fatal("there is no chain of A-01")
	}
	if got := chainRow(chain, "R-001"); got != "S-01 F-01 E-01 侵入 R-001 侵害 対応中 D-01 T-01 V-01" {
		t.Errorf("the chain of R-001 is %q", got)
	}
	// sources S-01 and S-02, finding F-01, events by cause E-01 and by result E-02 and E-03, five risks, one decision, two plans, one review.
	wants(t, "A-01", rowOf(t, root, "summary", "A-01"), " 2 1 1 2 5 1 2 1")
}

func TestTraceSaysWhereAChainBreaksOff(t *testing.T) {
	root := build(t, chainRegister()).page("trace.html")
	wants(t, "lead", text(find(root, "class", "lead")), "2件の資産のうち、2件")
	summary := rowOf(t, root, "summary", "A-01")
	wants(t, "A-01", summary, "このリスク源から事象に至らない", "事象からリスクに至らない", "リスクが未分析", "実行中の計画がない", "レビューの記録がない (5)")
	wants(t, "A-02", rowOf(t, root, "summary", "A-02"), "この資産に事象がない 0 0 0 0 0 0 0 0")
	chain := find(root, "id", "chain-A-01")
	wants(t, "R-003", chainRow(chain, "R-003"), "途切れ 実行中の計画がない")
	wants(t, "E-03", chainRow(chain, "E-03"), "途切れ 事象からリスクに至らない")
	wants(t, "S-02", chainRow(chain, "S-02"), "途切れ このリスク源から事象に至らない")
	wants(t, "R-002", chainRow(chain, "R-002"), "不要") // acceptable: no plan is wanted
}

func TestTraceReviewOfTheWholeRegisterReachesEveryAsset(t *testing.T) {
	files := chainRegister()
	files["content/reviews/V-01.md"] = markdown("title = \"確認\"\non = 2026-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"")
	files["content/reviews/V-02.md"] = markdown("title = \"予定\"\non = 2027-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"")
	root := build(t, files).page("trace.html")
	if got := rowOf(t, root, "summary", "A-01"); strings.Contains(got, "レビューの記録がない") {
		t.Errorf("misses a review: %q", got)
	}
	list := text(find(root, "id", "reviews").NextSibling.NextSibling)
	if list != "V-01 確認" {
		t.Errorf("reviews of the whole register are %q: one is yet to come", list)
	}
}

func TestTraceShowsFromWhichSidesAnAssetWasLookedAt(t *testing.T) {
	root := build(t, chainRegister()).page("trace.html")
	wants(t, "A-01", rowOf(t, root, "coverage", "A-01"), "重要 E-01 E-02 E-03 両側から")
	wants(t, "A-02", rowOf(t, root, "coverage", "A-02"), "– – – 未検討")
	wants(t, "the sentence", text(root), "重要な資産1件のすべてが、両側から検討されています。")
}

// What is missing comes first: an asset with breaks before one without, an important asset looked at from one side before others.
func TestTraceShowsWhatIsMissingFirst(t *testing.T) {
	files := fstest.MapFS{"content/criteria.toml": plain(methodCriteria)}
	files["content/reviews/V-1.md"] = markdown("title = \"v\"\non = 2026-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"")
	files["content/assets/all.toml"] = plain(`A-1 = { title = "a", kind = "other", viewpoints = ["v"], owner = "x" }
A-2 = { title = "a", kind = "other", viewpoints = ["v"], owner = "x", importance = { integrity = 3 } }
A-3 = { title = "a", kind = "other", viewpoints = ["v"], owner = "x" }
`)
	for i := range 10 {
		files[fmt.Sprintf("content/events/E-%02d.md", i)] = markdown("title = \"e\"\napproach = \"result\"\nresult = \"r\"\nassets = [\"A-1\", \"A-2\"]")
		files[fmt.Sprintf("content/risks/R-%02d.md", i)] = risk("r", fmt.Sprintf(`"E-%02d"`, i), 1, 1)
	}
	root := build(t, files).page("trace.html")
	if got := rows(t, root, "summary"); len(got) != 3 || !strings.HasPrefix(got[0], "A-3") || !strings.HasPrefix(got[1], "A-1") {
		t.Errorf("the summary is %q", got)
	}
	coverage := rows(t, root, "coverage")
	if len(coverage) != 3 || !strings.HasPrefix(coverage[0], "A-2 a 重要 – E-00 E-01 E-02 E-03 E-04 E-05 E-06 E-07 ほか2件 結果の側のみ") || !strings.HasPrefix(coverage[1], "A-1") {
		t.Errorf("the coverage is %q", coverage)
	}
	wants(t, "the sentence", text(root), "重要な資産1件のうち、1件は片側からの検討にとどまるか、まだ検討されていません。")
}

func TestTraceDemandsNothingOfStepsThatAreNotAdopted(t *testing.T) {
	files := chainRegister()
	files["content/riskbook.toml"] = plain(methodConfig + "[process]\nprofile = \"custom\"\nsteps = [\"1.1\"]\n")
	root := build(t, files).page("trace.html")
	wants(t, "lead", text(find(root, "class", "lead")), "2件の資産のすべて")
	wants(t, "A-02", text(find(root, "id", "chain-A-02")), "この資産に関わる記録はまだありません")
}

func TestTraceOfManyAssetsShowsThoseWithBreaks(t *testing.T) {
	files := fstest.MapFS{}
	var assets strings.Builder
	for i := range 1200 {
		fmt.Fprintf(&assets, "[A-%04d]\ntitle = \"t\"\nkind = \"other\"\nviewpoints = [\"v\"]\nowner = \"x\"\n", i)
	}
	files["content/assets/all.toml"] = plain(assets.String())
	files["content/events/E-1.md"] = markdown("title = \"e\"\napproach = \"result\"\nresult = \"r\"\nassets = [\"A-0000\"]")
	files["content/risks/R-1.md"] = risk("r", `"E-1"`, 1, 1)
	files["content/criteria.toml"] = plain(methodCriteria)
	files["content/reviews/V-1.md"] = markdown("title = \"v\"\non = 2026-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"")
	root := build(t, files).page("trace.html")
	wants(t, "note", text(find(root, "class", "note")), "1,200", "500")
	if got := len(all(root, "class", "chain")); got != 500 {
		t.Errorf("%d chains, want 500", got)
	}
	if find(root, "id", "chain-A-0000") != nil || find(root, "id", "chain-A-0001") == nil {
		t.Error("an unbroken chain is shown before broken ones")
	}
}

func TestTraceOfManyLinksShowsBreaksFirst(t *testing.T) {
	files := fstest.MapFS{"content/criteria.toml": plain(methodCriteria)}
	files["content/reviews/V-1.md"] = markdown("title = \"v\"\non = 2026-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"")
	files["content/assets/A-1.md"] = markdown("title = \"a\"\nkind = \"other\"\nviewpoints = [\"v\"]\nowner = \"x\"")
	files["content/events/E-1.md"] = markdown("title = \"e\"\napproach = \"result\"\nresult = \"r\"\nassets = [\"A-1\"]")
	var risks strings.Builder
	for i := range 1100 {
		fmt.Fprintf(&risks, "[R-%04d]\ntitle = \"r\"\nowner = \"x\"\nidentified = 2026-05-01\nevents = [\"E-1\"]\ncurrent = { likelihood = 1, impact = 1 }\n", i)
	}
	risks.WriteString("[R-9999]\ntitle = \"r\"\nowner = \"x\"\nidentified = 2026-05-01\nevents = [\"E-1\"]\n")
	files["content/risks/all.toml"] = plain(risks.String())
	root := build(t, files).page("trace.html")
	chain := find(root, "id", "chain-A-1")
	list := rows(t, root, "chains")
	if len(list) != 1000 || !strings.Contains(list[0], "R-9999") {
		t.Errorf("%d rows, first %q: want 1,000, the break first", len(list), list[0])
	}
	wants(t, "note", text(chain), "ほかに101通り")
}

func TestTraceOfAnEmptyRegisterSaysHowToBegin(t *testing.T) {
	root := build(t, fstest.MapFS{}).page("en/trace.html")
	wants(t, "note", text(find(root, "class", "note")), "content/assets/")
}

// chainRow gives the row of a chain that names a record.
func chainRow(chain *html.Node, id string) string {
	for n := range chain.Descendants() {
		if n.Type == html.ElementNode && n.Data == "tr" && n.Parent.Data == "tbody" && strings.Contains(" "+text(n)+" ", " "+id+" ") {
			return strings.TrimSpace(strings.ReplaceAll(" "+text(n)+" ", " – ", " "))
		}
	}
	return ""
}
