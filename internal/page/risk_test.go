package page_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// facts gives the terms of the first list of facts below a node, with the words of their values.
func facts(root *html.Node) map[string]string {
	found := map[string]string{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "dl" && attr(n, "class") == "facts" {
			for c := range n.ChildNodes() {
				if c.Data == "dt" {
					found[text(c)] = text(c.NextSibling)
				}
			}
			break
		}
	}
	return found
}

func TestRiskPageStatesOutcomeReasonsAndRank(t *testing.T) {
	b := build(t, chainRegister())
	for _, c := range []struct {
		page, verdict string
		facts         map[string]string
	}{
		// Ranked by level: R-001 (high, impact 2) and R-005 (high, impact 3) before R-003 (medium); R-005 before R-001 by its impact.
		{"risks/R-005.html", "計画不十分 高", map[string]string{"理由": "リスクレベル、影響のみで対応を要する", "優先順位": "1位（3件中） 2位との差は「影響」による", "計画の完了後に残る理由": "リスクレベル"}},
		{"risks/R-001.html", "対応中 高", map[string]string{"理由": "リスクレベル", "優先順位": "2位（3件中） 一つ上の順位との差は「影響」による", "計画の完了後に残る理由": "なし（基準を満たす見込み）", "受容": "受容の決定なし"}},
		{"risks/R-003.html", "対応が必要 中", map[string]string{"優先順位": "3位（3件中） 一つ上の順位との差は「リスクレベル」による", "対応計画": "実行中の計画なし"}},
		{"risks/R-002.html", "受容可能 低", map[string]string{"理由": "対応を要する理由なし", "優先順位": "なし（対応を要するリスクではない）"}},
		{"risks/R-004.html", "未分析 未定", nil},
		{"en/risks/R-005.html", "Plan insufficient High", map[string]string{"Reasons": "level of risk, impact alone", "Priority": "1 of 3 set apart from the next by impact"}},
	} {
		root := b.page(c.page)
		if got := text(find(root, "class", "verdict")); got != c.verdict {
			t.Errorf("%s: the verdict is %q, not %q", c.page, got, c.verdict)
		}
		got := facts(root)
		for term, want := range c.facts {
			if got[term] != want {
				t.Errorf("%s: %s is %q, not %q", c.page, term, got[term], want)
			}
		}
	}
	if got := text(b.page("risks/R-002.html")); !strings.Contains(got, "ほかの計画の副作用により基準を満たさなくなります") {
		t.Error("R-002 does not say that it is pushed over")
	}
}

func TestRiskPageSetsThreePointsInTimeSideBySide(t *testing.T) {
	files := chainRegister()
	files["content/risks/R-001.md"] = markdown("title = \"侵害\"\nowner = \"x\"\nevents = [\"E-01\"]\nidentified = 2026-05-01\n[inherent]\nlikelihood = 3\nimpact = 3\n[current]\nlikelihood = 3\nimpact = 2\n[quantitative]\nfrequency = 0.5\nloss = { low = 1_000_000, mode = 2_000_000, high = 3_000_000 }")
	root := build(t, files).page("risks/R-001.html")
	levels := rows(t, root, "risk.levels")
	// PERT(1, 2, 3 million) has the mean (1 + 4×2 + 3) / 6 = 2 million; times 0.5 a year: 1 million.
	for i, want := range []string{"起こりやすさ 3 高 3 高 1 低", "影響 3 大 2 中 2 中", "リスクレベル 高 高 低", "年間期待損失額 – 100万円 100万円"} {
		if i >= len(levels) || levels[i] != want {
			t.Errorf("row %d of the levels is not %q: %q", i, want, levels)
		}
	}
	figures := rows(t, root, "risk.quantities")
	if len(figures) != 3 || figures[0] != "発生頻度（年当たり） 0.5" || !strings.Contains(figures[1], "100万円～300万円、最頻値200万円（PERT分布）") {
		t.Errorf("the figures are %q", figures)
	}
}

func TestRiskPageTellsTheWayStepByStep(t *testing.T) {
	files := chainRegister()
	files["content/reviews/V-01.md"] = markdown("title = \"点検\"\non = 2026-06-10\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\nscope = [\"R-001\"]\noutcome = \"change\"")
	files["content/indicators/I-01.md"] = markdown("title = \"遮断\"\nrisks = [\"R-001\"]\nwarn = 1\nlimit = 2\n[[reading]]\non = 2026-04-01\nvalue = 3")
	root := build(t, files).page("risks/R-001.html")
	way := find(root, "class", "way")
	steps := map[string]string{}
	var order []string
	for step := range way.ChildNodes() {
		if step.Data == "li" {
			key := text(find(step, "class", "step"))
			order = append(order, key)
			steps[key] = text(step)
		}
	}
	if got := strings.Join(order, " "); got != "1.1 1.3 2.1 3.1 3.2 4.1 5.1 6.1" {
		t.Errorf("the steps are %s", got)
	}
	wants(t, "1.1", steps["1.1"], "A-01 制御")
	wants(t, "1.3", steps["1.3"], "S-01 攻撃", "F-01 警報") // the finding names the source
	wants(t, "2.1", steps["2.1"], "E-01 侵入 c → r")
	wants(t, "3.1", steps["3.1"], "起こりやすさ3 × 影響2 → 高")
	wants(t, "3.2", steps["3.2"], "d")
	wants(t, "6.1", steps["6.1"], "V-01 点検", "I-01 遮断 限界超過")
	// The review of June is newer than the identification in May.
	if got := facts(root)["再分析を要する変化"]; got != "2026-06-10 レビューによる見直し V-01 点検" {
		t.Errorf("stale because of %q", got)
	}
}

