package page_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEvaluationSaysWhatIsNotAcceptableOnceAllPlansAreDone(t *testing.T) {
	root := build(t, chainRegister()).page("evaluation.html")
	// Of five open risks keep reasons then; now they are. R-004 is not analysed.
	lead := text(find(root, "class", "lead"))
	wants(t, "lead", lead, "計画2件", "5件のうち3件は受容できません", "現在は3件", "評価できないリスクが1件")
	if got := len(rows(t, root, "left")); got != 3 {
		t.Errorf("%d risks are left, want 3", got)
	}
	wants(t, "R-002", rowOf(t, root, "left", "R-002"), "低 1 × 2", "高 3 × 2", "副作用で基準を超えます")
	wants(t, "R-003", rowOf(t, root, "left", "R-003"), "中 2 × 2", "承認により受容できる")
	wants(t, "R-005", rowOf(t, root, "left", "R-005"), "高 3 × 3", "高 3 × 2", "T-02", "計画では足りません")
}

func TestEvaluationNamesWhatIsPushedOverAndByWhat(t *testing.T) {
	root := build(t, chainRegister()).page("evaluation.html")
	if got := len(rows(t, root, "pushed")); got != 1 {
		t.Errorf("%d risks are pushed over, want 1", got)
	}
	wants(t, "R-002", rowOf(t, root, "pushed", "R-002"), "T-01", "手入力が増える")
	wants(t, "R-004", rowOf(t, root, "new", "R-004"), "T-01", "未評価", "未分析")
}

func TestEvaluationGivesAVerdictForEveryLivePlan(t *testing.T) {
	root := build(t, chainRegister()).page("evaluation.html")
	if got := len(rows(t, root, "by-plan")); got != 2 {
		t.Errorf("%d rows, want 2", got)
	}
	wants(t, "T-01", rowOf(t, root, "by-plan", "T-01"), "R-001", "高 3 × 2", "低 1 × 2", "基準内", "悪化 R-002 基準を超える", "新規 R-004", "副作用の手当て", "先に分析")
	wants(t, "T-02", rowOf(t, root, "by-plan", "T-02"), "R-005", "高 3 × 3", "高 3 × 2", "5.1へ戻る")
}

func TestEvaluationCountsBalanceSavingsAndCost(t *testing.T) {
	root := build(t, chainRegister()).page("en/evaluation.html")
	wants(t, "balance", rowOf(t, root, "balance", "A-01"), "2 0 0", "Prevention only")
	wants(t, "common", rowOf(t, root, "common", "C-01"), "T-01 T-02", "2 1") // two actions, one of them saved
	wants(t, "modify", rowOf(t, root, "cost", "Modify"), "1 3,000 100")
	wants(t, "share", rowOf(t, root, "cost", "Share"), "1 1 without a cost 0 0")
	wants(t, "total", rowOf(t, root, "cost", "Total"), "2 1 without a cost 3,000 100")
	wants(t, "units", text(find(root, "id", "content")), "Initial (¥ thousand)", "A year (¥ thousand)")
	// T-01 has no start and is due on 2027-03-31, the last day of fiscal 2026; its annual cost begins with fiscal 2027.
	wants(t, "fiscal 2026", rowOf(t, root, "cost-years", "FY2026"), "3,000 3,000 3,000 0")
	wants(t, "fiscal 2027", rowOf(t, root, "cost-years", "FY2027"), "100 100 0 100")
}

func TestEvaluationOfARegisterWithoutRisks(t *testing.T) {
	for _, path := range []string{"evaluation.html", "en/evaluation.html"} {
		root := build(t, fstest.MapFS{}).page(path)
		if len(all(root, "class", "tiles")) > 0 {
			t.Errorf("%s shows figures of nothing", path)
		}
	}
}

