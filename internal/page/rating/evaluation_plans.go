package rating

import (
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// EvaluationPlanWords are the words of this file's pages and parts, by key.
var EvaluationPlanWords = desk.Words{
	"evalBalance":         {Ja: "未然防止と被害抑制のバランス", En: "Prevention and containment in balance"},
	"evalBalanceWords":    {Ja: "中止を除く計画は、未然防止{prevention}件、被害抑制{containment}件、両方を狙うもの{both}件です。", En: "Of the plans that were not cancelled, {prevention} {prevention|prevents|prevent}, {containment} {containment|contains|contain} and {both} {both|does|do} both."},
	"evalBalanceNone":     {Ja: "計画はまだありません。", En: "There are no plans yet."},
	"evalBalanceTable":    {Ja: "資産ごとのバランス", En: "The balance by asset"},
	"evalAsset":           {Ja: "資産", En: "Asset"},
	"evalBalanceState":    {Ja: "バランス", En: "Balance"},
	"evalBoth":            {Ja: "両面", En: "Both sides"},
	"evalPreventionOnly":  {Ja: "未然防止のみ", En: "Prevention only"},
	"evalContainmentOnly": {Ja: "被害抑制のみ", En: "Containment only"},
	"evalCommon":          {Ja: "共通する取組", En: "Common efforts"},
	"evalCommonWords":     {Ja: "{efforts}件の取組を計画の間で共有し、合わせて{saved}回分の作業を省きます。", En: "{efforts} {efforts|effort is|efforts are} shared between plans, which saves doing the work {saved|once|{saved} times}."},
	"evalCommonNone":      {Ja: "計画の間で共有する取組はありません。", En: "No effort is shared between plans."},
	"evalEffort":          {Ja: "取組", En: "Effort"},
	"evalSharedBy":        {Ja: "共有する計画", En: "Shared by"},
	"evalActions":         {Ja: "作業", En: "Actions"},
	"evalSaved":           {Ja: "省ける作業", En: "Saved"},
	"evalPlanGone":        {Ja: "無くなる", En: "Removed"},
	"evalPlanClosed":      {Ja: "終結", En: "Closed"},
	"evalJudgedGood":      {Ja: "受容するとの判断", En: "Judged acceptable"},
	"evalNotJudgeable":    {Ja: "未分析", En: "Not analysed"},
}

// planVerdicts gives every live plan.
func planVerdicts(v *desk.Desk, path string) []view.PlanVerdict {
	var plans []view.PlanVerdict
	for _, p := range v.Assessment.Plans {
		if !p.Live {
			continue
		}
		x := view.PlanVerdict{
			Plan: v.Ref(path, p.Record.ID), Aim: v.Words["aim-"+p.Record.Aim] + v.Words["contextSeparator"] + v.Words["status-"+p.Record.Status],
			Side: sideEffects(v, path, p), Verdict: Verdict(v, path, p),
		}
		for _, id := range slices.Compact(slices.Sorted(slices.Values(p.Record.Risks))) {
			x.Risks = append(x.Risks, planRisk(v, path, id))
		}
		if len(x.Risks) == 0 {
			x.Risks = []view.PlanRisk{planRisk(v, path, "")}
		}
		plans = append(plans, x)
	}
	return plans
}

// planRisk says how a plan leaves a risk; the id may be nowhere.
func planRisk(v *desk.Desk, path, id string) view.PlanRisk {
	r := v.Assessment.Risk(id)
	if r == nil {
		none := part.Words("–")
		return view.PlanRisk{Risk: none, Now: none, Then: none, Left: none}
	}
	return view.PlanRisk{Risk: v.Ref(path, id), Now: v.RatingBadge(r.Now), Then: v.ProjectedBadge(r), Left: leftOver(v, r)}
}

// leftOver says what is left of a risk once the plans are done.
func leftOver(v *desk.Desk, r *assess.Risk) part.Part {
	switch {
	case r.Closed():
		return part.Words(v.Words["evalPlanClosed"])
	case r.Removed:
		return desk.Badge("good", v.Words["evalPlanGone"])
	case r.Standing != assess.Counted:
		return v.VerdictBadge(r)
	case r.Outcome == assess.Unanalysed:
		return desk.Badge("unjudged", v.Words["evalNotJudgeable"])
	case r.Outcome == assess.NeedsJudgement:
		return desk.Badge("unjudged", v.Words["outcome-needs-judgement"])
	case r.Outcome == assess.UnevaluatedPlan:
		return desk.Badge("warn", v.Silence())
	case r.Left():
		return part.Words(v.Reasons(r.ProjectedReasons))
	case !v.Register.Criteria.Given && r.Outcome == assess.InTreatment:
		return desk.Badge("good", v.Words["planJudgedEnough"])
	case !v.Register.Criteria.Given:
		return desk.Badge("good", v.Words["evalJudgedGood"])
	}
	return desk.Badge("good", v.Words["evalWithin"])
}

// sideEffects lists the risks that a plan raises and those that it brings in.
func sideEffects(v *desk.Desk, path string, p *assess.Plan) part.Part {
	var pieces []part.Part
	for i := range p.Record.Worsens {
		id := p.Record.Worsens[i].Risk
		piece := desk.Join(" ", part.Words(v.Words["evalRaises"]), v.ShortRef(path, id))
		if slices.Contains(p.PushedOver, id) {
			piece = desk.Join(" ", piece, desk.Badge("bad", v.Words["evalPushedMark"]))
		}
		pieces = append(pieces, piece)
	}
	for _, id := range p.Record.Introduces {
		piece := desk.Join(" ", part.Words(v.Words["evalBringsIn"]), v.ShortRef(path, id))
		if r := v.Assessment.Risk(id); r != nil {
			piece = desk.Join(" ", piece, v.VerdictBadge(r))
		}
		pieces = append(pieces, piece)
	}
	if len(pieces) == 0 {
		return part.Words("–")
	}
	return desk.List(pieces)
}

// Verdict says whether a plan is enough, and where it leads back to.
func Verdict(v *desk.Desk, path string, p *assess.Plan) part.Part {
	var pieces []part.Part
	add := func(class string, badgeKey, why string) {
		pieces = append(pieces, desk.Join(" ", desk.Badge(class, v.Words[badgeKey]), desk.Small(leadBack(v, path, why))))
	}
	if len(p.Insufficient) > 0 {
		approval := v.Register.Criteria.Given
		for _, id := range p.Insufficient {
			approval = approval && assess.ApprovableThen(v.Assessment, v.Assessment.Risk(id))
		}
		if !v.Register.Criteria.Given {
			add("bad", "planJudgedShort", "evalBackJudged")
		} else if approval {
			add("warn", "evalBack", "evalBackApprove")
		} else {
			add("bad", "evalBack", "evalBackWhy")
		}
	}
	switch {
	case len(p.Silent) > 0 && !v.Register.Criteria.Given:
		add("warn", "evalSilentBack", "evalSilentJudged")
	case len(p.Silent) > 0:
		add("warn", "evalSilentBack", "evalSilentWhy")
	case p.Sufficiency == assess.NotKnown:
		add("warn", "planNotKnown", "evalUnjudgedWhy")
	}
	if len(p.PushedOver) > 0 {
		add("bad", "evalSideBack", "evalSideBackWhy")
	}
	if len(p.Unevaluated) > 0 {
		add("warn", "evalFirst", "evalFirstWhy")
	}
	switch {
	case len(pieces) > 0:
		return desk.List(pieces)
	case p.Sufficiency == "":
		return part.Words("–")
	}
	return desk.Badge("good", v.Words["evalEnough"])
}

// laterPlans names the plans that count from a later day on, with that day.
func laterPlans(v *desk.Desk, path string) part.Part {
	var pieces []part.Part
	for _, p := range v.Assessment.Plans {
		if !p.LiveFrom.IsZero() {
			pieces = append(pieces, desk.Join(" ", v.ShortRef(path, p.Record.ID), desk.Small(part.Words(v.Say("planLiveFrom", "day", p.LiveFrom)))))
		}
	}
	return desk.Join(v.Words["listSeparator"], pieces...)
}

// draftPlans names the plans that are not live yet.
func draftPlans(v *desk.Desk, path string) part.Part {
	var ids []string
	for _, p := range v.Register.Treatments {
		if p.Status == "draft" {
			ids = append(ids, p.ID)
		}
	}
	return v.ShortRefs(path, ids)
}

func balanceWords(v *desk.Desk) string {
	b := v.Assessment.Balance
	if b.Prevention+b.Containment+b.Both == 0 {
		return v.Words["evalBalanceNone"]
	}
	return v.Say("evalBalanceWords", "prevention", b.Prevention, "containment", b.Containment, "both", b.Both)
}

// balanceTable counts the plans by aim for every asset that they touch.
func balanceTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["evalBalanceTable"], desk.Column{Key: "evalAsset", Class: "title"}, desk.Column{Key: "aim-prevention", Class: "number"}, desk.Column{Key: "aim-containment", Class: "number"}, desk.Column{Key: "aim-both", Class: "number"}, desk.Column{Key: "evalBalanceState"})
	for _, asset := range v.Register.Assets {
		b := v.Assessment.BalanceOf[asset.ID]
		if b.Prevention+b.Containment+b.Both == 0 {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, asset.ID))
		t.Words(fmt.Sprint(b.Prevention))
		t.Words(fmt.Sprint(b.Containment))
		t.Words(fmt.Sprint(b.Both))
		switch {
		case b.Containment+b.Both == 0:
			t.Cell(desk.Badge("warn", v.Words["evalPreventionOnly"]))
		case b.Prevention+b.Both == 0:
			t.Cell(desk.Badge("warn", v.Words["evalContainmentOnly"]))
		default:
			t.Cell(desk.Badge("good", v.Words["evalBoth"]))
		}
	}
	return t.Done()
}

func evaluationPlansCommonWords(v *desk.Desk) string {
	efforts, saved := 0, 0
	for _, c := range v.Assessment.Common {
		if c.Saved > 0 {
			efforts++
			saved += c.Saved
		}
	}
	if efforts == 0 {
		return v.Words["evalCommonNone"]
	}
	return v.Say("evalCommonWords", "efforts", efforts, "saved", saved)
}

// commonTable lists the efforts that plans share, and what each saves.
func commonTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["evalCommon"], desk.Column{Key: "evalEffort", Class: "title"}, desk.Column{Key: "evalSharedBy"}, desk.Column{Key: "evalActions", Class: "number"}, desk.Column{Key: "evalSaved", Class: "number"})
	for _, c := range v.Assessment.Common {
		t.Row()
		t.Head(v.Ref(path, c.Control.ID))
		t.Cell(v.ShortRefs(path, c.Plans))
		t.Words(fmt.Sprint(c.Actions))
		t.Words(fmt.Sprint(c.Saved))
	}
	return t.Done()
}
