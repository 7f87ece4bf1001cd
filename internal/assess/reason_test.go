package assess

import (
	"testing"

	"github.com/riskbook/riskbook/internal/planted"
)

func TestLevelThatWantsTreatmentIsAReason(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Risk("R-2", planted.At(2, 3)), planted.Risk("R-3", planted.At(3, 4)))
	planted.WantAll(t, "accept", a.Risk("R-1").Reasons, "")
	planted.WantAll(t, "approval without acceptance", a.Risk("R-2").Reasons, "level")
	planted.WantAll(t, "treat", a.Risk("R-3").Reasons, "level")
}

// Limits: impact from 4, likelihood from 3, 100 a year. R-4 expects 2 × (40 + 4·40 + 40)/6 = 80, R-5 2.5 × 40 = 100.
func TestAloneAndCumulativeReasonsBeginAtTheirLimits(t *testing.T) {
	limits := "\n-- content/criteria.toml --\nacceptance = { impact_alone = 4, likelihood_alone = 3, cumulative_loss = 100 }\n"
	loss := "loss = { low = 40, mode = 40, high = 40 } }"
	a := judged(t, planted.Criteria, limits,
		planted.Risk("R-1", planted.At(1, 3)), planted.Risk("R-2", planted.At(1, 4)), planted.Risk("R-3", planted.At(3, 1)),
		planted.Risk("R-4", planted.At(1, 1), "quantitative = { frequency = 2, "+loss),
		planted.Risk("R-5", planted.At(1, 1), "quantitative = { frequency = 2.5, "+loss),
		planted.Risk("R-6", planted.At(3, 5), "quantitative = { frequency = 9, "+loss),
		planted.Risk("R-7", "current = { impact = 5 }", "quantitative = { frequency = 9, "+loss),
		planted.Risk("R-8", `status = "closed"`, planted.At(3, 5)))
	for id, reasons := range map[string]string{
		"R-1": "", "R-2": "level impact-alone", "R-3": "likelihood-alone", "R-4": "", "R-5": "cumulative",
		"R-6": "level impact-alone likelihood-alone cumulative", "R-7": "impact-alone cumulative", "R-8": "level impact-alone likelihood-alone",
	} {
		planted.WantAll(t, id, a.Risk(id).Reasons, reasons)
	}
}

func TestNewestAcceptanceCountsAndOfOneDateTheLastID(t *testing.T) {
	a := judged(t, planted.Criteria,
		planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(2, 3)), planted.Risk("R-3", planted.At(2, 3)), planted.Risk("R-4", planted.At(2, 3)),
		planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1", "R-2"`, 2, 3),
		planted.Acceptance("D-2", "2026-02-01", "2026-12-31", `"R-1"`, 2, 3),
		planted.Acceptance("D-3", "2026-03-01", "2026-04-01", `"R-2"`, 2, 3),
		planted.Acceptance("D-4", "2026-06-16", "2026-12-31", `"R-3", "R-1"`, 2, 3),
		planted.Acceptance("D-5", "2026-06-15", "2026-12-31", `"R-4"`, 2, 3))
	planted.Want(t, "R-1", a.Risk("R-1").Acceptance.Decision.ID, "D-1")
	planted.Want(t, "R-2", a.Risk("R-2").Acceptance.Decision.ID, "D-3")
	planted.Want(t, "R-2 state", a.Risk("R-2").Acceptance.State, Expired)
	planted.Want(t, "R-3, decided tomorrow", a.Risk("R-3").Acceptance == nil, true)
	planted.Want(t, "R-4, decided today", a.Risk("R-4").Acceptance.State, InForce)
}

func TestAcceptanceExpiresTheDayAfterUntil(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(2, 3)), planted.Risk("R-3", planted.At(2, 4)),
		planted.Acceptance("D-1", "2026-03-01", "2026-06-15", `"R-1"`, 2, 3),
		planted.Acceptance("D-2", "2026-03-01", "2026-06-14", `"R-2"`, 2, 3),
		planted.Acceptance("D-3", "2026-03-01", "2026-06-14", `"R-3"`, 2, 3))
	planted.Want(t, "until today", a.Risk("R-1").Acceptance.State, InForce)
	planted.Want(t, "until yesterday", a.Risk("R-2").Acceptance.State, Expired)
	planted.Want(t, "expired goes before outgrown", a.Risk("R-3").Acceptance.State, Expired)
	planted.WantAll(t, "expired lifts nothing", a.Risk("R-2").Reasons, "level")
}

