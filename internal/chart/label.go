package chart

import gochart "github.com/wcharczuk/go-chart/v2"

// label is the name of a curve at its place.
type label struct {
	role Role
	text string
	x, y int // the foot of its first letter
}

// box is the room of a label.
type box struct{ left, top, right, bottom int }

func (b box) contains(x, y int) bool {
	return x >= b.left && x <= b.right && y >= b.top && y <= b.bottom
}

func (b box) meets(c box) bool {
	return b.left <= c.right && c.left <= b.right && b.top <= c.bottom && c.top <= b.bottom
}

// labels finds for the name of each curve a place beside the curve where it hides no curve and no other name. Where there is none, it is the place that
// hides least.
func labels(curves []Curve, at func(Point) (int, int), canvas gochart.Box) []label {
	var ink [][2]int // points that are drawn, a few units apart
	for _, c := range curves {
		for i := range c.Points {
			x, y := at(c.Points[i])
			ink = append(ink, [2]int{x, y})
			if i == 0 {
				continue
			}
			fromX, fromY := at(c.Points[i-1])
			steps := max(abs(x-fromX), abs(y-fromY)) / 4
			for s := 1; s < steps; s++ {
				ink = append(ink, [2]int{fromX + (x-fromX)*s/steps, fromY + (y-fromY)*s/steps})
			}
		}
	}
	var placed []label
	var taken []box
	for _, c := range curves {
		if c.Label == "" {
			continue
		}
		w := int(textWidth(c.Label))
		best, bestCost, bestBox := label{}, -1, box{}
		for i, p := range c.Points {
			x, y := at(p)
			for side, corner := range [4][2]int{{x + 8, y - 6}, {x - 8 - w, y + letter + 4}, {x + 8, y + letter + 4}, {x - 8 - w, y - 6}} {
				room := box{corner[0] - 2, corner[1] - letter, corner[0] + w + 2, corner[1] + 3}
				cost := cost(room, ink, taken, canvas)*10 + side + abs(2*i-len(c.Points))/4
				if bestCost < 0 || cost < bestCost {
					best, bestCost, bestBox = label{c.Role, c.Label, corner[0], corner[1]}, cost, room
				}
			}
		}
		placed, taken = append(placed, best), append(taken, bestBox)
	}
	return placed
}

// cost tells how much a label would hide at a place.
func cost(room box, ink [][2]int, taken []box, canvas gochart.Box) int {
	cost := 0
	for _, dot := range ink {
		if room.contains(dot[0], dot[1]) {
			cost += 5
		}
	}
	for _, other := range taken {
		if room.meets(other) {
			cost += 200
		}
	}
	if room.left < canvas.Left || room.right > canvas.Right || room.top < canvas.Top || room.bottom > canvas.Bottom {
		cost += 1000
	}
	return cost
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
