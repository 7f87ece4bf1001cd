package rating

import (
	"cmp"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// TreatmentsWords are the words of this file's pages and parts, by key.
var TreatmentsWords = desk.Words{
	"treatmentsLead":   {Ja: "すべてのリスク対応計画について、進み具合、遅れ、完了後に基準を満たすか、費用と効果を示します。", En: "Every plan: how far it is, where it lags, whether it will be enough, and what it costs against what it saves."},
	"treatmentsCount":  {Ja: "全{n}件。うち基準日に実行中（承認済み・実施中）{live}件、遅れのあるもの{late}件、完了しても基準を満たさないもの{short}件、足りるかどうか分からないもの{unknown}件。", En: "{n} in all: {live} live on the as-of date (approved or in progress), {late} late, {short} not enough even when done, {unknown} of which nobody can tell."},
	"planHead":         {Ja: "計画", En: "Plan"},
	"planLiveFrom":     {Ja: "{day}から有効（基準日にはまだ）", En: "counts from {day} on, not yet"},
	"planNotLive":      {Ja: "計画として数えない", En: "does not count"},
	"planDoneLater":    {Ja: "{day}に完了（基準日にはまだ）", En: "done on {day}, not yet"},
	"planRisks":        {Ja: "リスク", En: "Risks"},
	"planVerdict":      {Ja: "完了後の評価", En: "Once done"},
	"planCost":         {Ja: "費用・効果", En: "Cost, benefit"},
	"planCostInitial":  {Ja: "初期 {amount}", En: "{amount} initially"},
	"planCostAnnual":   {Ja: "年間 {amount}", En: "{amount} a year"},
	"planOption":       {Ja: "選択肢", En: "Option, aim"},
	"planDueHead":      {Ja: "期限・遅れ", En: "Due, deviation"},
	"planBenefit":      {Ja: "効果 年間{amount}", En: "saves {amount} a year"},
	"planOnTime":       {Ja: "予定どおり", En: "On time"},
	"planLateActions":  {Ja: "作業{n}件が期限超過", En: "Actions overdue: {n}"},
	"planLate":         {Ja: "計画の期限超過", En: "Plan overdue"},
	"planEnough":       {Ja: "基準を満たす", En: "Within the criteria"},
	"planShort":        {Ja: "基準を満たさない", En: "Not within the criteria"},
	"planJudgedEnough": {Ja: "十分との判断", En: "Judged enough"},
	"planJudgedShort":  {Ja: "不十分との判断", En: "Judged not enough"},
	"planSilent":       {Ja: "何をもたらすか示されていない", En: "Nothing says what it brings"},
	"planNotKnown":     {Ja: "足りるか分からない", En: "Not known"},
	"planTime":         {Ja: "日程", En: "Time"},
	"timeLate":         {Ja: "遅れあり", En: "Late"},
	"aim":              {Ja: "目的", En: "Aim"},
	"planProgress":     {Ja: "{done}/{total}", En: "{done}/{total}"},
	"planProgressSay":  {Ja: "作業{total}件のうち{done}件が完了", En: "{done} of {total} {total|action|actions} done"},
	"planReanalyse":    {Ja: "対象リスク未再分析", En: "Risks not analysed again"},
	"planUnreviewed":   {Ja: "有効性未確認", En: "Effect not reviewed"},
	"planIntroUnknown": {Ja: "新たなリスク未分析", En: "New risk not analysed"},
	"planPushes":       {Ja: "副作用で基準超過", En: "Side effects"},
}

// TreatmentsPages makes the page of treatments.
func TreatmentsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("treatments.html", "treatments.html", func() any { return treatmentsView(v, "treatments.html") })
}

