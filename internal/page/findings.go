package page

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var findingsWords = Words{
	"findingsLead":     {Ja: "四つの経路（情報収集、監査、環境変化の調査、演習・訓練）から得た課題です。対応の終わっていないものから順に示します。", En: "Issues from the four channels: intelligence, audits, changes around us, exercises. Open ones come first."},
	"findingsCount":    {Ja: "全{n}件。うち継続中{open}件、期限を過ぎたもの{late}件。", En: "{n} in all: {open} open, {late} of these overdue."},
	"findingHead":      {Ja: "課題", En: "Finding"},
	"findingChannel":   {Ja: "経路", En: "Channel"},
	"findingProvider":  {Ja: "提供元", En: "Provider"},
	"findingReceived":  {Ja: "受領日", En: "Received"},
	"findingClosedOn":  {Ja: "終結日", En: "Closed on"},
	"findingBears":     {Ja: "関わる記録", En: "Bears on"},
	"findingSources":   {Ja: "リスク源", En: "Sources"},
	"findingBecause":   {Ja: "終結の理由", En: "Closed because"},
	"findingTested":    {Ja: "演習・訓練で確かめたもの", En: "Put to the test"},
	"findingControls":  {Ja: "この課題に備える管理策", En: "Controls held against it"},
	"findingPlans":     {Ja: "この課題に対応する計画", En: "Plans that act on it"},
	"findingAssets":    {Ja: "資産", En: "Assets"},
	"findingRisksHead": {Ja: "影響を受けるリスク", En: "Risks that it bears on"},
	"findingVia":       {Ja: "関わり方", En: "By way of"},
	"findingDirect":    {Ja: "課題に明記", En: "Named by the finding"},
	"findingTaken":     {Ja: "評価への反映", En: "In the evaluation"},
	"findingTakenIn":   {Ja: "反映済み", En: "Taken in"},
	"findingNotTaken":  {Ja: "未反映（要再分析）", En: "Not yet: analyse again"},
	"findingYet":       {Ja: "基準日より後に受領", En: "received after the as-of date"},
	"findingCloses":    {Ja: "{day}に終結（基準日にはまだ）", En: "closed on {day}, not yet"},
	"findingNotCounts": {Ja: "数えない", En: "Does not count"},
	"findingNoRisk":    {Ja: "この課題に関わるリスクはありません。", En: "It bears on no risk."},
}

// findingsView is the page findings.html.
type findingsView struct{ listView }

// findingsPresenter makes the pages of findings.
type findingsPresenter struct{ *desk }

func findingsPages(v *desk) iter.Seq[Page] {
	return one("findings.html", "findings.html", func() any { return findingsPresenter{v}.findingsView("findings.html") })
}

func (v findingsPresenter) findingsView(path string) findingsView {
	besides := newFacets(v.desk)
	t := v.table("list.rows", v.words["findingsTitle"], column{"findingHead", "title"}, column{"status", ""}, column{"findingChannel", "nowrap"}, column{"findingProvider", "refs"}, column{"findingReceived", "nowrap"},
		column{"due", "nowrap"}, column{"owner", "name"}, column{"findingBears", "refs"})
	statuses, channels, owners := newPicks("status", "status"), newPicks("channel", "findingChannel"), newPicks("owner", "owner")
	list := slices.Clone(v.Register.Findings)
	slices.SortStableFunc(list, func(a, b *register.Finding) int {
		return cmp.Or(strings.Compare(b.Status, a.Status), b.Received.Compare(a.Received), strings.Compare(a.ID, b.ID))
	})
	open, late := 0, 0
	for _, f := range list {
		if v.Assessment.Open(f) && !f.Received.After(v.Assessment.AsOf) {
			open++
			if v.past(f.Due) {
				late++
			}
		}
		status := "closed"
		if v.Assessment.Open(f) {
			status = "open"
		}
		statuses.add(0, status, v.words["status-"+status])
		channels.add(0, f.Channel, v.words["channel-"+f.Channel])
		owners.add(0, f.Owner, v.party(f.Owner))
		t.row(append([]string{"status", status, "channel", f.Channel, "owner", f.Owner}, besides.of(&f.Record, f.Assets, where(v.Assessment.Open(f), f.Due))...)...)
		t.named(f.ID, v.listed(path, f))
		t.cell(v.findingState(f))
		t.words(v.words["channel-"+f.Channel])
		t.words(v.known("provider-", f.Provider))
		t.words(f.Received.String())
		t.sorted(f.Due.String(), v.dueShort(f.Due, v.Assessment.Open(f)))
		t.words(v.party(f.Owner))
		t.cell(v.someRefs(path, slices.Concat(f.Risks, f.Sources, f.Assets)))
	}
	return findingsView{v.listPage(path, part.Words(v.say("findingsCount", "n", len(list), "open", open, "late", late)),
		v.filters("list.rows", append([]*picks{statuses, channels, owners}, besides.picks()...)...), t.sortable())}
}

