package prose

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var termLink = regexp.MustCompile(`<a class="term" href="[^"]*">([^<]*)</a>`)

// linked shows HTML with the terms in brackets and without other tags.
func linked(html string) string {
	s := termLink.ReplaceAllString(html, "⟦$1⟧")
	return strings.TrimSpace(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, ""))
}

func TestTerms(t *testing.T) {
	tests := map[string]struct {
		in, want string
		terms    []string
	}{
		"first in a section": {"リスクとリスク\n\n影響とリスク", "⟦リスク⟧とリスク\n⟦影響⟧とリスク", []string{"リスク", "影響"}},
		"again below":        {"リスク\n\n# リスク\n\nリスク", "⟦リスク⟧\nリスク\n⟦リスク⟧", []string{"リスク"}},
		"longest first":      {"リスク評価とリスク", "⟦リスク評価⟧と⟦リスク⟧", []string{"リスク評価", "リスク"}},
		"longer seen":        {"リスク評価、リスク評価", "⟦リスク評価⟧、リスク評価", []string{"リスク評価"}},
		"katakana run":       {"アスタリスク、リスクー、リスクヘッジ、高リスク群", "アスタリスク、リスクー、リスクヘッジ、高⟦リスク⟧群", []string{"リスク"}},
		"kanji compound":     {"悪影響度", "悪⟦影響⟧度", []string{"影響"}},
		"letters":            {"Risk brisk risks risk_a risk2", "⟦Risk⟧ brisk risks risk_a risk2", []string{"リスク"}},
		"letters and kana":   {"このriskは", "この⟦risk⟧は", []string{"リスク"}},
		"hyphen":             {"risk-based RISK", "⟦risk⟧-based RISK", []string{"リスク"}},
		"phrase":             {"Risk Evaluation and risk", "⟦Risk Evaluation⟧ and ⟦risk⟧", []string{"リスク評価", "リスク"}},
		"acronym":            {"isms it ISMS", "isms it ⟦ISMS⟧", []string{"ISMS"}},
		"code":               {"`リスク`\n\n    影響", "リスク\n影響", nil},
		"link":               {"[リスク](https://a.example) リスク", "リスク ⟦リスク⟧", []string{"リスク"}},
		"emphasis":           {"**リスク**スコア", "⟦リスク⟧スコア", []string{"リスク"}},
		"image":              {"![リスク](R-001-net.svg)", "", nil},
		"wikilink counts":    {"[[リスク]]とリスク", "リスクとリスク", []string{"リスク"}},
		"entity":             {"R&D &amp;IT;", "⟦R&amp;D⟧ &amp;⟦IT⟧;", []string{"バックアップ", "ISMS"}},
		"in an entity":       {"&IT; &lt;IT", "&amp;⟦IT⟧; &lt;IT", []string{"ISMS"}},
		"decomposed kana":    {"ハ\u3099ックアッフ\u309Aを", "⟦ハ\u3099ックアッフ\u309A⟧を", []string{"バックアップ"}},
		"table":              {"|a|\n|-|\n|リスク|", "a\n\n\n\n\n⟦リスク⟧", []string{"リスク"}},
		"split by a break":   {"リス\nク", "⟦リスク⟧", []string{"リスク"}},
		"split in a list":    {"- 高いリス\n  ク評価\n- > リスク\n  > 評価", "高い⟦リスク評価⟧\n\n\nリスク評価", []string{"リスク評価"}},
		"split in three":     {"リ\nス\nクの", "⟦リスク⟧の", []string{"リスク"}},
		"words on two lines": {"A risk\nevaluation, a risk\n  evaluation", "A ⟦risk\nevaluation⟧, a risk\nevaluation", []string{"リスク評価"}},
		"not in mid-word":    {"アスタ\nリスク", "アスタリスク", nil},
		"not over a rule":    {"リス  \nク", "リス\nク", nil},
		"not over a mark":    {"リス\n**ク**", "リスク", nil},
		"after a break":      {"高い\nリスク", "高い⟦リスク⟧", []string{"リスク"}},
	}
	p := newShelf()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := p.Render(page(), tt.in)
			if diff := cmp.Diff(tt.want, linked(r.HTML)); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.terms, r.Terms); diff != "" {
				t.Errorf("terms (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOwnTerm(t *testing.T) {
	own := Page{Path: "glossary/リスク.html", File: "content/glossary/リスク.md", ID: "リスク", Language: "ja"}
	r := newShelf().Render(own, "リスク評価はリスクの影響")
	if got, want := linked(r.HTML), "⟦リスク評価⟧はリスクの⟦影響⟧"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func TestTermsOff(t *testing.T) {
	r := New(shelf{}, vocabulary, Options{}).Render(page(), "リスク")
	if got := linked(r.HTML); got != "リスク" {
		t.Errorf("text %q has links", got)
	}
	if diff := cmp.Diff([]string{"リスク"}, r.Terms); diff != "" {
		t.Errorf("terms (-want +got):\n%s", diff)
	}
}

// The trie finds what a plain search for every word at every place finds.
func TestTermsAgainstPlainSearch(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"危", "険", "度", "評", "価"}
	some := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(letters[random.IntN(len(letters))])
		}
		return b.String()
	}
	var terms []Term
	taken := map[string]bool{}
	for len(terms) < 60 {
		if w := some(2 + random.IntN(4)); !taken[w] {
			taken[w] = true
			terms = append(terms, Term{ID: w, Words: []string{w}, Path: w})
		}
	}
	p := New(shelf{}, terms, Options{LinkTerms: true})
	for range 200 {
		text := some(40)
		var want strings.Builder
		seen := map[string]bool{}
		for i := 0; i < len(text); {
			best := ""
			for _, t := range terms {
				if strings.HasPrefix(text[i:], t.ID) && len(t.ID) > len(best) {
					best = t.ID
				}
			}
			switch {
			case best == "":
				want.WriteString(text[i : i+3])
				i += 3
				continue
			case seen[best]:
				want.WriteString(best)
			default:
				fmt.Fprintf(&want, "⟦%s⟧", best)
			}
			seen[best] = true
			i += len(best)
		}
		if got := linked(p.Render(page(), text).HTML); got != want.String() {
			t.Fatalf("%s:\ngot  %s\nwant %s", text, got, want.String())
		}
	}
}
