package ground

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// IncidentsWords are the words of this file's pages and parts, by key.
var IncidentsWords = desk.Words{
	"incidentsLead":      {Ja: "実際に起きたインシデントとヒヤリハットです。対処の終わっていないものから順に示します。", En: "What happened, near misses too. Those still to be dealt with come first."},
	"incidentsCount":     {Ja: "全{n}件（インシデント{harm}件、ヒヤリハット{near}件）。うち対処中{open}件、期限を過ぎた報告{late}件。", En: "{n} in all ({harm} {harm|incident|incidents}, {near} near {near|miss|misses}): {open} open, {late} {late|report|reports} overdue."},
	"incidentHead":       {Ja: "インシデント", En: "Incident"},
	"incidentOn":         {Ja: "発生日", En: "Happened on"},
	"incidentLoss":       {Ja: "実際の損失", En: "Loss"},
	"incidentOutage":     {Ja: "停止時間", En: "Outage"},
	"incidentHours":      {Ja: "{n}時間", En: "{n} {n|hour|hours}"},
	"incidentReports":    {Ja: "報告の義務", En: "Duties to report"},
	"incidentReportsNot": {Ja: "報告の義務はありません。", En: "There is no duty to report it."},
	"incidentTo":         {Ja: "報告先", En: "To"},
	"incidentReported":   {Ja: "報告日", En: "Reported on"},
	"incidentInTime":     {Ja: "期限内に報告", En: "In time"},
	"incidentLate":       {Ja: "期限後に報告", En: "Late"},
	"incidentToReport":   {Ja: "未報告", En: "Not yet"},
	"incidentDone":       {Ja: "報告済み", En: "Reported"},
	"incidentEvents":     {Ja: "起きた事象", En: "Events that came about"},
	"incidentAssets":     {Ja: "影響を受けた資産", En: "Assets that it struck"},
	"incidentBears":      {Ja: "関わる記録", En: "Bears on"},
	"incidentRisks":      {Ja: "関わるリスク", En: "Risks that it bears on"},
	"incidentNoRisk":     {Ja: "これに関わるリスクはありません。", En: "It bears on no risk."},
	"incidentDirect":     {Ja: "インシデントに明記", En: "Named by the incident"},
	"incidentFindings":   {Ja: "見いだした課題", En: "Findings that came of it"},
	"incidentPlans":      {Ja: "立てた計画", En: "Plans that came of it"},
	"incidentLessons":    {Ja: "教訓", En: "What was learnt"},
	"incidentYet":        {Ja: "基準日より後に発生", En: "after the as-of date"},
	"incidentCloses":     {Ja: "{day}に終結（基準日にはまだ）", En: "closed on {day}, not yet"},
	"occurredHead":       {Ja: "実際に起きた件数", En: "What has come about"},
	"occurredCount":      {Ja: "過去10年のインシデント", En: "Incidents in the last ten years"},
	"occurredNear":       {Ja: "過去10年のヒヤリハット", En: "Near misses in the last ten years"},
	"occurredAgainst":    {Ja: "見積りとの比較", En: "Against the estimate"},
	"occurredFigures":    {Ja: "{from}以降の{years}年間に{count}件（見積もった頻度からの見込み{expected}件）", En: "{count} since {from}, over {years} {years|year|years}; the estimated frequency expects {expected}"},
	"occurredShort":      {Ja: "特定から1年未満のため、まだ比べません（{from}以降{count}件）", En: "identified less than a year ago, too short to compare ({count} since {from})"},
	"occurredAgrees":     {Ja: "矛盾なし", En: "No contradiction"},
	"occurredDisagrees":  {Ja: "見積りと矛盾（偶然の確率{chance}％）", En: "Contradicts the estimate (chance {chance}%)"},
	"occurredNone":       {Ja: "0件", En: "none"},
}

// IncidentsPages makes the page of incidents.
func IncidentsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("incidents.html", "incidents.html", func() any { return incidentsView(v, "incidents.html") })
}

