package page_test

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
)

// register files that several tests share

const methodConfig = `title = { ja = "登録簿", en = "Register" }
default_language = "ja"
languages = ["ja", "en"]
currency = "JPY"
`

const methodCriteria = `revision = "2"
approved_by = "Board"
approved_on = 2026-04-01
review_by = 2026-10-01
likelihood = [
  { value = 1, label = { ja = "低", en = "Low" }, meaning = "まれに起こる", per_year = [0, 0.1] },
  { value = 2, label = { ja = "中", en = "Medium" }, meaning = "ときに起こる", per_year = [0.1, 1] },
  { value = 3, label = { ja = "高", en = "High" }, meaning = "よく起こる", per_year = [1, 10] },
]
impact = [
  { value = 1, label = { ja = "小", en = "Small" }, loss = [0, 1_000_000] },
  { value = 2, label = { ja = "中", en = "Medium" }, loss = [1_000_000, 10_000_000] },
  { value = 3, label = { ja = "大", en = "Large" }, loss = [10_000_000, 100_000_000] },
]
level = [
  { key = "low", label = { ja = "低", en = "Low" }, acceptance = "accept" },
  { key = "medium", label = { ja = "中", en = "Medium" }, acceptance = "approval" },
  { key = "high", label = { ja = "高", en = "High" }, acceptance = "treat" },
]
[matrix]
rows = [["low", "low", "medium"], ["low", "medium", "high"], ["medium", "high", "high"]]
[[area]]
key = "service"
label = { ja = "サービス", en = "Service" }
meanings = { 1 = { ja = "影響なし", en = "None" }, 3 = { ja = "全面停止", en = "Full stop" } }
[[viewpoint]]
key = "legal"
label = { ja = "法令", en = "Law" }
weight = 3
prohibitive = true
[acceptance]
impact_alone = 3
cumulative_loss = 2_000_000
[[change]]
on = 2026-04-01
what = "second"
why = "because"
`

// markdown is a record with no body.
func markdown(fields string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("+++\n" + strings.TrimSpace(fields) + "\n+++\n")}
}

func plain(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// risk is an open risk with its current rating.
func risk(title, events string, likelihood, impact int) *fstest.MapFile {
	return markdown(fmt.Sprintf("title = %q\nowner = \"x\"\nevents = [%s]\nidentified = 2026-05-01\n[current]\nlikelihood = %d\nimpact = %d\ndamage = \"d\"", title, events, likelihood, impact))
}

// built is a register's site before it is rendered.
type built struct {
	t     *testing.T
	judge *compile.Judged
	views map[string]desk.Page
	theme *site.Theme
	roots map[string]*html.Node // of the pages rendered so far
}

// build reads a register as of 2026-11-23. The sample holds one file, as the command fills it.
func build(t *testing.T, files fstest.MapFS) *built { return buildKnowing(t, files, nil) }

// buildKnowing is build for a register whose history is at hand.
func buildKnowing(t *testing.T, files fstest.MapFS, known *chronicle.Chronicle) *built {
	t.Helper()
	if files["content/riskbook.toml"] == nil {
		files["content/riskbook.toml"] = plain(methodConfig)
	}
	j, err := compile.Read(t.Context(), files, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, compile.ForSite)
	if err != nil {
		t.Fatal(err)
	}
	theme, err := j.Theme()
	if err != nil {
		t.Fatal(err)
	}
	b := &built{t, j, map[string]desk.Page{}, theme, map[string]*html.Node{}}
	s := &desk.Site{Assessment: j.Assessment, Checked: func() check.Result { return j.Checked }, Bodies: j.Bodies, Proposed: j.Proposed, Chronicle: known, Sample: map[string]string{"assets/A-01.md": "+++\ntitle = \"<b>\"\n+++\n\none\n\ntwo\n\nthree\n\nfour\n\nfive\n"}}
	for p := range page.Pages(s) {
		b.views[p.Path] = p
	}
	return b
}

// page renders one page and reads it back.
func (b *built) page(path string) *html.Node {
	b.t.Helper()
	if root := b.roots[path]; root != nil {
		return root
	}
	p, ok := b.views[path]
	if !ok {
		b.t.Fatalf("there is no page %s", path)
	}
	var out bytes.Buffer
	if err := b.theme.Render(&out, p.Template, p.View()); err != nil {
		b.t.Fatalf("%s: %v", path, err)
	}
	root, err := html.Parse(&out)
	if err != nil {
		b.t.Fatal(err)
	}
	sound(b.t, path, root)
	b.roots[path] = root
	return root
}

// sound holds a page against what every page must be: ids once, headings in order, one h1, heads with scope, nothing inline.
func sound(t *testing.T, path string, root *html.Node) {
	t.Helper()
	ids, level, first := map[string]bool{}, 0, 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: the id %q stands twice", path, id)
			}
			ids[id] = true
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s> has the attribute %s", path, n.Data, a.Key)
			}
		}
		switch n.Data {
		case "h1", "h2", "h3", "h4":
			next := int(n.Data[1] - '0')
			if next == 1 {
				first++
			}
			if next > level+1 {
				t.Errorf("%s: %s %q follows h%d", path, n.Data, text(n), level)
			}
			level = next
		case "th":
			if attr(n, "scope") == "" {
				t.Errorf("%s: the head %q has no scope", path, text(n))
			}
		case "a":
			to, ok := strings.CutPrefix(attr(n, "href"), "#")
			to, err := url.PathUnescape(to)
			if err != nil || ok && find(root, "id", to) == nil {
				t.Errorf("%s: nothing has the id %q, to which a link leads", path, to)
			}
		case "time":
			if _, err := time.Parse(time.DateOnly, attr(n, "datetime")); err != nil {
				t.Errorf("%s: the time %q: %v", path, text(n), err)
			}
		case "script":
			if attr(n, "src") == "" {
				t.Errorf("%s: has a script of its own", path)
			}
		case "table":
			columns(t, path, n)
		}
	}
	if first != 1 {
		t.Errorf("%s: %d headings of the first level", path, first)
	}
}

