// Package export writes the assessed register in forms that other programs read.
//
// In: an assessment with what the rules found. Out: bytes. It decides nothing: every figure comes from assess, check or quantify.
package export

import (
	"io"
	"math"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/check"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/diagnostic"
	"github.com/riskbook/riskbook/internal/indicator"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/source"
)

// Format is the version of the JSON form. It rises when a reader of the present one would go wrong.
const Format = 1

// Register is all that an export needs.
type Register struct {
	Assessment *assess.Assessment
	Checked    check.Result
	Losses     quantify.Simulation
	Commit     string           // empty outside a repository
	Since      *chronicle.Since // nil without history
	For        *Readers         // whom the export is for; nil: whoever may see all

	losses map[string]*quantify.RiskLosses // by risk
}

// Readers are the audience that an export is for.
type Readers struct {
	Name, Clearance string
	Withheld        int // the records that they may not see
}

// WriteJSON writes the register, assessed: the records' own fields under their own names, and beside them what was decided. Keys and lists are
// sorted, so that the same register always gives the same bytes.
func WriteJSON(w io.Writer, x Register) error {
	return diagnostic.EncodeJSON(w, "  ", x.object())
}

type object = map[string]any

func (x *Register) object() object {
	r := x.Assessment.Register
	x.losses = make(map[string]*quantify.RiskLosses, len(x.Losses.Risks))
	for i := range x.Losses.Risks {
		x.losses[x.Losses.Risks[i].ID] = &x.Losses.Risks[i]
	}
	all := object{
		"format": Format, "asOf": x.Assessment.AsOf, "commit": orNull(x.Commit),
		"register": about(r), "since": since(x.Since),
		"criteria": criteria(r),
		"parties":  parties(r),
		"summary":  x.totals(x.summary()),
		"steps":    x.steps(),
		"breaches": x.breaches(),
		"owners":   x.owners(),
		"residual": x.residual(),
		"wanted":   x.wanted(),
		"agenda":   x.agenda(),
		"duties":   x.duties(),
	}
	if x.For != nil {
		all["audience"], all["clearance"] = x.For.Name, x.For.Clearance
	}
	indicators := make(map[string]*indicator.Judged, len(x.Assessment.Indicators))
	for _, i := range x.Assessment.Indicators {
		indicators[i.Record.ID] = i
	}
	chains := x.chains()
	for i := range register.Kinds {
		k := &register.Kinds[i]
		all[k.Folder] = diagnostic.Sequence(func(yield func(any) bool) {
			for _, e := range r.List(k) {
				if o := x.record(e, indicators, chains); o != nil && !yield(o) {
					return
				}
			}
		})
	}
	return all
}

// record gives a record with what was decided of it; nil where it is not there yet.
func (x *Register) record(e register.Entry, indicators map[string]*indicator.Judged, chains map[string][]object) object {
	id := e.Of().ID
	o := fields(e.Of(), x.Assessment.Register.Config.DefaultLanguage)
	if risk := x.Assessment.Risk(id); risk != nil {
		if risk.Standing == assess.Later {
			return nil
		}
		x.verdict(o, risk)
	}
	if indicator := indicators[id]; indicator != nil {
		outlook(o, indicator)
	}
	if breaks, is := chains[id]; is {
		o["breaks"] = breaks
	}
	return o
}

// fields gives a record's own fields as written, with its id, file and bodies: one text, or an object by language where there are translations.
func fields(rec *register.Record, defaultLanguage string) object {
	o := table(rec.Source.Table)
	o["id"] = rec.ID
	o["file"] = rec.Source.File.Path
	if len(rec.Source.Translations) == 0 {
		if rec.Source.Body.Text != "" {
			o["body"] = rec.Source.Body.Text
		}
		return o
	}
	bodies := object{}
	if rec.Source.Body.Text != "" {
		bodies[defaultLanguage] = rec.Source.Body.Text
	}
	for _, b := range rec.Source.Translations {
		bodies[b.Language] = b.Text
	}
	o["body"] = bodies
	return o
}

// verdict adds to a risk what was decided of it.
func (x *Register) verdict(o object, r *assess.Risk) {
	projected := any(x.rating(r.Projected))
	if r.Removed {
		projected = nil
	}
	o["levels"] = object{"inherent": x.rating(r.Inherent), "current": x.rating(r.Now), "projected": projected}
	o["outcome"] = orNull(string(r.Outcome))
	o["reasons"] = list(r.Reasons)
	o["projectedReasons"] = list(r.ProjectedReasons)
	o["need"] = nil
	if r.Standing == assess.Counted {
		o["need"] = r.Need()
	}
	o["rank"], o["rankedBy"] = nil, nil
	if r.Rank > 0 {
		o["rank"] = r.Rank
	}
	if r.RankedBy != "" {
		o["rankedBy"] = r.RankedBy
	}
	o["suggestedOption"], o["option"] = orNull(r.Suggested), orNull(r.Option)
	plans := []string{}
	for _, p := range r.Plans {
		plans = append(plans, p.ID)
	}
	o["plans"] = plans
	o["acceptance"] = nil
	if r.Acceptance != nil {
		o["acceptance"] = object{"decision": r.Acceptance.Decision.ID, "state": r.Acceptance.State, "effect": r.Acceptance.Effect, "until": orNull(r.Acceptance.Decision.Until.String())}
	}
	stale := []object{}
	for _, s := range r.Stale {
		entry := object{"because": s.Because, "what": s.What, "on": orNull(s.On.String())}
		if s.ByFact() {
			entry["from"], entry["to"] = s.From, s.To
		}
		stale = append(stale, entry)
	}
	o["stale"] = stale
	o["incidents"] = occurred(r.Occurred)
	o["pushedOver"] = r.PushedOver
	o["expectedAnnualLoss"], o["projectedAnnualLoss"], o["annualLoss"] = figure(r.ExpectedLoss), figure(r.ProjectedLoss), nil
	if q := x.losses[r.Record.ID]; q != nil {
		o["annualLoss"] = object{"p50": q.P50, "p90": q.P90, "p95": q.P95, "p99": q.P99}
	}
}

