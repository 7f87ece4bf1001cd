package picture

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Day is a day of the Gregorian calendar; its zero value means that none is known.
type Day struct{ Year, Month, Day int }

// count gives the days since 1 March of the year 0.
func (d Day) count() int {
	y, m := d.Year, d.Month-3
	if m < 0 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*m+2)/5 + d.Day - 1
}

func (d Day) known() bool { return d != Day{} }

// Mark is one action of a plan.
type Mark struct {
	On    Day
	State MarkState
	Title string // with its day, for the tooltip
}

// MarkState is how an action stands.
type MarkState uint8

// The states of an action, the gravest last.
const (
	Done MarkState = iota
	Open
	Overdue
)

// Bar is one plan: planned from Start to Due, and, where it slipped, on to End.
type Bar struct {
	Node
	Status          string // class: "draft", "approved", "in-progress", "done", "cancelled"
	Start, Due, End Day    // Start may be unknown; End is the day it was finished, or today where it is overdue, and unknown where it did not slip
	Tip             string // the dates in words
	Marks           []Mark
}

// Timeline is plans against time.
type Timeline struct {
	Head
	Bars                                                  []Bar
	Today                                                 Day
	TodayWords, DoneWords, OpenWords, OverdueWords, Slips string
	Year                                                  func(year int) string
	Month                                                 func(month int) string // short
}

const (
	timelineLabels = 250.0
	timelineLeft   = timelineLabels + 14
	timelineWidth  = 984.0
	timelineRight  = timelineWidth - 12
	timelineTop    = 54.0
	barDepth       = 12.0
	barLines       = 2 // of a title
	markRadius     = 5.0
)

// axis places days.
type axis struct{ from, to int }

func (a axis) x(d int) float64 {
	return timelineLeft + (timelineRight-timelineLeft)*float64(d-a.from)/float64(max(1, a.to-a.from))
}

// Draw draws the timeline; nothing where no bar has a due day.
func (t *Timeline) Draw() string {
	bars := make([]*Bar, 0, len(t.Bars))
	for i := range t.Bars {
		if t.Bars[i].Due.known() {
			bars = append(bars, &t.Bars[i])
		}
	}
	if len(bars) == 0 {
		return ""
	}
	labels := make([]label, len(bars))
	y := timelineTop
	tops := make([]float64, len(bars))
	for i, b := range bars {
		labels[i] = layOut(&b.Node, timelineLabels-2*padding, barLines)
		tops[i] = y
		y += max(labels[i].height(), 2*lineSpace) + 2*padding
	}
	bottom := y
	legend := t.legend()
	rows := legendRows(legend, timelineWidth-timelineLeft)
	d := newDrawing()
	d.begin("timeline", t.Head, timelineWidth, bottom+8+float64(rows)*18, true)
	a := t.axis(bars)
	x := min(max(a.x(t.Today.count()), timelineLeft), timelineRight)
	d.at(`<path class="today" d="M`, x, 18).raw("V").num(bottom).raw(`"/>`)
	t.drawAxis(d, a, bottom)
	for i, b := range bars {
		d.at(`<path class="grid" d="M`, 0, tops[i]).raw("H").num(timelineWidth).raw(`"/>`)
		d.link(&b.Node, labels[i].cut)
		labels[i].draw(d, padding, tops[i]+padding)
		d.close(&b.Node)
		t.drawBar(d, a, b, tops[i]+padding+8)
	}
	words, _ := clip(clean(t.TodayWords), 24)
	half := measure(words) * noteSize / 2 * 1.1
	d.line("note strong", "middle", min(max(x, timelineLeft+half), timelineRight-half), 13, words)
	t.drawLegend(d, legend, bottom+8)
	return d.end()
}

// axis finds the days that the picture must hold, and widens them to whole months.
func (t *Timeline) axis(bars []*Bar) axis {
	first, last := t.Today, t.Today
	hold := func(d Day) {
		if !d.known() {
			return
		}
		if d.count() < first.count() || !first.known() {
			first = d
		}
		if d.count() > last.count() {
			last = d
		}
	}
	for _, b := range bars {
		hold(b.Start)
		hold(b.Due)
		hold(b.End)
		for _, m := range b.Marks {
			hold(m.On)
		}
	}
	first.Day, last.Day = 1, 1
	if last.Month++; last.Month > 12 {
		last.Year, last.Month = last.Year+1, 1
	}
	return axis{first.count(), last.count()}
}

// steps are the distances of the axis's lines, in months.
var steps = []int{1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000}

func (t *Timeline) drawAxis(d *drawing, a axis, bottom float64) {
	perMonth := (timelineRight - timelineLeft) / (float64(a.to-a.from) / 30.4)
	step := steps[len(steps)-1]
	for _, s := range steps {
		if float64(s)*perMonth >= 40 {
			step = s
			break
		}
	}
	year, month := civil(a.from)
	first := true
	free := 0.0 // from where on a year's label has room
	d.raw(`<g class="axis">`)
	for m := year*12 + month - 1; ; m++ {
		day := Day{m / 12, m%12 + 1, 1}
		at := day.count()
		if at > a.to {
			break
		}
		if m%step != 0 && !first {
			continue
		}
		x := a.x(at)
		if m%step == 0 {
			d.at(`<path class="grid" d="M`, x, 40).raw("V").num(bottom).raw(`"/>`)
			if words := clean(t.Month(day.Month)); step < 12 && x+measure(words)*noteSize+3 <= timelineRight {
				d.line("note", "", x+3, 49, words)
			}
		}
		words := clean(t.Year(day.Year))
		size := measure(words) * noteSize * 1.1
		if (day.Month == 1 || first) && x >= free && x+size+3 <= timelineRight && !(first && day.Month > 10 && step < 12) {
			d.line("note strong", "", x+3, 33, words)
			free = x + size + 12
		}
		first = false
	}
	d.raw("</g>")
}

