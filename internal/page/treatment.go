package page

import (
	"html/template"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/register"
)

var treatmentWords = Words{
	"planStanding":      {Ja: "計画の状況", En: "Where it stands"},
	"planTargets":       {Ja: "何を変えるか", En: "What it changes"},
	"planTarget":        {Ja: "この計画の目標", En: "Target of this plan"},
	"planProjected":     {Ja: "全計画の完了後", En: "Once all plans are done"},
	"planCriteriaHead":  {Ja: "基準との関係", En: "Against the criteria"},
	"planLeft":          {Ja: "基準を満たさない（{reasons}）", En: "Not within the criteria ({reasons})"},
	"planActions":       {Ja: "作業", En: "Actions"},
	"planAction":        {Ja: "作業", En: "Action"},
	"planNoActions":     {Ja: "作業が書かれていません。", En: "No actions are written down."},
	"planDone":          {Ja: "完了 {day}", En: "Done {day}"},
	"planOpen":          {Ja: "未完了", En: "Open"},
	"planStopped":       {Ja: "中止", En: "Cancelled"},
	"planCommon":        {Ja: "共通の取組", En: "Common effort"},
	"planSide":          {Ja: "副作用", En: "Side effects"},
	"planSideRisk":      {Ja: "高まるリスク", En: "Risk raised"},
	"planSideThen":      {Ja: "副作用による値", En: "Raised to"},
	"planSideWhy":       {Ja: "理由", En: "Why"},
	"planIntroduces":    {Ja: "新たに生じるリスク", En: "Risks that it brings in"},
	"planMoney":         {Ja: "費用と効果", En: "Cost and benefit"},
	"planInitial":       {Ja: "初期費用", En: "Initial cost"},
	"planAnnual":        {Ja: "年間費用", En: "Annual cost"},
	"planPerYear":       {Ja: "年当たりの費用（初期費用を{years}年で按分）", En: "Cost a year (initial cost spread over {years} years)"},
	"planFall":          {Ja: "年間期待損失の減少", En: "Fall in the expected annual loss"},
	"planRatio":         {Ja: "費用に対する効果", En: "Benefit over cost"},
	"planTimes":         {Ja: "{x}倍", En: "{x} to 1"},
	"planCaution":       {Ja: "影響が最大で起こりやすさが最小のリスクを含むため、費用対効果だけでは判断せず、事業継続の観点から決めます。", En: "It treats a risk of the gravest impact and the least likelihood: continuity decides, and cost against benefit does not."},
	"planContinuity":    {Ja: "事業継続の措置", En: "Continuity measure"},
	"planFeasibility":   {Ja: "実現性", En: "Feasibility"},
	"planSpread":        {Ja: "完了までの損害の拡大", En: "Spread of damage meanwhile"},
	"planEffect":        {Ja: "有効性の確認", En: "Effectiveness"},
	"planStart":         {Ja: "開始", En: "Start"},
	"planFinished":      {Ja: "完了日", En: "Finished"},
	"planWith":          {Ja: "共有の相手", En: "Shared with"},
	"planBuilds":        {Ja: "整備する管理策", En: "Controls that it builds"},
	"planDepends":       {Ja: "前提とする計画", En: "Depends on"},
	"planApproved":      {Ja: "計画に関する意思決定", En: "Decisions about it"},
	"planBack":          {Ja: "完了しても基準を満たさないリスクがあります。対応策の選択（5.1）に戻って見直す必要があります。", En: "Even when it is done, a risk stays beyond the criteria: go back to step 5.1."},
	"planPushesNote":    {Ja: "副作用により、いま受容できるリスクが基準を満たさなくなります。", En: "Its side effects push a risk that is acceptable today over the criteria."},
	"planUnknownNote":   {Ja: "新たに生じるリスクが分析されていません。", En: "A risk that it brings in is not analysed."},
	"planReanalyseNote": {Ja: "計画は完了しましたが、完了後に再分析されていないリスクがあります。", En: "The plan is done, but a risk has not been analysed since."},
	"planReviewNote":    {Ja: "計画は完了しましたが、有効性が確認されていません。", En: "The plan is done, but its effectiveness has not been reviewed."},
	"planSharedOwner":   {Ja: "共有しても、リスクの責任は責任者に残ります。", En: "Sharing a risk does not share the responsibility: it stays with the owner."},
}

