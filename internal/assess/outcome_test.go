package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// In the order of the outcomes: each risk also fits a later one, so that the order shows.
func TestOutcomeIsTheFirstThatFits(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", `status = "closed"`, planted.At(3, 5)),
		planted.Risk("R-2", "current = { likelihood = 3 }"),
		planted.Risk("R-3", planted.At(2, 3)), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-3"`, 2, 3),
		planted.Risk("R-4", planted.At(1, 2)),
		planted.Risk("R-5", planted.At(3, 5)), planted.Plan("T-5", "approved", `"R-5"`, `target = [{ risk = "R-5", likelihood = 1, impact = 1 }]`),
		planted.Risk("R-6", planted.At(3, 5)), planted.Plan("T-6", "in-progress", `"R-6"`, `target = [{ risk = "R-6", likelihood = 2 }]`),
		planted.Risk("R-7", planted.At(3, 5)), planted.Plan("T-7", "draft", `"R-7"`, `target = [{ risk = "R-7", likelihood = 1, impact = 1 }]`),
		planted.Risk("R-8", planted.At(3, 5)), planted.Plan("T-8", "done", `"R-8"`, `target = [{ risk = "R-8", likelihood = 1, impact = 1 }]`),
		planted.Risk("R-9", planted.At(3, 5)))
	for id, outcome := range map[string]Outcome{
		"R-1": Closed, "R-2": Unanalysed, "R-3": Accepted, "R-4": Acceptable, "R-5": InTreatment, "R-6": InsufficientPlan,
		"R-7": NeedsTreatment, "R-8": NeedsTreatment, "R-9": NeedsTreatment,
	} {
		planted.Want(t, id, a.Risk(id).Outcome, outcome)
	}
}

func TestOutcomeWithoutCriteria(t *testing.T) {
	a := judged(t,
		planted.Risk("R-1", planted.At(1, 1)),
		planted.Risk("R-2", planted.At(3, 3)), planted.Judgement("D-2", "2026-03-01", "accept", `"R-2"`),
		planted.Risk("R-3", planted.At(1, 1)), planted.Judgement("D-3", "2026-03-01", "treat", `"R-3"`),
		planted.Risk("R-4", planted.At(1, 1)), planted.Judgement("D-4", "2026-03-01", "treat", `"R-4"`), planted.Plan("T-4", "approved", `"R-4"`),
		planted.Risk("R-5", "current = { impact = 1 }"), planted.Judgement("D-5", "2026-03-01", "treat", `"R-5"`),
		planted.Risk("R-6", `status = "closed"`))
	for id, outcome := range map[string]Outcome{
		"R-1": NeedsJudgement, "R-2": Accepted, "R-3": NeedsTreatment, "R-4": UnevaluatedPlan, "R-5": Unanalysed, "R-6": Closed,
	} {
		planted.Want(t, id, a.Risk(id).Outcome, outcome)
	}
}

// An acceptance of a risk whose level is accepted anyway leaves it acceptable: nobody's approval was needed.
func TestOnlyAnApprovalLevelIsAccepted(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3))
	planted.Want(t, "outcome", a.Risk("R-1").Outcome, Acceptable)
}

// T-1 sets a target for R-2 without naming it: the target counts for the projection, but R-2 has no plan.
func TestALivePlanMustNameItsRisk(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(3, 5)),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-2", likelihood = 1, impact = 1 }]`))
	planted.Want(t, "R-1", a.Risk("R-1").Outcome, UnevaluatedPlan)
	planted.Want(t, "R-2", a.Risk("R-2").Outcome, NeedsTreatment)
	planted.Want(t, "R-2 projected", showRating(a, a.Risk("R-2").Projected), "1 1 low")
	planted.Want(t, "R-2 plans", len(a.Risk("R-2").Plans), 0)
}

func TestLivePlansAreApprovedOrInProgress(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)),
		planted.Plan("T-3", "approved", `"R-1"`), planted.Plan("T-2", "in-progress", `"R-1"`), planted.Plan("T-1", "draft", `"R-1"`), planted.Plan("T-4", "done", `"R-1"`), planted.Plan("T-5", "cancelled", `"R-1"`))
	var ids []string
	for _, p := range a.Risk("R-1").Plans {
		ids = append(ids, p.ID)
	}
	planted.WantAll(t, "plans", ids, "T-2 T-3")
}
