package page

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

var decideWords = Words{
	"decideOf":      {Ja: "リスク{risks}件、計画{plans}件", En: "on {risks} risks and {plans} plans"},
	"decideOfAsked": {Ja: "リスク{risks}件、計画{plans}件、依頼{asked}件", En: "on {risks} risks and {plans} plans, and {asked} asked for"},
	"decideAsked":   {Ja: "依頼されてまだ決まっていない事項 {n}件", En: "asked for and not yet made: {n}"},
	"decideLeft":    {Ja: "計画がすべて完了しても受容できないリスク {n}件", En: "risks not acceptable even with every live plan done: {n}"},
	"decideUnknown": {Ja: "まだ評価できないリスク {n}件", En: "risks that cannot be evaluated yet: {n}"},
	"decideNoPlan":  {Ja: "ほかのリスクの計画だけに頼るリスク {n}件", En: "risks that rely on plans for others alone: {n}"},
	"decidePlans":   {Ja: "承認を待つ計画 {n}件", En: "plans that await approval: {n}"},
	"decideSum":     {Ja: "内訳", En: "Of these"},
	"decideAlso":    {Ja: "ダッシュボードの「意思決定が必要な事項」{n}件の内訳", En: "The {n} decisions wanted on the dashboard"},
}

// decisions counts what waits for a decision, by what it is.
type decisions struct {
	left    int // risks with reasons left even once every live plan is done: the evaluation of plans lists the same
	unknown int // risks that cannot be evaluated
	noPlan  int // risks without a plan of their own, and no reason left once the plans for others are done
	plans   int // drafts
	asked   int // decisions that are asked for and not yet made
}

func (d *decisions) risks() int { return d.left + d.unknown + d.noPlan }
func (d *decisions) all() int   { return d.risks() + d.plans + d.asked }

// decisions counts what decideItems lists.
func (v *view) decisions() decisions {
	var d decisions
	for _, r := range v.Assessment.Risks {
		switch {
		case v.decideWhy(r) == "":
		case !r.Outcome.Judged():
			d.unknown++
		case r.Left():
			d.left++
		default:
			d.noPlan++
		}
	}
	for _, p := range v.Register.Treatments {
		if p.Status == "draft" {
			d.plans++
		}
	}
	d.asked = len(v.Assessment.Asked())
	return d
}

// decisionParts says what the decisions are, with the way to the page that lists each; what there is none of is left out.
func (v *view) decisionParts(path string, d decisions) part.Part {
	var parts []part.Part
	for _, of := range []struct {
		key string
		n   int
		to  string
	}{{"decideLeft", d.left, "evaluation.html#left"}, {"decideUnknown", d.unknown, ""}, {"decideNoPlan", d.noPlan, ""}, {"decidePlans", d.plans, "treatments.html"}, {"decideAsked", d.asked, "decisions.html"}} {
		if of.n == 0 {
			continue
		}
		words := v.say(of.key, "n", of.n)
		if of.to == "" {
			parts = append(parts, part.Words(words))
		} else {
			parts = append(parts, v.pageLink(path, of.to, words))
		}
	}
	return join(" · ", parts...)
}

// decideItems lists what waits for a decision: what was asked for, risks by priority, then plans that await approval.
func (v *view) decideItems(path string) []DecideItem {
	var items []DecideItem
	for _, d := range v.Assessment.Asked() {
		why := v.say("decide-asked", "form", v.words["decision-"+d.Form], "requested", v.day(d.Requested))
		if !d.DecideBy.IsZero() {
			why += v.words["sentenceSeparator"] + v.say("decide-asked-by", "day", v.day(d.DecideBy))
		}
		items = append(items, DecideItem{v.ref(path, d.ID), v.state("warn", "decisionAskedState"), why, v.party(d.Body)})
	}
	for _, r := range v.ranked() {
		if why := v.decideWhy(r); why != "" {
			items = append(items, DecideItem{v.ref(path, r.Record.ID), v.outcomeBadge(r.Outcome), why, v.party(r.Record.Owner)})
		}
	}
	for _, p := range v.Register.Treatments {
		if p.Status == "draft" {
			items = append(items, DecideItem{v.ref(path, p.ID), v.state("quiet", "status-draft"), v.words["decide-approve"], v.party(p.Owner)})
		}
	}
	return items
}

