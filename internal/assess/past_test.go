package assess

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/date"
)

func TestFactsThatBearOnAVerdict(t *testing.T) {
	for _, c := range []struct {
		folder, field string
		want          bool
	}{
		{"controls", "state", true}, {"controls", "owner", false}, {"controls", "function", true}, {"assets", "importance.integrity", true}, {"assets", "tags", false}, {"assets", "links.url", false},
		{"sources", "trend", true}, {"indicators", "limit", true}, {"indicators", "unit", false}, {"events", "sources", true}, {"risks", "state", false}, {"", "", false},
	} {
		want(t, c.folder+" "+c.field, Bears(c.folder, c.field), c.want)
	}
	for field, rates := range map[string]bool{
		"reviewed": true, "current.likelihood": true, "current.impact": true, "current.impacts.service": true, "inherent.factors.threat": true, "inherent.likelihood": true,
		"current": false, "current.rationale": false, "proposed.likelihood": false, "likelihood": false, "next_review": false, "owner": false, "treatment.impact": false,
	} {
		want(t, field, Rates(field), rates)
	}
}

// A value is given as JSON writes it, and read as people read it.
func TestWhatAFactSaid(t *testing.T) {
	for _, c := range []struct {
		value      any
		json, text string
	}{
		{nil, "null", ""}, {"rising", `"rising"`, "rising"}, {3, "3", "3"}, {true, "true", "true"}, {[]any{"a", 2}, `["a",2]`, "a, 2"}, {[]any{}, "[]", ""}, {map[string]any{"a": 1}, `{"a":1}`, "…"},
		{date.Of(2026, 6, 15), `"2026-06-15"`, "2026-06-15"}, {func() {}, "null", ""},
	} {
		said := asJSON(c.value)
		written, err := json.Marshal(said)
		if err != nil || string(written) != c.json || said.String() != c.text {
			t.Errorf("%T is written %s (%v) and read %q, want %s and %q", c.value, written, err, said.String(), c.json, c.text)
		}
	}
	want(t, "what is no JSON", Said("{").String(), "")
}

