package preview

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// small is a register; files are written over it.
var small = map[string]string{
	"content/riskbook.toml": "title = { ja = \"登録簿\", en = \"Register\" }\nlanguages = [\"ja\", \"en\"]\n",
	"content/assets/A-1.md": "+++\ntitle = \"監視制御\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"o\"\n+++\n",
	"content/risks/R-1.md":  risk("監視の停止"),
}

func risk(title string) string {
	return "+++\ntitle = \"" + title + "\"\nowner = \"o\"\nassets = [\"A-1\"]\nidentified = 2026-01-01\n+++\n\n本文です。\n"
}

// served is a register that is being served.
type served struct {
	*testing.T
	root, address string
	mu            sync.Mutex
	builds        []Build
	today         date.Date
}

// serve writes a register and serves it until the test ends.
func serve(t *testing.T, files map[string]string) *served {
	t.Helper()
	return serveWith(t, files, func(*Preview) {})
}

func serveWith(t *testing.T, files map[string]string, set func(*Preview)) *served {
	t.Helper()
	s := &served{T: t, root: t.TempDir(), today: date.Of(2026, 11, 23)}
	for name, text := range small {
		s.write(name, text)
	}
	for name, text := range files {
		s.write(name, text)
	}
	p, err := Open(Options{
		Root:  s.root,
		AsOf:  func(*register.Register) (date.Date, error) { s.mu.Lock(); defer s.mu.Unlock(); return s.today, nil },
		Tell:  func(b Build) { s.mu.Lock(); defer s.mu.Unlock(); s.builds = append(s.builds, b) },
		Blind: func(err error) { t.Logf("not watching: %v", err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	set(p)
	s.address = p.Address()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- p.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("the preview ended with %v", err)
		}
	})
	return s
}

func (s *served) path(name string) string { return filepath.Join(s.root, filepath.FromSlash(name)) }

func (s *served) write(name, text string) {
	s.Helper()
	if err := os.MkdirAll(filepath.Dir(s.path(name)), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(s.path(name), []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

// get asks for a path and gives the status and the body.
func (s *served) get(path string) (int, string) {
	s.Helper()
	answer, err := http.Get(s.address + path)
	if err != nil {
		s.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		s.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// patient is how long a condition may take on a machine that is busy with other things.
const patient = time.Minute

// until waits for a condition.
func (s *served) until(what string, holds func() bool) {
	s.Helper()
	for end := time.Now().Add(patient); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			s.Fatalf("after %s not: %s", patient, what)
		}
	}
}

// shows waits until a page holds a text.
func (s *served) shows(path, text string) {
	s.Helper()
	s.until(fmt.Sprintf("%s shows %q", path, text), func() bool {
		_, body := s.get(path)
		return strings.Contains(body, text)
	})
}

// gone waits until there is no page.
func (s *served) gone(path string) {
	s.Helper()
	s.until(path+" is gone", func() bool { status, _ := s.get(path); return status == http.StatusNotFound })
}

// last gives the newest build.
func (s *served) last() Build {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.builds) == 0 {
		return Build{}
	}
	return s.builds[len(s.builds)-1]
}

func TestASavedRecordIsServed(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	s.write("content/risks/R-1.md", risk("配水の停止"))
	s.shows("risks/R-1.html", "配水の停止")
	s.shows("risks.html", "配水の停止")
	s.shows("en/risks/R-1.html", "配水の停止")
	s.write("content/risks/R-2.md", risk("新しいリスク"))
	s.shows("risks/R-2.html", "新しいリスク")
	if err := os.Remove(s.path("content/risks/R-2.md")); err != nil {
		t.Fatal(err)
	}
	s.gone("risks/R-2.html")
	if b := s.last(); len(b.Changed) != 1 || b.Changed[0] != "content/risks/R-2.md" || b.First || b.Took <= 0 {
		t.Errorf("the last build is told as %v, first %t, in %s", b.Changed, b.First, b.Took)
	}
}

func TestEditorsThatSaveByRename(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	for i := range 5 {
		title := fmt.Sprintf("%d回目の保存", i)
		s.write("content/risks/.R-1.md.swp", risk(title))
		if err := os.Rename(s.path("content/risks/R-1.md"), s.path("content/risks/R-1.md~")); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(s.path("content/risks/.R-1.md.swp"), s.path("content/risks/R-1.md")); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(s.path("content/risks/R-1.md~")); err != nil {
			t.Fatal(err)
		}
		s.shows("risks/R-1.html", title)
	}
}

func TestFoldersThatComeAndGo(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	s.write("content/risks/plant/north/R-3.md", risk("北の施設"))
	s.shows("risks/R-3.html", "北の施設")
	s.write("content/risks/plant/north/R-3.md", risk("北の施設の停止"))
	s.shows("risks/R-3.html", "北の施設の停止")
	if err := os.Rename(s.path("content/risks/plant"), s.path("content/risks/works")); err != nil {
		t.Fatal(err)
	}
	s.shows("risks/R-3.html", "content/risks/works/north/R-3.md")
	s.write("content/risks/works/north/R-3.md", risk("改名の後"))
	s.shows("risks/R-3.html", "改名の後")
	if err := os.RemoveAll(s.path("content/risks/works")); err != nil {
		t.Fatal(err)
	}
	s.gone("risks/R-3.html")
	s.write("themes/standard/static/riskbook.css", "body { margin: 3em }")
	s.shows("static/riskbook.css", "3em")
	s.write("templates/parts/footer.html", `{{define "footer"}}<footer>自前の足</footer>{{end}}`)
	s.shows("index.html", "自前の足")
	if err := os.RemoveAll(s.path("templates")); err != nil {
		t.Fatal(err)
	}
	s.until("the built-in footer is back", func() bool { _, body := s.get("index.html"); return !strings.Contains(body, "自前の足") })
}

func TestLinksToFoldersAreNotWatched(t *testing.T) {
	elsewhere := t.TempDir()
	if err := os.WriteFile(filepath.Join(elsewhere, "far.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	if err := os.Symlink(elsewhere, s.path("content/link")); err != nil {
		t.Skip(err)
	}
	s.until("the link is told of", func() bool { return len(s.last().Problems) > 0 })
	if got := s.last().Changed; len(got) != 1 || got[0] != "content/link" {
		t.Errorf("changed %q, want the link alone", got)
	}
	if err := os.Remove(s.path("content/link")); err != nil {
		t.Fatal(err)
	}
	s.until("the link is gone", func() bool { return len(s.last().Problems) == 0 })
}

func TestAThousandFilesAtOnce(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	for i := range 1000 {
		s.write(fmt.Sprintf("content/risks/%02d/N-%03d.md", i/100, i), risk(fmt.Sprintf("リスク%03d", i)))
	}
	s.shows("risks/N-000.html", "リスク000")
	s.shows("risks/N-999.html", "リスク999")
	s.mu.Lock()
	builds := len(s.builds)
	s.mu.Unlock()
	if builds > 100 {
		t.Errorf("a thousand files made %d builds", builds)
	}
	if err := os.RemoveAll(s.path("content/risks")); err != nil {
		t.Fatal(err)
	}
	s.gone("risks/N-500.html")
	s.gone("risks/R-1.html")
}

func TestErrorsLeaveTheLastGoodSite(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	s.write("content/risks/R-1.md", strings.Replace(risk("新しい題"), "A-1", "A-9", 1))
	s.until("the fault is told", func() bool { return len(s.last().Problems) == 1 })
	problem := s.last().Problems[0]
	if problem.Where != "content/risks/R-1.md:4:11" || problem.Excerpt != `assets = ["A-9"]` || problem.Message.Ja == "" || problem.Help.En == "" {
		t.Errorf("the fault is told as %+v", problem)
	}
	if _, body := s.get("risks/R-1.html"); !strings.Contains(body, "監視の停止") {
		t.Error("the last good page is gone")
	}
	s.write("content/risks/R-1.md", risk("新しい題"))
	s.shows("risks/R-1.html", "新しい題")
	s.until("the mend is told", func() bool { return len(s.last().Problems) == 0 }) // after the page is shown: the remaining rules come first
}

// What the criteria's example scales leave to judgement was judged to be treated, and is retained.
func TestABreachOfGovernanceIsShown(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	s.write("content/decisions/D-1.md", "+++\ntitle = \"判断\"\nkind = \"judgement\"\non = 2026-05-01\nby = \"x\"\nbasis = \"b\"\nrisks = [\"R-1\"]\nverdict = \"treat\"\n+++\n")
	s.write("content/risks/R-1.md", strings.Replace(risk("保有するリスク"), "\n+++\n", "\n[treatment]\noption = \"retain\"\n+++\n", 1))
	s.shows("risks/R-1.html", "保有するリスク")
	s.shows("index.html", "基準に反する保有")
	s.until("the build is told", func() bool {
		b := s.last()
		return len(b.Problems) == 0 && b.Judged != nil && len(b.Judged.Breaches()) == 1
	})
}

func TestTemplatesWithErrorsLeaveTheLastGoodSite(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	for _, broken := range []string{"{{", "{{.Nothing}}"} {
		s.write("templates/risk.html", broken)
		s.until("the fault is told", func() bool {
			b := s.last()
			return len(b.Problems) > 0 && strings.HasPrefix(b.Problems[0].Where, "templates/risk.html:1")
		})
		if status, body := s.get("risks/R-1.html"); status != http.StatusOK || !strings.Contains(body, "監視の停止") {
			t.Errorf("with %q the page answers %d", broken, status)
		}
	}
	s.write("templates/risk.html", "<p>{{.Record.ID}} の頁</p>")
	s.shows("risks/R-1.html", "R-1 の頁")
}

func TestARegisterThatBeginsWithErrors(t *testing.T) {
	s := serve(t, map[string]string{"content/risks/R-1.md": "+++\ntitle = \u202e\n+++\n"})
	s.until("the errors are a page", func() bool { status, _ := s.get("risks/R-1.html"); return status == http.StatusServiceUnavailable })
	_, body := s.get("")
	for _, want := range []string{"content/risks/R-1.md:2", `<section lang="ja">`, `<section lang="en">`, "live.js"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q:\n%s", want, body)
		}
	}
	if strings.Contains(body, "\u202e") {
		t.Error("what turns the direction of writing is obeyed")
	}
	s.write("content/risks/R-1.md", risk("直した"))
	s.shows("risks/R-1.html", "直した")
}

func TestCriteriaConfigurationAndFigures(t *testing.T) {
	s := serve(t, map[string]string{"content/risks/net.svg": "<svg>1</svg>"})
	s.shows("figures/risks/net.svg", "1")
	s.write("content/risks/net.svg", "<svg>2</svg>")
	s.shows("figures/risks/net.svg", "2")
	s.write("content/riskbook.toml", "title = \"別の名\"\n")
	s.shows("index.html", "別の名")
	s.gone("en/index.html")
	s.write("content/glossary/停止.md", "+++\ntitle = \"停止\"\n+++\n\n止まること。\n")
	s.shows("glossary.html", "止まること")
}

// The theme is kept from build to build, as long as none of its files changes.
func TestTheThemeFollowsItsFiles(t *testing.T) {
	s := serve(t, nil)
	s.shows("risks/R-1.html", "監視の停止")
	for _, words := range []string{"一つ目の雛形", "二つ目の雛形"} {
		s.write("templates/risk.html", "<p>"+words+"</p>")
		s.shows("risks/R-1.html", words)
		s.write("content/assets/A-2.md", "+++\ntitle = \""+words+"\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nowner = \"o\"\n+++\n")
		s.shows("assets/A-2.html", words)
		s.shows("risks/R-1.html", words)
	}
	s.write("themes/standard/static/riskbook.css", "p { color: teal }")
	s.shows("static/riskbook.css", "teal")
	for _, name := range []string{"templates", "themes"} {
		if err := os.RemoveAll(s.path(name)); err != nil {
			t.Fatal(err)
		}
	}
	s.shows("risks/R-1.html", "監視の停止")
	s.until("the built-in style is served again", func() bool {
		_, style := s.get("static/riskbook.css")
		return len(style) > 1000 && !strings.Contains(style, "teal")
	})
}

func TestANewDayIsSeenWithoutAChange(t *testing.T) {
	s := serveWith(t, nil, func(p *Preview) { p.dawn = 20 * time.Millisecond })
	s.shows("index.html", "2026-11-23")
	s.mu.Lock()
	s.today = date.Of(2026, 11, 24)
	s.mu.Unlock()
	s.shows("index.html", "2026-11-24")
}

func TestPageThatIsNotThereLeadsOnFromAnyDepth(t *testing.T) {
	s := serve(t, nil)
	for _, path := range []string{"none.html", "risks/none.html", "en/risks/none/deep.html"} {
		status, text := s.get(path)
		if status != http.StatusNotFound {
			t.Errorf("%s gives %d", path, status)
		}
		links := regexp.MustCompile(` (?:href|src)="([^"]*)"`).FindAllStringSubmatch(text, -1)
		followed := 0
		for _, link := range links {
			u, err := url.Parse(link[1])
			if err != nil || u.IsAbs() || u.Path == "" {
				continue
			}
			at := (&url.URL{Path: "/" + path}).ResolveReference(u)
			if status, _ := s.get(strings.TrimPrefix(at.EscapedPath(), "/")); status != http.StatusOK {
				t.Errorf("on %s %s gives %d", path, link[1], status)
			}
			followed++
		}
		if followed < 10 {
			t.Errorf("%s leads to %d places", path, followed)
		}
	}
}
