package grid

import (
	"github.com/riskbook/riskbook/internal/address"
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
)

// mostArrows is the number of risks that a picture of moves draws: with more, nobody can follow the arrows, and counts by level take its place.
const mostArrows = 12

// movesPicture draws the matrix with an arrow for each open risk whose level changes from one point in time to the next, and gives their number. Nothing is
// drawn where none does, or too many do. The same moves stand in the table below it.
func movesPicture(v *desk.Desk, path, id, title string, from, to func(*assess.Risk) assess.Rating) (drawn part.Part, n int) {
	c := &v.Register.Criteria
	moves := picture.Moves{
		Head: picture.Head{ID: id, Title: title, Description: v.Words["matrixMovesWhy"]},
		Rows: StepLabels(v, c.Likelihoods), Columns: StepLabels(v, c.Impacts), Axes: v.Words["matrixAxes"],
	}
	for row := range moves.Rows {
		var grounds []picture.Ground
		for column := range moves.Columns {
			likelihood, impact := StepValue(c.Likelihoods, row), StepValue(c.Impacts, column)
			grounds = append(grounds, picture.Ground{Heat: c.CellHeat(likelihood, impact), Words: v.LevelName(c.Cell(likelihood, impact))})
		}
		moves.Grounds = append(moves.Grounds, grounds)
	}
	for _, r := range v.Assessment.Risks {
		before, after := from(r), to(r)
		if r.Closed() || before.Level < 0 || after.Level < 0 || before.Level == after.Level || r.Removed && after == r.Projected {
			continue
		}
		n++
		if left, at := cellOf(v, before), cellOf(v, after); left != nil && at != nil {
			moves.Moves = append(moves.Moves, picture.Move{ID: r.Record.ID, Title: v.Text(r.Record.Title), Href: address.Href(path, address.Path(r.Record.Kind, r.Record.ID)), From: left, To: *at})
		}
	}
	if n > mostArrows {
		return nil, n
	}
	return part.Drawing(moves.Draw()), n
}

// byLevel counts the risks whose level changes from one point in time to the next, by the level that they leave and the one that they reach: the gravest first.
func byLevel(v *desk.Desk, path, label string, from, to func(*assess.Risk) assess.Rating) part.Part {
	t := v.Table("", desk.Joined(label, v.Words["contextSeparator"], v.Words["movesCount"]), desk.Column{Key: "movesFrom", Class: "nowrap"}, desk.Column{Key: "movesTo", Class: "nowrap"}, desk.Column{Key: "movesCount", Class: "number"}, desk.Column{Key: "movesRisks"})
	levels := len(v.Register.Criteria.Levels)
	for before := levels - 1; before >= 0; before-- {
		for after := levels - 1; after >= 0; after-- {
			var ids []string
			for _, r := range v.Assessment.Risks {
				if !r.Closed() && from(r).Level == before && to(r).Level == after && before != after && !(r.Removed && to(r) == r.Projected) {
					ids = append(ids, r.Record.ID)
				}
			}
			if len(ids) == 0 {
				continue
			}
			t.Row()
			t.Head(v.LevelBadge(before))
			t.Cell(v.LevelBadge(after))
			t.Number(len(ids), desk.Count(len(ids)))
			t.Cell(v.SomeRefs(path, ids))
		}
	}
	if made := t.Done(); made != nil {
		return made
	}
	return nil
}

// cellOf finds the cell of a rating; nil where it has none.
func cellOf(v *desk.Desk, r assess.Rating) *picture.Cell {
	if r.Likelihood == nil || r.Impact == nil {
		return nil
	}
	row, column := v.Register.Criteria.LikelihoodIndex(*r.Likelihood), v.Register.Criteria.ImpactIndex(*r.Impact)
	if row < 0 || column < 0 {
		return nil
	}
	return &picture.Cell{Row: row, Column: column}
}
