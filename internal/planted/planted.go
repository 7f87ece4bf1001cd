// Package planted writes small registers for tests: a line or two a record, what a test does not ask for filled in.
//
// In: what a test is about. Out: texts of records in the txtar form, and the register that is read from them. No program imports it.
package planted

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

// Today is the as-of date of these tests.
var Today = date.Of(2026, 6, 15)

// Criteria has three likelihoods and five impacts, so that a likelihood and an impact mixed up show. Its matrix, likelihood downwards:
//
//	     1      2      3      4      5
//	1    low    low    low    middle middle
//	2    low    low    middle middle high
//	3    low    middle middle high   high
//
// low is accepted, middle wants approval, high wants treatment. What follows it goes into criteria.toml, at its top level.
const Criteria = `
-- content/criteria.toml --
revision = "2"
likelihood = [{ value = 1, label = "1" }, { value = 2, label = "2" }, { value = 3, label = "3" }]
impact = [{ value = 1, label = "1" }, { value = 2, label = "2" }, { value = 3, label = "3" }, { value = 4, label = "4" }, { value = 5, label = "5" }]
area = [{ key = "service", label = "S" }, { key = "finance", label = "F" }]
level = [{ key = "low", label = "L", acceptance = "accept" }, { key = "middle", label = "M", acceptance = "approval" }, { key = "high", label = "H", acceptance = "treat" }]
viewpoint = [{ key = "legal", label = "L", weight = 3, prohibitive = true }, { key = "trust", label = "T", weight = 2 }, { key = "value", label = "V", weight = 2 }]
matrix.rows = [["low", "low", "low", "middle", "middle"], ["low", "low", "middle", "middle", "high"], ["low", "middle", "middle", "high", "high"]]
`

// Register reads a register from texts in the txtar form. A file that comes again is continued.
func Register(t testing.TB, texts ...string) *register.Register {
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

// Sound reads a register that must be free of faults.
func Sound(t testing.TB, texts ...string) *register.Register {
	t.Helper()
	r := Register(t, texts...)
	for _, f := range r.Faults {
		t.Errorf("fault: %s/%s at %s:%d: %v", f.Rule, f.Case, f.Place.File, f.Place.Line, f.Args)
	}
	return r
}

// Record writes one record; the lines are its fields.
func Record(folder, id string, lines []string) string {
	return fmt.Sprintf("\n-- content/%s/%s.toml --\n[%s]\ntitle = %q\n%s\n", folder, id, id, id, strings.Join(lines, "\n"))
}

// Risk writes a risk, identified in January 2026 unless its lines say otherwise.
func Risk(id string, lines ...string) string {
	if !strings.Contains(strings.Join(lines, "\n"), "identified =") {
		lines = append(lines, "identified = 2026-01-10")
	}
	return Record("risks", id, append(lines, `owner = "o"`))
}

// At writes a current rating.
func At(likelihood, impact int) string {
	return fmt.Sprintf("current = { likelihood = %d, impact = %d }", likelihood, impact)
}

// Plan writes a plan for some risks.
func Plan(id, status, risks string, lines ...string) string {
	if !strings.Contains(strings.Join(lines, "\n"), "due = 20") {
		lines = append(lines, "due = 2026-12-31")
	}
	if !strings.Contains(strings.Join(lines, "\n"), "aim =") {
		lines = append(lines, `aim = "prevention"`)
	}
	lines = append(lines, `owner = "o"`, `option = "modify"`, fmt.Sprintf("status = %q", status), fmt.Sprintf("risks = [%s]", risks))
	return Record("treatments", id, lines)
}

// Acceptance writes an acceptance of some risks at a rating.
func Acceptance(id, on, until, risks string, likelihood, impact int) string {
	return Record("decisions", id, []string{
		`kind = "acceptance"`, `by = "b"`, `basis = "b"`, "on = " + on, "until = " + until, fmt.Sprintf("risks = [%s]", risks),
		fmt.Sprintf("at = { likelihood = %d, impact = %d }", likelihood, impact),
	})
}

// Judgement writes a judgement on some risks.
func Judgement(id, on, verdict, risks string) string {
	return Record("decisions", id, []string{
		`kind = "judgement"`, `by = "b"`, `basis = "b"`, "on = " + on, fmt.Sprintf("verdict = %q", verdict), fmt.Sprintf("risks = [%s]", risks),
	})
}

// Want compares a value with the one that is wanted.
func Want[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// WantAll compares lists by their printed form, so that nil and empty are the same.
func WantAll[T any](t *testing.T, what string, got []T, wanted string) {
	t.Helper()
	var words []string
	for _, x := range got {
		words = append(words, fmt.Sprint(x))
	}
	Want(t, what, strings.Join(words, " "), wanted)
}

// Decision writes a decision of any kind.
func Decision(id, kind, on string, lines ...string) string {
	return Record("decisions", id, append(lines, "kind = \""+kind+"\"", `by = "b"`, `basis = "b"`, "on = "+on))
}

// Finding writes a finding of an audit.
func Finding(id, received string, lines ...string) string {
	return Record("findings", id, append(lines, `channel = "audit"`, `status = "closed"`, "received = "+received))
}

// Asset writes an asset.
func Asset(id string) string {
	return Record("assets", id, []string{`kind = "paper"`, `viewpoints = ["confidentiality"]`, `owner = "o"`})
}

// Event writes an event found by its result.
func Event(id, lines string) string {
	return Record("events", id, []string{`approach = "result"`, `result = "r"`, lines})
}

// Review writes a review that changes nothing.
func Review(id, on string, lines ...string) string {
	return Record("reviews", id, append([]string{"on = " + on, `by = "board"`, `factor = "internal"`, `trigger = "periodic"`, `outcome = "keep"`}, lines...))
}

// Incident writes an incident that is closed.
func Incident(id, on string, lines ...string) string {
	return Record("incidents", id, append(lines, `status = "closed"`, "on = "+on))
}

// SourceObserved writes a source that was observed on a day.
func SourceObserved(id, on string) string {
	return Record("sources", id, []string{`kind = "threat"`, "observed = " + on})
}
