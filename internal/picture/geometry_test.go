package picture

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// shape is a text or a rectangle of a picture, as wide as a reader without this package would reckon it.
type shape struct {
	name                     string
	left, top, right, bottom float64
}

func (s shape) overlaps(o shape) bool {
	const slack = 0.6
	return s.left+slack < o.right && o.left+slack < s.right && s.top+slack < o.bottom && o.top+slack < s.bottom
}

// drawn is a picture, read back.
type drawn struct {
	width, height float64
	texts, boxes  []shape
	classes       map[string]int // of every element
	titles        []string
	hrefs         []string
	text          string
}

// sizes are the sizes of text by class, as the theme sets them.
var sizes = map[string]float64{"note": 10.5, "figure": 8, "cell-name": 10, "dot-label": 9, "long": 7}

// read takes a picture apart; it fails on markup that is not well-formed.
func read(t *testing.T, svg string) drawn {
	t.Helper()
	d := drawn{classes: map[string]int{}}
	decoder := xml.NewDecoder(strings.NewReader(svg))
	var open []xml.StartElement
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			open = append(open, e.Copy())
			for _, class := range strings.Fields(value(e, "class")) {
				d.classes[class]++
			}
			switch e.Name.Local {
			case "svg":
				d.width, d.height = number(value(e, "width")), number(value(e, "height"))
			case "a":
				d.hrefs = append(d.hrefs, value(e, "href"))
			case "rect":
				x, y := number(value(e, "x")), number(value(e, "y"))
				if class := value(e, "class"); class != "wall" && class != "slip" {
					d.boxes = append(d.boxes, shape{"box", x, y, x + number(value(e, "width")), y + number(value(e, "height"))})
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			in := open[len(open)-1]
			switch in.Name.Local {
			case "title", "desc":
				d.titles = append(d.titles, string(e))
			case "text":
				d.texts = append(d.texts, place(in, string(e)))
				d.text += string(e) + "\n"
			}
		}
	}
	return d
}

func value(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return -1e9
	}
	return x
}

// place reckons where a text lies: a wide character is as wide as the text is high, a narrow letter a third, any other a little more than half of it.
func place(e xml.StartElement, text string) shape {
	size := 12.0
	for _, class := range strings.Fields(value(e, "class")) {
		if s, ok := sizes[class]; ok {
			size = s
		}
	}
	width := 0.0
	for _, c := range text {
		switch {
		case c >= 0x1100 && (c < 0xff61 || c > 0xff9f):
			width += size
		case strings.ContainsRune("iljtfrI.,:;'|!()[] ", c):
			width += size * 0.31
		default:
			width += size * 0.55
		}
	}
	x, y := number(value(e, "x")), number(value(e, "y"))
	switch value(e, "text-anchor") {
	case "middle":
		x -= width / 2
	case "end":
		x -= width
	}
	return shape{text, x, y - 0.78*size, x + width, y + 0.2*size}
}

// sound checks what holds of every picture: nothing outside, no two texts over one another, no two boxes over one another.
func sound(t *testing.T, svg string, boxes bool) drawn {
	t.Helper()
	d := read(t, svg)
	inside := func(s shape) {
		if s.left < -0.5 || s.top < -0.5 || s.right > d.width+0.5 || s.bottom > d.height+0.5 {
			t.Errorf("%q lies at %.1f %.1f to %.1f %.1f, outside of %.1f × %.1f", s.name, s.left, s.top, s.right, s.bottom, d.width, d.height)
		}
	}
	apart := func(all []shape) {
		for i := range all {
			inside(all[i])
			for k := range i {
				if all[i].overlaps(all[k]) {
					t.Errorf("%q at %.1f %.1f lies over %q at %.1f %.1f", all[i].name, all[i].left, all[i].top, all[k].name, all[k].left, all[k].top)
				}
			}
		}
	}
	apart(d.texts)
	if boxes {
		apart(d.boxes)
		for _, s := range d.texts {
			for _, b := range d.boxes {
				if s.overlaps(b) && (s.left < b.left || s.right > b.right || s.top < b.top || s.bottom > b.bottom) {
					t.Errorf("%q sticks out of its box", s.name)
				}
			}
		}
	}
	return d
}

