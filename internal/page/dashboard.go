package page

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/brief"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var dashboardWords = Words{
	"dashMore":          {Ja: "ほかの件数：", En: "More:"},
	"dashBeyond":        {Ja: "対応を要するリスク", En: "risks to be treated"},
	"dashOfOpen":        {Ja: "終結していないリスク{n}件のうち", En: "of {n} open risks"},
	"dashDecisions":     {Ja: "意思決定が必要な事項", En: "decisions needed"},
	"dashLate":          {Ja: "遅れている計画", En: "plans late"},
	"dashOfLive":        {Ja: "実行中の計画{n}件のうち", En: "of {n} live plans"},
	"dashLoss":          {Ja: "年間期待損失額（現在）", En: "expected annual loss now"},
	"dashLossOf":        {Ja: "終結していない{open}件のうち見積りのある{n}件の合計。計画の完了後 {amount}", En: "of the {n} of {open} open risks that have figures; {amount} once plans are done"},
	"dashUnjudged":      {Ja: "まだ評価できないリスク", En: "risks not judged yet"},
	"dashMoved":         {Ja: "悪化・改善・新規のリスク", En: "Risks that got worse, got better, or are new"},
	"dashMovedNone":     {Ja: "{day}以後、レベルの動いたリスク、新規のリスク、終結したリスクはありません。", En: "Since {day} no risk changed its level, came or went."},
	"dashMovedSince":    {Ja: "{day}の状態と比べています。", En: "Held against the state of {day}."},
	"dashMovedRule":     {Ja: "ほかに{n}件は、判定基準の改定によりレベルが変わりました。", En: "Another {n} changed their level because the criteria did."},
	"dashMovedUnknown":  {Ja: "比べられる以前の状態がありません。", En: "There is no former state to hold the register against."},
	"dashBefore":        {Ja: "前回のレベル", En: "Level then"},
	"dashNowLevel":      {Ja: "現在のレベル", En: "Level now"},
	"dashWho":           {Ja: "決定する人・組織", En: "Who decides"},
	"dashBy":            {Ja: "期限", En: "By"},
	"dashWhoNone":       {Ja: "記録なし", En: "not recorded"},
	"dashByNone":        {Ja: "記録なし", En: "none recorded"},
	"dashLapsing":       {Ja: "{n}日以内に期限を迎える受容", En: "Lapses within {n} days"},
	"dashLapsingWhy":    {Ja: "{risks} の受容が切れます。続けるか、対応するかを決めてください。", En: "The acceptance of {risks} runs out: decide whether to renew it or to treat."},
	"dashPlansGood":     {Ja: "実行中の計画{n}件は、いずれも予定どおりで、完了すれば十分です。", En: "All {n} live plans are on time, and enough once done."},
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
	"dashWorseNoDay":    {Ja: "未分析のもの、分析した日の分からないもの（{n}件）については、変化の有無を確かめられません。", En: "Of {n} risks nobody can tell: they are not analysed, or the day of their analysis is not known."},
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
	"dashMatrix":        {Ja: "現在のマトリクス", En: "The matrix now"},
	"dashMatrixAll":     {Ja: "三つの時点のマトリクスと動き", En: "All three points in time, and the moves"},
	"dashProcess":       {Ja: "プロセスの状況", En: "The process"},
	"dashProcessText":   {Ja: "採用する{adopted}ステップのうち、{open}ステップに不足があります。", En: "{open} of the {adopted} adopted steps still lack something."},
	"dashChecks":        {Ja: "検査の結果は、エラー{errors}件、警告{warnings}件です。", En: "The checks give {errors} errors and {warnings} warnings."},
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

// Tile is one figure at the head of a page.
type Tile struct{ Figure, What, Note, Class, Href string }

// Card is one figure at the head of the first page, with what it was when the register is held against a former state.
type Card struct {
	Tile
	Sign   string // "▲", "▼"; empty where it did not move, or nothing tells of a former state
	Tone   string // of the change: "good", "bad", "quiet"
	Former string // what it was then, in words
}

// DecideItem is one thing that waits for a decision, or that lapses before long.
type DecideItem struct {
	Record part.Part
	Badge  part.Part
	Why    part.Part
	Owner  part.Part
	Who    part.Part // who decides, and by what
	By     part.Part // by when, and which record says so; nothing where none does
	Late   bool      // the day has passed
}

// MovedItem is one risk that stands otherwise than in the former state.
type MovedItem struct {
	Risk        part.Part
	What        part.Part // worse, better, new, closed
	Before, Now part.Part // its level
}

// ChangeItem is one change that evaluations have not taken in yet.
type ChangeItem struct {
	Because part.Part
	What    string
	On      string
	Risks   []part.Part
}

// OutcomeShare is one outcome with its number of risks.
type OutcomeShare struct {
	Badge part.Part
	Count int
}

