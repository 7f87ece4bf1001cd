package register

import (
	"math"
	"slices"

	"github.com/riskbook/riskbook/internal/date"
)

// Criteria are the risk criteria (handbook 1.2): scales, matrix, evaluation, impact and acceptance criteria.
type Criteria struct {
	Given  bool // criteria.toml exists; without it the handbook's example scales serve the analysis and judgement decides
	Broken bool // criteria.toml exists and could not be read: nothing can be judged

	Revision    string          `key:"revision" required:"true"`
	ApprovedBy  Text            `key:"approved_by"`
	ApprovedOn  date.Date       `key:"approved_on"`
	ReviewBy    date.Date       `key:"review_by"`
	Likelihoods []Step          `key:"likelihood" required:"true"` // ascending
	Impacts     []Step          `key:"impact" required:"true"`     // ascending
	Areas       []Area          `key:"area"`
	Levels      []Level         `key:"level" required:"true"` // ascending
	Matrix      Matrix          `key:"matrix" required:"true"`
	Viewpoints  []Viewpoint     `key:"viewpoint"`
	Acceptance  Acceptance      `key:"acceptance"`
	Authorities []Authority     `key:"authority"`       // who may accept what; none: anybody anything
	From        *LikelihoodFrom `key:"likelihood_from"` // nil where likelihood is rated directly
	Changes     []Change        `key:"change"`
}

// Step is one value of a scale.
type Step struct {
	Value   *int      `key:"value" required:"true"`
	Label   Text      `key:"label" required:"true"`
	Meaning Text      `key:"meaning"`
	PerYear []float64 `key:"per_year"` // likelihood: from and to, events a year
	Loss    []float64 `key:"loss"`     // impact: from and to, in the register's currency
}

// Area is a viewpoint of damage (impact criteria, handbook 1.2.2).
type Area struct {
	Key      string       `key:"key" required:"true"`
	Label    Text         `key:"label" required:"true"`
	Meanings map[int]Text `key:"meanings"` // by impact value
}

// Level is a level of risk: what the matrix gives.
type Level struct {
	Key        string `key:"key" required:"true"`
	Label      Text   `key:"label" required:"true"`
	Meaning    Text   `key:"meaning"`
	Acceptance string `key:"acceptance" required:"true" oneof:"accept approval treat"`
}

// Matrix gives the level of each cell, by rows or by the product of the two values.
type Matrix struct {
	Rows       [][]string     `key:"rows"` // by likelihood ascending, then impact ascending: keys of levels
	Rule       string         `key:"rule" oneof:"product"`
	Thresholds map[string]int `key:"thresholds"` // lowest product of each level
}

// Viewpoint is one viewpoint of the risk evaluation criteria (handbook 1.2.1).
type Viewpoint struct {
	Key         string  `key:"key" required:"true"`
	Label       Text    `key:"label" required:"true"`
	Weight      float64 `key:"weight"`
	Prohibitive bool    `key:"prohibitive"` // a level too high under it is to be avoided rather than reduced
}

// Acceptance are the risk acceptance criteria (handbook 1.2.3, 4.1.1).
type Acceptance struct {
	ImpactAlone     *int        `key:"impact_alone" scale:"impact"`
	LikelihoodAlone *int        `key:"likelihood_alone" scale:"likelihood"`
	CumulativeLoss  *float64    `key:"cumulative_loss" range:"0 9000000000000000"` // expected loss a year
	Factors         []Text      `key:"factors"`
	Tolerance       []Tolerance `key:"tolerance"`
}

// Authority says who may accept what, and for how long at most (a row of the company's rules of decision).
type Authority struct {
	Level  string    `key:"level" required:"true" criteria:"level"` // up to this level
	By     []string  `key:"by" required:"true" party:"true"`
	Months int       `key:"months" range:"1 1200"` // from the decision to its last day at most; 0: no limit
	From   date.Date `key:"from"`                  // the first and the last day on which the row held; zero: always
	Until  date.Date `key:"until"`
}

