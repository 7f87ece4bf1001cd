package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var riskWords = Words{
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

// riskView is the page of one risk.
type riskView struct {
	recordView
	Outcome    part.Part // badges: outcome, level now, staleness
	Standing   part.Part // what a reader wants first
	Levels     part.Part // before controls, now, projected, side by side
	Pushed     string    // where other plans push it over
	Touched    string    // where it is closed, and something bears on it that came later
	Bowtie     part.Part // the picture, and the same in words
	Way        []wayStep // step by step
	Quantities part.Part
	Path       part.Part // the way of its level through the states
	Then       part.Part // how it stood at its last decision
	Evidence   part.Part // where an auditor goes on
	Occurred   part.Part // what has come about of it, beside the estimate
}

// riskPresenter makes the page of one risk.
type riskPresenter struct{ *desk }

func riskPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "risk.html", register.Every[*register.Risk](v.Register), func(path string, r *register.Risk) any {
		return riskPresenter{v}.riskView(path, v.Assessment.Risk(r.ID))
	})
}

func (v riskPresenter) riskView(path string, r *assess.Risk) riskView {
	page := riskView{recordView: v.record(path, r.Record), Levels: v.riskLevels(r), Standing: v.riskStanding(path, r), Bowtie: bowtiePresenter{v.desk}.bowtie(path, r), Way: riskWayPresenter{v.desk}.riskWay(path, r), Quantities: v.riskQuantities(r), Occurred: incidentsPresenter{v.desk}.occurred(path, r.Occurred)}
	page.Outcome = join(" ", v.verdictBadge(r), v.levelBadge(r.Now.Level), v.staleMark(r), v.touchedMark(r))
	past := replayPresenter{changesPresenter{v.desk}}
	page.Path, page.Then = past.path(r), past.atLastDecision(path, r)
	page.Evidence = v.pageLink(path, evidencePath(r.Record.ID), v.words["pathEvidence"])
	if r.PushedOver {
		page.Pushed = v.words["riskPushed"]
	}
	if len(r.Touched) > 0 {
		page.Touched = v.words["riskTouchedNote"]
	}
	return page
}

// riskStanding gives the facts of the first screen.
func (v riskPresenter) riskStanding(path string, r *assess.Risk) part.Part {
	f := v.facts()
	outcome := r.Outcome
	if r.Standing != assess.Counted {
		outcome = r.Would
	}
	reasons := v.reasons(r.Reasons)
	switch {
	case reasons != "" || outcome == assess.Closed:
	case outcome.Judged():
		reasons = v.words["riskNoReason"]
	default:
		reasons = v.words["riskNotJudged"]
	}
	f.words("riskOutcomeWhy", reasons)
	f.words("riskWanted", dashboardDecidePresenter{v.desk}.decideWhy(r))
	f.add("rank", v.rankWords(r))
	f.add("riskClosed", v.closing(path, r))
	f.add("option", v.optionWords(r))
	f.add("plans", v.plansOf(path, r))
	if outcome.Judged() && outcome != assess.Closed && (len(r.Plans) > 0 || len(r.Effects) > 0) {
		f.words("riskThen", v.reasonsThen(r, outcome))
	}
	f.add("riskEffects", v.effectList(path, r))
	f.add("riskAcceptance", v.acceptanceOf(path, r))
	f.add("riskJudgement", v.judgementWords(path, r))
	f.add("riskTouched", v.staleItems(path, r.Touched))
	f.add("riskStale", v.staleList(path, r))
	f.words("riskReviewed", v.analysedWords(r, outcome))
	f.add("riskNext", v.dueDay(r.Next, !r.Closed()))
	return f.done()
}

