package memory

import (
	"iter"
	"math"
	"strconv"
	"strings"

	"github.com/riskbook/riskbook/internal/chronicle"
	"github.com/riskbook/riskbook/internal/date"
	"github.com/riskbook/riskbook/internal/page/desk"
	"github.com/riskbook/riskbook/internal/part"
	"github.com/riskbook/riskbook/internal/picture"
	"github.com/riskbook/riskbook/internal/view"
)

// TrendWords are the words of this file's pages and parts, by key.
var TrendWords = desk.Words{
	"trendTitle":         {Ja: "推移", En: "Trend"},
	"trendLead":          {Ja: "登録簿がこれまでに示してきた数の推移です。どの時点も、その日の判定基準によるその日の評価で、今の基準による評価のやり直しではありません。", En: "What the register has shown so far. Each point is judged as of its own day by its own criteria; nothing is judged anew."},
	"trendNone":          {Ja: "git の履歴が手元にないため、推移を示せません。", En: "No git history is at hand, so no trend is shown."},
	"trendCuts":          {Ja: "線の切れ目は、判定基準の変更です。前後の数は同じ物差しで測ったものではありません。記録に誤りがあって評価できない時点では、線を結びません。縦の破線は、判定基準の変更、タグ、レビューです。", En: "A line is cut where the criteria changed: the figures before and after were not measured by one rule. It bridges no state that could not be read. Dashed uprights mark changes of criteria, tags and reviews."},
	"trendFigures":       {Ja: "数値", En: "Figures"},
	"trendDay":           {Ja: "日付", En: "Day"},
	"trendOpen":          {Ja: "未終結のリスク", En: "Open risks"},
	"trendBeyond":        {Ja: "対応を要するリスク", En: "Risks to be treated"},
	"trendStale":         {Ja: "前提の変わった評価", En: "Stale evaluations"},
	"trendLate":          {Ja: "遅れている計画", En: "Late plans"},
	"trendLoss":          {Ja: "年間期待損失額", En: "Expected annual loss"},
	"trendActions":       {Ja: "計画の対策（完了／全件）", En: "Plan actions (done of all)"},
	"trendActionsDone":   {Ja: "完了した対策の割合", En: "Plan actions done"},
	"trendByLevel":       {Ja: "未終結のリスク：レベル別", En: "Open risks by level"},
	"trendByLevelWhat":   {Ja: "各時点のリスクを、その日のリスクレベルで積み上げています。上ほど高いレベルです。", En: "The open risks of each day by the level they had then, the highest on top."},
	"trendByOutcome":     {Ja: "未終結のリスク：評価結果別", En: "Open risks by outcome"},
	"trendByOutcomeWhat": {Ja: "各時点のリスクを、その日の評価結果で積み上げています。対応を要するものほど上です。", En: "The open risks of each day by the outcome they had then; what wants action is on top."},
	"trendRuleShort":     {Ja: "基準 {revision}", En: "criteria {revision}"},
	"trendGapShort":      {Ja: "評価不能", En: "unreadable"},
	"trendReview":        {Ja: "レビュー {id}", En: "review {id}"},
	"trendMark":          {Ja: "しるし", En: "Marks"},
	"trendGap":           {Ja: "評価できない時点", En: "could not be read"},
	"trendRule":          {Ja: "判定基準の変更（{revision}）", En: "criteria changed ({revision})"},
	"trendTag":           {Ja: "タグ {tag}", En: "tag {tag}"},
	"trendWhat":          {Ja: "{first} の {from} から {last} の {to} まで、{n}時点。", En: "{n} {n|point|points}, from {from} on {first} to {to} on {last}."},
}

// mostPoints is how many states are drawn, besides those that are marked.
const mostPoints = 120

// TrendPages makes the page of trend.
func TrendPages(d *desk.Desk) iter.Seq[desk.Page] {
	return desk.One("trend.html", "trend.html", func() any { return trendView(d, "trend.html") })
}

func trendView(v *desk.Desk, path string) view.Trend {
	made := view.Trend{Frame: v.Frame(path, v.Words["trendTitle"])}
	if v.Chronicle == nil {
		made.Notes = []string{v.Words["trendNone"]}
		return made
	}
	made.Notes = []string{v.Words["trendLead"], v.Words["trendCuts"]}
	if v.Chronicle.Shallow {
		made.Notes = append(made.Notes, v.Words["changesShallow"])
	}
	reviews := reviewedIn(v)
	points := trendPoints(v.Chronicle.States, reviews)
	marks := trendMarks(v, points, reviews)
	for _, l := range []layered{byLevel(v, points), byOutcome(v)} {
		if c := l.chart(v, points, marks); c != nil {
			made.Charts = append(made.Charts, *c)
		}
	}
	for _, c := range []struct {
		id, key string
		of      func(*chronicle.Figures) (float64, bool)
	}{
		{"beyond", "trendBeyond", func(f *chronicle.Figures) (float64, bool) { return float64(f.Beyond), true }},
		{"loss", "trendLoss", func(f *chronicle.Figures) (float64, bool) { return f.ExpectedLoss, f.Estimated }},
		{"actions", "trendActionsDone", func(f *chronicle.Figures) (float64, bool) {
			return 100 * float64(f.Plans.Done) / float64(max(1, f.Plans.Actions)), f.Plans.Actions > 0
		}},
		{"late", "trendLate", func(f *chronicle.Figures) (float64, bool) { return float64(f.Plans.Late), true }},
		{"stale", "trendStale", func(f *chronicle.Figures) (float64, bool) { return float64(f.Stale), true }},
	} {
		if p := trendPicture(v, c.id, v.Words[c.key], points, c.of); p != nil {
			made.Charts = append(made.Charts, view.TrendChart{ID: c.id, Title: v.Words[c.key], Picture: p})
		}
	}
	made.Table = trendTable(v, path, points, reviews)
	return made
}

