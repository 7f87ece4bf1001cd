package page

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var traceWords = Words{
	"traceWhole":        {Ja: "{n}件の資産のすべてで、資産から見直しまでのつながりが通っています。", En: "For each of the {n} assets the chain runs through, from the asset to the review."},
	"traceBroken":       {Ja: "{n}件の資産のうち、{broken}件でつながりが途切れています（合わせて{breaks}か所）。", En: "For {broken} of the {n} assets the chain breaks off somewhere ({breaks} places in all)."},
	"traceEmpty":        {Ja: "資産の記録がまだありません。content/assets/ に守る対象を書くと、ここからつながりをたどれます。", En: "There are no asset records yet. Write what is to be protected into content/assets/, and the chains begin here."},
	"traceHow":          {Ja: "資産ごとに、リスク源、課題、事象、リスク、意思決定、対応計画、レビューへとたどります。採用しないステップについては、途切れとは数えません。登録簿全体のレビュー（{whole}件）は、すべての資産に及びます。", En: "Each asset is followed through risk sources, findings, events, risks, decisions and plans to the reviews. Steps that the register does not adopt are not counted as breaks. Reviews of the whole register ({whole}) reach every asset."},
	"traceSummary":      {Ja: "資産ごとの一覧", En: "Asset by asset"},
	"traceMore":         {Ja: "資産は全部で{all}件あります。途切れの多いものから{shown}件を示しました。残りは各資産のページで確かめられます。", En: "There are {all} assets. The {shown} with the most breaks are shown; the pages of the assets have the rest."},
	"traceAsset":        {Ja: "資産", En: "Asset"},
	"traceSources":      {Ja: "リスク源", En: "Sources"},
	"traceFindings":     {Ja: "課題", En: "Findings"},
	"traceCause":        {Ja: "事象（原因）", En: "Events, by cause"},
	"traceResult":       {Ja: "事象（結果）", En: "Events, by result"},
	"traceEvent":        {Ja: "事象", En: "Event"},
	"traceRisks":        {Ja: "リスク", En: "Risks"},
	"traceRisk":         {Ja: "リスク", En: "Risk"},
	"traceDecisions":    {Ja: "意思決定", En: "Decisions"},
	"tracePlans":        {Ja: "対応計画", En: "Plans"},
	"traceReviews":      {Ja: "レビュー", En: "Reviews"},
	"traceBreaks":       {Ja: "途切れ", En: "Breaks"},
	"traceThrough":      {Ja: "通っている", En: "Runs through"},
	"traceCoverage":     {Ja: "原因と結果の両側からの検討", En: "Looked at from cause and from result"},
	"traceCoverageWhy":  {Ja: "重要な資産（重要性に3があるもの、又は一覧のサービスを担うもの）は、原因の側と結果の側の両方から事象を挙げます。", En: "An important asset (an importance of 3, or a service of the catalogue) is to be looked at from both sides."},
	"traceOneSided":     {Ja: "重要な資産{n}件のうち、{missed}件は片側からの検討にとどまるか、まだ検討されていません。", En: "Looked at from one side only, or from none: {missed} of the {n} important assets."},
	"traceAllBoth":      {Ja: "重要な資産{n}件のすべてが、両側から検討されています。", En: "All {n} important assets were looked at from both sides."},
	"traceImportant":    {Ja: "重要", En: "Important"},
	"traceImportance":   {Ja: "重要な資産", En: "Important?"},
	"traceSides":        {Ja: "検討の状況", En: "Looked at"},
	"traceBothSides":    {Ja: "両側から", En: "From both sides"},
	"traceCauseOnly":    {Ja: "原因の側のみ", En: "From cause only"},
	"traceResultOnly":   {Ja: "結果の側のみ", En: "From result only"},
	"traceNoSide":       {Ja: "未検討", En: "Not looked at"},
	"traceChains":       {Ja: "資産ごとのつながり", En: "The chains"},
	"traceChainOf":      {Ja: "{asset}のつながり", En: "The chain of {asset}"},
	"traceBreak":        {Ja: "途切れ", En: "Break"},
	"traceNoEvent":      {Ja: "この資産に事象がない", En: "no event touches the asset"},
	"traceSourceLoose":  {Ja: "このリスク源から事象に至らない", En: "the source leads to no event"},
	"traceNoSource":     {Ja: "原因となるリスク源がない", En: "no source is named for the cause"},
	"traceNoRisk":       {Ja: "事象からリスクに至らない", En: "the event leads to no risk"},
	"traceNoRiskWhy":    {Ja: "リスクとしない理由の記載あり", En: "says why it leads to no risk"},
	"traceEventless":    {Ja: "リスクに事象がない", En: "the risk names no event"},
	"traceNoLevel":      {Ja: "リスクが未分析", En: "the risk is not analysed"},
	"traceNoJudgement":  {Ja: "判断の記録がない", En: "no judgement"},
	"traceNoPlan":       {Ja: "実行中の計画がない", En: "no live plan"},
	"traceDraft":        {Ja: "計画が起案のまま", En: "the plan is still a draft"},
	"traceLater":        {Ja: "計画が基準日にはまだ実行中でない", En: "the plan is not live yet"},
	"traceSilent":       {Ja: "計画が何をもたらすか示されていない", En: "nothing says what the plan brings"},
	"traceNotAnalysed":  {Ja: "計画の完了後に分析し直していない", En: "not analysed since its plan was done"},
	"traceNoReview":     {Ja: "レビューの記録がない", En: "no review"},
	"traceNotNeeded":    {Ja: "不要", En: "not needed"},
	"traceWholeReviews": {Ja: "登録簿全体のレビュー", En: "Reviews of the whole register"},
	"traceCut":          {Ja: "ほかに{n}通りのつながりがあります。{asset}のページからたどれます。", En: "There are {n} more ways, to be followed from the page of {asset}."},
	"traceNothing":      {Ja: "この資産に関わる記録はまだありません。", En: "No other record bears on this asset yet."},
}

