// Package report makes the report for management, which is printed whole: what the first page, the matrix, the plans and the glossary say, on one page.
//
// In: the desk and the rooms whose pages it gathers. Out: its view. It must never judge.
package report

import (
	"cmp"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/page/method"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// ReportWords are the words of this file's pages and parts, by key.
var ReportWords = desk.Words{
	"reportTitle":          {Ja: "報告書", En: "Report"},
	"reportCover":          {Ja: "登録簿の報告書", En: "Report of the risk register"},
	"reportContents":       {Ja: "目次", En: "Contents"},
	"reportSummary":        {Ja: "要旨", En: "Summary"},
	"reportMatrices":       {Ja: "リスクマトリクス", En: "Risk matrices"},
	"reportRisks":          {Ja: "終結していないリスク", En: "Open risks"},
	"reportPlans":          {Ja: "リスク対応計画", En: "Treatment plans"},
	"reportInForce":        {Ja: "効力のある意思決定", En: "Decisions in force"},
	"reportLapsed":         {Ja: "失効した意思決定、効力のない意思決定", En: "Decisions that lapsed, or decide nothing"},
	"reportAsked":          {Ja: "依頼され、まだ決まっていない事項", En: "Asked for, not yet made"},
	"reportLeftOut":        {Ja: "この報告書に含まれないもの", En: "What is left out, and why"},
	"reportCriteria":       {Ja: "付録A　リスク判定基準", En: "Appendix A: Risk criteria"},
	"reportGlossary":       {Ja: "付録B　用語集", En: "Appendix B: Glossary"},
	"reportClosed":         {Ja: "付録C　終結したリスク", En: "Appendix C: Closed risks"},
	"reportOrganization":   {Ja: "組織", En: "Organisation"},
	"reportCommit":         {Ja: "記録の版（コミット）", En: "State of the records (commit)"},
	"reportUncommitted":    {Ja: "コミットしていない変更を含む", En: "with changes that are not committed"},
	"reportRevision":       {Ja: "リスク判定基準の版", En: "Revision of the criteria"},
	"reportApproved":       {Ja: "判定基準の承認", En: "Criteria approved"},
	"reportApprovedBy":     {Ja: "{by}、{day}", En: "{by}, {day}"},
	"reportNone":           {Ja: "該当するものはありません。", En: "There are none."},
	"reportOutProvisional": {Ja: "未確認の記録{n}件は、誰も確かめていないため、件数、順位、マトリクス、合計のいずれにも含めていません。", En: "{n} provisional {n|record: nobody has confirmed it, so it is|records: nobody has confirmed them, so they are} in no count, rank, matrix or sum."},
	"reportOutLater":       {Ja: "基準日より後の日付の記録は、まだ起きていないものとして扱っています。", En: "What is dated after the as-of date counts as not having happened yet."},
	"reportOutClosed":      {Ja: "終結したリスク{n}件は、付録Cに名称と理由だけを示しています。", En: "{n} closed {n|risk stands in appendix C with its name|risks stand in appendix C with their names} and the reason alone."},
	"reportOutUnjudged":    {Ja: "まだ評価できないリスク{n}件は、一覧には含みますが、受容できるものとして数えていません。", En: "{n} {n|risk that could not be judged is|risks that could not be judged are} listed, and not counted as acceptable."},
	"reportOutMoney":       {Ja: "金額の合計は、見積りのあるリスク{n}件（終結していない{open}件中）だけのものです。", En: "Sums of money are of the {n} of {open} open {open|risk|risks} that {n|has|have} figures."},
	"reportOutDetail":      {Ja: "資産、事象、管理策、指標の詳細と、分析の経緯は、登録簿の各ページにあります。", En: "Details of assets, events, controls and indicators, and how each analysis came about, are on the pages of the register."},
	"reportDamage":         {Ja: "想定する被害", En: "Damage expected"},
	"reportGrounds":        {Ja: "分析の根拠", En: "Grounds of the rating"},
	"classification":       {Ja: "機密区分", En: "Classification"},
	"closedOn":             {Ja: "終結日", En: "Closed on"},
	"closedWhy":            {Ja: "終結の理由", En: "Why"},
}

// ReportPages makes the page of report.
func ReportPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("report.html", "report.html", func() any { return reportView(v, "report.html") })
}

func reportView(v *desk.Desk, path string) view.Report {
	page := view.Report{
		Frame: v.Frame(path, v.Words["reportTitle"]), Cover: cover(v), Sentences: rating.Sentences(v, path), Breaches: desk.AllBreaches(v, path),
		Levels: grid.LevelShares(v), Criteria: method.CriteriaView(v, path), Terms: terms(v), Closed: closed(v, path), LeftOut: leftOut(v),
	}
	s := &v.Assessment.Summary
	for _, of := range []struct {
		id    string
		cells [][][]string
	}{{"inherent", s.Inherent}, {"now", s.Now}, {"projected", s.Projected}} {
		page.MatrixParts = append(page.MatrixParts, view.MatrixPart{Matrix: grid.Matrix(v, path, of.id, of.cells, grid.ManyInCell), W: v.Words})
	}
	for _, r := range v.Assessment.ByPriority() {
		if !r.Closed() {
			page.Risks = append(page.Risks, risk(v, path, r))
		}
	}
	for _, p := range rating.PlansInOrder((v)) {
		page.Plans = append(page.Plans, plan(v, path, p))
	}
	page.Asked, page.InForce, page.Lapsed = decisions(v, path)
	page.Contents = contents(v, &page)
	return page
}