// RankRow is one ranked risk.
type RankRow struct {
	Rank           int
	Risk           part.Part
	Level, Outcome part.Part
	Reasons        string
	RankedBy       string
	Plans          []part.Part
	Owner          string
}

// PlanRow is one live plan.
type PlanRow struct {
	Plan        part.Part
	Owner       string
	Due         part.Part
	Done, Total int
	Late        bool
	Verdict     part.Part // whether it is enough
	Risks       []part.Part
}

// DashboardView is the page index.html.
type DashboardView struct {
	Frame
	Breaches                           *breachPart // nil where there are none
	Later                              string      // that the criteria were approved after the as-of date
	Waiting                            part.Part   // how many records nobody has confirmed yet
	PlansLater                         part.Part   // the plans that count from a later day on
	ChangesNone                        string      // says that nothing changed, and of how many risks nobody can tell
	ChangesUnknown                     bool        // there are such risks
	DecideMore, ChangesMore, PlansMore int         // how many stand on other pages only
	Revisit                            part.Part   // how many risks a change of external factors leaves to be revisited
	Watch                              []WatchItem
	WatchMore                          int
	Sentences                          []part.Part // how the register stands, in three to five of them
	Tiles                              []Card
	Decide                             []DecideItem
	Lapsing                            []DecideItem // what is accepted, and soon is no more
	Moved                              []MovedItem  // worse, better, new and closed risks
	MovedMore                          int
	LapsingHead                        string
	PlansGood                          string    // that nothing is wanting with the live plans; empty where there are none
	MovedLead                          part.Part // since when
	DecideParts                        part.Part // what they are, counted
	Changes                            []ChangeItem
	Outcomes                           []OutcomeShare
	Bar, LevelBar                      part.Part
	Levels                             []LevelShare
	Matrix                             MatrixPart
	Top                                []RankRow
	Plans                              []PlanRow
	Process                            string
	Checks                             string
	Empty                              bool
}

// dashboardPresenter makes the first page.
type dashboardPresenter struct{ *desk }

func dashboardPages(v *desk) iter.Seq[Page] {
	return one("index.html", "dashboard.html", func() any { return dashboardPresenter{v}.dashboardView("index.html") })
}

func (v dashboardPresenter) dashboardView(path string) DashboardView {
	page := DashboardView{
		Frame: v.frame(path, v.words["dashboardTitle"]), Sentences: briefPresenter{v.desk}.sentences(path),
		Breaches: breachesPresenter{v.desk}.allBreaches(path),
		Later:    criteriaPresenter{v.desk}.criteriaLater(),
		Decide:   dashboardDecidePresenter{v.desk}.decideItems(path),
		Outcomes: v.outcomeShares(),
		Bar:      picturesPresenter{v.desk}.outcomeBar(),
		LevelBar: picturesPresenter{v.desk}.levelBars(),
		Levels:   picturesPresenter{v.desk}.allLevelShares(),
		Matrix:   MatrixPart{matrixPresenter{v.desk}.matrix(path, "now", v.Assessment.Summary.Now, fewInCell), v.words},
		Top:      v.topRisks(path, 10),
		Plans:    v.wantingPlans(path),
		Lapsing:  dashboardDecidePresenter{v.desk}.lapsingItems(path),
		Empty:    len(v.Register.Risks) == 0,
	}
	wanted := assess.SumWanted(v.Assessment.Wanted())
	page.Moved, page.MovedMore, page.MovedLead = dashboardMovedPresenter{v.desk}.moved(path)
	page.Tiles, page.DecideParts = v.cards(wanted), dashboardDecidePresenter{v.desk}.decisionParts(path, wanted)
	page.Decide, page.DecideMore = most(page.Decide)
	page.Changes, page.ChangesMore = most(dashboardDecidePresenter{v.desk}.changeItems(path))
	page.Plans, page.PlansMore = most(page.Plans)
	page.LapsingHead = v.say("dashLapsing", "n", assess.SoonDays)
	if n := v.Assessment.Summary.LivePlans; n > 0 && len(page.Plans) == 0 {
		page.PlansGood = v.say("dashPlansGood", "n", n)
	}
	page.Revisit = reviewRevisitPresenter{v.desk}.revisitTotal(path)
	page.Watch, page.WatchMore = most(indicatorOutlookPresenter{v.desk}.watchItems(path))
	page.Waiting, page.PlansLater = v.waitingSum(path), evaluationPlansPresenter{v.desk}.laterPlans(path)
	page.ChangesNone, page.ChangesUnknown = v.changesNone()
	page.Process, page.Checks = v.processLine(), v.checksLine()
	return page
}

// longest is the number of rows that a table of the first page shows.
const longest = 25

