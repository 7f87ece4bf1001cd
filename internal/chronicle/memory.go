package chronicle

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
)

// Memory gives which facts of the records changed, and when, by the ids that the records have now.
func (c *Chronicle) Memory() *assess.Memory {
	m := &assess.Memory{Came: make(map[string]date.Date, len(c.Came))}
	for i := range c.States {
		if c.States[i].Reads() {
			m.First = c.States[i].On
			break
		}
	}
	for id, at := range c.Came {
		if at < len(c.States) {
			m.Came[id] = c.States[at].On
		}
	}
	for i := range c.Changes {
		change := &c.Changes[i]
		if len(change.NewID) > 0 {
			for k := range m.Changes {
				if now := change.NewID[m.Changes[k].ID]; now != "" {
					m.Changes[k].ID = now
				}
			}
		}
		at := map[string]int{}
		for _, f := range change.Facts {
			n, seen := at[f.ID]
			if !seen {
				n = len(m.Changes)
				at[f.ID] = n
				m.Changes = append(m.Changes, assess.FactsChanged{On: change.On, ID: f.ID})
			}
			m.Changes[n].Fields = append(m.Changes[n].Fields, f.Field)
		}
	}
	return m
}
