// Package browser looks at the built site with a browser: what its scripts do, that nothing is fetched or refused, that nothing spills over on a phone,
// and what axe-core says of its accessibility. It is a module of its own, so that the program's go.mod stays free of what only these tests need.
package browser

import (
	"context"
	"errors"
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
	stopBrowser()
	if folder, err := site(); err == nil {
		os.RemoveAll(filepath.Dir(folder))
	}
	os.Exit(code)
}

// errNoBrowser is the error where there is none to start.
var errNoBrowser = errors.New("no browser found: install chromium")

var stopBrowser = func() {}

// browser starts one browser for all tests.
var browser = sync.OnceValues(func() (context.Context, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
			chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
		allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, stopTab := chromedp.NewContext(allocator)
		stopBrowser = func() { stopTab(); stop() }
		return ctx, chromedp.Do(ctx, chromedp.Navigate("about:blank")) // it is open before there are tabs
	}
	return nil, errNoBrowser
})

// browse opens a tab on the site, served under a sub-path of a loopback server of its own. Without a browser the test is skipped, or fails under CI.
func browse(t *testing.T) (ctx context.Context, url string) {
	t.Helper()
	opened, err := browser()
	if errors.Is(err, errNoBrowser) && os.Getenv("CI") == "" {
		t.Skip("no browser found: install chromium to run this test")
	}
	if err != nil {
		t.Fatal(err)
	}
	folder, err := site()
	if err != nil {
		t.Fatalf("the sample does not build: %v", err)
	}
	server := httptest.NewServer(http.StripPrefix("/some/where/", http.FileServer(http.Dir(folder))))
	t.Cleanup(server.Close)
	ctx, stopTab := chromedp.NewContext(opened)
	t.Cleanup(stopTab)
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
