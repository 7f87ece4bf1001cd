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
	Closed             Outcome = "closed"
	Unanalysed         Outcome = "unanalysed"
	NeedsJudgement     Outcome = "needs-judgement"
	Accepted           Outcome = "accepted"
	Acceptable         Outcome = "acceptable"
	InTreatment        Outcome = "in-treatment"
	InsufficientPlan   Outcome = "insufficient-plan"
	UnevaluatedPlan    Outcome = "unevaluated-plan"
	AwaitingReanalysis Outcome = "awaiting-reanalysis"
	NeedsTreatment     Outcome = "needs-treatment"

	Uncounted Outcome = "" // of a risk that does not count: see Standing
)

// Outcomes lists every outcome in the order in which pages show them: what wants action first.
var Outcomes = []Outcome{
	NeedsTreatment, InsufficientPlan, UnevaluatedPlan, AwaitingReanalysis, NeedsJudgement, Unanalysed, InTreatment, Accepted, Acceptable, Closed,
}

// ToTreat reports whether a risk of the outcome is to be treated: such risks are ranked, and counted together wherever one number is given.
func (o Outcome) ToTreat() bool {
	switch o {
	case InTreatment, InsufficientPlan, UnevaluatedPlan, AwaitingReanalysis, NeedsTreatment:
		return true
	}
	return false
}

// Judged reports whether a risk of the outcome could be judged: one that is unanalysed or waits for a judgement is never part of what is acceptable.
func (o Outcome) Judged() bool { return o != Unanalysed && o != NeedsJudgement && o != Uncounted }

// Need says whether a risk is to be treated.
type Need string

// The needs.
const (
	NeedTreatment Need = "treat"
	NeedUnjudged  Need = "unjudged" // nobody can say yet
	NeedNothing   Need = "clear"
	NeedClosed    Need = "closed"
)

// Needs lists every need in the order in which pages show them.
var Needs = []Need{NeedTreatment, NeedUnjudged, NeedNothing, NeedClosed}

// Need tells whether the risk is to be treated, by its outcome.
func (k *Risk) Need() Need {
	switch {
	case k.Closed():
		return NeedClosed
	case k.Outcome.ToTreat():
		return NeedTreatment
	case !k.Outcome.Judged():
		return NeedUnjudged
	}
	return NeedNothing
}

// Standing says whether a risk takes part in what is counted and decided.
type Standing string

// The standings.
const (
	Counted     Standing = "counted"
	Provisional Standing = "provisional" // nobody has confirmed it yet
	Later       Standing = "later"       // identified after the as-of date: not there yet
)

// Risk is one risk, judged.
type Risk struct {
	Record   *register.Risk
	Standing Standing
	Would    Outcome // the outcome that a risk which does not count would have; empty for one that counts

	Inherent  Rating
	Now       Rating      // current, or inherent where current is absent
	Projected Rating      // once every live plan is complete; a target of a level alone leaves its values nil
	Removed   bool        // a live plan removes the risk: nothing is projected
	Effects   []Effecting // side effects of plans that count in Projected

	Reasons          []Reason // now
	ProjectedReasons []Reason
	Outcome          Outcome
	PushedOver       bool            // acceptable or accepted today, with reasons when projected
	Acceptance       *Acceptance     // nil where no acceptance names it
	ProjectedState   AcceptanceState // state of that acceptance at the projected values; empty where there is none
	Judgement        *Judgement      // the newest judgement on or before the as-of date; nil where there is none

	Plans []*register.Treatment // live, naming the risk, ids ascending

	Rank     int     // 1..n, 0 where the outcome is not ranked
	RankedBy Key     // empty where it is the only ranked risk, or unranked
	Weight   float64 // sum of the weights of its viewpoints

	Suggested string // the option the method suggests; empty where the risk is closed or unanalysed
	Option    string // the option chosen; empty where none was
	Height    Height // where its values lie on their scales; empty bands where Suggested could not be found for lack of values
	Extreme   bool   // impact at the top of its scale, likelihood at the bottom (handbook 5.1, note 12)

	Sources  []string  // ids: its own and its events', ascending
	Assets   []string  // ids: its own and its events', ascending
	Stale    []Stale   // by date, record, what
	Touched  []Stale   // of a closed risk: what bears on it and came after its closing, in the same order
	Occurred *Occurred // what has come about of it; nil where the register records no incident
	Next     date.Date // the day by which it is to be analysed again; zero where nothing says so, or the risk is closed

	ExpectedLoss  *float64 // expected annual loss now, in closed form; nil where there are no figures
	ProjectedLoss *float64 // nil where there are no figures; 0 where the risk is removed

	rests     []string             // what its verdict may rest on: see Glance
	sieve     sieve                // of rests
	byLoss    bool                 // all that tie with it in the priority up to the loss have an estimate
	projected *register.Quantities // behind ProjectedLoss; nil where there are none, or the risk is removed
}

// Analysed tells whether the risk has a likelihood and an impact, current or inherent.
func (k *Risk) Analysed() bool { return k.Now.complete() }

