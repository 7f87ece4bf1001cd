package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shelf is a small register to link to.
type shelf struct{}

var records = map[string]Target{
	"r-001": {ID: "R-001", Kind: "risks", Path: "risks/R-001.html", Title: "制御系の停止", Context: "高 · 対応中"},
	"r-002": {ID: "R-002", Kind: "risks", Path: "risks/R-002.html", Title: "Leak <of> \"data\"", TitleLanguage: "en"},
	"t-001": {ID: "T-001", Kind: "treatments", Path: "treatments/T-001.html", Title: "計画"},
	"リスク":   {ID: "リスク", Kind: "glossary", Path: "glossary/リスク.html", Title: "リスク"},
	"p-1":   {ID: "P-1", Kind: "pages", Path: "pages/P-1.html"},
}

func (shelf) Record(id string) (Target, bool) {
	t, ok := records[strings.ToLower(id)]
	return t, ok
}

func (shelf) File(path string) (Target, bool) {
	switch path {
	case "content/risks/R-001.md":
		return records["r-001"], true
	case "content/treatments/T-001.md":
		return records["t-001"], true
	}
	return Target{}, false
}

func (shelf) Figure(path string) bool {
	return path == "content/risks/R-001-net.svg" || path == "content/risks/構成 図.png"
}

func (shelf) Live(mark string) (Live, bool) {
	switch mark {
	case "R-001:level":
		return Live{Text: "高 & 重", Record: "R-001"}, true
	case "count:risks":
		return Live{Text: "17"}, true
	case "R-001:lvl":
		return Live{Rule: "unknown-value", Case: "live"}, true
	}
	return Live{}, false
}

var vocabulary = []Term{
	{ID: "リスク", Words: []string{"リスク", "risk"}, Path: "glossary/リスク.html"},
	{ID: "リスク評価", Words: []string{"リスク評価", "risk evaluation"}, Path: "glossary/リスク評価.html"},
	{ID: "影響", Words: []string{"影響", "impact"}, Path: "glossary/影響.html"},
	{ID: "ISMS", Words: []string{"ISMS", "IT"}, Path: "glossary/ISMS.html"},
	{ID: "バックアップ", Words: []string{"バックアップ", "R&D"}, Path: "glossary/b.html"},
}

func page() Page {
	return Page{Path: "risks/R-001.html", File: "content/risks/R-001.md", ID: "R-001", Language: "ja"}
}

func newShelf() *Prose { return New(shelf{}, vocabulary, Options{LinkTerms: true}) }

// short takes the repeated parts out of what is compared.
var short = strings.NewReplacer(` rel="noopener noreferrer"`, "", "\n", "")