// treatmentView is the page of one plan.
type treatmentView struct {
	recordView
	Status  template.HTML // badges
	Notes   template.HTML // what is amiss
	Targets template.HTML
	Actions template.HTML
	Side    template.HTML
	New     template.HTML
	Money   template.HTML
	Years   template.HTML // cost by fiscal year
	Caution string
}

func treatmentPages(v *view) iter.Seq[Page] {
	return recordPages(v, "treatment.html", register.Every[*register.Treatment](v.Register), func(path string, r *register.Treatment) any { return v.treatmentView(path, v.Assessment.Plan(r.ID)) })
}

func (v *view) treatmentView(path string, p *assess.Plan) treatmentView {
	r := p.Record
	page := treatmentView{recordView: v.record(path, r), Targets: v.targetTable(path, p), Actions: v.actionTable(path, p), Side: v.sideTable(path, r), Money: v.moneyFacts(p), Years: v.planYears(r)}
	page.Status = join(" ", v.planStatus(r.Status), v.progressWords(r.ID), v.deviation(r.ID))
	page.Notes = v.planNotes(path, p)
	page.New = v.riskTable(path, r.Introduces)
	if p.TreatsExtreme {
		page.Caution = v.words["planCaution"]
	}
	f := v.facts()
	f.add("status", v.planStatus(r.Status))
	f.words("option", v.words["option-"+r.Option])
	if r.With != "" {
		f.add("planWith", join(" ", escaped(v.party(r.With)), `<small>`+escaped(v.words["planSharedOwner"])+`</small>`))
	}
	f.words("aim", v.words["aim-"+r.Aim])
	f.words("planStart", v.day(r.Start))
	f.add("due", join(" ", v.dueDay(r.Due, r.Status != "done" && r.Status != "cancelled"), v.deviation(r.ID)))
	f.words("planFinished", v.day(r.Finished))
	f.add("progress", v.progressWords(r.ID))
	f.add("planVerdict", v.planVerdict(p))
	if e := r.Effectiveness; e != nil {
		class := tag("good")
		if e.Result != "effective" {
			class = "warn"
		}
		f.add("planEffect", join(" ", badge(class, v.words["effect-"+e.Result]), escaped(v.day(e.Reviewed)), v.wording(e.Note)))
	}
	f.add("planApproved", v.refList(path, v.from("decisions", r.ID)))
	f.add("planBuilds", v.refList(path, r.Controls))
	f.add("planDepends", v.refList(path, r.DependsOn))
	f.add("planContinuity", v.wording(r.Continuity))
	f.add("planFeasibility", v.wording(r.Feasibility))
	f.add("planSpread", v.wording(r.Spread))
	page.Facts = f.done()
	return page
}

// planNotes says in sentences what is amiss with a plan.
func (v *view) planNotes(path string, p *assess.Plan) template.HTML {
	var m markup
	note := func(class tag, key string, ids []string) {
		m.raw(`<p class="note `)
		m.raw(class)
		m.raw(`">`)
		m.text(v.words[key])
		if len(ids) > 0 {
			m.raw(" ")
			m.html(join(v.words["listSeparator"], v.refs(path, ids)...))
		}
		m.raw("</p>\n")
	}
	for _, x := range []struct {
		ids   []string
		class tag
		key   string
	}{
		{p.Insufficient, "note-bad", "planBack"}, {p.PushedOver, "note-bad", "planPushesNote"}, {p.Unevaluated, "note-warn", "planUnknownNote"}, {p.NotReanalysed, "note-warn", "planReanalyseNote"},
	} {
		if len(x.ids) > 0 {
			note(x.class, x.key, x.ids)
		}
	}
	if p.EffectivenessUnreviewed {
		note("note-warn", "planReviewNote", nil)
	}
	return m.done()
}

