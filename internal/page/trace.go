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
	"traceWhole":         {Ja: "{n}件の資産のすべてで、資産から見直しまでのつながりが通っています。", En: "For each of the {n} assets the chain runs through, from the asset to the review."},
	"traceBroken":        {Ja: "{n}件の資産のうち、{broken}件でつながりが途切れています（合わせて{breaks}か所）。", En: "For {broken} of the {n} assets the chain breaks off somewhere ({breaks} places in all)."},
	"traceEmpty":         {Ja: "資産の記録がまだありません。content/assets/ に守る対象を書くと、ここからつながりをたどれます。", En: "There are no asset records yet. Write what is to be protected into content/assets/, and the chains begin here."},
	"traceHow":           {Ja: "資産ごとに、リスク源、課題、事象、リスク、意思決定、対応計画、レビューへとたどります。採用しないステップについては、途切れとは数えません。登録簿全体のレビュー（{whole}件）は、すべての資産に及びます。", En: "Each asset is followed through risk sources, findings, events, risks, decisions and plans to the reviews. Steps that the register does not adopt are not counted as breaks. Reviews of the whole register ({whole}) reach every asset."},
	"traceSummary":       {Ja: "資産ごとの一覧", En: "Asset by asset"},
	"traceMore":          {Ja: "資産は全部で{all}件あります。途切れの多いものから{shown}件を示しました。残りは各資産のページで確かめられます。", En: "There are {all} assets. The {shown} with the most breaks are shown; the pages of the assets have the rest."},
	"traceAsset":         {Ja: "資産", En: "Asset"},
	"traceSources":       {Ja: "リスク源", En: "Sources"},
	"traceFindings":      {Ja: "課題", En: "Findings"},
	"traceCause":         {Ja: "事象（原因）", En: "Events, by cause"},
	"traceResult":        {Ja: "事象（結果）", En: "Events, by result"},
	"traceEvent":         {Ja: "事象", En: "Event"},
	"traceRisks":         {Ja: "リスク", En: "Risks"},
	"traceRisk":          {Ja: "リスク", En: "Risk"},
	"traceDecisions":     {Ja: "意思決定", En: "Decisions"},
	"tracePlans":         {Ja: "対応計画", En: "Plans"},
	"traceReviews":       {Ja: "レビュー", En: "Reviews"},
	"traceIncidents":     {Ja: "インシデント", En: "Incidents"},
	"traceBreaks":        {Ja: "途切れ", En: "Breaks"},
	"traceThrough":       {Ja: "通っている", En: "Runs through"},
	"traceCoverage":      {Ja: "原因と結果の両側からの検討", En: "Looked at from cause and from result"},
	"traceCoverageWhy":   {Ja: "重要な資産（重要性に3があるもの、又は一覧のサービスを担うもの）は、原因の側と結果の側の両方から事象を挙げます。", En: "An important asset (an importance of 3, or a service of the catalogue) is to be looked at from both sides."},
	"traceOneSided":      {Ja: "重要な資産{n}件のうち、{missed}件は片側からの検討にとどまるか、まだ検討されていません。", En: "Looked at from one side only, or from none: {missed} of the {n} important assets."},
	"traceAllBoth":       {Ja: "重要な資産{n}件のすべてが、両側から検討されています。", En: "All {n} important assets were looked at from both sides."},
	"traceImportant":     {Ja: "重要", En: "Important"},
	"traceImportance":    {Ja: "重要な資産", En: "Important?"},
	"traceSides":         {Ja: "検討の状況", En: "Looked at"},
	"traceBothSides":     {Ja: "両側から", En: "From both sides"},
	"traceCauseOnly":     {Ja: "原因の側のみ", En: "From cause only"},
	"traceResultOnly":    {Ja: "結果の側のみ", En: "From result only"},
	"traceNoSide":        {Ja: "未検討", En: "Not looked at"},
	"traceChains":        {Ja: "資産ごとのつながり", En: "The chains"},
	"traceChainOf":       {Ja: "{asset}のつながり", En: "The chain of {asset}"},
	"traceBreak":         {Ja: "途切れ", En: "Break"},
	"break-no-event":     {Ja: "この資産に事象がない", En: "no event touches the asset"},
	"break-loose-source": {Ja: "このリスク源から事象に至らない", En: "the source leads to no event"},
	"break-no-source":    {Ja: "原因となるリスク源がない", En: "no source is named for the cause"},
	"break-no-risk":      {Ja: "事象からリスクに至らない", En: "the event leads to no risk"},
	"break-eventless":    {Ja: "リスクに事象がない", En: "the risk names no event"},
	"break-no-level":     {Ja: "リスクが未分析", En: "the risk is not analysed"},
	"break-no-judgement": {Ja: "判断の記録がない", En: "no judgement"},
	"break-no-plan":      {Ja: "実行中の計画がない", En: "no live plan"},
	"break-draft":        {Ja: "計画が起案のまま", En: "the plan is still a draft"},
	"break-later":        {Ja: "計画が基準日にはまだ実行中でない", En: "the plan is not live yet"},
	"break-silent":       {Ja: "計画が何をもたらすか示されていない", En: "nothing says what the plan brings"},
	"break-not-analysed": {Ja: "計画の完了後に分析し直していない", En: "not analysed since its plan was done"},
	"break-no-review":    {Ja: "レビューの記録がない", En: "no review"},
	"traceNotNeeded":     {Ja: "不要", En: "not needed"},
	"traceWholeReviews":  {Ja: "登録簿全体のレビュー", En: "Reviews of the whole register"},
	"traceCut":           {Ja: "ほかに{n}通りのつながりがあります。{asset}のページからたどれます。", En: "There are {n} more ways, to be followed from the page of {asset}."},
	"traceNothing":       {Ja: "この資産に関わる記録はまだありません。", En: "No other record bears on this asset yet."},
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
	mostWays   = 1000 // rows of all chains, about a megabyte; beyond it every chain shows its first ones, breaks before the rest
	fewWays    = 2    // rows that a chain shows in any case
)