// LikelihoodFrom says which likelihood two factors give, such as threat and vulnerability.
type LikelihoodFrom struct {
	Rows    [][]int  `key:"rows" required:"true" scale:"likelihood"` // by the first factor ascending, then the second: values of the likelihood scale
	Factors []Factor `key:"factor" required:"true"`                  // two
}

// Factor is one of the two that give a likelihood.
type Factor struct {
	Key   string       `key:"key" required:"true"`
	Label Text         `key:"label" required:"true"`
	Steps []FactorStep `key:"steps" required:"true"` // ascending
}

// FactorStep is one value of a factor's scale.
type FactorStep struct {
	Value   *int `key:"value" required:"true"`
	Label   Text `key:"label" required:"true"`
	Meaning Text `key:"meaning"`
}

// StepIndex returns the position (from 0) of a value on the factor's scale, -1 where it is not on it.
func (f *Factor) StepIndex(value int) int {
	return slices.IndexFunc(f.Steps, func(s FactorStep) bool { return s.Value != nil && *s.Value == value })
}

// Tolerance is one point of the curve that the loss exceedance is held against.
type Tolerance struct {
	Loss        *float64 `key:"loss" required:"true" range:"0 9000000000000000"`
	Probability *float64 `key:"probability" required:"true" range:"0 1"` // 0..1, of exceeding Loss in a year
}

// Change is one entry of the criteria's own history.
type Change struct {
	On     date.Date `key:"on" required:"true"`
	What   Text      `key:"what" required:"true"`
	Why    Text      `key:"why"`
	Adopts []string  `key:"adopts" to:"decisions"` // judgements whose knowledge has become criteria
}

// Likelihood gives the likelihood of a rating: what its factors give, else the one that was written; nil where there is neither, or where factors leave it
// open because one is missing or is no step of its scale (method: Level).
func (c *Criteria) Likelihood(r *Rating) *int {
	if r == nil {
		return nil
	}
	if len(r.Factors) == 0 || c.From == nil {
		return r.Likelihood
	}
	return c.From.likelihood(r.Factors)
}

func (f *LikelihoodFrom) likelihood(factors map[string]int) *int {
	if len(f.Factors) != 2 {
		return nil
	}
	var at [2]int
	for i := range f.Factors {
		value, given := factors[f.Factors[i].Key]
		at[i] = f.Factors[i].StepIndex(value)
		if !given || at[i] < 0 {
			return nil
		}
	}
	if at[0] >= len(f.Rows) || at[1] >= len(f.Rows[at[0]]) {
		return nil
	}
	return &f.Rows[at[0]][at[1]]
}

// Factor gives the factor of a key, or nil.
func (c *Criteria) Factor(key string) *Factor {
	if c.From == nil {
		return nil
	}
	for i := range c.From.Factors {
		if c.From.Factors[i].Key == key {
			return &c.From.Factors[i]
		}
	}
	return nil
}

// LevelIndex gives the position of a level's key among Levels, -1 where it is none of them.
func (c *Criteria) LevelIndex(key string) int {
	for i := range c.Levels {
		if c.Levels[i].Key == key {
			return i
		}
	}
	return -1
}

// LikelihoodIndex gives the position (from 0) of a value on the likelihood scale, -1 where it is not on it.
func (c *Criteria) LikelihoodIndex(value int) int { return stepIndex(c.Likelihoods, value) }

// ImpactIndex gives the position (from 0) of a value on the impact scale, -1 where it is not on it.
func (c *Criteria) ImpactIndex(value int) int { return stepIndex(c.Impacts, value) }

func stepIndex(steps []Step, value int) int {
	for i := range steps {
		if steps[i].Value != nil && *steps[i].Value == value {
			return i
		}
	}
	return -1
}

// Viewpoint gives the viewpoint of a key, or nil.
func (c *Criteria) Viewpoint(key string) *Viewpoint {
	for i := range c.Viewpoints {
		if c.Viewpoints[i].Key == key {
			return &c.Viewpoints[i]
		}
	}
	return nil
}

