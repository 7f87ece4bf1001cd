package page_test

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/signature"
)

// decidedOn is chainRegister with an acceptance of R-001.
func decidedOn(t *testing.T) (*built, *chronicle.Chronicle) {
	t.Helper()
	files := chainRegister()
	files["content/decisions/D-9.md"] = markdown("title = \"Accepted\"\nkind = \"acceptance\"\non = 2020-01-03\nby = \"board\"\nproposed_by = \"plant\"\nbasis = \"It is rare.\"\nconditions = \"It is watched.\"\nuntil = 2020-12-31\nrisks = [\"R-001\"]\nat = { likelihood = 1, impact = 1 }")
	c := known(10)
	low, high := chronicle.Risk{Likelihood: 1, Impact: 2, Level: "low", Outcome: "acceptable"}, chronicle.Risk{Likelihood: 3, Impact: 2, Level: "high", Outcome: "needs-treatment"}
	c.States[0].Figures.Risks = map[string]chronicle.Risk{"R-001": low}
	c.States[9].Figures.Risks = map[string]chronicle.Risk{"R-001": high}
	c.States[2].Signature = signature.Bad
	c.States[2].Authors, c.States[9].Authors = []string{"Ann", "Bob"}, []string{"Ann"}
	c.Changes[0].Facts = []compare.FactChange{{ID: "R-001", Field: "current.likelihood", From: int64(1), To: int64(3)}}
	c.Came = map[string]int{"R-001": 0, "D-9": 2}
	c.Texts = []chronicle.Text{{Commit: hashOf(9), Former: compare.FormerText{ID: "R-001", Field: "current.rationale", Was: "as it was thought"}}}
	return buildKnowing(t, files, c), c
}

func TestADecisionTellsWhatWasKnownThenAndWhatIsNow(t *testing.T) {
	b, _ := decidedOn(t)
	for path, wants := range map[string][]string{
		"decisions/D-9.html":        {"決定時と現在", "1 × 2 受容可能", "R-001 の 現在・起こりやすさ：1 → 3（2020-01-10）", "改めて諮る必要がある"},
		"risks/R-001.html":          {"直近の決定の時点", "レベルの経過", "このリスクの証跡（監査用）"},
		"evidence/risks/R-001.html": {"1 × 2 受容可能", "3 × 2 対応が必要", "as it was thought", "記録 Bob、統合 Ann", "起案と決定は別", "署名なし", "It is rare.", "条件：It is watched.", "コミットの署名が一致しない", "そのコミット自身の content/allowed_signers", "現在・起こりやすさ"},
		"evidence/years/2019.html":  {"D-9", "完全な一覧", "コミットの署名が一致しない", "そのコミット自身の content/allowed_signers"},
		"decisions.html":            {"年度ごとの証跡"},
		"evidence/index.html":       {"リスクごとの証跡", "R-001 侵害 高 3 × 2 対応中 D-9 Accepted 2020-01-03 期限切れ board 2020-12-31 署名なし"},
	} {
		words := text(b.page(path))
		for _, want := range wants {
			if !strings.Contains(words, want) {
				t.Errorf("%s does not say %q:\n%s", path, want, words)
			}
		}
	}
}

// From the map an auditor comes to the evidence of every risk and of every year.
func TestTheMapLeadsToAllEvidence(t *testing.T) {
	b, _ := decidedOn(t)
	root := b.page("evidence/index.html")
	for _, path := range []string{"../evidence/risks/R-001.html", "../evidence/years/2019.html", "../evidence/years/2026.html"} {
		if find(root, "href", path) == nil {
			t.Errorf("nothing leads to %s", path)
		}
	}
}

func TestEvidenceWithoutAHistory(t *testing.T) {
	b := build(t, chainRegister())
	words := text(b.page("evidence/risks/R-001.html"))
	for _, want := range []string{"git の履歴が手元にないため", "評価の経過", "不足しているもの"} {
		if !strings.Contains(words, want) {
			t.Errorf("does not say %q:\n%s", want, words)
		}
	}
	if words := text(b.page("risks/R-001.html")); strings.Contains(words, "レベルの経過") {
		t.Error("a level is drawn that nobody knows")
	}
}

// A change of the criteria that nobody wrote down is found in the history; one that is written down is told by its own words.
func TestCriteriaThatChangedWithoutAWord(t *testing.T) {
	files := chainRegister()
	c := known(10)
	day := c.States[4].On
	c.Changes = append(c.Changes, chronicle.Change{Commit: c.States[4].Commit, On: day, Facts: []compare.FactChange{{ID: compare.CriteriaID, Field: "matrix", From: "a", To: "b"}}})
	year := "evidence/years/2019.html" // the fiscal year begins in April
	if words := text(buildKnowing(t, files, c).page(year)); !strings.Contains(words, "記載のない変更") {
		t.Errorf("a silent change is not told:\n%s", words)
	}
	last := &c.Changes[len(c.Changes)-1]
	last.Facts = append(last.Facts, compare.FactChange{ID: compare.CriteriaID, Field: "change.1.what", To: "stricter"})
	if words := text(buildKnowing(t, files, c).page(year)); strings.Contains(words, "記載のない変更") {
		t.Errorf("a change that is written down is called silent:\n%s", words)
	}
}

