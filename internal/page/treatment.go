package page

import (
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var treatmentWords = Words{
	"planStanding":      {Ja: "計画の状況", En: "Where it stands"},
	"planTargets":       {Ja: "何を変えるか", En: "What it changes"},
	"planTarget":        {Ja: "この計画の目標", En: "Target of this plan"},
	"planProjected":     {Ja: "全計画の完了後", En: "Once all plans are done"},
	"planCriteriaHead":  {Ja: "基準との関係", En: "Against the criteria"},
	"planLeft":          {Ja: "基準を満たさない（{reasons}）", En: "Not within the criteria ({reasons})"},
	"planNothing":       {Ja: "目標なし", En: "No target"},
	"planFiguresOnly":   {Ja: "損失の見積りのみ", En: "loss figures only"},
	"planUnjudged":      {Ja: "足りるかどうかの判断なし", En: "Nobody has judged it"},
	"planUnknown":       {Ja: "評価できない", En: "Could not be judged"},
	"planNotLiveRow":    {Ja: "基準日に実行中でない", En: "Not live on the as-of date"},
	"planSideNow":       {Ja: "数えるか", En: "Does it count?"},
	"planSideLive":      {Ja: "実行中の計画として数える", En: "Yes: the plan is live"},
	"planSideDone":      {Ja: "リスクを再分析するまで数える", En: "Yes, until the risk is analysed again"},
	"planSideNot":       {Ja: "数えない", En: "No"},
	"planSilentNote":    {Ja: "完了すると何がどうなるかが示されていないリスクがあります。目標（[[target]]）に見込みを書きます。", En: "Nothing says what it brings for a risk: give under [[target]] what is expected."},
	"planSilentJudge":   {Ja: "足りるかどうかが判断されていないリスクがあります。この計画についての判断を記録します。", En: "Nobody has judged whether it is enough for a risk: record a judgement of the plan."},
	"planLaterNote":     {Ja: "この計画は{day}から数えます。基準日（{asOf}）にはまだ実行中でないため、予測、費用、件数のいずれにも含みません。", En: "This plan counts from {day} on. On the as-of date of {asOf} it is not live yet, and in no projection, cost or count."},
	"planJudgements":    {Ja: "計画の十分さの判断", En: "Judged to be enough?"},
	"planCancelledBy":   {Ja: "中止の決定", En: "Cancelled by"},
	"planEffectLater":   {Ja: "（基準日より後）", En: "(later than the as-of date)"},
	"planDecided":       {Ja: "{on}、{by}", En: "{on}, {by}"},
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
	"planFall":          {Ja: "年間期待損失額の減少", En: "Fall in the expected annual loss"},
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
	Status  part.Part   // badges
	Notes   []part.Note // what is amiss
	Targets part.Part
	Actions part.Part
	Side    part.Part
	New     part.Part
	Money   part.Part
	Years   part.Part // cost by fiscal year
	Caution string
}

// treatmentPresenter makes the page of one plan.
type treatmentPresenter struct{ *desk }

func treatmentPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "treatment.html", register.Every[*register.Treatment](v.Register), func(path string, r *register.Treatment) any {
		return treatmentPresenter{v}.treatmentView(path, v.Assessment.Plan(r.ID))
	})
}

