package chronicle

import (
	"maps"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Builder makes a chronicle of states that come one after another.
type Builder struct {
	Chronicle Chronicle
	Told      bool // the assessments know already what the past says of their evaluations

	newID     []map[string]string    // by state: the records that it renamed
	last      *assess.Assessment     // of the last state that reads
	risks     map[string]Risk        // in it
	plans     map[string]Progress    // in it
	beginning bool                   // nothing tells what came before the first state that reads
	recalled  assurance.Recollection // of the past
}

// NewBuilder returns a builder. Where the first state is the boundary of a shallow clone, beginning is set: that state creates nothing.
func NewBuilder(head string, shallow, beginning bool) *Builder {
	return &Builder{
		Chronicle: Chronicle{Head: head, Shallow: shallow, Records: map[string]Last{}, Came: map[string]int{}, Past: assess.Past{Analysed: map[string]int{}, Facts: map[string][]assess.PastFact{}}},
		risks:     map[string]Risk{}, plans: map[string]Progress{}, beginning: beginning,
	}
}

// Add adds a state. It gives the assessment what the past says of its evaluations; a is nil where the state does not read.
func (b *Builder) Add(s State, a *assess.Assessment) { b.add(s, a, true) }

// Pass is Add for a state of which nobody will ask why an evaluation is stale: the assessment is left as it is.
func (b *Builder) Pass(s State, a *assess.Assessment) { b.add(s, a, false) }

func (b *Builder) add(s State, a *assess.Assessment, tell bool) {
	c := &b.Chronicle
	at := len(c.States)
	b.newID = append(b.newID, nil)
	if a == nil {
		c.States = append(c.States, s)
		return
	}
	change := Change{Commit: s.Commit, On: s.On, Author: s.Author}
	changed := false
	switch {
	case b.last != nil:
		step := compare.Between(b.last.Register, a.Register, nil)
		b.newID[at] = step.NewID
		b.remember(step, &s, at, a.Register)
		change.Risks, change.Facts, change.NewID = compare.Moves(b.last, a, step, judging(b.last)), step.Facts, step.NewID
		changed = len(step.Criteria) > 0
		for _, t := range step.Texts {
			c.Texts = append(c.Texts, Text{s.Commit, t})
		}
	default:
		for _, e := range a.Register.All() {
			if !b.beginning {
				c.Records[e.Of().ID] = Last{s.Commit, s.On, s.Author}
				c.Came[e.Of().ID] = at
			}
			if e.Of().Kind.Folder == "risks" {
				c.Past.Analysed[e.Of().ID] = at
			}
		}
		if !b.beginning {
			change.Risks = compare.Beginning(a)
		}
	}
	if tell && !b.Told {
		b.recalled.Tell(a, c.Past)
	}
	s.Figures = figures(a)
	if !tell && !b.Told {
		s.Figures.Stale = b.recalled.Stale(a, c.Past)
	}
	s.Figures.CriteriaChanged = changed
	b.stand(&s.Figures, a)
	b.advance(&s.Figures, a)
	if len(change.Risks)+len(change.Facts)+len(change.NewID) > 0 {
		c.Changes = append(c.Changes, change)
	}
	c.States = append(c.States, s)
	b.last = a
}

// remember takes up who changed what, and what evaluations rest on.
func (b *Builder) remember(step *compare.Step, s *State, at int, r *register.Register) {
	c := &b.Chronicle
	if len(step.Removed)+len(step.NewID) > 0 {
		b.recalled = assurance.Recollection{}
	}
	for _, id := range step.Removed {
		delete(c.Records, id)
		delete(c.Came, id)
		delete(c.Past.Analysed, id)
		delete(c.Past.Facts, id)
	}
	b.rename(step.NewID)
	for _, id := range step.Touched {
		c.Records[id] = Last{s.Commit, s.On, s.Author}
	}
	for _, id := range step.Added {
		c.Came[id] = at
		if r.Risk(id) != nil {
			c.Past.Analysed[id] = at
		}
	}
	for _, f := range step.Facts {
		folder := ""
		if e := r.Find(f.ID); e != nil && f.ID != compare.CriteriaID {
			folder = e.Of().Kind.Folder
		}
		switch {
		case f.ID == compare.CriteriaID && f.Outdates(), folder != "" && assess.Bears(folder, f.Field):
			c.Past.Facts[f.ID] = append(c.Past.Facts[f.ID], assess.PastFact{State: at, On: s.On, Field: f.Field, From: f.From, To: f.To})
		case folder == "decisions" && f.Field == "on" && f.From == nil:
			c.Came[f.ID] = at // asked for before, and made now
		case folder == "risks" && assess.Rates(f.Field):
			c.Past.Analysed[f.ID] = at
		}
	}
}

// rename gives what is remembered of records the names that these have now.
func (b *Builder) rename(newID map[string]string) {
	if len(newID) == 0 {
		return
	}
	past := &b.Chronicle.Past
	moved(b.Chronicle.Records, newID)
	moved(b.Chronicle.Came, newID)
	moved(past.Analysed, newID)
	moved(past.Facts, newID)
	follow := following(newID)
	for id, facts := range past.Facts {
		for i := range facts {
			if top, _, _ := strings.Cut(facts[i].Field, "."); slices.Contains([]string{"assets", "depends_on", "sources"}, top) {
				past.Facts[id][i].From, past.Facts[id][i].To = follow(facts[i].From), follow(facts[i].To)
			}
		}
	}
}

// judging gives what judges a register as another state would have been, had something been as it is in the next one.
func judging(before *assess.Assessment) compare.Judge {
	return func(r *register.Register, asOf date.Date) *assess.Assessment { return assess.Follow(before, r, asOf) }
}

// following gives what puts new names into a list of ids.
func following(newID map[string]string) func(any) any {
	return func(v any) any {
		list, ok := v.([]any)
		if !ok {
			return v
		}
		followed := slices.Clone(list)
		for i, one := range list {
			if id, ok := one.(string); ok && newID[id] != "" {
				followed[i] = newID[id]
			}
		}
		return followed
	}
}

// moved renames the keys of a map, two that change places too.
func moved[V any](m map[string]V, newID map[string]string) {
	taken := map[string]V{}
	for old := range newID {
		if v, there := m[old]; there {
			taken[old] = v
			delete(m, old)
		}
	}
	for old, v := range taken {
		m[newID[old]] = v
	}
}

// stand notes how the risks stand, where they stand otherwise than in the last state that reads.
func (b *Builder) stand(f *Figures, a *assess.Assessment) {
	for id := range b.risks {
		if k := a.Risk(id); k == nil || k.Standing == assess.Later {
			f.Gone = append(f.Gone, id)
			delete(b.risks, id)
		}
	}
	slices.Sort(f.Gone)
	for _, list := range [][]*assess.Risk{a.Risks, a.Waiting} {
		for _, k := range list {
			id := k.Record.ID
			known, there := b.risks[id]
			if there && b.last != nil && b.last.Risk(id) == k {
				continue // its verdict was taken over
			}
			risk := standing(a, k)
			if there && known == risk {
				continue
			}
			if f.Risks == nil {
				f.Risks = map[string]Risk{}
			}
			f.Risks[id], b.risks[id] = risk, risk
		}
	}
}

func standing(a *assess.Assessment, k *assess.Risk) Risk {
	r := Risk{Likelihood: Unknown, Impact: Unknown, Outcome: string(k.Outcome)}
	if k.Now.Likelihood != nil {
		r.Likelihood = *k.Now.Likelihood
	}
	if k.Now.Impact != nil {
		r.Impact = *k.Now.Impact
	}
	if k.Now.Level >= 0 {
		r.Level = a.Register.Criteria.Levels[k.Now.Level].Key
	}
	return r
}

// figures counts what is judged.
func figures(a *assess.Assessment) Figures {
	f := Figures{Revision: a.Register.Criteria.Revision}
	for _, k := range a.Risks {
		if k.Outcome == assess.Closed {
			continue
		}
		f.Open++
		if k.Outcome.ToTreat() {
			f.Beyond++
		}
		if k.ExpectedLoss != nil {
			f.ExpectedLoss += *k.ExpectedLoss
			f.Estimated = true
		}
		if len(k.Stale) > 0 {
			f.Stale++
		}
	}
	for i, level := range a.Register.Criteria.Levels {
		f.ByLevel = append(f.ByLevel, Count{level.Key, a.Summary.ByLevel.Now[i]})
	}
	for _, outcome := range assess.Outcomes {
		if outcome != assess.Closed {
			f.ByOutcome = append(f.ByOutcome, Count{string(outcome), a.Summary.ByOutcome[outcome]})
		}
	}
	for _, p := range a.Plans {
		if !p.Live {
			continue
		}
		f.Plans.Live++
		if p.Overdue || len(p.OverdueOpen) > 0 {
			f.Plans.Late++
		}
		f.Plans.Actions += p.Total
		f.Plans.Done += p.Done
	}
	return f
}

// since gives the ids that records have in the last state, by those that they had in a state; a record that keeps its id is left out.
func (b *Builder) since(state int) map[string]string {
	chain := map[string]string{}
	for _, step := range b.newID[state+1:] {
		had := map[string]string{} // the names in that state, by the present ones
		for old, now := range chain {
			had[now] = old
		}
		for old, now := range step {
			if first := had[old]; first != "" {
				chain[first] = now
			} else if _, known := chain[old]; !known {
				chain[old] = now
			}
		}
	}
	return chain
}

// FormerIDs adds to a set of ids those that the records had in former states.
func (b *Builder) FormerIDs(ids map[string]bool) map[string]bool {
	all := maps.Clone(ids)
	for _, step := range slices.Backward(b.newID) {
		for old, now := range step {
			if all[now] {
				all[old] = true
			}
		}
	}
	return all
}

// Beginning reports whether the first state is the boundary of a shallow clone, which creates nothing.
func (b *Builder) Beginning() bool { return b.beginning }
