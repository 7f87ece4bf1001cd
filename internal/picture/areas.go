package picture

import (
	"math"
	"strconv"
)

// Areas is how a number of things parts over time: layers one upon another, each as high as its count, which stands from each day on until the next. The axis
// begins at zero.
type Areas struct {
	Head
	Layers []Layer // from the bottom up
	Stays  []Stay  // oldest first
	Marks  []PathMark
	Last   Day // up to which the last stay stands
	Date   func(Day) string
}

// Layer is one part.
type Layer struct {
	Class string // of its colour
	Words string
}

// Stay is how many there are from a day on.
type Stay struct {
	On     Day
	Counts []int // by layer; nil: nobody knows
	Cut    bool  // it was not measured as the one before was
}

const (
	areasHeight  = 210.0
	areasKey     = 17.0 // a row of the legend
	areasCut     = 4.0  // what is left free where the layers are cut
	areasTag     = 13.0 // from the name of a layer to the next
	areasLongest = 20   // of such a name
)

func (s *Stay) sum() int {
	sum := 0
	for _, n := range s.Counts {
		sum += max(0, n)
	}
	return sum
}

// Draw draws the layers; empty where there is nothing to draw.
func (a *Areas) Draw() string {
	most := 0
	for i := range a.Stays {
		most = max(most, a.Stays[i].sum())
	}
	if most == 0 || !a.Last.known() || !a.Stays[0].On.known() {
		return ""
	}
	const top = 14.0
	right := a.beside()
	ticks := wholeTicks(most)
	left := 20.0
	for _, v := range ticks {
		left = max(left, measure(strconv.Itoa(v))*noteSize+16)
	}
	marks := 0.0
	if len(a.Marks) > 0 {
		marks = pathMarks * lineSpace
	}
	rows := a.legend(left, chartWidth-16)
	foot := 24 + float64(rows[len(rows)-1].row+1)*areasKey + 4
	d := newDrawing()
	d.begin("series areas", a.Head, chartWidth, top+areasHeight+marks+foot, false)
	p := plot{left: left, top: top, width: chartWidth - left - right, height: areasHeight, first: a.Stays[0].On.count(), last: a.Last.count(), low: 0, high: float64(ticks[len(ticks)-1])}
	for _, v := range ticks {
		y := p.y(float64(v))
		d.at(`<path class="grid" d="M`, left, y).raw("h").num(p.width).raw(`"/>`)
		d.line("note", "end", left-6, y+3.5, strconv.Itoa(v))
	}
	a.layers(d, &p)
	a.figures(d, &p)
	foots := top + areasHeight
	d.marks(&p, a.Marks, foots, chartWidth-right)
	d.line("note", "", left, foots+marks+16, clean(a.Date(a.Stays[0].On)))
	d.line("note", "end", chartWidth-right, foots+marks+16, clean(a.Date(a.Last)))
	for i, key := range rows {
		y := foots + marks + 24 + float64(key.row)*areasKey
		layer := &a.Layers[key.layer]
		d.raw(`<g class="`).text(clean(layer.Class)).raw(`">`)
		d.at(`<path class="key" d="M`, key.x, y+2).raw(`h12v10h-12z"/></g>`)
		d.line("note", "", key.x+17, y+11, rows[i].words)
	}
	return d.end()
}

// layers draws one layer upon the other, each in one piece from cut to cut: an edge within a piece would be taken for a cut.
func (a *Areas) layers(d *drawing, p *plot) {
	under := make([]int, len(a.Stays)) // what lies below the layer at hand
	for n, layer := range a.Layers {
		drawn := false
		for i := 0; i < len(a.Stays); {
			if a.Stays[i].of(n) == 0 {
				i++
				continue
			}
			end := i + 1
			for end < len(a.Stays) && a.Stays[end].of(n) > 0 && !a.Stays[end].Cut {
				end++
			}
			if !drawn {
				d.raw(`<g class="`).text(clean(layer.Class)).raw(`"><title>`).text(clean(layer.Words)).raw(`</title><path d="`)
				drawn = true
			}
			a.piece(d, p, n, i, end, under)
			i = end
		}
		if drawn {
			d.raw(`"/></g>`)
		}
	}
}

