package picture

import "math"

// Vertex is one box of a graph.
type Vertex struct {
	Node
	Heat   int  // of the highest risk: 0 where there is none, 1 (calm) to 5 (grave); a second sign beside the words of the note
	Strong bool // stands out: important
	Here   bool // is what the page is about
}

// heats are the classes of Heat.
var heats = [10]string{"heat0", "heat1", "heat2", "heat3", "heat4", "heat5", "heat6", "heat7", "heat8", "heat9"}

func (v *Vertex) class() string {
	class := heats[min(max(v.Heat, 0), len(heats)-1)]
	switch {
	case v.Here:
		class += " here"
	case v.Strong:
		class += " strong"
	}
	return class
}

// Edge leads from a vertex to one that it depends on, by their places in the list.
type Edge struct{ From, To int }

// Graph is what depends on what: who depends stands left of what he depends on. Cycles are drawn too, one of their lines leading back.
type Graph struct {
	Head
	Vertices []Vertex
	Edges    []Edge
}

const (
	graphWidth = 172.0 // of a box
	graphGap   = 56.0  // between layers, for the lines
	graphSpace = 12.0
	graphLane  = 14.0 // that a line takes which passes a layer
	graphLines = 2    // of a title
)

// Draw draws the graph; nothing where no edge joins two different vertices. A vertex that no edge touches is not drawn.
func (g *Graph) Draw() string {
	l := g.layers()
	if l == nil {
		return ""
	}
	labels := make([]label, len(g.Vertices))
	depth := 0.0
	for k := range l.layers {
		at := 0.0
		for i, s := range l.layers[k] {
			if i > 0 {
				at += graphSpace
			}
			slot := &l.slots[s]
			slot.y, slot.depth = at, graphLane
			if slot.vertex >= 0 {
				labels[slot.vertex] = layOut(&g.Vertices[slot.vertex].Node, graphWidth-2*padding, graphLines)
				slot.depth = labels[slot.vertex].height() + 2*padding - 3
			}
			at += slot.depth
		}
		depth = max(depth, at)
		l.depths = append(l.depths, at)
	}
	for k := range l.layers {
		for _, s := range l.layers[k] {
			l.slots[s].y += 4 + (depth-l.depths[k])/2
		}
	}
	d := newDrawing()
	d.begin("graph", g.Head, float64(len(l.layers))*(graphWidth+graphGap)-graphGap+10, depth+8, true)
	g.drawEdges(d, l)
	for k := range l.layers {
		for _, s := range l.layers[k] {
			slot := &l.slots[s]
			if slot.vertex < 0 {
				continue
			}
			v := &g.Vertices[slot.vertex]
			x := layerLeft(k)
			d.link(&v.Node, labels[slot.vertex].cut)
			d.rect(v.class(), x, slot.y, graphWidth, slot.depth)
			labels[slot.vertex].draw(d, x+padding, slot.y+padding-1)
			d.close(&v.Node)
		}
	}
	return d.end()
}

func layerLeft(k int) float64 { return 5 + float64(k)*(graphWidth+graphGap) }

// drawEdges draws each edge along the lanes that were kept free for it, with a tip at what is depended on.
func (g *Graph) drawEdges(d *drawing, l *layering) {
	d.raw(`<path class="flow" d="`)
	for i := range l.routes {
		r := &l.routes[i]
		for k := 0; k+1 < len(r.slots); k++ {
			from, to := &l.slots[r.slots[k]], &l.slots[r.slots[k+1]]
			x, y := layerLeft(from.layer)+graphWidth, l.leave(r.slots[k], i)
			if from.vertex < 0 {
				d.at("M", x-graphWidth, y).at("L", x, y)
			}
			right, below := layerLeft(to.layer), l.reach(r.slots[k+1], i)
			d.at("M", x, y).at("C", x+graphGap/2, y).at(" ", right-graphGap/2, below).at(" ", right, below)
		}
	}
	d.raw(`"/><path class="tip" d="`)
	for i := range l.routes {
		r := &l.routes[i]
		if r.forth {
			d.at("M", layerLeft(l.slots[r.slots[len(r.slots)-1]].layer), l.reach(r.slots[len(r.slots)-1], i)).at("l", -8, -4).raw("v8z")
		}
		if r.back {
			d.at("M", layerLeft(l.slots[r.slots[0]].layer)+graphWidth, l.leave(r.slots[0], i)).at("l", 8, -4).raw("v8z")
		}
	}
	d.raw(`"/>`)
}

// spread gives the place of one of n lines along the side of a box.
func spread(s *slot, at, n int) float64 {
	room := math.Min(s.depth-10, float64(n)*9)
	return s.y + s.depth/2 + room*((float64(at)+0.5)/float64(n)-0.5)
}
