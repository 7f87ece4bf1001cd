package assess

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/register"
)

// Want says what is to be decided.
type Want string

// The wants: of a decision that was asked for, of a risk, and of a plan.
const (
	WantAsked         Want = "asked"             // somebody asked for the decision, and it is not made yet
	WantPushed        Want = "pushed"            // another plan's side effects will push the risk over the criteria
	WantLater         Want = "later"             // the risk's plan counts from a later day on
	WantTreatOrAccept Want = "treat-or-accept"   // no plan is live, and an acceptance would do
	WantTreat         Want = "treat"             // no plan is live
	WantMoreJudged    Want = "more-judged"       // the plan was judged not to be enough
	WantMore          Want = "more"              // the plan does not bring the risk within the criteria
	WantJudgementOf   Want = "unevaluated-judge" // nobody judged whether the plan is enough
	WantTarget        Want = "unevaluated"       // nothing says what the plan brings
	WantReanalysis    Want = "reanalyse"         // the plan is done, and the risk was not analysed since
	WantJudgement     Want = "judge"             // without criteria, somebody has to judge the risk
	WantAnalysis      Want = "analyse"           // the risk's likelihood or impact is not determined
	WantApproval      Want = "approve"           // the plan is a draft
)

// Lapse says why the decision that there is of a risk does not hold.
type Lapse string

// The lapses.
const (
	LapseJudgementExpired  Lapse = "judgement-expired"
	LapseJudgementOutgrown Lapse = "judgement-outgrown"
	LapseExpired           Lapse = "expired" // of the acceptance, as are the others
	LapseOutgrown          Lapse = "outgrown"
	LapseWithoutEffect     Lapse = "without-effect"
)

// Wanted is one thing that waits for a decision. One of Decision, Risk and Plan is what it is of.
type Wanted struct {
	Decision *register.Decision
	Risk     *Risk
	Plan     *register.Treatment

	Want  Want
	Later *Plan // the plan of WantLater
	Lapse Lapse // of a risk; empty where no decision has lapsed
}

// ID gives the id of what is to be decided.
func (w *Wanted) ID() string {
	switch {
	case w.Decision != nil:
		return w.Decision.ID
	case w.Risk != nil:
		return w.Risk.Record.ID
	}
	return w.Plan.ID
}

// WantedSum counts what waits for a decision, by what it is.
type WantedSum struct {
	Left    int // risks with reasons left even once every live plan is done, as Residual lists them
	Unknown int // risks that could not be judged
	NoPlan  int // risks without a plan of their own, and no reason left once the plans for others are done
	Plans   int // drafts
	Asked   int // decisions that are asked for and not yet made
}

// Risks counts the risks.
func (s WantedSum) Risks() int { return s.Left + s.Unknown + s.NoPlan }

// All counts everything.
func (s WantedSum) All() int { return s.Risks() + s.Plans + s.Asked }

// Wanted gives what waits for a decision: what was asked for, risks by rank, then plans that await approval.
func (a *Assessment) Wanted() []Wanted {
	var list []Wanted
	for _, d := range a.Asked() {
		list = append(list, Wanted{Decision: d, Want: WantAsked})
	}
	for _, k := range a.ByRank() {
		if w := a.WantedOf(k); w != nil {
			list = append(list, *w)
		}
	}
	for _, t := range a.Register.Treatments {
		if t.Status == "draft" {
			list = append(list, Wanted{Plan: t, Want: WantApproval})
		}
	}
	return list
}

// SumWanted counts what Wanted lists.
func SumWanted(list []Wanted) WantedSum {
	var s WantedSum
	for i := range list {
		switch w := &list[i]; {
		case w.Decision != nil:
			s.Asked++
		case w.Plan != nil:
			s.Plans++
		case !w.Risk.Outcome.Judged():
			s.Unknown++
		case w.Risk.Left():
			s.Left++
		default:
			s.NoPlan++
		}
	}
	return s
}

