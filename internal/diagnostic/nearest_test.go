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

func TestNearestID(t *testing.T) {
	ids := []string{"E-02", "R-001", "R-002", "R-010", "T-001", "incident"}
	for word, want := range map[string]string{
		"R-02":     "R-002", // and not E-02, one letter away
		"r2":       "R-002",
		"R_0010":   "R-010",
		"R-1":      "R-001",
		"R-003":    "R-001", // none has its number: the first that begins alike
		"T-O01":    "T-001",
		"incidant": "incident",
		"X-77":     "",
		"000":      "",
	} {
		if got := NearestID(word, ids); got != want {
			t.Errorf("NearestID(%q) = %q, want %q", word, got, want)
		}
	}
}
