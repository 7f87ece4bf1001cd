package agenda

import (
	"github.com/riskbook/riskbook/internal/assess"
)

// Residual is how the open risks stand once every live plan is complete (handbook 5.3).
type Residual struct {
	Left            []*assess.Risk // still not acceptable, by priority
	Pushed          []*assess.Risk // pushed over by side effects, by priority
	Introduced      []Introduced   // that plans bring in
	Gone            int            // removed by a plan
	Unjudged        int            // that could not be judged, and no plan removes
	Unevaluated     int            // of Left: nothing says what the plan brings
	Reanalysis      int            // of Left: the plan is done and waits for an analysis
	NotAnalysed     int            // of Introduced
	BackToTreatment int            // live plans to be reconsidered
}

// Introduced is a risk that plans bring in.
type Introduced struct {
	Risk  *assess.Risk
	Plans []string // ids, ascending
}

// ResidualOf tells how the open risks stand once every live plan is complete.
func ResidualOf(a *assess.Assessment) Residual {
	var s Residual
	for _, k := range a.ByPriority() {
		if k.Closed() {
			continue
		}
		switch {
		case k.Removed:
			s.Gone++
		case !k.Outcome.Judged():
			s.Unjudged++
		case k.Left():
			s.Left = append(s.Left, k)
		}
		switch {
		case !k.Left():
		case k.Outcome == assess.UnevaluatedPlan:
			s.Unevaluated++
		case k.Outcome == assess.AwaitingReanalysis:
			s.Reanalysis++
		}
		if k.PushedOver {
			s.Pushed = append(s.Pushed, k)
		}
	}
	s.Introduced = introduced(a)
	s.NotAnalysed = assess.Count(s.Introduced, func(i Introduced) bool { return i.Risk.Outcome == assess.Unanalysed })
	s.BackToTreatment = assess.Count(a.Plans, func(p *assess.Plan) bool {
		return p.Live && (p.Sufficiency == assess.NotEnough || p.Sufficiency == assess.NotKnown || len(p.PushedOver)+len(p.Unevaluated) > 0)
	})
	return s
}

// introduced gives the risks that plans bring in, in the order of the plans.
func introduced(a *assess.Assessment) []Introduced {
	var list []Introduced
	at := map[string]int{} // by risk
	for _, t := range a.Register.Treatments {
		if t.Status == "cancelled" {
			continue
		}
		for _, id := range t.Introduces {
			k := a.Risk(id)
			if k == nil || k.Standing != assess.Counted {
				continue
			}
			i, seen := at[id]
			if !seen {
				i = len(list)
				at[id] = i
				list = append(list, Introduced{Risk: k})
			}
			list[i].Plans = append(list[i].Plans, t.ID)
		}
	}
	return list
}

// Lack says what a risk still lacks once the live plans are complete.
type Lack string

// The lacks.
const (
	LackPushed     Lack = "pushed"     // side effects push it over
	LackJudgement  Lack = "judgement"  // nobody judged whether its plan is enough
	LackTarget     Lack = "target"     // nothing says what its plan brings
	LackReanalysis Lack = "reanalysis" // it was not analysed since its plan was done
	LackJudged     Lack = "judged"     // its plan was judged not to be enough
	LackApproval   Lack = "approval"   // its plan leaves a level that may be approved
	LackMore       Lack = "more"       // its plan is not enough
	LackDraft      Lack = "draft"      // its plan is a draft
	LackLater      Lack = "later"      // its plan counts from a later day on
	LackAcceptance Lack = "acceptance" // it has no plan, and its level may be approved
	LackPlan       Lack = "plan"       // it has no plan
)

// LackOf says what a risk that is left still lacks.
func LackOf(a *assess.Assessment, k *assess.Risk) Lack {
	given := a.Register.Criteria.Given
	switch {
	case k.PushedOver:
		return LackPushed
	case k.Outcome == assess.UnevaluatedPlan && !given:
		return LackJudgement
	case k.Outcome == assess.UnevaluatedPlan:
		return LackTarget
	case k.Outcome == assess.AwaitingReanalysis:
		return LackReanalysis
	case !given && len(k.Plans) > 0:
		return LackJudged
	case len(k.Plans) > 0 && assess.ApprovableThen(a, k):
		return LackApproval
	case len(k.Plans) > 0:
		return LackMore
	case a.Drafted(k):
		return LackDraft
	case assess.LaterPlan(a, k) != nil:
		return LackLater
	case assess.ApprovableThen(a, k):
		return LackAcceptance
	}
	return LackPlan
}
