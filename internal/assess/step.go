package assess

import (
	"slices"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Coverage tells from which sides an asset was looked at (handbook 2.1).
type Coverage struct {
	Asset         *register.Asset
	Cause, Result []string // ids of events, ascending
	Important     bool     // an importance of 3, or a catalogue service: both approaches are wanted
	Lacking       bool     // it is important, events are to be identified (2.1), and one approach or both are missing
}

// coverage finds the events of both approaches for every asset.
func coverage(r *register.Register) []Coverage {
	all := make([]Coverage, len(r.Assets))
	at := make(map[string]*Coverage, len(r.Assets))
	for i, asset := range r.Assets {
		n := asset.Importance
		all[i] = Coverage{Asset: asset, Important: max(n.Confidentiality, n.Integrity, n.Availability) >= 3 || asset.Service != ""}
		at[asset.ID] = &all[i]
	}
	for _, event := range r.Events {
		for _, id := range event.Assets {
			c := at[id]
			if c == nil {
				continue
			}
			switch event.Approach {
			case "cause":
				c.Cause = appendOnce(c.Cause, event.ID)
			case "result":
				c.Result = appendOnce(c.Result, event.ID)
			}
		}
	}
	for i := range all {
		c := &all[i]
		c.Lacking = c.Important && r.Config.Process.Adopts("2.1") && (len(c.Cause) == 0 || len(c.Result) == 0)
	}
	return all
}

// appendOnce appends an id unless it is the last one already.
func appendOnce(ids []string, id string) []string {
	if n := len(ids); n > 0 && ids[n-1] == id {
		return ids
	}
	return append(ids, id)
}

// Step is one step of the process (method: The process and its steps).
type Step struct {
	Key      string // "1.1"
	Adopted  bool
	Evidence int              // records that show that the step was done
	Stage    *register.Stage  // how it is laid down; nil where nothing says so
	Reviewed *register.Review // the newest that found it sound or reopened it; nil where none did
	Sound    bool             // Reviewed found it sound
}

// steps counts the evidence of every step. What counts:
//
//	1.1 assets with a viewpoint and an owner
//	1.2 of the criteria: evaluation (a viewpoint), impact (an area), acceptance (a level that says so), approval and review date: 0 to 5
//	1.3 findings received
//	2.1 events
//	2.2 risks that name an event
//	3.1 open risks that are analysed
//	3.2 open risks with their damage described
//	4.1 open risks with an outcome other than unanalysed and needs-judgement
//	5.1 plans that were not cancelled
//	6.1 reviews of internal factors
//	6.2 reviews of external factors
func steps(a *Assessment) []Step {
	r := a.Register
	evidence := map[string]int{
		"1.1": Count(r.Assets, func(s *register.Asset) bool { return len(s.Viewpoints) > 0 && s.Owner != "" }),
		"1.2": criteriaEvidence(a),
		"1.3": Count(r.Findings, func(f *register.Finding) bool { return date.Happened(f.Received, a.AsOf) }),
		"2.1": len(r.Events),
		"2.2": Count(r.Risks, func(k *register.Risk) bool { return len(k.Events) > 0 }),
		"3.1": Count(a.Risks, func(k *Risk) bool { return k.Outcome != Closed && k.Analysed() }),
		"3.2": Count(a.Risks, func(k *Risk) bool {
			return k.Outcome != Closed && k.Record.Current != nil && !k.Record.Current.Damage.IsZero()
		}),
		"4.1": Count(a.Risks, func(k *Risk) bool {
			return k.Outcome != Closed && k.Outcome != Unanalysed && k.Outcome != NeedsJudgement
		}),
		"5.1": Count(r.Treatments, func(t *register.Treatment) bool { return t.Status != "cancelled" }),
		"6.1": Count(r.Reviews, func(v *register.Review) bool { return v.Factor == "internal" && date.Happened(v.On, a.AsOf) }),
		"6.2": Count(r.Reviews, func(v *register.Review) bool { return v.Factor == "external" && date.Happened(v.On, a.AsOf) }),
	}
	steps := make([]Step, len(register.Steps))
	for i, key := range register.Steps {
		steps[i] = Step{Key: key, Adopted: r.Config.Process.Adopts(key), Evidence: evidence[key], Stage: r.Config.Process.Stage(key)}
		steps[i].Reviewed, steps[i].Sound = stepReview(a, key)
	}
	return steps
}

// stepReview gives the newest review that found a step sound or reopened it; of one day, the one that reopened it.
func stepReview(a *Assessment, step string) (newest *register.Review, sound bool) {
	for _, v := range a.Register.Reviews {
		reopens, finds := slices.Contains(v.Reopens, step), slices.Contains(v.Steps, step)
		if !date.Happened(v.On, a.AsOf) || !reopens && !finds || newest != nil && (v.On.Before(newest.On) || v.On == newest.On && !reopens) {
			continue
		}
		newest, sound = v, finds && !reopens
	}
	return newest, sound
}

func criteriaEvidence(a *Assessment) int {
	c := &a.Register.Criteria // the example scales, which stand in for criteria, say none of it
	accepting := Count(c.Levels, func(l register.Level) bool { return l.Acceptance != "" })
	found := 0
	for _, there := range []bool{
		len(c.Viewpoints) > 0,
		len(c.Areas) > 0,
		accepting > 0,
		date.Happened(c.ApprovedOn, a.AsOf) && !c.ApprovedBy.IsZero(),
		!c.ReviewBy.IsZero(),
	} {
		if there {
			found++
		}
	}
	return found
}

// Count counts what fits of a list.
func Count[T any](list []T, fits func(T) bool) int {
	n := 0
	for _, x := range list {
		if fits(x) {
			n++
		}
	}
	return n
}