// reasonsThen says which reasons are left once the plans are done.
func (v riskPresenter) reasonsThen(r *assess.Risk, outcome assess.Outcome) string {
	switch {
	case r.Removed:
		return v.words["removed"]
	case outcome == assess.UnevaluatedPlan && !v.Register.Criteria.Given:
		return v.words["riskThenUnjudged"]
	case outcome == assess.UnevaluatedPlan:
		return v.words["riskThenUnknown"]
	case outcome == assess.InTreatment && len(r.ProjectedReasons) > 0:
		return v.words["riskThenJudged"]
	}
	return cmp.Or(v.reasons(r.ProjectedReasons), v.words["riskThenNone"])
}

// closing says when and by which decision a risk was closed, or that a day after the as-of date will close it.
func (v riskPresenter) closing(path string, r *assess.Risk) part.Part {
	record := r.Record
	if !record.Closed() {
		return nil
	}
	if record.ClosedOn.After(v.Assessment.AsOf) {
		return part.Words(v.say("riskCloseLater", "day", v.day(record.ClosedOn)))
	}
	return join(" ", part.Words(v.day(record.ClosedOn)), v.wording(record.ClosedBecause), join(" ", v.refs(path, v.ending(record.ID, "closing"))...))
}

// ending gives the decisions of a form that end a risk or a plan, made by the as-of date, ids ascending.
func (v riskPresenter) ending(id, form string) []string {
	var found []string
	for _, at := range v.from("decisions", id) {
		if d, ok := v.Register.Find(at).(*register.Decision); ok && d.Form == form && v.Assessment.DecisionStanding(d) == assess.DecisionMade {
			found = append(found, at)
		}
	}
	return found
}

// effectList names the plans whose side effects count for a risk, with the values to which they raise it.
func (v riskPresenter) effectList(path string, r *assess.Risk) part.Part {
	pieces := make([]part.Part, len(r.Effects))
	for i, e := range r.Effects {
		pieces[i] = join(" ", v.ref(path, e.Plan.ID), v.sayParts("riskEffectTo", "rating", v.raisedTo(e.Rating)))
		if !v.Assessment.Live(e.Plan) {
			pieces[i] = join(" ", pieces[i], badge("warn", v.words["riskEffectDone"]))
		}
	}
	return list(pieces)
}

// raisedTo shows the values to which a side effect raises a risk; one that it leaves alone is not among them.
func (v riskPresenter) raisedTo(r assess.Rating) part.Part {
	c := &v.Register.Criteria
	var pieces []part.Part
	if r.Likelihood != nil {
		pieces = append(pieces, join(" ", part.Words(v.words["likelihood"]), v.stepName(c.Likelihoods, r.Likelihood)))
	}
	if r.Impact != nil {
		pieces = append(pieces, join(" ", part.Words(v.words["impact"]), v.stepName(c.Impacts, r.Impact)))
	}
	return join(v.words["listSeparator"], pieces...)
}

// analysedWords gives the day of the last analysis, or says that there is none or that nobody knows it.
func (v riskPresenter) analysedWords(r *assess.Risk, outcome assess.Outcome) string {
	later := ""
	if r.Record.Reviewed.After(v.Assessment.AsOf) {
		later = v.say("riskReviewLater", "day", v.day(r.Record.Reviewed))
	}
	on := v.Assessment.AnalysedOn(r)
	switch {
	case outcome == assess.Unanalysed:
		return joined(v.words["riskNever"], " ", later)
	case on.IsZero():
		return joined(v.words["riskNoDay"], " ", later)
	}
	return joined(v.day(on), " ", later)
}

// rankWords gives the rank of a risk and the key that made it.
func (v riskPresenter) rankWords(r *assess.Risk) part.Part {
	if r.Rank == 0 {
		switch {
		case r.Closed(), r.Standing != assess.Counted:
			return nil
		case !r.Outcome.Judged():
			return part.Words(v.words["riskNoRankYet"])
		}
		return part.Words(v.words["riskNoRank"])
	}
	words := strong(part.Words(v.say("riskRankOf", "rank", r.Rank, "n", v.Assessment.Summary.ToTreat())))
	if r.RankedBy != "" {
		key := "riskRankBelow"
		if r.Rank == 1 {
			key = "riskRankTop"
		}
		words = join(" ", words, part.Words(v.say(key, "by", v.words["rankedBy-"+string(r.RankedBy)])))
	}
	if pin := r.Record.Priority; pin != nil {
		words = lines(words, v.sayParts("riskPinned", "rank", pin.Rank, "reason", v.wording(pin.Reason)))
	}
	return words
}

