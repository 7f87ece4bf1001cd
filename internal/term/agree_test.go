package term_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/riskbook/riskbook/internal/term"
)

func TestFormsGoWithTheirNumbers(t *testing.T) {
	for _, test := range []struct{ text, single, want string }{
		{"There are no open risks.", "", "There are no open risks."},
		{"{n} {n|risk changes|risks change} level", "n", "{n} risk changes level"},
		{"{n} {n|risk changes|risks change} level", "", "{n} risks change level"},
		{"{n|The only risk|All {n} of {all} risks}.", "n", "The only risk."},
		{"{n|The only risk|All {n} of {all} risks}.", "all", "All {n} of {all} risks."},
		{"{done} of {total} {total|action|actions}, {late} {late|is|are} late", "late", "{done} of {total} actions, {late} is late"},
		{"{n|day|days} | {n}", "n", "day | {n}"},
		{"{n} day{n||s}", "n", "{n} day"},
		{"{n} day{n||s}", "", "{n} days"},
		{"a | b", "a", "a | b"},
	} {
		if got := term.Agree(test.text, func(name string) bool { return slices.Contains(strings.Fields(test.single), name) }); got != test.want {
			t.Errorf("%q where %q is one: %q, want %q", test.text, test.single, got, test.want)
		}
	}
}
