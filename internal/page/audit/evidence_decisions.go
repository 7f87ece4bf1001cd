package audit

import (
	"cmp"
	"slices"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/signature"
)

// decisionsOn gives the decisions that name a risk, newest first.
func decisionsOn(v *desk.Desk, id string) []*register.Decision {
	var list []*register.Decision
	for _, d := range v.Register.Decisions {
		if slices.Contains(d.Risks, id) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b *register.Decision) int { return b.On.Compare(a.On) })
	return list
}

// decided lists decisions with all that an auditor asks of them.
func decided(v *desk.Desk, path string, list []*register.Decision) part.Part {
	t := v.Table("", v.Words["evidenceDecided"], desk.Column{Key: "evidenceDecision", Class: "title"}, desk.Column{Key: "evidenceProposed"}, desk.Column{Key: "evidenceDecider"}, desk.Column{Key: "evidenceBasis", Class: "words"},
		desk.Column{Key: "evidenceUnder"}, desk.Column{Key: "evidenceDuty", Class: "words"})
	for _, d := range list {
		t.Row()
		t.Head(desk.Join(" ", v.Ref(path, d.ID), part.Words(v.Words["decision-"+d.Form]), v.Iso(d.On)))
		t.Words(cmp.Or(v.Party(d.ProposedBy), "–"))
		t.Words(cmp.Or(v.Party(cmp.Or(d.By, d.Body)), "–"))
		t.Cell(desk.Or(desk.Lines(v.Said(path, d.Basis), conditions(v, path, d)), part.Words("–")))
		var under part.Part
		if d.At != nil {
			under = v.RatedBadge(d.At, assess.Rating{})
		}
		if d.Criteria != "" {
			under = desk.Join(" ", under, part.Words(v.Say("replayUnder", "revision", d.Criteria)))
		}
		t.Cell(desk.Or(desk.Lines(rating.DecisionState(v, d), until(v, d), under), part.Words("–")))
		t.Cell(desk.Lines(desk.Or(rating.Signature(v, d), part.Words(v.Words["evidenceUnsigned"])), duty(v, d)))
	}
	return t.Done()
}

// until gives the last day of a decision; nil where it has none.
func until(v *desk.Desk, d *register.Decision) part.Part {
	if d.Until.IsZero() {
		return nil
	}
	return desk.Join("", part.Words(v.Words["evidenceUntil"]+v.Words["colon"]), v.Iso(d.Until))
}

// conditions gives the conditions of a decision; nil where it has none.
func conditions(v *desk.Desk, path string, d *register.Decision) part.Part {
	said := v.Said(path, d.Conditions)
	if part.None(said) {
		return nil
	}
	return desk.Join("", part.Words(v.Words["decisionConditions"]+v.Words["colon"]), said)
}

// duty says whether those who proposed, wrote and merged a decision are others than who decided and merged.
func duty(v *desk.Desk, d *register.Decision) part.Part {
	var pieces []part.Part
	switch {
	case d.ProposedBy == "" || d.By == "":
	case d.ProposedBy == d.By:
		pieces = append(pieces, v.State("warn", "evidenceSame"))
	default:
		pieces = append(pieces, part.Words(v.Words["evidenceApart"]))
	}
	pieces = append(pieces, recorded(v, d.ID), commitSigned(v, d.ID))
	return desk.Lines(pieces...)
}

// commitSigned says what the signature is worth of the commit that brought a record.
func commitSigned(v *desk.Desk, id string) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	state, ok := v.Chronicle.Came[id]
	if !ok {
		return nil
	}
	switch s := v.Chronicle.States[state].Signature; s {
	case "":
		return nil
	case signature.Bad:
		return desk.Badge("bad", v.Words["evidenceCommit-bad"])
	default:
		return part.Words(v.Words["evidenceCommit-"+string(s)])
	}
}

// commitNote says by what the signatures of commits are judged, where any is.
func commitNote(v *desk.Desk, list []*register.Decision) string {
	if slices.ContainsFunc(list, func(d *register.Decision) bool { return commitSigned(v, d.ID) != nil }) {
		return v.Words["evidenceCommitNote"]
	}
	return ""
}

// replayed sets then and now side by side for the decisions on one risk.
func replayed(v *desk.Desk, path string, made []*register.Decision, k *assess.Risk) part.Part {
	if v.Chronicle == nil {
		return nil
	}
	t := v.Table("", v.Words["replayTitle"], desk.Column{Key: "evidenceDecision", Class: "title"}, desk.Column{Key: "replayThen"}, desk.Column{Key: "replayNow"}, desk.Column{Key: "replaySince", Class: "words"}, desk.Column{Key: "replayAgain"})
	for _, d := range made {
		if v.Assessment.DecisionStanding(d) != assess.DecisionMade {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, d.ID))
		t.Cell(rating.ReplayThen(v, d, k.Record.ID))
		t.Cell(desk.Join(" ", v.RatingBadge(k.Now), v.VerdictBadge(k)))
		t.Cell(rating.Since(v, path, d, k, 0))
		t.Cell(rating.Again(v, d, k))
	}
	return t.Done()
}

// evidenceByRisk says of every risk by which decision it stands as it does, who decided it, and whether it was signed.
func evidenceByRisk(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["evidenceRisks"], desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "evidenceStands"}, desk.Column{Key: "evidenceDecision"}, desk.Column{Key: "evidenceDecider"},
		desk.Column{Key: "evidenceUntil", Class: "nowrap"}, desk.Column{Key: "decisionSigned", Class: "words"})
	newest := map[string]*register.Decision{}
	for _, d := range v.Register.Decisions {
		if v.Assessment.DecisionStanding(d) != assess.DecisionMade {
			continue
		}
		for _, id := range d.Risks {
			if was := newest[id]; was == nil || d.On.After(was.On) {
				newest[id] = d
			}
		}
	}
	for _, r := range v.Register.Risks {
		k := v.Assessment.Risk(r.ID)
		t.Row()
		t.Head(v.PageLink(path, address.Evidence(r.ID), r.ID+" "+v.Text(r.Title)))
		t.Cell(desk.Join(" ", v.RatingBadge(k.Now), v.VerdictBadge(k)))
		d := cmp.Or(standsBy(k), newest[r.ID])
		if d == nil {
			for range 4 {
				t.Words("–")
			}
			continue
		}
		t.Cell(desk.Join(" ", v.Ref(path, d.ID), v.Iso(d.On), rating.DecisionState(v, d)))
		t.Words(cmp.Or(v.Party(cmp.Or(d.By, d.Body)), "–"))
		t.Cell(desk.Or(v.Iso(d.Until), part.Words("–")))
		t.Cell(desk.Or(rating.Signature(v, d), part.Words(v.Words["evidenceUnsigned"])))
	}
	return t.Done()
}

// standsBy gives the acceptance or judgement that a risk stands by; nil where there is none.
func standsBy(k *assess.Risk) *register.Decision {
	switch {
	case k.Acceptance != nil:
		return k.Acceptance.Decision
	case k.Judgement != nil:
		return k.Judgement.Decision
	}
	return nil
}
