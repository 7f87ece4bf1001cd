package assess

// Summary counts the open risks, and the live plans for them.
type Summary struct {
	ByOutcome                map[Outcome]int                          // every outcome but closed
	ByLevel                  struct{ Inherent, Now, Projected []int } // by index in Criteria.Levels; one more at the end for what has no level
	Inherent, Now, Projected [][][]string                             // matrix cells: by likelihood, then impact, ascending: ids, ascending

	Quantified        int     // risks that have an expected annual loss
	Loss, LossThen    float64 // their expected annual losses together, now and once the live plans are complete
	Undated           int     // risks of which nobody can say when they were analysed
	LivePlans, Behind int     // live plans, and those of them that are late, or have a late action
}

// summary counts the open risks. A risk that a plan removes is in none of the projected figures.
func summary(a *Assessment) Summary {
	s := Summary{ByOutcome: map[Outcome]int{}}
	for _, o := range Outcomes {
		if o != Closed {
			s.ByOutcome[o] = 0
		}
	}
	inherent, now, projected := newTally(a), newTally(a), newTally(a)
	for _, k := range a.Risks {
		if k.Outcome == Closed {
			continue
		}
		s.ByOutcome[k.Outcome]++
		if k.ExpectedLoss != nil {
			s.Quantified++
			s.Loss += *k.ExpectedLoss
			if k.ProjectedLoss != nil {
				s.LossThen += *k.ProjectedLoss
			}
		}
		if a.AnalysedOn(k).IsZero() {
			s.Undated++
		}
		inherent.add(k.Record.ID, k.Inherent)
		now.add(k.Record.ID, k.Now)
		if !k.Removed {
			projected.add(k.Record.ID, k.Projected)
		}
	}
	s.ByLevel.Inherent, s.Inherent = inherent.byLevel, inherent.cells
	s.ByLevel.Now, s.Now = now.byLevel, now.cells
	s.ByLevel.Projected, s.Projected = projected.byLevel, projected.cells
	for _, p := range a.Plans {
		if p.Live {
			s.LivePlans++
			if p.Late() {
				s.Behind++
			}
		}
	}
	return s
}

// tally counts ratings by level and by cell of the matrix.
type tally struct {
	a       *Assessment
	byLevel []int
	cells   [][][]string
}

func newTally(a *Assessment) *tally {
	c := &a.Register.Criteria
	t := &tally{a: a, byLevel: make([]int, len(c.Levels)+1), cells: make([][][]string, len(c.Likelihoods))}
	for i := range t.cells {
		t.cells[i] = make([][]string, len(c.Impacts))
		for k := range t.cells[i] {
			t.cells[i][k] = []string{}
		}
	}
	return t
}

func (t *tally) add(id string, r Rating) {
	level := r.Level
	if level < 0 {
		level = len(t.byLevel) - 1
	}
	t.byLevel[level]++
	if !r.complete() {
		return
	}
	c := &t.a.Register.Criteria
	row, column := c.LikelihoodIndex(*r.Likelihood), c.ImpactIndex(*r.Impact)
	if row >= 0 && column >= 0 {
		t.cells[row][column] = append(t.cells[row][column], id)
	}
}
