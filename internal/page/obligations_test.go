package page_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestObligationsCountWhatIsAnsweredByPlansAlone(t *testing.T) {
	files := chainRegister()
	files["content/obligations/O-1.md"] = markdown("title = \"法\"\nkind = \"law\"\n[[clause]]\nkey = \"3\"\ntitle = \"第3条\"\n[[clause]]\nkey = \"4\"\n[[clause]]\nkey = \"5\"")
	files["content/obligations/O-2.md"] = markdown("title = \"契約\"\nkind = \"contract\"")
	files["content/controls/C-01.md"] = markdown("title = \"訓練\"\nfunction = \"prevent\"\nstate = \"planned\"\nobligations = [\"O-1#3\", \"O-1#4\"]")
	files["content/assets/A-02.md"] = markdown("title = \"窓口\"\nkind = \"organization\"\nviewpoints = [\"service-level\"]\nowner = \"x\"\nobligations = [\"O-1#4\"]")
	files["content/treatments/T-03.md"] = markdown("title = \"中止\"\nowner = \"x\"\nrisks = [\"R-005\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"cancelled\"\ndue = 2027-03-31\nobligations = [\"O-1#5\"]")
	root := build(t, files).page("obligations.html")
	if got := strings.Join(rows(t, root, "clauses"), " | "); got != "O-1 法 法令 第3条 管理策 C-01 計画中 計画のみ | O-1 法 法令 4 資産 A-02 管理策 C-01 計画中 応える記録あり | O-1 法 法令 5 リスク対応計画 T-03 応える記録なし | O-2 契約 契約 全体 – 応える記録なし" {
		t.Errorf("the clauses are %q", got)
	}
	if got := strings.Join(tiles(root), " | "); got != "2 応える記録のないもの 条項など4件のうち | 1 計画中の管理策や未完了の計画だけが応えるもの | 1 応える記録のあるもの" {
		t.Errorf("the tiles are %q", got)
	}
	if got := text(find(root, "id", "open").NextSibling.NextSibling); got != "O-1#5 法 O-2 契約" {
		t.Errorf("nothing answers %q", got)
	}
}

// The clauses are those of ISO/IEC 27001:2022, 6.1.2, 6.1.3, 8.2 and 8.3; what stands beside them follows from the register.
func TestStandardIsHeldAgainstTheSteps(t *testing.T) {
	b := build(t, chainRegister())
	list := rows(t, b.page("en/obligations.html"), "standard.clauses")
	var names []string
	for _, r := range list {
		names = append(names, strings.Join(strings.Fields(r)[:2], ""))
	}
	want := []string{"6.1.2a)", "6.1.2b)", "6.1.2c)", "6.1.2d)", "6.1.2e)", "6.1.3a)", "6.1.3b)", "6.1.3c)", "6.1.3d)", "6.1.3e)", "6.1.3f)", "8.2Assess", "8.3Carry"}
	if !slices.Equal(names, want) {
		t.Errorf("the clauses are %q", names)
	}
	wants(t, "6.1.3 d)", list[8], "statement of applicability", "Not in the method")
	// want a decision; 3.1 misses the analysis of R-004. Four of five risks are analysed.
	wants(t, "6.1.2 d)", list[3], "3.1 Determine the level of risk evidence: 4 open risks analysed", "Gaps")
	steps := rows(t, b.page("obligations.html"), "standard.steps")
	if len(steps) != 11 {
		t.Fatalf("%d steps", len(steps))
	}
	wants(t, "1.2", steps[1], "1.2.1 評価の基準、1.2.2 影響の基準、1.2.3 受容の基準", "6.1.2 a) 、 6.1.2 b)", "5点） 5件", "不足：1件", "不足あり")
	// No review was recorded: nothing shows that 6.1 was done.
	wants(t, "6.1", steps[9], "8.2 、 8.3", "証拠：内的要因のレビュー 0件")
	simple := build(t, fstest.MapFS{"content/riskbook.toml": plain(methodConfig + "[process]\nprofile = \"simple\"\n")})
	list = rows(t, simple.page("obligations.html"), "standard.clauses")
	wants(t, "6.1.2 a), of steps not adopted", list[0], "採用しない")
	wants(t, "6.1.2 c), of 1.1 without evidence and 2.1 not adopted", list[2], "証拠なし")
	steps = rows(t, simple.page("obligations.html"), "standard.steps")
	wants(t, "1.2, not adopted", steps[1], "採用しない")
	wants(t, "1.1, adopted", steps[0], "証拠：観点と責任者のある資産 0件")
	wants(t, "no obligations", text(simple.page("obligations.html")), "記録はまだありません")
}
