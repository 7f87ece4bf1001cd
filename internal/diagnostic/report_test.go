package diagnostic

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/riskbook/riskbook/internal/term"
)

var reported = []Diagnostic{
	{
		Rule: "not-on-scale", Severity: Error, Record: "R-1", Place: Place{"content/risks/停止, 配水:1.md", 7, 14, 7, 16},
		Message: term.Words{Ja: "値 100% は誤り", En: "100% is\nwrong: \x1b[2J"}, Help: term.Same("choose 1, 2 or 3"),
		Related: []Related{{Place{"content/criteria.toml", 3, 1, 3, 2}, term.Same("the scale")}},
	},
	{Rule: "needs-treatment", Severity: Warning, Record: "R-1", Place: Place{"content/risks/R-1.md", 1, 1, 1, 4}, Message: term.Same("a")},
	{Rule: "needs-treatment", Severity: Warning, Record: "R-2", Place: Place{"content/risks/R-1.md", 9, 1, 12, 4}, Message: term.Same("b")},
	{Rule: "due-soon", Severity: Info, Place: Place{File: "content/riskbook.toml"}, Message: term.Same("c")},
	{Rule: "due-soon", Severity: Info, Place: Place{File: "content/riskbook.toml"}, Message: term.Same("d"), Known: &Known{"2027-03-31", term.Same("agreed")}},
	{Rule: "bad-id", Severity: Error, Place: Place{File: "content/risks/\a\x1b[2J\u202e.md"}, Message: term.Same("e")},
}

func TestWriteGitHub(t *testing.T) {
	var b strings.Builder
	if err := WriteGitHub(&b, reported, &Report{Language: "en", Folder: "risk/register"}); err != nil {
		t.Fatal(err)
	}
	want := `::error file=risk/register/content/risks/停止%2C 配水%3A1.md,line=7,col=14,endLine=7,endColumn=15,title=not-on-scale::100%25 is\nwrong: \x1b[2J%0Achoose 1, 2 or 3
::warning file=risk/register/content/risks/R-1.md,line=1,col=1,endLine=1,endColumn=3,title=needs-treatment::a
::warning file=risk/register/content/risks/R-1.md,line=9,col=1,endLine=12,title=needs-treatment::b
::notice file=risk/register/content/riskbook.toml,line=1,col=1,endLine=1,endColumn=1,title=due-soon::c
::error file=risk/register/content/risks/\x07\x1b[2J\u202e.md,line=1,col=1,endLine=1,endColumn=1,title=bad-id::e
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func gitLab(t *testing.T, list []Diagnostic) []gitLabIssue {
	t.Helper()
	var b strings.Builder
	if err := WriteGitLab(&b, list, &Report{Language: "ja"}); err != nil {
		t.Fatal(err)
	}
	var issues []gitLabIssue
	if err := json.Unmarshal([]byte(b.String()), &issues); err != nil {
		t.Fatal(err)
	}
	return issues
}

func TestWriteGitLab(t *testing.T) {
	issues := gitLab(t, reported)
	if len(issues) != 5 {
		t.Fatalf("%d issues: what is known is left out", len(issues))
	}
	first := issues[0]
	if first.Description != "値 100% は誤り。choose 1, 2 or 3" || first.CheckName != "not-on-scale" || first.Severity != "major" || first.Location.Path != "content/risks/停止, 配水:1.md" || first.Location.Lines != (gitLabLines{7, 7}) {
		t.Errorf("%+v", first)
	}
	seen := map[string]bool{}
	for _, i := range issues {
		if seen[i.Fingerprint] || len(i.Fingerprint) != 32 {
			t.Errorf("%s occurs twice, or is none", i.Fingerprint)
		}
		seen[i.Fingerprint] = true
	}
	two := []Diagnostic{{Rule: "dangling-reference", Record: "R-1", Args: Args{"key": "events", "found": "E-8"}}, {Rule: "dangling-reference", Record: "R-1", Args: Args{"key": "events", "found": "E-9"}}}
	if all, rest := gitLab(t, two), gitLab(t, two[1:]); all[1].Fingerprint != rest[0].Fingerprint || all[0].Fingerprint == all[1].Fingerprint {
		t.Errorf("once E-8 is mended, E-9 is another fault: %v, %v", all, rest)
	}
	if got := gitLab(t, nil); got == nil || len(got) != 0 {
		t.Errorf("nothing to report is an empty list, not %v", got)
	}

	// Lines that move, words that are mended and other diagnostics change no fingerprint.
	moved := []Diagnostic{reported[2]}
	moved[0].Place.Line, moved[0].Message = 40, term.Same("otherwise")
	if got := gitLab(t, moved)[0].Fingerprint; got != issues[2].Fingerprint {
		t.Errorf("the fingerprint moved with the line: %s, %s", got, issues[2].Fingerprint)
	}
}

// The schema in testdata says what the published one (SARIF 2.1.0) demands of the objects that a report uses.
func TestWriteSARIF(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("testdata/sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	report := Report{Language: "en", Folder: "a b", Version: "1", Rules: []RuleWords{
		{Name: "needs-treatment", Severity: Warning, Title: term.Same("t"), Why: term.Same("w"), Mend: term.Same("m")},
		{Name: "not-on-scale", Severity: Error, Title: term.Same("t"), Why: term.Same("w"), Mend: term.Same("m")},
	}}
	for name, list := range map[string][]Diagnostic{"several": reported, "none": nil} {
		var b strings.Builder
		if err := WriteSARIF(&b, list, &report); err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if name == "none" {
			continue
		}
		var log sarifLog
		if err := json.Unmarshal([]byte(b.String()), &log); err != nil {
			t.Fatal(err)
		}
		results := log.Runs[0].Results
		first := results[0]
		if len(results) != 6 || first.RuleIndex != 1 || first.Level != "error" || results[3].RuleIndex != -1 {
			t.Errorf("%+v", results)
		}
		if got := first.Locations[0].Physical; got.Artifact.URI != "a%20b/content/risks/%E5%81%9C%E6%AD%A2,%20%E9%85%8D%E6%B0%B4:1.md" || got.Region != (sarifRegion{7, 14, 7, 16}) {
			t.Errorf("%+v", got)
		}
		if len(first.Related) != 1 || first.Related[0].Message.Text != "the scale" {
			t.Errorf("%+v", first.Related)
		}
		if known := results[4].Suppressions; len(known) != 1 || known[0].Justification != "2027-03-31: agreed" || results[3].Suppressions != nil {
			t.Errorf("%+v", known)
		}
	}
}
