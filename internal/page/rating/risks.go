// Package rating makes the pages of risks and of what is decided about them: overview, matrix, risks, plans, their evaluation, decisions.
//
// In: the desk. Out: views. It must never judge.
package rating

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// RisksWords are the words of this file's pages and parts, by key.
var RisksWords = desk.Words{
	"risksPropose": {Ja: "リスクを提案する", En: "Propose a risk"},
	"risksProposal": {
		Ja: "+++\n# 題名を付けてください。足りない項目は incomplete-record が示します。\ntitle = \"新しいリスク\"\nincomplete = true\n+++\n\n何が起こり得るか、なぜ問題か、何を根拠にそう考えるかを書いてください。\n",
		En: "+++\n# Give it a title. What is missing, incomplete-record will name.\ntitle = \"New risk\"\nincomplete = true\n+++\n\nSay what may happen, why it matters, and on what grounds you think so.\n"},
	"risksLead":      {Ja: "すべてのリスクを、優先順位の高いものから並べています。順位のないもの（受容、終結など）は、現在のレベルの高い順に続きます。", En: "Every risk, highest priority first. Those without a rank (accepted, closed and so on) follow by their level now."},
	"risksCount":     {Ja: "全{n}件。うち対応を要するもの{beyond}件、再分析を要するもの{stale}件。", En: "{n} in all: {beyond} {beyond|is|are} to be treated, {stale} {stale|needs|need} a new analysis."},
	"risksOfRecord":  {Ja: "関わるリスク", En: "Risks that bear on it"},
	"risksStale":     {Ja: "要再分析", En: "Analyse again"},
	"risksStaleWhy":  {Ja: "再分析の要否", En: "Analysis"},
	"risksFresh":     {Ja: "最新", En: "Current"},
	"risksNoDay":     {Ja: "分析日なし", En: "No day of analysis"},
	"needHead":       {Ja: "対応の要否", En: "Need for treatment"},
	"need-treat":     {Ja: "対応を要する", En: "To be treated"},
	"need-unjudged":  {Ja: "評価できない", En: "Not judged"},
	"need-clear":     {Ja: "対応を要しない", En: "Not to be treated"},
	"need-closed":    {Ja: "終結", En: "Closed"},
	"need-open":      {Ja: "終結していないすべて", En: "All that are open"},
	"risksSince":     {Ja: "前回からの動き", En: "Since then"},
	"risksEstimate":  {Ja: "金額の見積り", En: "Loss estimate"},
	"estimate-yes":   {Ja: "あり", En: "There is one"},
	"estimate-no":    {Ja: "なし", En: "None"},
	"risksNowHead":   {Ja: "現在のレベル", En: "Level now"},
	"risksThenHead":  {Ja: "完了後のレベル", En: "Level once done"},
	"risksReasons":   {Ja: "理由", En: "Reasons"},
	"rankShort":      {Ja: "順位", En: "Rank"},
	"risksNamedHead": {Ja: "リスク", En: "Risk"},
}

// RisksPages makes the page of risks.
func RisksPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("risks.html", "risks.html", func() any { return risksView(v, "risks.html") })
}

