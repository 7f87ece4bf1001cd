// Package money makes the page of loss estimates.
//
// In: the desk. Out: its view. It must never estimate.
package money

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
	"github.com/riskbook/riskbook/internal/view"
)

// QuantitiesPages makes the page of quantities.
func QuantitiesPages(v *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("quantities.html", "quantities.html", func() any { return quantitiesView(v, "quantities.html") })
}

// lossRow is one risk with its figures, judged and simulated.
type lossRow struct {
	risk   *assess.Risk
	losses *quantify.Losses
}

// tolerance gives the points of the tolerance that are whole, losses ascending.
func tolerance(v *desk.Desk) []register.Tolerance {
	points := slices.DeleteFunc(slices.Clone(v.Register.Criteria.Acceptance.Tolerance), func(p register.Tolerance) bool { return p.Loss == nil || p.Probability == nil })
	slices.SortStableFunc(points, func(a, b register.Tolerance) int { return cmp.Compare(*a.Loss, *b.Loss) })
	return points
}

func quantitiesView(v *desk.Desk, path string) view.Quantities {
	page := view.Quantities{Frame: v.Frame(path, v.Words["quantitiesTitle"])}
	s := v.Assessment.Simulation()
	if len(s.Risks) == 0 {
		page.Empty = true
		return page
	}
	tolerance := tolerance(v)
	rows := lossRows(v, s)
	same := s.Now.Expected == s.Projected.Expected && slices.Equal(s.Now.Curve, s.Projected.Curve)
	page.Lead, page.Coverage = lossLead(v, s, tolerance, same), lossCoverage(v, len(rows))
	page.Tiles = lossTiles(v, s, tolerance)
	page.Chart, page.Tail, page.Legend = exceedance(v, s, tolerance, same)
	page.ChartNote = v.Words["quantChartHow"]
	switch {
	case page.Chart == nil:
		page.ChartNote = v.Words["quantNoCurve"]
	case same:
		page.ChartNote += v.Words["sentenceSeparator"] + v.Words["quantChartSame"]
	case s.Projected.Expected == 0:
		page.ChartNote += v.Words["sentenceSeparator"] + v.Words["quantChartGone"]
	}
	page.Tolerance = exceededTable(v, s, tolerance)
	page.Figures, page.Points = lossTable(v, s), pointTable(v, s)
	page.Risks, page.RisksMore = lossRiskTable(v, path, rows, s.Now.Expected)
	page.Curves = riskCurves(v, path, rows)
	if len(page.Curves) > 0 && len(rows) > mostCurves {
		page.CurvesMore = v.Say("quantCurvesMore", "n", len(page.Curves))
	}
	page.Plans, page.Caution = benefitTable(v, path)
	page.PlansWhy = v.Say("quantPlansWhy", "years", assess.DepreciationYears)
	page.Method = []string{v.Say("quantMethodYears", "years", desk.Group(int64(s.Years))), v.Words["quantMethodSeed"], v.Words["quantMethodDigits"]}
	return page
}

// lossRows gives the risks behind the simulation, the greatest expected annual loss first.
func lossRows(v *desk.Desk, s *quantify.Simulation) []lossRow {
	rows := make([]lossRow, 0, len(s.Risks))
	for i := range s.Risks {
		rows = append(rows, lossRow{v.Assessment.Risk(s.Risks[i].ID), &s.Risks[i].Losses})
	}
	slices.SortStableFunc(rows, func(a, b lossRow) int {
		return cmp.Or(cmp.Compare(b.losses.Expected, a.losses.Expected), cmp.Compare(a.risk.Record.ID, b.risk.Record.ID))
	})
	return rows
}

// beyond counts the points of the tolerance that are exceeded.
func beyond(t *quantify.Total, tolerance []register.Tolerance) int {
	n := 0
	for _, p := range tolerance {
		if !t.Within(*p.Loss, *p.Probability) {
			n++
		}
	}
	return n
}

func lossLead(v *desk.Desk, s *quantify.Simulation, tolerance []register.Tolerance, same bool) string {
	lead := v.Say("quantLead", "now", v.Sum(s.Now.Expected), "then", v.Sum(s.Projected.Expected))
	if same {
		lead = v.Say("quantLeadSame", "now", v.Sum(s.Now.Expected))
	}
	if n := len(tolerance); n > 0 {
		now, then := beyond(&s.Now, tolerance), beyond(&s.Projected, tolerance)
		if now+then == 0 {
			return lead + v.Words["sentenceSeparator"] + v.Say("quantTolGood", "n", n)
		}
		return lead + v.Words["sentenceSeparator"] + v.Say("quantTolSome", "n", n, "now", now, "then", then)
	}
	return lead
}

