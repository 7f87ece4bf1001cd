package check

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

// open gives the risks that are there on the as-of date and not closed, in the order of their ids.
func (c *Case) open() []*assess.Risk {
	var open []*assess.Risk
	for _, k := range c.Assessment.Risks {
		if k.Outcome != assess.Closed && k.Outcome != assess.Uncounted {
			open = append(open, k)
		}
	}
	return open
}

// likelihoodPath is where the likelihood of a rating is written: as itself, or as its factors.
func likelihoodPath(r *register.Rating, path ...any) []any {
	if r.Likelihood == nil && len(r.Factors) > 0 {
		return append(path, "factors")
	}
	return append(path, "likelihood")
}

// highestImpactPath is where the impact of a rating is written: of several, the largest.
func highestImpactPath(r *register.Rating, path ...any) []any {
	if len(r.Impacts) == 0 {
		return append(path, "impact")
	}
	largest, area := *r.HighestImpact(), ""
	for _, name := range slices.Sorted(maps.Keys(r.Impacts)) {
		if area == "" && r.Impacts[name] == largest {
			area = name
		}
	}
	return append(path, "impacts", area)
}