// piece draws a layer over some stays: along its upper edge, and back along its lower one, which then lies as high as the layer.
func (a *Areas) piece(d *drawing, p *plot, layer, from, end int, under []int) {
	begin, limit := a.from(p, from), p.left+p.width
	if end < len(a.Stays) {
		limit = a.from(p, end)
		if a.Stays[end].Cut {
			limit -= areasCut
		}
	}
	limit = max(limit, begin+.5)
	y := p.y(float64(under[from]))
	d.at("M", begin, y)
	edge := func(to, at float64) {
		if to != y {
			d.raw("V").num(to)
			y = to
		}
		d.raw("H").num(at)
	}
	for i := from; i < end; i++ {
		to := limit
		if i+1 < end {
			to = min(limit, a.from(p, i+1))
		}
		edge(p.y(float64(under[i]+a.Stays[i].of(layer))), to)
	}
	for i := end - 1; i >= from; i-- {
		edge(p.y(float64(under[i])), min(limit, a.from(p, i)))
		under[i] += a.Stays[i].of(layer)
	}
	d.raw("z")
}

// of gives how many there are of a layer.
func (s *Stay) of(layer int) int {
	if layer >= len(s.Counts) {
		return 0
	}
	return max(0, s.Counts[layer])
}

// from gives where a stay begins.
func (a *Areas) from(p *plot, i int) float64 {
	if p.first == p.last {
		return p.left
	}
	return p.x(a.Stays[i].On)
}

// tag names a layer and its newest count.
func (a *Areas) tag(layer, count int) string {
	words, _ := clip(clean(a.Layers[layer].Words), areasLongest)
	return words + " " + strconv.Itoa(count)
}

// beside gives how much room the names of the layers want at the right.
func (a *Areas) beside() float64 {
	room := 40.0
	for n, count := range a.Stays[len(a.Stays)-1].Counts {
		if count > 0 && n < len(a.Layers) {
			room = max(room, measure(a.tag(n, count))*noteSize*1.05+10)
		}
	}
	return room
}

// figures names each layer with its newest count beside it; where layers are too thin, their names move apart.
func (a *Areas) figures(d *drawing, p *plot) {
	var ys []float64
	var words []string
	under, lowest := 0, p.top+p.height
	for n, count := range a.Stays[len(a.Stays)-1].Counts {
		if count <= 0 || n >= len(a.Layers) {
			continue
		}
		y := min(lowest, (p.y(float64(under))+p.y(float64(under+count)))/2+3.5)
		ys, words = append(ys, y), append(words, a.tag(n, count))
		under, lowest = under+count, y-areasTag
	}
	highest := noteSize
	for i := len(ys) - 1; i >= 0; i-- {
		ys[i] = max(ys[i], highest)
		highest = ys[i] + areasTag
		d.line("note", "", p.left+p.width+6, ys[i], words[i])
	}
	d.line("note strong", "end", p.left+p.width, p.y(float64(under))-4, strconv.Itoa(under))
}

// keyed is a layer in the legend.
type keyed struct {
	layer, row int
	x          float64
	words      string
}

// legend places the layers that are drawn, from the top one down, in rows.
func (a *Areas) legend(left, right float64) []keyed {
	var list []keyed
	x, row := left, 0
	for n := len(a.Layers) - 1; n >= 0; n-- {
		drawn := false
		for i := range a.Stays {
			drawn = drawn || n < len(a.Stays[i].Counts) && a.Stays[i].Counts[n] > 0
		}
		if !drawn {
			continue
		}
		words, _ := clip(clean(a.Layers[n].Words), 24)
		width := 17 + measure(words)*noteSize + 18
		if x > left && x+width > right {
			x, row = left, row+1
		}
		list = append(list, keyed{n, row, x, words})
		x += width
	}
	return list
}

// wholeTicks gives round whole numbers from zero to one that is not below the greatest: six at most.
func wholeTicks(most int) []int {
	step := 1
	for factor := 1; step*5 < most; factor++ {
		step = []int{1, 2, 5}[factor%3] * int(math.Pow10(factor/3))
	}
	ticks := []int{0}
	for v := step; ticks[len(ticks)-1] < most; v += step {
		ticks = append(ticks, v)
	}
	return ticks
}

// marks draws what happened, each as a line from the top of the plot to its foot with its words below; where there is no room for these, they are left to the
// table below.
func (d *drawing) marks(p *plot, marks []PathMark, foots, most float64) {
	ends := [pathMarks]float64{}
	for _, m := range marks {
		words, _ := clip(clean(m.Words), 18)
		x := p.x(m.On)
		half := measure(words) * noteSize * 1.1 / 2
		d.at(`<path class="warn" d="M`, x, p.top).raw("v").num(foots - p.top).raw(`"/>`)
		middle := min(max(x, p.left+half), most-half)
		for row := range ends {
			if ends[row] == 0 || middle-half > ends[row]+6 {
				ends[row] = middle + half
				d.line("note", "middle", middle, foots+lineSpace*float64(row+1)-3, words)
				break
			}
		}
	}
}
