package duty

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/assurance"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// GovernanceWords are the words of this file's pages and parts, by key.
var GovernanceWords = desk.Words{
	"governanceTitle": {Ja: "経営層の責務", En: "Management's duties"},
	"govLead":         {Ja: "手引書 I.1 が経営層に求める五つの責務について、果たしたことを示す記録と、足りないものを示します。", En: "The five duties that the handbook (I.1) asks of management: what shows that each was done, and what is lacking."},
	"govDuty":         {Ja: "責務", En: "Duty"},
	"govShows":        {Ja: "果たしたことを示すもの", En: "What shows it"},
	"govLacks":        {Ja: "足りないもの", En: "What is lacking"},
	"govLacksNothing": {Ja: "足りないものは見当たりません。", En: "Nothing is found lacking."},
	"govCount":        {Ja: "{n}件", En: "{n}"},
	"govCountOf":      {Ja: "{of}件中{n}件", En: "{n} of {of}"},
	"govWhole":        {Ja: "不足なし", En: "Nothing lacking"},
	"govPart":         {Ja: "不足あり", En: "Something lacking"},
	"govNone":         {Ja: "示す記録なし", En: "Nothing shows it"},
	"govExercises":    {Ja: "演習・訓練で確かめたもの", En: "What exercises put to the test"},
	"govTested":       {Ja: "確かめるもの", En: "Put to the test"},
	"govTestedOn":     {Ja: "最後に確かめた日", En: "Last tested on"},
	"govTestedBy":     {Ja: "演習・訓練で得た課題", En: "Findings"},
	"govTestedOpen":   {Ja: "対応の終わっていない課題", En: "Still open"},
	"govRecently":     {Ja: "1年以内", En: "Within a year"},
	"govLongAgo":      {Ja: "1年以上前", En: "More than a year ago"},
	"govNever":        {Ja: "記録なし", En: "Never"},
	"govStages":       {Ja: "ステップの定め・体制・運用", En: "How each step is laid down, staffed and run"},
	"govStagesWhy":    {Ja: "手引書 I.3 は、各ステップを内規で定め、体制を整え、運用を始めて続けることを求めています。登録簿の設定に書いたものを示します。", En: "The handbook (I.3) asks that each step be laid down in rules, staffed, and then run and kept running. This is what the settings of the register say."},
	"govStep":         {Ja: "ステップ", En: "Step"},
	"govRules":        {Ja: "内規", En: "Rules"},
	"govOrganisation": {Ja: "体制", En: "Organisation"},
	"govOperation":    {Ja: "運用", En: "Operation"},
	"govReviewed":     {Ja: "最近のレビュー", En: "Last reviewed"},
	"govSound":        {Ja: "適切と確認", En: "Found sound"},
	"govReopened":     {Ja: "やり直し", En: "Reopened"},
	"govNotReviewed":  {Ja: "レビューなし", En: "Not reviewed"},
	"govUnstated":     {Ja: "記載なし", En: "Not stated"},

	"duty-recognise": {Ja: "リスク源を認識する", En: "Recognise the sources of risk"},
	"duty-policy":    {Ja: "リスク源を評価し、優先順位を含む方針を定める", En: "Evaluate them, and set a policy with priorities"},
	"duty-means":     {Ja: "計画を立て、予算・体制・人材を確保する", En: "Make plans, and secure the money, structure and people for them"},
	"duty-verify":    {Ja: "方針が実行されているかを検証する", En: "Verify that the policy is carried out"},
	"duty-exercise":  {Ja: "演習・訓練により障害対応体制と改善策を検証する", En: "Verify by exercises the response to disruptions, and what is done to improve it"},

	"shows-sources":             {Ja: "認識しているリスク源", En: "Risk sources recognised"},
	"shows-findings":            {Ja: "この1年に得た課題", En: "Findings of the last year"},
	"shows-incidents":           {Ja: "この1年のインシデントとヒヤリハット", En: "Incidents and near misses of the last year"},
	"shows-by-management":       {Ja: "経営層の観点から見いだした事象", En: "Events found from management's point of view"},
	"shows-criteria":            {Ja: "リスク判定基準の承認", En: "Approval of the risk criteria"},
	"shows-judged":              {Ja: "評価した継続中のリスク", En: "Open risks evaluated"},
	"shows-ranked":              {Ja: "優先順位を付けたリスク", En: "Risks with a priority"},
	"shows-plans":               {Ja: "実行中の計画", En: "Live plans"},
	"shows-approved":            {Ja: "承認の決定がある計画", En: "Plans with a decision that approves them"},
	"shows-priced":              {Ja: "費用を見積もった計画", En: "Plans with their cost"},
	"shows-staffed":             {Ja: "工数を見積もった計画", En: "Plans with their effort"},
	"shows-stages":              {Ja: "体制を定めたステップ", En: "Steps whose organisation is laid down"},
	"shows-reviews":             {Ja: "この1年のレビュー", En: "Reviews of the last year"},
	"shows-effectiveness":       {Ja: "有効性を確認した計画", En: "Plans reviewed for their effectiveness"},
	"shows-audits":              {Ja: "この1年の監査で得た課題", En: "Findings of audits of the last year"},
	"shows-exercises":           {Ja: "この1年の演習・訓練で得た課題", En: "Findings of exercises of the last year"},
	"shows-tested-bcp":          {Ja: "事業継続計画の発動条件と優先順位の検証", En: "Test of the continuity plan: when it is set off, and what comes first"},
	"shows-tested-organisation": {Ja: "障害時の体制と権限移譲の検証", En: "Test of the organisation and the passing on of authority"},
	"shows-tested-sharing":      {Ja: "情報共有体制の検証", En: "Test of the sharing of information"},

	"lacks-no-sources":            {Ja: "リスク源の記録がない", En: "No risk source is recorded"},
	"lacks-no-findings":           {Ja: "この1年に得た課題がない", En: "No finding in the last year"},
	"lacks-not-by-management":     {Ja: "経営層の観点から見いだした事象がない", En: "No event was found from management's point of view"},
	"lacks-no-criteria":           {Ja: "リスク判定基準がない", En: "There are no risk criteria"},
	"lacks-criteria-unapproved":   {Ja: "リスク判定基準が承認されていない", En: "The risk criteria are not approved"},
	"lacks-criteria-late":         {Ja: "リスク判定基準の見直しの期日が過ぎている", En: "The review of the risk criteria is overdue"},
	"lacks-unjudged":              {Ja: "評価できていないリスク", En: "Risks that could not be evaluated"},
	"lacks-unowned":               {Ja: "責任者のないリスク", En: "Risks without an owner"},
	"lacks-bare":                  {Ja: "計画のない、対応を要するリスク", En: "Risks to be treated that have no plan"},
	"lacks-unpriced":              {Ja: "費用の見積りのない計画", En: "Plans without their cost"},
	"lacks-unapproved":            {Ja: "承認の決定のない計画", En: "Plans that no decision approves"},
	"lacks-no-reviews":            {Ja: "この1年のレビューがない", En: "No review in the last year"},
	"lacks-unreviewed":            {Ja: "有効性を確認していない完了済みの計画", En: "Finished plans not reviewed for their effectiveness"},
	"lacks-late":                  {Ja: "見直しの期日が過ぎたリスク", En: "Risks whose review is overdue"},
	"lacks-no-exercises":          {Ja: "この1年に演習・訓練で得た課題がない", En: "No finding of an exercise in the last year"},
	"lacks-untested-bcp":          {Ja: "事業継続計画がこの1年検証されていない", En: "The continuity plan was not tested in the last year"},
	"lacks-untested-organisation": {Ja: "障害時の体制がこの1年検証されていない", En: "The organisation of the response was not tested in the last year"},
	"lacks-untested-sharing":      {Ja: "情報共有体制がこの1年検証されていない", En: "The sharing of information was not tested in the last year"},
	"lacks-exercise-open":         {Ja: "対応の終わっていない、演習・訓練で得た課題", En: "Findings of exercises still to be dealt with"},
}

