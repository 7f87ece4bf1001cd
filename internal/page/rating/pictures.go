package rating

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/page/grid"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/view"
)

// PictureWords are the words of this file's pages and parts, by key.
var PictureWords = desk.Words{
	"dashLevels":      {Ja: "レベルの内訳", En: "Levels"},
	"dashLevelsTitle": {Ja: "三つの時点のレベル別件数", En: "Risks by level at three points in time"},
	"pictureJust":     {Ja: "{what} {n}", En: "{what} {n}"},
	"pictureStop":     {Ja: "。", En: "."},
}

// outcomeBar draws the open risks by outcome as one bar; the list below it gives the same figures.
func outcomeBar(v *desk.Desk) part.Part {
	counts := outcomeCounts(v)
	bar := picture.Stack{}
	words := ""
	for _, o := range assess.Outcomes {
		if n := counts[o]; n > 0 && o != assess.Closed {
			name := v.Words["outcome-"+string(o)]
			bar.Shares = append(bar.Shares, picture.Share{Class: "part-" + string(o), Words: name, Count: n, Hatched: !o.Judged()})
			if words != "" {
				words += v.Words["listSeparator"]
			}
			words += v.Counted(name, n)
		}
	}
	return part.Drawing((&picture.Stacks{Head: picture.Head{ID: "outcomes", Title: v.Words["dashStanding"], Description: words}, Stacks: []picture.Stack{bar}}).Draw())
}

// levelBars draws the open risks by level before controls, now and projected; the table below them gives the same figures.
func levelBars(v *desk.Desk) part.Part {
	s := &v.Assessment.Summary.ByLevel
	all := picture.Stacks{Head: picture.Head{ID: "level-bars", Title: v.Words["dashLevelsTitle"]}}
	for _, at := range []struct {
		key    string
		counts []int
	}{{"inherent", s.Inherent}, {"now", s.Now}, {"projected", s.Projected}} {
		stack := picture.Stack{Words: v.Words[at.key]}
		words := ""
		for i := len(at.counts) - 2; i >= -1; i-- {
			level, count := i, at.counts[len(at.counts)-1]
			if i >= 0 {
				count = at.counts[i]
			}
			if count == 0 {
				continue
			}
			stack.Shares = append(stack.Shares, picture.Share{Class: "heat" + string(rune('0'+v.Heat(level))), Words: v.LevelName(level), Count: count, Hatched: level < 0})
			if words != "" {
				words += v.Words["listSeparator"]
			}
			words += v.Counted(v.LevelName(level), count)
		}
		all.Stacks = append(all.Stacks, stack)
		if words != "" {
			all.Description = desk.Joined(all.Description, v.Words["sentenceSeparator"], stack.Words+v.Words["colon"]+words+v.Words["pictureStop"])
		}
	}
	return part.Drawing(all.Draw())
}

// allLevelShares is levelShares with the open risks that have no level.
func allLevelShares(v *desk.Desk) []view.LevelShare {
	s := &v.Assessment.Summary.ByLevel
	last := func(counts []int) int { return counts[len(counts)-1] }
	shares := grid.LevelShares(v)
	if unknown := (view.LevelShare{Badge: v.LevelBadge(-1), Inherent: last(s.Inherent), Now: last(s.Now), Projected: last(s.Projected)}); unknown.Inherent+unknown.Now+unknown.Projected > 0 {
		shares = append(shares, unknown)
	}
	return shares
}
