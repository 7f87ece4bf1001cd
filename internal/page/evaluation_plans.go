package page

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
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

// planVerdicts lists every live plan with what is left of its risks, its side effects and the verdict. A plan is a group of rows, one for each of its risks.
func (v *view) planVerdicts(path string) template.HTML {
	var m markup
	for _, p := range v.Assessment.Plans {
		if p.Live {
			v.planRows(&m, path, p)
		}
	}
	rows := m.done()
	if rows == "" {
		return ""
	}
	var t markup
	t.raw(`<div class="scroll" role="region" tabindex="0" aria-labelledby="by-plan"><table class="wide grouped"><thead><tr>`)
	for _, key := range []string{"evalPlan", "evalRisk", "evalNow", "evalThen", "evalLeftOver", "evalSide", "evalVerdict"} {
		t.raw(`<th scope="col">`)
		t.text(v.words[key])
		t.raw("</th>")
	}
	t.raw("</tr></thead>\n")
	t.html(rows)
	t.raw("</table></div>\n")
	return t.done()
}

func (v *view) planRows(m *markup, path string, p *assess.Plan) {
	risks := slices.Compact(slices.Sorted(slices.Values(p.Record.Risks)))
	span := ""
	if len(risks) > 1 {
		span = strconv.Itoa(len(risks))
	}
	cell := func(open tag, content template.HTML) {
		m.raw(open)
		if span != "" {
			m.attr("rowspan", span)
		}
		m.raw(">")
		m.html(content)
	}
	m.raw("<tbody><tr>")
	head := join(" ", v.ref(path, p.Record.ID), "<br><small>"+escaped(v.words["aim-"+p.Record.Aim]+v.words["contextSeparator"]+v.words["status-"+p.Record.Status])+"</small>")
	if span != "" {
		cell(`<th class="title" scope="rowgroup"`, head)
	} else {
		cell(`<th class="title" scope="row"`, head)
	}
	m.raw("</th>")
	v.planRisk(m, path, first(risks))
	cell("<td", v.sideEffects(path, p))
	m.raw("</td>")
	cell("<td", v.verdict(path, p))
	m.raw("</td></tr>\n")
	for i := 1; i < len(risks); i++ {
		m.raw("<tr>")
		v.planRisk(m, path, risks[i])
		m.raw("</tr>\n")
	}
	m.raw("</tbody>\n")
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// planRisk writes the cells of one risk of a plan.
func (v *view) planRisk(m *markup, path, id string) {
	r := v.Assessment.Risk(id)
	if r == nil {
		m.raw("<td>–</td><td>–</td><td>–</td><td>–</td>")
		return
	}
	m.raw(`<td class="title">`)
	m.html(v.ref(path, id))
	m.raw(`</td><td class="nowrap">`)
	m.html(v.ratingBadge(r.Now))
	m.raw(`</td><td class="nowrap">`)
	m.html(v.projectedBadge(r))
	m.raw("</td><td>")
	switch {
	case r.Closed():
		m.text(v.words["evalPlanClosed"])
	case r.Removed:
		m.html(badge("good", v.words["evalPlanGone"]))
	case r.Standing != assess.Counted:
		m.html(v.verdictBadge(r))
	case r.Outcome == assess.Unanalysed:
		m.html(badge("unjudged", v.words["evalNotJudgeable"]))
	case r.Outcome == assess.NeedsJudgement:
		m.html(badge("unjudged", v.words["outcome-needs-judgement"]))
	case r.Outcome == assess.UnevaluatedPlan:
		m.html(badge("warn", v.silence()))
	case r.Left():
		m.text(v.reasons(r.ProjectedReasons))
	case !v.Register.Criteria.Given && r.Outcome == assess.InTreatment:
		m.html(badge("good", v.words["planJudgedEnough"]))
	case !v.Register.Criteria.Given:
		m.html(badge("good", v.words["evalJudgedGood"]))
	default:
		m.html(badge("good", v.words["evalWithin"]))
	}
	m.raw("</td>")
}

// sideEffects lists the risks that a plan raises and those that it brings in.
func (v *view) sideEffects(path string, p *assess.Plan) template.HTML {
	var pieces []template.HTML
	for i := range p.Record.Worsens {
		id := p.Record.Worsens[i].Risk
		piece := join(" ", escaped(v.words["evalRaises"]), v.shortRef(path, id))
		if slices.Contains(p.PushedOver, id) {
			piece = join(" ", piece, badge("bad", v.words["evalPushedMark"]))
		}
		pieces = append(pieces, piece)
	}
	for _, id := range p.Record.Introduces {
		piece := join(" ", escaped(v.words["evalBringsIn"]), v.shortRef(path, id))
		if r := v.Assessment.Risk(id); r != nil {
			piece = join(" ", piece, v.verdictBadge(r))
		}
		pieces = append(pieces, piece)
	}
	if len(pieces) == 0 {
		return "–"
	}
	return list(pieces)
}

// verdict says whether a plan is enough, and where it leads back to.
func (v *view) verdict(path string, p *assess.Plan) template.HTML {
	var pieces []template.HTML
	add := func(class tag, badgeKey, why string) {
		pieces = append(pieces, join(" ", badge(class, v.words[badgeKey]), "<small>"+v.leadBack(path, why)+"</small>"))
	}
	if len(p.Insufficient) > 0 {
		approval := v.Register.Criteria.Given
		for _, id := range p.Insufficient {
			approval = approval && v.byApproval(v.Assessment.Risk(id))
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
		return "–"
	}
	return badge("good", v.words["evalEnough"])
}

// laterPlans names the plans that count from a later day on, with that day.
func (v *view) laterPlans(path string) template.HTML {
	var pieces []template.HTML
	for _, p := range v.Assessment.Plans {
		if !p.LiveFrom.IsZero() {
			pieces = append(pieces, join(" ", v.shortRef(path, p.Record.ID), "<small>"+escaped(v.say("planLiveFrom", "day", p.LiveFrom))+"</small>"))
		}
	}
	return join(v.words["listSeparator"], pieces...)
}

// draftPlans names the plans that are not live yet.
func (v *view) draftPlans(path string) template.HTML {
	var ids []string
	for _, p := range v.Register.Treatments {
		if p.Status == "draft" {
			ids = append(ids, p.ID)
		}
	}
	return v.shortRefs(path, ids)
}

func (v *view) balanceWords() string {
	b := v.Assessment.Balance
	if b.Prevention+b.Containment+b.Both == 0 {
		return v.words["evalBalanceNone"]
	}
	return v.say("evalBalanceWords", "prevention", b.Prevention, "containment", b.Containment, "both", b.Both)
}

// balanceTable counts the plans by aim for every asset that they touch.
func (v *view) balanceTable(path string) template.HTML {
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

func (v *view) commonWords() string {
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
func (v *view) commonTable(path string) template.HTML {
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
