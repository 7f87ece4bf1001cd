package page

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
)

// matrixMovesPresenter draws how risks move in the matrix.
type matrixMovesPresenter struct{ *desk }

// movesPicture draws the matrix with an arrow for each open risk that moves from one point in time to the next. The same moves stand in the table below it.
func (v matrixMovesPresenter) movesPicture(path, id, title string, from, to func(*assess.Risk) assess.Rating) part.Part {
	c := &v.Register.Criteria
	moves := picture.Moves{
		Head: picture.Head{ID: id, Title: title, Description: v.words["matrixMovesWhy"]},
		Rows: matrixPresenter{v.desk}.stepLabels(c.Likelihoods), Columns: matrixPresenter{v.desk}.stepLabels(c.Impacts), Axes: v.words["matrixAxes"],
	}
	for row := range moves.Rows {
		var grounds []picture.Ground
		for column := range moves.Columns {
			level := c.Cell(stepValue(c.Likelihoods, row), stepValue(c.Impacts, column))
			grounds = append(grounds, picture.Ground{Heat: v.heat(level), Words: v.levelName(level)})
		}
		moves.Grounds = append(moves.Grounds, grounds)
	}
	for _, r := range v.drawn() {
		if at := v.cellOf(to(r)); at != nil && !r.Closed() {
			moves.Moves = append(moves.Moves, picture.Move{ID: r.Record.ID, Title: v.text(r.Record.Title), Href: href(path, Path(r.Record.Kind, r.Record.ID)), From: v.cellOf(from(r)), To: *at})
		}
	}
	return part.Drawing(moves.Draw())
}

// mostMoves is the number of risks that the pictures of moves draw: beyond it the arrows hide one another.
const mostMoves = 100

// drawn gives the risks that the pictures of moves draw: all of them, or of many those of the highest priority.
func (v matrixMovesPresenter) drawn() []*assess.Risk {
	if len(v.Assessment.Risks) <= mostMoves {
		return v.Assessment.Risks
	}
	return v.Assessment.ByRank()[:mostMoves]
}

// cellOf finds the cell of a rating; nil where it has none.
func (v matrixMovesPresenter) cellOf(r assess.Rating) *picture.Cell {
	if r.Likelihood == nil || r.Impact == nil {
		return nil
	}
	row, column := v.Register.Criteria.LikelihoodIndex(*r.Likelihood), v.Register.Criteria.ImpactIndex(*r.Impact)
	if row < 0 || column < 0 {
		return nil
	}
	return &picture.Cell{Row: row, Column: column}
}
