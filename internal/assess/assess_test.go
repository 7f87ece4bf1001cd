package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// today is the as-of date of these tests.
var today = date.Of(2026, 6, 15)

// criteria35 has three likelihoods and five impacts, so that a likelihood and an impact mixed up show. Its matrix, likelihood downwards:
//
//	     1      2      3      4      5
//	1    low    low    low    middle middle
//	2    low    low    middle middle high
//	3    low    middle middle high   high
//
// low is accepted, middle wants approval, high wants treatment. What follows it goes into criteria.toml, at its top level.
const criteria35 = `
-- content/criteria.toml --
revision = "2"
likelihood = [{ value = 1, label = "1" }, { value = 2, label = "2" }, { value = 3, label = "3" }]
impact = [{ value = 1, label = "1" }, { value = 2, label = "2" }, { value = 3, label = "3" }, { value = 4, label = "4" }, { value = 5, label = "5" }]
area = [{ key = "service", label = "S" }, { key = "finance", label = "F" }]
level = [{ key = "low", label = "L", acceptance = "accept" }, { key = "middle", label = "M", acceptance = "approval" }, { key = "high", label = "H", acceptance = "treat" }]
viewpoint = [{ key = "legal", label = "L", weight = 3, prohibitive = true }, { key = "trust", label = "T", weight = 2 }, { key = "value", label = "V", weight = 2 }]
matrix.rows = [["low", "low", "low", "middle", "middle"], ["low", "low", "middle", "middle", "high"], ["low", "middle", "middle", "high", "high"]]
`

// understand reads a register from texts in the txtar form. A file that comes again is continued.
func understand(t testing.TB, texts ...string) *register.Register {
	t.Helper()
	files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}}
	for _, text := range texts {
		for _, f := range txtar.Parse([]byte(text)).Files {
			if earlier := files[f.Name]; earlier != nil {
				f.Data = slices.Concat(earlier.Data, f.Data)
			}
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	tree, err := source.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	return register.Understand(tree)
}

// judged assesses a register that must be free of faults.
func judged(t testing.TB, texts ...string) *Assessment {
	t.Helper()
	r := understand(t, texts...)
	for _, f := range r.Faults {
		t.Errorf("fault: %s/%s at %s:%d: %v", f.Rule, f.Case, f.Place.File, f.Place.Line, f.Args)
	}
	return Assess(r, today)
}

// record writes one record; the lines are its fields.
func record(folder, id string, lines []string) string {
	return fmt.Sprintf("\n-- content/%s/%s.toml --\n[%s]\ntitle = %q\n%s\n", folder, id, id, id, strings.Join(lines, "\n"))
}

func risk(id string, lines ...string) string {
	if !strings.Contains(strings.Join(lines, "\n"), "identified =") {
		lines = append(lines, "identified = 2026-01-10")
	}
	return record("risks", id, append(lines, `owner = "o"`))
}

// at writes a current rating.
func at(likelihood, impact int) string {
	return fmt.Sprintf("current = { likelihood = %d, impact = %d }", likelihood, impact)
}

func plan(id, status, risks string, lines ...string) string {
	if !strings.Contains(strings.Join(lines, "\n"), "due = 20") {
		lines = append(lines, "due = 2026-12-31")
	}
	if !strings.Contains(strings.Join(lines, "\n"), "aim =") {
		lines = append(lines, `aim = "prevention"`)
	}
	lines = append(lines, `owner = "o"`, `option = "modify"`, fmt.Sprintf("status = %q", status), fmt.Sprintf("risks = [%s]", risks))
	return record("treatments", id, lines)
}

func acceptance(id, on, until, risks string, likelihood, impact int) string {
	return record("decisions", id, []string{
		`kind = "acceptance"`, `by = "b"`, `basis = "b"`, "on = " + on, "until = " + until, fmt.Sprintf("risks = [%s]", risks),
		fmt.Sprintf("at = { likelihood = %d, impact = %d }", likelihood, impact),
	})
}

func judgement(id, on, verdict, risks string) string {
	return record("decisions", id, []string{
		`kind = "judgement"`, `by = "b"`, `basis = "b"`, "on = " + on, fmt.Sprintf("verdict = %q", verdict), fmt.Sprintf("risks = [%s]", risks),
	})
}

// show writes a value that may be missing.
func show(v *int) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprint(*v)
}

// showRating writes likelihood, impact and the level's key.
func showRating(a *Assessment, r Rating) string {
	key := "-"
	if r.Level >= 0 {
		key = a.Register.Criteria.Levels[r.Level].Key
	}
	return show(r.Likelihood) + " " + show(r.Impact) + " " + key
}

func want[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// wantAll compares lists by their printed form, so that nil and empty are the same.
func wantAll[T any](t *testing.T, what string, got []T, wanted string) {
	t.Helper()
	var words []string
	for _, x := range got {
		words = append(words, fmt.Sprint(x))
	}
	want(t, what, strings.Join(words, " "), wanted)
}
