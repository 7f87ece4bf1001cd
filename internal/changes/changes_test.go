package changes

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/site"
	"github.com/riskbook/riskbook/internal/source"
	"github.com/riskbook/riskbook/internal/term"
)

func state(t *testing.T, files map[string]string) compare.State {
	t.Helper()
	folder := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = { ja = \"登録簿\", en = \"Register\" }\nlanguages = [\"ja\", \"en\"]\ncurrency = \"JPY\"\n")}}
	for name, text := range files {
		folder["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	a := assess.Assess(register.Understand(tree), date.Of(2026, 11, 23))
	return compare.State{Assessment: a, Diagnostics: check.Run(a, nil).Diagnostics}
}

func report(t *testing.T, before, after map[string]string, language string) *Report {
	t.Helper()
	c := compare.Compare(state(t, before), state(t, after))
	return &Report{
		Comparison: &c, Language: language,
		Old: Side{Name: term.Same("main"), Commit: "0123456789abcdef0123456789abcdef01234567"},
		New: Side{Name: term.Words{Ja: "作業ツリー", En: "the working tree"}},
	}
}

const scales = "revision = \"%s\"\nlikelihood = [ {value=1,label={ja=\"稀\",en=\"Rare\"}}, {value=2,label={ja=\"中\",en=\"Possible\"}}, {value=3,label={ja=\"頻\",en=\"Often\"}} ]\n" +
	"impact = [ {value=1,label={ja=\"小\",en=\"Small\"}}, {value=2,label={ja=\"大\",en=\"Large\"}} ]\n" +
	"level = [ {key=\"low\",label={ja=\"低\",en=\"Low\"},acceptance=\"accept\"}, {key=\"middle\",label={ja=\"中\",en=\"Middle\"},acceptance=\"approval\"}, {key=\"high\",label={ja=\"高\",en=\"High\"},acceptance=\"treat\"} ]\n" +
	"[matrix]\nrows = [ [\"low\",\"low\"], [\"low\",\"%s\"], [\"middle\",\"high\"] ]\n"

func risk(title string, likelihood, impact int) string {
	return fmt.Sprintf("+++\ntitle = %s\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = %d\nimpact = %d\ncriteria = \"1\"\ndamage = \"x\"\n+++\n", title, likelihood, impact)
}

func both(ja, en string) string { return fmt.Sprintf("{ ja = %q, en = %q }", ja, en) }

// before and after differ in everything that a comparison tells of.
var (
	before = map[string]string{
		"criteria.toml": fmt.Sprintf(scales, "1", "middle"),
		"risks/R-1.md":  risk(both("停止", "Outage"), 1, 2),
		"risks/R-2.md":  risk(both("浸水", "Flood"), 2, 2),
		"risks/R-3.md":  risk(both("漏えい", "Leak"), 3, 2),
		"risks/R-4.md":  risk(both("紛失", "Loss"), 1, 1),
		"risks/R-5.md":  risk(both("盗難", "Theft"), 3, 2),
		"decisions/D-1.md": "+++\ntitle = { ja = \"受容\", en = \"Accepted\" }\nkind = \"acceptance\"\non = 2026-02-01\nby = \"b\"\nbasis = \"x\"\nrisks = [\"R-2\"]\nuntil = 2027-01-31\n" +
			"at = { likelihood = 2, impact = 2 }\ncriteria = \"1\"\n+++\n",
		"treatments/T-1.md": "+++\ntitle = { ja = \"計画\", en = \"Plan\" }\nrisks = [\"R-3\"]\noption = \"modify\"\naim = \"prevention\"\nowner = \"o\"\nstatus = \"draft\"\ndue = 2027-03-31\ncost = { initial = 1_000_000 }\n+++\n",
	}
	after = map[string]string{
		"criteria.toml":    fmt.Sprintf(scales, "2", "high"),
		"risks/R-1.md":     risk(both("停止", "Outage"), 3, 2),
		"risks/R-2.md":     before["risks/R-2.md"],
		"risks/R-30.md":    risk(both("漏えい", "Leak"), 3, 2),
		"risks/R-5.md":     risk(both("盗難", "Theft"), 1, 2),
		"risks/R-6.md":     risk(both("新規", "Fresh"), 2, 1),
		"decisions/D-1.md": strings.Replace(before["decisions/D-1.md"], "2027-01-31", "2026-10-31", 1),
		"treatments/T-1.md": strings.NewReplacer(`"R-3"`, `"R-30"`, "draft", "approved", "2027-03-31", "2027-09-30",
			"cost = { initial = 1_000_000 }\n", "cost = { initial = 1_204_000 }\n[[target]]\nrisk = \"R-30\"\nlikelihood = 1\n").Replace(before["treatments/T-1.md"]),
	}
)

// TestEveryForm holds each form against its golden file in both languages. UPDATE=1 rewrites them. diff.json is the documentation of the JSON form.
func TestEveryForm(t *testing.T) {
	for _, language := range []string{"en", "ja"} {
		r := report(t, before, after, language)
		for name, write := range map[string]func(*bytes.Buffer) error{
			"txt":  func(b *bytes.Buffer) error { return r.WriteText(b) },
			"md":   func(b *bytes.Buffer) error { return r.WriteMarkdown(b) },
			"json": func(b *bytes.Buffer) error { return r.WriteJSON(b) },
		} {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "%!") {
				t.Errorf("%s, %s: a verb without its value:\n%s", name, language, b.String())
			}
			file := filepath.Join("testdata", "diff."+language+"."+name)
			if language == "en" {
				file = filepath.Join("testdata", "diff."+name)
			}
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("%s (- wanted, + found; UPDATE=1 rewrites it):\n%s", file, diff)
			}
			if name == "json" && !json.Valid(b.Bytes()) {
				t.Errorf("%s is no JSON", file)
			}
		}
	}
}

