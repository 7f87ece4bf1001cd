package picture

import "strconv"

// Share is one part of a stacked bar.
type Share struct {
	Class string // of its colour: "part-accepted", "h3"
	Words string
	Count int

	Hatched bool // it counts what was not judged
}

// Stack is one bar.
type Stack struct {
	Words  string // over the bar; may be empty
	Shares []Share
}

// Stacks are bars of one scale. They are as wide as their place, and their texts keep their size.
type Stacks struct {
	Head
	Stacks []Stack
}

const (
	stackDepth = 26.0
	stackWords = 19.0 // that the words over a bar take
	stackSpace = 8.0
	stackRoom  = 1.6    // per cent of the width that a digit needs on a narrow screen
	hatchReach = 1000.0 // how far a hatch reaches: no bar is wider
	hatchStep  = 8.0
	stackUnder = 15.0 // that figures below a bar take, which have no room in it
)

// Draw draws the bars; nothing where no share has a count.
func (s *Stacks) Draw() string {
	most := 0
	height := 1.0
	for i := range s.Stacks {
		sum := 0
		for _, share := range s.Stacks[i].Shares {
			sum += max(0, share.Count)
		}
		most = max(most, sum)
		if i > 0 {
			height += stackSpace
		}
		if s.Stacks[i].Words != "" {
			height += stackWords
		}
		height += stackDepth
	}
	for i := range s.Stacks {
		if s.Stacks[i].crowded(most) {
			height += stackUnder
		}
	}
	if most == 0 {
		return ""
	}
	d := newDrawing()
	d.raw(`<svg class="picture stacks" width="100%" height="`).num(height + 1)
	d.name(s.Head, false)
	y := 1.0
	for i := range s.Stacks {
		b := &s.Stacks[i]
		if b.Words != "" {
			d.line("", "", 0, y+12, clean(b.Words))
			y += stackWords
		}
		d.stack(b, most, y)
		if b.crowded(most) {
			y += stackUnder
		}
		y += stackDepth + stackSpace
	}
	return d.end()
}

// roomy reports whether a share is wide enough for its figure.
func roomy(n, most int) bool {
	return percent(n, most) >= stackRoom*float64(len(strconv.Itoa(n))+1)
}

// crowded reports whether a share of the bar is too narrow for its figure, which then stands below it.
func (b *Stack) crowded(most int) bool {
	for _, share := range b.Shares {
		if share.Count > 0 && most > 0 && !roomy(share.Count, most) {
			return true
		}
	}
	return false
}

func (d *drawing) stack(b *Stack, most int, y float64) {
	done, free := 0, 0.0 // free: where the next figure below the bar may begin
	for _, share := range b.Shares {
		if share.Count <= 0 {
			continue
		}
		x, width := percent(done, most), percent(share.Count, most)
		done += share.Count
		figure := strconv.Itoa(share.Count)
		d.raw(`<g class="`).text(clean(share.Class)).raw(`"><title>`).text(clean(share.Words) + " " + figure)
		d.raw(`</title><rect x="`).share(x).raw(`" y="`).num(y).raw(`" width="`).share(width).raw(`" height="`).num(stackDepth).raw(`"/>`)
		if share.Hatched {
			d.raw(`<svg x="`).share(x).raw(`" y="`).num(y).raw(`" width="`).share(width).raw(`" height="`).num(stackDepth).raw(`"><path class="hatch" d="`)
			for at := -stackDepth; at < hatchReach; at += hatchStep {
				d.at("M", at, stackDepth).at("L", at+stackDepth, 0)
			}
			d.raw(`"/></svg>`)
		}
		if roomy(share.Count, most) {
			d.raw(`<text class="figure" x="`).share(x + width/2).raw(`" y="`).num(y + 18).raw(`" text-anchor="middle">`).raw(figure).raw("</text>")
		} else {
			room := stackRoom * float64(len(figure)+1)
			at := min(max(x+width/2, free+room/2), 100-room/2)
			free = at + room/2
			d.raw(`<text class="figure beside" x="`).share(at).raw(`" y="`).num(y + stackDepth + 13).raw(`" text-anchor="middle">`).raw(figure).raw("</text>")
		}
		d.raw("</g>")
	}
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(of) }

// share writes a part of the width.
func (d *drawing) share(x float64) *drawing {
	d.b = strconv.AppendFloat(d.b, x, 'f', 3, 64)
	return d.raw("%")
}
