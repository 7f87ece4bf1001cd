package picture

// Path is the way of something through named steps over time: which step it stands on from each day on.
type Path struct {
	Head
	Rows  []string // the steps, from the lowest
	Spans []PathSpan
	Marks []PathMark
	Last  Day // up to which it is drawn
	Date  func(Day) string
}

// PathSpan is a stay on a step, up to the next one.
type PathSpan struct {
	On  Day
	Row int  // negative: on none
	Cut bool // no line leads to it from the one before
}

// PathMark is something that happened on a day.
type PathMark struct {
	On    Day
	Words string
}

// The measures of a path.
const (
	pathWidth = 760.0
	pathRow   = 30.0
	pathMarks = 3 // rows of marks
)

// Draw draws the way as steps; empty where there is nothing to draw.
func (p *Path) Draw() string {
	if len(p.Spans) == 0 || len(p.Rows) == 0 || !p.Last.known() {
		return ""
	}
	const top, foot, right = 14.0, 26.0, 16.0
	left := 20.0
	for _, row := range p.Rows {
		left = max(left, measure(clean(row))*noteSize+16)
	}
	marks := 0.0
	if len(p.Marks) > 0 {
		marks = pathMarks * lineSpace
	}
	height := top + pathRow*float64(len(p.Rows)) + marks + foot
	d := newDrawing()
	d.begin("series", p.Head, pathWidth, height, false)
	place := plot{left: left, top: top, width: pathWidth - left - right, first: p.Spans[0].On.count(), last: p.Last.count()}
	y := func(row int) float64 { return top + pathRow*(float64(len(p.Rows)-1-row)+.5) }
	for i, row := range p.Rows {
		d.at(`<path class="grid" d="M`, left, y(i)).raw("h").num(place.width).raw(`"/>`)
		d.line("note", "end", left-6, y(i)+3.5, clean(row))
	}
	d.raw(`<path class="curve" d="`)
	before := -1
	for i, s := range p.Spans {
		end := p.Last
		if i+1 < len(p.Spans) {
			end = p.Spans[i+1].On
		}
		if s.Row >= 0 {
			if before < 0 || s.Cut {
				d.at("M", place.x(s.On), y(s.Row))
			} else {
				d.at("L", place.x(s.On), y(s.Row))
			}
			d.raw("H").num(place.x(end))
		}
		before = s.Row
	}
	d.raw(`"/>`)
	for _, s := range p.Spans {
		if s.Row >= 0 {
			d.raw(`<circle class="reading" cx="`).num(place.x(s.On)).raw(`" cy="`).num(y(s.Row)).raw(`" r="3"/>`)
		}
	}
	foots := top + pathRow*float64(len(p.Rows))
	d.marks(&place, p.Marks, foots, pathWidth-right)
	d.line("note", "", left, height-8, clean(p.Date(p.Spans[0].On)))
	d.line("note", "end", pathWidth-right, height-8, clean(p.Date(p.Last)))
	return d.end()
}
