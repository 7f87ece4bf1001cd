package assess

import (
	"cmp"

	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// project works out how a risk will stand once every live plan is complete (handbook 5.1.5).
func (j *judge) project(k *Risk) {
	targets := j.targetsOf[k.Record.ID]
	for _, t := range targets {
		k.Removed = k.Removed || t.Removed
	}
	if k.Removed {
		k.Projected = Rating{Level: -1}
		if k.ExpectedLoss != nil {
			k.ProjectedLoss = new(float64)
		}
		return
	}
	k.Effects = j.effects(k)
	k.Projected = j.lowered(k, targets)
	k.projected, k.ProjectedLoss = projectLoss(k.Record.Quantitative, targets)
	at := k.Projected
	if !at.complete() {
		at = k.Now // a level alone has no values that an acceptance could be measured at
	}
	if k.Acceptance != nil {
		k.ProjectedState = j.acceptanceState(k.Acceptance.Decision, at)
	}
	// Where a level alone is expected, what the impact or the likelihood alone calls for stands as now.
	k.ProjectedReasons = j.reasons(Rating{at.Likelihood, at.Impact, k.Projected.Level}, k.ProjectedLoss, k.ProjectedState, k.Judgement)
}

// Effecting is a side effect that counts in the projection of a risk.
type Effecting struct {
	Plan   *register.Treatment // live, or done and not followed by an analysis
	Rating Rating              // to which it raises the risk; a value that it leaves alone is nil
}

// effects gives the side effects of plans on a risk: those of live plans, and those of done ones until the risk was analysed after they finished
// (method: Projection).
func (j *judge) effects(k *Risk) []Effecting {
	var found []Effecting
	for _, e := range j.effectsOf[k.Record.ID] {
		if e.rating == nil || !j.live(e.plan) && !afterAnalysis(k.Record, e.plan.Finished, j.asOf) {
			continue
		}
		if rating := j.rate(e.rating); rating.Likelihood != nil || rating.Impact != nil {
			found = append(found, Effecting{e.plan, rating})
		}
	}
	return found
}

// lowered gives the rating to which the targets of live plans bring a risk, raised again by side effects. A target of a level alone counts where it is lower
// than now and than what the other targets give, and never below what a side effect gives: the rating has a level and no values then.
func (j *judge) lowered(k *Risk, targets []*register.Target) Rating {
	likelihood, impact, alone := k.Now.Likelihood, k.Now.Impact, k.Now.Level
	for _, t := range targets {
		likelihood = lowest(likelihood, j.criteria.Likelihood(&t.Rating))
		impact = lowest(impact, t.HighestImpact())
		if level := j.criteria.LevelIndex(t.Level); level >= 0 {
			alone = min(alone, level)
		}
	}
	var effect Rating
	for _, e := range k.Effects {
		effect.Likelihood = highest(effect.Likelihood, e.Rating.Likelihood)
		effect.Impact = highest(effect.Impact, e.Rating.Impact)
	}
	raised := j.level(highest(likelihood, effect.Likelihood), highest(impact, effect.Impact))
	if alone >= k.Now.Level {
		return raised
	}
	if len(k.Effects) > 0 {
		alone = max(alone, j.level(cmp.Or(effect.Likelihood, likelihood), cmp.Or(effect.Impact, impact)).Level)
	}
	if alone < raised.Level {
		return Rating{Level: alone}
	}
	return raised
}

// projectLoss gives the figures of the lowest expected annual loss among now and the targets that give a frequency or a loss (method: Projection).
func projectLoss(now *register.Quantities, targets []*register.Target) (*register.Quantities, *float64) {
	best := now
	var lowest *float64
	if now != nil {
		lowest = quantify.Expected(now.Frequency, now.Loss)
	}
	for _, t := range targets {
		q := quantitiesOf(t, now)
		if q == nil {
			continue
		}
		if expected := quantify.Expected(q.Frequency, q.Loss); expected != nil && (lowest == nil || *expected < *lowest) {
			best, lowest = q, expected
		}
	}
	if lowest == nil {
		return nil, nil
	}
	return best, lowest
}

// quantitiesOf gives the figures of a target; what it leaves out is as now. It is nil where the target gives none.
func quantitiesOf(t *register.Target, now *register.Quantities) *register.Quantities {
	if t.Frequency == nil && t.Loss == nil {
		return nil
	}
	q := register.Quantities{Frequency: t.Frequency, Loss: t.Loss}
	if now != nil && q.Frequency == nil {
		q.Frequency = now.Frequency
	}
	if now != nil && q.Loss == nil {
		q.Loss = now.Loss
	}
	return &q
}
