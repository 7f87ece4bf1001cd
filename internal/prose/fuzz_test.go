package prose

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// allowed are the elements that a body may have, and their attributes.
var allowed = map[string][]string{
	"a": {"class", "href", "id", "rel", "title", "role", "aria-label"}, "blockquote": nil, "br": nil, "code": {"class"}, "dd": nil, "del": nil,
	"div": {"class", "role", "tabindex", "aria-label"}, "dl": nil, "dt": nil, "em": nil, "h2": {"id"}, "h3": {"id"}, "h4": {"id"},
	"h5": {"id"}, "h6": {"id"}, "hr": nil, "img": {"src", "alt", "class", "title"}, "li": {"class", "id"}, "ol": {"start"}, "p": nil, "pre": {"class"},
	"span": {"class", "lang", "role", "aria-label"}, "strong": nil, "sup": {"class"}, "table": nil, "tbody": nil, "td": {"class"},
	"th": {"scope", "class"}, "thead": nil, "tr": nil, "ul": nil,
}

var empty = []string{"br", "hr", "img"}

// verify reads HTML as a browser does and tells what must not be in it; "" for nothing.
func verify(source string) string {
	z := html.NewTokenizer(strings.NewReader(source))
	var open []string
	ids := map[string]bool{}
	links := 0
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return "unclosed <" + open[len(open)-1] + ">"
			}
			return ""
		case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
			return "not a plain tag: " + z.Token().String()
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				return "stray </" + tag + ">"
			}
			open = open[:len(open)-1]
			if tag == "a" {
				links--
			}
		case html.StartTagToken:
			t := z.Token()
			attributes, ok := allowed[t.Data]
			if !ok {
				return "element " + t.String()
			}
			if t.Data == "a" {
				if links++; links > 1 {
					return "a link in a link"
				}
			}
			for _, a := range t.Attr {
				if !slices.Contains(attributes, a.Key) {
					return "attribute " + t.String()
				}
				switch a.Key {
				case "id":
					if ids[a.Val] || strings.ContainsAny(a.Val, " \t\n") || a.Val == "" {
						return "id " + t.String()
					}
					ids[a.Val] = true
				case "href", "src":
					if wrong := verifyAddress(a.Val, a.Key); wrong != "" {
						return wrong + ": " + t.String()
					}
				}
				if strings.ContainsFunc(a.Val, isBidi) {
					return "bidirectional control in " + t.String()
				}
			}
			if !slices.Contains(empty, t.Data) {
				open = append(open, t.Data)
			}
		case html.TextToken:
			if strings.ContainsFunc(z.Token().Data, func(r rune) bool { return isBidi(r) || isForbidden(r) }) {
				return "control character in the text"
			}
		}
	}
}

// verifyAddress reads an address apart from the package's own way: spaces and control characters are dropped as browsers do.
func verifyAddress(address, attribute string) string {
	plain := strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.ToLower(address), `\`, "/"))
	if strings.HasPrefix(plain, "//") {
		return "another host"
	}
	scheme, _, found := strings.Cut(plain, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return ""
	}
	if attribute == "src" {
		return "a picture from elsewhere"
	}
	if scheme != "http" && scheme != "https" && scheme != "mailto" {
		return "scheme " + scheme
	}
	return ""
}

func FuzzRender(f *testing.F) {
	for _, text := range hostile {
		f.Add(text(120))
	}
	for _, s := range []string{
		"# a\n\n[b](javascript:x) ![c](//d) <e@f.g> [[R-001|h]] リスク\n\n|a|b|\n|-|-:|\n|`\\||[[T-001\\|x]]|",
		"- [x] a[^1]\n\n[^1]: ~~b~~\n\nterm\n: def\n\n```\"><script>\nx\n```\n\n<script>alert(1)</script>",
		"[a *b [[R-001]] <https://a.example> https://b.example ![c](https://d.example)*](R-001.md 'on\"click=x')",
		"**「重要」**\\ です\n次[x]: y&Tab;&#x202e;\u202e\x00\xff",
	} {
		f.Add(s)
	}
	p := newShelf()
	f.Fuzz(func(t *testing.T, text string) {
		pg := page()
		pg.Plain = true
		r := p.Render(pg, text)
		if wrong := verify(string(r.HTML)); wrong != "" {
			t.Fatalf("%s\nin  %q\nout %s", wrong, text, r.HTML)
		}
		for _, fault := range r.Findings {
			if fault.Start < 0 || fault.End > len(text) || fault.Start > fault.End {
				t.Fatalf("fault %+v of a text of %d bytes: %q", fault, len(text), text)
			}
		}
		for _, ref := range r.Records {
			if ref.Start < 0 || ref.End > len(text) || ref.Start >= ref.End {
				t.Fatalf("reference %+v of a text of %d bytes: %q", ref, len(text), text)
			}
		}
		read := p.Read(pg, text)
		if len(read.Findings) != len(r.Findings) || len(read.Records) != len(r.Records) || len(read.Terms) != len(r.Terms) || read.Plain != r.Plain {
			t.Fatalf("Read differs from Render of %q", text)
		}
	})
}

// The check of the fuzz target is itself held to find what it looks for.
func TestVerify(t *testing.T) {
	for _, s := range []string{
		"<script>", "<p>", "</p>", "<p onclick=x></p>", "<p style=x></p>", `<a href="java&#10;script:x"></a>`, `<a href=" JavaScript:x"></a>`,
		`<a href="\/b"></a>`, "<a><a></a></a>", `<img src="https://a.example/x.png">`, "<!-- -->", "<p>\u202E</p>", `<h2 id="a"></h2><h2 id="a"></h2>`,
	} {
		if verify(s) == "" {
			t.Errorf("%s is let through", s)
		}
	}
	if wrong := verify(`<p><a href="../a.html#b:c">x</a><br></p>`); wrong != "" {
		t.Error(wrong)
	}
}
