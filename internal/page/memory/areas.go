package memory

import (
	"slices"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/assess"
	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/compare"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/view"
)

// layered is how the open risks part, by one of the things that were judged of them.
type layered struct {
	id, title, what string
	layers          []layer // from the bottom up
}

// layer is one part of the open risks.
type layer struct {
	key, words, class string
	count             func(*chronicle.Figures) int
}

// countOf gives the number of a key.
func countOf(list []chronicle.Count, key string) int {
	for _, c := range list {
		if c.Key == key {
			return c.N
		}
	}
	return 0
}

// byLevel parts the open risks by their level: those that none could be given to at the bottom, then levels of former criteria, then those of the present ones.
func byLevel(v *desk.Desk, points []trendPoint) layered {
	l := layered{id: "levels", title: v.Words["trendByLevel"], what: v.Words["trendByLevelWhat"]}
	l.layers = append(l.layers, layer{"", v.LevelName(-1), "heat0", func(f *chronicle.Figures) int {
		left := f.Open
		for _, c := range f.ByLevel {
			left -= c.N
		}
		return left
	}})
	var keys []string
	for _, p := range points {
		for _, c := range p.state.Figures.ByLevel {
			if v.Register.Criteria.LevelIndex(c.Key) < 0 && !slices.Contains(keys, c.Key) {
				keys = append(keys, c.Key)
			}
		}
	}
	for i := range v.Register.Criteria.Levels {
		keys = append(keys, v.Register.Criteria.Levels[i].Key)
	}
	for _, key := range keys {
		class := "heat" + strconv.Itoa(v.Heat(v.Register.Criteria.LevelIndex(key)))
		l.layers = append(l.layers, layer{key, movedValue(v, compare.MoveLevel, key), class, func(f *chronicle.Figures) int { return countOf(f.ByLevel, key) }})
	}
	return l
}

// byOutcome parts the open risks by what was decided of them: what wants action on top.
func byOutcome(v *desk.Desk) layered {
	l := layered{id: "outcomes", title: v.Words["trendByOutcome"], what: v.Words["trendByOutcomeWhat"]}
	for _, o := range slices.Backward(assess.Outcomes) {
		if key := string(o); o != assess.Closed {
			l.layers = append(l.layers, layer{key, v.Words["outcome-"+key], "part-" + key, func(f *chronicle.Figures) int { return countOf(f.ByOutcome, key) }})
		}
	}
	return l
}

// chart draws the parts and gives their figures; nil where no risk was ever open.
func (l layered) chart(v *desk.Desk, points []trendPoint, marks []picture.PathMark) *view.TrendChart {
	a := &picture.Areas{Date: desk.DateOf, Marks: marks}
	for _, layer := range l.layers {
		a.Layers = append(a.Layers, picture.Layer{Class: layer.class, Words: layer.words})
	}
	for _, p := range points {
		stay := picture.Stay{On: desk.PictureDay(p.state.On), Cut: p.cut}
		if p.state.Reads() {
			for _, layer := range l.layers {
				stay.Counts = append(stay.Counts, layer.count(&p.state.Figures))
			}
		}
		a.Stays = append(a.Stays, stay)
		a.Last = stay.On
	}
	if day := desk.PictureDay(v.Assessment.AsOf); len(points) > 0 && v.Assessment.AsOf.After(points[len(points)-1].state.On) {
		a.Last = day
	}
	a.Head = picture.Head{ID: "trend-" + l.id, Title: l.title, Description: l.what}
	svg := a.Draw()
	if svg == "" {
		return nil
	}
	return &view.TrendChart{ID: l.id, Title: l.title, What: l.what, Picture: desk.Framed(l.title, svg), Table: l.table(v, points)}
}

// table gives the counts of each part that ever had any, newest first.
func (l layered) table(v *desk.Desk, points []trendPoint) *part.Table {
	var shown []layer
	for _, layer := range slices.Backward(l.layers) {
		if slices.ContainsFunc(points, func(p trendPoint) bool { return p.state.Reads() && layer.count(&p.state.Figures) > 0 }) {
			shown = append(shown, layer)
		}
	}
	t := v.Table("", l.title, desk.Column{Key: "trendDay", Class: "nowrap"})
	for _, layer := range shown {
		name := l.id + "-" + layer.key
		t.Made.Columns = append(t.Made.Columns, part.Column{Key: name, Name: name, Text: layer.words, Class: "num"})
	}
	t.Column("trendOpen", "num")
	for _, p := range slices.Backward(points) {
		t.Row()
		t.Head(part.Words(v.Day(p.state.On)))
		for _, layer := range shown {
			said := "–"
			if p.state.Reads() {
				said = strconv.Itoa(layer.count(&p.state.Figures))
			}
			t.Words(said)
		}
		if p.state.Reads() {
			t.Words(strconv.Itoa(p.state.Figures.Open))
		} else {
			t.Words("–")
		}
	}
	return t.Done()
}

// trendMarks are what stands along the axis of time: changes of criteria, states that do not read, tags, and reviews at the state in force on their day.
func trendMarks(v *desk.Desk, points []trendPoint, reviews map[*chronicle.State][]string) []picture.PathMark {
	var marks []picture.PathMark
	for _, p := range points {
		var said []string
		if p.state.Figures.CriteriaChanged {
			said = append(said, v.Say("trendRuleShort", "revision", p.state.Figures.Revision))
		}
		if !p.state.Reads() {
			said = append(said, v.Words["trendGapShort"])
		}
		said = append(append(said, p.state.Tags...), reviews[p.state]...)
		if len(said) > 0 {
			marks = append(marks, picture.PathMark{On: desk.PictureDay(p.state.On), Words: strings.Join(said, v.Words["listSeparator"])})
		}
	}
	return marks
}

// reviewedIn gives the reviews by the state that was in force on their day: the last one dated no later.
func reviewedIn(v *desk.Desk) map[*chronicle.State][]string {
	in := map[*chronicle.State][]string{}
	states := v.Chronicle.States
	for _, r := range v.Register.Reviews {
		if r.On.IsZero() || r.On.After(v.Assessment.AsOf) {
			continue
		}
		for i := len(states) - 1; i >= 0; i-- {
			if !states[i].On.After(r.On) {
				in[&states[i]] = append(in[&states[i]], r.ID)
				break
			}
		}
	}
	return in
}
