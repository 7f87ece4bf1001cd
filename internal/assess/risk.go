package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
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
	Next    date.Date // the day by which it is to be analysed again; zero where nothing says so, or the risk is closed

	ExpectedLoss  *float64 // expected annual loss now, in closed form; nil where there are no figures
	ProjectedLoss *float64 // nil where there are no figures; 0 where the risk is removed

	projected *register.Quantities // behind ProjectedLoss; nil where there are none, or the risk is removed
}

// Analysed tells whether the risk has a likelihood and an impact, current or inherent.
func (k *Risk) Analysed() bool { return k.Now.complete() }

// risk judges one risk by itself; its rank comes later.
func (j *judge) risk(record *register.Risk) *Risk {
	k := &Risk{Record: record}
	k.Inherent = j.rate(rating(record.Inherent))
	k.Now = j.now(record)
	k.Acceptance = j.acceptance(record.ID, k.Now)
	k.Judgement = j.judgements[record.ID]
	if q := record.Quantitative; q != nil {
		k.ExpectedLoss = quantify.Expected(q.Frequency, q.Loss)
	}
	k.Reasons = j.reasons(k.Now, k.ExpectedLoss, k.Acceptance.state(), k.Judgement)
	k.Plans = j.plansOf[record.ID]
	j.project(k)
	k.Outcome = j.outcome(k)
	k.PushedOver = (k.Outcome == Accepted || k.Outcome == Acceptable) && len(k.ProjectedReasons) > 0
	k.Weight = j.weight(record.Viewpoints)
	if record.Treatment != nil {
		k.Option = record.Treatment.Option
	}
	k.Suggested, k.Extreme = j.suggest(k)
	k.Sources, k.Assets = j.restsOn(record)
	if k.Outcome != Closed {
		k.Stale = j.stale(k)
		k.Next = j.next(record)
	}
	return k
}

// Closed tells whether the risk is out of the working set on the as-of date: what is closed later has not happened yet.
func (k *Risk) Closed() bool { return k.Outcome == Closed }

// outcome is the first that fits (method: Outcome).
func (j *judge) outcome(k *Risk) Outcome {
	given := j.criteria.Given
	switch {
	case k.Record.Closed() && happened(k.Record.ClosedOn, j.asOf) || k.Record.Closed() && k.Record.ClosedOn.IsZero():
		return Closed
	case !k.Now.complete(), k.Now.Level < 0 && len(k.Reasons) == 0 && !j.criteria.Broken:
		return Unanalysed // a risk without a level is never acceptable
	case !given && k.Judgement == nil:
		return NeedsJudgement
	case len(k.Reasons) == 0:
		if given && j.acceptanceOf(k.Now.Level) == "approval" || !given && k.Judgement.Verdict == "accept" {
			return Accepted
		}
		return Acceptable
	case len(k.Plans) == 0:
		return NeedsTreatment
	case !given || len(k.ProjectedReasons) == 0:
		return InTreatment
	}
	return InsufficientPlan
}

// restsOn gives the ids of the risk's sources and assets: its own and its events' (method: Monitoring).
func (j *judge) restsOn(record *register.Risk) (sources, assets []string) {
	sources = slices.Clone(record.Sources)
	assets = slices.Clone(record.Assets)
	for _, id := range record.Events {
		if event := j.register.Event(id); event != nil {
			sources = append(sources, event.Sources...)
			assets = append(assets, event.Assets...)
		}
	}
	return distinct(sources), distinct(assets)
}

// distinct sorts ids, byte by byte, and drops repetitions.
func distinct(ids []string) []string {
	slices.Sort(ids)
	return slices.Compact(ids)
}
