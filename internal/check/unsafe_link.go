package check

import (
	"strings"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
)

var unsafeLink = &Rule{
	Name: rule.UnsafeLink, Severity: diagnostic.Error,
	Title: words("安全でないリンク", "Unsafe link"),
	Why: words("javascript: や data: のリンクは、クリックした人のブラウザーで命令を実行できます。",
		"Links such as javascript: or data: can run code in the browser of whoever follows them."),
	Mend: words("http、https、mailto のアドレスに直してください。", "Use an address that begins with http, https or mailto."),
	Says: []Saying{
		{rule.Plain, words("{target} はリンクにできないアドレスです", "{target} cannot be a link"), words("http://、https://、mailto: のいずれかで始まるアドレスに直してください", "use an address that begins with http://, https:// or mailto:")},
		{rule.CaseControl, words("リンクのアドレスに制御文字が含まれています", "the address of the link holds control characters"), words("アドレスを打ち直してください", "type the address again")},
		{rule.CaseHost, words("リンクのアドレス {target} の形が正しくありません", "the address {target} names its host in a way that is not safe"), words("https:// の後にホスト名を書いてください", "write https:// and the name of the host")},
		{rule.CaseScheme, words("{scheme}: で始まるリンクは使えません", "links that begin with {scheme}: are not allowed"), words("http://、https://、mailto: のいずれかで始まるアドレスか、記録への相対パスを使ってください", "use an address that begins with http://, https:// or mailto:, or the path of a record")},
	},
	Failing: `content/obligations/O-01.md:4:7
-- content/obligations/O-01.md --
+++
title = "水道法"
kind = "law"
url = "javascript:alert(1)"
+++
`,
	Passing: `-- content/obligations/O-01.md --
+++
title = "水道法"
kind = "law"
url = "https://laws.e-gov.go.jp/law/332AC0000000177"
+++
`,
	Find: func(c *Case) {
		look := func(entry register.Entry, address string, path ...any) {
			if !safeAddress(address) {
				c.Report(entry, path, diagnostic.Args{"target": address})
			}
		}
		for _, entry := range c.Assessment.Register.All() {
			for i, link := range entry.Of().Links {
				look(entry, link.URL, "links", i, "url")
			}
		}
		for _, d := range c.Assessment.Register.Decisions {
			for i, link := range d.Evidence {
				look(d, link.URL, "evidence", i, "url")
			}
		}
		for _, o := range c.Assessment.Register.Obligations {
			look(o, o.URL, "url")
		}
		if doc := c.Assessment.Register.Tree.Config; doc != nil {
			if address := c.Assessment.Register.Config.Repository.URL; !safeAddress(address) {
				c.ReportAt(doc.Place("repository", "url"), rule.Plain, diagnostic.Args{"target": address})
			}
			if address := c.Assessment.Register.Config.BaseURL; !safeAddress(address) {
				c.ReportAt(doc.Place("base_url"), rule.Plain, diagnostic.Args{"target": address})
			}
		}
	},
}

// safeAddress tells whether an address may become a link: of a known scheme, or within the site. What a browser would drop before it
// reads the scheme (blanks, control characters) makes it unsafe, and so do addresses that borrow the page's scheme (//host).
func safeAddress(address string) bool {
	if strings.ContainsFunc(address, func(r rune) bool { return r < 0x20 || r == 0x7f }) || strings.TrimSpace(address) != address {
		return false
	}
	if strings.HasPrefix(strings.ReplaceAll(address, "\\", "/"), "//") {
		return false
	}
	scheme, _, ok := strings.Cut(address, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}
