package prose

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// anywhere is a register that has a page for every path, so that relative addresses stay as they are.
type anywhere struct{}

func (anywhere) Record(string) (Target, bool) { return Target{}, false }

func (anywhere) File(path string) (Target, bool) { return Target{Path: path}, true }

func (anywhere) Figure(string) bool { return false }

func (anywhere) Live(string) (Live, bool) { return Live{}, false }

// TestCommonMark holds the examples of CommonMark 0.31.2 against the package. The examples lie beside goldmark in the module cache.
// Examples with raw HTML or with a scheme that is refused are left out: they are to come out inert, which other tests hold.
func TestCommonMark(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("the go command does not find goldmark's sources:", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Skip("goldmark's sources lack the examples:", err)
	}
	var examples []struct {
		Markdown, HTML string
		Example        int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	p := New(anywhere{}, nil, Options{})
	tried, failed := 0, 0
	for _, e := range examples {
		r := p.Render(Page{Path: "index.html", File: "index.md", Heading: 1}, e.Markdown)
		if inert(r.Findings) {
			continue
		}
		tried++
		want, got := comparable(e.HTML), comparable(string(r.HTML))
		if want != got {
			failed++
			t.Logf("example %d: %q\nwant %q\ngot  %q", e.Example, e.Markdown, want, got)
		}
	}
	t.Logf("%d of %d examples with nothing raw or refused in them", tried-failed, tried)
	if tried < 550 || failed > 3 {
		t.Errorf("%d of %d examples fail, want at most 3 of at least 550", failed, tried)
	}
}

func inert(faults []Fault) bool {
	for _, f := range faults {
		if f.Rule == "raw-html" || f.Rule == "unsafe-link" {
			return true
		}
	}
	return false
}

var (
	ours   = regexp.MustCompile(` (id|class="(external|missing|record|external image)"|rel)(="[^"]*")?`)
	marked = regexp.MustCompile(`<span>([^<]*)</span>`)
	voids  = regexp.MustCompile(` ?/>`)
	levels = regexp.MustCompile(`(</?h)[1-6]`)
	rooted = regexp.MustCompile(`(href|src)="(\.?/)+`)
	dots   = regexp.MustCompile(`(href|src)="\.?"`)
)

// comparable leaves out what the package adds on purpose: ids, classes, rel, the mark of a missing record, the levels of headings and the way to the root.
func comparable(html string) string {
	html = ours.ReplaceAllString(html, "")
	html = marked.ReplaceAllString(html, "$1")
	html = voids.ReplaceAllString(html, ">")
	html = levels.ReplaceAllString(html, "${1}N")
	html = rooted.ReplaceAllString(html, `$1="`)
	return dots.ReplaceAllString(html, `$1=""`)
}
