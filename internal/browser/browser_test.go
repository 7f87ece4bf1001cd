// Package browser looks at the built site with a browser: what its scripts do, that nothing is fetched or refused, that nothing spills over on a phone,
// and what axe-core says of its accessibility. It is a module of its own, so that the program's go.mod stays free of what only these tests need.
package browser

import (
	"context"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// site builds the sample register once for all tests and gives its folder.
var site = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "riskbook-browser-")
	if err != nil {
		return "", err
	}
	compiled, err := exec.Command("go", "env", "GOCACHE").Output() // which follows the cache folder, unless it is named
	if err != nil {
		return "", err
	}
	command := exec.Command("go", "run", "./cmd/riskbook", "build", "--quiet", "--as-of", "2026-11-23", "--out", filepath.Join(folder, "site"))
	command.Dir = filepath.Join("..", "..")
	command.Env = append(os.Environ(), "XDG_CACHE_HOME="+folder+"/cache", "GOCACHE="+strings.TrimSpace(string(compiled)), "GOFLAGS=-mod=mod")
	command.Stderr = os.Stderr
	return filepath.Join(folder, "site"), command.Run()
})

func TestMain(m *testing.M) {
	code := m.Run()
	if folder, err := site(); err == nil {
		os.RemoveAll(filepath.Dir(folder))
	}
	os.Exit(code)
}

// browse opens a browser on the site, served under a sub-path of a loopback server. Without a browser the test is skipped, or fails under CI.
func browse(t *testing.T) (ctx context.Context, url string) {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no browser found: install chromium")
		}
		t.Skip("no browser found: install chromium to run this test")
	}
	folder, err := site()
	if err != nil {
		t.Fatalf("the sample does not build: %v", err)
	}
	server := httptest.NewServer(http.StripPrefix("/some/where/", http.FileServer(http.Dir(folder))))
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stopBrowser := chromedp.NewContext(allocator)
	t.Cleanup(stopBrowser)
	patience := 25 * time.Minute
	if *every {
		patience = 2 * time.Hour
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	t.Cleanup(cancel)
	return ctx, server.URL + "/some/where/"
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	for _, a := range actions {
		if err := chromedp.Do(ctx, a); err != nil {
			t.Fatal(err)
		}
	}
}