func TestRender(t *testing.T) {
	const frame = `<div class="scroll" role="group" tabindex="0" aria-label="表 1"><table>`
	tests := map[string]struct{ in, want string }{
		"record":              {"[[R-001]]", `<p><a class="record" href="../risks/R-001.html" title="高 · 対応中"><span class="id">R-001</span> 制御系の停止</a></p>`},
		"record, lower case":  {"[[r-001]]", `<p><a class="record" href="../risks/R-001.html" title="高 · 対応中"><span class="id">R-001</span> 制御系の停止</a></p>`},
		"record with words":   {"[[R-001|この件 & <b>]]", `<p><a class="record" href="../risks/R-001.html" title="R-001 制御系の停止 · 高 · 対応中">この件 &amp; &lt;b&gt;</a></p>`},
		"title language":      {"[[R-002]]", `<p><a class="record" href="../risks/R-002.html"><span class="id">R-002</span> <span lang="en">Leak &lt;of&gt; &quot;data&quot;</span></a></p>`},
		"record, no title":    {"[[P-1]]", `<p><a class="record" href="../pages/P-1.html">P-1</a></p>`},
		"record and anchor":   {"[[T-001#進め方]]", `<p><a class="record" href="../treatments/T-001.html#%E9%80%B2%E3%82%81%E6%96%B9"><span class="id">T-001</span> 計画</a></p>`},
		"glossary":            {"[[リスク]]", `<p><a class="record" href="../glossary/%E3%83%AA%E3%82%B9%E3%82%AF.html">リスク</a></p>`},
		"unknown":             {"[[X-9]] [[X-9|a]]", `<p><span class="missing">[[X-9]]</span> <span class="missing">a</span></p>`},
		"three brackets":      {"[[[R-002|x]]]", `<p>[<a class="record" href="../risks/R-002.html" title="R-002 Leak &lt;of&gt; &quot;data&quot;">x</a>]</p>`},
		"no nested link":      {"[a [[T-001]] b](T-1)", `<p><a href="T-1" class="missing">a <span class="id">T-001</span> 計画 b</a></p>`},
		"in code":             {"`[[R-001]]`", `<p><code>[[R-001]]</code></p>`},
		"defined label":       {"[[foo]]\n\n[foo]: https://a.example/", `<p>[<a href="https://a.example/" class="external">foo</a>]</p>`},
		"unclosed":            {"[[R-001] [[ ]] [[]]", `<p>[[R-001] [[ ]] [[]]</p>`},
		"in a table":          {"|a|b|\n|-|:-:|\n|[[T-001\\|x]]|`a\\|b`|", frame + `<thead><tr><th scope="col">a</th><th scope="col" class="align-center">b</th></tr></thead><tbody><tr><td><a class="record" href="../treatments/T-001.html" title="T-001 計画">x</a></td><td class="align-center"><code>a|b</code></td></tr></tbody></table></div>`},
		"empty head":          {"||b|\n|-|-|\n|c|d|", frame + `<thead><tr><td></td><th scope="col">b</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table></div>`},
		"relative":            {"[計画](../treatments/T-001.md)", `<p><a href="../treatments/T-001.html" class="record" title="T-001 計画">計画</a></p>`},
		"relative, anchor":    {"[計画](../treatments/T-001.md#x)", `<p><a href="../treatments/T-001.html#x" class="record" title="T-001 計画">計画</a></p>`},
		"from the root":       {"[計画](/content/treatments/T-001.md)", `<p><a href="../treatments/T-001.html" class="record" title="T-001 計画">計画</a></p>`},
		"relative, missing":   {"[a](../x/y.md)", `<p><a href="../x/y.md" class="missing">a</a></p>`},
		"external":            {"[a](https://a.example/?b=1&amp;c \"t\\\"\")", `<p><a href="https://a.example/?b=1&amp;c" class="external" title="t&quot;">a</a></p>`},
		"mail":                {"<a@b.example>", `<p><a href="mailto:a@b.example">a@b.example</a></p>`},
		"bare":                {"詳細はhttps://a.example/b_c_d?e=1&amp;f。次", `<p>詳細は<a href="https://a.example/b_c_d?e=1&amp;amp;f" class="external">https://a.example/b_c_d?e=1&amp;amp;f</a>。次</p>`},
		"bare, kana behind":   {"https://a.example/を参照", `<p><a href="https://a.example/" class="external">https://a.example/</a>を参照</p>`},
		"bare, in brackets":   {"(http://a.example/b(c)).", `<p>(<a href="http://a.example/b(c)" class="external">http://a.example/b(c)</a>).</p>`},
		"bare, other scheme":  {"javascript://a xhttp://a", `<p>javascript://a xhttp://a</p>`},
		"figure":              {"![図 *a*](R-001-net.svg)", `<p><img src="../figures/risks/R-001-net.svg" alt="図 a"></p>`},
		"figure, space":       {"![](%E6%A7%8B%E6%88%90%20図.png)", `<p><img src="../figures/risks/%E6%A7%8B%E6%88%90%20%E5%9B%B3.png" alt=""></p>`},
		"figure, link":        {"[図](R-001-net.svg)", `<p><a href="../figures/risks/R-001-net.svg">図</a></p>`},
		"figure, missing":     {"![a](no.svg)", `<p><img src="no.svg" alt="a" class="missing"></p>`},
		"remote image":        {"![a](https://a.example/x.png)", `<p><a href="https://a.example/x.png" class="external image">a</a></p>`},
		"remote image, plain": {"![](https://a.example/x.png)", `<p><a href="https://a.example/x.png" class="external image">https://a.example/x.png</a></p>`},
		"raw inline":          {"a <b onclick=\"x()\">b</b>", `<p>a &lt;b onclick=&quot;x()&quot;&gt;b&lt;/b&gt;</p>`},
		"raw block":           {"<div>\n*a*\n</div>\n\nb", `<pre class="raw">&lt;div&gt;*a*&lt;/div&gt;</pre><p>b</p>`},
		"fence":               {"```go\"><script>\n<a>\n```", `<pre><code class="language-goscript">&lt;a&gt;</code></pre>`},
		"task":                {"- [x] a\n- [ ] b", `<ul><li class="task"><span class="task-done" role="img" aria-label="完了">☑</span> a</li><li class="task"><span class="task-open" role="img" aria-label="未完了">☐</span> b</li></ul>`},
		"definitions":         {"語\n: 説明", `<dl><dt>語</dt><dd>説明</dd></dl>`},
		"strikethrough":       {"~~「旧」~~は~新~", `<p><del>「旧」</del>は<del>新</del></p>`},
		"footnote": {"a[^n] b[^n]\n\n[^n]: c", `<p>a<sup class="footnote"><a id="fnref:1" href="#fn:1" role="doc-noteref" aria-label="脚注 1">1</a></sup> b<sup class="footnote"><a id="fnref:1:2" href="#fn:1" role="doc-noteref" aria-label="脚注 1">1</a></sup></p>` +
			`<div class="footnotes" role="group" aria-label="脚注"><ol><li id="fn:1"><p>c <a class="backlink" href="#fnref:1" role="doc-backlink" aria-label="本文へ戻る：脚注 1-1">↩&#xFE0E;</a> <a class="backlink" href="#fnref:1:2" role="doc-backlink" aria-label="本文へ戻る：脚注 1-2">↩&#xFE0E;</a></p></li></ol></div>`},
		"attributes":    {"# a {#b .c onclick=d}", `<h2 id="a-b-c-onclickd">a {#b .c onclick=d}</h2>`},
		"bidi":          {"a\u202Eb&#x202E;c", `<p>a<span class="bidi">U+202E</span>b<span class="bidi">U+202E</span>c</p>`},
		"bidi, alt":     {"![a\u202Eb](R-001-net.svg)", `<p><img src="../figures/risks/R-001-net.svg" alt="ab"></p>`},
		"control":       {"a\x01b&#0;c\u0085d", "<p>a\uFFFDb\uFFFDc\uFFFDd</p>"},
		"invalid":       {"a\xffb", "<p>a?b</p>"},
		"escapes":       {"\\*a\\* &copy; &amp;lt; \\&amp; \\ b", "<p>*a* © &amp;lt; &amp;amp; \\ b</p>"},
		"escaped space": {"**A**\\ です **重**\\ B", "<p><strong>A</strong>です <strong>重</strong>B</p>"},
	}
	p := newShelf()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := p.Render(page(), tt.in)
			if diff := cmp.Diff(tt.want, short.Replace(string(got.HTML))); diff != "" {
				t.Errorf("HTML of %q (-want +got):\n%s", tt.in, diff)
			}
			read := p.Read(page(), tt.in)
			got.HTML = ""
			if diff := cmp.Diff(got, read); diff != "" {
				t.Errorf("Read of %q differs from Render (-render +read):\n%s", tt.in, diff)
			}
		})
	}
}

