package rating

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// DecideWords are the words of this file's pages and parts, by key.
var DecideWords = desk.Words{
	"decideLapses":  {Ja: "まもなく期限", En: "Lapses soon"},
	"decidePassed":  {Ja: "期限超過", En: "Passed"},
	"decideOf":      {Ja: "リスク{risks}件、計画{plans}件", En: "on {risks} {risks|risk|risks} and {plans} {plans|plan|plans}"},
	"decideOfAsked": {Ja: "リスク{risks}件、計画{plans}件、依頼{asked}件", En: "on {risks} {risks|risk|risks} and {plans} {plans|plan|plans}, and {asked} asked for"},
	"decideAsked":   {Ja: "依頼されてまだ決まっていない事項 {n}件", En: "asked for and not yet made: {n}"},
	"decideLeft":    {Ja: "計画がすべて完了しても受容できないリスク {n}件", En: "risks not acceptable even with every live plan done: {n}"},
	"decideUnknown": {Ja: "まだ評価できないリスク {n}件", En: "risks that cannot be evaluated yet: {n}"},
	"decideNoPlan":  {Ja: "ほかのリスクの計画だけに頼るリスク {n}件", En: "risks that rely on plans for others alone: {n}"},
	"decidePlans":   {Ja: "承認を待つ計画 {n}件", En: "plans that await approval: {n}"},
	"decideSum":     {Ja: "内訳", En: "Of these"},
	"decideAlso":    {Ja: "ダッシュボードの「意思決定が必要な事項」{n}件の内訳", En: "The {n|decision|{n} decisions} needed, as the overview counts them"},
}

// decisionParts says what the decisions are, with the way to the page that lists each; what there is none of is left out.
func decisionParts(v *desk.Desk, path string, of agenda.WantedSum) part.Part {
	var parts []part.Part
	for _, p := range []struct {
		key string
		n   int
		to  string
	}{{"decideLeft", of.Left, "evaluation.html#left"}, {"decideUnknown", of.Unknown, ""}, {"decideNoPlan", of.NoPlan, ""}, {"decidePlans", of.Plans, "treatments.html"}, {"decideAsked", of.Asked, "decisions.html"}} {
		if p.n == 0 {
			continue
		}
		words := v.Say(p.key, "n", p.n)
		if p.to == "" {
			parts = append(parts, part.Words(words))
		} else {
			parts = append(parts, v.PageLink(path, p.to, words))
		}
	}
	return desk.Join(" · ", parts...)
}

// decideItems lists what waits for a decision.
func decideItems(v *desk.Desk, path string) []view.DecideItem {
	wanted := agenda.AllWanted(v.Assessment)
	items := make([]view.DecideItem, len(wanted))
	for i := range wanted {
		items[i] = DecideItem(v, path, &wanted[i])
	}
	return items
}

// DecideItem shows one thing that waits for a decision: why, who decides, and by when.
func DecideItem(v *desk.Desk, path string, w *agenda.Wanted) view.DecideItem {
	when := agenda.DecideBy(v.Assessment, w)
	item := view.DecideItem{Record: v.Ref(path, w.ID()), Why: part.Words(WantWords(v, w)), Who: who(v, path, agenda.DecidersFor(v.Assessment, w)), By: By(v, path, when), Late: !when.Day.IsZero() && when.Day.Before(v.Assessment.AsOf)}
	switch {
	case w.Decision != nil:
		item.Badge, item.Owner = v.State("warn", "decisionAskedState"), part.Words(v.Party(w.Decision.Body))
	case w.Risk != nil:
		item.Badge, item.Owner = v.OutcomeBadge(w.Risk.Outcome), part.Words(v.Party(w.Risk.Record.Owner))
	default:
		item.Badge, item.Owner = v.State("quiet", "status-draft"), part.Words(v.Party(w.Plan.Owner))
	}
	return item
}

// lapsingItems lists what is accepted and soon is no more: it stands there before it lapses.
func lapsingItems(v *desk.Desk, path string) []view.DecideItem {
	lapsing := agenda.SoonLapsing(v.Assessment)
	items := make([]view.DecideItem, len(lapsing))
	for i := range lapsing {
		items[i] = LapsingItem(v, path, &lapsing[i])
	}
	return items
}