func evaluate[T any](t *testing.T, ctx context.Context, expression string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

const visibleRows = `Array.from(document.querySelector("table[data-sortable]").tBodies[0].rows).filter(r => !r.hidden)`

func TestFilterShowsOnlyTheRowsThatHoldTheWords(t *testing.T) {
	ctx, url := browse(t)
	do(t, ctx, chromedp.Navigate(url+"risks.html"))
	all := evaluate[int](t, ctx, visibleRows+".length")
	if all < 28 {
		t.Fatalf("%d rows before filtering, want the sample's 28 or more", all)
	}
	typed := func(words string) {
		evaluate[bool](t, ctx, `(() => { const i = document.querySelector("[data-filters] input[name=words]"); i.value = "`+words+`"; i.dispatchEvent(new Event("input", {bubbles: true})); return true })()`)
	}
	typed("ｒ－００１")
	if ids := evaluate[string](t, ctx, visibleRows+`.map(r => r.textContent).join("|")`); strings.Count(ids, "R-001") == 0 {
		typed("r-001")
		if ids = evaluate[string](t, ctx, visibleRows+`.map(r => r.textContent).join("|")`); !strings.Contains(ids, "R-001") {
			t.Errorf("filtering by r-001 leaves %q", ids)
		}
	}
	typed("らんさむうぇあ")
	hiragana := evaluate[int](t, ctx, visibleRows+".length")
	typed("ランサムウェア")
	katakana := evaluate[int](t, ctx, visibleRows+".length")
	if hiragana == 0 || hiragana != katakana || katakana >= all {
		t.Errorf("hiragana finds %d rows, katakana %d, of %d: want the same number, fewer than all", hiragana, katakana, all)
	}
	typed("zzzz")
	if n := evaluate[int](t, ctx, visibleRows+".length"); n != 0 {
		t.Errorf("words that occur nowhere leave %d rows", n)
	}
}

func TestSortingAColumnOrdersItsRows(t *testing.T) {
	ctx, url := browse(t)
	do(t, ctx, chromedp.Navigate(url+"risks.html"))
	column := func() []string {
		return strings.Split(evaluate[string](t, ctx, visibleRows+`.map(r => r.querySelector(".id").textContent).join(" ")`), " ")
	}
	click := `(() => { const heads = Array.from(document.querySelectorAll("table[data-sortable] thead th")); const head = heads.find(h => h.textContent.trim().startsWith("リスク")); head.querySelector("button").click(); return head.getAttribute("aria-sort") })()`
	if sort := evaluate[string](t, ctx, click); sort != "ascending" {
		t.Fatalf("aria-sort after one click is %q", sort)
	}
	up := column()
	for i := 1; i < len(up); i++ {
		if up[i-1] > up[i] {
			t.Fatalf("not ascending: %v", up)
		}
	}
	if sort := evaluate[string](t, ctx, click); sort != "descending" {
		t.Fatalf("aria-sort after two clicks is %q", sort)
	}
	if down := column(); down[0] != up[len(up)-1] {
		t.Errorf("descending begins with %s, want %s", down[0], up[len(up)-1])
	}
}

// every is for a long run: go test -C internal/browser -timeout 2h -every
var every = flag.Bool("every", false, "look at every page of the site, not at one of each kind")

// samplePages are one page of each kind, in both languages.
func samplePages(t *testing.T) []string {
	t.Helper()
	folder, err := site()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var pages []string
	err = filepath.WalkDir(folder, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".html") {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if kind := pageKind(name); *every || !seen[kind] {
			seen[kind] = true
			pages = append(pages, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// pageKind is the same for pages that are made alike: those of a kind of record, a chapter's steps in the handbook, and the fields of a kind of record.
func pageKind(name string) string {
	folder, file := path.Split(name)
	switch folder {
	case "", "en/":
		return name
	case "handbook/", "en/handbook/":
		if chapter, _, step := strings.Cut(file, "."); step && len(chapter) == 1 {
			return folder + chapter
		}
		if strings.HasPrefix(file, "records-") {
			return folder + "records-"
		}
		return name
	}
	return folder
}

func TestNoPageSpillsOverSideways(t *testing.T) {
	ctx, url := browse(t)
	for _, page := range samplePages(t) {
		do(t, ctx, chromedp.Navigate(url+page))
		for _, width := range []int64{1280, 390, 320} {
			do(t, ctx, chromedp.EmulateViewport(width, 800))
			if wide := evaluate[int](t, ctx, "document.documentElement.scrollWidth"); int64(wide) > width {
				t.Errorf("%s is %d pixels wide on a screen of %d: %s", page, wide, width, evaluate[string](t, ctx,
					`Array.from(document.querySelectorAll("main *")).filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, pre")).slice(0, 3).map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30)).join(" | ")`))
			}
		}
	}
}

func TestNothingIsFetchedFromElsewhereOrRefused(t *testing.T) {
	ctx, url := browse(t)
	var mu sync.Mutex
	var complaints []string
	do(t, ctx, chromedp.Navigate(url+"index.html"))
	listening := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*cdpruntime.EventExceptionThrown); ok {
			mu.Lock()
			complaints = append(complaints, e.ExceptionDetails.Text)
			mu.Unlock()
		}
	})
	if listening != nil {
		t.Fatal(listening)
	}
	for _, page := range samplePages(t) {
		do(t, ctx, chromedp.Navigate(url+page))
		foreign := evaluate[string](t, ctx, `performance.getEntriesByType("resource").map(r => r.name).filter(n => !n.startsWith(location.origin + "/some/where/")).join(" ")`)
		if foreign != "" {
			t.Errorf("%s fetches %s", page, foreign)
		}
		inline := evaluate[int](t, ctx, `document.querySelectorAll("[style], style, script:not([src]), [onclick], [onload], [onerror]").length`)
		if inline != 0 {
			t.Errorf("%s has %d inline styles or scripts", page, inline)
		}
		twice := evaluate[string](t, ctx, `(() => { const seen = new Set(), twice = []; document.querySelectorAll("[id]").forEach(e => { if (seen.has(e.id)) twice.push(e.id); seen.add(e.id) }); return twice.join(" ") })()`)
		if twice != "" {
			t.Errorf("%s uses ids twice: %s", page, twice)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	if len(complaints) > 0 {
		t.Errorf("scripts failed: %v", complaints)
	}
}

// TestAccessibility asks axe-core about a page of each kind, in light and dark, wide and narrow. Each page is loaded once, and several at a time: what
// axe-core looks at is how it lies on the screen then.
func TestAccessibility(t *testing.T) {
	script := axe(t)
	ctx, url := browse(t)
	do(t, ctx, chromedp.Navigate("about:blank")) // the browser is open before there are tabs
	pages := samplePages(t)
	var wait sync.WaitGroup
	for tab := range tabs {
		wait.Go(func() {
			ctx, close := chromedp.NewContext(ctx)
			defer close()
			for i := tab; i < len(pages); i += tabs {
				if err := accessible(t, ctx, script, url, pages[i]); err != nil {
					t.Errorf("%s: %v", pages[i], err)
					return
				}
			}
		})
	}
	wait.Wait()
}

// axe gives the script of axe-core. Where it is not installed the test is skipped, or fails under CI.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("axe-core is not installed: %v", err)
		}
		t.Skip("axe-core is not installed: run npm ci in internal/browser")
	}
	return string(script)
}

// tabs is how many pages are looked at at a time.
const tabs = 2

// accessible reports what axe-core finds on one page.
func accessible(t *testing.T, ctx context.Context, script, url, page string) error {
	for _, a := range []chromedp.Action[chromedp.Void]{chromedp.EmulateViewport(1280, 900), chromedp.Navigate(url + page)} {
		if err := chromedp.Do(ctx, a); err != nil {
			return err
		}
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](script+"; true")); err != nil {
		return err
	}
	for _, width := range []int64{1280, 320} {
		for _, scheme := range []string{"light", "dark"} {
			for _, a := range []chromedp.Action[chromedp.Void]{chromedp.EmulateViewport(width, 900), colorScheme(scheme)} {
				if err := chromedp.Do(ctx, a); err != nil {
					return err
				}
			}
			violations, err := chromedp.Run(ctx, chromedp.Evaluate[string](violated, awaiting))
			if err != nil {
				return err
			}
			if violations != "" {
				t.Errorf("%s, %s, %d pixels:\n%s", page, scheme, width, violations)
			}
		}
	}
	return nil
}

