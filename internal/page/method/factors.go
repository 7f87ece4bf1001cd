package method

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// FactorsWords are the words of this file's pages and parts, by key.
var FactorsWords = desk.Words{
	"factorsHead":  {Ja: "起こりやすさの求め方", En: "How the likelihood follows"},
	"factorsWhy":   {Ja: "起こりやすさは、{first}（縦）と{second}（横）の二つの要素から、次の表で決まります。", En: "The likelihood follows from two factors, {first} (down) and {second} (across), by this table."},
	"factorsAxes":  {Ja: "{first}（縦）× {second}（横）", En: "{first} (down) × {second} (across)"},
	"factorSteps":  {Ja: "{factor}の段階", En: "Steps of {factor}"},
	"factorsShort": {Ja: "{first} {a} × {second} {b} → 起こりやすさ {likelihood}", En: "{first} {a} × {second} {b} → likelihood {likelihood}"},
	"factorsOpen":  {Ja: "要素からは起こりやすさが決まらない", En: "the factors do not give a likelihood"},
}

// factors gives that part; nil where likelihood is rated directly.
func factors(v *desk.Desk) *view.FactorsPart {
	from := v.Register.Criteria.From
	if from == nil || len(from.Factors) != 2 {
		return nil
	}
	first, second := v.Text(from.Factors[0].Label), v.Text(from.Factors[1].Label)
	p := &view.FactorsPart{Why: v.Say("factorsWhy", "first", first, "second", second), Table: factorsTable(v, from)}
	for i := range from.Factors {
		f := &from.Factors[i]
		p.Steps = append(p.Steps, view.FactorSteps{Title: v.Say("factorSteps", "factor", v.Text(f.Label)), Table: factorTable(v, f)})
	}
	return p
}

// factorsTable shows which likelihood each pair of steps gives, the highest first factor at the top as in the matrix.
func factorsTable(v *desk.Desk, from *register.LikelihoodFrom) *part.Grid {
	first, second := &from.Factors[0], &from.Factors[1]
	g := &part.Grid{Caption: v.Words["factorsHead"], Axes: v.Say("factorsAxes", "first", v.Text(first.Label), "second", v.Text(second.Label))}
	for i := range second.Steps {
		g.Columns = append(g.Columns, factorStep(v, &second.Steps[i]))
	}
	for row := len(first.Steps) - 1; row >= 0; row-- {
		r := part.GridRow{Label: factorStep(v, &first.Steps[row])}
		for column := range second.Steps {
			cell := part.GridCell{Text: "–"}
			if row < len(from.Rows) && column < len(from.Rows[row]) {
				cell.Text = v.StepWords(v.Register.Criteria.Likelihoods, from.Rows[row][column])
			}
			r.Cells = append(r.Cells, cell)
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}

// factorTable shows the steps of one factor, the highest first.
func factorTable(v *desk.Desk, f *register.Factor) part.Part {
	columns, told := []desk.Column{{Key: "critValue", Class: "number"}, {Key: "critLabel", Class: "nowrap"}}, false
	for i := range f.Steps {
		told = told || !f.Steps[i].Meaning.IsZero()
	}
	if told {
		columns = append(columns, desk.Column{Key: "critMeaning"})
	}
	t := v.Table("", v.Say("factorSteps", "factor", v.Text(f.Label)), columns...)
	for i := len(f.Steps) - 1; i >= 0; i-- {
		s := &f.Steps[i]
		if s.Value == nil {
			continue
		}
		t.Row()
		t.Words(strconv.Itoa(*s.Value))
		t.Head(v.Short(s.Label))
		if told {
			t.Cell(v.Wording(s.Meaning))
		}
	}
	t.Made.Slim = !told
	return t.Done()
}

func factorStep(v *desk.Desk, s *register.FactorStep) string {
	if s.Value == nil {
		return v.Text(s.Label)
	}
	return strconv.Itoa(*s.Value) + " " + v.Text(s.Label)
}
