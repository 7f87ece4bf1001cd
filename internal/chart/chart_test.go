package chart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
)

// element is one element of an SVG, read back by a reader of XML that knows nothing of charts.
type element struct {
	name, class, text string
	attrs             map[string]string
}

func read(t *testing.T, svg string) []element {
	t.Helper()
	var found []element
	var open []int
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("not well formed: %v in %s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
				if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "fill" || a.Name.Local == "stroke" {
					t.Errorf("<%s> has the attribute %s", e.name, a.Name.Local)
				}
			}
			e.class = e.attrs["class"]
			open = append(open, len(found))
			found = append(found, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				found[open[len(open)-1]].text += string(token)
			}
		}
	}
}

func with(elements []element, name, class string) []element {
	var found []element
	for _, e := range elements {
		if e.name == name && (class == "" || strings.Contains(" "+e.class+" ", " "+class+" ")) {
			found = append(found, e)
		}
	}
	return found
}

func plainMoney(x float64) string { return strconv.FormatFloat(x, 'g', 3, 64) + "円" }

func percent(x float64) string { return strconv.FormatFloat(x*100, 'g', 3, 64) + "%" }

func sample(curves ...Curve) *Exceedance {
	return &Exceedance{
		ID: "c", Title: "損失超過曲線", Description: "d", LossName: "年間損失", YearlyFor: "確率", Curves: curves,
		Width: 680, Height: 340, Money: plainMoney, Percent: percent,
	}
}

var falling = []Point{{1e6, 0.9}, {1e7, 0.5}, {1e8, 0.1}, {1e9, 0.01}}

// The points of a curve lie where a logarithm puts them: equal ratios are equally far apart, and the probability rises with the picture.
func TestCurveFollowsALogarithmicScale(t *testing.T) {
	all := read(t, sample(Curve{Role: Now, Points: falling}).SVG())
	lines := with(all, "path", string(Now))
	if len(lines) != 1 {
		t.Fatalf("%d lines, want 1", len(lines))
	}
	var x, y [4]int
	if n, err := fmt.Sscanf(lines[0].attrs["d"], "M%d %dL%d %dL%d %dL%d %d", &x[0], &y[0], &x[1], &y[1], &x[2], &y[2], &x[3], &y[3]); n != 8 {
		t.Fatalf("%q: %v", lines[0].attrs["d"], err)
	}
	for i := 1; i < 3; i++ {
		if step, first := x[i+1]-x[i], x[1]-x[0]; step < first-1 || step > first+1 {
			t.Errorf("steps of %v are not even", x)
		}
	}
	// From 0.9 to 0.5 is as far as four tenths of the axis, from 0.5 to 0.1 as well.
	if a, b := y[1]-y[0], y[2]-y[1]; a <= 0 || a < b-1 || a > b+1 {
		t.Errorf("heights %v", y)
	}
}

func TestRolesDifferByMoreThanColour(t *testing.T) {
	svg := sample(Curve{Now, "現在", falling}, Curve{Projected, "完了後", []Point{{1e6, 0.6}, {1e8, 0.02}}}, Curve{Tolerance, "許容", falling}).SVG()
	all := read(t, svg)
	for _, c := range []struct {
		role  Role
		label string
		dots  int
	}{{Now, "現在", 0}, {Projected, "完了後", 0}, {Tolerance, "許容", 4}} {
		if n := len(with(all, "path", string(c.role))); n != 1 {
			t.Errorf("%s: %d lines", c.role, n)
		}
		if n := len(with(all, "circle", string(c.role))); n != c.dots {
			t.Errorf("%s: %d dots, want %d", c.role, n, c.dots)
		}
		names := with(all, "text", string(c.role))
		if len(names) != 1 || names[0].text != c.label {
			t.Errorf("%s is named %v, want %q", c.role, names, c.label)
		}
	}
}