// GovernancePages makes the page of governance.
func GovernancePages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("governance.html", "governance.html", func() any { return governanceView(v, "governance.html") })
}

func governanceView(v *desk.Desk, path string) view.Governance {
	page := view.Governance{Frame: v.Frame(path, v.Words["governanceTitle"]), Exercises: exerciseTable(v, path), Stages: stageTable(v, path)}
	t := v.Table("", v.Words["governanceTitle"], desk.Column{Key: "govDuty", Class: "title"}, desk.Column{Key: "status"}, desk.Column{Key: "govLacks", Class: "number"})
	duties := assurance.Governance(v.Assessment)
	for i := range duties {
		d := &duties[i]
		key := string(d.Key)
		page.Duties = append(page.Duties, view.Duty{Number: i + 1, Key: key, Title: v.Words["duty-"+key], State: dutyState(v, d), Shows: shownTable(v, path, "govShows", "shows-", d.Shows), Lacks: shownTable(v, path, "govLacks", "lacks-", d.Lacks)})
		t.Row()
		t.Head(v.PageLink(path, "governance.html#duty-"+key, v.Words["duty-"+key]))
		t.Cell(dutyState(v, d))
		t.Words(strconv.Itoa(len(d.Lacks)))
	}
	page.Summary = t.Done()
	return page
}