// outlook adds to an indicator where its newest reading lies and where its readings are heading: "on" is the day on which they reach the limit, null where
// they do not support one.
func outlook(o object, i *indicator.Judged) {
	o["state"], o["trend"] = i.State, orNull(i.Trend)
	at := object{"state": i.Outlook.State, "readings": i.Outlook.N, "chance": nil}
	if i.Outlook.N >= indicator.OutlookFewest {
		at["chance"] = figure(&i.Outlook.Chance)
	}
	at["on"], at["earliest"], at["latest"] = orNull(i.Outlook.On.String()), orNull(i.Outlook.Earliest.String()), orNull(i.Outlook.Latest.String())
	o["outlook"] = at
}

func (x *Register) rating(r assess.Rating) object {
	o := object{"likelihood": r.Likelihood, "impact": r.Impact, "level": nil}
	if r.Level >= 0 {
		o["level"] = x.Assessment.Register.Criteria.Levels[r.Level].Key
	}
	return o
}

func (x *Register) summary() object {
	s := &x.Assessment.Summary
	byOutcome := object{}
	for _, outcome := range assess.Outcomes {
		if n := s.ByOutcome[outcome]; n > 0 || outcome != assess.Closed {
			byOutcome[string(outcome)] = n
		}
	}
	levels := func(counts []int) object {
		o := object{}
		for i, level := range x.Assessment.Register.Criteria.Levels {
			if i < len(counts) {
				o[level.Key] = counts[i]
			}
		}
		return o
	}
	cells := func(m [][][]string) [][][]string {
		out := make([][][]string, len(m))
		for row := range m {
			out[row] = make([][]string, len(m[row]))
			for column := range m[row] {
				out[row][column] = list(m[row][column])
			}
		}
		return out
	}
	return object{
		"byOutcome": byOutcome,
		"byLevel":   object{"inherent": levels(s.ByLevel.Inherent), "current": levels(s.ByLevel.Now), "projected": levels(s.ByLevel.Projected)},
		"matrix":    object{"inherent": cells(s.Inherent), "current": cells(s.Now), "projected": cells(s.Projected)},
	}
}

func (x *Register) steps() []object {
	steps := []object{}
	for _, step := range x.Assessment.Steps {
		gaps := []object{}
		for _, g := range x.Checked.Gaps[step.Key] {
			gaps = append(gaps, object{"rule": g.Rule, "id": orNull(g.ID)})
		}
		steps = append(steps, object{"step": step.Key, "adopted": step.Adopted, "evidence": step.Evidence, "gaps": gaps, "reviewed": reviewed(&step), "stage": stage(step.Stage)})
	}
	return steps
}

// breaches lists the breaches of governance: the rule, the record at fault, where in it, the risks concerned, and in words.
func (x *Register) breaches() []object {
	list := []object{}
	for _, b := range check.BreachesOf(x.Assessment) {
		at := b.Said.Place
		list = append(list, object{
			"rule": b.Rule.Name, "id": b.Record, "risks": append([]string{}, b.Risks...), "file": at.File, "line": at.Line, "column": at.Column,
			"message": object{"ja": b.Said.Message.Ja, "en": b.Said.Message.En},
		})
	}
	return list
}

// criteria gives criteria.toml as written, or the example scales that stand in for it.
func criteria(r *register.Register) object {
	if r.Criteria.Given {
		return table(r.Tree.Criteria.Table)
	}
	steps := func(of []register.Step) []object {
		out := []object{}
		for i := range of {
			out = append(out, object{"value": *of[i].Value, "label": text(of[i].Label)})
		}
		return out
	}
	levels := []object{}
	for _, l := range r.Criteria.Levels {
		levels = append(levels, object{"key": l.Key, "label": text(l.Label)})
	}
	return object{"likelihood": steps(r.Criteria.Likelihoods), "impact": steps(r.Criteria.Impacts), "level": levels, "matrix": object{"rows": r.Criteria.Matrix.Rows}}
}

func parties(r *register.Register) []object {
	out := []object{}
	for _, p := range r.Parties {
		o := table(r.Tree.Parties.Table.At(p.Key))
		o["key"] = p.Key
		delete(o, "handles")
		out = append(out, o)
	}
	return out
}

func table(v *source.Value) object {
	o := object{}
	if v != nil {
		for i := range v.Fields {
			o[v.Fields[i].Key] = v.Fields[i].Value.Plain(asWritten)
		}
	}
	return o
}

func asWritten(text string) string { return text }

// text gives a text as it was written: a string, or an object by language.
func text(t register.Text) any {
	if len(t) == 0 {
		return nil
	}
	if t[0].Language == "" {
		return t[0].Words
	}
	o := object{}
	for _, w := range t {
		o[w.Language] = w.Words
	}
	return o
}

// figure gives an amount to six places: more would differ between processors.
func figure(x *float64) any {
	if x == nil {
		return nil
	}
	return math.Round(*x*1e6) / 1e6
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// list gives a list that is never null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
