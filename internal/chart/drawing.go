package chart

import (
	"html"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/golang/freetype/truetype"
	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
	"golang.org/x/text/width"
)

// The classes of what is not a curve.
const (
	classAxis  = "chart-axis"
	classGrid  = "chart-grid"
	classText  = "chart-text"
	classLabel = "chart-label"
)

// letter is the height of a text in the units of a drawing; the theme sets its letters by it.
const letter = 12

// sheet is what go-chart draws on: it writes SVG that names classes where the library would name colours and fonts.
type sheet struct {
	b     strings.Builder
	class string
	path  []byte
	turn  string // the rotation of the next text, in degrees
}

// newDrawing begins an SVG. Without a title it is decoration, and hidden from those who do not see it.
func newDrawing(id, title, description string, width, height int) *sheet {
	p := &sheet{}
	size := strconv.Itoa(width) + " " + strconv.Itoa(height)
	if title == "" {
		p.b.WriteString(`<svg class="chart-swatch" viewBox="0 0 ` + size + `" aria-hidden="true">`)
		return p
	}
	id = html.EscapeString(id)
	p.b.WriteString(`<svg class="chart" viewBox="0 0 ` + size + `" role="img" aria-labelledby="` + id + `-title" aria-describedby="` + id + `-desc">`)
	p.b.WriteString(`<title id="` + id + `-title">` + html.EscapeString(title) + `</title><desc id="` + id + `-desc">` + html.EscapeString(description) + `</desc>`)
	return p
}

var _ gochart.Renderer = (*sheet)(nil)

// What a class decides is not taken from go-chart.

func (p *sheet) GetDPI() float64              { return gochart.DefaultDPI }
func (p *sheet) SetDPI(float64)               {}
func (p *sheet) SetStrokeColor(drawing.Color) {}
func (p *sheet) SetFillColor(drawing.Color)   {}
func (p *sheet) SetStrokeWidth(float64)       {}
func (p *sheet) SetStrokeDashArray([]float64) {}
func (p *sheet) SetFont(*truetype.Font)       {}
func (p *sheet) SetFontColor(drawing.Color)   {}
func (p *sheet) SetFontSize(float64)          {}

func (p *sheet) ResetStyle()                { p.class = "" }
func (p *sheet) SetClassName(class string)  { p.class = class }
func (p *sheet) SetTextRotation(by float64) { p.turn = number(by * 180 / math.Pi) }
func (p *sheet) ClearTextRotation()         { p.turn = "" }

func addCommand(p *sheet, c byte, at ...int) {
	p.path = append(p.path, c)
	for i, x := range at {
		if i > 0 {
			p.path = append(p.path, ' ')
		}
		p.path = strconv.AppendInt(p.path, int64(x), 10)
	}
}

func (p *sheet) MoveTo(x, y int)              { addCommand(p, 'M', x, y) }
func (p *sheet) LineTo(x, y int)              { addCommand(p, 'L', x, y) }
func (p *sheet) QuadCurveTo(cx, cy, x, y int) { addCommand(p, 'Q', cx, cy, x, y) }
func (p *sheet) Close()                       { addCommand(p, 'Z') }

// ArcTo draws an arc of an ellipse; angles in radians, clockwise from the right.
func (p *sheet) ArcTo(cx, cy int, rx, ry, start, delta float64) {
	at := func(angle float64) (int, int) {
		return cx + int(math.Round(rx*math.Cos(angle))), cy + int(math.Round(ry*math.Sin(angle)))
	}
	x, y := at(start)
	if len(p.path) == 0 {
		p.MoveTo(x, y)
	} else {
		p.LineTo(x, y)
	}
	large := 0
	if math.Abs(delta) > math.Pi {
		large = 1
	}
	sweep := 0
	if delta > 0 {
		sweep = 1
	}
	x, y = at(start + delta)
	addCommand(p, 'A', int(math.Round(rx)), int(math.Round(ry)), 0, large, sweep, x, y)
}

// Stroke draws the path as a line. A line without a class is one of the grid.
func (p *sheet) Stroke() {
	class := p.class
	switch class {
	case "":
		class = classGrid
	case classAxis:
	default:
		class = "chart-line " + class
	}
	writePath(p, class)
}

// Fill draws the path as a surface. A surface without a class is the ground, which is the paper's.
func (p *sheet) Fill() {
	if p.class == "" {
		p.path = p.path[:0]
		return
	}
	writePath(p, "chart-area "+p.class)
}

// FillStroke is Fill: whether a surface has an edge is the class's affair.
func (p *sheet) FillStroke() {
	if len(p.path) > 0 {
		p.Fill()
	}
}

func writePath(p *sheet, class string) {
	p.b.WriteString(`<path class="` + html.EscapeString(class) + `" d="`)
	p.b.Write(p.path)
	p.b.WriteString(`"/>`)
	p.path = p.path[:0]
}

// Circle draws a dot.
func (p *sheet) Circle(radius float64, x, y int) {
	p.b.WriteString(`<circle class="chart-dot ` + html.EscapeString(p.class) + `" cx="` + strconv.Itoa(x) + `" cy="` + strconv.Itoa(y) + `" r="` + number(radius) + `"/>`)
}

// Text writes a text, its first letter's foot at x, y.
func (p *sheet) Text(body string, x, y int) {
	class := p.class
	if class == "" || class == classAxis {
		class = classText
	}
	p.b.WriteString(`<text class="` + html.EscapeString(class) + `" x="` + strconv.Itoa(x) + `" y="` + strconv.Itoa(y) + `"`)
	if p.turn != "" {
		p.b.WriteString(` transform="rotate(` + p.turn + ` ` + strconv.Itoa(x) + ` ` + strconv.Itoa(y) + `)"`)
	}
	p.b.WriteString(">" + html.EscapeString(body) + "</text>")
}

// MeasureText gives the room of a text that is not turned: its width, and the height of its figures.
func (p *sheet) MeasureText(body string) gochart.Box {
	return gochart.Box{Right: int(math.Ceil(textWidth(body))), Bottom: letter * 3 / 4}
}

// Save ends the SVG.
func (p *sheet) Save(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String()+"</svg>")
	return err
}

// textWidth is about the width of a text in the fonts of a reader's system: a whole letter for one that stands full-width, about a half for the others.
func textWidth(s string) float64 {
	var w float64
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		case wide(r):
			w += 1
		case strings.ContainsRune(" .,:;'|!ilIjft", r):
			w += 0.33
		case strings.ContainsRune("mwMW%@", r):
			w += 0.9
		default:
			w += 0.6
		}
	}
	return w * letter
}

// wide tells whether a letter stands full-width among Japanese ones.
func wide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return true
	}
	return false
}

func number(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
