package duty

import (
	"slices"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

// ObligationStepWords are the words of this file's pages and parts, by key.
var ObligationStepWords = desk.Words{
	"isoTitle":      {Ja: "プロセスと ISO/IEC 27001:2022 の対応", En: "The process and ISO/IEC 27001:2022"},
	"isoLead":       {Ja: "情報セキュリティリスクのアセスメントと対応に関する箇条（6.1.2、6.1.3、8.2、8.3）に、手引書のどのステップが応え、この登録簿に何があり、何が足りないかを示します。箇条は番号と主題だけを、この登録簿の言葉で示したものです。規格への適合を証明するものではありません。", En: "Which steps of the method answer the clauses on assessing and treating information security risks (6.1.2, 6.1.3, 8.2, 8.3), what this register has to show for it, and what it lacks. Clauses are given by number and topic, in words of our own; this proves no conformity."},
	"isoByClause":   {Ja: "箇条ごと", En: "By clause"},
	"isoByStep":     {Ja: "ステップごと", En: "By step"},
	"isoClause":     {Ja: "箇条", En: "Clause"},
	"isoTopic":      {Ja: "求められること", En: "What it is about"},
	"isoSteps":      {Ja: "応えるステップと、この登録簿での状況", En: "Steps that answer it, and how they stand here"},
	"isoStanding":   {Ja: "状態", En: "State"},
	"isoSections":   {Ja: "手引書の節（第II章）", En: "Sections of the handbook (chapter II)"},
	"isoClauses":    {Ja: "ISO/IEC 27001:2022", En: "ISO/IEC 27001:2022"},
	"isoHere":       {Ja: "この登録簿での状況", En: "In this register"},
	"isoGaps":       {Ja: "不足：{n}件", En: "gaps: {n}"},
	"isoEvidence":   {Ja: "証拠：{what} {n}件", En: "evidence: {n} {what}"},
	"isoOutside":    {Ja: "手引書の範囲外", En: "Not in the method"},
	"isoOutsideWhy": {Ja: "手引書のプロセスは求めていません。附属書Aとの照合と適用宣言書は、別に作って管理してください。", En: "The method does not ask for it. Keep the comparison with Annex A and the statement of applicability beside this register."},
	"iso-6.1.2a":    {Ja: "受容してよいリスクの基準と、アセスメントを行うときの基準を定めて保つ", En: "Set and keep criteria: which risks may be accepted, and when an assessment is made"},
	"iso-6.1.2b":    {Ja: "繰り返しても、一貫した、比べられる結果になるようにする", En: "See to it that repeated assessments give sound results that can be compared"},
	"iso-6.1.2c":    {Ja: "情報の機密性、完全性、可用性が失われるリスクと、その責任者を特定する", En: "Identify the risks to confidentiality, integrity and availability, and who owns them"},
	"iso-6.1.2d":    {Ja: "起きたときの結果と、現実的な起こりやすさを見積もり、リスクレベルを決める", En: "Analyse consequences and realistic likelihood, and determine the level"},
	"iso-6.1.2e":    {Ja: "結果を基準に照らし、対応の優先順位を付ける", En: "Hold the results against the criteria and set priorities"},
	"iso-6.1.3a":    {Ja: "アセスメントの結果を踏まえて、対応策の選択肢を選ぶ", En: "Choose treatment options in the light of the assessment"},
	"iso-6.1.3b":    {Ja: "選択肢の実施に必要な管理策を、すべて決める", En: "Determine all the controls that the options need"},
	"iso-6.1.3c":    {Ja: "決めた管理策を附属書Aと照らし合わせ、見落としがないことを確かめる", En: "Compare these controls with Annex A, so that none is overlooked"},
	"iso-6.1.3d":    {Ja: "適用宣言書を作る（管理策、採否の理由、実施の状況）", En: "Write a statement of applicability: controls, why they are in or out, whether they are in place"},
	"iso-6.1.3e":    {Ja: "リスク対応計画を作る", En: "Make a treatment plan"},
	"iso-6.1.3f":    {Ja: "計画と残留リスクについて、リスクの責任者の承認を得る", En: "Have the risk owners approve the plan and accept what remains"},
	"iso-8.2":       {Ja: "定めた間隔で、また大きな変化の際に、アセスメントを行い、結果を残す", En: "Assess at planned intervals and when much changes, and keep the results"},
	"iso-8.3":       {Ja: "リスク対応計画を実施し、結果を残す", En: "Carry the treatment plan out, and keep the results"},
	"section-1.1":   {Ja: "防護すべき対象", En: "what to protect"},
	"section-1.2.1": {Ja: "評価の基準", En: "evaluation criteria"},
	"section-1.2.2": {Ja: "影響の基準", En: "impact criteria"},
	"section-1.2.3": {Ja: "受容の基準", En: "acceptance criteria"},
	"section-1.3.1": {Ja: "情報収集から", En: "from intelligence"},
	"section-1.3.2": {Ja: "監査から", En: "from audits"},
	"section-1.3.3": {Ja: "環境変化から", En: "from changes around"},
	"section-1.3.4": {Ja: "演習・訓練から", En: "from exercises"},
	"section-2.1.1": {Ja: "原因の側から", En: "from causes"},
	"section-2.1.2": {Ja: "結果の側から", En: "from results"},
	"section-2.2":   {Ja: "リスクの想定", En: "risks"},
	"section-3.1.1": {Ja: "定性的な分析", En: "qualitative analysis"},
	"section-3.1.2": {Ja: "定量的な分析", En: "quantitative analysis"},
	"section-3.2":   {Ja: "具体的な影響", En: "concrete impact"},
	"section-4.1.1": {Ja: "対応の要否", En: "need for treatment"},
	"section-4.1.2": {Ja: "優先順位", En: "priority"},
	"section-5.1.1": {Ja: "修正", En: "modification"},
	"section-5.1.2": {Ja: "保有", En: "retention"},
	"section-5.1.3": {Ja: "回避", En: "avoidance"},
	"section-5.1.4": {Ja: "共有", En: "sharing"},
	"section-5.1.5": {Ja: "計画の策定及び評価", En: "plans and their evaluation"},
	"section-6.1":   {Ja: "内的要因", En: "internal factors"},
	"section-6.2":   {Ja: "外的要因", En: "external factors"},
}

// standardClause is a clause of ISO/IEC 27001:2022 with the steps of the process that answer it; none where the method does not ask for it.
type standardClause struct {
	key, name string
	steps     []string
}

// standardClauses are the clauses on assessing and treating risks, in their order.
var standardClauses = []standardClause{
	{"6.1.2a", "6.1.2 a)", []string{"1.2", "6.2"}},
	{"6.1.2b", "6.1.2 b)", []string{"1.2", "3.1"}},
	{"6.1.2c", "6.1.2 c)", []string{"1.1", "1.3", "2.1", "2.2"}},
	{"6.1.2d", "6.1.2 d)", []string{"3.1", "3.2"}},
	{"6.1.2e", "6.1.2 e)", []string{"4.1"}},
	{"6.1.3a", "6.1.3 a)", []string{"5.1"}},
	{"6.1.3b", "6.1.3 b)", []string{"5.1"}},
	{"6.1.3c", "6.1.3 c)", nil},
	{"6.1.3d", "6.1.3 d)", nil},
	{"6.1.3e", "6.1.3 e)", []string{"5.1"}},
	{"6.1.3f", "6.1.3 f)", []string{"4.1", "5.1"}},
	{"8.2", "8.2", []string{"1.3", "6.1", "6.2"}},
	{"8.3", "8.3", []string{"5.1", "6.1"}},
}

// handbookSections are the sections of the handbook's chapter II behind each step.
var handbookSections = map[string][]string{
	"1.1": {"1.1"}, "1.2": {"1.2.1", "1.2.2", "1.2.3"}, "1.3": {"1.3.1", "1.3.2", "1.3.3", "1.3.4"},
	"2.1": {"2.1.1", "2.1.2"}, "2.2": {"2.2"},
	"3.1": {"3.1.1", "3.1.2"}, "3.2": {"3.2"},
	"4.1": {"4.1.1", "4.1.2"},
	"5.1": {"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.5"},
	"6.1": {"6.1"}, "6.2": {"6.2"},
}

// clauseTable holds the clauses of the standard against the steps that answer them.
func clauseTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["isoByClause"], desk.Column{Key: "isoClause", Class: "nowrap"}, desk.Column{Key: "isoTopic", Class: "words"}, desk.Column{Key: "isoSteps", Class: "broad"}, desk.Column{Key: "isoStanding"})
	for i := range standardClauses {
		c := &standardClauses[i]
		t.Row()
		t.Head(part.Words(c.name))
		t.Words(v.Words["iso-"+c.key])
		if len(c.steps) == 0 {
			t.Words(v.Words["isoOutsideWhy"])
			t.Cell(v.State("quiet", "isoOutside"))
			continue
		}
		pieces := make([]part.Part, len(c.steps))
		for k, step := range c.steps {
			pieces[k] = desk.Lines(v.StepLink(path, step), desk.Small(stepStanding(v, step)))
		}
		t.Cell(desk.List(pieces))
		t.Cell(clauseStanding(v, c))
	}
	return t.Done()
}

