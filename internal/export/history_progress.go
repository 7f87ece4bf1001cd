package export

import (
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/chronicle"
)

// historyProgress is how far plans had come in a state, where that is another than before; null for one that is gone.
type historyProgress struct {
	State int                     `json:"state"`
	Plans map[string]*historyPlan `json:"plans"`
}

// historyPlan is how far a plan had come.
type historyPlan struct {
	Status string  `json:"status"`
	Due    *string `json:"due"`
	Done   int     `json:"done"`
	Total  int     `json:"total"`
}

// progressOf gives how far the plans had come in the states.
func progressOf(c *chronicle.Chronicle) []historyProgress {
	all := []historyProgress{}
	for i := range c.States {
		f := &c.States[i].Figures
		if len(f.Progress)+len(f.GonePlans) == 0 {
			continue
		}
		plans := make(map[string]*historyPlan, len(f.Progress)+len(f.GonePlans))
		for _, id := range f.GonePlans {
			plans[id] = nil
		}
		for id, p := range f.Progress {
			plans[id] = &historyPlan{p.Status, known(p.Due.String(), ""), p.Done, p.Total}
		}
		all = append(all, historyProgress{i, plans})
	}
	return all
}

// intoProgress puts into a chronicle how far the plans had come.
func (h *readHistory) intoProgress(c *chronicle.Chronicle, days *dayReader) error {
	for _, x := range h.Also.Progress {
		if x.State < 0 || x.State >= len(c.States) {
			return fmt.Errorf("there is no state %d", x.State)
		}
		f := &c.States[x.State].Figures
		for id, p := range x.Plans {
			if p == nil {
				f.GonePlans = append(f.GonePlans, id)
				continue
			}
			now := chronicle.Progress{Status: p.Status, Done: p.Done, Total: p.Total}
			if p.Due != nil {
				now.Due = days.read(*p.Due)
			}
			if f.Progress == nil {
				f.Progress = map[string]chronicle.Progress{}
			}
			f.Progress[id] = now
		}
		slices.Sort(f.GonePlans)
	}
	return nil
}
