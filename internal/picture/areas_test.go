package picture

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestAreasStandOnZeroAndAreCutWhereTheMeasureChanged(t *testing.T) {
	a := &Areas{
		Head: Head{ID: "a", Title: "T", Description: "D"}, Last: Day{2026, 12, 31}, Date: func(Day) string { return "day" },
		Layers: []Layer{{"heat1", "低 <1>"}, {"heat5", "高"}, {"heat6", "never"}},
		Stays:  []Stay{{On: Day{2026, 1, 1}, Counts: []int{3, 1, 0}}, {On: Day{2026, 5, 1}}, {On: Day{2026, 7, 1}, Counts: []int{2, 0, 0}, Cut: true}, {On: Day{2026, 9, 1}, Counts: []int{2, 6, 0}}},
		Marks:  []PathMark{{On: Day{2026, 7, 1}, Words: "2026.2 & co"}},
	}
	svg := a.Draw()
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	// A piece from cut to cut: nothing of what never was and of the state that does not read, and no edge where the measure was the same.
	layer := func(svg, class string) int {
		_, rest, _ := strings.Cut(svg, `<g class="`+class+`"><title>`)
		rest, _, _ = strings.Cut(rest, "</g>")
		return strings.Count(rest, "z")
	}
	if low, high := layer(svg, "heat1"), layer(svg, "heat5"); low != 2 || high != 2 {
		t.Errorf("%d pieces of the lower layer and %d of the upper, want 2 and 2: %s", low, high, svg)
	}
	// A cut is left free however short the stay before it is: here a day of 0.07 %.
	close := *a
	close.Stays = []Stay{{On: Day{2026, 1, 1}, Counts: []int{3}}, {On: Day{2026, 6, 1}, Counts: []int{2}}, {On: Day{2026, 6, 2}, Counts: []int{2}, Cut: true}}
	_, piece, _ := strings.Cut(close.Draw(), `<g class="heat1"><title>`)
	_, piece, _ = strings.Cut(piece, ` d="`)
	first, second, cut := strings.Cut(piece, "z")
	var end, begin float64
	for _, step := range regexp.MustCompile(`H([0-9.]+)`).FindAllStringSubmatch(first, -1) {
		x, _ := strconv.ParseFloat(step[1], 64)
		end = max(end, x)
	}
	if fmt.Sscanf(second, "M%f", &begin); !cut || begin-end < areasCut-.2 {
		t.Errorf("the piece before the cut ends at %v, the one after it begins at %v: %s", end, begin, piece)
	}
	if strings.Contains(svg, "never") {
		t.Error("the legend names what never was")
	}
	for _, want := range []string{">0</text>", ">8</text>", "低 &lt;1&gt;", "2026.2 &amp; co"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %s", want, svg)
		}
	}
	for most, want := range map[int][]int{1: {0, 1}, 5: {0, 1, 2, 3, 4, 5}, 6: {0, 2, 4, 6}, 34: {0, 10, 20, 30, 40}, 300: {0, 100, 200, 300}} {
		if got := wholeTicks(most); !slices.Equal(got, want) {
			t.Errorf("up to %d: %v, want %v", most, got, want)
		}
	}
	if (&Areas{}).Draw() != "" || (&Areas{Layers: a.Layers, Stays: []Stay{{On: Day{2026, 1, 1}, Counts: []int{0, 0}}}, Last: a.Last}).Draw() != "" {
		t.Error("nothing is drawn as something")
	}
}

func TestAnAxisFromZero(t *testing.T) {
	value := func(float64) string { return "v" }
	for _, c := range []struct {
		values []float64
		first  float64
	}{{[]float64{20, 21, 19}, 0}, {[]float64{0, 0}, 0}, {[]float64{7}, 0}} {
		s := &Series{Whole: true, Zero: true, Value: value}
		for i, v := range c.values {
			s.Readings = append(s.Readings, Reading{On: Day{2026, 1, 1 + i}, Value: v})
		}
		if ticks := s.ticks(s.Readings); ticks[0] != c.first || len(ticks) < 2 {
			t.Errorf("%v: ticks %v", c.values, ticks)
		}
	}
}
