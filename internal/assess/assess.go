// Package assess judges: from the records, the criteria and the as-of date it decides levels, reasons, outcomes, ranks, projections, staleness and
// the evidence of each step, and keeps the reasons of every verdict as codes.
//
// In: a register and the as-of date. Out: an Assessment that pages, exports and rules only show.
// It is pure: it must never read the clock, the environment or the disk, nor import a room after it.
package assess

import (
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Reason is why a risk needs treatment (handbook 4.1.1).
type Reason string

// The reasons, in the order in which they are given.
const (
	ReasonLevel           Reason = "level"            // the level's acceptance is treat, or approval without an acceptance in force
	ReasonImpactAlone     Reason = "impact-alone"     // the impact alone asks for it
	ReasonLikelihoodAlone Reason = "likelihood-alone" // the likelihood alone asks for it
	ReasonCumulative      Reason = "cumulative"       // small, frequent losses add up
	ReasonJudged          Reason = "judged"           // without criteria: a judgement said treat
)

// Outcome is what was decided of a risk, by the first condition that fits (method: Outcome).
type Outcome string

// The outcomes, in the order in which they are tried.
const (
	Closed           Outcome = "closed"
	Unanalysed       Outcome = "unanalysed"
	NeedsJudgement   Outcome = "needs-judgement"
	Accepted         Outcome = "accepted"
	Acceptable       Outcome = "acceptable"
	InTreatment      Outcome = "in-treatment"
	InsufficientPlan Outcome = "insufficient-plan"
	NeedsTreatment   Outcome = "needs-treatment"
)

// Outcomes lists every outcome in the order in which pages show them: what wants action first.
var Outcomes = []Outcome{NeedsTreatment, InsufficientPlan, NeedsJudgement, Unanalysed, InTreatment, Accepted, Acceptable, Closed}

// Key is a key of the order of priority (handbook 4.1.2).
type Key string

// The keys in the order in which they are compared.
const (
	ByPin        Key = "pin"
	ByLevel      Key = "level"
	ByViewpoints Key = "viewpoints"
	ByImpact     Key = "impact"
	ByLikelihood Key = "likelihood"
	ByLoss       Key = "loss"
	ByID         Key = "id"
)

// Rating is a likelihood and an impact with the level that the matrix gives them. What cannot be determined is nil, and Level -1.
type Rating struct {
	Likelihood, Impact *int // values of the scales
	Level              int  // index in Criteria.Levels, or -1
}

// AcceptanceState is the state of the newest acceptance that names a risk.
type AcceptanceState string

// The states of an acceptance.
const (
	InForce  AcceptanceState = "in-force"
	Expired  AcceptanceState = "expired"  // until is before the as-of date
	Outgrown AcceptanceState = "outgrown" // likelihood or impact is above the level at which it was accepted
)

// Acceptance is the acceptance decision that counts for a risk.
type Acceptance struct {
	Decision *register.Decision
	State    AcceptanceState
}

// Stale is one thing that a risk's evaluation rests on and that is newer than it (handbook 6; method: Monitoring).
type Stale struct {
	Because  string // the record's id, or "criteria"
	What     string // observed, finding, criteria, test-failed, beyond-limit, finished, reopened, or the field that changed
	From, To string // where the history was read
	On       date.Date
}

// Risk is one risk, judged.
type Risk struct {
	Record *register.Risk

	Inherent  Rating
	Now       Rating // current, or inherent where current is absent
	Projected Rating // once every live plan is complete
	Removed   bool   // a live plan removes the risk: nothing is projected

	Reasons          []Reason // now
	ProjectedReasons []Reason
	Outcome          Outcome
	PushedOver       bool               // acceptable or accepted today, with reasons when projected
	Acceptance       *Acceptance        // nil where no acceptance names it
	ProjectedState   AcceptanceState    // state of that acceptance at the projected values; empty where there is none
	Judgement        *register.Decision // the newest judgement on or before the as-of date; nil where there is none

	Plans []*register.Treatment // live, naming the risk, ids ascending

	Rank     int     // 1..n, 0 where the outcome is not ranked
	RankedBy Key     // empty where it is the only ranked risk, or unranked
	Weight   float64 // sum of the weights of its viewpoints

	Suggested string // the option the method suggests; empty where the risk is closed or unanalysed
	Option    string // the option chosen; empty where none was
	Extreme   bool   // impact at the top of its scale, likelihood at the bottom (handbook 5.1, note 12)

	Sources []string  // ids: its own and its events', ascending
	Assets  []string  // ids: its own and its events', ascending
	Stale   []Stale   // by date, record, what
	Next    date.Date // the day by which it is to be analysed again; zero where nothing says so

	ExpectedLoss  *float64 // expected annual loss now, in closed form; nil where there are no figures
	ProjectedLoss *float64
}

// Plan is one treatment plan, judged.
type Plan struct {
	Record                  *register.Treatment
	Done, Total             int      // actions
	OverdueOpen             []int    // indexes of open actions past due
	Overdue                 bool     // the plan itself is past due, and neither done nor cancelled
	Insufficient            []string // risks that it names, live, which keep reasons when projected: back to step 5.1
	Unevaluated             []string // introduced risks that are unanalysed
	PushedOver              []string // risks that its side effects push over
	NotReanalysed           []string // done: its risks not reviewed since it was finished
	EffectivenessUnreviewed bool     // done, and without an effectiveness review
	Benefit                 *float64 // fall in the expected annual loss of its risks, were it the only live plan; nil without figures
	AnnualCost              float64  // annual cost, and the initial cost spread over the years of depreciation
}

// IndicatorState is where the newest reading of an indicator lies.
type IndicatorState string

// The states of an indicator. Unread has no reading on or before the as-of date.
const (
	Unread IndicatorState = "unread"
	Within IndicatorState = "within"
	Warned IndicatorState = "warning"
	Beyond IndicatorState = "beyond"
)

// Indicator is one indicator, judged.
type Indicator struct {
	Record *register.Indicator
	State  IndicatorState
	Newest *register.Reading // on or before the as-of date; nil where there is none
	Trend  string            // "worsening", "steady" or "improving" over the readings so far; empty with fewer than two
}

// Coverage tells from which sides an asset was looked at.
type Coverage struct {
	Asset         *register.Asset
	Cause, Result []string // ids of events
	Important     bool     // an importance of 3, or a catalogue service: both approaches are wanted
}

// Step is one step of the process (method: The process and its steps).
type Step struct {
	Key      string // "1.1"
	Adopted  bool
	Evidence int // records that show that the step was done
}

// Balance counts plans by aim (handbook 5.1.5).
type Balance struct{ Prevention, Containment, Both int }

// CommonEffort is work that several plans share.
type CommonEffort struct {
	Control *register.Control
	Plans   []string // ids of the plans with an action in it
	Actions int
	Saved   int // actions less one: what is saved by doing the work once
}

// Summary counts the open risks.
type Summary struct {
	ByOutcome                map[Outcome]int                          // every outcome, closed included
	ByLevel                  struct{ Inherent, Now, Projected []int } // by index in Criteria.Levels; one more at the end for what has no level
	Inherent, Now, Projected [][][]string                             // matrix cells: by likelihood, then impact, ascending: ids
}

// Assessment is the register, judged as of a date.
type Assessment struct {
	Register   *register.Register
	AsOf       date.Date
	Risks      []*Risk // in the order of Register.Risks
	Plans      []*Plan
	Indicators []*Indicator
	Coverage   []Coverage
	Steps      []Step
	Balance    Balance
	BalanceOf  map[string]Balance // by asset
	Common     []CommonEffort
	Summary    Summary

	risks map[string]*Risk
	plans map[string]*Plan
}

// Risk gives the judged risk of an id, or nil.
func (a *Assessment) Risk(id string) *Risk { return a.risks[id] }

// Plan gives the judged plan of an id, or nil.
func (a *Assessment) Plan(id string) *Plan { return a.plans[id] }
