package money

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/chart"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/rating"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/view"
)

// mostLosses is how many risks the table of losses lists, mostCurves how many curves stand below it.
const (
	mostLosses = 500
	mostCurves = 24
)

func curvePoints(points []quantify.Point) []chart.Point {
	out := make([]chart.Point, len(points))
	for i, p := range points {
		out[i] = chart.Point{Loss: p.Loss, Probability: p.Probability}
	}
	return out
}

// exceedance draws the curves of the register with the tolerance, and a legend of those that are drawn.
func exceedance(v *desk.Desk, s *quantify.Simulation, tolerance []register.Tolerance, same bool) (picture, rare part.Part, legend []view.LegendEntry) {
	curves := []chart.Curve{{Role: chart.Now, Label: v.Words["quantNow"], Points: curvePoints(s.Now.Curve)}}
	desc := v.Say("quantChartDesc", "p50", v.Sum(s.Now.P50), "p95", v.Sum(s.Now.P95))
	if !same && s.Projected.Expected > 0 {
		curves = append(curves, chart.Curve{Role: chart.Projected, Label: v.Words["quantThen"], Points: curvePoints(s.Projected.Curve)})
		desc += v.Words["sentenceSeparator"] + v.Say("quantChartDesc2", "p50", v.Sum(s.Projected.P50), "p95", v.Sum(s.Projected.P95))
	}
	if len(tolerance) > 0 {
		c := chart.Curve{Role: chart.Tolerance, Label: v.Words["quantTolerance"]}
		for _, p := range tolerance {
			c.Points = append(c.Points, chart.Point{Loss: *p.Loss, Probability: *p.Probability})
		}
		curves = append(curves, c)
	}
	e := chart.Exceedance{
		ID: "exceedance", Title: v.Words["quantChart"], Description: desc, LossName: v.Words["quantAxisLoss"], YearlyFor: v.Words["quantAxisYear"],
		Curves: curves, Width: 600, Height: 330, Money: func(amount float64) string { return tick(v, amount) }, Percent: desk.Percentage,
	}
	svg := e.SVG()
	if svg == "" {
		return nil, nil, nil
	}
	e.ID, e.Title, e.Height, e.Curves = "exceedance-tail", v.Words["quantTail"], 250, nil
	for _, c := range curves {
		if c.Points = tail(c.Points); len(c.Points) > 0 {
			e.Curves = append(e.Curves, c)
		}
	}
	rare = part.Drawing(e.SVG())
	for _, c := range curves {
		legend = append(legend, view.LegendEntry{Swatch: part.Drawing(chart.Swatch(c.Role)), Text: c.Label})
	}
	return part.Drawing(svg), rare, legend
}

// mostRare is the probability up to which years are rare: on the scale of all years nobody can read them.
const mostRare = 0.1

// tail gives the part of a curve that lies in rare years; it begins where the curve gets there.
func tail(points []chart.Point) []chart.Point {
	sorted := slices.SortedFunc(slices.Values(points), func(a, b chart.Point) int { return cmp.Compare(a.Loss, b.Loss) })
	for i, p := range sorted {
		if p.Probability > mostRare || p.Loss <= 0 {
			continue
		}
		kept := slices.Clone(sorted[i:])
		if i > 0 && p.Probability < mostRare && sorted[i-1].Loss > 0 {
			before := sorted[i-1]
			share := (before.Probability - mostRare) / (before.Probability - p.Probability)
			kept = slices.Insert(kept, 0, chart.Point{Loss: before.Loss * math.Pow(p.Loss/before.Loss, share), Probability: mostRare})
		}
		return kept
	}
	return nil
}

// exceededTable holds the chance of each stated loss against what is allowed.
func exceededTable(v *desk.Desk, s *quantify.Simulation, tolerance []register.Tolerance) part.Part {
	t := v.Table("", v.Words["quantTolHead"], desk.Column{Key: "quantTolLoss", Class: "nowrap"}, desk.Column{Key: "quantTolAllowed", Class: "number"}, desk.Column{Key: "quantNow", Class: "number"}, desk.Column{Key: "quantThen", Class: "number"})
	cell := func(total *quantify.Total, p register.Tolerance) {
		verdict := desk.Badge("bad", v.Words["quantBeyond"])
		if total.Within(*p.Loss, *p.Probability) {
			verdict = desk.Badge("good", v.Words["quantWithin"])
		}
		t.Cell(desk.Join(" ", desk.Whole(v.Probability(total.Exceedance(*p.Loss), s.Years)), verdict))
	}
	for _, p := range tolerance {
		t.Row()
		t.HeadAmount(*p.Loss)
		t.Words(desk.Percentage(*p.Probability))
		cell(&s.Now, p)
		cell(&s.Projected, p)
	}
	return t.Done()
}

// lossTable gives the distribution of the annual loss: the mean in closed form beside the simulated one, and the quantiles.
func lossTable(v *desk.Desk, s *quantify.Simulation) part.Part {
	t := v.Table("", v.Words["quantFigures"], desk.Column{Key: "quantMeasure", Class: "title"}, desk.Column{Key: "quantNow", Class: "number"}, desk.Column{Key: "quantThen", Class: "number"}, desk.Column{Key: "quantDelta", Class: "number"})
	for _, x := range []struct {
		key       string
		now, then float64
	}{
		{"quantExpected", s.Now.Expected, s.Projected.Expected}, {"quantMean", s.Now.Mean, s.Projected.Mean}, {"quantP50", s.Now.P50, s.Projected.P50},
		{"quantP90", s.Now.P90, s.Projected.P90}, {"quantP95", s.Now.P95, s.Projected.P95}, {"quantP99", s.Now.P99, s.Projected.P99},
	} {
		t.Row()
		t.Head(part.Words(v.Words[x.key]))
		t.Amount(x.now)
		t.Amount(x.then)
		changeCell(v, t, x.now, x.then)
	}
	return t.Done()
}

