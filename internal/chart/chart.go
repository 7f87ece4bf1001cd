// Package chart draws figures as SVG that stands inside a page.
//
// In: numbers, and every word that is to be read. Out: an SVG element whose texts are escaped, whose colours and dashes are classes of the theme, and
// which carries a name and a description. It judges nothing and knows no language. It alone imports go-chart, and nothing of this module.
package chart

import (
	"bytes"
	"math"
	"slices"

	gochart "github.com/wcharczuk/go-chart/v2"
)

// Role says what a curve stands for; the theme gives each role its colour and its dash.
type Role string

// The roles, which are also classes of the theme.
const (
	Now       Role = "chart-now"
	Projected Role = "chart-projected"
	Tolerance Role = "chart-tolerance" // points that are stated, joined by a line
)

// Point is a point of a curve: the probability of a year that loses more than a loss.
type Point struct {
	Loss        float64 // above 0 to be drawn, in the register's currency
	Probability float64 // 0 to 1
}

// Curve is one loss exceedance curve.
type Curve struct {
	Role   Role
	Label  string // written beside the curve; empty: none
	Points []Point
}

// Exceedance is a chart of loss exceedance curves: losses on a logarithmic scale from left to right, the probability of a year from the bottom up.
type Exceedance struct {
	ID                  string // begins the ids in the SVG; unique in the page
	Title, Description  string // for those who do not see the picture
	LossName, YearlyFor string // name the axes; empty: none
	Curves              []Curve
	Width, Height       int                       // of the drawing, in units of which a letter is 12 high
	Money               func(loss float64) string // words of a tick
	Percent             func(probability float64) string
}

// SVG draws the chart. It is empty where no curve has a point that can be drawn.
func (e *Exceedance) SVG() string {
	curves := drawable(e.Curves)
	if len(curves) == 0 {
		return ""
	}
	least, most, top := extent(curves)
	x := lossAxis(least, most, e.Width-yAxisRoom, e.Money)
	y := probabilityAxis(top, e.Height, e.Percent)
	xRange, yRange := &gochart.ContinuousRange{}, &gochart.ContinuousRange{}
	c := gochart.Chart{
		Width: e.Width, Height: e.Height,
		Background: gochart.Style{Padding: gochart.Box{Top: 10, Left: 4, Right: 14, Bottom: 6}},
		XAxis: gochart.XAxis{
			Name: e.LossName, NameStyle: gochart.Style{ClassName: classText}, Style: line(classAxis), Range: xRange, Ticks: x, GridMajorStyle: line(""), GridMinorStyle: line(""),
		},
		// go-chart puts its first axis on the right. The curves go by the second one, on the left, which takes its range from the ticks of the first.
		YAxis:          gochart.YAxis{Style: gochart.Hidden(), Range: &gochart.ContinuousRange{Max: 1}, Ticks: y},
		YAxisSecondary: gochart.YAxis{Style: line(classAxis), Range: yRange, Ticks: y, GridMajorStyle: line(""), GridMinorStyle: line("")},
	}
	if e.YearlyFor != "" {
		c.Background.Padding.Top = 28
		c.Elements = append(c.Elements, func(r gochart.Renderer, _ gochart.Box, _ gochart.Style) {
			r.SetClassName(classText)
			r.Text(e.YearlyFor, 4, 14)
		})
	}
	for _, curve := range curves {
		c.Series = append(c.Series, series(curve))
	}
	c.Elements = append(c.Elements, func(r gochart.Renderer, box gochart.Box, _ gochart.Style) {
		at := func(p Point) (int, int) {
			return box.Left + xRange.Translate(math.Log10(p.Loss)), box.Bottom - yRange.Translate(p.Probability)
		}
		for _, l := range labels(curves, at, box) {
			r.SetClassName(classLabel + " " + string(l.role))
			r.Text(l.text, l.x, l.y)
		}
	})
	var out bytes.Buffer
	provider := func(width, height int) (gochart.Renderer, error) {
		return newDrawing(e.ID, e.Title, e.Description, width, height), nil
	}
	if err := c.Render(provider, &out); err != nil {
		panic("chart: " + err.Error()) // ranges are never empty, and a buffer takes everything
	}
	return out.String()
}

// Swatch draws the line of a role for a legend.
func Swatch(role Role) string {
	d := newDrawing("", "", "", 36, 12)
	d.SetClassName(string(role))
	d.MoveTo(1, 6)
	d.LineTo(35, 6)
	d.Stroke()
	if role == Tolerance {
		d.Circle(dot, 18, 6)
	}
	var out bytes.Buffer
	d.Save(&out) // a buffer takes everything
	return out.String()
}

// yAxisRoom is about what the percentages take on the left.
const yAxisRoom = 70

// dot is the radius of a point that is stated.
const dot = 4

// line is a style that go-chart draws; the look is the class's.
func line(class string) gochart.Style {
	return gochart.Style{ClassName: class, StrokeColor: gochart.ColorBlack, StrokeWidth: 1}
}

func series(c Curve) gochart.Series {
	s := gochart.ContinuousSeries{Style: line(string(c.Role)), YAxis: gochart.YAxisSecondary}
	if c.Role == Tolerance || len(c.Points) == 1 { // a line needs two points to be seen
		s.Style.DotColor, s.Style.DotWidth = gochart.ColorBlack, dot
	}
	for _, p := range c.Points {
		s.XValues = append(s.XValues, math.Log10(p.Loss))
		s.YValues = append(s.YValues, p.Probability)
	}
	return s
}

// drawable gives the curves with those of their points that have a place on a logarithmic scale, losses ascending; curves without any are left out.
func drawable(curves []Curve) []Curve {
	var kept []Curve
	for _, c := range curves {
		points := slices.DeleteFunc(slices.Clone(c.Points), func(p Point) bool {
			return !(p.Loss > 0 && !math.IsInf(p.Loss, 0) && p.Probability >= 0 && p.Probability <= 1)
		})
		if len(points) > 0 {
			slices.SortStableFunc(points, func(a, b Point) int {
				switch {
				case a.Loss < b.Loss:
					return -1
				case a.Loss > b.Loss:
					return 1
				}
				return 0
			})
			kept = append(kept, Curve{c.Role, c.Label, points})
		}
	}
	return kept
}

// extent gives the least and the greatest loss, and the greatest probability.
func extent(curves []Curve) (least, most, top float64) {
	least = math.Inf(1)
	for _, c := range curves {
		for _, p := range c.Points {
			least, most, top = min(least, p.Loss), max(most, p.Loss), max(top, p.Probability)
		}
	}
	return least, most, top
}
