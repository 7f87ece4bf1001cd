package assess

import (
	"github.com/riskbook/riskbook/internal/register"
)

// Reason is why a risk needs treatment (handbook 4.1.1).
type Reason string

// The reasons, in the order in which they are given.
const (
	ReasonLevel           Reason = "level"            // the level's acceptance is treat, or approval without an acceptance in force
	ReasonImpactAlone     Reason = "impact-alone"     // the impact alone asks for it
	ReasonLikelihoodAlone Reason = "likelihood-alone" // the likelihood alone asks for it
	ReasonCumulative      Reason = "cumulative"       // small, frequent losses add up
	ReasonJudged          Reason = "judged"           // without criteria: a judgement said treat
)

// AcceptanceState is the state of the newest acceptance that names a risk.
type AcceptanceState string

// The states of an acceptance.
const (
	InForce  AcceptanceState = "in-force"
	Expired  AcceptanceState = "expired"  // until is before the as-of date
	Outgrown AcceptanceState = "outgrown" // likelihood or impact is above the level at which it was accepted
)

// Acceptance is the acceptance decision that counts for a risk.
type Acceptance struct {
	Decision *register.Decision
	State    AcceptanceState
}

// state gives the state, empty where there is no acceptance.
func (a *Acceptance) state() AcceptanceState {
	if a == nil {
		return ""
	}
	return a.State
}

// acceptance gives the acceptance that counts for a risk at a rating, or nil.
func (j *judge) acceptance(id string, at Rating) *Acceptance {
	d := j.acceptances[id]
	if d == nil {
		return nil
	}
	return &Acceptance{d, j.acceptanceState(d, at)}
}

// acceptanceState says how an acceptance stands at a rating. In doubt it does not hold: one without an end has expired, one that leaves out a value is
// outgrown by any.
func (j *judge) acceptanceState(d *register.Decision, at Rating) AcceptanceState {
	if d.Until.Before(j.asOf) {
		return Expired
	}
	var accepted register.Rating
	if d.At != nil {
		accepted = *d.At
	}
	if above(at.Likelihood, accepted.Likelihood) || above(at.Impact, accepted.HighestImpact()) {
		return Outgrown
	}
	return InForce
}

// acceptanceOf gives what the criteria say of a level: accept, approval or treat; empty where the level is unknown.
func (j *judge) acceptanceOf(level int) string {
	if level < 0 {
		return ""
	}
	return j.criteria.Levels[level].Acceptance
}

// reasons gives why a risk of this rating and expected annual loss needs treatment, in their order (handbook 4.1.1).
func (j *judge) reasons(at Rating, loss *float64, state AcceptanceState, judgement *register.Decision) []Reason {
	if !j.criteria.Given {
		if judgement != nil && judgement.Verdict == "treat" {
			return []Reason{ReasonJudged}
		}
		return nil
	}
	var reasons []Reason
	limits := &j.criteria.Acceptance
	switch j.acceptanceOf(at.Level) {
	case "treat":
		reasons = append(reasons, ReasonLevel)
	case "approval":
		if state != InForce {
			reasons = append(reasons, ReasonLevel)
		}
	}
	if at.Impact != nil && limits.ImpactAlone != nil && *at.Impact >= *limits.ImpactAlone {
		reasons = append(reasons, ReasonImpactAlone)
	}
	if at.Likelihood != nil && limits.LikelihoodAlone != nil && *at.Likelihood >= *limits.LikelihoodAlone {
		reasons = append(reasons, ReasonLikelihoodAlone)
	}
	if loss != nil && limits.CumulativeLoss != nil && *loss >= *limits.CumulativeLoss {
		reasons = append(reasons, ReasonCumulative)
	}
	return reasons
}
