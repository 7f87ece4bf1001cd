package method

import (
	"cmp"
	"iter"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// CriteriaWords are the words of this file's pages and parts, by key.
var CriteriaWords = desk.Words{
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

// CriteriaPages makes the page of criteria.
func CriteriaPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("criteria.html", "criteria.html", func() any { return CriteriaView(v, "criteria.html") })
}

// CriteriaView gives what the page of criteria shows.
func CriteriaView(v *desk.Desk, path string) view.Criteria {
	c := &v.Register.Criteria
	page := view.Criteria{
		Frame: v.Frame(path, v.Words["criteriaTitle"]), Given: c.Given, Broken: c.Broken, Rule: c.Matrix.Rule == "product",
		Matrix: criteriaMatrix(v), Levels: criteriaLevels(v), Acceptance: acceptanceFacts(v), Factors: desk.List(v.Wordings(c.Acceptance.Factors)), Tolerance: toleranceTable(v),
		Likelihoods: scaleTable(v, "critLikelihood", "critPerYear", c.Likelihoods), Impacts: scaleTable(v, "critImpact", "critLossRange", c.Impacts),
		Areas: areaTable(v), Viewpoints: viewpointTable(v), Changes: changeTable(v, path), Authority: desk.AuthorityTable(v, path), From: factors(v), Candidates: candidateTable(v, path), Older: olderTable(v, path),
	}
	page.Proposal = proposal(v, path)
	page.ProposalBroken = page.Proposal == nil && v.Register.Tree.Proposal != nil
	if !c.Given {
		return page
	}
	page.Lead, page.Later = part.Words(criteriaLead(v)), rating.CriteriaLater(v)
	if !c.ReviewBy.IsZero() && c.ReviewBy.Before(v.Assessment.AsOf) {
		page.Due = part.Words(v.Say("critReviewDue", "day", v.Day(c.ReviewBy)))
	}
	f := v.Facts()
	f.Words("critRevision", c.Revision)
	f.Add("critApprovedBy", v.Wording(c.ApprovedBy))
	f.Add("critApprovedDay", v.Iso(c.ApprovedOn))
	f.Add("critReviewBy", v.Iso(c.ReviewBy))
	page.Facts = f.Done()
	return page
}

// criteriaLead says in one sentence which criteria are in force and who approved them.
func criteriaLead(v *desk.Desk) string {
	c := &v.Register.Criteria
	by := v.Words["critUnapproved"]
	switch {
	case c.ApprovedOn.After(v.Assessment.AsOf):
		by = ""
	case !c.ApprovedOn.IsZero():
		by = v.Say("critApprovedOn", "on", v.Day(c.ApprovedOn))
		if !c.ApprovedBy.IsZero() {
			by = v.Say("critApproved", "on", v.Day(c.ApprovedOn), "by", v.Text(c.ApprovedBy))
		}
	}
	return v.Say("critLead", "revision", cmp.Or(c.Revision, v.Words["critNoRevision"]), "by", by)
}

// criteriaMatrix is the matrix as the criteria state it, without risks.
func criteriaMatrix(v *desk.Desk) *part.Grid {
	c := &v.Register.Criteria
	if len(c.Likelihoods) == 0 || len(c.Impacts) == 0 {
		return nil
	}
	g := &part.Grid{Caption: v.Words["critMatrix"] + " – " + v.Words["matrixAxes"], Axes: v.Words["matrixAxes"], Columns: grid.StepLabels(v, c.Impacts)}
	labels := grid.StepLabels(v, c.Likelihoods)
	for row := len(labels) - 1; row >= 0; row-- {
		r := part.GridRow{Label: labels[row]}
		for column := range c.Impacts {
			level := c.Cell(grid.StepValue(c.Likelihoods, row), grid.StepValue(c.Impacts, column))
			r.Cells = append(r.Cells, part.GridCell{Heat: v.Register.Criteria.CellHeat(grid.StepValue(v.Register.Criteria.Likelihoods, row), grid.StepValue(v.Register.Criteria.Impacts, column)), Beyond: grid.MatrixBeyond(v, row, column), Text: v.LevelName(level)})
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}

func criteriaLevels(v *desk.Desk) part.Part {
	c := &v.Register.Criteria
	columns := []desk.Column{{Key: "critLevel", Class: "nowrap"}, {Key: "critAcceptance"}, {Key: "critMeaning"}, {Key: "critOpenRisks", Class: "number"}}
	if c.Matrix.Rule == "product" {
		columns = append(columns, desk.Column{Key: "critMatrixLowest", Class: "number"})
	}
	t := v.Table("", v.Words["critLevels"], columns...)
	for i, level := range slices.Backward(c.Levels) {
		t.Row()
		t.Head(v.LevelBadge(i))
		acceptance := "–"
		if level.Acceptance != "" {
			acceptance = v.Words["acceptance-"+level.Acceptance]
		}
		t.Words(acceptance)
		t.Cell(v.Wording(level.Meaning))
		now := 0
		if counts := v.Assessment.Summary.ByLevel.Now; i < len(counts) {
			now = counts[i]
		}
		t.Words(strconv.Itoa(now))
		if c.Matrix.Rule == "product" {
			lowest, ok := c.Matrix.Thresholds[level.Key]
			if ok {
				t.Words(strconv.Itoa(lowest))
			} else {
				t.Words("–")
			}
		}
	}
	return t.Done()
}

func acceptanceFacts(v *desk.Desk) part.Part {
	c := &v.Register.Criteria
	step := func(steps []register.Step, value *int) part.Part {
		if value == nil {
			return nil
		}
		label := strconv.Itoa(*value)
		for i := range steps {
			if grid.StepValue(steps, i) == *value {
				label = grid.StepLabels(v, steps)[i]
			}
		}
		return part.Words(v.Say("critFrom", "step", label))
	}
	f := v.Facts()
	f.Add("critImpactAlone", step(c.Impacts, c.Acceptance.ImpactAlone))
	f.Add("critLikeAlone", step(c.Likelihoods, c.Acceptance.LikelihoodAlone))
	if loss := c.Acceptance.CumulativeLoss; loss != nil {
		f.Words("critCumulative", v.Say("critFromMoney", "amount", v.Money(*loss)))
	}
	return f.Done()
}

func toleranceTable(v *desk.Desk) part.Part {
	t := v.Table("", v.Words["critTolerance"], desk.Column{Key: "critLoss", Class: "number"}, desk.Column{Key: "critProbability", Class: "number"})
	for _, p := range v.Register.Criteria.Acceptance.Tolerance {
		if p.Loss == nil || p.Probability == nil {
			continue
		}
		t.Row()
		t.HeadAmount(*p.Loss)
		t.Words(desk.Number(*p.Probability*100) + " %")
	}
	return t.Done()
}

// scaleTable shows a scale with its meanings, gravest step first; the column of ranges only where the criteria give any.
func scaleTable(v *desk.Desk, title, ranges string, steps []register.Step) part.Part {
	rangeOf := func(s *register.Step) []float64 {
		if ranges == "critPerYear" {
			return s.PerYear
		}
		return s.Loss
	}
	columns, ranged, told := []desk.Column{{Key: "critValue", Class: "number"}, {Key: "critLabel", Class: "nowrap"}}, false, false
	for i := range steps {
		ranged = ranged || len(rangeOf(&steps[i])) == 2
		told = told || !steps[i].Meaning.IsZero()
	}
	if told {
		columns = append(columns, desk.Column{Key: "critMeaning"})
	}
	if ranged {
		columns = append(columns, desk.Column{Key: ranges, Class: "nowrap"})
	}
	t := v.Table("", v.Words[title], columns...)
	for i := len(steps) - 1; i >= 0; i-- {
		t.Row()
		t.Words(strconv.Itoa(grid.StepValue(steps, i)))
		t.Head(v.Short(steps[i].Label))
		if told {
			t.Cell(v.Wording(steps[i].Meaning))
		}
		if ranged {
			t.Words(rangeWords(v, ranges, rangeOf(&steps[i])))
		}
	}
	t.Made.Slim = !told
	return t.Done()
}

// rangeWords writes a range of events a year or of money.
func rangeWords(v *desk.Desk, kind string, r []float64) string {
	if len(r) != 2 {
		return "–"
	}
	if kind == "critPerYear" {
		return v.Say("critRange", "from", desk.Number(r[0]), "to", desk.Number(r[1]))
	}
	return v.Say("critRange", "from", v.Money(r[0]), "to", v.Money(r[1]))
}

// areaTable shows what each impact value means in each area of damage.
func areaTable(v *desk.Desk) part.Part {
	c := &v.Register.Criteria
	if len(c.Areas) == 0 {
		return nil
	}
	t := v.Table("", v.Words["critAreas"], desk.Column{Key: "critArea"})
	for _, label := range grid.StepLabels((v), c.Impacts) {
		t.Made.Columns = append(t.Made.Columns, part.Column{Text: label})
	}
	for i := range c.Areas {
		t.Row()
		t.Head(v.Short(c.Areas[i].Label))
		for column := range c.Impacts {
			t.Cell(desk.Or(v.Short(c.Areas[i].Meanings[grid.StepValue(c.Impacts, column)]), part.Words("–")))
		}
	}
	return t.Done()
}

func viewpointTable(v *desk.Desk) part.Part {
	t := v.Table("", v.Words["critViewpoints"], desk.Column{Key: "critViewpoint"}, desk.Column{Key: "critWeight", Class: "number"}, desk.Column{Key: "critProhibitive"})
	for _, p := range v.Register.Criteria.Viewpoints {
		t.Row()
		t.Head(v.Short(p.Label))
		t.Words(desk.Number(p.Weight))
		if p.Prohibitive {
			t.Cell(desk.Badge("warn", v.Words["critProhibitiveYes"]))
		} else {
			t.Words("–")
		}
	}
	return t.Done()
}

// changeTable is the criteria's own history, newest first.
func changeTable(v *desk.Desk, path string) part.Part {
	changes := slices.Clone(v.Register.Criteria.Changes)
	slices.SortStableFunc(changes, func(a, b register.Change) int { return b.On.Compare(a.On) })
	columns := []desk.Column{{Key: "critOn", Class: "nowrap"}, {Key: "critWhat"}, {Key: "critWhy"}}
	adopting := slices.ContainsFunc(changes, func(c register.Change) bool { return len(c.Adopts) > 0 })
	if adopting {
		columns = append(columns, desk.Column{Key: "critAdopts"})
	}
	t := v.Table("", v.Words["critChanges"], columns...)
	for _, c := range changes {
		t.Row()
		t.Head(v.Iso(c.On))
		t.Cell(v.Said(path, c.What))
		t.Cell(v.Said(path, c.Why))
		if adopting {
			t.Cell(v.RefList(path, c.Adopts))
		}
	}
	return t.Done()
}

// candidateTable lists the knowledge that judgements have left and no change has adopted, newest first.
func candidateTable(v *desk.Desk, path string) part.Part {
	found := assess.Candidates(v.Assessment)
	slices.SortStableFunc(found, func(a, b *register.Decision) int { return b.On.Compare(a.On) })
	t := v.Table("", v.Words["critCandidates"], desk.Column{Key: "critKnowledge"}, desk.Column{Key: "critDecision"}, desk.Column{Key: "critOn", Class: "nowrap"}, desk.Column{Key: "critRisks"})
	for _, d := range found {
		t.Row()
		t.Cell(v.Said(path, d.Knowledge))
		t.Head(v.Ref(path, d.ID))
		t.Cell(v.Iso(d.On))
		t.Cell(v.ShortRefs(path, d.Risks))
	}
	return t.Done()
}

// olderTable lists the ratings of open risks and the acceptances that name another revision of the criteria.
func olderTable(v *desk.Desk, path string) part.Part {
	revision := v.Register.Criteria.Revision
	t := v.Table("", v.Words["critOlder"], desk.Column{Key: "critRecord"}, desk.Column{Key: "critMade"}, desk.Column{Key: "critUnder", Class: "nowrap"}, desk.Column{Key: "critStands", Class: "nowrap"})
	if revision == "" {
		return nil
	}
	older := func(named string) bool { return named != "" && named != revision }
	for _, r := range v.Assessment.Risks {
		if r.Closed() {
			continue
		}
		if a := r.Record.Inherent; a != nil && older(a.Criteria) {
			t.Row()
			t.Head(v.Ref(path, r.Record.ID))
			t.Words(v.Words["critRatedInherent"])
			t.Words(a.Criteria)
			t.Cell(v.RatingBadge(r.Inherent))
		}
		if a := r.Record.Current; a != nil && older(a.Criteria) {
			t.Row()
			t.Head(v.Ref(path, r.Record.ID))
			t.Words(v.Words["critRatedCurrent"])
			t.Words(a.Criteria)
			t.Cell(v.RatingBadge(r.Now))
		}
	}
	for _, d := range v.Register.Decisions {
		if d.Form != "acceptance" || !older(d.Criteria) || v.Assessment.DecisionStanding(d) != assess.DecisionMade {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, d.ID))
		t.Words(v.Say("critAccepted", "until", d.Until))
		t.Words(d.Criteria)
		t.Cell(acceptedAt(v, d))
	}
	return t.Done()
}

// acceptedAt shows the level at which a decision accepted, under today's matrix.
func acceptedAt(v *desk.Desk, d *register.Decision) part.Part {
	if d.At == nil {
		return part.Words("–")
	}
	return v.RatedBadge(d.At, assess.Rating{})
}
