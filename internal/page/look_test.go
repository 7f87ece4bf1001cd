package page_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/page/desk"
)

func TestEverySheetNamesTheRegister(t *testing.T) {
	files := fstest.MapFS{"content/riskbook.toml": plain(`title = 'a"; } \ b'
languages = ["ja", "en"]
default_classification = "TLP:AMBER"
[brand]
accent = "#ffee00"
`)}
	b := build(t, files)
	s := &desk.Site{Assessment: b.judge.Assessment}
	look := string(s.Look("ja"))
	wants(t, "look", look, `@top-left { content: "TLP:AMBER"`, `@bottom-left { content: "a\000022; } \00005c b"`, "counter(page)", "counter(pages)", "基準日 2026-11-23")
	wants(t, "look", string(s.Look("en")), "As of ")
	// #ffee00 has a contrast of 1.2 on white; 35 % of it and the rest black has 4.5 or more, by the formula of WCAG 2.
	if strings.Contains(look, "#ffee00; }\n@media print") {
		t.Error("a yellow that nobody can read on white was kept")
	}
	if !strings.Contains(look, "dark) { :root { --brand: #ffee00; }") {
		t.Errorf("yellow reads well on a dark page, yet it was changed: %s", look)
	}
}

func TestColour(t *testing.T) {
	for text, want := range map[string]bool{"#1f3a5f": true, "#1F3A5F": true, "1f3a5f": false, "#1f3a5": false, "#1f3a5g": false, "red": false, "": false} {
		if _, got := desk.Colour(text); got != want {
			t.Errorf("Colour(%q) is %t, want %t", text, got, want)
		}
	}
}