func TestEvaluationWithoutCriteriaRestsOnJudgement(t *testing.T) {
	files := chainRegister()
	delete(files, "content/criteria.toml")
	files["content/decisions/D-01.md"] = markdown("title = \"判断\"\nkind = \"judgement\"\non = 2026-05-10\nby = \"x\"\nbasis = \"b\"\nrisks = [\"R-001\", \"R-003\"]\nverdict = \"treat\"")
	root := build(t, files).page("evaluation.html")
	if got := len(rows(t, root, "left")); got != 2 {
		t.Errorf("%d risks are left, want those judged to be treated: 2", got)
	}
	wants(t, "R-001", rowOf(t, root, "left", "R-001"), "判断", "T-01")
	wants(t, "T-01", rowOf(t, root, "by-plan", "T-01"), "先に分析")
	wants(t, "T-02", rowOf(t, root, "by-plan", "T-02"), "判断が必要", "足りるか分からない")
}

func TestEvaluationListsTheGravestOfMany(t *testing.T) {
	var risks strings.Builder
	for i := range 600 {
		fmt.Fprintf(&risks, "[R-%04d]\ntitle = \"r\"\nowner = \"x\"\nidentified = 2026-05-01\ncurrent = { likelihood = 2, impact = 2 }\n", i)
	}
	risks.WriteString("[R-9999]\ntitle = \"r\"\nowner = \"x\"\nidentified = 2026-05-01\ncurrent = { likelihood = 3, impact = 3 }\n")
	root := build(t, fstest.MapFS{"content/criteria.toml": plain(methodCriteria), "content/risks/all.toml": plain(risks.String())}).page("evaluation.html")
	list := rows(t, root, "left")
	if len(list) != 500 || !strings.HasPrefix(list[0], "R-9999") {
		t.Errorf("%d rows, first %q: want 500, the gravest first", len(list), list[0])
	}
	wants(t, "page", text(find(root, "id", "content")), "601件のうち601件は", "残りの101件")
}

// The first page's decisions and the evaluation's risks count different things; each says which, and leads to the other. Of chainRegister, R-003 has no
// plan and R-005 a plan that is not enough; R-004 is not analysed; no plan is a draft but the one that is added here.
func TestDecisionsAndEvaluationSayWhatTheyCount(t *testing.T) {
	files := chainRegister()
	files["content/treatments/T-90.md"] = markdown("title = \"案\"\nrisks = [\"R-003\"]\noption = \"modify\"\naim = \"prevention\"\nowner = \"x\"\nstatus = \"draft\"\ndue = 2027-01-01\n")
	b := build(t, files)
	evaluation, index := b.page("evaluation.html"), b.page("index.html")
	left, decide := rows(t, evaluation, "left"), rows(t, index, "decide")
	parts := fmt.Sprintf("計画がすべて完了しても受容できないリスク %d件 · まだ評価できないリスク 1件 · 承認を待つ計画 1件", len(left))
	wants(t, "the first page", text(index), parts, fmt.Sprintf("%d 意思決定が必要な事項 リスク%d件、計画1件", len(decide), len(decide)-1))
	wants(t, "the evaluation", text(evaluation), fmt.Sprintf("「意思決定が必要な事項」%d件の内訳", len(decide)), parts)
	if find(index, "href", "evaluation.html#left") == nil || find(evaluation, "href", "index.html#decide") == nil {
		t.Error("the pages do not lead to each other")
	}
	if len(left) < 2 || len(decide) != len(left)+2 {
		t.Errorf("%d risks are left, %d decisions are wanted", len(left), len(decide))
	}
}

// Where a plan is not enough, the way back is a link: to step 5.1, or to the criteria.
func TestEvaluationLeadsBack(t *testing.T) {
	root := build(t, chainRegister()).page("evaluation.html")
	// The plan T-02 of R-005 is not enough, for R-003 an acceptance will do; one link to the criteria is of the menu.
	if steps, criteria := len(all(root, "href", "process.html#step-5.1")), len(all(root, "href", "criteria.html")); steps != 1 || criteria != 3 {
		t.Errorf("%d links to the step and %d to the criteria, want 1 and 3", steps, criteria)
	}
	wants(t, "R-005", rowOf(t, root, "left", "R-005"), "ステップ5.1 へ戻って補うか、 基準（1.2） を見直します。")
}
