package view

import (
	"github.com/riskbook/riskbook/internal/part"
)

// FactorsPart is what the page of criteria says of a likelihood that follows from two factors.
type FactorsPart struct {
	Why   string
	Table *part.Grid
	Steps []FactorSteps
}

// FactorSteps is one factor with its steps.
type FactorSteps struct {
	Title string
	Table part.Part
}
