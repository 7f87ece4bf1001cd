package page

import (
	"fmt"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

var evaluationPlanWords = Words{
	"evalBalance":         {Ja: "未然防止と被害抑制のバランス", En: "Prevention and containment in balance"},
	"evalBalanceWords":    {Ja: "中止を除く計画は、未然防止{prevention}件、被害抑制{containment}件、両方を狙うもの{both}件です。", En: "Of the plans that were not cancelled, {prevention} prevent, {containment} contain and {both} do both."},
	"evalBalanceNone":     {Ja: "計画はまだありません。", En: "There are no plans yet."},
	"evalBalanceTable":    {Ja: "資産ごとのバランス", En: "The balance by asset"},
	"evalAsset":           {Ja: "資産", En: "Asset"},
	"evalBalanceState":    {Ja: "バランス", En: "Balance"},
	"evalBoth":            {Ja: "両面", En: "Both sides"},
	"evalPreventionOnly":  {Ja: "未然防止のみ", En: "Prevention only"},
	"evalContainmentOnly": {Ja: "被害抑制のみ", En: "Containment only"},
	"evalCommon":          {Ja: "共通する取組", En: "Common efforts"},
	"evalCommonWords":     {Ja: "{efforts}件の取組を計画の間で共有し、合わせて{saved}回分の作業を省きます。", En: "{efforts} efforts are shared between plans, which saves doing the work {saved} times."},
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

// planVerdict is one live plan with what is left of its risks, its side effects and the verdict.
type planVerdict struct {
	Plan    part.Part
	Aim     string
	Risks   []planRisk // one at least
	Side    part.Part
	Verdict part.Part
}

// planRisk is how a plan leaves one risk.
type planRisk struct{ Risk, Now, Then, Left part.Part }

// evaluationPlansPresenter shows the verdict on each plan.
type evaluationPlansPresenter struct{ *desk }

// planVerdicts gives every live plan.
func (v evaluationPlansPresenter) planVerdicts(path string) []planVerdict {
	var plans []planVerdict
	for _, p := range v.Assessment.Plans {
		if !p.Live {
			continue
		}
		x := planVerdict{
			Plan: v.ref(path, p.Record.ID), Aim: v.words["aim-"+p.Record.Aim] + v.words["contextSeparator"] + v.words["status-"+p.Record.Status],
			Side: v.sideEffects(path, p), Verdict: v.verdict(path, p),
		}
		for _, id := range slices.Compact(slices.Sorted(slices.Values(p.Record.Risks))) {
			x.Risks = append(x.Risks, v.planRisk(path, id))
		}
		if len(x.Risks) == 0 {
			x.Risks = []planRisk{v.planRisk(path, "")}
		}
		plans = append(plans, x)
	}
	return plans
}

// planRisk says how a plan leaves a risk; the id may be nowhere.
func (v evaluationPlansPresenter) planRisk(path, id string) planRisk {
	r := v.Assessment.Risk(id)
	if r == nil {
		none := part.Words("–")
		return planRisk{none, none, none, none}
	}
	return planRisk{v.ref(path, id), v.ratingBadge(r.Now), v.projectedBadge(r), v.leftOver(r)}
}

// leftOver says what is left of a risk once the plans are done.
func (v evaluationPlansPresenter) leftOver(r *assess.Risk) part.Part {
	switch {
	case r.Closed():
		return part.Words(v.words["evalPlanClosed"])
	case r.Removed:
		return badge("good", v.words["evalPlanGone"])
	case r.Standing != assess.Counted:
		return v.verdictBadge(r)
	case r.Outcome == assess.Unanalysed:
		return badge("unjudged", v.words["evalNotJudgeable"])
	case r.Outcome == assess.NeedsJudgement:
		return badge("unjudged", v.words["outcome-needs-judgement"])
	case r.Outcome == assess.UnevaluatedPlan:
		return badge("warn", v.silence())
	case r.Left():
		return part.Words(v.reasons(r.ProjectedReasons))
	case !v.Register.Criteria.Given && r.Outcome == assess.InTreatment:
		return badge("good", v.words["planJudgedEnough"])
	case !v.Register.Criteria.Given:
		return badge("good", v.words["evalJudgedGood"])
	}
	return badge("good", v.words["evalWithin"])
}

// sideEffects lists the risks that a plan raises and those that it brings in.
func (v evaluationPlansPresenter) sideEffects(path string, p *assess.Plan) part.Part {
	var pieces []part.Part
	for i := range p.Record.Worsens {
		id := p.Record.Worsens[i].Risk
		piece := join(" ", part.Words(v.words["evalRaises"]), v.shortRef(path, id))
		if slices.Contains(p.PushedOver, id) {
			piece = join(" ", piece, badge("bad", v.words["evalPushedMark"]))
		}
		pieces = append(pieces, piece)
	}
	for _, id := range p.Record.Introduces {
		piece := join(" ", part.Words(v.words["evalBringsIn"]), v.shortRef(path, id))
		if r := v.Assessment.Risk(id); r != nil {
			piece = join(" ", piece, v.verdictBadge(r))
		}
		pieces = append(pieces, piece)
	}
	if len(pieces) == 0 {
		return part.Words("–")
	}
	return list(pieces)
}

// verdict says whether a plan is enough, and where it leads back to.
func (v evaluationPlansPresenter) verdict(path string, p *assess.Plan) part.Part {
	var pieces []part.Part
	add := func(class string, badgeKey, why string) {
		pieces = append(pieces, join(" ", badge(class, v.words[badgeKey]), small(evaluationPresenter{v.desk}.leadBack(path, why))))
	}
	if len(p.Insufficient) > 0 {
		approval := v.Register.Criteria.Given
		for _, id := range p.Insufficient {
			approval = approval && v.Assessment.ApprovableThen(v.Assessment.Risk(id))
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
		return list(pieces)
	case p.Sufficiency == "":
		return part.Words("–")
	}
	return badge("good", v.words["evalEnough"])
}

// laterPlans names the plans that count from a later day on, with that day.
func (v evaluationPlansPresenter) laterPlans(path string) part.Part {
	var pieces []part.Part
	for _, p := range v.Assessment.Plans {
		if !p.LiveFrom.IsZero() {
			pieces = append(pieces, join(" ", v.shortRef(path, p.Record.ID), small(part.Words(v.say("planLiveFrom", "day", p.LiveFrom)))))
		}
	}
	return join(v.words["listSeparator"], pieces...)
}

// draftPlans names the plans that are not live yet.
func (v evaluationPlansPresenter) draftPlans(path string) part.Part {
	var ids []string
	for _, p := range v.Register.Treatments {
		if p.Status == "draft" {
			ids = append(ids, p.ID)
		}
	}
	return v.shortRefs(path, ids)
}

func (v evaluationPlansPresenter) balanceWords() string {
	b := v.Assessment.Balance
	if b.Prevention+b.Containment+b.Both == 0 {
		return v.words["evalBalanceNone"]
	}
	return v.say("evalBalanceWords", "prevention", b.Prevention, "containment", b.Containment, "both", b.Both)
}

// balanceTable counts the plans by aim for every asset that they touch.
func (v evaluationPlansPresenter) balanceTable(path string) part.Part {
	t := v.table("", v.words["evalBalanceTable"], column{"evalAsset", "title"}, column{"aim-prevention", "number"}, column{"aim-containment", "number"}, column{"aim-both", "number"}, column{"evalBalanceState", ""})
	for _, asset := range v.Register.Assets {
		b := v.Assessment.BalanceOf[asset.ID]
		if b.Prevention+b.Containment+b.Both == 0 {
			continue
		}
		t.row()
		t.head(v.ref(path, asset.ID))
		t.words(fmt.Sprint(b.Prevention))
		t.words(fmt.Sprint(b.Containment))
		t.words(fmt.Sprint(b.Both))
		switch {
		case b.Containment+b.Both == 0:
			t.cell(badge("warn", v.words["evalPreventionOnly"]))
		case b.Prevention+b.Both == 0:
			t.cell(badge("warn", v.words["evalContainmentOnly"]))
		default:
			t.cell(badge("good", v.words["evalBoth"]))
		}
	}
	return t.done()
}

func (v evaluationPlansPresenter) commonWords() string {
	efforts, saved := 0, 0
	for _, c := range v.Assessment.Common {
		if c.Saved > 0 {
			efforts++
			saved += c.Saved
		}
	}
	if efforts == 0 {
		return v.words["evalCommonNone"]
	}
	return v.say("evalCommonWords", "efforts", efforts, "saved", saved)
}

// commonTable lists the efforts that plans share, and what each saves.
func (v evaluationPlansPresenter) commonTable(path string) part.Part {
	t := v.table("", v.words["evalCommon"], column{"evalEffort", "title"}, column{"evalSharedBy", ""}, column{"evalActions", "number"}, column{"evalSaved", "number"})
	for _, c := range v.Assessment.Common {
		t.row()
		t.head(v.ref(path, c.Control.ID))
		t.cell(v.shortRefs(path, c.Plans))
		t.words(fmt.Sprint(c.Actions))
		t.words(fmt.Sprint(c.Saved))
	}
	return t.done()
}
