// Package cost sums what plans cost, by option and by fiscal year.
//
// In: the plans of a register, and which of them are live. Out: sums in the register's currency, none of them estimated. It is pure, and decides of no plan
// whether it counts.
package cost

import (
	"math/bits"

	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/register"
)

// Years is over how many fiscal years costs are told, the one of the as-of date first.
const Years = 5

// Amount is a sum of costs, in the register's currency.
type Amount struct{ Initial, Annual int64 }

// Sum gives both together.
func (c Amount) Sum() int64 { return c.Initial + c.Annual }

func (c *Amount) add(other Amount) {
	c.Initial, c.Annual = c.Initial+other.Initial, c.Annual+other.Annual
}

// OfOption is what the live plans of one option cost: initially, and every year once they are complete.
type OfOption struct {
	Amount
	Plans, Unpriced int // live plans, and those of them that give no cost
}

// Year is what falls into one fiscal year of the live plans, by option, and of the done ones.
type Year struct {
	Year        int       // in which it begins
	First, Last date.Date // First is zero in the row of all that fell earlier, Last in the row of what falls later
	ByOption    map[string]Amount
	Done, Total Amount
}

// Costs are the costs of plans by option and by fiscal year (handbook 5.1.5). Drafts and cancelled plans are not in them.
//
// The initial cost of a plan is spread evenly over the days from its start to its completion; without a start it falls on the day of completion. The annual cost
// begins on the day after and is told as far as the CostYears reach. A plan that is not done is taken to be completed when it is due, late or not.
type Costs struct {
	ByOption map[string]OfOption
	Total    OfOption
	Years    []Year // those of CostYears, with a row before and after where something falls there; none where no plan gives its cost
}

// YearOf gives the fiscal year of a day: the calendar year in which it begins.
func YearOf(r *register.Register, day date.Date) int {
	if int(day.Month) < r.Config.Dates.FiscalYearStarts {
		return int(day.Year) - 1
	}
	return int(day.Year)
}

// Span gives the first and the last day of a fiscal year.
func Span(r *register.Register, year int) (first, last date.Date) {
	first = date.Of(year, r.Config.Dates.FiscalYearStarts, 1)
	return first, first.AddMonths(12).AddDays(-1)
}

// spending is the cost of one plan over time.
type spending struct {
	cost              *register.Cost
	start, completion date.Date
}

func spendingOf(t *register.Treatment) (spending, bool) {
	s := spending{t.Cost, t.Start, t.Due}
	if t.Status == "done" && !t.Finished.IsZero() {
		s.completion = t.Finished
	}
	if s.start.IsZero() || s.start.After(s.completion) {
		s.start = s.completion
	}
	return s, t.Cost != nil && !s.completion.IsZero()
}

// initialBy gives how much of the initial cost has fallen by the end of a day.
func (s *spending) initialBy(day date.Date) int64 {
	switch {
	case day.Before(s.start):
		return 0
	case !day.Before(s.completion):
		return s.cost.Initial
	}
	return share(s.cost.Initial, s.start.DaysUntil(day)+1, s.start.DaysUntil(s.completion)+1)
}

// in gives what falls into a fiscal year.
func (s *spending) in(first, last date.Date) Amount {
	amount := Amount{Initial: s.initialBy(last) - s.initialBy(first.AddDays(-1))}
	from := first
	if after := s.completion.AddDays(1); after.After(from) {
		from = after
	}
	if days := from.DaysUntil(last) + 1; days > 0 {
		amount.Annual = share(s.cost.Annual, days, first.DaysUntil(last)+1)
	}
	return amount
}

// share gives amount × part / whole, rounded down; it never wraps round.
func share(amount int64, part, whole int) int64 {
	if amount <= 0 || part <= 0 {
		return 0
	}
	high, low := bits.Mul64(uint64(amount), uint64(min(part, whole)))
	quotient, _ := bits.Div64(high, low, uint64(whole))
	return int64(quotient)
}

// mostYearsOfPlan bounds the years of one plan.
const mostYearsOfPlan = 40

// ByYear gives what a plan costs in each fiscal year in which its initial cost falls, and in the first full year after them.
func ByYear(r *register.Register, t *register.Treatment) []Year {
	s, priced := spendingOf(t)
	if !priced {
		return nil
	}
	var years []Year
	for year := YearOf(r, s.start); year <= YearOf(r, s.completion)+1 && len(years) < mostYearsOfPlan; year++ {
		y := Year{Year: year}
		y.First, y.Last = Span(r, year)
		y.Total = s.in(y.First, y.Last)
		years = append(years, y)
	}
	return years
}

// Sum sums the costs of plans. Counts tells which plans are live on the as-of date.
func Sum(r *register.Register, asOf date.Date, counts func(*register.Treatment) bool) Costs {
	c := Costs{ByOption: map[string]OfOption{}}
	now := YearOf(r, asOf)
	earlier, later := Year{Year: now - 1, ByOption: map[string]Amount{}}, Year{Year: now + Years, ByOption: map[string]Amount{}}
	_, earlier.Last = Span(r, earlier.Year)
	later.First, _ = Span(r, later.Year)
	years := make([]Year, Years)
	for i := range years {
		years[i] = Year{Year: now + i, ByOption: map[string]Amount{}}
		years[i].First, years[i].Last = Span(r, now+i)
	}
	priced := false
	for _, t := range r.Treatments {
		live := counts(t)
		if live {
			c.count(t)
		}
		s, ok := spendingOf(t)
		if !ok || !live && t.Status != "done" {
			continue
		}
		priced = true
		for i := range years {
			years[i].count(t, s.in(years[i].First, years[i].Last))
		}
		earlier.count(t, before(r, &s, earlier.Last))
		later.count(t, Amount{Initial: s.cost.Initial - s.initialBy(later.First.AddDays(-1))})
	}
	if !priced {
		return c
	}
	if earlier.Total != (Amount{}) {
		c.Years = append(c.Years, earlier)
	}
	c.Years = append(c.Years, years...)
	if later.Total != (Amount{}) {
		c.Years = append(c.Years, later)
	}
	return c
}

// before gives what fell up to the end of a fiscal year.
func before(r *register.Register, s *spending, last date.Date) Amount {
	amount := Amount{Initial: s.initialBy(last)}
	for year := YearOf(r, s.completion); year <= YearOf(r, last); year++ {
		amount.Annual += s.in(Span(r, year)).Annual
	}
	return amount
}

// count adds a plan to the costs by option.
func (c *Costs) count(t *register.Treatment) {
	of := c.ByOption[t.Option]
	for _, sum := range []*OfOption{&of, &c.Total} {
		sum.Plans++
		if t.Cost == nil {
			sum.Unpriced++
		} else {
			sum.add(Amount{t.Cost.Initial, t.Cost.Annual})
		}
	}
	c.ByOption[t.Option] = of
}

func (y *Year) count(t *register.Treatment, amount Amount) {
	if t.Status == "done" {
		y.Done.add(amount)
	} else {
		of := y.ByOption[t.Option]
		of.add(amount)
		y.ByOption[t.Option] = of
	}
	y.Total.add(amount)
}
