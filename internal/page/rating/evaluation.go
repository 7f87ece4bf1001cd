package rating

import (
	"fmt"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/agenda"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// EvaluationWords are the words of this file's pages and parts, by key.
var EvaluationWords = desk.Words{
	"evalNothing":       {Ja: "終結していないリスクがないため、評価するものがありません。", En: "There are no open risks, so there is nothing to evaluate."},
	"evalAllGood":       {Ja: "実行中の計画{plans}件がすべて完了すると、終結していないリスク{open}件は、残らず受容できる状態になります。", En: "Once {plans|the one live plan|every live plan} is done{plans|| ({plans} of them)}, {open|the one open risk is|all {open} open risks are} acceptable."},
	"evalSomeLeft":      {Ja: "実行中の計画{plans}件がすべて完了しても、終結していないリスク{open}件のうち{left}件は受容できません（現在は{now}件）。", En: "Once {plans|the one live plan|every live plan} is done{plans|| ({plans} of them)}, {left} of the {open} open {open|risk|risks} {left|is|are} still not acceptable (now: {now})."},
	"evalAllGoodNow":    {Ja: "実行中の計画はありません。終結していないリスク{open}件は、いずれも受容できます。", En: "There are no live plans, and {open|the one open risk is|all {open} open risks are} acceptable."},
	"evalNoPlans":       {Ja: "実行中の計画がないため、終結していないリスク{open}件のうち{left}件は、このままでは受容できません。", En: "There are no live plans: {left} of the {open} open {open|risk|risks} {left|stays|stay} beyond acceptance."},
	"evalOpenPlans":     {Ja: "うち{n}件は、計画が何をもたらすかが示されていません。", En: "For {n} of them nothing says what the plan brings."},
	"evalOpenAnalysis":  {Ja: "うち{n}件は、計画が完了した後に分析し直していません。", En: "{n} of them {n|awaits|await} a new analysis since {n|its|their} plan was done."},
	"evalJudged":        {Ja: "リスク判定基準がないため、「対応する」との判断のあるリスクを、受容できないものとして数えています。計画の十分さは判断によります。", En: "There are no risk criteria: risks judged to be treated count as not acceptable, and whether a plan is enough is a matter of judgement."},
	"evalTileLeft":      {Ja: "受容できないまま残るリスク", En: "risks still not acceptable"},
	"evalTileLeftNow":   {Ja: "現在 {n}件", En: "now {n}"},
	"evalTileGood":      {Ja: "受容できるリスク", En: "risks acceptable"},
	"evalTileUnjudged":  {Ja: "まだ評価できないリスク", En: "risks that could not be judged"},
	"evalTileUnjudgedN": {Ja: "受容できるリスクには含まない", En: "not among those acceptable"},
	"evalTileGone":      {Ja: "うち無くなるもの {n}件", En: "{n} of them gone"},
	"evalTilePushed":    {Ja: "副作用で受容できなくなるリスク", En: "risks pushed over"},
	"evalTilePushedWhy": {Ja: "いまは受容でき、計画の完了後は基準を超えるもの", En: "acceptable today, not after the side effects"},
	"evalTileNew":       {Ja: "計画が生むリスク", En: "risks brought in by plans"},
	"evalTileNewOpen":   {Ja: "うち未分析 {n}件", En: "{n} not analysed"},
	"evalTileBack":      {Ja: "見直しを要する計画", En: "{n|plan|plans} to be reconsidered"},
	"evalTileOf":        {Ja: "実行中の計画{n}件のうち", En: "of {n} live {n|plan|plans}"},
	"evalTileLoss":      {Ja: "年間期待損失額（完了後）", En: "expected annual loss, then"},
	"evalTileLossNow":   {Ja: "現在 {amount}", En: "now {amount}"},
	"evalLeft":          {Ja: "計画の完了後も受容できないリスク", En: "Not acceptable even then"},
	"evalLeftNone":      {Ja: "計画の完了後に受容できないリスクはありません。", En: "No risk is beyond acceptance once the plans are done."},
	"evalLeftMore":      {Ja: "優先順位の高いものから{shown}件を示しました。残りの{more}件は「{all}」の一覧にあります。", En: "The {shown} of highest priority are shown; the other {more} {more|is|are} in the list of {all}."},
	"evalRisk":          {Ja: "リスク", En: "Risk"},
	"evalNow":           {Ja: "現在", En: "Now"},
	"evalThen":          {Ja: "完了後", En: "Then"},
	"evalReasons":       {Ja: "残る理由", En: "Reasons left"},
	"evalPlans":         {Ja: "実行中の計画", En: "Live plans"},
	"evalBecause":       {Ja: "何が足りないか", En: "What is missing"},
	"evalOwner":         {Ja: "責任者", En: "Owner"},
	"evalStep":          {Ja: "ステップ5.1", En: "step 5.1"},
	"evalCriteria":      {Ja: "基準（1.2）", En: "the criteria (1.2)"},
	"lack-target":       {Ja: "計画が何をもたらすかが示されていません。{step}で、完了後の見込みを目標に書きます。", En: "Nothing says what the plan brings: give what is expected in its target ({step})."},
	"lack-judgement":    {Ja: "計画が足りるかどうかが判断されていません。計画について判断します。", En: "Nobody has judged whether the plan is enough: judge it."},
	"lack-reanalysis":   {Ja: "計画は完了し、その後分析していません。分析し直すか、終結します。", En: "Its plan is done, and it was not analysed since: analyse it again, or close it."},
	"lack-later":        {Ja: "計画は、基準日にはまだ実行中ではありません。実行中になると評価に入ります。", En: "Its plan is not live yet on the as-of date; it counts once it is."},
	"lack-plan":         {Ja: "実行中の計画がありません。{step}で対応策を選び、計画を承認します。", En: "No live plan: choose an option and approve a plan ({step})."},
	"lack-draft":        {Ja: "計画は起案の段階です。承認されると評価に入ります。", En: "Its plan is a draft, which counts once approved."},
	"lack-more":         {Ja: "計画では足りません。{step}へ戻って補うか、{criteria}を見直します。", En: "The plan is not enough: back to {step} to extend it, or to {criteria}."},
	"lack-approval":     {Ja: "完了後は承認により受容できるレベルです。受容を決定するか、{step}へ戻って計画を補います。", En: "Its level will be acceptable with approval: decide on acceptance, or extend the plan (back to {step})."},
	"lack-acceptance":   {Ja: "承認により受容できるレベルです。受容を決定するか、計画を立てます。", En: "Its level is acceptable with approval: decide on acceptance, or make a plan."},
	"lack-pushed":       {Ja: "計画の副作用で基準を超えます。その計画を見直すか、このリスクの計画を加えます。", En: "Side effects push it over: change that plan, or add one for this risk."},
	"lack-judged":       {Ja: "対応するとの判断に対し、計画の効果を判断し直す必要があります。", En: "It was judged to be treated; judge anew whether the plan is enough."},
	"evalPushed":        {Ja: "副作用で受容できなくなるリスク", En: "Pushed over the criteria by side effects"},
	"evalPushedNone":    {Ja: "計画の副作用で基準を超えるリスクはありません。", En: "No plan's side effects push a risk over the criteria."},
	"evalBy":            {Ja: "原因となる計画", En: "By"},
	"evalWhy":           {Ja: "理由", En: "Why"},
	"evalNew":           {Ja: "計画が新たに生むリスク", En: "New risks that plans bring in"},
	"evalNewNone":       {Ja: "新たなリスクを生むと書かれた計画はありません。", En: "No plan says that it brings in a new risk."},
	"evalOutcome":       {Ja: "評価結果", En: "Outcome"},
	"evalNewState":      {Ja: "評価", En: "Evaluated?"},
	"evalNewYes":        {Ja: "評価済み", En: "Evaluated"},
	"evalNewNo":         {Ja: "未評価", En: "Not evaluated"},
	"evalByPlan":        {Ja: "計画ごとの評価", En: "Plan by plan"},
	"evalByPlanWhy":     {Ja: "基準日に実行中（承認済み・実施中）の計画について、対象リスクの残留レベルを受容の基準に照らしました。完了後の値は、実行中の計画がすべて完了したときのものです。", En: "For each plan that is live on the as-of date (approved or in progress): what is left of its risks, held against acceptance. Values stand for the time when every live plan is done."},
	"evalByPlanNone":    {Ja: "実行中の計画はありません。", En: "There are no live plans."},
	"evalLater":         {Ja: "承認又は開始が基準日より後のため、まだ評価に入れていない計画：", En: "Not yet live on the as-of date, and not taken into account: "},
	"evalDrafts":        {Ja: "起案の段階にあり、評価に入れていない計画：", En: "Drafts, not taken into account: "},
	"evalPlan":          {Ja: "計画", En: "Plan"},
	"evalLeftOver":      {Ja: "残る理由", En: "Reasons left"},
	"evalSide":          {Ja: "副作用", En: "Side effects"},
	"evalVerdict":       {Ja: "判定", En: "Verdict"},
	"evalWithin":        {Ja: "基準内", En: "Within"},
	"evalEnough":        {Ja: "十分", En: "Enough"},
	"evalBack":          {Ja: "5.1へ戻る", En: "Back to 5.1"},
	"evalBackWhy":       {Ja: "残留リスクが基準を超える。計画を補うか、{criteria}を見直す", En: "what is left is beyond the criteria: extend the plan, or reconsider {criteria}"},
	"evalBackApprove":   {Ja: "残留リスクは承認により受容できる。受容を決定するか、計画を補う", En: "what is left is acceptable with approval: decide on it, or extend the plan"},
	"evalSideBack":      {Ja: "副作用の手当て", En: "Mind the side effects"},
	"evalSideBackWhy":   {Ja: "副作用で別のリスクが受容できなくなる", En: "it pushes another risk over the criteria"},
	"evalSilentBack":    {Ja: "効果が未評価", En: "Not evaluated"},
	"evalSilentWhy":     {Ja: "何をもたらすかが示されていない。{step}で目標を書く", En: "nothing says what it brings: give it a target ({step})"},
	"evalSilentJudged":  {Ja: "足りるかどうかが判断されていない。計画について判断する", En: "nobody has judged whether it is enough: judge it"},
	"evalUnjudgedWhy":   {Ja: "対象のリスクに、評価できないものがある", En: "one of its risks could not be judged"},
	"evalFirst":         {Ja: "先に分析", En: "Analyse first"},
	"evalFirstWhy":      {Ja: "計画が生むリスクが未分析", En: "a risk that it brings in is not analysed"},
	"evalBackJudged":    {Ja: "計画を補い、改めて判断する", En: "extend the plan, and judge it anew"},
	"evalPushedMark":    {Ja: "基準を超える", En: "pushed over"},
	"evalRaises":        {Ja: "悪化", En: "raises"},
	"evalBringsIn":      {Ja: "新規", En: "brings in"},
	"evalLevels":        {Ja: "レベルの変化", En: "Levels, now and then"},
	"evalLevel":         {Ja: "レベル", En: "Level"},
	"evalAcceptance":    {Ja: "扱い", En: "Acceptance"},
}

// EvaluationPages makes the page of evaluation.
func EvaluationPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("evaluation.html", "evaluation.html", func() any { return evaluationView(v, "evaluation.html") })
}

