package prose

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/rule"
)

// kind is what an address leads to.
type kind uint8

const (
	local    kind = iota // within the register, or nowhere
	web                  // http and https
	mail                 // mailto
	control              // refused: control characters, which browsers drop before they read the scheme
	noHost               // refused: //host, and http without a host
	noScheme             // refused: any other scheme
)

// classify reads an address as a browser would. Only what it knows to be harmless gets a kind that may become a link.
func classify(address string) (k kind, scheme string) {
	for _, r := range address {
		if r < ' ' || 0x7F <= r && r < 0xA0 || isBidi(r) {
			return control, ""
		}
	}
	address = strings.TrimSpace(address)
	if i := strings.IndexAny(address, `:/?#\`); i >= 0 && address[i] == ':' {
		scheme = strings.ToLower(address[:i])
		switch scheme {
		case "http", "https":
			host, ok := strings.CutPrefix(address[i+1:], "//")
			if !ok || host == "" || strings.ContainsAny(host[:1], `/\?#`) {
				return noHost, scheme
			}
			return web, scheme
		case "mailto":
			return mail, scheme
		}
		return noScheme, scheme
	}
	if len(address) > 1 && strings.ContainsAny(address[:1], `/\`) && strings.ContainsAny(address[1:2], `/\`) {
		return noHost, ""
	}
	return local, ""
}

// anchor is what a link of the text becomes.
type anchor struct {
	kind  kind
	class string
	href  string
	title string
}

// resolve decides what an address in the text becomes, and reports what is wrong with it.
func (w *writer) resolve(address string, image bool, start, end int) anchor {
	w.spend(len(address))
	k, scheme := classify(address)
	address = strings.TrimSpace(address)
	args := diagnostic.Args{"target": address, "scheme": scheme}
	switch k {
	case web:
		return anchor{kind: k, class: "external", href: escapeURL(address)}
	case mail:
		return anchor{kind: k, href: escapeURL(address)}
	case control:
		w.fault(rule.UnsafeLink, rule.CaseControl, args, start, end)
		return anchor{kind: k}
	case noHost:
		w.fault(rule.UnsafeLink, rule.CaseHost, args, start, end)
		return anchor{kind: k}
	case noScheme:
		w.fault(rule.UnsafeLink, rule.CaseScheme, args, start, end)
		return anchor{kind: k}
	}
	file, fragment, hasFragment := strings.Cut(address, "#")
	file, _, hasQuery := strings.Cut(file, "?")
	fragment = unescape(fragment)
	if file == "" && !hasQuery && hasFragment && !image {
		return resolveAnchor(w, address, fragment, start, end)
	}
	name := pathOf(w, file)
	if name == ".." || strings.HasPrefix(name, "../") {
		w.fault(rule.EscapesRoot, rule.CaseBody, diagnostic.Args{"target": address}, start, end)
		return anchor{class: "missing", href: escapeURL(address)}
	}
	a, wrong := resolveFile(w, name, fragment, image, start, end)
	if wrong != rule.Plain {
		w.fault(rule.BrokenLink, wrong, diagnostic.Args{"target": address}, start, end)
		return anchor{class: "missing", href: escapeURL(address)}
	}
	return a
}

// resolveAnchor answers for a link within the body.
func resolveAnchor(w *writer, address, fragment string, start, end int) anchor {
	if _, ok := w.anchors[fragment]; ok {
		return anchor{href: "#" + escapePath(w.page.Prefix+fragment)}
	}
	if fragment == "" || fragment == "top" {
		return anchor{href: "#"}
	}
	w.fault(rule.BrokenLink, rule.CaseAnchor, diagnostic.Args{"target": address, "anchor": fragment}, start, end)
	return anchor{class: "missing", href: escapeURL(address)}
}

// pathOf gives the path of a file from the register's root: an address begins at the record's own folder, or at the root where it begins with a slash.
// It is empty for an empty address, and begins with ".." for one that leads out of the register.
func pathOf(w *writer, address string) string {
	name := norm.NFC.String(unescape(address))
	switch {
	case name == "":
		return ""
	case strings.HasPrefix(name, "/"):
		return path.Clean(strings.TrimLeft(name, "/"))
	}
	return path.Join(path.Dir(w.page.File), name)
}

// resolveFile answers for a link to a file or a folder.
func resolveFile(w *writer, name, fragment string, image bool, start, end int) (a anchor, wrong rule.Case) {
	if !image && name != "" {
		if t, ok := w.file(name); ok {
			return lead(w, t, fragment, start, end), rule.Plain
		}
	}
	if figure(w, name) {
		return anchor{href: up(w) + w.page.Root + escapePath(FigurePath(name))}, rule.Plain
	}
	if image {
		return a, rule.CaseFigure
	}
	return a, rule.CaseFile
}

// lead makes a link to a page: of a record, which counts as a reference to it, or a list of records.
func lead(w *writer, t Target, fragment string, start, end int) anchor {
	a := anchor{class: "record", href: up(w) + escapePath(t.Path), title: t.describe(true)}
	w.spend(len(a.href) + len(a.title))
	if t.ID == "" {
		a.class = ""
		return a
	}
	w.result.Records = append(w.result.Records, Reference{ID: t.ID, Anchor: fragment, Start: start, End: end, Known: true})
	if fragment != "" {
		a.href += "#" + escapePath(fragment)
	}
	return a
}

// up is the way from the page's folder to its language's part of the site.
func up(w *writer) string {
	if n := strings.Count(w.page.Path, "/"); n > 0 {
		const steps = "../../../../../../../../"
		if 3*n <= len(steps) {
			return steps[:3*n]
		}
		return strings.Repeat("../", n)
	}
	return ""
}

// fragment writes "#anchor" inside an attribute; nothing for an empty anchor.
func (w *writer) fragment(anchor string) {
	if anchor != "" {
		w.raw("#")
		w.attribute(escapePath(anchor))
	}
}

// unescape resolves percent-encoding; a text that is not well encoded stays as it is.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// pathBytes and urlBytes are what may stand unescaped in a path and in an address.
var pathBytes, urlBytes = allowing("-._~!*'()@&=+$,/;"), allowing("-._~!*'();:@&=+$,/?#%")

func allowing(signs string) *[256]bool {
	var t [256]bool
	for c := range t {
		t[c] = isAlphanumeric(byte(c)) || strings.IndexByte(signs, byte(c)) >= 0
	}
	return &t
}

// escapePath percent-encodes the path of a file for use in an address, slashes apart.
func escapePath(s string) string { return escape(s, pathBytes) }

// escapeURL percent-encodes what may not stand in an address, and leaves what is encoded already.
func escapeURL(s string) string { return escape(s, urlBytes) }

func escape(s string, allowed *[256]bool) string {
	const digits = "0123456789ABCDEF"
	i := 0
	for i < len(s) && allowed[s[i]] && s[i] != '%' {
		i++
	}
	if i == len(s) {
		return s
	}
	out := make([]byte, i, 3*len(s)-2*i)
	copy(out, s)
	for ; i < len(s); i++ {
		c := s[i]
		if allowed[c] && (c != '%' || i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])) {
			out = append(out, c)
		} else {
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return string(out)
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