func TestNothingChangedSaysSoInOneLine(t *testing.T) {
	for language, want := range map[string]string{
		"en": "No change in risk terms (5 risks compared): main (0123456789) → the working tree, both judged as of 2026-11-23\n",
		"ja": "リスクの観点での変更はありません（リスク5件）：main (0123456789) → 作業ツリー。どちらも 2026-11-23 時点で評価しています。\n",
	} {
		r := report(t, before, before, language)
		var text, markdown bytes.Buffer
		if err := r.WriteText(&text); err != nil || text.String() != want {
			t.Errorf("%s: %q, want %q", language, text.String(), want)
		}
		if err := r.WriteMarkdown(&markdown); err != nil || strings.Contains(markdown.String(), "<details>") {
			t.Errorf("%s: %s", language, markdown.String())
		}
	}
}

// hostile are titles that would be more than text if they were not escaped.
var hostile = []string{
	"@team please look", "a@example.org", "fixes #12 and GH-34 and !56 and org/repo#78", "https://evil.example/x http://evil.example www.evil.example ftp://evil.example mailto:a@evil.example",
	"[link](https://evil.example) ![image](https://evil.example/x.png) <https://evil.example>", "<script>alert(1)</script><img src=x onerror=alert(1)></td></table></details>",
	"a | b || c \\| d", "**bold** __bold__ *it* _it_ ~~gone~~ `code` $x$ $$y$$", "line\nbreak\r\n\r\n# heading\n- item", "&lt;b&gt; &amp; &#64;team &copy;",
	"[^1] [x] [ ] :smile: [[R-1]] {{ x }}", "deadbeefcafe0123 1234567890abcdef1234567890abcdef12345678", "\u202egnp.exe\u202c \x1b[31mred \x07", "@\u200bteam ＠team", "/close\n/assign @me", "\\@team \\<b>",
}

func hostileRegisters() (map[string]string, map[string]string) {
	old, now := map[string]string{"criteria.toml": before["criteria.toml"]}, map[string]string{"criteria.toml": before["criteria.toml"]}
	for i, title := range hostile {
		quoted, _ := json.Marshal(title)
		text := strings.ReplaceAll(string(quoted), `\u003c`, "<")
		text = strings.ReplaceAll(strings.ReplaceAll(text, `\u003e`, ">"), `\u0026`, "&")
		name := fmt.Sprintf("risks/R-%02d.md", i)
		old[name], now[name] = risk(text, 1, 1), risk(text, 3, 2)
	}
	return old, now
}

