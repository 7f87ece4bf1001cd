package audit

import (
	"iter"
	"strconv"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/rule"
	"github.com/riskbook/riskbook/internal/view"
)

// RequirementWords are the words of this file's pages and parts, by key.
var RequirementWords = desk.Words{
	"requirementsTitle": {Ja: "要求事項との対応", En: "Requirement map"},
	"reqLead":           {Ja: "手引書のステップ、ISO/IEC 27001:2022、ISO/IEC 27005:2022 の箇条ごとに、応える記録と、足りないものを示します。", En: "For each step of the handbook and each clause of ISO/IEC 27001:2022 and ISO/IEC 27005:2022: the records that answer it, and what is missing."},
	"reqSum":            {Ja: "{n}項目のうち、応える記録がないもの{none}項目、足りないものがあるもの{part}項目。", En: "{n} {n|line|lines}: {none} that no record answers, {part} with something missing."},
	"reqClause":         {Ja: "箇条", En: "Clause"},
	"reqAsks":           {Ja: "求めること", En: "What it asks"},
	"reqAnswers":        {Ja: "応える記録", En: "Records that answer it"},
	"reqMissing":        {Ja: "足りないもの", En: "What is missing"},
	"reqNone":           {Ja: "応える記録なし", En: "No record answers it"},
	"reqNothing":        {Ja: "不足なし", En: "Nothing missing"},
	"reqAside":          {Ja: "採用していないステップ", En: "Step not adopted"},
	"reqSteps":          {Ja: "手引書のステップ", En: "Steps of the handbook"},
	"reqISO27001":       {Ja: "ISO/IEC 27001:2022", En: "ISO/IEC 27001:2022"},
	"reqISO27005":       {Ja: "ISO/IEC 27005:2022", En: "ISO/IEC 27005:2022"},
	"reqOwnWords":       {Ja: "求めることは、規格の文章ではなく、riskbook の言葉で要約しています。", En: "What each asks is told in riskbook's own words, not in those of the standards."},
	"reqDemands":        {Ja: "手引書の求めの一つひとつに、どの規則・ページ・試験が応えるか", En: "Which rule, page and test stands for each demand of the handbook"},
	"reqMore":           {Ja: "{what}（{n}件）", En: "{what} ({n})"},

	"answer-accepted":      {Ja: "受容の決定", En: "Acceptances"},
	"answer-analysed":      {Ja: "分析したリスク", En: "Risks analysed"},
	"answer-assets":        {Ja: "資産", En: "Assets"},
	"answer-audits":        {Ja: "監査で得た課題", En: "Findings of audits"},
	"answer-controls":      {Ja: "管理策", En: "Controls"},
	"answer-criteria":      {Ja: "リスク判定基準", En: "Risk criteria"},
	"answer-damage":        {Ja: "具体的な損害を書いたリスク", En: "Risks with their damage described"},
	"answer-decisions":     {Ja: "意思決定", En: "Decisions"},
	"answer-effectiveness": {Ja: "有効性を確認した計画", En: "Plans reviewed for their effectiveness"},
	"answer-events":        {Ja: "事象", En: "Events"},
	"answer-findings":      {Ja: "課題", En: "Findings"},
	"answer-incidents":     {Ja: "インシデント", En: "Incidents"},
	"answer-indicators":    {Ja: "指標", En: "Indicators"},
	"answer-judged":        {Ja: "評価したリスク", En: "Risks evaluated"},
	"answer-knowledge":     {Ja: "基準の変更の記録", En: "Changes of the criteria on record"},
	"answer-mapped":        {Ja: "ほかの枠組みの管理策に対応付けた管理策", En: "Controls mapped to those of another framework"},
	"answer-obligations":   {Ja: "要求事項", En: "Obligations"},
	"answer-options":       {Ja: "対応策を選んだリスク", En: "Risks with an option chosen"},
	"answer-owned":         {Ja: "責任者のあるリスク", En: "Risks with an owner"},
	"answer-pages":         {Ja: "方針などの文書", En: "Documents, such as the policy"},
	"answer-parties":       {Ja: "関係者", En: "Parties"},
	"answer-plans":         {Ja: "リスク対応計画", En: "Treatment plans"},
	"answer-approvals":     {Ja: "計画の承認", En: "Approvals of plans"},
	"answer-ranked":        {Ja: "優先順位を付けたリスク", En: "Risks with a priority"},
	"answer-records":       {Ja: "この登録簿の記録", En: "Records of this register"},
	"answer-reviews":       {Ja: "レビュー", En: "Reviews"},
	"answer-risks":         {Ja: "リスク", En: "Risks"},
	"answer-sources":       {Ja: "リスク源", En: "Risk sources"},
	"answer-stages":        {Ja: "定めと体制を記したステップ", En: "Steps with their rules and organisation"},
}

