package page

import (
	"slices"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/explain"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var riskWayWords = Words{
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
	v     *desk
	path  string
	r     *assess.Risk
	told  []explain.Step
	steps []wayStep
}

// riskWayPresenter tells how a risk came to its outcome, step by step.
type riskWayPresenter struct{ *desk }

// riskWay tells the way of a risk, step by step of the process.
func (v riskWayPresenter) riskWay(path string, r *assess.Risk) []wayStep {
	w := &way{v: v.desk, path: path, r: r, told: explain.Risk(v.Assessment, r)}
	w.step("1.1", or(v.refList(path, r.Assets), v.empty("wayNoAsset")))
	w.step("1.3", join("", or(v.refList(path, r.Sources), v.empty("wayNoSource")), w.findings()))
	w.step("2.1", or(w.events(), v.empty("wayNoEvent")))
	w.step("3.1", join("", w.lines("3.1"), w.areas(), w.grounds()))
	w.step("3.2", w.damage())
	w.step("4.1", join("", w.lines("4.1"), w.evaluation()))
	w.step("5.1", join("", w.lines("5.1"), w.choice()))
	w.step("6.1", join("", w.lines("6.1"), w.watching()))
	return w.steps
}

// or gives the first part that shows something.
func or(pieces ...part.Part) part.Part {
	for _, p := range pieces {
		if !part.None(p) {
			return p
		}
	}
	return nil
}

// empty says in a sentence that something is lacking.
func (v *ways) empty(key string) part.Part { return part.Nothing(v.words[key]) }

// wayStep is one step of the process, with what it says of a risk.
type wayStep struct {
	Step, Title string
	Body        part.Part
}

func (w *way) step(key string, body part.Part) {
	if !part.None(body) {
		w.steps = append(w.steps, wayStep{key, w.v.words["step-"+key], body})
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
			var words part.Part = part.Words(l.Words.In(w.v.Language))
			if process != "3.1" { // the controls have a list of their own there
				words = join(" ", words, join(w.v.words["listSeparator"], w.v.refs(w.path, l.Records)...))
			}
			pieces = append(pieces, words)
		}
	}
	return list(pieces)
}

// findings lists what was found about the risk, its sources or its assets.
func (w *way) findings() part.Part {
	f := w.v.facts()
	f.add("wayFindings", w.v.refList(w.path, w.v.from("findings", slices.Concat([]string{w.r.Record.ID}, w.r.Sources, w.r.Assets)...)))
	return f.done()
}

func (w *way) events() part.Part {
	var pieces []part.Part
	for _, id := range w.r.Record.Events {
		e := w.v.Register.Event(id)
		if e == nil {
			continue
		}
		words := w.v.wording(e.Result)
		if !e.Cause.IsZero() {
			words = w.v.sayParts("waySide", "cause", w.v.wording(e.Cause), "result", words)
		}
		pieces = append(pieces, lines(w.v.ref(w.path, id), part.Aside{Part: words}))
	}
	return list(pieces)
}

// areas shows the impact by area, where the analysis gives it so.
func (w *way) areas() part.Part {
	current := w.r.Record.Current
	if current == nil || len(current.Impacts) == 0 {
		return nil
	}
	v := w.v
	t := v.table("", v.words["wayAreas"], column{"wayArea", ""}, column{"impact", ""}, column{"wayMeaning", "words"})
	for i := range v.Register.Criteria.Areas {
		area := &v.Register.Criteria.Areas[i]
		value, given := current.Impacts[area.Key]
		if !given {
			continue
		}
		t.row()
		t.head(v.short(area.Label))
		t.cell(v.stepName(v.Register.Criteria.Impacts, &value))
		t.cell(v.short(area.Meanings[value]))
	}
	return t.done()
}