func (v treatmentPresenter) treatmentView(path string, p *assess.Plan) treatmentView {
	r := p.Record
	page := treatmentView{recordView: v.record(path, r), Targets: v.targetTable(path, p), Actions: v.actionTable(path, p), Side: v.sideTable(path, r), Money: v.moneyFacts(p), Years: costsPresenter{v.desk}.planYears(r)}
	page.Status = join(" ", treatmentsPresenter{v.desk}.planStatus(r), treatmentsPresenter{v.desk}.progressWords(r.ID), treatmentsPresenter{v.desk}.deviation(r.ID), join(" ", treatmentsPresenter{v.desk}.sufficiency(p)...))
	page.Notes = v.planNotes(path, p)
	page.New = v.riskTable(path, r.Introduces)
	if p.TreatsExtreme {
		page.Caution = v.words["planCaution"]
	}
	f := v.facts()
	f.add("status", treatmentsPresenter{v.desk}.planStatus(r))
	f.words("option", v.words["option-"+r.Option])
	if r.With != "" {
		f.add("planWith", join(" ", part.Words(v.party(r.With)), small(part.Words(v.words["planSharedOwner"]))))
	}
	f.words("aim", v.words["aim-"+r.Aim])
	f.words("planStart", v.day(r.Start))
	f.add("due", join(" ", v.dueDay(r.Due, r.Status != "done" && r.Status != "cancelled"), treatmentsPresenter{v.desk}.deviation(r.ID)))
	f.words("planFinished", v.day(r.Finished))
	f.add("progress", treatmentsPresenter{v.desk}.progressWords(r.ID))
	f.add("planVerdict", treatmentsPresenter{v.desk}.planVerdict(p))
	if e := r.Effectiveness; e != nil {
		class := "good"
		if e.Result != "effective" {
			class = "warn"
		}
		later := part.Words("")
		if e.Reviewed.After(v.Assessment.AsOf) {
			class, later = "quiet", part.Words(v.words["planEffectLater"])
		}
		f.add("planEffect", join(" ", badge(class, v.words["effect-"+e.Result]), part.Words(v.day(e.Reviewed)), later, v.wording(e.Note)))
	}
	f.add("planCancelledBy", v.refList(path, riskPresenter{v.desk}.ending(r.ID, "cancellation")))
	f.add("planJudgements", v.planJudgements(path, p))
	f.add("planApproved", v.decisionLines(path, r.ID))
	f.add("planBuilds", v.refList(path, r.Controls))
	f.add("planDepends", v.refList(path, r.DependsOn))
	f.add("planContinuity", v.wording(r.Continuity))
	f.add("planFeasibility", v.wording(r.Feasibility))
	f.add("planSpread", v.wording(r.Spread))
	page.Facts = f.done()
	return page
}

// planNotes says in sentences what is amiss with a plan.
func (v treatmentPresenter) planNotes(path string, p *assess.Plan) []part.Note {
	var notes []part.Note
	note := func(tone, key string, ids []string) {
		notes = append(notes, part.Note{Tone: tone, Part: join(" ", part.Words(v.words[key]), join(v.words["listSeparator"], v.refs(path, ids)...))})
	}
	if !p.LiveFrom.IsZero() {
		notes = append(notes, part.Note{Part: part.Words(v.say("planLaterNote", "day", v.day(p.LiveFrom), "asOf", v.day(v.Assessment.AsOf)))})
	}
	silent := "planSilentNote"
	if !v.Register.Criteria.Given {
		silent = "planSilentJudge"
	}
	for _, x := range []struct {
		ids  []string
		tone string
		key  string
	}{
		{p.Insufficient, "bad", "planBack"}, {p.Silent, "warn", silent}, {p.PushedOver, "bad", "planPushesNote"}, {p.Unevaluated, "warn", "planUnknownNote"}, {p.NotReanalysed, "warn", "planReanalyseNote"},
	} {
		if len(x.ids) > 0 {
			note(x.tone, x.key, x.ids)
		}
	}
	if p.EffectivenessUnreviewed {
		note("warn", "planReviewNote", nil)
	}
	return notes
}

// targetTable shows for each risk of a plan: now, the target, and what all live plans together make of it.
func (v treatmentPresenter) targetTable(path string, p *assess.Plan) part.Part {
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
		t.cell(v.againstCriteria(p, r))
	}
	return t.done()
}

// againstCriteria says for one risk of a plan whether what is expected is within the criteria; without criteria, what was judged of the plan.
func (v treatmentPresenter) againstCriteria(p *assess.Plan, r *assess.Risk) part.Part {
	switch {
	case r.Standing != assess.Counted:
		return v.verdictBadge(r)
	case r.Closed():
		return part.Words("–")
	case !p.Live:
		return part.Words(v.words["planNotLiveRow"])
	case !r.Outcome.Judged():
		return badge("unjudged", v.words["planUnknown"])
	case !v.Register.Criteria.Given && !r.Removed:
		return v.judgedEnough(v.Assessment.JudgementOf(p.Record, r))
	case r.Outcome == assess.UnevaluatedPlan:
		return badge("warn", v.silence())
	case len(r.ProjectedReasons) > 0:
		return badge("bad", v.say("planLeft", "reasons", v.reasons(r.ProjectedReasons)))
	}
	return badge("good", v.words["planEnough"])
}

// judgedEnough says what a judgement in force says of a plan; nil: nobody has judged it.
func (v treatmentPresenter) judgedEnough(u *assess.Judgement) part.Part {
	switch {
	case u == nil:
		return v.state("warn", "planUnjudged")
	case u.Decision.Verdict == "accept":
		return v.state("good", "planJudgedEnough")
	}
	return v.state("bad", "planJudgedShort")
}

