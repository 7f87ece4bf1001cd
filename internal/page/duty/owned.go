package duty

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// mostOwned is how many records of a kind the page of an owner lists.
const mostOwned = 500

// listed gives as many of a list as the page of an owner shows.
func listed[T any](list []T) []T { return list[:min(len(list), mostOwned)] }

func ownedDue(v *desk.Desk, path string, items []*assess.DueItem) part.Part {
	t := v.Table("", v.Words["ownDue"], desk.Column{Key: "calOn", Class: "nowrap"}, desk.Column{Key: "calRecord", Class: "title"}, desk.Column{Key: "calWhat"})
	for _, d := range items {
		t.Row()
		dueCells(v, t, path, d, false)
	}
	return t.Sortable()
}

func ownedRisks(v *desk.Desk, path string, risks []*assess.Risk) part.Part {
	t := v.Table("", v.Words["ownRisks"], desk.Column{Key: "rankShort", Class: "number"}, desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "risksNowHead", Class: "nowrap"}, desk.Column{Key: "risksThenHead", Class: "nowrap"}, desk.Column{Key: "outcome"},
		desk.Column{Key: "ownNextReview", Class: "nowrap"}, desk.Column{Key: "plans"})
	for _, r := range risks {
		t.Row()
		if r.Rank > 0 {
			t.Cell(desk.Count(r.Rank))
		} else {
			t.Cell(part.Words("–"))
		}
		t.Head(v.Ref(path, r.Record.ID))
		t.Cell(v.RatingBadge(r.Now))
		t.Cell(v.ProjectedBadge(r))
		t.Cell(desk.Join(" ", v.OutcomeBadge(r.Outcome), v.StaleMark(r), v.TouchedMark(r)))
		t.Cell(v.DueShort(r.Next, !r.Closed()))
		t.Cell(rating.PlanRefs(v, path, r))
	}
	return t.Done()
}

func ownedPlans(v *desk.Desk, path string, plans []*assess.Plan) part.Part {
	t := v.Table("", v.Words["ownPlans"], desk.Column{Key: "planHead", Class: "title"}, desk.Column{Key: "status", Class: "nowrap"}, desk.Column{Key: "planDueHead"}, desk.Column{Key: "planVerdict"}, desk.Column{Key: "planRisks", Class: "refs"})
	for _, p := range plans {
		t.Row()
		t.Head(v.Ref(path, p.Record.ID))
		t.Cell(desk.Lines(rating.PlanStatus(v, p.Record), rating.ProgressWords(v, p.Record.ID)))
		t.Cell(desk.Lines(part.Whole{Part: part.Words(p.Record.Due.String())}, desk.Or(rating.Deviation(v, p.Record.ID), rating.OnTime(v, p.Record))))
		t.Cell(rating.PlanVerdict(v, p))
		t.Cell(v.SomeRefs(path, p.Record.Risks))
	}
	return t.Done()
}

func undatedActions(v *desk.Desk, path string, actions []agenda.OwnedAction) part.Part {
	t := v.Table("", v.Words["ownActions"], desk.Column{Key: "ownAction", Class: "title"}, desk.Column{Key: "planHead", Class: "title"})
	for _, x := range actions {
		t.Row()
		t.Head(v.Short(x.Action.Title))
		t.Cell(v.Ref(path, x.Plan.ID))
	}
	return t.Done()
}

func ownedFindings(v *desk.Desk, path string, findings []*register.Finding) part.Part {
	t := v.Table("", v.Words["ownFindings"], desk.Column{Key: "findingHead", Class: "title"}, desk.Column{Key: "status", Class: "nowrap"}, desk.Column{Key: "findingReceived", Class: "nowrap"}, desk.Column{Key: "due", Class: "nowrap"})
	for _, f := range slices.SortedStableFunc(slices.Values(findings), func(a, b *register.Finding) int { return cmp.Compare(b.Status, a.Status) }) {
		t.Row()
		t.Head(v.Ref(path, f.ID))
		t.Cell(desk.FindingState(v, f))
		t.Words(f.Received.String())
		t.Cell(v.DueShort(f.Due, v.Assessment.Open(f)))
	}
	return t.Done()
}

