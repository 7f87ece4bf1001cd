package page

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strconv"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/quantify"
	"github.com/riskbook/riskbook/internal/register"
	"github.com/riskbook/riskbook/internal/term"
)

// QuantitiesView is the page quantities.html.
type QuantitiesView struct {
	Frame
	Empty          bool
	Lead, Coverage string
	Tiles          []Tile
	Chart          part.Part
	ChartNote      string
	Legend         []legendEntry
	Tolerance      part.Part
	Figures        part.Part
	Points         part.Part
	Risks          part.Part
	RisksMore      string
	Curves         []RiskCurve
	CurvesMore     string
	Plans          part.Part
	PlansWhy       string
	Caution        bool
	Method         []string
}

// RiskCurve is the curve of one risk, with what names it.
type RiskCurve struct {
	Risk  part.Part
	Words string
	Chart part.Part
}

// quantitiesPresenter makes the page of losses.
type quantitiesPresenter struct{ *desk }

func quantitiesPages(v *desk) iter.Seq[Page] {
	return one("quantities.html", "quantities.html", func() any { return quantitiesPresenter{v}.quantitiesView("quantities.html") })
}

// lossRow is one risk with its figures, judged and simulated.
type lossRow struct {
	risk   *assess.Risk
	losses *quantify.Losses
}

// tolerance gives the points of the tolerance that are whole, losses ascending.
func (v quantitiesPresenter) tolerance() []register.Tolerance {
	points := slices.DeleteFunc(slices.Clone(v.Register.Criteria.Acceptance.Tolerance), func(p register.Tolerance) bool { return p.Loss == nil || p.Probability == nil })
	slices.SortStableFunc(points, func(a, b register.Tolerance) int { return cmp.Compare(*a.Loss, *b.Loss) })
	return points
}

func (v quantitiesPresenter) quantitiesView(path string) QuantitiesView {
	page := QuantitiesView{Frame: v.frame(path, v.words["quantitiesTitle"])}
	s := v.Assessment.Simulation()
	if len(s.Risks) == 0 {
		page.Empty = true
		return page
	}
	tolerance := v.tolerance()
	rows := v.lossRows(s)
	same := s.Now.Expected == s.Projected.Expected && slices.Equal(s.Now.Curve, s.Projected.Curve)
	page.Lead, page.Coverage = v.lossLead(s, tolerance, same), v.lossCoverage(len(rows))
	page.Tiles = v.lossTiles(s, tolerance)
	page.Chart, page.Legend = quantitiesTablesPresenter{v.desk}.exceedance(s, tolerance, same)
	page.ChartNote = v.words["quantChartHow"]
	switch {
	case page.Chart == nil:
		page.ChartNote = v.words["quantNoCurve"]
	case same:
		page.ChartNote += v.words["sentenceSeparator"] + v.words["quantChartSame"]
	case s.Projected.Expected == 0:
		page.ChartNote += v.words["sentenceSeparator"] + v.words["quantChartGone"]
	}
	page.Tolerance = quantitiesTablesPresenter{v.desk}.exceededTable(s, tolerance)
	page.Figures, page.Points = quantitiesTablesPresenter{v.desk}.lossTable(s), quantitiesTablesPresenter{v.desk}.pointTable(s)
	page.Risks, page.RisksMore = quantitiesTablesPresenter{v.desk}.lossRiskTable(path, rows, s.Now.Expected)
	page.Curves = quantitiesTablesPresenter{v.desk}.riskCurves(path, rows)
	if len(page.Curves) > 0 && len(rows) > mostCurves {
		page.CurvesMore = v.say("quantCurvesMore", "n", len(page.Curves))
	}
	page.Plans, page.Caution = quantitiesTablesPresenter{v.desk}.benefitTable(path)
	page.PlansWhy = v.say("quantPlansWhy", "years", assess.DepreciationYears)
	page.Method = []string{v.say("quantMethodYears", "years", group(int64(s.Years))), v.words["quantMethodSeed"], v.words["quantMethodDigits"]}
	return page
}

