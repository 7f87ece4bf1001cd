package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// faultsOf lists the faults of a text as "rule/case: the stretch of the text".
func faultsOf(r Result, text string) []string {
	var list []string
	for _, f := range r.Findings {
		list = append(list, string(f.Rule)+"/"+string(f.Case)+": "+text[f.Start:f.End])
	}
	return list
}

func TestFaults(t *testing.T) {
	tests := map[string]struct {
		in   string
		want []string
	}{
		"fine":            {"[[R-001]] [a](https://a.example) <mailto:a@b.example> [b](../treatments/T-001.md) ![](R-001-net.svg)", nil},
		"dangling":        {"あ [[X-1|x]] い", []string{"dangling-reference/body: [[X-1|x]]"}},
		"missing file":    {"a [b](../x/y.md \"t\") c", []string{`broken-link/file: [b](../x/y.md "t")`}},
		"empty":           {"[b]()", []string{"broken-link/file: [b]()"}},
		"outside":         {"[b](../../../etc/passwd)", []string{"escapes-root/body: [b](../../../etc/passwd)"}},
		"encoded outside": {"[b](%2e%2e/%2e%2e/%2e%2e/x)", []string{"escapes-root/body: [b](%2e%2e/%2e%2e/%2e%2e/x)"}},
		"missing figure":  {"![b](x.png)", []string{"broken-link/figure: ![b](x.png)"}},
		"record as image": {"![b](R-001.md)", []string{"broken-link/figure: ![b](R-001.md)"}},
		"dead anchor":     {"# 概要\n\n[a](#概要) [b](#別) [c](#%E6%A6%82%E8%A6%81)", []string{"broken-link/anchor: [b](#別)"}},
		"anchor below":    {"[a](#b-1)\n\n# b\n\n# b", nil},
		"own anchor":      {"[a](R-001.md#x)", nil},
		"reference":       {"[a][b]\n\n[b]: ../no.md", []string{"broken-link/file: [a][b]"}},
		"javascript":      {"[a](javascript:alert(1))", []string{"unsafe-link/scheme: [a](javascript:alert(1))"}},
		"upper case":      {"[a](JaVaScRiPt:alert(1))", []string{"unsafe-link/scheme: [a](JaVaScRiPt:alert(1))"}},
		"entity":          {"[a](java&#115;cript&colon;x)", []string{"unsafe-link/scheme: [a](java&#115;cript&colon;x)"}},
		"escape":          {`[a](javascript\:x)`, []string{`unsafe-link/scheme: [a](javascript\:x)`}},
		"entity break":    {"[a](java&#10;script:x)", []string{"unsafe-link/control: [a](java&#10;script:x)"}},
		"entity tab":      {"[a](&Tab;javascript:x)", []string{"unsafe-link/control: [a](&Tab;javascript:x)"}},
		"control":         {"[a](<\x01javascript:x>)", []string{"unsafe-link/control: [a](<\x01javascript:x>)"}},
		"leading space":   {"[a](< javascript:x>)", []string{"unsafe-link/scheme: [a](< javascript:x>)"}},
		"data":            {"![a](data:image/svg+xml;base64,x)", []string{"unsafe-link/scheme: ![a](data:image/svg+xml;base64,x)"}},
		"vbscript, file":  {"[a](vbscript:x) [b](file:///etc)", []string{"unsafe-link/scheme: [a](vbscript:x)", "unsafe-link/scheme: [b](file:///etc)"}},
		"autolink":        {"<javascript:x>", []string{"unsafe-link/scheme: <javascript:x>"}},
		"host":            {"[a](//b.example) ![c](//b.example/x.png)", []string{"unsafe-link/host: [a](//b.example)", "unsafe-link/host: ![c](//b.example/x.png)"}},
		"backslash host":  {`[a](/\b.example) [c](\\\\b.example)`, []string{`unsafe-link/host: [a](/\b.example)`, `unsafe-link/host: [c](\\\\b.example)`}},
		"http, no host":   {"[a](https:b) [c](http:///d)", []string{"unsafe-link/host: [a](https:b)", "unsafe-link/host: [c](http:///d)"}},
		"bidi":            {"[a](https://a.example/\u202Ex)", []string{"unsafe-link/control: [a](https://a.example/\u202Ex)"}},
		"wide colon":      {"[a](javascript：x)", []string{"broken-link/file: [a](javascript：x)"}},
		"empty heading":   {"#\n\na\n\n> ##  \n\n### &nbsp; ###\n\n# \u202e\n\n# ![](https://a.example/x.png)\n\n# `x`\n", []string{"empty-heading/: #", "empty-heading/: ##", "empty-heading/: ### &nbsp; ###", "empty-heading/: # \u202e"}},
		"footnote":        {"a[^1] `[^3]`\n\n[^1]: b[^2]\n\n[^2]: c\n\n> あ\n>\n> [^3]: d\n\n- x\n\n  [^四]:\n      e\n\n[^1]: f\n[^5]: g[^6]\n[^6]: h\n[^ ]: i\n", []string{"footnote-unused/: [^3]", "footnote-unused/: [^四]", "footnote-unused/again: [^1]", "footnote-unused/: [^5]"}},
		"raw":             {"a <br> b\n\n<div>\nc\n</div>\n\nd <!-- e -->", []string{"raw-html/tag: <br>", "raw-html/tag: <div>\nc\n</div>", "raw-html/comment: <!-- e -->"}},
	}
	p := newShelf()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := p.Render(page(), tt.in)
			if diff := cmp.Diff(tt.want, faultsOf(r, tt.in)); diff != "" {
				t.Errorf("faults of %q (-want +got):\n%s\n%s", tt.in, diff, r.HTML)
			}
			if s := strings.ToLower(string(r.HTML)); strings.Contains(s, "script:") && strings.Contains(s, "href") {
				t.Errorf("a refused address is linked: %s", r.HTML)
			}
		})
	}
}

func TestRecords(t *testing.T) {
	text := "[[T-001#x]] [a](../treatments/T-001.md#y) [[Q]] [図](R-001-net.svg)"
	want := []Reference{
		{ID: "T-001", Anchor: "x", Start: 0, End: 11, Known: true},
		{ID: "T-001", Anchor: "y", Start: 12, End: 41, Known: true},
		{ID: "Q", Start: 42, End: 47},
	}
	if diff := cmp.Diff(want, newShelf().Read(page(), text).Records); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

func TestFaultsAreBounded(t *testing.T) {
	r := newShelf().Read(page(), strings.Repeat("<b>\n\n", 5000))
	if len(r.Findings) != mostFaults {
		t.Errorf("%d faults, want %d", len(r.Findings), mostFaults)
	}
}

func TestPlain(t *testing.T) {
	p := page()
	p.Plain = true
	text := "# 概要\n\n停電の\n影響は\nlarge &amp; **wide**\nspread。\n\n- a\n- [[R-001]]\n\n|x|\n|-|\n|y|\n\n```\ncode\n```\n![図](R-001-net.svg)"
	want := "概要\n停電の影響は large & wide spread。\na\nR-001制御系の停止\nx\ny\ncode\n図"
	got := newShelf().Render(p, text)
	if diff := cmp.Diff(want, got.Plain); diff != "" {
		t.Errorf("plain text (-want +got):\n%s", diff)
	}
	if read := newShelf().Read(p, text); read.Plain != got.Plain {
		t.Errorf("Read gives %q, Render %q", read.Plain, got.Plain)
	}
}
