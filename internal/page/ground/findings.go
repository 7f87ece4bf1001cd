package ground

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// FindingsWords are the words of this file's pages and parts, by key.
var FindingsWords = desk.Words{
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

// FindingsPages makes the page of findings.
func FindingsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("findings.html", "findings.html", func() any { return findingsView(v, "findings.html") })
}

func findingsView(v *desk.Desk, path string) view.Findings {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["findingsTitle"], desk.Column{Key: "findingHead", Class: "title"}, desk.Column{Key: "status"}, desk.Column{Key: "findingChannel", Class: "nowrap"}, desk.Column{Key: "findingProvider", Class: "refs"}, desk.Column{Key: "findingReceived", Class: "nowrap"},
		desk.Column{Key: "due", Class: "nowrap"}, desk.Column{Key: "owner", Class: "name"}, desk.Column{Key: "findingBears", Class: "refs"})
	statuses, channels, owners := desk.NewPicks("status", "status"), desk.NewPicks("channel", "findingChannel"), desk.NewPicks("owner", "owner")
	list := slices.Clone(v.Register.Findings)
	slices.SortStableFunc(list, func(a, b *register.Finding) int {
		return cmp.Or(strings.Compare(b.Status, a.Status), b.Received.Compare(a.Received), strings.Compare(a.ID, b.ID))
	})
	open, late := 0, 0
	for _, f := range list {
		if v.Assessment.Open(f) && !f.Received.After(v.Assessment.AsOf) {
			open++
			if v.Past(f.Due) {
				late++
			}
		}
		status := "closed"
		if v.Assessment.Open(f) {
			status = "open"
		}
		statuses.Add(0, status, v.Words["status-"+status])
		channels.Add(0, f.Channel, v.Words["channel-"+f.Channel])
		owners.Add(0, f.Owner, v.Party(f.Owner))
		t.Row(append([]string{"status", status, "channel", f.Channel, "owner", f.Owner}, besides.Of(&f.Record, f.Assets, desk.Where(v.Assessment.Open(f), f.Due))...)...)
		t.Named(f.ID, v.Listed(path, f))
		t.Cell(desk.FindingState(v, f))
		t.Words(v.Words["channel-"+f.Channel])
		t.Words(v.Known("provider-", f.Provider))
		t.Words(f.Received.String())
		t.Sorted(f.Due.String(), v.DueShort(f.Due, v.Assessment.Open(f)))
		t.Words(v.Party(f.Owner))
		t.Cell(v.SomeRefs(path, slices.Concat(f.Risks, f.Sources, f.Assets)))
	}
	return view.Findings{ListPage: v.ListPage(path, part.Words(v.Say("findingsCount", "n", len(list), "open", open, "late", late)),
		v.Filters("list.rows", append([]*desk.Picks{statuses, channels, owners}, besides.Picks()...)...), t.Sortable())}
}

// FindingPages makes a page for each finding.
func FindingPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "finding.html", register.Every[*register.Finding](v.Register), func(path string, f *register.Finding) any { return findingView(v, path, f) })
}

func findingView(v *desk.Desk, path string, r *register.Finding) view.Finding {
	page := view.Finding{RecordPage: v.Record(path, r), Risks: bearingTable(v, path, r)}
	f := v.Facts()
	f.Add("status", desk.FindingState(v, r))
	f.Words("findingChannel", v.Words["channel-"+r.Channel])
	f.Words("findingProvider", v.Known("provider-", r.Provider))
	f.Add("findingReceived", v.Iso(r.Received))
	f.Add("due", v.DueDay(r.Due, v.Assessment.Open(r)))
	f.Add("findingClosedOn", v.Iso(r.ClosedOn))
	f.Add("findingBecause", v.Said(path, r.ClosedBecause))
	tested := make([]string, len(r.Tested))
	for i, what := range r.Tested {
		tested[i] = v.Words["tested-"+what]
	}
	f.Words("findingTested", strings.Join(tested, v.Words["listSeparator"]))
	f.Add("findingSources", v.RefList(path, r.Sources))
	f.Add("findingAssets", v.RefList(path, r.Assets))
	f.Add("findingControls", v.RefList(path, r.Controls))
	f.Add("findingPlans", v.RefList(path, r.Treatments))
	page.Facts = f.Done()
	return page
}

// bearingTable lists the risks that a finding bears on, itself or by way of a source or an asset, and whether their evaluation has taken it in.
func bearingTable(v *desk.Desk, path string, r *register.Finding) part.Part {
	via := bearingOn{desk: v}
	via.add(r.Risks, part.Words(v.Words["findingDirect"]))
	for _, id := range r.Sources {
		via.add(v.Index.Bearing().BySource[id], v.ShortRef(path, id))
	}
	for _, id := range r.Assets {
		via.add(v.Index.Bearing().ByAsset[id], v.ShortRef(path, id))
	}
	return via.table(path, v.Words["findingRisksHead"], r.ID, !r.Provisional && !r.Received.After(v.Assessment.AsOf))
}

// bearingOn gathers the risks that something bears on, each with by way of what.
type bearingOn struct {
	desk *desk.Desk
	ids  []string
	via  map[string][]part.Part
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
	t := v.Table("", title, desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "findingVia"}, desk.Column{Key: "risksNowHead", Class: "nowrap"}, desk.Column{Key: "outcome"}, desk.Column{Key: "findingTaken"})
	for _, k := range risks {
		t.Row()
		t.Head(v.Ref(path, k.Record.ID))
		t.Cell(desk.Join(" ", b.via[k.Record.ID]...))
		t.Cell(v.RatingBadge(k.Now))
		t.Cell(v.VerdictBadge(k))
		this := func(s assess.Stale) bool { return s.Because == id }
		switch {
		case k.Closed() && slices.ContainsFunc(k.Touched, this):
			t.Cell(v.TouchedMark(k))
		case k.Closed():
			t.Cell(part.Words("–"))
		case !counts || k.Standing != assess.Counted:
			t.Words(v.Words["findingNotCounts"])
		case k.Outcome == assess.Unanalysed:
			t.Words(v.Words["riskNever"])
		case v.Assessment.AnalysedOn(k).IsZero():
			t.Words(v.Words["riskNoDay"])
		case slices.ContainsFunc(k.Stale, this):
			t.Cell(v.State("warn", "findingNotTaken"))
		default:
			t.Words(v.Words["findingTakenIn"])
		}
	}
	return t.Done()
}