// LapsingItem says which acceptance lapses, and when.
func LapsingItem(v *desk.Desk, path string, l *agenda.Lapsing) view.DecideItem {
	ids := make([]string, len(l.Risks))
	var owners []string
	for i, k := range l.Risks {
		ids[i] = k.Record.ID
		if owner := v.Party(k.Record.Owner); !slices.Contains(owners, owner) {
			owners = append(owners, owner)
		}
	}
	return view.DecideItem{
		Record: v.Ref(path, l.Decision.ID), Badge: v.State("warn", "decideLapses"), Why: v.SayParts("dashLapsingWhy", "risks", v.SomeRefs(path, ids)), Owner: part.Words(strings.Join(owners, v.Words["listSeparator"])),
		Who: who(v, path, agenda.DecidersOf(v.Assessment, l)), By: By(v, path, agenda.By{Day: l.Decision.Until, Ground: agenda.ByAcceptance, Record: l.Decision.ID}),
	}
}

// who names who decides, and by what; that no record says so where none does.
func who(v *desk.Desk, path string, d agenda.Deciders) part.Part {
	if len(d.Parties) == 0 {
		return part.Empty(v.Words["dashWhoNone"])
	}
	return desk.Lines(v.OwnerLinks(path, d.Parties), desk.Small(part.Words(v.Words["decider-"+string(d.Ground)])))
}

// By gives the day by which something is to be decided, and which record says so.
func By(v *desk.Desk, path string, b agenda.By) part.Part {
	if b.Day.IsZero() {
		return part.Empty(v.Words["dashByNone"])
	}
	day := v.Iso(b.Day)
	if b.Day.Before(v.Assessment.AsOf) {
		day = desk.Join(" ", day, v.State("bad", "decidePassed"))
	}
	return desk.Lines(day, desk.Small(part.Words(v.Words["by-"+string(b.Ground)])))
}

// DecideWhy says what is to be decided of a risk; nothing where there is nothing.
func DecideWhy(v *desk.Desk, r *assess.Risk) string {
	if w := agenda.WantedOf(v.Assessment, r); w != nil {
		return WantWords(v, w)
	}
	return ""
}

// WantWords says what is to be decided, and why the decision that there is does not hold.
func WantWords(v *desk.Desk, w *agenda.Wanted) string {
	why := v.Words["decide-"+string(w.Want)]
	switch w.Want {
	case agenda.WantAsked:
		why = v.Say("decide-asked", "form", v.Words["decision-"+w.Decision.Form], "requested", v.Day(w.Decision.Requested))
		if !w.Decision.DecideBy.IsZero() {
			why += v.Words["sentenceSeparator"] + v.Say("decide-asked-by", "day", v.Day(w.Decision.DecideBy))
		}
	case agenda.WantLater:
		why = v.Say("decide-later", "plan", w.Later.Record.ID, "day", v.Day(w.Later.LiveFrom))
	}
	switch w.Lapse {
	case "":
		return why
	case agenda.LapseJudgementExpired:
		return why + v.Words["sentenceSeparator"] + v.Say("decide-judgement-expired", "day", v.Day(w.Risk.Judgement.Decision.Until))
	case agenda.LapseExpired:
		return why + v.Words["sentenceSeparator"] + v.Say("decide-expired", "day", v.Day(w.Risk.Acceptance.Decision.Until))
	}
	return why + v.Words["sentenceSeparator"] + v.Words["decide-"+string(w.Lapse)]
}

// mostConcerned is how many of the risks that a change concerns are named.
const mostConcerned = 40

// changeItems lists what came after analyses, or bears on closed risks, with the risks to be revisited.
func changeItems(v *desk.Desk, path string) []view.ChangeItem {
	same := func(a, b *assess.Change) bool {
		return sameRuleChange(a.Stale, b.Stale) && slices.Equal(a.Risks, b.Risks)
	}
	var items []view.ChangeItem
	for changes := v.Assessment.Changes(); len(changes) > 0; {
		c, n := changes[0], alike(changes, same)
		changes = changes[n:]
		because := v.Ref(path, c.Stale.Because)
		if c.Stale.Because == "criteria" {
			because = v.PageLink(path, "criteria.html", v.Words["criteriaRef"])
		}
		item := view.ChangeItem{Because: because, What: desk.Linked(v.Verdicts, path, part.Words(staleWhat(v, c.Stale))), On: v.Iso(c.Stale.On)}
		if ruleChange(c.Stale) {
			item.What = part.Words(v.Say("riskRuleChanged", "n", n))
		}
		for _, id := range c.Risks[:min(len(c.Risks), mostConcerned)] {
			item.Risks = append(item.Risks, v.ShortRef(path, id))
		}
		if more := len(c.Risks) - mostConcerned; more > 0 {
			item.Risks = append(item.Risks, part.Words(v.AndMore(more)))
		}
		items = append(items, item)
	}
	return items
}
