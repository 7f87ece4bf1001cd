package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// PlanVerdict is one live plan with what is left of its risks, its side effects and the verdict.
type PlanVerdict struct {
	Plan    part.Part
	Aim     string
	Risks   []PlanRisk // one at least
	Side    part.Part
	Verdict part.Part
}

// PlanRisk is how a plan leaves one risk.
type PlanRisk struct{ Risk, Now, Then, Left part.Part }
