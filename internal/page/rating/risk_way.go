package rating

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/ground"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/view"
)

// RiskWayWords are the words of this file's pages and parts, by key.
var RiskWayWords = desk.Words{
	"wayFindings":     {Ja: "関係する課題", En: "Findings that bear on it"},
	"wayControls":     {Ja: "管理策と実施状況", En: "Controls, and their state"},
	"wayProposed":     {Ja: "提案の根拠（未採用）", En: "Grounds of the proposal"},
	"wayLater":        {Ja: "（基準日より後）", En: "(later than the as-of date)"},
	"wayInherent":     {Ja: "管理策の前の分析の根拠", En: "Grounds, before controls"},
	"wayRationale":    {Ja: "分析の根拠", En: "Grounds"},
	"wayConfidence":   {Ja: "確からしさ", En: "Confidence"},
	"wayCriteria":     {Ja: "分析に用いた基準", En: "Rated under"},
	"wayArea":         {Ja: "影響の領域", En: "Area of impact"},
	"wayMeaning":      {Ja: "目安", En: "Meaning"},
	"wayAreas":        {Ja: "領域ごとの影響", En: "Impact by area"},
	"wayConsequences": {Ja: "影響の領域", En: "Areas of damage"},
	"wayViewpoints":   {Ja: "評価の観点", En: "Evaluation viewpoints"},
	"wayWeight":       {Ja: "（重み{weight}）", En: " (weight {weight})"},
	"wayDecisions":    {Ja: "関係する意思決定", En: "Decisions about it"},
	"wayReviews":      {Ja: "関係するレビュー", En: "Reviews of it"},
	"wayIndicators":   {Ja: "見守る指標", En: "Indicators"},
	"wayOptionWhy":    {Ja: "選択の理由", En: "Why this option"},
	"wayNoEvent":      {Ja: "このリスクに至る事象は記録されていません。", En: "No event that leads to this risk is recorded."},
	"wayNoAsset":      {Ja: "対象の資産は記録されていません。", En: "No asset is recorded."},
	"wayNoSource":     {Ja: "リスク源は記録されていません。", En: "No risk source is recorded."},
	"wayNoDamage":     {Ja: "具体的な影響は記録されていません。", En: "The concrete impact is not recorded."},
	"wayNoWatch":      {Ja: "このリスクを対象とするレビューや指標はありません。", En: "No review or indicator watches this risk."},
	"wayUnderOlder":   {Ja: "現行の基準は{revision}", En: "the present criteria are {revision}"},
	"wayIdentifiedOn": {Ja: "特定日", En: "Identified"},
	"wayAnalysedOn":   {Ja: "分析日", En: "Analysed"},
	"waySide":         {Ja: "{cause} → {result}", En: "{cause} → {result}"},
}

// way builds the steps that lead to a verdict.
type way struct {
	v     *desk.Desk
	path  string
	r     *assess.Risk
	told  []explain.Step
	steps []view.WayStep
}

// riskWay tells the way of a risk, step by step of the process.
func riskWay(v *desk.Desk, path string, r *assess.Risk) []view.WayStep {
	w := &way{v: v, path: path, r: r, told: explain.Risk(v.Assessment, r)}
	w.step("1.1", desk.Or(v.RefList(path, r.Assets), v.Empty("wayNoAsset")))
	w.step("1.3", desk.Join("", desk.Or(v.RefList(path, r.Sources), v.Empty("wayNoSource")), w.findings()))
	w.step("2.1", desk.Or(w.events(), v.Empty("wayNoEvent")))
	w.step("3.1", desk.Join("", w.lines("3.1"), w.areas(), w.grounds()))
	w.step("3.2", w.damage())
	w.step("4.1", desk.Join("", w.lines("4.1"), w.evaluation()))
	w.step("5.1", desk.Join("", w.lines("5.1"), w.choice()))
	w.step("6.1", desk.Join("", w.lines("6.1"), w.watching()))
	return w.steps
}

func (w *way) step(key string, body part.Part) {
	if !part.None(body) {
		w.steps = append(w.steps, view.WayStep{Step: key, Title: w.v.Words["step-"+key], Body: body})
	}
}

// lines gives the sentences of a step of the process.
func (w *way) lines(process string) part.Part {
	var pieces []part.Part
	for _, s := range w.told {
		if s.Process != process {
			continue
		}
		for _, l := range s.Lines {
			words := desk.Linked(w.v.Verdicts, w.path, part.Words(l.Words.In(w.v.Language)))
			if process != "3.1" { // the controls have a list of their own there
				words = desk.Join(" ", words, desk.Join(w.v.Words["listSeparator"], w.v.Refs(w.path, l.Records)...))
			}
			pieces = append(pieces, words)
		}
	}
	return desk.List(pieces)
}

// findings lists what was found about the risk, its sources or its assets.
func (w *way) findings() part.Part {
	f := w.v.Facts()
	f.Add("wayFindings", w.v.RefList(w.path, w.v.From("findings", slices.Concat([]string{w.r.Record.ID}, w.r.Sources, w.r.Assets)...)))
	return f.Done()
}