func ownedControls(v *desk.Desk, path string, controls []*register.Control) part.Part {
	t := v.Table("", v.Words["ownControls"], desk.Column{Key: "controlHead", Class: "title"}, desk.Column{Key: "controlFunction", Class: "nowrap"}, desk.Column{Key: "controlState", Class: "nowrap"})
	for _, c := range controls {
		t.Row()
		t.Head(v.NameOf(path, c.ID))
		t.Words(v.Words["function-"+c.Function])
		t.Cell(desk.ControlState(v, c))
	}
	return t.Done()
}

func ownedAssets(v *desk.Desk, path string, assets []*register.Asset) part.Part {
	t := v.Table("", v.Words["ownAssets"], desk.Column{Key: "assetHead", Class: "title"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "risksOfRecord", Class: "refs"})
	for _, a := range assets {
		t.Row()
		t.Head(v.Ref(path, a.ID))
		t.Words(v.Words["asset-"+a.Form])
		t.Cell(v.SomeRefs(path, v.Index.Bearing().ByAsset[a.ID]))
	}
	return t.Done()
}

func ownedDecisions(v *desk.Desk, path, key string, decisions []*register.Decision) part.Part {
	t := v.Table("", v.Words["ownDecisions"], desk.Column{Key: "on", Class: "nowrap"}, desk.Column{Key: "subject", Class: "title"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "ownRole", Class: "nowrap"}, desk.Column{Key: "until", Class: "nowrap"}, desk.Column{Key: "state"})
	for _, d := range decisions {
		part := "ownProposed"
		switch {
		case d.Asked() && d.Body == key:
			part = "ownAsked"
		case d.By == key:
			part = "ownDecided"
		}
		t.Row()
		t.Words(d.On.String())
		t.Head(v.Ref(path, d.ID))
		t.Words(v.Words["decision-"+d.Form])
		t.Words(v.Words[part])
		t.Words(d.Until.String())
		t.Cell(rating.DecisionState(v, d))
	}
	return t.Done()
}

func ownedReviews(v *desk.Desk, path string, reviews []*register.Review) part.Part {
	t := v.Table("", v.Words["ownReviews"], desk.Column{Key: "reviewOn", Class: "nowrap"}, desk.Column{Key: "reviewHead", Class: "title"}, desk.Column{Key: "reviewFactor", Class: "nowrap"}, desk.Column{Key: "reviewOutcome", Class: "nowrap"})
	for _, r := range reviews {
		t.Row()
		t.Words(r.On.String())
		t.Head(v.Ref(path, r.ID))
		t.Words(v.Words["factor-"+r.Factor])
		t.Cell(desk.ReviewBadge(v, r))
	}
	return t.Done()
}

func sharedPlans(v *desk.Desk, path string, plans []*register.Treatment) part.Part {
	t := v.Table("", v.Words["ownShared"], desk.Column{Key: "planHead", Class: "title"}, desk.Column{Key: "status", Class: "nowrap"}, desk.Column{Key: "planRisks", Class: "refs"}, desk.Column{Key: "owner", Class: "name"})
	for _, p := range plans {
		t.Row()
		t.Head(v.Ref(path, p.ID))
		t.Cell(rating.PlanStatus(v, p))
		t.Cell(v.SomeRefs(path, p.Risks))
		t.Cell(v.OwnerLink(path, p.Owner))
	}
	return t.Done()
}

// otherRecords lists the records of the kinds that have no list of their own, by kind.
func otherRecords(v *desk.Desk, path string, entries []register.Entry) part.Part {
	f := v.Facts()
	for len(entries) > 0 {
		kind := entries[0].Of().Kind
		var ids []string
		for len(entries) > 0 && entries[0].Of().Kind == kind {
			ids = append(ids, entries[0].Of().ID)
			entries = entries[1:]
		}
		f.Add(kind.Folder+"Title", v.RefList(path, ids))
	}
	return f.Done()
}