// contents lists the parts of the report, and within them the risks and plans.
func contents(v *desk.Desk, page *view.Report) []view.ReportEntry {
	var list []view.ReportEntry
	add := func(anchor string, items []view.ReportItem) {
		e := view.ReportEntry{Anchor: anchor, Text: v.Words["report"+string(anchor[len("report.")]-'a'+'A')+anchor[len("report.")+1:]]}
		for i := range items {
			e.Within = append(e.Within, view.ReportEntry{Anchor: items[i].Anchor, Text: items[i].ID + " " + items[i].Title.Text})
		}
		list = append(list, e)
	}
	add("report.summary", nil)
	add("report.matrices", nil)
	add("report.risks", page.Risks)
	add("report.plans", page.Plans)
	add("report.inForce", nil)
	add("report.lapsed", nil)
	add("report.leftOut", nil)
	add("report.criteria", nil)
	add("report.glossary", nil)
	add("report.closed", nil)
	return list
}

// cover says what the document is of.
func cover(v *desk.Desk) part.Part {
	f := v.Facts()
	f.Add("reportOrganization", v.Wording(v.Register.Config.Organization))
	f.Add("asOf", part.Time{Datetime: v.Assessment.AsOf.String(), Text: v.Day(v.Assessment.AsOf)})
	if v.Index.Classification != "" {
		f.Add("classification", part.Tagged{Class: "tlp", Text: v.Index.Classification})
	}
	if c := v.Chronicle; c != nil && c.Head != "" {
		var note part.Part
		if n := len(c.States); n > 0 && c.States[n-1].Commit == "" {
			note = desk.Small(part.Words(v.Words["reportUncommitted"]))
		}
		f.Add("reportCommit", desk.Join(" ", part.Code(c.Head), note))
	}
	if c := &v.Register.Criteria; c.Given {
		f.Words("reportRevision", c.Revision)
		if !c.ApprovedOn.IsZero() {
			f.Add("reportApproved", v.SayParts("reportApprovedBy", "by", approver(v), "day", part.Time{Datetime: c.ApprovedOn.String(), Text: v.Day(c.ApprovedOn)}))
		}
	}
	return f.Done()
}

// approver names who approved the criteria.
func approver(v *desk.Desk) part.Part {
	return desk.Or(v.Short(v.Register.Criteria.ApprovedBy), part.Words("–"))
}

// risk shows one open risk with its verdict and the grounds of it.
func risk(v *desk.Desk, path string, r *assess.Risk) view.ReportItem {
	title := v.Phrase(r.Record.Title)
	item := view.ReportItem{Anchor: "report." + r.Record.ID, ID: r.Record.ID, Page: desk.Identifier(v.Verdicts, path, r.Record.ID), Title: title, Summary: v.Said(path, r.Record.Summary), Marks: desk.Join(" ", v.OutcomeBadge(r.Outcome), v.RatingBadge(r.Now), v.StaleMark(r))}
	f := v.Facts()
	f.Add("inherent", v.RatingBadge(r.Inherent))
	f.Add("now", v.RatingBadge(r.Now))
	f.Add("projected", v.ProjectedBadge(r))
	f.Words("riskOutcomeWhy", cmp.Or(rating.ReasonClauses(v.Verdicts, r), v.Words["riskNoReason"]))
	if !r.Outcome.Judged() {
		f.List = f.List[:len(f.List)-1]
		f.Words("riskOutcomeWhy", v.Words["riskNotJudged"])
	}
	f.Words("riskWanted", rating.DecideWhy(v, r))
	if r.Rank > 0 {
		f.Add("rank", rating.RiskRankWords(v, path, r))
	}
	f.Words("owner", v.Party(r.Record.Owner))
	if e := r.Record.Current; e != nil {
		f.Add("reportGrounds", v.Said(path, e.Rationale))
		f.Add("reportDamage", v.Said(path, e.Damage))
	}
	f.Add("option", rating.OptionWords(v, r))
	f.Add("plans", rating.RiskPlansOf(v, path, r))
	if r.Acceptance != nil {
		f.Add("riskAcceptance", rating.AcceptanceOf(v, path, r))
	}
	f.Add("riskJudgement", rating.JudgementWords(v, path, r))
	if len(r.Stale) > 0 {
		f.Add("riskStale", rating.StaleList(v, path, r))
	}
	if r.ExpectedLoss != nil {
		f.Words("expectedLoss", v.Sum(*r.ExpectedLoss))
	}
	f.Words("riskReviewed", rating.AnalysedWords(v, r, r.Outcome))
	item.Facts = f.Done()
	return item
}

