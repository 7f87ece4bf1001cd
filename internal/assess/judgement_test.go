package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

// Without criteria; the as-of date is 2026-06-15.
func TestAJudgementEnds(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		rating      string
		state       AcceptanceState
		outcome     Outcome
	}{
		{"without an end", "", planted.At(3, 3), InForce, Accepted},
		{"on its last day", "until = 2026-06-15", planted.At(3, 3), InForce, Accepted},
		{"the day after", "until = 2026-06-14", planted.At(3, 3), Expired, NeedsJudgement},
		{"at its level", "at = { likelihood = 2, impact = 2 }", planted.At(2, 2), InForce, Accepted},
		{"below it", "at = { likelihood = 2, impact = 2 }", planted.At(1, 2), InForce, Accepted},
		{"more likely", "at = { likelihood = 2, impact = 2 }", planted.At(3, 1), Outgrown, NeedsJudgement},
		{"graver", "at = { likelihood = 2, impact = 2 }", planted.At(1, 3), Outgrown, NeedsJudgement},
		{"both", "until = 2026-06-14\nat = { likelihood = 2, impact = 2 }", planted.At(3, 3), Expired, NeedsJudgement},
	} {
		a := judged(t, planted.Risk("R-1", c.rating), planted.Decision("D-1", "judgement", "2026-03-01", `verdict = "accept"`, `risks = ["R-1"]`, c.lines))
		planted.Want(t, c.name, a.Risk("R-1").Judgement.State, c.state)
		planted.Want(t, c.name+": outcome", a.Risk("R-1").Outcome, c.outcome)
	}
}

// The newest counts even where it has lapsed: nobody goes back to an older one.
func TestALapsedJudgementIsNone(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(3, 3)), planted.Decision("D-1", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`),
		planted.Decision("D-2", "judgement", "2026-04-01", `verdict = "accept"`, `risks = ["R-1"]`, "until = 2026-05-01"))
	planted.Want(t, "outcome", a.Risk("R-1").Outcome, NeedsJudgement)
	planted.WantAll(t, "reasons", a.Risk("R-1").Reasons, "")
}

func TestWithoutCriteriaAJudgementSaysWhetherThePlanIsEnough(t *testing.T) {
	const removed = `target = [{ risk = "R-1", removed = true }]`
	for _, c := range []struct {
		name, plan string // beside its risk; approved on 2026-04-01 where it says approved
		decisions  []string
		outcome    Outcome
	}{
		{"nobody judged it", "start = 2026-04-01", nil, UnevaluatedPlan},
		{"enough", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`)}, InTreatment},
		{"not enough", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`)}, InsufficientPlan},
		{"judged of another plan", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-2"]`)}, UnevaluatedPlan},
		{"the newest counts", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`), planted.Decision("D-3", "judgement", "2026-05-02", `verdict = "treat"`, `treatments = ["T-1"]`)}, InsufficientPlan},
		{"of one day the last", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`), planted.Decision("D-3", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`)}, InTreatment},
		{"the newest that has not lapsed", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`), planted.Decision("D-3", "judgement", "2026-05-02", `verdict = "treat"`, `treatments = ["T-1"]`, "until = 2026-06-14")}, InTreatment},
		{"judged tomorrow", "", []string{planted.Decision("D-2", "judgement", "2026-06-16", `verdict = "accept"`, `treatments = ["T-1"]`)}, UnevaluatedPlan},
		{"of the risk, since the start", "start = 2026-04-01", []string{planted.Decision("D-2", "judgement", "2026-04-01", `verdict = "treat"`, `risks = ["R-1"]`)}, InsufficientPlan},
		{"of the risk, before the start", "start = 2026-04-02", []string{planted.Decision("D-2", "judgement", "2026-04-01", `verdict = "treat"`, `risks = ["R-1"]`)}, UnevaluatedPlan},
		{"of the risk, and nothing says when the plan began", "", []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `risks = ["R-1"]`)}, UnevaluatedPlan},
		{"of the risk, since the approval", "start = 2026-06-01", []string{planted.Decision("D-8", "plan-approval", "2026-04-01", `treatments = ["T-1"]`), planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `risks = ["R-1"]`)}, InsufficientPlan},
		{"of the risk, before the approval", "start = 2026-03-01", []string{planted.Decision("D-8", "plan-approval", "2026-05-02", `treatments = ["T-1"]`), planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `risks = ["R-1"]`)}, UnevaluatedPlan},
		{"it removes the risk", removed, nil, InTreatment},
		{"it removes the risk and was judged not to be enough", removed, []string{planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`)}, InTreatment},
	} {
		texts := append([]string{planted.Risk("R-1", planted.At(2, 2)), planted.Decision("D-1", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`), planted.Plan("T-1", "in-progress", `"R-1"`, c.plan), planted.Risk("R-9", planted.At(1, 1)), planted.Plan("T-2", "approved", `"R-9"`)}, c.decisions...)
		a := judged(t, texts...)
		planted.Want(t, c.name, a.Risk("R-1").Outcome, c.outcome)
		planted.Want(t, c.name+": the plan is insufficient", len(a.Plan("T-1").Insufficient) == 1, c.outcome == InsufficientPlan)
		planted.Want(t, c.name+": the plan is silent", len(a.Plan("T-1").Silent) == 1, c.outcome == UnevaluatedPlan)
	}
}

