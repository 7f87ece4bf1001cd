package rating

import (
	"fmt"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/brief"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/page/ground"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// DashboardWords are the words of this file's pages and parts, by key.
var DashboardWords = desk.Words{
	"dashMore":          {Ja: "ほかの件数：", En: "More:"},
	"dashBeyond":        {Ja: "対応を要するリスク", En: "{n|risk|risks} to be treated"},
	"dashOfOpen":        {Ja: "終結していないリスク{n}件のうち", En: "of {n} open {n|risk|risks}"},
	"dashDecisions":     {Ja: "意思決定が必要な事項", En: "{n|decision|decisions} needed"},
	"dashLate":          {Ja: "遅れている計画", En: "{n|plan|plans} late"},
	"dashOfLive":        {Ja: "実行中の計画{n}件のうち", En: "of {n} live {n|plan|plans}"},
	"dashLoss":          {Ja: "年間期待損失額（現在）", En: "expected annual loss now"},
	"dashLossOf":        {Ja: "終結していない{open}件のうち見積りのある{n}件の合計。計画の完了後 {amount}", En: "of the {n} of {open} open {open|risk|risks} that {n|has|have} figures; {amount} once plans are done"},
	"dashUnjudged":      {Ja: "まだ評価できないリスク", En: "{n|risk|risks} not judged yet"},
	"dashMoved":         {Ja: "悪化・改善・新規のリスク", En: "Risks that got worse, got better, or are new"},
	"dashMovedNone":     {Ja: "{day}以後、レベルの動いたリスク、新規のリスク、終結したリスクはありません。", En: "Since {day} no risk changed its level, came or went."},
	"dashMovedSince":    {Ja: "{day}の状態と比べています。", En: "Held against the state of {day}."},
	"dashMovedRule":     {Ja: "ほかに{n}件は、判定基準の改定によりレベルが変わりました。", En: "Another {n} changed {n|its|their} level because the criteria did."},
	"dashMovedUnknown":  {Ja: "比べられる以前の状態がありません。", En: "There is no former state to hold the register against."},
	"dashBefore":        {Ja: "前回のレベル", En: "Level then"},
	"dashNowLevel":      {Ja: "現在のレベル", En: "Level now"},
	"dashWho":           {Ja: "決定する人・組織", En: "Who decides"},
	"dashBy":            {Ja: "期限", En: "By"},
	"dashWhoNone":       {Ja: "記録なし", En: "not recorded"},
	"dashByNone":        {Ja: "記録なし", En: "none recorded"},
	"dashLapsing":       {Ja: "{n}日以内に期限を迎える受容", En: "Lapses within {n} days"},
	"dashLapsingWhy":    {Ja: "{risks} の受容が切れます。続けるか、対応するかを決めてください。", En: "The acceptance of {risks} runs out: decide whether to renew it or to treat."},
	"dashPlansGood":     {Ja: "実行中の計画{n}件は、いずれも予定どおりで、完了すれば十分です。", En: "{n|The one live plan is|All {n} live plans are} on time, and enough once done."},
	"decider-asked":     {Ja: "決定の依頼先", En: "asked to decide"},
	"decider-authority": {Ja: "決裁権限", En: "by authority"},
	"decider-approver":  {Ja: "計画の承認者", En: "approved the plan"},
	"decider-superior":  {Ja: "責任者の上位", En: "above the owner"},
	"by-asked":          {Ja: "依頼された期限", En: "asked for by then"},
	"by-acceptance":     {Ja: "受容の期限", En: "the acceptance ends"},
	"by-plan":           {Ja: "計画の期限", En: "the plan is due"},
	"by-review":         {Ja: "次の見直し", En: "next review"},
	"dashCost":          {Ja: "実行中の計画の費用（初期）", En: "initial cost of live plans"},
	"dashCostAnnual":    {Ja: "年間 {amount}", En: "and {amount} a year"},
	"dashDecide":        {Ja: "意思決定が必要な事項", En: "What needs a decision"},
	"dashDecideNone":    {Ja: "いま意思決定が必要な事項はありません。", En: "Nothing waits for a decision."},
	"dashWorse":         {Ja: "分析のやり直しの根拠", En: "Grounds for a new analysis"},
	"dashWorseNone":     {Ja: "分析の前提に、前回の分析より新しい変化はありません。", En: "Nothing that an analysis rests on is newer than the analysis."},
	"dashWorseNoDay":    {Ja: "未分析のもの、分析した日の分からないもの（{n}件）については、変化の有無を確かめられません。", En: "Of {n} {n|risk nobody can tell: it is|risks nobody can tell: they are} not analysed, or the day of {n|its|their} analysis is not known."},
	"dashWatch":         {Ja: "限界を超えた指標、近づく指標、測定の滞る指標", En: "Indicators beyond their limit, heading for it, or not read in time"},
	"dashWatchAll":      {Ja: "すべての指標", En: "All indicators"},
	"dashStanding":      {Ja: "評価結果の内訳", En: "Where the risks stand"},
	"dashTop":           {Ja: "優先順位の高いリスク", En: "Highest priorities"},
	"dashTopAll":        {Ja: "すべてのリスク", En: "All risks"},
	"dashTopLevel":      {Ja: "リスクレベル・評価結果", En: "Level and outcome"},
	"dashPlans":         {Ja: "遅れ・不足・未評価の計画", En: "Plans that are late, not enough or unevaluated"},
	"dashPlansAll":      {Ja: "すべての計画", En: "All plans"},
	"dashEnough":        {Ja: "十分", En: "Enough"},
	"dashNotEnough":     {Ja: "不十分", En: "Not enough"},
	"dashNotKnown":      {Ja: "不明", En: "Not known"},
	"dashVerdict":       {Ja: "計画の十分さ", En: "Is it enough?"},
	"dashOnTime":        {Ja: "予定どおり", En: "On time"},
	"dashIsLate":        {Ja: "遅延", En: "Late"},
	"dashTime":          {Ja: "日程", En: "On time?"},
	"dashPlansNone":     {Ja: "実行中の計画はありません。", En: "There are no live plans."},
	"dashMatrix":        {Ja: "現在のマトリクス", En: "The matrix now"},
	"dashMatrixAll":     {Ja: "三つの時点のマトリクスと動き", En: "All three points in time, and the moves"},
	"dashProcess":       {Ja: "プロセスの状況", En: "The process"},
	"dashProcessText":   {Ja: "採用する{adopted}ステップのうち、{open}ステップに不足があります。", En: "{open} of the {adopted} adopted {adopted|step|steps} still {open|lacks|lack} something."},
	"dashChecks":        {Ja: "検査の結果は、エラー{errors}件、警告{warnings}件です。", En: "The checks give {errors} {errors|error|errors} and {warnings} {warnings|warning|warnings}."},
	"dashNoRisks":       {Ja: "リスクの記録がまだありません。まず資産（content/assets/）とリスク（content/risks/）を書いてください。", En: "There are no risk records yet. Begin with an asset in content/assets/ and a risk in content/risks/."},
	"decide-treat":      {Ja: "対応計画がありません。対応策を選び、計画を承認してください。", En: "No live plan. Choose an option and approve a plan."},
	"decide-more":       {Ja: "計画を終えても基準を満たしません。計画を補うか、基準を見直してください。", En: "The plan does not bring it within the criteria. Extend it, or reconsider the criteria."},

	"decide-treat-or-accept":    {Ja: "対応計画がありません。対応策を選んで計画を承認するか、受容を決定してください。", En: "No live plan. Choose an option and approve a plan, or decide to accept it."},
	"decide-more-judged":        {Ja: "計画は不十分と判断されています。計画を補い、改めて判断してください。", En: "The plan was judged not to be enough. Extend it, and judge it anew."},
	"decide-unevaluated":        {Ja: "計画はありますが、何をもたらすかが示されていません。完了後の見込みを目標に書いてください。", En: "There is a plan, but nothing says what it brings: say so in its target."},
	"decide-unevaluated-judge":  {Ja: "計画はありますが、足りるかどうかが判断されていません。計画について判断してください。", En: "There is a plan, but nobody has judged whether it is enough: judge it."},
	"decide-reanalyse":          {Ja: "計画は完了しましたが、その後分析していません。分析し直すか、終結してください。", En: "Its plan is done, and it was not analysed since: analyse it again, or close it."},
	"decide-later":              {Ja: "計画{plan}は{day}から数えます。それまで実行中の計画はありません。", En: "Its plan {plan} counts from {day} on; until then no plan is live."},
	"decide-asked":              {Ja: "{form}の決定が{requested}に依頼され、まだ決まっていません。", En: "{form} was asked for on {requested} and is not decided yet."},
	"decide-asked-by":           {Ja: "決定の期限は{day}です。", En: "It is to be decided by {day}."},
	"decide-without-effect":     {Ja: "受容は有効ですが、残る理由には効果がありません。", En: "The acceptance is in force, but without effect on the reasons that stand."},
	"decide-judgement-expired":  {Ja: "判断の期限（{day}）が過ぎています。", En: "The judgement ran out on {day}."},
	"decide-judgement-outgrown": {Ja: "判断したときのレベルを超えています。", En: "It has outgrown the level at which it was judged."},

	"decide-judge":    {Ja: "基準がないため、対応の要否の判断が必要です。", En: "There are no criteria: judge whether it needs treatment."},
	"decide-analyse":  {Ja: "起こりやすさと影響が決まっていません。", En: "Its likelihood or impact is not determined."},
	"decide-expired":  {Ja: "受容の期限（{day}）が過ぎています。", En: "The acceptance ran out on {day}."},
	"decide-outgrown": {Ja: "受容したときのレベルを超えています。", En: "It has outgrown the level at which it was accepted."},
	"decide-approve":  {Ja: "計画が承認を待っています。", En: "The plan awaits approval."},
	"decide-pushed":   {Ja: "ほかの計画の副作用により、基準を満たさなくなります。", En: "Another plan's side effects will push it over the criteria."},
	"dashWhat":        {Ja: "変化", En: "Change"},
	"dashWhy":         {Ja: "理由", En: "Why"},
	"dashOn":          {Ja: "日付", En: "On"},
	"dashConcerns":    {Ja: "見直すリスク", En: "Risks to revisit"},
	"criteriaRef":     {Ja: "リスク判定基準", En: "Risk criteria"},
	"rankedBy":        {Ja: "順位を決めた項目", En: "Ranked by"},
}

// DashboardPages makes the page of dashboard.
func DashboardPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("index.html", "dashboard.html", func() any { return dashboardView(v, "index.html") })
}

