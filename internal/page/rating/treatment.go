package rating

import (
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// TreatmentWords are the words of this file's pages and parts, by key.
var TreatmentWords = desk.Words{
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
	"planSilentNote":    {Ja: "完了すると何がどうなるかが示されていないリスクがあります。計画の目標に見込みを書きます。", En: "Nothing says what it brings for a risk: its targets should say what is expected."},
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

// TreatmentPages makes a page for each treatment.
func TreatmentPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "treatment.html", register.Every[*register.Treatment](v.Register), func(path string, r *register.Treatment) any {
		return treatmentView(v, path, v.Assessment.Plan(r.ID))
	})
}

func treatmentView(v *desk.Desk, path string, p *assess.Plan) view.Treatment {
	r := p.Record
	page := view.Treatment{RecordPage: v.Record(path, r), Targets: TargetTable(v, path, p), Actions: ActionTable(v, path, p), Side: sideTable(v, path, r), Money: moneyFacts(v, p), Years: planYears(v, r)}
	page.Status = desk.Join(" ", PlanStatus(v, r), ProgressWords(v, r.ID), Deviation(v, r.ID), desk.Join(" ", sufficiency(v, p)...))
	page.Notes = planNotes(v, path, p)
	page.New = v.RiskTable(path, r.Introduces)
	if p.TreatsExtreme {
		page.Caution = v.Words["planCaution"]
	}
	f := v.Facts()
	f.Add("status", PlanStatus(v, r))
	f.Words("option", v.Words["option-"+r.Option])
	if r.With != "" {
		f.Add("planWith", desk.Join(" ", part.Words(v.Party(r.With)), desk.Small(part.Words(v.Words["planSharedOwner"]))))
	}
	f.Words("aim", v.Words["aim-"+r.Aim])
	f.Add("planStart", v.Iso(r.Start))
	f.Add("due", desk.Join(" ", v.DueDay(r.Due, r.Status != "done" && r.Status != "cancelled"), Deviation(v, r.ID)))
	f.Add("planFinished", v.Iso(r.Finished))
	f.Add("progress", ProgressWords(v, r.ID))
	f.Add("planVerdict", PlanVerdict(v, p))
	if e := r.Effectiveness; e != nil {
		class := "good"
		if e.Result != "effective" {
			class = "warn"
		}
		later := part.Words("")
		if e.Reviewed.After(v.Assessment.AsOf) {
			class, later = "quiet", part.Words(v.Words["planEffectLater"])
		}
		f.Add("planEffect", desk.Join(" ", desk.Badge(class, v.Words["effect-"+e.Result]), v.Iso(e.Reviewed), later, v.Said(path, e.Note)))
	}
	f.Add("planCancelledBy", v.RefList(path, ending(v, r.ID, "cancellation")))
	f.Add("planJudgements", planJudgements(v, path, p))
	f.Add("planApproved", DecisionLines(v, path, r.ID))
	f.Add("planBuilds", v.RefList(path, r.Controls))
	f.Add("planDepends", v.RefList(path, r.DependsOn))
	if r.Effort > 0 {
		f.Words("ownEffort", desk.Group(int64(r.Effort)))
	}
	f.Add("planContinuity", v.Said(path, r.Continuity))
	f.Add("planFeasibility", v.Said(path, r.Feasibility))
	f.Add("planSpread", v.Said(path, r.Spread))
	page.Facts = f.Done()
	return page
}

// planNotes says in sentences what is amiss with a plan.
func planNotes(v *desk.Desk, path string, p *assess.Plan) []part.Note {
	var notes []part.Note
	note := func(tone, key string, ids []string) {
		notes = append(notes, part.Note{Tone: tone, Part: desk.Join(" ", part.Words(v.Words[key]), desk.Join(v.Words["listSeparator"], v.Refs(path, ids)...))})
	}
	if !p.LiveFrom.IsZero() {
		notes = append(notes, part.Note{Part: part.Words(v.Say("planLaterNote", "day", v.Day(p.LiveFrom), "asOf", v.Day(v.Assessment.AsOf)))})
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

// TargetTable shows for each risk of a plan: now, the target, and what all live plans together make of it.
func TargetTable(v *desk.Desk, path string, p *assess.Plan) part.Part {
	t := v.Table("", v.Words["planTargets"], desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "now", Class: "nowrap"}, desk.Column{Key: "planTarget", Class: "nowrap"}, desk.Column{Key: "planProjected", Class: "nowrap"}, desk.Column{Key: "planCriteriaHead"})
	for _, id := range p.Record.Risks {
		r := v.Assessment.Risk(id)
		if r == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, id))
		t.Cell(v.RatingBadge(r.Now))
		t.Cell(targetBadge(v, p.Record, r))
		t.Cell(v.ProjectedBadge(r))
		t.Cell(againstCriteria(v, p, r))
	}
	return t.Done()
}

