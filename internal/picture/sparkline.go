package picture

import (
	"math"
	"strconv"
)

// Reading is one value of an indicator.
type Reading struct {
	On     Day
	Value  float64
	Beyond bool // the limit
	Cut    bool // no line leads to it from the one before
}

// Series is the readings of an indicator over time, oldest first, with its bounds where it has them.
type Series struct {
	Whole bool // it counts things, so that its axis has whole numbers alone
	Zero  bool // its axis begins at zero
	Head
	Readings              []Reading
	Warn, Limit           *float64
	WarnWords, LimitWords string // with their values; used by Chart alone
	BeyondWords           string // the legend's
	Value                 func(float64) string
	Date                  func(Day) string
}

// plot places values.
type plot struct {
	left, top, width, height float64
	first, last              int
	low, high                float64
}

func (s *Series) usable() []Reading {
	all := make([]Reading, 0, len(s.Readings))
	for _, r := range s.Readings {
		if finite(r.Value) && r.On.known() {
			all = append(all, r)
		}
	}
	return all
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func (s *Series) plot(readings []Reading, left, top, width, height float64) plot {
	p := plot{left: left, top: top, width: width, height: height, low: readings[0].Value, high: readings[0].Value}
	p.first, p.last = readings[0].On.count(), readings[0].On.count()
	for _, r := range readings {
		p.low, p.high = min(p.low, r.Value), max(p.high, r.Value)
		p.first, p.last = min(p.first, r.On.count()), max(p.last, r.On.count())
	}
	for _, bound := range []*float64{s.Warn, s.Limit} {
		if bound != nil && finite(*bound) {
			p.low, p.high = min(p.low, *bound), max(p.high, *bound)
		}
	}
	if s.Zero {
		p.low, p.high = min(p.low, 0), max(p.high, 0)
	}
	return p
}

func (p *plot) x(d Day) float64 {
	if p.first == p.last {
		return p.left + p.width/2
	}
	return p.left + p.width*float64(d.count()-p.first)/float64(p.last-p.first)
}

func (p *plot) y(v float64) float64 {
	half := p.high/2 - p.low/2 // halves, so that the span of the largest figures stays finite
	if half == 0 {
		return p.top + p.height/2
	}
	return p.top + p.height*(p.high/2-v/2)/half
}

func (p *plot) bound(d *drawing, class string, value *float64) {
	if value != nil && finite(*value) {
		d.raw(`<path class="`).raw(class).at(`" d="M`, p.left, p.y(*value)).raw("h").num(p.width).raw(`"/>`)
	}
}

func (p *plot) curve(d *drawing, readings []Reading) {
	if len(readings) < 2 {
		return
	}
	d.raw(`<path class="curve" d="`)
	for i, r := range readings {
		command := "L"
		if i == 0 || r.Cut {
			command = "M"
		}
		d.at(command, p.x(r.On), p.y(r.Value))
	}
	d.raw(`"/>`)
}

// beyond draws a diamond at a reading beyond the limit, a small disc at any other.
func (p *plot) point(d *drawing, r Reading, size float64) {
	x, y := p.x(r.On), p.y(r.Value)
	if r.Beyond {
		d.raw(`<path class="beyond" d="`).at("M", x, y-size-1).at("l", size+1, size+1).at("l", -size-1, size+1).at("l", -size-1, -size-1).raw(`z"/>`)
		return
	}
	d.raw(`<circle class="reading" cx="`).num(x).raw(`" cy="`).num(y).raw(`" r="`).num(size - 1).raw(`"/>`)
}

// The measures of a sparkline.
const (
	sparkWidth  = 116.0
	sparkHeight = 30.0
	sparkMost   = 60 // readings
)

// Spark draws the readings small, for a row of a table; nothing where there is none. Readings beyond the limit and the newest are marked.
func (s *Series) Spark() string {
	readings := s.usable()
	if len(readings) == 0 {
		return ""
	}
	readings = readings[max(0, len(readings)-sparkMost):]
	d := newDrawing()
	d.begin("spark", s.Head, sparkWidth, sparkHeight, false)
	p := s.plot(readings, 5, 5, sparkWidth-10, sparkHeight-10)
	p.bound(d, "warn", s.Warn)
	p.bound(d, "limit", s.Limit)
	p.curve(d, readings)
	for i, r := range readings {
		if r.Beyond || i == len(readings)-1 {
			p.point(d, r, 3)
		}
	}
	return d.end()
}

// The measures of a chart.
const (
	chartWidth  = 760.0
	chartHeight = 250.0
	chartMost   = 400 // readings
)

// Chart draws the readings large, with axes, bounds in words, and figures at the readings beyond the limit and at the newest.
func (s *Series) Chart() string {
	readings := s.usable()
	if len(readings) == 0 {
		return ""
	}
	readings = readings[max(0, len(readings)-chartMost):]
	const top, foot = 24.0, 46.0
	bounds := s.bounds()
	right := 16.0
	for i := range bounds {
		bounds[i].words, _ = clip(bounds[i].words, 16)
		right = max(right, measure(bounds[i].words)*noteSize+14)
	}
	ticks := s.ticks(readings)
	left := 20.0
	for _, v := range ticks {
		left = max(left, measure(s.label(v))*noteSize+16)
	}
	d := newDrawing()
	d.begin("series", s.Head, chartWidth, chartHeight, false)
	p := s.plot(readings, left, top, chartWidth-left-right, chartHeight-top-foot)
	p.low, p.high = min(p.low, ticks[0]), max(p.high, ticks[len(ticks)-1])
	for _, v := range ticks {
		y := p.y(v)
		d.at(`<path class="grid" d="M`, left, y).raw("h").num(p.width).raw(`"/>`)
		d.line("note", "end", left-6, y+3.5, s.label(v))
	}
	p.bound(d, "warn", s.Warn)
	p.bound(d, "limit", s.Limit)
	s.drawBounds(d, &p, bounds)
	p.curve(d, readings)
	beyond := false
	for _, r := range readings {
		p.point(d, r, 4)
		beyond = beyond || r.Beyond
	}
	s.figures(d, &p, readings)
	s.dates(d, &p, readings)
	if words := clean(s.BeyondWords); beyond && words != "" {
		d.raw(`<path class="beyond" d="`).at("M", left+6, chartHeight-17).raw(`l5 5l-5 5l-5 -5z"/>`)
		d.line("note", "", left+18, chartHeight-8, words)
	}
	return d.end()
}

// bound is a line with its words.
type bound struct {
	value float64
	words string
	y     float64
}

func (s *Series) bounds() []bound {
	var all []bound
	if s.Limit != nil && finite(*s.Limit) {
		all = append(all, bound{value: *s.Limit, words: clean(s.LimitWords)})
	}
	if s.Warn != nil && finite(*s.Warn) {
		all = append(all, bound{value: *s.Warn, words: clean(s.WarnWords)})
	}
	return all
}

// drawBounds writes the words of the bounds at the right, apart from one another.
func (s *Series) drawBounds(d *drawing, p *plot, all []bound) {
	for i := range all {
		all[i].y = p.y(all[i].value)
	}
	if len(all) == 2 {
		upper, lower := &all[0], &all[1]
		if upper.y > lower.y {
			upper, lower = lower, upper
		}
		if lack := 15 - (lower.y - upper.y); lack > 0 {
			upper.y, lower.y = upper.y-lack/2, lower.y+lack/2
		}
	}
	for _, b := range all {
		d.line("note", "", p.left+p.width+8, b.y+3.5, b.words)
	}
}

// ticks gives round values over the range of readings and bounds.
func (s *Series) ticks(readings []Reading) []float64 {
	p := s.plot(readings, 0, 0, 1, 1)
	span := p.high/2 - p.low/2
	if span == 0 {
		span = max(math.Abs(p.high), 1) / 2
	}
	step := math.Pow(10, math.Floor(math.Log10(span))) / 2
	for _, factor := range []float64{1, 2, 4, 10, 20, 40} {
		if span/(step*factor) <= 2.5 {
			step *= factor
			break
		}
	}
	if s.Whole {
		step = max(1, math.Ceil(step))
	}
	from, to := math.Floor(p.low/step), math.Ceil(p.high/step)
	if from == to {
		if to++; !s.Zero {
			from--
		}
	}
	var all []float64
	for k := from; k <= to && len(all) < 12; k++ {
		if v := k * step; finite(v) && (len(all) == 0 || v > all[len(all)-1]) {
			all = append(all, v)
		}
	}
	switch {
	case len(all) > 1 && len(all) <= 11:
		return all
	case p.low == p.high:
		return []float64{p.low}
	}
	return []float64{p.low, p.high} // figures so close or so large that no round step tells them apart
}

func (s *Series) label(v float64) string {
	if s.Value != nil {
		words, _ := clip(clean(s.Value(v)), 12)
		return words
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

// figures writes values beside their readings: the newest, and those beyond the limit as far as there is room.
func (s *Series) figures(d *drawing, p *plot, readings []Reading) {
	type span struct{ x, y, half float64 }
	var taken []span
	write := func(r Reading) {
		words := s.label(r.Value)
		half := measure(words) * noteSize * 1.1 / 2
		x := min(max(p.x(r.On), p.left+half), p.left+p.width-half)
		y := p.y(r.Value) - 9
		for _, t := range taken {
			if math.Abs(t.x-x) < t.half+half+4 && math.Abs(t.y-y) < 14 {
				return
			}
		}
		taken = append(taken, span{x, y, half})
		d.line("note strong", "middle", x, y, words)
	}
	write(readings[len(readings)-1])
	for i := len(readings) - 2; i >= 0; i-- {
		if readings[i].Beyond {
			write(readings[i])
		}
	}
}

// dates writes the first and the last day, and as many between as stand apart.
func (s *Series) dates(d *drawing, p *plot, readings []Reading) {
	y := p.top + p.height + 18
	at := func(i int) (string, float64, float64) {
		words := clean(s.Date(readings[i].On))
		half := measure(words) * noteSize / 2
		return words, half, min(max(p.x(readings[i].On), p.left+half-8), p.left+p.width-half+8)
	}
	newest := len(readings) - 1
	words, half, x := at(newest)
	d.line("note", "middle", x, y, words)
	end := x - half
	last := math.Inf(-1)
	for i := range newest {
		words, half, x := at(i)
		if x-half < last+24 && i > 0 || x+half+16 > end {
			continue
		}
		d.line("note", "middle", x, y, words)
		last = x + half
	}
}
