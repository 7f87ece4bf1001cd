package register

import "testing"

// Colour follows acceptance first: with any number of levels, those of one acceptance share their two steps, and no two acceptances share one.
func TestHeatFollowsAcceptance(t *testing.T) {
	for _, test := range []struct {
		acceptances []string
		want        []int
	}{
		{[]string{"accept", "treat"}, []int{1, 5}},
		{[]string{"accept", "approval", "treat"}, []int{1, 3, 5}},
		{[]string{"accept", "approval", "treat", "treat"}, []int{1, 3, 5, 6}},
		{[]string{"accept", "accept", "approval", "approval", "treat"}, []int{1, 2, 3, 4, 5}},
		{[]string{"accept", "accept", "accept", "approval", "approval", "approval", "treat", "treat", "treat", "treat"}, []int{1, 2, 2, 3, 4, 4, 5, 5, 6, 6}},
		{[]string{"", "", ""}, []int{7, 8, 9}},
		{[]string{""}, []int{7}},
	} {
		c := Criteria{}
		for _, a := range test.acceptances {
			c.Levels = append(c.Levels, Level{Acceptance: a})
		}
		for i, want := range test.want {
			if got := c.Heat(i); got != want {
				t.Errorf("%v: level %d has the step %d, want %d", test.acceptances, i, got, want)
			}
		}
		if c.Heat(-1) != HeatNone || c.Heat(len(c.Levels)) != HeatNone {
			t.Error("what is no level has a colour")
		}
	}
}