// targetTable shows for each risk of a plan: now, the target, and what all live plans together make of it.
func (v *view) targetTable(path string, p *assess.Plan) template.HTML {
	t := v.table("", v.words["planTargets"], column{"risksNamedHead", "title"}, column{"now", "nowrap"}, column{"planTarget", "nowrap"}, column{"planProjected", "nowrap"}, column{"planCriteriaHead", ""})
	for _, id := range p.Record.Risks {
		r := v.Assessment.Risk(id)
		if r == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, id))
		t.cell(v.ratingBadge(r.Now))
		t.cell(v.targetBadge(p.Record, r))
		t.cell(v.projectedBadge(r))
		switch {
		case r.Closed(), r.Projected.Level < 0 && !r.Removed:
			t.cell("–")
		case len(r.ProjectedReasons) > 0:
			t.cell(badge("bad", v.say("planLeft", "reasons", v.reasons(r.ProjectedReasons))))
		case v.Register.Criteria.Given:
			t.cell(badge("good", v.words["planEnough"]))
		default:
			t.cell("–")
		}
	}
	return t.done()
}

// targetBadge shows the level that a plan sets itself for a risk; what the target leaves out is as now.
func (v *view) targetBadge(p *register.Treatment, r *assess.Risk) template.HTML {
	for i := range p.Targets {
		target := &p.Targets[i]
		if target.Risk != r.Record.ID {
			continue
		}
		if target.Removed {
			return v.state("good", "removed")
		}
		return v.ratingBadge(v.ratingAt(target.Likelihood, target.HighestImpact(), r.Now))
	}
	return "–"
}

// ratingAt looks up the level of a likelihood and an impact; what is not given is as in otherwise.
func (v *view) ratingAt(likelihood, impact *int, otherwise assess.Rating) assess.Rating {
	if likelihood == nil {
		likelihood = otherwise.Likelihood
	}
	if impact == nil {
		impact = otherwise.Impact
	}
	rating := assess.Rating{Likelihood: likelihood, Impact: impact, Level: -1}
	if likelihood != nil && impact != nil {
		rating.Level = v.Register.Criteria.Cell(*likelihood, *impact)
	}
	return rating
}

func (v *view) actionTable(path string, p *assess.Plan) template.HTML {
	t := v.table("", v.words["planActions"], column{"planAction", "title"}, column{"owner", "name"}, column{"due", "nowrap"}, column{"state", ""}, column{"planCommon", "refs"})
	for i := range p.Record.Actions {
		a := &p.Record.Actions[i]
		t.row()
		t.head(v.short(a.Title))
		t.words(v.party(a.Owner))
		t.words(a.Due.String())
		switch {
		case !a.Done.IsZero() && !a.Done.After(v.Assessment.AsOf):
			t.cell(badge("good", v.say("planDone", "day", a.Done.String())))
		case slices.Contains(p.OverdueOpen, i):
			t.cell(badge("bad", v.words["overdue"]))
		case p.Record.Status == "cancelled":
			t.cell(badge("quiet", v.words["planStopped"]))
		default:
			t.cell(badge("quiet", v.words["planOpen"]))
		}
		common := template.HTML("")
		if a.Common != "" {
			common = v.ref(path, a.Common)
		}
		t.cell(common)
	}
	return t.done()
}

func (v *view) sideTable(path string, p *register.Treatment) template.HTML {
	t := v.table("", v.words["planSide"], column{"planSideRisk", "title"}, column{"now", "nowrap"}, column{"planSideThen", "nowrap"}, column{"planProjected", "nowrap"}, column{"planSideWhy", "words"})
	for i := range p.Worsens {
		w := &p.Worsens[i]
		r := v.Assessment.Risk(w.Risk)
		if r == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, w.Risk))
		t.cell(v.ratingBadge(r.Now))
		t.cell(v.ratingBadge(v.ratingAt(w.Likelihood, w.HighestImpact(), r.Now)))
		t.cell(v.projectedBadge(r))
		t.cell(v.short(w.Why))
	}
	return t.done()
}

// moneyFacts sets the cost of a plan beside what it saves; the ratio is left out where a risk is extreme, since it must not decide there.
func (v *view) moneyFacts(p *assess.Plan) template.HTML {
	f := v.facts()
	if c := p.Record.Cost; c != nil {
		f.words("planInitial", v.money(float64(c.Initial)))
		f.words("planAnnual", v.money(float64(c.Annual)))
		f.named(v.say("planPerYear", "years", assess.DepreciationYears), escaped(v.money(p.AnnualCost)))
	}
	if p.Benefit != nil {
		f.words("planFall", v.sum(*p.Benefit))
		if p.AnnualCost > 0 && !p.TreatsExtreme {
			f.words("planRatio", v.say("planTimes", "x", ratio(*p.Benefit/p.AnnualCost)))
		}
	}
	return f.done()
}