// TraceChain is one asset with its chain, folded.
type TraceChain struct {
	Asset  part.Part
	ID     string
	Breaks part.Part
	Table  part.Part
	Open   bool
}

// TraceView is the page trace.html.
type TraceView struct {
	Frame
	Sentence, More string
	How            string
	Empty          bool
	Summary        part.Part
	OneSided       string // how many important assets were not looked at from both sides
	Coverage       part.Part
	WholeReviews   part.Part
	Chains         []TraceChain
}

const (
	mostTraced = 500  // assets that the page follows
	mostLinks  = 1000 // rows of all chains, about a megabyte; beyond it every chain shows its first ones, breaks before the rest
	fewLinks   = 2    // rows that a chain shows in any case
)

func tracePages(v *view) iter.Seq[Page] {
	return one("trace.html", "trace.html", func() any { return v.traceView("trace.html") })
}

func (v *view) traceView(path string) TraceView {
	page := TraceView{Frame: v.frame(path, v.words["traceTitle"]), Empty: len(v.Register.Assets) == 0}
	tr := v.newTracer()
	chains := make([]*chain, len(v.Assessment.Coverage))
	broken, breaks := 0, 0
	for i := range v.Assessment.Coverage {
		chains[i] = tr.chain(&v.Assessment.Coverage[i])
		if n := chains[i].breaks(); n > 0 {
			broken++
			breaks += n
		}
	}
	page.Sentence = v.say("traceWhole", "n", len(chains))
	if broken > 0 {
		page.Sentence = v.say("traceBroken", "n", len(chains), "broken", broken, "breaks", breaks)
	}
	if len(chains) > mostTraced {
		page.More = v.say("traceMore", "all", group(int64(len(chains))), "shown", group(mostTraced))
		slices.SortStableFunc(chains, func(a, b *chain) int { return b.breaks() - a.breaks() })
		chains = chains[:mostTraced]
		slices.SortStableFunc(chains, func(a, b *chain) int { return strings.Compare(a.asset.ID, b.asset.ID) })
	}
	links := 0
	for _, c := range chains {
		links += len(c.links)
	}
	if links > mostLinks {
		for _, c := range chains {
			c.cut(max(fewLinks, mostLinks/len(chains)))
		}
	}
	page.Summary, page.Coverage, page.OneSided = v.traceSummary(path, chains), v.coverageTable(path, chains), v.oneSided()
	page.How = v.say("traceHow", "whole", len(tr.wholeReviews))
	page.WholeReviews = v.refList(path, tr.wholeReviews)
	for _, c := range chains {
		page.Chains = append(page.Chains, TraceChain{
			Asset: v.assetName(c.asset), ID: "chain-" + c.asset.ID, Breaks: v.breakBadge(c), Table: v.chainTable(path, c), Open: len(chains) == 1,
		})
	}
	return page
}

