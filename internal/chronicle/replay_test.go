package chronicle

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/riskbook/riskbook/internal/compare"
)

func TestThePathOfARiskFollowsItsName(t *testing.T) {
	low, high := Risk{1, 1, "low", "acceptable"}, Risk{3, 3, "high", "needs-treatment"}
	c := &Chronicle{
		States: []State{
			{Commit: "a", Figures: Figures{Risks: map[string]Risk{"R-1": low, "R-2": low}}},
			{Commit: "b", Fault: &Fault{}},
			{Commit: "c", Figures: Figures{Risks: map[string]Risk{"R-3": low}, Gone: []string{"R-1"}}},
			{Commit: "d", Figures: Figures{Risks: map[string]Risk{"R-3": high}, Gone: []string{"R-2"}}},
		},
		Changes: []Change{
			{Commit: "a"},
			{Commit: "c", NewID: map[string]string{"R-1": "R-3", "S-1": "S-2"}, Facts: []compare.FactChange{{ID: "S-2", Field: "trend"}}},
			{Commit: "d", Facts: []compare.FactChange{{ID: "R-3", Field: "current.impact"}}},
		},
		Came: map[string]int{"D-1": 0, "D-2": 1},
	}
	want := map[string][]Step{"R-3": {{State: 0, Risk: low}, {State: 2, Risk: low}, {State: 3, Risk: high}}, "R-2": {{State: 0, Risk: low}, {State: 3, Gone: true}}}
	if diff := cmp.Diff(want, c.Paths()); diff != "" {
		t.Error(diff)
	}
	for _, one := range []struct {
		id    string
		state int
		want  Risk
		ok    bool
	}{{"R-3", 0, low, true}, {"R-3", 1, low, true}, {"R-3", 3, high, true}, {"R-2", 2, low, true}, {"R-2", 3, Risk{}, false}, {"R-9", 3, Risk{}, false}} {
		if got, ok := At(c.Paths()[one.id], one.state); got != one.want || ok != one.ok {
			t.Errorf("%s in %d: %v %v", one.id, one.state, got, ok)
		}
	}
	var told []string
	c.FactsSince(0, func(f Told) { told = append(told, f.Change.Commit+" "+f.ID+" "+f.Fact.Field) })
	if diff := cmp.Diff([]string{"c S-2 trend", "d R-3 current.impact"}, told); diff != "" {
		t.Error(diff)
	}
	if _, ok := c.Made("D-1"); !ok {
		t.Error("D-1 was made in the first state")
	}
	if _, ok := c.Made("D-2"); ok {
		t.Error("D-2 was made in a state that does not read")
	}
	if s := (&State{Author: "A", Authors: []string{"A"}}); !s.Single() {
		t.Error("one person wrote and merged")
	}
	if s := (&State{Author: "A", Authors: []string{"A", "B"}}); s.Single() {
		t.Error("two did")
	}
}
