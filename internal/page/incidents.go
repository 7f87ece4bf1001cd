package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var incidentsWords = Words{
	"incidentsLead":      {Ja: "実際に起きたインシデントとヒヤリハットです。対処の終わっていないものから順に示します。", En: "What happened, near misses too. Those still to be dealt with come first."},
	"incidentsCount":     {Ja: "全{n}件（インシデント{harm}件、ヒヤリハット{near}件）。うち対処中{open}件、期限を過ぎた報告{late}件。", En: "{n} in all ({harm} incidents, {near} near misses): {open} open, {late} reports overdue."},
	"incidentHead":       {Ja: "インシデント", En: "Incident"},
	"incidentOn":         {Ja: "発生日", En: "Happened on"},
	"incidentLoss":       {Ja: "実際の損失", En: "Loss"},
	"incidentOutage":     {Ja: "停止時間", En: "Outage"},
	"incidentHours":      {Ja: "{n}時間", En: "{n} hours"},
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
	"occurredFigures":    {Ja: "{from}以降の{years}年間に{count}件（見積もった頻度からの見込み{expected}件）", En: "{count} since {from}, over {years} years; the estimated frequency expects {expected}"},
	"occurredShort":      {Ja: "特定から1年未満のため、まだ比べません（{from}以降{count}件）", En: "identified less than a year ago, too short to compare ({count} since {from})"},
	"occurredAgrees":     {Ja: "矛盾なし", En: "No contradiction"},
	"occurredDisagrees":  {Ja: "見積りと矛盾（偶然の確率{chance}％）", En: "Contradicts the estimate (chance {chance}%)"},
	"occurredNone":       {Ja: "0件", En: "none"},
}

// incidentsView is the page incidents.html.
type incidentsView struct{ listView }

// incidentsPresenter makes the pages of incidents.
type incidentsPresenter struct{ *desk }

func incidentsPages(v *desk) iter.Seq[Page] {
	return one("incidents.html", "incidents.html", func() any { return incidentsPresenter{v}.incidentsView("incidents.html") })
}

func (v incidentsPresenter) incidentsView(path string) incidentsView {
	t := v.table("list.rows", v.words["incidentsTitle"], column{"incidentHead", "title"}, column{"incidentOn", "nowrap"}, column{"form", "nowrap"}, column{"status", ""}, column{"incidentBears", "refs"},
		column{"incidentLoss", "number"}, column{"incidentOutage", "number"}, column{"incidentReports", ""}, column{"owner", "name"})
	kinds, statuses, owners := newPicks("form", "form"), newPicks("status", "status"), newPicks("owner", "owner")
	list := slices.Clone(v.Register.Incidents)
	slices.SortStableFunc(list, func(a, b *register.Incident) int {
		return cmp.Or(strings.Compare(v.incidentStatus(b), v.incidentStatus(a)), b.On.Compare(a.On), strings.Compare(a.ID, b.ID))
	})
	near, open, late := 0, 0, 0
	for _, n := range list {
		there := !n.On.After(v.Assessment.AsOf)
		status := v.incidentStatus(n)
		if n.Form == "near-miss" {
			near++
		}
		if there && status == "open" {
			open++
		}
		for i := range n.Reports {
			if there && v.Assessment.Unreported(&n.Reports[i]) && v.past(n.Reports[i].Due) {
				late++
			}
		}
		kinds.add(0, n.Form, v.words["incident-"+n.Form])
		statuses.add(0, status, v.words["status-"+status])
		owners.add(0, n.Owner, v.party(n.Owner))
		t.row("form", n.Form, "status", status, "owner", n.Owner)
		t.named(n.ID, v.listed(path, n))
		t.words(n.On.String())
		t.words(v.words["incident-"+n.Form])
		t.cell(v.incidentState(n))
		t.cell(v.someRefs(path, slices.Concat(n.Events, n.Assets, n.Risks)))
		t.sorted(v.lossKey(n), or(v.incidentLoss(n), part.Words("–")))
		t.sorted(v.outageKey(n), or(v.outage(n), part.Words("–")))
		t.cell(or(v.reportStates(n), part.Words("–")))
		t.words(v.party(n.Owner))
	}
	return incidentsView{v.listPage(path, part.Words(v.say("incidentsCount", "n", len(list), "harm", len(list)-near, "near", near, "open", open, "late", late)),
		v.filters("list.rows", kinds, statuses, owners), t.sortable())}
}

// incidentStatus gives the status on the as-of date: a closing of a later day has not happened.
func (v incidentsPresenter) incidentStatus(n *register.Incident) string {
	if v.Assessment.OpenIncident(n) {
		return "open"
	}
	return "closed"
}

// incidentState shows whether an incident is still to be dealt with on the as-of date.
func (v incidentsPresenter) incidentState(n *register.Incident) part.Part {
	open := findingsPresenter{v.desk}.openBadge
	switch {
	case n.On.After(v.Assessment.AsOf):
		return join(" ", open(n.Status), small(part.Words(v.words["incidentYet"])))
	case n.Status != "open" && v.Assessment.OpenIncident(n):
		return join(" ", open("open"), small(part.Words(v.say("incidentCloses", "day", n.ClosedOn))))
	}
	return open(n.Status)
}

func (v incidentsPresenter) incidentLoss(n *register.Incident) part.Part {
	if n.Loss == nil {
		return nil
	}
	return part.Words(v.money(float64(*n.Loss)))
}

