package picture

import (
	"cmp"
	"slices"
)

// slot is a place in a layer: a vertex, or the lane of a line that passes.
type slot struct {
	vertex   int // -1 for a lane
	layer    int
	order    float64
	y, depth float64
	in, out  []int // routes that arrive from the left, and that leave to the right
}

// route is one line, over the slots of successive layers.
type route struct {
	slots       []int
	forth, back bool // has a tip at its right end, at its left end
}

// layering is a graph whose vertices have found their layers, and an order within each.
type layering struct {
	slots  []slot
	layers [][]int // slots, from top to bottom
	routes []route
	depths []float64
}

// layers places the vertices so that every line leads to the right but those that close a cycle, and so that few lines cross. Nil where there is no line.
func (g *Graph) layers() *layering {
	joined := g.joined()
	if len(joined) == 0 {
		return nil
	}
	n := len(g.Vertices)
	next := make([][]int, n)
	touched := make([]bool, n)
	for _, e := range joined {
		next[e.From] = append(next[e.From], e.To)
		touched[e.From], touched[e.To] = true, true
	}
	back := backEdges(n, next)
	level := longest(n, next, back)
	l := &layering{}
	at := make([]int, n) // slot of a vertex
	deepest := 0
	for v := range n {
		if touched[v] {
			deepest = max(deepest, level[v])
		}
	}
	l.layers = make([][]int, deepest+1)
	for v := range n {
		if touched[v] {
			at[v] = l.add(v, level[v])
		}
	}
	known := map[Edge]int{}
	for _, e := range joined {
		from, to, reversed := e.From, e.To, back[e]
		if reversed {
			from, to = to, from
		}
		i, seen := known[Edge{from, to}]
		if !seen {
			i = len(l.routes)
			known[Edge{from, to}] = i
			l.routes = append(l.routes, l.run(at[from], at[to]))
		}
		if reversed {
			l.routes[i].back = true
		} else {
			l.routes[i].forth = true
		}
	}
	for i := range l.routes {
		r := l.routes[i].slots
		for k := range r {
			if k > 0 {
				l.slots[r[k]].in = append(l.slots[r[k]].in, i)
			}
			if k+1 < len(r) {
				l.slots[r[k]].out = append(l.slots[r[k]].out, i)
			}
		}
	}
	l.untangle()
	return l
}

// joined gives the edges that join two different vertices, each once, in order.
func (g *Graph) joined() []Edge {
	edges := make([]Edge, 0, len(g.Edges))
	for _, e := range g.Edges {
		if e.From != e.To && e.From >= 0 && e.To >= 0 && e.From < len(g.Vertices) && e.To < len(g.Vertices) {
			edges = append(edges, e)
		}
	}
	slices.SortFunc(edges, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return slices.Compact(edges)
}

// backEdges finds edges without which there is no cycle: those that lead to a vertex on the way to their own start.
func backEdges(n int, next [][]int) map[Edge]bool {
	back := map[Edge]bool{}
	state := make([]uint8, n) // 1 on the way, 2 done
	type visit struct{ vertex, child int }
	for root := range n {
		if state[root] != 0 {
			continue
		}
		way := []visit{{root, 0}}
		state[root] = 1
		for len(way) > 0 {
			here := &way[len(way)-1]
			if here.child == len(next[here.vertex]) {
				state[here.vertex] = 2
				way = way[:len(way)-1]
				continue
			}
			to := next[here.vertex][here.child]
			here.child++
			switch state[to] {
			case 0:
				state[to] = 1
				way = append(way, visit{to, 0})
			case 1:
				back[Edge{here.vertex, to}] = true
			}
		}
	}
	return back
}

// longest gives each vertex the length of the longest way that leads to it, back edges turned around.
func longest(n int, next [][]int, back map[Edge]bool) []int {
	ahead, waiting := make([][]int, n), make([]int, n)
	for from := range n {
		for _, to := range next[from] {
			a, b := from, to
			if back[Edge{from, to}] {
				a, b = to, from
			}
			ahead[a] = append(ahead[a], b)
			waiting[b]++
		}
	}
	level := make([]int, n)
	var ready []int
	for v := range n {
		if waiting[v] == 0 {
			ready = append(ready, v)
		}
	}
	for len(ready) > 0 {
		v := ready[0]
		ready = ready[1:]
		for _, to := range ahead[v] {
			level[to] = max(level[to], level[v]+1)
			if waiting[to]--; waiting[to] == 0 {
				ready = append(ready, to)
			}
		}
	}
	for v := n - 1; v >= 0; v-- { // what nothing leads to stands beside what it leads to
		if len(ahead[v]) > 0 && level[v] == 0 {
			nearest := level[ahead[v][0]]
			for _, to := range ahead[v] {
				nearest = min(nearest, level[to])
			}
			level[v] = max(0, nearest-1)
		}
	}
	return level
}

func (l *layering) add(vertex, layer int) int {
	s := len(l.slots)
	l.slots = append(l.slots, slot{vertex: vertex, layer: layer, order: float64(len(l.layers[layer]))})
	l.layers[layer] = append(l.layers[layer], s)
	return s
}

// run makes the way of a line, with a lane in every layer that it passes.
func (l *layering) run(from, to int) route {
	r := route{slots: []int{from}}
	for k := l.slots[from].layer + 1; k < l.slots[to].layer; k++ {
		r.slots = append(r.slots, l.add(-1, k))
	}
	r.slots = append(r.slots, to)
	return r
}

// untangle orders each layer by the middle of what its slots are joined to, to and fro, and then the lines at each side of a box likewise.
func (l *layering) untangle() {
	for sweep := range 8 {
		for i := range l.layers {
			k := i
			if sweep%2 == 1 {
				k = len(l.layers) - 1 - i
			}
			for _, s := range l.layers[k] {
				slot := &l.slots[s]
				sum, count := 0.0, 0
				if sweep%2 == 0 {
					for _, r := range slot.in {
						sum, count = sum+l.slots[l.before(s, r)].order, count+1
					}
				} else {
					for _, r := range slot.out {
						sum, count = sum+l.slots[l.after(s, r)].order, count+1
					}
				}
				if count > 0 {
					slot.order = sum / float64(count)
				}
			}
			slices.SortStableFunc(l.layers[k], func(a, b int) int { return cmp.Compare(l.slots[a].order, l.slots[b].order) })
			for at, s := range l.layers[k] {
				l.slots[s].order = float64(at) - float64(len(l.layers[k]))/2
			}
		}
	}
	for s := range l.slots {
		slices.SortStableFunc(l.slots[s].in, func(a, b int) int {
			return cmp.Compare(l.slots[l.before(s, a)].order, l.slots[l.before(s, b)].order)
		})
		slices.SortStableFunc(l.slots[s].out, func(a, b int) int {
			return cmp.Compare(l.slots[l.after(s, a)].order, l.slots[l.after(s, b)].order)
		})
	}
}

func (l *layering) before(s, r int) int {
	way := l.routes[r].slots
	return way[slices.Index(way, s)-1]
}

func (l *layering) after(s, r int) int {
	way := l.routes[r].slots
	return way[slices.Index(way, s)+1]
}

// leave gives where a line leaves a slot on its right, reach where it arrives on its left.
func (l *layering) leave(s, r int) float64 {
	return spread(&l.slots[s], slices.Index(l.slots[s].out, r), len(l.slots[s].out))
}

func (l *layering) reach(s, r int) float64 {
	return spread(&l.slots[s], slices.Index(l.slots[s].in, r), len(l.slots[s].in))
}
