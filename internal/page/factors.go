package page

import (
	"html/template"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
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
	Table template.HTML
	Steps []factorSteps
}

// factorSteps is one factor with its steps.
type factorSteps struct {
	Title string
	Table template.HTML
}

// factors gives that part; nil where likelihood is rated directly.
func (v *view) factors() *factorsPart {
	from := v.Register.Criteria.From
	if from == nil || len(from.Factors) != 2 {
		return nil
	}
	first, second := v.text(from.Factors[0].Label), v.text(from.Factors[1].Label)
	part := &factorsPart{Why: v.say("factorsWhy", "first", first, "second", second), Table: v.factorsTable(from)}
	for i := range from.Factors {
		f := &from.Factors[i]
		part.Steps = append(part.Steps, factorSteps{v.say("factorSteps", "factor", v.text(f.Label)), v.factorTable(f)})
	}
	return part
}

// factorsTable shows which likelihood each pair of steps gives, the highest first factor at the top as in the matrix.
func (v *view) factorsTable(from *register.LikelihoodFrom) template.HTML {
	first, second := &from.Factors[0], &from.Factors[1]
	var m markup
	m.raw(`<div class="scroll" role="region" tabindex="0" aria-labelledby="likelihood-from"><table class="matrix rule"><caption class="visually-hidden">`)
	m.text(v.words["factorsHead"])
	m.raw("</caption>\n<thead><tr>")
	m.raw(`<th class="axis" scope="col">`)
	m.text(v.say("factorsAxes", "first", v.text(first.Label), "second", v.text(second.Label)))
	m.raw("</th>")
	for i := range second.Steps {
		m.raw(`<th scope="col">`)
		m.text(v.factorStep(&second.Steps[i]))
		m.raw("</th>")
	}
	m.raw("</tr></thead>\n<tbody>")
	for row := len(first.Steps) - 1; row >= 0; row-- {
		m.raw(`<tr><th scope="row">`)
		m.text(v.factorStep(&first.Steps[row]))
		m.raw("</th>")
		for column := range second.Steps {
			m.raw(`<td class="heat-0">`)
			if row < len(from.Rows) && column < len(from.Rows[row]) {
				m.text(v.stepWords(v.Register.Criteria.Likelihoods, from.Rows[row][column]))
			} else {
				m.raw("–")
			}
			m.raw("</td>")
		}
		m.raw("</tr>\n")
	}
	m.raw("</tbody></table></div>")
	return m.done()
}

// factorTable shows the steps of one factor, the highest first.
func (v *view) factorTable(f *register.Factor) template.HTML {
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
	if !told {
		return `<div class="narrow">` + t.done() + `</div>`
	}
	return t.done()
}

func (v *view) factorStep(s *register.FactorStep) string {
	if s.Value == nil {
		return v.text(s.Label)
	}
	return strconv.Itoa(*s.Value) + " " + v.text(s.Label)
}

// factorWords says from which factors the likelihood of a rating follows; nothing where it was given directly.
func (v *view) factorWords(r *register.Rating) template.HTML {
	c := &v.Register.Criteria
	if r == nil || len(r.Factors) == 0 || c.From == nil || len(c.From.Factors) != 2 {
		return ""
	}
	likelihood := c.Likelihood(r)
	if likelihood == nil {
		return badge("warn", v.words["factorsOpen"])
	}
	value := func(f *register.Factor) int { return r.Factors[f.Key] }
	first, second := &c.From.Factors[0], &c.From.Factors[1]
	words := v.say("factorsShort", "first", v.text(first.Label), "a", value(first), "second", v.text(second.Label), "b", value(second), "likelihood", v.stepWords(c.Likelihoods, *likelihood))
	return `<small class="factors">` + escaped(words) + `</small>`
}

// analysisFactors is factorWords of an analysis.
func (v *view) analysisFactors(a *register.Analysis) template.HTML {
	if a == nil {
		return ""
	}
	return v.factorWords(&a.Rating)
}

// ratingOf gives a rating its level by the criteria; what it does not give is as in otherwise.
func (v *view) ratingOf(r *register.Rating, otherwise assess.Rating) assess.Rating {
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
func (v *view) ratedBadge(r *register.Rating, otherwise assess.Rating) template.HTML {
	return lines(v.ratingBadge(v.ratingOf(r, otherwise)), v.factorWords(r))
}
