package desk

import (
	"strconv"

	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/term"
)

// amount is a sum of money in a cell of a table, which is written once the unit of its column is known.
type amount struct {
	row, column int
	sum         float64
	around      func(part.Part) part.Part
}

// Amount adds a cell with a sum of money. It stands to three figures; the unit stands in the head of the column, one for all its sums.
func (t *Table) Amount(sum float64) { t.AmountIn(sum, func(p part.Part) part.Part { return p }) }

// AmountIn adds a sum of money within something else: a mark, or a word beside it.
func (t *Table) AmountIn(sum float64, around func(part.Part) part.Part) {
	t.Sorted(strconv.FormatFloat(sum, 'f', 0, 64), nil)
	row := len(t.Made.Rows) - 1
	t.amounts = append(t.amounts, amount{row, len(t.Made.Rows[row].Cells) - 1, sum, around})
}

// HeadAmount adds a sum of money as the cell that names the row.
func (t *Table) HeadAmount(sum float64) {
	t.Amount(sum)
	cells := t.Made.Rows[len(t.Made.Rows)-1].Cells
	cells[len(cells)-1].Head = true
}

// countMoney writes the sums of the table in one unit, so that columns can be held against each other, and names it in their heads.
func (t *Table) countMoney() {
	if len(t.amounts) == 0 {
		return
	}
	sums := make([]float64, len(t.amounts))
	for i, a := range t.amounts {
		sums[i] = a.sum
	}
	unit, named := term.UnitOf(sums, t.v.Language, t.v.Register.Config.Currency), map[int]bool{}
	for _, a := range t.amounts {
		if head := &t.Made.Columns[a.column]; !named[a.column] {
			head.Text = t.v.Say("columnUnit", "name", head.Text, "unit", unit.Name)
			named[a.column] = true
		}
		t.Made.Rows[a.row].Cells[a.column].Part = a.around(Whole(unit.Figure(a.sum)))
	}
	t.amounts = nil
}
