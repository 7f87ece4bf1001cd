package check

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/term"
)

func TestFiguresInWords(t *testing.T) {
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {7, "7"}, {999, "999"}, {1000, "1,000"}, {-1000, "-1,000"}, {-999, "-999"}, {12345.5, "12,345.5"}, {1_234_567, "1,234,567"}, {0.25, "0.25"}, {-0.25, "-0.25"},
		{1e-9, "0.000000001"}, {999_999_999_999_999_000, "999,999,999,999,999,000"},
	} {
		if got := number(c.x); got != c.want {
			t.Errorf("%g is written %s, want %s", c.x, got, c.want)
		}
	}
	for _, x := range []float64{1e18, -1e18, 9e-10, 1e300} { // more digits than a reader counts
		if got := number(x); got != term.Power(x) || len(got) > 20 {
			t.Errorf("%g is written %s", x, got)
		}
	}
	for x, want := range map[float64]float64{1234567: 1230000, 0.0012345: 0.00123, 5: 5, 99950: 100000, 99949: 99900, -1236: -1240} {
		if got := rounded(x); got != want {
			t.Errorf("%g is rounded to %g, want %g", x, got, want)
		}
	}
}

func TestListsAreCutShort(t *testing.T) {
	ids := strings.Fields("R-1 R-2 R-3 R-4 R-5 R-6 R-7 R-8")
	for n, want := range map[int]term.Words{
		0: {}, 1: {Ja: "R-1", En: "R-1"}, 2: {Ja: "R-1、R-2", En: "R-1, R-2"}, 6: {Ja: "R-1、R-2、R-3、R-4、R-5、R-6", En: "R-1, R-2, R-3, R-4, R-5, R-6"},
		7: {Ja: "R-1、R-2、R-3、R-4、R-5、R-6、ほか1件", En: "R-1, R-2, R-3, R-4, R-5, R-6 and 1 more"}, 8: {Ja: "R-1、R-2、R-3、R-4、R-5、R-6、ほか2件", En: "R-1, R-2, R-3, R-4, R-5, R-6 and 2 more"},
	} {
		if got := listed(ids[:n]); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

// What a message repeats of the source is cut at 1,000 bytes, and never inside a character.
func TestArgumentsAreCutShort(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{strings.Repeat("a", 1000), strings.Repeat("a", 1000)}, {strings.Repeat("a", 1001), strings.Repeat("a", 1000) + "…"},
		{strings.Repeat("長", 333) + "a", strings.Repeat("長", 333) + "a"}, {strings.Repeat("長", 334), strings.Repeat("長", 333) + "…"}, {"a" + strings.Repeat("長", 334), "a" + strings.Repeat("長", 333) + "…"},
	} {
		if got := argument(c.text, "en"); got != c.want {
			t.Errorf("%d bytes become %d, want %d", len(c.text), len(got), len(c.want))
		}
	}
	if got := argument(words("和", "e"), "en") + argument(words("和", "e"), "ja") + argument(7, "ja"); got != "e和7" {
		t.Error(got)
	}
}

func TestGapsOfASentenceAreFilled(t *testing.T) {
	args := diagnostic.Args{"a": 1, "b": "{a}"}
	for text, want := range map[string]string{"": "", "x": "x", "{a}": "1", "x {a} y {a}": "x 1 y 1", "{b}": "{a}", "{c} {a}": "{c} 1", "{ {a}": "{ 1", "{a": "{a", "a}": "a}", "{{a}}": "{1}"} {
		if got := fillIn(text, args, "en"); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestOneThingIsNamedInTheSingular(t *testing.T) {
	for n, want := range map[int]string{0: "0 days ago", 1: "1 day ago", 2: "2 days ago", 11: "11 days ago"} {
		if got := fillIn("{n} days ago", diagnostic.Args{"n": n}, "en"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for text, want := range map[string]string{"{n} rows, {n} steps": "1 row, 1 step", "{n} daysailers": "1 daysailers", "{n} news": "1 news", "{n}": "1"} {
		if got := fillIn(text, diagnostic.Args{"n": 1}, "en"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for days, want := range map[int]term.Words{0: {Ja: "は今日です", En: "today"}, 1: {Ja: "は明日です", En: "tomorrow"}, 2: {Ja: "まであと2日です", En: "in 2 days"}} {
		if got := daysLeft(days); got != want {
			t.Errorf("%d days: %v, want %v", days, got, want)
		}
	}
}

func TestNamesOfLevels(t *testing.T) {
	c := &Case{Assessment: assessed(t, exampleContext)}
	for index, want := range map[int]string{-1: "unknown", 0: "Low", 1: "Medium", 2: "High", 3: "unknown"} {
		if got := c.levelOf(index).En; got != want {
			t.Errorf("level %d is called %s, want %s", index, got, want)
		}
	}
}

// Words are found wherever they occur, in letters of any size: as often as a search for each of them finds it.
func TestWordsAreFoundInOnePass(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		write := func(most int) string {
			var b strings.Builder
			for range r.IntN(most + 1) {
				b.WriteString([]string{"a", "b", "A", "あ", "い", " "}[r.IntN(6)])
			}
			return b.String()
		}
		var s wordSearch
		all := map[string]map[string]bool{}
		for i := range r.IntN(5) {
			word, id := write(4), fmt.Sprint("G-", i%3)
			s.add(word, id)
			if word = strings.ToLower(strings.TrimSpace(word)); len(word) > 1 {
				if all[word] == nil {
					all[word] = map[string]bool{}
				}
				all[word][id] = true
			}
		}
		text := write(12)
		want, got := []string{}, []string{}
		for word, ids := range all {
			for i := range text {
				if strings.HasPrefix(strings.ToLower(text[i:]), word) {
					for id := range ids {
						want = append(want, id)
					}
				}
			}
		}
		s.find(text, func(id string) { got = append(got, id) })
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d: in %q of %v (-want +got)\n%s", seed, text, all, diff)
		}
	}
}

func TestPlacesWithinOthers(t *testing.T) {
	whole := diagnostic.Place{Line: 2, Column: 3, EndLine: 4, EndColumn: 5}
	for _, c := range []struct {
		line, column int
		want         bool
	}{{1, 9, false}, {2, 2, false}, {2, 3, true}, {2, 9, true}, {3, 1, true}, {4, 4, true}, {4, 5, false}, {5, 1, false}} {
		if got := within(whole, diagnostic.Place{Line: c.line, Column: c.column}); got != c.want {
			t.Errorf("%d:%d: %t", c.line, c.column, got)
		}
	}
}

// What stops a build is an error by nature, of reading, shape or references; a breach of governance and a rule that a register made an error stop none.
func TestWhatStopsABuild(t *testing.T) {
	list := []diagnostic.Diagnostic{
		{Rule: "syntax", Severity: diagnostic.Error}, {Rule: "dangling-reference", Severity: diagnostic.Error}, {Rule: "matrix-shape", Severity: diagnostic.Error},
		{Rule: "self-approved", Severity: diagnostic.Error}, {Rule: "beyond-authority", Severity: diagnostic.Error}, {Rule: "retained-against-criteria", Severity: diagnostic.Error},
		{Rule: "needs-treatment", Severity: diagnostic.Error}, {Rule: "needs-treatment", Severity: diagnostic.Warning}, {Rule: "untranslated", Severity: diagnostic.Info},
	}
	rules := func(list []diagnostic.Diagnostic) string {
		var names []string
		for _, d := range list {
			names = append(names, string(d.Rule))
		}
		return strings.Join(names, " ")
	}
	if got := rules(Stopping(list)); got != "syntax dangling-reference matrix-shape" {
		t.Errorf("stopping: %s", got)
	}
	if got := rules(Breaches(list)); got != "self-approved beyond-authority retained-against-criteria" {
		t.Errorf("breaches: %s", got)
	}
}

func TestSayGivesEachFindingItsWords(t *testing.T) {
	said := Say([]diagnostic.Finding{{Rule: "syntax", Case: "missing-value"}, {Rule: "untranslated", Args: diagnostic.Args{"missing": "en"}}})
	if len(said) != 2 || said[0].Severity != diagnostic.Error || said[1].Severity != diagnostic.Info || said[0].Message.En == "" || said[0].Case != "missing-value" || said[0].Help.Ja == "" {
		t.Errorf("%+v", said)
	}
}

// The breaches of a register are those that its check tells, each on the record at fault and on the risks that it bears on.
func TestBreachesStandOnTheirRecords(t *testing.T) {
	text := exampleContext + replace(exampleRisk, "[current]", "[treatment]\noption = \"retain\"\n[current]") +
		"-- content/riskbook.toml --\ntitle = \"t\"\n[approval]\nseparate = true\n" + replace(exampleMediumRisk, "R-001", "R-002") +
		replace(replace(exampleAcceptance, "R-001", "R-002"), "by = \"director\"", "by = \"director\"\nproposed_by = \"director\"")
	a := assessed(t, text)
	var got []string
	for _, b := range BreachesOf(a) {
		got = append(got, fmt.Sprintf("%s %s %v", b.Rule.Name, b.Record, b.Risks))
		if !b.Stands(b.Record) || b.Stands("R-009") || b.Said.Record != b.Record {
			t.Errorf("%s stands on %v", b.Rule.Name, b)
		}
		for _, id := range b.Risks {
			if !b.Stands(id) {
				t.Errorf("%s does not stand on %s", b.Rule.Name, id)
			}
		}
	}
	if diff := cmp.Diff([]string{"self-approved D-001 [R-002]", "retained-against-criteria R-001 [R-001]"}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	var told []string
	for _, d := range Breaches(Run(a, nil).Diagnostics) {
		told = append(told, string(d.Rule))
	}
	slices.Sort(told)
	if diff := cmp.Diff([]string{"retained-against-criteria", "self-approved"}, told); diff != "" {
		t.Errorf("told (-want +got)\n%s", diff)
	}
}

// Errors are what a whole run gives of errors, and nothing else.
func TestErrorsAreThoseOfAWholeRun(t *testing.T) {
	for _, r := range Rules {
		if strings.Contains(r.Failing, " bytes>") {
			continue
		}
		for _, more := range []string{"", "-- content/riskbook.toml --\ntitle = \"t\"\n[check.severity]\nneeds-treatment = \"error\"\nuntranslated = \"error\"\n"} {
			if more != "" && strings.Contains(r.Failing, "content/riskbook.toml") {
				continue
			}
			a := assessed(t, r.Failing+more)
			bodies := bodiesOf(a)
			want := slices.DeleteFunc(Run(a, bodies).Diagnostics, func(d diagnostic.Diagnostic) bool { return d.Severity != diagnostic.Error })
			if diff := cmp.Diff(report(want), report(Errors(a, bodies))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", r.Name, diff)
			}
		}
	}
}

// A link leads within the site or to a known scheme; what a browser would drop or read otherwise makes none.
func TestAddressesThatMayBecomeLinks(t *testing.T) {
	for address, safe := range map[string]bool{
		"https://example.org/a": true, "http://example.org": true, "HTTPS://example.org": true, "mailto:a@example.org": true, "a/b.html": true, "a?b:c": true, "#a:b": true, "": true,
		"javascript:alert(1)": false, "file:///etc": false, "//host": false, "\\\\host": false, "/\\host": false, "data:text/html,x": false, " https://example.org": false, "https://example.org ": false,
		"java\tscript:x": false, "a\x7fb": false, "a\x1fb": false, "a\nb": false, "a b": true,
	} {
		if got := safeAddress(address); got != safe {
			t.Errorf("%q is safe: %t, want %t", address, got, safe)
		}
	}
}

// Up to twelve texts that lack a language are named.
func TestTextsThatLackALanguageAreNamed(t *testing.T) {
	keys := strings.Fields("a b c d e f g h i j k l m")
	for n, want := range map[int]string{0: "", 1: "en: a", 12: "en: a, b, c, d, e, f, g, h, i, j, k, l", 13: "en: a, b, c, d, e, f, g, h, i, j, k, l, …"} {
		tr := translator{languages: []string{"ja", "en"}, lacking: map[string][]string{"en": append(slices.Clone(keys[:n]), keys[:n]...)}}
		if got, ok := tr.missing(); got != want || ok != (n > 0) {
			t.Errorf("%d: %q, %t, want %q", n, got, ok, want)
		}
	}
}
