package assess

import (
	"testing"
)

// In the order of the outcomes: each risk also fits a later one, so that the order shows.
func TestOutcomeIsTheFirstThatFits(t *testing.T) {
	a := judged(t, criteria35,
		risk("R-1", `status = "closed"`, at(3, 5)),
		risk("R-2", "current = { likelihood = 3 }"),
		risk("R-3", at(2, 3)), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-3"`, 2, 3),
		risk("R-4", at(1, 2)),
		risk("R-5", at(3, 5)), plan("T-5", "approved", `"R-5"`, `target = [{ risk = "R-5", likelihood = 1, impact = 1 }]`),
		risk("R-6", at(3, 5)), plan("T-6", "in-progress", `"R-6"`, `target = [{ risk = "R-6", likelihood = 2 }]`),
		risk("R-7", at(3, 5)), plan("T-7", "draft", `"R-7"`, `target = [{ risk = "R-7", likelihood = 1, impact = 1 }]`),
		risk("R-8", at(3, 5)), plan("T-8", "done", `"R-8"`, `target = [{ risk = "R-8", likelihood = 1, impact = 1 }]`),
		risk("R-9", at(3, 5)))
	for id, outcome := range map[string]Outcome{
		"R-1": Closed, "R-2": Unanalysed, "R-3": Accepted, "R-4": Acceptable, "R-5": InTreatment, "R-6": InsufficientPlan,
		"R-7": NeedsTreatment, "R-8": NeedsTreatment, "R-9": NeedsTreatment,
	} {
		want(t, id, a.Risk(id).Outcome, outcome)
	}
}

func TestOutcomeWithoutCriteria(t *testing.T) {
	a := judged(t,
		risk("R-1", at(1, 1)),
		risk("R-2", at(3, 3)), judgement("D-2", "2026-03-01", "accept", `"R-2"`),
		risk("R-3", at(1, 1)), judgement("D-3", "2026-03-01", "treat", `"R-3"`),
		risk("R-4", at(1, 1)), judgement("D-4", "2026-03-01", "treat", `"R-4"`), plan("T-4", "approved", `"R-4"`),
		risk("R-5", "current = { impact = 1 }"), judgement("D-5", "2026-03-01", "treat", `"R-5"`),
		risk("R-6", `status = "closed"`))
	for id, outcome := range map[string]Outcome{
		"R-1": NeedsJudgement, "R-2": Accepted, "R-3": NeedsTreatment, "R-4": UnevaluatedPlan, "R-5": Unanalysed, "R-6": Closed,
	} {
		want(t, id, a.Risk(id).Outcome, outcome)
	}
}

// An acceptance of a risk whose level is accepted anyway leaves it acceptable: nobody's approval was needed.
func TestOnlyAnApprovalLevelIsAccepted(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(1, 1)), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3))
	want(t, "outcome", a.Risk("R-1").Outcome, Acceptable)
}

// T-1 sets a target for R-2 without naming it: the target counts for the projection, but R-2 has no plan.
func TestALivePlanMustNameItsRisk(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(3, 5)), risk("R-2", at(3, 5)),
		plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-2", likelihood = 1, impact = 1 }]`))
	want(t, "R-1", a.Risk("R-1").Outcome, UnevaluatedPlan)
	want(t, "R-2", a.Risk("R-2").Outcome, NeedsTreatment)
	want(t, "R-2 projected", showRating(a, a.Risk("R-2").Projected), "1 1 low")
	want(t, "R-2 plans", len(a.Risk("R-2").Plans), 0)
}

func TestLivePlansAreApprovedOrInProgress(t *testing.T) {
	a := judged(t, criteria35, risk("R-1", at(3, 5)),
		plan("T-3", "approved", `"R-1"`), plan("T-2", "in-progress", `"R-1"`), plan("T-1", "draft", `"R-1"`), plan("T-4", "done", `"R-1"`), plan("T-5", "cancelled", `"R-1"`))
	var ids []string
	for _, p := range a.Risk("R-1").Plans {
		ids = append(ids, p.ID)
	}
	wantAll(t, "plans", ids, "T-2 T-3")
}
