package page_test

import (
	"strings"
	"testing"
)

// Of the risks of chainRegister, R-001 (3 × 2) and R-005 (3 × 3) are high, R-003 (2 × 2) is medium, R-002 (1 × 2) low. The proposal has two likelihoods, so
// that each of its steps means something else and 3 is not on its scale: whatever the matrix says, every risk is to be rated again.
func TestCriteriaShowWhatAProposalWouldChange(t *testing.T) {
	files := chainRegister()
	files["content/criteria.proposed.toml"] = plain(`revision = "9"
likelihood = [{ value = 1, label = "低" }, { value = 2, label = "中" }]
impact = [{ value = 1, label = "小" }, { value = 2, label = "中" }, { value = 3, label = "大" }]
level = [{ key = "low", label = "低", acceptance = "accept" }, { key = "medium", label = "中", acceptance = "approval" }, { key = "high", label = "高", acceptance = "treat" }]
matrix.rows = [["low", "low", "medium"], ["low", "high", "high"]]
[[change]]
on = 2027-04-01
what = "段階を減らす"
`)
	b := build(t, files)
	root := b.page("criteria.html")
	page := text(root)
	wants(t, "the page", page, "改定案 9 により、リスク4件の分析をやり直す必要があります。", "段階を減らす", "分析のやり直しが必要", "換算も切り詰めもせず")
	wants(t, "R-001", rowOf(t, root, "proposal-risks", "R-001"), "3 × 2", "高 → 尺度にない値")
	wants(t, "R-003", rowOf(t, root, "proposal-risks", "R-003"), "2 × 2", "中 → 分析のやり直しが必要")
	wants(t, "R-002", rowOf(t, root, "proposal-risks", "R-002"), "1 × 2", "低 → 分析のやり直しが必要", "高 → 尺度にない値")
	for _, r := range rows(t, root, "proposal-risks") {
		if strings.HasPrefix(r, "R-004") {
			t.Errorf("%q would stand as before", r)
		}
	}
	if before, after := rows(t, root, "matrix-proposal-before"), rows(t, root, "matrix-proposal-after"); len(before) < 3 || len(after) < 2 || !strings.Contains(before[0], "R-001") || strings.Contains(strings.Join(after, " "), "R-") {
		t.Errorf("the matrices are %q and %q", before, after)
	}
	wants(t, "the English page", text(b.page("en/criteria.html")), "Under the proposal 9, 4 risks are to be rated again.", "Not on the scale")
}

// A proposal with an error is reported at its own file; the register is judged as if it were not there.
func TestProposalWithErrorsLeavesTheRegisterAsItIs(t *testing.T) {
	files := chainRegister()
	plainly := build(t, files)
	for _, broken := range []string{"revision = \"9\"\n", "revision = ", methodCriteria + "\nlikelyhood = 1\n"} {
		files["content/criteria.proposed.toml"] = plain(broken)
		b := build(t, files)
		wants(t, "the page", text(b.page("criteria.html")), "改定案に誤りがあるため")
		found := false
		for _, d := range b.judge.Checked.Diagnostics {
			found = found || d.Place.File == "content/criteria.proposed.toml"
		}
		if !found {
			t.Errorf("%q: no diagnostic at the file", broken)
		}
		if got, want := text(b.page("matrix.html")), text(plainly.page("matrix.html")); got != want {
			t.Errorf("%q changes the matrix", broken)
		}
	}
}
