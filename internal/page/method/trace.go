package method

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// TraceWords are the words of this file's pages and parts, by key.
var TraceWords = desk.Words{
	"traceWhole":         {Ja: "{n}件の資産のすべてで、資産から見直しまでのつながりが通っています。", En: "For {n|the one asset|each of the {n} assets} the chain runs through, from the asset to the review."},
	"traceBroken":        {Ja: "{n}件の資産のうち、{broken}件でつながりが途切れています（合わせて{breaks}か所）。", En: "For {broken} of the {n} {n|asset|assets} the chain breaks off somewhere ({breaks} {breaks|place|places} in all)."},
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
	"traceOneSided":      {Ja: "重要な資産{n}件のうち、{missed}件は片側からの検討にとどまるか、まだ検討されていません。", En: "Looked at from one side only, or from none: {missed} of the {n} important {n|asset|assets}."},
	"traceAllBoth":       {Ja: "重要な資産{n}件のすべてが、両側から検討されています。", En: "{n|The one important asset was|All {n} important assets were} looked at from both sides."},
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
	"traceCut":           {Ja: "ほかに{n}通りのつながりがあります。{asset}のページからたどれます。", En: "There {n|is 1 more way|are {n} more ways}, to be followed from the page of {asset}."},
	"traceNothing":       {Ja: "この資産に関わる記録はまだありません。", En: "No other record bears on this asset yet."},
}

const (
	mostTraced = 500  // assets that the page follows
	mostWays   = 1000 // rows of all chains, about a megabyte; beyond it every chain shows its first ones, breaks before the rest
	fewWays    = 2    // rows that a chain shows in any case
)

// TracePages makes the page of trace.
func TracePages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("trace.html", "trace.html", func() any { return traceView(v, "trace.html") })
}

func traceView(v *desk.Desk, path string) view.Trace {
	page := view.Trace{Frame: v.Frame(path, v.Words["traceTitle"]), Empty: len(v.Register.Assets) == 0}
	all := assurance.Chains(v.Assessment)
	chains := make([]*assurance.Chain, len(all))
	broken, breaks := 0, 0
	for i := range all {
		chains[i] = &all[i]
		if n := len(all[i].Broken); n > 0 {
			broken++
			breaks += n
		}
	}
	page.Sentence = v.Say("traceWhole", "n", len(chains))
	if broken > 0 {
		page.Sentence = v.Say("traceBroken", "n", len(chains), "broken", broken, "breaks", breaks)
	}
	if len(chains) > mostTraced {
		page.More = v.Say("traceMore", "all", desk.Group(int64(len(chains))), "shown", desk.Group(mostTraced))
		slices.SortStableFunc(chains, func(a, b *assurance.Chain) int { return len(b.Broken) - len(a.Broken) })
		chains = chains[:mostTraced]
		slices.SortStableFunc(chains, func(a, b *assurance.Chain) int { return strings.Compare(a.Coverage.Asset.ID, b.Coverage.Asset.ID) })
	}
	ways := 0
	for _, c := range chains {
		ways += len(c.Ways)
	}
	shown := ways
	if ways > mostWays {
		shown = max(fewWays, mostWays/len(chains))
	}
	page.Summary, page.Coverage, page.OneSided = traceSummary(v, path, chains), coverageTable(v, path, chains), oneSided(v)
	whole := assurance.WholeReviews(v.Assessment)
	page.How, page.WholeReviews = v.Say("traceHow", "whole", len(whole)), v.RefList(path, whole)
	for _, c := range chains {
		page.Chains = append(page.Chains, view.TraceChain{
			Asset: assetName(v, c.Coverage.Asset), ID: "chain-" + c.Coverage.Asset.ID, Breaks: breakBadge(v, c), Table: chainTable(v, path, c, shown), Open: len(chains) == 1,
		})
	}
	return page
}

// assetName names an asset without a link, for a line that folds.
func assetName(v *desk.Desk, a *register.Asset) part.Part {
	return desk.Join(" ", part.Tagged{Class: "id", Text: a.ID}, v.Short(a.Title))
}

func breakBadge(v *desk.Desk, c *assurance.Chain) part.Part {
	if n := len(c.Broken); n > 0 {
		return desk.Badge("warn", v.Words["traceBreaks"]+" "+fmt.Sprint(n))
	}
	return desk.Badge("good", v.Words["traceThrough"])
}