// words makes a title of a length, in Japanese, English or both.
func words(r *rand.Rand, length int) string {
	kinds := []string{"制御系と事務系の境界、および遠隔保守の経路（中間区画）を通じた、", "Supervisory control stopped by ransomware; ", "SCADAの更新と「手動運転」への切替え・VPN接続 ", "Pneumonoultramicroscopicsilicovolcanoconiosis", "ﾊﾝｶｸｶﾅのメモ・①②③…"}
	var b strings.Builder
	n := 0
	for n < length {
		for _, c := range kinds[r.IntN(len(kinds))] {
			if n++; n > length {
				break
			}
			b.WriteRune(c)
		}
	}
	return b.String()
}

func anyNode(r *rand.Rand, i int) Node {
	n := Node{ID: fmt.Sprintf("X-%03d", i), Title: words(r, 1+r.IntN(60)), Href: "../x/" + strconv.Itoa(i) + ".html"}
	if r.IntN(2) == 0 {
		n.Note = words(r, 1+r.IntN(24))
	}
	if r.IntN(6) == 0 {
		n.ID = words(r, 40)
	}
	if r.IntN(9) == 0 {
		n.ID = ""
	}
	return n
}

func anyNodes(r *rand.Rand, most int) []Node {
	nodes := make([]Node, r.IntN(most+1))
	for i := range nodes {
		nodes[i] = anyNode(r, i)
	}
	return nodes
}

// many runs a property over many random pictures, small and large ones.
func many(t *testing.T, property func(t *testing.T, r *rand.Rand, most int)) {
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 7))
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) { property(t, r, []int{1, 3, 8, 40}[seed%4]) })
	}
}

func TestBowtieKeepsItsBoxesApart(t *testing.T) {
	many(t, func(t *testing.T, r *rand.Rand, most int) {
		barriers := func() []Barrier {
			var list []Barrier
			for _, n := range anyNodes(r, most) {
				list = append(list, Barrier{n, []State{InPlace, Partial, Planned}[r.IntN(3)]})
			}
			return list
		}
		b := Bowtie{
			Head: Head{"b", "t", "d"}, Heads: [5]string{words(r, 30), words(r, 4), words(r, 30), words(r, 12), words(r, 30)},
			Sources: anyNodes(r, most), Events: append(anyNodes(r, most), anyNode(r, 99)), Consequences: anyNodes(r, most), Before: barriers(), After: barriers(),
			More: strconv.Itoa,
		}
		svg := b.Draw()
		if len(b.Sources)+len(b.Before)+len(b.After)+len(b.Consequences) == 0 {
			if svg != "" {
				t.Error("a picture of nothing is drawn")
			}
			return
		}
		d := sound(t, svg, true)
		all := len(b.Sources) + len(b.Before) + len(b.After) + len(b.Consequences)
		if got, want := len(d.boxes), all+min(len(b.Events), 40)+max(0, len(b.Events)-40); got != want {
			t.Errorf("%d boxes are drawn of %d", got, want)
		}
	})
}

func TestGraphKeepsItsBoxesApart(t *testing.T) {
	many(t, func(t *testing.T, r *rand.Rand, most int) {
		g := Graph{Head: Head{"g", "t", "d"}}
		for _, n := range append(anyNodes(r, most), anyNode(r, 98), anyNode(r, 99)) {
			g.Vertices = append(g.Vertices, Vertex{Node: n, Heat: r.IntN(6), Strong: r.IntN(2) == 0})
		}
		touched := map[int]bool{}
		for range 1 + r.IntN(2*len(g.Vertices)) {
			e := Edge{r.IntN(len(g.Vertices)), r.IntN(len(g.Vertices))} // cycles and loops too
			g.Edges = append(g.Edges, e)
			if e.From != e.To {
				touched[e.From], touched[e.To] = true, true
			}
		}
		svg := g.Draw()
		if len(touched) == 0 {
			if svg != "" {
				t.Error("a graph without a line is drawn")
			}
			return
		}
		if d := sound(t, svg, true); len(d.boxes) != len(touched) {
			t.Errorf("%d boxes are drawn, %d vertices have a line", len(d.boxes), len(touched))
		}
	})
}

