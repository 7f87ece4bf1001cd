package check

import (
	"strings"
	"testing"
)

// A help says what lifts the reasons, and which rows of authority held.
func TestHelpOfBreachesNamesWhatWouldMendThem(t *testing.T) {
	for _, c := range []struct{ rule, register, want string }{
		{"retained-against-criteria", exampleContext + retained(exampleMediumRisk), `record an acceptance (kind = "acceptance")`},
		{"retained-against-criteria", exampleContext + retained(exampleRisk), "no acceptance lifts these reasons"},
		{"retained-against-criteria", exampleAsset + exampleEvent + retained(exampleRisk) + judgedToTreat, `verdict = "accept"`},
		{"beyond-authority", withAuthority(`level = "low"`, `by = ["director"]`) + authority(`level = "high"`, `by = ["board", "ciso"]`, "months = 3"), "director up to Low for any time, board, ciso up to High for 3 months)"},
		{"beyond-authority", withAuthority(`level = "low"`, `by = ["director"]`) + authority(`level = "high"`, `by = ["board"]`, "months = 1"), "director up to Low for any time, board up to High for 1 month)"},
		{"beyond-authority", withAuthority(`level = "medium"`, `by = ["director"]`, "months = 9"), "let until be 2027-03-10 or earlier"},
		{"beyond-authority", withAuthority(`level = "low"`, `by = ["director"]`), "in criteria.toml who may accept Medium"},
	} {
		found := false
		for _, d := range checked(t, c.register).Diagnostics {
			if string(d.Rule) == c.rule {
				found = true
				if !strings.Contains(d.Help.En, c.want) {
					t.Errorf("%s: the help is %q, want %q in it", c.rule, d.Help.En, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s is silent", c.rule)
		}
	}
}

func TestBeyondAuthorityPointsAtTheRowsThatHeld(t *testing.T) {
	for _, d := range checked(t, withAuthority(`level = "low"`, `by = ["director"]`, "until = 2026-06-09")+authority(`level = "medium"`, `by = ["board"]`)).Diagnostics {
		if d.Rule == "beyond-authority" {
			if len(d.Related) != 1 || d.Related[0].Place.File != "content/criteria.toml" || d.Related[0].Place.Line != 29 {
				t.Errorf("it points at %v, want line 29 of the criteria", d.Related)
			}
			return
		}
	}
	t.Error("beyond-authority is silent")
}
