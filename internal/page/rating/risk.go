package rating

import (
	"cmp"
	"iter"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/ground"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// RiskWords are the words of this file's pages and parts, by key.
var RiskWords = desk.Words{
	"riskStanding":     {Ja: "評価と対応の状況", En: "Where it stands"},
	"riskLevels":       {Ja: "リスクレベルの推移", En: "How the level moves"},
	"riskWay":          {Ja: "評価に至る過程", En: "How this was decided"},
	"riskWayLead":      {Ja: "資産から評価結果まで、手引きのステップの順に、何に基づいて決まったかを示します。", En: "From the assets to the outcome, in the steps of the method: what each verdict rests on."},
	"riskOutcomeWhy":   {Ja: "理由", En: "Reasons"},
	"riskNoReason":     {Ja: "対応を要する理由なし", En: "No reason for treatment"},
	"riskNotJudged":    {Ja: "評価できないため不明", En: "Not known: it could not be judged"},
	"riskWanted":       {Ja: "求められること", En: "What is wanted"},
	"riskRankOf":       {Ja: "{rank}位（{n}件中）", En: "{rank} of {n}"},
	"riskRankTop":      {Ja: "2位との差は「{by}」による", En: "set apart from the next by {by}"},
	"riskRankBelow":    {Ja: "一つ上の順位との差は「{by}」による", En: "set apart from the one above by {by}"},
	"riskNoRank":       {Ja: "なし（対応を要するリスクではない）", En: "None (not among the risks to be treated)"},
	"riskNoRankYet":    {Ja: "なし（評価できない）", En: "None (it could not be judged)"},
	"riskPinned":       {Ja: "順位を{rank}位に指定。理由：{reason}", En: "Pinned at rank {rank}: {reason}"},
	"riskChosen":       {Ja: "選択：{option}", En: "Chosen: {option}"},
	"riskSuggested":    {Ja: "手法による候補：{option}（{why}）", En: "Suggested by the method: {option} ({why})"},
	"riskNoPlan":       {Ja: "実行中の計画なし", En: "No live plan"},
	"riskPlanDue":      {Ja: "期限 {day}", En: "(due {day})"},
	"riskAcceptance":   {Ja: "受容", En: "Acceptance"},
	"riskNoAcceptance": {Ja: "受容の決定なし", En: "None decided"},
	"riskUntil":        {Ja: "{day}まで", En: "until {day}"},
	"riskNoEffect":     {Ja: "受容によっては解消しない理由が残る（{reasons}）", En: "reasons stand that no acceptance lifts ({reasons})"},
	"riskAbove":        {Ja: "分析の値を上回る値で受容", En: "Accepted above the rating"},
	"riskJudgement":    {Ja: "判断", En: "Judgement"},
	"riskStale":        {Ja: "再分析を要する変化", En: "Changes since the analysis"},
	"riskNotStale":     {Ja: "前回の分析より新しい変化なし", En: "None"},
	"riskStaleNever":   {Ja: "分析していないため、古くなる評価はない", En: "It has no analysis that could be out of date"},
	"riskStaleNoDay":   {Ja: "分析した日が分からないため、その後の変化は判定できない", En: "The day of its analysis is not known, so nobody can tell what is newer"},
	"riskTouched":      {Ja: "終結後の動き", En: "Since it was closed"},
	"riskTouchedMark":  {Ja: "終結後に動きあり", En: "Touched since"},
	"riskTouchedNote":  {Ja: "終結の後に、このリスクに関わる動きがありました。リスクが残っていないかを確かめ、残っていれば終結を取り消します。", En: "Something that bears on this risk came after it was closed. Look whether the risk remains, and open it again where it does."},
	"riskRuleChanged":  {Ja: "リスク判定基準の{n}項目の変更", En: "fields of the criteria changed: {n}"},
	"riskChanged":      {Ja: "項目「{field}」の変更（{from} → {to}）", En: "{field} changed from {from} to {to}"},
	"riskReviewed":     {Ja: "前回の分析", En: "Last analysed"},
	"riskNoDay":        {Ja: "分析した日は分からない", En: "The day of its analysis is not known"},
	"riskNever":        {Ja: "未分析", En: "Never"},
	"riskReviewLater":  {Ja: "（{day}の分析は基準日より後のため含まない）", En: "(the analysis of {day} is later than the as-of date)"},
	"riskNext":         {Ja: "次回の分析の期限", En: "Next analysis by"},
	"riskClosed":       {Ja: "終結", En: "Closed"},
	"riskCloseLater":   {Ja: "{day}に終結の予定（基準日より後のため、まだ終結していない）", En: "To be closed on {day}: later than the as-of date, so not yet"},
	"riskPushed":       {Ja: "現在は受容できますが、ほかの計画の副作用により基準を満たさなくなります。", En: "Acceptable today, but the side effects of other plans will push it over the criteria."},
	"riskThen":         {Ja: "計画の完了後に残る理由", En: "Reasons left once plans are done"},
	"riskThenNone":     {Ja: "なし（基準を満たす見込み）", En: "None: expected to be within the criteria"},
	"riskThenUnknown":  {Ja: "不明（計画が何をもたらすかが示されていない）", En: "Not known: nothing says what the plan brings"},
	"riskThenUnjudged": {Ja: "不明（計画が足りるかどうかが判断されていない）", En: "Not known: nobody has judged whether the plan is enough"},
	"riskThenJudged":   {Ja: "なし（計画は十分との判断）", En: "None: the plan was judged to be enough"},
	"riskEffects":      {Ja: "計画の副作用", En: "Side effects of plans"},
	"riskEffectTo":     {Ja: "{rating} に高まる", En: "raised to {rating}"},
	"riskEffectDone":   {Ja: "完了した計画の副作用。再分析するまで数える", En: "of a plan that is done: counts until the risk is analysed again"},
	"riskNotGiven":     {Ja: "示されていない", En: "not given"},
	"riskProposed":     {Ja: "提案（未採用）", En: "Proposed"},
	"riskProposedWhy":  {Ja: "提案は、人が確かめるのを待つ分析です。採用されるまで、どこにも数えず、何も決めません。", En: "The proposed analysis waits for a person. Until it is adopted it counts nowhere and decides nothing."},
	"riskQuantities":   {Ja: "損失の定量的な見積り", En: "Loss in figures"},
	"riskFrequency":    {Ja: "発生頻度（年当たり）", En: "Events a year"},
	"riskLossOne":      {Ja: "1回当たりの損失額", En: "Loss of one event"},
	"riskQuantityHead": {Ja: "項目", En: "Figure"},
	"riskEstimateThen": {Ja: "計画の目標", En: "Planned"},
	"riskEstimateNow":  {Ja: "現在の見積り", En: "Estimated now"},
	"riskLognormal":    {Ja: "{low}～{high}（90％区間、対数正規分布）", En: "{low} to {high} (90% interval, lognormal)"},
	"riskPert":         {Ja: "{low}～{high}、最頻値{mode}（PERT分布）", En: "{low} to {high}, most likely {mode} (PERT)"},
	"riskAllHead":      {Ja: "区分", En: "Point in time"},
}

// RiskPages makes a page for each risk.
func RiskPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "risk.html", register.Every[*register.Risk](v.Register), func(path string, r *register.Risk) any {
		return riskView(v, path, v.Assessment.Risk(r.ID))
	})
}