// lossRows gives the risks behind the simulation, the greatest expected annual loss first.
func (v quantitiesPresenter) lossRows(s *quantify.Simulation) []lossRow {
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

func (v quantitiesPresenter) lossLead(s *quantify.Simulation, tolerance []register.Tolerance, same bool) string {
	lead := v.say("quantLead", "now", v.sum(s.Now.Expected), "then", v.sum(s.Projected.Expected))
	if same {
		lead = v.say("quantLeadSame", "now", v.sum(s.Now.Expected))
	}
	if n := len(tolerance); n > 0 {
		now, then := beyond(&s.Now, tolerance), beyond(&s.Projected, tolerance)
		if now+then == 0 {
			return lead + v.words["sentenceSeparator"] + v.say("quantTolGood", "n", n)
		}
		return lead + v.words["sentenceSeparator"] + v.say("quantTolSome", "n", n, "now", now, "then", then)
	}
	return lead
}

func (v quantitiesPresenter) lossCoverage(n int) string {
	open := 0
	for _, r := range v.Assessment.Risks {
		if r.Outcome != assess.Closed {
			open++
		}
	}
	if open == n {
		return v.say("quantCoverAll", "n", n)
	}
	return v.say("quantCoverage", "open", open, "n", n, "rest", open-n)
}

func (v quantitiesPresenter) lossTiles(s *quantify.Simulation, tolerance []register.Tolerance) []Tile {
	tiles := []Tile{
		{v.sum(s.Now.Expected), v.words["quantTileNow"], "", "tile-long", "#figures"},
		{v.sum(s.Projected.Expected), v.words["quantTileThen"], v.say("quantChange", "figure", v.change(s.Now.Expected, s.Projected.Expected)), "tile-long", "#figures"},
		{v.sum(s.Now.P95), v.words["quantTileP95"], v.say("quantTileAfter", "figure", v.sum(s.Projected.P95)), "tile-long", "#figures"},
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
		tiles = append(tiles, Tile{v.say("quantOf", "n", now, "all", n), v.words["quantTileTol"], v.say("quantTileAfter", "figure", v.say("quantOf", "n", then, "all", n)), "tile-long " + class, "#tolerance"})
	}
	return tiles
}

// sum writes an amount to three figures.
func (v *language) sum(amount float64) string { return v.money(amount) }

// inCurrency sets a figure and its unit of counting beside the currency.
func (v quantitiesPresenter) inCurrency(figure, unit string) string {
	switch {
	case v.Register.Config.Currency != "JPY":
		return figure + unit + " " + v.Register.Config.Currency
	case v.Language == "ja":
		return figure + unit + "円"
	}
	return "¥" + figure + unit
}

// change writes a difference with its sign, and its share of what it was.
func (v quantitiesPresenter) change(from, to float64) string {
	sign := "±"
	switch {
	case to == from:
		return sign + v.sum(0)
	case to < from:
		sign = "−"
	case to > from:
		sign = "+"
	}
	by := v.sum(math.Abs(to - from))
	if by == v.sum(0) {
		return "±" + by
	}
	words := sign + by
	if share := math.Abs(to-from) / from; from > 0 && share < 10 {
		words += fmt.Sprintf(v.words["quantShareFormat"], sign, math.Round(share*100))
	}
	return words
}

// probability writes a probability to three figures; one that no simulated year reached is under that of a single year.
func (v *language) probability(p float64, years int) string {
	if p == 0 && years > 0 {
		return v.say("quantUnder", "p", percentage(1/float64(years)))
	}
	return percentage(p)
}

// percentage writes a share in per cent, to two figures.
func percentage(p float64) string { return term.Percent(p) }

func roundTo3(x float64) float64 {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	if err != nil {
		return x
	}
	return rounded
}

// tick writes a round amount as shortly as the language can.
func (v quantitiesPresenter) tick(amount float64) string {
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
				return v.inCurrency(strconv.FormatFloat(roundTo3(amount/u.from), 'f', -1, 64), unit)
			}
		}
	}
	if amount >= 1e16 {
		return v.inCurrency(term.Power(amount), "")
	}
	return v.inCurrency(strconv.FormatFloat(roundTo3(amount), 'g', -1, 64), "")
}