func (v riskPresenter) optionWords(r *assess.Risk) part.Part {
	var pieces []part.Part
	if r.Option != "" {
		pieces = append(pieces, v.sayParts("riskChosen", "option", strong(part.Words(v.words["option-"+r.Option]))))
	}
	if r.Suggested != "" {
		why := explain.Suggestion(v.Assessment, r).In(v.Language)
		pieces = append(pieces, part.Words(v.say("riskSuggested", "option", v.words["option-"+r.Suggested], "why", why)))
	}
	return list(pieces)
}

// plansOf lists every plan that names a risk, live ones first, with status, progress and due date.
func (v riskPresenter) plansOf(path string, r *assess.Risk) part.Part {
	var pieces []part.Part
	live := map[string]bool{}
	for _, p := range r.Plans {
		live[p.ID] = true
		pieces = append(pieces, v.planLine(path, p))
	}
	if len(pieces) == 0 && !r.Closed() {
		pieces = append(pieces, part.Words(v.words["riskNoPlan"]))
	}
	for _, l := range v.index.backlinksOf(r.Record.ID) {
		if l.key == "risks" && !live[l.from] {
			if p := v.Register.Treatment(l.from); p != nil {
				pieces = append(pieces, v.planLine(path, p))
			}
		}
	}
	return list(pieces)
}

func (v riskPresenter) planLine(path string, p *register.Treatment) part.Part {
	var due part.Part
	if !p.Due.IsZero() {
		due = part.Words(v.say("riskPlanDue", "day", v.day(p.Due)))
	}
	return join(" ", v.ref(path, p.ID), treatmentsPresenter{v.desk}.planStatus(p), treatmentsPresenter{v.desk}.progressWords(p.ID), due, treatmentsPresenter{v.desk}.deviation(p.ID))
}

func (v riskPresenter) acceptanceOf(path string, r *assess.Risk) part.Part {
	a := r.Acceptance
	if a == nil {
		if r.Closed() {
			return nil
		}
		return part.Words(v.words["riskNoAcceptance"])
	}
	return join(" ", v.ref(path, a.Decision.ID), v.acceptanceBadge(r), part.Words(v.say("riskUntil", "day", v.day(a.Decision.Until))), v.acceptanceNote(r))
}

// acceptanceBadge says how the acceptance of a risk stands: one that changes nothing is called so, and is not good.
func (v riskPresenter) acceptanceBadge(r *assess.Risk) part.Part {
	pieces := make([]part.Part, 0, 2)
	switch {
	case r.Acceptance.WithoutEffect():
		pieces = append(pieces, v.state("warn", "acceptance-without-effect"))
	case r.Acceptance.State == assess.InForce:
		pieces = append(pieces, v.state("good", "acceptance-in-force"))
	case r.Acceptance.State == assess.Expired:
		pieces = append(pieces, v.state("bad", "acceptance-expired"))
	default:
		pieces = append(pieces, v.state("bad", "acceptance-outgrown"))
	}
	if v.Assessment.AcceptedAboveRating(r) {
		pieces = append(pieces, v.state("warn", "riskAbove"))
	}
	return join(" ", pieces...)
}

// acceptanceNote says why an acceptance in force changes nothing; nothing where it does.
func (v riskPresenter) acceptanceNote(r *assess.Risk) part.Part {
	if !r.Acceptance.WithoutEffect() {
		return nil
	}
	return small(part.Words(v.say("riskNoEffect", "reasons", v.reasons(r.Reasons))))
}