func dashboardView(v *desk.Desk, path string) view.Dashboard {
	page := view.Dashboard{
		Frame: v.Frame(path, v.Words["dashboardTitle"]), Sentences: Sentences(v, path),
		Breaches: desk.AllBreaches(v, path),
		Later:    CriteriaLater(v),
		Decide:   decideItems(v, path),
		Outcomes: outcomeShares(v),
		Bar:      outcomeBar(v),
		LevelBar: levelBars(v),
		Levels:   allLevelShares(v),
		Matrix:   view.MatrixPart{Matrix: grid.Matrix(v, path, "now", v.Assessment.Summary.Now, grid.FewInCell), W: v.Words},
		Top:      topRisks(v, path, 10),
		Plans:    wantingPlans(v, path),
		Lapsing:  lapsingItems(v, path),
		Empty:    len(v.Register.Risks) == 0,
	}
	wanted := agenda.SumWanted(agenda.AllWanted(v.Assessment))
	page.Moved, page.MovedMore, page.MovedLead = dashboardMovedMoved(v, path)
	page.Tiles, page.DecideParts = cards(v, wanted), decisionParts(v, path, wanted)
	page.Matrix.Matrix.Missing = grid.Placeless(v, func(r *assess.Risk) assess.Rating { return r.Now })
	if more := len(page.Decide) - mostDecided; more > 0 {
		page.Decide, page.DecideMore = page.Decide[:mostDecided], more
	}
	page.Changes, page.ChangesMore = desk.Most(changeItems(v, path))
	page.Plans, page.PlansMore = desk.Most(page.Plans)
	page.LapsingHead = v.Say("dashLapsing", "n", assess.SoonDays)
	if n := v.Assessment.Summary.LivePlans; n > 0 && len(page.Plans) == 0 {
		page.PlansGood = v.Say("dashPlansGood", "n", n)
	}
	page.Revisit = desk.RevisitTotal(v, path)
	page.Watch, page.WatchMore = desk.Most(ground.WatchItems(v, path))
	page.Waiting, page.PlansLater = v.WaitingSum(path), laterPlans(v, path)
	page.ChangesNone, page.ChangesUnknown = changesNone(v)
	page.Process, page.Checks = processLine(v), checksLine(v)
	return page
}

