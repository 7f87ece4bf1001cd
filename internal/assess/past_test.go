package assess

import (
	"encoding/json"
	"testing"

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
		said := AsJSON(c.value)
		written, err := json.Marshal(said)
		if err != nil || string(written) != c.json || said.String() != c.text {
			t.Errorf("%T is written %s (%v) and read %q, want %s and %q", c.value, written, err, said.String(), c.json, c.text)
		}
	}
	want(t, "what is no JSON", Said("{").String(), "")
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
