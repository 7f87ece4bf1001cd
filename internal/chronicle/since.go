package chronicle

import (
	"slices"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
)

// Since is what became of the risks since a former state: ids as they are now, ascending.
type Since struct {
	Commit string
	On     date.Date
	Kind   SinceKind // what the state was chosen by
	Of     string    // the review, or the tag

	Better, Worse []string // the level moved, and the criteria had no part in it
	New           []string
	Closed        []string // those that were removed among them, by the ids that they had
	Beyond        []string // to be treated now and not then, new ones among them
	Within        []string // to be treated then, acceptable or accepted now
	Slipped       []string // plans whose day was put off, or that are late now and were not
	Lapsed        []string // acceptances that were in force and are not, though the risk is open
	ByCriteria    []string // the level moved, and the criteria had a part in it

	Recriteria bool            // the criteria are others than then: figures of then were not measured by one rule with those of now
	Then       Amounts         // what the register amounted to then
	Was        map[string]Risk // how the risks stood then, by the ids that they have now
}

// Amounts are the figures of a register that the first page holds against those of now.
type Amounts struct {
	Open       int     `json:"open"` // risks
	ToTreat    int     `json:"toTreat"`
	Unjudged   int     `json:"unjudged"`
	Wanted     int     `json:"wanted"` // what waited for a decision
	Live       int     `json:"live"`   // plans
	Late       int     `json:"late"`
	Quantified int     `json:"quantified"` // risks that have an expected annual loss
	Loss       float64 `json:"loss"`
}

// AmountsOf counts what a register amounts to.
func AmountsOf(a *assess.Assessment) Amounts {
	s := &a.Summary
	return Amounts{
		Open: s.Open(), ToTreat: s.ToTreat(), Unjudged: s.Unjudged(), Wanted: len(agenda.AllWanted(a)), Live: s.LivePlans, Late: s.Behind, Quantified: s.Quantified, Loss: s.Loss,
	}
}

// SinceKind says by what a former state was chosen.
type SinceKind string

// The kinds.
const (
	SinceReview SinceKind = "review"
	SinceTag    SinceKind = "tag"
	SinceDay    SinceKind = "day"
)

// sinceDays is how far back is looked where there is no review or tag to look back to, in days.
const sinceDays = 90

// Choose finds the state with which the present one is compared: by what the configuration says, else the newest review of the whole register. It gives -1
// where no state is old enough.
func (b *Builder) Choose(a *assess.Assessment) (state int, s Since) {
	states := b.Chronicle.States
	chosen, day := a.Register.Config.History.Since, date.Date{}
	days, inDays := chosen.Days()
	on, given := chosen.Day()
	switch {
	case inDays:
		s.Kind, day = SinceDay, a.AsOf.AddDays(-days)
	case given:
		s.Kind, day = SinceDay, on
	case chosen == "tag":
		for i := len(states) - 1; i >= 0; i-- {
			if tags := states[i].Tags; len(tags) > 0 && states[i].Reads() {
				s.Kind, s.Of = SinceTag, tags[len(tags)-1]
				return i, s
			}
		}
	case chosen == "" || chosen == "review":
		for _, v := range a.Register.Reviews {
			if len(v.Scope) == 0 && !v.On.IsZero() && !v.On.After(a.AsOf) && !v.On.Before(day) {
				s.Kind, s.Of, day = SinceReview, v.ID, v.On
			}
		}
	}
	if s.Kind == "" {
		s.Kind, day = SinceDay, a.AsOf.AddDays(-sinceDays)
	}
	for i := len(states) - 1; i >= 0; i-- {
		if states[i].Reads() && !states[i].On.After(day) {
			return i, s
		}
	}
	return -1, s
}

