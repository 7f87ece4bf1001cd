package register

import "github.com/riskbook/riskbook/internal/date"

// Risk is a loss that may occur (handbook 2.2), with its analysis (3.1, 3.2) and what was chosen for it (5.1).
type Risk struct {
	Record
	Events        []string    `key:"events" to:"events"`
	Assets        []string    `key:"assets" to:"assets"`
	Sources       []string    `key:"sources" to:"sources"` // beyond those of its events
	Consequences  []string    `key:"consequences" criteria:"area"`
	Viewpoints    []string    `key:"viewpoints" criteria:"viewpoint"`
	Controls      []string    `key:"controls" to:"controls"` // in place
	Identified    date.Date   `key:"identified" required:"true"`
	Reviewed      date.Date   `key:"reviewed"`
	NextReview    date.Date   `key:"next_review"`
	Status        string      `key:"status" oneof:"open closed"`
	ClosedOn      date.Date   `key:"closed_on"`
	ClosedBecause Text        `key:"closed_because"`
	Inherent      *Analysis   `key:"inherent"` // before controls
	Current       *Analysis   `key:"current"`  // with the controls in place
	Quantitative  *Quantities `key:"quantitative"`
	Proposed      *Analysis   `key:"proposed"` // an analysis that waits for a person: nothing is decided by it
	Treatment     *Choice     `key:"treatment"`
	Priority      *Pin        `key:"priority"`
}

// Closed tells whether the risk is out of the register's working set.
func (r *Risk) Closed() bool { return r.Status == "closed" }

// Rating is a likelihood (or the two factors that it follows from) and an impact (or impacts by area). Absent values are nil.
type Rating struct {
	Likelihood *int           `key:"likelihood" scale:"likelihood"`
	Impact     *int           `key:"impact" scale:"impact"`
	Impacts    map[string]int `key:"impacts" scale:"impact" criteria:"area"`
	Factors    map[string]int `key:"factors" criteria:"factor"` // instead of Likelihood: see Criteria.Likelihood
}

// says reports whether the rating gives any value.
func (r *Rating) says() bool {
	return r.Likelihood != nil || r.HighestImpact() != nil || len(r.Factors) > 0
}

// HighestImpact is the largest of Impacts, or Impact where there are none (method: Level); nil where neither was given.
func (r *Rating) HighestImpact() *int {
	if r == nil {
		return nil
	}
	if len(r.Impacts) == 0 {
		return r.Impact
	}
	first, highest := true, 0
	for _, impact := range r.Impacts {
		if first || impact > highest {
			first, highest = false, impact
		}
	}
	return &highest
}

// Analysis is a rating with its grounds.
type Analysis struct {
	Rating
	Rationale  Text   `key:"rationale"`
	Confidence string `key:"confidence" oneof:"low medium high"`
	Criteria   string `key:"criteria"` // the revision of the criteria it was rated under
	Damage     Text   `key:"damage"`   // the concrete loss to the service (handbook 3.2)
}

// Quantities are the figures of a risk (handbook 3.1.2).
type Quantities struct {
	Frequency *Estimate `key:"frequency" measure:"frequency"` // events a year
	Loss      *Estimate `key:"loss" measure:"loss"`           // of one event, in the register's currency
}

// Choice is the treatment option taken, and why.
type Choice struct {
	Option     string `key:"option" oneof:"modify retain avoid share"`
	Rationale  Text   `key:"rationale"`
	Continuity Text   `key:"continuity"` // of an extreme risk that has no plan or is accepted (handbook 5.1, note 12)
}

// Pin fixes a rank by hand.
type Pin struct {
	Rank   int  `key:"rank" required:"true" range:"1 1000000"`
	Reason Text `key:"reason" required:"true"`
}