func TestAcceptanceIsOutgrownWhenLikelihoodOrImpactIsAboveIt(t *testing.T) {
	for _, c := range []struct {
		likelihood, impact int
		state              AcceptanceState
	}{{2, 3, InForce}, {3, 3, Outgrown}, {2, 4, Outgrown}, {3, 2, Outgrown}, {1, 5, Outgrown}} {
		a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(c.likelihood, c.impact)), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 3))
		planted.Want(t, "state", a.Risk("R-1").Acceptance.State, c.state)
		if c.state == Outgrown {
			planted.WantAll(t, "outgrown lifts nothing", a.Risk("R-1").Reasons, "level")
		}
	}
	// Below the accepted level it holds.
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 4)), planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1"`, 2, 4))
	planted.WantAll(t, "below", a.Risk("R-1").Reasons, "")
}

// R-1 is middle (approval): lifted. R-2 is high (treat): not. R-3 is middle with an impact of 5, which alone asks for treatment: level lifted, the other
// stays.
func TestAcceptanceLiftsOnlyLevelForAnApprovalLevel(t *testing.T) {
	limits := "\n-- content/criteria.toml --\nacceptance = { impact_alone = 5 }\n"
	a := judged(t, planted.Criteria, limits, planted.Risk("R-1", planted.At(2, 3)), planted.Risk("R-2", planted.At(3, 4)), planted.Risk("R-3", planted.At(1, 5)),
		planted.Acceptance("D-1", "2026-03-01", "2026-12-31", `"R-1", "R-2", "R-3"`, 3, 5))
	planted.WantAll(t, "approval", a.Risk("R-1").Reasons, "")
	planted.WantAll(t, "treat", a.Risk("R-2").Reasons, "level")
	planted.WantAll(t, "impact alone", a.Risk("R-3").Reasons, "impact-alone")
}

func TestWithoutCriteriaTheNewestJudgementDecides(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(3, 3)), planted.Risk("R-2", planted.At(1, 1)), planted.Risk("R-3", planted.At(3, 3)),
		planted.Judgement("D-1", "2026-03-01", "treat", `"R-1", "R-2"`),
		planted.Judgement("D-2", "2026-04-01", "accept", `"R-1"`),
		planted.Judgement("D-3", "2026-06-16", "treat", `"R-1", "R-3"`))
	planted.Want(t, "R-1", a.Risk("R-1").Judgement.Decision.ID, "D-2")
	planted.WantAll(t, "accept", a.Risk("R-1").Reasons, "")
	planted.WantAll(t, "treat", a.Risk("R-2").Reasons, "judged")
	planted.Want(t, "judged tomorrow", a.Risk("R-3").Judgement == nil, true)
}

func TestWithCriteriaJudgementsAreShownAndDecideNothing(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Risk("R-2", planted.At(3, 4)), planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`), planted.Judgement("D-2", "2026-03-01", "accept", `"R-2"`))
	planted.Want(t, "shown", a.Risk("R-1").Judgement.Decision.ID, "D-1")
	planted.WantAll(t, "R-1", a.Risk("R-1").Reasons, "")
	planted.WantAll(t, "R-2", a.Risk("R-2").Reasons, "level")
	planted.Want(t, "R-1 outcome", a.Risk("R-1").Outcome, Acceptable)
}

// Judgements speak only where criteria are absent; limits and acceptances only where they are there.
func TestWithoutCriteriaAcceptancesLiftNothing(t *testing.T) {
	a := judged(t, planted.Risk("R-1", planted.At(3, 3)), planted.Judgement("D-1", "2026-03-01", "treat", `"R-1"`), planted.Acceptance("D-2", "2026-05-01", "2026-12-31", `"R-1"`, 3, 3))
	planted.WantAll(t, "R-1", a.Risk("R-1").Reasons, "judged")
}
