package assess

import (
	"fmt"
	"testing"

	"github.com/riskbook/riskbook/internal/cost"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/planted"
)

func costOf(initial, annual int64) string {
	return fmt.Sprintf("cost = { initial = %d, annual = %d }", initial, annual)
}

// costPlans, as of 15 June 2026, the fiscal year beginning in April:
//
//	T-1  731,000 over the 731 days from 1 April 2026 to 31 March 2028: 365,000 and 366,000, then 1,200 a year
//	T-2  500 on 30 September 2026, for it has no start; 365 a year from 1 October, of which 182 days are left in the year
//	T-3  done: 900 up to 31 March 2025 though due later, 100 a year from 1 April 2025
//	T-4, T-5  draft and cancelled: not counted
//	T-6  gives no cost
//	T-7  50 over the year from April 2031, beyond the five years told
var costPlans = []string{
	planted.Criteria, planted.Risk("R-1", planted.At(1, 1)),
	planted.Plan("T-1", "approved", `"R-1"`, "start = 2026-04-01", "due = 2028-03-31", costOf(731_000, 1_200)),
	planted.Plan("T-2", "in-progress", `"R-1"`, "due = 2026-09-30", costOf(500, 365)),
	planted.Plan("T-3", "done", `"R-1"`, "start = 2025-01-01", "due = 2025-12-31", "finished = 2025-03-31", costOf(900, 100)),
	planted.Plan("T-4", "draft", `"R-1"`, costOf(7, 7)), planted.Plan("T-5", "cancelled", `"R-1"`, costOf(7, 7)), planted.Plan("T-6", "approved", `"R-1"`),
	planted.Plan("T-7", "approved", `"R-1"`, "start = 2031-04-01", "due = 2032-03-31", costOf(50, 5)),
}

func TestCostsFallIntoFiscalYears(t *testing.T) {
	a := judged(t, costPlans...)
	var got []string
	for _, y := range a.Costs.Years {
		got = append(got, fmt.Sprintf("%d:%s..%s:%v:%v:%v", y.Year, y.First, y.Last, y.ByOption["modify"], y.Done, y.Total))
	}
	planted.WantAll(t, "years", got, "2025:..2026-03-31:{0 0}:{900 100}:{900 100} "+
		"2026:2026-04-01..2027-03-31:{365500 182}:{0 100}:{365500 282} 2027:2027-04-01..2028-03-31:{366000 365}:{0 100}:{366000 465} "+
		"2028:2028-04-01..2029-03-31:{0 1565}:{0 100}:{0 1665} 2029:2029-04-01..2030-03-31:{0 1565}:{0 100}:{0 1665} "+
		"2030:2030-04-01..2031-03-31:{0 1565}:{0 100}:{0 1665} 2031:2031-04-01..:{50 0}:{0 0}:{50 0}")
	planted.Want(t, "option", a.Costs.ByOption["modify"], cost.OfOption{Amount: cost.Amount{Initial: 731_550, Annual: 1_570}, Plans: 4, Unpriced: 1})
	planted.Want(t, "total", a.Costs.Total, a.Costs.ByOption["modify"])
	got = nil
	for _, y := range cost.ByYear(a.Register, a.Register.Treatment("T-2")) {
		got = append(got, fmt.Sprint(y.Year, y.Total))
	}
	planted.WantAll(t, "T-2", got, "2026 {500 182} 2027 {0 365}")
}

func TestFiscalYearBeginsAsConfigured(t *testing.T) {
	for month, c := range map[string]struct {
		before, on int
		last       date.Date
	}{"": {2025, 2026, date.Of(2027, 3, 31)}, "1": {2026, 2026, date.Of(2026, 12, 31)}, "10": {2025, 2025, date.Of(2027, 9, 30)}} {
		config := "\n-- content/riskbook.toml --\n"
		if month != "" {
			config += "dates.fiscal_year_starts = " + month + "\n"
		}
		a := judged(t, config)
		planted.Want(t, "31 March", cost.YearOf(a.Register, date.Of(2026, 3, 31)), c.before)
		planted.Want(t, "1 April", cost.YearOf(a.Register, date.Of(2026, 4, 1)), c.on)
		_, last := cost.Span(a.Register, 2026)
		planted.Want(t, "last day", last, c.last)
	}
	planted.Want(t, "no such month", planted.Register(t, "-- content/riskbook.toml --\ndates.fiscal_year_starts = 13\n").Config.Dates.FiscalYearStarts, 4)
}

// The largest costs that may be written are split without wrapping round: over two days, half on each.
func TestCostsOfTheLargestPlanAddUp(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Plan("T-1", "approved", `"R-1"`, "start = 2027-03-31", "due = 2027-04-01", costOf(9_000_000_000_000_000, 9_000_000_000_000_000)))
	planted.Want(t, "2026", a.Costs.Years[0].Total, cost.Amount{Initial: 4_500_000_000_000_000, Annual: 0})
	planted.Want(t, "2027", a.Costs.Years[1].Total.Initial, 4_500_000_000_000_000)
	planted.Want(t, "2028", a.Costs.Years[2].Total, cost.Amount{Initial: 0, Annual: 9_000_000_000_000_000})
}

func TestNoCostsNoYears(t *testing.T) {
	a := judged(t, planted.Criteria, planted.Risk("R-1", planted.At(1, 1)), planted.Plan("T-1", "approved", `"R-1"`), planted.Plan("T-2", "draft", `"R-1"`, costOf(1, 1)))
	planted.Want(t, "years", len(a.Costs.Years), 0)
	planted.Want(t, "unpriced", a.Costs.Total, cost.OfOption{Amount: cost.Amount{}, Plans: 1, Unpriced: 1})
}