// assetName names an asset without a link, for a line that folds.
func (v *view) assetName(a *register.Asset) part.Part {
	return join(" ", part.Tagged{Class: "id", Text: a.ID}, v.short(a.Title))
}

func (v *view) breakBadge(c *chain) part.Part {
	if n := c.breaks(); n > 0 {
		return badge("warn", v.words["traceBreaks"]+" "+fmt.Sprint(n))
	}
	return badge("good", v.words["traceThrough"])
}

// traceSummary counts what each chain holds and says where it breaks off, those with the most breaks first.
func (v *view) traceSummary(path string, chains []*chain) part.Part {
	t := v.table("", v.words["traceSummary"], column{"traceAsset", "title"}, column{"traceBreaks", "broad"}, column{"traceSources", "number"}, column{"traceFindings", "number"}, column{"traceCause", "number"}, column{"traceResult", "number"},
		column{"traceRisks", "number"}, column{"traceDecisions", "number"}, column{"tracePlans", "number"}, column{"traceReviews", "number"})
	for _, c := range sortedBy(chains, func(c *chain) int { return -c.breaks() }) {
		t.row()
		t.named(c.asset.ID, v.ref(path, c.asset.ID))
		t.number(-c.breaks(), v.breakList(c))
		for _, n := range []int{len(c.sources), len(c.findings), len(c.coverage.Cause), len(c.coverage.Result), len(c.risks), len(c.decisions), len(c.plans), len(c.reviews)} {
			t.words(fmt.Sprint(n))
		}
	}
	return t.sortable()
}

// breakList says in words where a chain breaks off, with a link to it.
func (v *view) breakList(c *chain) part.Part {
	if c.breaks() == 0 {
		return badge("good", v.words["traceThrough"])
	}
	var words []string
	for _, key := range breakKeys {
		if n := c.count[key]; n > 1 {
			words = append(words, fmt.Sprintf("%s (%d)", v.words[key], n))
		} else if n == 1 {
			words = append(words, v.words[key])
		}
	}
	return part.Page{Href: "#chain-" + c.asset.ID, Text: strings.Join(words, v.words["listSeparator"])}
}

// sortedBy gives the chains by a number, ascending, and of one number in the order that they have.
func sortedBy(chains []*chain, number func(*chain) int) []*chain {
	sorted := slices.Clone(chains)
	slices.SortStableFunc(sorted, func(a, b *chain) int { return number(a) - number(b) })
	return sorted
}

// missed tells whether an asset is to be looked at from both sides and was not.
func (v *view) missed(c *assess.Coverage) bool {
	return c.Important && v.Register.Config.Process.Adopts("2.1") && (len(c.Cause) == 0 || len(c.Result) == 0)
}

// oneSided says how many of the important assets were looked at from both sides; nothing where there is none, or the step is not adopted.
func (v *view) oneSided() string {
	important, missed := 0, 0
	for i := range v.Assessment.Coverage {
		if v.Assessment.Coverage[i].Important {
			important++
		}
		if v.missed(&v.Assessment.Coverage[i]) {
			missed++
		}
	}
	switch {
	case important == 0 || !v.Register.Config.Process.Adopts("2.1"):
		return ""
	case missed == 0:
		return v.say("traceAllBoth", "n", important)
	}
	return v.say("traceOneSided", "n", important, "missed", missed)
}

