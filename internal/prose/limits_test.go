package prose

import (
	"fmt"
	"strings"
	"testing"
)

// fill repeats what f gives until it is n bytes long.
func fill(n int, f func(i int) string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

func again(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)) }
}

// hostile are texts for which a Markdown parser is known, or was found, to need more than linear time or memory, made n bytes long.
var hostile = map[string]func(n int) string{
	"quotations":          again("> "),
	"list on a line":      func(n int) string { return again("- ")(n) + "a" },
	"thematic break":      again("- "),
	"list with tabs":      func(n int) string { return again("-\t")(n) + "a" },
	"numbers on a line":   func(n int) string { return again("1. ")(n) + "a" },
	"mixed containers":    func(n int) string { return again("> - ")(n) + "a" },
	"footnotes, nested":   again("[^a]: "),
	"lists, line by line": func(n int) string { return fill(n, func(i int) string { return strings.Repeat("  ", i) + "- a\n" }) },
	"definitions, nested": func(n int) string { return "a\n" + again(": ")(n) },
	"definitions, by line": func(n int) string {
		return fill(n, func(i int) string { s := strings.Repeat(" ", i); return s + "a\n" + s + ": b\n" })
	},
	"definitions":          again("a\n: b\n\n"),
	"definition terms":     func(n int) string { return again("a\n")(n) + ": b" },
	"blank lines in lists": func(n int) string { return strings.Repeat("- ", 32) + "a" + strings.Repeat("\n", n) + "b" },
	"blank lines in code":  func(n int) string { return strings.Repeat("- ", 32) + "```" + strings.Repeat("\n", n) },
	"blank lines, some": func(n int) string {
		return strings.Repeat("- ", 32) + "a" + strings.Repeat(strings.Repeat("\n", 500)+strings.Repeat(" ", 64)+"b\n", n/566)
	},
	"lazy lines":          func(n int) string { return strings.Repeat("> ", 32) + "a\n" + again("b\n")(n) },
	"deep lines":          again(strings.Repeat("> ", 32) + "a\n"),
	"open links":          again("[a]("),
	"open links, lines":   again("[a](b\n"),
	"open links, blocks":  again(strings.Repeat("[a](b", 150) + "\n\n"),
	"open angle links":    again("[a](<b"),
	"open angles, far":    func(n int) string { return strings.Repeat("[a](<b", 160) + again("b")(n) },
	"open parentheses":    func(n int) string { return strings.Repeat("[a]((", 200) + again("(")(n) },
	"open titles":         again(`[a](b "`),
	"brackets":            again("["),
	"brackets, both":      func(n int) string { return again("[")(n/2) + again("]")(n/2) },
	"brackets, blocks":    again(strings.Repeat("[", 400) + strings.Repeat("]", 400) + "\n\n"),
	"images":              again("![[]("),
	"images, nested":      func(n int) string { return again("![")(n/4) + "a" + again("](b)")(n/2) },
	"wikilinks":           again("[[a"),
	"wikilinks, closed":   again("[[a]] "),
	"reference links":     again("[a][b]"),
	"links":               again("[a](b) "),
	"links with emphasis": again("[*a](b)"),
	"emphasis":            again("*a_ "),
	"emphasis, lines":     again("*a_ b\n"),
	"emphasis, blocks":    again(strings.Repeat("*a_ ", 240) + "\n\n"),
	"emphasis, heading":   func(n int) string { return "# " + again("*a_ ")(n) },
	"emphasis, cells":     func(n int) string { return "a|b\n-|-\n" + again("*a_ ")(n) },
	"emphasis, terms":     func(n int) string { return again("*a_ ")(n) + "\n: b" },
	"emphasis, wide":      again("*「_"),
	"emphasis, nested":    func(n int) string { return again("**a ")(n/2) + again("b**")(n/2) },
	"strikethrough":       again("~~a~ "),
	"stars":               func(n int) string { return again("*")(n/2) + "a" + again("*")(n/2) },
	"backticks":           func(n int) string { return fill(n, func(i int) string { return "a" + strings.Repeat("`", i+1) }) },
	"backticks, lines":    again("`a``b\n"),
	"backticks, escaped":  again("\\``a\n"),
	"tildes":              again("~"),
	"backticks, three":    again("a``b```c"),
	"angles":              again("<"),
	"tags":                again("<a "),
	"tags, closed":        again("<b>"),
	"attributes":          again("<a b='"),
	"attributes, lines":   again("<a b\n"),
	"attributes, one tag": func(n int) string { return "<a" + again(" b=c")(n) },
	"autolinks":           again("<a:b"),
	"mail addresses":      again("<a@b."),
	"comments":            func(n int) string { return "x" + again("<!--")(n) },
	"instructions":        func(n int) string { return "x" + again("<?")(n) },
	"declarations":        func(n int) string { return "x" + again("<!A")(n) },
	"CDATA":               func(n int) string { return "x" + again("<![CDATA[")(n) },
	"HTML blocks":         again("<div>\n\n"),
	"script":              func(n int) string { return "<script>\n" + again("</scrip")(n) },
	"entities":            again("&#x"),
	"entities, long":      again("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
	"bare links":          again("http://a.b "),
	"bare links, joined":  again("http://a"),
	"bare link, long":     func(n int) string { return "http://a" + again("(")(n/2) + again(")")(n/2) },
	"footnotes": func(n int) string {
		return fill(n/2, func(i int) string { return fmt.Sprintf("[^%d]", i) }) + "\n\n" + fill(n/2, func(i int) string { return fmt.Sprintf("[^%d]: x\n", i) })
	},
	"footnotes, within": func(n int) string {
		return fill(n*9/10, func(i int) string { return fmt.Sprintf("[^%d]\n\n", i%900) }) + fill(n/10, func(i int) string { return fmt.Sprintf("[^%d]: x\n", i%900) })
	},
	"footnote references":   func(n int) string { return again("[^a]")(n) + "\n\n[^a]: x" },
	"footnote, many blocks": func(n int) string { return again("[^a]\n\n")(n) + "[^a]: x" },
	"footnotes, open":       again("[^a"),
	"definitions of links":  func(n int) string { return fill(n, func(i int) string { return fmt.Sprintf("[r%d]: x\n", i) }) },
	"definitions, open":     again("[r]: x\n(\n"),
	"definitions, blocks":   again(strings.Repeat("[r]: x\n(\n", 400) + "\n"),
	"long definition":       func(n int) string { return "[a]: /" + again("b")(n/3) + "\n\n" + again("[a]\n\n")(n*2/3) },
	"long title":            func(n int) string { return "[a]: /b '" + again("c")(n/3) + "'\n\n" + again("[a] [a] ")(2000) },
	"ragged table":          func(n int) string { return again("|a")(n/4) + "\n" + again("|-")(n/4) + "\n" + again("a\n")(n/2) },
	"wide table":            func(n int) string { return again("|a")(n/2) + "\n" + again("|-")(n/2) },
	"tables":                again("|a|b|c|\n|-|-|-|\n|d|\n\n"),
	"tables, ragged":        again(strings.Repeat("|a", 100) + "\n" + strings.Repeat("|-", 100) + "\n" + strings.Repeat("a\n", 100) + "\n"),
	"delimiter rows":        func(n int) string { return "a|b\n" + again("-|-\n")(n) },
	"escaped pipes":         func(n int) string { return "|a|b|\n|-|-|\n" + again("|`\\|\\|`|b|\n")(n) },
	"long line":             again("a"),
	"long Japanese line":    again("影響度とリスク"),
	"spaces":                func(n int) string { return "a" + again(" ")(n) + "b" },
	"tabs":                  again("\t"),
	"hard breaks":           again("a  \n"),
	"backslashes":           again(`\`),
	"escaped spaces":        again(`\ `),
	"headings":              again("# a\n"),
	"headings with links":   again("# a\n[a](#a-1)\n"),
	"heading, long":         func(n int) string { return "# " + again("あ")(n) },
	"setext":                again("a\n---\n"),
	"setext and table":      again("|\n-:\n-\n"),
	"fences":                again("~~~a\n```\n"),
	"list items":            again("- a\n\n"),
	"empty items":           again("-\n"),
	"terms":                 again("リスク評価 risk evaluation "),
	"bidirectional":         again("\u202E"),
	"controls":              again("\x01"),
}

// Each limit has its own fault, and the text beyond it is shown as it is written. Just below the limit, there is none.
func TestLimits(t *testing.T) {
	limits := Limits{Body: 1000, Depth: 3, Marks: 8, Cells: 12, Footnotes: 2, BlankLines: 9, Expansion: 300}
	tests := map[string]struct {
		within, beyond     string
		rule, which, at    string
		limitFound, foundN int
	}{
		"body":        {strings.Repeat("a", 1000), strings.Repeat("a", 1001), "too-large", "body", "", 1000, 1001},
		"depth":       {"> > > a", "b\n\n> > > > a\n", "too-deep", "depth", "> > > > a\n", 3, 4},
		"lists":       {"- a\n  - b\n    - c", "- a\n  - b\n    - c\n      - d", "too-deep", "depth", "      - d", 3, 4},
		"numbers":     {"1. 2) - a", "1. 2) - + a", "too-deep", "depth", "1. 2) - + a", 3, 4},
		"thematic":    {"- - - - - -", "- - - - a", "too-deep", "depth", "- - - - a", 3, 4},
		"deep code":   {"            - a\n", "- - - a\n\n      - b", "too-deep", "depth", "      - b", 3, 4},
		"marks":       {"[[a]] *b* **c**", "[[a]] *b* **c** _", "too-large", "marks", "[[a]] *b* **c** _", 8, 9},
		"in heading":  {"# [a][b][c]", "# [a][b][c][d][e]", "too-large", "marks", "[a][b][c][d][e]", 8, 10},
		"apart":       {"*a* *b*\n\n*c* *d* *e*", "*a* *b*\n*c* *d* *e*", "too-large", "marks", "*a* *b*\n*c* *d* *e*", 8, 10},
		"in a cell":   {"|a|b|\n|-|-|\n|*a* *b*|*c* *d* *e*|", "|a|b|\n|-|-|\n|*c* *d* *e* *f* *g*|", "too-large", "marks", "*c* *d* *e* *f* *g*", 8, 10},
		"cells":       {"|a|\n|-|\n|b|", "|a|\n|-|\n|b|\n|c|\n|d|", "too-large", "cells", "|a|\n|-|\n|b|\n|c|\n|d|", 12, 15},
		"footnotes":   {"[^a] [^b]\n\n[^a]: a\n[^b]: b", "[^a]: a\n[^b]: b\n[^c]: c\n", "too-large", "footnotes", "[^c]: c\n", 2, 3},
		"blank lines": {"- - - a\n\n\n\nb", "- - - a\n\n\n\n\nb", "too-large", "blank-lines", "\n", 9, 12},
		"expansion":   {"[a]: /" + strings.Repeat("b", 90) + "\n\n[a][a]", "[a]: /" + strings.Repeat("b", 90) + "\n\n[a]\n\n[a]\n\n[a]\n\n[a]", "too-large", "expansion", "*", 300, 364},
	}
	p := New(shelf{}, vocabulary, Options{Limits: limits})
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for _, f := range p.Read(page(), tt.within).Findings {
				if strings.HasPrefix(string(f.Rule), "too-") {
					t.Errorf("%q: %v", tt.within, f)
				}
			}
			r := p.Render(page(), tt.beyond)
			if len(r.Findings) != 1 {
				t.Fatalf("%q: %v", tt.beyond, r.Findings)
			}
			f := r.Findings[0]
			at := tt.beyond[f.Start:f.End]
			if at == tt.beyond && tt.at == "*" {
				at = "*"
			}
			if string(f.Rule) != tt.rule || string(f.Case) != tt.which || at != tt.at || f.Args["limit"] != tt.limitFound || f.Args["found"] != tt.foundN {
				t.Errorf("%q: %+v at %q", tt.beyond, f, at)
			}
			shown, more := tt.beyond[:min(len(tt.beyond), limits.Body)], ""
			if len(shown) < len(tt.beyond) {
				more = "…"
			}
			if want := `<pre class="verbatim">` + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(shown) + more + "</pre>\n"; string(r.HTML) != want {
				t.Errorf("HTML %q, want %q", r.HTML, want)
			}
			if read := p.Read(page(), tt.beyond); len(read.Findings) != 1 || string(read.Findings[0].Case) != tt.which {
				t.Errorf("Read gives %v", read.Findings)
			}
		})
	}
}
