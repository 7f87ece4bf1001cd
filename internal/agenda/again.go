package agenda

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

// Again is why a decision would be asked for again.
type Again string

// The reasons.
const (
	AgainExpired       Again = "expired"
	AgainOutgrown      Again = "outgrown"
	AgainOlderCriteria Again = "older-criteria"
	AgainWithoutEffect Again = "without-effect"
	AgainInsufficient  Again = "insufficient"
	AgainStale         Again = "stale"
)

// AskAgain says why a decision that was made for a risk would be asked for again as things stand; nothing where it would not, where a later one has taken its
// place, or where the risk is closed.
func AskAgain(a *assess.Assessment, d *register.Decision, k *assess.Risk) []Again {
	if a.DecisionStanding(d) != assess.DecisionMade || k.Outcome == assess.Closed || k.Standing != assess.Counted {
		return nil
	}
	var why []Again
	add := func(is bool, reason Again) {
		if is {
			why = append(why, reason)
		}
	}
	switch d.Form {
	case "acceptance":
		if k.Acceptance == nil || k.Acceptance.Decision != d {
			return nil
		}
		add(k.Acceptance.State == assess.Expired, AgainExpired)
		add(k.Acceptance.State == assess.Outgrown, AgainOutgrown)
		present := a.Register.Criteria.Revision
		add(d.Criteria != "" && present != "" && d.Criteria != present, AgainOlderCriteria)
		add(k.Acceptance.WithoutEffect(), AgainWithoutEffect)
		add(len(k.Stale) > 0, AgainStale)
	case "judgement":
		if k.Judgement == nil || k.Judgement.Decision != d || a.Register.Criteria.Given {
			return nil
		}
		add(k.Judgement.State == assess.Expired, AgainExpired)
		add(k.Judgement.State == assess.Outgrown, AgainOutgrown)
		add(len(k.Stale) > 0, AgainStale)
	case "plan-approval":
		if !slices.ContainsFunc(k.Plans, func(p *register.Treatment) bool { return slices.Contains(d.Treatments, p.ID) }) {
			return nil
		}
		add(k.Outcome == assess.InsufficientPlan, AgainInsufficient)
		add(len(k.Stale) > 0, AgainStale)
	}
	return why
}

// RestsOn gives the records that the evaluation of a risk rests on: its sources, assets, events, controls and the indicators that watch it, ascending.
func RestsOn(a *assess.Assessment, k *assess.Risk) []string {
	list := slices.Concat(k.Sources, k.Assets, k.Record.Events, k.Record.Controls)
	for _, i := range a.Register.Indicators {
		if slices.Contains(i.Risks, k.Record.ID) {
			list = append(list, i.ID)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
