package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// Now 3 and 5. Likelihood: the lowest of 3, 2 and 3 is 2; impact: the lowest of 5, 4 and 3 is 3. The draft's 1 and 1 do not count.
func TestProjectedIsTheLowestOfNowAndLiveTargetsEachByItself(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 2, impact = 4 }]`),
		planted.Plan("T-2", "in-progress", `"R-1"`, `target = [{ risk = "R-1", likelihood = 3, impact = 3 }]`),
		planted.Plan("T-3", "draft", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1, impact = 1 }]`))
	planted.Want(t, "projected", showRating(a, a.Risk("R-1").Projected), "2 3 middle")
}

func TestTargetAboveNowRaisesNothing(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 2)), planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 3, impact = 5 }]`))
	planted.Want(t, "projected", showRating(a, a.Risk("R-1").Projected), "1 2 low")
}

// R-2 stands at 1 and 1. The plans of R-1 worsen it to a likelihood of 2 and 3, and to an impact of 4: the highest of each. Its own plan, which lowers it, comes
// first. The cancelled plan's 5 does not count, nor a worsening below what it is.
func TestWorsensRaisesToTheHighestWhicheverRiskThePlanIsFor(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(1, 1)), planted.Risk("R-3", planted.At(3, 3)),
		planted.Plan("T-1", "approved", `"R-1"`, `worsens = [{ risk = "R-2", likelihood = 3 }, { risk = "R-3", likelihood = 1 }]`),
		planted.Plan("T-2", "in-progress", `"R-1"`, `worsens = [{ risk = "R-2", likelihood = 2, impact = 4 }]`),
		planted.Plan("T-3", "cancelled", `"R-1"`, `worsens = [{ risk = "R-2", impact = 5 }]`),
		planted.Plan("T-4", "approved", `"R-2"`, `target = [{ risk = "R-2", likelihood = 1, impact = 1 }]`))
	planted.Want(t, "R-2", showRating(a, a.Risk("R-2").Projected), "3 4 high")
	planted.Want(t, "R-3", showRating(a, a.Risk("R-3").Projected), "3 3 middle")
	planted.Want(t, "R-2 pushed over", a.Risk("R-2").PushedOver, true)
	planted.WantAll(t, "R-2 reasons projected", a.Risk("R-2").ProjectedReasons, "level")
	planted.WantAll(t, "by T-1", a.Plan("T-1").PushedOver, "R-2")
	planted.WantAll(t, "by T-2", a.Plan("T-2").PushedOver, "R-2")
	planted.WantAll(t, "by T-3", a.Plan("T-3").PushedOver, "")
}

// R-2 is provisional and R-3 of a later day: they count nowhere, though the plan raises them as it raises R-4.
func TestWhatDoesNotCountIsNotPushedOver(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(1, 1), "provisional = true"), planted.Risk("R-3", planted.At(1, 1), "identified = 2026-06-16"), planted.Risk("R-4", planted.At(1, 1)),
		planted.Plan("T-1", "approved", `"R-1"`, `worsens = [{ risk = "R-2", likelihood = 3, impact = 5 }, { risk = "R-3", likelihood = 3, impact = 5 }, { risk = "R-4", likelihood = 3, impact = 5 }]`))
	for id, pushed := range map[string]bool{"R-2": false, "R-3": false, "R-4": true} {
		planted.Want(t, id, a.risks[id].PushedOver, pushed)
	}
	planted.WantAll(t, "by T-1", a.Plan("T-1").PushedOver, "R-4")
}

func TestRemovedLeavesNothing(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(3, 5), "quantitative = { frequency = 2, loss = { low = 5, mode = 5, high = 5 } }"),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", removed = true }]`, `worsens = [{ risk = "R-1", impact = 5 }]`))
	k := a.Risk("R-1")
	planted.Want(t, "removed", k.Removed, true)
	planted.Want(t, "projected", showRating(a, k.Projected), "- - -")
	planted.WantAll(t, "reasons", k.ProjectedReasons, "")
	planted.Want(t, "outcome", k.Outcome, InTreatment)
	planted.Want(t, "projected loss", *k.ProjectedLoss, 0)
	planted.Want(t, "now in the summary", a.Summary.ByLevel.Now[2], 1)
	for level, n := range a.Summary.ByLevel.Projected {
		planted.Want(t, "projected in the summary", n, 0)
		_ = level
	}
}

