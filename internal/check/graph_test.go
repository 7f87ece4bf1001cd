package check

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCirclesAreSoughtAFewTimes takes nodes that all depend on each other: each round finds one circle and takes a dependency out.
func TestCirclesAreSoughtAFewTimes(t *testing.T) {
	var all []string
	for i := range 10 {
		all = append(all, strconv.Itoa(i))
	}
	var g graph
	for _, id := range all {
		g.add(id, all)
	}
	g.add("a", []string{"b"})
	g.add("b", []string{"a"})
	circles := g.circles()
	if len(circles) != 20+1 { // and one of a and b
		t.Errorf("%d circles were found", len(circles))
	}
	if !slices.ContainsFunc(circles, func(c []string) bool { return strings.Join(c, " ") == "a b" }) {
		t.Error("the circle apart was not found")
	}
}
