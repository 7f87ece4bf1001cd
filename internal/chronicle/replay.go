package chronicle

import (
	"github.com/riskbook/riskbook/internal/compare"
)

// Step is how a risk stands from a state on.
type Step struct {
	State int
	Risk  Risk
	Gone  bool // it is no longer there, or not counted
}

// renames gives for each state the ids that it gave anew, by the ones before.
func (c *Chronicle) renames() []map[string]string {
	changes := make(map[string]*Change, len(c.Changes))
	for i := range c.Changes {
		changes[c.Changes[i].Commit] = &c.Changes[i]
	}
	list := make([]map[string]string, len(c.States))
	for i := range c.States {
		if change := changes[c.States[i].Commit]; change != nil {
			list[i] = change.NewID
		}
	}
	return list
}

// Paths gives the way of each risk through the states, by the id that it has in the last one: a step wherever it stands otherwise than before.
func (c *Chronicle) Paths() map[string][]Step {
	paths := map[string][]Step{}
	for i, renamed := range c.renames() {
		f := &c.States[i].Figures
		moved(paths, renamed)
		for _, id := range f.Gone {
			if renamed[id] == "" {
				paths[id] = append(paths[id], Step{State: i, Gone: true})
			}
		}
		for id, risk := range f.Risks {
			paths[id] = append(paths[id], Step{State: i, Risk: risk})
		}
	}
	return paths
}

// At gives how a risk stood in a state, by its path; ok is false where it was not there.
func At(path []Step, state int) (risk Risk, ok bool) {
	for _, s := range path {
		if s.State > state {
			break
		}
		risk, ok = s.Risk, !s.Gone
	}
	return risk, ok
}

// Told is a fact that changed, and by which change.
type Told struct {
	State  int
	Change *Change
	Fact   *compare.FactChange
	ID     string // of the record, in the last state
}

// FactsSince visits the facts that changed after a state, oldest first, under the ids that records have in the last one.
func (c *Chronicle) FactsSince(state int, visit func(Told)) {
	number := make(map[string]int, len(c.States))
	for i := range c.States {
		number[c.States[i].Commit] = i
	}
	names := c.names()
	for i := range c.Changes {
		change := &c.Changes[i]
		at := number[change.Commit]
		if at <= state {
			continue
		}
		for n := range change.Facts {
			id := change.Facts[n].ID
			if last := names[i][id]; last != "" {
				id = last
			}
			visit(Told{at, change, &change.Facts[n], id})
		}
	}
}

// Revision gives the revision of the criteria that were in force in a state.
func (c *Chronicle) Revision(state int) string { return c.States[state].Figures.Revision }

// Made gives the number of the state in which a record came, of a decision that in which it was made; ok is false where that lies before what is at hand, or
// the state does not read.
func (c *Chronicle) Made(id string) (state int, ok bool) {
	state, ok = c.Came[id]
	return state, ok && state < len(c.States) && c.States[state].Reads()
}

// Single reports whether one person alone wrote what a state brings and put it on the line.
func (s *State) Single() bool { return len(s.Authors) == 1 && s.Authors[0] == s.Author }