func TestTimelineKeepsItsTextsApart(t *testing.T) {
	many(t, func(t *testing.T, r *rand.Rand, most int) {
		span := []int{0, 1, 4, 30, 300, 7000}[r.IntN(6)]
		day := func() Day { return Day{2026 + r.IntN(span+1), 1 + r.IntN(12), 1 + r.IntN(28)} }
		l := Timeline{
			Head: Head{"l", "t", "d"}, Today: day(), TodayWords: "基準日 2026-11-23", DoneWords: "完了した作業", OpenWords: "未完了の作業", OverdueWords: "期限超過の作業", Slips: "期限を過ぎた期間",
			Year: func(y int) string { return strconv.Itoa(y) + "年" }, Month: Months("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"),
		}
		for _, n := range append(anyNodes(r, most), anyNode(r, 99)) {
			b := Bar{Node: n, Status: "done", Due: day()}
			if r.IntN(3) > 0 {
				b.Start = day()
			}
			if r.IntN(3) == 0 {
				b.End = day()
			}
			for range r.IntN(most + 1) {
				b.Marks = append(b.Marks, Mark{On: day(), State: MarkState(r.IntN(3)), Title: words(r, 20)})
			}
			l.Bars = append(l.Bars, b)
		}
		d := sound(t, l.Draw(), false)
		for _, b := range d.boxes {
			if b.left < timelineLabels || b.right > d.width || b.bottom > d.height {
				t.Errorf("a bar lies at %.1f to %.1f of %.1f", b.left, b.right, d.width)
			}
		}
	})
}

func TestSeriesKeepsItsTextsApart(t *testing.T) {
	many(t, func(t *testing.T, r *rand.Rand, most int) {
		scale := []float64{0, 1e-6, 1, 300, 1e9, 1e300}[r.IntN(6)]
		figure := func() *float64 {
			x := (r.Float64() - 0.3) * scale
			return &x
		}
		s := Series{Head: Head{"s", "t", "d"}, WarnWords: words(r, 20), LimitWords: words(r, 20), BeyondWords: "限界を超えた値", Date: func(d Day) string { return fmt.Sprintf("%d-%02d-%02d", d.Year, d.Month, d.Day) }}
		if r.IntN(3) > 0 {
			s.Warn = figure()
		}
		if r.IntN(3) > 0 {
			s.Limit = figure()
		}
		year := 2000
		for range 1 + r.IntN(most) {
			year += r.IntN(2)
			s.Readings = append(s.Readings, Reading{Day{year, 6, 15}, *figure(), r.IntN(3) == 0, r.IntN(5) == 0})
		}
		sound(t, s.Chart(), false)
		sound(t, s.Spark(), false)
	})
}

func TestMovesKeepTheirTextsApart(t *testing.T) {
	many(t, func(t *testing.T, r *rand.Rand, most int) {
		m := Moves{Head: Head{"m", "t", "d"}, Axes: words(r, 40)}
		for range 2 + r.IntN(9) {
			m.Rows = append(m.Rows, words(r, 1+r.IntN(40)))
		}
		for range 2 + r.IntN(9) {
			m.Columns = append(m.Columns, words(r, 1+r.IntN(40)))
		}
		cell := func() Cell {
			if r.IntN(2) == 0 {
				return Cell{0, 1} // which fills up
			}
			return Cell{r.IntN(len(m.Rows)), r.IntN(len(m.Columns))}
		}
		for range m.Rows {
			row := make([]Ground, len(m.Columns))
			for i := range row {
				row[i] = Ground{r.IntN(6), words(r, 1+r.IntN(30))}
			}
			m.Grounds = append(m.Grounds, row)
		}
		for i := range 1 + r.IntN(2*most) {
			k := Move{ID: fmt.Sprintf("%s-%03d", words(r, 1+r.IntN(3)), i), Title: "t", Href: "x.html", To: cell()}
			if from := cell(); r.IntN(4) > 0 {
				k.From = &from
			}
			m.Moves = append(m.Moves, k)
		}
		if d := sound(t, m.Draw(), true); len(d.boxes) != len(m.Rows)*len(m.Columns) || d.classes["dot"] != len(m.Moves) {
			t.Errorf("%d cells and %d risks are drawn", len(d.boxes), d.classes["dot"])
		}
	})
}