func treatmentsView(v *desk.Desk, path string) view.Treatments {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["treatmentsTitle"], desk.Column{Key: "planHead", Class: "title"}, desk.Column{Key: "status", Class: "nowrap"}, desk.Column{Key: "planRisks"}, desk.Column{Key: "planOption", Class: "nowrap"}, desk.Column{Key: "planDueHead"},
		desk.Column{Key: "planVerdict"}, desk.Column{Key: "planCost", Class: "nowrap"}, desk.Column{Key: "owner", Class: "name"})
	statuses, options, owners, times := desk.NewPicks("status", "status"), desk.NewPicks("option", "option"), desk.NewPicks("owner", "owner"), desk.NewPicks("time", "planTime")
	enough, living := desk.NewPicks("enough", "planVerdict"), desk.NewPicks("live", "planLiveHead")
	live, late, short, unknown := 0, 0, 0, 0
	for _, p := range PlansInOrder(v) {
		r := p.Record
		time, alive := "", "no"
		switch {
		case !p.Live:
		case p.Late():
			late++
			time = "late"
			times.Add(0, time, v.Words["timeLate"])
		default:
			time = "on"
			times.Add(1, time, v.Words["planOnTime"])
		}
		if p.Live {
			live++
			alive = "yes"
		}
		living.Add(0, alive, v.Words["planLive-"+alive])
		if p.Sufficiency != "" {
			enough.Add(slices.Index([]assess.Sufficiency{assess.NotEnough, assess.NotKnown, assess.Enough}, p.Sufficiency), string(p.Sufficiency), v.Words["enough-"+string(p.Sufficiency)])
		}
		switch p.Sufficiency {
		case assess.NotEnough:
			short++
		case assess.NotKnown:
			unknown++
		}
		statuses.Add(statusOrder(r.Status), r.Status, v.Words["status-"+r.Status])
		options.Add(0, r.Option, v.Words["option-"+r.Option])
		owners.Add(0, r.Owner, v.Party(r.Owner))
		t.Row(append([]string{"status", r.Status, "option", r.Option, "owner", r.Owner, "time", time, "enough", string(p.Sufficiency), "live", alive}, besides.Of(&r.Record, nil, desk.Where(v.Assessment.Live(r), r.Due))...)...)
		t.Named(r.ID, v.Listed(path, r))
		t.Number(statusOrder(r.Status)*10000+permille(p), desk.Lines(PlanStatus(v, r), ProgressWords(v, r.ID)))
		t.Cell(v.SomeRefs(path, r.Risks))
		t.Cell(desk.Lines(part.Words(v.Words["option-"+r.Option]), desk.Small(part.Words(v.Words["aim-"+r.Aim]))))
		t.Sorted(r.Due.String(), desk.Lines(part.Whole{Part: part.Words(r.Due.String())}, desk.Or(Deviation(v, r.ID), OnTime(v, r))))
		t.Cell(PlanVerdict(v, p))
		t.Cell(desk.Or(desk.Lines(Cost(v, r.Cost), benefit(v, p)), part.Words("–")))
		t.Words(v.Party(r.Owner))
	}
	return view.Treatments{
		ListPage: v.ListPage(path, part.Words(v.Say("treatmentsCount", "n", len(v.Assessment.Plans), "live", live, "late", late, "short", short, "unknown", unknown)),
			v.Filters("list.rows", append([]*desk.Picks{living, statuses, options, owners, times, enough}, besides.Picks()...)...), t.Sortable()),
		Balance: balanceTable(v, path), BalanceSum: balanceWords(v), Common: commonTable(v, path), CommonSum: evaluationPlansCommonWords(v), Cost: costTable(v), CostYears: costYearsTable(v), CostWhy: costYearsWhy(v),
		Timeline: timeline(v, path),
	}
}

// statusOrder puts the plans at work first.
func statusOrder(status string) int {
	return slices.Index([]string{"in-progress", "approved", "draft", "done", "cancelled"}, status)
}

// PlansInOrder gives the plans at work first, then by due date.
func PlansInOrder(v *desk.Desk) []*assess.Plan {
	plans := slices.Clone(v.Assessment.Plans)
	slices.SortStableFunc(plans, func(a, b *assess.Plan) int {
		return cmp.Or(cmp.Compare(statusOrder(a.Record.Status), statusOrder(b.Record.Status)), a.Record.Due.Compare(b.Record.Due), cmp.Compare(a.Record.ID, b.Record.ID))
	})
	return plans
}

func permille(p *assess.Plan) int {
	if p.Total == 0 {
		return 0
	}
	return 1000 * p.Done / p.Total
}

