package assess

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
)

// Past is what is known of how a register came to be: when each risk was last analysed, and which facts changed, in states numbered from 0. The zero Past
// knows nothing.
type Past struct {
	Analysed map[string]int        // by risk: the state in which its reviewed or its rating last changed, or in which it came
	Facts    map[string][]PastFact // by record, or "criteria": oldest first
}

// PastFact is a fact that changed in a state.
type PastFact struct {
	State    int
	On       date.Date // of the state
	Field    string    // with dots
	From, To any       // plain values
}

// bearing are the facts that bear on the verdict of whoever rests on a record, by the folder of its kind (history: Staleness by facts). Owners, tags, links
// and maps are none: a reorganisation would make everything stale.
var bearing = map[string][]string{
	"assets":     {"kind", "viewpoints", "service", "service_level", "importance", "separation", "depends_on"},
	"controls":   {"state", "function"},
	"events":     {"approach", "sources", "assets"},
	"indicators": {"warn", "limit"},
	"sources":    {"kind", "origin", "trend", "observed", "identifiers", "assets"},
}

// Bears reports whether a verdict may rest on a fact of a kind of records.
func Bears(folder, field string) bool {
	top, _, _ := strings.Cut(field, ".")
	return slices.Contains(bearing[folder], top)
}

// Rates reports whether a fact of a risk is part of its analysis.
func Rates(field string) bool {
	if field == "reviewed" {
		return true
	}
	at, value, ok := strings.Cut(field, ".")
	value, _, _ = strings.Cut(value, ".")
	return ok && (at == "current" || at == "inherent") && slices.Contains([]string{"factors", "impact", "impacts", "likelihood"}, value)
}

// Said is a value as JSON writes it; empty where there is none.
type Said string

// AsJSON gives a plain value as JSON writes it.
func AsJSON(v any) Said {
	if v == nil {
		return ""
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return Said(text)
}

// MarshalJSON gives the value.
func (s Said) MarshalJSON() ([]byte, error) { return []byte(cmp.Or(string(s), "null")), nil }

// String gives the value as people read it: a list one element after the other, and of a table no more than that there is one.
func (s Said) String() string {
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []any:
		parts := make([]string, len(v))
		for i := range v {
			parts[i] = AsJSON(v[i]).String()
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		return "…"
	}
	return string(s)
}