// mostDecided is how much that waits for a decision the first page lists; the agenda has the rest.
const mostDecided = 15

// cards gives the figures at the head of the first page. Each leads to exactly what it counts.
func cards(v *desk.Desk, wanted agenda.WantedSum) []view.Card {
	summary, cost := &v.Assessment.Summary, v.Assessment.Costs.Total.Amount
	cards := []view.Card{
		counting(v, summary.ToTreat(), func(a *chronicle.Amounts) int { return a.ToTreat }),
		counting(v, wanted.All(), func(a *chronicle.Amounts) int { return a.Wanted }),
		counting(v, summary.Behind, func(a *chronicle.Amounts) int { return a.Late }),
	}
	cards[0].Tile = DashboardToTreat(v, summary.ToTreat(), summary.Open(), summary.Unjudged(), "dashBeyond", "dashOfOpen", brief.ToTreat)
	cards[1].Tile = view.Tile{Figure: part.Words(fmt.Sprint(wanted.All())), What: v.Say("dashDecisions", "n", wanted.All()), Class: desk.Grade(wanted.All(), "tile-warn"), Href: "#decide"}
	cards[2].Tile = share(v, summary.Behind, summary.LivePlans, "dashLate", "dashOfLive", "tile-bad", brief.LatePlans)
	if n := summary.Unjudged(); n > 0 {
		card := counting(v, n, func(a *chronicle.Amounts) int { return a.Unjudged })
		card.Tile = view.Tile{Figure: part.Words(fmt.Sprint(n)), What: v.Say("dashUnjudged", "n", n), Note: part.Words(v.Say("dashOfOpen", "n", summary.Open())), Class: "tile-unjudged", Href: brief.Unjudged}
		cards = slices.Insert(cards, 1, card)
	}
	if wanted.All() > 0 {
		at := len(cards) - 2
		cards[at].Note = part.Words(v.Say("decideOf", "risks", wanted.Risks(), "plans", wanted.Plans))
		if wanted.Asked > 0 {
			cards[at].Note = part.Words(v.Say("decideOfAsked", "risks", wanted.Risks(), "plans", wanted.Plans, "asked", wanted.Asked))
		}
	}
	if summary.Quantified > 0 {
		card := view.Card{Tile: view.Tile{Figure: part.Words(v.Sum(summary.Loss)), What: v.Words["dashLoss"], Note: part.Words(v.Say("dashLossOf", "n", summary.Quantified, "open", summary.Open(), "amount", v.Sum(summary.LossThen))), Href: brief.Estimated}}
		if s := sinceOf(v); s != nil && s.Then.Quantified > 0 {
			card.Sign, card.Tone = sign(summary.Loss, s.Then.Loss)
			card.Former = dashboardFormer(v, v.Sum(s.Then.Loss), v.Sum(s.Then.Loss) == v.Sum(summary.Loss), s)
		}
		cards = append(cards, card)
	}
	if cost.Sum() > 0 {
		cards = append(cards, view.Card{Tile: view.Tile{Figure: part.Words(v.Sum(float64(cost.Initial))), What: v.Words["dashCost"], Note: part.Words(v.Say("dashCostAnnual", "amount", v.Sum(float64(cost.Annual)))), Href: brief.LivePlans}})
	}
	return cards
}

