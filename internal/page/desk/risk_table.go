package desk

import (
	"slices"

	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
)

// ProjectedBadge shows the level of a risk once the plans are done.
func (v *Verdicts) ProjectedBadge(r *assess.Risk) part.Part {
	switch {
	case r.Closed():
		return part.Words("–")
	case r.Removed:
		return v.State("good", "removed")
	}
	return v.RatingBadge(r.Projected)
}

// StaleMark marks a risk whose evaluation rests on something newer than it.
func (v *Verdicts) StaleMark(r *assess.Risk) part.Part {
	if len(r.Stale) == 0 {
		return nil
	}
	return v.State("warn", "risksStale")
}

// TouchedMark marks a closed risk on which something bears that came after its closing.
func (v *Verdicts) TouchedMark(r *assess.Risk) part.Part {
	if len(r.Touched) == 0 {
		return nil
	}
	return v.State("warn", "riskTouchedMark")
}

// RiskTable lists risks that bear on a record, by priority; nothing where there are none.
func (v *Desk) RiskTable(path string, ids []string) *part.Table {
	var risks []*assess.Risk
	for _, id := range ids {
		if r := v.Assessment.Risk(id); r != nil && r.Standing != assess.Later {
			risks = append(risks, r)
		}
	}
	slices.SortStableFunc(risks, assess.ComparePriority)
	t := v.Table("", v.Words["risksOfRecord"], riskColumns...)
	for _, r := range risks {
		t.ready(v.riskRow(path, r))
	}
	return t.Done()
}

var riskColumns = []Column{{"risksNamedHead", "title"}, {"risksNowHead", "nowrap"}, {"risksThenHead", "nowrap"}, {"outcome", ""}, {"owner", "name"}}

// riskRow gives the row of a risk on the page of a record. A risk stands on the pages of all that bears on it, so its row is made once.
func (v *Desk) riskRow(path string, r *assess.Risk) *part.Row {
	key := rowKey{address.Up(path), r}
	if row, ok := v.riskRows.Load(key); ok {
		return row.(*part.Row)
	}
	t := v.Table("", "", riskColumns...)
	t.Row()
	t.Head(v.Ref(path, r.Record.ID))
	t.Cell(v.RatingBadge(r.Now))
	t.Cell(v.ProjectedBadge(r))
	t.Cell(Join(" ", v.VerdictBadge(r), v.StaleMark(r), v.TouchedMark(r)))
	t.Words(v.Party(r.Record.Owner))
	t.Made.Rows[0].Shared = true
	row, _ := v.riskRows.LoadOrStore(key, t.Made.Rows[0])
	return row.(*part.Row)
}

// rowKey tells rows apart: how far down the page lies, and which risk it is of.
type rowKey struct {
	up   string
	risk *assess.Risk
}
