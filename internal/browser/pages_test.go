package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tabs is how many pages are looked at at a time.
const tabs = 2

// TestPages looks at a page of each kind in both languages, with -every at every page of the site. Each is loaded once, and then goes through all looks.
func TestPages(t *testing.T) {
	ctx, url := browse(t)
	pages := samplePages(t)
	p := &pageLooks{url: url, script: axe(t)}
	var wait sync.WaitGroup
	for tab := range tabs {
		wait.Go(func() {
			ctx, close := chromedp.NewContext(ctx)
			defer close()
			if err := p.listen(ctx); err != nil {
				t.Error(err)
				return
			}
			for i := tab; i < len(pages); i += tabs {
				faults, err := p.look(ctx, pages[i])
				for _, fault := range faults {
					t.Errorf("%s %s", pages[i], fault)
				}
				if err != nil {
					t.Errorf("%s: %v", pages[i], err)
					return
				}
			}
		})
	}
	wait.Wait()
	if len(p.complaints) > 0 {
		t.Errorf("scripts failed: %v", p.complaints)
	}
	if p.pictures < 12 { // of each kind, in both languages
		t.Errorf("only %d pictures were looked at", p.pictures)
	}
	if p.script == "" {
		t.Skip("axe-core is not installed: run npm ci in internal/browser")
	}
}

// pageLooks goes through pages. What all tabs write is held by the lock.
type pageLooks struct {
	url, script string

	mu         sync.Mutex
	complaints []string // of scripts
	pictures   int
}

// listen notes what scripts complain of.
func (p *pageLooks) listen(ctx context.Context) error {
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		return err
	}
	return chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*cdpruntime.EventExceptionThrown); ok {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.complaints = append(p.complaints, e.ExceptionDetails.Text)
		}
	})
}

// look loads a page and says what is wrong with it.
func (p *pageLooks) look(ctx context.Context, page string) (faults []string, err error) {
	if err := act(ctx, chromedp.EmulateViewport(1280, 900), colorScheme("light"), chromedp.Navigate(p.url+page)); err != nil {
		return nil, err
	}
	for _, look := range []func(context.Context, string) ([]string, error){p.holdings, p.drawings, p.widths, p.accessible} {
		found, err := look(ctx, page)
		faults = append(faults, found...)
		if err != nil {
			return faults, err
		}
	}
	return faults, nil
}