func (w *way) events() part.Part {
	var pieces []part.Part
	for _, id := range w.r.Record.Events {
		e := w.v.Register.Event(id)
		if e == nil {
			continue
		}
		words := w.v.Said(w.path, e.Result)
		if !e.Cause.IsZero() {
			words = w.v.SayParts("waySide", "cause", w.v.Said(w.path, e.Cause), "result", words)
		}
		pieces = append(pieces, desk.Lines(w.v.Ref(w.path, id), part.Aside{Part: words}))
	}
	return desk.List(pieces)
}

// areas shows the impact by area, where the analysis gives it so.
func (w *way) areas() part.Part {
	current := w.r.Record.Current
	if current == nil || len(current.Impacts) == 0 {
		return nil
	}
	v := w.v
	t := v.Table("", v.Words["wayAreas"], desk.Column{Key: "wayArea"}, desk.Column{Key: "impact"}, desk.Column{Key: "wayMeaning", Class: "words"})
	for i := range v.Register.Criteria.Areas {
		area := &v.Register.Criteria.Areas[i]
		value, given := current.Impacts[area.Key]
		if !given {
			continue
		}
		t.Row()
		t.Head(v.Short(area.Label))
		t.Cell(v.StepName(v.Register.Criteria.Impacts, &value))
		t.Cell(v.Short(area.Meanings[value]))
	}
	return t.Done()
}

// grounds says on which data the level stands.
func (w *way) grounds() part.Part {
	v, r := w.v, w.r.Record
	f := v.Facts()
	f.Add("wayControls", v.RefList(w.path, r.Controls))
	if r.Inherent != nil {
		f.Add("wayInherent", v.Said(w.path, r.Inherent.Rationale))
	}
	if a := desk.AnalysisOf(r.Current, r.Inherent); a != nil {
		if r.Current != nil {
			f.Add("wayRationale", v.Said(w.path, a.Rationale))
		}
		if a.Confidence != "" {
			f.Words("wayConfidence", v.Words["confidence-"+a.Confidence])
		}
		if a.Criteria != "" {
			var words part.Part = part.Words(a.Criteria)
			if present := v.Register.Criteria.Revision; a.Criteria != present {
				words = desk.Join(" ", words, desk.Badge("warn", v.Say("wayUnderOlder", "revision", present)))
			}
			f.Add("wayCriteria", words)
		}
	}
	if p := r.Proposed; p != nil {
		f.Add("wayProposed", desk.Or(v.Said(w.path, p.Rationale), part.Words("–")))
	}
	f.Add("wayIdentifiedOn", v.Iso(r.Identified))
	later := ""
	if r.Reviewed.After(v.Assessment.AsOf) {
		later = v.Words["wayLater"]
	}
	f.Words("wayAnalysedOn", desk.Joined(r.Reviewed.String(), " ", later))
	return f.Done()
}

// damage says what the risk would do to the service.
func (w *way) damage() part.Part {
	v, r := w.v, w.r.Record
	var damage part.Part
	if a := desk.AnalysisOf(r.Current, r.Inherent); a != nil {
		damage = v.Said(w.path, desk.Quoting(v.Verdicts, a.Damage))
	}
	if !part.None(damage) {
		damage = part.Said{Part: damage}
	} else if len(w.r.Reasons) > 0 {
		damage = v.Empty("wayNoDamage")
	}
	var areas []part.Part
	for i := range v.Register.Criteria.Areas {
		if area := &v.Register.Criteria.Areas[i]; slices.Contains(r.Consequences, area.Key) {
			areas = append(areas, v.Short(area.Label))
		}
	}
	f := v.Facts()
	f.Add("wayConsequences", desk.Join(v.Words["listSeparator"], areas...))
	return desk.Join("", damage, f.Done())
}

// evaluation shows the viewpoints of the risk and the decisions about it.
func (w *way) evaluation() part.Part {
	v := w.v
	var viewpoints []part.Part
	for i := range v.Register.Criteria.Viewpoints {
		if p := &v.Register.Criteria.Viewpoints[i]; slices.Contains(w.r.Record.Viewpoints, p.Key) {
			viewpoints = append(viewpoints, part.Line{v.Short(p.Label), part.Words(v.Say("wayWeight", "weight", desk.Number(p.Weight)))})
		}
	}
	f := v.Facts()
	f.Add("wayViewpoints", desk.List(viewpoints))
	f.Add("wayDecisions", DecisionLines(v, w.path, w.r.Record.ID))
	return f.Done()
}

// choice gives the reason for the option and what the plans aim at.
func (w *way) choice() part.Part {
	v := w.v
	f := v.Facts()
	if c := w.r.Record.Treatment; c != nil {
		f.Add("wayOptionWhy", v.Said(w.path, c.Rationale))
	}
	return f.Done()
}

// watching lists what keeps an eye on the risk.
func (w *way) watching() part.Part {
	v := w.v
	reviews, indicators := v.From("reviews", w.r.Record.ID), v.From("indicators", w.r.Record.ID)
	if len(reviews)+len(indicators) == 0 {
		if w.r.Closed() {
			return nil
		}
		return v.Empty("wayNoWatch")
	}
	f := v.Facts()
	var watched []part.Part
	for _, id := range indicators {
		if i := v.Assessment.Indicator(id); i != nil {
			watched = append(watched, ground.OutlookOf(v, w.path, i.Record))
		}
	}
	f.Add("wayIndicators", desk.List(watched))
	f.Add("wayReviews", v.RefList(w.path, reviews))
	return f.Done()
}
