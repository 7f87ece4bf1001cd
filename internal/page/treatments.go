package page

import (
	"cmp"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var treatmentsWords = Words{
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
	"planProgressSay":  {Ja: "作業{total}件のうち{done}件が完了", En: "{done} of {total} actions done"},
	"planReanalyse":    {Ja: "対象リスク未再分析", En: "Risks not analysed again"},
	"planUnreviewed":   {Ja: "有効性未確認", En: "Effect not reviewed"},
	"planIntroUnknown": {Ja: "新たなリスク未分析", En: "New risk not analysed"},
	"planPushes":       {Ja: "副作用で基準超過", En: "Side effects"},
}

// treatmentsView is the page treatments.html.
type treatmentsView struct {
	listView
	BalanceSum string
	Balance    part.Part
	CommonSum  string
	Common     part.Part
	Cost       part.Part
	CostYears  part.Part
	CostWhy    string // how costs fall into fiscal years
	Timeline   part.Part
}

// treatmentsPresenter makes the page of all plans.
type treatmentsPresenter struct{ *desk }

func treatmentsPages(v *desk) iter.Seq[Page] {
	return one("treatments.html", "treatments.html", func() any { return treatmentsPresenter{v}.treatmentsView("treatments.html") })
}

func (v treatmentsPresenter) treatmentsView(path string) treatmentsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["treatmentsTitle"], column{"planHead", "title"}, column{"status", "nowrap"}, column{"planRisks", ""}, column{"planOption", "nowrap"}, column{"planDueHead", ""},
		column{"planVerdict", ""}, column{"planCost", "nowrap"}, column{"owner", "name"})
	statuses, options, owners, times := newPicks("status", "status"), newPicks("option", "option"), newPicks("owner", "owner"), newPicks("time", "planTime")
	enough, living := newPicks("enough", "planVerdict"), newPicks("live", "planLiveHead")
	live, late, short, unknown := 0, 0, 0, 0
	for _, p := range v.plansInOrder() {
		r := p.Record
		time, alive := "", "no"
		switch {
		case !p.Live:
		case p.Late():
			late++
			time = "late"
			times.add(0, time, v.words["timeLate"])
		default:
			time = "on"
			times.add(1, time, v.words["planOnTime"])
		}
		if p.Live {
			live++
			alive = "yes"
		}
		living.add(0, alive, v.words["planLive-"+alive])
		if p.Sufficiency != "" {
			enough.add(slices.Index([]assess.Sufficiency{assess.NotEnough, assess.NotKnown, assess.Enough}, p.Sufficiency), string(p.Sufficiency), v.words["enough-"+string(p.Sufficiency)])
		}
		switch p.Sufficiency {
		case assess.NotEnough:
			short++
		case assess.NotKnown:
			unknown++
		}
		statuses.add(statusOrder(r.Status), r.Status, v.words["status-"+r.Status])
		options.add(0, r.Option, v.words["option-"+r.Option])
		owners.add(0, r.Owner, v.party(r.Owner))
		t.row(append([]string{"status", r.Status, "option", r.Option, "owner", r.Owner, "time", time, "enough", string(p.Sufficiency), "live", alive}, besides.of(&r.Record, nil, where(v.Assessment.Live(r), r.Due))...)...)
		t.named(r.ID, v.listed(path, r))
		t.number(statusOrder(r.Status)*10000+permille(p), lines(v.planStatus(r), v.progressWords(r.ID)))
		t.cell(v.someRefs(path, r.Risks))
		t.cell(lines(part.Words(v.words["option-"+r.Option]), small(part.Words(v.words["aim-"+r.Aim]))))
		t.sorted(r.Due.String(), lines(part.Whole{Part: part.Words(r.Due.String())}, or(v.deviation(r.ID), v.onTime(r))))
		t.cell(v.planVerdict(p))
		t.cell(or(lines(v.cost(r.Cost), v.benefit(p)), part.Words("–")))
		t.words(v.party(r.Owner))
	}
	return treatmentsView{
		listView: v.listPage(path, part.Words(v.say("treatmentsCount", "n", len(v.Assessment.Plans), "live", live, "late", late, "short", short, "unknown", unknown)),
			v.filters("list.rows", append([]*picks{living, statuses, options, owners, times, enough}, besides.picks()...)...), t.sortable()),
		Balance: evaluationPlansPresenter{v.desk}.balanceTable(path), BalanceSum: evaluationPlansPresenter{v.desk}.balanceWords(), Common: evaluationPlansPresenter{v.desk}.commonTable(path), CommonSum: evaluationPlansPresenter{v.desk}.commonWords(), Cost: costsPresenter{v.desk}.costTable(), CostYears: costsPresenter{v.desk}.costYearsTable(), CostWhy: costsPresenter{v.desk}.costYearsWhy(),
		Timeline: timelinePresenter{v.desk}.timeline(path),
	}
}

