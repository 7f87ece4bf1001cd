package page

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/chart"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
)

// mostLosses is how many risks the table of losses lists, mostCurves how many curves stand below it.
const (
	mostLosses = 500
	mostCurves = 24
)

// quantitiesTablesPresenter shows losses in tables and curves.
type quantitiesTablesPresenter struct{ *desk }

func curvePoints(points []quantify.Point) []chart.Point {
	out := make([]chart.Point, len(points))
	for i, p := range points {
		out[i] = chart.Point{Loss: p.Loss, Probability: p.Probability}
	}
	return out
}

// exceedance draws the curves of the register with the tolerance, and a legend of those that are drawn.
func (v quantitiesTablesPresenter) exceedance(s *quantify.Simulation, tolerance []register.Tolerance, same bool) (picture part.Part, legend []legendEntry) {
	curves := []chart.Curve{{Role: chart.Now, Label: v.words["quantNow"], Points: curvePoints(s.Now.Curve)}}
	desc := v.say("quantChartDesc", "p50", v.sum(s.Now.P50), "p95", v.sum(s.Now.P95))
	if !same && s.Projected.Expected > 0 {
		curves = append(curves, chart.Curve{Role: chart.Projected, Label: v.words["quantThen"], Points: curvePoints(s.Projected.Curve)})
		desc += v.words["sentenceSeparator"] + v.say("quantChartDesc2", "p50", v.sum(s.Projected.P50), "p95", v.sum(s.Projected.P95))
	}
	if len(tolerance) > 0 {
		c := chart.Curve{Role: chart.Tolerance, Label: v.words["quantTolerance"]}
		for _, p := range tolerance {
			c.Points = append(c.Points, chart.Point{Loss: *p.Loss, Probability: *p.Probability})
		}
		curves = append(curves, c)
	}
	e := chart.Exceedance{
		ID: "exceedance", Title: v.words["quantChart"], Description: desc, LossName: v.words["quantAxisLoss"], YearlyFor: v.words["quantAxisYear"],
		Curves: curves, Width: 600, Height: 330, Money: quantitiesPresenter{v.desk}.tick, Percent: percentage,
	}
	svg := e.SVG()
	if svg == "" {
		return nil, nil
	}
	for _, c := range curves {
		legend = append(legend, legendEntry{part.Drawing(chart.Swatch(c.Role)), c.Label})
	}
	return part.Drawing(svg), legend
}

// legendEntry is a curve of a chart: how it is drawn, and what it is.
type legendEntry struct {
	Swatch part.Drawing
	Text   string
}

// exceededTable holds the chance of each stated loss against what is allowed.
func (v quantitiesTablesPresenter) exceededTable(s *quantify.Simulation, tolerance []register.Tolerance) part.Part {
	t := v.table("", v.words["quantTolHead"], column{"quantTolLoss", "nowrap"}, column{"quantTolAllowed", "number"}, column{"quantNow", "number"}, column{"quantThen", "number"})
	cell := func(total *quantify.Total, p register.Tolerance) {
		verdict := badge("bad", v.words["quantBeyond"])
		if total.Within(*p.Loss, *p.Probability) {
			verdict = badge("good", v.words["quantWithin"])
		}
		t.cell(join(" ", whole(v.probability(total.Exceedance(*p.Loss), s.Years)), verdict))
	}
	for _, p := range tolerance {
		t.row()
		t.head(part.Words(v.sum(*p.Loss)))
		t.words(percentage(*p.Probability))
		cell(&s.Now, p)
		cell(&s.Projected, p)
	}
	return t.done()
}

// lossTable gives the distribution of the annual loss: the mean in closed form beside the simulated one, and the quantiles.
func (v quantitiesTablesPresenter) lossTable(s *quantify.Simulation) part.Part {
	t := v.table("", v.words["quantFigures"], column{"quantMeasure", "title"}, column{"quantNow", "number"}, column{"quantThen", "number"}, column{"quantDelta", "number"})
	for _, x := range []struct {
		key       string
		now, then float64
	}{
		{"quantExpected", s.Now.Expected, s.Projected.Expected}, {"quantMean", s.Now.Mean, s.Projected.Mean}, {"quantP50", s.Now.P50, s.Projected.P50},
		{"quantP90", s.Now.P90, s.Projected.P90}, {"quantP95", s.Now.P95, s.Projected.P95}, {"quantP99", s.Now.P99, s.Projected.P99},
	} {
		t.row()
		t.head(part.Words(v.words[x.key]))
		t.cell(part.Whole{Part: part.Words(v.sum(x.now))})
		t.cell(part.Whole{Part: part.Words(v.sum(x.then))})
		t.cell(part.Whole{Part: part.Words(quantitiesPresenter{v.desk}.change(x.now, x.then))})
	}
	return t.done()
}

