package page

import (
	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/register"
)

var pictureWords = Words{
	"dashLevels":      {Ja: "レベルの内訳", En: "Levels"},
	"dashLevelsTitle": {Ja: "三つの時点のレベル別件数", En: "Risks by level at three points in time"},
	"pictureJust":     {Ja: "{what} {n}", En: "{what} {n}"},
	"pictureStop":     {Ja: "。", En: "."},
}

// picturesPresenter draws outcomes and levels as bars.
type picturesPresenter struct{ *desk }

// framed puts a picture into a region that scrolls by itself; nothing where there is no picture.
func framed(label, svg string) part.Part {
	if svg == "" {
		return nil
	}
	return part.Picture{Label: label, SVG: part.Drawing(svg)}
}

// node is the box of a record, on the page at path.
func (v *ways) node(path string, base *register.Record, note string) picture.Node {
	title := v.phrase(base.Title)
	return picture.Node{ID: base.ID, Title: title.Text, Note: note, Href: href(path, Path(base.Kind, base.ID)), Lang: title.Language}
}

func pictureDay(d date.Date) picture.Day {
	return picture.Day{Year: int(d.Year), Month: int(d.Month), Day: int(d.Day)}
}

// counted adds a number to words.
func (v *language) counted(words string, n int) string {
	return v.say("pictureJust", "what", words, "n", n)
}

// outcomeBar draws the open risks by outcome as one bar; the list below it gives the same figures.
func (v picturesPresenter) outcomeBar() part.Part {
	counts := dashboardPresenter{v.desk}.outcomeCounts()
	bar := picture.Stack{}
	words := ""
	for _, o := range assess.Outcomes {
		if n := counts[o]; n > 0 && o != assess.Closed {
			name := v.words["outcome-"+string(o)]
			bar.Shares = append(bar.Shares, picture.Share{Class: "part-" + string(o), Words: name, Count: n, Hatched: !o.Judged()})
			if words != "" {
				words += v.words["listSeparator"]
			}
			words += v.counted(name, n)
		}
	}
	return part.Drawing((&picture.Stacks{Head: picture.Head{ID: "outcomes", Title: v.words["dashStanding"], Description: words}, Stacks: []picture.Stack{bar}}).Draw())
}

// levelBars draws the open risks by level before controls, now and projected; the table below them gives the same figures.
func (v picturesPresenter) levelBars() part.Part {
	s := &v.Assessment.Summary.ByLevel
	all := picture.Stacks{Head: picture.Head{ID: "level-bars", Title: v.words["dashLevelsTitle"]}}
	for _, at := range []struct {
		key    string
		counts []int
	}{{"inherent", s.Inherent}, {"now", s.Now}, {"projected", s.Projected}} {
		stack := picture.Stack{Words: v.words[at.key]}
		words := ""
		for i := len(at.counts) - 2; i >= -1; i-- {
			level, count := i, at.counts[len(at.counts)-1]
			if i >= 0 {
				count = at.counts[i]
			}
			if count == 0 {
				continue
			}
			stack.Shares = append(stack.Shares, picture.Share{Class: "heat" + string(rune('0'+v.heat(level))), Words: v.levelName(level), Count: count, Hatched: level < 0})
			if words != "" {
				words += v.words["listSeparator"]
			}
			words += v.counted(v.levelName(level), count)
		}
		all.Stacks = append(all.Stacks, stack)
		if words != "" {
			all.Description = joined(all.Description, v.words["sentenceSeparator"], stack.Words+v.words["colon"]+words+v.words["pictureStop"])
		}
	}
	return part.Drawing(all.Draw())
}

// joined puts two texts together with a separator where both are there.
func joined(a, separator, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + separator + b
}

// allLevelShares is levelShares with the open risks that have no level.
func (v picturesPresenter) allLevelShares() []LevelShare {
	s := &v.Assessment.Summary.ByLevel
	last := func(counts []int) int { return counts[len(counts)-1] }
	shares := matrixPresenter{v.desk}.levelShares()
	if unknown := (LevelShare{v.levelBadge(-1), "", last(s.Inherent), last(s.Now), last(s.Projected)}); unknown.Inherent+unknown.Now+unknown.Projected > 0 {
		shares = append(shares, unknown)
	}
	return shares
}