func lossCoverage(v *desk.Desk, n int) string {
	open := 0
	for _, r := range v.Assessment.Risks {
		if r.Outcome != assess.Closed {
			open++
		}
	}
	if open == n {
		return v.Say("quantCoverAll", "n", n)
	}
	return v.Say("quantCoverage", "open", open, "n", n, "rest", open-n)
}

func lossTiles(v *desk.Desk, s *quantify.Simulation, tolerance []register.Tolerance) []view.Tile {
	tiles := []view.Tile{
		{Figure: part.Words(v.Sum(s.Now.Expected)), What: v.Words["quantTileNow"], Class: "tile-long", Href: "#figures"},
		{Figure: part.Words(v.Sum(s.Projected.Expected)), What: v.Words["quantTileThen"], Note: part.Words(v.Say("quantChange", "figure", change(v, s.Now.Expected, s.Projected.Expected))), Class: "tile-long", Href: "#figures"},
		{Figure: part.Words(v.Sum(s.Now.P95)), What: v.Words["quantTileP95"], Note: part.Words(v.Say("quantTileAfter", "figure", v.Sum(s.Projected.P95))), Class: "tile-long", Href: "#figures"},
	}
	if n := len(tolerance); n > 0 {
		now, then := beyond(&s.Now, tolerance), beyond(&s.Projected, tolerance)
		class := "tile-good"
		switch {
		case then > 0:
			class = "tile-bad"
		case now > 0:
			class = "tile-warn"
		}
		tiles = append(tiles, view.Tile{Figure: part.Words(v.Say("quantOf", "n", now, "all", n)), What: v.Words["quantTileTol"], Note: part.Words(v.Say("quantTileAfter", "figure", v.Say("quantOf", "n", then, "all", n))), Class: "tile-long " + class, Href: "#tolerance"})
	}
	return tiles
}

// inCurrency sets a figure and its unit of counting beside the currency.
func inCurrency(v *desk.Desk, figure, unit string) string {
	switch {
	case v.Register.Config.Currency != "JPY":
		return figure + unit + " " + v.Register.Config.Currency
	case v.Language == "ja":
		return figure + unit + "円"
	}
	return "¥" + figure + unit
}

// change writes a difference with its sign, and its share of what it was.
func change(v *desk.Desk, from, to float64) string {
	sign := "±"
	switch {
	case to == from:
		return sign + v.Sum(0)
	case to < from:
		sign = "−"
	case to > from:
		sign = "+"
	}
	by := v.Sum(math.Abs(to - from))
	if by == v.Sum(0) {
		return "±" + by
	}
	return sign + by + shareOf(v, sign, from, to)
}

// shareOf says which share of what it was an amount rose or fell by; nothing where that says nothing.
func shareOf(v *desk.Desk, sign string, from, to float64) string {
	share := math.Abs(to-from) / from
	if from <= 0 || share >= 10 {
		return ""
	}
	return fmt.Sprintf(v.Words["quantShareFormat"], sign, math.Round(share*100))
}

// changeCell adds a cell with a difference, as change says it.
func changeCell(v *desk.Desk, t *desk.Table, from, to float64) {
	sign, by := "±", ""
	switch {
	case v.Sum(math.Abs(to-from)) == v.Sum(0):
	case to < from:
		sign, by = "−", shareOf(v, "−", from, to)
	default:
		sign, by = "+", shareOf(v, "+", from, to)
	}
	t.AmountIn(math.Abs(to-from), func(figure part.Part) part.Part {
		return part.Whole{Part: desk.Join("", part.Words(sign), figure, part.Words(by))}
	})
}

// tick writes a round amount as shortly as the language can.
func tick(v *desk.Desk, amount float64) string {
	units := []struct {
		from float64
		ja   string
		en   string
	}{{1e12, "兆", "T"}, {1e11, "千億", ""}, {1e9, "", "B"}, {1e8, "億", ""}, {1e7, "千万", ""}, {1e6, "", "M"}, {1e4, "万", ""}, {1e3, "", "K"}}
	if amount < 1e16 {
		for _, u := range units {
			unit := u.en
			if v.Language == "ja" {
				unit = u.ja
			}
			if unit != "" && amount >= u.from*(1-1e-9) {
				return inCurrency(v, strconv.FormatFloat(desk.RoundTo3(amount/u.from), 'f', -1, 64), unit)
			}
		}
	}
	if amount >= 1e16 {
		return inCurrency(v, term.Power(amount), "")
	}
	return inCurrency(v, strconv.FormatFloat(desk.RoundTo3(amount), 'g', -1, 64), "")
}
