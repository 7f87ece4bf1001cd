package page

import (
	"iter"
	"math"
	"slices"
	"strconv"

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
	"risksNowHead":   {Ja: "現在のレベル", En: "Level now"},
	"risksThenHead":  {Ja: "完了後のレベル", En: "Level once done"},
	"risksReasons":   {Ja: "理由", En: "Reasons"},
	"rankShort":      {Ja: "順位", En: "Rank"},
	"risksNamedHead": {Ja: "リスク", En: "Risk"},
}

// risksView is the page risks.html.
type risksView struct{ listView }

func risksPages(v *view) iter.Seq[Page] {
	return one("risks.html", "risks.html", func() any { return v.risksView("risks.html") })
}

func (v *view) risksView(path string) risksView {
	needs, outcomes, levels, owners, fresh := newPicks("need", "needHead"), newPicks("outcome", "outcome"), newPicks("level", "level"), newPicks("owner", "owner"), newPicks("stale", "risksStaleWhy")
	t := v.table("list.rows", v.words["risksTitle"], column{"rankShort", "number"}, column{"risksNamedHead", "title"}, column{"risksNowHead", "nowrap"}, column{"risksThenHead", "nowrap"},
		column{"outcome", ""}, column{"risksReasons", "words"}, column{"owner", "name"}, column{"plans", ""})
	stale := 0
	for _, r := range v.Assessment.ByPriority() {
		state := "fresh"
		switch {
		case len(r.Stale) > 0:
			stale++
			state = "stale"
			fresh.add(0, state, v.words["risksStale"])
		case v.Assessment.AnalysedOn(r).IsZero():
			state = "never"
			fresh.add(2, state, v.words["risksNoDay"])
		default:
			fresh.add(1, state, v.words["risksFresh"])
		}
		need := string(r.Need())
		needs.add(slices.Index(assess.Needs, r.Need()), need, v.words["need-"+need])
		level, owner := "none", r.Record.Owner
		if r.Now.Level >= 0 {
			level = v.Register.Criteria.Levels[r.Now.Level].Key
		}
		outcomes.add(slices.Index(assess.Outcomes, r.Outcome), string(r.Outcome), v.words["outcome-"+string(r.Outcome)])
		levels.add(-r.Now.Level, level, v.levelName(r.Now.Level))
		owners.add(0, owner, v.party(owner))
		t.row("outcome", string(r.Outcome), "level", level, "owner", owner, "stale", state, "need", need)
		if r.Rank > 0 {
			t.number(r.Rank, part.Words(strconv.Itoa(r.Rank)))
		} else {
			t.number(math.MaxInt32, part.Words("–"))
		}
		t.named(r.Record.ID, v.listed(path, r.Record))
		t.sorted(ratingKey(r.Now), v.ratingBadge(r.Now))
		t.sorted(ratingKey(r.Projected), v.projectedBadge(r))
		t.number(slices.Index(assess.Outcomes, r.Outcome), join(" ", v.outcomeBadge(r.Outcome), v.staleMark(r), v.touchedMark(r)))
		t.words(v.reasons(r.Reasons))
		t.words(v.party(owner))
		t.cell(v.planRefs(path, r))
	}
	count := v.say("risksCount", "n", len(v.Assessment.Risks), "beyond", v.Assessment.Summary.ToTreat(), "stale", stale) + v.unjudged()
	return risksView{v.listPage(path, part.Words(count), v.filters("list.rows", needs, outcomes, levels, owners, fresh), t.sortable())}
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
func (v *view) projectedBadge(r *assess.Risk) part.Part {
	switch {
	case r.Closed():
		return part.Words("–")
	case r.Removed:
		return v.state("good", "removed")
	}
	return v.ratingBadge(r.Projected)
}

// staleMark marks a risk whose evaluation rests on something newer than it.
func (v *view) staleMark(r *assess.Risk) part.Part {
	if len(r.Stale) == 0 {
		return nil
	}
	return v.state("warn", "risksStale")
}

// touchedMark marks a closed risk on which something bears that came after its closing.
func (v *view) touchedMark(r *assess.Risk) part.Part {
	if len(r.Touched) == 0 {
		return nil
	}
	return v.state("warn", "riskTouchedMark")
}

// planRefs names the live plans of a risk with their progress.
func (v *view) planRefs(path string, r *assess.Risk) part.Part {
	pieces := make([]part.Part, len(r.Plans))
	for i, p := range r.Plans {
		pieces[i] = join(" ", v.shortRef(path, p.ID), v.progressWords(p.ID))
	}
	return list(pieces)
}

// riskTable lists risks that bear on a record, by priority; nothing where there are none.
func (v *view) riskTable(path string, ids []string) *part.Table {
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
func (v *view) riskRow(path string, r *assess.Risk) *part.Row {
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
