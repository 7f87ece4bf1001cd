package page_test

import (
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
)

// decidedOn is chainRegister with an acceptance of R-001.
func decidedOn(t *testing.T) (*built, *chronicle.Chronicle) {
	t.Helper()
	files := chainRegister()
	files["content/decisions/D-9.md"] = markdown("title = \"Accepted\"\nkind = \"acceptance\"\non = 2020-01-03\nby = \"board\"\nproposed_by = \"plant\"\nbasis = \"It is rare.\"\nuntil = 2020-12-31\nrisks = [\"R-001\"]\nat = { likelihood = 1, impact = 1 }")
	c := known(10)
	low, high := chronicle.Risk{Likelihood: 1, Impact: 2, Level: "low", Outcome: "acceptable"}, chronicle.Risk{Likelihood: 3, Impact: 2, Level: "high", Outcome: "needs-treatment"}
	c.States[0].Figures.Risks = map[string]chronicle.Risk{"R-001": low}
	c.States[9].Figures.Risks = map[string]chronicle.Risk{"R-001": high}
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
		"evidence/risks/R-001.html": {"1 × 2 受容可能", "3 × 2 対応が必要", "as it was thought", "記録 Bob、統合 Ann", "起案と決定は別", "署名なし", "It is rare.", "現在・起こりやすさ"},
		"evidence/years/2019.html":  {"D-9", "完全な一覧"},
		"decisions.html":            {"年度ごとの証跡"},
	} {
		words := text(b.page(path))
		for _, want := range wants {
			if !strings.Contains(words, want) {
				t.Errorf("%s does not say %q:\n%s", path, want, words)
			}
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