// againstCriteria says for one risk of a plan whether what is expected is within the criteria; without criteria, what was judged of the plan.
func againstCriteria(v *desk.Desk, p *assess.Plan, r *assess.Risk) part.Part {
	switch {
	case r.Standing != assess.Counted:
		return v.VerdictBadge(r)
	case r.Closed():
		return part.Words("–")
	case !p.Live:
		return part.Words(v.Words["planNotLiveRow"])
	case !r.Outcome.Judged():
		return desk.Badge("unjudged", v.Words["planUnknown"])
	case !v.Register.Criteria.Given && !r.Removed:
		return judgedEnough(v, assess.JudgementOf(v.Assessment, p.Record, r))
	case r.Outcome == assess.UnevaluatedPlan:
		return desk.Badge("warn", v.Silence())
	case len(r.ProjectedReasons) > 0:
		return desk.Badge("bad", v.Say("planLeft", "reasons", v.Reasons(r.ProjectedReasons)))
	}
	return desk.Badge("good", v.Words["planEnough"])
}

// judgedEnough says what a judgement in force says of a plan; nil: nobody has judged it.
func judgedEnough(v *desk.Desk, u *assess.Judgement) part.Part {
	switch {
	case u == nil:
		return v.State("warn", "planUnjudged")
	case u.Decision.Verdict == "accept":
		return v.State("good", "planJudgedEnough")
	}
	return v.State("bad", "planJudgedShort")
}

// planJudgements names the judgements that say whether a plan is enough for its risks; nothing where the criteria decide.
func planJudgements(v *desk.Desk, path string, p *assess.Plan) part.Part {
	if v.Register.Criteria.Given || !p.Live {
		return nil
	}
	var pieces []part.Part
	for _, id := range p.Record.Risks {
		r := v.Assessment.Risk(id)
		if r == nil || r.Standing != assess.Counted || r.Closed() {
			continue
		}
		u := assess.JudgementOf(v.Assessment, p.Record, r)
		piece := desk.Join(" ", v.ShortRef(path, id), judgedEnough(v, u))
		if u != nil {
			piece = desk.Join(" ", piece, v.Ref(path, u.Decision.ID), v.Iso(u.Decision.On))
		}
		pieces = append(pieces, piece)
	}
	return desk.List(pieces)
}

// DecisionLines names the decisions about a record, with their kind, day and decider, or why they decide nothing yet.
func DecisionLines(v *desk.Desk, path, id string) part.Part {
	var pieces []part.Part
	for _, at := range v.From("decisions", id) {
		d, ok := v.Register.Find(at).(*register.Decision)
		if !ok {
			continue
		}
		line := desk.Join(" ", v.Ref(path, at), v.State("quiet", "decision-"+d.Form))
		if !d.On.IsZero() {
			line = desk.Join(" ", line, part.Words(v.Say("planDecided", "on", d.On, "by", v.Party(d.By))))
		}
		pieces = append(pieces, desk.Join(" ", line, undecided(v, d)))
	}
	return desk.List(pieces)
}

