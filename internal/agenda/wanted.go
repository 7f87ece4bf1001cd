package agenda

import (
	"github.com/riskbook/riskbook/internal/assess"
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
	Risk     *assess.Risk
	Plan     *register.Treatment

	Want  Want
	Later *assess.Plan // the plan of WantLater
	Lapse Lapse        // of a risk; empty where no decision has lapsed
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

// AllWanted gives what waits for a decision: what was asked for, risks by rank, then plans that await approval.
func AllWanted(a *assess.Assessment) []Wanted {
	var list []Wanted
	for _, d := range a.Asked() {
		list = append(list, Wanted{Decision: d, Want: WantAsked})
	}
	for _, k := range a.ByRank() {
		if w := WantedOf(a, k); w != nil {
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

// SumWanted counts what AllWanted lists.
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
func WantedOf(a *assess.Assessment, k *assess.Risk) *Wanted {
	w := Wanted{Risk: k}
	given := a.Register.Criteria.Given
	switch k.Outcome {
	case assess.NeedsTreatment:
		w.Later = assess.LaterPlan(a, k)
		switch {
		case w.Later != nil:
			w.Want = WantLater
		case assess.Approvable(a, k):
			w.Want = WantTreatOrAccept
		default:
			w.Want = WantTreat
		}
	case assess.InsufficientPlan:
		w.Want = WantMore
		if !given {
			w.Want = WantMoreJudged
		}
	case assess.UnevaluatedPlan:
		w.Want = WantTarget
		if !given {
			w.Want = WantJudgementOf
		}
	case assess.AwaitingReanalysis:
		w.Want = WantReanalysis
	case assess.NeedsJudgement:
		w.Want = WantJudgement
	case assess.Unanalysed:
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
func lapse(a *assess.Assessment, k *assess.Risk) Lapse {
	if k.Judgement != nil && !a.Register.Criteria.Given {
		switch k.Judgement.State {
		case assess.Expired:
			return LapseJudgementExpired
		case assess.Outgrown:
			return LapseJudgementOutgrown
		}
	}
	switch {
	case k.Acceptance == nil || len(k.Reasons) == 0:
	case k.Acceptance.State == assess.Expired:
		return LapseExpired
	case k.Acceptance.State == assess.Outgrown:
		return LapseOutgrown
	case k.Acceptance.WithoutEffect():
		return LapseWithoutEffect
	}
	return ""
}