func incidentsView(v *desk.Desk, path string) view.Incidents {
	besides := desk.NewFacets(v)
	t := v.Table("list.rows", v.Words["incidentsTitle"], desk.Column{Key: "incidentHead", Class: "title"}, desk.Column{Key: "incidentOn", Class: "nowrap"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "status"}, desk.Column{Key: "incidentBears", Class: "refs"},
		desk.Column{Key: "incidentLoss", Class: "number"}, desk.Column{Key: "incidentOutage", Class: "number"}, desk.Column{Key: "incidentReports"}, desk.Column{Key: "owner", Class: "name"})
	kinds, statuses, owners := desk.NewPicks("form", "form"), desk.NewPicks("status", "status"), desk.NewPicks("owner", "owner")
	list := slices.Clone(v.Register.Incidents)
	slices.SortStableFunc(list, func(a, b *register.Incident) int {
		return cmp.Or(strings.Compare(incidentStatus(v, b), incidentStatus(v, a)), b.On.Compare(a.On), strings.Compare(a.ID, b.ID))
	})
	near, open, late := 0, 0, 0
	for _, n := range list {
		there := !n.On.After(v.Assessment.AsOf)
		status := incidentStatus(v, n)
		if n.Form == "near-miss" {
			near++
		}
		if there && status == "open" {
			open++
		}
		for i := range n.Reports {
			if there && assess.Unreported(v.Assessment, &n.Reports[i]) && v.Past(n.Reports[i].Due) {
				late++
			}
		}
		kinds.Add(0, n.Form, v.Words["incident-"+n.Form])
		statuses.Add(0, status, v.Words["status-"+status])
		owners.Add(0, n.Owner, v.Party(n.Owner))
		t.Row(append([]string{"form", n.Form, "status", status, "owner", n.Owner}, besides.Of(&n.Record, n.Assets, desk.NoDay)...)...)
		t.Named(n.ID, v.Listed(path, n))
		t.Words(n.On.String())
		t.Words(v.Words["incident-"+n.Form])
		t.Cell(incidentState(v, n))
		t.Cell(v.SomeRefs(path, slices.Concat(n.Events, n.Assets, n.Risks)))
		if n.Loss != nil {
			t.Amount(float64(*n.Loss))
		} else {
			t.Sorted("-1", part.Words("–"))
		}
		t.Sorted(outageKey(n), desk.Or(outage(v, n), part.Words("–")))
		t.Cell(desk.Or(reportStates(v, n), part.Words("–")))
		t.Words(v.Party(n.Owner))
	}
	return view.Incidents{ListPage: v.ListPage(path, part.Words(v.Say("incidentsCount", "n", len(list), "harm", len(list)-near, "near", near, "open", open, "late", late)),
		v.Filters("list.rows", append([]*desk.Picks{kinds, statuses, owners}, besides.Picks()...)...), t.Sortable())}
}

// incidentStatus gives the status on the as-of date: a closing of a later day has not happened.
func incidentStatus(v *desk.Desk, n *register.Incident) string {
	if assess.OpenIncident(v.Assessment, n) {
		return "open"
	}
	return "closed"
}

// incidentState shows whether an incident is still to be dealt with on the as-of date.
func incidentState(v *desk.Desk, n *register.Incident) part.Part {
	open := func(status string) part.Part { return desk.OpenBadge(v, status) }
	switch {
	case n.On.After(v.Assessment.AsOf):
		return desk.Join(" ", open(n.Status), desk.Small(part.Words(v.Words["incidentYet"])))
	case n.Status != "open" && assess.OpenIncident(v.Assessment, n):
		return desk.Join(" ", open("open"), desk.Small(part.Words(v.Say("incidentCloses", "day", n.ClosedOn))))
	}
	return open(n.Status)
}

func incidentLoss(v *desk.Desk, n *register.Incident) part.Part {
	if n.Loss == nil {
		return nil
	}
	return part.Words(v.Money(float64(*n.Loss)))
}

func outage(v *desk.Desk, n *register.Incident) part.Part {
	if n.Outage == nil {
		return nil
	}
	return part.Words(v.Say("incidentHours", "n", desk.Number(*n.Outage)))
}

func outageKey(n *register.Incident) string {
	if n.Outage == nil {
		return "-1"
	}
	return strconv.FormatFloat(*n.Outage, 'f', -1, 64)
}

// reportStates shows in a cell where each duty to report stands.
func reportStates(v *desk.Desk, n *register.Incident) part.Part {
	var pieces []part.Part
	for i := range n.Reports {
		r := &n.Reports[i]
		pieces = append(pieces, desk.Join(" ", part.Words(v.Party(r.To)), reportState(v, r)))
	}
	return desk.Lines(pieces...)
}