// WantedOf gives what is to be decided of a risk; nil where nothing is.
func (a *Assessment) WantedOf(k *Risk) *Wanted {
	w := Wanted{Risk: k}
	given := a.Register.Criteria.Given
	switch k.Outcome {
	case NeedsTreatment:
		w.Later = LaterPlan(a, k)
		switch {
		case w.Later != nil:
			w.Want = WantLater
		case Approvable(a, k):
			w.Want = WantTreatOrAccept
		default:
			w.Want = WantTreat
		}
	case InsufficientPlan:
		w.Want = WantMore
		if !given {
			w.Want = WantMoreJudged
		}
	case UnevaluatedPlan:
		w.Want = WantTarget
		if !given {
			w.Want = WantJudgementOf
		}
	case AwaitingReanalysis:
		w.Want = WantReanalysis
	case NeedsJudgement:
		w.Want = WantJudgement
	case Unanalysed:
		w.Want = WantAnalysis
	}
	if k.PushedOver {
		w.Want, w.Later = WantPushed, nil
	}
	if w.Want == "" {
		return nil
	}
	w.Lapse = lapse(a, k)
	return &w
}

// lapse says why the decision that there is of a risk does not hold; empty where there is none, or it holds.
func lapse(a *Assessment, k *Risk) Lapse {
	if k.Judgement != nil && !a.Register.Criteria.Given {
		switch k.Judgement.State {
		case Expired:
			return LapseJudgementExpired
		case Outgrown:
			return LapseJudgementOutgrown
		}
	}
	switch {
	case k.Acceptance == nil || len(k.Reasons) == 0:
	case k.Acceptance.State == Expired:
		return LapseExpired
	case k.Acceptance.State == Outgrown:
		return LapseOutgrown
	case k.Acceptance.WithoutEffect():
		return LapseWithoutEffect
	}
	return ""
}

// LaterPlan gives the first plan of a risk that counts from a day after the as-of date on; nil where there is none.
func LaterPlan(a *Assessment, k *Risk) *Plan { return a.later[k.Record.ID] }

// laterPlans finds, by risk, the first plan that counts from a later day on.
func laterPlans(plans []*Plan) map[string]*Plan {
	later := map[string]*Plan{}
	for _, p := range plans {
		if p.LiveFrom.IsZero() {
			continue
		}
		for _, id := range p.Record.Risks {
			if later[id] == nil {
				later[id] = p
			}
		}
	}
	return later
}

// ByRank gives the risks by rank, those without one after them, ids ascending.
func (a *Assessment) ByRank() []*Risk {
	list := slices.Clone(a.Risks)
	slices.SortFunc(list, func(x, y *Risk) int {
		if (x.Rank == 0) != (y.Rank == 0) {
			return y.Rank - x.Rank // the one without a rank comes after
		}
		return cmp.Or(x.Rank-y.Rank, cmp.Compare(x.Record.ID, y.Record.ID))
	})
	return list
}

// Change is one thing that came after an analysis or the closing of a risk, with the risks that it concerns.
type Change struct {
	Stale Stale
	Risks []string // ids, ascending
}

// Changes gives what made analyses stale, or bears on closed risks: newest first, then by record.
func (a *Assessment) Changes() []*Change {
	by := map[Stale]*Change{}
	var changes []*Change
	for _, k := range a.Risks {
		for _, s := range slices.Concat(k.Stale, k.Touched) {
			c := by[s]
			if c == nil {
				c = &Change{Stale: s}
				by[s] = c
				changes = append(changes, c)
			}
			c.Risks = append(c.Risks, k.Record.ID)
		}
	}
	slices.SortStableFunc(changes, func(x, y *Change) int {
		return cmp.Or(y.Stale.On.Compare(x.Stale.On), cmp.Compare(x.Stale.Because+x.Stale.What, y.Stale.Because+y.Stale.What))
	})
	return changes
}
