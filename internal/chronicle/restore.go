package chronicle

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
)

// Restore makes a chronicle complete that was written down and read again: what evaluations rest on follows from its changes, from when each record came, and
// from the state in which each risk was last analysed. The kind of a record is asked for by its id.
func (c *Chronicle) Restore(analysed map[string]int, folder func(id string) string) {
	c.Past = assess.Past{Analysed: analysed, Facts: map[string][]assess.PastFact{}}
	number := make(map[string]int, len(c.States))
	for i := range c.States {
		number[c.States[i].Commit] = i
	}
	b := &Builder{Chronicle: Chronicle{Past: c.Past}}
	now := c.names()
	for i := range c.Changes {
		change := &c.Changes[i]
		at := number[change.Commit]
		b.rename(change.NewID)
		for _, f := range change.Facts {
			id := f.ID
			if last, renamed := now[i][id]; renamed {
				id = last
			}
			bears := f.ID == compare.CriteriaID && f.Outdates() || f.ID != compare.CriteriaID && f.ID != compare.PartiesID && assess.Bears(folder(id), f.Field)
			if came, known := c.Came[id]; bears && (!known || at >= came) {
				c.Past.Facts[f.ID] = append(c.Past.Facts[f.ID], assess.PastFact{State: at, On: change.On, Field: f.Field, From: f.From, To: f.To})
			}
		}
	}
}

// names gives by change the ids that records have in the last state, by those that they have in that of the change; a record that keeps its id is left out.
func (c *Chronicle) names() []map[string]string {
	list := make([]map[string]string, len(c.Changes))
	later := map[string]string{}
	for i := len(c.Changes) - 1; i >= 0; i-- {
		list[i] = later
		if len(c.Changes[i].NewID) == 0 {
			continue
		}
		before := map[string]string{}
		for id, last := range later {
			before[id] = last
		}
		for _, now := range c.Changes[i].NewID {
			delete(before, now)
		}
		for old, now := range c.Changes[i].NewID {
			before[old] = now
			if last := later[now]; last != "" {
				before[old] = last
			}
		}
		later = before
	}
	return list
}

// Agrees reports whether the last state is the one that was judged: the same risks, standing alike, and the same figures.
func (c *Chronicle) Agrees(a *assess.Assessment) bool {
	if len(c.States) == 0 || !c.States[len(c.States)-1].Reads() {
		return false
	}
	same := true
	c.Each(func(s *State, risks map[string]Risk) {
		if s != &c.States[len(c.States)-1] {
			return
		}
		f := figures(a)
		same = s.Figures.Open == f.Open && s.Figures.Beyond == f.Beyond && s.Figures.Stale == f.Stale && s.Figures.Plans == f.Plans && s.Figures.Revision == f.Revision
		n := 0
		for _, list := range [][]*assess.Risk{a.Risks, a.Waiting} {
			for _, k := range list {
				n++
				known, there := risks[k.Record.ID]
				same = same && there && known == standing(a, k)
			}
		}
		same = same && n == len(risks)
	})
	return same
}

// Stand takes up how all risks stand in the states that read, one map for each state: what is another than before is kept.
func (c *Chronicle) Stand(states []map[string]Risk) {
	before := map[string]Risk{}
	for i := range c.States {
		f := &c.States[i].Figures
		f.Risks, f.Gone = nil, nil
		if !c.States[i].Reads() {
			continue
		}
		for id := range before {
			if _, there := states[i][id]; !there {
				f.Gone = append(f.Gone, id)
			}
		}
		slices.Sort(f.Gone)
		for id, risk := range states[i] {
			if known, there := before[id]; !there || known != risk {
				if f.Risks == nil {
					f.Risks = map[string]Risk{}
				}
				f.Risks[id] = risk
			}
		}
		before = states[i]
	}
}