// decideWhy says what is to be decided of a risk; nothing where there is nothing.
func (v *view) decideWhy(r *assess.Risk) string {
	why := ""
	switch {
	case r.PushedOver:
		why = v.words["decide-pushed"]
	case r.Outcome == assess.NeedsTreatment && v.laterPlan(r) != nil:
		p := v.laterPlan(r)
		why = v.say("decide-later", "plan", p.Record.ID, "day", v.day(p.LiveFrom))
	case r.Outcome == assess.NeedsTreatment && v.Assessment.Approvable(r):
		why = v.words["decide-treat-or-accept"]
	case r.Outcome == assess.NeedsTreatment:
		why = v.words["decide-treat"]
	case r.Outcome == assess.InsufficientPlan && !v.Register.Criteria.Given:
		why = v.words["decide-more-judged"]
	case r.Outcome == assess.InsufficientPlan:
		why = v.words["decide-more"]
	case r.Outcome == assess.UnevaluatedPlan && !v.Register.Criteria.Given:
		why = v.words["decide-unevaluated-judge"]
	case r.Outcome == assess.UnevaluatedPlan:
		why = v.words["decide-unevaluated"]
	case r.Outcome == assess.AwaitingReanalysis:
		why = v.words["decide-reanalyse"]
	case r.Outcome == assess.NeedsJudgement:
		why = v.words["decide-judge"]
	case r.Outcome == assess.Unanalysed:
		why = v.words["decide-analyse"]
	}
	if why == "" {
		return ""
	}
	if lapse := v.lapse(r); lapse != "" {
		why += v.words["sentenceSeparator"] + lapse
	}
	return why
}

// laterPlan gives the first plan of a risk that counts from a day after the as-of date on; nil where there is none.
func (v *view) laterPlan(r *assess.Risk) *assess.Plan {
	for _, id := range v.from("treatments", r.Record.ID) {
		if p := v.Assessment.Plan(id); p != nil && !p.LiveFrom.IsZero() && slices.Contains(p.Record.Risks, r.Record.ID) {
			return p
		}
	}
	return nil
}

// lapse says of a risk for which something is to be decided why the decision that there is does not hold; nothing where there is none.
func (v *view) lapse(r *assess.Risk) string {
	if u := r.Judgement; u != nil && !v.Register.Criteria.Given {
		switch u.State {
		case assess.Expired:
			return v.say("decide-judgement-expired", "day", v.day(u.Decision.Until))
		case assess.Outgrown:
			return v.words["decide-judgement-outgrown"]
		}
	}
	switch {
	case r.Acceptance == nil || len(r.Reasons) == 0:
	case r.Acceptance.State == assess.Expired:
		return v.say("decide-expired", "day", v.day(r.Acceptance.Decision.Until))
	case r.Acceptance.State == assess.Outgrown:
		return v.words["decide-outgrown"]
	case r.Acceptance.WithoutEffect():
		return v.words["decide-without-effect"]
	}
	return ""
}

// ranked gives the open risks by rank, unranked ones after them in the order of their ids.
func (v *view) ranked() []*assess.Risk {
	list := slices.Clone(v.Assessment.Risks)
	slices.SortStableFunc(list, func(a, b *assess.Risk) int {
		switch {
		case a.Rank == b.Rank:
			return 0
		case a.Rank == 0:
			return 1
		case b.Rank == 0:
			return -1
		}
		return a.Rank - b.Rank
	})
	return list
}

// mostConcerned is how many of the risks that a change concerns are named.
const mostConcerned = 40

// changeItems groups what made evaluations stale, or bears on closed risks, by the record that changed, newest first.
func (v *view) changeItems(path string) []ChangeItem {
	type change struct {
		stale assess.Stale
		risks []string
	}
	byWhat := map[assess.Stale]*change{}
	var changes []*change
	for _, r := range v.Assessment.Risks {
		for _, s := range slices.Concat(r.Stale, r.Touched) {
			c := byWhat[s]
			if c == nil {
				c = &change{stale: s}
				byWhat[s] = c
				changes = append(changes, c)
			}
			c.risks = append(c.risks, r.Record.ID)
		}
	}
	slices.SortStableFunc(changes, func(a, b *change) int {
		if c := b.stale.On.Compare(a.stale.On); c != 0 {
			return c
		}
		return strings.Compare(a.stale.Because+a.stale.What, b.stale.Because+b.stale.What)
	})
	items := make([]ChangeItem, len(changes))
	for i, c := range changes {
		because := v.ref(path, c.stale.Because)
		if c.stale.Because == "criteria" {
			because = v.pageLink(path, "criteria.html", v.words["criteriaRef"])
		}
		items[i] = ChangeItem{Because: because, What: v.staleWhat(c.stale), On: v.day(c.stale.On)}
		for _, id := range c.risks[:min(len(c.risks), mostConcerned)] {
			items[i].Risks = append(items[i].Risks, v.shortRef(path, id))
		}
		if more := len(c.risks) - mostConcerned; more > 0 {
			items[i].Risks = append(items[i].Risks, part.Words(v.andMore(more)))
		}
	}
	return items
}