// PlanStatus shows the status of a plan, and where it does not hold yet on the as-of date, from when.
func PlanStatus(v *desk.Desk, t *register.Treatment) part.Part {
	class, later := "quiet", part.Words("")
	asOf := v.Assessment.AsOf
	switch t.Status {
	case "in-progress", "approved":
		if v.Assessment.Live(t) {
			class = "info"
		} else if p := v.Assessment.Plan(t.ID); p != nil && !p.LiveFrom.IsZero() {
			later = part.Words(v.Say("planLiveFrom", "day", p.LiveFrom))
		} else {
			later = part.Words(v.Words["planNotLive"])
		}
	case "done":
		class = "good"
		if t.Finished.After(asOf) {
			class, later = "quiet", part.Words(v.Say("planDoneLater", "day", t.Finished))
		}
	}
	status := desk.Badge(class, v.Words["status-"+t.Status])
	if later == "" {
		return status
	}
	return desk.Join(" ", status, desk.Small(later))
}

// ProgressWords gives the actions done of all, as a figure that is said in full to those who cannot see it.
func ProgressWords(v *desk.Desk, id string) part.Part {
	p := v.Assessment.Plan(id)
	if p == nil || p.Total == 0 {
		return nil
	}
	return part.Progress{
		Done: p.Done, Total: p.Total, Label: v.Words["progress"], Tip: v.Say("planProgressSay", "done", p.Done, "total", p.Total), Text: v.Say("planProgress", "done", p.Done, "total", p.Total),
	}
}

// Deviation says how far a plan lags; nothing where it does not.
func Deviation(v *desk.Desk, id string) part.Part {
	p := v.Assessment.Plan(id)
	if p == nil {
		return nil
	}
	var pieces []part.Part
	if p.Overdue {
		pieces = append(pieces, desk.Badge("bad", v.Words["planLate"]))
	}
	if n := len(p.OverdueOpen); n > 0 {
		pieces = append(pieces, desk.Badge("bad", v.Say("planLateActions", "n", n)))
	}
	return desk.Join(" ", pieces...)
}

// OnTime says whether a plan is late; nothing where it is not.
func OnTime(v *desk.Desk, r *register.Treatment) part.Part {
	if v.Assessment.Live(r) {
		return desk.Small(part.Words(v.Words["planOnTime"]))
	}
	return nil
}

// PlanVerdict says whether a plan will be enough, and what its completion left undone.
func PlanVerdict(v *desk.Desk, p *assess.Plan) part.Part {
	pieces := sufficiency(v, p)
	for _, x := range []struct {
		holds bool
		key   string
	}{{len(p.PushedOver) > 0, "planPushes"}, {len(p.Unevaluated) > 0, "planIntroUnknown"}, {len(p.NotReanalysed) > 0, "planReanalyse"}, {p.EffectivenessUnreviewed, "planUnreviewed"}} {
		if x.holds {
			pieces = append(pieces, desk.Badge("warn", v.Words[x.key]))
		}
	}
	return desk.Or(desk.List(pieces), part.Words("–"))
}

// sufficiency says whether a live plan is enough for its risks, is not, or that nobody can tell; nothing for one that is not live.
func sufficiency(v *desk.Desk, p *assess.Plan) []part.Part {
	enough, short := "planEnough", "planShort"
	if !v.Register.Criteria.Given {
		enough, short = "planJudgedEnough", "planJudgedShort"
	}
	var pieces []part.Part
	switch p.Sufficiency {
	case assess.Enough:
		return []part.Part{desk.Badge("good", v.Words[enough])}
	case assess.NotEnough:
		pieces = append(pieces, desk.Badge("bad", v.Words[short]))
	}
	switch {
	case len(p.Silent) > 0:
		pieces = append(pieces, desk.Badge("warn", v.Silence()))
	case p.Sufficiency == assess.NotKnown:
		pieces = append(pieces, v.State("warn", "planNotKnown"))
	}
	return pieces
}

// Cost writes what a plan costs.
func Cost(v *desk.Desk, c *register.Cost) part.Part {
	if c == nil {
		return nil
	}
	return desk.Lines(part.Words(v.Say("planCostInitial", "amount", v.Money(float64(c.Initial)))), part.Words(v.Say("planCostAnnual", "amount", v.Money(float64(c.Annual)))))
}

// benefit writes the fall in the expected annual loss.
func benefit(v *desk.Desk, p *assess.Plan) part.Part {
	if p.Benefit == nil {
		return nil
	}
	return desk.Small(part.Words(v.Say("planBenefit", "amount", v.Sum(*p.Benefit))))
}
