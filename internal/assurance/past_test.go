package assurance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/planted"
)

// What is recalled counts by states, not by days: R-1 was last analysed in state 4, R-2 in state 9, R-3 is unknown to the past.
func TestStalenessByFacts(t *testing.T) {
	day := func(n int) date.Date { return date.Of(2026, 5, n) }
	fact := func(state int, field string, from, to any) assess.PastFact {
		return assess.PastFact{State: state, On: day(state), Field: field, From: from, To: to}
	}
	register := []string{planted.Criteria, planted.Asset("A-1"), planted.Asset("A-2"), planted.Event("E-1", `assets = ["A-2"]`), planted.SourceObserved("S-1", "2025-01-01"),
		planted.Record("controls", "C-1", []string{`function = "prevent"`, `state = "planned"`}), planted.Record("controls", "C-2", []string{`function = "prevent"`, `state = "planned"`, "provisional = true"}),
		planted.Record("indicators", "I-1", []string{`risks = ["R-1", "R-1"]`, "warn = 1", "limit = 2"}),
		planted.Risk("R-1", planted.At(1, 1), "reviewed = 2026-06-01", `controls = ["C-1", "C-2"]`, `events = ["E-1"]`, `assets = ["A-1"]`, `sources = ["S-1"]`),
		planted.Risk("R-2", planted.At(1, 1), "reviewed = 2026-06-01", `controls = ["C-1"]`), planted.Risk("R-3", planted.At(1, 1), "reviewed = 2026-06-01", `controls = ["C-1"]`),
		planted.Risk("R-4", `controls = ["C-1"]`), planted.Risk("R-5", planted.At(1, 1), `controls = ["C-1"]`, `status = "closed"`, "closed_on = 2026-06-02", `closed_because = "c"`)}
	for _, c := range []struct {
		name  string
		facts map[string][]assess.PastFact
		want  string // of R-1; R-2 rests on C-1 alone and was analysed in state 9
	}{
		{"nothing", nil, ""},
		{"in a later state", map[string][]assess.PastFact{"C-1": {fact(5, "state", "in-place", "planned")}}, `C-1 state "in-place">"planned" 2026-05-05`},
		{"in the state of the analysis", map[string][]assess.PastFact{"C-1": {fact(4, "state", "in-place", "planned")}}, ""},
		{"there and back", map[string][]assess.PastFact{"C-1": {fact(5, "state", "in-place", "planned"), fact(6, "state", "planned", "in-place")}}, ""},
		{"in two steps", map[string][]assess.PastFact{"C-1": {fact(5, "state", "in-place", "partial"), fact(6, "state", "partial", "planned")}}, `C-1 state "in-place">"planned" 2026-05-06`},
		{"in two steps, of which the later is dated earlier", map[string][]assess.PastFact{"C-1": {fact(6, "state", "in-place", "partial"), {State: 7, On: day(3), Field: "state", From: "partial", To: "planned"}}}, `C-1 state "in-place">"planned" 2026-05-06`},
		{"before and after", map[string][]assess.PastFact{"C-1": {fact(3, "state", "retired", "in-place"), fact(5, "state", "in-place", "planned")}}, `C-1 state "in-place">"planned" 2026-05-05`},
		{"two facts", map[string][]assess.PastFact{"C-1": {fact(5, "state", "in-place", "planned"), fact(6, "function", nil, "prevent")}}, `C-1 state "in-place">"planned" 2026-05-05, C-1 function >"prevent" 2026-05-06`},
		{"of a source, an asset, an event, that of the event, and an indicator", map[string][]assess.PastFact{
			"S-1": {fact(5, "trend", "steady", "rising")}, "A-1": {fact(6, "kind", "paper", "other")}, "E-1": {fact(7, "assets", []any{}, []any{"A-2"})}, "A-2": {fact(8, "kind", "paper", "other")}, "I-1": {fact(9, "limit", 3, 2)},
		}, `S-1 trend "steady">"rising" 2026-05-05, A-1 kind "paper">"other" 2026-05-06, E-1 assets []>["A-2"] 2026-05-07, A-2 kind "paper">"other" 2026-05-08, I-1 limit 3>2 2026-05-09`},
		{"of a control that nobody has confirmed", map[string][]assess.PastFact{"C-2": {fact(5, "state", "in-place", "planned")}}, ""},
		{"of a record that is gone, and of one that it does not rest on", map[string][]assess.PastFact{"C-9": {fact(5, "state", "in-place", "planned")}, "R-2": {fact(5, "owner", "a", "b")}}, ""},
		{"of the criteria", map[string][]assess.PastFact{"criteria": {fact(5, "matrix", 1, 2)}}, `criteria matrix 1>2 2026-05-05`},
	} {
		a := judged(t, register...)
		before := len(a.Risk("R-1").Stale)
		Recall(a, assess.Past{Analysed: map[string]int{"R-1": 4, "R-2": 9, "R-4": 0, "R-5": 0}, Facts: c.facts})
		var got []string
		for _, s := range a.Risk("R-1").Stale[before:] {
			got = append(got, fmt.Sprintf("%s %s %s>%s %s", s.Because, s.What, string(s.From), string(s.To), s.On))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", c.name, diff)
		}
		for _, id := range []string{"R-2", "R-3", "R-4", "R-5"} {
			if stale := a.Risk(id).Stale; len(stale) > 0 && !(id == "R-2" && strings.HasPrefix(c.want, "criteria")) {
				t.Errorf("%s: %s is stale: %v", c.name, id, stale)
			}
		}
	}
}
