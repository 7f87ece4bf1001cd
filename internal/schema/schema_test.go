package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/riskbook/riskbook"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// compiled reads a schema with a validator of others, which holds it against the metaschema.
func compiled(t testing.TB, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fromTOML gives a value of TOML as Tombi hands it to a schema: a date is a string, but a string in quotes is no date.
func fromTOML(v *source.Value) any {
	switch v.Kind {
	case source.Integer:
		return v.Integer
	case source.Float:
		return v.Float
	case source.Boolean:
		return v.Boolean
	case source.Date:
		return v.Date.String()
	case source.Array:
		items := make([]any, len(v.Items))
		for i := range v.Items {
			items[i] = fromTOML(&v.Items[i])
		}
		return items
	case source.Table:
		table := map[string]any{}
		for i := range v.Fields {
			table[v.Fields[i].Key] = fromTOML(&v.Fields[i].Value)
		}
		return table
	}
	if _, err := date.Parse(v.Text); err == nil {
		return v.Text + " in quotes"
	}
	return v.Text
}

// validators holds every schema, compiled once.
type validators struct {
	records, bulk map[string]*jsonschema.Schema // by folder
	documents     map[string]*jsonschema.Schema // by name
}

func newValidators(t testing.TB) validators {
	v := validators{map[string]*jsonschema.Schema{}, map[string]*jsonschema.Schema{}, map[string]*jsonschema.Schema{}}
	for i := range register.Kinds {
		k := &register.Kinds[i]
		v.records[k.Folder], v.bulk[k.Folder] = compiled(t, Record(k, nil, "en")), compiled(t, Bulk(k, nil, "en"))
	}
	for _, d := range register.Documents() {
		v.documents[d.Name] = compiled(t, Document(d, "ja"))
	}
	return v
}

// faults validates everything in a tree and gives what does not pass, by file or id.
func (v validators) faults(tree *source.Tree) map[string]error {
	faults := map[string]error{}
	for _, r := range tree.Records {
		if r.Broken {
			continue
		}
		table := fromTOML(r.Table)
		if err := v.records[r.Folder].Validate(table); err != nil {
			faults[r.ID] = err
		}
		table.(map[string]any)["body"] = "text"
		if err := v.bulk[r.Folder].Validate(map[string]any{r.ID: table}); err != nil {
			faults[r.ID] = err
		}
	}
	for name, doc := range map[string]*source.Document{"baseline.toml": tree.Baseline, "criteria.proposed.toml": tree.Proposal, "criteria.toml": tree.Criteria, "parties.toml": tree.Parties, "riskbook.toml": tree.Config} {
		if doc == nil || doc.Broken {
			continue
		}
		if err := v.documents[name].Validate(fromTOML(doc.Table)); err != nil {
			faults[name] = err
		}
	}
	return faults
}

func TestSampleIsValid(t *testing.T) {
	tree, err := source.Read(riskbook.Sample)
	if err != nil {
		t.Fatal(err)
	}
	if len(tree.Records) < 100 {
		t.Fatalf("the sample has %d records", len(tree.Records))
	}
	for name, err := range newValidators(t).faults(tree) {
		t.Errorf("%s: %v", name, err)
	}
}

func TestAllHoldsEverySchema(t *testing.T) {
	compiled(t, All(nil, "ja"))
	var all struct {
		Definitions map[string]json.RawMessage `json:"definitions"`
	}
	if err := json.Unmarshal(All(nil, "ja"), &all); err != nil {
		t.Fatal(err)
	}
	if want := 2*len(register.Kinds) + len(register.Documents()); len(all.Definitions) != want {
		t.Errorf("%d definitions, want %d", len(all.Definitions), want)
	}
	for name, one := range map[string][]byte{"risks": Record(register.KindOf("risks"), nil, "ja"), "risks.toml": Bulk(register.KindOf("risks"), nil, "ja"), "baseline.toml": Document(register.Documents()[0], "ja")} {
		var alone, within map[string]any
		if err := json.Unmarshal(one, &alone); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(all.Definitions[name], &within); err != nil {
			t.Fatal(err)
		}
		if delete(alone, "$schema"); !reflect.DeepEqual(alone, within) {
			t.Errorf("the definition of %s differs from the schema by itself", name)
		}
	}
}

func TestFilesAreSortedAndMatchWhatPeopleWrite(t *testing.T) {
	files := Files(nil, "en")
	if !slices.IsSortedFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) }) || len(files) != len(register.Kinds)+len(register.Documents()) {
		t.Errorf("%d files", len(files))
	}
	matches := map[string]bool{}
	for _, f := range files {
		matches[f.Matches] = true
		compiled(t, f.Data)
	}
	err := fs.WalkDir(riskbook.Sample, "content", func(path string, entry fs.DirEntry, err error) error {
		folder, _, below := strings.Cut(strings.TrimPrefix(path, "content/"), "/")
		pattern := "content/" + folder
		if below {
			pattern += "/**/*.toml"
		}
		if strings.HasSuffix(path, ".toml") && !matches[pattern] {
			t.Errorf("no schema is bound to %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// byReading are the rules whose faults lie in a value itself, so that a schema can see them too.
var byReading = []string{"bad-id", "missing-key", "unknown-key", "unknown-value", "wrong-type"}

var marker = regexp.MustCompile(`<\d+ bytes>|<\d+ times|<link |<F[EF]>|<folder>`)

func TestExamplesOfRulesFailWhereASchemaCanSeeIt(t *testing.T) {
	v := newValidators(t)
	read := func(example string) *source.Tree {
		files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"x\"\n")}}
		for _, f := range txtar.Parse([]byte(example)).Files {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
		tree, err := source.Read(files)
		if err != nil {
			t.Fatal(err)
		}
		return tree
	}
	seen := 0
	for _, rule := range check.Rules {
		if marker.MatchString(rule.Failing + rule.Passing) {
			continue // of bytes and links, not of values
		}
		faults := v.faults(read(rule.Failing))
		if slices.Contains(byReading, string(rule.Name)) {
			if seen++; len(faults) != 1 {
				t.Errorf("the failing example of %s: %v", rule.Name, faults)
			}
		}
		if faults := v.faults(read(rule.Passing)); len(faults) > 0 {
			t.Errorf("the passing example of %s: %v", rule.Name, faults)
		}
	}
	if seen != len(byReading) {
		t.Errorf("%d of %d examples were seen", seen, len(byReading))
	}
}

// TestSchemaKnowsFactorsRequestsAndAuthorities holds the schemas to what may be written: records and criteria that the register takes, and some that it refuses.
func TestSchemaKnowsFactorsRequestsAndAuthorities(t *testing.T) {
	const risk = "title = \"T\"\nowner = \"o\"\nidentified = 2026-01-01\n"
	const plan = "title = \"T\"\nowner = \"o\"\nrisks = [\"R-1\"]\noption = \"modify\"\naim = \"both\"\nstatus = \"draft\"\ndue = 2026-12-01\n"
	const criteria = `revision = "1"
likelihood = [{ value = 1, label = "L" }]
impact = [{ value = 1, label = "I" }]
level = [{ key = "low", label = "Low", acceptance = "accept" }]
matrix = { rows = [["low"]] }
`
	const factors = "[likelihood_from]\nrows = [[1]]\n[[likelihood_from.factor]]\nkey = \"threat\"\nlabel = \"T\"\nsteps = [{ value = 1, label = \"L\" }]\n"
	v := newValidators(t)
	for _, c := range []struct {
		schema, text string
		valid        bool
	}{
		{"risks", risk + "[current]\nfactors = { threat = 3, vulnerability = 2 }\nimpact = 4\n", true},
		{"risks", risk + "[proposed]\nfactors = { threat = 3, vulnerability = 2 }\nconfidence = \"low\"\n", true},
		{"risks", risk + "[current]\nfactors = { threat = \"high\" }\n", false},
		{"risks", risk + "[current]\nfactors = 3\n", false},
		{"risks", "title = \"T\"\n", false},
		{"risks", "title = \"T\"\nincomplete = true\n", true},
		{"risks", "title = \"T\"\nincomplete = false\n", false},
		{"risks", risk + "provisional = true\n", true},
		{"risks", risk + "provisional = \"yes\"\n", false},
		{"treatments", plan + "[[target]]\nrisk = \"R-1\"\nlevel = \"low\"\n", true},
		{"treatments", plan + "[[target]]\nrisk = \"R-1\"\nfactors = { threat = 1, vulnerability = 1 }\n", true},
		{"treatments", plan + "[[target]]\nrisk = \"R-1\"\nlevel = 1\n", false},
		{"treatments", plan + "[[target]]\nlevel = \"low\"\n", false},
		{"decisions", "title = \"T\"\nkind = \"acceptance\"\nrequested = 2026-11-20\ndecide_by = 2026-12-01\nof = \"board\"\nrisks = [\"R-1\"]\n", true},
		{"decisions", "title = \"T\"\nkind = \"judgement\"\nrequested = 2026-11-20\n", true},
		{"decisions", "title = \"T\"\nkind = \"acceptance\"\nrisks = [\"R-1\"]\n", false},
		{"decisions", "title = \"T\"\nkind = \"acceptance\"\nrequested = 2026-11-20\non = 2026-11-21\n", false},
		{"decisions", "title = \"T\"\nrequested = 2026-11-20\n", false},
		{"decisions", "title = \"T\"\nkind = \"acceptance\"\non = 2026-11-20\nby = \"b\"\nbasis = \"B\"\nuntil = 2027-01-01\nat = { factors = { threat = 1, vulnerability = 1 }, impact = 2 }\n", true},
		{"decisions", "title = \"T\"\nkind = \"acceptance\"\non = 2026-11-20\nby = \"b\"\nbasis = \"B\"\nuntil = 2027-01-01\nat = { impact = 2 }\n", false},
		{"decisions", "title = \"T\"\nkind = \"closing\"\non = 2026-11-20\nby = \"b\"\nbasis = \"B\"\nrisks = [\"R-1\"]\n", true},
		{"decisions", "title = \"T\"\nkind = \"cancelling\"\non = 2026-11-20\nby = \"b\"\nbasis = \"B\"\n", false},
		{"criteria.toml", criteria + "[[authority]]\nlevel = \"low\"\nby = [\"ciso\"]\nmonths = 12\nfrom = 2026-04-01\nuntil = 2027-03-31\n", true},
		{"criteria.toml", criteria + "[[authority]]\nlevel = \"low\"\n", false},
		{"criteria.toml", criteria + "[[authority]]\nlevel = \"low\"\nby = \"ciso\"\n", false},
		{"criteria.toml", criteria + "[[authority]]\nlevel = \"low\"\nby = [\"ciso\"]\nmonths = 0\n", false},
		{"criteria.toml", criteria + factors, true},
		{"criteria.proposed.toml", criteria + factors, true},
		{"criteria.toml", criteria + "[likelihood_from]\nrows = [[1]]\n", false},
		{"criteria.toml", criteria + strings.Replace(factors, "[[1]]", "[[\"1\"]]", 1), false},
		{"criteria.toml", criteria + strings.Replace(factors, "value = 1, ", "", 1), false},
		{"criteria.toml", criteria + "[[change]]\non = 2026-01-01\nwhat = \"W\"\nadopts = [\"D-1\"]\n", true},
		{"criteria.toml", criteria + "[[change]]\non = 2026-01-01\nwhat = \"W\"\nadopts = \"D-1\"\n", false},
	} {
		doc, findings := source.Parse("content/x.toml", []byte(c.text), source.DefaultLimits)
		if len(findings) > 0 {
			t.Fatalf("%s: %v", c.text, findings)
		}
		one := v.documents[c.schema]
		if one == nil {
			one = v.records[c.schema]
		}
		if err := one.Validate(fromTOML(doc.Table)); (err == nil) != c.valid {
			t.Errorf("%s: valid should be %t: %v\n%s", c.schema, c.valid, err, c.text)
		}
	}
}
