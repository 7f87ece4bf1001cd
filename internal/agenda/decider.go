package agenda

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// DeciderGround says by what a party is the one who decides.
type DeciderGround string

// The grounds.
const (
	DeciderAsked     DeciderGround = "asked"     // the decision was asked of it
	DeciderAuthority DeciderGround = "authority" // a row of [[authority]] reaches the level of the risk
	DeciderApprover  DeciderGround = "approver"  // it approved the plan
	DeciderSuperior  DeciderGround = "superior"  // the owner belongs to it
)

// Deciders are the parties of which any may decide, as keys, ascending.
type Deciders struct {
	Parties []string // none where no record says who decides
	Ground  DeciderGround
}

// ByGround says from which record the day comes by which something is to be decided.
type ByGround string

// The grounds of a day.
const (
	ByAsked      ByGround = "asked"      // the decision was asked for by that day
	ByAcceptance ByGround = "acceptance" // the last day of the acceptance, or of the judgement
	ByPlan       ByGround = "plan"       // the plan is due then
	ByReview     ByGround = "review"     // the risk's own next review
)

// By is the day by which something is to be decided, which a record gives; zero where none does.
type By struct {
	Day    date.Date
	Ground ByGround
	Record string // that gives the day
}

// Lapsing is an acceptance or a judgement in force whose last day lies within SoonDays.
type Lapsing struct {
	Decision *register.Decision
	Risks    []*assess.Risk // that rest on it, ids ascending
}

// SoonLapsing gives what is accepted, or judged to be, and soon is no more: by day, then by id. Nothing of it waits for a decision yet.
func SoonLapsing(a *assess.Assessment) []Lapsing {
	by := map[*register.Decision]*Lapsing{}
	var order []*register.Decision
	add := func(d *register.Decision, k *assess.Risk) {
		if d.Until.IsZero() || d.Until.Before(a.AsOf) || d.Until.After(a.AsOf.AddDays(assess.SoonDays)) {
			return
		}
		if by[d] == nil {
			by[d] = &Lapsing{Decision: d}
			order = append(order, d)
		}
		by[d].Risks = append(by[d].Risks, k)
	}
	for _, k := range a.Risks {
		switch {
		case k.Outcome == assess.Closed || k.Outcome == assess.Acceptable:
		case a.Register.Criteria.Given:
			if k.Acceptance != nil && k.Acceptance.State == assess.InForce {
				add(k.Acceptance.Decision, k)
			}
		case k.Judgement != nil && k.Judgement.State == assess.InForce:
			add(k.Judgement.Decision, k)
		}
	}
	slices.SortFunc(order, func(x, y *register.Decision) int { return cmp.Or(x.Until.Compare(y.Until), cmp.Compare(x.ID, y.ID)) })
	list := make([]Lapsing, len(order))
	for i, d := range order {
		list[i] = *by[d]
	}
	return list
}

// DecidersOf says who decides on what lapses: who may accept the risks, else who decided before.
func DecidersOf(a *assess.Assessment, l *Lapsing) Deciders {
	level := -1
	for _, k := range l.Risks {
		level = max(level, k.Now.Level)
	}
	if d := authorised(a, level); len(d.Parties) > 0 {
		return d
	}
	return deciders(DeciderApprover, l.Decision.By)
}

// DecidersFor says who decides what is wanted: whom it was asked of; else who may accept a risk of that level; else who approved its plan; else the party
// to which its owner belongs. Nobody is invented.
func DecidersFor(a *assess.Assessment, w *Wanted) Deciders {
	owner := ""
	var plans []string
	switch {
	case w.Decision != nil:
		return deciders(DeciderAsked, cmp.Or(w.Decision.Body, w.Decision.Owner))
	case w.Plan != nil:
		if d := askedOf(a, nil, []string{w.Plan.ID}); d != nil && cmp.Or(d.Body, d.Owner) != "" {
			return deciders(DeciderAsked, cmp.Or(d.Body, d.Owner))
		}
		owner, plans = w.Plan.Owner, []string{w.Plan.ID}
	default:
		owner = w.Risk.Record.Owner
		for _, p := range w.Risk.Plans {
			plans = append(plans, p.ID)
		}
		if d := askedOf(a, []string{w.Risk.Record.ID}, nil); d != nil && cmp.Or(d.Body, d.Owner) != "" {
			return deciders(DeciderAsked, cmp.Or(d.Body, d.Owner))
		}
		if d := authorised(a, w.Risk.Now.Level); len(d.Parties) > 0 {
			return d
		}
	}
	if by := approver(a, plans); by != "" {
		return deciders(DeciderApprover, by)
	}
	if p := a.Register.Party(owner); p != nil {
		return deciders(DeciderSuperior, p.Parent)
	}
	return Deciders{}
}

