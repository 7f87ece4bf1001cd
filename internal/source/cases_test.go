package source

import (
	"maps"
	"slices"
	"testing"

	"github.com/riskbook/riskbook/internal/diagnostic"
)

// checkListed holds a finding to the list of cases.
func checkListed(t *testing.T, list []diagnostic.Finding) {
	t.Helper()
	for _, f := range list {
		names := slices.Sorted(maps.Keys(f.Args))
		if !slices.ContainsFunc(Cases, func(c Case) bool { return c.Rule == f.Rule && c.Name == f.Case && slices.Equal(c.Args, names) }) {
			t.Errorf("%s is not among the cases", say(f))
		}
	}
}

func TestCasesAreSorted(t *testing.T) {
	key := func(c Case) string { return string(c.Rule) + "/" + string(c.Name) }
	for i, c := range Cases {
		if i > 0 && key(Cases[i-1]) >= key(c) {
			t.Errorf("%s stands after %s", key(c), key(Cases[i-1]))
		}
		if !slices.IsSorted(c.Args) {
			t.Errorf("the arguments of %s: %v", key(c), c.Args)
		}
	}
}
