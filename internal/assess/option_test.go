package assess

import (
	"fmt"
	"testing"
)

// 3p > 2n: of 2 steps the 2nd; of 3 the 3rd; of 4 the 3rd and 4th; of 5 the 4th and 5th; of 6 the 5th and 6th; of 10 from the 7th on.
func TestStepsAboveTwoThirdsAreHigh(t *testing.T) {
	for n, lowest := range map[int]int{2: 2, 3: 3, 4: 3, 5: 4, 6: 5, 10: 7} {
		for p := 1; p <= n; p++ {
			want(t, fmt.Sprintf("%d of %d", p, n), high(p, n), p >= lowest)
		}
	}
}

// Likelihood is high at 3, impact at 4 and 5. 1 and 5 with an impact alone from 1 on has a reason though both are low at 1 and 1.
func TestSuggestedOption(t *testing.T) {
	for _, c := range []struct {
		likelihood, impact int
		viewpoint, option  string
	}{
		{3, 5, "legal", "avoid"}, {1, 4, "legal", "avoid"}, {3, 3, "legal", "modify"}, {1, 1, "legal", "retain"},
		{3, 5, "trust", "modify"}, {3, 4, "trust", "modify"},
		{2, 4, "trust", "share"}, {1, 5, "trust", "share"},
		{2, 2, "trust", "retain"}, {1, 3, "trust", "retain"}, {2, 3, "trust", "modify"},
		{3, 1, "trust", "modify"}, {3, 3, "trust", "modify"},
	} {
		a := judged(t, criteria35, risk("R-1", at(c.likelihood, c.impact), fmt.Sprintf("viewpoints = [%q]", c.viewpoint)))
		want(t, fmt.Sprint(c), a.Risk("R-1").Suggested, c.option)
	}
}

// 2 and 3 is an approval level: in force, the acceptance leaves no reason, and retaining is suggested.
func TestRetainIsSuggestedOnceNoReasonIsLeft(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(2, 3)), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3))
	want(t, "suggested", a.Risk("R-1").Suggested, "retain")
}

func TestOptionIsSuggestedForOpenAnalysedRisksOnly(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", `status = "closed"`, at(3, 5)), risk("R-2", "current = { impact = 5 }"), risk("R-3", at(3, 5), `treatment = { option = "avoid" }`))
	want(t, "closed", a.Risk("R-1").Suggested, "")
	want(t, "unanalysed", a.Risk("R-2").Suggested, "")
	want(t, "open", a.Risk("R-3").Suggested, "modify")
	want(t, "chosen", a.Risk("R-3").Option, "avoid")
}

func TestSuggestedWithoutCriteriaIsByTheExampleScales(t *testing.T) {
	a := judged(t, risk("R-1", at(2, 3)), risk("R-2", at(1, 1)), risk("R-3", at(1, 1)), judgement("D-1", "2026-03-01", "treat", `"R-3"`))
	want(t, "needs judgement", a.Risk("R-1").Suggested, "share")
	want(t, "low", a.Risk("R-2").Suggested, "retain")
	want(t, "judged", a.Risk("R-3").Suggested, "modify")
}

func TestExtremeIsTheTopImpactAtTheBottomLikelihood(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(1, 5)), risk("R-2", at(2, 5)), risk("R-3", at(1, 4)), risk("R-4", at(3, 1)))
	for id, extreme := range map[string]bool{"R-1": true, "R-2": false, "R-3": false, "R-4": false} {
		want(t, id, a.Risk(id).Extreme, extreme)
	}
}
