package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var criteriaWords = Words{
	"critLead":           {Ja: "現行の基準は {revision} です。{by}", En: "The criteria in force are revision {revision}. {by}"},
	"critNoRevision":     {Ja: "版の記載なし", En: "(no revision given)"},
	"critApproved":       {Ja: "{on}に{by}が承認しました。", En: "Approved by {by} on {on}."},
	"critApprovedOn":     {Ja: "{on}に承認されました。", En: "Approved on {on}."},
	"critUnapproved":     {Ja: "承認日の記載がありません。", En: "No date of approval is given."},
	"critAbsent":         {Ja: "この登録簿にはリスク判定基準（content/criteria.toml）がありません。分析には手引書の例示の尺度（各3段階）を用い、対応の要否は判断の記録によって決めます。以下は例示の尺度であり、承認された基準ではありません。", En: "This register has no risk criteria (content/criteria.toml). The handbook's example scales of three steps serve the analysis, and judgement decides on need. What follows are those example scales, not approved criteria."},
	"critBroken":         {Ja: "content/criteria.toml を読み込めません。修正するまで、レベルも要否も決められません。", En: "content/criteria.toml cannot be read. Until it is mended, neither levels nor needs can be determined."},
	"critLater":          {Ja: "この判定基準の承認日（{day}）は基準日（{asOf}）より後ですが、ほかに判定基準がないため、これによって評価しています。", En: "These criteria were approved on {day}, after the as-of date of {asOf}. There are no others, so they serve."},
	"critReviewDue":      {Ja: "見直しの期日（{day}）を過ぎています。", En: "Their review was due on {day}."},
	"critRevision":       {Ja: "版", En: "Revision"},
	"critApprovedBy":     {Ja: "承認者", En: "Approved by"},
	"critApprovedDay":    {Ja: "承認日", En: "Approved on"},
	"critReviewBy":       {Ja: "見直しの期日", En: "Review by"},
	"critMatrix":         {Ja: "リスクマトリクス", En: "Risk matrix"},
	"critMatrixRule":     {Ja: "レベルは、起こりやすさの値と影響の値の積で決まります。", En: "The level follows from the product of the two values."},
	"critMatrixLowest":   {Ja: "積の下限", En: "Product from"},
	"critLevels":         {Ja: "リスクレベルと受容", En: "Levels and acceptance"},
	"critLevel":          {Ja: "レベル", En: "Level"},
	"critMeaning":        {Ja: "意味", En: "Meaning"},
	"critAcceptance":     {Ja: "扱い", En: "Acceptance"},
	"critOpenRisks":      {Ja: "現在のリスク数", En: "Risks now"},
	"critAccept":         {Ja: "リスク受容基準", En: "Risk acceptance criteria"},
	"critAcceptNone":     {Ja: "受容の基準は定められていません。", En: "No acceptance is defined."},
	"critAcceptOnly":     {Ja: "レベルごとの扱いのほかに、影響のみ、起こりやすさのみ、累積損失による基準は定められていません。", En: "Beyond the levels, no limit on impact alone, likelihood alone or cumulative loss is set."},
	"critImpactAlone":    {Ja: "影響のみで対応を要する値", En: "Impact alone"},
	"critLikeAlone":      {Ja: "起こりやすさのみで対応を要する値", En: "Likelihood alone"},
	"critFrom":           {Ja: "{step} 以上", En: "from {step} on"},
	"critCumulative":     {Ja: "累積損失（年間期待損失額）", En: "Cumulative loss, expected a year"},
	"critFromMoney":      {Ja: "{amount} 以上", En: "from {amount} on"},
	"critFactors":        {Ja: "考慮した要因", En: "Factors considered"},
	"critTolerance":      {Ja: "損失の許容限度", En: "Loss tolerance"},
	"critToleranceWhy":   {Ja: "1年間の損失がこの額を超える確率の上限です。", En: "The probability that the loss of a year exceeds the amount shall be no higher than this."},
	"critLoss":           {Ja: "年間損失額", En: "Loss in a year"},
	"critProbability":    {Ja: "超過確率の上限", En: "Highest probability"},
	"critLikelihood":     {Ja: "起こりやすさの尺度", En: "Likelihood scale"},
	"critImpact":         {Ja: "影響の尺度", En: "Impact scale"},
	"critValue":          {Ja: "値", En: "Value"},
	"critLabel":          {Ja: "区分", En: "Step"},
	"critPerYear":        {Ja: "年間の発生回数", En: "Events a year"},
	"critLossRange":      {Ja: "1回の損失額", En: "Loss of one event"},
	"critRange":          {Ja: "{from}～{to}", En: "{from} to {to}"},
	"critAreas":          {Ja: "影響基準：影響の領域", En: "Impact criteria: areas of damage"},
	"critAreasWhy":       {Ja: "領域ごとに影響を付け、最も大きい値をそのリスクの影響とします。", En: "Each area is rated by itself; the largest value is the impact of the risk."},
	"critArea":           {Ja: "領域", En: "Area"},
	"critViewpoints":     {Ja: "リスク評価基準：評価の観点", En: "Risk evaluation criteria: viewpoints"},
	"critViewpoint":      {Ja: "観点", En: "Viewpoint"},
	"critWeight":         {Ja: "重み", En: "Weight"},
	"critProhibitive":    {Ja: "禁止的な観点", En: "Prohibitive"},
	"critProhibitiveYes": {Ja: "該当（影響が高ければ回避）", En: "Yes: avoid where the impact is high"},
	"critChanges":        {Ja: "基準の改定履歴", En: "Changes to the criteria"},
	"critOn":             {Ja: "日付", En: "On"},
	"critWhat":           {Ja: "内容", En: "What"},
	"critWhy":            {Ja: "理由", En: "Why"},
	"critCandidates":     {Ja: "基準の候補：判断から得た知見", En: "Candidates: what judgements have taught"},
	"critAdopts":         {Ja: "取り入れた知見", En: "Adopts what was learnt in"},
	"critCandidatesWhy":  {Ja: "判断の記録に残された知見です。次の見直しで、基準に取り入れるかどうかを検討します。", En: "Knowledge kept with judgements. Consider it for the criteria at their next review."},
	"critCandidatesNone": {Ja: "基準の候補となる知見はありません。", En: "There is no knowledge that waits to be considered."},
	"critKnowledge":      {Ja: "知見", En: "Knowledge"},
	"critDecision":       {Ja: "判断", En: "Judgement"},
	"critRisks":          {Ja: "リスク", En: "Risks"},
	"critOlder":          {Ja: "以前の基準によるもの", En: "Made under older criteria"},
	"critOlderWhy":       {Ja: "値は読み替えずに、現行のマトリクスで示しています。次の分析又は受容の更新で、現行の基準に改めます。", En: "The values stand as they were given and are shown under today's matrix. Bring them up to date at the next analysis or acceptance."},
	"critOlderNone":      {Ja: "終結していないリスクの値も、受容の決定も、すべて現行の基準によるものです。", En: "Every rating of an open risk and every acceptance was made under the criteria in force."},
	"critRecord":         {Ja: "記録", En: "Record"},
	"critMade":           {Ja: "種別", En: "What"},
	"critUnder":          {Ja: "適用した版", En: "Under"},
	"critStands":         {Ja: "現行のマトリクスでの値", En: "Under today's matrix"},
	"critRatedInherent":  {Ja: "分析（管理策の前）", En: "Rating before controls"},
	"critRatedCurrent":   {Ja: "分析（現在）", En: "Rating now"},
	"critAccepted":       {Ja: "受容の決定（期限 {until}）", En: "Acceptance until {until}"},
	"critExample":        {Ja: "例示", En: "example"},
}

