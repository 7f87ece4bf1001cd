package edit

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/source"
)

func TestTakeProposed(t *testing.T) {
	for _, c := range []struct{ name, before, after string }{
		{
			"each key replaces the one of the same name, and the other way to say it; comments stay",
			`title = "T" # the title
reviewed = 2026-01-01

# before
[current]
likelihood = 3 # by experience
impacts = { service = 4, finance = 2 }
rationale = { ja = "旧", en = "old" }
confidence = "high"
criteria = "2025.1"
damage = "two days"

# by an import
[proposed]
factors = { threat = 2, vulnerability = 1 }
impact = 5
rationale = """
new
lines"""

# chosen
[treatment]
option = "modify"
`,
			`title = "T" # the title
reviewed = 2026-11-30

# before
[current]
impact = 5
# by experience
factors = { threat = 2, vulnerability = 1 }
rationale = """
new
lines"""
damage = "two days"

# by an import

# chosen
[treatment]
option = "modify"
`,
		},
		{
			"words alone leave the rating and its grounds",
			"identified = 2026-01-01\n\n[current]\nlikelihood = 3\nimpact = 2\nrationale = \"old\"\n\n[proposed]\ndamage = \"a week\"\n",
			"identified = 2026-01-01\nreviewed = 2026-11-30\n\n[current]\nlikelihood = 3\nimpact = 2\nrationale = \"old\"\ndamage = \"a week\"\n",
		},
		{
			"where there is no present analysis, one is made",
			"identified = 2026-01-01\n\n[proposed]\nlikelihood = 2\nimpact = 3\n",
			"identified = 2026-01-01\nreviewed = 2026-11-30\n\n[current]\nlikelihood = 2\nimpact = 3\n",
		},
		{
			"in braces, and key by key",
			"reviewed = 2026-01-01\ncurrent = { likelihood = 3, impact = 2, criteria = \"1\" }\nproposed.likelihood = 2\nproposed.impacts.service = 3\nproposed.impacts.finance = 1\n",
			"reviewed = 2026-11-30\ncurrent = { likelihood = 2, impacts = { service = 3, finance = 1 } }\n",
		},
		{
			"comments in what is proposed stay where they stand",
			"identified = 2026-01-01\n\n[proposed]\nlikelihood = 2 # guessed\nimpacts = {\n  service = 3, # by an import\n  other.part = [1, [2]], # nested\n}\n",
			"identified = 2026-01-01\nreviewed = 2026-11-30\n\n[current]\nlikelihood = 2\nimpacts = { service = 3, other.part = [1, [2]] }\n# guessed\n# by an import\n# nested\n",
		},
		{
			"comments in what is replaced stay too",
			"reviewed = 2026-01-01\n\n[current]\nlikelihood = 1\nimpacts = {\n  service = 3, # as last year\n}\n\n[proposed]\nimpacts = { service = 4 }\n",
			"reviewed = 2026-11-30\n\n[current]\nlikelihood = 1\nimpacts = { service = 4 }\n# as last year\n",
		},
		{
			"both ways to say it are taken where both are proposed",
			"reviewed = 2026-01-01\n\n[current]\nlikelihood = 1\nimpact = 1\n\n[proposed]\nimpacts = { service = 4 }\nimpact = 4\n",
			"reviewed = 2026-11-30\n\n[current]\nlikelihood = 1\nimpact = 4\nimpacts = { service = 4 }\n",
		},
		{
			"tables under headers of their own",
			"reviewed = 2026-01-01\n\n[current]\nlikelihood = 3\n\n[current.impacts]\nservice = 1\nfinance = 2\n\n[proposed]\nlikelihood = 4\n\n[proposed.impacts]\nservice = 5\n",
			"reviewed = 2026-11-30\n\n[current]\nlikelihood = 4\nimpacts = { service = 5 }\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			const name = "content/risks/R-1.md"
			data := []byte("+++\n" + c.before + "+++\nBody\n")
			doc, findings := source.Parse(name, []byte(c.before), source.DefaultLimits)
			if len(findings) > 0 {
				t.Fatal(findings)
			}
			record := &source.Record{ID: "R-1", Folder: "risks", File: &source.File{Path: name, Data: data}, Table: doc.Table}
			got, err := TakeProposed(record, Setting{Language: "ja", Limits: source.DefaultLimits}, date.Of(2026, 11, 30), nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff("+++\n"+c.after+"+++\nBody\n", string(got)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestTakeProposedOfManyInAFile(t *testing.T) {
	const name = "content/risks/many.toml"
	const before = "[R-1.current]\nlikelihood = 1\n[R-1.proposed]\nlikelihood = 9\n\n[R-2]\nreviewed = 2026-01-01\n[R-2.current]\nlikelihood = 3\n[R-2.proposed]\nlikelihood = 2\n"
	const after = "[R-1.current]\nlikelihood = 1\n[R-1.proposed]\nlikelihood = 9\n\n[R-2]\nreviewed = 2026-11-30\nnext_review = 2027-01-01\n[R-2.current]\nlikelihood = 2\n"
	doc, _ := source.Parse(name, []byte(before), source.DefaultLimits)
	record := &source.Record{ID: "R-2", Folder: "risks", File: &source.File{Path: name, Data: []byte(before)}, Table: doc.Table.At("R-2")}
	a, err := ParseAssignment("next_review=2027-01-01")
	if err != nil {
		t.Fatal(err)
	}
	got, err := TakeProposed(record, Setting{Language: "ja", Limits: source.DefaultLimits}, date.Of(2026, 11, 30), []Assignment{a})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(after, string(got)); d != "" {
		t.Error(d)
	}
}

func TestTakeProposedWantsAProposal(t *testing.T) {
	for _, c := range []struct{ folder, text string }{
		{"risks", "title = \"T\"\n"},
		{"risks", "title = \"T\"\n[proposed]\n"},
		{"assets", "title = \"T\"\n[proposed]\nlikelihood = 1\n"},
	} {
		name := "content/" + c.folder + "/X-1.md"
		doc, _ := source.Parse(name, []byte(c.text), source.DefaultLimits)
		record := &source.Record{ID: "X-1", Folder: c.folder, File: &source.File{Path: name, Data: []byte("+++\n" + c.text + "+++\n")}, Table: doc.Table}
		_, err := TakeProposed(record, Setting{Language: "ja", Limits: source.DefaultLimits}, date.Of(2026, 11, 30), nil)
		var f *Fault
		if !errors.As(err, &f) || !strings.Contains(f.Message.En, "X-1 has no analysis that waits") {
			t.Errorf("%s %q: %v", c.folder, c.text, err)
		}
	}
}

// Where a comment is in the way of what is to go, or the file would be beyond the limits, nothing is changed and it is said.
func TestTakeProposedThatCannotBeDone(t *testing.T) {
	tight := source.DefaultLimits
	tight.Values = 12
	for _, c := range []struct {
		name, text, message string
		limits              source.Limits
	}{
		{"the other way to say it stands among comments", "current = {\n  likelihood = 3, # by experience\n  impact = 2,\n}\n[proposed]\nfactors = { threat = 1 }\n", "cannot take a key from a table with comments", source.DefaultLimits},
		{"the grounds stand among comments", "current = {\n  likelihood = 3, # by experience\n  rationale = \"r\",\n}\n[proposed]\nlikelihood = 1\n", "cannot take a key from a table with comments", source.DefaultLimits},
		{"what is replaced stands among comments", "current = {\n  likelihood = 3, # by experience\n  damage = { # d\n  ja = \"x\" },\n}\n[proposed]\ndamage = \"y\"\n", "cannot take a key from a table with comments", source.DefaultLimits},
		{"the present analysis is a word", "current = \"none\"\n[proposed]\nlikelihood = 1\n", "current is no table", source.DefaultLimits},
		{"too much for the limits", "[proposed]\nlikelihood = 1\n", "beyond the [limits]", tight},
	} {
		const name = "content/risks/R-1.md"
		doc, _ := source.Parse(name, []byte(c.text), source.DefaultLimits)
		record := &source.Record{ID: "R-1", Folder: "risks", File: &source.File{Path: name, Data: []byte("+++\n" + c.text + "+++\n")}, Table: doc.Table}
		got, err := TakeProposed(record, Setting{Language: "ja", Limits: c.limits}, date.Of(2026, 11, 30), nil)
		var f *Fault
		if !errors.As(err, &f) || !strings.Contains(f.Message.En, c.message) || got != nil {
			t.Errorf("%s: %v\n%s", c.name, err, got)
		}
	}
}

// A list of tables is no part of an analysis: what cannot be written as it stands is not taken.
func TestTakeProposedOfWhatIsNoAnalysis(t *testing.T) {
	const name = "content/risks/R-1.md"
	for _, text := range []string{"[proposed]\nlikelihood = 1\n[[proposed.links]]\nurl = \"u\"\n", "[proposed]\nlikelihood = 1\n[proposed.impacts]\nservice = 1\n[[proposed.impacts.links]]\nurl = \"u\"\n"} {
		doc, _ := source.Parse(name, []byte(text), source.DefaultLimits)
		record := &source.Record{ID: "R-1", Folder: "risks", File: &source.File{Path: name, Data: []byte("+++\n" + text + "+++\n")}, Table: doc.Table}
		if got, err := TakeProposed(record, Setting{Language: "ja", Limits: source.DefaultLimits}, date.Of(2026, 11, 30), nil); !errors.Is(err, errUnsafe) || got != nil {
			t.Errorf("%s: %v\n%s", text, err, got)
		}
	}
}
