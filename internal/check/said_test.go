package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatIsSaid holds all that the rules say of the registers of these tests, place by place: the message, the help and what it points to besides. The
// tables say what is wanted of each case; this file shows a reviewer what readers get to see, and holds that nobody changes it unawares.
//
//	UPDATE=1 go test ./internal/check -run TestWhatIsSaid
func TestWhatIsSaid(t *testing.T) {
	const golden = "testdata/said.txt"
	var b strings.Builder
	tell := func(name, rule, register string) {
		for _, d := range checked(t, register).Diagnostics {
			if string(d.Rule) != rule {
				continue
			}
			if name != "" {
				fmt.Fprintf(&b, "== %s: %s\n", rule, name)
				name = ""
			}
			fmt.Fprintf(&b, "%s:%d:%d-%d:%d %s: %s\n   %s\n", d.Place.File, d.Place.Line, d.Place.Column, d.Place.EndLine, d.Place.EndColumn, d.Severity, d.Message.En, d.Help.En)
			for _, r := range d.Related {
				fmt.Fprintf(&b, "   %s:%d:%d %s\n", r.Place.File, r.Place.Line, r.Place.Column, r.Message.En)
			}
		}
	}
	for _, r := range Rules {
		tell("its own example", string(r.Name), r.Failing)
	}
	for _, c := range slices.Concat(cases, writtenCases, liveCases, credibilityCases) {
		if len(c.want) > 0 {
			tell(c.name, c.rule, c.register)
		}
	}
	got := b.String()
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the rules say something else (-before +now; UPDATE=1 writes it anew):\n%s", diff)
	}
}
