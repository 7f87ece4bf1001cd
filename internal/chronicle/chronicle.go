// Package chronicle says what the register knew, and when: its states one after another, each judged by itself, what changed from one to the next and why,
// and when each record was last changed.
//
// In: the states of a register, oldest first, each with its assessment. Out: a Chronicle that pages, exports and commands show. It compares what was judged
// and judges nothing itself, and it holds the state at hand and the one before, however many there were. It must never import history or a room that shows.
package chronicle

import (
	"math"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/signature"
	"github.com/riskbook/riskbook/internal/term"
)

// Chronicle is the memory of a register.
type Chronicle struct {
	Head    string // the commit that is looked at; empty where there is none yet
	Shallow bool   // the clone holds only the newest commits
	States  []State
	Changes []Change        // of the states that changed anything, oldest first
	Records map[string]Last // the last change of each record, by id; none where it lies before what the clone holds
	Came    map[string]int  // by record: the number of the state in which it came, of a decision that in which it was made; none where it lies before
	Texts   []Text          // former rationales and bases, oldest first
	Since   *Since          // nil where there is nothing to compare with
	Past    assess.Past     // what the evaluations of the last state rest on
}

// State is one state of the register.
type State struct {
	Commit  string    // empty: what is not committed
	On      date.Date // the day of the commit, in the state's own time zone
	Author  string
	Authors []string // of all that it brings, ascending
	Subject string
	Tags    []string

	Signature signature.State // of the commit, by its own list of signers; empty where nobody looked

	Fault   *Fault  // why it does not read; nil where it does
	Figures Figures // of a state that reads
}

// Reads reports whether the state could be read and judged.
func (s *State) Reads() bool { return s.Fault == nil }

// Fault is the first thing for which a state does not read.
type Fault struct {
	File    string
	Line    int    // 0: the file as a whole
	Rule    string // empty where no rule says it
	Message term.Words
	Told    string // all of it, as it was told in the register's own language; the others are empty then
}

// In gives the fault in a language: where it is, and what is wrong.
func (f *Fault) In(language string) string {
	if f.Told != "" {
		return f.Told
	}
	at := f.File
	if f.Line > 0 {
		at += ":" + strconv.Itoa(f.Line)
	}
	said := at + ": " + f.Message.In(language)
	if f.Rule != "" {
		said += " [" + f.Rule + "]"
	}
	return said
}

// Figures are what a state amounts to.
type Figures struct {
	Revision        string // of the criteria; empty where there are none
	CriteriaChanged bool   // since the last state that reads, in what is judged by
	Open            int
	ByLevel         []Count // of open risks, as they stand now: in the order of the levels
	ByOutcome       []Count // in the order of the outcomes, closed left out
	Beyond          int     // open risks that are to be treated
	ExpectedLoss    float64 // a year, of the open risks with figures
	Estimated       bool    // there are such
	Plans           Plans
	Stale           int                 // open risks whose evaluation is stale
	Risks           map[string]Risk     // what is another than in the last state that reads; see Chronicle.Each
	Gone            []string            // risks that were there in the last state that reads
	Progress        map[string]Progress // of plans: what is another than in the last state that reads; see Chronicle.PlansIn
	GonePlans       []string            // plans that were there in the last state that reads
}

// Count is a number of risks.
type Count struct {
	Key string
	N   int
}

// Plans are the figures of the plans that are live.
type Plans struct{ Live, Late, Actions, Done int }

// Risk is how a risk stands in a state.
type Risk struct {
	Likelihood, Impact int    // Unknown where they are
	Level, Outcome     string // empty: none
}

// Unknown stands for a value that is not known: no scale has it.
const Unknown = math.MinInt

// Change is what a state changed.
type Change struct {
	Commit string
	On     date.Date
	Author string
	Risks  []compare.Move
	Facts  []compare.FactChange
	NewID  map[string]string // of the records that it renamed, by the ids that they had
}

// Last is when a record was changed last, its texts too.
type Last struct {
	Commit string
	On     date.Date
	Author string
}

// Text is a former rationale or basis.
type Text struct {
	Commit string // in which it was replaced
	Former compare.FormerText
}

// History visits the changes of the facts of a record, by the id that it has in the last state, newest first.
func (c *Chronicle) History(id string, visit func(*Change, *compare.FactChange)) {
	for i := len(c.Changes) - 1; i >= 0; i-- {
		change := &c.Changes[i]
		for n := range change.Facts {
			if change.Facts[n].ID == id {
				visit(change, &change.Facts[n])
			}
		}
		for old, now := range change.NewID {
			if now == id {
				id = old
				break
			}
		}
	}
}

// Each visits the states in turn, each with how every risk stands in it; the map is changed from one to the next.
func (c *Chronicle) Each(visit func(s *State, risks map[string]Risk)) {
	risks := map[string]Risk{}
	for i := range c.States {
		s := &c.States[i]
		for _, id := range s.Figures.Gone {
			delete(risks, id)
		}
		for id, risk := range s.Figures.Risks {
			risks[id] = risk
		}
		visit(s, risks)
	}
}
