package assess

import (
	"cmp"

	"github.com/riskbook/riskbook/internal/register"
)

// Rating is a likelihood and an impact with the level that the matrix gives them. What cannot be determined is nil, and Level -1.
type Rating struct {
	Likelihood, Impact *int // values of the scales
	Level              int  // index in Criteria.Levels, or -1
}

// complete tells whether both values were given.
func (r Rating) complete() bool { return r.Likelihood != nil && r.Impact != nil }

// rating gives the rating of an analysis; nil where there is none.
func rating(a *register.Analysis) *register.Rating {
	if a == nil {
		return nil
	}
	return &a.Rating
}

// rate gives a rating its level.
func (j *judge) rate(r *register.Rating) Rating {
	if r == nil {
		return Rating{Level: -1}
	}
	return j.level(j.criteria.Likelihood(r), r.HighestImpact())
}

// level gives a pair of values its level: the matrix cell (method: Level).
func (j *judge) level(likelihood, impact *int) Rating {
	r := Rating{Likelihood: likelihood, Impact: impact, Level: -1}
	if r.complete() {
		r.Level = j.criteria.Cell(*likelihood, *impact)
	}
	return r
}

// now is the current rating; where there is no current analysis, the inherent one stands in for it (method: Level).
func (j *judge) now(record *register.Risk) Rating {
	if record.Current != nil {
		return j.rate(rating(record.Current))
	}
	return j.rate(rating(record.Inherent))
}

// lowest gives the lower of two values, of which either may be missing.
func lowest(a, b *int) *int { return either(a, b, func(a, b int) int { return min(a, b) }) }

// highest gives the higher of two values, of which either may be missing.
func highest(a, b *int) *int { return either(a, b, func(a, b int) int { return max(a, b) }) }

func either(a, b *int, of func(a, b int) int) *int {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	one := of(*a, *b)
	return &one
}

// above tells whether a value is known to be higher than a limit. A limit that is missing holds nothing back.
func above(value, limit *int) bool {
	return value != nil && (limit == nil || *value > *limit)
}
