// Package handbook_test holds the handbook's texts to their form: every step
// in both languages, the fixed sections in order, one excerpt of the sample,
// and tables that state the same fields and rules in either language.
package handbook_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var steps = []string{"1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "4.1", "5.1", "6.1", "6.2"}

// guides are the pages beside the steps, of which only title and language are fixed.
var guides = []string{"recipes", "commands", "editors"}

var sections = map[string][]string{
	"en": {"Why", "How", "What to write", "Example", "Common pitfalls"},
	"ja": {"なぜ行うのか", "進め方", "何を書くか", "記入例", "よくあるつまずき"},
}

// rules are the names by which a page may say that a rule speaks.
var rules = []string{
	"acceptance-expired", "acceptance-outgrown", "acceptance-under-older-criteria",
	"action-overdue", "approach-missing", "asset-without-event", "bad-date-order", "beyond-authority",
	"channel-provider-disagree", "channel-silent", "criteria-review-overdue", "cycle", "dangling-reference", "due-soon",
	"effectiveness-unreviewed", "evaluation-stale", "event-without-risk", "expires-soon",
	"extreme-without-continuity", "finding-overdue", "finished-not-reanalysed",
	"impact-given-twice", "incidents-contradict-estimate", "indicator-beyond-limit", "insufficient-plan", "introduced-unevaluated",
	"level-rises-with-controls", "matrix-shape", "missing-key", "needs-judgement",
	"needs-treatment", "no-current-analysis", "not-on-scale", "option-without-rationale",
	"orphan-record", "plan-overdue", "projected-unacceptable", "pushed-over",
	"quantities-disagree", "rated-under-older-criteria", "report-overdue", "retained-against-criteria",
	"review-overdue", "risk-without-event", "self-approved", "step-without-evidence",
	"unknown-level", "unknown-party", "unknown-value", "wrong-kind", "wrong-type",
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// lines gives the lines of a text that begin with a prefix, without it.
func lines(text, prefix string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, prefix); ok {
			found = append(found, strings.TrimSpace(rest))
		}
	}
	return found
}

// section gives the text below a heading of the second level.
func section(text, heading string) string {
	_, after, _ := strings.Cut(text, "\n## "+heading+"\n")
	body, _, _ := strings.Cut(after, "\n## ")
	return body
}

// session is a block of what is typed and answered, in which Japanese titles of the sample may occur on any page.
var fenced = regexp.MustCompile("(?ms)^```.*?^```$")

var session = regexp.MustCompile("(?ms)^```console$.*?^```$")

func TestEveryStepIsWrittenInBothLanguages(t *testing.T) {
	var want []string
	for _, page := range slices.Concat([]string{"index"}, steps, guides) {
		want = append(want, page+".en.md", page+".ja.md")
	}
	slices.Sort(want)
	got, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, want) {
		t.Errorf("pages are %v, want %v", got, want)
	}
	for _, name := range got {
		text := read(t, name)
		if !strings.HasPrefix(text, "# ") || len(lines(fenced.ReplaceAllString(text, ""), "# ")) != 1 { // a block may show a file with a title of its own
			t.Errorf("%s: the first line is not its one title", name)
		}
		japanese := strings.ContainsFunc(session.ReplaceAllString(text, ""), func(r rune) bool {
			return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		})
		if japanese != strings.HasSuffix(name, ".ja.md") {
			t.Errorf("%s is not in its language", name)
		}
	}
}

func TestStepsHaveTheFixedSections(t *testing.T) {
	for _, step := range steps {
		for language, want := range sections {
			name := step + "." + language + ".md"
			text := read(t, name)
			if !strings.HasPrefix(text, "# "+step+" ") {
				t.Errorf("%s: the title does not begin with the step", name)
			}
			if got := lines(text, "## "); !slices.Equal(got, want) {
				t.Errorf("%s: sections %v, want %v", name, got, want)
			}
			for _, heading := range want {
				if strings.TrimSpace(section(text, heading)) == "" {
					t.Errorf("%s: %s is empty", name, heading)
				}
			}
		}
	}
}

func TestExcerptsComeFromTheSample(t *testing.T) {
	block := regexp.MustCompile("(?m)^```sample\n(.+)\n```$")
	for _, step := range steps {
		var paths []string
		for _, language := range []string{"en", "ja"} {
			name := step + "." + language + ".md"
			text := read(t, name)
			found := block.FindAllStringSubmatch(text, -1)
			if len(found) != 1 || strings.Count(text, "```") != 2 {
				t.Fatalf("%s: %d excerpts, want one and no other code", name, len(found))
			}
			paths = append(paths, found[0][1])
		}
		if paths[0] != paths[1] {
			t.Errorf("%s: English shows %s, Japanese %s", step, paths[0], paths[1])
		}
		if _, err := os.Stat(filepath.Join("../../../../content", paths[0])); err != nil {
			t.Errorf("%s: the sample has no such record: %v", step, err)
		}
	}
}

// A row of "What to write" is: field, what to put there, rules. The names in
// code that the rows mention must be the same in both languages.
func TestTablesAgree(t *testing.T) {
	code := regexp.MustCompile("`[^`]+`")
	for _, step := range steps {
		english := lines(section(read(t, step+".en.md"), "What to write"), "| ")
		japanese := lines(section(read(t, step+".ja.md"), "何を書くか"), "| ")
		if len(english) < 5 || len(english) != len(japanese) {
			t.Errorf("%s: %d rows in English, %d in Japanese", step, len(english), len(japanese))
			continue
		}
		for i, row := range english[1:] {
			cells, other := strings.Split(row, " | "), strings.Split(japanese[i+1], " | ")
			if len(cells) != 3 || len(other) != 3 {
				t.Errorf("%s: row %q has %d and %d cells", step, row, len(cells), len(other))
				continue
			}
			for _, column := range []int{0, 2} {
				en, ja := code.FindAllString(cells[column], -1), code.FindAllString(other[column], -1)
				slices.Sort(en)
				slices.Sort(ja)
				if !slices.Equal(en, ja) {
					t.Errorf("%s: %v in English, %v in Japanese", step, en, ja)
				}
			}
			for _, rule := range code.FindAllString(cells[2], -1) {
				if !slices.Contains(rules, strings.Trim(rule, "`")) {
					t.Errorf("%s: there is no rule %s", step, rule)
				}
			}
		}
	}
}