func evaluationView(v *desk.Desk, path string) view.Evaluation {
	s, sum := agenda.ResidualOf(v.Assessment), &v.Assessment.Summary
	open, unjudged := sum.Open(), s.Unjudged
	page := view.Evaluation{
		Frame: v.Frame(path, v.Words["evaluationTitle"]), Judged: !v.Register.Criteria.Given && open > 0,
		Left: leftTable(v, path, s.Left), Pushed: pushedTable(v, path, s.Pushed), New: introducedTable(v, path, s.Introduced), Levels: levelTable(v),
		Plans: planVerdicts(v, path), Drafts: draftPlans(v, path), Later: laterPlans(v, path),
		Balance: balanceWords(v), BalanceOf: balanceTable(v, path), Common: commonTable(v, path), CommonSaved: evaluationPlansCommonWords(v), Cost: costTable(v), CostYears: costYearsTable(v), CostYearsWhy: costYearsWhy(v),
	}
	switch {
	case open == 0:
		page.Sentence = v.Words["evalNothing"]
		return page
	case len(s.Left)+unjudged == 0 && sum.LivePlans == 0:
		page.Sentence = v.Say("evalAllGoodNow", "open", open)
	case len(s.Left)+unjudged == 0:
		page.Sentence = v.Say("evalAllGood", "plans", sum.LivePlans, "open", open)
	case sum.LivePlans == 0:
		page.Sentence = v.Say("evalNoPlans", "open", open, "left", len(s.Left))
	default:
		page.Sentence = v.Say("evalSomeLeft", "plans", sum.LivePlans, "open", open, "left", len(s.Left), "now", sum.ToTreat())
	}
	if s.Unevaluated > 0 {
		page.Sentence += v.Words["sentenceSeparator"] + v.Say("evalOpenPlans", "n", s.Unevaluated)
	}
	if s.Reanalysis > 0 {
		page.Sentence += v.Words["sentenceSeparator"] + v.Say("evalOpenAnalysis", "n", s.Reanalysis)
	}
	page.Unjudged = unjudged > 0
	page.Sentence += v.Unjudged()
	page.LeftNone = v.Words["evalLeftNone"] + v.Unjudged()
	page.Tiles = evaluationTiles(v, &s)
	if wanted := agenda.SumWanted(agenda.AllWanted(v.Assessment)); wanted.All() > 0 {
		page.Decide = desk.Join(v.Words["colon"], v.PageLink(path, "index.html#decide", v.Say("decideAlso", "n", wanted.All())), decisionParts(v, path, wanted))
	}
	return page
}