// A file with CRLF gives the same page as one with LF.
func TestLineEndings(t *testing.T) {
	text := "# 見出し\n\n文の\n途中 **a**\nb  \nc\n\n- [x] d\n  - e\n\n|f|g|\n|-|-:|\n|h|[[R-001\\|i]]|\n\n```go\nj\n\tk\n```\n\n    l\n\n語\n: 説明\n\n[m]\n\n[m]: https://a.example/ 'n'\n\n<div>\no\n</div>\n"
	p := newShelf()
	want := p.Render(page(), text)
	got := p.Render(page(), strings.ReplaceAll(text, "\n", "\r\n"))
	if diff := cmp.Diff(string(want.HTML), string(got.HTML)); diff != "" {
		t.Errorf("with CRLF (-lf +crlf):\n%s", diff)
	}
	if diff := cmp.Diff(want.Headings, got.Headings); diff != "" {
		t.Errorf("headings with CRLF (-lf +crlf):\n%s", diff)
	}
}

// One Prose serves several goroutines; the race detector sees what this test cannot.
func TestConcurrent(t *testing.T) {
	p, text := newShelf(), document()
	want := string(New(shelf{}, vocabulary, Options{LinkTerms: true}).Render(page(), text).HTML)
	results := make(chan string)
	for range 8 {
		go func() { results <- string(p.Render(page(), text).HTML) }()
	}
	for range 8 {
		if got := <-results; got != want {
			t.Errorf("goroutines disagree")
		}
	}
}
