package page_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// The pictures show risks whose level changes: of risks that stay none is drawn, of twelve that fall by their controls all are, of thirteen the counts by level
// take the place of the arrows.
func TestPicturesOfMovesGiveWayToCounts(t *testing.T) {
	for _, c := range []struct{ staying, falling, plates int }{{9, 0, 0}, {3, 12, 12}, {0, 13, 0}} {
		files := fstest.MapFS{"content/riskbook.toml": plain("title = \"T\"\nlanguages = [\"ja\"]\n")}
		for i := range c.staying {
			files[fmt.Sprintf("content/risks/S-%03d.md", i)] = markdown("title = \"T\"\nowner = \"x\"\nidentified = 2026-05-01\n[inherent]\nlikelihood = 2\nimpact = 2\n[current]\nlikelihood = 2\nimpact = 2")
		}
		for i := range c.falling {
			files[fmt.Sprintf("content/risks/R-%03d.md", i)] = markdown("title = \"T\"\nowner = \"x\"\nidentified = 2026-05-01\n[inherent]\nlikelihood = 3\nimpact = 3\n[current]\nlikelihood = 1\nimpact = 1")
		}
		root := build(t, files).page("matrix.html")
		if got := len(all(root, "class", "dot")); got != c.plates {
			t.Errorf("of %d that fall %d plates are drawn, want %d", c.falling, got, c.plates)
		}
		said := "レベルの変わるリスクはありません。"
		if c.falling > 0 {
			said = fmt.Sprintf("レベルの変わるリスクは%d件です。", c.falling)
			wants(t, "counts", rows(t, root, "moves-controls")[0], fmt.Sprintf("高 低 %d R-000", c.falling))
		}
		wants(t, "moves", text(root), said)
	}
}

// Of 520 risks in one cell, the cell says how many there are and names 8 (the pinned one first, whose id is the last), the table of moves 500; both say how many they leave out.
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
		if cell.Data == "td" && strings.HasPrefix(text(cell), "中 520 R-519 R-000 ") {
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
