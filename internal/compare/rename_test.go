package compare

import "testing"

// The share is that of the facts that are equal among all that either states.
func TestSharesAreOfAllFactsThatEitherStates(t *testing.T) {
	facts := func(pairs ...string) sayings {
		s := sayings{facts: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			s.facts[pairs[i]] = pairs[i+1]
		}
		return s
	}
	for _, c := range []struct {
		name string
		a, b sayings
		want float64
	}{
		{"the same", facts("a", "1", "b", "2"), facts("a", "1", "b", "2"), 1},
		{"one of two", facts("a", "1", "b", "2"), facts("a", "1", "b", "3"), 0.5},
		{"one of three", facts("a", "1", "b", "2"), facts("a", "1", "c", "2"), 1.0 / 3},
		{"three of five", facts("a", "1", "b", "2", "c", "3", "d", "4"), facts("a", "1", "b", "2", "c", "3", "e", "5"), 0.6},
		{"nothing", facts("a", "1"), facts("b", "1"), 0},
		{"words alone", sayings{words: []string{"x", "y"}}, sayings{words: []string{"x", "z"}}, 0.5},
		{"nothing at all", sayings{}, sayings{}, 0},
	} {
		if got := shared(c.a, c.b); got != c.want {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
	// Exactly 60 % is enough to be one record, and with it no other one under the same id.
	if alikeEnough != 0.6 {
		t.Errorf("%g is enough, want 0.6", alikeEnough)
	}
}

func TestExactlySixtyPerCentIsOneRecord(t *testing.T) {
	// owner, identified, likelihood, impact and criteria: two of five differ.
	const was = "+++\ntitle = \"浸水\"\nowner = \"o\"\nidentified = 2026-01-01\n[current]\nlikelihood = 2\nimpact = 2\ncriteria = \"1\"\n+++\n"
	const is = "+++\ntitle = \"浸水\"\nowner = \"p\"\nidentified = 2026-01-01\n[current]\nlikelihood = 1\nimpact = 2\ncriteria = \"1\"\n+++\n"
	got := fates(Compare(judged(t, map[string]string{"criteria.toml": three, "risks/R-1.md": was}), judged(t, map[string]string{"criteria.toml": three, "risks/R-2.md": is})))
	if len(got) != 1 || got[0] != "renamed R-1>R-2 [current owner]" {
		t.Errorf("found %v, want R-1 renamed", got)
	}
}
