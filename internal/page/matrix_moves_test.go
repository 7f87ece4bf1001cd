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
		if said := strings.Contains(text(root), "100件だけ"); said != (c.risks > 100) {
			t.Errorf("of %d risks: said that some are left out: %t", c.risks, said)
		}
	}
}
