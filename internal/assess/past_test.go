package assess

import (
	"encoding/json"
	"testing"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/planted"
)

func TestFactsThatBearOnAVerdict(t *testing.T) {
	for _, c := range []struct {
		folder, field string
		want          bool
	}{
		{"controls", "state", true}, {"controls", "owner", false}, {"controls", "function", true}, {"assets", "importance.integrity", true}, {"assets", "tags", false}, {"assets", "links.url", false},
		{"sources", "trend", true}, {"indicators", "limit", true}, {"indicators", "unit", false}, {"events", "sources", true}, {"risks", "state", false}, {"", "", false},
	} {
		planted.Want(t, c.folder+" "+c.field, Bears(c.folder, c.field), c.want)
	}
	for field, rates := range map[string]bool{
		"reviewed": true, "current.likelihood": true, "current.impact": true, "current.impacts.service": true, "inherent.factors.threat": true, "inherent.likelihood": true,
		"current": false, "current.rationale": false, "proposed.likelihood": false, "likelihood": false, "next_review": false, "owner": false, "treatment.impact": false,
	} {
		planted.Want(t, field, Rates(field), rates)
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
	planted.Want(t, "what is no JSON", Said("{").String(), "")
}

// As of 2026-06-15 a plan counts from a later day where its approval is of that day, or where it is in progress from that day on and nobody approved it.
func TestTheDayFromWhichAPlanCounts(t *testing.T) {
	for _, c := range []struct{ name, plan, approved, want string }{
		{"approved, whenever it starts", planted.Plan("T-1", "approved", `"R-1"`, "start = 2026-07-01"), "", ""},
		{"in progress from a later day", planted.Plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), "", "2026-07-01"},
		{"in progress from the day itself", planted.Plan("T-1", "in-progress", `"R-1"`, "start = 2026-06-15"), "", ""},
		{"in progress without a start", planted.Plan("T-1", "in-progress", `"R-1"`), "", ""},
		{"to be approved", planted.Plan("T-1", "approved", `"R-1"`, "start = 2026-06-01"), "2026-06-20", "2026-06-20"},
		{"in progress, and to be approved", planted.Plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), "2026-06-20", "2026-06-20"},
		{"approved before, and to start", planted.Plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01"), "2026-06-01", ""},
		{"a draft", planted.Plan("T-1", "draft", `"R-1"`, "start = 2026-07-01"), "2026-06-20", ""},
		{"cancelled", planted.Plan("T-1", "cancelled", `"R-1"`, "start = 2026-07-01"), "2026-06-20", ""},
		{"done", planted.Plan("T-1", "done", `"R-1"`, "start = 2026-07-01", "finished = 2026-07-02"), "2026-06-20", ""},
		{"nobody has confirmed it", planted.Plan("T-1", "in-progress", `"R-1"`, "start = 2026-07-01", "provisional = true"), "", ""},
	} {
		text := planted.Risk("R-1", planted.At(1, 1)) + c.plan
		if c.approved != "" {
			text += planted.Decision("D-1", "plan-approval", c.approved, `treatments = ["T-1"]`)
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
