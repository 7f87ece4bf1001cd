package compare

import (
	"slices"
)

// Owe puts the changes of level and outcome in a part of a register down to what they are due to in the whole. Verdicts do not change with their reader, and the
// part alone would explain them by whatever else changed in it.
func (c *Comparison) Owe(whole *Comparison) {
	of := make(map[string]*Risk, len(whole.Risks))
	for i := range whole.Risks {
		of[whole.Risks[i].ID] = &whole.Risks[i]
	}
	for i := range c.Risks {
		r := &c.Risks[i]
		w := of[r.ID]
		if w == nil || r.Before == nil || r.After == nil || w.Before == nil || w.After == nil || r.RateAgain() {
			continue
		}
		if r.Before.Now.Level != r.After.Now.Level || r.Before.Outcome != r.After.Outcome {
			r.Because, r.Cause = w.Because, w.Cause
		}
	}
}

// Owed gives what a move in a part of a register is due to, by the moves of the same thing in the whole from one state to another; nil where there is none.
func (m *Move) Owed(whole []Move) []Factor {
	if !slices.Contains([]MoveField{MoveLikelihood, MoveImpact, MoveLevel, MoveOutcome, MoveAcceptance}, m.Field) {
		return nil // what else moves is the part's own
	}
	var owed []Factor
	for _, f := range []Factor{FromRecords, FromCriteria, FromDate} {
		if slices.ContainsFunc(whole, func(w Move) bool { return w.ID == m.ID && w.Field == m.Field && slices.Contains(w.Because, f) }) {
			owed = append(owed, f)
		}
	}
	return owed
}