func evaluationTiles(v *desk.Desk, s *agenda.Residual) []view.Tile {
	sum, unjudged := &v.Assessment.Summary, s.Unjudged
	left := view.Tile{Figure: part.Words(fmt.Sprint(len(s.Left))), What: v.Words["evalTileLeft"], Note: part.Words(v.Say("evalTileLeftNow", "n", sum.ToTreat())), Class: desk.Grade(len(s.Left), "tile-bad"), Href: "#left"}
	if len(s.Left) == 0 && unjudged > 0 {
		left.Class = "tile-unjudged"
	}
	good := sum.Open() - len(s.Left) - unjudged
	tiles := []view.Tile{
		left,
		{Figure: part.Words(fmt.Sprint(good)), What: v.Words["evalTileGood"], Href: "#levels"},
		{Figure: part.Words(fmt.Sprint(len(s.Pushed))), What: v.Words["evalTilePushed"], Note: part.Words(v.Words["evalTilePushedWhy"]), Class: desk.Grade(len(s.Pushed), "tile-bad"), Href: "#pushed"},
		{Figure: part.Words(fmt.Sprint(len(s.Introduced))), What: v.Words["evalTileNew"], Href: "#new"},
		share(v, s.BackToTreatment, sum.LivePlans, "evalTileBack", "evalTileOf", "tile-warn", "#by-plan"),
	}
	if good > 0 {
		tiles[1].Class = "tile-good"
	}
	if s.Gone > 0 {
		tiles[1].Note = part.Words(v.Say("evalTileGone", "n", s.Gone))
	}
	if s.NotAnalysed > 0 {
		tiles[3].Note, tiles[3].Class = part.Words(v.Say("evalTileNewOpen", "n", s.NotAnalysed)), "tile-warn"
	}
	if unjudged > 0 {
		unknown := view.Tile{Figure: part.Words(fmt.Sprint(unjudged)), What: v.Words["evalTileUnjudged"], Note: part.Words(v.Words["evalTileUnjudgedN"]), Class: "tile-unjudged", Href: "risks.html"}
		tiles = slices.Insert(tiles, 2, unknown)
	}
	if sum.Quantified > 0 {
		tiles = append(tiles, view.Tile{Figure: part.Words(v.Sum(sum.LossThen)), What: v.Words["evalTileLoss"], Note: part.Words(v.Say("evalTileLossNow", "amount", v.Sum(sum.Loss))), Class: "tile-long"})
	}
	return tiles
}