// answers are what may answer a requirement, by key: the page that lists it, and how much of it there is.
var answers = map[string]struct {
	page  string
	count func(*desk.Desk) int
}{
	"accepted":  {"decisions.html", func(v *desk.Desk) int { return made(v, "acceptance", "judgement") }},
	"analysed":  {"risks.html", func(v *desk.Desk) int { return risksThat(v, (*assess.Risk).Analysed) }},
	"approvals": {"decisions.html", func(v *desk.Desk) int { return made(v, "plan-approval") }},
	"assets":    {"assets.html", func(v *desk.Desk) int { return len(v.Register.Assets) }},
	"audits": {"findings.html", func(v *desk.Desk) int {
		return tally(v.Register.Findings, func(f *register.Finding) bool { return f.Channel == "audit" })
	}},
	"controls": {"controls.html", func(v *desk.Desk) int { return len(v.Register.Controls) }},
	"criteria": {"criteria.html", func(v *desk.Desk) int { return truth(v.Register.Criteria.Given) }},
	"damage": {"risks.html", func(v *desk.Desk) int {
		return risksThat(v, func(k *assess.Risk) bool { return k.Record.Current != nil && !k.Record.Current.Damage.IsZero() })
	}},
	"decisions": {"decisions.html", func(v *desk.Desk) int { return len(v.Register.Decisions) }},
	"effectiveness": {"treatments.html", func(v *desk.Desk) int {
		return tally(v.Register.Treatments, func(t *register.Treatment) bool { return t.Effectiveness != nil })
	}},
	"events":     {"events.html", func(v *desk.Desk) int { return len(v.Register.Events) }},
	"findings":   {"findings.html", func(v *desk.Desk) int { return len(v.Register.Findings) }},
	"incidents":  {"incidents.html", func(v *desk.Desk) int { return len(v.Register.Incidents) }},
	"indicators": {"indicators.html", func(v *desk.Desk) int { return len(v.Register.Indicators) }},
	"judged":     {"evaluation.html", func(v *desk.Desk) int { return risksThat(v, func(k *assess.Risk) bool { return k.Outcome.Judged() }) }},
	"knowledge":  {"criteria.html", func(v *desk.Desk) int { return len(v.Register.Criteria.Changes) }},
	"mapped": {"controls.html", func(v *desk.Desk) int {
		return tally(v.Register.Controls, func(c *register.Control) bool { return len(c.Maps) > 0 })
	}},
	"obligations": {"obligations.html", func(v *desk.Desk) int { return len(v.Register.Obligations) }},
	"options":     {"risks.html", func(v *desk.Desk) int { return risksThat(v, func(k *assess.Risk) bool { return k.Option != "" }) }},
	"owned":       {"owners.html", func(v *desk.Desk) int { return risksThat(v, func(k *assess.Risk) bool { return k.Record.Owner != "" }) }},
	"pages":       {"pages.html", func(v *desk.Desk) int { return len(v.Register.Pages) }},
	"parties":     {"owners.html", func(v *desk.Desk) int { return len(v.Register.Parties) }},
	"plans": {"treatments.html", func(v *desk.Desk) int {
		return tally(v.Register.Treatments, func(t *register.Treatment) bool { return t.Status != "cancelled" })
	}},
	"ranked":  {"risks.html", func(v *desk.Desk) int { return risksThat(v, func(k *assess.Risk) bool { return k.Rank > 0 }) }},
	"records": {"search.html", func(v *desk.Desk) int { return len(v.Register.All()) }},
	"reviews": {"reviews.html", func(v *desk.Desk) int { return len(v.Register.Reviews) }},
	"risks":   {"risks.html", func(v *desk.Desk) int { return len(v.Assessment.Risks) }},
	"sources": {"sources.html", func(v *desk.Desk) int { return len(v.Register.Sources) }},
	"stages":  {"governance.html", func(v *desk.Desk) int { return len(v.Register.Config.Process.Stages) }},
}

func tally[T any](list []T, fits func(T) bool) int {
	n := 0
	for _, x := range list {
		if fits(x) {
			n++
		}
	}
	return n
}

func truth(is bool) int {
	if is {
		return 1
	}
	return 0
}

// requirements makes the requirement map.
type requirements struct {
	desk    *desk.Desk
	found   map[rule.Name][]string // by rule: the records in which it speaks, as a warning or graver
	n, none int
	part    int
}

const requirementsPath = "evidence/index.html"

// RequirementsPages makes the page of requirements.
func RequirementsPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One(requirementsPath, "requirements.html", func() any {
		p := &requirements{desk: v, found: map[rule.Name][]string{}}
		return p.requirementsView(requirementsPath)
	})
}