// CriteriaView is the page criteria.html.
type CriteriaView struct {
	Frame
	Given, Broken                  bool
	Lead, Due                      string
	Later                          string // that they were approved after the as-of date; empty where they were not
	Facts                          part.Part
	Matrix                         *part.Grid
	Rule                           bool
	Levels                         part.Part
	Acceptance, Factors, Tolerance part.Part
	Authority                      part.Part
	Likelihoods, Impacts           part.Part
	Areas, Viewpoints, Changes     part.Part
	Candidates, Older              part.Part
	From                           *factorsPart  // nil where likelihood is rated directly
	Proposal                       *proposalPart // nil where there is none to compare
	ProposalBroken                 bool
}

// criteriaPresenter makes the page of the criteria.
type criteriaPresenter struct{ *desk }

func criteriaPages(v *desk) iter.Seq[Page] {
	return one("criteria.html", "criteria.html", func() any { return criteriaPresenter{v}.criteriaView("criteria.html") })
}

func (v criteriaPresenter) criteriaView(path string) CriteriaView {
	c := &v.Register.Criteria
	page := CriteriaView{
		Frame: v.frame(path, v.words["criteriaTitle"]), Given: c.Given, Broken: c.Broken, Rule: c.Matrix.Rule == "product",
		Matrix: v.criteriaMatrix(), Levels: v.criteriaLevels(), Acceptance: v.acceptanceFacts(), Factors: list(v.wordings(c.Acceptance.Factors)), Tolerance: v.toleranceTable(),
		Likelihoods: v.scaleTable("critLikelihood", "critPerYear", c.Likelihoods), Impacts: v.scaleTable("critImpact", "critLossRange", c.Impacts),
		Areas: v.areaTable(), Viewpoints: v.viewpointTable(), Changes: v.changeTable(path), Authority: breachesPresenter{v.desk}.authorityTable(path), From: factorsPresenter{v.desk}.factors(), Candidates: v.candidateTable(path), Older: v.olderTable(path),
	}
	page.Proposal = criteriaProposalPresenter{v.desk}.proposal(path)
	page.ProposalBroken = page.Proposal == nil && v.Register.Tree.Proposal != nil
	if !c.Given {
		return page
	}
	page.Lead, page.Later = v.criteriaLead(), v.criteriaLater()
	if !c.ReviewBy.IsZero() && c.ReviewBy.Before(v.Assessment.AsOf) {
		page.Due = v.say("critReviewDue", "day", v.day(c.ReviewBy))
	}
	f := v.facts()
	f.words("critRevision", c.Revision)
	f.add("critApprovedBy", v.wording(c.ApprovedBy))
	f.words("critApprovedDay", v.day(c.ApprovedOn))
	f.words("critReviewBy", v.day(c.ReviewBy))
	page.Facts = f.done()
	return page
}

