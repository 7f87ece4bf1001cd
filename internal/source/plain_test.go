package source

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
)

// Every type of TOML becomes what JSON can write; of nan and inf, which it has no numbers for, the words stay.
func TestPlainValuesCanBeWrittenAsJSON(t *testing.T) {
	tree, err := Read(fstest.MapFS{
		"content/riskbook.toml": {Data: []byte("title = \"t\"\n")},
		"content/pages/P.md":    {Data: []byte("+++\na = \"x\"\nb = 3\nc = 1.5\nd = true\ne = 2026-11-30\nf = [1, [\"y\"]]\ng = { h = nan, i = -inf, j = +inf }\n+++\n")},
	})
	if err != nil || len(tree.Findings) > 0 {
		t.Fatal(err, tree.Findings)
	}
	got, err := json.Marshal(tree.Records[0].Table.Plain(strings.ToUpper))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"a":"X","b":3,"c":1.5,"d":true,"e":"2026-11-30","f":[1,["Y"]],"g":{"h":"nan","i":"-inf","j":"+inf"}}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if (*Value)(nil).Plain(strings.ToUpper) != nil {
		t.Error("no value is one")
	}
}