func TestNoRecordIsMoreThanTextInMarkdown(t *testing.T) {
	old, now := hostileRegisters()
	r := report(t, old, now, "en")
	if len(r.Comparison.Risks) != len(hostile) {
		t.Fatalf("%d risks are assessed differently, want %d", len(r.Comparison.Risks), len(hostile))
	}
	var source, rendered bytes.Buffer
	if err := r.WriteMarkdown(&source); err != nil {
		t.Fatal(err)
	}
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	if err := reader.Convert(source.Bytes(), &rendered); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&rendered)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	var text strings.Builder
	rows := 0
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode:
			count[n.Data]++
			if n.Data == "tr" {
				rows++
			}
		case n.Type == html.TextNode && n.Parent.Data != "code":
			text.WriteString(n.Data + "\n")
		}
	}
	for _, element := range []string{"a", "img", "script", "input", "em", "del", "h1", "sup", "style", "iframe"} {
		if count[element] > 0 {
			t.Errorf("%d elements %s came out of the records:\n%s", count[element], element, source.String())
		}
	}
	// What a forge looks for in the text once the Markdown was read.
	for _, calls := range []string{`(^|[^\w])@\w`, `\w@\w`, `#\d`, `!\d`, `GH-\d`, `://`, `www\.`, `mailto:\w`, `:smile:`, `\b[0-9a-f]{7,40}\b`, "\x1b", "\u202e"} {
		if found := regexp.MustCompile(calls).FindString(text.String()); found != "" {
			t.Errorf("%q is in the text: %q", calls, found)
		}
	}
	words := strings.ReplaceAll(text.String(), apart, "")
	for _, kept := range []string{"fixes #12 and GH-34 and !56 and org/repo#78", "[link](https://evil.example)", "<script>alert(1)</script><img src=x onerror=alert(1)></td></table></details>", `a | b || c \| d`, "~~gone~~ `code` $x$ $$y$$", "&lt;b&gt; &amp; &#64;team &copy;", `\@team \<b>`} {
		if !strings.Contains(words, kept) {
			t.Errorf("the text %q was not kept:\n%s", kept, words)
		}
	}
	// Each table has the same number of cells in every row.
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Data != "table" {
			continue
		}
		widths := map[int]bool{}
		for line := range n.Descendants() {
			if line.Type == html.ElementNode && line.Data == "tr" {
				cells := 0
				for c := range line.ChildNodes() {
					if c.Type == html.ElementNode {
						cells++
					}
				}
				widths[cells] = true
			}
		}
		if len(widths) != 1 {
			t.Errorf("a table has rows of different width: %v", widths)
		}
	}
	if rows < len(hostile) {
		t.Errorf("%d rows, want at least %d", rows, len(hostile))
	}
}

func FuzzEscape(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	reader := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe()))
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		var out bytes.Buffer
		if err := reader.Convert([]byte("| a |\n|---|\n| x"+escape(text)+"x |\n"), &out); err != nil {
			t.Fatal(err)
		}
		inside, ok := strings.CutPrefix(out.String(), "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>")
		inside, ok2 := strings.CutSuffix(inside, "</td>\n</tr>\n</tbody>\n</table>\n")
		if !ok || !ok2 || strings.ContainsAny(inside, "<>") {
			t.Errorf("%q came out as %q", text, out.String())
		}
	})
}

func TestMarkdownFitsACommentAndSaysWhatItLeavesOut(t *testing.T) {
	old, now := map[string]string{"criteria.toml": before["criteria.toml"]}, map[string]string{"criteria.toml": before["criteria.toml"]}
	const n = 3000
	for i := range n {
		name, title := fmt.Sprintf("risks/R-%04d.md", i), `"`+strings.Repeat("長い題名の", 30)+`"`
		old[name], now[name] = risk(title, 1, 1), risk(title, 3, 2)
	}
	for _, language := range []string{"en", "ja"} {
		r := report(t, old, now, language)
		var b bytes.Buffer
		if err := r.WriteMarkdown(&b); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if length := len(utf16.Encode([]rune(text))); length > 65_536-4000 || length < 5000 {
			t.Errorf("%s: %d characters", language, length)
		}
		risks, _, _ := strings.Cut(text, "</details>")
		shown := strings.Count(risks, "\n| `R-")
		left := map[string]string{"en": "… and %s more (riskbook diff shows them all)", "ja": "…ほか%s件（すべては riskbook diff で表示できます）"}[language]
		if want := fmt.Sprintf(left, term.Grouped(int64(n-shown))); shown == 0 || !strings.Contains(risks, want) {
			t.Errorf("%s: %d risks are shown, and %q is not said", language, shown, want)
		}
		if opened, closed := strings.Count(text, "<details>"), strings.Count(text, "</details>"); opened != closed || opened < 2 {
			t.Errorf("%s: %d details are opened and %d closed", language, opened, closed)
		}
	}
}

