package assess

import (
	"testing"
)

// Without criteria; the as-of date is 2026-06-15.
func TestAJudgementEnds(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		rating      string
		state       AcceptanceState
		outcome     Outcome
	}{
		{"without an end", "", at(3, 3), InForce, Accepted},
		{"on its last day", "until = 2026-06-15", at(3, 3), InForce, Accepted},
		{"the day after", "until = 2026-06-14", at(3, 3), Expired, NeedsJudgement},
		{"at its level", "at = { likelihood = 2, impact = 2 }", at(2, 2), InForce, Accepted},
		{"below it", "at = { likelihood = 2, impact = 2 }", at(1, 2), InForce, Accepted},
		{"more likely", "at = { likelihood = 2, impact = 2 }", at(3, 1), Outgrown, NeedsJudgement},
		{"graver", "at = { likelihood = 2, impact = 2 }", at(1, 3), Outgrown, NeedsJudgement},
		{"both", "until = 2026-06-14\nat = { likelihood = 2, impact = 2 }", at(3, 3), Expired, NeedsJudgement},
	} {
		a := judged(t, risk("R-1", c.rating), decision("D-1", "judgement", "2026-03-01", `verdict = "accept"`, `risks = ["R-1"]`, c.lines))
		want(t, c.name, a.Risk("R-1").Judgement.State, c.state)
		want(t, c.name+": outcome", a.Risk("R-1").Outcome, c.outcome)
	}
}

// The newest counts even where it has lapsed: nobody goes back to an older one.
func TestALapsedJudgementIsNone(t *testing.T) {
	a := judged(t, risk("R-1", at(3, 3)), decision("D-1", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`),
		decision("D-2", "judgement", "2026-04-01", `verdict = "accept"`, `risks = ["R-1"]`, "until = 2026-05-01"))
	want(t, "outcome", a.Risk("R-1").Outcome, NeedsJudgement)
	wantAll(t, "reasons", a.Risk("R-1").Reasons, "")
}

func TestWithoutCriteriaAJudgementSaysWhetherThePlanIsEnough(t *testing.T) {
	const removed = `target = [{ risk = "R-1", removed = true }]`
	for _, c := range []struct {
		name, plan string // beside its risk; approved on 2026-04-01 where it says approved
		decisions  []string
		outcome    Outcome
	}{
		{"nobody judged it", "start = 2026-04-01", nil, UnevaluatedPlan},
		{"enough", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`)}, InTreatment},
		{"not enough", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`)}, InsufficientPlan},
		{"judged of another plan", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-2"]`)}, UnevaluatedPlan},
		{"the newest counts", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`), decision("D-3", "judgement", "2026-05-02", `verdict = "treat"`, `treatments = ["T-1"]`)}, InsufficientPlan},
		{"of one day the last", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`), decision("D-3", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`)}, InTreatment},
		{"the newest that has not lapsed", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-1"]`), decision("D-3", "judgement", "2026-05-02", `verdict = "treat"`, `treatments = ["T-1"]`, "until = 2026-06-14")}, InTreatment},
		{"judged tomorrow", "", []string{decision("D-2", "judgement", "2026-06-16", `verdict = "accept"`, `treatments = ["T-1"]`)}, UnevaluatedPlan},
		{"of the risk, since the start", "start = 2026-04-01", []string{decision("D-2", "judgement", "2026-04-01", `verdict = "treat"`, `risks = ["R-1"]`)}, InsufficientPlan},
		{"of the risk, before the start", "start = 2026-04-02", []string{decision("D-2", "judgement", "2026-04-01", `verdict = "treat"`, `risks = ["R-1"]`)}, UnevaluatedPlan},
		{"of the risk, and nothing says when the plan began", "", []string{decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `risks = ["R-1"]`)}, UnevaluatedPlan},
		{"of the risk, since the approval", "start = 2026-06-01", []string{decision("D-8", "plan-approval", "2026-04-01", `treatments = ["T-1"]`), decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `risks = ["R-1"]`)}, InsufficientPlan},
		{"of the risk, before the approval", "start = 2026-03-01", []string{decision("D-8", "plan-approval", "2026-05-02", `treatments = ["T-1"]`), decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `risks = ["R-1"]`)}, UnevaluatedPlan},
		{"it removes the risk", removed, nil, InTreatment},
		{"it removes the risk and was judged not to be enough", removed, []string{decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`)}, InTreatment},
	} {
		texts := append([]string{risk("R-1", at(2, 2)), decision("D-1", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`), plan("T-1", "in-progress", `"R-1"`, c.plan), risk("R-9", at(1, 1)), plan("T-2", "approved", `"R-9"`)}, c.decisions...)
		a := judged(t, texts...)
		want(t, c.name, a.Risk("R-1").Outcome, c.outcome)
		want(t, c.name+": the plan is insufficient", len(a.Plan("T-1").Insufficient) == 1, c.outcome == InsufficientPlan)
		want(t, c.name+": the plan is silent", len(a.Plan("T-1").Silent) == 1, c.outcome == UnevaluatedPlan)
	}
}

