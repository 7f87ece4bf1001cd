package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
)

// Memory is which facts of the records changed, and when: what the credibility of a register is judged by. It is nil where no history is at hand.
type Memory struct {
	First   date.Date            // of the first state that could be read: what is older is not known
	Came    map[string]date.Date // by record: the day on which it came
	Changes []FactsChanged       // oldest first
}

// FactsChanged are facts of a record that changed in one state.
type FactsChanged struct {
	On     date.Date
	ID     string // the one that the record has now
	Fields []string
}

// Last gives the day on which a fact of a record changed last, or on which it came.
func (m *Memory) Last(id string) date.Date {
	last := m.First
	if came, ok := m.Came[id]; ok && came.After(last) {
		last = came
	}
	if changed := m.Changed(id); changed.After(last) {
		last = changed
	}
	return last
}

// Changed gives the day on which a fact of a record changed last; zero where none has.
func (m *Memory) Changed(id string) date.Date {
	for _, c := range slices.Backward(m.Changes) {
		if c.ID == id {
			return c.On
		}
	}
	return date.Date{}
}