func act(ctx context.Context, actions ...chromedp.Action[chromedp.Void]) error {
	for _, a := range actions {
		if err := chromedp.Do(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

// ask evaluates an expression that gives a text: what is wrong, or nothing.
func ask(ctx context.Context, faults *[]string, what, expression string, options ...chromedp.EvaluateOption) error {
	answer, err := chromedp.Run(ctx, chromedp.Evaluate[string](expression, options...))
	if err == nil && answer != "" {
		*faults = append(*faults, what+answer)
	}
	return err
}

// holdings are what a page fetches, and what it must not hold.
func (p *pageLooks) holdings(ctx context.Context, _ string) (faults []string, err error) {
	for _, q := range []struct{ what, expression string }{
		{"fetches ", `performance.getEntriesByType("resource").map(r => r.name).filter(n => !n.startsWith(location.origin + "/some/where/")).join(" ")`},
		{"has inline styles or scripts: ", `Array.from(document.querySelectorAll("[style], style, script:not([src]), [onclick], [onload], [onerror]")).map(e => e.outerHTML.slice(0, 80)).join(" | ")`},
		{"moves what is read while it loads: ", moved},
		{"uses ids twice: ", `(() => { const seen = new Set(), twice = []; document.querySelectorAll("[id]").forEach(e => { if (seen.has(e.id)) twice.push(e.id); seen.add(e.id) }); return twice.join(" ") })()`},
	} {
		if err := ask(ctx, &faults, q.what, q.expression, awaiting); err != nil {
			return faults, err
		}
	}
	return faults, nil
}

// drawings are the pictures of a page.
func (p *pageLooks) drawings(ctx context.Context, _ string) (faults []string, err error) {
	n, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.querySelectorAll("svg.picture text").length && document.querySelectorAll("svg.picture").length`))
	if err != nil || n == 0 {
		return nil, err
	}
	p.mu.Lock()
	p.pictures += n
	p.mu.Unlock()
	return faults, ask(ctx, &faults, "", laidOver)
}

// widths are the screens that a page must fit.
func (p *pageLooks) widths(ctx context.Context, _ string) (faults []string, err error) {
	for _, width := range []int64{1280, 390, 320} {
		if err := act(ctx, chromedp.EmulateViewport(width, 800)); err != nil {
			return faults, err
		}
		wide, err := chromedp.Run(ctx, chromedp.Evaluate[int]("document.documentElement.scrollWidth"))
		if err != nil {
			return faults, err
		}
		if err := ask(ctx, &faults, fmt.Sprintf("with wider spacing on a screen of %d: ", width), spaced, awaiting); err != nil {
			return faults, err
		}
		if int64(wide) <= width {
			continue
		}
		if err := ask(ctx, &faults, fmt.Sprintf("is %d pixels wide on a screen of %d: ", wide, width),
			`"" + Array.from(document.querySelectorAll("main *")).filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, pre")).slice(0, 3).map(e => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30)).join(" | ") || "nobody knows why"`); err != nil {
			return faults, err
		}
	}
	return faults, nil
}

// accessible asks axe-core about a page, in light and dark, wide and narrow: about each kind of page on two screens in Japanese, and on the other two in
// English; with -every on all of them.
func (p *pageLooks) accessible(ctx context.Context, page string) (faults []string, err error) {
	if p.script == "" {
		return nil, nil
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[any](p.script+"; true")); err != nil {
		return nil, err
	}
	for _, s := range screens {
		if !*every && s.english != strings.HasPrefix(page, "en/") {
			continue
		}
		if err := act(ctx, chromedp.EmulateViewport(s.width, 900), colorScheme(s.scheme)); err != nil {
			return faults, err
		}
		if err := ask(ctx, &faults, fmt.Sprintf("(%s, %d pixels):\n", s.scheme, s.width), violated, awaiting); err != nil {
			return faults, err
		}
	}
	return faults, nil
}

// screens are what pages are looked at on, and the language in which one of a kind is.
var screens = []struct {
	width   int64
	scheme  string
	english bool
}{{1280, "light", false}, {1280, "dark", true}, {320, "light", true}, {320, "dark", false}}

// moved sums what moved before the reader did anything (the measure of browsers: a tenth is what readers do not mind).
const moved = `new Promise(done => {
	let sum = 0;
	new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value })).observe({type: "layout-shift", buffered: true});
	setTimeout(() => done(sum > 0.05 ? sum.toFixed(3) : ""), 60);
})`

// spaced sets the text as WCAG 1.4.12 has it, and says what is lost then.
const spaced = `new Promise(done => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
	document.adoptedStyleSheets = [sheet];
	setTimeout(() => {
		const wide = document.documentElement.scrollWidth, cut = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, td, th, a, button)")].find(e => getComputedStyle(e).overflowX === "hidden" && e.scrollWidth > e.clientWidth + 1 && !e.closest(".visually-hidden, caption"));
		document.adoptedStyleSheets = [];
		done(wide > innerWidth ? "it is " + wide + " pixels wide" : cut ? "cut: " + cut.textContent.slice(0, 40) : "");
	}, 150);
})`

// violated asks axe-core. It need not load the style sheets a second time, which only rules about sound and about experiments look at.
const violated = `axe.run(document, {resultTypes: ["violations"], preload: false}).then(r => r.violations.map(v => v.id + ": " + v.nodes.slice(0, 2).map(n => n.html.slice(0, 160)).join(" / ")).join("\n"))`

func awaiting(p *cdpruntime.EvaluateParams) { p.AwaitPromise = new(true) }

// axe gives the script of axe-core; nothing where it is not installed, which fails under CI.
func axe(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil && os.Getenv("CI") != "" {
		t.Fatalf("axe-core is not installed: %v", err)
	}
	return string(script)
}