// judgementWords names the newest judgement of a risk with its verdict and whether it decides; nothing where there is none.
func (v riskPresenter) judgementWords(path string, r *assess.Risk) part.Part {
	if r.Judgement == nil {
		return nil
	}
	d := r.Judgement.Decision
	return join(" ", v.ref(path, d.ID), strong(part.Words(v.words["verdict-"+d.Verdict])), v.judgementBadge(r.Judgement))
}

// judgementBadge says whether a judgement decides.
func (v riskPresenter) judgementBadge(u *assess.Judgement) part.Part {
	switch {
	case v.Register.Criteria.Given:
		return v.state("quiet", "decisionShown")
	case u.State == assess.Expired:
		return v.state("bad", "judgementExpired")
	case u.State == assess.Outgrown:
		return v.state("bad", "judgementOutgrown")
	}
	return v.state("info", "decisionDecides")
}

// staleList says what is newer than the analysis of a risk, and why that counts.
func (v riskPresenter) staleList(path string, r *assess.Risk) part.Part {
	switch {
	case len(r.Stale) > 0:
		return v.staleItems(path, r.Stale)
	case r.Closed(), r.Standing != assess.Counted:
		return nil
	case r.Outcome == assess.Unanalysed:
		return part.Words(v.words["riskStaleNever"])
	case v.Assessment.AnalysedOn(r).IsZero():
		return part.Words(v.words["riskStaleNoDay"])
	}
	return part.Words(v.words["riskNotStale"])
}

// staleItems lists what came after the analysis or the closing of a risk.
func (v riskPresenter) staleItems(path string, items []assess.Stale) part.Part {
	pieces := make([]part.Part, len(items))
	for i, s := range items {
		if s == assess.WithheldStale {
			pieces[i] = part.Words(v.words["withheld"])
			continue
		}
		because := v.ref(path, s.Because)
		if s.Because == "criteria" {
			because = v.pageLink(path, "criteria.html", v.words["criteriaTitle"])
		}
		pieces[i] = join(" ", part.Words(v.day(s.On)), strong(part.Words(v.staleWhat(s))), because)
	}
	return list(pieces)
}

// staleWhat says what made an evaluation stale: what happened, or which fact is another.
func (v riskPresenter) staleWhat(s assess.Stale) string {
	if s.ByFact() {
		return v.say("riskChanged", "field", s.What, "from", cmp.Or(s.From.String(), "—"), "to", cmp.Or(s.To.String(), "—"))
	}
	return v.words["stale-"+s.What]
}

// pageLink links to a page of the site that is no record.
func (v *ways) pageLink(path, to, words string) part.Part {
	return part.Page{Href: href(path, to), Text: words}
}