func riskView(v *desk.Desk, path string, r *assess.Risk) view.Risk {
	page := view.Risk{RecordPage: v.Record(path, r.Record), Levels: riskLevels(v, r), Standing: riskStanding(v, path, r), Bowtie: ground.Bowtie(v, path, r), Way: riskWay(v, path, r), Quantities: riskQuantities(v, r), Occurred: ground.Occurred(v, path, r.Occurred)}
	page.Outcome = desk.Join(" ", v.VerdictBadge(r), v.LevelBadge(r.Now.Level), v.StaleMark(r), v.TouchedMark(r))
	page.Path, page.Then = replayPath(v, r), atLastDecision(v, path, r)
	page.Evidence = v.PageLink(path, address.Evidence(r.Record.ID), v.Words["pathEvidence"])
	if r.PushedOver {
		page.Pushed = v.Words["riskPushed"]
	}
	if len(r.Touched) > 0 {
		page.Touched = v.Words["riskTouchedNote"]
	}
	return page
}

// riskStanding gives the facts of the first screen.
func riskStanding(v *desk.Desk, path string, r *assess.Risk) part.Part {
	f := v.Facts()
	outcome := r.Outcome
	if r.Standing != assess.Counted {
		outcome = r.Would
	}
	reasons := v.Reasons(r.Reasons)
	switch {
	case reasons != "" || outcome == assess.Closed:
	case outcome.Judged():
		reasons = v.Words["riskNoReason"]
	default:
		reasons = v.Words["riskNotJudged"]
	}
	f.Words("riskOutcomeWhy", reasons)
	f.Words("riskWanted", DecideWhy(v, r))
	f.Add("rank", RiskRankWords(v, path, r))
	f.Add("riskClosed", closing(v, path, r))
	f.Add("option", OptionWords(v, r))
	f.Add("plans", RiskPlansOf(v, path, r))
	if outcome.Judged() && outcome != assess.Closed && (len(r.Plans) > 0 || len(r.Effects) > 0) {
		f.Words("riskThen", reasonsThen(v, r, outcome))
	}
	f.Add("riskEffects", effectList(v, path, r))
	f.Add("riskAcceptance", AcceptanceOf(v, path, r))
	f.Add("riskJudgement", JudgementWords(v, path, r))
	f.Add("riskTouched", staleItems(v, path, r.Touched))
	f.Add("riskStale", StaleList(v, path, r))
	f.Words("riskReviewed", AnalysedWords(v, r, outcome))
	f.Add("riskNext", v.DueDay(r.Next, !r.Closed()))
	return f.Done()
}

