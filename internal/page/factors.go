package page

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
)

var factorsWords = Words{
	"factorsHead":  {Ja: "起こりやすさの求め方", En: "How the likelihood follows"},
	"factorsWhy":   {Ja: "起こりやすさは、{first}（縦）と{second}（横）の二つの要素から、次の表で決まります。", En: "The likelihood follows from two factors, {first} (down) and {second} (across), by this table."},
	"factorsAxes":  {Ja: "{first}（縦）× {second}（横）", En: "{first} (down) × {second} (across)"},
	"factorSteps":  {Ja: "{factor}の段階", En: "Steps of {factor}"},
	"factorsShort": {Ja: "{first} {a} × {second} {b} → 起こりやすさ {likelihood}", En: "{first} {a} × {second} {b} → likelihood {likelihood}"},
	"factorsOpen":  {Ja: "要素からは起こりやすさが決まらない", En: "the factors do not give a likelihood"},
}

// factorsPart is what the page of criteria says of a likelihood that follows from two factors.
type factorsPart struct {
	Why   string
	Table *part.Grid
	Steps []factorSteps
}

// factorSteps is one factor with its steps.
type factorSteps struct {
	Title string
	Table part.Part
}

// factorsPresenter shows the factors that a likelihood follows from.
type factorsPresenter struct{ *desk }

// factors gives that part; nil where likelihood is rated directly.
func (v factorsPresenter) factors() *factorsPart {
	from := v.Register.Criteria.From
	if from == nil || len(from.Factors) != 2 {
		return nil
	}
	first, second := v.text(from.Factors[0].Label), v.text(from.Factors[1].Label)
	p := &factorsPart{Why: v.say("factorsWhy", "first", first, "second", second), Table: v.factorsTable(from)}
	for i := range from.Factors {
		f := &from.Factors[i]
		p.Steps = append(p.Steps, factorSteps{v.say("factorSteps", "factor", v.text(f.Label)), v.factorTable(f)})
	}
	return p
}

// factorsTable shows which likelihood each pair of steps gives, the highest first factor at the top as in the matrix.
func (v factorsPresenter) factorsTable(from *register.LikelihoodFrom) *part.Grid {
	first, second := &from.Factors[0], &from.Factors[1]
	g := &part.Grid{Caption: v.words["factorsHead"], Axes: v.say("factorsAxes", "first", v.text(first.Label), "second", v.text(second.Label))}
	for i := range second.Steps {
		g.Columns = append(g.Columns, v.factorStep(&second.Steps[i]))
	}
	for row := len(first.Steps) - 1; row >= 0; row-- {
		r := part.GridRow{Label: v.factorStep(&first.Steps[row])}
		for column := range second.Steps {
			cell := part.GridCell{Text: "–"}
			if row < len(from.Rows) && column < len(from.Rows[row]) {
				cell.Text = v.stepWords(v.Register.Criteria.Likelihoods, from.Rows[row][column])
			}
			r.Cells = append(r.Cells, cell)
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}

// factorTable shows the steps of one factor, the highest first.
func (v factorsPresenter) factorTable(f *register.Factor) part.Part {
	columns, told := []column{{"critValue", "number"}, {"critLabel", "nowrap"}}, false
	for i := range f.Steps {
		told = told || !f.Steps[i].Meaning.IsZero()
	}
	if told {
		columns = append(columns, column{"critMeaning", ""})
	}
	t := v.table("", v.say("factorSteps", "factor", v.text(f.Label)), columns...)
	for i := len(f.Steps) - 1; i >= 0; i-- {
		s := &f.Steps[i]
		if s.Value == nil {
			continue
		}
		t.row()
		t.words(strconv.Itoa(*s.Value))
		t.head(v.short(s.Label))
		if told {
			t.cell(v.wording(s.Meaning))
		}
	}
	t.made.Slim = !told
	return t.done()
}

func (v factorsPresenter) factorStep(s *register.FactorStep) string {
	if s.Value == nil {
		return v.text(s.Label)
	}
	return strconv.Itoa(*s.Value) + " " + v.text(s.Label)
}

// factorWords says from which factors the likelihood of a rating follows; nothing where it was given directly.
func (v *verdicts) factorWords(r *register.Rating) part.Part {
	c := &v.Register.Criteria
	if r == nil || len(r.Factors) == 0 || c.From == nil || len(c.From.Factors) != 2 {
		return nil
	}
	likelihood := c.Likelihood(r)
	if likelihood == nil {
		return badge("warn", v.words["factorsOpen"])
	}
	value := func(f *register.Factor) int { return r.Factors[f.Key] }
	first, second := &c.From.Factors[0], &c.From.Factors[1]
	words := v.say("factorsShort", "first", v.text(first.Label), "a", value(first), "second", v.text(second.Label), "b", value(second), "likelihood", v.stepWords(c.Likelihoods, *likelihood))
	return part.Factors(words)
}

// analysisFactors is factorWords of an analysis.
func (v *verdicts) analysisFactors(a *register.Analysis) part.Part {
	if a == nil {
		return nil
	}
	return v.factorWords(&a.Rating)
}

// ratingOf gives a rating its level by the criteria; what it does not give is as in otherwise.
func (v *verdicts) ratingOf(r *register.Rating, otherwise assess.Rating) assess.Rating {
	likelihood, impact := v.Register.Criteria.Likelihood(r), r.HighestImpact()
	if likelihood == nil {
		likelihood = otherwise.Likelihood
	}
	if impact == nil {
		impact = otherwise.Impact
	}
	rating := assess.Rating{Likelihood: likelihood, Impact: impact, Level: -1}
	if likelihood != nil && impact != nil {
		rating.Level = v.Register.Criteria.Cell(*likelihood, *impact)
	}
	return rating
}

// ratedBadge shows a rating as it is written, with its level and the factors behind its likelihood.
func (v *verdicts) ratedBadge(r *register.Rating, otherwise assess.Rating) part.Part {
	return lines(v.ratingBadge(v.ratingOf(r, otherwise)), v.factorWords(r))
}
