package assess

import (
	"testing"
)

// R-2 is at a level that may be approved, R-1 at one that is acceptable. A plan is enough where no reason is left for any of its open risks.
func TestWhetherAPlanIsEnough(t *testing.T) {
	target := func(risk string, likelihood int) string {
		return `target = [{ risk = "` + risk + `", likelihood = ` + show(&likelihood) + " }]"
	}
	for _, c := range []struct {
		name, plan string
		want       Sufficiency
	}{
		{"down to what is acceptable", plan("T-1", "approved", `"R-2"`, target("R-2", 1)), Enough},
		{"not down at all", plan("T-1", "approved", `"R-2"`, target("R-2", 2)), NotEnough},
		{"nothing says what it brings", plan("T-1", "approved", `"R-2"`), NotKnown},
		{"for a risk that is closed", plan("T-1", "approved", `"R-4"`), ""},
		{"a draft", plan("T-1", "draft", `"R-2"`, target("R-2", 1)), ""},
		{"enough for one of two", plan("T-1", "approved", `"R-2", "R-3"`, target("R-2", 1)), NotKnown},
	} {
		a := judged(t, criteria35+risk("R-1", at(1, 1))+risk("R-2", at(2, 3))+risk("R-3", at(2, 3))+risk("R-4", at(2, 3), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "c"`)+c.plan)
		want(t, c.name, a.Plan("T-1").Sufficiency, c.want)
	}
}