func (v findingsPresenter) openBadge(status string) part.Part {
	if status == "open" {
		return v.state("info", "status-open")
	}
	return v.state("quiet", "status-closed")
}

// findingState shows whether a finding is still to be dealt with on the as-of date: what is dated later has not happened yet.
func (v findingsPresenter) findingState(f *register.Finding) part.Part {
	switch {
	case f.Received.After(v.Assessment.AsOf):
		return join(" ", v.openBadge(f.Status), small(part.Words(v.words["findingYet"])))
	case f.Status != "open" && v.Assessment.Open(f):
		return join(" ", v.openBadge("open"), small(part.Words(v.say("findingCloses", "day", f.ClosedOn))))
	}
	return v.openBadge(f.Status)
}

// findingView is the page of one finding.
type findingView struct {
	recordView
	Risks part.Part
}

func findingPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "finding.html", register.Every[*register.Finding](v.Register), func(path string, f *register.Finding) any { return findingsPresenter{v}.findingView(path, f) })
}

func (v findingsPresenter) findingView(path string, r *register.Finding) findingView {
	page := findingView{v.record(path, r), v.bearingTable(path, r)}
	f := v.facts()
	f.add("status", v.findingState(r))
	f.words("findingChannel", v.words["channel-"+r.Channel])
	f.words("findingProvider", v.known("provider-", r.Provider))
	f.words("findingReceived", v.day(r.Received))
	f.add("due", v.dueDay(r.Due, v.Assessment.Open(r)))
	f.words("findingClosedOn", v.day(r.ClosedOn))
	f.add("findingBecause", v.wording(r.ClosedBecause))
	tested := make([]string, len(r.Tested))
	for i, what := range r.Tested {
		tested[i] = v.words["tested-"+what]
	}
	f.words("findingTested", strings.Join(tested, v.words["listSeparator"]))
	f.add("findingSources", v.refList(path, r.Sources))
	f.add("findingAssets", v.refList(path, r.Assets))
	f.add("findingControls", v.refList(path, r.Controls))
	f.add("findingPlans", v.refList(path, r.Treatments))
	page.Facts = f.done()
	return page
}

// bearingTable lists the risks that a finding bears on, itself or by way of a source or an asset, and whether their evaluation has taken it in.
func (v findingsPresenter) bearingTable(path string, r *register.Finding) part.Part {
	via := bearingOn{desk: v.desk}
	via.add(r.Risks, part.Words(v.words["findingDirect"]))
	for _, id := range r.Sources {
		via.add(v.index.bearing().bySource[id], v.shortRef(path, id))
	}
	for _, id := range r.Assets {
		via.add(v.index.bearing().byAsset[id], v.shortRef(path, id))
	}
	return via.table(path, v.words["findingRisksHead"], r.ID, !r.Provisional && !r.Received.After(v.Assessment.AsOf))
}

// bearingOn gathers the risks that something bears on, each with by way of what.
type bearingOn struct {
	*desk
	ids []string
	via map[string][]part.Part
}

func (b *bearingOn) add(risks []string, by part.Part) {
	if b.via == nil {
		b.via = map[string][]part.Part{}
	}
	for _, id := range risks {
		if b.via[id] == nil {
			b.ids = append(b.ids, id)
		}
		b.via[id] = append(b.via[id], by)
	}
}

// table lists the risks, and whether their evaluation has taken in the finding or incident of an id. One that does not count moves nothing.
func (b *bearingOn) table(path, title, id string, counts bool) part.Part {
	v := b.desk
	var risks []*assess.Risk
	for _, risk := range b.ids {
		if k := v.Assessment.Risk(risk); k != nil && k.Standing != assess.Later {
			risks = append(risks, k)
		}
	}
	slices.SortStableFunc(risks, assess.ComparePriority)
	t := v.table("", title, column{"risksNamedHead", "title"}, column{"findingVia", ""}, column{"risksNowHead", "nowrap"}, column{"outcome", ""}, column{"findingTaken", ""})
	for _, k := range risks {
		t.row()
		t.head(v.ref(path, k.Record.ID))
		t.cell(join(" ", b.via[k.Record.ID]...))
		t.cell(v.ratingBadge(k.Now))
		t.cell(v.verdictBadge(k))
		this := func(s assess.Stale) bool { return s.Because == id }
		switch {
		case k.Closed() && slices.ContainsFunc(k.Touched, this):
			t.cell(v.touchedMark(k))
		case k.Closed():
			t.cell(part.Words("–"))
		case !counts || k.Standing != assess.Counted:
			t.words(v.words["findingNotCounts"])
		case k.Outcome == assess.Unanalysed:
			t.words(v.words["riskNever"])
		case v.Assessment.AnalysedOn(k).IsZero():
			t.words(v.words["riskNoDay"])
		case slices.ContainsFunc(k.Stale, this):
			t.cell(v.state("warn", "findingNotTaken"))
		default:
			t.words(v.words["findingTakenIn"])
		}
	}
	return t.done()
}
