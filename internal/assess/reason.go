package assess

import (
	"cmp"
	"strings"

	"github.com/riskbook/riskbook/internal/date"
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

	WithoutEffect AcceptanceState = "without-effect" // as it is shown: in force, and nothing would change without it
)

// Acceptance is the acceptance decision that counts for a risk.
type Acceptance struct {
	Decision *register.Decision
	State    AcceptanceState
	Effect   bool // false where a reason stands that no acceptance can lift: see Risk.Reasons
}

// WithoutEffect reports whether the acceptance is in force and changes nothing.
func (a *Acceptance) WithoutEffect() bool { return a != nil && a.State == InForce && !a.Effect }

// Standing gives the state of the acceptance as it is shown.
func (a *Acceptance) Standing() AcceptanceState {
	if a.WithoutEffect() {
		return WithoutEffect
	}
	return a.State
}

// Judgement is the newest judgement of a risk or of a plan, with its state: one that is expired or outgrown decides nothing any more.
type Judgement struct {
	Decision *register.Decision
	State    AcceptanceState
}

// verdict gives what a judgement in force says, "treat" or "accept"; empty where there is none.
func (u *Judgement) verdict() string {
	if u == nil || u.State != InForce {
		return ""
	}
	return u.Decision.Verdict
}

// judgement gives a judgement its state at a rating. Its last day and the level at which it was made bind it only where they are given.
func (j *judge) judgement(d *register.Decision, at Rating) *Judgement {
	if d == nil {
		return nil
	}
	u := &Judgement{d, InForce}
	switch {
	case !d.Until.IsZero() && d.Until.Before(j.asOf):
		u.State = Expired
	case d.At != nil && (exceeds(at.Likelihood, j.criteria.Likelihood(d.At)) || exceeds(at.Impact, d.At.HighestImpact())):
		u.State = Outgrown
	}
	return u
}

// judgementOf gives the newest judgement in force that says whether a plan is enough for a risk: one that names the plan, or the risk and is dated no
// earlier than the plan's approval or start (method: Outcome). It is nil where there is none.
func judgementOf(j *judge, t *register.Treatment, k *Risk) *Judgement {
	since, known := j.approvals[t.ID]
	if !known {
		since = t.Start
	}
	var newest *Judgement
	for _, id := range []string{t.ID, k.Record.ID} {
		for _, d := range j.judgementsOf[id] {
			if id != t.ID && (since.IsZero() || d.On.Before(since)) {
				continue
			}
			if u := j.judgement(d, k.Now); u.State == InForce {
				if newest == nil || newer(d, newest.Decision) {
					newest = u
				}
				break
			}
		}
	}
	return newest
}

// exceeds reports whether a value is known to be above another; one that is not given cannot be exceeded.
func exceeds(value, other *int) bool { return value != nil && other != nil && *value > *other }

// newer reports whether a decision came after another; of one date the last id did.
func newer(a, b *register.Decision) bool {
	return cmp.Or(a.On.Compare(b.On), strings.Compare(a.ID, b.ID)) > 0
}

// liftable reports whether an acceptance could lift all of the reasons that stand at a level: it lifts the level where that may be approved, and nothing
// else.
func (j *judge) liftable(reasons []Reason, level int) bool {
	for _, reason := range reasons {
		if reason != ReasonLevel || acceptanceOf(j, level) != "approval" {
			return false
		}
	}
	return true
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
	return &Acceptance{Decision: d, State: j.acceptanceState(d, at)}
}

// acceptanceState says how an acceptance stands at a rating. In doubt it does not hold: one without an end has expired, one that leaves out a value is
// outgrown by any.
func (j *judge) acceptanceState(d *register.Decision, at Rating) AcceptanceState {
	switch {
	case d.Until.Before(j.asOf):
		return Expired
	case outgrown(j, d, at):
		return Outgrown
	}
	return InForce
}

// outgrown reports whether a rating is above the one at which a decision was made.
func outgrown(j *judge, d *register.Decision, at Rating) bool {
	var decided register.Rating
	if d.At != nil {
		decided = *d.At
	}
	return above(at.Likelihood, j.criteria.Likelihood(&decided)) || above(at.Impact, decided.HighestImpact())
}

// acceptanceOf gives what the criteria say of a level: accept, approval or treat; empty where the level is unknown.
func acceptanceOf(j *judge, level int) string {
	if level < 0 {
		return ""
	}
	return j.criteria.Levels[level].Acceptance
}

// reasons gives why a risk of this rating and expected annual loss needs treatment, in their order (handbook 4.1.1).
func (j *judge) reasons(at Rating, loss *float64, state AcceptanceState, judgement *Judgement) []Reason {
	if !j.criteria.Given {
		if judgement.verdict() == "treat" {
			return []Reason{ReasonJudged}
		}
		return nil
	}
	var reasons []Reason
	limits := &j.criteria.Acceptance
	switch acceptanceOf(j, at.Level) {
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

// AcceptedAboveRating reports whether the acceptance of a risk was decided at more than the rating of its day: at more than today's, where the risk was not
// analysed since (method: Need for treatment).
func AcceptedAboveRating(a *Assessment, k *Risk) bool {
	if k.Acceptance == nil || k.Acceptance.Decision.At == nil {
		return false
	}
	d := k.Acceptance.Decision
	if date.Happened(k.Record.Reviewed, a.AsOf) && k.Record.Reviewed.After(d.On) {
		return false
	}
	return exceeds(a.Register.Criteria.Likelihood(d.At), k.Now.Likelihood) || exceeds(d.At.HighestImpact(), k.Now.Impact)
}

// Approvable reports whether an acceptance of a risk as it is now would lift every reason that stands.
func Approvable(a *Assessment, k *Risk) bool {
	return a.Register.Criteria.Given && len(k.Reasons) > 0 && a.judge.liftable(k.Reasons, k.Now.Level)
}

// ApprovableThen reports whether an acceptance would lift the reasons that a risk has left once the live plans are complete.
func ApprovableThen(a *Assessment, k *Risk) bool {
	return len(k.ProjectedReasons) > 0 && a.judge.liftable(k.ProjectedReasons, k.Projected.Level)
}

// LiftsThen reports whether the acceptance that counts for a risk, whatever it does now, will lift the level that the live plans leave.
func LiftsThen(a *Assessment, k *Risk) bool {
	return len(k.Plans) > 0 && k.Acceptance != nil && k.ProjectedState == InForce && acceptanceOf(a.judge, k.Projected.Level) == "approval"
}