func TestChartIsNamedForThoseWhoDoNotSeeIt(t *testing.T) {
	all := read(t, sample(Curve{Role: Now, Points: falling}).SVG())
	svg := all[0]
	if svg.attrs["role"] != "img" {
		t.Errorf("role %q", svg.attrs["role"])
	}
	for _, c := range []struct{ attr, element, text string }{{"aria-labelledby", "title", "損失超過曲線"}, {"aria-describedby", "desc", "d"}} {
		e := with(all, c.element, "")
		if len(e) != 1 || e[0].attrs["id"] != svg.attrs[c.attr] || e[0].text != c.text {
			t.Errorf("%s: %v, wanted by %q", c.element, e, svg.attrs[c.attr])
		}
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	hostile := `</text></svg><script>alert(1)</script><a href="x" onclick='y'>&amp;"`
	e := sample(Curve{Now, hostile, falling})
	e.ID, e.Title, e.Description, e.LossName, e.YearlyFor = hostile, hostile, hostile, hostile, hostile
	e.Money = func(float64) string { return hostile }
	e.Percent = func(float64) string { return hostile }
	svg := e.SVG()
	found := 0
	for _, element := range read(t, svg) {
		switch element.name {
		case "svg", "title", "desc", "path", "text", "circle":
		default:
			t.Errorf("there is a <%s>", element.name)
		}
		if element.text == hostile {
			found++
		}
	}
	if found < 6 { // title, description, both names, the curve's label, and a tick
		t.Errorf("the words are shown %d times whole", found)
	}
}

func TestChartsOfLittle(t *testing.T) {
	for name, c := range map[string]struct {
		curves      []Curve
		lines, dots int
	}{
		"nothing":              {nil, 0, 0},
		"no points":            {[]Curve{{Role: Now}}, 0, 0},
		"no loss in any year":  {[]Curve{{Role: Now, Points: []Point{{0, 0.5}, {0, 0.1}}}}, 0, 0},
		"one point":            {[]Curve{{Role: Now, Points: []Point{{1e6, 0.05}}}}, 1, 1},
		"one loss, flat":       {[]Curve{{Role: Now, Points: []Point{{5e6, 0.9}, {5e6, 0.5}, {5e6, 0.1}}}}, 1, 0},
		"one probability":      {[]Curve{{Role: Now, Points: []Point{{1, 0.5}, {10, 0.5}}}}, 1, 0},
		"probability 0":        {[]Curve{{Role: Tolerance, Points: []Point{{1, 0}}}}, 1, 1},
		"part without a place": {[]Curve{{Role: Now, Points: []Point{{0, 1}, {math.Inf(1), 0.5}, {math.NaN(), 0.5}, {3, math.NaN()}, {7, 0.4}, {8, 0.3}}}}, 1, 0},
		"the least and most":   {[]Curve{{Role: Now, Points: []Point{{math.SmallestNonzeroFloat64, 0.9}, {math.MaxFloat64, 0.01}}}}, 1, 0},
		"the most of all":      {[]Curve{{Role: Now, Points: []Point{{math.MaxFloat64, 0.9}}}}, 1, 1},
		"the least of all":     {[]Curve{{Role: Now, Points: []Point{{math.SmallestNonzeroFloat64, 0.9}}}}, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range c.curves {
				c.curves[i].Label = "現在"
			}
			svg := sample(c.curves...).SVG()
			if strings.Contains(svg, "NaN") || strings.Contains(svg, "-9223372036854775808") {
				t.Error(svg)
			}
			all := read(t, svg)
			if lines, dots := len(with(all, "path", "chart-line")), len(with(all, "circle", "")); lines != c.lines || dots != c.dots {
				t.Errorf("%d lines and %d dots, want %d and %d", lines, dots, c.lines, c.dots)
			}
		})
	}
}

// Every tick's word is as wide as its letters, and no two on the axis of losses touch.
func TestTicksAreRoundAndApart(t *testing.T) {
	for _, c := range []struct {
		least, most float64
		want        string
	}{
		{2.5e6, 3.7e6, "2e+06円 3e+06円 4e+06円"},
		{1e7, 1e9, "1e+07円 2e+07円 5e+07円 1e+08円 2e+08円 5e+08円 1e+09円"},
		{1.2e5, 8e9, "1e+05円 1e+06円 1e+07円 1e+08円 1e+09円 1e+10円"},
		{0.3, 0.9, "0.3円 0.4円 0.5円 0.6円 0.8円 1円"},
		{1e6, 1e6, "1e+06円 1.5e+06円"},
	} {
		var words []string
		for _, tick := range lossAxis(c.least, c.most, 480, plainMoney) {
			words = append(words, tick.Label)
		}
		if got := strings.Join(words, " "); got != c.want {
			t.Errorf("from %g to %g: %s, want %s", c.least, c.most, got, c.want)
		}
	}
	for _, span := range []float64{1, 3, 10, 1e3, 1e6, 1e12, 1e100, 1e300} {
		ticks := lossAxis(1e-3, 1e-3*span, 480, plainMoney)
		if len(ticks) < 2 || !fits(ticks, 480) {
			t.Errorf("over a ratio of %g: %v", span, ticks)
		}
		if ticks[0].Value > -3+1e-6 || ticks[len(ticks)-1].Value < -3+math.Log10(span)-1e-6 {
			t.Errorf("over a ratio of %g the axis runs from 10^%g to 10^%g", span, ticks[0].Value, ticks[len(ticks)-1].Value)
		}
	}
}