func deciders(ground DeciderGround, party string) Deciders {
	if party == "" {
		return Deciders{}
	}
	return Deciders{[]string{party}, ground}
}

// authorised gives the parties whose authority on the as-of date reaches a level, by the rows that reach no further than they must.
func authorised(a *assess.Assessment, level int) Deciders {
	lowest, d := len(a.Register.Criteria.Levels), Deciders{Ground: DeciderAuthority}
	for i := range a.Register.Criteria.Authorities {
		row := &a.Register.Criteria.Authorities[i]
		reach := a.Register.Criteria.LevelIndex(row.Level)
		if level < 0 || reach < level || row.From.After(a.AsOf) || !row.Until.IsZero() && row.Until.Before(a.AsOf) || reach > lowest {
			continue
		}
		if reach < lowest {
			lowest, d.Parties = reach, nil
		}
		d.Parties = append(d.Parties, row.By...)
	}
	if len(d.Parties) == 0 {
		return Deciders{}
	}
	d.Parties = register.Distinct(d.Parties)
	return d
}

// askedOf gives the decision that is asked for on one of these records, the one to be made first; nil where there is none.
func askedOf(a *assess.Assessment, risks, plans []string) *register.Decision {
	var first *register.Decision
	in := func(list, ids []string) bool {
		return slices.ContainsFunc(list, func(id string) bool { return slices.Contains(ids, id) })
	}
	for _, d := range a.Asked() {
		if !in(d.Risks, risks) && !in(d.Treatments, plans) {
			continue
		}
		if first == nil || !d.DecideBy.IsZero() && (first.DecideBy.IsZero() || d.DecideBy.Before(first.DecideBy)) {
			first = d
		}
	}
	return first
}

// approver gives who approved one of these plans last, by the as-of date; empty where nobody did.
func approver(a *assess.Assessment, plans []string) string {
	by, on := "", date.Date{}
	for _, d := range a.Register.Decisions {
		if d.Form == "plan-approval" && a.DecisionStanding(d) == assess.DecisionMade && !d.On.Before(on) &&
			slices.ContainsFunc(d.Treatments, func(id string) bool { return slices.Contains(plans, id) }) {
			by, on = d.By, d.On
		}
	}
	return by
}

// DecideBy says by when what is wanted is to be decided: by the day that it was asked for; else the last day of the acceptance or the judgement, the day on
// which the first live plan is due, the risk's own next review. Where no record gives a day there is none.
func DecideBy(a *assess.Assessment, w *Wanted) By {
	switch {
	case w.Decision != nil:
		return by(w.Decision.DecideBy, ByAsked, w.Decision.ID)
	case w.Plan != nil:
		if d := askedOf(a, nil, []string{w.Plan.ID}); d != nil && !d.DecideBy.IsZero() {
			return by(d.DecideBy, ByAsked, d.ID)
		}
		return by(w.Plan.Due, ByPlan, w.Plan.ID)
	}
	k := w.Risk
	if d := askedOf(a, []string{k.Record.ID}, nil); d != nil && !d.DecideBy.IsZero() {
		return by(d.DecideBy, ByAsked, d.ID)
	}
	if a.Register.Criteria.Given && k.Acceptance != nil && !k.Acceptance.Decision.Until.IsZero() {
		return by(k.Acceptance.Decision.Until, ByAcceptance, k.Acceptance.Decision.ID)
	}
	if !a.Register.Criteria.Given && k.Judgement != nil && !k.Judgement.Decision.Until.IsZero() {
		return by(k.Judgement.Decision.Until, ByAcceptance, k.Judgement.Decision.ID)
	}
	first := By{}
	for _, p := range k.Plans {
		if a.Live(p) && !p.Due.IsZero() && (first.Day.IsZero() || p.Due.Before(first.Day)) {
			first = by(p.Due, ByPlan, p.ID)
		}
	}
	if !first.Day.IsZero() {
		return first
	}
	return by(k.Record.NextReview, ByReview, k.Record.ID)
}

func by(day date.Date, ground ByGround, record string) By {
	if day.IsZero() {
		return By{}
	}
	return By{day, ground, record}
}