// reasonsThen says which reasons are left once the plans are done.
func reasonsThen(v *desk.Desk, r *assess.Risk, outcome assess.Outcome) string {
	switch {
	case r.Removed:
		return v.Words["removed"]
	case outcome == assess.UnevaluatedPlan && !v.Register.Criteria.Given:
		return v.Words["riskThenUnjudged"]
	case outcome == assess.UnevaluatedPlan:
		return v.Words["riskThenUnknown"]
	case outcome == assess.InTreatment && len(r.ProjectedReasons) > 0:
		return v.Words["riskThenJudged"]
	}
	return cmp.Or(v.Reasons(r.ProjectedReasons), v.Words["riskThenNone"])
}

// closing says when and by which decision a risk was closed, or that a day after the as-of date will close it.
func closing(v *desk.Desk, path string, r *assess.Risk) part.Part {
	record := r.Record
	if !record.Closed() {
		return nil
	}
	if record.ClosedOn.After(v.Assessment.AsOf) {
		return part.Words(v.Say("riskCloseLater", "day", record.ClosedOn))
	}
	return desk.Join(" ", v.Iso(record.ClosedOn), v.Said(path, record.ClosedBecause), desk.Join(" ", v.Refs(path, ending(v, record.ID, "closing"))...))
}

// ending gives the decisions of a form that end a risk or a plan, made by the as-of date, ids ascending.
func ending(v *desk.Desk, id, form string) []string {
	var found []string
	for _, at := range v.From("decisions", id) {
		if d, ok := v.Register.Find(at).(*register.Decision); ok && d.Form == form && v.Assessment.DecisionStanding(d) == assess.DecisionMade {
			found = append(found, at)
		}
	}
	return found
}

// effectList names the plans whose side effects count for a risk, with the values to which they raise it.
func effectList(v *desk.Desk, path string, r *assess.Risk) part.Part {
	pieces := make([]part.Part, len(r.Effects))
	for i, e := range r.Effects {
		pieces[i] = desk.Join(" ", v.Ref(path, e.Plan.ID), v.SayParts("riskEffectTo", "rating", raisedTo(v, e.Rating)))
		if !v.Assessment.Live(e.Plan) {
			pieces[i] = desk.Join(" ", pieces[i], desk.Badge("warn", v.Words["riskEffectDone"]))
		}
	}
	return desk.List(pieces)
}

// raisedTo shows the values to which a side effect raises a risk; one that it leaves alone is not among them.
func raisedTo(v *desk.Desk, r assess.Rating) part.Part {
	c := &v.Register.Criteria
	var pieces []part.Part
	if r.Likelihood != nil {
		pieces = append(pieces, desk.Join(" ", part.Words(v.Words["likelihood"]), v.StepName(c.Likelihoods, r.Likelihood)))
	}
	if r.Impact != nil {
		pieces = append(pieces, desk.Join(" ", part.Words(v.Words["impact"]), v.StepName(c.Impacts, r.Impact)))
	}
	return desk.Join(v.Words["listSeparator"], pieces...)
}

// AnalysedWords gives the day of the last analysis, or says that there is none or that nobody knows it.
func AnalysedWords(v *desk.Desk, r *assess.Risk, outcome assess.Outcome) string {
	later := ""
	if r.Record.Reviewed.After(v.Assessment.AsOf) {
		later = v.Say("riskReviewLater", "day", r.Record.Reviewed)
	}
	on := v.Assessment.AnalysedOn(r)
	switch {
	case outcome == assess.Unanalysed:
		return desk.Joined(v.Words["riskNever"], " ", later)
	case on.IsZero():
		return desk.Joined(v.Words["riskNoDay"], " ", later)
	}
	return desk.Joined(on.String(), " ", later)
}

// RiskRankWords gives the rank of a risk and the key that made it.
func RiskRankWords(v *desk.Desk, path string, r *assess.Risk) part.Part {
	if r.Rank == 0 {
		switch {
		case r.Closed(), r.Standing != assess.Counted:
			return nil
		case !r.Outcome.Judged():
			return part.Words(v.Words["riskNoRankYet"])
		}
		return part.Words(v.Words["riskNoRank"])
	}
	words := desk.Strong(part.Words(v.Say("riskRankOf", "rank", r.Rank, "n", v.Assessment.Summary.ToTreat())))
	if r.RankedBy != "" {
		key := "riskRankBelow"
		if r.Rank == 1 {
			key = "riskRankTop"
		}
		words = desk.Join(" ", words, part.Words(v.Say(key, "by", v.Words["rankedBy-"+string(r.RankedBy)])))
	}
	if pin := r.Record.Priority; pin != nil {
		words = desk.Lines(words, v.SayParts("riskPinned", "rank", pin.Rank, "reason", v.Said(path, pin.Reason)))
	}
	return words
}

