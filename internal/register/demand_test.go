package register

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/source"
)

func TestDemandsNameFieldsThatThereAre(t *testing.T) {
	for folder := range demands {
		kind := KindOf(folder)
		if kind == nil {
			t.Errorf("%s is no kind", folder)
			continue
		}
		for _, d := range kind.Demands() {
			if f := Find(kind.Fields(), d.Key); f == nil || !strings.Contains(" "+strings.Join(f.OneOf, " ")+" ", " "+d.Value+" ") {
				t.Errorf("%s: %s knows no value %s", folder, d.Key, d.Value)
			}
			for _, need := range d.Needs {
				for path := range strings.SplitSeq(need, "|") {
					if f := Find(kind.Fields(), strings.Split(path, ".")...); f == nil || f.Required {
						t.Errorf("%s: %s is no field, or needed in any case", folder, path)
					}
				}
			}
		}
	}
}

func TestUnmetDemands(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{`kind = "judgement"`, []string{"verdict"}},
		{`kind = "plan-approval"`, nil},
		{`kind = "acceptance"`, []string{"until", "at"}},
		{"kind = \"acceptance\"\nuntil = 2027-01-01\nat = {}", []string{"at.likelihood", "at.impact"}},
		{"kind = \"acceptance\"\nuntil = 2027-01-01\nat = { likelihood = 1, impact = 2 }", nil},
		{"kind = \"acceptance\"\nuntil = 2027-01-01\nat = { likelihood = 1, impacts = { service = 2 } }", nil},
	} {
		tree, err := source.Read(fstest.MapFS{"content/riskbook.toml": {}, "content/decisions/D-1.md": {Data: []byte("+++\n" + c.text + "\n+++\n")}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, d := range KindOf("decisions").Demands() {
			got = append(got, d.Unmet(tree.Records[0].Table)...)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.text, diff)
		}
	}
}