func dutyState(v *desk.Desk, d *assurance.Duty) part.Part {
	switch d.State() {
	case "whole":
		return v.State("good", "govWhole")
	case "part":
		return v.State("warn", "govPart")
	}
	return v.State("bad", "govNone")
}

// shownTable lists what shows that a duty was done, or what is lacking.
func shownTable(v *desk.Desk, path, head, prefix string, list []assurance.Shown) part.Part {
	t := v.Table("", v.Words[head], desk.Column{Key: head, Class: "title"}, desk.Column{Key: "items", Class: "nowrap"}, desk.Column{Key: "dashOn", Class: "nowrap"}, desk.Column{Key: "subject", Class: "refs"})
	for _, s := range list {
		number := v.Say("govCount", "n", s.Count)
		switch {
		case s.Of > 0:
			number = v.Say("govCountOf", "n", s.Count, "of", s.Of)
		case s.Count == 0 && prefix == "lacks-":
			number = "–"
		}
		t.Row()
		t.Head(part.Words(v.Words[prefix+s.What]))
		t.Words(number)
		t.Cell(desk.Or(part.Words(s.On.String()), part.Words("–")))
		t.Cell(desk.Or(v.SomeRefs(path, s.IDs), part.Words("–")))
	}
	return t.Done()
}

// exerciseTable says what exercises put to the test, and when that was last done.
func exerciseTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["govExercises"], desk.Column{Key: "govTested", Class: "title"}, desk.Column{Key: "govTestedOn", Class: "nowrap"}, desk.Column{Key: "status"}, desk.Column{Key: "govTestedBy", Class: "refs"}, desk.Column{Key: "govTestedOpen", Class: "refs"})
	for _, x := range assurance.Exercises(v.Assessment) {
		state := v.State("bad", "govNever")
		switch {
		case x.Recently:
			state = v.State("good", "govRecently")
		case !x.On.IsZero():
			state = v.State("warn", "govLongAgo")
		}
		t.Row()
		t.Head(part.Words(v.Words["tested-"+x.What]))
		t.Cell(desk.Or(part.Words(x.On.String()), part.Words("–")))
		t.Cell(state)
		t.Cell(desk.Or(v.SomeRefs(path, x.Findings), part.Words("–")))
		t.Cell(desk.Or(v.SomeRefs(path, x.Open), part.Words("–")))
	}
	return t.Done()
}

// stageTable says how each adopted step is laid down, staffed and run, and when it was last reviewed.
func stageTable(v *desk.Desk, path string) part.Part {
	t := v.Table("", v.Words["govStages"], desk.Column{Key: "govStep", Class: "title"}, desk.Column{Key: "govRules"}, desk.Column{Key: "govOrganisation"}, desk.Column{Key: "govOperation"}, desk.Column{Key: "govReviewed"})
	for i := range v.Assessment.Steps {
		s := &v.Assessment.Steps[i]
		if !s.Adopted {
			continue
		}
		t.Row()
		t.Head(v.PageLink(path, "process.html#step-"+s.Key, s.Key+" "+v.Words["step-"+s.Key]))
		unstated := part.Empty(v.Words["govUnstated"])
		stage := s.Stage
		if stage == nil {
			stage = &register.Stage{}
		}
		t.Cell(desk.Or(statement(v, path, stage.Rules), unstated))
		t.Cell(desk.Or(statement(v, path, stage.Organisation), unstated))
		t.Cell(desk.Or(statement(v, path, stage.Operation), unstated))
		t.Cell(stepReviewed(v, path, s))
	}
	return t.Done()
}

// stepReviewed says which review found a step sound or reopened it last.
func stepReviewed(v *desk.Desk, path string, s *assess.Step) part.Part {
	if s.Reviewed == nil {
		return part.Empty(v.Words["govNotReviewed"])
	}
	state := v.State("warn", "govReopened")
	if s.Sound {
		state = v.State("good", "govSound")
	}
	return desk.Join(" ", state, part.Words(s.Reviewed.On.String()), v.ShortRef(path, s.Reviewed.ID))
}

// statement shows words that may be an address or the ids of records: these are links.
func statement(v *desk.Desk, path string, t register.Text) part.Part {
	words := strings.TrimSpace(v.Text(t))
	switch {
	case words == "":
		return nil
	case strings.HasPrefix(words, "https://") || strings.HasPrefix(words, "http://"):
		return v.Links([]register.Link{{URL: words}})
	}
	ids := strings.Fields(words)
	if !slices.ContainsFunc(ids, func(id string) bool { return v.Register.Find(id) == nil }) {
		return desk.Join(" ", v.Refs(path, ids)...)
	}
	return v.Said(path, t)
}