// Cell gives the index in Levels of the matrix cell at two values of the scales; -1 where the matrix does not say.
func (c *Criteria) Cell(likelihood, impact int) int {
	row, column := c.LikelihoodIndex(likelihood), c.ImpactIndex(impact)
	if row < 0 || column < 0 {
		return -1
	}
	if c.Matrix.Rule == "product" {
		best, product := -1, float64(likelihood)*float64(impact) // never wraps round
		for i := range c.Levels {
			lowest, ok := c.Matrix.Thresholds[c.Levels[i].Key]
			if ok && product >= float64(lowest) {
				best = i
			}
		}
		return best
	}
	if row >= len(c.Matrix.Rows) || column >= len(c.Matrix.Rows[row]) {
		return -1
	}
	return c.LevelIndex(c.Matrix.Rows[row][column])
}

// Beyond tells whether a cell of the matrix cannot be accepted as it stands: by its level, or by its likelihood or impact alone. Where there are no
// criteria nothing is beyond them.
func (c *Criteria) Beyond(likelihood, impact int) bool {
	if !c.Given {
		return false
	}
	level := c.Cell(likelihood, impact)
	return level >= 0 && c.Levels[level].Acceptance != "accept" ||
		c.Acceptance.ImpactAlone != nil && impact >= *c.Acceptance.ImpactAlone ||
		c.Acceptance.LikelihoodAlone != nil && likelihood >= *c.Acceptance.LikelihoodAlone
}

// The steps of colour. Colour follows acceptance first, then the level within it, so that a level that needs approval never looks like an acceptable one,
// however many levels there are.
const (
	HeatNone     = 0 // there is no level
	HeatAccept   = 1 // and 2: acceptable as it stands
	HeatApproval = 3 // and 4: acceptable by decision alone
	HeatTreat    = 5 // and 6: always treated
	HeatPlain    = 7 // to 9: nothing says which levels are acceptable
)

// Heat places a level, by its index, among the steps of colour: by its acceptance, then the calmer and the graver ones of the same acceptance.
func (c *Criteria) Heat(level int) int {
	if level < 0 || level >= len(c.Levels) {
		return HeatNone
	}
	first, steps := HeatPlain, 3
	acceptance := c.Levels[level].Acceptance
	switch acceptance {
	case "accept":
		first, steps = HeatAccept, 2
	case "approval":
		first, steps = HeatApproval, 2
	case "treat":
		first, steps = HeatTreat, 2
	}
	at, n := 0, 0
	for i := range c.Levels {
		if c.Levels[i].Acceptance == acceptance {
			if i < level {
				at++
			}
			n++
		}
	}
	if n == 1 {
		return first
	}
	return first + int(math.Round(float64(at)*float64(steps-1)/float64(n-1)))
}

// CellHeat is Heat for a cell of the matrix: one that is treated for its likelihood or impact alone does not look better than that.
func (c *Criteria) CellHeat(likelihood, impact int) int {
	heat := c.Heat(c.Cell(likelihood, impact))
	alone := c.Acceptance.ImpactAlone != nil && impact >= *c.Acceptance.ImpactAlone || c.Acceptance.LikelihoodAlone != nil && likelihood >= *c.Acceptance.LikelihoodAlone
	if c.Given && alone && heat < HeatTreat {
		return HeatTreat
	}
	return heat
}

// exampleCriteria are the handbook's example scales (3.1.1), which serve the analysis where criteria.toml is absent. They define no acceptance.
func exampleCriteria() Criteria {
	step := func(value int, ja, en string) Step {
		return Step{Value: &value, Label: Text{{"ja", ja}, {"en", en}}}
	}
	return Criteria{
		Likelihoods: []Step{step(1, "低", "Low"), step(2, "中", "Medium"), step(3, "高", "High")},
		Impacts:     []Step{step(1, "小", "Small"), step(2, "中", "Medium"), step(3, "大", "Large")},
		Levels: []Level{
			{Key: "low", Label: Text{{"ja", "低"}, {"en", "Low"}}},
			{Key: "medium", Label: Text{{"ja", "中"}, {"en", "Medium"}}},
			{Key: "high", Label: Text{{"ja", "高"}, {"en", "High"}}},
		},
		Matrix: Matrix{Rows: [][]string{{"low", "low", "medium"}, {"low", "medium", "high"}, {"medium", "high", "high"}}},
	}
}