// counting is a card with what its figure was in the former state.
func counting(v *desk.Desk, n int, of func(*chronicle.Amounts) int) view.Card {
	s := sinceOf(v)
	if s == nil {
		return view.Card{}
	}
	was := of(&s.Then)
	c := view.Card{Former: dashboardFormer(v, fmt.Sprint(was), was == n, s)}
	c.Sign, c.Tone = sign(float64(n), float64(was))
	return c
}

// sign tells whether a figure that should be low went up or down.
func sign(now, was float64) (sign, tone string) {
	switch {
	case now > was:
		return "▲", "bad"
	case now < was:
		return "▼", "good"
	}
	return "", "quiet"
}

// dashboardFormer says what a figure was, and where it was measured by another rule.
func dashboardFormer(v *desk.Desk, figure string, same bool, s *chronicle.Since) string {
	words := v.Say("sinceMore", "figure", figure)
	if same {
		words = v.Words["sinceSame"]
	}
	if s.Recriteria {
		words += v.Words["listSeparator"] + v.Words["sinceRule"]
	}
	return words
}

// share is the tile of a part, which should be nought, of a whole. A part of nothing is neither good nor bad.
func share(v *desk.Desk, some, whole int, what, note, class, href string) view.Tile {
	t := view.Tile{Figure: part.Words(fmt.Sprint(some)), What: v.Say(what, "n", some), Href: href}
	if whole > 0 {
		t.Note, t.Class = part.Words(v.Say(note, "n", whole)), desk.Grade(some, class)
	}
	return t
}

// DashboardToTreat is the tile of the risks to be treated. It is no all-clear while some could not be judged: it says how many then, and is not good.
func DashboardToTreat(v *desk.Desk, beyond, open, unjudged int, what, note, href string) view.Tile {
	t := share(v, beyond, open, what, note, "tile-bad", href)
	if unjudged > 0 {
		t.Note += part.Words(v.Say("unjudgedNote", "n", unjudged))
		if beyond == 0 {
			t.Class = "tile-unjudged"
		}
	}
	return t
}

