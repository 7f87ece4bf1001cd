package assess

import (
	"fmt"
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// 3p > 2n is high: of 2 steps the 2nd; of 3 the 3rd; of 4 the 3rd and 4th; of 5 the 4th and 5th; of 6 the 5th and 6th; of 10 from the 7th on. 3p <= n is low:
// of 2 steps none; of 3, 4 and 5 the 1st; of 6 two; of 10 three. The middle is neither.
func TestStepsOfTheThirdsAreHighAndLow(t *testing.T) {
	for n, bounds := range map[int][2]int{2: {0, 2}, 3: {1, 3}, 4: {1, 3}, 5: {1, 4}, 6: {2, 5}, 10: {3, 7}} {
		for p := 1; p <= n; p++ {
			band := Middle
			if p <= bounds[0] {
				band = Low
			} else if p >= bounds[1] {
				band = High
			}
			planted.Want(t, fmt.Sprintf("%d of %d", p, n), place(p, n), band)
		}
	}
}

// Likelihood is low at 1 and high at 3, impact high at 4 and 5. Where the level is low there is no reason, and retaining is suggested.
func TestSuggestedOption(t *testing.T) {
	for _, c := range []struct {
		likelihood, impact int
		viewpoint, option  string
	}{
		{3, 5, "legal", "avoid"}, {1, 4, "legal", "avoid"}, {3, 3, "legal", "modify"}, {1, 1, "legal", "retain"},
		{3, 5, "trust", "modify"}, {3, 4, "trust", "modify"},
		{2, 4, "trust", "modify"}, {1, 5, "trust", "share"}, {1, 4, "trust", "share"},
		{2, 2, "trust", "retain"}, {1, 3, "trust", "retain"}, {2, 3, "trust", "modify"},
		{3, 1, "trust", "retain"}, {3, 3, "trust", "modify"}, {2, 1, "legal", "retain"}, {2, 5, "legal", "avoid"},
	} {
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(c.likelihood, c.impact), fmt.Sprintf("viewpoints = [%q]", c.viewpoint)))
		planted.Want(t, fmt.Sprint(c), a.Risk("R-1").Suggested, c.option)
	}
}

// 2 and 3 is an approval level: in force, the acceptance leaves no reason, and retaining is suggested.
func TestRetainIsSuggestedOnceNoReasonIsLeft(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3))
	planted.Want(t, "suggested", a.Risk("R-1").Suggested, "retain")
}

func TestOptionIsSuggestedForOpenAnalysedRisksOnly(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", `status = "closed"`, planted.At(3, 5)), planted.Risk("R-2", "current = { impact = 5 }"), planted.Risk("R-3", planted.At(3, 5), `treatment = { option = "avoid" }`))
	planted.Want(t, "closed", a.Risk("R-1").Suggested, "")
	planted.Want(t, "unanalysed", a.Risk("R-2").Suggested, "")
	planted.Want(t, "open", a.Risk("R-3").Suggested, "modify")
	planted.Want(t, "chosen", a.Risk("R-3").Option, "avoid")
}

func TestNothingIsSuggestedBeforeTheJudgement(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(1, 1)), planted.Risk("R-3", planted.At(1, 1)), planted.Judgement("D-1", "2026-03-01", "treat", `"R-3"`))
	planted.Want(t, "needs judgement", a.Risk("R-1").Suggested, "")
	planted.Want(t, "low", a.Risk("R-2").Suggested, "")
	planted.Want(t, "judged", a.Risk("R-3").Suggested, "modify")
}

func TestExtremeIsTheTopImpactAtTheBottomLikelihood(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 5)), planted.Risk("R-2", planted.At(2, 5)), planted.Risk("R-3", planted.At(1, 4)), planted.Risk("R-4", planted.At(3, 1)))
	for id, extreme := range map[string]bool{"R-1": true, "R-2": false, "R-3": false, "R-4": false} {
		planted.Want(t, id, a.Risk(id).Extreme, extreme)
	}
}