// leftTable lists the risks that are not acceptable even then, by priority.
func leftTable(v *desk.Desk, path string, risks []*assess.Risk) part.Part {
	t := v.Table("", v.Words["evalLeft"], desk.Column{Key: "evalRisk", Class: "title"}, desk.Column{Key: "evalNow", Class: "nowrap"}, desk.Column{Key: "evalThen", Class: "nowrap"}, desk.Column{Key: "evalReasons"}, desk.Column{Key: "evalPlans"}, desk.Column{Key: "evalBecause", Class: "words"}, desk.Column{Key: "evalOwner", Class: "name"})
	for _, r := range risks[:min(len(risks), mostLeft)] {
		t.Row()
		t.Head(v.Ref(path, r.Record.ID))
		t.Cell(v.RatingBadge(r.Now))
		t.Cell(v.ProjectedBadge(r))
		t.Words(v.Reasons(r.ProjectedReasons))
		t.Cell(livePlanRefs(v, path, r))
		t.Cell(leadBack(v, path, "lack-"+string(agenda.LackOf(v.Assessment, r))))
		t.Words(v.Party(r.Record.Owner))
	}
	if len(risks) > mostLeft {
		t.Made.After = v.SayParts("evalLeftMore", "shown", mostLeft, "more", len(risks)-mostLeft, "all", v.ListLink(path, register.KindOf("risks")))
	}
	return t.Done()
}