// risk judges one risk by itself; its rank comes later.
func (j *judge) risk(record *register.Risk) *Risk {
	k := &Risk{Record: record, Standing: Counted}
	k.Inherent = j.rate(rating(record.Inherent))
	k.Now = j.now(record)
	k.Acceptance = j.acceptance(record.ID, k.Now)
	k.Judgement = j.judgement(j.judgements[record.ID], k.Now)
	if q := record.Quantitative; q != nil {
		k.ExpectedLoss = quantify.Expected(q.Frequency, q.Loss)
	}
	k.Reasons = j.reasons(k.Now, k.ExpectedLoss, k.Acceptance.state(), k.Judgement)
	if k.Acceptance != nil {
		k.Acceptance.Effect = j.liftable(k.Reasons, k.Now.Level)
	}
	k.Plans = j.plansOf[record.ID]
	j.project(k)
	k.Outcome = j.outcome(k)
	if k.Outcome == Unanalysed {
		k.ProjectedReasons = nil // what is not known now is not known then
	}
	k.PushedOver = (k.Outcome == Accepted || k.Outcome == Acceptable) && len(k.ProjectedReasons) > 0
	k.Weight = j.weight(record.Viewpoints)
	if record.Treatment != nil {
		k.Option = record.Treatment.Option
	}
	k.Suggested, k.Extreme = j.suggest(k)
	k.Sources, k.Assets = j.restsOn(record)
	switch {
	case j.glance:
		if k.Outcome != Closed {
			k.Stale = j.stale(k)
		}
	case k.Outcome != Closed:
		k.Occurred = occurred(j, record)
		k.Stale = j.stale(k)
		k.Next = j.next(record)
	default:
		k.Occurred = occurred(j, record)
		k.Touched = j.touched(k)
	}
	switch {
	case record.Identified.After(j.asOf):
		k.Standing = Later
	case record.Provisional:
		k.Standing = Provisional
	}
	if k.Standing != Counted {
		k.Would, k.Outcome, k.Suggested, k.PushedOver = k.Outcome, Uncounted, "", false
		k.Stale, k.Touched, k.Next = nil, nil, date.Date{}
	}
	return k
}

// Left reports whether reasons for treatment are left once every live plan is done. A risk that could not be judged has none that are known, and one in
// treatment none that count: without criteria it was judged that its plan is enough.
func (k *Risk) Left() bool {
	return k.Outcome.Judged() && k.Outcome != Closed && k.Outcome != InTreatment && len(k.ProjectedReasons) > 0
}

// Closed tells whether the risk is out of the working set on the as-of date: what is closed later has not happened yet.
func (k *Risk) Closed() bool { return k.Outcome == Closed }

// outcome is the first that fits (method: Outcome).
func (j *judge) outcome(k *Risk) Outcome {
	given := j.criteria.Given
	switch {
	case k.Record.Closed() && date.Happened(k.Record.ClosedOn, j.asOf) || k.Record.Closed() && k.Record.ClosedOn.IsZero():
		return Closed
	case !k.Now.complete(), k.Now.Level < 0 && len(k.Reasons) == 0 && !j.criteria.Broken:
		return Unanalysed // a risk without a level is never acceptable
	case !given && k.Judgement.verdict() == "":
		return NeedsJudgement
	case len(k.Reasons) == 0:
		if given && acceptanceOf(j, k.Now.Level) == "approval" || k.Judgement.verdict() == "accept" && !given {
			return Accepted
		}
		return Acceptable
	case len(k.Plans) > 0 && given:
		return j.planned(k)
	case len(k.Plans) > 0:
		return plannedByJudgement(j, k)
	case slices.ContainsFunc(j.finishedOf[k.Record.ID], func(t *register.Treatment) bool { return afterAnalysis(k.Record, t.Finished, j.asOf) }):
		return AwaitingReanalysis
	}
	return NeedsTreatment
}

// planned is the outcome of a risk with live plans, by the criteria.
func (j *judge) planned(k *Risk) Outcome {
	switch {
	case len(k.ProjectedReasons) == 0:
		return InTreatment
	case slices.ContainsFunc(k.Plans, func(t *register.Treatment) bool { return targets(t, k.Record.ID) }):
		return InsufficientPlan
	}
	return UnevaluatedPlan
}

// plannedByJudgement is the outcome of a risk with live plans where there are no criteria: what was judged of the plans decides, one that is enough
// suffices, and a risk that is removed asks for nothing any more.
func plannedByJudgement(j *judge, k *Risk) Outcome {
	outcome := UnevaluatedPlan
	if k.Removed {
		return InTreatment
	}
	for _, t := range k.Plans {
		switch judgementOf(j, t, k).verdict() {
		case "accept":
			return InTreatment
		case "treat":
			outcome = InsufficientPlan
		}
	}
	return outcome
}

// targets reports whether a plan says what it brings for a risk.
func targets(t *register.Treatment, id string) bool {
	return slices.ContainsFunc(t.Targets, func(target register.Target) bool { return target.Risk == id })
}

// restsOn gives the ids of the risk's sources and assets: its own and its events' (method: Monitoring).
func (j *judge) restsOn(record *register.Risk) (sources, assets []string) {
	sources = append(sources, record.Sources...)
	assets = append(assets, record.Assets...)
	for _, id := range record.Events {
		if event := j.register.Event(id); event != nil {
			sources = append(sources, event.Sources...)
			assets = append(assets, event.Assets...)
		}
	}
	return register.Distinct(sources), register.Distinct(assets)
}