const violated = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 160)).join(" / ")).join("\n"))`

func awaiting(p *cdpruntime.EvaluateParams) { p.AwaitPromise = new(true) }

// On a narrow page a block of code scrolls, by keyboard too, and inline code breaks only where a line is too short for it.
func TestCodeOnANarrowPage(t *testing.T) {
	ctx, url := browse(t)
	do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(url+"en/pages/reading-guide.html"))
	if ok := evaluate[bool](t, ctx, `(() => { const wide = Array.from(document.querySelectorAll("pre")).filter(p => p.scrollWidth > p.clientWidth); return wide.length > 0 && wide.every(p => p.tabIndex === 0) })()`); !ok {
		t.Error("no block of code scrolls by keyboard")
	}
	do(t, ctx, chromedp.Navigate(url+"en/handbook/commands.html"))
	broken := evaluate[string](t, ctx, `Array.from(document.querySelectorAll("main :not(pre) > code")).filter(c => /^[^ ]*-[^ ]*$/.test(c.textContent) && c.textContent.length < 25 && c.offsetHeight > 30).map(c => c.textContent).join(" ")`)
	if seen := evaluate[int](t, ctx, `Array.from(document.querySelectorAll("main :not(pre) > code")).filter(c => c.textContent.includes("--")).length`); seen == 0 || broken != "" {
		t.Errorf("of %d flags and the like these break: %s", seen, broken)
	}
}