// Compare holds the present state against a former one, and keeps what became of the risks. Choose gave state and s.
func (b *Builder) Compare(state int, s Since, then, now *assess.Assessment) {
	chain := b.since(state)
	step := compare.Between(then.Register, now.Register, chain)
	s.Commit, s.On = b.Chronicle.States[state].Commit, b.Chronicle.States[state].On
	s.Recriteria, s.Then, s.Was = len(step.Criteria) > 0, AmountsOf(then), map[string]Risk{}
	had := map[string]string{}
	for old, id := range step.NewID {
		had[id] = old
	}
	was := func(id string) *assess.Risk {
		if slices.Contains(step.Added, id) {
			return nil
		}
		if old := had[id]; old != "" {
			id = old
		}
		return counted(then, id)
	}
	for _, m := range compare.Moves(then, now, step, assess.Glance) {
		k := counted(now, m.ID)
		if m.Field != compare.MoveLevel || k == nil || k.Outcome == assess.Closed || m.From == nil || m.To == nil {
			continue
		}
		switch {
		case slices.Contains(m.Because, compare.FromCriteria):
			s.ByCriteria = append(s.ByCriteria, m.ID)
		case place(then, was(m.ID)) > place(now, k):
			s.Better = append(s.Better, m.ID)
		default:
			s.Worse = append(s.Worse, m.ID)
		}
	}
	for _, k := range now.Risks {
		before := was(k.Record.ID)
		if before != nil {
			s.Was[k.Record.ID] = standing(then, before)
		}
		s.risk(k, before)
	}
	for _, k := range then.Risks {
		if gone := goneFrom(k, step, now); gone && k.Outcome != assess.Closed {
			s.Closed = append(s.Closed, k.Record.ID)
		}
	}
	s.plans(step, then, now)
	for _, list := range []*[]string{&s.Better, &s.Worse, &s.New, &s.Closed, &s.Beyond, &s.Within, &s.Slipped, &s.Lapsed, &s.ByCriteria} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	b.Chronicle.Since = &s
}

// counted gives a risk that counts, or nil.
func counted(a *assess.Assessment, id string) *assess.Risk {
	if k := a.Risk(id); k != nil && k.Standing == assess.Counted {
		return k
	}
	return nil
}

// place is how far up its own list of levels the level of a risk lies, so that lists of different length can be compared.
func place(a *assess.Assessment, k *assess.Risk) float64 {
	if k == nil {
		return 0
	}
	return float64(k.Now.Level+1) / float64(len(a.Register.Criteria.Levels))
}

func goneFrom(k *assess.Risk, step *compare.Step, now *assess.Assessment) bool {
	id := k.Record.ID
	if slices.Contains(step.Removed, id) {
		return true
	}
	if later := step.NewID[id]; later != "" {
		id = later
	}
	return counted(now, id) == nil
}

// risk notes what became of a risk; was is nil where it was not there.
func (s *Since) risk(k, was *assess.Risk) {
	id := k.Record.ID
	if was == nil {
		s.New = append(s.New, id)
	} else if k.Outcome == assess.Closed && was.Outcome != assess.Closed {
		s.Closed = append(s.Closed, id)
	}
	switch {
	case k.Outcome.ToTreat() && (was == nil || !was.Outcome.ToTreat()):
		s.Beyond = append(s.Beyond, id)
	case was != nil && was.Outcome.ToTreat() && (k.Outcome == assess.Acceptable || k.Outcome == assess.Accepted):
		s.Within = append(s.Within, id)
	}
	if was == nil || was.Acceptance == nil || was.Acceptance.State != assess.InForce || k.Outcome == assess.Closed {
		return
	}
	if k.Acceptance == nil || k.Acceptance.State != assess.InForce {
		s.Lapsed = append(s.Lapsed, was.Acceptance.Decision.ID)
	}
}

// plans notes the plans that slipped.
func (s *Since) plans(step *compare.Step, then, now *assess.Assessment) {
	late := func(p *assess.Plan) bool { return p.Live && (p.Overdue || len(p.OverdueOpen) > 0) }
	for _, was := range then.Plans {
		id := was.Record.ID
		if later := step.NewID[id]; later != "" {
			id = later
		}
		is := now.Plan(id)
		if is == nil || is.Record.Provisional || slices.Contains(step.Removed, was.Record.ID) || is.Record.Status == "done" || is.Record.Status == "cancelled" {
			continue
		}
		if is.Record.Due.After(was.Record.Due) && !was.Record.Due.IsZero() || late(is) && !late(was) {
			s.Slipped = append(s.Slipped, id)
		}
	}
	for i, id := range s.Lapsed {
		if later := step.NewID[id]; later != "" {
			s.Lapsed[i] = later
		}
	}
}
