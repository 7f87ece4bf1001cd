package check

import "slices"

// graph is who depends on whom. Nodes are added in the order of their ids.
type graph struct {
	ids   []string
	index map[string]int
	names [][]string
	to    [][]int // by node; what a circle was reported through is taken out
}

func (g *graph) add(id string, dependsOn []string) {
	if g.index == nil {
		g.index = map[string]int{}
	}
	g.index[id] = len(g.ids)
	g.ids = append(g.ids, id)
	g.names = append(g.names, dependsOn)
}

// mostRounds bounds how many circles are sought among nodes that all reach each other.
const mostRounds = 20

// circles gives the circles of the graph, each from its lowest id on: of every group of nodes that reach each other the shortest one
// through its lowest id, and again without that dependency until none is left.
func (g *graph) circles() [][]string {
	g.link()
	var found [][]string
	nodes := make([]int, len(g.ids))
	for i := range nodes {
		nodes[i] = i
	}
	for round := 0; round < mostRounds && len(nodes) > 0; round++ {
		var left []int
		for _, group := range g.groups(nodes) {
			circle := g.shortest(group)
			if circle == nil {
				continue
			}
			left = append(left, group...)
			names := make([]string, len(circle))
			for i, n := range circle {
				names[i] = g.ids[n]
			}
			found = append(found, names)
			first, next := circle[0], circle[1%len(circle)]
			g.to[first] = slices.DeleteFunc(g.to[first], func(n int) bool { return n == next })
		}
		slices.Sort(left)
		nodes = left
	}
	slices.SortFunc(found, slices.Compare[[]string])
	return found
}

func (g *graph) link() {
	g.to = make([][]int, len(g.ids))
	for i, names := range g.names {
		for _, name := range names {
			if n, ok := g.index[name]; ok {
				g.to[i] = append(g.to[i], n)
			}
		}
	}
}

// groups gives the strongly connected components among nodes (Tarjan), their nodes ascending.
func (g *graph) groups(nodes []int) [][]int {
	const unseen = 0
	order, low := make([]int, len(g.ids)), make([]int, len(g.ids))
	open := make([]bool, len(g.ids))
	wanted := make([]bool, len(g.ids))
	for _, n := range nodes {
		wanted[n] = true
	}
	var stack []int
	var groups [][]int
	count := 0
	var visit func(n int)
	visit = func(n int) {
		count++
		order[n], low[n] = count, count
		stack, open[n] = append(stack, n), true
		for _, m := range g.to[n] {
			if !wanted[m] {
				continue
			}
			if order[m] == unseen {
				visit(m)
				low[n] = min(low[n], low[m])
			} else if open[m] {
				low[n] = min(low[n], order[m])
			}
		}
		if low[n] != order[n] {
			return
		}
		at := slices.Index(stack, n)
		group := slices.Clone(stack[at:])
		stack = stack[:at]
		for _, m := range group {
			open[m] = false
		}
		slices.Sort(group)
		groups = append(groups, group)
	}
	for _, n := range nodes {
		if order[n] == unseen {
			visit(n)
		}
	}
	return groups
}

// shortest gives the shortest way within a group from its first node back to it; nil where there is none.
func (g *graph) shortest(group []int) []int {
	in := make(map[int]int, len(group)) // the node before, -1 where not reached
	for _, n := range group {
		in[n] = -1
	}
	first := group[0]
	queue := []int{first}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, m := range g.to[n] {
			if m == first {
				way := []int{n}
				for n != first {
					n = in[n]
					way = append(way, n)
				}
				slices.Reverse(way)
				return way
			}
			if before, ok := in[m]; ok && before < 0 {
				in[m] = n
				queue = append(queue, m)
			}
		}
	}
	return nil
}
