package cursor

import (
	"fmt"
	"strings"
	"testing"
)

// TestAt holds what is found at the mark ‸ against its words: what it is on, the path, the word at hand with what stands before the cursor, and what is
// taken.
func TestAt(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"‸", "key . [] taken[] last"},
		{"title = \"x\"\n‸\nowner = \"o\"\n", "key . [] taken[title owner]"},
		{"title = \"x\"\now‸\n", "key .ow [ow] taken[title] last"},
		{"ti‸tle = \"x\"\nowner = 1", "key .title [ti] taken[owner]"},
		{"\"ti‸tle\" = 1", "key .title [ti] quoted taken[] last"},
		{"title = \"x\" ‸", "nothing"},
		{"title = \"x\" # ‸", "nothing"},
		{"# ‸", "nothing"},
		{"owner = ‸", "value .owner []"},
		{"owner =‸\nx = 1", "value .owner []"},
		{"owner = ‸ # who", "value .owner []"},
		{"owner = pl‸", "value .owner [pl]"},
		{"owner = \"施設‸課\"", "value .owner [施設] quoted closed"},
		{"owner = \"施設‸\nx = 1", "value .owner [施設] quoted"},
		{"owner = \"‸", "value .owner [] quoted"},
		{"owner = '‸'", "value .owner [] quoted closed"},
		{"owner = \"a\"‸", "nothing"},
		{"events = [‸]", "value .events [] listed"},
		{"events = [\"E-01\", ‸", "value .events [] listed"},
		{"events = [\"E-01\", \"E‸", "value .events [E] quoted listed"},
		{"events = [\n  \"E-01\",\n  \"‸\n]\nx = 1\n", "value .events [] quoted listed"},
		{"events = [\n  \"E-01\",\n  ‸\n[current]\nimpact = 1\n", "value .events [] listed"},
		{"events = [\n  \"E-01\",\n\nx = ‸\n[current]\nimpact = 1\n", "value .x []"},
		{"events = [ # ‸\n]", "nothing"},
		{"rows = [\n [\"low\", \"h‸igh\"],\n]", "value .rows [h] quoted closed listed"},
		{"cost = { ‸ }", "key cost. [] taken[] inline last"},
		{"cost = { initial = 1, ‸ }", "key cost. [] taken[initial] inline last"},
		{"cost = { initial = 1, an‸", "key cost.an [an] taken[initial] inline last"},
		{"cost = { initial = ‸ }", "value cost.initial []"},
		{"cost = { initial = 1, annual = ‸\nx = 1", "value cost.annual []"},
		{"cost = { a.b = ‸ }", "value cost.a.b []"},
		{"title = {\n ja = \"あ\",\n e‸\n}\n", "key title.e [e] taken[ja] inline last"},
		{"links = [\n { title = \"a\", url = \"‸\" },\n]", "value links.url [] quoted closed"},
		{"links = [ { title = \"a\", ‸\n]\nx = 1", "key links. [] taken[title] inline last"},
		{"[current]\nlikelihood = 3\nim‸\n[treatment]\n", "key current.im [im] taken[likelihood] last"},
		{"a.b = 1\na.‸", "key a. [] taken[b] last"},
		{"current.impact = ‸", "value current.impact []"},
		{"[[action]]\ntitle = \"a\"\ndue = 2026-01-01\n[[action]]\ntitle = \"b\"\n‸", "key action. [] taken[title] last"},
		{"[[action]]\ntitle = \"a\"\n[action.sub]\nx = 1\n‸", "key action.sub. [] taken[x] last"},
		{"[‸", "header . [] taken[]"},
		{"title = 1\n[cur‸]", "header .cur [cur] closed taken[title]"},
		{"[[‸]]\n[a]\n", "header . [] closed double taken[a]"},
		{"[R-1]\ntitle = 1\n[R-1.cur‸", "header R-1.cur [cur] taken[title]"},
		{"[R-1]\n[\"R-1\".‸", "header R-1. [] taken[]"},
		{"x = 1\n= = =\n]]}\n\"\n[current]\nimpact = ‸", "value current.impact []"},
		{"body = \"\"\"\n見出し\n[[R‸\n\"\"\"", "value .body [\n見出し\n[[R] quoted long closed"},
		{"a = [[[[ ‸", "value .a [] listed"},
		{"🚰 = \"𠮷‸野\"", "value .🚰 [𠮷] quoted closed"},
	} {
		before, after, _ := strings.Cut(c.text, "‸")
		s := At([]byte(before+after), 0, len(before+after), len(before))
		if got := tell(s); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func tell(s Spot) string {
	if s.On == OnNothing {
		return "nothing"
	}
	text := fmt.Sprintf("%s %s.%s [%s]", [...]string{"", "key", "value", "header"}[s.On], strings.Join(s.Table, "."), s.Key, s.Before)
	for _, is := range []struct {
		word string
		set  bool
	}{{"quoted", s.Quoted}, {"long", s.Long}, {"closed", s.Closed}, {"listed", s.Listed}, {"double", s.Double}} {
		if is.set {
			text += " " + is.word
		}
	}
	if s.On != OnValue {
		text += fmt.Sprintf(" taken%v", s.Taken)
	}
	if s.Inline {
		text += " inline"
	}
	if s.On == OnKey && s.Last {
		text += " last"
	}
	return text
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]Parts{
		"\ufeff+++\r\na = 1\r\n+++ \r\n本文": {8, 15, 21},
		"+++\na = 1\n":                     {4, 10, 11},
		"# 見出し\n":                          {0, 0, 0},
		"":                                 {0, 0, 0},
		"+++":                              {3, 3, 4},
	} {
		if got := Split([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestWikilink(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"本文 [[R-‸001]] と", "R-001 true"},
		{"本文 [[‸", " false"},
		{"本文 [[R‸ 続き\n]]", "R false"},
		{"[[R-001|言‸葉]]", "no"},
		{"[[R-001‸|言葉]]", "R-001 true"},
		{"[[R-001]]‸", "no"},
		{"[[a]] [[用‸", "用 false"},
		{"[[\n‸", "no"},
	} {
		before, after, _ := strings.Cut(c.text, "‸")
		start, end, closed, ok := Wikilink([]byte(before+after), len(before))
		got := "no"
		if ok {
			got = fmt.Sprintf("%s %t", (before + after)[start:end], closed)
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func FuzzAt(f *testing.F) {
	f.Add("title = { ja = \"あ\", en = \"\n[[a.\"b\".c]]\nx = [1, {y = '''\n", 9)
	f.Add("a = [\n[b]\n{\n}\n", 5)
	f.Add("\"\"\"\n\\", 2)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		if len(text) > 1<<12 {
			t.Skip()
		}
		offset = min(max(offset, 0), len(text))
		s := At([]byte(text), 0, len(text), offset)
		if s.On != OnNothing && !(s.Whole[0] <= s.Start && s.Start <= s.End && s.End <= s.Whole[1] && 0 <= s.Whole[0] && s.Whole[1] <= len(text)) {
			t.Errorf("%q at %d: %+v", text, offset, s)
		}
		last := 0
		for _, st := range Read([]byte(text), 0, len(text)).Statements {
			if st.Start < last || st.End <= st.Start && st.End < len(text) && text[st.End] != '\n' || len(st.Parts) == 0 {
				t.Errorf("%q: %+v", text, st)
			}
			last = st.End
		}
		p := Split([]byte(text))
		if p.Start > p.End || p.End > p.Body || p.Body > len(text)+1 {
			t.Errorf("%q: %v", text, p)
		}
		if start, end, _, ok := Wikilink([]byte(text), offset); ok && (start > offset || end < offset || end > len(text)) {
			t.Errorf("%q at %d: %d to %d", text, offset, start, end)
		}
	})
}
