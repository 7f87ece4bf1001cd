package page

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

var risksWords = Words{
	"risksLead":      {Ja: "すべてのリスクを、優先順位の高いものから並べています。順位のないもの（受容、終結など）は、現在のレベルの高い順に続きます。", En: "Every risk, highest priority first. Those without a rank (accepted, closed and so on) follow by their level now."},
	"risksCount":     {Ja: "全{n}件。うち対応を要するもの{beyond}件、再分析を要するもの{stale}件。", En: "{n} in all: {beyond} are to be treated, {stale} need a new analysis."},
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

// risksView is the page risks.html.
type risksView struct {
	listView
	Rows []riskItem // by priority
}

// riskItem is one risk of the list.
type riskItem struct {
	ID      string
	Risk    part.Part // its name, with the way to its page
	Rank    int       // 0: it has none
	Now     part.Part // the rating that it has
	Then    part.Part // the rating once the live plans are done
	Outcome part.Part
	Stale   part.Part // marks one whose analysis is overtaken
	Touched part.Part // marks a closed one on which something bears that came later
	Reasons string
	Owner   string
	Plans   part.Part // live ones, with their progress
	Filter  riskFilter
	Facets  []part.Datum // what else filters look at
	Sort    riskSort
}

// riskFilter is what filters look at: of each filter a word, or several with blanks between them.
type riskFilter struct{ Outcome, Level, Owner, Analysis, Need, Since, Estimate string }

// riskSort is what heads sort by.
type riskSort struct{ Rank, Now, Then, Outcome string }

// risksPresenter makes the page of all risks.
type risksPresenter struct{ *desk }

func risksPages(v *desk) iter.Seq[Page] {
	return one("risks.html", "risks.html", func() any { return risksPresenter{v}.risksView("risks.html") })
}

func (v risksPresenter) risksView(path string) risksView {
	needs, outcomes, levels, owners, fresh := newPicks("need", "needHead"), newPicks("outcome", "outcome"), newPicks("level", "level"), newPicks("owner", "owner"), newPicks("stale", "risksStaleWhy")
	moves := briefPresenter{v.desk}
	moved, estimates := newPicks("since", "risksSince"), newPicks("estimate", "risksEstimate")
	besides := newFacets(v.desk)
	stale := 0
	risks := v.Assessment.ByPriority()
	rows := make([]riskItem, len(risks))
	for i, r := range risks {
		rows[i] = v.riskItem(path, r)
		rows[i].Facets = besides.ofRisk(r)
		of := &rows[i].Filter
		needs.add(slices.Index(assess.Needs, r.Need()), string(r.Need()), v.words["need-"+string(r.Need())])
		if !r.Closed() {
			needs.add(len(assess.Needs), "open", v.words["need-open"])
		}
		for n, key := range moves.keys(r.Record.ID) {
			moved.add(n, key, v.words[sinceWord[key]])
		}
		estimates.add(0, of.Estimate, v.words["estimate-"+of.Estimate])
		outcomes.add(slices.Index(assess.Outcomes, r.Outcome), string(r.Outcome), v.words["outcome-"+string(r.Outcome)])
		if r.Outcome.ToTreat() {
			outcomes.add(-1, toTreat, v.words["need-treat"])
		}
		levels.add(-r.Now.Level, of.Level, v.levelName(r.Now.Level))
		owners.add(0, of.Owner, rows[i].Owner)
		switch of.Analysis {
		case "stale":
			stale++
			fresh.add(0, of.Analysis, v.words["risksStale"])
		case "fresh":
			fresh.add(1, of.Analysis, v.words["risksFresh"])
		default:
			fresh.add(2, of.Analysis, v.words["risksNoDay"])
		}
	}
	count := v.say("risksCount", "n", len(risks), "beyond", v.Assessment.Summary.ToTreat(), "stale", stale) + v.unjudged()
	return risksView{v.listPage(path, part.Words(count), v.filters("list.rows", append([]*picks{needs, outcomes, levels, owners, fresh, moved, estimates}, besides.picks()...)...), nil), rows}
}

// riskItem gives one risk of the list.
func (v risksPresenter) riskItem(path string, r *assess.Risk) riskItem {
	item := riskItem{
		ID: r.Record.ID, Risk: v.listed(path, r.Record), Rank: r.Rank, Now: v.ratingBadge(r.Now), Then: v.projectedBadge(r), Outcome: v.outcomeBadge(r.Outcome),
		Stale: v.staleMark(r), Touched: v.touchedMark(r), Reasons: reasonClauses(v.verdicts, r), Owner: v.party(r.Record.Owner), Plans: v.planRefs(path, r),
		Filter: riskFilter{Outcome: string(r.Outcome), Level: "none", Owner: r.Record.Owner, Analysis: "fresh", Need: string(r.Need()), Since: strings.Join((briefPresenter{v.desk}).keys(r.Record.ID), " "), Estimate: "no"},
		Sort:   riskSort{strconv.Itoa(cmp.Or(r.Rank, math.MaxInt32)), ratingKey(r.Now), ratingKey(r.Projected), strconv.Itoa(slices.Index(assess.Outcomes, r.Outcome))},
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

// projectedBadge shows the level of a risk once the plans are done.
func (v *verdicts) projectedBadge(r *assess.Risk) part.Part {
	switch {
	case r.Closed():
		return part.Words("–")
	case r.Removed:
		return v.state("good", "removed")
	}
	return v.ratingBadge(r.Projected)
}

// staleMark marks a risk whose evaluation rests on something newer than it.
func (v *verdicts) staleMark(r *assess.Risk) part.Part {
	if len(r.Stale) == 0 {
		return nil
	}
	return v.state("warn", "risksStale")
}

// touchedMark marks a closed risk on which something bears that came after its closing.
func (v *verdicts) touchedMark(r *assess.Risk) part.Part {
	if len(r.Touched) == 0 {
		return nil
	}
	return v.state("warn", "riskTouchedMark")
}

// planRefs names the live plans of a risk with their progress.
func (v risksPresenter) planRefs(path string, r *assess.Risk) part.Part {
	pieces := make([]part.Part, len(r.Plans))
	for i, p := range r.Plans {
		pieces[i] = join(" ", v.shortRef(path, p.ID), treatmentsPresenter{v.desk}.progressWords(p.ID))
	}
	return list(pieces)
}

// riskTable lists risks that bear on a record, by priority; nothing where there are none.
func (v *desk) riskTable(path string, ids []string) *part.Table {
	var risks []*assess.Risk
	for _, id := range ids {
		if r := v.Assessment.Risk(id); r != nil && r.Standing != assess.Later {
			risks = append(risks, r)
		}
	}
	slices.SortStableFunc(risks, assess.ComparePriority)
	t := v.table("", v.words["risksOfRecord"], riskColumns...)
	for _, r := range risks {
		t.ready(v.riskRow(path, r))
	}
	return t.done()
}

var riskColumns = []column{{"risksNamedHead", "title"}, {"risksNowHead", "nowrap"}, {"risksThenHead", "nowrap"}, {"outcome", ""}, {"owner", "name"}}

// riskRow gives the row of a risk on the page of a record. A risk stands on the pages of all that bears on it, so its row is made once.
func (v *desk) riskRow(path string, r *assess.Risk) *part.Row {
	key := rowKey{up(path), r}
	if row, ok := v.riskRows.Load(key); ok {
		return row.(*part.Row)
	}
	t := v.table("", "", riskColumns...)
	t.row()
	t.head(v.ref(path, r.Record.ID))
	t.cell(v.ratingBadge(r.Now))
	t.cell(v.projectedBadge(r))
	t.cell(join(" ", v.verdictBadge(r), v.staleMark(r), v.touchedMark(r)))
	t.words(v.party(r.Record.Owner))
	t.made.Rows[0].Shared = true
	row, _ := v.riskRows.LoadOrStore(key, t.made.Rows[0])
	return row.(*part.Row)
}

// rowKey tells rows apart: how far down the page lies, and which risk it is of.
type rowKey struct {
	up   string
	risk *assess.Risk
}