// trendPoint is a state that is drawn. Cut tells that no line leads to it.
type trendPoint struct {
	state *chronicle.State
	cut   bool
}

// marked reports whether a state is drawn whatever else is: it bears a tag, its criteria are others, it does not read, or a review was held in it.
func marked(s *chronicle.State, reviews map[*chronicle.State][]string) bool {
	return len(reviews[s]) > 0 || len(s.Tags) > 0 || s.Figures.CriteriaChanged || !s.Reads()
}

// trendPoints takes the last state of each day, week or month, whichever fits, and those that are marked.
func trendPoints(states []chronicle.State, reviews map[*chronicle.State][]string) []trendPoint {
	span := func(by int) func(date.Date) int {
		return func(d date.Date) int {
			switch by {
			case 0:
				return date.Of(1970, 1, 1).DaysUntil(d)
			case 1:
				return date.Of(1970, 1, 5).DaysUntil(d) / 7
			case 2:
				return int(d.Year)*12 + int(d.Month)
			}
			return int(d.Year)
		}
	}
	var points []trendPoint
	for by := range 4 {
		points = points[:0]
		plain := 0
		cut := false
		for i := range states {
			s := &states[i]
			last := i+1 == len(states) || span(by)(states[i+1].On) != span(by)(s.On)
			cut = cut || s.Figures.CriteriaChanged || !s.Reads()
			if last || marked(s, reviews) {
				points = append(points, trendPoint{s, cut})
				cut = !s.Reads()
				if !marked(s, reviews) {
					plain++
				}
			}
		}
		if plain <= mostPoints {
			break
		}
	}
	return points
}

func trendPicture(v *desk.Desk, id, title string, points []trendPoint, of func(*chronicle.Figures) (float64, bool)) part.Part {
	s := &picture.Series{Value: desk.Number, Date: desk.DateOf, Whole: id != "loss", Zero: true}
	switch id {
	case "loss":
		s.Value = v.Money
	case "actions":
		s.Value = func(x float64) string { return desk.Number(math.Round(x)) + " %" }
	}
	cut := false
	for _, p := range points {
		value, known := of(&p.state.Figures)
		cut = cut || p.cut
		if !p.state.Reads() || !known {
			cut = true
			continue
		}
		s.Readings = append(s.Readings, picture.Reading{On: desk.PictureDay(p.state.On), Value: value, Cut: cut})
		cut = false
	}
	if len(s.Readings) == 0 {
		return nil
	}
	first, last := s.Readings[0], s.Readings[len(s.Readings)-1]
	s.Head = picture.Head{ID: "trend-" + id, Title: title, Description: v.Say("trendWhat", "n", len(s.Readings), "first", desk.DateOf(first.On), "last", desk.DateOf(last.On), "from", s.Value(first.Value), "to", s.Value(last.Value))}
	return desk.Framed(title, s.Chart())
}

// trendTable gives the figures of what is drawn, newest first.
func trendTable(v *desk.Desk, path string, points []trendPoint, reviews map[*chronicle.State][]string) *part.Table {
	t := v.Table("", v.Words["trendFigures"], desk.Column{Key: "trendDay", Class: "nowrap"}, desk.Column{Key: "trendOpen", Class: "num"}, desk.Column{Key: "trendBeyond", Class: "num"}, desk.Column{Key: "trendLoss", Class: "num"},
		desk.Column{Key: "trendActions", Class: "num"}, desk.Column{Key: "trendLate", Class: "num"}, desk.Column{Key: "trendStale", Class: "num"}, desk.Column{Key: "trendMark"})
	marked := func(marks []string) part.Part {
		return desk.Linked(v.Verdicts, path, part.Words(strings.Join(marks, v.Words["listSeparator"])))
	}
	for i := len(points) - 1; i >= 0; i-- {
		p, f := points[i].state, &points[i].state.Figures
		t.Row()
		t.Head(v.Iso(p.On))
		var marks []string
		for _, tag := range p.Tags {
			marks = append(marks, v.Say("trendTag", "tag", tag))
		}
		for _, id := range reviews[p] {
			marks = append(marks, v.Say("trendReview", "id", id))
		}
		if f.CriteriaChanged {
			marks = append(marks, v.Say("trendRule", "revision", f.Revision))
		}
		if !p.Reads() {
			for range 6 {
				t.Words("–")
			}
			t.Cell(marked(append(marks, v.Words["trendGap"])))
			continue
		}
		t.Words(strconv.Itoa(f.Open))
		t.Words(strconv.Itoa(f.Beyond))
		if f.Estimated {
			t.Amount(f.ExpectedLoss)
		} else {
			t.Words("–")
		}
		t.Words(strconv.Itoa(f.Plans.Done) + " / " + strconv.Itoa(f.Plans.Actions))
		t.Words(strconv.Itoa(f.Plans.Late))
		t.Words(strconv.Itoa(f.Stale))
		t.Cell(marked(marks))
	}
	return t.Done()
}