func TestOneOfTwoPlansJudgedEnoughSuffices(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(2, 2)), planted.Decision("D-1", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`), planted.Plan("T-1", "approved", `"R-1"`), planted.Plan("T-2", "approved", `"R-1"`),
		planted.Decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`), planted.Decision("D-3", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-2"]`))
	planted.Want(t, "outcome", a.Risk("R-1").Outcome, InTreatment)
	planted.WantAll(t, "insufficient", a.Plan("T-1").Insufficient, "")
}

// 2 and 3 is middle, which an acceptance lifts; 3 and 5 is high, which none does.
func TestAnAcceptanceMayBeInForceWithoutEffect(t *testing.T) {
	for _, c := range []struct {
		name, criteria, rating string
		likelihood, impact     int
		effect, without        bool
	}{
		{"it lifts the level", "", planted.At(2, 3), 2, 3, true, false},
		{"no reason stands", "", planted.At(1, 1), 2, 3, true, false},
		{"the level must be treated", "", planted.At(3, 5), 3, 5, false, true},
		{"outgrown: the level could be lifted", "", planted.At(2, 3), 1, 3, true, false},
		{"outgrown: the level must be treated", "", planted.At(3, 5), 2, 5, false, false},
		{"the impact alone", "acceptance.impact_alone = 3", planted.At(2, 3), 2, 3, false, true},
		{"the likelihood alone", "acceptance.likelihood_alone = 2", planted.At(2, 3), 2, 3, false, true},
		{"accumulated loss", "acceptance.cumulative_loss = 1", planted.At(2, 3) + "\nquantitative = { frequency = 1, loss = { low = 2, mode = 2, high = 2 } }", 2, 3, false, true},
	} {
		a := judged(t, planted.Criteria, "\n-- content/criteria.toml --\n"+c.criteria+"\n", planted.Risk("R-1", c.rating), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, c.likelihood, c.impact))
		planted.Want(t, c.name+": effect", a.Risk("R-1").Acceptance.Effect, c.effect)
		planted.Want(t, c.name+": in force without effect", a.Risk("R-1").Acceptance.WithoutEffect(), c.without)
	}
	a := judged(t, planted.Risk("R-1", planted.At(2, 2)), planted.Decision("D-2", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 2))
	planted.Want(t, "without criteria", a.Risk("R-1").Acceptance.WithoutEffect(), true)
}

// Decided on 2026-03-01.
func TestAcceptedAboveTheRating(t *testing.T) {
	for _, c := range []struct {
		name, lines        string
		likelihood, impact int
		above              bool
	}{
		{"at the rating", "", 2, 3, false},
		{"more likely", "", 3, 3, true},
		{"graver", "", 2, 4, true},
		{"below the rating", "", 1, 3, false},
		{"analysed since", "reviewed = 2026-03-02", 3, 3, false},
		{"analysed that day", "reviewed = 2026-03-01", 3, 3, true},
		{"to be analysed tomorrow", "reviewed = 2026-06-16", 3, 3, true},
	} {
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3), c.lines), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, c.likelihood, c.impact))
		planted.Want(t, c.name, AcceptedAboveRating(a, a.Risk("R-1")), c.above)
	}
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3)))
	planted.Want(t, "not accepted at all", AcceptedAboveRating(a, a.Risk("R-1")), false)
}