// reportState shows whether a report was made, and in time.
func reportState(v *desk.Desk, r *register.Report) part.Part {
	switch {
	case assess.Unreported(v.Assessment, r) && v.Past(r.Due):
		return v.State("bad", "overdue")
	case assess.Unreported(v.Assessment, r):
		return v.State("warn", "incidentToReport")
	case r.Due.IsZero():
		return v.State("good", "incidentDone")
	case r.On.After(r.Due):
		return v.State("warn", "incidentLate")
	}
	return v.State("good", "incidentInTime")
}

// IncidentPages makes a page for each incident.
func IncidentPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.RecordPages(v, "incident.html", register.Every[*register.Incident](v.Register), func(path string, n *register.Incident) any { return incidentView(v, path, n) })
}

func incidentView(v *desk.Desk, path string, n *register.Incident) view.Incident {
	page := view.Incident{RecordPage: v.Record(path, n), Reports: reportTable(v, path, n), Risks: struckTable(v, path, n)}
	f := v.Facts()
	f.Words("form", v.Words["incident-"+n.Form])
	f.Add("incidentOn", v.Iso(n.On))
	f.Add("status", incidentState(v, n))
	f.Add("incidentLoss", incidentLoss(v, n))
	f.Add("incidentOutage", outage(v, n))
	f.Add("incidentEvents", v.RefList(path, n.Events))
	f.Add("incidentAssets", v.RefList(path, n.Assets))
	f.Add("incidentLessons", v.Said(path, n.Lessons))
	f.Add("incidentFindings", v.RefList(path, n.Findings))
	f.Add("incidentPlans", v.RefList(path, n.Treatments))
	f.Add("findingClosedOn", v.Iso(n.ClosedOn))
	page.Facts = f.Done()
	return page
}

// reportTable lists the duties to report an incident.
func reportTable(v *desk.Desk, path string, n *register.Incident) part.Part {
	t := v.Table("incident.reports.rows", v.Words["incidentReports"], desk.Column{Key: "incidentTo", Class: "title"}, desk.Column{Key: "due", Class: "nowrap"}, desk.Column{Key: "incidentReported", Class: "nowrap"}, desk.Column{Key: "status"})
	for i := range n.Reports {
		r := &n.Reports[i]
		t.Row()
		t.Head(v.OwnerLink(path, r.To))
		t.Cell(desk.Or(v.Iso(r.Due), part.Words("–")))
		t.Cell(desk.Or(v.Iso(r.On), part.Words("–")))
		t.Cell(reportState(v, r))
	}
	return t.Done()
}

// struckTable lists the risks that an incident bears on, itself or by way of an event or an asset, and whether their evaluation has taken it in.
func struckTable(v *desk.Desk, path string, n *register.Incident) part.Part {
	via := bearingOn{desk: v}
	via.add(n.Risks, part.Words(v.Words["incidentDirect"]))
	for _, id := range n.Events {
		via.add(v.From("risks", id), v.ShortRef(path, id))
	}
	for _, id := range n.Assets {
		via.add(v.Index.Bearing().ByAsset[id], v.ShortRef(path, id))
	}
	return via.table(path, v.Words["incidentRisks"], n.ID, !n.Provisional && !n.On.After(v.Assessment.AsOf))
}

// Occurred shows what has come about of a risk beside what was estimated; nothing where the register records no incident.
func Occurred(v *desk.Desk, path string, o *assess.Occurred) part.Part {
	if o == nil {
		return nil
	}
	listed := func(list []*register.Incident) part.Part {
		ids := make([]string, len(list))
		for i, n := range list {
			ids[i] = n.ID
		}
		return desk.Or(v.RefList(path, ids), part.Words(v.Words["occurredNone"]))
	}
	f := v.Facts()
	f.Add("occurredCount", listed(o.Incidents))
	if len(o.NearMisses) > 0 {
		f.Add("occurredNear", listed(o.NearMisses))
	}
	if o.Expected != nil {
		said := part.Words(v.Say("occurredFigures", "from", o.From, "years", desk.Ratio(o.Years), "count", o.Count, "expected", threeFigures(*o.Expected)))
		verdict := v.State("good", "occurredAgrees")
		if o.Disagrees {
			verdict = desk.Badge("warn", v.Say("occurredDisagrees", "chance", threeFigures(100*o.Chance)))
		}
		f.Add("occurredAgainst", desk.Lines(said, verdict))
	} else if !o.From.IsZero() && o.Years < 1 {
		f.Words("occurredAgainst", v.Say("occurredShort", "from", o.From, "count", o.Count))
	}
	return f.Done()
}

// threeFigures writes a number with at most three significant digits.
func threeFigures(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return desk.Number(x)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