// What changed since a decision is complete on the page of evidence, and shortened elsewhere.
func TestEvidenceLeavesNothingOut(t *testing.T) {
	_, c := decidedOn(t)
	for i := range 12 {
		c.Changes[0].Facts = append(c.Changes[0].Facts, compare.FactChange{ID: "R-001", Field: "extra.n" + string(rune('a'+i)), From: int64(1), To: int64(2)})
	}
	files := chainRegister()
	files["content/decisions/D-9.md"] = markdown("title = \"Accepted\"\nkind = \"acceptance\"\non = 2020-01-03\nby = \"board\"\nbasis = \"b\"\nuntil = 2020-12-31\nrisks = [\"R-001\"]\nat = { likelihood = 1, impact = 1 }")
	b := buildKnowing(t, files, c)
	if words := text(b.page("decisions/D-9.html")); !strings.Contains(words, "ほか6件") {
		t.Errorf("the decision names everything:\n%s", words)
	}
	words := text(b.page("evidence/risks/R-001.html"))
	if strings.Contains(words, "ほか6件") || strings.Count(words, "（2020-01-10）") != 13 {
		t.Errorf("evidence is not complete:\n%s", words)
	}
}

// At both ends of the year plans stand as they were judged then, those that are gone since too; where no state of a day is at hand, the page says so.
func TestPlansAtBothEndsOfTheYear(t *testing.T) {
	plans := func(c *chronicle.Chronicle, year string) (string, []string) {
		t.Helper()
		b := build(t, chainRegister())
		if c != nil {
			b = buildKnowing(t, chainRegister(), c)
		}
		root := b.page("evidence/years/" + year + ".html")
		return text(root), rows(t, root, "evidence.plans")
	}
	c := known(10)
	due := date.Of(2026, 3, 31)
	c.States[0].On = date.Of(2019, 3, 1) // before the fiscal year 2019
	c.States[0].Figures.Progress = map[string]chronicle.Progress{"T-01": {Status: "draft", Due: due, Total: 1}, "T-77": {Status: "approved", Done: 1, Total: 3}}
	c.States[4].Figures.Progress = map[string]chronicle.Progress{"T-01": {Status: "in-progress", Due: due, Done: 2, Total: 3}, "T-02": {Status: "draft", Total: 4}}
	c.States[6].Figures.GonePlans = []string{"T-77"}
	c.States[9].On = date.Of(2020, 4, 2) // after it
	c.States[9].Figures.Progress = map[string]chronicle.Progress{"T-01": {Status: "done", Due: due, Done: 3, Total: 3}}
	for year, wants := range map[string][]string{
		"2019": {"T-01 分離 起案 0 / 1 実施中 2 / 3 2026-03-31", "T-02 保険 記録なし – 起案 0 / 4 –", "T-77 承認済み 1 / 3 記録なし – –"},
		"2020": {"T-01 分離 実施中 2 / 3 完了 3 / 3 2026-03-31", "T-02 保険 起案 0 / 4 起案 0 / 4 –"},
	} {
		if _, got := plans(c, year); strings.Join(got, "\n") != strings.Join(wants, "\n") {
			t.Errorf("%s: %q, wanted %q", year, got, wants)
		}
	}
	c.States[0].On = date.Of(2020, 1, 1)
	if said, got := plans(c, "2019"); !strings.Contains(said, "手元の履歴は2020年1月1日からのため、年度の初めの状況は示せません") || got[0] != "T-01 分離 不明 – 実施中 2 / 3 2026-03-31" {
		t.Errorf("where the start is not known: %s %q", said, got)
	}
	if said, got := plans(nil, "2026"); !strings.Contains(said, "git の履歴が手元にないため") || len(got) != 2 || got[1] != "T-02 保険 不明 – 実施中 0 / 1 2027-03-31" {
		t.Errorf("without a history: %s %q", said, got)
	}
}

// Reviews that fell due are those of risks too, by the days that they named then, with what came of each.
func TestReviewsOfRisksFallDueInTheirYear(t *testing.T) {
	files := chainRegister()
	rated := func(id, more string) {
		files["content/risks/"+id+".md"] = markdown("title = \"x\"\nowner = \"x\"\nevents = [\"E-02\"]\nidentified = 2019-01-01\n" + more + "[current]\nlikelihood = 1\nimpact = 1")
	}
	rated("R-001", "reviewed = 2019-12-02\nnext_review = 2021-05-01\n") // due in November, analysed in December
	rated("R-002", "next_review = 2019-10-10\n")
	rated("R-003", "next_review = 2021-08-01\n") // put off
	rated("R-005", "next_review = 2020-02-01\nstatus = \"closed\"\nclosed_on = 2020-01-20\n")
	files["content/reviews/V-1.md"] = markdown("title = \"V\"\nsteps = [\"6.1\"]\non = 2019-05-01\nby = \"x\"\nfactor = \"internal\"\ntrigger = \"periodic\"\noutcome = \"keep\"\nnext = 2019-09-01")
	c := known(10)
	change := func(state int, facts ...compare.FactChange) {
		c.Changes = append(c.Changes, chronicle.Change{Commit: c.States[state].Commit, On: c.States[state].On, Facts: facts})
	}
	c.Changes = nil
	change(3, compare.FactChange{ID: "R-001", Field: "reviewed", To: "2019-12-02"}, compare.FactChange{ID: "R-001", Field: "next_review", From: date.Of(2019, 11, 30), To: "2021-05-01"})
	change(4, compare.FactChange{ID: "R-003", Field: "next_review", From: "2020-01-15", To: "2021-08-01"})
	root := buildKnowing(t, files, c).page("evidence/years/2019.html")
	list := func(id string) []string { return rows(t, root, "evidence."+id) }
	want := []string{"V-1 V 2019-09-01 未実施", "R-002 x 2019-10-10 未実施", "R-001 x 2019-11-30 再分析 2019-12-02", "R-003 x 2020-01-15 実施せずに期限を変更 2021-08-01", "R-005 x 2020-02-01 リスクを終結 2020-01-20"}
	if got := list("due"); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("due: %q, wanted %q", got, want)
	}
	if got := list("analysed"); strings.Join(got, "\n") != "R-001 x 2019-12-02" {
		t.Errorf("analysed: %q", got)
	}
}