func TestOneOfTwoPlansJudgedEnoughSuffices(t *testing.T) {
	a := judged(t, risk("R-1", at(2, 2)), decision("D-1", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`), plan("T-1", "approved", `"R-1"`), plan("T-2", "approved", `"R-1"`),
		decision("D-2", "judgement", "2026-05-01", `verdict = "treat"`, `treatments = ["T-1"]`), decision("D-3", "judgement", "2026-05-01", `verdict = "accept"`, `treatments = ["T-2"]`))
	want(t, "outcome", a.Risk("R-1").Outcome, InTreatment)
	wantAll(t, "insufficient", a.Plan("T-1").Insufficient, "")
}

// 2 and 3 is middle, which an acceptance lifts; 3 and 5 is high, which none does.
func TestAnAcceptanceMayBeInForceWithoutEffect(t *testing.T) {
	for _, c := range []struct {
		name, criteria, rating string
		likelihood, impact     int
		effect, without        bool
	}{
		{"it lifts the level", "", at(2, 3), 2, 3, true, false},
		{"no reason stands", "", at(1, 1), 2, 3, true, false},
		{"the level must be treated", "", at(3, 5), 3, 5, false, true},
		{"outgrown: the level could be lifted", "", at(2, 3), 1, 3, true, false},
		{"outgrown: the level must be treated", "", at(3, 5), 2, 5, false, false},
		{"the impact alone", "acceptance.impact_alone = 3", at(2, 3), 2, 3, false, true},
		{"the likelihood alone", "acceptance.likelihood_alone = 2", at(2, 3), 2, 3, false, true},
		{"accumulated loss", "acceptance.cumulative_loss = 1", at(2, 3) + "\nquantitative = { frequency = 1, loss = { low = 2, mode = 2, high = 2 } }", 2, 3, false, true},
	} {
		a := judged(t, criteria35, "\n-- content/criteria.toml --\n"+c.criteria+"\n", risk("R-1", c.rating), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, c.likelihood, c.impact))
		want(t, c.name+": effect", a.Risk("R-1").Acceptance.Effect, c.effect)
		want(t, c.name+": in force without effect", a.Risk("R-1").Acceptance.WithoutEffect(), c.without)
	}
	a := judged(t, risk("R-1", at(2, 2)), decision("D-2", "judgement", "2026-03-01", `verdict = "treat"`, `risks = ["R-1"]`), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 2))
	want(t, "without criteria", a.Risk("R-1").Acceptance.WithoutEffect(), true)
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
		a := judged(t, criteria35, risk("R-1", at(2, 3), c.lines), acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, c.likelihood, c.impact))
		want(t, c.name, AcceptedAboveRating(a, a.Risk("R-1")), c.above)
	}
	a := judged(t, criteria35, risk("R-1", at(2, 3)))
	want(t, "not accepted at all", AcceptedAboveRating(a, a.Risk("R-1")), false)
}
