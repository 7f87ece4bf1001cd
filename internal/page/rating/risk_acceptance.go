package rating

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
)

// AcceptanceOf says by what decision a risk is accepted; nothing where it is not.
func AcceptanceOf(v *desk.Desk, path string, r *assess.Risk) part.Part {
	a := r.Acceptance
	if a == nil {
		if r.Closed() {
			return nil
		}
		return part.Words(v.Words["riskNoAcceptance"])
	}
	return desk.Join(" ", v.Ref(path, a.Decision.ID), acceptanceBadge(v, r), part.Words(v.Say("riskUntil", "day", a.Decision.Until)), acceptanceNote(v, r))
}

// acceptanceBadge says how the acceptance of a risk stands: one that changes nothing is called so, and is not good.
func acceptanceBadge(v *desk.Desk, r *assess.Risk) part.Part {
	pieces := make([]part.Part, 0, 2)
	pieces = append(pieces, desk.AcceptanceState(v, r.Acceptance.Standing()))
	if assess.AcceptedAboveRating(v.Assessment, r) {
		pieces = append(pieces, v.State("warn", "riskAbove"))
	}
	return desk.Join(" ", pieces...)
}

// acceptanceNote says why an acceptance in force changes nothing; nothing where it does.
func acceptanceNote(v *desk.Desk, r *assess.Risk) part.Part {
	if !r.Acceptance.WithoutEffect() {
		return nil
	}
	return desk.Small(part.Words(v.Say("riskNoEffect", "reasons", v.Reasons(r.Reasons))))
}

// JudgementWords names the newest judgement of a risk with its verdict and whether it decides; nothing where there is none.
func JudgementWords(v *desk.Desk, path string, r *assess.Risk) part.Part {
	if r.Judgement == nil {
		return nil
	}
	d := r.Judgement.Decision
	return desk.Join(" ", v.Ref(path, d.ID), desk.Strong(part.Words(v.Words["verdict-"+d.Verdict])), judgementBadge(v, r.Judgement))
}

// judgementBadge says whether a judgement decides.
func judgementBadge(v *desk.Desk, u *assess.Judgement) part.Part {
	switch {
	case v.Register.Criteria.Given:
		return v.State("quiet", "decisionShown")
	case u.State == assess.Expired:
		return v.State("bad", "judgementExpired")
	case u.State == assess.Outgrown:
		return v.State("bad", "judgementOutgrown")
	}
	return v.State("info", "decisionDecides")
}
