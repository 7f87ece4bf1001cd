package compare

import (
	"maps"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// MoveField is what of a risk moved.
type MoveField string

// What may move.
const (
	MoveAdded      MoveField = "added"
	MoveRemoved    MoveField = "removed"
	MoveRenamed    MoveField = "renamed"
	MoveLikelihood MoveField = "likelihood"
	MoveImpact     MoveField = "impact"
	MoveLevel      MoveField = "level"
	MoveOutcome    MoveField = "outcome"
	MoveRank       MoveField = "rank"
	MoveAcceptance MoveField = "acceptance"
	MovePlan       MoveField = "plan"
)

// moveFields are the values of a risk that may move, in the order in which they are told.
var moveFields = []MoveField{MoveLikelihood, MoveImpact, MoveLevel, MoveOutcome, MoveRank, MoveAcceptance, MovePlan}

// Move is one value of a risk that is another than it was.
type Move struct {
	ID      string // the one that it has now
	Field   MoveField
	From    any // nil, an int, a string, an AcceptanceValue or the ids of plans
	To      any
	Because []Factor // FromRecords, FromCriteria, FromDate: those that alone move the value; where none does, all that differ
}

// AcceptanceValue is the acceptance that counts for a risk, and how it stands.
type AcceptanceValue struct {
	Decision string                 `json:"decision"`
	State    assess.AcceptanceState `json:"state"`
}

// values are what a risk is judged to be. There is false where the state does not hold it, or it was identified later.
type values struct {
	there bool
	of    map[MoveField]any
}

func valuesOf(a *assess.Assessment, id string) values {
	k := a.Risk(id)
	if k == nil || k.Standing == assess.Later {
		return values{}
	}
	v := values{true, make(map[MoveField]any, len(moveFields))}
	if k.Now.Likelihood != nil {
		v.of[MoveLikelihood] = *k.Now.Likelihood
	}
	if k.Now.Impact != nil {
		v.of[MoveImpact] = *k.Now.Impact
	}
	if key := levelKey(&a.Register.Criteria, k.Now.Level); key != "" {
		v.of[MoveLevel] = key
	}
	if k.Outcome != assess.Uncounted {
		v.of[MoveOutcome] = string(k.Outcome)
	}
	if k.Rank > 0 && k.Standing == assess.Counted {
		v.of[MoveRank] = k.Rank
	}
	if k.Acceptance != nil {
		v.of[MoveAcceptance] = AcceptanceValue{k.Acceptance.Decision.ID, k.Acceptance.State}
	}
	if len(k.Plans) > 0 {
		ids := make([]string, len(k.Plans))
		for i, p := range k.Plans {
			ids[i] = p.ID
		}
		slices.Sort(ids)
		v.of[MovePlan] = ids
	}
	return v
}

// Judge judges a register as of a day.
type Judge func(r *register.Register, asOf date.Date) *assess.Assessment

// Moves gives what moved of each risk between two states, by risk, and why. Step is what lies between them.
func Moves(before, after *assess.Assessment, s *Step, judge Judge) []Move {
	m := &mover{before: before, after: after, step: s, judge: judge, worlds: map[Factor]*assess.Assessment{}}
	oldID := make(map[string]string, len(s.NewID))
	for old, now := range s.NewID {
		oldID[now] = old
	}
	fresh := map[string]bool{}
	for _, id := range s.Added {
		fresh[id] = true
	}
	var moves []Move
	for _, risk := range register.Every[*register.Risk](after.Register) {
		id := risk.ID
		was := id
		if old := oldID[id]; old != "" {
			was = old
		}
		if fresh[id] {
			was = ""
		}
		moves = append(moves, m.risk(was, id)...)
	}
	for _, id := range s.Removed {
		if before.Register.Risk(id) != nil {
			moves = append(moves, m.risk(id, "")...)
		}
	}
	slices.SortStableFunc(moves, func(a, b Move) int {
		if a.ID < b.ID {
			return -1
		} else if a.ID > b.ID {
			return 1
		}
		return 0
	})
	return moves
}

// Beginning gives the moves of the first state that there is: every risk has come.
func Beginning(a *assess.Assessment) []Move {
	var moves []Move
	for _, risk := range register.Every[*register.Risk](a.Register) {
		if valuesOf(a, risk.ID).there {
			moves = append(moves, Move{ID: risk.ID, Field: MoveAdded, To: risk.ID, Because: []Factor{FromRecords}})
		}
	}
	return moves
}

// mover finds what moved, and what each move is due to.
type mover struct {
	before, after *assess.Assessment
	step          *Step
	judge         Judge
	worlds        map[Factor]*assess.Assessment
	differing     []Factor
	asked         bool
}

// risk gives the moves of one risk by the ids that it had and has; either may be empty.
func (m *mover) risk(was, is string) []Move {
	if k := m.after.Risk(is); was == is && k != nil && k == m.before.Risk(was) {
		return nil // its verdict was taken over: see assess.Follow
	}
	before, after := valuesOf(m.before, was), valuesOf(m.after, is)
	written := []Factor{FromRecords}
	switch {
	case !before.there && !after.there:
		return nil
	case !before.there:
		if was != "" {
			written = m.because(was, is, func(v values, _ bool) bool { return v.there })
		}
		return []Move{{ID: is, Field: MoveAdded, To: is, Because: written}}
	case !after.there:
		if is != "" {
			written = m.because(was, is, func(v values, _ bool) bool { return !v.there })
			return []Move{{ID: is, Field: MoveRemoved, From: was, Because: written}}
		}
		return []Move{{ID: was, Field: MoveRemoved, From: was, Because: written}}
	}
	var moves []Move
	if was != is {
		moves = append(moves, Move{ID: is, Field: MoveRenamed, From: was, To: is, Because: written})
	}
	for _, f := range moveFields {
		from, to := before.of[f], after.of[f]
		if m.same(from, to, true) {
			continue
		}
		differs := func(v values, renamed bool) bool { return !m.same(from, v.of[f], renamed) }
		moves = append(moves, Move{ID: is, Field: f, From: from, To: to, Because: m.because(was, is, differs)})
	}
	return moves
}

// same compares two values; renamed tells that the second one is of a state in which records have their new names.
func (m *mover) same(a, b any, renamed bool) bool {
	follow := func(id string) string {
		if now := m.step.NewID[id]; renamed && now != "" {
			return now
		}
		return id
	}
	switch was := a.(type) {
	case AcceptanceValue:
		is, ok := b.(AcceptanceValue)
		was.Decision = follow(was.Decision)
		return ok && was == is
	case []string:
		is, ok := b.([]string)
		if !ok || len(was) != len(is) {
			return false
		}
		mapped := make([]string, len(was))
		for i, id := range was {
			mapped[i] = follow(id)
		}
		slices.Sort(mapped)
		return slices.Equal(mapped, is)
	}
	if _, list := b.([]string); list {
		return false
	}
	return a == b
}

// because gives the factors that move something alone, from the first state on; where none does, all that differ.
func (m *mover) because(was, is string, moved func(v values, renamed bool) bool) []Factor {
	differing := m.differ()
	if len(differing) <= 1 {
		return differing
	}
	var list []Factor
	for _, f := range differing {
		id := was
		if f == FromRecords {
			id = is
		}
		if moved(valuesOf(m.world(f), id), f == FromRecords) {
			list = append(list, f)
		}
	}
	if list == nil {
		return differing
	}
	return list
}

// differ gives the factors that differ between the two states.
func (m *mover) differ() []Factor {
	if m.asked {
		return m.differing
	}
	m.asked = true
	ofRecords := func(f FactChange) bool { return f.ID != CriteriaID }
	ofCriteria := func(f FactChange) bool { return f.ID == CriteriaID }
	if s := m.step; len(s.Added)+len(s.Removed)+len(s.NewID) > 0 || slices.ContainsFunc(s.Facts, ofRecords) {
		m.differing = append(m.differing, FromRecords)
	}
	if len(m.step.Criteria) > 0 || slices.ContainsFunc(m.step.Facts, ofCriteria) {
		m.differing = append(m.differing, FromCriteria)
	}
	if m.before.AsOf != m.after.AsOf {
		m.differing = append(m.differing, FromDate)
	}
	if m.differing == nil {
		m.differing = []Factor{FromRecords}
	}
	return m.differing
}

// world judges the first state with one factor as it is in the second.
func (m *mover) world(f Factor) *assess.Assessment {
	if m.worlds[f] != nil {
		return m.worlds[f]
	}
	old, now := m.before.Register, m.after.Register
	sameCriteria := len(m.step.Criteria) == 0 && !slices.ContainsFunc(m.step.Facts, func(f FactChange) bool { return f.ID == CriteriaID })
	switch {
	case f == FromDate:
		m.worlds[f] = m.judge(old, m.after.AsOf)
	case f == FromRecords && sameCriteria:
		m.worlds[f] = m.judge(now, m.before.AsOf)
	default:
		c := &comparer{before: State{Assessment: m.before}, after: State{Assessment: m.after}, old: old, now: now, newID: maps.Clone(m.step.NewID)}
		m.worlds[f] = m.judge(mixed(c, f), m.before.AsOf)
	}
	return m.worlds[f]
}
