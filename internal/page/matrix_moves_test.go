package page_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestPicturesOfMovesDrawAHundredRisksAtMost(t *testing.T) {
	for _, c := range []struct{ risks, dots int }{{100, 100}, {130, 100}} {
		files := fstest.MapFS{"content/riskbook.toml": plain("title = \"T\"\nlanguages = [\"ja\"]\n")}
		for i := range c.risks {
			files[fmt.Sprintf("content/risks/R-%03d.md", i)] = risk("T", "", 2, 2)
		}
		root := build(t, files).page("matrix.html")
		// Two pictures, each with a circle for every risk that it draws.
		if got := len(all(root, "class", "dot")); got != 2*c.dots {
			t.Errorf("of %d risks %d circles are drawn, want %d", c.risks, got, 2*c.dots)
		}
		if more := fmt.Sprintf("R-023 ほか%d件", c.risks-24); !strings.Contains(text(root), more) {
			t.Errorf("of %d risks in one cell the page does not say %q", c.risks, more)
		}
		if said := strings.Contains(text(root), "100件だけ"); said != (c.risks > 100) {
			t.Errorf("of %d risks: said that some are left out: %t", c.risks, said)
		}
	}
}

// Of 520 risks in one cell, the cell names 8 (the pinned one first, whose id is the last), the table of moves 500; both say how many they leave out.
func TestMatrixOfManyRisksSaysWhatItLeavesOut(t *testing.T) {
	files := fstest.MapFS{"content/riskbook.toml": plain("title = \"T\"\nlanguages = [\"ja\"]\n"), "content/decisions/D-1.md": markdown("title = \"D\"\nkind = \"judgement\"\non = 2026-01-01\nby = \"x\"\nbasis = \"x\"\nverdict = \"treat\"\nrisks = [\"R-519\"]")}
	for i := range 520 {
		files[fmt.Sprintf("content/risks/R-%03d.md", i)] = risk("T", "", 2, 2)
	}
	root := build(t, files).page("matrix.html")
	for _, point := range []string{"matrix-now", "matrix-projected", "matrix-inherent"} {
		if find(root, "id", point) == nil {
			t.Fatalf("no %s", point)
		}
	}
	cells := 0
	for _, cell := range all(root, "class", "") {
		if cell.Data == "td" && strings.HasPrefix(text(cell), "中 R-519 R-000 ") {
			cells++
			wants(t, "the cell", text(cell), "R-006 ほか512件")
		}
	}
	if cells < 2 {
		t.Errorf("%d cells begin with the ranked risk", cells)
	}
	moves := rows(t, root, "moved")
	if len(moves) != 500 || !strings.HasPrefix(moves[0], "R-519") {
		t.Errorf("%d rows of moves, the first %q", len(moves), moves[0])
	}
	wants(t, "the page", text(root), "ほか20件の動き")
}