// traceSummary counts what each chain holds and says where it breaks off, those with the most breaks first.
func traceSummary(v *desk.Desk, path string, chains []*assurance.Chain) part.Part {
	t := v.Table("", v.Words["traceSummary"], desk.Column{Key: "traceAsset", Class: "title"}, desk.Column{Key: "traceBreaks", Class: "broad"}, desk.Column{Key: "traceSources", Class: "number"}, desk.Column{Key: "traceFindings", Class: "number"}, desk.Column{Key: "traceCause", Class: "number"}, desk.Column{Key: "traceResult", Class: "number"},
		desk.Column{Key: "traceRisks", Class: "number"}, desk.Column{Key: "traceDecisions", Class: "number"}, desk.Column{Key: "tracePlans", Class: "number"}, desk.Column{Key: "traceReviews", Class: "number"})
	if recordsIncidents(v) {
		t.Column("traceIncidents", "number")
	}
	for _, c := range sortedBy(chains, func(c *assurance.Chain) int { return -len(c.Broken) }) {
		t.Row()
		t.Named(c.Coverage.Asset.ID, v.Ref(path, c.Coverage.Asset.ID))
		t.Number(-len(c.Broken), breakList(v, c))
		for _, n := range []int{len(c.Sources), len(c.Findings), len(c.Coverage.Cause), len(c.Coverage.Result), len(c.Risks), len(c.Decisions), len(c.Plans), len(c.Reviews)} {
			t.Words(fmt.Sprint(n))
		}
		if recordsIncidents(v) {
			t.Words(fmt.Sprint(len(c.Incidents)))
		}
	}
	return t.Sortable()
}

// recordsIncidents reports whether the register records any incident: where it does not, nothing is said of them.
func recordsIncidents(v *desk.Desk) bool { return len(v.Register.Incidents) > 0 }

// breakList says in words where a chain breaks off, with a link to it.
func breakList(v *desk.Desk, c *assurance.Chain) part.Part {
	if len(c.Broken) == 0 {
		return desk.Badge("good", v.Words["traceThrough"])
	}
	var words []string
	for _, b := range assurance.Breaks {
		if n := c.Count(b); n > 1 {
			words = append(words, fmt.Sprintf("%s (%d)", v.Words["break-"+string(b)], n))
		} else if n == 1 {
			words = append(words, v.Words["break-"+string(b)])
		}
	}
	return part.Page{Href: "#chain-" + c.Coverage.Asset.ID, Text: part.Words(strings.Join(words, v.Words["listSeparator"]))}
}

// sortedBy gives the chains by a number, ascending, and of one number in the order that they have.
func sortedBy(chains []*assurance.Chain, number func(*assurance.Chain) int) []*assurance.Chain {
	sorted := slices.Clone(chains)
	slices.SortStableFunc(sorted, func(a, b *assurance.Chain) int { return number(a) - number(b) })
	return sorted
}

// oneSided says how many of the important assets were looked at from both sides; nothing where there is none, or the step is not adopted.
func oneSided(v *desk.Desk) string {
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
		return v.Say("traceAllBoth", "n", important)
	}
	return v.Say("traceOneSided", "n", important, "missed", missed)
}

// coverageTable shows from which sides each asset was looked at, those that lack one first.
func coverageTable(v *desk.Desk, path string, chains []*assurance.Chain) part.Part {
	t := v.Table("", v.Words["traceCoverage"], desk.Column{Key: "traceAsset", Class: "title"}, desk.Column{Key: "traceImportance"}, desk.Column{Key: "traceCause"}, desk.Column{Key: "traceResult"}, desk.Column{Key: "traceSides", Class: "nowrap"})
	lacking := func(c *assurance.Chain) int {
		if c.Coverage.Lacking {
			return 0
		}
		return 1
	}
	events := func(c *assurance.Chain, ids []string) part.Part {
		shown := v.ShortRefs(path, ids[:min(len(ids), grid.FewInCell)])
		if more := len(ids) - grid.FewInCell; more > 0 {
			shown = desk.Join(" ", shown, v.PageLink(path, address.Path(register.KindOf("assets"), c.Coverage.Asset.ID), v.AndMore(more)))
		}
		return desk.Or(shown, part.Words("–"))
	}
	for _, c := range sortedBy(chains, lacking) {
		t.Row()
		t.Head(v.Ref(path, c.Coverage.Asset.ID))
		if c.Coverage.Important {
			t.Words(v.Words["traceImportant"])
		} else {
			t.Words("–")
		}
		t.Cell(events(c, c.Coverage.Cause))
		t.Cell(events(c, c.Coverage.Result))
		t.Cell(sides(v, c.Coverage))
	}
	return t.Done()
}