func TestThePageStandsByItself(t *testing.T) {
	theme, err := site.Load(riskbook.Templates, riskbook.Themes, nil, "standard", nil)
	if err != nil {
		t.Fatal(err)
	}
	old, now := hostileRegisters()
	for _, language := range []string{"en", "ja"} {
		var page bytes.Buffer
		if err := theme.Alone(&page, Page, report(t, old, now, language).View()); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(page.Bytes(), []byte("ZgotmplZ")) || bytes.Contains(page.Bytes(), []byte("%!")) {
			t.Errorf("%s: a value was refused", language)
		}
		root, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		policy, style, matrices, moved, headings := "", "", 0, 0, []string{}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			attributes := map[string]string{}
			for _, a := range n.Attr {
				attributes[a.Key] = a.Val
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
			switch n.Data {
			case "script", "img", "iframe", "link":
				t.Errorf("there is a <%s>", n.Data)
			case "html":
				if attributes["lang"] != language {
					t.Errorf("language %q, want %q", attributes["lang"], language)
				}
			case "meta":
				if attributes["http-equiv"] == "Content-Security-Policy" {
					policy = attributes["content"]
				}
			case "style":
				style = n.FirstChild.Data
			case "table":
				if attributes["class"] == "matrix" {
					matrices++
				}
			case "h2":
				headings = append(headings, attributes["id"])
			case "b":
				if n.Parent.Data == "li" && n.Parent.Parent.Parent.Data == "td" && n.FirstChild.Type == html.ElementNode {
					moved++
				}
			}
		}
		sum := sha256.Sum256([]byte(style))
		want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
		if policy != want || !strings.Contains(style, "table.matrix") {
			t.Errorf("policy %q, want %q", policy, want)
		}
		if matrices != 2 || moved != 2*len(hostile) {
			t.Errorf("%d matrices with %d risks that moved, want 2 with %d", matrices, moved, 2*len(hostile))
		}
		if diff := cmp.Diff([]string{"summary", "matrices", "tallies", "risks", "failing", "edited"}, headings); diff != "" {
			t.Errorf("headings (- wanted, + found):\n%s", diff)
		}
	}
}

func TestTextOfARecordPosesAsNoLineOfTheReport(t *testing.T) {
	title := "\"Outage\\n::error::forged\\r\\n- forged\""
	r := report(t, before, map[string]string{"criteria.toml": before["criteria.toml"], "risks/R-1.md": risk(title, 3, 2), "risks/R-9.md": risk(title, 3, 2)}, "en")
	var b bytes.Buffer
	if err := r.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "forged") {
		t.Fatalf("the title is not shown:\n%s", b.String())
	}
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "::") || strings.HasPrefix(line, "- forged") {
			t.Errorf("a title began the line %q", line)
		}
	}
}

// Up to twenty edited facts are shown at once, and beyond that folded by record. What differs in a long text is folded always.
func TestEditedFactsAreFoldedByRecordBeyondTwenty(t *testing.T) {
	for _, n := range []int{20, 21} {
		old, now := map[string]string{}, map[string]string{}
		for i := range n {
			name := fmt.Sprintf("controls/C-%02d.md", i)
			old[name] = fmt.Sprintf("+++\ntitle = \"柵%d\"\nfunction = \"prevent\"\nstate = \"in-place\"\nowner = \"o\"\n+++\n", i)
			now[name] = strings.Replace(old[name], `"o"`, `"p"`, 1)
		}
		r := report(t, old, now, "en")
		var b bytes.Buffer
		if err := r.WriteMarkdown(&b); err != nil {
			t.Fatal(err)
		}
		edited := b.String()[strings.Index(b.String(), "**Records edited"):]
		if folds := strings.Count(edited, "<details><summary>1 change</summary>owner: o → **p**</details> |"); folds != map[int]int{20: 0, 21: 21}[n] {
			t.Errorf("%d facts: %d records are folded", n, folds)
		}
		if shown := strings.Count(edited, "owner: o → **p**"); shown != n {
			t.Errorf("%d facts: %d are shown", n, shown)
		}
	}
	long := strings.Repeat("word ", 40)
	r := report(t, map[string]string{"pages/p.md": "+++\ntitle = \"p\"\n+++\n" + long + "old " + long}, map[string]string{"pages/p.md": "+++\ntitle = \"p\"\n+++\n" + long + "new " + long}, "en")
	var b bytes.Buffer
	if err := r.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if want := "| <details><summary>text</summary>…word word word word <del>old</del><ins>new</ins> word word word word …</details> |"; !strings.Contains(b.String(), want) {
		t.Errorf("%s\nwas not found in\n%s", want, b.String())
	}
}