// Now 4 events of 10: 40. T-1 leaves the loss as now and halves the events: 20. T-2 leaves the events and cuts the loss to 6: 24. T-3 gives both and
// is worse: 50. The lowest is T-1's; they do not combine. T-5 is cancelled, T-6 done and T-7 without figures: they are said to save nothing, not nought.
func TestProjectedLossIsTheLowestOfNowAndLiveTargets(t *testing.T) {
	fixed := func(x string) string { return "{ low = " + x + ", mode = " + x + ", high = " + x + " }" }
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(3, 5), "quantitative = { frequency = 4, loss = "+fixed("10")+" }"),
		planted.Risk("R-2", planted.At(3, 5), "quantitative = { frequency = 4, loss = "+fixed("10")+" }"),
		planted.Risk("R-3", planted.At(3, 5)), planted.Risk("R-4", planted.At(3, 5)),
		planted.Plan("T-1", "approved", `"R-1"`, `target = [{ risk = "R-1", frequency = 2 }]`),
		planted.Plan("T-2", "approved", `"R-1"`, `target = [{ risk = "R-1", loss = `+fixed("6")+` }]`),
		planted.Plan("T-3", "approved", `"R-1", "R-2"`, `target = [{ risk = "R-1", frequency = 5, loss = `+fixed("10")+` }, { risk = "R-2", frequency = 5 }]`),
		planted.Plan("T-4", "approved", `"R-3"`, `target = [{ risk = "R-3", frequency = 2, loss = `+fixed("3")+` }, { risk = "R-4", frequency = 2 }]`),
		planted.Plan("T-5", "cancelled", `"R-1"`, `target = [{ risk = "R-1", frequency = 1 }]`),
		planted.Plan("T-6", "done", `"R-1"`, `target = [{ risk = "R-1", frequency = 1 }]`),
		planted.Plan("T-7", "approved", `"R-1"`, `target = [{ risk = "R-1", likelihood = 1 }]`))
	planted.Want(t, "R-1 now", *a.Risk("R-1").ExpectedLoss, 40)
	planted.Want(t, "R-1", *a.Risk("R-1").ProjectedLoss, 20)
	planted.Want(t, "R-2", *a.Risk("R-2").ProjectedLoss, 40)
	planted.Want(t, "R-3, figures in the target alone", *a.Risk("R-3").ProjectedLoss, 6)
	planted.Want(t, "R-4, no loss anywhere", a.Risk("R-4").ProjectedLoss == nil, true)
	planted.Want(t, "benefit of T-1", *a.Plan("T-1").Benefit, 20)
	planted.Want(t, "benefit of T-2", *a.Plan("T-2").Benefit, 16)
	planted.Want(t, "benefit of T-3", *a.Plan("T-3").Benefit, 0)
	planted.Want(t, "benefit of T-4", a.Plan("T-4").Benefit == nil, true)
	for _, id := range []string{"T-5", "T-6", "T-7"} {
		planted.Want(t, "benefit of "+id, a.Plan(id).Benefit == nil, true)
	}
	planted.Want(t, "simulated risks", len(Losses(a)), 2)
	planted.Want(t, "simulated frequency projected", Losses(a)[0].Projected.Frequency.Low, 2)
}

// R-1 is accepted at 2 and 3 and stands there; a plan worsens it to an impact of 4, still an approval level: the acceptance is outgrown when projected.
func TestAcceptancesAreEvaluatedAnewAtTheProjectedValues(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(3, 5)), planted.Risk("R-3", planted.At(3, 3)),
		planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1", "R-3"`, 2, 3),
		planted.Plan("T-1", "approved", `"R-2"`, `worsens = [{ risk = "R-1", impact = 4 }]`),
		planted.Plan("T-2", "approved", `"R-3"`, `target = [{ risk = "R-3", likelihood = 2 }]`))
	k := a.Risk("R-1")
	planted.Want(t, "now", k.Acceptance.State, InForce)
	planted.Want(t, "projected", k.ProjectedState, Outgrown)
	planted.WantAll(t, "reasons", k.ProjectedReasons, "level")
	planted.Want(t, "pushed over", k.PushedOver, true)
	planted.Want(t, "R-3 now", a.Risk("R-3").Acceptance.State, Outgrown)
	planted.Want(t, "R-3 projected", a.Risk("R-3").ProjectedState, InForce)
	planted.Want(t, "R-3", a.Risk("R-3").Outcome, InTreatment)
}

func TestPushedOverIsAcceptableOrAcceptedTodayWithReasonsWhenProjected(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Risk("R-2", planted.At(3, 5)), planted.Risk("R-3", planted.At(1, 1)),
		planted.Plan("T-1", "approved", `"R-2"`, `worsens = [{ risk = "R-1", impact = 4 }, { risk = "R-3", impact = 2 }]`))
	planted.Want(t, "R-1", a.Risk("R-1").PushedOver, true)
	planted.Want(t, "R-2, which needs treatment already", a.Risk("R-2").PushedOver, false)
	planted.Want(t, "R-3, which stays acceptable", a.Risk("R-3").PushedOver, false)
	planted.WantAll(t, "T-1", a.Plan("T-1").PushedOver, "R-1")
}

func TestPlanThatLeavesAReasonIsInsufficient(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", planted.At(3, 5)), planted.Risk("R-3", `status = "closed"`, planted.At(3, 5)),
		planted.Plan("T-1", "approved", `"R-1", "R-2", "R-3"`, `target = [{ risk = "R-1", likelihood = 1, impact = 3 }, { risk = "R-2", likelihood = 1 }]`),
		planted.Plan("T-2", "draft", `"R-2"`))
	planted.WantAll(t, "live", a.Plan("T-1").Insufficient, "R-2")
	planted.WantAll(t, "draft", a.Plan("T-2").Insufficient, "")
}

func TestWithoutCriteriaNoPlanIsInsufficient(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(3, 3)), planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`), planted.Plan("T-1", "approved", `"R-1"`))
	planted.WantAll(t, "insufficient", a.Plan("T-1").Insufficient, "")
}

func TestIntroducedRiskMustBeAnalysed(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(3, 5)), planted.Risk("R-2", "current = { likelihood = 1 }"), planted.Risk("R-3", planted.At(1, 1)), planted.Risk("R-4", `status = "closed"`),
		planted.Plan("T-1", "approved", `"R-1"`, `introduces = ["R-2", "R-3", "R-4"]`), planted.Plan("T-2", "cancelled", `"R-1"`, `introduces = ["R-2"]`))
	planted.WantAll(t, "unevaluated", a.Plan("T-1").Unevaluated, "R-2")
	planted.WantAll(t, "cancelled", a.Plan("T-2").Unevaluated, "")
}