// grounds says on which data the level stands.
func (w *way) grounds() part.Part {
	v, r := w.v, w.r.Record
	f := v.facts()
	f.add("wayControls", v.refList(w.path, r.Controls))
	if r.Inherent != nil {
		f.add("wayInherent", v.wording(r.Inherent.Rationale))
	}
	if a := analysisOf(r.Current, r.Inherent); a != nil {
		if r.Current != nil {
			f.add("wayRationale", v.wording(a.Rationale))
		}
		if a.Confidence != "" {
			f.words("wayConfidence", v.words["confidence-"+a.Confidence])
		}
		if a.Criteria != "" {
			var words part.Part = part.Words(a.Criteria)
			if present := v.Register.Criteria.Revision; a.Criteria != present {
				words = join(" ", words, badge("warn", v.say("wayUnderOlder", "revision", present)))
			}
			f.add("wayCriteria", words)
		}
	}
	if p := r.Proposed; p != nil {
		f.add("wayProposed", or(v.wording(p.Rationale), part.Words("–")))
	}
	f.words("wayIdentifiedOn", v.day(r.Identified))
	later := ""
	if r.Reviewed.After(v.Assessment.AsOf) {
		later = v.words["wayLater"]
	}
	f.words("wayAnalysedOn", joined(v.day(r.Reviewed), " ", later))
	return f.done()
}

// analysisOf gives the current analysis, or the one before controls that stands in for it.
func analysisOf(a, b *register.Analysis) *register.Analysis {
	if a != nil {
		return a
	}
	return b
}

// damage says what the risk would do to the service.
func (w *way) damage() part.Part {
	v, r := w.v, w.r.Record
	var damage part.Part
	if a := analysisOf(r.Current, r.Inherent); a != nil {
		damage = v.wording(quoting(v.verdicts, a.Damage))
	}
	if !part.None(damage) {
		damage = part.Said{Part: damage}
	} else if len(w.r.Reasons) > 0 {
		damage = v.empty("wayNoDamage")
	}
	var areas []part.Part
	for i := range v.Register.Criteria.Areas {
		if area := &v.Register.Criteria.Areas[i]; slices.Contains(r.Consequences, area.Key) {
			areas = append(areas, v.short(area.Label))
		}
	}
	f := v.facts()
	f.add("wayConsequences", join(v.words["listSeparator"], areas...))
	return join("", damage, f.done())
}

// evaluation shows the viewpoints of the risk and the decisions about it.
func (w *way) evaluation() part.Part {
	v := w.v
	var viewpoints []part.Part
	for i := range v.Register.Criteria.Viewpoints {
		if p := &v.Register.Criteria.Viewpoints[i]; slices.Contains(w.r.Record.Viewpoints, p.Key) {
			viewpoints = append(viewpoints, part.Line{v.short(p.Label), part.Words(v.say("wayWeight", "weight", number(p.Weight)))})
		}
	}
	f := v.facts()
	f.add("wayViewpoints", list(viewpoints))
	f.add("wayDecisions", treatmentPresenter{v}.decisionLines(w.path, w.r.Record.ID))
	return f.done()
}

// choice gives the reason for the option and what the plans aim at.
func (w *way) choice() part.Part {
	v := w.v
	f := v.facts()
	if c := w.r.Record.Treatment; c != nil {
		f.add("wayOptionWhy", v.wording(c.Rationale))
	}
	return f.done()
}

// watching lists what keeps an eye on the risk.
func (w *way) watching() part.Part {
	v := w.v
	reviews, indicators := v.from("reviews", w.r.Record.ID), v.from("indicators", w.r.Record.ID)
	if len(reviews)+len(indicators) == 0 {
		if w.r.Closed() {
			return nil
		}
		return v.empty("wayNoWatch")
	}
	f := v.facts()
	var watched []part.Part
	for _, id := range indicators {
		if i := v.Assessment.Indicator(id); i != nil {
			watched = append(watched, indicatorOutlookPresenter{v}.outlookOf(w.path, i.Record))
		}
	}
	f.add("wayIndicators", list(watched))
	f.add("wayReviews", v.refList(w.path, reviews))
	return f.done()
}
