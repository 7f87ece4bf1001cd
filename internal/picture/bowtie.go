package picture

// State is how far a barrier stands.
type State string

// The states of a barrier; any other is drawn like Planned.
const (
	InPlace State = "in-place"
	Partial State = "partial"
	Planned State = "planned"
)

// Barrier is a control on the way from the sources to the event, or from there to the consequences. Its note says function and state in words.
type Barrier struct {
	Node
	State State
}

// Bowtie is a risk as a bow-tie: sources on the left, consequences on the right, the event in the middle, barriers between.
type Bowtie struct {
	Head
	Heads                         [5]string // over the columns, from left to right
	Sources, Events, Consequences []Node
	Before, After                 []Barrier
	More                          func(n int) string // words for n boxes that are not drawn
}

const (
	bowtieWidth   = 162.0 // of a column
	bowtieGap     = 20.0
	bowtieTop     = 26.0 // under the heads
	bowtieSpace   = 8.0  // between boxes
	bowtieWall    = 8.0  // that a barrier's bar takes of its box
	bowtieLongest = 40   // boxes in a column
	bowtieLines   = 3    // of a title
)

// box is one box of a column, placed.
type box struct {
	node     *Node
	barrier  *Barrier
	label    label
	y, depth float64
}

func (x *box) middle() float64 { return x.y + x.depth/2 }

// column is a stack of boxes.
type column struct {
	head  string
	class string
	x     float64
	depth float64
	boxes []box
	more  Node
}

// Draw draws the bow-tie; nothing where there is neither a source, nor a barrier, nor a consequence, or no event for them to meet at.
func (b *Bowtie) Draw() string {
	if len(b.Events) == 0 || len(b.Sources)+len(b.Before)+len(b.After)+len(b.Consequences) == 0 {
		return ""
	}
	all := [5]column{
		{head: b.Heads[0], class: "sources"}, {head: b.Heads[1], class: "barriers"}, {head: b.Heads[2], class: "events"},
		{head: b.Heads[3], class: "barriers"}, {head: b.Heads[4], class: "consequences"},
	}
	all[0].nodes(b.Sources, b.More)
	all[1].barriers(b.Before, b.More)
	all[2].nodes(b.Events, b.More)
	all[3].barriers(b.After, b.More)
	all[4].nodes(b.Consequences, b.More)
	depth, x := 0.0, 1.0
	for i := range all {
		c := &all[i]
		if len(c.boxes) == 0 {
			continue
		}
		depth = max(depth, c.depth)
		c.x = x
		x += bowtieWidth + bowtieGap
		if outer := i == 0 && len(b.Before) == 0 || i == 2 && len(b.After) == 0; outer {
			x += bowtieGap // room for the lines to meet, which a column of barriers gives else
		}
	}
	for i := range all {
		all[i].centre(bowtieTop, depth)
	}
	d := newDrawing()
	d.begin("bowtie", b.Head, x-bowtieGap+1, bowtieTop+depth+2, true)
	middle := bowtieTop + depth/2
	fan(d, &all[0], &all[2], middle)
	fan(d, &all[2], &all[4], middle)
	for i := range all {
		all[i].draw(d)
	}
	return d.end()
}

func (c *column) nodes(nodes []Node, more func(int) string) {
	shown := min(len(nodes), bowtieLongest)
	c.boxes = make([]box, 0, shown+1)
	for i := range shown {
		c.add(&nodes[i], nil, 0)
	}
	c.rest(len(nodes)-shown, more)
}

func (c *column) barriers(list []Barrier, more func(int) string) {
	shown := min(len(list), bowtieLongest)
	c.boxes = make([]box, 0, shown+1)
	for i := range shown {
		c.add(&list[i].Node, &list[i], bowtieWall)
	}
	c.rest(len(list)-shown, more)
}

// rest adds a box that says how many are left out.
func (c *column) rest(n int, more func(int) string) {
	if n > 0 {
		c.more = Node{Title: more(n)}
		c.add(&c.more, nil, 0)
	}
}

func (c *column) add(n *Node, barrier *Barrier, wall float64) {
	x := box{node: n, barrier: barrier, label: layOut(n, bowtieWidth-2*padding-wall, bowtieLines)}
	x.depth = x.label.height() + 2*padding - 3
	if len(c.boxes) > 0 {
		c.depth += bowtieSpace
	}
	x.y = c.depth
	c.depth += x.depth
	c.boxes = append(c.boxes, x)
}

// centre moves the boxes of a column to the middle of the picture.
func (c *column) centre(top, depth float64) {
	shift := top + (depth-c.depth)/2
	for i := range c.boxes {
		c.boxes[i].y += shift
	}
}

// fan draws the lines from each box of one column to the next, all through one point: which source leads to which event, the barriers do not tell.
func fan(d *drawing, from, to *column, middle float64) {
	if len(from.boxes) == 0 || len(to.boxes) == 0 {
		return
	}
	left, right := from.x+bowtieWidth, to.x
	one, other := len(from.boxes) == 1, len(to.boxes) == 1
	knot := left + bowtieGap/2
	if to.class == "events" {
		knot = right - bowtieGap/2
	}
	d.raw(`<path class="flow" d="`)
	for i := range from.boxes {
		y := from.boxes[i].middle()
		d.at("M", left, y)
		if one {
			d.at("L", knot, middle)
			continue
		}
		bend := (knot - left) / 2
		d.at("C", left+bend, y).at(" ", knot-bend, middle).at(" ", knot, middle)
	}
	for i := range to.boxes {
		y := to.boxes[i].middle()
		d.at("M", knot, middle)
		if other {
			d.at("L", right, middle)
			continue
		}
		bend := (right - knot) / 2
		d.at("C", knot+bend, middle).at(" ", right-bend, y).at(" ", right, y)
	}
	d.raw(`"/><path class="tip" d="`)
	for i := range to.boxes {
		y := to.boxes[i].middle()
		d.at("M", right, y).at("l", -7, -4).raw("v8z")
	}
	d.raw(`"/>`)
}

func (c *column) draw(d *drawing) {
	if len(c.boxes) == 0 {
		return
	}
	head, _ := clip(clean(c.head), bowtieWidth/textSize/1.1)
	d.line("head", "", c.x, 13, head)
	d.raw(`<g class="`).raw(c.class).raw(`">`)
	for i := range c.boxes {
		x := &c.boxes[i]
		d.link(x.node, x.label.cut)
		wall := 0.0
		if x.barrier != nil {
			wall = bowtieWall
			d.barrier(c.x, x.y, x.depth, x.barrier.State)
		} else {
			d.rect(x.node.Class, c.x, x.y, bowtieWidth, x.depth)
		}
		x.label.draw(d, c.x+padding+wall, x.y+padding-1)
		d.close(x.node)
	}
	d.raw("</g>")
}

// barrier draws the box of a barrier: the bar on its left is solid, broken or hollow.
func (d *drawing) barrier(x, y, depth float64, state State) {
	switch state {
	case InPlace:
		d.rect("", x, y, bowtieWidth, depth)
		d.raw(`<path class="wall" d="`).at("M", x+3.5, y).raw("v").num(depth).raw(`"/>`)
	case Partial:
		d.rect("broken", x, y, bowtieWidth, depth)
		d.raw(`<path class="wall broken" d="`).at("M", x+3.5, y).raw("v").num(depth).raw(`"/>`)
	default:
		d.rect("hollow", x, y, bowtieWidth, depth)
		d.rect("wall", x, y, 7, depth)
	}
}