// OptionWords are the words of this file's pages and parts, by key.
func OptionWords(v *desk.Desk, r *assess.Risk) part.Part {
	var pieces []part.Part
	if r.Option != "" {
		pieces = append(pieces, v.SayParts("riskChosen", "option", desk.Strong(part.Words(v.Words["option-"+r.Option]))))
	}
	if r.Suggested != "" {
		why := explain.Suggestion(v.Assessment, r).In(v.Language)
		pieces = append(pieces, part.Words(v.Say("riskSuggested", "option", v.Words["option-"+r.Suggested], "why", why)))
	}
	return desk.List(pieces)
}

// RiskPlansOf lists every plan that names a risk, live ones first, with status, progress and due date.
func RiskPlansOf(v *desk.Desk, path string, r *assess.Risk) part.Part {
	var pieces []part.Part
	live := map[string]bool{}
	for _, p := range r.Plans {
		live[p.ID] = true
		pieces = append(pieces, planLine(v, path, p))
	}
	if len(pieces) == 0 && !r.Closed() {
		pieces = append(pieces, part.Words(v.Words["riskNoPlan"]))
	}
	for _, l := range v.Index.BacklinksOf(r.Record.ID) {
		if l.Key == "risks" && !live[l.From] {
			if p := v.Register.Treatment(l.From); p != nil {
				pieces = append(pieces, planLine(v, path, p))
			}
		}
	}
	return desk.List(pieces)
}

func planLine(v *desk.Desk, path string, p *register.Treatment) part.Part {
	var due part.Part
	if !p.Due.IsZero() {
		due = part.Words(v.Say("riskPlanDue", "day", p.Due))
	}
	return desk.Join(" ", v.Ref(path, p.ID), PlanStatus(v, p), ProgressWords(v, p.ID), due, Deviation(v, p.ID))
}

// StaleList says what is newer than the analysis of a risk, and why that counts.
func StaleList(v *desk.Desk, path string, r *assess.Risk) part.Part {
	switch {
	case len(r.Stale) > 0:
		return staleItems(v, path, r.Stale)
	case r.Closed(), r.Standing != assess.Counted:
		return nil
	case r.Outcome == assess.Unanalysed:
		return part.Words(v.Words["riskStaleNever"])
	case v.Assessment.AnalysedOn(r).IsZero():
		return part.Words(v.Words["riskStaleNoDay"])
	}
	return part.Words(v.Words["riskNotStale"])
}

// staleItems lists what came after the analysis or the closing of a risk.
func staleItems(v *desk.Desk, path string, items []assess.Stale) part.Part {
	var pieces []part.Part
	for len(items) > 0 {
		s, n := items[0], alike(items, sameRuleChange)
		items = items[n:]
		if s == assess.WithheldStale {
			pieces = append(pieces, part.Words(v.Words["withheld"]))
			continue
		}
		because := v.Ref(path, s.Because)
		if s.Because == "criteria" {
			because = v.PageLink(path, "criteria.html#changes", v.Words["criteriaTitle"])
		}
		if ruleChange(s) {
			pieces = append(pieces, desk.Join(" ", v.Iso(s.On), desk.Strong(part.Words(v.Say("riskRuleChanged", "n", n))), because))
			continue
		}
		pieces = append(pieces, desk.Join(" ", v.Iso(s.On), desk.Strong(desk.Linked(v.Verdicts, path, part.Words(staleWhat(v, s)))), because))
	}
	return desk.List(pieces)
}

// ruleChange reports whether what came after an analysis is a change of the criteria's own text: there are many at a time, and they are told as one.
func ruleChange(s assess.Stale) bool { return s.ByFact() && s.Because == "criteria" }

// sameRuleChange reports whether two changes are of the criteria's own text, on one day.
func sameRuleChange(a, b assess.Stale) bool { return ruleChange(a) && ruleChange(b) && a.On == b.On }

// alike gives how many entries at the head of a list are told as one with the first; at least one.
func alike[T any](list []T, same func(a, b T) bool) int {
	n := 1
	for n < len(list) && same(list[0], list[n]) {
		n++
	}
	return n
}

// staleWhat says what made an evaluation stale: what happened, or which fact is another.
func staleWhat(v *desk.Desk, s assess.Stale) string {
	if s.ByFact() {
		return v.Say("riskChanged", "field", v.FieldName(s.What), "from", cmp.Or(s.From.String(), "—"), "to", cmp.Or(s.To.String(), "—"))
	}
	return v.Words["stale-"+s.What]
}