// What is recalled counts by states, not by days: R-1 was last analysed in state 4, R-2 in state 9, R-3 is unknown to the past.
func TestStalenessByFacts(t *testing.T) {
	day := func(n int) date.Date { return date.Of(2026, 5, n) }
	fact := func(state int, field string, from, to any) PastFact {
		return PastFact{State: state, On: day(state), Field: field, From: from, To: to}
	}
	register := []string{criteria35, asset("A-1"), asset("A-2"), event("E-1", `assets = ["A-2"]`), sourceObserved("S-1", "2025-01-01"),
		record("controls", "C-1", []string{`function = "prevent"`, `state = "planned"`}), record("controls", "C-2", []string{`function = "prevent"`, `state = "planned"`, "provisional = true"}),
		record("indicators", "I-1", []string{`risks = ["R-1", "R-1"]`, "warn = 1", "limit = 2"}),
		risk("R-1", at(1, 1), "reviewed = 2026-06-01", `controls = ["C-1", "C-2"]`, `events = ["E-1"]`, `assets = ["A-1"]`, `sources = ["S-1"]`),
		risk("R-2", at(1, 1), "reviewed = 2026-06-01", `controls = ["C-1"]`), risk("R-3", at(1, 1), "reviewed = 2026-06-01", `controls = ["C-1"]`),
		risk("R-4", `controls = ["C-1"]`), risk("R-5", at(1, 1), `controls = ["C-1"]`, `status = "closed"`, "closed_on = 2026-06-02", `closed_because = "c"`)}
	for _, c := range []struct {
		name  string
		facts map[string][]PastFact
		want  string // of R-1; R-2 rests on C-1 alone and was analysed in state 9
	}{
		{"nothing", nil, ""},
		{"in a later state", map[string][]PastFact{"C-1": {fact(5, "state", "in-place", "planned")}}, `C-1 state "in-place">"planned" 2026-05-05`},
		{"in the state of the analysis", map[string][]PastFact{"C-1": {fact(4, "state", "in-place", "planned")}}, ""},
		{"there and back", map[string][]PastFact{"C-1": {fact(5, "state", "in-place", "planned"), fact(6, "state", "planned", "in-place")}}, ""},
		{"in two steps", map[string][]PastFact{"C-1": {fact(5, "state", "in-place", "partial"), fact(6, "state", "partial", "planned")}}, `C-1 state "in-place">"planned" 2026-05-06`},
		{"in two steps, of which the later is dated earlier", map[string][]PastFact{"C-1": {fact(6, "state", "in-place", "partial"), {State: 7, On: day(3), Field: "state", From: "partial", To: "planned"}}}, `C-1 state "in-place">"planned" 2026-05-06`},
		{"before and after", map[string][]PastFact{"C-1": {fact(3, "state", "retired", "in-place"), fact(5, "state", "in-place", "planned")}}, `C-1 state "in-place">"planned" 2026-05-05`},
		{"two facts", map[string][]PastFact{"C-1": {fact(5, "state", "in-place", "planned"), fact(6, "function", nil, "prevent")}}, `C-1 state "in-place">"planned" 2026-05-05, C-1 function >"prevent" 2026-05-06`},
		{"of a source, an asset, an event, that of the event, and an indicator", map[string][]PastFact{
			"S-1": {fact(5, "trend", "steady", "rising")}, "A-1": {fact(6, "kind", "paper", "other")}, "E-1": {fact(7, "assets", []any{}, []any{"A-2"})}, "A-2": {fact(8, "kind", "paper", "other")}, "I-1": {fact(9, "limit", 3, 2)},
		}, `S-1 trend "steady">"rising" 2026-05-05, A-1 kind "paper">"other" 2026-05-06, E-1 assets []>["A-2"] 2026-05-07, A-2 kind "paper">"other" 2026-05-08, I-1 limit 3>2 2026-05-09`},
		{"of a control that nobody has confirmed", map[string][]PastFact{"C-2": {fact(5, "state", "in-place", "planned")}}, ""},
		{"of a record that is gone, and of one that it does not rest on", map[string][]PastFact{"C-9": {fact(5, "state", "in-place", "planned")}, "R-2": {fact(5, "owner", "a", "b")}}, ""},
		{"of the criteria", map[string][]PastFact{"criteria": {fact(5, "matrix", 1, 2)}}, `criteria matrix 1>2 2026-05-05`},
	} {
		a := judged(t, register...)
		before := len(a.Risk("R-1").Stale)
		a.Recall(Past{Analysed: map[string]int{"R-1": 4, "R-2": 9, "R-4": 0, "R-5": 0}, Facts: c.facts})
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

// As of 2026-06-15 a plan counts from a later day where its approval is of that day, or where it is in progress from that day on and nobody approved it.
func TestTheDayFromWhichAPlanCounts(t *testing.T) {
	for _, c := range []struct{ name, plan, approved, want string }{
		{"approved, whenever it starts", plan("T-1", "approved", `"R-1"`, "start = 2026-07-01"), "", ""},
		{"in progress from a later day", plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), "", "2026-07-01"},
		{"in progress from the day itself", plan("T-1", "in-progress", `"R-1"`, "start = 2026-06-15"), "", ""},
		{"in progress without a start", plan("T-1", "in-progress", `"R-1"`), "", ""},
		{"to be approved", plan("T-1", "approved", `"R-1"`, "start = 2026-06-01"), "2026-06-20", "2026-06-20"},
		{"in progress, and to be approved", plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), "2026-06-20", "2026-06-20"},
		{"approved before, and to start", plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), "2026-06-01", ""},
		{"a draft", plan("T-1", "draft", `"R-1"`, "start = 2026-07-01"), "2026-06-20", ""},
		{"cancelled", plan("T-1", "cancelled", `"R-1"`, "start = 2026-07-01"), "2026-06-20", ""},
		{"done", plan("T-1", "done", `"R-1"`, "start = 2026-07-01", "finished = 2026-07-02"), "2026-06-20", ""},
		{"nobody has confirmed it", plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01", "provisional = true"), "", ""},
	} {
		text := risk("R-1", at(1, 1)) + c.plan
		if c.approved != "" {
			text += decision("D-1", "plan-approval", c.approved, `treatments = ["T-1"]`)
		}
		a := judged(t, text)
		got := ""
		if day := a.judge.liveFrom(a.Register.Treatment("T-1")); !day.IsZero() {
			got = day.String()
		}
		if got != c.want {
			t.Errorf("%s: it counts from %q, want %q", c.name, got, c.want)
		}
	}
}