// pointTable gives the figures of the picture.
func (v quantitiesTablesPresenter) pointTable(s *quantify.Simulation) part.Part {
	t := v.table("", v.words["quantPoints"], column{"quantPointProb", "number"}, column{"quantNow", "number"}, column{"quantThen", "number"})
	t.made.Narrow = true
	for i, p := range s.Now.Curve {
		t.row()
		t.head(part.Words(percentage(p.Probability)))
		t.words(v.sum(p.Loss))
		t.words(v.sum(s.Projected.Curve[i].Loss))
	}
	return t.done()
}

// lossRiskTable lists the risks that make the loss up, and says what those left out come to.
func (v quantitiesTablesPresenter) lossRiskTable(path string, rows []lossRow, total float64) (table part.Part, more string) {
	t := v.table("losses", v.words["quantRisks"], column{"quantRisk", "title"}, column{"quantRiskNow", "number"}, column{"quantRiskThen", "number"}, column{"quantRiskShare", "number"},
		column{"quantRiskMean", "number"}, column{"quantRiskP95", "number"}, column{"quantRiskP99", "number"})
	amount := func(x float64) { t.sorted(strconv.FormatFloat(x, 'f', 0, 64), part.Whole{Part: part.Words(v.sum(x))}) }
	for _, row := range rows[:min(len(rows), mostLosses)] {
		t.row()
		t.named(row.risk.Record.ID, v.ref(path, row.risk.Record.ID))
		amount(row.losses.Expected)
		switch then := row.risk.ProjectedLoss; {
		case row.risk.Removed:
			t.sorted("0", part.Words(v.words["quantRiskGone"]))
		case then == nil:
			t.sorted("", part.Words("–"))
		default:
			amount(*then)
		}
		share := 0.0
		if total > 0 {
			share = row.losses.Expected / total
		}
		t.sorted(strconv.FormatFloat(share, 'f', 6, 64), part.Words(strconv.FormatFloat(share*100, 'f', 1, 64)+"%"))
		amount(row.losses.Mean)
		amount(row.losses.P95)
		amount(row.losses.P99)
	}
	if len(rows) > mostLosses {
		rest := 0.0
		for _, row := range rows[mostLosses:] {
			rest += row.losses.Expected
		}
		more = v.say("quantRisksMore", "shown", mostLosses, "more", len(rows)-mostLosses, "amount", v.sum(rest))
	}
	return t.sortable(), more
}

// riskCurves draws the curves of the risks with the greatest expected loss. A risk that hardly ever costs anything has none.
func (v quantitiesTablesPresenter) riskCurves(path string, rows []lossRow) []RiskCurve {
	var curves []RiskCurve
	for _, row := range rows[:min(len(rows), mostCurves)] {
		id := row.risk.Record.ID
		words := v.curveWords(row.losses)
		e := chart.Exceedance{
			ID: "curve-" + strconv.Itoa(len(curves)+1), Title: v.say("quantCurveOf", "risk", id+" "+v.text(row.risk.Record.Title)), Description: words,
			Curves: []chart.Curve{{Role: chart.Now, Points: curvePoints(row.losses.Curve)}}, Width: 320, Height: 150, Money: quantitiesPresenter{v.desk}.tick, Percent: percentage,
		}
		if svg := e.SVG(); svg != "" {
			curves = append(curves, RiskCurve{v.ref(path, id), words, part.Drawing(svg)})
		}
	}
	return curves
}

// curveWords says what a risk's curve shows.
func (v quantitiesTablesPresenter) curveWords(l *quantify.Losses) string {
	switch {
	case l.P99 == 0:
		return v.words["quantCurveRare"]
	case l.P95 == 0:
		return v.say("quantCurveDesc99", "p99", v.sum(l.P99))
	}
	return v.say("quantCurveDesc", "p95", v.sum(l.P95), "p99", v.sum(l.P99))
}

// benefitTable sets what each plan saves beside what it costs. It tells whether a plan stands there whose ratio must not decide (handbook note 12).
func (v quantitiesTablesPresenter) benefitTable(path string) (table part.Part, caution bool) {
	t := v.table("", v.words["quantPlans"], column{"quantPlan", "title"}, column{"status", "nowrap"}, column{"quantBenefit", "number"}, column{"quantCost", "number"}, column{"quantRatio", "number"})
	for _, p := range (treatmentsPresenter{v.desk}).plansInOrder() {
		if p.Benefit == nil {
			continue
		}
		t.row()
		t.head(v.ref(path, p.Record.ID))
		t.cell(treatmentsPresenter{v.desk}.planStatus(p.Record))
		t.cell(part.Whole{Part: part.Words(v.sum(*p.Benefit))})
		if p.Record.Cost == nil {
			t.words(v.words["quantNoCost"])
		} else {
			t.cell(part.Whole{Part: part.Words(v.sum(p.AnnualCost))})
		}
		switch {
		case p.TreatsExtreme:
			caution = true
			t.cell(badge("warn", v.words["quantCaution"]))
		case p.AnnualCost > 0:
			t.words(v.say("planTimes", "x", ratio(*p.Benefit/p.AnnualCost)))
		default:
			t.words("–")
		}
	}
	return t.done(), caution
}
