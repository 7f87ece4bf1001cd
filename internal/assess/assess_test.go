package assess

import (
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
// low is accepted, middle wants approval, high wants treatment.
const criteria35 = `
-- content/criteria.toml --
revision = "2"
approved_on = 2026-01-01
likelihood = [{ value = 1, label = "1" }, { value = 2, label = "2" }, { value = 3, label = "3" }]
impact = [{ value = 1, label = "1" }, { value = 2, label = "2" }, { value = 3, label = "3" }, { value = 4, label = "4" }, { value = 5, label = "5" }]
area = [{ key = "service", label = "S" }, { key = "finance", label = "F" }]
level = [{ key = "low", label = "L", acceptance = "accept" }, { key = "middle", label = "M", acceptance = "approval" }, { key = "high", label = "H", acceptance = "treat" }]
viewpoint = [{ key = "legal", label = "L", weight = 3, prohibitive = true }, { key = "trust", label = "T", weight = 2 }, { key = "value", label = "V", weight = 2 }]
[matrix]
rows = [["low", "low", "low", "middle", "middle"], ["low", "low", "middle", "middle", "high"], ["low", "middle", "middle", "high", "high"]]
`

// understand reads a register from text in the txtar form. Bulk files lack the title that every record needs; "title" is filled in by bulk.
func understand(t testing.TB, texts ...string) *register.Register {
	t.Helper()
	files := fstest.MapFS{"content/riskbook.toml": {Data: []byte("title = \"T\"\n")}}
	for _, text := range texts {
		for _, f := range txtar.Parse([]byte(text)).Files {
			if earlier := files[f.Name]; earlier != nil && f.Name != "content/riskbook.toml" {
				f.Data = append(earlier.Data, f.Data...)
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

// sound is understand for a register that must be free of faults.
func sound(t testing.TB, texts ...string) *register.Register {
	t.Helper()
	r := understand(t, texts...)
	for _, f := range r.Faults {
		t.Errorf("fault: %s/%s at %s:%d: %v", f.Rule, f.Case, f.Place.File, f.Place.Line, f.Args)
	}
	return r
}

func TestLargestImpactAndItsLevelDecide(t *testing.T) {
	a := Assess(sound(t, criteria35, `
-- content/risks/r.toml --
[R-1]
title = "r"
owner = "o"
identified = 2026-01-10
current = { likelihood = 3, impacts = { service = 2, finance = 4 } }
`), today)
	k := a.Risk("R-1")
	if k.Now.Level != 2 || k.Outcome != NeedsTreatment {
		t.Errorf("%+v", k)
	}
}
