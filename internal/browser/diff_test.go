package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// diffPage writes the page of what stricter criteria would change in the sample, by itself in a folder, and gives its address.
func diffPage(t *testing.T, language string) string {
	t.Helper()
	root := filepath.Join("..", "..")
	criteria, err := os.ReadFile(filepath.Join(root, "content", "criteria.toml"))
	if err != nil {
		t.Fatal(err)
	}
	stricter := strings.Replace(string(criteria), "impact_alone = 5", "impact_alone = 3", 1)
	stricter = strings.Replace(stricter, `["low", "low", "low", "low", "medium"]`, `["low", "high", "very-high", "very-high", "very-high"]`, 1)
	if stricter == string(criteria) {
		t.Fatal("the sample's criteria hold nothing to replace")
	}
	folder := t.TempDir()
	file, page := filepath.Join(folder, "stricter.toml"), filepath.Join(folder, "diff.html")
	if err := os.WriteFile(file, []byte(stricter), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(page)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	command := exec.Command("go", "run", "./cmd/riskbook", "diff", "--criteria", file, "--format", "html", "--lang", language, "--as-of", "2026-11-23")
	command.Dir = root
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	command.Stdout, command.Stderr = out, os.Stderr
	if err := command.Run(); err != nil {
		t.Fatal(err)
	}
	return "file://" + filepath.ToSlash(page)
}

func TestThePageOfADiffStandsByItself(t *testing.T) {
	ctx, _ := browse(t)
	axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("axe-core is not installed: %v", err)
	}
	for _, language := range []string{"ja", "en"} {
		page := diffPage(t, language)
		for _, width := range []int64{1280, 390, 320} {
			for _, scheme := range []string{"light", "dark"} {
				do(t, ctx, chromedp.EmulateViewport(width, 900), colorScheme(scheme), chromedp.Navigate(page))
				// The policy allows the style by its hash: were it refused, cells would have no colour.
				if colour := evaluate[string](t, ctx, `getComputedStyle(document.querySelector("table.matrix td.heat-5")).backgroundColor`); colour == "rgba(0, 0, 0, 0)" {
					t.Fatalf("%s: the style was refused", language)
				}
				if wide := evaluate[int](t, ctx, "document.documentElement.scrollWidth"); int64(wide) > width {
					t.Errorf("%s: %d pixels wide on a screen of %d", language, wide, width)
				}
				if n := evaluate[int](t, ctx, `performance.getEntriesByType("resource").length + document.scripts.length + document.querySelectorAll("[style]").length`); n != 0 {
					t.Errorf("%s: %d resources, scripts or inline styles", language, n)
				}
				beside := evaluate[bool](t, ctx, `(([a, b]) => b.getBoundingClientRect().left >= a.getBoundingClientRect().right)(document.querySelectorAll("table.matrix"))`)
				if beside != (width == 1280) {
					t.Errorf("%s: the matrices stand side by side at %d pixels: %t", language, width, beside)
				}
				if axe == nil {
					continue
				}
				evaluate[any](t, ctx, string(axe)+"; true")
				violations := evaluate[string](t, ctx, `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 160)).join(" / ")).join("\n"))`, awaiting)
				if violations != "" {
					t.Errorf("%s, %s, %d pixels:\n%s", language, scheme, width, violations)
				}
			}
		}
	}
}