// tracePresenter makes the page of what hangs together.
type tracePresenter struct{ *desk }

func tracePages(v *desk) iter.Seq[Page] {
	return one("trace.html", "trace.html", func() any { return tracePresenter{v}.traceView("trace.html") })
}

func (v tracePresenter) traceView(path string) TraceView {
	page := TraceView{Frame: v.frame(path, v.words["traceTitle"]), Empty: len(v.Register.Assets) == 0}
	all := v.Assessment.Chains()
	chains := make([]*assess.Chain, len(all))
	broken, breaks := 0, 0
	for i := range all {
		chains[i] = &all[i]
		if n := len(all[i].Broken); n > 0 {
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
		slices.SortStableFunc(chains, func(a, b *assess.Chain) int { return len(b.Broken) - len(a.Broken) })
		chains = chains[:mostTraced]
		slices.SortStableFunc(chains, func(a, b *assess.Chain) int { return strings.Compare(a.Coverage.Asset.ID, b.Coverage.Asset.ID) })
	}
	ways := 0
	for _, c := range chains {
		ways += len(c.Ways)
	}
	shown := ways
	if ways > mostWays {
		shown = max(fewWays, mostWays/len(chains))
	}
	page.Summary, page.Coverage, page.OneSided = v.traceSummary(path, chains), v.coverageTable(path, chains), v.oneSided()
	whole := v.Assessment.WholeReviews()
	page.How, page.WholeReviews = v.say("traceHow", "whole", len(whole)), v.refList(path, whole)
	for _, c := range chains {
		page.Chains = append(page.Chains, TraceChain{
			Asset: v.assetName(c.Coverage.Asset), ID: "chain-" + c.Coverage.Asset.ID, Breaks: v.breakBadge(c), Table: v.chainTable(path, c, shown), Open: len(chains) == 1,
		})
	}
	return page
}

// assetName names an asset without a link, for a line that folds.
func (v tracePresenter) assetName(a *register.Asset) part.Part {
	return join(" ", part.Tagged{Class: "id", Text: a.ID}, v.short(a.Title))
}

func (v tracePresenter) breakBadge(c *assess.Chain) part.Part {
	if n := len(c.Broken); n > 0 {
		return badge("warn", v.words["traceBreaks"]+" "+fmt.Sprint(n))
	}
	return badge("good", v.words["traceThrough"])
}

// traceSummary counts what each chain holds and says where it breaks off, those with the most breaks first.
func (v tracePresenter) traceSummary(path string, chains []*assess.Chain) part.Part {
	t := v.table("", v.words["traceSummary"], column{"traceAsset", "title"}, column{"traceBreaks", "broad"}, column{"traceSources", "number"}, column{"traceFindings", "number"}, column{"traceCause", "number"}, column{"traceResult", "number"},
		column{"traceRisks", "number"}, column{"traceDecisions", "number"}, column{"tracePlans", "number"}, column{"traceReviews", "number"})
	if v.recordsIncidents() {
		t.column("traceIncidents", "number")
	}
	for _, c := range sortedBy(chains, func(c *assess.Chain) int { return -len(c.Broken) }) {
		t.row()
		t.named(c.Coverage.Asset.ID, v.ref(path, c.Coverage.Asset.ID))
		t.number(-len(c.Broken), v.breakList(c))
		for _, n := range []int{len(c.Sources), len(c.Findings), len(c.Coverage.Cause), len(c.Coverage.Result), len(c.Risks), len(c.Decisions), len(c.Plans), len(c.Reviews)} {
			t.words(fmt.Sprint(n))
		}
		if v.recordsIncidents() {
			t.words(fmt.Sprint(len(c.Incidents)))
		}
	}
	return t.sortable()
}

// recordsIncidents reports whether the register records any incident: where it does not, nothing is said of them.
func (v tracePresenter) recordsIncidents() bool { return len(v.Register.Incidents) > 0 }

// breakList says in words where a chain breaks off, with a link to it.
func (v tracePresenter) breakList(c *assess.Chain) part.Part {
	if len(c.Broken) == 0 {
		return badge("good", v.words["traceThrough"])
	}
	var words []string
	for _, b := range assess.Breaks {
		if n := c.Count(b); n > 1 {
			words = append(words, fmt.Sprintf("%s (%d)", v.words["break-"+string(b)], n))
		} else if n == 1 {
			words = append(words, v.words["break-"+string(b)])
		}
	}
	return part.Page{Href: "#chain-" + c.Coverage.Asset.ID, Text: strings.Join(words, v.words["listSeparator"])}
}

// sortedBy gives the chains by a number, ascending, and of one number in the order that they have.
func sortedBy(chains []*assess.Chain, number func(*assess.Chain) int) []*assess.Chain {
	sorted := slices.Clone(chains)
	slices.SortStableFunc(sorted, func(a, b *assess.Chain) int { return number(a) - number(b) })
	return sorted
}

// oneSided says how many of the important assets were looked at from both sides; nothing where there is none, or the step is not adopted.
func (v tracePresenter) oneSided() string {
	important, missed := 0, 0
	for i := range v.Assessment.Coverage {
		if v.Assessment.Coverage[i].Important {
			important++
		}
		if v.Assessment.Coverage[i].Lacking {
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
func (v tracePresenter) coverageTable(path string, chains []*assess.Chain) part.Part {
	t := v.table("", v.words["traceCoverage"], column{"traceAsset", "title"}, column{"traceImportance", ""}, column{"traceCause", ""}, column{"traceResult", ""}, column{"traceSides", "nowrap"})
	lacking := func(c *assess.Chain) int {
		if c.Coverage.Lacking {
			return 0
		}
		return 1
	}
	events := func(c *assess.Chain, ids []string) part.Part {
		shown := v.shortRefs(path, ids[:min(len(ids), fewInCell)])
		if more := len(ids) - fewInCell; more > 0 {
			shown = join(" ", shown, v.pageLink(path, Path(register.KindOf("assets"), c.Coverage.Asset.ID), v.andMore(more)))
		}
		return or(shown, part.Words("–"))
	}
	for _, c := range sortedBy(chains, lacking) {
		t.row()
		t.head(v.ref(path, c.Coverage.Asset.ID))
		if c.Coverage.Important {
			t.words(v.words["traceImportant"])
		} else {
			t.words("–")
		}
		t.cell(events(c, c.Coverage.Cause))
		t.cell(events(c, c.Coverage.Result))
		t.cell(v.sides(c.Coverage))
	}
	return t.done()
}

// sides says from which sides an asset was looked at; one side is enough for an asset that is not important.
func (v tracePresenter) sides(c *assess.Coverage) part.Part {
	class := "quiet"
	if c.Lacking {
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

// chainTable shows the chain of one asset: a row for every way from a source or an event to a risk, up to as many as are to be shown.
func (v tracePresenter) chainTable(path string, c *assess.Chain, most int) part.Part {
	if len(c.Ways) == 0 {
		return part.Nothing(v.words["traceNothing"])
	}
	t := v.table("", v.say("traceChainOf", "asset", c.Coverage.Asset.ID+" "+v.text(c.Coverage.Asset.Title)), column{"traceSources", ""}, column{"traceFindings", ""}, column{"traceEvent", "title"}, column{"traceRisk", "title"},
		column{"traceDecisions", ""}, column{"tracePlans", ""}, column{"traceReviews", ""})
	if v.recordsIncidents() {
		t.column("traceIncidents", "")
	}
	ways := firstWays(c, most)
	for i := range ways {
		w := &ways[i]
		t.row()
		t.cell(or(join(" ", v.shortRefs(path, w.Sources), v.breakMark(w.SourceBreak)), part.Words("–")))
		t.cell(or(v.shortRefs(path, w.Findings), part.Words("–")))
		event := v.breakMark(w.EventBreak)
		if w.Event != "" {
			event = join(" ", v.ref(path, w.Event), event)
		}
		t.cell(or(event, part.Words("–")))
		risk := v.breakMark(w.RiskBreak)
		if w.Risk != nil {
			risk = join(" ", v.ref(path, w.Risk.Record.ID), v.verdictBadge(w.Risk), risk)
		}
		t.cell(or(risk, part.Words("–")))
		t.cell(or(join(" ", v.shortRefs(path, w.Decisions), v.breakMark(w.DecisionBreak)), part.Words("–")))
		t.cell(v.tracedPlans(path, w))
		t.cell(or(join(" ", v.shortRefs(path, w.Reviews), v.breakMark(w.ReviewBreak)), part.Words("–")))
		if v.recordsIncidents() {
			t.cell(or(v.shortRefs(path, w.Incidents), part.Words("–")))
		}
	}
	if left := len(c.Ways) - len(ways); left > 0 {
		t.made.After = v.sayParts("traceCut", "n", left, "asset", v.ref(path, c.Coverage.Asset.ID))
	}
	return t.done()
}

// tracedPlans names the plans of a link, or says that none is wanted.
func (v tracePresenter) tracedPlans(path string, w *assess.Way) part.Part {
	if w.NoPlan && len(w.Plans) == 0 {
		return small(part.Words(v.words["traceNotNeeded"]))
	}
	return or(join(" ", v.shortRefs(path, w.Plans), v.breakMark(w.PlanBreak)), part.Words("–"))
}

// firstWays gives the first ways of a chain, those that break off before the others where not all are shown.
func firstWays(c *assess.Chain, most int) []assess.Way {
	if len(c.Ways) <= most {
		return c.Ways
	}
	whole := func(w *assess.Way) int {
		if w.Breaks() {
			return 0
		}
		return 1
	}
	ways := slices.Clone(c.Ways)
	slices.SortStableFunc(ways, func(a, b assess.Way) int { return whole(&a) - whole(&b) })
	return ways[:most]
}

// breakMark says in words that a chain breaks off; nothing where it does not.
func (v tracePresenter) breakMark(b assess.Break) part.Part {
	if b == "" {
		return nil
	}
	return join(" ", badge("warn", v.words["traceBreak"]), small(part.Words(v.words["break-"+string(b)])))
}