// stepTable gives the sections of the handbook and the clauses of the standard behind each step.
func stepTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["isoByStep"], desk.Column{Key: "procStep", Class: "title"}, desk.Column{Key: "isoSections", Class: "words"}, desk.Column{Key: "isoClauses", Class: "words"}, desk.Column{Key: "isoHere", Class: "words"}, desk.Column{Key: "isoStanding"})
	for _, step := range register.Steps {
		var sections, clauses []part.Part
		for _, s := range handbookSections[step] {
			sections = append(sections, part.Words(s+" "+v.Words["section-"+s]))
		}
		for i := range standardClauses {
			if slices.Contains(standardClauses[i].steps, step) {
				clauses = append(clauses, part.Whole{Part: part.Words(standardClauses[i].name)})
			}
		}
		t.Row()
		t.Head(v.StepLink(path, step))
		t.Cell(desk.InsideLink(path, address.Handbook(step), desk.Join(v.Words["listSeparator"], sections...)))
		t.Cell(desk.Join(v.Words["listSeparator"], clauses...))
		t.Cell(stepStanding(v, step))
		t.Cell(standingBadge(v, step))
	}
	return t.Done()
}

// stepStanding gives the evidence that the register has of a step, and what it lacks.
func stepStanding(v *desk.Desk, key string) part.Part {
	var said part.Part = part.Words(v.Say("isoEvidence", "n", v.Step(key).Evidence, "what", v.Say("counts-"+key, "n", v.Step(key).Evidence)))
	if gaps := len(v.Checked().Gaps[key]); gaps > 0 && v.Step(key).Adopted && v.Step(key).Evidence > 0 {
		said = desk.Join(v.Words["listSeparator"], said, part.Words(v.Say("isoGaps", "n", gaps)))
	}
	return said
}

// standings are how a step may stand, what wants action first.
var standings = []string{"procStateOpen", "procStateNone", "procStateAside", "procStateWhole"}

// standingOf gives how a step stands, as a key of the words.
func standingOf(v *desk.Desk, key string) string {
	switch s := v.Step(key); {
	case !s.Adopted:
		return "procStateAside"
	case s.Evidence == 0:
		return "procStateNone"
	case len(v.Checked().Gaps[key]) > 0:
		return "procStateOpen"
	}
	return "procStateWhole"
}

func standingBadge(v *desk.Desk, key string) part.Part {
	return obligationStepsStandingWords(v, standingOf(v, key))
}

func obligationStepsStandingWords(v *desk.Desk, key string) part.Part {
	class := "quiet"
	switch key {
	case "procStateOpen":
		class = "warn"
	case "procStateWhole":
		class = "good"
	}
	return v.State(class, key)
}

// clauseStanding is that of the step, among those that answer a clause, which comes first in standings.
func clauseStanding(v *desk.Desk, c *standardClause) part.Part {
	first := len(standings) - 1
	for _, step := range c.steps {
		first = min(first, slices.Index(standings, standingOf(v, step)))
	}
	return obligationStepsStandingWords(v, standings[first])
}