// criteriaLater says that the criteria were approved after the as-of date; nothing where they were not.
func (v criteriaPresenter) criteriaLater() string {
	c := &v.Register.Criteria
	if !c.Given || !c.ApprovedOn.After(v.Assessment.AsOf) {
		return ""
	}
	return v.say("critLater", "day", v.day(c.ApprovedOn), "asOf", v.day(v.Assessment.AsOf))
}

// criteriaLead says in one sentence which criteria are in force and who approved them.
func (v criteriaPresenter) criteriaLead() string {
	c := &v.Register.Criteria
	by := v.words["critUnapproved"]
	switch {
	case c.ApprovedOn.After(v.Assessment.AsOf):
		by = ""
	case !c.ApprovedOn.IsZero():
		by = v.say("critApprovedOn", "on", v.day(c.ApprovedOn))
		if !c.ApprovedBy.IsZero() {
			by = v.say("critApproved", "on", v.day(c.ApprovedOn), "by", v.text(c.ApprovedBy))
		}
	}
	return v.say("critLead", "revision", cmp.Or(c.Revision, v.words["critNoRevision"]), "by", by)
}

// criteriaMatrix is the matrix as the criteria state it, without risks.
func (v criteriaPresenter) criteriaMatrix() *part.Grid {
	c := &v.Register.Criteria
	if len(c.Likelihoods) == 0 || len(c.Impacts) == 0 {
		return nil
	}
	g := &part.Grid{Caption: v.words["critMatrix"] + " – " + v.words["matrixAxes"], Axes: v.words["matrixAxes"], Columns: matrixPresenter{v.desk}.stepLabels(c.Impacts)}
	labels := matrixPresenter{v.desk}.stepLabels(c.Likelihoods)
	for row := len(labels) - 1; row >= 0; row-- {
		r := part.GridRow{Label: labels[row]}
		for column := range c.Impacts {
			level := c.Cell(stepValue(c.Likelihoods, row), stepValue(c.Impacts, column))
			r.Cells = append(r.Cells, part.GridCell{Heat: v.Register.Criteria.CellHeat(stepValue(v.Register.Criteria.Likelihoods, row), stepValue(v.Register.Criteria.Impacts, column)), Beyond: matrixPresenter{v.desk}.beyond(row, column), Text: v.levelName(level)})
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}

func (v criteriaPresenter) criteriaLevels() part.Part {
	c := &v.Register.Criteria
	columns := []column{{"critLevel", "nowrap"}, {"critAcceptance", ""}, {"critMeaning", ""}, {"critOpenRisks", "number"}}
	if c.Matrix.Rule == "product" {
		columns = append(columns, column{"critMatrixLowest", "number"})
	}
	t := v.table("", v.words["critLevels"], columns...)
	for i, level := range slices.Backward(c.Levels) {
		t.row()
		t.head(v.levelBadge(i))
		acceptance := "–"
		if level.Acceptance != "" {
			acceptance = v.words["acceptance-"+level.Acceptance]
		}
		t.words(acceptance)
		t.cell(v.wording(level.Meaning))
		now := 0
		if counts := v.Assessment.Summary.ByLevel.Now; i < len(counts) {
			now = counts[i]
		}
		t.words(strconv.Itoa(now))
		if c.Matrix.Rule == "product" {
			lowest, ok := c.Matrix.Thresholds[level.Key]
			if ok {
				t.words(strconv.Itoa(lowest))
			} else {
				t.words("–")
			}
		}
	}
	return t.done()
}

func (v criteriaPresenter) acceptanceFacts() part.Part {
	c := &v.Register.Criteria
	step := func(steps []register.Step, value *int) part.Part {
		if value == nil {
			return nil
		}
		label := strconv.Itoa(*value)
		for i := range steps {
			if stepValue(steps, i) == *value {
				label = matrixPresenter{v.desk}.stepLabels(steps)[i]
			}
		}
		return part.Words(v.say("critFrom", "step", label))
	}
	f := v.facts()
	f.add("critImpactAlone", step(c.Impacts, c.Acceptance.ImpactAlone))
	f.add("critLikeAlone", step(c.Likelihoods, c.Acceptance.LikelihoodAlone))
	if loss := c.Acceptance.CumulativeLoss; loss != nil {
		f.words("critCumulative", v.say("critFromMoney", "amount", v.money(*loss)))
	}
	return f.done()
}

func (v criteriaPresenter) toleranceTable() part.Part {
	t := v.table("", v.words["critTolerance"], column{"critLoss", "number"}, column{"critProbability", "number"})
	for _, p := range v.Register.Criteria.Acceptance.Tolerance {
		if p.Loss == nil || p.Probability == nil {
			continue
		}
		t.row()
		t.head(part.Words(v.money(*p.Loss)))
		t.words(number(*p.Probability*100) + " %")
	}
	return t.done()
}

// scaleTable shows a scale with its meanings, gravest step first; the column of ranges only where the criteria give any.
func (v criteriaPresenter) scaleTable(title, ranges string, steps []register.Step) part.Part {
	rangeOf := func(s *register.Step) []float64 {
		if ranges == "critPerYear" {
			return s.PerYear
		}
		return s.Loss
	}
	columns, ranged, told := []column{{"critValue", "number"}, {"critLabel", "nowrap"}}, false, false
	for i := range steps {
		ranged = ranged || len(rangeOf(&steps[i])) == 2
		told = told || !steps[i].Meaning.IsZero()
	}
	if told {
		columns = append(columns, column{"critMeaning", ""})
	}
	if ranged {
		columns = append(columns, column{ranges, "nowrap"})
	}
	t := v.table("", v.words[title], columns...)
	for i := len(steps) - 1; i >= 0; i-- {
		t.row()
		t.words(strconv.Itoa(stepValue(steps, i)))
		t.head(v.short(steps[i].Label))
		if told {
			t.cell(v.wording(steps[i].Meaning))
		}
		if ranged {
			t.words(v.rangeWords(ranges, rangeOf(&steps[i])))
		}
	}
	t.made.Slim = !told
	return t.done()
}

// rangeWords writes a range of events a year or of money.
func (v criteriaPresenter) rangeWords(kind string, r []float64) string {
	if len(r) != 2 {
		return "–"
	}
	if kind == "critPerYear" {
		return v.say("critRange", "from", number(r[0]), "to", number(r[1]))
	}
	return v.say("critRange", "from", v.money(r[0]), "to", v.money(r[1]))
}

// areaTable shows what each impact value means in each area of damage.
func (v criteriaPresenter) areaTable() part.Part {
	c := &v.Register.Criteria
	if len(c.Areas) == 0 {
		return nil
	}
	t := v.table("", v.words["critAreas"], column{"critArea", ""})
	for _, label := range (matrixPresenter{v.desk}).stepLabels(c.Impacts) {
		t.made.Columns = append(t.made.Columns, part.Column{Text: label})
	}
	for i := range c.Areas {
		t.row()
		t.head(v.short(c.Areas[i].Label))
		for column := range c.Impacts {
			t.cell(or(v.short(c.Areas[i].Meanings[stepValue(c.Impacts, column)]), part.Words("–")))
		}
	}
	return t.done()
}

func (v criteriaPresenter) viewpointTable() part.Part {
	t := v.table("", v.words["critViewpoints"], column{"critViewpoint", ""}, column{"critWeight", "number"}, column{"critProhibitive", ""})
	for _, p := range v.Register.Criteria.Viewpoints {
		t.row()
		t.head(v.short(p.Label))
		t.words(number(p.Weight))
		if p.Prohibitive {
			t.cell(badge("warn", v.words["critProhibitiveYes"]))
		} else {
			t.words("–")
		}
	}
	return t.done()
}

// changeTable is the criteria's own history, newest first.
func (v criteriaPresenter) changeTable(path string) part.Part {
	changes := slices.Clone(v.Register.Criteria.Changes)
	slices.SortStableFunc(changes, func(a, b register.Change) int { return b.On.Compare(a.On) })
	columns := []column{{"critOn", "nowrap"}, {"critWhat", ""}, {"critWhy", ""}}
	adopting := slices.ContainsFunc(changes, func(c register.Change) bool { return len(c.Adopts) > 0 })
	if adopting {
		columns = append(columns, column{"critAdopts", ""})
	}
	t := v.table("", v.words["critChanges"], columns...)
	for _, c := range changes {
		t.row()
		t.head(part.Words(v.day(c.On)))
		t.cell(v.wording(c.What))
		t.cell(v.wording(c.Why))
		if adopting {
			t.cell(v.refList(path, c.Adopts))
		}
	}
	return t.done()
}

// candidateTable lists the knowledge that judgements have left and no change has adopted, newest first.
func (v criteriaPresenter) candidateTable(path string) part.Part {
	found := v.Assessment.Candidates()
	slices.SortStableFunc(found, func(a, b *register.Decision) int { return b.On.Compare(a.On) })
	t := v.table("", v.words["critCandidates"], column{"critKnowledge", ""}, column{"critDecision", ""}, column{"critOn", "nowrap"}, column{"critRisks", ""})
	for _, d := range found {
		t.row()
		t.cell(v.wording(d.Knowledge))
		t.head(v.ref(path, d.ID))
		t.words(v.day(d.On))
		t.cell(v.shortRefs(path, d.Risks))
	}
	return t.done()
}

// olderTable lists the ratings of open risks and the acceptances that name another revision of the criteria.
func (v criteriaPresenter) olderTable(path string) part.Part {
	revision := v.Register.Criteria.Revision
	t := v.table("", v.words["critOlder"], column{"critRecord", ""}, column{"critMade", ""}, column{"critUnder", "nowrap"}, column{"critStands", "nowrap"})
	if revision == "" {
		return nil
	}
	older := func(named string) bool { return named != "" && named != revision }
	for _, r := range v.Assessment.Risks {
		if r.Closed() {
			continue
		}
		if a := r.Record.Inherent; a != nil && older(a.Criteria) {
			t.row()
			t.head(v.ref(path, r.Record.ID))
			t.words(v.words["critRatedInherent"])
			t.words(a.Criteria)
			t.cell(v.ratingBadge(r.Inherent))
		}
		if a := r.Record.Current; a != nil && older(a.Criteria) {
			t.row()
			t.head(v.ref(path, r.Record.ID))
			t.words(v.words["critRatedCurrent"])
			t.words(a.Criteria)
			t.cell(v.ratingBadge(r.Now))
		}
	}
	for _, d := range v.Register.Decisions {
		if d.Form != "acceptance" || !older(d.Criteria) || v.Assessment.DecisionStanding(d) != assess.DecisionMade {
			continue
		}
		t.row()
		t.head(v.ref(path, d.ID))
		t.words(v.say("critAccepted", "until", v.day(d.Until)))
		t.words(d.Criteria)
		t.cell(v.acceptedAt(d))
	}
	return t.done()
}

// acceptedAt shows the level at which a decision accepted, under today's matrix.
func (v criteriaPresenter) acceptedAt(d *register.Decision) part.Part {
	if d.At == nil {
		return part.Words("–")
	}
	return v.ratedBadge(d.At, assess.Rating{})
}
