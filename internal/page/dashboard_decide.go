package page

import (
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

var decideWords = Words{
	"decideLapses":  {Ja: "まもなく期限", En: "Lapses soon"},
	"decidePassed":  {Ja: "期限超過", En: "Passed"},
	"decideOf":      {Ja: "リスク{risks}件、計画{plans}件", En: "on {risks} risks and {plans} plans"},
	"decideOfAsked": {Ja: "リスク{risks}件、計画{plans}件、依頼{asked}件", En: "on {risks} risks and {plans} plans, and {asked} asked for"},
	"decideAsked":   {Ja: "依頼されてまだ決まっていない事項 {n}件", En: "asked for and not yet made: {n}"},
	"decideLeft":    {Ja: "計画がすべて完了しても受容できないリスク {n}件", En: "risks not acceptable even with every live plan done: {n}"},
	"decideUnknown": {Ja: "まだ評価できないリスク {n}件", En: "risks that cannot be evaluated yet: {n}"},
	"decideNoPlan":  {Ja: "ほかのリスクの計画だけに頼るリスク {n}件", En: "risks that rely on plans for others alone: {n}"},
	"decidePlans":   {Ja: "承認を待つ計画 {n}件", En: "plans that await approval: {n}"},
	"decideSum":     {Ja: "内訳", En: "Of these"},
	"decideAlso":    {Ja: "概況の「意思決定が必要な事項」{n}件の内訳", En: "The {n} decisions needed, as the overview counts them"},
}

// dashboardDecidePresenter shows what waits for a decision, and what changed.
type dashboardDecidePresenter struct{ *desk }

// decisionParts says what the decisions are, with the way to the page that lists each; what there is none of is left out.
func (v dashboardDecidePresenter) decisionParts(path string, of assess.WantedSum) part.Part {
	var parts []part.Part
	for _, p := range []struct {
		key string
		n   int
		to  string
	}{{"decideLeft", of.Left, "evaluation.html#left"}, {"decideUnknown", of.Unknown, ""}, {"decideNoPlan", of.NoPlan, ""}, {"decidePlans", of.Plans, "treatments.html"}, {"decideAsked", of.Asked, "decisions.html"}} {
		if p.n == 0 {
			continue
		}
		words := v.say(p.key, "n", p.n)
		if p.to == "" {
			parts = append(parts, part.Words(words))
		} else {
			parts = append(parts, v.pageLink(path, p.to, words))
		}
	}
	return join(" · ", parts...)
}

// decideItems lists what waits for a decision.
func (v dashboardDecidePresenter) decideItems(path string) []DecideItem {
	wanted := v.Assessment.Wanted()
	items := make([]DecideItem, len(wanted))
	for i := range wanted {
		items[i] = v.decideItem(path, &wanted[i])
	}
	return items
}

// decideItem shows one thing that waits for a decision: why, who decides, and by when.
func (v dashboardDecidePresenter) decideItem(path string, w *assess.Wanted) DecideItem {
	when := v.Assessment.DecideBy(w)
	item := DecideItem{Record: v.ref(path, w.ID()), Why: part.Words(v.wantWords(w)), Who: v.who(path, v.Assessment.Deciders(w)), By: v.by(path, when), Late: !when.Day.IsZero() && when.Day.Before(v.Assessment.AsOf)}
	switch {
	case w.Decision != nil:
		item.Badge, item.Owner = v.state("warn", "decisionAskedState"), part.Words(v.party(w.Decision.Body))
	case w.Risk != nil:
		item.Badge, item.Owner = v.outcomeBadge(w.Risk.Outcome), part.Words(v.party(w.Risk.Record.Owner))
	default:
		item.Badge, item.Owner = v.state("quiet", "status-draft"), part.Words(v.party(w.Plan.Owner))
	}
	return item
}

// lapsingItems lists what is accepted and soon is no more: it stands there before it lapses.
func (v dashboardDecidePresenter) lapsingItems(path string) []DecideItem {
	lapsing := v.Assessment.Lapsing()
	items := make([]DecideItem, len(lapsing))
	for i := range lapsing {
		items[i] = v.lapsingItem(path, &lapsing[i])
	}
	return items
}

func (v dashboardDecidePresenter) lapsingItem(path string, l *assess.Lapsing) DecideItem {
	ids := make([]string, len(l.Risks))
	var owners []string
	for i, k := range l.Risks {
		ids[i] = k.Record.ID
		if owner := v.party(k.Record.Owner); !slices.Contains(owners, owner) {
			owners = append(owners, owner)
		}
	}
	return DecideItem{
		Record: v.ref(path, l.Decision.ID), Badge: v.state("warn", "decideLapses"), Why: v.sayParts("dashLapsingWhy", "risks", v.someRefs(path, ids)), Owner: part.Words(strings.Join(owners, v.words["listSeparator"])),
		Who: v.who(path, v.Assessment.DecidersOf(l)), By: v.by(path, assess.By{Day: l.Decision.Until, Ground: assess.ByAcceptance, Record: l.Decision.ID}),
	}
}

// who names who decides, and by what; that no record says so where none does.
func (v dashboardDecidePresenter) who(path string, d assess.Deciders) part.Part {
	if len(d.Parties) == 0 {
		return part.Empty(v.words["dashWhoNone"])
	}
	return lines(v.ownerLinks(path, d.Parties), small(part.Words(v.words["decider-"+string(d.Ground)])))
}

// by gives the day by which something is to be decided, and which record says so.
func (v dashboardDecidePresenter) by(path string, b assess.By) part.Part {
	if b.Day.IsZero() {
		return part.Empty(v.words["dashByNone"])
	}
	day := v.iso(b.Day)
	if b.Day.Before(v.Assessment.AsOf) {
		day = join(" ", day, v.state("bad", "decidePassed"))
	}
	return lines(day, small(part.Words(v.words["by-"+string(b.Ground)])))
}

// decideWhy says what is to be decided of a risk; nothing where there is nothing.
func (v dashboardDecidePresenter) decideWhy(r *assess.Risk) string {
	if w := v.Assessment.WantedOf(r); w != nil {
		return v.wantWords(w)
	}
	return ""
}

// wantWords says what is to be decided, and why the decision that there is does not hold.
func (v dashboardDecidePresenter) wantWords(w *assess.Wanted) string {
	why := v.words["decide-"+string(w.Want)]
	switch w.Want {
	case assess.WantAsked:
		why = v.say("decide-asked", "form", v.words["decision-"+w.Decision.Form], "requested", v.day(w.Decision.Requested))
		if !w.Decision.DecideBy.IsZero() {
			why += v.words["sentenceSeparator"] + v.say("decide-asked-by", "day", v.day(w.Decision.DecideBy))
		}
	case assess.WantLater:
		why = v.say("decide-later", "plan", w.Later.Record.ID, "day", v.day(w.Later.LiveFrom))
	}
	switch w.Lapse {
	case "":
		return why
	case assess.LapseJudgementExpired:
		return why + v.words["sentenceSeparator"] + v.say("decide-judgement-expired", "day", v.day(w.Risk.Judgement.Decision.Until))
	case assess.LapseExpired:
		return why + v.words["sentenceSeparator"] + v.say("decide-expired", "day", v.day(w.Risk.Acceptance.Decision.Until))
	}
	return why + v.words["sentenceSeparator"] + v.words["decide-"+string(w.Lapse)]
}

// mostConcerned is how many of the risks that a change concerns are named.
const mostConcerned = 40

// changeItems lists what came after analyses, or bears on closed risks, with the risks to be revisited.
func (v dashboardDecidePresenter) changeItems(path string) []ChangeItem {
	changes := v.Assessment.Changes()
	items := make([]ChangeItem, len(changes))
	for i, c := range changes {
		because := v.ref(path, c.Stale.Because)
		if c.Stale.Because == "criteria" {
			because = v.pageLink(path, "criteria.html", v.words["criteriaRef"])
		}
		items[i] = ChangeItem{Because: because, What: riskPresenter{v.desk}.staleWhat(c.Stale), On: v.day(c.Stale.On)}
		for _, id := range c.Risks[:min(len(c.Risks), mostConcerned)] {
			items[i].Risks = append(items[i].Risks, v.shortRef(path, id))
		}
		if more := len(c.Risks) - mostConcerned; more > 0 {
			items[i].Risks = append(items[i].Risks, part.Words(v.andMore(more)))
		}
	}
	return items
}