// planJudgements names the judgements that say whether a plan is enough for its risks; nothing where the criteria decide.
func (v treatmentPresenter) planJudgements(path string, p *assess.Plan) part.Part {
	if v.Register.Criteria.Given || !p.Live {
		return nil
	}
	var pieces []part.Part
	for _, id := range p.Record.Risks {
		r := v.Assessment.Risk(id)
		if r == nil || r.Standing != assess.Counted || r.Closed() {
			continue
		}
		u := v.Assessment.JudgementOf(p.Record, r)
		piece := join(" ", v.shortRef(path, id), v.judgedEnough(u))
		if u != nil {
			piece = join(" ", piece, v.ref(path, u.Decision.ID), part.Words(v.day(u.Decision.On)))
		}
		pieces = append(pieces, piece)
	}
	return list(pieces)
}

// decisionLines names the decisions about a record, with their kind, day and decider, or why they decide nothing yet.
func (v treatmentPresenter) decisionLines(path, id string) part.Part {
	var pieces []part.Part
	for _, at := range v.from("decisions", id) {
		d, ok := v.Register.Find(at).(*register.Decision)
		if !ok {
			continue
		}
		line := join(" ", v.ref(path, at), v.state("quiet", "decision-"+d.Form))
		if !d.On.IsZero() {
			line = join(" ", line, part.Words(v.say("planDecided", "on", v.day(d.On), "by", v.party(d.By))))
		}
		pieces = append(pieces, join(" ", line, decisionsPresenter{v.desk}.undecided(d)))
	}
	return list(pieces)
}

// targetBadge shows the level that a plan sets itself for a risk; what the target leaves out is as now.
func (v treatmentPresenter) targetBadge(p *register.Treatment, r *assess.Risk) part.Part {
	for i := range p.Targets {
		target := &p.Targets[i]
		if target.Risk != r.Record.ID {
			continue
		}
		place := v.Register.Criteria.Likelihood(&target.Rating) != nil || target.HighestImpact() != nil
		switch level := v.Register.Criteria.LevelIndex(target.Level); {
		case target.Removed:
			return v.state("good", "removed")
		case place:
			return v.ratedBadge(&target.Rating, r.Now)
		case level >= 0:
			return v.ratingBadge(assess.Rating{Level: level})
		}
		return part.Words(v.words["planFiguresOnly"])
	}
	return part.Empty(v.words["planNothing"])
}

func (v treatmentPresenter) actionTable(path string, p *assess.Plan) part.Part {
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
		var common part.Part
		if a.Common != "" {
			common = v.ref(path, a.Common)
		}
		t.cell(common)
	}
	return t.done()
}

func (v treatmentPresenter) sideTable(path string, p *register.Treatment) part.Part {
	t := v.table("", v.words["planSide"], column{"planSideRisk", "title"}, column{"now", "nowrap"}, column{"planSideThen", "nowrap"}, column{"planProjected", "nowrap"}, column{"planSideNow", ""}, column{"planSideWhy", "words"})
	for i := range p.Worsens {
		w := &p.Worsens[i]
		r := v.Assessment.Risk(w.Risk)
		if r == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, w.Risk))
		t.cell(v.ratingBadge(r.Now))
		t.cell(v.ratedBadge(&w.Rating, r.Now))
		t.cell(v.projectedBadge(r))
		t.cell(v.sideCounts(p, r))
		t.cell(v.short(w.Why))
	}
	return t.done()
}

// sideCounts says whether a side effect of a plan counts in the projection of a risk.
func (v treatmentPresenter) sideCounts(p *register.Treatment, r *assess.Risk) part.Part {
	switch {
	case !slices.ContainsFunc(r.Effects, func(e assess.Effecting) bool { return e.Plan == p }):
		return part.Words(v.words["planSideNot"])
	case v.Assessment.Live(p):
		return part.Words(v.words["planSideLive"])
	}
	return v.state("warn", "planSideDone")
}

// moneyFacts sets the cost of a plan beside what it saves; the ratio is left out where a risk is extreme, since it must not decide there.
func (v treatmentPresenter) moneyFacts(p *assess.Plan) part.Part {
	f := v.facts()
	if c := p.Record.Cost; c != nil {
		f.words("planInitial", v.money(float64(c.Initial)))
		f.words("planAnnual", v.money(float64(c.Annual)))
		f.named(v.say("planPerYear", "years", assess.DepreciationYears), part.Words(v.money(p.AnnualCost)))
	}
	if p.Benefit != nil {
		f.words("planFall", v.sum(*p.Benefit))
		if p.AnnualCost > 0 && !p.TreatsExtreme {
			f.words("planRatio", v.say("planTimes", "x", ratio(*p.Benefit/p.AnnualCost)))
		}
	}
	return f.done()
}
