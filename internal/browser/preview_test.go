package browser

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// preview serves a copy of the sample and gives its folder and its address.
func preview(t *testing.T) (root, address string) {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "content"), os.DirFS(filepath.Join("..", "..", "content"))); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(folder, "program")
	build := exec.Command("go", "build", "-o", program, "./cmd/riskbook")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	command := exec.Command(program, "serve", "--root", folder, "--port", "0", "--as-of", "2026-11-23")
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { command.Process.Signal(os.Interrupt); command.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return folder, strings.TrimSpace(line)
}

func TestPreviewShowsWhatIsSaved(t *testing.T) {
	ctx, _ := browse(t)
	root, address := preview(t)
	file := filepath.Join(root, "content", "risks", "R-001.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	save := func(changed string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	until := func(what string) {
		t.Helper()
		for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
			holds, err := chromedp.Run(ctx, chromedp.Evaluate[bool](what))
			if err == nil && holds {
				return
			}
			if time.Now().After(end) {
				t.Fatalf("never: %s (%v)", what, err)
			}
		}
	}
	const problems = `document.getElementById("riskbook-problems")`
	do(t, ctx, chromedp.EmulateViewport(800, 600), chromedp.Navigate(address+"risks/R-001.html"))

	// The page follows the text, and stays where it was scrolled to.
	until(`document.readyState === "complete" && document.body.scrollHeight > 1200`)
	evaluate[bool](t, ctx, `window.scrollTo({top: 400, behavior: "instant"}), true`)
	save(string(text) + "\n保存した文です。\n")
	until(`document.body.textContent.includes("保存した文です。") && document.readyState === "complete"`)
	until(`scrollY === 400`)

	// A page that the change does not concern is not loaded again.
	do(t, ctx, chromedp.Navigate(address+"handbook/1.1.html"))
	evaluate[bool](t, ctx, `window.stayed = true`)

	// An error lies over the page, is announced, has its place and its mend, and is legible in the dark.
	save(strings.Replace(string(text), "likelihood = ", "likelihod = ", 1))
	until(problems + ` !== null && ` + problems + `.textContent.includes("content/risks/R-001.md:")`)
	for what, want := range map[string]string{
		`document.querySelector("#riskbook-problems [role=alert]").textContent`: "表示を更新できません",
		problems + `.textContent`: "対処",
		problems + `.lang`:        "ja",
	} {
		if got := evaluate[string](t, ctx, what); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q in it", what, got, want)
		}
	}
	const contrast = `(() => {
		const rgb = c => c.match(/[\d.]+/g).slice(0, 3).map(Number);
		const light = c => { const [r, g, b] = rgb(c).map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b };
		const paper = light(getComputedStyle(` + problems + `).backgroundColor);
		return Math.min(...Array.from(` + problems + `.querySelectorAll(".riskbook-alert, p, button")).map(e => { const ink = light(getComputedStyle(e).color); return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) }));
	})()`
	until(`getComputedStyle(` + problems + `).position === "fixed"`)
	for _, scheme := range []string{"light", "dark"} {
		do(t, ctx, colorScheme(scheme))
		if ratio := evaluate[float64](t, ctx, contrast); ratio < 4.5 {
			t.Errorf("in %s the contrast of the overlay is %.1f", scheme, ratio)
		}
		if violations := evaluate[string](t, ctx, axe(t)+"; "+violated, awaiting); violations != "" {
			t.Errorf("in %s, with the overlay:\n%s", scheme, violations)
		}
	}

	// Mended, it goes by itself.
	save(string(text))
	until(problems + ` === null`)
	if !evaluate[bool](t, ctx, `window.stayed === true`) {
		t.Error("a page that did not change was loaded again")
	}
}