func TestRisksAreListedByPriority(t *testing.T) {
	files := chainRegister() // a closed risk needs no treatment, whatever its level
	files["content/risks/R-009.md"] = markdown("title = \"済\"\nowner = \"x\"\nidentified = 2026-01-01\nstatus = \"closed\"\nclosed_on = 2026-02-01\nclosed_because = \"廃止\"\n[current]\nlikelihood = 3\nimpact = 3\n")
	root := build(t, files).page("risks.html")
	table := find(root, "id", "list.rows")
	var order []string
	for _, row := range all(table, "data-outcome", "") {
		order = append(order, attr(row, "data-outcome")+"/"+attr(row, "data-level")+" "+text(find(row, "class", "title"))[:5])
	}
	if got := strings.Join(order, ", "); got != "insufficient-plan/high R-005, in-treatment/high R-001, needs-treatment/medium R-003, acceptable/low R-002, unanalysed/none R-004, closed/high R-009" {
		t.Errorf("the list is %s", got)
	}
	if got := text(find(root, "class", "count")); got != "全6件。うち対応を要するもの3件、再分析を要するもの0件。ほかに、まだ評価できないリスクが1件あります。" {
		t.Errorf("the count is %q", got)
	}
}

func TestTreatmentPageHoldsItsTargetsAgainstTheCriteria(t *testing.T) {
	b := build(t, chainRegister())
	if got := rows(t, b.page("treatments/T-01.html"), "plan.targets"); len(got) != 1 || got[0] != "R-001 侵害 高 3 × 2 低 1 × 2 低 1 × 2 基準を満たす" {
		t.Errorf("the targets of T-01 are %q", got)
	}
	root := b.page("treatments/T-02.html")
	if got := rows(t, root, "plan.targets"); len(got) != 1 || got[0] != "R-005 全停止 高 3 × 3 高 3 × 2 高 3 × 2 基準を満たさない（リスクレベル）" {
		t.Errorf("the targets of T-02 are %q", got)
	}
	wants(t, "T-02", text(root), "完了しても基準を満たさないリスクがあります")
	root = b.page("treatments/T-01.html")
	if got := rows(t, root, "plan.side"); len(got) != 1 || got[0] != "R-002 誤操作 低 1 × 2 高 3 × 2 高 3 × 2 実行中の計画として数える 手入力が増える" {
		t.Errorf("the side effects of T-01 are %q", got)
	}
	wants(t, "T-01", text(root), "副作用により、いま受容できるリスクが基準を満たさなくなります", "新たに生じるリスクが分析されていません")
	money := text(find(root, "id", "plan.money").Parent)
	wants(t, "cost", money, "300万円", "10万円", "70万円") // 3,000,000 over five years, and 100,000 a year
}

func TestCostDoesNotDecideOnExtremeRisks(t *testing.T) {
	files := chainRegister()
	extreme := func(likelihood string) string {
		files["content/risks/R-001.md"] = markdown("title = \"侵害\"\nowner = \"x\"\nevents = [\"E-01\"]\nidentified = 2026-05-01\n[current]\nlikelihood = " + likelihood + "\nimpact = 3\n[quantitative]\nfrequency = 1\nloss = { low = 1_000_000, mode = 2_000_000, high = 3_000_000 }")
		files["content/treatments/T-01.md"] = markdown("title = \"分離\"\nowner = \"x\"\nrisks = [\"R-001\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"approved\"\ndue = 2027-03-31\ncost = { initial = 1_000_000, annual = 300_000 }\n[[target]]\nrisk = \"R-001\"\nfrequency = 0.5")
		return text(find(build(t, files).page("treatments/T-01.html"), "id", "plan.money").Parent)
	}
	// 2 million a year falls to 1 million; the cost is 500,000 a year: twice.
	if got := extreme("2"); !strings.Contains(got, "費用に対する効果 2.0倍") || strings.Contains(got, "事業継続の観点") {
		t.Errorf("an ordinary plan says %q", got)
	}
	if got := extreme("1"); strings.Contains(got, "倍") || !strings.Contains(got, "事業継続の観点") {
		t.Errorf("a plan for an extreme risk says %q", got)
	}
}

func TestActionsAreDoneOpenOrOverdue(t *testing.T) {
	files := chainRegister()
	files["content/treatments/T-02.md"] = markdown("title = \"保険\"\nowner = \"x\"\nrisks = [\"R-005\"]\noption = \"share\"\naim = \"prevention\"\nstatus = \"in-progress\"\ndue = 2026-11-22\n[[action]]\ntitle = \"a1\"\ndue = 2026-11-01\ndone = 2026-11-02\n[[action]]\ntitle = \"a2\"\ndue = 2026-11-22\n[[action]]\ntitle = \"a3\"\ndue = 2026-11-23\n[[action]]\ntitle = \"a4\"\ndue = 2026-12-31\ndone = 2026-12-01")
	root := build(t, files).page("treatments/T-02.html")
	got := rows(t, root, "plan.actions")
	want := []string{"a1 2026-11-01 完了 2026-11-02", "a2 2026-11-22 期限超過", "a3 2026-11-23 未完了", "a4 2026-12-31 未完了"}
	if strings.Join(got, " | ") != strings.Join(want, " | ") {
		t.Errorf("the actions are %q", got)
	}
	wants(t, "status", text(find(root, "class", "verdict")), "1/4", "計画の期限超過", "作業1件が期限超過")
}