// pointTable gives the figures of the picture.
func pointTable(v *desk.Desk, s *quantify.Simulation) part.Part {
	t := v.Table("", v.Words["quantPoints"], desk.Column{Key: "quantPointProb", Class: "number"}, desk.Column{Key: "quantNow", Class: "number"}, desk.Column{Key: "quantThen", Class: "number"})
	t.Made.Narrow = true
	for i, p := range s.Now.Curve {
		t.Row()
		t.Head(part.Words(desk.Percentage(p.Probability)))
		t.Amount(p.Loss)
		t.Amount(s.Projected.Curve[i].Loss)
	}
	return t.Done()
}

// lossRiskTable lists the risks that make the loss up, and says what those left out come to.
func lossRiskTable(v *desk.Desk, path string, rows []lossRow, total float64) (table part.Part, more string) {
	t := v.Table("losses", v.Words["quantRisks"], desk.Column{Key: "quantRisk", Class: "title"}, desk.Column{Key: "quantRiskNow", Class: "number"}, desk.Column{Key: "quantRiskThen", Class: "number"}, desk.Column{Key: "quantRiskShare", Class: "number"},
		desk.Column{Key: "quantRiskMean", Class: "number"}, desk.Column{Key: "quantRiskP95", Class: "number"}, desk.Column{Key: "quantRiskP99", Class: "number"})
	for _, row := range rows[:min(len(rows), mostLosses)] {
		t.Row()
		t.Named(row.risk.Record.ID, v.Ref(path, row.risk.Record.ID))
		t.Amount(row.losses.Expected)
		switch then := row.risk.ProjectedLoss; {
		case row.risk.Removed:
			t.Sorted("0", part.Words(v.Words["quantRiskGone"]))
		case then == nil:
			t.Sorted("", part.Words("–"))
		default:
			t.Amount(*then)
		}
		share := 0.0
		if total > 0 {
			share = row.losses.Expected / total
		}
		t.Sorted(strconv.FormatFloat(share, 'f', 6, 64), part.Words(desk.Percentage(share)))
		t.Amount(row.losses.Mean)
		t.Amount(row.losses.P95)
		t.Amount(row.losses.P99)
	}
	if len(rows) > mostLosses {
		rest := 0.0
		for _, row := range rows[mostLosses:] {
			rest += row.losses.Expected
		}
		more = v.Say("quantRisksMore", "shown", mostLosses, "more", len(rows)-mostLosses, "amount", v.Sum(rest))
	}
	return t.Sortable(), more
}

// riskCurves draws the curves of the risks with the greatest expected loss. A risk that hardly ever costs anything has none.
func riskCurves(v *desk.Desk, path string, rows []lossRow) []view.RiskCurve {
	var curves []view.RiskCurve
	for _, row := range rows[:min(len(rows), mostCurves)] {
		id := row.risk.Record.ID
		words := curveWords(v, row.losses)
		e := chart.Exceedance{
			ID: "curve-" + strconv.Itoa(len(curves)+1), Title: v.Say("quantCurveOf", "risk", id+" "+v.Text(row.risk.Record.Title)), Description: words,
			Curves: []chart.Curve{{Role: chart.Now, Points: curvePoints(row.losses.Curve)}}, Width: 320, Height: 150, Money: func(amount float64) string { return tick(v, amount) }, Percent: desk.Percentage,
		}
		if svg := e.SVG(); svg != "" {
			curves = append(curves, view.RiskCurve{Risk: v.Ref(path, id), Words: words, Chart: part.Drawing(svg)})
		}
	}
	return curves
}

// curveWords says what a risk's curve shows.
func curveWords(v *desk.Desk, l *quantify.Losses) string {
	switch {
	case l.P99 == 0:
		return v.Words["quantCurveRare"]
	case l.P95 == 0:
		return v.Say("quantCurveDesc99", "p99", v.Sum(l.P99))
	}
	return v.Say("quantCurveDesc", "p95", v.Sum(l.P95), "p99", v.Sum(l.P99))
}

// benefitTable sets what each plan saves beside what it costs. It tells whether a plan stands there whose ratio must not decide (handbook note 12).
func benefitTable(v *desk.Desk, path string) (table part.Part, caution bool) {
	t := v.Table("", v.Words["quantPlans"], desk.Column{Key: "quantPlan", Class: "title"}, desk.Column{Key: "status", Class: "nowrap"}, desk.Column{Key: "quantBenefit", Class: "number"}, desk.Column{Key: "quantCost", Class: "number"}, desk.Column{Key: "quantRatio", Class: "number"})
	for _, p := range rating.PlansInOrder((v)) {
		if p.Benefit == nil {
			continue
		}
		t.Row()
		t.Head(v.Ref(path, p.Record.ID))
		t.Cell(rating.PlanStatus(v, p.Record))
		t.Amount(*p.Benefit)
		if p.Record.Cost == nil {
			t.Words(v.Words["quantNoCost"])
		} else {
			t.Amount(p.AnnualCost)
		}
		switch {
		case p.TreatsExtreme:
			caution = true
			t.Cell(desk.Badge("warn", v.Words["quantCaution"]))
		case p.AnnualCost > 0:
			t.Words(v.Say("planTimes", "x", desk.Ratio(*p.Benefit/p.AnnualCost)))
		default:
			t.Words("–")
		}
	}
	return t.Done(), caution
}