// riskLevels sets the three points in time side by side.
func (v riskPresenter) riskLevels(r *assess.Risk) part.Part {
	columns := []column{{"riskAllHead", ""}, {"inherent", ""}, {"now", ""}}
	proposed := r.Record.Proposed
	if proposed != nil {
		columns = append(columns, column{"riskProposed", ""})
	}
	t := v.table("", v.words["riskLevels"], append(columns, column{"projected", ""})...)
	row := func(key string, inherent, now, waiting, projected part.Part) {
		t.row()
		t.head(part.Words(v.words[key]))
		t.cell(inherent)
		t.cell(now)
		if proposed != nil {
			t.cell(waiting)
		}
		switch {
		case r.Closed():
			t.cell(part.Words("–"))
		case r.Removed:
			t.cell(v.state("good", "removed"))
		default:
			t.cell(projected)
		}
	}
	c := &v.Register.Criteria
	then := func(steps []register.Step, value *int) part.Part {
		if levelOnly(r.Projected) {
			return part.Empty(v.words["riskNotGiven"])
		}
		return v.stepName(steps, value)
	}
	waiting := assess.Rating{Level: -1}
	if proposed != nil {
		waiting = v.ratingOf(&proposed.Rating, waiting)
	}
	row("likelihood", lines(v.stepName(c.Likelihoods, r.Inherent.Likelihood), v.analysisFactors(r.Record.Inherent)),
		lines(v.stepName(c.Likelihoods, r.Now.Likelihood), v.analysisFactors(analysisOf(r.Record.Current, r.Record.Inherent))),
		lines(v.stepName(c.Likelihoods, waiting.Likelihood), v.analysisFactors(proposed)), then(c.Likelihoods, r.Projected.Likelihood))
	row("impact", v.stepName(c.Impacts, r.Inherent.Impact), v.stepName(c.Impacts, r.Now.Impact), v.stepName(c.Impacts, waiting.Impact), then(c.Impacts, r.Projected.Impact))
	level := v.levelBadge(r.Projected.Level)
	if levelOnly(r.Projected) {
		level = v.ratingBadge(r.Projected)
	}
	row("level", v.levelBadge(r.Inherent.Level), v.levelBadge(r.Now.Level), v.levelBadge(waiting.Level), level)
	if r.ExpectedLoss != nil {
		t.row()
		t.head(part.Words(v.words["expectedLoss"]))
		t.cell(part.Words("–"))
		t.words(v.money(*r.ExpectedLoss))
		if proposed != nil {
			t.cell(part.Words("–"))
		}
		var then part.Part = part.Words("–")
		if r.ProjectedLoss != nil {
			then = part.Words(v.money(*r.ProjectedLoss))
		}
		t.cell(then)
	}
	if proposed != nil {
		t.made.After = part.Words(v.words["riskProposedWhy"])
	}
	return t.done()
}

// stepName gives a value of a scale with its label.
func (v *verdicts) stepName(steps []register.Step, value *int) part.Part {
	if value == nil {
		return part.Words("–")
	}
	i := slices.IndexFunc(steps, func(s register.Step) bool { return s.Value != nil && *s.Value == *value })
	if i < 0 {
		return part.Words(strconv.Itoa(*value))
	}
	return join(" ", part.Words(strconv.Itoa(*value)), v.short(steps[i].Label))
}

// riskQuantities shows the figures of a risk now, and as the live plans aim to change them.
func (v riskPresenter) riskQuantities(r *assess.Risk) part.Part {
	q := r.Record.Quantitative
	if q == nil {
		return nil
	}
	t := v.table("", v.words["riskQuantities"], column{"riskQuantityHead", ""}, column{"riskEstimateNow", ""}, column{"riskEstimateThen", ""})
	row := func(key string, now *register.Estimate, figure func(float64) string, of func(*register.Target) *register.Estimate) {
		var then []part.Part
		for _, p := range r.Plans {
			for i := range p.Targets {
				if target := &p.Targets[i]; target.Risk == r.Record.ID && of(target) != nil {
					then = append(then, part.Words(v.estimate(of(target), figure)))
				}
			}
		}
		t.row()
		t.head(part.Words(v.words[key]))
		t.words(v.estimate(now, figure))
		t.cell(join(" / ", then...))
	}
	row("riskFrequency", q.Frequency, number, func(target *register.Target) *register.Estimate { return target.Frequency })
	row("riskLossOne", q.Loss, v.money, func(target *register.Target) *register.Estimate { return target.Loss })
	if r.ExpectedLoss != nil {
		t.row()
		t.head(part.Words(v.words["expectedLoss"]))
		t.cell(strong(part.Words(v.money(*r.ExpectedLoss))))
		var then part.Part
		if r.ProjectedLoss != nil {
			then = strong(part.Words(v.money(*r.ProjectedLoss)))
		}
		t.cell(then)
	}
	return t.done()
}

// estimate writes an uncertain figure.
func (v riskPresenter) estimate(e *register.Estimate, figure func(float64) string) string {
	switch {
	case e == nil:
		return "–"
	case e.Form == register.Lognormal:
		return v.say("riskLognormal", "low", figure(e.Low), "high", figure(e.High))
	case e.Form == register.PERT:
		return v.say("riskPert", "low", figure(e.Low), "mode", figure(e.Mode), "high", figure(e.High))
	}
	return figure(e.Mode)
}