func (v incidentsPresenter) lossKey(n *register.Incident) string {
	if n.Loss == nil {
		return "-1"
	}
	return strconv.FormatInt(*n.Loss, 10)
}

func (v incidentsPresenter) outage(n *register.Incident) part.Part {
	if n.Outage == nil {
		return nil
	}
	return part.Words(v.say("incidentHours", "n", number(*n.Outage)))
}

func (v incidentsPresenter) outageKey(n *register.Incident) string {
	if n.Outage == nil {
		return "-1"
	}
	return strconv.FormatFloat(*n.Outage, 'f', -1, 64)
}

// reportStates shows in a cell where each duty to report stands.
func (v incidentsPresenter) reportStates(n *register.Incident) part.Part {
	var pieces []part.Part
	for i := range n.Reports {
		r := &n.Reports[i]
		pieces = append(pieces, join(" ", part.Words(v.party(r.To)), v.reportState(r)))
	}
	return lines(pieces...)
}

// reportState shows whether a report was made, and in time.
func (v incidentsPresenter) reportState(r *register.Report) part.Part {
	switch {
	case v.Assessment.Unreported(r) && v.past(r.Due):
		return v.state("bad", "overdue")
	case v.Assessment.Unreported(r):
		return v.state("warn", "incidentToReport")
	case r.Due.IsZero():
		return v.state("good", "incidentDone")
	case r.On.After(r.Due):
		return v.state("warn", "incidentLate")
	}
	return v.state("good", "incidentInTime")
}

// incidentView is the page of one incident.
type incidentView struct {
	recordView
	Reports part.Part
	Risks   part.Part
}

func incidentPages(v *desk) iter.Seq[Page] {
	return recordPages(v, "incident.html", register.Every[*register.Incident](v.Register), func(path string, n *register.Incident) any { return incidentsPresenter{v}.incidentView(path, n) })
}

func (v incidentsPresenter) incidentView(path string, n *register.Incident) incidentView {
	page := incidentView{recordView: v.record(path, n), Reports: v.reportTable(path, n), Risks: v.struckTable(path, n)}
	f := v.facts()
	f.words("form", v.words["incident-"+n.Form])
	f.words("incidentOn", v.day(n.On))
	f.add("status", v.incidentState(n))
	f.add("incidentLoss", v.incidentLoss(n))
	f.add("incidentOutage", v.outage(n))
	f.add("incidentEvents", v.refList(path, n.Events))
	f.add("incidentAssets", v.refList(path, n.Assets))
	f.add("incidentLessons", v.wording(n.Lessons))
	f.add("incidentFindings", v.refList(path, n.Findings))
	f.add("incidentPlans", v.refList(path, n.Treatments))
	f.words("findingClosedOn", v.day(n.ClosedOn))
	page.Facts = f.done()
	return page
}

// reportTable lists the duties to report an incident.
func (v incidentsPresenter) reportTable(path string, n *register.Incident) part.Part {
	t := v.table("incident.reports.rows", v.words["incidentReports"], column{"incidentTo", "title"}, column{"due", "nowrap"}, column{"incidentReported", "nowrap"}, column{"status", ""})
	for i := range n.Reports {
		r := &n.Reports[i]
		t.row()
		t.head(v.ownerLink(path, r.To))
		t.words(cmp.Or(v.day(r.Due), "–"))
		t.words(cmp.Or(v.day(r.On), "–"))
		t.cell(v.reportState(r))
	}
	return t.done()
}

// struckTable lists the risks that an incident bears on, itself or by way of an event or an asset, and whether their evaluation has taken it in.
func (v incidentsPresenter) struckTable(path string, n *register.Incident) part.Part {
	via := bearingOn{desk: v.desk}
	via.add(n.Risks, part.Words(v.words["incidentDirect"]))
	for _, id := range n.Events {
		via.add(v.from("risks", id), v.shortRef(path, id))
	}
	for _, id := range n.Assets {
		via.add(v.index.bearing().byAsset[id], v.shortRef(path, id))
	}
	return via.table(path, v.words["incidentRisks"], n.ID, !n.Provisional && !n.On.After(v.Assessment.AsOf))
}

// occurred shows what has come about of a risk beside what was estimated; nothing where the register records no incident.
func (v incidentsPresenter) occurred(path string, o *assess.Occurred) part.Part {
	if o == nil {
		return nil
	}
	listed := func(list []*register.Incident) part.Part {
		ids := make([]string, len(list))
		for i, n := range list {
			ids[i] = n.ID
		}
		return or(v.refList(path, ids), part.Words(v.words["occurredNone"]))
	}
	f := v.facts()
	f.add("occurredCount", listed(o.Incidents))
	if len(o.NearMisses) > 0 {
		f.add("occurredNear", listed(o.NearMisses))
	}
	if o.Expected != nil {
		said := part.Words(v.say("occurredFigures", "from", o.From, "years", ratio(o.Years), "count", o.Count, "expected", threeFigures(*o.Expected)))
		verdict := v.state("good", "occurredAgrees")
		if o.Disagrees {
			verdict = badge("warn", v.say("occurredDisagrees", "chance", threeFigures(100*o.Chance)))
		}
		f.add("occurredAgainst", lines(said, verdict))
	} else if !o.From.IsZero() && o.Years < 1 {
		f.words("occurredAgainst", v.say("occurredShort", "from", o.From, "count", o.Count))
	}
	return f.done()
}

// threeFigures writes a number with at most three significant digits.
func threeFigures(x float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return number(x)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
