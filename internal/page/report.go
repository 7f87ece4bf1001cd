package page

import (
	"cmp"
	"iter"
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var reportWords = Words{
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
	"reportOutProvisional": {Ja: "未確認の記録{n}件は、誰も確かめていないため、件数、順位、マトリクス、合計のいずれにも含めていません。", En: "{n} provisional records: nobody has confirmed them, so they are in no count, rank, matrix or sum."},
	"reportOutLater":       {Ja: "基準日より後の日付の記録は、まだ起きていないものとして扱っています。", En: "What is dated after the as-of date counts as not having happened yet."},
	"reportOutClosed":      {Ja: "終結したリスク{n}件は、付録Cに名称と理由だけを示しています。", En: "{n} closed risks stand in appendix C with their names and the reason alone."},
	"reportOutUnjudged":    {Ja: "まだ評価できないリスク{n}件は、一覧には含みますが、受容できるものとして数えていません。", En: "{n} risks that could not be judged are listed, and not counted as acceptable."},
	"reportOutMoney":       {Ja: "金額の合計は、見積りのあるリスク{n}件（終結していない{open}件中）だけのものです。", En: "Sums of money are of the {n} of {open} open risks that have figures."},
	"reportOutDetail":      {Ja: "資産、事象、管理策、指標の詳細と、分析の経緯は、登録簿の各ページにあります。", En: "Details of assets, events, controls and indicators, and how each analysis came about, are on the pages of the register."},
	"reportDamage":         {Ja: "想定する被害", En: "Damage expected"},
	"reportGrounds":        {Ja: "分析の根拠", En: "Grounds of the rating"},
	"classification":       {Ja: "機密区分", En: "Classification"},
	"closedOn":             {Ja: "終結日", En: "Closed on"},
	"closedWhy":            {Ja: "終結の理由", En: "Why"},
}

// reportEntry is a line of the contents.
type reportEntry struct {
	Anchor, Text string
	Within       []reportEntry
}

// reportItem is a risk or a plan of the report.
type reportItem struct {
	Anchor  string
	Title   Phrase
	ID      string
	Marks   part.Part // badges
	Summary part.Part
	Facts   part.Part
}

// reportTerm is a term of the glossary.
type reportTerm struct {
	Name       Phrase
	Definition part.Part
}

// reportView is the page report.html: the register as one document.
type reportView struct {
	Frame
	Cover       part.Part // what the document is of
	Sentences   []part.Part
	Contents    []reportEntry
	Breaches    *breachPart
	MatrixParts []MatrixPart
	Levels      []LevelShare
	Risks       []reportItem
	Plans       []reportItem
	Asked       part.Part
	InForce     part.Part
	Lapsed      part.Part
	LeftOut     []string
	Criteria    CriteriaView
	Terms       []reportTerm
	Closed      part.Part
}

// reportPresenter makes the report.
type reportPresenter struct{ *desk }

func reportPages(v *desk) iter.Seq[Page] {
	return one("report.html", "report.html", func() any { return reportPresenter{v}.reportView("report.html") })
}

func (v reportPresenter) reportView(path string) reportView {
	page := reportView{
		Frame: v.frame(path, v.words["reportTitle"]), Cover: v.cover(), Sentences: briefPresenter{v.desk}.sentences(path), Breaches: breachesPresenter{v.desk}.allBreaches(path),
		Levels: matrixPresenter{v.desk}.levelShares(), Criteria: criteriaPresenter{v.desk}.criteriaView(path), Terms: v.terms(), Closed: v.closed(path), LeftOut: v.leftOut(),
	}
	s := &v.Assessment.Summary
	for _, of := range []struct {
		id    string
		cells [][][]string
	}{{"inherent", s.Inherent}, {"now", s.Now}, {"projected", s.Projected}} {
		page.MatrixParts = append(page.MatrixParts, MatrixPart{matrixPresenter{v.desk}.matrix(path, of.id, of.cells, manyInCell), v.words})
	}
	for _, r := range v.Assessment.ByPriority() {
		if !r.Closed() {
			page.Risks = append(page.Risks, v.risk(path, r))
		}
	}
	for _, p := range (treatmentsPresenter{v.desk}).plansInOrder() {
		page.Plans = append(page.Plans, v.plan(path, p))
	}
	page.Asked, page.InForce, page.Lapsed = v.decisions(path)
	page.Contents = v.contents(&page)
	return page
}

// contents lists the parts of the report, and within them the risks and plans.
func (v reportPresenter) contents(page *reportView) []reportEntry {
	var list []reportEntry
	add := func(anchor string, items []reportItem) {
		e := reportEntry{Anchor: anchor, Text: v.words["report"+string(anchor[len("report.")]-'a'+'A')+anchor[len("report.")+1:]]}
		for i := range items {
			e.Within = append(e.Within, reportEntry{Anchor: items[i].Anchor, Text: items[i].ID + " " + items[i].Title.Text})
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
func (v reportPresenter) cover() part.Part {
	f := v.facts()
	f.add("reportOrganization", v.wording(v.Register.Config.Organization))
	f.add("asOf", part.Time{Datetime: v.Assessment.AsOf.String(), Text: v.day(v.Assessment.AsOf)})
	if v.index.classification != "" {
		f.add("classification", part.Tagged{Class: "tlp", Text: v.index.classification})
	}
	if c := v.Chronicle; c != nil && c.Head != "" {
		var note part.Part
		if n := len(c.States); n > 0 && c.States[n-1].Commit == "" {
			note = small(part.Words(v.words["reportUncommitted"]))
		}
		f.add("reportCommit", join(" ", part.Code(c.Head), note))
	}
	if c := &v.Register.Criteria; c.Given {
		f.words("reportRevision", c.Revision)
		if !c.ApprovedOn.IsZero() {
			f.add("reportApproved", v.sayParts("reportApprovedBy", "by", v.approver(), "day", part.Time{Datetime: c.ApprovedOn.String(), Text: v.day(c.ApprovedOn)}))
		}
	}
	return f.done()
}

// approver names who approved the criteria.
func (v reportPresenter) approver() part.Part {
	return or(v.short(v.Register.Criteria.ApprovedBy), part.Words("–"))
}

// risk shows one open risk with its verdict and the grounds of it.
func (v reportPresenter) risk(path string, r *assess.Risk) reportItem {
	risks := riskPresenter{v.desk}
	title := v.phrase(r.Record.Title)
	item := reportItem{Anchor: "report." + r.Record.ID, ID: r.Record.ID, Title: title, Summary: v.wording(r.Record.Summary), Marks: join(" ", v.outcomeBadge(r.Outcome), v.ratingBadge(r.Now), v.staleMark(r))}
	f := v.facts()
	f.add("inherent", v.ratingBadge(r.Inherent))
	f.add("now", v.ratingBadge(r.Now))
	f.add("projected", v.projectedBadge(r))
	f.words("riskOutcomeWhy", cmp.Or(reasonClauses(v.verdicts, r), v.words["riskNoReason"]))
	if !r.Outcome.Judged() {
		f.list = f.list[:len(f.list)-1]
		f.words("riskOutcomeWhy", v.words["riskNotJudged"])
	}
	f.words("riskWanted", dashboardDecidePresenter{v.desk}.decideWhy(r))
	if r.Rank > 0 {
		f.add("rank", risks.rankWords(r))
	}
	f.words("owner", v.party(r.Record.Owner))
	if e := r.Record.Current; e != nil {
		f.add("reportGrounds", v.wording(e.Rationale))
		f.add("reportDamage", v.wording(e.Damage))
	}
	f.add("option", risks.optionWords(r))
	f.add("plans", risks.plansOf(path, r))
	if r.Acceptance != nil {
		f.add("riskAcceptance", risks.acceptanceOf(path, r))
	}
	f.add("riskJudgement", risks.judgementWords(path, r))
	if len(r.Stale) > 0 {
		f.add("riskStale", risks.staleList(path, r))
	}
	if r.ExpectedLoss != nil {
		f.words("expectedLoss", v.sum(*r.ExpectedLoss))
	}
	f.words("riskReviewed", risks.analysedWords(r, r.Outcome))
	item.Facts = f.done()
	return item
}

// plan shows one plan.
func (v reportPresenter) plan(path string, p *assess.Plan) reportItem {
	plans := treatmentsPresenter{v.desk}
	r := p.Record
	item := reportItem{Anchor: "report." + r.ID, ID: r.ID, Title: v.phrase(r.Title), Summary: v.wording(r.Summary), Marks: join(" ", plans.planStatus(r), plans.deviation(r.ID))}
	f := v.facts()
	f.add("risk", v.refList(path, r.Risks))
	f.words("option", v.words["option-"+r.Option])
	f.words("owner", v.party(r.Owner))
	f.add("due", v.iso(r.Due))
	f.add("progress", plans.progressWords(r.ID))
	f.add("planVerdict", plans.planVerdict(p))
	f.add("planCost", plans.cost(r.Cost))
	f.add("planTargets", treatmentPresenter{v.desk}.targetTable(path, p))
	f.add("planActions", treatmentPresenter{v.desk}.actionTable(path, p))
	f.add("planApproved", treatmentPresenter{v.desk}.decisionLines(path, r.ID))
	item.Facts = f.done()
	return item
}

// decisions lists what is asked for, what is in force, and what is not.
func (v reportPresenter) decisions(path string) (asked, inForce, lapsed part.Part) {
	tables := map[string]*table{}
	for _, key := range []string{"reportAsked", "reportInForce", "reportLapsed"} {
		tables[key] = v.table("", v.words[key], column{"decisionHead", "title"}, column{"decisionOn", "nowrap"}, column{"form", "nowrap"}, column{"by", "name"}, column{"decisionAbout", "refs"}, column{"decisionUntil", "nowrap"}, column{"decisionState", ""})
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
		t.row()
		t.head(v.ref(path, d.ID))
		t.cell(v.iso(d.On))
		t.words(v.words["decision-"+d.Form])
		t.words(v.party(cmp.Or(d.By, d.Body)))
		t.cell(v.someRefs(path, slices.Concat(d.Risks, d.Treatments)))
		t.cell(v.iso(d.Until))
		t.cell(decisionsPresenter{v.desk}.decisionState(d))
	}
	shown := func(key string) part.Part {
		if made := tables[key].done(); made != nil {
			return made
		}
		return nil
	}
	return shown("reportAsked"), shown("reportInForce"), shown("reportLapsed")
}

// leftOut says what the report does not hold, and why.
func (v reportPresenter) leftOut() []string {
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
		{waiting, v.say("reportOutProvisional", "n", waiting)}, {closed, v.say("reportOutClosed", "n", closed)}, {s.Unjudged(), v.say("reportOutUnjudged", "n", s.Unjudged())},
		{s.Quantified, v.say("reportOutMoney", "n", s.Quantified, "open", s.Open())}, {1, v.words["reportOutLater"]}, {1, v.words["reportOutDetail"]},
	} {
		if x.n > 0 {
			said = append(said, x.words)
		}
	}
	return said
}

// terms gives the glossary, the register's own terms and those of the method.
func (v reportPresenter) terms() []reportTerm {
	g := glossaryPresenter{v.desk}
	var list []reportTerm
	for _, e := range g.entries() {
		t := reportTerm{Name: e.name}
		if e.own != nil {
			t.Definition = or(v.wording(e.own.Summary), g.definition(e.own))
		} else {
			t.Definition = part.Words(e.builtIn.Definition.In(v.Language))
		}
		list = append(list, t)
	}
	return list
}

// closed lists the closed risks with the reason.
func (v reportPresenter) closed(path string) part.Part {
	t := v.table("", v.words["reportClosed"], column{"risksNamedHead", "title"}, column{"closedOn", "nowrap"}, column{"closedWhy", "words"})
	for _, r := range v.Assessment.Risks {
		if r.Closed() {
			t.row()
			t.head(v.ref(path, r.Record.ID))
			t.cell(v.iso(r.Record.ClosedOn))
			t.cell(v.short(r.Record.ClosedBecause))
		}
	}
	if made := t.done(); made != nil {
		return made
	}
	return nil
}