// civil gives the year and month of a day that is the first of its month.
func civil(count int) (year, month int) {
	year = count*400/146097 - 1
	for (Day{year + 1, 1, 1}).count() <= count {
		year++
	}
	month = 12
	for month > 1 && (Day{year, month, 1}).count() > count {
		month--
	}
	return year, month
}

func (t *Timeline) drawBar(d *drawing, a axis, b *Bar, y float64) {
	from, due := b.Start, b.Due
	if !from.known() || from.count() > due.count() {
		from = due
	}
	x, end := a.x(from.count()), a.x(due.count())
	d.raw(`<g class="plan-`).text(clean(b.Status)).raw(`">`)
	if b.Tip != "" {
		d.raw("<title>").text(clean(b.Tip)).raw("</title>")
	}
	d.rect("", x, y, max(end-x, 2), barDepth)
	if b.End.known() && b.End.count() > due.count() {
		late := a.x(b.End.count())
		d.hatched(end, y, max(late-end, 2))
	}
	d.at(`<path class="due" d="M`, end, y-3).raw("v").num(barDepth + 6).raw(`"/></g>`)
	for _, c := range cluster(a, b.Marks) {
		c.draw(d, y+barDepth+9)
	}
}

// hatched draws a stretch of a bar as slanting lines.
func (d *drawing) hatched(x, y, width float64) {
	d.rect("slip", x, y, width, barDepth)
	d.raw(`<path class="hatch" d="`)
	for at := x - barDepth/2; at < x+width; at += barDepth / 2 {
		left, right := max(at, x), min(at+barDepth, x+width)
		d.at("M", left, y+barDepth-(left-at)).at("L", right, y+barDepth-(right-at))
	}
	d.raw(`"/>`)
}

// group is marks that stand too close to be told apart.
type group struct {
	x     float64
	state MarkState // the gravest
	count int
	tip   string
}

// cluster joins marks that would touch.
func cluster(a axis, marks []Mark) []group {
	sorted := slices.Clone(marks)
	slices.SortStableFunc(sorted, func(a, b Mark) int { return cmp.Compare(a.On.count(), b.On.count()) })
	var groups []group
	for _, m := range sorted {
		if !m.On.known() {
			continue
		}
		x := a.x(m.On.count())
		if n := len(groups); n > 0 && x-groups[n-1].x < 2*markRadius+3 {
			g := &groups[n-1]
			g.count++
			g.state = max(g.state, m.State)
			g.tip += " / " + m.Title
			continue
		}
		groups = append(groups, group{x, m.State, 1, m.Title})
	}
	return groups
}

func (g group) draw(d *drawing, y float64) {
	d.raw("<g><title>").text(clean(g.tip)).raw("</title>")
	d.mark(g.state, g.x, y)
	if g.count > 1 {
		words := strconv.Itoa(g.count)
		if g.count > 99 {
			words = "…"
		}
		class := "figure"
		if g.state == Done {
			class = "figure inverse"
		}
		d.line(class, "middle", g.x, y+2.9, words)
	}
	d.raw("</g>")
}

// mark draws an action: a full disc, a hollow one, or a hollow diamond.
func (d *drawing) mark(state MarkState, x, y float64) {
	switch state {
	case Overdue:
		d.at(`<path class="mark overdue" d="M`, x, y-7).raw("l7 7l-7 7l-7 -7z\"/>")
		return
	case Done:
		d.raw(`<circle class="mark done" cx="`)
	default:
		d.raw(`<circle class="mark" cx="`)
	}
	d.num(x).raw(`" cy="`).num(y).raw(`" r="`).num(markRadius).raw(`"/>`)
}

// entry is one sign of the legend with its words.
type entry struct {
	words string
	sign  func(d *drawing, x, y float64)
}

func (t *Timeline) legend() []entry {
	var marks [3]bool
	slips := false
	for i := range t.Bars {
		b := &t.Bars[i]
		for _, m := range b.Marks {
			marks[m.State] = marks[m.State] || m.On.known()
		}
		slips = slips || b.End.known() && b.End.count() > b.Due.count()
	}
	var all []entry
	for state, words := range []string{t.DoneWords, t.OpenWords, t.OverdueWords} {
		if marks[state] {
			all = append(all, entry{clean(words), func(d *drawing, x, y float64) { d.mark(MarkState(state), x+7, y) }})
		}
	}
	if slips {
		all = append(all, entry{clean(t.Slips), func(d *drawing, x, y float64) {
			d.hatched(x, y-6, 14)
		}})
	}
	return all
}

func (e entry) width() float64 { return 20 + measure(e.words)*noteSize + 18 }

// legendRows counts the rows that the legend takes.
func legendRows(all []entry, width float64) int {
	rows, x := min(1, len(all)), 0.0
	for _, e := range all {
		if x > 0 && x+e.width() > width {
			rows, x = rows+1, 0
		}
		x += e.width()
	}
	return rows
}

func (t *Timeline) drawLegend(d *drawing, all []entry, y float64) {
	x := timelineLeft
	for _, e := range all {
		if x > timelineLeft && x+e.width() > timelineWidth {
			x, y = timelineLeft, y+18
		}
		e.sign(d, x, y+8)
		d.line("note", "", x+20, y+12, e.words)
		x += e.width()
	}
}

// Months gives the short names of the months from a list of twelve, separated by spaces.
func Months(names string) func(int) string {
	list := strings.Fields(names)
	return func(month int) string {
		if month < 1 || month > len(list) {
			return ""
		}
		return list[month-1]
	}
}