// sides says from which sides an asset was looked at; one side is enough for an asset that is not important.
func sides(v *desk.Desk, c *assess.Coverage) part.Part {
	class := "quiet"
	if c.Lacking {
		class = "warn"
	}
	switch {
	case len(c.Cause) > 0 && len(c.Result) > 0:
		return desk.Badge("good", v.Words["traceBothSides"])
	case len(c.Cause) > 0:
		return desk.Badge(class, v.Words["traceCauseOnly"])
	case len(c.Result) > 0:
		return desk.Badge(class, v.Words["traceResultOnly"])
	}
	return desk.Badge(class, v.Words["traceNoSide"])
}

// chainTable shows the chain of one asset: a row for every way from a source or an event to a risk, up to as many as are to be shown.
func chainTable(v *desk.Desk, path string, c *assurance.Chain, most int) part.Part {
	if len(c.Ways) == 0 {
		return part.Nothing(v.Words["traceNothing"])
	}
	t := v.Table("", v.Say("traceChainOf", "asset", c.Coverage.Asset.ID+" "+v.Text(c.Coverage.Asset.Title)), desk.Column{Key: "traceSources"}, desk.Column{Key: "traceFindings"}, desk.Column{Key: "traceEvent", Class: "title"}, desk.Column{Key: "traceRisk", Class: "title"},
		desk.Column{Key: "traceDecisions"}, desk.Column{Key: "tracePlans"}, desk.Column{Key: "traceReviews"})
	if recordsIncidents(v) {
		t.Column("traceIncidents", "")
	}
	ways := firstWays(c, most)
	for i := range ways {
		w := &ways[i]
		t.Row()
		t.Cell(desk.Or(desk.Join(" ", v.ShortRefs(path, w.Sources), breakMark(v, w.SourceBreak)), part.Words("–")))
		t.Cell(desk.Or(v.ShortRefs(path, w.Findings), part.Words("–")))
		event := breakMark(v, w.EventBreak)
		if w.Event != "" {
			event = desk.Join(" ", v.Ref(path, w.Event), event)
		}
		t.Cell(desk.Or(event, part.Words("–")))
		risk := breakMark(v, w.RiskBreak)
		if w.Risk != nil {
			risk = desk.Join(" ", v.Ref(path, w.Risk.Record.ID), v.VerdictBadge(w.Risk), risk)
		}
		t.Cell(desk.Or(risk, part.Words("–")))
		t.Cell(desk.Or(desk.Join(" ", v.ShortRefs(path, w.Decisions), breakMark(v, w.DecisionBreak)), part.Words("–")))
		t.Cell(tracedPlans(v, path, w))
		t.Cell(desk.Or(desk.Join(" ", v.ShortRefs(path, w.Reviews), breakMark(v, w.ReviewBreak)), part.Words("–")))
		if recordsIncidents(v) {
			t.Cell(desk.Or(v.ShortRefs(path, w.Incidents), part.Words("–")))
		}
	}
	if left := len(c.Ways) - len(ways); left > 0 {
		t.Made.After = v.SayParts("traceCut", "n", left, "asset", v.Ref(path, c.Coverage.Asset.ID))
	}
	return t.Done()
}

// tracedPlans names the plans of a link, or says that none is wanted.
func tracedPlans(v *desk.Desk, path string, w *assurance.Way) part.Part {
	if w.NoPlan && len(w.Plans) == 0 {
		return desk.Small(part.Words(v.Words["traceNotNeeded"]))
	}
	return desk.Or(desk.Join(" ", v.ShortRefs(path, w.Plans), breakMark(v, w.PlanBreak)), part.Words("–"))
}

// firstWays gives the first ways of a chain, those that break off before the others where not all are shown.
func firstWays(c *assurance.Chain, most int) []assurance.Way {
	if len(c.Ways) <= most {
		return c.Ways
	}
	whole := func(w *assurance.Way) int {
		if w.Breaks() {
			return 0
		}
		return 1
	}
	ways := slices.Clone(c.Ways)
	slices.SortStableFunc(ways, func(a, b assurance.Way) int { return whole(&a) - whole(&b) })
	return ways[:most]
}

// breakMark says in words that a chain breaks off; nothing where it does not.
func breakMark(v *desk.Desk, b assurance.Break) part.Part {
	if b == "" {
		return nil
	}
	return desk.Join(" ", desk.Badge("warn", v.Words["traceBreak"]), desk.Small(part.Words(v.Words["break-"+string(b)])))
}
