package check

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// tellingRegister has R-001 high (rank 1, needs treatment), R-002 medium and accepted, R-003 low and acceptable, R-004 high with a live plan (rank 2) and
// R-005 closed: four open risks, two of them to be treated. The text is the body of a page.
func tellingRegister(text string) string {
	risk := func(id string, likelihood, impact int, more string) string {
		return fmt.Sprintf("-- content/risks/%s.md --\n+++\ntitle = \"t\"\nowner = \"plant\"\nevents = [\"E-01\"]\nidentified = 2026-05-01\n%s[current]\nlikelihood = %d\nimpact = %d\nrationale = \"r\"\ndamage = \"d\"\n+++\n", id, more, likelihood, impact)
	}
	return exampleContext + risk("R-001", 3, 3, "") + risk("R-002", 2, 2, "") + risk("R-003", 1, 1, "") + risk("R-004", 3, 2, "") +
		risk("R-005", 3, 3, "status = \"closed\"\nclosed_on = 2026-06-01\nclosed_because = \"c\"\n") +
		replace(exampleAcceptance, `"R-001"`, `"R-002"`) + strings.ReplaceAll(examplePlan, `"R-001"`, `"R-004"`) +
		"-- content/pages/about.md --\n+++\ntitle = \"t\"\n+++\n" + text + "\n"
}

// said gives what the rule finds in a text, as "found → want (mark)".
func contradictions(t *testing.T, text string) []string {
	t.Helper()
	var list []string
	for _, d := range checked(t, tellingRegister(text)).Diagnostics {
		if d.Rule == "prose-contradicts" {
			list = append(list, fmt.Sprintf("%v → %v (%v)", d.Args["found"], d.Args["want"], d.Args["mark"]))
		}
	}
	return list
}

func TestContradictions(t *testing.T) {
	for _, c := range contradicting {
		if got := strings.Join(contradictions(t, c.text), "; "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestHonestProse(t *testing.T) {
	if len(honest) < 200 {
		t.Errorf("only %d sentences", len(honest))
	}
	for _, text := range honest {
		if got := contradictions(t, text); len(got) > 0 {
			t.Errorf("%s\n got %v", text, got)
		}
	}
}

// The project's own documents tell how a register is kept; none of them contradicts the sample.
func TestOwnDocumentationIsHonest(t *testing.T) {
	files := fstest.MapFS{}
	add := func(name, as, head string) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[as] = &fstest.MapFile{Data: append([]byte(head), data...)}
	}
	root := os.DirFS("../..")
	err := fs.WalkDir(root, "content", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			add("../../"+name, name, "")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	documents, err := fs.Glob(root, "internal/page/method/handbook/*.md")
	if err != nil || len(documents) < 10 {
		t.Fatal(documents, err)
	}
	for i, name := range append(documents, "README.md", "CONTRIBUTING.md") {
		add("../../"+name, fmt.Sprintf("content/pages/own-%d.md", i), "+++\ntitle = \"t\"\n+++\n")
	}
	tree, err := source.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	a := assess.Assess(register.Understand(tree), ExampleDate)
	for _, d := range Run(a, bodiesOf(a)).Diagnostics {
		if d.Rule == "prose-contradicts" {
			t.Errorf("%s:%d:%d: %s", d.Place.File, d.Place.Line, d.Place.Column, d.Message.En)
		}
	}
}

func TestNumbersInWords(t *testing.T) {
	for word, want := range map[string]int{
		"zero": 0, "one": 1, "first": 1, "nine": 9, "ninth": 9, "ten": 10, "tenth": 10, "eleven": 11, "nineteen": 19, "twenty": 20, "twenty-one": 21, "twenty-nine": 29, "ninety": 90, "ninety-nine": 99,
	} {
		if got, known := numbers[word]; !known || got != want {
			t.Errorf("%s is %d, want %d", word, got, want)
		}
	}
	if n := len(numbers); n != 11+19+8*10 {
		t.Errorf("%d numbers are known by their words", n)
	}
}
