package assess

import (
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// project works out how a risk will stand once every live plan is complete (handbook 5.1.5).
func (j *judge) project(k *Risk) {
	id := k.Record.ID
	targets := j.targetsOf[id]
	likelihood, impact := k.Now.Likelihood, k.Now.Impact
	for _, t := range targets {
		k.Removed = k.Removed || t.Removed
		likelihood = lowest(likelihood, t.Likelihood)
		impact = lowest(impact, t.HighestImpact())
	}
	if k.Removed {
		k.Projected = Rating{Level: -1}
		if k.ExpectedLoss != nil {
			k.ProjectedLoss = new(float64)
		}
		return
	}
	for _, effect := range j.worseningOf[id] {
		likelihood = highest(likelihood, effect.Likelihood)
		impact = highest(impact, effect.HighestImpact())
	}
	k.Projected = j.level(likelihood, impact)
	k.projected, k.ProjectedLoss = projectLoss(k.Record.Quantitative, targets)
	if k.Acceptance != nil {
		k.ProjectedState = j.acceptanceState(k.Acceptance.Decision, k.Projected)
	}
	k.ProjectedReasons = j.reasons(k.Projected, k.ProjectedLoss, k.ProjectedState, k.Judgement)
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