func TestProbabilityAxisEndsJustAboveTheGreatest(t *testing.T) {
	for top, want := range map[float64]float64{0: 0.01, 0.009: 0.01, 0.05: 0.05, 0.07: 0.1, 0.4: 0.5, 0.51: 1, 0.99: 1} {
		ticks := probabilityAxis(top, 340, percent)
		if got := ticks[len(ticks)-1].Value; got != want || ticks[0].Value != 0 {
			t.Errorf("up to %g: from %g to %g, want %g", top, ticks[0].Value, got, want)
		}
	}
}

func TestJapaneseIsMeasuredFullWidth(t *testing.T) {
	for text, letters := range map[string]float64{"年間損失": 4, "１億円": 3, "ｱｲ": 1.2, "が": 1, "か\u3099": 1, "": 0, "10": 1.2} {
		if got := textWidth(text) / letter; math.Abs(got-letters) > 1e-9 {
			t.Errorf("%q is %g letters wide, want %g", text, got, letters)
		}
	}
}

func TestNamesOfCurvesDoNotMeet(t *testing.T) {
	lower := func(by float64) []Point {
		var points []Point
		for _, p := range falling {
			points = append(points, Point{p.Loss * by, p.Probability})
		}
		return points
	}
	all := read(t, sample(Curve{Now, "現在の損失", falling}, Curve{Projected, "計画完了後の損失", lower(0.7)}, Curve{Tolerance, "許容する上限", lower(1.2)}).SVG())
	var rooms []box
	for _, e := range with(all, "text", classLabel) {
		x, _ := strconv.Atoi(e.attrs["x"])
		y, _ := strconv.Atoi(e.attrs["y"])
		room := box{x, y - letter, x + int(textWidth(e.text)), y}
		for _, other := range rooms {
			if room.meets(other) {
				t.Errorf("%q lies upon another name", e.text)
			}
		}
		if room.left < 0 || room.right > 680 || room.top < 0 || room.bottom > 340 {
			t.Errorf("%q lies outside: %v", e.text, room)
		}
		rooms = append(rooms, room)
	}
	if len(rooms) != 3 {
		t.Errorf("%d names, want 3", len(rooms))
	}
}

func TestSwatchIsDecoration(t *testing.T) {
	for _, role := range []Role{Now, Projected, Tolerance} {
		all := read(t, Swatch(role))
		if all[0].attrs["aria-hidden"] != "true" || len(with(all, "path", string(role))) != 1 {
			t.Errorf("%v", all)
		}
	}
}

// What go-chart may ask for beside what these charts use.
func TestEveryCommandOfTheRendererGivesSVG(t *testing.T) {
	s := newDrawing("i", "t", "d", 100, 100)
	s.SetClassName("x")
	s.MoveTo(1, 2)
	s.QuadCurveTo(3, 4, 5, 6)
	s.ArcTo(50, 50, 10, 10, 0, math.Pi/2)
	s.Close()
	s.FillStroke()
	s.SetTextRotation(math.Pi / 2)
	s.Text("a", 7, 8)
	s.ClearTextRotation()
	s.Text("b", 7, 8)
	var out bytes.Buffer
	if err := s.Save(&out); err != nil {
		t.Fatal(err)
	}
	all := read(t, out.String())
	if d := with(all, "path", "x")[0].attrs["d"]; d != "M1 2Q3 4 5 6L60 50A10 10 0 0 1 50 60Z" {
		t.Errorf("path %q", d)
	}
	texts := with(all, "text", "")
	if texts[0].attrs["transform"] != "rotate(90 7 8)" || texts[1].attrs["transform"] != "" {
		t.Errorf("%v", texts)
	}
}

func FuzzExceedance(f *testing.F) {
	f.Add(1e6, 0.9, 1e8, 0.1, "現在")
	f.Add(0.0, 0.0, math.MaxFloat64, 1.0, "<&")
	f.Fuzz(func(t *testing.T, x1, p1, x2, p2 float64, label string) {
		if strings.ContainsFunc(label, func(r rune) bool { return r < ' ' || r == 0xFFFD || r == 0xFFFE || r == 0xFFFF }) {
			return // HTML takes them, XML does not
		}
		svg := sample(Curve{Now, label, []Point{{x1, p1}, {x2, p2}}}, Curve{Tolerance, label, []Point{{x2, p1}}}).SVG()
		read(t, svg)
	})
}

func BenchmarkExceedance(b *testing.B) {
	e := sample(Curve{Now, "現在", falling}, Curve{Projected, "完了後", falling}, Curve{Tolerance, "許容", falling})
	for b.Loop() {
		e.SVG()
	}
}
