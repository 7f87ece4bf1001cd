package assess

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/register"
)

// Balance counts plans by aim (handbook 5.1.5). Cancelled plans do not count.
type Balance struct{ Prevention, Containment, Both int }

func (b *Balance) count(aim string) {
	switch aim {
	case "prevention":
		b.Prevention++
	case "containment":
		b.Containment++
	case "both":
		b.Both++
	}
}

// balance counts the plans by aim, over all and for each asset that their risks touch.
func balance(a *Assessment) (Balance, map[string]Balance) {
	var all Balance
	of := map[string]Balance{}
	for _, t := range a.Register.Treatments {
		if t.Status == "cancelled" {
			continue
		}
		all.count(t.Aim)
		var assets []string
		for _, id := range t.Risks {
			if k := a.risks[id]; k != nil && k.Standing == Counted {
				assets = append(assets, k.Assets...)
			}
		}
		for _, id := range register.Distinct(assets) {
			b := of[id]
			b.count(t.Aim)
			of[id] = b
		}
	}
	return all, of
}

// CommonEffort is work that several plans share.
type CommonEffort struct {
	Control *register.Control
	Plans   []string // ids of the plans with an action in it, ascending
	Actions int
	Saved   int // actions less one: what is saved by doing the work once
}

// common groups the actions of plans that were not cancelled by the common effort that they are part of (handbook 5.1.5).
func common(r *register.Register) []CommonEffort {
	found := map[string]*CommonEffort{}
	for _, t := range r.Treatments {
		if t.Status == "cancelled" {
			continue
		}
		for i := range t.Actions {
			id := t.Actions[i].Common
			control := r.Control(id)
			if control == nil {
				continue
			}
			effort := found[id]
			if effort == nil {
				effort = &CommonEffort{Control: control}
				found[id] = effort
			}
			effort.Actions++
			effort.Saved = effort.Actions - 1
			if n := len(effort.Plans); n == 0 || effort.Plans[n-1] != t.ID {
				effort.Plans = append(effort.Plans, t.ID)
			}
		}
	}
	efforts := make([]CommonEffort, 0, len(found))
	for _, effort := range found {
		efforts = append(efforts, *effort)
	}
	slices.SortFunc(efforts, func(a, b CommonEffort) int { return cmp.Compare(a.Control.ID, b.Control.ID) })
	return efforts
}
