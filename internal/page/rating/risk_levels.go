package rating

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// riskLevels sets the three points in time side by side.
func riskLevels(v *desk.Desk, r *assess.Risk) part.Part {
	columns := []desk.Column{{Key: "riskAllHead"}, {Key: "inherent"}, {Key: "now"}}
	proposed := r.Record.Proposed
	if proposed != nil {
		columns = append(columns, desk.Column{Key: "riskProposed"})
	}
	t := v.Table("", v.Words["riskLevels"], append(columns, desk.Column{Key: "projected"})...)
	row := func(key string, inherent, now, waiting, projected part.Part) {
		t.Row()
		t.Head(part.Words(v.Words[key]))
		t.Cell(inherent)
		t.Cell(now)
		if proposed != nil {
			t.Cell(waiting)
		}
		switch {
		case r.Closed():
			t.Cell(part.Words("–"))
		case r.Removed:
			t.Cell(v.State("good", "removed"))
		default:
			t.Cell(projected)
		}
	}
	c := &v.Register.Criteria
	then := func(steps []register.Step, value *int) part.Part {
		if desk.LevelOnly(r.Projected) {
			return part.Empty(v.Words["riskNotGiven"])
		}
		return v.StepName(steps, value)
	}
	waiting := assess.Rating{Level: -1}
	if proposed != nil {
		waiting = v.RatingOf(&proposed.Rating, waiting)
	}
	row("likelihood", desk.Lines(v.StepName(c.Likelihoods, r.Inherent.Likelihood), v.AnalysisFactors(r.Record.Inherent)),
		desk.Lines(v.StepName(c.Likelihoods, r.Now.Likelihood), v.AnalysisFactors(desk.AnalysisOf(r.Record.Current, r.Record.Inherent))),
		desk.Lines(v.StepName(c.Likelihoods, waiting.Likelihood), v.AnalysisFactors(proposed)), then(c.Likelihoods, r.Projected.Likelihood))
	row("impact", v.StepName(c.Impacts, r.Inherent.Impact), v.StepName(c.Impacts, r.Now.Impact), v.StepName(c.Impacts, waiting.Impact), then(c.Impacts, r.Projected.Impact))
	row("level", v.LevelBadge(r.Inherent.Level), v.LevelBadge(r.Now.Level), v.LevelBadge(waiting.Level), projectedBadge(v, r))
	if r.ExpectedLoss != nil {
		none := part.Part(part.Words("–"))
		then := none
		if r.ProjectedLoss != nil {
			then = part.Words(v.Money(*r.ProjectedLoss))
		}
		t.Row()
		t.Head(part.Words(v.Words["expectedLoss"]))
		t.Cell(none)
		t.Words(v.Money(*r.ExpectedLoss))
		if proposed != nil {
			t.Cell(none)
		}
		t.Cell(then)
	}
	if proposed != nil {
		t.Made.After = part.Words(v.Words["riskProposedWhy"])
	}
	return t.Done()
}

// projectedBadge shows the level that the plans lead to, or the rating where only that is given.
func projectedBadge(v *desk.Desk, r *assess.Risk) part.Part {
	if desk.LevelOnly(r.Projected) {
		return v.RatingBadge(r.Projected)
	}
	return v.LevelBadge(r.Projected.Level)
}

// riskQuantities shows the figures of a risk now, and as the live plans aim to change them.
func riskQuantities(v *desk.Desk, r *assess.Risk) part.Part {
	q := r.Record.Quantitative
	if q == nil {
		return nil
	}
	t := v.Table("", v.Words["riskQuantities"], desk.Column{Key: "riskQuantityHead"}, desk.Column{Key: "riskEstimateNow"}, desk.Column{Key: "riskEstimateThen"})
	row := func(key string, now *register.Estimate, figure func(float64) string, of func(*register.Target) *register.Estimate) {
		var then []part.Part
		for _, p := range r.Plans {
			for i := range p.Targets {
				if target := &p.Targets[i]; target.Risk == r.Record.ID && of(target) != nil {
					then = append(then, part.Words(estimate(v, of(target), figure)))
				}
			}
		}
		t.Row()
		t.Head(part.Words(v.Words[key]))
		t.Words(estimate(v, now, figure))
		t.Cell(desk.Join(" / ", then...))
	}
	row("riskFrequency", q.Frequency, desk.Number, func(target *register.Target) *register.Estimate { return target.Frequency })
	row("riskLossOne", q.Loss, v.Money, func(target *register.Target) *register.Estimate { return target.Loss })
	if r.ExpectedLoss != nil {
		t.Row()
		t.Head(part.Words(v.Words["expectedLoss"]))
		t.Cell(desk.Strong(part.Words(v.Money(*r.ExpectedLoss))))
		var then part.Part
		if r.ProjectedLoss != nil {
			then = desk.Strong(part.Words(v.Money(*r.ProjectedLoss)))
		}
		t.Cell(then)
	}
	return t.Done()
}

// estimate writes an uncertain figure.
func estimate(v *desk.Desk, e *register.Estimate, figure func(float64) string) string {
	switch {
	case e == nil:
		return "–"
	case e.Form == register.Lognormal:
		return v.Say("riskLognormal", "low", figure(e.Low), "high", figure(e.High))
	case e.Form == register.PERT:
		return v.Say("riskPert", "low", figure(e.Low), "mode", figure(e.Mode), "high", figure(e.High))
	}
	return figure(e.Mode)
}