// most gives the first rows of a list, and how many more there are.
func most[T any](list []T) ([]T, int) {
	if len(list) <= longest {
		return list, 0
	}
	return list[:longest], len(list) - longest
}

// cards gives the figures at the head of the first page. Each leads to exactly what it counts.
func (v dashboardPresenter) cards(wanted assess.WantedSum) []Card {
	summary, cost := &v.Assessment.Summary, v.Assessment.Costs.Total.Amount
	cards := []Card{
		v.counting(summary.ToTreat(), func(a *chronicle.Amounts) int { return a.ToTreat }),
		v.counting(wanted.All(), func(a *chronicle.Amounts) int { return a.Wanted }),
		v.counting(summary.Behind, func(a *chronicle.Amounts) int { return a.Late }),
	}
	cards[0].Tile = v.toTreat(summary.ToTreat(), summary.Open(), summary.Unjudged(), "dashBeyond", "dashOfOpen", brief.ToTreat)
	cards[1].Tile = Tile{fmt.Sprint(wanted.All()), v.words["dashDecisions"], "", grade(wanted.All(), "tile-warn"), "#decide"}
	cards[2].Tile = v.share(summary.Behind, summary.LivePlans, "dashLate", "dashOfLive", "tile-bad", brief.LatePlans)
	if n := summary.Unjudged(); n > 0 {
		card := v.counting(n, func(a *chronicle.Amounts) int { return a.Unjudged })
		card.Tile = Tile{fmt.Sprint(n), v.words["dashUnjudged"], v.say("dashOfOpen", "n", summary.Open()), "tile-unjudged", brief.Unjudged}
		cards = slices.Insert(cards, 1, card)
	}
	if wanted.All() > 0 {
		at := len(cards) - 2
		cards[at].Note = v.say("decideOf", "risks", wanted.Risks(), "plans", wanted.Plans)
		if wanted.Asked > 0 {
			cards[at].Note = v.say("decideOfAsked", "risks", wanted.Risks(), "plans", wanted.Plans, "asked", wanted.Asked)
		}
	}
	if summary.Quantified > 0 {
		card := Card{Tile: Tile{v.sum(summary.Loss), v.words["dashLoss"], v.say("dashLossOf", "n", summary.Quantified, "open", summary.Open(), "amount", v.sum(summary.LossThen)), "", brief.Estimated}}
		if s := sinceOf(v.desk); s != nil && s.Then.Quantified > 0 {
			card.Sign, card.Tone = sign(summary.Loss, s.Then.Loss)
			card.Former = v.former(v.sum(s.Then.Loss), v.sum(s.Then.Loss) == v.sum(summary.Loss), s)
		}
		cards = append(cards, card)
	}
	if cost.Sum() > 0 {
		cards = append(cards, Card{Tile: Tile{v.sum(float64(cost.Initial)), v.words["dashCost"], v.say("dashCostAnnual", "amount", v.sum(float64(cost.Annual))), "", brief.LivePlans}})
	}
	return cards
}

// counting is a card with what its figure was in the former state.
func (v dashboardPresenter) counting(n int, of func(*chronicle.Amounts) int) Card {
	s := sinceOf(v.desk)
	if s == nil {
		return Card{}
	}
	was := of(&s.Then)
	c := Card{Former: v.former(fmt.Sprint(was), was == n, s)}
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

// former says what a figure was, and where it was measured by another rule.
func (v dashboardPresenter) former(figure string, same bool, s *chronicle.Since) string {
	words := v.say("sinceMore", "figure", figure)
	if same {
		words = v.words["sinceSame"]
	}
	if s.Recriteria {
		words += v.words["listSeparator"] + v.words["sinceRule"]
	}
	return words
}

// grade marks a figure that should be nought: good at nought, else the class given.
func grade(n int, class string) string {
	if n == 0 {
		return "tile-good"
	}
	return class
}

// share is the tile of a part, which should be nought, of a whole. A part of nothing is neither good nor bad.
func (v dashboardPresenter) share(part, whole int, what, note, class, href string) Tile {
	t := Tile{Figure: fmt.Sprint(part), What: v.words[what], Href: href}
	if whole > 0 {
		t.Note, t.Class = v.say(note, "n", whole), grade(part, class)
	}
	return t
}

// toTreat is the tile of the risks to be treated. It is no all-clear while some could not be judged: it says how many then, and is not good.
func (v dashboardPresenter) toTreat(beyond, open, unjudged int, what, note, href string) Tile {
	t := v.share(beyond, open, what, note, "tile-bad", href)
	if unjudged > 0 {
		t.Note += v.say("unjudgedNote", "n", unjudged)
		if beyond == 0 {
			t.Class = "tile-unjudged"
		}
	}
	return t
}

// changesNone says that nothing is newer than the analyses, and of how many risks nobody can tell.
func (v dashboardPresenter) changesNone() (words string, unknown bool) {
	n := v.Assessment.Summary.Undated
	if n == 0 {
		return v.words["dashWorseNone"], false
	}
	return v.words["dashWorseNone"] + v.words["sentenceSeparator"] + v.say("dashWorseNoDay", "n", n), true
}

// say gives the words of a key with {name} replaced by a value, for pairs of name and value.
func (v *language) say(key string, pairs ...any) string {
	text := v.words[key]
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i].(string)+"}", fmt.Sprint(pairs[i+1]))
	}
	return text
}

