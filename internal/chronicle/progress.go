package chronicle

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
)

// Progress is how far a plan had come in a state.
type Progress struct {
	Status      string
	Due         date.Date
	Done, Total int // actions
}

// advance notes how far the plans have come, where they have come farther or otherwise than in the last state that reads.
func (b *Builder) advance(f *Figures, a *assess.Assessment) {
	for id := range b.plans {
		if p := a.Plan(id); p == nil || p.Record.Provisional {
			f.GonePlans = append(f.GonePlans, id)
			delete(b.plans, id)
		}
	}
	slices.Sort(f.GonePlans)
	for _, p := range a.Plans {
		id, now := p.Record.ID, Progress{p.Record.Status, p.Record.Due, p.Done, p.Total}
		if known, there := b.plans[id]; p.Record.Provisional || there && known == now {
			continue
		}
		if f.Progress == nil {
			f.Progress = map[string]Progress{}
		}
		f.Progress[id], b.plans[id] = now, now
	}
}

// PlansIn gives how far each plan had come in a state, by the id that it has in the last one; of a state that does not read, as in the last one before that does.
// It is nil where nobody noted it.
func (c *Chronicle) PlansIn(state int) map[string]Progress {
	plans, noted := map[string]Progress{}, false
	for i, renamed := range c.renames() {
		f := &c.States[i].Figures
		moved(plans, renamed)
		if i > state {
			continue
		}
		for _, id := range f.GonePlans {
			if renamed[id] == "" {
				delete(plans, id)
			}
		}
		for id, p := range f.Progress {
			plans[id], noted = p, true
		}
	}
	if !noted {
		return nil
	}
	return plans
}