// targetBadge shows the level that a plan sets itself for a risk; what the target leaves out is as now.
func targetBadge(v *desk.Desk, p *register.Treatment, r *assess.Risk) part.Part {
	for i := range p.Targets {
		target := &p.Targets[i]
		if target.Risk != r.Record.ID {
			continue
		}
		place := v.Register.Criteria.Likelihood(&target.Rating) != nil || target.HighestImpact() != nil
		switch level := v.Register.Criteria.LevelIndex(target.Level); {
		case target.Removed:
			return v.State("good", "removed")
		case place:
			return v.RatedBadge(&target.Rating, r.Now)
		case level >= 0:
			return v.RatingBadge(assess.Rating{Level: level})
		}
		return part.Words(v.Words["planFiguresOnly"])
	}
	return part.Empty(v.Words["planNothing"])
}

// ActionTable lists the actions of a plan.
func ActionTable(v *desk.Desk, path string, p *assess.Plan) part.Part {
	t := v.Table("", v.Words["planActions"], desk.Column{Key: "planAction", Class: "title"}, desk.Column{Key: "owner", Class: "name"}, desk.Column{Key: "due", Class: "nowrap"}, desk.Column{Key: "state"}, desk.Column{Key: "planCommon", Class: "refs"})
	for i := range p.Record.Actions {
		a := &p.Record.Actions[i]
		t.Row()
		t.Head(v.Short(a.Title))
		t.Words(v.Party(a.Owner))
		t.Words(a.Due.String())
		switch {
		case !a.Done.IsZero() && !a.Done.After(v.Assessment.AsOf):
			t.Cell(desk.Badge("good", v.Say("planDone", "day", a.Done.String())))
		case slices.Contains(p.OverdueOpen, i):
			t.Cell(desk.Badge("bad", v.Words["overdue"]))
		case p.Record.Status == "cancelled":
			t.Cell(desk.Badge("quiet", v.Words["planStopped"]))
		default:
			t.Cell(desk.Badge("quiet", v.Words["planOpen"]))
		}
		var common part.Part
		if a.Common != "" {
			common = v.Ref(path, a.Common)
		}
		t.Cell(common)
	}
	return t.Done()
}

func sideTable(v *desk.Desk, path string, p *register.Treatment) part.Part {
	t := v.Table("", v.Words["planSide"], desk.Column{Key: "planSideRisk", Class: "title"}, desk.Column{Key: "now", Class: "nowrap"}, desk.Column{Key: "planSideThen", Class: "nowrap"}, desk.Column{Key: "planProjected", Class: "nowrap"}, desk.Column{Key: "planSideNow"}, desk.Column{Key: "planSideWhy", Class: "words"})
	for i := range p.Worsens {
		w := &p.Worsens[i]
		r := v.Assessment.Risk(w.Risk)
		if r == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, w.Risk))
		t.Cell(v.RatingBadge(r.Now))
		t.Cell(v.RatedBadge(&w.Rating, r.Now))
		t.Cell(v.ProjectedBadge(r))
		t.Cell(sideCounts(v, p, r))
		t.Cell(v.Short(w.Why))
	}
	return t.Done()
}

// sideCounts says whether a side effect of a plan counts in the projection of a risk.
func sideCounts(v *desk.Desk, p *register.Treatment, r *assess.Risk) part.Part {
	switch {
	case !slices.ContainsFunc(r.Effects, func(e assess.Effecting) bool { return e.Plan == p }):
		return part.Words(v.Words["planSideNot"])
	case v.Assessment.Live(p):
		return part.Words(v.Words["planSideLive"])
	}
	return v.State("warn", "planSideDone")
}

// moneyFacts sets the cost of a plan beside what it saves; the ratio is left out where a risk is extreme, since it must not decide there.
func moneyFacts(v *desk.Desk, p *assess.Plan) part.Part {
	f := v.Facts()
	if c := p.Record.Cost; c != nil {
		f.Words("planInitial", v.Money(float64(c.Initial)))
		f.Words("planAnnual", v.Money(float64(c.Annual)))
		f.Named(v.Say("planPerYear", "years", assess.DepreciationYears), part.Words(v.Money(p.AnnualCost)))
	}
	if p.Benefit != nil {
		f.Words("planFall", v.Sum(*p.Benefit))
		if p.AnnualCost > 0 && !p.TreatsExtreme {
			f.Words("planRatio", v.Say("planTimes", "x", desk.Ratio(*p.Benefit/p.AnnualCost)))
		}
	}
	return f.Done()
}