// more says how many are left out, where that stands alone.
func (v *language) more(n int) string { return v.say("more", "n", n) }

// andMore says how many are left out, behind those that are named.
func (v *language) andMore(n int) string { return v.say("andMore", "n", n) }

// state shows a word of the table as a badge.
func (v *language) state(class, key string) part.Part {
	return part.Badge{Tone: class, Text: v.words[key]}
}

// outcomeCounts counts every risk, closed ones too.
func (v dashboardPresenter) outcomeCounts() map[assess.Outcome]int {
	counts := map[assess.Outcome]int{}
	for _, r := range v.Assessment.Risks {
		counts[r.Outcome]++
	}
	return counts
}

func (v dashboardPresenter) outcomeShares() []OutcomeShare {
	counts := v.outcomeCounts()
	var shares []OutcomeShare
	for _, o := range assess.Outcomes {
		if counts[o] > 0 {
			shares = append(shares, OutcomeShare{v.outcomeBadge(o), counts[o]})
		}
	}
	return shares
}

func (v dashboardPresenter) topRisks(path string, n int) []RankRow {
	var rows []RankRow
	for _, r := range v.Assessment.ByRank() {
		if r.Rank == 0 || len(rows) == n {
			break
		}
		row := RankRow{
			Rank: r.Rank, Risk: v.ref(path, r.Record.ID), Level: v.ratingBadge(r.Now), Outcome: v.outcomeBadge(r.Outcome),
			Reasons: reasonClauses(v.verdicts, r), Owner: v.party(r.Record.Owner),
		}
		if r.RankedBy != "" {
			row.RankedBy = v.words["rankedBy-"+string(r.RankedBy)]
		}
		for _, p := range r.Plans {
			row.Plans = append(row.Plans, v.shortRef(path, p.ID))
		}
		rows = append(rows, row)
	}
	return rows
}

// wantingPlans lists the live plans that are late, or not enough, or of which nobody can tell: late ones first, then by due date.
func (v dashboardPresenter) wantingPlans(path string) []PlanRow {
	var plans []*register.Treatment
	for _, p := range v.Register.Treatments {
		if a := v.Assessment.Plan(p.ID); a != nil && a.Live && !p.Provisional && (a.Late() || a.Sufficiency == assess.NotEnough || a.Sufficiency == assess.NotKnown) {
			plans = append(plans, p)
		}
	}
	slices.SortStableFunc(plans, func(a, b *register.Treatment) int { return a.Due.Compare(b.Due) })
	rows := make([]PlanRow, 0, len(plans))
	for _, p := range plans {
		row := PlanRow{Plan: v.ref(path, p.ID), Owner: v.party(p.Owner), Due: v.iso(p.Due)}
		if a := v.Assessment.Plan(p.ID); a != nil {
			row.Done, row.Total = a.Done, a.Total
			row.Late = a.Late()
			row.Verdict = v.enough(a)
		}
		for _, id := range p.Risks {
			row.Risks = append(row.Risks, v.shortRef(path, id))
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b PlanRow) int {
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
func (v dashboardPresenter) enough(p *assess.Plan) part.Part {
	switch p.Sufficiency {
	case assess.Enough:
		return v.state("good", "dashEnough")
	case assess.NotEnough:
		return v.state("bad", "dashNotEnough")
	case assess.NotKnown:
		if len(p.Silent) > 0 {
			return join(" ", v.state("warn", "dashNotKnown"), small(part.Words(v.silence())))
		}
		return v.state("warn", "dashNotKnown")
	}
	return part.Words("–")
}

func (v dashboardPresenter) processLine() string {
	adopted := v.Register.Config.Process.Adopted()
	open, unbegun := 0, 0
	for _, step := range adopted {
		switch {
		case v.step(step).Evidence == 0:
			unbegun++
		case len(v.Checked().Gaps[step]) > 0:
			open++
		}
	}
	said := v.say("dashProcessText", "adopted", len(adopted), "open", open)
	if unbegun > 0 {
		said += v.words["sentenceSeparator"] + v.say("procPartUnbegun", "unbegun", unbegun)
	}
	return said
}

func (v dashboardPresenter) checksLine() string {
	counts := diagnostic.Count(v.Checked().Diagnostics)
	return v.say("dashChecks", "errors", counts.Error, "warnings", counts.Warning)
}