func risksView(v *desk.Desk, path string) view.Risks {
	needs, outcomes, levels, owners, fresh := desk.NewPicks("need", "needHead"), desk.NewPicks("outcome", "outcome"), desk.NewPicks("level", "level"), desk.NewPicks("owner", "owner"), desk.NewPicks("stale", "risksStaleWhy")
	moved, estimates := desk.NewPicks("since", "risksSince"), desk.NewPicks("estimate", "risksEstimate")
	besides := desk.NewFacets(v)
	stale := 0
	risks := v.Assessment.ByPriority()
	rows := make([]view.RiskItem, len(risks))
	own := v.OwnColumns(register.KindOf("risks"))
	for i, r := range risks {
		rows[i] = riskItem(v, path, r)
		rows[i].Facets, rows[i].Declared = besides.OfRisk(r), own.Cells(r.Record.Of())
		of := &rows[i].Filter
		needs.Add(slices.Index(assess.Needs, r.Need()), string(r.Need()), v.Words["need-"+string(r.Need())])
		if !r.Closed() {
			needs.Add(len(assess.Needs), "open", v.Words["need-open"])
		}
		for n, key := range keys(v, r.Record.ID) {
			moved.Add(n, key, v.Words[sinceWord[key]])
		}
		estimates.Add(0, of.Estimate, v.Words["estimate-"+of.Estimate])
		outcomes.Add(slices.Index(assess.Outcomes, r.Outcome), string(r.Outcome), v.Words["outcome-"+string(r.Outcome)])
		if r.Outcome.ToTreat() {
			outcomes.Add(-1, desk.ToTreat, v.Words["need-treat"])
		}
		levels.Add(-r.Now.Level, of.Level, v.LevelName(r.Now.Level))
		owners.Add(0, of.Owner, rows[i].Owner)
		switch of.Analysis {
		case "stale":
			stale++
			fresh.Add(0, of.Analysis, v.Words["risksStale"])
		case "fresh":
			fresh.Add(1, of.Analysis, v.Words["risksFresh"])
		default:
			fresh.Add(2, of.Analysis, v.Words["risksNoDay"])
		}
	}
	count := v.Say("risksCount", "n", len(risks), "beyond", v.Assessment.Summary.ToTreat(), "stale", stale) + v.Unjudged()
	return view.Risks{ListPage: v.ListPage(path, part.Words(count), v.Filters("list.rows", append([]*desk.Picks{needs, outcomes, levels, owners, fresh, moved, estimates}, besides.Picks()...)...), nil), Propose: v.ProposeAddress(v.Words["risksProposal"]), Rows: rows, Declared: own.Heads()}
}

// riskItem gives one risk of the list.
func riskItem(v *desk.Desk, path string, r *assess.Risk) view.RiskItem {
	item := view.RiskItem{
		ID: r.Record.ID, Risk: v.Listed(path, r.Record), Rank: r.Rank, Now: v.RatingBadge(r.Now), Then: v.ProjectedBadge(r), Outcome: v.OutcomeBadge(r.Outcome),
		Stale: v.StaleMark(r), Touched: v.TouchedMark(r), Reasons: ReasonClauses(v.Verdicts, r), Owner: v.Party(r.Record.Owner), Plans: PlanRefs(v, path, r),
		Filter: view.RiskFilter{Outcome: string(r.Outcome), Level: "none", Owner: r.Record.Owner, Analysis: "fresh", Need: string(r.Need()), Since: strings.Join(keys((v), r.Record.ID), " "), Estimate: "no"},
		Sort:   view.RiskSort{Rank: strconv.Itoa(cmp.Or(r.Rank, math.MaxInt32)), Now: ratingKey(r.Now), Then: ratingKey(r.Projected), Outcome: strconv.Itoa(slices.Index(assess.Outcomes, r.Outcome))},
	}
	if !r.Closed() {
		item.Filter.Need += " open"
		if r.ExpectedLoss != nil {
			item.Filter.Estimate = "yes"
		}
	}
	if r.Now.Level >= 0 {
		item.Filter.Level = v.Register.Criteria.Levels[r.Now.Level].Key
	}
	switch {
	case len(r.Stale) > 0:
		item.Filter.Analysis = "stale"
	case v.Assessment.AnalysedOn(r).IsZero():
		item.Filter.Analysis = "never"
	}
	return item
}

// ratingKey sorts ratings by level, then by likelihood and impact.
func ratingKey(r assess.Rating) string {
	product := 0
	if r.Likelihood != nil && r.Impact != nil {
		product = *r.Likelihood * *r.Impact
	}
	return strconv.Itoa((r.Level+1)*1000 + product)
}

// PlanRefs names the live plans of a risk with their progress.
func PlanRefs(v *desk.Desk, path string, r *assess.Risk) part.Part {
	pieces := make([]part.Part, len(r.Plans))
	for i, p := range r.Plans {
		pieces[i] = desk.Join(" ", v.ShortRef(path, p.ID), ProgressWords(v, p.ID))
	}
	return desk.List(pieces)
}