// statusOrder puts the plans at work first.
func statusOrder(status string) int {
	return slices.Index([]string{"in-progress", "approved", "draft", "done", "cancelled"}, status)
}

// plansInOrder gives the plans at work first, then by due date.
func (v treatmentsPresenter) plansInOrder() []*assess.Plan {
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

// planStatus shows the status of a plan, and where it does not hold yet on the as-of date, from when.
func (v treatmentsPresenter) planStatus(t *register.Treatment) part.Part {
	class, later := "quiet", part.Words("")
	asOf := v.Assessment.AsOf
	switch t.Status {
	case "in-progress", "approved":
		if v.Assessment.Live(t) {
			class = "info"
		} else if p := v.Assessment.Plan(t.ID); p != nil && !p.LiveFrom.IsZero() {
			later = part.Words(v.say("planLiveFrom", "day", p.LiveFrom))
		} else {
			later = part.Words(v.words["planNotLive"])
		}
	case "done":
		class = "good"
		if t.Finished.After(asOf) {
			class, later = "quiet", part.Words(v.say("planDoneLater", "day", t.Finished))
		}
	}
	status := badge(class, v.words["status-"+t.Status])
	if later == "" {
		return status
	}
	return join(" ", status, small(later))
}

// progressWords gives the actions done of all, as a figure that is said in full to those who cannot see it.
func (v treatmentsPresenter) progressWords(id string) part.Part {
	p := v.Assessment.Plan(id)
	if p == nil || p.Total == 0 {
		return nil
	}
	return part.Progress{
		Done: p.Done, Total: p.Total, Label: v.words["progress"], Tip: v.say("planProgressSay", "done", p.Done, "total", p.Total), Text: v.say("planProgress", "done", p.Done, "total", p.Total),
	}
}

// deviation says how far a plan lags; nothing where it does not.
func (v treatmentsPresenter) deviation(id string) part.Part {
	p := v.Assessment.Plan(id)
	if p == nil {
		return nil
	}
	var pieces []part.Part
	if p.Overdue {
		pieces = append(pieces, badge("bad", v.words["planLate"]))
	}
	if n := len(p.OverdueOpen); n > 0 {
		pieces = append(pieces, badge("bad", v.say("planLateActions", "n", n)))
	}
	return join(" ", pieces...)
}

func (v treatmentsPresenter) onTime(r *register.Treatment) part.Part {
	if v.Assessment.Live(r) {
		return small(part.Words(v.words["planOnTime"]))
	}
	return nil
}

// planVerdict says whether a plan will be enough, and what its completion left undone.
func (v treatmentsPresenter) planVerdict(p *assess.Plan) part.Part {
	pieces := v.sufficiency(p)
	for _, x := range []struct {
		holds bool
		key   string
	}{{len(p.PushedOver) > 0, "planPushes"}, {len(p.Unevaluated) > 0, "planIntroUnknown"}, {len(p.NotReanalysed) > 0, "planReanalyse"}, {p.EffectivenessUnreviewed, "planUnreviewed"}} {
		if x.holds {
			pieces = append(pieces, badge("warn", v.words[x.key]))
		}
	}
	return or(list(pieces), part.Words("–"))
}

// sufficiency says whether a live plan is enough for its risks, is not, or that nobody can tell; nothing for one that is not live.
func (v treatmentsPresenter) sufficiency(p *assess.Plan) []part.Part {
	enough, short := "planEnough", "planShort"
	if !v.Register.Criteria.Given {
		enough, short = "planJudgedEnough", "planJudgedShort"
	}
	var pieces []part.Part
	switch p.Sufficiency {
	case assess.Enough:
		return []part.Part{badge("good", v.words[enough])}
	case assess.NotEnough:
		pieces = append(pieces, badge("bad", v.words[short]))
	}
	switch {
	case len(p.Silent) > 0:
		pieces = append(pieces, badge("warn", v.silence()))
	case p.Sufficiency == assess.NotKnown:
		pieces = append(pieces, v.state("warn", "planNotKnown"))
	}
	return pieces
}

// silence says of a live plan that nothing says what it brings; without criteria, that nobody has judged it.
func (v *desk) silence() string {
	if v.Register.Criteria.Given {
		return v.words["planSilent"]
	}
	return v.words["planUnjudged"]
}

// cost writes what a plan costs.
func (v treatmentsPresenter) cost(c *register.Cost) part.Part {
	if c == nil {
		return nil
	}
	return lines(part.Words(v.say("planCostInitial", "amount", v.money(float64(c.Initial)))), part.Words(v.say("planCostAnnual", "amount", v.money(float64(c.Annual)))))
}

// benefit writes the fall in the expected annual loss.
func (v treatmentsPresenter) benefit(p *assess.Plan) part.Part {
	if p.Benefit == nil {
		return nil
	}
	return small(part.Words(v.say("planBenefit", "amount", v.sum(*p.Benefit))))
}