func TestTheStateOfAControlIsToldWithTheRisksThatRestOnIt(t *testing.T) {
	control := "+++\ntitle = \"柵\"\nfunction = \"prevent\"\nstate = \"in-place\"\n+++\n"
	old := map[string]string{"criteria.toml": before["criteria.toml"], "controls/C-1.md": control}
	for _, id := range []string{"R-1", "R-2"} {
		old["risks/"+id+".md"] = strings.Replace(risk(both("停止"+id, "Outage "+id), 1, 1), "owner", "controls = [\"C-1\"]\nowner", 1)
	}
	now := map[string]string{}
	for name, text := range old {
		now[name] = text
	}
	now["controls/C-1.md"] = strings.Replace(control, "in-place", "planned", 1)
	for language, want := range map[string][]string{
		"en": {"The state of a control changed that 2 risks rest on\n", "\n- resting on a control that does less: R-1 R-2\n", "\n  R-2 Outage R-2\n    control C-1: in place → planned\n", "\n  C-1 柵 (control)\n    state: in place → planned (R-1, R-2 rest on it)\n"},
		"ja": {"リスク2件の拠る管理策の状況が変わります\n", "\n- 拠る管理策が弱まるもの：R-1 R-2\n", "\n  C-1 柵（管理策）\n    状況：実施中 → 計画中（拠るリスク：R-1、R-2）\n"},
	} {
		var b bytes.Buffer
		if err := report(t, old, now, language).WriteText(&b); err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !strings.Contains(b.String(), line) {
				t.Errorf("%s: %q was not found in\n%s", language, line, b.String())
			}
		}
	}
}

func TestAnotherRecordUnderAnOldIDIsToldInEveryForm(t *testing.T) {
	old := map[string]string{"criteria.toml": before["criteria.toml"], "risks/R-1.md": risk(both("停止", "Outage"), 1, 1)}
	now := map[string]string{"criteria.toml": before["criteria.toml"], "risks/R-1.md": "+++\ntitle = { ja = \"火災\", en = \"Fire\" }\nowner = \"q\"\nidentified = 2026-09-09\n[current]\nlikelihood = 3\nimpact = 2\n+++\n"}
	for language, want := range map[string][3]string{
		"en": {"Another record under an old id (1)\n  R-1 (risk): Outage → Fire\n", "**Another record under an old id (1)**\n\n| Record | Change |\n|---|---|\n| \x60R-1\x60 (risk) | Outage → **Fire** |\n", `"wasTitle": "Outage"`},
		"ja": {"以前の識別子を使う別の記録（1件）\n  R-1（リスク）：停止 → 火災\n", "**以前の識別子を使う別の記録（1件）**\n\n| 記録 | 変更 |\n|---|---|\n| \x60R-1\x60（リスク） | 停止 → **火災** |\n", `"wasTitle": "停止"`},
	} {
		r := report(t, old, now, language)
		for i, write := range []func(*bytes.Buffer) error{
			func(b *bytes.Buffer) error { return r.WriteText(b) }, func(b *bytes.Buffer) error { return r.WriteMarkdown(b) }, func(b *bytes.Buffer) error { return r.WriteJSON(b) },
		} {
			var b bytes.Buffer
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), want[i]) || strings.Contains(b.String(), "No change") {
				t.Errorf("%s: %q was not found in\n%s", language, want[i], b.String())
			}
		}
		if v := r.View(); v.Sections[0].Key != "replaced" || v.Sections[0].Rows[0].Rest[0].Before == v.Sections[0].Rows[0].Rest[0].After {
			t.Errorf("%s: the page begins with %+v", language, v.Sections[0])
		}
	}
}

// What comes out of records is no markup in what differs either.
func TestEditedTextIsNoMarkup(t *testing.T) {
	page := func(text string) map[string]string {
		return map[string]string{"pages/p.md": "+++\ntitle = \"p\"\n+++\n" + text + "\n"}
	}
	for _, text := range hostile {
		r := report(t, page("before"), page(text), "en")
		var source, rendered bytes.Buffer
		if err := r.WriteMarkdown(&source); err != nil {
			t.Fatal(err)
		}
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldmarkhtml.WithUnsafe())).Convert(source.Bytes(), &rendered); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&rendered)
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && slices.Contains([]string{"a", "img", "script", "input", "em", "h1", "sup", "style", "iframe", "pre"}, n.Data) {
				t.Errorf("%q: <%s> came out:\n%s", text, n.Data, source.String())
			}
		}
	}
}