// columns holds the rows of a table to the number of its columns, where no cell spans.
func columns(t *testing.T, path string, table *html.Node) {
	t.Helper()
	if len(all(table, "rowspan", ""))+len(all(table, "colspan", "")) > 0 {
		return
	}
	want := -1
	for row := range table.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		got := 0
		for n := range row.ChildNodes() {
			if n.Type == html.ElementNode {
				got++
			}
		}
		if want < 0 {
			want = got
		}
		if got != want {
			t.Errorf("%s: a row %q has %d cells, the first %d", path, text(row), got, want)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// text gives the words of a node, spaces folded. Days stand among words as they are written.
func text(n *html.Node) string {
	isDay := func(n *html.Node) bool { return n != nil && n.Type == html.ElementNode && n.Data == "time" }
	words := func(n *html.Node) bool { return n != nil && n.Type == html.TextNode }
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type != html.TextNode {
			continue
		}
		b.WriteString(d.Data)
		if !isDay(d.NextSibling) && !(isDay(d.Parent) && words(d.Parent.NextSibling)) {
			b.WriteString(" ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// all gives the elements that have an attribute with a value, or with any where value is empty.
func all(root *html.Node, key, value string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			if v := attr(n, key); v != "" && (value == "" || v == value) {
				found = append(found, n)
			}
		}
	}
	return found
}

func find(root *html.Node, key, value string) *html.Node {
	if found := all(root, key, value); len(found) > 0 {
		return found[0]
	}
	return nil
}

// rows gives the words of the rows in the first table after the heading of an id.
func rows(t *testing.T, root *html.Node, id string) []string {
	t.Helper()
	heading := find(root, "id", id)
	if heading == nil {
		t.Fatalf("there is no heading %s", id)
	}
	var list []string
	inside := false
	for n := range root.Descendants() {
		if n == heading {
			inside = true
			continue
		}
		if !inside || n.Type != html.ElementNode {
			continue
		}
		if strings.HasPrefix(n.Data, "h") && len(n.Data) == 2 && n.Data != "hr" || n.Data == "table" && len(list) > 0 {
			break
		}
		if n.Data == "tr" && n.Parent.Data == "tbody" {
			list = append(list, text(n))
		}
	}
	return list
}

// rowOf gives the row that begins with words.
func rowOf(t *testing.T, root *html.Node, id, begin string) string {
	t.Helper()
	list := rows(t, root, id)
	for _, r := range list {
		if strings.HasPrefix(r, begin) {
			return r
		}
	}
	t.Fatalf("below %s no row begins with %q: %q", id, begin, list)
	return ""
}

func wants(t *testing.T, what, got string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			t.Errorf("%s: %q does not say %q", what, got, p)
		}
	}
}

// chainRegister is a register in which every page of the method has something to show:
//
//	R-001 (3×2, high)    T-001 brings it to 1×2 (low): enough, but T-001 raises R-002 and brings in R-004
//	R-002 (1×2, low)     raised to 3×2 (high): pushed over
//	R-003 (2×2, medium)  no plan, no acceptance: needs treatment; an acceptance would do
//	R-004                not analysed
//	R-005 (3×3, high)    T-002 brings it to 3×2: still high: not enough
//	A-02                 no event; A-01 is seen from both sides
//	E-03                 leads to no risk
func chainRegister() fstest.MapFS {
	return fstest.MapFS{
		"content/criteria.toml":      plain(methodCriteria),
		"content/assets/A-01.md":     markdown("title = \"制御\"\nkind = \"information-system\"\nviewpoints = [\"service-level\"]\nservice_level = \"s\"\nowner = \"x\"\nimportance = { availability = 3 }"),
		"content/assets/A-02.md":     markdown("title = \"窓口\"\nkind = \"organization\"\nviewpoints = [\"service-level\"]\nservice_level = \"s\"\nowner = \"x\""),
		"content/sources/S-01.md":    markdown("title = \"攻撃\"\nkind = \"threat\"\nassets = [\"A-01\"]"),
		"content/sources/S-02.md":    markdown("title = \"老朽\"\nkind = \"vulnerability\"\nassets = [\"A-01\"]"),
		"content/findings/F-01.md":   markdown("title = \"警報\"\nchannel = \"intelligence\"\nreceived = 2026-04-01\nsources = [\"S-01\"]\nstatus = \"closed\""),
		"content/events/E-01.md":     markdown("title = \"侵入\"\napproach = \"cause\"\ncause = \"c\"\nresult = \"r\"\nsources = [\"S-01\"]\nassets = [\"A-01\"]"),
		"content/events/E-02.md":     markdown("title = \"停止\"\napproach = \"result\"\nresult = \"r\"\nassets = [\"A-01\"]"),
		"content/events/E-03.md":     markdown("title = \"放置\"\napproach = \"result\"\nresult = \"r\"\nassets = [\"A-01\"]"),
		"content/risks/R-001.md":     risk("侵害", `"E-01"`, 3, 2),
		"content/risks/R-002.md":     risk("誤操作", `"E-02"`, 1, 2),
		"content/risks/R-003.md":     risk("<i>漏えい</i>", `"E-02"`, 2, 2),
		"content/risks/R-004.md":     markdown("title = \"新規\"\nowner = \"x\"\nevents = [\"E-02\"]\nidentified = 2026-05-01"),
		"content/risks/R-005.md":     risk("全停止", `"E-02"`, 3, 3),
		"content/controls/C-01.md":   markdown("title = \"訓練\"\nfunction = \"prevent\"\nstate = \"planned\"\ncommon = true"),
		"content/treatments/T-01.md": markdown("title = \"分離\"\nowner = \"x\"\nrisks = [\"R-001\"]\noption = \"modify\"\naim = \"prevention\"\nstatus = \"approved\"\ndue = 2027-03-31\ncost = { initial = 3_000_000, annual = 100_000 }\nintroduces = [\"R-004\"]\n[[target]]\nrisk = \"R-001\"\nlikelihood = 1\n[[action]]\ntitle = \"a\"\ncommon = \"C-01\"\n[[worsens]]\nrisk = \"R-002\"\nlikelihood = 3\nwhy = \"手入力が増える\""),
		"content/treatments/T-02.md": markdown("title = \"保険\"\nowner = \"x\"\nrisks = [\"R-005\"]\noption = \"share\"\naim = \"prevention\"\nstatus = \"in-progress\"\ndue = 2027-03-31\n[[target]]\nrisk = \"R-005\"\nimpact = 2\n[[action]]\ntitle = \"a\"\ncommon = \"C-01\""),
	}
}

// Every text of a record and of the criteria is markup that would run: the pages must show it as text.
func TestMethodPagesShowHostileTextAsText(t *testing.T) {
	hostile := `</td><script>alert(1)</script><img src=x onerror=alert(1)>"'`
	quoted := "'''" + hostile + " '''"
	files := chainRegister()
	for name, file := range files {
		if name != "content/criteria.toml" {
			files[name] = plain(regexp.MustCompile(`(?m)^(title|cause|result|why|damage) = ".*"$`).ReplaceAllString(string(file.Data), "$1 = "+strings.ReplaceAll(quoted, "$", "$$")))
		}
	}
	criteria := regexp.MustCompile(`(what|why|meaning|approved_by|label) = ("[^"]*"|\{[^}]*\})`).ReplaceAllString(methodCriteria, "$1 = "+quoted)
	files["content/criteria.toml"] = plain(criteria)
	files["content/decisions/D-01.md"] = markdown("title = " + quoted + "\nkind = \"judgement\"\non = 2026-05-10\nby = " + quoted + "\nbasis = \"b\"\nrisks = [\"R-003\"]\nverdict = \"treat\"\nknowledge = " + quoted)
	b := build(t, files)
	for _, d := range b.judge.Checked.Diagnostics {
		if d.Rule == "syntax" {
			t.Fatalf("%v: %s", d.Place, d.Message.En)
		}
	}
	for _, path := range []string{"evaluation.html", "criteria.html", "process.html", "trace.html", "checks.html", "en/evaluation.html", "en/criteria.html", "en/trace.html"} {
		root := b.page(path) // sound refuses scripts and handlers
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "img" {
				t.Errorf("%s: a text became an element", path)
			}
		}
	}
	for _, path := range []string{"evaluation.html", "criteria.html", "trace.html"} {
		if got := text(find(b.page(path), "id", "content")); !strings.Contains(got, fold(hostile)) {
			t.Errorf("%s does not show the text as it is: %.600s", path, got)
		}
	}
}