func (v *requirements) requirementsView(path string) view.Requirements {
	for _, d := range v.desk.Checked().Diagnostics {
		if d.Severity >= diagnostic.Warning {
			v.found[d.Rule] = append(v.found[d.Rule], d.Record)
		}
	}
	page := view.Requirements{Frame: v.desk.Frame(path, v.desk.Words["requirementsTitle"]), Demands: address.Href(path, address.Conformity)}
	page.Groups = append(page.Groups, view.RequirementGroup{Anchor: "steps", Title: v.desk.Words["reqSteps"], Table: v.stepTable(path)})
	for _, g := range requirementGroups {
		page.Groups = append(page.Groups, view.RequirementGroup{Anchor: g.anchor, Title: v.desk.Words[g.title], Table: v.clauseTable(path, v.desk.Words[g.title], g.clauses)})
	}
	page.Years, page.Risks = evidenceYearLinks(v.desk, path), evidenceByRisk(v.desk, path)
	page.Sum = v.desk.Say("reqSum", "n", v.n, "none", v.none, "part", v.part)
	return page
}

var requirementColumns = []desk.Column{{Key: "reqClause", Class: "nowrap"}, {Key: "reqAsks"}, {Key: "reqAnswers"}, {Key: "reqMissing"}}

// stepTable shows the steps of the handbook as they stand on the page of the process.
func (v *requirements) stepTable(path string) part.Part {
	t := v.desk.Table("", v.desk.Words["reqSteps"], requirementColumns...)
	for _, s := range v.desk.Assessment.Steps {
		t.Row()
		t.Head(v.desk.PageLink(path, address.Handbook(s.Key), s.Key+" "+v.desk.Words["step-"+s.Key]))
		t.Words(v.desk.Words["asks-"+s.Key])
		t.Cell(v.desk.PageLink(path, desk.EvidenceLists[s.Key], v.desk.Say("reqMore", "what", v.desk.Say("counts-"+s.Key, "n", s.Evidence), "n", s.Evidence)))
		rules := map[rule.Name]int{}
		var order []rule.Name
		for _, g := range v.desk.Checked().Gaps[s.Key] {
			if rules[g.Rule]++; rules[g.Rule] == 1 {
				order = append(order, g.Rule)
			}
		}
		var missing []part.Part
		for _, name := range order {
			missing = append(missing, v.missing(path, name, rules[name]))
		}
		if !s.Adopted {
			t.Cell(desk.Small(part.Words(v.desk.Words["reqAside"])))
			v.n++
			continue
		}
		t.Cell(v.verdict(s.Evidence > 0, missing))
	}
	return t.Done()
}

// verdict says what is missing of a requirement, and counts it.
func (v *requirements) verdict(answered bool, missing []part.Part) part.Part {
	v.n++
	switch {
	case !answered:
		v.none++
		return desk.Join(" ", v.desk.State("bad", "reqNone"), desk.List(missing))
	case len(missing) > 0:
		v.part++
		return desk.List(missing)
	}
	return v.desk.State("good", "reqNothing")
}

// missing names a rule that speaks, and in how many records.
func (v *requirements) missing(path string, name rule.Name, n int) part.Part {
	title := string(name)
	if rule := check.Lookup(name); rule != nil {
		title = rule.Title.In(v.desk.Language)
	}
	return v.desk.RuleLink(path, name, v.desk.Say("reqMore", "what", title, "n", n))
}

func (v *requirements) clauseTable(path, title string, clauses []requirement) part.Part {
	t := v.desk.Table("", title, requirementColumns...)
	for _, c := range clauses {
		t.Row()
		t.Head(part.Words(c.clause))
		t.Words(c.asks.In(v.desk.Language))
		var said, missing []part.Part
		answered := false
		for _, key := range c.answers {
			n := answers[key].count(v.desk)
			answered = answered || n > 0
			said = append(said, v.desk.PageLink(path, answers[key].page, v.desk.Say("reqMore", "what", v.desk.Words["answer-"+key], "n", strconv.Itoa(n))))
		}
		for _, name := range c.rules {
			if n := len(v.found[name]); n > 0 {
				missing = append(missing, v.missing(path, name, n))
			}
		}
		t.Cell(desk.List(said))
		t.Cell(v.verdict(answered, missing))
	}
	return t.Done()
}

// made counts the decisions of some kinds that are made.
func made(v *desk.Desk, forms ...string) int {
	n := 0
	for _, d := range v.Register.Decisions {
		for _, form := range forms {
			if d.Form == form && v.Assessment.DecisionStanding(d) == assess.DecisionMade {
				n++
			}
		}
	}
	return n
}

// risksThat counts the open risks that fit.
func risksThat(v *desk.Desk, fits func(*assess.Risk) bool) int {
	return tally(v.Assessment.Risks, func(k *assess.Risk) bool { return !k.Closed() && fits(k) })
}