// mostLeft is how many of the risks that are not acceptable are listed.
const mostLeft = 500

// livePlanRefs names the live plans of a risk.
func livePlanRefs(v *desk.Desk, path string, r *assess.Risk) part.Part {
	var ids []string
	for _, p := range r.Plans {
		ids = append(ids, p.ID)
	}
	if len(ids) == 0 {
		return part.Words("–")
	}
	return v.ShortRefs(path, ids)
}

// leadBack gives the words of a key, its step and its criteria as the ways there.
func leadBack(v *desk.Desk, path, key string) part.Part {
	return v.SayParts(key, "step", v.PageLink(path, "process.html#step-5.1", v.Words["evalStep"]), "criteria", v.PageLink(path, "criteria.html", v.Words["evalCriteria"]))
}

// pushedTable lists the risks that side effects push over, with the plans that do it.
func pushedTable(v *desk.Desk, path string, risks []*assess.Risk) part.Part {
	if len(risks) == 0 {
		return nil
	}
	t := v.Table("", v.Words["evalPushed"], desk.Column{Key: "evalRisk", Class: "title"}, desk.Column{Key: "evalNow", Class: "nowrap"}, desk.Column{Key: "evalThen", Class: "nowrap"}, desk.Column{Key: "evalReasons"}, desk.Column{Key: "evalBy"}, desk.Column{Key: "evalWhy"})
	for _, r := range risks {
		var plans []string
		var why []part.Part
		for _, e := range r.Effects {
			plans = append(plans, e.Plan.ID)
			for i := range e.Plan.Worsens {
				if w := &e.Plan.Worsens[i]; w.Risk == r.Record.ID {
					if words := v.Wording(w.Why); !part.None(words) && !slices.Contains(why, words) {
						why = append(why, words)
					}
				}
			}
			if !v.Assessment.Live(e.Plan) {
				why = append(why, desk.Join(" ", v.ShortRef(path, e.Plan.ID), v.State("warn", "riskEffectDone")))
			}
		}
		t.Row()
		t.Head(v.Ref(path, r.Record.ID))
		t.Cell(v.RatingBadge(r.Now))
		t.Cell(v.ProjectedBadge(r))
		t.Words(v.Reasons(r.ProjectedReasons))
		t.Cell(v.ShortRefs(path, slices.Compact(plans)))
		t.Cell(desk.List(why))
	}
	return t.Done()
}

// introducedTable lists the risks that plans bring in, and whether each was evaluated.
func introducedTable(v *desk.Desk, path string, risks []agenda.Introduced) part.Part {
	t := v.Table("", v.Words["evalNew"], desk.Column{Key: "evalRisk", Class: "title"}, desk.Column{Key: "evalBy"}, desk.Column{Key: "evalNewState"}, desk.Column{Key: "evalNow", Class: "nowrap"}, desk.Column{Key: "evalThen", Class: "nowrap"}, desk.Column{Key: "evalOutcome"})
	for _, n := range risks {
		t.Row()
		t.Head(v.Ref(path, n.Risk.Record.ID))
		t.Cell(v.ShortRefs(path, n.Plans))
		if n.Risk.Outcome == assess.Unanalysed {
			t.Cell(desk.Badge("warn", v.Words["evalNewNo"]))
		} else {
			t.Cell(desk.Badge("good", v.Words["evalNewYes"]))
		}
		t.Cell(v.RatingBadge(n.Risk.Now))
		t.Cell(v.ProjectedBadge(n.Risk))
		t.Cell(v.OutcomeBadge(n.Risk.Outcome))
	}
	return t.Done()
}

// levelTable counts the open risks by level, now and then.
func levelTable(v *desk.Desk) part.Part {
	t := v.Table("", v.Words["evalLevels"], desk.Column{Key: "evalLevel"}, desk.Column{Key: "evalAcceptance"}, desk.Column{Key: "evalNow", Class: "number"}, desk.Column{Key: "evalThen", Class: "number"})
	for _, share := range grid.LevelShares((v)) {
		t.Row()
		t.Head(share.Badge)
		acceptance := share.Acceptance
		if acceptance == "" {
			acceptance = "–"
		}
		t.Words(acceptance)
		t.Words(fmt.Sprint(share.Now))
		t.Words(fmt.Sprint(share.Projected))
	}
	return t.Done()
}
