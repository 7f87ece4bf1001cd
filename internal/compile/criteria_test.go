package compile_test

import (
	"testing"
	"testing/fstest"

	"github.com/riskbook/riskbook/internal/compile"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

const proposedCriteria = `revision = "2"
likelihood = [{ value = 1, label = "1" }, { value = 2, label = "2" }]
impact = [{ value = 1, label = "1" }, { value = 2, label = "2" }]
level = [{ key = "low", label = "L", acceptance = "accept" }, { key = "high", label = "H", acceptance = "treat" }]
matrix.rows = [["low", "low"], ["low", "high"]]
`

// The example scales hold, since there are no criteria yet; a proposal is found faulty by every command, and compared for pages alone.
func TestProposalIsCheckedAlwaysAndComparedForPages(t *testing.T) {
	read := func(criteria string, depth compile.Depth) *compile.Judged {
		t.Helper()
		folder := fstest.MapFS{
			"content/riskbook.toml":          {Data: []byte("title = \"T\"\n")},
			"content/criteria.proposed.toml": {Data: []byte(criteria)},
			"content/decisions/D-1.md":       {Data: []byte("+++\ntitle = \"d\"\nkind = \"judgement\"\non = 2026-01-02\nby = \"o\"\nbasis = \"b\"\nrisks = [\"R-1\"]\nverdict = \"treat\"\nknowledge = \"k\"\n+++\n")},
			"content/risks/R-1.md":           {Data: []byte("+++\ntitle = \"r\"\nowner = \"o\"\nidentified = 2026-01-01\ncurrent = { likelihood = 2, impact = 3 }\n+++\n")},
		}
		j, err := compile.Read(t.Context(), folder, func(*register.Register) (date.Date, error) { return date.Of(2026, 11, 23), nil }, depth)
		if err != nil {
			t.Fatal(err)
		}
		return j
	}
	errors := func(j *compile.Judged) (found int) {
		for _, d := range j.Checked.Diagnostics {
			if d.Place.File == "content/criteria.proposed.toml" {
				found++
			}
		}
		return found
	}
	for _, depth := range []compile.Depth{compile.ForCheck, compile.ForSite} {
		if j := read(proposedCriteria, depth); errors(j) != 0 || (j.Proposed != nil) != (depth == compile.ForSite) || j.Register.Criteria.Given {
			t.Errorf("depth %d: %d errors, compared: %v, in force: %v", depth, errors(j), j.Proposed != nil, j.Register.Criteria.Given)
		}
		if j := read(proposedCriteria+"matrix.rule = \"sum\"\n", depth); errors(j) == 0 || j.Proposed != nil {
			t.Errorf("depth %d: %d errors of a proposal that has some, compared: %v", depth, errors(j), j.Proposed != nil)
		}
	}
	// A proposal may adopt what a decision of the register says, and nothing that is not there.
	for id, wanted := range map[string]int{"D-1": 0, "D-2": 1} {
		change := "[[change]]\non = 2026-02-01\nwhat = \"w\"\nadopts = [\"" + id + "\"]\n"
		if found := errors(read(proposedCriteria+change, compile.ForCheck)); found != wanted {
			t.Errorf("a proposal that adopts %s has %d errors, want %d", id, found, wanted)
		}
	}
	// The impact of 3 is on the scale that holds and not on the proposed one; it is left as it is.
	r := read(proposedCriteria, compile.ForSite).Proposed.Risks
	if len(r) != 1 || !r[0].After.Now.OffScale || *r[0].After.Now.Impact != 3 {
		t.Errorf("what would change: %+v", r)
	}
}