// coverageTable shows from which sides each asset was looked at, those that lack one first.
func (v *view) coverageTable(path string, chains []*chain) part.Part {
	t := v.table("", v.words["traceCoverage"], column{"traceAsset", "title"}, column{"traceImportance", ""}, column{"traceCause", ""}, column{"traceResult", ""}, column{"traceSides", "nowrap"})
	lacking := func(c *chain) int {
		if v.missed(c.coverage) {
			return 0
		}
		return 1
	}
	events := func(c *chain, ids []string) part.Part {
		shown := v.shortRefs(path, ids[:min(len(ids), fewInCell)])
		if more := len(ids) - fewInCell; more > 0 {
			shown = join(" ", shown, v.pageLink(path, Path(register.KindOf("assets"), c.asset.ID), v.andMore(more)))
		}
		return or(shown, part.Words("–"))
	}
	for _, c := range sortedBy(chains, lacking) {
		t.row()
		t.head(v.ref(path, c.asset.ID))
		if c.coverage.Important {
			t.words(v.words["traceImportant"])
		} else {
			t.words("–")
		}
		t.cell(events(c, c.coverage.Cause))
		t.cell(events(c, c.coverage.Result))
		t.cell(v.sides(c.coverage))
	}
	return t.done()
}

// sides says from which sides an asset was looked at; one side is enough for an asset that is not important.
func (v *view) sides(c *assess.Coverage) part.Part {
	class := "quiet"
	if v.missed(c) {
		class = "warn"
	}
	switch {
	case len(c.Cause) > 0 && len(c.Result) > 0:
		return badge("good", v.words["traceBothSides"])
	case len(c.Cause) > 0:
		return badge(class, v.words["traceCauseOnly"])
	case len(c.Result) > 0:
		return badge(class, v.words["traceResultOnly"])
	}
	return badge(class, v.words["traceNoSide"])
}

// chainTable shows the chain of one asset: a row for every way from a source or an event to a risk.
func (v *view) chainTable(path string, c *chain) part.Part {
	if len(c.links) == 0 {
		return part.Nothing(v.words["traceNothing"])
	}
	t := v.table("", v.say("traceChainOf", "asset", c.asset.ID+" "+v.text(c.asset.Title)), column{"traceSources", ""}, column{"traceFindings", ""}, column{"traceEvent", "title"}, column{"traceRisk", "title"},
		column{"traceDecisions", ""}, column{"tracePlans", ""}, column{"traceReviews", ""})
	for i := range c.links {
		l := &c.links[i]
		t.row()
		t.cell(or(join(" ", v.shortRefs(path, l.sources), v.breakMark(l.sourceBreak)), part.Words("–")))
		t.cell(or(v.shortRefs(path, l.findings), part.Words("–")))
		event := v.breakMark(l.eventBreak)
		if l.event != "" {
			event = join(" ", v.ref(path, l.event), event)
		}
		t.cell(or(event, part.Words("–")))
		risk := v.breakMark(l.riskBreak)
		if l.risk != nil {
			risk = join(" ", v.ref(path, l.risk.Record.ID), v.verdictBadge(l.risk), risk)
		} else if l.noRisk {
			risk = part.Words(v.words["traceNoRiskWhy"])
		}
		t.cell(or(risk, part.Words("–")))
		t.cell(or(join(" ", v.shortRefs(path, l.decisions), v.breakMark(l.decisionBreak)), part.Words("–")))
		t.cell(v.tracedPlans(path, l))
		t.cell(or(join(" ", v.shortRefs(path, l.reviews), v.breakMark(l.reviewBreak)), part.Words("–")))
	}
	if c.left > 0 {
		t.made.After = v.sayParts("traceCut", "n", c.left, "asset", v.ref(path, c.asset.ID))
	}
	return t.done()
}

// tracedPlans names the plans of a link, or says that none is wanted.
func (v *view) tracedPlans(path string, l *link) part.Part {
	if l.noPlan && len(l.plans) == 0 {
		return small(part.Words(v.words["traceNotNeeded"]))
	}
	return or(join(" ", v.shortRefs(path, l.plans), v.breakMark(l.planBreak)), part.Words("–"))
}

// breakMark says in words that a chain breaks off; nothing for an empty key.
func (v *view) breakMark(key string) part.Part {
	if key == "" {
		return nil
	}
	return join(" ", badge("warn", v.words["traceBreak"]), small(part.Words(v.words[key])))
}
