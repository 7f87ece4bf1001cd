package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

func run(t *testing.T, files map[string]string) Result {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree, err := source.Read(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return Run(assess.Assess(register.Understand(tree), ExampleDate), nil)
}

func TestWhatCannotBeReadCannotBeSilenced(t *testing.T) {
	result := run(t, map[string]string{
		"riskbook.toml": "title = \"T\"\n[check.severity]\nsyntax = \"off\"\nneeds-treatment = \"off\"\nplan-overdue = \"error\"\n",
		"risks/R-1.md":  "+++\ntitle = \n+++\n",
	})
	var said []string
	for _, d := range result.Diagnostics {
		if d.Severity.String() == "error" {
			said = append(said, string(d.Rule))
		}
	}
	if got := strings.Join(said, " "); got != "unknown-value syntax" {
		t.Errorf("errors: %s, want unknown-value (at the setting) and syntax", got)
	}
	for _, d := range result.Diagnostics {
		if d.Rule == "unknown-value" && (d.Place.Line != 3 || d.Place.Column != 10) {
			t.Errorf("the setting is reported at %d:%d, want 3:10", d.Place.Line, d.Place.Column)
		}
	}
}

// A breach of governance can be neither lowered nor let be; the attempt is told where it is made.
func TestGovernanceCannotBeSilenced(t *testing.T) {
	decision := "title = \"承認\"\nkind = \"criteria-approval\"\non = 2026-04-01\nby = \"director\"\nproposed_by = \"director\"\nbasis = \"見直し\"\n"
	result := run(t, map[string]string{
		"riskbook.toml":    "title = \"T\"\n[approval]\nseparate = true\n[check.severity]\nself-approved = \"off\"\n",
		"baseline.toml":    entry("self-approved", `record = "D-1"`, "2027-03-31"),
		"decisions/D-1.md": "+++\n" + decision + "+++\n",
	})
	var said []string
	for _, d := range result.Diagnostics {
		if d.Severity == diagnostic.Error {
			said = append(said, fmt.Sprintf("%s:%d:%d %s/%s", d.Place.File, d.Place.Line, d.Place.Column, d.Rule, d.Case))
		}
	}
	want := "content/baseline.toml:2:8 unknown-value/baseline-governance content/decisions/D-1.md:5:6 self-approved/ content/riskbook.toml:5:17 unknown-value/fixed-governance"
	if got := strings.Join(said, " "); got != want {
		t.Errorf("errors: %s, want %s", got, want)
	}
	for _, r := range Rules {
		if r.Governance() && r.Severity != diagnostic.Error {
			t.Errorf("%s is about governance and of severity %s", r.Name, r.Severity)
		}
	}
}

func TestAFaultOfTheCriteriaIsToldOnce(t *testing.T) {
	result := run(t, map[string]string{
		"riskbook.toml": "title = \"T\"\n",
		"criteria.toml": "revision = \"1\"\nlikelihood = [ {value=1,label=\"a\"}, {value=2,label=\"b\"} ]\nimpact = [ {value=1,label=\"a\"}, {value=2,label=\"b\"} ]\nlevel = [ {key=\"low\",label=\"l\",acceptance=\"treat\"} ]\n[matrix]\nrows = [ [\"low\", \"low\"] ]\n",
		"risks/R-1.md":  "+++\ntitle = \"T\"\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = 1\nimpact = 1\n[treatment]\noption = \"retain\"\n+++\n",
	})
	list := append(result.Diagnostics, checked(t, exampleContext+exampleRisk+"-- content/criteria.toml --\n"+strings.Replace(strings.TrimPrefix(exampleCriteria, "-- content/criteria.toml --\n"), "{ value = 3", "{ value = 2", 2)).Diagnostics...)
	for _, d := range list {
		if d.Severity.String() == "error" && d.Rule != "matrix-shape" {
			t.Errorf("beside matrix-shape: %s: %s", d.Rule, d.Message.En)
		}
	}
}

func TestAThousandFaultsOnOneLineAreCutShort(t *testing.T) {
	ids := strings.Repeat("\"Z-1\", ", 60_000)
	result := run(t, map[string]string{
		"riskbook.toml":  "title = \"T\"\n",
		"sources/a.toml": "[S-1]\ntitle = \"T\"\nkind = \"threat\"\nassets = [" + ids + "]\n",
	})
	dangling, cut := 0, 0
	for _, d := range result.Diagnostics {
		switch d.Rule {
		case "dangling-reference":
			dangling++
		case "too-large":
			cut++
		}
	}
	if dangling != 200 || cut != 1 {
		t.Errorf("%d dangling references and %d statements of how many are left out, want 200 and 1", dangling, cut)
	}
}
