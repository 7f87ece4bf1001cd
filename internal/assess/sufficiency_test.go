package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
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
		{"down to what is acceptable", planted.Plan("T-1", "approved", `"R-2"`, target("R-2", 1)), Enough},
		{"not down at all", planted.Plan("T-1", "approved", `"R-2"`, target("R-2", 2)), NotEnough},
		{"nothing says what it brings", planted.Plan("T-1", "approved", `"R-2"`), NotKnown},
		{"for a risk that is closed", planted.Plan("T-1", "approved", `"R-4"`), ""},
		{"a draft", planted.Plan("T-1", "draft", `"R-2"`, target("R-2", 1)), ""},
		{"enough for one of two", planted.Plan("T-1", "approved", `"R-2", "R-3"`, target("R-2", 1)), NotKnown},
	} {
		a := judged(t, planted.Criteria+planted.Risk("R-1", planted.At(1, 1))+planted.Risk("R-2", planted.At(2, 3))+planted.Risk("R-3", planted.At(2, 3))+planted.Risk("R-4", planted.At(2, 3), `status = "closed"`, "closed_on = 2026-02-01", `closed_because = "c"`)+c.plan)
		planted.Want(t, c.name, a.Plan("T-1").Sufficiency, c.want)
	}
}