// changesNone says that nothing is newer than the analyses, and of how many risks nobody can tell.
func changesNone(v *desk.Desk) (words string, unknown bool) {
	n := v.Assessment.Summary.Undated
	if n == 0 {
		return v.Words["dashWorseNone"], false
	}
	return v.Words["dashWorseNone"] + v.Words["sentenceSeparator"] + v.Say("dashWorseNoDay", "n", n), true
}

// outcomeCounts counts every risk, closed ones too.
func outcomeCounts(v *desk.Desk) map[assess.Outcome]int {
	counts := map[assess.Outcome]int{}
	for _, r := range v.Assessment.Risks {
		counts[r.Outcome]++
	}
	return counts
}

func outcomeShares(v *desk.Desk) []view.OutcomeShare {
	counts := outcomeCounts(v)
	var shares []view.OutcomeShare
	for _, o := range assess.Outcomes {
		if counts[o] > 0 {
			shares = append(shares, view.OutcomeShare{Badge: v.OutcomeBadge(o), Count: counts[o]})
		}
	}
	return shares
}

func topRisks(v *desk.Desk, path string, n int) []view.RankRow {
	var rows []view.RankRow
	for _, r := range v.Assessment.ByRank() {
		if r.Rank == 0 || len(rows) == n {
			break
		}
		row := view.RankRow{
			Rank: r.Rank, Risk: v.Ref(path, r.Record.ID), Level: v.RatingBadge(r.Now), Outcome: v.OutcomeBadge(r.Outcome),
			Reasons: ReasonClauses(v.Verdicts, r), Owner: v.Party(r.Record.Owner),
		}
		if r.RankedBy != "" {
			row.RankedBy = v.Words["rankedBy-"+string(r.RankedBy)]
		}
		for _, p := range r.Plans {
			row.Plans = append(row.Plans, v.ShortRef(path, p.ID))
		}
		rows = append(rows, row)
	}
	return rows
}

// wantingPlans lists the live plans that are late, or not enough, or of which nobody can tell: late ones first, then by due date.
func wantingPlans(v *desk.Desk, path string) []view.PlanRow {
	var plans []*register.Treatment
	for _, p := range v.Register.Treatments {
		if a := v.Assessment.Plan(p.ID); a != nil && a.Live && !p.Provisional && (a.Late() || a.Sufficiency == assess.NotEnough || a.Sufficiency == assess.NotKnown) {
			plans = append(plans, p)
		}
	}
	slices.SortStableFunc(plans, func(a, b *register.Treatment) int { return a.Due.Compare(b.Due) })
	rows := make([]view.PlanRow, 0, len(plans))
	for _, p := range plans {
		row := view.PlanRow{Plan: v.Ref(path, p.ID), Owner: v.Party(p.Owner), Due: v.Iso(p.Due)}
		if a := v.Assessment.Plan(p.ID); a != nil {
			row.Done, row.Total = a.Done, a.Total
			row.Late = a.Late()
			row.Verdict = enough(v, a)
		}
		for _, id := range p.Risks {
			row.Risks = append(row.Risks, v.ShortRef(path, id))
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b view.PlanRow) int {
		switch {
		case a.Late == b.Late:
			return 0
		case a.Late:
			return -1
		}
		return 1
	})
	return rows
}

// enough says in a word whether a live plan is enough.
func enough(v *desk.Desk, p *assess.Plan) part.Part {
	switch p.Sufficiency {
	case assess.Enough:
		return v.State("good", "dashEnough")
	case assess.NotEnough:
		return v.State("bad", "dashNotEnough")
	case assess.NotKnown:
		if len(p.Silent) > 0 {
			return desk.Join(" ", v.State("warn", "dashNotKnown"), desk.Small(part.Words(v.Silence())))
		}
		return v.State("warn", "dashNotKnown")
	}
	return part.Words("–")
}

func processLine(v *desk.Desk) string {
	adopted := v.Register.Config.Process.Adopted()
	open, unbegun := 0, 0
	for _, step := range adopted {
		switch {
		case v.Step(step).Evidence == 0:
			unbegun++
		case len(v.Checked().Gaps[step]) > 0:
			open++
		}
	}
	said := v.Say("dashProcessText", "adopted", len(adopted), "open", open)
	if unbegun > 0 {
		said += v.Words["sentenceSeparator"] + v.Say("procPartUnbegun", "unbegun", unbegun)
	}
	return said
}

func checksLine(v *desk.Desk) string {
	counts := diagnostic.Count(v.Checked().Diagnostics)
	return v.Say("dashChecks", "errors", counts.Error, "warnings", counts.Warning)
}