// plan shows one plan.
func plan(v *desk.Desk, path string, p *assess.Plan) view.ReportItem {
	r := p.Record
	item := view.ReportItem{Anchor: "report." + r.ID, ID: r.ID, Page: desk.Identifier(v.Verdicts, path, r.ID), Title: v.Phrase(r.Title), Summary: v.Said(path, r.Summary), Marks: desk.Join(" ", rating.PlanStatus(v, r), rating.Deviation(v, r.ID))}
	f := v.Facts()
	f.Add("risk", v.RefList(path, r.Risks))
	f.Words("option", v.Words["option-"+r.Option])
	f.Words("owner", v.Party(r.Owner))
	f.Add("due", v.Iso(r.Due))
	f.Add("progress", rating.ProgressWords(v, r.ID))
	f.Add("planVerdict", rating.PlanVerdict(v, p))
	f.Add("planCost", rating.Cost(v, r.Cost))
	f.Add("planTargets", rating.TargetTable(v, path, p))
	f.Add("planActions", rating.ActionTable(v, path, p))
	f.Add("planApproved", rating.DecisionLines(v, path, r.ID))
	item.Facts = f.Done()
	return item
}

// decisions lists what is asked for, what is in force, and what is not.
func decisions(v *desk.Desk, path string) (asked, inForce, lapsed part.Part) {
	tables := map[string]*desk.Table{}
	for _, key := range []string{"reportAsked", "reportInForce", "reportLapsed"} {
		tables[key] = v.Table("", v.Words[key], desk.Column{Key: "decisionHead", Class: "title"}, desk.Column{Key: "decisionOn", Class: "nowrap"}, desk.Column{Key: "form", Class: "nowrap"}, desk.Column{Key: "by", Class: "name"}, desk.Column{Key: "decisionAbout", Class: "refs"}, desk.Column{Key: "decisionUntil", Class: "nowrap"}, desk.Column{Key: "decisionState"})
	}
	list := slices.Clone(v.Register.Decisions)
	slices.SortStableFunc(list, func(a, b *register.Decision) int { return cmp.Or(b.On.Compare(a.On), cmp.Compare(a.ID, b.ID)) })
	for _, d := range list {
		key := "reportLapsed"
		switch {
		case v.Assessment.DecisionStanding(d) == assess.DecisionAsked:
			key = "reportAsked"
		case v.Assessment.DecisionHolds(d):
			key = "reportInForce"
		}
		t := tables[key]
		t.Row()
		t.Head(v.Ref(path, d.ID))
		t.Cell(v.Iso(d.On))
		t.Words(v.Words["decision-"+d.Form])
		t.Words(v.Party(cmp.Or(d.By, d.Body)))
		t.Cell(v.SomeRefs(path, slices.Concat(d.Risks, d.Treatments)))
		t.Cell(v.Iso(d.Until))
		t.Cell(rating.DecisionState(v, d))
	}
	shown := func(key string) part.Part {
		if made := tables[key].Done(); made != nil {
			return made
		}
		return nil
	}
	return shown("reportAsked"), shown("reportInForce"), shown("reportLapsed")
}

// leftOut says what the report does not hold, and why.
func leftOut(v *desk.Desk) []string {
	s := &v.Assessment.Summary
	waiting, closed := 0, 0
	for _, e := range v.Register.All() {
		if e.Of().Provisional {
			waiting++
		}
	}
	for _, r := range v.Assessment.Risks {
		if r.Closed() {
			closed++
		}
	}
	var said []string
	for _, x := range []struct {
		n     int
		words string
	}{
		{waiting, v.Say("reportOutProvisional", "n", waiting)}, {closed, v.Say("reportOutClosed", "n", closed)}, {s.Unjudged(), v.Say("reportOutUnjudged", "n", s.Unjudged())},
		{s.Quantified, v.Say("reportOutMoney", "n", s.Quantified, "open", s.Open())}, {1, v.Words["reportOutLater"]}, {1, v.Words["reportOutDetail"]},
	} {
		if x.n > 0 {
			said = append(said, x.words)
		}
	}
	return said
}

// terms gives the glossary, the register's own terms and those of the method.
func terms(v *desk.Desk) []view.ReportTerm {
	var list []view.ReportTerm
	for _, e := range method.Entries(v) {
		t := view.ReportTerm{Name: e.Name}
		if e.Own != nil {
			t.Definition = desk.Or(v.Wording(e.Own.Summary), method.Definition(v, e.Own))
		} else {
			t.Definition = part.Words(e.BuiltIn.Definition.In(v.Language))
		}
		list = append(list, t)
	}
	return list
}

// closed lists the closed risks with the reason.
func closed(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["reportClosed"], desk.Column{Key: "risksNamedHead", Class: "title"}, desk.Column{Key: "closedOn", Class: "nowrap"}, desk.Column{Key: "closedWhy", Class: "words"})
	for _, r := range v.Assessment.Risks {
		if r.Closed() {
			t.Row()
			t.Head(v.Ref(path, r.Record.ID))
			t.Cell(v.Iso(r.Record.ClosedOn))
			t.Cell(v.Said(path, r.Record.ClosedBecause))
		}
	}
	if made := t.Done(); made != nil {
		return made
	}
	return nil
}
