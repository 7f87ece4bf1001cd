package diagnostic

import "testing"

func TestNearest(t *testing.T) {
	keys := []string{"likelihood", "impact", "impacts", "rationale", "owner", "R-001", "R-011"}
	for word, want := range map[string]string{
		"likelyhood": "likelihood",
		"liklihood":  "likelihood",
		"imapct":     "impact",
		"Owner":      "owner",
		"R-0O1":      "R-001",
		"colour":     "",
		"":           "",
	} {
		if got := Nearest(word, keys); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
